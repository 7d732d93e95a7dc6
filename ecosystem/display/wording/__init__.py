"""Danish and English texts of everything a page, a document or a command says.

The texts are data, ``da.toml`` and ``en.toml`` with the ``da_*.toml`` beside them, so that a
translator needs no Python; the head of ``da.toml`` says how they are written. Placeholders are
filled by name; numbers are written as each language writes them. A language is read when it is
first asked for.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from ecosystem.display.wording.formats import Language, format_value
from ecosystem.model.sentences import Sentence

__all__ = ["Language", "example_mark", "say", "streamlit_words", "t", "text_files", "texts"]

FOLDER = Path(__file__).parent
EXAMPLE_MARK = "▨"
"""Stands beside a figure that rests on example data, as hatching does on a map."""
_REFERENCE = re.compile(r"\{@(?P<key>[\w.]+)\}")


@cache
def texts(language: Language) -> Mapping[str, str]:
    """Read every text of a language: key to text, with what it refers to put in.

    The tables of the file group keys for whoever reads it; a key is unique across them.
    """
    unresolved = {key: text for name in text_files(language) for key, text in _leaves(_read(name))}

    def whole(text: str) -> str:
        return _REFERENCE.sub(lambda reference: whole(unresolved[reference["key"]]), text)

    return MappingProxyType({key: whole(text) for key, text in unresolved.items()})


def text_files(language: Language) -> tuple[str, ...]:
    """List the files of a language: the house's own first, then one for each large subject."""
    beside = sorted(path.name for path in FOLDER.glob(f"{language}_*.toml"))
    return (f"{language}.toml", *beside)


@cache
def streamlit_words() -> Mapping[str, Mapping[str, str]]:
    """Read the Danish for what Streamlit shows by itself: ``words`` and ``patterns``."""
    return MappingProxyType(_read("streamlit.toml"))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


def _leaves(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for key, text in table.items():
        if isinstance(text, dict):
            yield from _leaves(text)
        else:
            yield key, text


def t(key: str, language: Language = "da", **values: object) -> str:
    """Return a text in a language, its placeholders filled.

    Numbers given as ``int`` or ``float`` are written as the language writes them. A placeholder
    like ``{n:kommune|kommuner}`` takes the first word for one and the second for any other number.

    Raises:
        KeyError: No text has the key (a fault of the program, not of the user).

    Examples:
        >>> t("freshness.out_of_date", "da")
        'Bekræftelsen er gammel'
    """
    text = texts(language)[key]
    filled = {name: _Filled.of(value, language) for name, value in values.items()}
    return text.format(**filled) if filled else text


class _Filled(str):
    """A value as it is written, which knows whether it is one or many."""

    is_one = False

    @classmethod
    def of(cls, value: object, language: Language) -> "_Filled":
        filled = cls(format_value(value, language))
        filled.is_one = not isinstance(value, bool) and value == 1
        return filled

    def __format__(self, words: str) -> str:
        """Return the value, or one of two words that go with it."""
        singular, bar, plural = words.partition("|")
        if not bar:
            return str(self)
        return singular if self.is_one else plural


def say(sentence: Sentence, language: Language = "da") -> str:
    """Return a sentence of the analysis in a language; a table is called by its name.

    A sentence whose figures rest on example data says so; those that follow it are said after it.
    """
    return " ".join(
        [_say_alone(sentence, language), *(say(one, language) for one in sentence.then)]
    )


def _say_alone(sentence: Sentence, language: Language) -> str:
    in_english = sentence.values_en if language == "en" else {}
    words = {name: t(key, language) for name, key in sentence.words.items()}
    values = {**sentence.values, **in_english, **words}
    if (table := f"table.{values.get('table')}") in texts(language):
        values["table"] = t(table, language)
    text = t(sentence.key, language, **values)
    return t("frame.marked", language, sentence=text) if sentence.is_example else text


def example_mark(examples: float | None) -> str:
    """Return the mark behind a figure that example firms are counted in; nothing behind others.

    Examples:
        >>> "41" + example_mark(41), "41" + example_mark(0), "?" + example_mark(None)
        ('41 ▨', '41', '?')
    """
    return f" {EXAMPLE_MARK}" if examples else ""
