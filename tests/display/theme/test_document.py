"""An analysis as a document and as tables: names, words, and rows that can be read alone."""

from datetime import date

from pydantic import Field

from ecosystem.briefings.theme.brief import AnalysisBriefing, TableUse
from ecosystem.display.theme.document import analysis_document
from ecosystem.display.theme.rows import analysis_csv, part_tables, statement_rows
from ecosystem.display.theme.text import analysis_lines
from ecosystem.model.analysis import (
    AnalysisParameters,
    Interval,
    Part,
    PartAnswer,
    PartState,
    Statement,
)
from ecosystem.model.records import AliasedRecord, Record
from ecosystem.model.sentences import Sentence


class Fund(Record):
    """A fund and its projects."""

    fund: str
    projects: int


class Block(Record):
    """Projects and their funds."""

    projects: int
    by_fund: tuple[Fund, ...]


class Period(Record):
    """What is counted in a period."""

    period: str
    lead: Block
    why: Sentence | None = None


class Content(AliasedRecord):
    """What the made part holds."""

    periods: tuple[Period, ...]
    first: date = Field(alias="from")


TITLE = Sentence(key="analysis.title")


def a_statement(**stated):
    """A share of 26 in 598 with limits, unless something else is stated."""
    made = {
        "id": "S1",
        "part": Part.PROJECTS,
        "state": PartState.COMPUTED,
        "sentence": TITLE,
        "value": 26.0,
        "n": 598,
        "low": 26,
        "high": 56,
        "interval": Interval.BOUNDS,
        "caveat": TITLE,
        "tables": ("projects",),
    }
    return Statement(**{**made, **stated})


def a_briefing(*statements):
    """One part of one period with two funds."""
    funds = (Fund(fund="ERDF", projects=19), Fund(fund="=ESF", projects=7))
    period = Period(period="2007-2013", lead=Block(projects=26, by_fund=funds))
    content = Content(periods=(period,), first=date(2007, 1, 1))
    return AnalysisBriefing(
        label="test",
        on=date(2026, 11, 30),
        version="v",
        is_synthetic=False,
        parameters=AnalysisParameters(last_start=date(2013, 12, 31)),
        settings_version="2026-12",
        parts={
            Part.PROJECTS: PartAnswer(
                state=PartState.COMPUTED, statements=statements, content=content
            )
        },
        tables={"projects": TableUse(table="projects", rows=598, sources=("list",))},
    )


def test_names_that_python_keeps_for_itself_are_written_as_promised():
    """The document says from and until."""
    document = analysis_document(a_briefing(a_statement()))

    assert document["parameters"]["until"] == date(2013, 12, 31)
    assert document["parts"]["projects"]["from"] == date(2007, 1, 1)


def test_a_sentence_is_told_in_both_languages_and_one_that_is_not_there_is_null():
    """Every sentence has two fields, whether it is there or not."""
    document = analysis_document(a_briefing(a_statement()))
    statement, part = document["statements"][0], document["parts"]["projects"]

    assert statement["text_da"] == "Temaanalyse: Klynger i erhvervsfremme"
    assert statement["text_en"] == "Theme analysis: clusters in business promotion"
    assert (statement["published_da"], part["why_da"]) == (None, None)
    assert part["periods"][0]["why_en"] is None
    assert statement["tables"][0]["rows"] == 598


def test_a_list_within_a_list_keeps_the_period_it_is_of():
    """A row of a sheet can be read without the sheet before it."""
    tables = part_tables(analysis_document(a_briefing(a_statement())))

    assert tables["projects.periods"][0]["lead.projects"] == 26
    assert tables["projects.periods.by_fund"] == [
        {"period": "2007-2013", "of": "lead", "fund": "ERDF", "projects": 19},
        {"period": "2007-2013", "of": "lead", "fund": "=ESF", "projects": 7},
    ]


def test_what_is_not_computed_has_no_figure_and_says_why():
    """Neither a zero nor an interval stands where nothing was computed."""
    without = a_statement(
        state=PartState.NO_BASIS, value=None, low=None, high=None, interval=Interval.NONE
    )
    briefing = a_briefing(a_statement(), without)
    rows = statement_rows(analysis_document(briefing), "da")

    assert [row["Værdi"] for row in rows] == [26.0, None]
    assert sum(line.strip().startswith("Mellem 26 og 56") for line in analysis_lines(briefing)) == 1


def test_a_file_for_excel_has_every_statement_and_runs_no_cell():
    """A text that begins like a formula stays text."""
    file = analysis_csv(a_briefing(a_statement(unit="=1+1")), "en").decode("utf-8-sig")

    assert file.splitlines()[0].startswith("No.,Part,State,Statement")
    assert "'=1+1" in file
