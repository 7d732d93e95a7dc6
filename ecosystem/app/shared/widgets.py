"""Inputs and notices several pages share.

The address is the truth about filters: a link with ``?tema=energiteknologi`` opens a page with
that choice, and one without it opens the page without. Ids and codes may stand there, names,
CVR numbers and what somebody searched for never.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from html import escape
from typing import Final, Literal
from urllib.parse import urlsplit

import streamlit as st

from ecosystem.app.shared import cached_data
from ecosystem.app.shared.language import either, language, t
from ecosystem.app.shared.menu import PAGE_OF
from ecosystem.briefings.basis.day import Names, OnDay
from ecosystem.display.wording.formats import number
from ecosystem.model.danish import both_spellings
from ecosystem.model.register import Register
from ecosystem.model.text import safe_address

_LINKLIKE: Final = re.compile(r"(?i)https?:(?=//)|\bwww(?=\.)|@(?=\w)")
"""Where Markdown would make a link of plain text; a word joiner behind it prevents that."""
_MARKS: Final = re.compile(r"([!-/:-@\[-`{-~])")
_BACKSLASHED: Final = r"\\\1"
_WORD: Final = re.compile(r"(?<!\S)[(\[<\"']?([^\s;<>()\[\]\"'`]+)")
"""A word that stands free, without the mark before it."""
_STOPS: Final = ".,:!?"


def today() -> date:
    """Return the day a page asks about; the clock is read in the faces alone."""
    return datetime.now(tz=UTC).astimezone().date()


# --- text from the data --------------------------------------------------------------------


def data_name(text: object) -> str:
    r"""Write text from the data so that Streamlit's Markdown shows it and does not obey it.

    Every name, title and note from a register goes through here before it stands in a
    heading, a caption, a button or a text. Tables and boxes take raw text.

    Examples:
        >>> data_name("A*B ![](x)")
        'A\\*B \\!\\[\\]\\(x\\)'
    """
    return _escaped(" ".join(str(text).split()))


def _escaped(plain: str) -> str:
    return _MARKS.sub(_BACKSLASHED, _LINKLIKE.sub("\\g<0>\u2060", plain))


def data_html(text: object) -> str:
    """Write text from the data as HTML, with its addresses on the web as links.

    Examples:
        >>> data_html("<b> & co")
        '&lt;b&gt; &amp; co'
    """
    parts = []
    for part, address in _addressed(str(text)):
        label = escape(part)
        if address is None:
            parts.append(label)
        else:
            parts.append(
                f'<a href="{escape(address)}" target="_blank" rel="noopener noreferrer">{label}</a>'
            )
    return "".join(parts)


def _addressed(text: str) -> Iterator[tuple[str, str | None]]:
    """Part a text into words that are addresses of their own, and what stands between.

    An address within another word is none: ``javascript:x//http://y`` leads nowhere.
    """
    at = 0
    for word in _WORD.finditer(text):
        plain = word[1].rstrip(_STOPS)
        if (address := safe_address(plain)) is not None:
            yield text[at : word.start(1)], None
            yield plain, address
            at = word.start(1) + len(plain)
    yield text[at:], None


def data_markdown(text: object) -> str:
    r"""Write text from the data for Streamlit's Markdown, with its web addresses as links.

    Examples:
        >>> data_markdown("KL; https://www.kl.dk/erhverv_1")
        'KL\\; [www\\.kl\\.dk](https://www.kl.dk/erhverv_1)'
    """
    parts = []
    for part, address in _addressed(" ".join(str(text).split())):
        if address is None:
            parts.append(_escaped(part))
        else:
            host = urlsplit(address).netloc or address
            parts.append(f"[{_MARKS.sub(_BACKSLASHED, host)}]({address})")
    return "".join(parts)


def table(rows: Sequence[Mapping[str, str]], linked: str = "") -> None:
    """Show a short table of texts; what comes from the data is shown and not obeyed.

    Args:
        rows: One mapping a row.
        linked: Name of the column whose web addresses become links.
    """
    escaped_rows = [
        {n: (data_markdown if n == linked else data_name)(cell) for n, cell in row.items()}
        for row in rows
    ]
    st.table(escaped_rows)


def facts(pairs: Mapping[str, object]) -> None:
    """Show names and values of one thing, one pair a line; what is unknown says so."""
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd>"
        + (escape(t("frame.not_recorded")) if value in {None, ""} else data_html(value))
        + "</dd>"
        for name, value in pairs.items()
    )
    st.html(f'<dl class="facts">{rows}</dl>')


def badge(text: str, meaning: str = "", *, style: Literal["", "example"] = "") -> None:
    """Show a small framed word, with what it means beside it."""
    st.html(
        f'<p style="margin:0"><span class="badge {style}">{escape(text)}</span>'
        f'<span class="muted">{escape(meaning)}</span></p>'
    )


def tile(name: str, value: int | str | None, note: str = "") -> None:
    """Show one number with its name; what is not recorded is a dash that says so."""
    value_text = number(value, language(), 0) if isinstance(value, int) else value
    if value_text is None:
        value_text, note = "–", t("frame.not_recorded.help")
    st.html(
        f'<div class="tile-name">{escape(name)}</div>'
        f'<div class="tile-number">{escape(value_text)}</div>'
        f'<div class="muted">{escape(note)}</div>'
    )


def link_to(stem: str, label: str, filters: Mapping[str, str] | None = None) -> None:
    """Link to another page of ``menu`` with its filters set; the label is a text of our own."""
    st.page_link(PAGE_OF[stem].file, label=label, query_params=dict(filters or {}))


# --- choices that stand in the address -----------------------------------------------------


def box(
    label: str,
    options: Sequence[str],
    names: Mapping[str, str],
    address: str,
    everything: str | None = None,
) -> str | None:
    """Let the reader choose one of many; the choice stands in the address as its id.

    Args:
        label: What is chosen.
        options: Ids or codes, in the order they are shown.
        names: What each is called.
        address: Name in the address, Danish without æ, ø and å.
        everything: What to call no choice.

    Returns:
        The chosen id, or ``None``.
    """
    key = f"box_{address}"
    id_in_address = st.query_params.get(address)
    st.session_state[key] = id_in_address if id_in_address in options else None
    st.selectbox(
        label,
        options,
        index=None,
        format_func=lambda option: names.get(option, option),
        key=key,
        on_change=_to_address,
        args=(address, key),
        placeholder=everything or t("frame.choose"),
    )
    choice: str | None = st.session_state[key]
    return choice


def many(  # noqa: PLR0913, PLR0917 - what is chosen from, and how it is told
    label: str,
    options: Sequence[str],
    names: Mapping[str, str],
    address: str,
    most: int,
    none: str,
) -> tuple[str, ...]:
    """Let the reader choose several of many; the address holds their ids with commas between.

    Args:
        label: What is chosen.
        options: Ids or codes, in the order they are shown.
        names: What each is called.
        address: Name in the address.
        most: How many may be chosen.
        none: What to call no choice.
    """
    key = f"many_{address}"
    ids_in_address = st.query_params.get(address, "").split(",")
    st.session_state[key] = [
        option for option in dict.fromkeys(ids_in_address) if option in options
    ][:most]
    st.multiselect(
        label,
        options,
        format_func=lambda option: names.get(option, option),
        key=key,
        max_selections=most,
        on_change=_many_to_address,
        args=(address, key),
        placeholder=none,
    )
    return tuple(st.session_state[key])


def tick(label: str, address: str, value: str = "1") -> bool:
    """Let the reader tick something; the address then holds ``value``."""
    key = f"tick_{address}"
    st.session_state[key] = st.query_params.get(address) == value
    return st.checkbox(label, key=key, on_change=_tick_to_address, args=(address, key, value))


def clear(addresses: Sequence[str]) -> None:
    """Take choices out of the address."""
    for address in addresses:
        st.query_params.pop(address, None)


def _to_address(address: str, key: str) -> None:
    if (choice := st.session_state[key]) is None:
        st.query_params.pop(address, None)
    else:
        st.query_params[address] = choice


def _many_to_address(address: str, key: str) -> None:
    if choices := st.session_state[key]:
        st.query_params[address] = ",".join(choices)
    else:
        st.query_params.pop(address, None)


def _tick_to_address(address: str, key: str, value: str) -> None:
    if st.session_state[key]:
        st.query_params[address] = value
    else:
        st.query_params.pop(address, None)


def tell_not_recorded(register: Register) -> None:
    """Show that the register has no actors, or nothing that shows who is of a position."""
    missing = "actors" if register.actors is None else "position"
    st.info(t(f"overview.not_recorded.{missing}"))


# --- boxes over a register -----------------------------------------------------------------


def position_names(register: Register) -> dict[str, str]:
    """Return the strength positions by id in the reader's language, in the register's order."""
    names = _names_of(register).positions
    return {position_id: either(name.da, name.en) for position_id, name in names.items()}


def municipality_names(register: Register) -> dict[str, str]:
    """Return the municipalities by code, in Danish alphabetical order; empty: not recorded."""
    return dict(_names_of(register).municipalities)


def _names_of(register: Register) -> Names:
    """Return the names of today; of the register that is looked at they are kept."""
    day = cached_data.on_day(today())
    return day.names if day.register is register else OnDay(register, today()).names


def position_box(register: Register, label: str, everything: str) -> str | None:
    """Let the reader choose a strength position: ``?tema=``."""
    names = position_names(register)
    return box(label, list(names), names, "tema", everything)


def place_box(places: Mapping[str, str], label: str) -> str | None:
    """Let the reader choose a municipality or region, found by Aa and Å alike: ``?sted=``."""
    names = {code: both_spellings(name) for code, name in places.items()}
    return box(label, list(names), names, "sted", t("frame.whole_country"))
