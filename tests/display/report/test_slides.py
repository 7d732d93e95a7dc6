"""A report as slides: nothing is too small to be read, and nothing runs over."""

from dataclasses import replace
from io import BytesIO

import pytest
from pptx import Presentation
from pptx.util import Inches

from ecosystem.display.documents.elements import Cell, Table
from ecosystem.display.documents.powerpoint import FOOT_TOP
from ecosystem.display.report.blocks import Drawing, Paragraph, Report, Section
from ecosystem.display.report.slides import to_pptx
from ecosystem.display.report.theme import theme_report
from ecosystem.display.system_figure import system_alt, system_figure
from ecosystem.display.system_figure.forms import LYING, WIDE
from ecosystem.model.analysis import Part, PartAnswer, PartState
from tests.display.report.made import a_report_briefing, a_statement
from tests.display.test_system_figure import DAY, SYSTEMS

FINDING = Paragraph("6 erhvervshuse binder 98 kommuner. " * 3, "Forbehold: en optælling. " * 14)
SQUARE = b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0 0 9 9"/>'
TALL = Drawing("Figur", "Den viser noget.", SQUARE)


def slides_of(*blocks, title="6 Infrastrukturen"):
    """Write blocks as slides, without the front one."""
    report = Report(
        title="Rapport", subtitle="", facts=(), foot="Kilde.", example=None,
        sections=(Section(title, blocks),), on=DAY, language="da",
    )  # fmt: skip
    return list(Presentation(BytesIO(to_pptx(report))).slides)[1:]


def lying(name):
    """Figure 2 as the report draws it for slides."""
    svg = system_figure(SYSTEMS[name], "da", "lying").encode()
    return Drawing("Hvem gør hvad", system_alt(SYSTEMS[name]), svg, is_dense=True)


def pictures(slides):
    """List the pictures of slides."""
    return [shape for slide in slides for shape in slide.shapes if shape.shape_type == 13]


def texts(slide):
    """List the texts of a slide."""
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def a_table(rows):
    """A table with so many rows."""
    return Table("Om", ("Navn",), tuple((Cell(f"række {n}"),) for n in range(rows)), (1.0,))


@pytest.mark.parametrize("name", ["long words", "every flow", "Denmark"])
def test_the_text_of_figure_2_can_be_read_on_a_slide(name):
    """Whatever stands over it: at least nine and a half points, over the foot, with its words."""
    (picture,) = pictures(slides_of(FINDING, lying(name)))
    assert picture.width.pt * LYING.small / WIDE >= 9.5
    assert picture.top + picture.height <= Inches(FOOT_TOP)
    assert picture._element.nvPicPr.cNvPr.get("descr") == system_alt(SYSTEMS[name])


@pytest.mark.parametrize(("medium", "is_dense"), [("slide", True), ("paper", False)])
def test_the_report_draws_it_lying_for_slides_alone(medium, is_dense):
    """On paper it is upright."""
    statements = (a_statement(Part.SYSTEM),)
    answer = PartAnswer(state=PartState.COMPUTED, statements=statements, content=SYSTEMS["Denmark"])
    briefing = a_report_briefing({Part.SYSTEM: answer})
    sections = theme_report(briefing, "command", medium=medium).sections
    found = [
        b
        for s in sections
        for b in s.blocks
        if getattr(b, "title", "") == "Hvem gør hvad i erhvervsfremmesystemet"
    ]
    assert [one.is_dense for one in found] == [is_dense]


def test_figure_2_of_denmark_shares_a_slide_with_its_finding():
    """A slide that holds three lines alone would be an empty one."""
    assert len(slides_of(FINDING, lying("Denmark"))) == 1


def test_a_finding_too_long_for_one_slide_leaves_the_figure_its_own():
    """The figure is not drawn smaller than it can be read."""
    slides = slides_of(*[FINDING] * 3, lying("Denmark"))
    assert [len(pictures([slide])) for slide in slides] == [0, 1]


def test_words_that_have_no_room_beside_a_figure_stand_before_it():
    """They would run over the foot."""
    long = replace(FINDING, beside="Forbehold: en optælling af registret. " * 40)
    before, beside = slides_of(long, FINDING, TALL)
    assert any(long.text in text for text in texts(before))
    assert any(FINDING.beside.strip() in text for text in texts(beside))
    assert not any(long.beside.strip() in text for text in texts(beside))


def test_a_table_that_fits_on_a_slide_is_not_divided():
    """A row or two on the next slide are lost on a reader; one that is too long goes on."""
    tables = [[shape for shape in slide.shapes if shape.has_table] for slide in
              slides_of(*[FINDING] * 3, a_table(9), title="Tabel")]  # fmt: skip
    assert [[len(shape.table.rows) for shape in some] for some in tables] == [[], [10]]
    assert len(slides_of(a_table(40), title="Tabel")) > 1


@pytest.mark.parametrize(
    "title", ["Kort", "En overskrift, der skal have to linjer på et slide " * 3]
)
def test_every_text_has_twelve_points_and_stands_under_the_title(title):
    """The foot too."""
    for slide in slides_of(FINDING, a_table(2), title=title):
        frames = [shape for shape in slide.shapes if shape.has_text_frame]
        runs = [r for shape in frames for p in shape.text_frame.paragraphs for r in p.runs]
        assert all(run.font.size.pt >= 12 for run in runs)
        head = slide.shapes.title
        others = [shape for shape in slide.shapes if shape.shape_id != head.shape_id]
        assert all(shape.top >= head.top + head.height for shape in others)
