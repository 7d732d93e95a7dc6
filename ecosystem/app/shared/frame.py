"""The frame around every page: language, start-up component, heading, notices and foot.

Pages are listed in ``menu``. The page itself asks, briefs and shows; it draws no heading of
level 1.
"""

import logging
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Final

import streamlit as st

from ecosystem.app.components.startup import start_up
from ecosystem.app.shared import cached_data, examples
from ecosystem.app.shared.folder import tell_problem
from ecosystem.app.shared.language import CHOSEN, LANGUAGES, choose, language, read_language, t
from ecosystem.app.shared.menu import Page
from ecosystem.app.shared.widgets import data_name, link_to, today
from ecosystem.display.wording.formats import day
from ecosystem.model.errors import EcosystemError
from ecosystem.model.register import Register

if TYPE_CHECKING:
    from streamlit.navigation.page import Page as StreamlitPage

ICON: Final = Path(__file__).parents[1] / "components" / "startup" / "icon.png"
FOCUS: Final = "focus_on"
"""Key of the session under which a page asks for focus: ``container_key|any new token``."""

_SHOWN: Final = "page_shown"

log = logging.getLogger(__name__)


def menu_entry(page: Page) -> "StreamlitPage":
    """Return the menu's entry of a page, in the reader's language."""
    return st.Page(
        page.file,
        title=t(f"page.{page.stem}"),
        url_path=page.address.strip("/") or None,
        default=page.is_first,
    )


def open_page() -> None:
    """Set what the browser shows of the page, and the language it is written in."""
    read_language()
    examples.read_choice()
    st.set_page_config(page_title=t("frame.name"), page_icon=str(ICON), layout="wide")


def draw(menu_page: "StreamlitPage") -> None:
    """Draw the chosen page inside the frame."""
    stem = Path(str(menu_page._page)).stem
    st.set_page_config(page_title=f"{t(f'page.{stem}')} · {t('frame.name')}")
    start_up(language(), _focus(stem))
    _language_switch()
    st.title(t(f"page.{stem}"), anchor=False)
    st.markdown(t(f"page.{stem}.answers"))
    body, foot = st.container(), st.container(key="foot")
    register = None
    with body:
        try:
            register = cached_data.register()
        except EcosystemError as error:
            _cannot_read(error)
    with foot:
        _foot(register)
    if register is not None:
        with body:
            examples.show_switch()
            menu_page.run()


def show_error(error: Exception) -> bool:
    """Show a number that support can find in the log; never the exception itself."""
    number = f"F-{secrets.token_hex(2).upper()}"
    log.error("%s", number, exc_info=error)
    st.error(t("frame.error", number=number), icon="⛔")
    return True


def _focus(stem: str) -> str | None:
    """Return what gets the focus; what a page asked for goes with it, the next starts without."""
    if st.session_state.get(_SHOWN) != stem:
        st.session_state[_SHOWN] = stem
        st.session_state.pop(FOCUS, None)
    focus: str | None = st.session_state.get(FOCUS)
    if part := st.query_params.get("afsnit"):
        return focus or f"part_{part}|{part}"
    if actor_id := st.query_params.get("id"):
        return focus or f"detail|{actor_id}"
    return focus


def _language_switch() -> None:
    st.session_state["language_switch"] = st.session_state.get(CHOSEN, "da")
    with st.container(key="language", horizontal=True, horizontal_alignment="right"):
        st.segmented_control(
            t("frame.language"),
            LANGUAGES,
            format_func={"da": "Dansk", "en": "English"}.__getitem__,
            key="language_switch",
            required=True,
            on_change=choose,
            args=("language_switch",),
            label_visibility="collapsed",
        )


def _cannot_read(error: EcosystemError) -> None:
    tell_problem(cached_data.folder(), str(error))
    if cached_data.folder() != cached_data.shipped():
        st.button(t("frame.use_shipped"), on_click=cached_data.use, args=(cached_data.shipped(),))


def _foot(register: Register | None) -> None:
    if register is not None:
        on = day(today(), language(), is_long=True)
        st.caption(t("frame.foot", label=data_name(register.label), on=on))
    with st.container(horizontal=True, gap="medium"):
        for part in ("metode", "privatliv", "tilgaengelighed"):
            link_to("hjaelp", t(f"frame.part.{part}"), {"afsnit": part})
