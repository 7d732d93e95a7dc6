"""Gaps of a position as slides: a title that is the finding, native tables, source on each."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from ecosystem.briefings.gaps.position_gaps import GapBrief
from ecosystem.display.documents.elements import (
    HEADING,
    INK,
    LOCALE,
    LONGEST_PROPERTY,
    MUTED,
    Cell,
    Look,
    Outline,
    Part,
    Picture,
    Table,
)
from ecosystem.display.documents.outline import outline
from ecosystem.display.documents.timed_archive import timed_archive
from ecosystem.display.wording import Language, t

if TYPE_CHECKING:
    import geopandas as gpd

Drawn: TypeAlias = Any
"""An object of python-pptx, which tells little of its types: slides, shapes, text and cells."""

WIDE: Final = 13.333
HIGH: Final = 7.5
EDGE: Final = 0.6
TITLE_TOP: Final = 0.4
TITLE_HIGH: Final = 1.1
TITLE_PT: Final = 24
BODY_TOP: Final = 1.65
LEGEND_TOP: Final = 6.3
FOOT_TOP: Final = 6.95
TITLE_ONLY: Final = 5
"""Place of the layout with a title alone in the library's own template."""
ROWS: Final = 5
"""Rows of gaps on a slide; a matrix has at most twelve short ones."""
LINES: Final = 9
LONG_TITLE: Final = 110
FONT: Final = "Arial"
"""Found on every computer, so that nothing runs over its place."""
GROUND: Final = "FFFFFF"
HEAD_GROUND: Final = "E6ECF3"
PATTERNS: Final[dict[Look, tuple[str, str, str]]] = {
    "under": ("LIGHT_UPWARD_DIAGONAL", "C9A400", "FFF6B0"),
    "zero": ("WIDE_UPWARD_DIAGONAL", "E08A45", "FFD9B8"),
}
"""Pattern, its colour and the ground behind it."""


def to_pptx(brief: GapBrief, shapes: "gpd.GeoDataFrame | None", language: Language = "da") -> bytes:
    """Write the brief as slides."""
    return outline_pptx(outline(brief, shapes, language), brief.on, language)


def outline_pptx(document: Outline, on: date, language: Language) -> bytes:
    """Write an outline as slides, one a part or more."""
    slides = new_slides()
    pages = [page for part in document.parts for page in _pages(part, language)]
    for place, part in enumerate(pages, 1):
        where = t("brief.page", language, n=place, of=len(pages))
        _slide(slides, part, document, where, is_first=place == 1)
    return slides_bytes(slides, document, on, language)


def new_slides() -> Drawn:
    """Build a presentation of wide slides that has none yet."""
    from pptx import Presentation
    from pptx.util import Inches

    slides: Drawn = Presentation()
    slides.slide_width, slides.slide_height = Inches(WIDE), Inches(HIGH)
    return slides


def slides_bytes(slides: Drawn, document: Outline, on: date, language: Language) -> bytes:
    """Return slides as a file, the same bytes whenever they are written for a day."""
    about = slides.core_properties
    about.title, about.subject = (
        document.title[:LONGEST_PROPERTY],
        document.subtitle[:LONGEST_PROPERTY],
    )
    about.language = LOCALE[language]
    about.author = about.last_modified_by = about.comments = ""
    about.created = about.modified = datetime.combine(on, time())
    _set_language(slides, language)
    file = BytesIO()
    slides.save(file)
    return timed_archive(file.getvalue(), on)


def _pages(part: Part, language: Language) -> Iterator[Part]:
    """Share a part that is too long for one slide over several, each with its number."""
    pieces = [part]
    if part.table is not None and len(part.table.headings) and part.table.rows:
        is_matrix = _is_matrix(part.table)
        most = len(part.table.rows) if is_matrix else ROWS
        rows = part.table.rows
        cut = [rows[at : at + most] for at in range(0, len(rows), most)]
        pieces = [replace(part, table=replace(part.table, rows=some)) for some in cut]
    elif part.is_list and part.picture is None and len(part.lines) > LINES:
        lines = part.lines
        pieces = [replace(part, lines=lines[at : at + LINES]) for at in range(0, len(lines), LINES)]
    for place, piece in enumerate(pieces, 1):
        if len(pieces) == 1:
            yield piece
        else:
            title = t("brief.continued", language, title=part.title, n=place, of=len(pieces))
            yield replace(piece, title=title)


def _is_matrix(table: Table) -> bool:
    """Return whether a table is a matrix, where every cell but the first has a look."""
    return all(cell.look != "plain" for row in table.rows for cell in row[1:])


def _slide(slides: Drawn, part: Part, document: Outline, where: str, *, is_first: bool) -> None:
    slide = slides.slides.add_slide(slides.slide_layouts[TITLE_ONLY])
    slide_title(slide, part.title)
    top = BODY_TOP
    if is_first:
        words = (
            f"{document.subtitle} · {document.example}" if document.example else document.subtitle
        )
        slide_text(slide, [words], (EDGE, top, WIDE - 2 * EDGE, 0.4), size=16, colour=MUTED)
        top += 0.6
    if part.table is not None:
        slide_table(slide, part.table, top)
        slide_text(slide, part.lines, (EDGE, LEGEND_TOP, WIDE - 2 * EDGE, 0.6), size=11)
    elif part.picture is not None:
        picture_and_words(slide, part, part.picture, top)
    else:
        size = 18 if is_first else 16
        area = (EDGE, top, WIDE - 2 * EDGE, FOOT_TOP - top - 0.1)
        slide_text(slide, part.lines, area, size=size, is_list=part.is_list)
    foot = f"{document.foot} {f'{document.example}. ' if document.example else ''}{where}"
    slide_text(slide, [foot], (EDGE, FOOT_TOP, WIDE - 2 * EDGE, 0.35), size=11, colour=MUTED)
    lines = (*part.lines, *part.notes) if part.picture or part.table else part.notes
    slide.notes_slide.notes_text_frame.text = "\n".join([foot, *dict.fromkeys(lines)])


def slide_title(slide: Drawn, text: str, high: float = TITLE_HIGH) -> None:
    """Write the title of a slide, in the middle of so many inches."""
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Inches

    shape = slide.shapes.title
    shape.left, shape.top = Inches(EDGE), Inches(TITLE_TOP)
    shape.width, shape.height = Inches(WIDE - 2 * EDGE), Inches(high)
    frame = shape.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = 0
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.LEFT
    size = TITLE_PT if len(text) <= LONG_TITLE else 20
    style_run(add_run(paragraph, text), size=size, colour=HEADING, is_bold=True)


def slide_text(  # noqa: PLR0913 - where and how
    slide: Drawn,
    lines: Sequence[str],
    area: tuple[float, float, float, float],
    *,
    size: float,
    colour: str = INK,
    is_list: bool = False,
) -> None:
    """Write lines into an area of a slide: left, top, width and height in inches."""
    from pptx.util import Inches, Pt

    if not lines:
        return
    box = slide.shapes.add_textbox(*map(Inches, area))
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = 0
    for place, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(6 if is_list else 2)
        style_run(add_run(paragraph, line), size=size, colour=colour)
        if is_list:
            _bullet(paragraph)


def _bullet(paragraph: Drawn) -> None:
    from pptx.oxml.xmlchemy import OxmlElement

    properties = paragraph._p.get_or_add_pPr()
    properties.set("marL", "285750")
    properties.set("indent", "-285750")
    mark = OxmlElement("a:buChar")
    mark.set("char", "•")
    properties.append(mark)


def _rgb(colour: str) -> Drawn:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(colour)  # type: ignore[no-untyped-call]


def add_run(paragraph: Drawn, text: str) -> Drawn:
    """Add a text to a paragraph."""
    run = paragraph.add_run()
    run.text = text
    return run


def style_run(run: Drawn, *, size: float, colour: str = INK, is_bold: bool = False) -> None:
    """Set font, size in points, colour and weight of a text."""
    from pptx.util import Pt

    run.font.name, run.font.size, run.font.bold = FONT, Pt(size), is_bold
    run.font.color.rgb = _rgb(colour)


# --- tables and pictures -------------------------------------------------------------------


def slide_table(slide: Drawn, table: Table, top: float, heights: Sequence[float] = ()) -> None:
    """Draw a native table; a row of gaps is taller than one of a matrix.

    Args:
        slide: Where it is drawn, as wide as the text.
        table: What is drawn.
        top: Upper edge, in inches.
        heights: Of each row under the heading, in inches; none: as the kind of table has them.
    """
    from pptx.util import Inches

    is_matrix = bool(heights) or _is_matrix(table)
    row_heights = heights or [0.34 if is_matrix else 0.75] * len(table.rows)
    high = 0.4 + sum(row_heights)
    frame = slide.shapes.add_table(
        len(table.rows) + 1,
        len(table.headings),
        *map(Inches, (EDGE, top, WIDE - 2 * EDGE, high)),
    )
    described = frame._element.nvGraphicFramePr.cNvPr
    described.set("descr", table.about)
    drawn = frame.table
    for column, width in zip(drawn.columns, table.widths, strict=True):
        column.width = Inches((WIDE - 2 * EDGE) * width)
    for row, row_high in zip(drawn.rows, (0.4, *row_heights), strict=True):
        row.height = Inches(row_high)
    size = 12 if heights else 11 if is_matrix else 13
    for cell, heading in zip(drawn.rows[0].cells, table.heading_cells(), strict=True):
        _cell(cell, heading, size=size, is_bold=True, ground=HEAD_GROUND)
    for row, contents in zip(list(drawn.rows)[1:], table.rows, strict=True):
        for cell, content in zip(row.cells, contents, strict=True):
            _cell(cell, content, size=size, is_bold=content.look in {"under", "zero"})


def _cell(
    cell: Drawn,
    content: Cell,
    *,
    size: float,
    is_bold: bool,
    ground: str = GROUND,
) -> None:
    from pptx.enum.dml import MSO_PATTERN
    from pptx.enum.text import PP_ALIGN
    from pptx.util import Inches

    cell.margin_left = cell.margin_right = Inches(0.07)
    cell.margin_top = cell.margin_bottom = Inches(0.03)
    run = add_run(cell.text_frame.paragraphs[0], content.text)
    if content.is_figure:
        cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    style_run(run, size=size, is_bold=is_bold)
    run.font.italic = content.look == "no_data"
    if content.is_struck:
        run._r.get_or_add_rPr().set("strike", "sngStrike")
    if content.look in PATTERNS:
        pattern, colour, behind = PATTERNS[content.look]
        cell.fill.patterned()
        cell.fill.pattern = getattr(MSO_PATTERN, pattern)
        cell.fill.fore_color.rgb = _rgb(colour)
        cell.fill.back_color.rgb = _rgb(behind)
    else:
        cell.fill.solid()
        cell.fill.fore_color.rgb = _rgb(ground)
    _border(cell, "dash" if content.look == "no_data" else "solid")


def _border(cell: Drawn, dash: str) -> None:
    """Draw the four sides of a cell; no data has a dashed frame."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    properties = cell._tc.get_or_add_tcPr()
    for place, side in enumerate(("L", "R", "T", "B")):
        line = parse_xml(
            f'<a:ln{side} {nsdecls("a")} w="9525"><a:solidFill><a:srgbClr val="8A8A8A"/>'
            f'</a:solidFill><a:prstDash val="{dash}"/></a:ln{side}>'
        )
        properties.insert(place, line)


def picture_and_words(slide: Drawn, part: Part, picture: Picture, top: float) -> None:
    """A tall picture stands beside its words, a wide one over them."""
    from pptx.util import Inches

    drawn = slide.shapes.add_picture(BytesIO(picture.png), Inches(EDGE), Inches(top))
    is_tall = drawn.width < 1.5 * drawn.height
    under = 0.1 if is_tall else 0.6
    most = Inches(WIDE * 0.55 if is_tall else WIDE - 2 * EDGE), Inches(FOOT_TOP - top - under)
    scale = min(most[0] / drawn.width, most[1] / drawn.height)
    drawn.width, drawn.height = int(drawn.width * scale), int(drawn.height * scale)
    drawn._element.nvPicPr.cNvPr.set("descr", picture.alt)
    if is_tall:
        left = EDGE + drawn.width.inches + 0.4
        area = (left, top, WIDE - EDGE - left, FOOT_TOP - top - 0.1)
        slide_text(slide, part.lines, area, size=15, is_list=part.is_list)
    else:
        area = (EDGE, top + drawn.height.inches + 0.05, WIDE - 2 * EDGE, 0.4)
        slide_text(slide, part.lines, area, size=12)


def _set_language(slides: Drawn, language: Language) -> None:
    """Set the language of the words, for spelling and for being read aloud."""
    from pptx.oxml.ns import qn

    for slide in slides.slides:
        for page in (slide, slide.notes_slide):
            for properties in page._element.iter(qn("a:rPr")):
                properties.set("lang", LOCALE[language])
