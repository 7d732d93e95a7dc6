"""Language of the reader: Danish unless English is asked for, by the switch or ``?sprog=en``."""

from typing import Final, TypeVar, get_args

import streamlit as st

from ecosystem.display import wording
from ecosystem.display.wording.formats import Language
from ecosystem.model.sentences import Sentence

LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
CHOSEN: Final = "language"
"""Key of the session in which the choice is kept across pages."""


def language() -> Language:
    """Return the language the page is written in."""
    tongue: Language = st.session_state.get(CHOSEN, "da")
    return tongue


def read_language() -> Language:
    """Take the language from the address, else from the session, and keep both in step."""
    in_address = st.query_params.get("sprog")
    for tongue in LANGUAGES:
        if in_address == tongue:
            st.session_state[CHOSEN] = tongue
    if language() == "en" and in_address != "en":
        st.query_params["sprog"] = "en"
    return language()


def t(key: str, **values: object) -> str:
    """Return a text in the reader's language; see :func:`ecosystem.display.wording.t`."""
    return wording.t(key, language(), **values)


def say(sentence: Sentence) -> str:
    """Return a sentence of a briefing in the reader's language."""
    return wording.say(sentence, language())


Words = TypeVar("Words", str, tuple[str, ...])


def either(danish: Words, english: Words | None) -> Words:
    """Take the words of the data in the reader's language; Danish where there are no others."""
    return danish if language() == "da" or not english else english


def choose(switch: str) -> None:
    """Keep what the switch shows, in the session and in the address."""
    st.session_state[CHOSEN] = st.session_state[switch]
    if language() == "en":
        st.query_params["sprog"] = "en"
    else:
        st.query_params.pop("sprog", None)
