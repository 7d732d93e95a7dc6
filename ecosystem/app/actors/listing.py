"""The list of actors: filters, the table and the box that choose one, and the file.

The chosen actor stands in the address, ``?id=``. A row and the box write to it. A table keeps
its own mark of a chosen row and cannot be given one, so it gets a new key whenever the choice
or the rows change by anything but the table itself.
"""

from datetime import date
from functools import partial
from typing import Any, Final

import streamlit as st

from ecosystem.app.actors import cached_actors
from ecosystem.app.shared import cached_data
from ecosystem.app.shared.language import language, t
from ecosystem.app.shared.widgets import (
    box,
    clear,
    data_name,
    municipality_names,
    place_box,
    position_box,
    position_names,
    tell_not_recorded,
    tick,
    today,
)
from ecosystem.briefings.actors.filters import TO_CONFIRM
from ecosystem.briefings.actors.listing import ActorFilter, ActorList, list_actors
from ecosystem.display.tables import UNKNOWN, actor_counts, actor_rows, kind_name, to_xlsx
from ecosystem.display.wording import t as t_in
from ecosystem.display.wording.formats import Language, day
from ecosystem.model.errors import NotRecordedError
from ecosystem.model.register import Register
from ecosystem.model.vocabulary import ActorKind, FirmCut

FILTERS: Final = (
    "type",
    "sted",
    "tema",
    "alene",
    "alder",
    "eksempler",
    "snit",
    "brugere",
)
SEARCH: Final = "actor_search"
RENEWED: Final = "actor_table_renewed"
MOST_IN_FILE: Final = 50_000
ROWS_SEEN: Final = 10
NAME_WIDE: Final = 270
"""Pixels in which the name of nearly every actor that is no firm can be read."""
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def find_actors(register: Register, on: date) -> ActorFilter:
    """Ask what is looked for: words, kind, place and position, and whether it needs attention."""
    kinds = [*(kind.value for kind in ActorKind), "unknown"]
    names = {kind: kind_name(None if kind == "unknown" else kind, language()) for kind in kinds}
    with st.container(key="actor_filters"):
        columns = st.columns([2, 1.3, 1.5, 1.5])
        with columns[0]:
            search = st.text_input(
                t("actors.search"), key=SEARCH, type="search", persist_state="session"
            )
        with columns[1]:
            kind = box(t("actors.kind"), kinds, names, "type", t("actors.all_kinds"))
        with columns[2]:
            place = place_box(_places(register, on), t("actors.place"))
        with columns[3]:
            position = position_box(register, t("actors.topic"), t("actors.all_topics"))
        cut, is_user = _ask_of_position(register) if position else (FirmCut.STANDARD, False)
        with st.container(horizontal=True):
            filters = ActorFilter(
                kind=kind,
                search=search or None,
                place_code=place,
                position_id=position,
                cut=cut,
                is_user=is_user,
                is_alone=register.links is not None and tick(t("actors.only_alone"), "alene"),
                freshness=TO_CONFIRM if tick(t("actors.only_unchecked"), "alder", "gammel") else (),
                without_examples=register.is_synthetic
                and tick(t("actors.without_examples"), "eksempler", "uden"),
            )
            if filters != ActorFilter():
                st.button(t("frame.clear_filters"), on_click=_clear)
    return filters


def _ask_of_position(register: Register) -> tuple[FirmCut, bool]:
    """Ask how widely firms are counted, and whether users of offers are looked for instead."""
    names = {cut.value: t(f"actors.cut.{cut.value}") for cut in FirmCut}
    cuts = [cut.value for cut in FirmCut if cut is not FirmCut.STANDARD]
    columns = st.columns([2, 3], vertical_alignment="bottom")
    with columns[0]:
        cut = box(t("actors.cut"), cuts, names, "snit", names[FirmCut.STANDARD.value])
    with columns[1]:
        knows_use = register.offers is not None and register.participations is not None
        is_user = knows_use and tick(t("actors.only_users"), "brugere")
    return FirmCut(cut or FirmCut.STANDARD), is_user


def _places(register: Register, on: date) -> dict[str, str]:
    return {**cached_data.on_day(on).names.regions, **municipality_names(register)}


def show_list(register: Register, filters: ActorFilter, on: date) -> None:
    """Show what was found; a register that does not hold what the question needs says so."""
    try:
        answer = cached_actors.listed(filters, on)
    except NotRecordedError:
        tell_not_recorded(register)
        return
    if answer.actors:
        choose_actor(answer, filters)
        actor_table(register, answer, filters, on)
        download(register, answer, filters)
    else:
        nothing_found(answer, filters)


def choose_actor(answer: ActorList, filters: ActorFilter) -> None:
    """Show how many actors there are, and let the reader choose one in a box."""
    if answer.found > len(answer.actors):
        key = "actors.more.examples" if answer.examples else "actors.more"
        st.write(t(key, found=answer.real_found, shown=len(answer.actors)))
    else:
        st.write(t("actors.shown", shown=answer.real_found, all=answer.real_total))
    for sentence in actor_counts(answer, filters, language()):
        st.caption(sentence)
    names = {row.actor_id: row.name for row in answer.actors}
    id_in_address = st.query_params.get("id")
    st.session_state["actor_box"] = id_in_address if id_in_address in names else None
    st.selectbox(
        t("actors.choose"),
        list(names),
        index=None,
        format_func=lambda actor_id: names.get(actor_id, actor_id),
        key="actor_box",
        placeholder=t("actors.choose.none"),
        on_change=_from_box,
    )


def actor_table(register: Register, answer: ActorList, filters: ActorFilter, on: date) -> None:
    """Show the list; a row chosen with the mouse or Shift and Space opens the actor."""
    rows = cached_actors.rows(answer, filters, on, language())
    renewed = st.session_state.get(RENEWED, 0)
    looked_at = (register.folder, register.is_synthetic)
    key = f"actors_{abs(hash((filters, looked_at, language())))}_{renewed}"
    ids = [row.actor_id for row in answer.actors]
    st.dataframe(
        rows,
        key=key,
        hide_index=True,
        height=min(len(rows) + 1, ROWS_SEEN + 1) * 35 + 3,
        on_select=partial(_from_table, key, ids),
        selection_mode="single-row",
        placeholder=UNKNOWN,
        column_config=_columns(),
        alt=t("actors.table"),
    )


def _columns() -> dict[str, Any]:
    """Keep numbers and days as such, so that a column is sorted as meant."""
    whole = st.column_config.NumberColumn(format="localized")
    return {
        t("actors.column.name"): st.column_config.TextColumn(width=NAME_WIDE),
        t("actors.column.positions"): st.column_config.TextColumn(width="medium"),
        t("actors.column.links"): whole,
        t("actors.column.projects"): whole,
        t("actors.column.checked"): st.column_config.DateColumn(format="D.M.YYYY"),
    }


def download(register: Register, answer: ActorList, filters: ActorFilter) -> None:
    """Offer what was found as an Excel file that tells its source, day and filters."""
    st.download_button(
        t("frame.download_excel"),
        data=partial(
            _file,
            register,
            filters,
            position_names(register),
            language(),
            _about(register, filters),
        ),
        file_name=f"{t('actors.file')}.xlsx",
        mime=XLSX,
        on_click="ignore",
        key=f"actors_file_{answer.found}",
    )


def nothing_found(answer: ActorList, filters: ActorFilter) -> None:
    """Show that nothing was found, why, and what to do next."""
    if filters.search is None:
        st.info(t("actors.none"))
        return
    st.info(t("actors.none.search", search=data_name(filters.search)))
    if answer.near:
        st.write(t("actors.near"))
        for near in answer.near:
            st.button(
                data_name(near.name), key=f"near_{near.actor_id}", on_click=_open, args=(near.name,)
            )


def _open(name: str) -> None:
    st.session_state[SEARCH] = name


def _clear() -> None:
    clear(FILTERS)
    st.session_state[SEARCH] = ""


def _from_box() -> None:
    _choose(st.session_state["actor_box"])
    st.session_state[RENEWED] = st.session_state.get(RENEWED, 0) + 1


def _from_table(key: str, ids: list[str]) -> None:
    rows = st.session_state[key]["selection"]["rows"]
    _choose(ids[rows[0]] if rows else None)


def _choose(actor_id: str | None) -> None:
    if actor_id is None:
        clear(["id"])
    else:
        st.query_params["id"] = actor_id


def _about(register: Register, filters: ActorFilter) -> dict[str, object]:
    """Return what the file holds, for its last sheet."""
    names = position_names(register)
    places = _places(register, today())
    filter_texts = [
        filters.kind and t(f"actor_kind.{filters.kind}"),
        filters.search and f"{t('actors.search')}: {filters.search}",
        filters.place_code and places.get(filters.place_code),
        filters.position_id and names.get(filters.position_id),
        filters.is_alone and t("actors.only_alone"),
        filters.position_id and f"{t('actors.cut')}: {t(f'actors.cut.{filters.cut.value}')}",
        filters.is_user and t("actors.only_users"),
        filters.freshness and t("actors.only_unchecked"),
        filters.without_examples and t("actors.without_examples"),
    ]
    return {
        t("actors.about.source"): register.label,
        t("actors.about.on"): day(today(), language()),
        t("actors.about.filters"): ", ".join(str(text) for text in filter_texts if text) or UNKNOWN,
        t("actors.about.empty"): t("actors.about.empty.text"),
        t("actors.about.example"): t("actors.about.example.text"),
    }


def _file(
    register: Register,
    filters: ActorFilter,
    names: dict[str, str],
    language: Language,
    about: dict[str, object],
) -> bytes:
    """Make the file when it is asked for, in a thread of the server's own."""
    answer = list_actors(register, today(), filters, at_most=MOST_IN_FILE)
    rows = actor_rows(answer.actors, names, language)
    about = {**about, t_in("actors.about.rows", language): len(rows)}
    return to_xlsx({t_in("page.aktoerer", language): rows}, about)
