"""Which register the reader looks at, and how to look at another."""

from pathlib import Path
from typing import Final

import streamlit as st

from ecosystem.app.shared import cached_data
from ecosystem.app.shared.language import t
from ecosystem.app.shared.widgets import data_name
from ecosystem.model.errors import EcosystemError
from ecosystem.model.register import Register
from ecosystem.sources.files.shipped import NAMES, name_of, named_folder, resolve_register

ASKED: Final = "folder_asked"
PROBLEM: Final = "folder_problem"


def choose_folder(register: Register) -> None:
    """Show which register is read; on the reader's own computer, offer to read another."""
    st.header(t("overview.register"), anchor=False)
    label, folder = data_name(register.label), data_name(register.folder)
    shown = name_of(cached_data.folder())
    if shown is None:
        st.write(t("overview.register.text", label=label, folder=folder))
    else:
        st.write(t("overview.register.shipped", label=label))
        st.caption(t(f"overview.register.about.{shown}"))
    if register.warnings:
        with st.expander(t("overview.register.warnings", n=len(register.warnings))):
            st.code("\n".join(map(str, register.warnings[:200])), language=None, wrap_lines=True)
    if name_of(cached_data.shipped()) is None and cached_data.folder() != cached_data.shipped():
        st.button(t("frame.use_shipped"), on_click=cached_data.use, args=(cached_data.shipped(),))
    for name in (name for name in NAMES if name != shown):
        _offer(name)
    if cached_data.may_choose_folder():
        with st.expander(t("overview.register.other"), expanded=PROBLEM in st.session_state):
            _ask()


def _offer(name: str) -> None:
    """Offer a register that comes along: what it is called, and what it is."""
    folder = str(named_folder(name))
    words = t(f"overview.register.use.{name}")
    st.button(words, key=f"register_{name}", on_click=cached_data.use, args=(folder,))
    st.caption(t(f"overview.register.about.{name}"))


def tell_problem(register_folder: str, problem: str) -> None:
    """Show that a folder is not a register, and why, in the words of the fault."""
    st.error(t("frame.cannot_read", folder=data_name(register_folder)))
    st.code(problem, language=None, wrap_lines=True)


def _ask() -> None:
    if PROBLEM in st.session_state:
        tell_problem(*st.session_state[PROBLEM])
    with st.form("folder", border=False):
        st.text_input(t("overview.register.folder"), key=ASKED, help=None)
        st.caption(t("overview.register.help"))
        st.form_submit_button(t("overview.register.read"), on_click=_read)


def _read() -> None:
    typed = str(st.session_state[ASKED] or "").strip().strip('"').replace("\x00", "")
    st.session_state.pop(PROBLEM, None)
    if not typed:
        st.session_state[PROBLEM] = ("", t("overview.register.missing"))
        return
    register_folder = str(Path(typed).expanduser()) if typed.startswith("~") else typed
    try:
        register_folder = str(resolve_register(register_folder))
        cached_data.try_folder(register_folder)
    except EcosystemError as error:
        st.session_state[PROBLEM] = (register_folder, str(error))
    else:
        cached_data.use(register_folder)
