"""A position's coverage as rows: one a municipality, with headings and words of a language."""

from collections.abc import Mapping, Sequence
from typing import Final

from ecosystem.briefings.basis.coverage import PresenceBand
from ecosystem.briefings.coverage.brief import CoverageBriefing, MunicipalityCoverage
from ecosystem.briefings.coverage.siting import SitingBriefing
from ecosystem.display.maps.figures import (
    Measure,
    in_words,
    sureness_in_words,
    value_of,
)
from ecosystem.display.wording import Language, example_mark, t
from ecosystem.display.wording.formats import number

COLUMNS: Final = (
    "municipality_code",
    "name",
    "state",
    "freshness",
    "activity_state",
    "activity_freshness",
    "online_state",
    "online_freshness",
    "offices",
    "activities",
    "nearest_km",
    "straight_km",
    "ferry",
    "is_near_limit",
    "nearest_activity_km",
    "firms",
    "firms_low",
    "firms_high",
    "example_firms",
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
    "freshness",
    "nearest_km",
    "firms",
    "example_firms",
    "activity_state",
    "online_state",
    "offices",
    "ferry",
    "band",
)
"""Columns that fit a screen; the files hold them all."""


def columns_on_screen(briefing: CoverageBriefing) -> tuple[str, ...]:
    """Return the columns that fit a screen, without those that say the same of every place."""
    says_nothing = {PresenceBand.TOO_FEW.value, PresenceBand.UNKNOWN.value}
    empty = {
        "ferry": not briefing.by_ferry,
        "example_firms": not briefing.example_firms,
        "band": all(count == 0 or band in says_nothing for band, count in briefing.bands.items()),
    }
    return tuple(name for name in ON_SCREEN if not empty.get(name, False))


def coverage_rows(
    briefing: CoverageBriefing, language: Language = "da", columns: Sequence[str] = COLUMNS
) -> list[dict[str, object]]:
    """List the municipalities, one a row, with headings and words of the language."""
    return [
        {
            _heading(name, briefing, language): _cell(briefing, place, name, language)
            for name in columns
        }
        for place in briefing.municipalities
    ]


def _heading(name: str, briefing: CoverageBriefing, language: Language) -> str:
    unit = {"unit": t(f"map.unit.{briefing.unit}", language)} if name in _OF_UNIT else {}
    return t(f"map.column.{name}", language, **unit)


_OF_UNIT: Final = ("nearest_km", "nearest_activity_km")
_WORKED_OUT: Final[Mapping[str, Measure]] = {"per_1000": "per_1000", "share": "share"}
"""Columns that are worked out from others."""
_STATES: Final[Mapping[str, Measure]] = {
    "state": "state",
    "activity_state": "activity_state",
    "online_state": "online_state",
}
_SURENESS: Final[Mapping[str, Measure]] = {
    "freshness": "state",
    "activity_freshness": "activity_state",
    "online_freshness": "online_state",
}


def _cell(
    briefing: CoverageBriefing, place: MunicipalityCoverage, name: str, language: Language
) -> object:
    if name in _WORKED_OUT:
        figure = value_of(briefing, place, _WORKED_OUT[name])
        return round(figure, 2) if isinstance(figure, float) else figure
    if name in _STATES:
        return in_words(briefing, place, _STATES[name], language)
    if name in _SURENESS:
        return sureness_in_words(place, _SURENESS[name], language)
    value = getattr(place, name)
    match name:
        case "band":
            return t(f"presence_band.{value.value}", language)
        case "ferry":
            return None if value is None else value.replace(";", ", ")
        case _:
            return round(value, 2) if isinstance(value, float) else value


def proposal_rows(proposal: SitingBriefing, language: Language) -> list[dict[str, object]]:
    """List the proposed places, one a row: what each reaches, and what would do nearly as well."""
    mark = example_mark(proposal.counts.example_firms)
    return [
        {
            t("map.column.name", language): choice.name,
            t("map.column.municipality_code", language): choice.municipality_code,
            t("map.column.newly", language) + mark: choice.firms_newly_reached,
            t("map.column.instead", language): ", ".join(
                place.name
                for place in proposal.alternatives
                if place.instead_of == choice.municipality_code
            )
            or None,
        }
        for choice in proposal.chosen
    ]


def before_and_after(proposal: SitingBriefing, language: Language) -> list[dict[str, str]]:
    """Set what a proposal changes beside what is today."""
    unit = t(f"map.unit.{proposal.unit}", language)
    within = f"{number(proposal.within, language)} {unit}"
    mark = example_mark(proposal.counts.example_firms)

    def row(name: str, before: float | None, after: float | None) -> dict[str, str]:
        def written(value: float | None) -> str:
            return "–" if value is None else number(value, language)

        return {
            t("map.compare", language): t(f"map.compare.{name}", language, within=within, unit=unit)
            + ("" if name == "places" else mark),
            t("map.compare.before", language): written(before),
            t("map.compare.after", language): written(after),
        }

    return [
        row("firms", 100 * proposal.covered_before, 100 * proposal.covered_after),
        row("places", proposal.municipalities_before, proposal.municipalities_after),
        row("mean", proposal.mean_km_before, proposal.mean_km_after),
        row("worst", proposal.worst_km_before, proposal.worst_km_after),
    ]


def as_word(value: object, language: Language) -> str:
    """Write a cell of a row; what is not recorded is a dash."""
    if value is None:
        return "–"
    if isinstance(value, bool):
        return t("frame.yes" if value else "frame.no", language)
    return number(value, language, 2) if isinstance(value, (int, float)) else str(value)
