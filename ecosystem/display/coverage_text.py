"""Coverage and siting as lines of text for a terminal."""

from collections.abc import Sequence
from typing import Final

from ecosystem.briefings.country import Cell, CountryBriefing, CoverageChange
from ecosystem.briefings.coverage import CoverageBriefing
from ecosystem.briefings.siting import SitingBriefing
from ecosystem.display.maps import as_word, coverage_rows
from ecosystem.display.wording import Language, say, t
from ecosystem.display.wording.formats import number
from ecosystem.model.vocabulary import CoverageState

SHOWN: Final = 10
"""Municipalities listed under a state."""
NAMED: Final = 3
"""Municipalities named for a hub or a cluster."""


def coverage_lines(briefing: CoverageBriefing, language: Language = "da") -> list[str]:
    """Say how a position is covered: the findings, then the municipalities by state."""
    lines = [briefing.name_da if language == "da" else briefing.name_en, ""]
    lines += [say(sentence, language) for sentence in briefing.sentences]
    for state in (CoverageState.UNCOVERED, CoverageState.UNKNOWN, CoverageState.OVERLAP):
        found = [one for one in briefing.municipalities if one.state is state]
        found.sort(key=lambda one: (-(one.firms or 0), one.name))
        if found:
            names = ", ".join(one.name for one in found[:SHOWN])
            more = "" if len(found) <= SHOWN else t("coverage.more", language, n=len(found) - SHOWN)
            label = t(f"coverage_state.{state.value}", language)
            lines.append(f"{label} ({len(found)}): {names}{more}")
    return [*lines, "", *(say(caveat, language) for caveat in briefing.caveats)]


def municipality_lines(
    briefing: CoverageBriefing, code: str, language: Language = "da"
) -> list[str]:
    """Say how one municipality stands: its figures by name, then what to read beside them."""
    found = next(one for one in briefing.municipalities if one.municipality_code == code)
    name = briefing.name_da if language == "da" else briefing.name_en
    rows = coverage_rows(briefing.model_copy(update={"municipalities": (found,)}), language)
    told = [f"{label}: {as_word(value, language)}" for label, value in rows[0].items()]
    return [name, "", *told, "", *(say(caveat, language) for caveat in briefing.caveats)]


def change_lines(
    change: CoverageChange, briefing: CoverageBriefing, language: Language = "da"
) -> list[str]:
    """Say what changed between two days, with the municipalities by name."""
    names = {one.municipality_code: one.name for one in briefing.municipalities}
    lines = [say(sentence, language) for sentence in change.sentences]
    for kind in ("closed", "opened", "no_longer_known"):
        codes = getattr(change, kind)
        if codes:
            told = ", ".join(names[code] for code in codes)
            lines.append(f"{t(f'change.{kind}', language)}: {told}")
    return lines


def siting_lines(briefing: SitingBriefing, language: Language = "da") -> list[str]:
    """Say where to add presence, and what would do nearly as well."""
    lines = [say(sentence, language) for sentence in briefing.sentences]
    for chosen in briefing.chosen:
        others = [
            one.name for one in briefing.alternatives if one.instead_of == chosen.municipality_code
        ]
        if others:
            names = ", ".join(others[:SHOWN])
            lines.append(t("siting.instead_of", language, name=chosen.name, names=names))
    return [*lines, "", *(say(caveat, language) for caveat in briefing.caveats)]


def country_lines(briefing: CountryBriefing, language: Language = "da") -> list[str]:
    """Say for each cluster where its firms are and it is not, and for each hub what it lacks."""
    lines = [t("country.clusters", language)]
    for cluster in briefing.clusters:
        reach = _firms(cluster.firms_out_of_reach, language)
        total = _firms(cluster.firms, language)
        count = len(cluster.absent_from)
        values = {"name": cluster.name, "count": count, "reach": reach, "total": total}
        key = "country.cluster.one" if count == 1 else "country.cluster"
        lines.append(t(key, language, **values) + _most(cluster.absent_from, briefing))
    lines += ["", t("country.hubs", language)]
    for hub in briefing.hubs:
        lacks, several = len(hub.lacks), len(hub.has_several)
        lines.append(t("country.hub", language, name=hub.name, lacks=lacks, several=several))
        for kind in ("lacks", "has_several"):
            told = _cells(getattr(hub, kind), briefing, language)
            if told:
                lines.append(f"  {t(f'country.{kind}', language)}: {told}")
    return lines


def _most(cells: Sequence[Cell], briefing: CountryBriefing) -> str:
    """Name the municipalities with most firms, those first."""
    names = [
        f"{briefing.municipality_names[cell.municipality_code]} ({cell.firms:.0f})"
        for cell in cells[:NAMED]
        if cell.firms
    ]
    return f" {', '.join(names)}." if names else ""


def _cells(cells: Sequence[Cell], briefing: CountryBriefing, language: Language) -> str:
    """Name position and municipality of the first cells, with the firms."""
    place = 0 if language == "da" else 1
    return "; ".join(
        f"{briefing.position_names[cell.position_id][place]}, "
        f"{briefing.municipality_names[cell.municipality_code]} ({_firms(cell.firms, language)})"
        for cell in cells[:NAMED]
    )


def _firms(count: float | None, language: Language) -> str:
    return "?" if count is None else number(count, language, 0)
