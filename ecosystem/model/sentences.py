"""A sentence to be said: which one, and the values that fill it.

What computes decides what is worth saying; ``display/wording`` owns the Danish and English words.
"""

from datetime import date
from typing import TypeAlias

from pydantic import BaseModel, ConfigDict, Field

Value: TypeAlias = str | int | float | bool | date | None
"""What may fill a placeholder."""


class Sentence(BaseModel):
    """A key of the wording tables and the values of its placeholders.

    ``values_en`` stands in for values that are words: names of needs, positions and facts.
    ``words`` fills placeholders with other texts, by their keys: kinds of actors and the like.
    """

    model_config = ConfigDict(frozen=True)

    key: str
    values: dict[str, Value] = Field(default_factory=dict)
    values_en: dict[str, str] = Field(default_factory=dict)
    words: dict[str, str] = Field(default_factory=dict)
