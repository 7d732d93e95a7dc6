"""What a map shows of each municipality: figures, classes with written limits, and the finding.

Five classes, bright for few, so that gaps shine; what is not known is white, which is neither zero
nor no.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from ecosystem.briefings.basis.day import is_near_limit
from ecosystem.briefings.coverage.brief import CoverageBriefing, MunicipalityCoverage
from ecosystem.briefings.coverage.parts import share
from ecosystem.briefings.coverage.siting import SitingBriefing
from ecosystem.display.naming import name_all
from ecosystem.display.wording import Language, example_mark, say, t
from ecosystem.display.wording.formats import number
from ecosystem.model.vocabulary import CoverageState, Freshness

Measure = Literal[
    "state", "activity_state", "online_state", "firms", "per_1000", "share", "nearest_km"
]
MEASURES: Final[tuple[Measure, ...]] = (
    "state",
    "activity_state",
    "online_state",
    "firms",
    "per_1000",
    "share",
    "nearest_km",
)
OF_FIRMS: Final[tuple[Measure, ...]] = ("firms", "per_1000", "share")
"""Measures that say nothing where the position has no firms."""
OF_THE_COUNTRY: Final[tuple[Measure, ...]] = ("per_1000", "share")
"""Measures that hold firms against others: nothing where they cannot be compared."""
COLOURS: Final = ("#fee838", "#bcae6c", "#7d7c78", "#3f4d6b", "#00204d")
"""Cividis in five steps: told apart under three kinds of colour blindness."""
STATE_COLOURS: Final = {
    CoverageState.UNCOVERED: "#fee838",
    CoverageState.COVERED: "#7d7c78",
    CoverageState.OVERLAP: "#00204d",
}


@dataclass(frozen=True, slots=True)
class Legend:
    """Classes of a measure: what each is called, its colour, and which one each place is in."""

    title: str
    names: tuple[str, ...]
    colours: tuple[str, ...]
    class_of: Mapping[str, str]
    text_of: Mapping[str, str]
    unknown: str


def legend(briefing: CoverageBriefing, measure: Measure, language: Language = "da") -> Legend:
    """Sort the municipalities into classes by a measure, and say each one's figure in words.

    Args:
        briefing: How a position is covered.
        measure: What is drawn.
        language: Language of the words.
    """
    title = t(f"map.legend.{measure}", language, unit=t(f"map.unit.{briefing.unit}", language))
    if hatched(briefing, measure):
        title = t("frame.marked", language, sentence=title)
    unknown = t("map.unknown", language)
    values = values_of(briefing, measure)
    text_of = {
        place.municipality_code: f"{place.name}: {in_words(briefing, place, measure, language)}"
        for place in briefing.municipalities
    }
    if measure.endswith("state"):
        names = {s.value: t(f"coverage_state.{s.value}", language) for s in STATE_COLOURS}
        class_of = {code: names.get(str(value), unknown) for code, value in values.items()}
        colours = tuple(STATE_COLOURS.values())
        return Legend(title, tuple(names.values()), colours, class_of, text_of, unknown)
    numbers = [float(value) for value in values.values() if isinstance(value, (int, float))]
    limits = class_limits(numbers, is_whole=measure == "firms")
    labels = _labels(limits, language, is_whole=measure == "firms")
    class_of = {
        code: labels[_class(float(value), limits)] if isinstance(value, (int, float)) else unknown
        for code, value in values.items()
    }
    colours = COLOURS[::-1] if measure == "nearest_km" else COLOURS
    return Legend(title, labels, colours[: len(labels)], class_of, text_of, unknown)


# --- figures -------------------------------------------------------------------------------


def values_of(briefing: CoverageBriefing, measure: Measure) -> dict[str, str | float | None]:
    """Return the figure or state of each municipality; ``None`` or unknown when not recorded."""
    return {
        place.municipality_code: value_of(briefing, place, measure)
        for place in briefing.municipalities
    }


def value_of(
    briefing: CoverageBriefing, place: MunicipalityCoverage, measure: Measure
) -> str | float | None:
    """Return the figure or state of a municipality.

    Args:
        briefing: Says how many firms there are in all, and whether they can be compared.
        place: The municipality.
        measure: What is asked for.
    """
    if not briefing.is_comparable and measure in OF_THE_COUNTRY:
        return None
    match measure:
        case "state" | "activity_state" | "online_state":
            state: CoverageState = getattr(place, measure)
            return state.value
        case "firms":
            return place.firms
        case "per_1000":
            return share(1000 * place.firms if place.firms is not None else None, place.all_firms)
        case "share":
            return share(100 * place.firms if place.firms is not None else None, briefing.firms)
        case "nearest_km":
            return place.nearest_km


def in_words(
    briefing: CoverageBriefing,
    place: MunicipalityCoverage,
    measure: Measure,
    language: Language = "da",
) -> str:
    """Write the figure or state of a municipality; a state near the limit says so."""
    words = shown(value_of(briefing, place, measure), measure, language, briefing.unit)
    if measure in OF_FIRMS:
        return words + example_mark(place.example_firms)
    if measure == "state" and place.is_near_limit and place.state is not CoverageState.UNKNOWN:
        return f"{words}, {t('map.near_limit', language)}"
    return words


def hatched(briefing: CoverageBriefing, measure: Measure) -> tuple[str, ...]:
    """List the municipalities whose figure on a map counts example firms."""
    if measure not in OF_FIRMS:
        return ()
    return tuple(p.municipality_code for p in briefing.municipalities if p.example_firms)


def way_in_words(
    place: MunicipalityCoverage, unit: str = "km", language: Language = "da"
) -> str | None:
    """Write the way to the nearest office, and over which ferry; ``None`` where it is not known."""
    if place.nearest_km is None:
        return None
    if place.ferry is None or place.straight_km is None:
        return shown(place.nearest_km, "nearest_km", language, unit)
    return t(
        "map.way.ferry",
        language,
        straight=number(place.straight_km, language, 0),
        km=number(place.nearest_km, language, 0),
        ferry=place.ferry.replace(";", ", "),
    )


FRESHNESS_OF: Final[Mapping[Measure, tuple[str, str]]] = {
    "state": ("freshness", "state"),
    "nearest_km": ("freshness", "state"),
    "activity_state": ("activity_freshness", "activity_state"),
    "online_state": ("online_freshness", "online_state"),
}
"""Measures that rest on rows somebody checks: the field that says how sure, and its state."""


def sureness_in_words(
    place: MunicipalityCoverage, measure: Measure, language: Language = "da"
) -> str | None:
    """Write what the checks of the rows behind a state are worth; ``None`` of a count of firms."""
    if measure not in FRESHNESS_OF:
        return None
    freshness_field, state_field = FRESHNESS_OF[measure]
    freshness: Freshness | None = getattr(place, freshness_field)
    if freshness is not None:
        return t(f"freshness.{freshness.value}", language)
    is_reached = getattr(place, state_field) in {CoverageState.COVERED, CoverageState.OVERLAP}
    return t("frame.example_data", language) if is_reached else None


def shown(value: str | float | None, measure: Measure, language: Language, unit: str = "km") -> str:
    """Write a figure with its unit, or a state."""
    if isinstance(value, str):
        return t(f"coverage_state.{value}", language)
    if value is None:
        return t("map.unknown", language)
    figure = number(value, language, 0 if measure in {"firms", "nearest_km"} else 1)
    key = f"map.value.{measure}.{unit}" if measure == "nearest_km" else f"map.value.{measure}"
    return t(f"{key}.one" if measure == "firms" and value == 1 else key, language, value=figure)


def rank_of(briefing: CoverageBriefing, measure: Measure, code: str) -> tuple[int, int] | None:
    """Rank a municipality by a figure, most first, and of how many; equals share a place.

    Returns:
        Place and number of municipalities whose figure is known; ``None`` for states and where
        the figure is not known or 0. The way to an office counts shortest first.
    """
    values = {c: v for c, v in values_of(briefing, measure).items() if isinstance(v, (int, float))}
    figure = values.get(code, 0)
    if figure == 0:
        return None
    if measure == "nearest_km":
        return 1 + sum(value < figure for value in values.values()), len(values)
    return 1 + sum(value > figure for value in values.values()), len(values)


def with_proposal(briefing: CoverageBriefing, proposal: SitingBriefing) -> CoverageBriefing:
    """Return the coverage with the proposed places: office state, way and offices."""
    placed = {choice.municipality_code for choice in proposal.chosen}
    after = tuple(_with_places(place, proposal, placed) for place in briefing.municipalities)
    return briefing.model_copy(update={"municipalities": after})


def _with_places(
    place: MunicipalityCoverage, proposal: SitingBriefing, placed: set[str]
) -> MunicipalityCoverage:
    code = place.municipality_code
    km = proposal.nearest_km_after[code]
    update: dict[str, object] = {"nearest_km": km}
    if km != place.nearest_km:
        near = km is not None and bool(is_near_limit([km], proposal.within)[0])
        update |= {"straight_km": None, "ferry": None, "is_near_limit": near}
    if code in proposal.newly_reached:
        update |= {"state": CoverageState.COVERED, "freshness": Freshness.NOT_RECORDED}
    if code in placed:
        update["offices"] = (place.offices or 0) + 1
    return place.model_copy(update=update)


# --- classes -------------------------------------------------------------------------------


def class_limits(values: Sequence[float], *, is_whole: bool) -> tuple[float, ...]:
    """Choose up to five upper limits: zero alone when it occurs, then equal numbers of places.

    Examples:
        >>> class_limits([0, 0, 1, 2, 3, 5, 8, 13], is_whole=True)
        (0.0, 2.0, 3.0, 8.0, 13.0)
    """
    above = sorted(value for value in values if value > 0)
    has_zero = len(above) < len(values)
    count = len(COLOURS) - has_zero
    limits: list[float] = [0.0] if has_zero else []
    for place in range(1, count + 1):
        if above:
            limit = above[max(0, -(-place * len(above) // count) - 1)]
            limits.append(float(limit) if is_whole else _rounded(limit))
    if above and limits[-1] < above[-1]:
        limits[-1] = float(above[-1])
    return tuple(sorted(set(limits)))


def _rounded(value: float) -> float:
    """Up to the next limit that reads well."""
    step = 5.0 if value > 20 else 1.0 if value > 5 else 0.5  # noqa: PLR2004
    return float(-(-value // step) * step)


def _class(value: float, limits: Sequence[float]) -> int:
    return next(place for place, limit in enumerate(limits) if value <= limit)


def _labels(limits: Sequence[float], language: Language, *, is_whole: bool) -> tuple[str, ...]:
    def write(value: float) -> str:
        return number(value, language, 0 if is_whole else 1)

    labels = []
    for place, limit in enumerate(limits):
        below = limits[place - 1] if place else None
        if below is None:
            labels.append(
                write(limit) if limit == 0 else t("map.up_to", language, limit=write(limit))
            )
        elif is_whole and below + 1 == limit:
            labels.append(write(limit))
        elif is_whole:
            labels.append(f"{write(below + 1)}–{write(limit)}")
        else:
            labels.append(t("map.over_up_to", language, low=write(below), high=write(limit)))
    return tuple(labels)


# --- the finding ---------------------------------------------------------------------------


def finding(
    briefing: CoverageBriefing, language: Language = "da", measure: Measure = "state"
) -> str:
    """State what the map shows in one or two short sentences: its tool buttons repeat them."""
    if measure == "state":
        return say(briefing.sentences[0], language)
    way = "office" if measure == "nearest_km" else measure.removesuffix("_state")
    if absent := briefing.not_recorded.get(way):
        table, file = t(f"table.{absent[0]}", language), f"{absent[0]}.csv"
        return t("map.finding.absent", language, table=table, file=file)
    if measure.endswith("state"):
        return _reached(briefing, measure, language)
    return _highest(briefing, measure, language)


def _highest(briefing: CoverageBriefing, measure: Measure, language: Language) -> str:
    """Write who has most, all that share it, and how many have none."""
    values = values_of(briefing, measure)
    figures = {code: value for code, value in values.items() if isinstance(value, (int, float))}
    if not figures or (measure in OF_FIRMS and not any(figures.values())):
        return t("map.finding.nothing", language)
    if not any(figures.values()):
        return t("map.finding.nearest_km.all", language)
    words = t(f"map.finding.{measure}", language, **_most(briefing, figures, measure, language))
    if none := sum(value == 0 for value in figures.values()):
        key = "nearest_km" if measure == "nearest_km" else "firms"
        words = f"{words} {t(f'map.finding.none.{key}', language, none=none)}"
    is_example = bool(hatched(briefing, measure))
    return t("frame.marked", language, sentence=words) if is_example else words


def _reached(briefing: CoverageBriefing, measure: Measure, language: Language) -> str:
    """Write how many municipalities are reached by activities or online."""
    states = briefing.states[measure.removesuffix("_state")]
    values = {
        "reached": states[CoverageState.COVERED] + states[CoverageState.OVERLAP],
        "total": len(briefing.municipalities),
        "unknown": states[CoverageState.UNKNOWN],
    }
    key = f"map.finding.{measure}.unknown" if values["unknown"] else f"map.finding.{measure}"
    return t(key, language, **values)


def _most(
    briefing: CoverageBriefing, figures: Mapping[str, float], measure: Measure, language: Language
) -> dict[str, str]:
    """List all that share the highest figure as it is written, and the figure."""
    texts = {code: shown(v, measure, language, briefing.unit) for code, v in figures.items()}
    value = texts[max(figures, key=lambda code: figures[code])]
    names = [
        place.name
        for place in briefing.municipalities
        if texts.get(place.municipality_code) == value
    ]
    each = value if len(names) == 1 else t("map.finding.each", language, value=value)
    return {"names": name_all(names, language), "value": each}
