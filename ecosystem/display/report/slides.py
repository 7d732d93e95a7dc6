"""A report as slides: its blocks flow over them, and each slide is filled before the next."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from io import BytesIO
from math import ceil
from typing import Final, TypeAlias

from ecosystem.display.documents.elements import INK, MUTED, Picture, Table
from ecosystem.display.documents.powerpoint import (
    EDGE,
    FOOT_TOP,
    TITLE_ONLY,
    TITLE_PT,
    TITLE_TOP,
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
from ecosystem.display.system_figure.lettering import text_width
from ecosystem.display.wording import Language, t

TEXT_WIDE: Final = WIDE - 2 * EDGE
TEXT_PT: Final = 15
BESIDE_PT: Final = 12
CELL_PT: Final = 12
FOOT_PT: Final = 12
TITLE_HIGH: Final = 0.85
"""Two lines of a title, in inches."""
SHORT_TITLE_HIGH: Final = 0.45
"""One line of a title."""
CAPTION: Final = 0.32
LEAST_FIGURE: Final = 3.6
LEAST_PICTURE: Final = 5.0
"""A picture has a slide of its own."""
LEAST_DENSE: Final = 0.93
"""Share of the text's width that a figure full of text has at least: its text has 9.5 points."""
FIGURE_SHARE: Final = 0.6
"""Share of the width that a tall figure takes at most."""
BESIDE_LEFT: Final = EDGE + TEXT_WIDE * FIGURE_SHARE + 0.3
BESIDE_WIDE: Final = WIDE - EDGE - BESIDE_LEFT
LEAST_ROWS: Final = 3
TALL: Final = 0.8
"""A figure higher than this share of its width has its words beside it."""
LINE: Final = 1.2
"""Height of a line beside the size of its font."""
BETWEEN: Final = 8
"""Points between the paragraphs beside a figure."""
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
    """Return the sections with a title each; those that have no figure share one of their group.

    A slide that says nothing but that a table is missing would be an empty one. A group begins
    where a page does, such as at each cluster.
    """
    groups: list[list[Section]] = [[]]
    for section in report.sections:
        if section.begins_page:
            groups.append([])
        groups[-1].append(replace(section, title=section.title or report.title))
    return [section for group in groups for section in _gathered(group, report.language)]


def _gathered(group: Sequence[Section], language: Language) -> list[Section]:
    """Return the sections of a group, those without a figure as one before the last."""
    absent = [one for one in group if all(map(_is_absent, one.blocks))]
    lines = [
        Paragraph(f"{one.title}. {block.whole}", block.beside, "grey")
        for one in absent
        for block in one.blocks
        if isinstance(block, Paragraph)
    ]
    others = [one for one in group if one not in absent]
    if not lines:
        return others
    words = t("paper.slide.absent", language)
    is_named = group[0].begins_page
    shared = Section(f"{group[0].title}: {words}" if is_named else words, tuple(lines))
    at = len(others) if is_named else len(others) - 1
    return [*others[:at], shared, *others[at:]]


def _is_absent(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.look == "grey"


def _title_high(title: str) -> float:
    """Return how high a title is: a line or two."""
    is_short = text_width(title, TITLE_PT, is_bold=True) <= TEXT_WIDE * _POINTS
    return SHORT_TITLE_HIGH if is_short else TITLE_HIGH


def _top(title: str) -> float:
    return TITLE_TOP + _title_high(title) + 0.1


def room_under(title: str) -> float:
    """Return the height that the blocks of a slide share under its title, in inches."""
    return FOOT_TOP - _top(title) - 0.1


def _pages(section: Section) -> Iterator[Page]:
    """Share the blocks of a section over slides; a table may go on on the next one."""
    placed: list[Placed] = []
    room = room_under(section.title)
    for block in _with_rows(section.blocks):
        if _is_tall(block):
            yield from _with_tall(section.title, placed, block)
            placed = []
            continue
        for piece in _pieces(block, room - _filled(placed), room):
            if placed and _least_high(piece) > room - _filled(placed):
                yield Page(section.title, tuple(placed))
                placed = []
            placed.append((piece, min(_high(piece), room - _filled(placed))))
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
    before, room = list(placed), room_under(title) - CAPTION
    while before and isinstance(block := before[-1][0], Paragraph):
        room -= _paragraph_high(block, BESIDE_WIDE) + BETWEEN / _POINTS
        if room < 0:
            break
        words.insert(0, block)
        before.pop()
    if before:
        yield Page(title, tuple(before))
    yield Page(title, ((figure, room_under(title)),), tuple(words))


def _with_rows(blocks: Sequence[Block]) -> Sequence[Block]:
    """Return the blocks, tables without rows left out."""
    return [block for block in blocks if not isinstance(block, Table) or block.rows]


def _pieces(block: Block, left: float, room: float) -> list[Block]:
    """Return a block, or a table in pieces: what fits in what is left, then a slide each.

    A table that fits on a slide of its own is not divided.
    """
    if not isinstance(block, Table):
        return [block]
    pieces, rows = [], list(block.rows)
    while rows:
        fitting, whole = _fitting(block, rows, left), _fitting(block, rows, room)
        if whole == len(rows) or fitting < LEAST_ROWS:
            fitting = whole
        fitting = max(1, fitting)
        pieces.append(replace(block, rows=tuple(rows[:fitting])))
        rows, left = rows[fitting:], room
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
            return _paragraph_high(block, TEXT_WIDE) + 0.12
        case Table():
            return CAPTION + 0.5 + sum(_row_heights(block))
        case Drawing():
            return _caption_high(block) + 0.1 + TEXT_WIDE * _steepness(block)
        case Picture():
            return LEAST_PICTURE


def _least_high(block: Block) -> float:
    """Return the least height that a block can be read at; figures may be drawn smaller."""
    if not isinstance(block, Drawing):
        return _high(block)
    return min(_high(block), LEAST_DENSE * _high(block) if block.is_dense else LEAST_FIGURE)


def _caption_high(drawing: Drawing) -> float:
    """Return how high the words over a figure are: none where it says its title itself."""
    return 0 if drawing.is_dense else CAPTION


def _paragraph_high(block: Paragraph, wide: float) -> float:
    """Return how high the lines of a paragraph are, each as high as its largest words."""
    lines, left = [0], 0.0
    for word, size, is_bold in _runs(block):
        room = text_width(word, size, is_bold=is_bold)
        if lines[-1] and left + room > wide * _POINTS:
            lines.append(0)
            left = 0.0
        lines[-1] = max(lines[-1], size)
        left += room + text_width(" ", size, is_bold=is_bold)
    return sum(lines) * LINE / _POINTS


def _runs(block: Paragraph) -> Iterator[tuple[str, int, bool]]:
    """Yield the words of a paragraph with their size and weight."""
    yield from ((word, TEXT_PT, block.look == "finding") for word in block.text.split())
    yield from ((word, TEXT_PT, False) for word in block.more.split())
    yield from ((word, BESIDE_PT, False) for word in block.beside.split())


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
    slide_title(slide, page.title, _title_high(page.title))
    top = _top(page.title)
    for block, high in page.blocks:
        _block(slide, block, top, high)
        top += high
    if page.beside:
        _words_beside(slide, page)
    foot = f"{report.foot} {f'{report.example}. ' if report.example else ''}{where}"
    slide_text(slide, [foot], (EDGE, FOOT_TOP, TEXT_WIDE, 0.35), size=FOOT_PT, colour=MUTED)
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
            over = _caption_high(block)
            if over:
                _caption(slide, block.title, top)
            wide = TEXT_WIDE * FIGURE_SHARE if _is_tall(block) else TEXT_WIDE
            area = (EDGE, top + over, wide, high - over - 0.1)
            if block.native is not None and block.native.kind in NATIVE:
                add_chart(slide, block.native, block.alt, area)
            else:
                _picture(slide, block.picture(), area)
        case Picture():
            _picture(slide, block, (EDGE, top, TEXT_WIDE, high - 0.1))


def _words_beside(slide: Drawn, page: Page) -> None:
    """Write paragraphs to the right of a tall figure."""
    from pptx.util import Pt

    top, high = _top(page.title) + CAPTION, room_under(page.title) - CAPTION
    frame = _frame(slide, (BESIDE_LEFT, top, BESIDE_WIDE, high))
    for place, block in enumerate(page.beside):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(BETWEEN)
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
