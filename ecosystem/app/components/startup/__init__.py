"""What every page needs and Streamlit does not give.

Streamlit has no translation of its own words, says ``lang="en"``, runs the page again when
somebody types ``r`` and hides the focus of its menu. A component without a face mends all of
it: it walks through the page, exchanges whole texts it knows, and watches for new ones. A text
it does not know stays English: nothing breaks. Our own texts and the data are left alone.
"""

from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from ecosystem.display.wording import Language, streamlit_words

HERE = Path(__file__).parent


@cache
def _text(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def start_up(language: Language, focus: str | None = None) -> None:
    """Set language, words, shortcuts and focus for the page.

    Args:
        language: What the page is written in.
        focus: Key of a container, a bar and a number that grows: the first heading of that
            container gets the focus once for each number. ``None`` leaves focus alone.
    """
    st.html(f"<style>{_text('startup.css')}</style>")
    component: Any = st.components.v2.component(
        "ecosystem_startup", html="<span hidden></span>", js=_text("startup.js")
    )
    with st.container(key="startup"):
        component(
            key="startup_words",
            data={
                "language": language,
                "words": dict(streamlit_words()["words"]),
                "patterns": [list(pair) for pair in streamlit_words()["patterns"].items()],
                "focus": focus,
            },
        )
