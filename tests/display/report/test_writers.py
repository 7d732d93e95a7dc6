"""A report as five kinds of file: the same bytes each time, nothing from outside, text as text."""

import re
import sys
import zlib
from functools import cache
from html.parser import HTMLParser
from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook
from pptx import Presentation

from ecosystem.display.documents.elements import Table
from ecosystem.display.report.blocks import Drawing, Paragraph
from ecosystem.display.report.html import inline_svg
from ecosystem.display.report.pdf import report_data
from ecosystem.display.report.theme import theme_report
from ecosystem.display.report.workbook import theme_workbook
from ecosystem.display.report.writers import ENDINGS, report_file
from ecosystem.model.errors import EcosystemError
from tests.display.report.made import COMMAND, HOSTILE, a_report_briefing

STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


@cache
def report():
    """Return the made report, its label and its command hostile."""
    return theme_report(a_report_briefing(label=HOSTILE), f"{COMMAND} {HOSTILE}")


@cache
def file_of(ending):
    """Return the made report as a file."""
    return report_file(report(), ending)


@cache
def pdf_text():
    """Return what the PDF says outside its pages: its streams unpacked."""
    content = file_of(".pdf")
    unpacked = []
    for packed in STREAM.findall(content):
        try:
            unpacked.append(zlib.decompress(packed))
        except zlib.error:
            unpacked.append(packed)
    return b"\n".join([content, *unpacked])


def blocks(kind):
    """List the blocks of a kind."""
    return [one for part in report().sections for one in part.blocks if isinstance(one, kind)]


class Page(HTMLParser):
    """What a page asks for and says, as a browser reads it."""

    def __init__(self, content):
        super().__init__()
        self.tags, self.asked, self.ids, self.text = [], [], [], []
        self.feed(content)

    def handle_starttag(self, tag, attributes):
        """Note a tag, what it asks for and its id."""
        self.tags.append(tag)
        for name, value in attributes:
            if name in {"src", "href", "xlink:href", "data", "action"}:
                self.asked.append(value)
            if name == "id":
                self.ids.append(value)

    def handle_data(self, data):
        """Note a text."""
        self.text.append(data)


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_same_report_is_the_same_bytes(ending):
    """No clock and no order of chance in a file."""
    assert report_file(report(), ending) == file_of(ending)


def test_the_workbook_of_an_analysis_is_the_same_bytes_too():
    """Statements first, then each list of the parts; numbers are numbers."""
    briefing = a_report_briefing().analysis
    content = theme_workbook(report(), briefing)
    book = load_workbook(BytesIO(content))

    assert content == theme_workbook(report(), briefing)
    assert book.sheetnames[0] == "Udsagn"
    assert [row[1].value for row in book["projects.periods"].iter_rows(min_row=2)] == [598]
    assert len(book["Udsagn"]["A"]) == 11


def test_a_page_runs_no_script_and_asks_for_nothing():
    """One file, whatever its texts hold."""
    page = Page(file_of(".html").decode())

    assert "script" not in page.tags
    assert [address for address in page.asked if not address.startswith("#")] == []
    assert b"default-src 'none'" in file_of(".html")
    assert not re.search(rb"@import|url\((?!#)", file_of(".html"))


def test_the_figures_of_a_page_do_not_share_ids():
    """Each is a picture with a name of its own."""
    page = Page(file_of(".html").decode())

    assert len(page.ids) == len(set(page.ids))
    assert page.tags.count("figure") == len(blocks(Drawing))
    assert file_of(".html").count(b'role="img" aria-label="') >= len(blocks(Drawing))


def test_an_id_and_what_refers_to_it_change_together():
    """A clip of one figure would else cut another."""
    svg = '<?xml version="1.0"?><svg><clipPath id="a"/><g clip-path="url(#a)" href="#a"/></svg>'

    assert inline_svg(svg, "f-") == (
        '<svg><clipPath id="f-a"/><g clip-path="url(#f-a)" href="#f-a"/></svg>'
    )


def test_hostile_text_is_shown_as_text_on_a_page():
    """A name is read as it is written."""
    assert HOSTILE in " ".join(Page(file_of(".html").decode()).text)


def test_hostile_text_is_data_for_what_sets_a_pdf():
    """It compiles, though it would import a file and open a formula as source."""
    assert HOSTILE in dict(report_data(report())["facts"])["Register"]
    assert file_of(".pdf").startswith(b"%PDF")


def test_a_pdf_is_tagged_in_danish_with_alternative_texts():
    """PDF/UA-1, the language of its words, and one text a figure."""
    said = pdf_text()

    assert b"<pdfuaid:part>1</pdfuaid:part>" in said
    assert re.search(rb"/Lang\s*\(da", said)
    assert said.count(b"/Alt") >= len(blocks(Drawing))
    assert b"2026-11-30" in said


def test_without_typst_the_way_to_install_it_is_told(monkeypatch):
    """In both languages, before any work is done."""
    monkeypatch.setitem(sys.modules, "typst", None)

    with pytest.raises(EcosystemError, match=r"(?s)Installér.*Install it with: pip install"):
        report_file(report(), ".pdf")


def test_an_ending_of_another_kind_is_refused():
    """The endings that there are, in both languages."""
    with pytest.raises(EcosystemError, match=r"choose one of .*Vælg en af"):
        report_file(report(), ".odt")


def test_a_word_document_has_native_tables_and_pictures_with_words():
    """Each caveat stands in the paragraph of its figure."""
    document = Document(BytesIO(file_of(".docx")))
    alts = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    texts = [paragraph.text for paragraph in document.paragraphs]
    findings = [one for one in blocks(Paragraph) if one.look == "finding"]

    assert len(document.tables) == len(blocks(Table))
    assert alts == [figure.alt for figure in blocks(Drawing)]
    assert all(any(f.whole in text and f.beside in text for text in texts) for f in findings)


def test_slides_hold_everything_within_their_edges():
    """Tables and charts are native, pictures have words, nothing hangs over the foot."""
    slides = Presentation(BytesIO(file_of(".pptx")))
    shapes = [shape for slide in slides.slides for shape in slide.shapes]
    tables = [shape for shape in shapes if shape.has_table]
    drawn = [shape for shape in shapes if shape.has_chart or shape.shape_type == 13]
    described = [shape._element.xpath(".//p:cNvPr")[0].get("descr") for shape in drawn]

    assert sum(len(shape.table.rows) - 1 for shape in tables) == sum(
        len(table.rows) for table in blocks(Table)
    )
    assert described == [figure.alt for figure in blocks(Drawing)]
    assert sum(shape.has_chart for shape in shapes) == 1
    assert all(shape.left + shape.width <= slides.slide_width for shape in shapes)
    assert all(shape.top + shape.height <= slides.slide_height for shape in shapes)
