"""Inputs and notices several pages share."""

import re
from collections.abc import Mapping, Sequence
from typing import Final, Literal

import streamlit as st

from ecosystem.app.language import t

_MARKS: Final = re.compile(r"([!-/:-@\[-`{-~])")


def data_name(text: object) -> str:
    r"""Write text from the data so that Streamlit's Markdown shows it and does not obey it.

    Every name, title and note from a register goes through here before it stands in a
    heading, a caption, a button or a text. Tables and boxes take raw text.

    Examples:
        >>> data_name("A*B ![](x)")
        'A\\*B \\!\\[\\]\\(x\\)'
    """
    return _MARKS.sub(r"\\\1", " ".join(str(text).split()))


def badge(text: str, meaning: str = "", *, style: Literal["", "example"] = "") -> None:
    """Show a small framed word of our own, with what it means beside it.

    Only texts of our own may be shown: what is given is written as HTML.
    """
    st.html(
        f'<p style="margin:0"><span class="badge {style}">{text}</span>'
        f'<span class="muted">{meaning}</span></p>'
    )


def box(
    label: str,
    options: Sequence[str],
    names: Mapping[str, str],
    address: str,
    everything: str | None = None,
) -> str | None:
    """Let the reader choose one of many; the choice stands in the address as its id.

    The address is the truth: a link with ``?tema=energiteknologi`` opens the page with that
    choice, and a link without it opens the page without one. Never use it for names or
    numbers of firms.

    Args:
        label: What is chosen.
        options: Ids or codes, in the order they are shown.
        names: What each is called.
        address: Name in the address, Danish without æ, ø and å.
        everything: What to call no choice; ``None`` leaves the box empty.

    Returns:
        The chosen id, or ``None``.
    """
    key = f"box_{address}"
    asked = st.query_params.get(address)
    st.session_state[key] = asked if asked in options else None
    st.selectbox(
        label,
        options,
        index=None,
        format_func=lambda one: names[one],
        key=key,
        on_change=_to_address,
        args=(address, key),
        placeholder=everything or t("frame.choose"),
    )
    chosen: str | None = st.session_state[key]
    return chosen


def _to_address(address: str, key: str) -> None:
    chosen = st.session_state[key]
    if chosen is None:
        st.query_params.pop(address, None)
    else:
        st.query_params[address] = chosen
