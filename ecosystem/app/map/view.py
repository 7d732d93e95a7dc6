"""The map of municipalities with its findings, the table, and the files to take away."""

from collections.abc import Sequence
from functools import partial
from typing import Final

import streamlit as st

from ecosystem.app.map import cached_maps
from ecosystem.app.map.choice import RENEWED, from_map, from_table
from ecosystem.app.map.question import Question
from ecosystem.app.shared.language import language, say, t
from ecosystem.app.shared.widgets import (
    data_name,
    facts,
    link_to,
    tick,
    today,
)
from ecosystem.app.shared.widgets import table as table_of_texts
from ecosystem.briefings.coverage.brief import CoverageBriefing, MunicipalityCoverage
from ecosystem.briefings.coverage.siting import SitingBriefing
from ecosystem.display.maps import (
    MEASURES,
    OF_FIRMS,
    OF_THE_COUNTRY,
    Measure,
    before_and_after,
    columns_on_screen,
    coverage_file,
    coverage_rows,
    finding,
    hatched,
    in_words,
    rank_of,
    sureness_in_words,
    way_in_words,
)
from ecosystem.display.tables import as_text
from ecosystem.model.danish import sort_key
from ecosystem.model.errors import EcosystemError
from ecosystem.model.sentences import Sentence

FILES: Final = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".html": "text/html",
    ".geojson": "application/geo+json",
    ".gpkg": "application/geopackage+sqlite3",
    ".csv": "text/csv",
}
ROWS_SEEN: Final = 12
WHY_NOBODY: Final = "coverage.nobody_designated"
"""The caveat without which an empty map cannot be read."""
SEEN: Final = 3
"""Findings that stand open beside the map; the others are folded."""


def draw(question: Question, briefing: CoverageBriefing, proposal: SitingBriefing | None) -> None:
    """Show the map, and beside it what it shows, the chosen municipality and further findings."""
    left, right = st.columns([2, 1])
    places = {place.municipality_code: place for place in briefing.municipalities}
    municipality = places.get(question.municipality_code or "")
    is_after = False
    with right:
        if proposal is not None:
            st.subheader(t("map.proposal"), anchor=False)
            is_after = tick(t("map.after"), "efter")
            table_of_texts(before_and_after(proposal, language()))
        else:
            words = finding(briefing, language(), question.measure)
            st.markdown(f"**{data_name(words)}**")
        further = _further(question, briefing, proposal)
        seen = len(further) if proposal is not None else 0 if municipality is not None else SEEN
        _say(further[:seen])
        if municipality is not None:
            with st.container(border=True, key="detail"):
                _panel(question, briefing, municipality)
        if rest := further[seen:]:
            with st.expander(t("map.more")):
                _say(rest)
    with left:
        if question.measure in OF_FIRMS and briefing.firms is None:
            st.info(t("map.firms_not_recorded"))
            return
        if question.measure in OF_FIRMS and not briefing.firms:
            st.info(t("map.no_firms"))
        elif question.measure in OF_THE_COUNTRY and not briefing.is_comparable:
            st.info(t("map.no_members"))
        _map(question, briefing, proposal, is_after=is_after)


def _say(sentences: Sequence[Sentence]) -> None:
    for sentence in sentences:
        st.markdown(data_name(say(sentence)))


def _further(
    question: Question, briefing: CoverageBriefing, proposal: SitingBriefing | None
) -> Sequence[Sentence]:
    """Return the findings beside the one that is said already; first why nobody is near, if so."""
    why = [caveat for caveat in briefing.caveats if caveat.key == WHY_NOBODY]
    if proposal is not None:
        return (*why, *proposal.sentences)
    first = 1 if question.measure == "state" else 0
    return (*why, *briefing.sentences[first:])


def _map(
    question: Question,
    briefing: CoverageBriefing,
    proposal: SitingBriefing | None,
    *,
    is_after: bool,
) -> None:
    try:
        _, notes = cached_maps.shapes()
    except EcosystemError as error:
        st.warning(f"{t('map.failed')} {data_name(error)}")
        return
    drawing = cached_maps.Drawing(
        position_id=question.position_id,
        within=question.within,
        served=question.served,
        measure=question.measure,
        municipality_code=question.municipality_code,
        add=question.add if proposal is not None else None,
        is_after=is_after,
    )
    key = f"map_{question.municipality_code}_{hash((question, is_after, language())) % 10**9}"
    st.vega_lite_chart(
        spec=cached_maps.picture(drawing, today(), language()),
        key=key,
        theme=None,
        on_select=partial(from_map, key),
        alt=finding(briefing, language(), question.measure),
    )
    for note in notes:
        st.caption(data_name(note))
    marks = [t("map.marks") if proposal is None else t("map.marks.proposal")]
    if hatched(briefing, question.measure):
        marks.append(t("map.marks.example"))
    st.caption(" ".join(marks))


def _panel(question: Question, briefing: CoverageBriefing, place: MunicipalityCoverage) -> None:
    """Show the figures of the chosen municipality, the one on the map first."""
    st.subheader(data_name(place.name), anchor=False)
    on_map_first = sorted(MEASURES, key=lambda measure: measure != question.measure)
    figures = {t(f"map.measure.{m}"): _figure(briefing, place, m) for m in on_map_first}
    facts(
        {
            **figures,
            t("map.column.offices"): place.offices,
            t("map.column.activities"): place.activities,
            t("map.column.band"): t(f"presence_band.{place.band.value}"),
            t("map.column.group"): place.group,
        }
    )
    where = {"sted": place.municipality_code}
    link_to("aktoerer", t("map.see.actors", name=data_name(place.name)), where)
    link_to("huller", t("map.see.gaps"), {"tema": question.position_id})


def _figure(briefing: CoverageBriefing, place: MunicipalityCoverage, measure: Measure) -> str:
    """Return a figure with its rank, or a state with how sure it is; a way names its ferry."""
    words = in_words(briefing, place, measure, language())
    if measure == "nearest_km":
        words = way_in_words(place, briefing.unit, language()) or words
    elif sure := sureness_in_words(place, measure, language()):
        words = f"{words} ({sure.lower()})"
    rank = rank_of(briefing, measure, place.municipality_code)
    if rank is None:
        return words
    key = "map.rank.nearest_km" if measure == "nearest_km" else "map.rank"
    return f"{words}. {t(key, place=rank[0], of=rank[1])}"


def table(question: Question, briefing: CoverageBriefing) -> None:
    """Show the same figures as a table of all municipalities; a chosen row is the choice."""
    st.header(t("map.as_table"), anchor=False)
    ordered = sorted(briefing.municipalities, key=lambda place: sort_key(place.name))
    sorted_briefing = briefing.model_copy(update={"municipalities": tuple(ordered)})
    columns = columns_on_screen(briefing)
    rows = as_text(coverage_rows(sorted_briefing, language(), columns), language())
    codes = [place.municipality_code for place in ordered]
    renewed = st.session_state.get(RENEWED, 0)
    key = f"map_table_{renewed}_{hash((question, language())) % 10**9}"
    st.dataframe(
        rows,
        key=key,
        hide_index=True,
        height=(ROWS_SEEN + 1) * 35 + 3,
        on_select=partial(from_table, key, codes),
        selection_mode="single-row",
        alt=t("map.table"),
    )


def downloads(
    question: Question, briefing: CoverageBriefing, proposal: SitingBriefing | None
) -> None:
    """Offer the map as it is drawn, and its figures, as files."""
    st.subheader(t("map.get"), anchor=False)
    try:
        shapes, _ = cached_maps.shapes()
    except EcosystemError as error:
        st.warning(data_name(error))
        return
    with st.container(horizontal=True):
        for ending, mime in FILES.items():
            st.download_button(
                t(f"map.file{ending}"),
                data=partial(
                    coverage_file,
                    briefing,
                    shapes,
                    ending,
                    question.measure,
                    language(),
                    proposal,
                ),
                file_name=f"{t('map.file')}-{briefing.position_id}{ending}",
                mime=mime,
                on_click="ignore",
                key=f"map_file{ending}",
            )


def caveats(briefing: CoverageBriefing) -> None:
    """Show what has to be read beside the figures."""
    with st.expander(t("map.about")):
        for caveat in briefing.caveats:
            st.markdown(data_name(say(caveat)))
