"""A sentence to be said: which one, and the values that fill it.

What computes decides what is worth saying; ``display/wording`` owns the Danish and English words.
"""

from datetime import date
from typing import TypeAlias

from pydantic import Field

from ecosystem.model.records import Record

Value: TypeAlias = str | int | float | bool | date | None
"""What may fill a placeholder."""


class Sentence(Record):
    """A key of the wording tables and the values of its placeholders.

    ``values_en`` stands in for values that are words: names of needs, positions and facts.
    ``words`` fills placeholders with other texts, by their keys: kinds of actors and the like.
    ``is_example``: a figure of it rests on example data; wherever it is said, it is marked.
    ``then``: sentences that are said right after it, such as what was left out of a figure.
    """

    key: str
    values: dict[str, Value] = Field(default_factory=dict)
    values_en: dict[str, str] = Field(default_factory=dict)
    words: dict[str, str] = Field(default_factory=dict)
    is_example: bool = False
    then: tuple["Sentence", ...] = ()
