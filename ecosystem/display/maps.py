"""A position's coverage as a map of the municipalities, and as files.

The shapes are drawn flat in kilometres (EPSG:25832), Bornholm in a frame of its own. Five classes
with written limits, bright for few, so that gaps shine; what is not known is white, dashed and
marked with a question mark, which is neither zero nor no. The same drawing goes to the screen, to
PNG and SVG, and into an HTML file that asks nobody for anything.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Any, Final, Literal

from ecosystem.briefings.coverage import CoverageBriefing, MunicipalityCoverage, share
from ecosystem.briefings.siting import SitingBriefing
from ecosystem.display.naming import name_all
from ecosystem.display.wording import Language, say, t
from ecosystem.display.wording.formats import day, number
from ecosystem.model.errors import EcosystemError
from ecosystem.model.vocabulary import CoverageState

if TYPE_CHECKING:
    import altair as alt
    import geopandas as gpd

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
COLOURS: Final = ("#fee838", "#bcae6c", "#7d7c78", "#3f4d6b", "#00204d")
"""Cividis in five steps: told apart under three kinds of colour blindness."""
STATE_COLOURS: Final = {
    CoverageState.UNCOVERED: "#fee838",
    CoverageState.COVERED: "#7d7c78",
    CoverageState.OVERLAP: "#00204d",
}
UNKNOWN_COLOUR: Final = "#ffffff"
CHOSEN_COLOUR: Final = "#D35F00"
LINE: Final = "#454545"
BORNHOLM: Final = "0400"
INSET_KM: Final = (-172.0, 219.0)
"""How far Bornholm is moved, east and north."""
FRAME_KM: Final = (674.0, 6316.0, 738.0, 6374.0)
"""West, south, east and north of its frame."""
DRAWN_M: Final = 300
"""Metres that a drawn line may be off: under half a pixel."""
HEIGHT: Final = 580
"""Pixels of the map."""
CLICKED: Final = "properties\\.code"
"""Key under which a clicked shape comes back."""
ENDINGS: Final = (".geojson", ".gpkg", ".csv", ".xlsx", ".html", ".png", ".svg")


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
    unknown = t("map.unknown", language)
    values = values_of(briefing, measure)
    names_of = {one.municipality_code: one.name for one in briefing.municipalities}
    unit = briefing.unit
    said = {c: f"{names_of[c]}: {shown(v, measure, language, unit)}" for c, v in values.items()}
    if measure.endswith("state"):
        names = {s.value: t(f"coverage_state.{s.value}", language) for s in STATE_COLOURS}
        of = {code: names.get(str(value), unknown) for code, value in values.items()}
        colours = tuple(STATE_COLOURS.values())
        return Legend(title, tuple(names.values()), colours, of, said, unknown)
    numbers = [float(value) for value in values.values() if isinstance(value, (int, float))]
    limits = class_limits(numbers, is_whole=measure == "firms")
    labels = _labels(limits, language, is_whole=measure == "firms")
    of = {
        code: labels[_class(float(value), limits)] if isinstance(value, (int, float)) else unknown
        for code, value in values.items()
    }
    colours = COLOURS[::-1] if measure == "nearest_km" else COLOURS
    return Legend(title, labels, colours[: len(labels)], of, said, unknown)


def values_of(briefing: CoverageBriefing, measure: Measure) -> dict[str, str | float | None]:
    """Give the figure or state of each municipality; ``None`` or unknown when not recorded."""
    return {
        one.municipality_code: value_of(one, measure, briefing.firms)
        for one in briefing.municipalities
    }


def value_of(
    one: MunicipalityCoverage, measure: Measure, firms: float | None = None
) -> str | float | None:
    """Give the figure or state of a municipality.

    Args:
        one: The municipality.
        measure: What is asked for.
        firms: Firms of the position in the whole country, for the share.
    """
    match measure:
        case "state" | "activity_state" | "online_state":
            state: CoverageState = getattr(one, measure)
            return state.value
        case "firms":
            return one.firms
        case "per_1000":
            return share(1000 * one.firms if one.firms is not None else None, one.all_firms)
        case "share":
            return share(100 * one.firms if one.firms is not None else None, firms)
        case "nearest_km":
            return one.nearest_km


def shown(value: str | float | None, measure: Measure, language: Language, unit: str = "km") -> str:
    """Say a figure with its unit, or a state."""
    if isinstance(value, str):
        return t(f"coverage_state.{value}", language)
    if value is None:
        return t("map.unknown", language)
    written = number(value, language, 0 if measure in {"firms", "nearest_km"} else 1)
    key = f"map.value.{measure}.{unit}" if measure == "nearest_km" else f"map.value.{measure}"
    return t(f"{key}.one" if measure == "firms" and value == 1 else key, language, value=written)


def rank_of(briefing: CoverageBriefing, measure: Measure, code: str) -> tuple[int, int] | None:
    """Tell a municipality's place by a figure, most first, and of how many; equals share one.

    Returns:
        Place and number of municipalities whose figure is known; ``None`` for states and where
        the figure is not known or 0. The way to an office counts shortest first.
    """
    values = {c: v for c, v in values_of(briefing, measure).items() if isinstance(v, (int, float))}
    own = values.get(code, 0)
    if own == 0:
        return None
    if measure == "nearest_km":
        return 1 + sum(value < own for value in values.values()), len(values)
    return 1 + sum(value > own for value in values.values()), len(values)


def with_proposal(briefing: CoverageBriefing, proposal: SitingBriefing) -> CoverageBriefing:
    """Give the coverage as it would be with the proposed places: office state, way and offices."""
    placed = {one.municipality_code for one in proposal.chosen}
    after = tuple(
        one.model_copy(
            update={
                "state": CoverageState.COVERED
                if one.municipality_code in proposal.newly_reached
                else one.state,
                "nearest_km": proposal.nearest_km_after[one.municipality_code],
                "offices": (one.offices or 0) + 1
                if one.municipality_code in placed
                else one.offices,
            }
        )
        for one in briefing.municipalities
    )
    return briefing.model_copy(update={"municipalities": after})


def class_limits(values: Sequence[float], *, is_whole: bool) -> tuple[float, ...]:
    """Choose up to five upper limits: zero alone when it occurs, then equal numbers of places.

    Examples:
        >>> class_limits([0, 0, 1, 2, 3, 5, 8, 13], is_whole=True)
        (0.0, 2.0, 3.0, 8.0, 13.0)
    """
    above = sorted(value for value in values if value > 0)
    has_zero = len(above) < len(values)
    wanted = len(COLOURS) - has_zero
    limits: list[float] = [0.0] if has_zero else []
    for place in range(1, wanted + 1):
        if above:
            limit = above[max(0, -(-place * len(above) // wanted) - 1)]
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


# --- drawing -------------------------------------------------------------------------------


def coverage_map(  # noqa: PLR0913 - what is drawn, and how
    briefing: CoverageBriefing,
    shapes: "gpd.GeoDataFrame",
    measure: Measure = "state",
    *,
    language: Language = "da",
    chosen: str | None = None,
    proposal: SitingBriefing | None = None,
) -> "alt.LayerChart":
    """Draw the municipalities in their classes.

    Args:
        briefing: How a position is covered.
        shapes: Municipalities in EPSG:25832, indexed by code; one without a shape is not drawn.
        measure: What is drawn.
        language: Language of the words.
        chosen: Code of the municipality to outline.
        proposal: Where presence could be added: drawn as stars, with what they newly reach.

    Returns:
        A chart of which a clicked shape comes back as ``klik``, under the key ``CLICKED``.
    """
    import altair as alt  # noqa: PLC0415 - half a second that only maps pay

    classes = legend(briefing, measure, language)
    drawn = drawable(shapes)
    newly = proposal.newly_reached if proposal else ()
    features = [
        {
            "type": "Feature",
            "geometry": drawn[code],
            "properties": {
                "code": code,
                "class": classes.class_of[code],
                "text": classes.text_of[code],
                "chosen": code == chosen,
                "newly": code in newly,
            },
        }
        for code in sorted(classes.class_of, key=lambda code: (code == chosen, code in newly, code))
        if code in drawn
    ]
    click = alt.selection_point(
        name="klik", fields=["properties.code"], on="click", toggle=False, empty=False
    )
    names = [*classes.names, classes.unknown]
    is_chosen, is_new = "datum.properties.chosen", "datum.properties.newly"
    is_unknown = f"datum.properties.class === '{classes.unknown}'"
    shapes_layer = (
        alt.Chart(_data(features))
        .mark_geoshape(cursor="pointer")
        .encode(
            color=alt.Color(
                "properties.class:O",
                title=classes.title,
                scale=alt.Scale(domain=names, range=[*classes.colours, UNKNOWN_COLOUR]),
                legend=alt.Legend(
                    orient="top",
                    columns=3,
                    titleAnchor="start",
                    description=f"{classes.title}: {', '.join(names)}",
                    symbolType="square",
                    symbolStrokeColor=LINE,
                    symbolStrokeWidth=1,
                    labelColor="#1a1a1a",
                    titleColor="#1a1a1a",
                    labelFontSize=13,
                    titleFontSize=13,
                    labelLimit=260,
                    titleLimit=340,
                ),
            ),
            stroke=alt.condition(
                f"{is_chosen} || {is_new}", alt.value(CHOSEN_COLOUR), alt.value(LINE)
            ),
            strokeWidth={
                "condition": [{"test": is_chosen, "value": 4.5}, {"test": is_new, "value": 3}],
                "value": 0.5,
            },
            strokeDash=alt.condition(
                f"{is_unknown} && !{is_chosen}", alt.value([3, 3]), alt.value([1, 0])
            ),
            description="properties.text:N",
            tooltip=alt.Tooltip("properties.text:N", title=t("map.municipality", language)),
        )
        .add_params(click)
    )
    cores = [
        *_cores([drawn[code] for code in newly if code in drawn and code != chosen], [4, 3]),
        *_cores([drawn[code] for code in (chosen,) if code in drawn], [1, 0]),
    ]
    layers = [shapes_layer, *cores, _inset_frame(), *_marks(briefing, shapes, classes, proposal)]
    chart: alt.LayerChart = (
        alt.layer(*layers)
        .project(type="identity", reflectY=True)
        .properties(height=HEIGHT)
        .configure_view(stroke=None)
        .configure(font="IBM Plex Sans, Arial, sans-serif")
    )
    return chart


def drawable(shapes: "gpd.GeoDataFrame") -> dict[str, dict[str, Any]]:
    """Give each municipality as plain GeoJSON in kilometres, Bornholm moved into its frame."""
    import shapely.affinity  # noqa: PLC0415 - only maps need it

    drawn = {}
    for code, shape in shapes.geometry.items():
        east, north = INSET_KM if code == BORNHOLM else (0.0, 0.0)
        simple = shapely.simplify(shape, DRAWN_M)
        kilometres = shapely.affinity.affine_transform(simple, [0.001, 0, 0, 0.001, east, north])
        moved = shapely.transform(kilometres, lambda points: points.round(1))
        drawn[str(code)] = dict(moved.__geo_interface__)
    return drawn


def _data(values: Sequence[Mapping[str, Any]]) -> Any:  # noqa: ANN401 - altair leaves it untyped
    import altair as alt  # noqa: PLC0415

    return alt.Data(values=list(values))  # type: ignore[no-untyped-call]


def _cores(shapes: Sequence[Mapping[str, Any]], dash: Sequence[int]) -> "list[alt.Chart]":
    """A white line within the orange one, so that it is seen without colours as well."""
    import altair as alt  # noqa: PLC0415

    if not shapes:
        return []
    features = [{"type": "Feature", "geometry": shape} for shape in shapes]
    mark: dict[str, Any] = {"filled": False, "stroke": "#ffffff", "strokeWidth": 1.5}
    quiet: dict[str, Any] = {"strokeDash": list(dash), "aria": False, "tooltip": None}
    return [alt.Chart(_data(features)).mark_geoshape(**mark, **quiet)]


def _inset_frame() -> "alt.Chart":
    import altair as alt  # noqa: PLC0415

    west, south, east, north = FRAME_KM
    ring = [[west, south], [west, north], [east, north], [east, south], [west, south]]
    line = {"type": "Feature", "geometry": {"type": "LineString", "coordinates": ring}}
    data = _data([line])
    mark: dict[str, Any] = {"filled": False, "stroke": "#707070", "strokeWidth": 1, "aria": False}
    chart: alt.Chart = alt.Chart(data).mark_geoshape(**mark)
    return chart


def _marks(
    briefing: CoverageBriefing,
    shapes: "gpd.GeoDataFrame",
    classes: Legend,
    proposal: SitingBriefing | None,
) -> "list[alt.Chart]":
    """Question marks on what is not known, squares on offices, stars on proposed places."""
    points = _middles(shapes)
    unknown = [code for code, name in classes.class_of.items() if name == classes.unknown]
    proposed = [one.municipality_code for one in proposal.chosen] if proposal else []
    offices = [
        one.municipality_code
        for one in briefing.municipalities
        if one.offices and one.municipality_code not in proposed
    ]
    few = unknown if len(unknown) < len(classes.class_of) else []
    return [
        *_text_marks(points, few, "?", "#1a1a1a", 13),
        *_text_marks(points, offices, "■", "#1a1a1a", 15, halo=True),
        *_text_marks(points, proposed, "★", CHOSEN_COLOUR, 22, halo=True),
    ]


def _middles(shapes: "gpd.GeoDataFrame") -> dict[str, tuple[float, float]]:
    middles = {}
    points = shapes.geometry.representative_point()
    for code, x, y in zip(shapes.index, points.x, points.y, strict=True):
        east, north = INSET_KM if code == BORNHOLM else (0.0, 0.0)
        middles[str(code)] = (x / 1000 + east, y / 1000 + north)
    return middles


def _text_marks(  # noqa: PLR0913 - how a mark looks
    points: Mapping[str, tuple[float, float]],
    codes: Sequence[str],
    mark: str,
    colour: str,
    size: int,
    *,
    halo: bool = False,
) -> "list[alt.Chart]":
    import altair as alt  # noqa: PLC0415

    values = [{"x": points[code][0], "y": points[code][1]} for code in codes if code in points]
    if not values:
        return []
    base = alt.Chart(_data(values))
    placed: dict[str, Any] = {"longitude": "x:Q", "latitude": "y:Q"}
    style: dict[str, Any] = {"text": mark, "fontSize": size, "fontWeight": "bold", "aria": False}
    around: dict[str, Any] = {"stroke": "#ffffff", "strokeWidth": 3, "color": "#ffffff"}
    charts = [base.mark_text(**style, **around).encode(**placed)] if halo else []
    return [*charts, base.mark_text(**style, color=colour).encode(**placed)]


def finding(
    briefing: CoverageBriefing, language: Language = "da", measure: Measure = "state"
) -> str:
    """State what the map shows in one short sentence: its tool buttons repeat it."""
    if measure == "state":
        return say(briefing.sentences[0], language)
    values = values_of(briefing, measure)
    if measure.endswith("state"):
        states = list(values.values())
        reached = sum(state in {"covered", "overlap"} for state in states)
        told = {"reached": reached, "total": len(states), "unknown": states.count("unknown")}
        return t(f"map.finding.{measure}", language, **told)
    known = {code: value for code, value in values.items() if isinstance(value, (int, float))}
    if not known or (measure in OF_FIRMS and not any(known.values())):
        return t("map.finding.nothing", language)
    most = max(known.values())
    if most == 0:
        return t("map.finding.nearest_km.all", language)
    ours = [m.name for m in briefing.municipalities if known.get(m.municipality_code) == most]
    name, said = name_all(ours, language), shown(most, measure, language, briefing.unit)
    none = sum(value == 0 for value in known.values())
    return t(f"map.finding.{measure}", language, name=name, value=said, none=none)


# --- rows and files ------------------------------------------------------------------------

_COLUMNS: Final = (
    "municipality_code",
    "name",
    "state",
    "activity_state",
    "online_state",
    "offices",
    "activities",
    "nearest_km",
    "nearest_activity_km",
    "firms",
    "firms_low",
    "firms_high",
    "all_firms",
    "per_1000",
    "share",
    "location_quotient",
    "lq_low",
    "lq_high",
    "lq_shrunk",
    "band",
    "population",
    "group",
    "is_outer",
)


ON_SCREEN: Final = (
    "name",
    "state",
    "activity_state",
    "online_state",
    "offices",
    "nearest_km",
    "firms",
    "band",
)
"""Columns that fit a screen; the files hold them all."""


def coverage_rows(
    briefing: CoverageBriefing, language: Language = "da", columns: Sequence[str] = _COLUMNS
) -> list[dict[str, object]]:
    """Give one row a municipality with headings and words of the language."""
    return [
        {
            _heading(name, briefing, language): _cell(briefing, one, name, language)
            for name in columns
        }
        for one in briefing.municipalities
    ]


def _heading(name: str, briefing: CoverageBriefing, language: Language) -> str:
    unit = {"unit": t(f"map.unit.{briefing.unit}", language)} if name.endswith("_km") else {}
    return t(f"map.column.{name}", language, **unit)


_IN_STEP: Final[Mapping[str, Measure]] = {"per_1000": "per_1000", "share": "share"}
"""Columns that are worked out from others."""


def _cell(
    briefing: CoverageBriefing, one: MunicipalityCoverage, name: str, language: Language
) -> object:
    measure = _IN_STEP.get(name)
    if measure is not None:
        figure = value_of(one, measure, briefing.firms)
        return round(figure, 2) if isinstance(figure, float) else figure
    value = getattr(one, name)
    if name.endswith("state"):
        return t(f"coverage_state.{value.value}", language)
    if name == "band":
        return t(f"presence_band.{value.value}", language)
    return round(value, 2) if isinstance(value, float) else value


def proposal_rows(proposal: SitingBriefing, language: Language) -> list[dict[str, object]]:
    """Give one row a proposed place: what it reaches, and what would do nearly as well."""
    return [
        {
            t("map.column.name", language): one.name,
            t("map.column.municipality_code", language): one.municipality_code,
            t("map.column.newly", language): one.firms_newly_reached,
            t("map.column.instead", language): ", ".join(
                other.name
                for other in proposal.alternatives
                if other.instead_of == one.municipality_code
            )
            or None,
        }
        for one in proposal.chosen
    ]


def before_and_after(proposal: SitingBriefing, language: Language) -> list[dict[str, str]]:
    """Set what a proposal changes beside what is today."""
    unit = t(f"map.unit.{proposal.unit}", language)
    within = f"{number(proposal.within, language)} {unit}"

    def row(name: str, before: float | None, after: float | None) -> dict[str, str]:
        def written(value: float | None) -> str:
            return "–" if value is None else number(value, language)

        return {
            t("map.compare", language): t(
                f"map.compare.{name}", language, within=within, unit=unit
            ),
            t("map.compare.before", language): written(before),
            t("map.compare.after", language): written(after),
        }

    return [
        row("firms", 100 * proposal.covered_before, 100 * proposal.covered_after),
        row("places", proposal.municipalities_before, proposal.municipalities_after),
        row("mean", proposal.mean_km_before, proposal.mean_km_after),
        row("worst", proposal.worst_km_before, proposal.worst_km_after),
    ]


def about(
    briefing: CoverageBriefing, language: Language = "da", proposal: SitingBriefing | None = None
) -> dict[str, object]:
    """Tell what a reader of the file has to know: the question, the day, the caveats."""
    name = briefing.name_da if language == "da" else briefing.name_en
    within = f"{number(briefing.within, language)} {t(f'map.unit.{briefing.unit}', language)}"
    told: dict[str, object] = {
        t("map.about.position", language): name,
        t("map.about.day", language): briefing.on,
        t("map.about.register", language): briefing.label,
        t("map.served", language): t(f"map.served.{briefing.served}", language),
        t("map.about.within", language): within,
        t("map.about.source", language): t("map.about.source.text", language),
        t("map.about.group", language): briefing.group_typology,
        t("map.about.outer", language): briefing.outer_typology,
    }
    sentences = [*briefing.sentences, *(proposal.sentences if proposal else ())]
    said = [say(one, language) for one in (*sentences, *briefing.caveats)]
    return told | {f"{t('map.about.note', language)} {at}": text for at, text in enumerate(said, 1)}


def check_ending(file: Path, endings: Sequence[str] = ENDINGS) -> None:
    """Refuse a file of another kind before any work is done for it.

    Raises:
        EcosystemError: The ending is none of ours.
    """
    if file.suffix not in endings:
        message = f"{file.name}: choose one of the endings {' '.join(endings)}."
        raise EcosystemError(message)


def write_coverage(
    briefing: CoverageBriefing,
    shapes: "gpd.GeoDataFrame",
    file: Path,
    measure: Measure = "state",
    language: Language = "da",
) -> None:
    """Write a coverage as the kind of file its ending names.

    Raises:
        EcosystemError: The ending is none of ours, or the file cannot be written.
    """
    check_ending(file)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(coverage_file(briefing, shapes, file.suffix, measure, language))
    except OSError as error:
        message = f"{file} cannot be written: {error.strerror or error}."
        raise EcosystemError(message) from error


def coverage_file(  # noqa: PLR0911, PLR0913, PLR0917 - one answer a kind
    briefing: CoverageBriefing,
    shapes: "gpd.GeoDataFrame",
    ending: str,
    measure: Measure = "state",
    language: Language = "da",
    proposal: SitingBriefing | None = None,
) -> bytes:
    """Give a coverage as the content of a file: GeoJSON, GPKG, CSV, XLSX, HTML, PNG or SVG.

    Pictures show a proposal where one is given, and Excel tells it on a sheet of its own.
    """
    drawing = _Drawing(briefing, shapes, measure, language, proposal)
    match ending:
        case ".geojson":
            return _geojson(briefing, shapes)
        case ".gpkg":
            return _gpkg(briefing, shapes)
        case ".csv":
            return _csv(briefing)
        case ".xlsx":
            from ecosystem.display.tables import to_xlsx  # noqa: PLC0415

            sheets = {t("map.sheet", language): coverage_rows(briefing, language)}
            if proposal is not None and proposal.chosen:
                sheets[t("map.add", language)] = proposal_rows(proposal, language)
            return to_xlsx(sheets, about(briefing, language, proposal))
        case ".html":
            return _html(drawing).encode()
        case ".svg":
            return _svg(drawing).encode()
        case ".png":
            import vl_convert  # noqa: PLC0415 - only pictures pay

            png: bytes = vl_convert.vegalite_to_png(_titled(drawing), scale=2)
            return png
        case _:
            message = f"{ending}: choose one of {' '.join(ENDINGS)}."
            raise EcosystemError(message)


def _records(briefing: CoverageBriefing) -> list[dict[str, Any]]:
    """Rows for machines: names of the data dictionary, ids, no words."""
    rows = []
    for one in briefing.municipalities:
        row = one.model_dump(mode="json")
        row["actor_ids"] = ";".join(row["actor_ids"])
        extra = {"position_id": briefing.position_id, "is_synthetic": briefing.is_synthetic}
        rows.append({**row, **extra, "on": briefing.on.isoformat()})
    return rows


def _geojson(briefing: CoverageBriefing, shapes: "gpd.GeoDataFrame") -> bytes:
    import shapely  # noqa: PLC0415 - only maps need it

    degrees = shapes.to_crs("EPSG:4326").geometry
    features = []
    for row in _records(briefing):
        shape = degrees.get(row["municipality_code"])
        plain = None if shape is None else shapely.transform(shape, lambda points: points.round(4))
        geometry = None if plain is None else dict(plain.__geo_interface__)
        features.append({"type": "Feature", "properties": row, "geometry": geometry})
    document = {"type": "FeatureCollection", "features": features}
    return json.dumps(document, ensure_ascii=False).encode()


def _gpkg(briefing: CoverageBriefing, shapes: "gpd.GeoDataFrame") -> bytes:
    from tempfile import TemporaryDirectory  # noqa: PLC0415

    import geopandas as gpd  # noqa: PLC0415 - a second that only this file pays
    import pandas as pd  # noqa: PLC0415

    rows = pd.DataFrame(_records(briefing)).set_index("municipality_code", drop=False)
    geometry = shapes.geometry.reindex(rows.index)
    frame = gpd.GeoDataFrame(rows, geometry=gpd.GeoSeries(geometry, crs=shapes.crs))
    with TemporaryDirectory() as folder:  # its driver writes files alone
        file = Path(folder) / "coverage.gpkg"
        frame.reset_index(drop=True).to_file(file, layer="coverage", driver="GPKG")
        return file.read_bytes()


def _csv(briefing: CoverageBriefing) -> bytes:
    import csv  # noqa: PLC0415
    from io import StringIO  # noqa: PLC0415

    rows, text = _records(briefing), StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]) if rows else [], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode()


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What a picture shows."""

    briefing: CoverageBriefing
    shapes: "gpd.GeoDataFrame"
    measure: Measure
    language: Language
    proposal: SitingBriefing | None


def _titled(drawing: _Drawing) -> str:
    """A picture that stands alone: position, measure, day and source are written on it."""
    briefing, language = drawing.briefing, drawing.language
    name = briefing.name_da if language == "da" else briefing.name_en
    source = f"{briefing.label} · {day(briefing.on, language)}"
    if briefing.is_synthetic:
        source += f" · {t('frame.example_data', language)}"
    marks = t("map.marks" if drawing.proposal is None else "map.marks.proposal", language)
    whose = f"{t('map.served', language)}: {t(f'map.served.{briefing.served}', language)}."
    told = (finding(briefing, language, drawing.measure), whose, marks)
    subtitle = [*(line for text in told for line in wrap(text, 90)), source]
    chart = coverage_map(
        briefing,
        drawing.shapes,
        drawing.measure,
        language=language,
        proposal=drawing.proposal,
    ).properties(width=640, title={"text": name, "subtitle": subtitle, "anchor": "start"})
    return str(chart.to_json(indent=None))


def _svg(drawing: _Drawing) -> str:
    import vl_convert  # noqa: PLC0415 - only pictures pay

    svg: str = vl_convert.vegalite_to_svg(_titled(drawing))
    return svg


def _html(drawing: _Drawing) -> str:
    """One file with picture, findings and table; it runs no script and asks for nothing."""
    briefing, language = drawing.briefing, drawing.language
    name = briefing.name_da if language == "da" else briefing.name_en
    rows = coverage_rows(briefing, language)
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in rows[0])
    lines = "".join(
        f"<tr>{''.join(f'<td>{escape(as_word(v, language))}</td>' for v in row.values())}</tr>"
        for row in rows
    )
    findings = [*briefing.sentences, *(drawing.proposal.sentences if drawing.proposal else ())]
    said = "".join(f"<p>{escape(say(one, language))}</p>" for one in findings)
    notes = "".join(f"<li>{escape(say(one, language))}</li>" for one in briefing.caveats)
    picture = _svg(drawing)
    title = escape(t("map.title", language, name=name))
    label = escape(finding(briefing, language, drawing.measure))
    mark = f"<p><strong>{t('frame.example_data', language)}</strong></p>"
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{title}</title><style>{_STYLE}</style></head><body><main><h1>{title}</h1>"
        f"{mark if briefing.is_synthetic else ''}{said}"
        f'<figure role="img" aria-label="{label}">{picture}</figure>'
        f"<h2>{t('map.as_table', language)}</h2>"
        f'<div class="wide" tabindex="0" role="region" aria-label="{t("map.as_table", language)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table></div>"
        f"<h2>{t('map.about', language)}</h2><ul>{notes}</ul>"
        f"<p>{escape(briefing.label)} · {day(briefing.on, language, is_long=True)} · "
        f"{t('map.about.source.text', language)}</p></main></body></html>"
    )


def as_word(value: object, language: Language) -> str:
    """Write a cell of a row; what is not recorded is a dash."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return t("frame.yes" if value else "frame.no", language)
    return number(value, language, 2) if isinstance(value, (int, float)) else str(value)


_STYLE: Final = (
    "body{font-family:'IBM Plex Sans',Arial,sans-serif;color:#1a1a1a;margin:2rem;max-width:70rem}"
    "p{max-width:66ch}figure{margin:1rem 0}svg{max-width:100%;height:auto}"
    ".wide{overflow-x:auto}table{border-collapse:collapse;font-size:.85rem}"
    "th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #ccc}"
)
