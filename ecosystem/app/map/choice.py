"""The chosen municipality of the map: one choice, made by a click, in a box or in the table.

It stands in the address, ``?kommune=0751``. A click on a shape, the box and a row of the table all
write to it. The chart's key holds the choice, so that a click on the shape clicked last is news
after box or table have moved on; the table gets a new key when the choice moves elsewhere, since a
grid cannot be given a row.
"""

from typing import Final

import streamlit as st

from ecosystem.app.shared.frame import FOCUS
from ecosystem.app.shared.language import t
from ecosystem.app.shared.widgets import (
    data_name,
    municipality_names,
)
from ecosystem.display.maps import CLICKED
from ecosystem.model.danish import both_spellings
from ecosystem.model.register import Register

ADDRESS: Final = "kommune"
RENEWED: Final = "map_table_renewed"
BOX: Final = "map_box"


def choose_in_box(register: Register) -> str | None:
    """Show the choice in a box, found by Aa and Å alike; a code of the address may be short."""
    names = {code: both_spellings(name) for code, name in municipality_names(register).items()}
    address = st.query_params.get(ADDRESS, "")
    code = address.zfill(4) if address.isdigit() else address
    st.session_state[BOX] = code if code in names else None
    st.selectbox(
        t("map.municipality"),
        list(names),
        index=None,
        format_func=lambda name: names.get(name, name),
        key=BOX,
        on_change=_from_box,
        placeholder=t("map.choose"),
    )
    if address and code not in names:
        st.caption(t("map.no_place", code=data_name(address)))
    municipality_code: str | None = st.session_state[BOX]
    return municipality_code


def from_map(key: str) -> None:
    """Choose the municipality that was clicked on the map."""
    picked = st.session_state[key].selection.get("klik", [])
    if picked:
        _keep(picked[0][CLICKED])
        _renew_table()


def _from_box() -> None:
    _keep(st.session_state[BOX])
    _renew_table()


def from_table(key: str, codes: list[str]) -> None:
    """Choose the municipality whose row was chosen; focus moves to its figures."""
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
