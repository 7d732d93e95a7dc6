"""Gaps of a position as a Word document: native tables, pictures with alternative texts."""

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
    from docx.document import Document as Docx

Written: TypeAlias = Any
"""An object of python-docx or of its XML, which tells nothing of its types."""

PAGE_MM: Final = (210, 297)
MARGIN_MM: Final = 20
MOST_HIGH_MM: Final = 125
TEXT_MM: Final = PAGE_MM[0] - 2 * MARGIN_MM
SHADES: Final[dict[Look, tuple[str, str, str]]] = {
    "under": ("thinDiagStripe", "C9A400", "FFF6B0"),
    "zero": ("diagStripe", "8F3B00", "FFD9B8"),
}
"""Pattern, its colour and the ground behind it."""


def to_docx(brief: GapBrief, shapes: "gpd.GeoDataFrame | None", language: Language = "da") -> bytes:
    """Write the brief as a Word document."""
    return outline_docx(outline(brief, shapes, language), brief.on, language)


def outline_docx(contents: Outline, on: date, language: Language) -> bytes:
    """Write an outline as a Word document."""
    document = new_document(contents, on, language)
    for part in contents.parts:
        _part(document, part, is_first=part is contents.parts[0], language=language)
    return document_bytes(document, on)


def new_document(contents: Outline, on: date, language: Language) -> "Docx":
    """Build a document with its styles, title, subtitle and foot, and nothing else yet.

    Args:
        contents: Whose title, subtitle, foot and mark of example data it has.
        on: The day it is made for; what the file says of when it was made.
        language: Language of the words.
    """
    from docx import Document

    document = Document()
    _set_up(document, contents, on, language)
    document.add_heading(contents.title, level=0)
    subtitle = document.add_paragraph(contents.subtitle)
    if contents.example:
        subtitle.add_run(f" · {contents.example}").bold = True
    return document


def document_bytes(document: "Docx", on: date) -> bytes:
    """Return a document as a file, the same bytes whenever it is written."""
    file = BytesIO()
    document.save(file)
    return timed_archive(file.getvalue(), on)


def _set_up(document: "Docx", contents: Outline, on: date, language: Language) -> None:
    from docx.shared import Mm, Pt, RGBColor

    section = document.sections[0]
    section.page_width, section.page_height = (Mm(side) for side in PAGE_MM)
    section.left_margin = section.right_margin = Mm(MARGIN_MM)
    section.top_margin = section.bottom_margin = Mm(MARGIN_MM)
    styles: Written = document.styles
    for name, size, colour in (
        ("Normal", 10.5, INK),
        ("Title", 20, HEADING),
        ("Heading 1", 14, HEADING),
        ("List Bullet", 10.5, INK),
    ):
        font = styles[name].font
        font.name, font.size, font.color.rgb = "Arial", Pt(size), RGBColor.from_string(colour)
        fonts = styles[name].element.rPr.rFonts
        for key in [key for key in fonts.attrib if key.endswith("Theme")]:
            del fonts.attrib[key]
    _set_language(styles["Normal"].element, language)
    _foot(section, contents, language)
    about = document.core_properties
    about.title, about.subject = (
        contents.title[:LONGEST_PROPERTY],
        contents.subtitle[:LONGEST_PROPERTY],
    )
    about.language = LOCALE[language]
    about.author = about.last_modified_by = about.comments = ""
    about.created = about.modified = datetime.combine(on, time())


def _set_language(style: Written, language: Language) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    tag = OxmlElement("w:lang")
    tag.set(qn("w:val"), LOCALE[language])
    style.get_or_add_rPr().append(tag)


def _foot(section: Written, contents: Outline, language: Language) -> None:
    """Source, day, mark of example data and page number at the foot of every page."""
    paragraph = section.footer.paragraphs[0]
    words = f"{contents.foot} {contents.example + '. ' if contents.example else ''}"
    before, between = t("brief.page", language, n="\0", of="\0").split("\0")[:2]
    small(paragraph.add_run(f"{words}{before}"))
    _field(paragraph, "PAGE")
    small(paragraph.add_run(between))
    _field(paragraph, "NUMPAGES")


def small(run: Written) -> None:
    """Write a run small and muted."""
    from docx.shared import Pt, RGBColor

    run.font.size, run.font.color.rgb = Pt(8.5), RGBColor.from_string(MUTED)


def _field(paragraph: Written, instruction: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind in ("begin", None, "separate", "text", "end"):
        if kind is None:
            tag = OxmlElement("w:instrText")
            tag.text = instruction
        elif kind == "text":
            tag = OxmlElement("w:t")
            tag.text = "1"
        else:
            tag = OxmlElement("w:fldChar")
            tag.set(qn("w:fldCharType"), kind)
        run = paragraph.add_run()
        small(run)
        run._r.append(tag)


# --- parts ---------------------------------------------------------------------------------


def _part(document: "Docx", part: Part, *, is_first: bool, language: Language) -> None:
    if not is_first:
        heading = document.add_heading(part.title, level=1)
        heading.paragraph_format.page_break_before = part.picture is not None
    for line in part.lines:
        paragraph = document.add_paragraph(line, style="List Bullet" if part.is_list else None)
        paragraph.paragraph_format.keep_with_next = (
            part.picture is not None or part.table is not None
        )
    if part.table is not None:
        add_table(document, part.table)
    if part.picture is not None:
        add_picture(document, part.picture)
    for note in part.notes:
        if note not in part.lines and not note.startswith(_picture_says(language)):
            small(document.add_paragraph().add_run(note))


def _picture_says(language: Language) -> str:
    return t("brief.picture_says", language, alt="\0").split("\0", maxsplit=1)[0]


def add_picture(document: "Docx", picture: Picture, width_mm: float | None = None) -> None:
    """Add a picture as wide as the text, or as it says, with its alternative text."""
    from docx.shared import Mm

    shape: Written = document.add_picture(
        BytesIO(picture.png), width=Mm(min(TEXT_MM, width_mm or TEXT_MM))
    )
    most = Mm(MOST_HIGH_MM)
    if shape.height > most:
        shape.width, shape.height = int(shape.width * most / shape.height), most
    properties = shape._inline.docPr
    properties.set("descr", picture.alt)
    properties.set("name", "")


def add_table(document: "Docx", table: Table) -> None:
    """Add a native table, its heading repeated on every page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Mm

    drawn: Written = document.add_table(rows=1, cols=len(table.headings), style="Table Grid")
    drawn.autofit = False
    about = OxmlElement("w:tblDescription")
    about.set(qn("w:val"), table.about)
    drawn._tbl.tblPr.append(about)
    _repeat(drawn.rows[0])
    for cell, heading in zip(drawn.rows[0].cells, table.heading_cells(), strict=True):
        _write(cell, heading, is_bold=True)
    is_matrix = all(cell.look != "plain" for row in table.rows for cell in row[1:])
    for row in table.rows:
        line = drawn.add_row()
        _whole(line)
        for place, (cell, content) in enumerate(zip(line.cells, row, strict=True)):
            _write(cell, content, is_bold=is_matrix and place == 0)
    for place, width in enumerate(table.widths):
        drawn.columns[place].width = Mm(TEXT_MM * width)
        for cell in drawn.columns[place].cells:
            cell.width = Mm(TEXT_MM * width)
    document.add_paragraph()


def _repeat(row: Written) -> None:
    """Repeat the heading on every page that the table reaches."""
    _mark_row(row, "w:tblHeader")


def _whole(row: Written) -> None:
    """Keep a row on one page."""
    _mark_row(row, "w:cantSplit")


def _mark_row(row: Written, name: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    mark = OxmlElement(name)
    mark.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(mark)


def _write(cell: Written, content: Cell, *, is_bold: bool) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    run = cell.paragraphs[0].add_run(content.text)
    if content.is_figure:
        cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run.font.size = Pt(9)
    run.bold = is_bold or content.look in {"under", "zero"}
    run.italic = content.look == "no_data"
    run.font.strike = content.is_struck
    if content.look in SHADES:
        _shade(cell, *SHADES[content.look])


def _shade(cell: Written, pattern: str, colour: str, ground: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    for name, value in (("val", pattern), ("color", colour), ("fill", ground)):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)
