"""The map of municipalities: one choice shown by map, box and table, and the files to take away.

The chosen municipality stands in the address, ``?kommune=0751``. A click on a shape, the box and a
row of the table all write to it. The chart's key holds the choice, so that a click on the shape
clicked last is news after box or table have moved on; the table gets a new key when the choice
moves elsewhere, since a grid cannot be given a row.
"""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from typing import Final

import streamlit as st

from ecosystem.analysis.coverage import WITHIN_KM, Served
from ecosystem.app import open_maps
from ecosystem.app.frame import FOCUS
from ecosystem.app.language import language, say, t
from ecosystem.app.widgets import box, data_name, facts, link_to, position_names, tick, today
from ecosystem.app.widgets import table as table_of_texts
from ecosystem.briefings.actor import municipality_names
from ecosystem.briefings.coverage import CoverageBriefing, MunicipalityCoverage
from ecosystem.briefings.siting import SitingBriefing
from ecosystem.display.maps import (
    CLICKED,
    MEASURES,
    OF_FIRMS,
    ON_SCREEN,
    Measure,
    before_and_after,
    coverage_file,
    coverage_map,
    coverage_rows,
    finding,
    rank_of,
    shown,
    value_of,
    with_proposal,
)
from ecosystem.display.tables import as_text
from ecosystem.model.danish import both_spellings, sort_key
from ecosystem.model.errors import EcosystemError
from ecosystem.model.register import Register
from ecosystem.model.sentences import Sentence

ADDRESS: Final = "kommune"
RENEWED: Final = "map_table_renewed"
BOX: Final = "map_box"
LIMITS_KM: Final = ("30", "50", "75", "100")
PLACES: Final = ("1", "2", "3", "5")
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
WHY_NOBODY: Final = ("coverage.nobody_designated", "coverage.designation_not_recorded")
"""Caveats without which an empty map cannot be read."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the reader asks the map."""

    position_id: str
    measure: Measure
    served: Served
    within: float
    add: int | None
    chosen: str | None
    """Code of the municipality that is looked at."""


def ask(register: Register) -> Question | None:
    """Let the reader say which position, what to show, whose offices and how near."""
    positions = position_names(register)
    measures: dict[str, str] = {one: t(f"map.measure.{one}") for one in MEASURES}
    served = {one: t(f"map.served.{one}") for one in ("cluster", "position", "system")}
    limits = {limit: t("map.within.km", km=int(limit)) for limit in LIMITS_KM}
    places = {count: t("map.add.places", count=int(count)) for count in PLACES}
    places["1"] = t("map.add.place")
    with st.container(key="map_filters"):
        first, second = st.columns([1, 1, 1]), st.columns([1, 1, 1])
        with first[0]:
            position = box(
                t("map.position"),
                list(positions),
                positions,
                "tema",
                next(iter(positions.values()), ""),
            )
        with first[1]:
            measure = box(t("map.show"), list(MEASURES), measures, "vis", measures["state"])
        with first[2]:
            chosen = _choose_in_box(register)
        with second[0]:
            whose = box(t("map.served"), list(served), served, "hvem", served["cluster"])
        with second[1]:
            within = box(t("map.within"), list(limits), limits, "inden", limits["50"])
        with second[2]:
            add = box(t("map.add"), list(places), places, "steder", t("map.add.none"))
    if not positions:
        return None
    return Question(
        position_id=position or next(iter(positions)),
        measure=_measure(measure),
        served=_served(whose),
        within=float(within) if within else WITHIN_KM,
        add=int(add) if add else None,
        chosen=chosen,
    )


def _measure(chosen: str | None) -> Measure:
    return next((one for one in MEASURES if one == chosen), "state")


def _served(chosen: str | None) -> Served:
    every: tuple[Served, ...] = ("cluster", "position", "system")
    return next((one for one in every if one == chosen), "cluster")


def propose(question: Question) -> SitingBriefing | None:
    """Work out where presence could be added, if that was asked; say so when it cannot be."""
    if question.add is None:
        return None
    try:
        return open_maps.siting(
            question.position_id, question.add, today(), question.within, question.served
        )
    except EcosystemError as error:
        st.warning(data_name(error))
        return None


def draw(question: Question, briefing: CoverageBriefing, proposal: SitingBriefing | None) -> None:
    """Show the map, and beside it what it shows, the chosen municipality and further findings."""
    left, right = st.columns([2, 1])
    codes = {one.municipality_code: one for one in briefing.municipalities}
    found = codes.get(question.chosen or "")
    is_after = False
    with right:
        if proposal is not None:
            st.subheader(t("map.proposal"), anchor=False)
            is_after = tick(t("map.after"), "efter")
            table_of_texts(before_and_after(proposal, language()))
        else:
            told = finding(briefing, language(), question.measure)
            st.markdown(f"**{data_name(told)}**")
        if found is not None:
            with st.container(border=True, key="detail"):
                _panel(question, briefing, found)
        with nullcontext() if found is None else st.expander(t("map.more")):
            _say(_further(question, briefing, proposal))
    with left:
        if question.measure in OF_FIRMS and not briefing.firms:
            st.info(t("map.no_firms"))
        _map(question, briefing, proposal, is_after=is_after)


def _say(sentences: Sequence[Sentence]) -> None:
    for sentence in sentences:
        st.markdown(data_name(say(sentence)))


def _further(
    question: Question, briefing: CoverageBriefing, proposal: SitingBriefing | None
) -> Sequence[Sentence]:
    """Give the findings beside the one that is said already; first why nobody is near, if so."""
    why = [one for one in briefing.caveats if one.key in WHY_NOBODY]
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
        shapes, notes = open_maps.shapes()
    except EcosystemError as error:
        st.warning(f"{t('map.failed')} {data_name(error)}")
        return
    drawn = with_proposal(briefing, proposal) if proposal and is_after else briefing
    chart = coverage_map(
        drawn,
        shapes,
        question.measure,
        language=language(),
        chosen=question.chosen,
        proposal=proposal,
    )
    key = f"map_{question.chosen}_{hash((question, is_after, language())) % 10**9}"
    st.altair_chart(
        chart,
        key=key,
        theme=None,
        on_select=partial(_from_map, key),
        alt=finding(briefing, language(), question.measure),
    )
    for note in notes:
        st.caption(data_name(note))
    st.caption(t("map.marks") if proposal is None else t("map.marks.proposal"))


def _panel(question: Question, briefing: CoverageBriefing, one: MunicipalityCoverage) -> None:
    """Tell the figures of the chosen municipality, the one on the map first."""
    st.subheader(data_name(one.name), anchor=False)
    shown_first = sorted(MEASURES, key=lambda measure: measure != question.measure)
    told = {t(f"map.measure.{m}"): _figure(briefing, one, m) for m in shown_first}
    facts(
        {
            **told,
            t("map.column.offices"): one.offices,
            t("map.column.activities"): one.activities,
            t("map.column.band"): t(f"presence_band.{one.band.value}"),
            t("map.column.group"): one.group,
        }
    )
    where = {"sted": one.municipality_code}
    link_to("aktoerer", t("map.see.actors", name=data_name(one.name)), where)
    link_to("huller", t("map.see.gaps"), {"tema": question.position_id})


def _figure(briefing: CoverageBriefing, one: MunicipalityCoverage, measure: Measure) -> str:
    value = value_of(one, measure, briefing.firms)
    said = shown(value, measure, language(), briefing.unit)
    place = rank_of(briefing, measure, one.municipality_code)
    if place is None:
        return said
    key = "map.rank.nearest_km" if measure == "nearest_km" else "map.rank"
    return f"{said}. {t(key, place=place[0], of=place[1])}"


def _choose_in_box(register: Register) -> str | None:
    """Show the choice in a box, found by Aa and Å alike; a code of the address may be short."""
    names = {code: both_spellings(name) for code, name in municipality_names(register).items()}
    asked = st.query_params.get(ADDRESS, "")
    code = asked.zfill(4) if asked.isdigit() else asked
    st.session_state[BOX] = code if code in names else None
    st.selectbox(
        t("map.municipality"),
        list(names),
        index=None,
        format_func=lambda one: names.get(one, one),
        key=BOX,
        on_change=_from_box,
        placeholder=t("map.choose"),
    )
    if asked and code not in names:
        st.caption(t("map.no_place", code=data_name(asked)))
    chosen: str | None = st.session_state[BOX]
    return chosen


def table(question: Question, briefing: CoverageBriefing) -> None:
    """Show the same figures as a table of all municipalities; a chosen row is the choice."""
    st.header(t("map.as_table"), anchor=False)
    ordered = sorted(briefing.municipalities, key=lambda one: sort_key(one.name))
    sorted_briefing = briefing.model_copy(update={"municipalities": tuple(ordered)})
    rows = as_text(coverage_rows(sorted_briefing, language(), ON_SCREEN), language())
    codes = [one.municipality_code for one in ordered]
    renewed = st.session_state.get(RENEWED, 0)
    key = f"map_table_{renewed}_{hash((question, language())) % 10**9}"
    st.dataframe(
        rows,
        key=key,
        hide_index=True,
        height=(ROWS_SEEN + 1) * 35 + 3,
        on_select=partial(_from_table, key, codes),
        selection_mode="single-row",
        alt=t("map.table"),
    )


def downloads(
    question: Question, briefing: CoverageBriefing, proposal: SitingBriefing | None
) -> None:
    """Offer the map as it is drawn, and its figures, as files."""
    st.subheader(t("map.get"), anchor=False)
    try:
        shapes, _ = open_maps.shapes()
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
    """Tell what has to be read beside the figures."""
    with st.expander(t("map.about")):
        for caveat in briefing.caveats:
            st.markdown(data_name(say(caveat)))


def _from_map(key: str) -> None:
    picked = st.session_state[key].selection.get("klik", [])
    if picked:
        _keep(picked[0][CLICKED])
        _renew_table()


def _from_box() -> None:
    _keep(st.session_state[BOX])
    _renew_table()


def _from_table(key: str, codes: list[str]) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    _keep(codes[rows[0]] if rows else None)
    if rows:
        st.session_state[FOCUS] = f"detail|{codes[rows[0]]}"


def _keep(code: str | None) -> None:
    if code is None:
        st.query_params.pop(ADDRESS, None)
    else:
        st.query_params[ADDRESS] = code


def _renew_table() -> None:
    st.session_state[RENEWED] = st.session_state.get(RENEWED, 0) + 1
