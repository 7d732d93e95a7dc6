"""The matrix of gaps on the page: a table that is walked with arrow keys and chosen from.

A table of Streamlit's own is a picture without struck text, hatching or headings that break. This
one is HTML: a screen reader reads it as a table, one Tab stop leads into it, arrow keys walk, and
Enter, Space or Shift and Space choose a cell, as a click does.
"""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, Final

import streamlit as st

HERE: Final = Path(__file__).parent
HTML: Final = '<div class="frame"><table role="grid"></table></div>'


@cache
def _text(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def draw_matrix(key: str, data: dict[str, Any], on_chosen: Callable[[], None]) -> None:
    """Draw the matrix; ``st.session_state[key]`` then tells ``chosen``: row id and column id.

    Args:
        key: Key of the matrix in the session.
        data: ``label``, ``corner``, ``columns`` (``key``, ``name``), ``rows`` (``key``, ``name``,
            ``cells``) and ``chosen``; a cell has ``text``, ``state``, ``label`` and ``struck``.
        on_chosen: Called when a cell is chosen.
    """
    matrix: Any = st.components.v2.component(
        "ecosystem_matrix", html=HTML, css=_text("matrix.css"), js=_text("matrix.js")
    )
    matrix(key=key, data=data, on_chosen_change=on_chosen, height="content")
