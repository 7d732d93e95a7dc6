"""What a table of a register is made of: its columns as it uses them, its key, its periods."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ecosystem.model.vocabulary import SourceConfidence


@dataclass(frozen=True, slots=True)
class Use:
    """A column as one table uses it."""

    column: str
    is_required: bool = False
    """An empty cell is a fault."""
    is_optional: bool = False
    """The whole column may be left out of the file."""
    words: type[StrEnum] | None = None
    refers_to: str | None = None
    """Table whose key each id of the cell must be."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its key, its columns, the pairs of dates that must not be reversed."""

    name: str
    meaning: str
    key: tuple[str, ...]
    uses: tuple[Use, ...]
    periods: tuple[tuple[str, str], ...] = ()
    is_big: bool = False
    """Held as a lazy frame, because it can have millions of rows."""

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of all columns, in the order they are written."""
        return tuple(use.column for use in self.uses)


def must(column: str, refers_to: str | None = None, words: type[StrEnum] | None = None) -> Use:
    """Return a column whose cells may not be empty."""
    return Use(column, is_required=True, refers_to=refers_to, words=words)


def may(column: str, refers_to: str | None = None, words: type[StrEnum] | None = None) -> Use:
    """Return a column whose cells may be empty: not known."""
    return Use(column, refers_to=refers_to, words=words)


def may_lack(column: str, refers_to: str | None = None, words: type[StrEnum] | None = None) -> Use:
    """Return a column that the file may leave out."""
    return Use(column, is_optional=True, refers_to=refers_to, words=words)


PROVENANCE: Final = (
    must("source"),
    may("checked"),
    Use("confidence", is_optional=True, words=SourceConfidence),
    may_lack("note"),
)
SYNTHETIC: Final = may_lack("is_synthetic")
DATED: Final = (may("valid_from"), may("valid_to"), *PROVENANCE)
