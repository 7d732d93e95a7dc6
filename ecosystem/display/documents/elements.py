"""Elements that a document about a position's gaps is made of, and how they look."""

from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Final, Literal, TypeVar, cast

from ecosystem.model.text import printable

Look = Literal["plain", "under", "zero", "no_data", "enough"]


INK: Final = "1A1A1A"


MUTED: Final = "595959"


HEADING: Final = "004D99"


LOCALE: Final = {"da": "da-DK", "en": "en-GB"}


LONGEST_PROPERTY: Final = 255
"""Characters that the properties of an Office document hold."""


_Element = TypeVar("_Element")


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table: its text, and how it looks; a figure stands to the right."""

    text: str
    look: Look = "plain"
    is_struck: bool = False
    is_figure: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table with what it shows in a sentence; ``widths`` are shares of the page."""

    about: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...]

    def is_figures(self, column: int) -> bool:
        """Return whether a column holds figures, which stand to the right."""
        return any(row[column].is_figure for row in self.rows)

    def heading_cells(self) -> tuple[Cell, ...]:
        """Return the headings as cells that stand over their columns."""
        return tuple(
            Cell(text, is_figure=self.is_figures(at)) for at, text in enumerate(self.headings)
        )


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture with its alternative text."""

    png: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part: a slide, or a section of the text."""

    title: str
    lines: tuple[str, ...] = ()
    table: Table | None = None
    picture: Picture | None = None
    notes: tuple[str, ...] = ()
    is_list: bool = False


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole document."""

    title: str
    subtitle: str
    foot: str
    example: str | None
    parts: tuple[Part, ...]


def printable_element(value: _Element) -> _Element:
    """Return a part of an outline whose every text a document can hold."""
    if isinstance(value, str):
        return cast("_Element", printable(value, is_one_line=True))
    if isinstance(value, tuple):
        return cast("_Element", tuple(printable_element(element) for element in value))
    if is_dataclass(value) and not isinstance(value, type):
        texts = {
            element.name: printable_element(getattr(value, element.name))
            for element in fields(value)
        }
        return replace(value, **texts)
    return value
