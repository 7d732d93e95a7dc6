"""The help page: tasks with their answers, then words, method, privacy and accessibility.

A part of the page is opened by ``?afsnit=``, as the foot of every page does.
"""

import re
from typing import Final

import streamlit as st

from ecosystem.app.shared.language import language, t
from ecosystem.display.wording import texts

PARTS: Final = ("ord", "metode", "privatliv", "tilgaengelighed")


def show_tasks() -> None:
    """Show each task of a reader as a question that opens on its answer."""
    st.header(t("help.tasks"), anchor=False)
    for task in _tasks():
        with st.expander(t(task)):
            st.markdown(t(f"{task}.answer"))


def _tasks() -> list[str]:
    """List the keys of the tasks, without those of their answers."""
    return [key for key in texts(language()) if re.fullmatch(r"help\.task\.\w+", key)]


def show_parts() -> None:
    """Show the parts that a link can lead to, each under its heading."""
    for part in PARTS:
        with st.container(key=f"part_{part}"):
            st.header(t(f"frame.part.{part}"), anchor=False)
            st.markdown(t(f"help.{part}"))
