"""Danish and English words for everything the house says.

Each subject has a room of its own with a table ``TEXTS``: key to a pair (Danish, English).
Placeholders are filled by name; numbers are written as each language writes them.
"""

from importlib import import_module
from typing import Final, Literal

from ecosystem.display.wording.formats import format_value
from ecosystem.model.sentences import Sentence

Language = Literal["da", "en"]

SUBJECTS: Final = (
    "closed_lists",
    "table_names",
    "column_names",
    "frame",
    "overview",
    "actors",
    "help",
    "network",
    "changes",
    "gaps",
    "gap_page",
    "needs",
    "documents",
    "coverage",
    "maps",
    "referral",
    "ny_henvisning",
    "own_words",
    "evaluation",
)
"""Rooms that hold texts; a key stands in one of them only."""


def _collect() -> dict[str, tuple[str, str]]:
    texts: dict[str, tuple[str, str]] = {}
    for subject in SUBJECTS:
        room = import_module(f"{__name__}.{subject}")
        if doubled := texts.keys() & room.TEXTS.keys():
            message = f"two rooms hold the words for {sorted(doubled)}"
            raise ValueError(message)
        texts.update(room.TEXTS)
    return texts


TEXTS: Final = _collect()
"""Key to (Danish, English)."""


def t(key: str, language: Language = "da", **values: object) -> str:
    """Say a text in a language, its placeholders filled.

    Numbers given as ``int`` or ``float`` are written as the language writes them. A placeholder
    like ``{n:kommune|kommuner}`` takes the first word for one and the second for any other number.

    Raises:
        KeyError: No room holds the key (a fault of the house, not of the user).

    Examples:
        >>> t("verdict.unknown", "da")
        'Mangler oplysninger'
    """
    text = TEXTS[key][0 if language == "da" else 1]
    shown = {name: _Shown.of(value, language) for name, value in values.items()}
    return text.format(**shown) if shown else text


class _Shown(str):
    """A value as it is written, which knows whether it is one or many."""

    is_one = False

    @classmethod
    def of(cls, value: object, language: Language) -> "_Shown":
        shown = cls(format_value(value, language))
        shown.is_one = not isinstance(value, bool) and value == 1
        return shown

    def __format__(self, words: str) -> str:
        """Give the value, or one of two words that go with it."""
        one, bar, many = words.partition("|")
        if not bar:
            return str(self)
        return one if self.is_one else many


def say(sentence: Sentence, language: Language = "da") -> str:
    """Say a sentence of the analysis in a language; a table is called by its name."""
    own = sentence.values_en if language == "en" else {}
    words = {name: t(key, language) for name, key in sentence.words.items()}
    values = {**sentence.values, **own, **words}
    if (table := f"table.{values.get('table')}") in TEXTS:
        values["table"] = t(table, language)
    return t(sentence.key, language, **values)
