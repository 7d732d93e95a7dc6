"""A report as a Word document, by the writer of the documents about gaps."""

from typing import TYPE_CHECKING

from ecosystem.display.documents.elements import INK, MUTED, Picture, Table
from ecosystem.display.documents.word import (
    Written,
    add_picture,
    add_table,
    document_bytes,
    new_document,
)
from ecosystem.display.report.blocks import Block, Drawing, Paragraph, Report, Section

if TYPE_CHECKING:
    from docx.document import Document as Docx

TEXT_PT = 10.5
BESIDE_PT = 9


def to_docx(report: Report) -> bytes:
    """Write a report as a Word document."""
    document = new_document(report.frame(), report.on, report.language)
    for name, value in report.facts:
        _fact(document, name, value)
    for section in report.sections:
        _section(document, section)
    return document_bytes(document, report.on)


def _fact(document: "Docx", name: str, value: str) -> None:
    from docx.shared import Mm, Pt

    paragraph = document.add_paragraph()
    layout = paragraph.paragraph_format
    layout.left_indent, layout.first_line_indent = Mm(28), Mm(-28)
    layout.space_after = Pt(2)
    layout.tab_stops.add_tab_stop(Mm(28))
    _styled(paragraph.add_run(f"{name}\t"), BESIDE_PT, MUTED)
    _styled(paragraph.add_run(value), BESIDE_PT, INK)


def _section(document: "Docx", section: Section) -> None:
    if section.title:
        heading = document.add_heading(section.title, level=1)
        heading.paragraph_format.page_break_before = section.begins_page
    for block in section.blocks:
        _block(document, block)


def _block(document: "Docx", block: Block) -> None:
    match block:
        case Paragraph():
            _paragraph(document, block)
        case Table():
            _caption(document, block.about)
            add_table(document, block)
        case Drawing():
            _caption(document, block.title)
            add_picture(document, block.picture(), block.width_mm())
        case Picture():
            add_picture(document, block)


def _paragraph(document: "Docx", block: Paragraph) -> None:
    from docx.shared import Pt

    is_grey = block.look == "grey"
    style = "List Bullet" if block.look == "bullet" else None
    paragraph: Written = document.add_paragraph(style=style)
    paragraph.paragraph_format.space_after = Pt(6)
    text = paragraph.add_run(block.text)
    _styled(text, TEXT_PT, MUTED if is_grey else INK)
    text.bold = block.look == "finding"
    if block.more:
        _styled(paragraph.add_run(f" {block.more}"), TEXT_PT, MUTED if is_grey else INK)
    if is_grey:
        _bar(paragraph)
    if block.beside:
        _styled(paragraph.add_run(f" {block.beside}"), BESIDE_PT, MUTED)


def _bar(paragraph: Written) -> None:
    """Draw a line to the left of a paragraph."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders, left = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "6"), ("color", "DFE5EB")):
        left.set(qn(f"w:{name}"), value)
    borders.append(left)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _caption(document: "Docx", text: str) -> None:
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_before, paragraph.paragraph_format.space_after = Pt(8), Pt(3)
    run = paragraph.add_run(text)
    _styled(run, BESIDE_PT, INK)
    run.bold = True


def _styled(run: Written, size: float, colour: str) -> None:
    from docx.shared import Pt, RGBColor

    run.font.size, run.font.color.rgb = Pt(size), RGBColor.from_string(colour)
