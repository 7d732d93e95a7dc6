"""A report as slides: its blocks flow over them, and each slide is filled before the next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from math import ceil
from typing import Final, TypeAlias

from ecosystem.display.documents.elements import INK, MUTED, Picture, Table
from ecosystem.display.documents.powerpoint import (
    BODY_TOP,
    EDGE,
    FOOT_TOP,
    TITLE_ONLY,
    WIDE,
    Drawn,
    add_run,
    new_slides,
    slide_table,
    slide_text,
    slide_title,
    slides_bytes,
    style_run,
)
from ecosystem.display.report.blocks import Block, Drawing, Paragraph, Report, Section
from ecosystem.display.report.slide_charts import NATIVE, add_chart
from ecosystem.display.wording import Language, t

TEXT_WIDE: Final = WIDE - 2 * EDGE
TEXT_PT: Final = 15
BESIDE_PT: Final = 12
CELL_PT: Final = 11
ROOM: Final = FOOT_TOP - BODY_TOP - 0.1
"""Height that the blocks of a slide share, in inches."""
CAPTION: Final = 0.32
LEAST_FIGURE: Final = 3.6
LEAST_ROWS: Final = 3
LETTER: Final = 0.53
"""Width of an average letter beside the size of its font."""
_POINTS: Final = 72
Placed: TypeAlias = tuple[Block, float]
"""A block and its height on the slide, in inches."""


@dataclass(frozen=True, slots=True)
class Page:
    """One slide: its title, and what stands on it from the top."""

    title: str
    blocks: tuple[Placed, ...]


def to_pptx(report: Report) -> bytes:
    """Write a report as slides."""
    slides = new_slides()
    pages = [
        _front(report),
        *(page for section in report.sections for page in _pages(section, report)),
    ]
    for place, page in enumerate(pages, 1):
        where = t("brief.page", report.language, n=place, of=len(pages))
        _slide(slides, page, report, where)
    return slides_bytes(slides, report.frame(), report.on, report.language)


def _front(report: Report) -> Page:
    mark = [Paragraph(report.example, look="finding")] if report.example else []
    facts = [Paragraph(f"{name}: {value}") for name, value in report.facts]
    blocks = [Paragraph(report.subtitle, look="grey"), *mark, *facts]
    return Page(report.title, tuple((block, _high(block)) for block in blocks))


# --- which slide a block stands on ---------------------------------------------------------


def _pages(section: Section, report: Report) -> Iterator[Page]:
    """Share the blocks of a section over slides; a table may go on on the next one."""
    placed: list[Placed] = []
    for block in _kept_together(section.blocks):
        for piece in _pieces(block, ROOM - _filled(placed)):
            if placed and _high(piece) > ROOM - _filled(placed):
                yield Page(section.title or report.title, tuple(placed))
                placed = []
            is_figure = isinstance(piece, (Drawing, Picture))
            high = max(LEAST_FIGURE, ROOM - _filled(placed)) if is_figure else _high(piece)
            placed.append((piece, high))
    if placed:
        yield Page(section.title or report.title, tuple(placed))


def _kept_together(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the blocks, tables without rows left out."""
    return [block for block in blocks if not isinstance(block, Table) or block.rows]


def _pieces(block: Block, room: float) -> list[Block]:
    """Return a block, or a table in pieces: what fits in the room, then a slide each."""
    if not isinstance(block, Table):
        return [block]
    pieces, rows = [], list(block.rows)
    while rows:
        fitting = _fitting(block, rows, room)
        is_short = fitting < min(LEAST_ROWS, len(rows))
        if is_short:
            fitting = _fitting(block, rows, ROOM)
        fitting = max(1, fitting)
        pieces.append(replace(block, rows=tuple(rows[:fitting])))
        rows, room = rows[fitting:], ROOM
    return list(pieces)


def _fitting(table: Table, rows: Sequence[object], room: float) -> int:
    """Return how many rows of a table fit in a room."""
    left = room - CAPTION - 0.5
    heights = _row_heights(replace(table, rows=tuple(rows)))  # type: ignore[arg-type]
    fitting = 0
    for high in heights:
        left -= high
        if left < 0:
            break
        fitting += 1
    return fitting


def _filled(placed: Sequence[Placed]) -> float:
    return sum(high for _, high in placed)


def _high(block: Block) -> float:
    """Return how high a block is, by the letters in it."""
    match block:
        case Paragraph():
            wide = LETTER * (TEXT_PT * len(block.text) + BESIDE_PT * len(block.beside))
            return ceil(wide / (TEXT_WIDE * _POINTS)) * TEXT_PT * 1.2 / _POINTS + 0.12
        case Table():
            return CAPTION + 0.5 + sum(_row_heights(block))
        case _:
            return LEAST_FIGURE


def _row_heights(table: Table) -> list[float]:
    letters = [
        max(1, int(TEXT_WIDE * width * _POINTS / (CELL_PT * LETTER)) - 2) for width in table.widths
    ]
    lines = [
        max(ceil(len(cell.text) / most) or 1 for cell, most in zip(row, letters, strict=True))
        for row in table.rows
    ]
    return [0.1 + count * CELL_PT * 1.25 / _POINTS for count in lines]


# --- drawing ---------------------------------------------------------------------------------


def _slide(slides: Drawn, page: Page, report: Report, where: str) -> None:
    slide = slides.slides.add_slide(slides.slide_layouts[TITLE_ONLY])
    slide_title(slide, page.title)
    top = BODY_TOP
    for block, high in page.blocks:
        _block(slide, block, top, high)
        top += high
    foot = f"{report.foot} {f'{report.example}. ' if report.example else ''}{where}"
    slide_text(slide, [foot], (EDGE, FOOT_TOP, TEXT_WIDE, 0.35), size=11, colour=MUTED)
    said = [line for block, _ in page.blocks for line in _spoken(block, report.language)]
    slide.notes_slide.notes_text_frame.text = "\n".join([foot, *said])


def _spoken(block: Block, language: Language) -> list[str]:
    """Return what the notes say of a figure; the rest stands on the slide."""
    if isinstance(block, (Drawing, Picture)):
        return [t("brief.picture_says", language, alt=block.alt)]
    return []


def _block(slide: Drawn, block: Block, top: float, high: float) -> None:
    match block:
        case Paragraph():
            _paragraph(slide, block, top, high)
        case Table():
            _caption(slide, block.about, top)
            slide_table(slide, block, top + CAPTION, _row_heights(block))
        case Drawing():
            _caption(slide, block.title, top)
            area = (EDGE, top + CAPTION, TEXT_WIDE, high - CAPTION - 0.1)
            if block.native is not None and block.native.kind in NATIVE:
                add_chart(slide, block.native, block.alt, area)
            else:
                _picture(slide, block.picture(), area)
        case Picture():
            _picture(slide, block, (EDGE, top, TEXT_WIDE, high - 0.1))


def _paragraph(slide: Drawn, block: Paragraph, top: float, high: float) -> None:
    from pptx.util import Inches

    box = slide.shapes.add_textbox(*map(Inches, (EDGE, top, TEXT_WIDE, high)))
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    paragraph = frame.paragraphs[0]
    text = f"• {block.text}" if block.look == "bullet" else block.text
    colour = MUTED if block.look == "grey" else INK
    is_bold = block.look == "finding"
    style_run(add_run(paragraph, text), size=TEXT_PT, colour=colour, is_bold=is_bold)
    if block.beside:
        style_run(add_run(paragraph, f" {block.beside}"), size=BESIDE_PT, colour=MUTED)


def _caption(slide: Drawn, text: str, top: float) -> None:
    slide_text(slide, [text], (EDGE, top - 0.05, TEXT_WIDE, CAPTION), size=12)


def _picture(slide: Drawn, picture: Picture, area: tuple[float, float, float, float]) -> None:
    """Draw a picture as large as its area allows."""
    from pptx.util import Inches

    left, top, wide, high = map(Inches, area)
    drawn = slide.shapes.add_picture(BytesIO(picture.png), left, top)
    scale = min(wide / drawn.width, high / drawn.height)
    drawn.width, drawn.height = int(drawn.width * scale), int(drawn.height * scale)
    drawn._element.nvPicPr.cNvPr.set("descr", picture.alt)
