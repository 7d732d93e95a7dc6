"""The theme report: each figure is the answer's own and stands with its caveat."""

import json
import re
from functools import cache

import pytest

from ecosystem.cli.output import plain
from ecosystem.display.documents.elements import Table
from ecosystem.display.report.blocks import Drawing, Paragraph
from ecosystem.display.report.theme import theme_report
from ecosystem.display.theme.document import analysis_document
from ecosystem.display.wording import say, t
from ecosystem.display.wording.formats import number
from ecosystem.model.analysis import Part, PartAnswer, PartState
from ecosystem.model.sentences import Sentence
from tests.display.report.made import CAVEAT, COMMAND, a_report_briefing, a_statement

FIGURE = re.compile(r"\d[\d.]*(?:,\d+)?")


@cache
def report(language="da"):
    """Return the made report."""
    return theme_report(a_report_briefing(), COMMAND, language)


def blocks(of, kind):
    """List the blocks of a kind, those about the method left out."""
    return [one for part in of.sections[:-1] for one in part.blocks if isinstance(one, kind)]


def figures_of(text):
    """List the figures that stand in a text."""
    return {figure.strip(".,") for figure in FIGURE.findall(text)}


def known_figures(document):
    """List every figure of a document as a Danish text may write it."""
    words = json.dumps(plain(document), ensure_ascii=False)
    inside = {figure.strip(".,") for figure in FIGURE.findall(words)}
    numbers = [float(n) for n in re.findall(r"(?<![\w.-])-?\d+(?:\.\d+)?(?:e[+-]?\d+)?", words)]
    scaled = [n * times for n in numbers for times in (1, 100, 1e-6)]
    return inside | {number(abs(n), "da", places) for n in scaled for places in (0, 1, 2, 3)}


def strange_figures(of, document):
    """List the figures of a report's texts and tables that its document does not hold."""
    said = [one for one in blocks(of, Paragraph) if one.look != "bullet"]
    texts = [f"{one.whole} {one.beside}" for one in said]
    texts += [cell.text for table in blocks(of, Table) for row in table.rows for cell in row]
    return set().union(*map(figures_of, texts)) - known_figures(document)


def test_every_figure_of_the_report_is_in_the_document():
    """Text and tables tell nothing that a script could not read."""
    document = analysis_document(a_report_briefing().analysis)

    assert len(blocks(report(), Table)) >= 9
    assert strange_figures(report(), document) == set()


def test_a_figure_that_is_nowhere_in_the_document_would_be_seen():
    """The check above can fail."""
    document = analysis_document(a_report_briefing().analysis)
    document["parts"]["cost"]["cells"] = []

    assert "269.231" in strange_figures(report(), document)


@pytest.mark.parametrize("language", ["da", "en"])
def test_every_statement_stands_with_its_interval_and_caveat_in_one_paragraph(language):
    """Ten parts, ten findings, none without a caveat."""
    findings = [one for one in blocks(report(language), Paragraph) if one.look == "finding"]

    assert len(findings) == len(Part)
    assert all(say(CAVEAT, language) in one.beside for one in findings)
    assert all("[S1]" in one.beside for one in findings)


def test_the_sections_are_those_of_the_summary():
    """Eight, in its order, though the recommendations have no figures of their own."""
    titles = [section.title[0] for section in report().sections]

    assert titles == sorted(titles)
    assert {"1", "6", "8"} <= set(titles)


def test_the_front_page_says_what_makes_the_report_again():
    """Period, register, sources by their host, edition and command."""
    facts = dict(report().facts)

    assert facts["Periode"] == "2007-2013"
    assert facts["Kommando"] == COMMAND
    assert "26.6.2007–30.11.2026 (test, example.dk)" in facts["Kilder"]


def test_a_part_that_is_not_recorded_is_one_grey_line_with_what_to_import():
    """Its figures are gone, the other parts stay."""
    why = Sentence(key="analysis.projects.absent", values={"table": "finances"})
    statements = [
        a_statement(Part.FUNDING, state=PartState.NOT_RECORDED, tables=("finances",), id=name)
        for name in ("S5", "S6")
    ]
    absent = PartAnswer.without(PartState.NOT_RECORDED, why, tuple(statements))
    made = theme_report(a_report_briefing({Part.FUNDING: absent}), COMMAND)
    grey = [one.text for one in blocks(made, Paragraph) if one.look == "grey"]

    assert len(grey) == 1
    assert grey[0].startswith("Finansiering: Kan ikke regnes: regnskaber er ikke registreret.")
    assert "ecosystem import table FIL --table finances" in grey[0]
    assert t("paper.table.funding") not in {table.about for table in blocks(made, Table)}
    assert len(blocks(made, Table)) == len(blocks(report(), Table)) - 1


def test_a_statement_of_a_computed_part_may_be_absent_alone():
    """It says what to import, and has its caveat too."""
    absent = a_statement(
        Part.LINKED, state=PartState.NOT_RECORDED, value=None, tables=("participations",)
    )
    answer = PartAnswer(state=PartState.COMPUTED, statements=(absent,))
    made = theme_report(a_report_briefing({Part.LINKED: answer}), COMMAND)
    (grey,) = [one for one in blocks(made, Paragraph) if one.look == "grey"]

    assert "ecosystem import participants FIL" in grey.text
    assert say(CAVEAT) in grey.beside


def test_few_organisations_are_never_told():
    """One, two and a count that the answer leaves out read alike."""
    cells = {
        table.about: [c.text for row in table.rows for c in row]
        for table in blocks(report(), Table)
    }

    assert cells["Klyngernes indtægter pr. år, mio. kr."][1] == "under 3"
    assert cells["Deltagelser efter kilde"][2] == "under 3"
    assert cells["Førstegangsdeltagelser pr. år"][-4:] == ["2016", "7", "under 3", "–"]
    assert cells[
        "Deltagelser fordelt på, hvor tit organisationen havde deltaget i de 10 år før"
    ] == [
        "1-2",
        "12",
        "under 3",
    ]


def test_a_cell_without_basis_has_no_cost():
    """Only what is computed stands in the table."""
    (cost,) = [table for table in blocks(report(), Table) if table.about.startswith("Omkostning")]

    assert [cell.text for cell in cost.rows[0][-2:]] == ["269.231", "203.125 – 571.429"]
    assert cost.rows[0][2].text == "virksomheder (antal, planlagt)"
    assert len(cost.rows) == 1


def test_every_figure_drawn_says_what_it_shows():
    """Title, alternative text with the figures, and a picture of its own."""
    drawn = blocks(report(), Drawing)

    assert [figure.title.split(",")[0] for figure in drawn] == [
        "Hvor jævnt projekterne er fordelt på klyngerne",
        "Klyngernes deltagere mod de øvriges",
        "Hvor mange der er gået videre",
        "Hvilke pladser hvert behov kan have",
    ]
    assert "Hjemme i en yderkommune: 5 (-2 til 12)" in drawn[1].alt
    assert all(figure.svg.startswith(b"<svg") for figure in drawn)
