"""The map of municipalities: one choice shown by map, box and table, and the files to take away.

The chosen municipality stands in the address, ``?kommune=0751``. A click on a shape, the box and a
row of the table all write to it. The chart's key holds the choice, so that a click on the shape
clicked last is news after box or table have moved on; the table gets a new key when the choice
moves elsewhere, since a grid cannot be given a row.
"""

from dataclasses import dataclass
from functools import partial
from typing import Final

import streamlit as st

from ecosystem.analysis.coverage import WITHIN_KM, Served
from ecosystem.app import open_maps
from ecosystem.app.language import language, say, t
from ecosystem.app.widgets import box, data_name, facts, position_names, today
from ecosystem.briefings.coverage import CoverageBriefing, MunicipalityCoverage
from ecosystem.briefings.siting import SitingBriefing
from ecosystem.display.maps import (
    CLICKED,
    MEASURES,
    ON_SCREEN,
    Measure,
    coverage_file,
    coverage_map,
    coverage_rows,
    finding,
    shown,
    value_of,
)
from ecosystem.display.tables import as_text
from ecosystem.model.danish import sort_key
from ecosystem.model.errors import EcosystemError
from ecosystem.model.register import Register

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
    ".csv": "text/csv",
}
ROWS_SEEN: Final = 12


@dataclass(frozen=True, slots=True)
class Question:
    """What the reader asks the map."""

    position_id: str
    measure: Measure
    served: Served
    within: float
    add: int | None


def ask(register: Register) -> Question | None:
    """Let the reader say which position, what to show, whose offices and how near."""
    positions = position_names(register)
    measures: dict[str, str] = {one: t(f"map.measure.{one}") for one in MEASURES}
    served = {one: t(f"map.served.{one}") for one in ("cluster", "position", "system")}
    limits = {limit: t("map.within.km", km=int(limit)) for limit in LIMITS_KM}
    places = {count: t("map.add.places", count=int(count)) for count in PLACES}
    places["1"] = t("map.add.place")
    with st.container(key="map_filters"):
        columns = st.columns([1.6, 1.4, 1.2, 1, 1])
        with columns[0]:
            position = box(
                t("map.position"),
                list(positions),
                positions,
                "tema",
                next(iter(positions.values()), ""),
            )
        with columns[1]:
            measure = box(t("map.show"), list(MEASURES), measures, "vis", measures["state"])
        with columns[2]:
            whose = box(t("map.served"), list(served), served, "hvem", served["cluster"])
        with columns[3]:
            within = box(t("map.within"), list(limits), limits, "inden", limits["50"])
        with columns[4]:
            add = box(t("map.add"), list(places), places, "steder", t("map.add.none"))
    if not positions:
        return None
    return Question(
        position_id=position or next(iter(positions)),
        measure=_measure(measure),
        served=_served(whose),
        within=float(within) if within else WITHIN_KM,
        add=int(add) if add else None,
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


def draw(
    question: Question, briefing: CoverageBriefing, proposal: SitingBriefing | None
) -> MunicipalityCoverage | None:
    """Show map and findings side by side; give the chosen municipality."""
    chosen = _choose_in_box(briefing)
    left, right = st.columns([2, 1])
    with left:
        _map(question, briefing, proposal, chosen)
    with right:
        for sentence in (proposal or briefing).sentences:
            st.markdown(data_name(say(sentence)))
        with st.container(key="detail"):
            found = next(
                (m for m in briefing.municipalities if m.municipality_code == chosen), None
            )
            if found is not None:
                _panel(found)
    return found


def _map(
    question: Question,
    briefing: CoverageBriefing,
    proposal: SitingBriefing | None,
    chosen: str | None,
) -> None:
    try:
        shapes, notes = open_maps.shapes()
    except EcosystemError as error:
        st.warning(f"{t('map.failed')} {data_name(error)}")
        return
    chart = coverage_map(
        briefing, shapes, question.measure, language=language(), chosen=chosen, proposal=proposal
    )
    key = f"map_{chosen}_{hash((question, language())) % 10**9}"
    st.altair_chart(
        chart,
        key=key,
        theme=None,
        on_select=partial(_from_map, key),
        alt=finding(briefing, language()),
    )
    for note in notes:
        st.caption(data_name(note))
    st.caption(t("map.marks") if proposal is None else t("map.marks.proposal"))


def _panel(one: MunicipalityCoverage) -> None:
    """Tell the figures of the chosen municipality."""
    st.subheader(data_name(one.name), anchor=False)
    facts({t(f"map.measure.{m}"): shown(value_of(one, m), m, language()) for m in MEASURES})
    facts(
        {
            t("map.column.offices"): one.offices,
            t("map.column.activities"): one.activities,
            t("map.column.band"): t(f"presence_band.{one.band.value}"),
            t("map.column.group"): one.group,
        }
    )


def _choose_in_box(briefing: CoverageBriefing) -> str | None:
    """Show the choice in a box, found by Aa and Å alike."""
    ordered = sorted(briefing.municipalities, key=lambda one: sort_key(one.name))
    names = {one.municipality_code: _searchable(one.name) for one in ordered}
    asked = st.query_params.get(ADDRESS)
    st.session_state[BOX] = asked if asked in names else None
    st.selectbox(
        t("map.municipality"),
        list(names),
        index=None,
        format_func=lambda code: names.get(code, code),
        key=BOX,
        on_change=_from_box,
        placeholder=t("map.choose"),
    )
    chosen: str | None = st.session_state[BOX]
    return chosen


def _searchable(name: str) -> str:
    return f"{name} ({name.replace('Aa', 'Å')})" if "Aa" in name else name


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


def downloads(question: Question, briefing: CoverageBriefing) -> None:
    """Offer the map and its figures as files."""
    try:
        shapes, _ = open_maps.shapes()
    except EcosystemError:
        return
    with st.container(horizontal=True):
        for ending, mime in FILES.items():
            st.download_button(
                t(f"map.file{ending}"),
                data=partial(coverage_file, briefing, shapes, ending, question.measure, language()),
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


def _keep(code: str | None) -> None:
    if code is None:
        st.query_params.pop(ADDRESS, None)
    else:
        st.query_params[ADDRESS] = code


def _renew_table() -> None:
    st.session_state[RENEWED] = st.session_state.get(RENEWED, 0) + 1
