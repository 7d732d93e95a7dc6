"""A report as slides: its blocks flow over them, and each slide is filled before the next."""

import re
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
CELL_PT: Final = 12
TOP: Final = BODY_TOP - 0.2
ROOM: Final = FOOT_TOP - TOP - 0.1
"""Height that the blocks of a slide share, in inches."""
CAPTION: Final = 0.32
LEAST_FIGURE: Final = 3.6
FIGURE_SHARE: Final = 0.6
"""Share of the width that a tall figure takes at most."""
LEAST_ROWS: Final = 3
TALL: Final = 0.8
"""A figure higher than this share of its width has its words beside it."""
LETTER: Final = 0.5
"""Width of an average letter beside the size of its font."""
_POINTS: Final = 72
_SIZE: Final = re.compile(r'viewBox="[-\d.]+ [-\d.]+ (?P<wide>[\d.]+) (?P<high>[\d.]+)"')
Placed: TypeAlias = tuple[Block, float]
"""A block and its height on the slide, in inches."""


@dataclass(frozen=True, slots=True)
class Page:
    """One slide: its title, what stands on it from the top, and words beside a tall figure."""

    title: str
    blocks: tuple[Placed, ...]
    beside: tuple[Paragraph, ...] = ()


def to_pptx(report: Report) -> bytes:
    """Write a report as slides."""
    slides = new_slides()
    pages = [_front(report), *(page for section in _sections(report) for page in _pages(section))]
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


def _sections(report: Report) -> list[Section]:
    """Return the sections with a title each; those that have no figure share one before the last.

    A slide that says nothing but that a table is missing would be an empty one.
    """
    titled = [replace(one, title=one.title or report.title) for one in report.sections]
    absent = [one for one in titled if all(map(_is_absent, one.blocks))]
    lines = [
        Paragraph(f"{one.title}. {block.whole}", block.beside, "grey")
        for one in absent
        for block in one.blocks
        if isinstance(block, Paragraph)
    ]
    shared = [Section(t("paper.slide.absent", report.language), tuple(lines))] if lines else []
    *others, last = [one for one in titled if one not in absent] or titled
    return [*others, *shared, last]


def _is_absent(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.look == "grey"


def _pages(section: Section) -> Iterator[Page]:
    """Share the blocks of a section over slides; a table may go on on the next one."""
    placed: list[Placed] = []
    for block in _with_rows(section.blocks):
        if _is_tall(block):
            yield from _with_tall(section.title, placed, block)
            placed = []
            continue
        for piece in _pieces(block, ROOM - _filled(placed)):
            if placed and _least_high(piece) > ROOM - _filled(placed):
                yield Page(section.title, tuple(placed))
                placed = []
            placed.append((piece, min(_high(piece), ROOM - _filled(placed))))
    if placed:
        yield Page(section.title, tuple(placed))


def _is_tall(block: Block) -> bool:
    """Return whether a figure is so high that words stand beside it and not over it."""
    return isinstance(block, Drawing) and _steepness(block) > TALL


def _steepness(drawing: Drawing) -> float:
    """Return the height of a figure as a share of its width; 1 where it does not say."""
    size = _SIZE.search(drawing.svg.decode())
    return 1 if size is None else float(size["high"]) / float(size["wide"])


def _with_tall(title: str, placed: Sequence[Placed], figure: Block) -> Iterator[Page]:
    """Yield the slide of a tall figure beside the words right before it, the rest on one before."""
    words: list[Paragraph] = []
    before = list(placed)
    while before and isinstance(block := before[-1][0], Paragraph):
        words.insert(0, block)
        before.pop()
    if before:
        yield Page(title, tuple(before))
    yield Page(title, ((figure, ROOM),), tuple(words))


def _with_rows(blocks: Sequence[Block]) -> Sequence[Block]:
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
            wide = LETTER * (TEXT_PT * len(block.whole) + BESIDE_PT * len(block.beside))
            return ceil(wide / (TEXT_WIDE * _POINTS)) * TEXT_PT * 1.2 / _POINTS + 0.12
        case Table():
            return CAPTION + 0.5 + sum(_row_heights(block))
        case Drawing():
            return CAPTION + 0.1 + TEXT_WIDE * _steepness(block)
        case Picture():
            return ROOM


def _least_high(block: Block) -> float:
    """Return the least height that a block can be read at; figures may be drawn smaller."""
    return min(_high(block), LEAST_FIGURE) if isinstance(block, Drawing) else _high(block)


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
    top = TOP
    for block, high in page.blocks:
        _block(slide, block, top, high)
        top += high
    if page.beside:
        _words_beside(slide, page.beside)
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
            wide = TEXT_WIDE * FIGURE_SHARE if _is_tall(block) else TEXT_WIDE
            area = (EDGE, top + CAPTION, wide, high - CAPTION - 0.1)
            if block.native is not None and block.native.kind in NATIVE:
                add_chart(slide, block.native, block.alt, area)
            else:
                _picture(slide, block.picture(), area)
        case Picture():
            _picture(slide, block, (EDGE, top, TEXT_WIDE, high - 0.1))


def _words_beside(slide: Drawn, words: Sequence[Paragraph]) -> None:
    """Write paragraphs to the right of a tall figure."""
    from pptx.util import Pt

    left = EDGE + TEXT_WIDE * FIGURE_SHARE + 0.3
    frame = _frame(slide, (left, TOP + CAPTION, WIDE - EDGE - left, ROOM - CAPTION))
    for place, block in enumerate(words):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(8)
        _write(paragraph, block)


def _paragraph(slide: Drawn, block: Paragraph, top: float, high: float) -> None:
    _write(_frame(slide, (EDGE, top, TEXT_WIDE, high)).paragraphs[0], block)


def _frame(slide: Drawn, area: tuple[float, float, float, float]) -> Drawn:
    """Add an empty frame for text, without margins."""
    from pptx.util import Inches

    frame = slide.shapes.add_textbox(*map(Inches, area)).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return frame


def _write(paragraph: Drawn, block: Paragraph) -> None:
    text = f"• {block.text}" if block.look == "bullet" else block.text
    colour = MUTED if block.look == "grey" else INK
    is_bold = block.look == "finding"
    style_run(add_run(paragraph, text), size=TEXT_PT, colour=colour, is_bold=is_bold)
    if block.more:
        style_run(add_run(paragraph, f" {block.more}"), size=TEXT_PT, colour=colour)
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
