"""Blocks that a report is made of, whatever it is written as."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final, Literal, TypeAlias

from ecosystem.display.documents.elements import Outline, Picture, Table, printable_element
from ecosystem.display.figures import NativeChart
from ecosystem.display.wording import Language

_WIDTH: Final = re.compile(rb'<svg[^>]*\swidth="([\d.]+)')
_MM_A_POINT: Final = 25.4 / 72
ParagraphLook: TypeAlias = Literal["plain", "finding", "grey", "bullet"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A text, and in the same paragraph what has to be said beside it.

    ``finding``: the text is what a reader should remember. ``grey``: something is not recorded.
    ``more`` goes on after the text, plain.
    """

    text: str
    beside: str = ""
    look: ParagraphLook = "plain"
    more: str = ""

    @property
    def whole(self) -> str:
        """The text with what goes on after it."""
        return f"{self.text} {self.more}" if self.more else self.text


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure as SVG, with its title, the alternative text, and its data where slides draw it.

    ``is_dense``: it says its title itself, and its text can only be read where it is about as wide
    as a slide's text.
    """

    title: str
    alt: str
    svg: bytes
    native: NativeChart | None = None
    is_dense: bool = False

    def width_mm(self) -> float | None:
        """Return how wide it is drawn on paper, where a pixel is a point; None: it does not say."""
        size = _WIDTH.search(self.svg)
        return None if size is None else float(size[1]) * _MM_A_POINT

    def picture(self) -> Picture:
        """Return the figure as PNG with its alternative text.

        Raises:
            EcosystemError: It cannot be drawn.
        """
        from ecosystem.display.rendering import svg_png

        return Picture(svg_png(self.svg), self.alt)


Block: TypeAlias = Paragraph | Table | Drawing | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; the first section of a report may have none."""

    title: str
    blocks: tuple[Block, ...]
    begins_page: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report; ``facts`` are the lines of the front page."""

    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    foot: str
    example: str | None
    sections: tuple[Section, ...]
    on: date
    language: Language
    notes: tuple[str, ...] = field(default=())

    def printable(self) -> "Report":
        """Return the report without what no document can hold in its texts."""
        return replace(printable_element(self), on=self.on, language=self.language)

    def frame(self) -> Outline:
        """Return title, subtitle, foot and mark as the documents' writers take them."""
        return Outline(self.title, self.subtitle, self.foot, self.example, ())


SMALL_TEXT_PT: Final = 9
"""Smallest text on paper, in points."""
