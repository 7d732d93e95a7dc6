"""Coverage and siting as lines of text for a terminal."""

from collections.abc import Sequence
from typing import Final

from ecosystem.briefings.coverage.brief import CoverageBriefing, MunicipalityCoverage
from ecosystem.briefings.coverage.country import (
    Cell,
    ClusterBriefing,
    CountryBriefing,
    CoverageChange,
)
from ecosystem.briefings.coverage.parts import absent_tables, three_cuts, whose
from ecosystem.briefings.coverage.sentences import leaders
from ecosystem.briefings.coverage.siting import SitingBriefing
from ecosystem.display.maps import as_word, coverage_rows, way_in_words
from ecosystem.display.wording import Language, example_mark, say, t
from ecosystem.display.wording.formats import number
from ecosystem.model.vocabulary import CoverageState, Freshness

MAX_MUNICIPALITIES_LISTED: Final = 10
"""Municipalities listed under a state."""
MAX_CELLS_NAMED: Final = 3
"""Cells named for a hub."""


def coverage_lines(briefing: CoverageBriefing, language: Language = "da") -> list[str]:
    """Write how a position is covered: the findings, then the municipalities by state."""
    lines = [briefing.name_da if language == "da" else briefing.name_en, ""]
    lines += [say(sentence, language) for sentence in briefing.sentences]
    for state in (CoverageState.UNCOVERED, CoverageState.UNKNOWN, CoverageState.OVERLAP):
        places = [place for place in briefing.municipalities if place.state is state]
        places.sort(key=_most_real_firms)
        if places:
            rest = len(places) - MAX_MUNICIPALITIES_LISTED
            names = ", ".join(place.name for place in places[:MAX_MUNICIPALITIES_LISTED])
            more = t("coverage.more", language, n=rest) if rest > 0 else ""
            label = t(f"coverage_state.{state.value}", language)
            lines.append(f"{label} ({len(places)}): {names}{more}")
    return [*lines, "", *(say(caveat, language) for caveat in briefing.caveats)]


def _most_real_firms(place: MunicipalityCoverage) -> tuple[float, str]:
    """Put places with most firms first; example firms speak for none."""
    return (place.example_firms or 0) - (place.firms or 0), place.name


def municipality_lines(
    briefing: CoverageBriefing, code: str, language: Language = "da"
) -> list[str]:
    """Write how one municipality stands: its figures by name, then what to read beside them."""
    place = next(p for p in briefing.municipalities if p.municipality_code == code)
    name = briefing.name_da if language == "da" else briefing.name_en
    rows = coverage_rows(briefing.model_copy(update={"municipalities": (place,)}), language)
    facts = [f"{label}: {as_word(value, language)}" for label, value in rows[0].items()]
    way = way_in_words(place, briefing.unit, language) if place.ferry else None
    facts += [f"{t('map.way', language)}: {way}"] if way else []
    return [name, "", *facts, "", *(say(caveat, language) for caveat in briefing.caveats)]


def change_lines(
    change: CoverageChange, briefing: CoverageBriefing, language: Language = "da"
) -> list[str]:
    """Write what changed between two days, with the municipalities by name."""
    names = {place.municipality_code: place.name for place in briefing.municipalities}
    lines = [say(sentence, language) for sentence in change.sentences]
    for kind in ("closed", "opened", "no_longer_known"):
        codes = getattr(change, kind)
        if codes:
            places = ", ".join(names[code] for code in codes)
            lines.append(f"{t(f'change.{kind}', language)}: {places}")
    return lines


def siting_lines(briefing: SitingBriefing, language: Language = "da") -> list[str]:
    """Write where to add presence, and what would do nearly as well."""
    lines = [say(sentence, language) for sentence in briefing.sentences]
    for choice in briefing.chosen:
        alternatives = [
            place.name
            for place in briefing.alternatives
            if place.instead_of == choice.municipality_code
        ]
        if alternatives:
            names = ", ".join(alternatives[:MAX_MUNICIPALITIES_LISTED])
            lines.append(t("siting.instead_of", language, name=choice.name, names=names))
    return [*lines, "", *(say(caveat, language) for caveat in briefing.caveats)]


def country_lines(briefing: CountryBriefing, language: Language = "da") -> list[str]:
    """Write for each cluster where its firms are and it is not, and for each hub what it lacks.

    Where a table that it takes is absent, that is said instead: nobody is known to be missing.
    """
    if briefing.not_recorded:
        absent = absent_tables(briefing.not_recorded, "coverage.absent.office")
        return [say(sentence, language) for sentence in absent]
    lines = [t("country.clusters", language)]
    lines += [_cluster_line(cluster, briefing, language) for cluster in briefing.clusters]
    if not briefing.clusters:
        lines.append(t("country.no_clusters", language))
    lines += ["", t("country.hubs", language)]
    for hub in briefing.hubs:
        lacks, several = len(hub.lacks), len(hub.has_several)
        counted = t("country.hub", language, name=hub.name, lacks=lacks, several=several)
        if any(cell.example_firms for cell in (*hub.lacks, *hub.has_several)):
            counted = t("frame.marked", language, sentence=counted)
        lines.append(counted)
        for kind in ("lacks", "has_several"):
            if cells := _cells(getattr(hub, kind), briefing, language):
                lines.append(f"  {t(f'country.{kind}', language)}: {cells}")
    if not briefing.hubs:
        lines.append(t("country.no_hubs", language))
    if freshness := _least_sure(briefing):
        word = t(f"freshness.{freshness.value}", language)
        lines += ["", t("siting.freshness", language, freshness=word)]
    if briefing.is_synthetic:
        lines += ["", t("coverage.synthetic", language)]
    return lines


def _least_sure(briefing: CountryBriefing) -> Freshness | None:
    """Return what the checks behind the least sure of the known states are worth."""
    states = {cell.freshness for cell in briefing.cells if cell.state is not CoverageState.UNKNOWN}
    present = [freshness for freshness in Freshness if freshness in states]
    return present[-1] if present else None


def _cluster_line(cluster: ClusterBriefing, briefing: CountryBriefing, language: Language) -> str:
    values = {"name": cluster.name, "count": len(cluster.absent_from)}
    if cluster.firms is None:
        words = t("country.cluster.no_firms", language, **values)
    else:
        values |= {**three_cuts(cluster), "reach": cluster.firms_out_of_reach}
        values["whose"] = t(whose(cluster), language)
        words = t("country.cluster", language, **values)
    unknown = t("country.unknown", language, unknown=cluster.unknown) if cluster.unknown else ""
    found = " ".join(part for part in (words, _most(cluster, briefing, language)) if part)
    if cluster.example_firms:
        found = t("frame.marked", language, sentence=found)
    return f"{found} {unknown}".strip()


def _most(cluster: ClusterBriefing, briefing: CountryBriefing, language: Language) -> str:
    """Write the municipalities with most firms, all that share a place."""
    cells = [cell for cell in cluster.absent_from if cell.firms]
    most = leaders(
        [(briefing.municipality_names[c.municipality_code], c.firms or 0) for c in cells]
    )
    names = ", ".join(f"{name} ({firms:.0f})" for name, firms in most.leading)
    rest = {"more": most.more, "firms": most.firms}
    if most.more:
        key = "country.most.more" if names else "country.most.shared"
        return t(key, language, names=names, **rest)
    return t("country.most", language, names=names) if names else ""


def _cells(cells: Sequence[Cell], briefing: CountryBriefing, language: Language) -> str:
    """Write position and municipality of the first cells, with the firms."""
    place = 0 if language == "da" else 1
    names = "; ".join(
        f"{briefing.position_names[cell.position_id][place]}, "
        f"{briefing.municipality_names[cell.municipality_code]} ({_firms(cell, language)})"
        for cell in cells[:MAX_CELLS_NAMED]
    )
    rest = len(cells) - MAX_CELLS_NAMED
    return names + t("coverage.more", language, n=rest) if rest > 0 else names


def _firms(cell: Cell, language: Language) -> str:
    if cell.firms is None:
        return "?"
    return number(cell.firms, language, 0) + example_mark(cell.example_firms)
