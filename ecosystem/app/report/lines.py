"""Lines of an answer in text, shown on a page: headings, bullets and what stands under them."""

from collections.abc import Iterable

import streamlit as st

from ecosystem.app.shared.widgets import data_name


def show_lines(lines: Iterable[str], headings: Iterable[str] = ()) -> None:
    """Show lines one under the other.

    A line that is a heading, or begins with a number, is one; a bullet stays a bullet, and what is
    set in stands smaller under the line it belongs to.
    """
    titles = frozenset(headings)
    for line in filter(None, lines):
        text = line.strip()
        if line in titles or line[:1].isdigit():
            st.subheader(data_name(text), anchor=False)
        elif text.startswith("- "):
            st.markdown(f"- {data_name(text[2:])}")
        elif line[:1].isspace():
            st.caption(data_name(text))
        else:
            st.markdown(data_name(text))
