"""Whether the reader sees example data: one switch under the heading of every page.

The choice stands in the address, ``?opdigtede=skjul``, and is kept in the session across pages, as
the language is. A register without example rows has no switch.
"""

from typing import Final

import streamlit as st

from ecosystem.app.shared import cached_data
from ecosystem.app.shared.language import t
from ecosystem.app.shared.widgets import badge

ADDRESS: Final = "opdigtede"
HIDDEN: Final = "skjul"
SHOWN: Final = "vis"
SWITCH: Final = "examples_switch"


def read_choice() -> None:
    """Take the choice from the address, else from the session, and keep both in step."""
    if (in_address := st.query_params.get(ADDRESS)) in {HIDDEN, SHOWN}:
        st.session_state[cached_data.EXAMPLES] = in_address == SHOWN
    _to_address()


def show_switch() -> None:
    """Let the reader take example data out of every page, and say whether it is in."""
    if not cached_data.has_examples():
        return
    st.session_state[SWITCH] = cached_data.shows_examples()
    with st.container(key="examples", horizontal=True, vertical_alignment="center"):
        st.toggle(t("frame.examples.show"), key=SWITCH, on_change=_choose)
        if cached_data.shows_examples():
            badge(t("frame.example_data"), t("frame.example_data.help"), style="example")
        else:
            st.caption(t("frame.examples.hidden"))


def _choose() -> None:
    st.session_state[cached_data.EXAMPLES] = st.session_state[SWITCH]
    st.query_params.pop(ADDRESS, None)
    _to_address()


def _to_address() -> None:
    if not cached_data.shows_examples():
        st.query_params[ADDRESS] = HIDDEN
