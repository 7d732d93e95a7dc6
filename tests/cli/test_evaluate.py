"""Whether the ranking works, on the command line."""

import json

import pytest
import typer
from typer.testing import CliRunner

from ecosystem.cli import evaluate
from ecosystem.model.errors import EcosystemError
from ecosystem.sources.register.table_writing import write_tables
from tests.analysis.test_evaluation import two_regions_rows
from tests.builders import a_table


def run(*words):
    """Run the command as a user would."""
    app = typer.Typer(rich_markup_mode=None)
    app.callback()(lambda: None)
    evaluate.add_to(app)
    return CliRunner().invoke(app, ["evaluate", *map(str, words)])


def a_folder(home, rows):
    """A register folder with actors, projects and participations; the weights are the shipped."""
    write_tables(home, {name: a_table(name, records) for name, records in rows.items()})
    return home


@pytest.fixture(scope="module")
def funds(tmp_path_factory):
    """Sixty organisations of two regions, before and after the end of 2010."""
    return a_folder(tmp_path_factory.mktemp("funds"), two_regions_rows())


def test_the_document_tells_figures_intervals_and_what_a_hit_does_not_mean(funds):
    """One JSON document, the promised names in it, the same digits a second time."""
    options = ("--register", funds, "--split", "2010-12-31", "--json")
    first, again = run(*options), run(*options)
    document = json.loads(first.stdout)

    assert first.stdout == again.stdout
    assert {row["model"] for row in document["measures"]} >= {
        "shipped",
        "ease",
        "regional_popularity",
    }
    assert {"hr_1", "hr_3", "hr_5", "recall_5", "ndcg_5", "mrr"} <= document["measures"][0].keys()
    assert document["organisations_known"] == 60
    assert document["shipped_holds"] is True
    assert any("En træffer betyder »som før«" in line for line in document["sentences"])
    assert any("A hit means 'as before'" in line for line in document["sentences_en"])
    assert all(row["low"] <= row["mean"] <= row["high"] for row in document["differences"])


def test_the_report_is_danish_and_english(funds):
    """Headings, verdicts and caveats in the language asked for, figures as it writes them."""
    danish = run("--register", funds, "--split", "2010-12-31").stdout
    english = run("--register", funds, "--split", "2010-12-31", "--language", "en").stdout

    assert "Virker rækkefølgen?" in danish
    assert "mest brugt i hjemområdet" in danish
    assert "kan ikke afgøres" in danish
    assert "Does the ranking work?" in english
    assert "most used in the home area" in english
    assert "0,000" in danish
    assert "0.000" in english


def test_a_day_that_is_no_date_is_named(funds):
    """The call was wrong: exit 2, with the name of the option and how a date is written."""
    answer = run("--register", funds, "--split", "31.12.2010")

    assert answer.exit_code == 2
    assert "--split" in answer.stderr
    assert "'31.12.2010' is not a date. Write it as 2026-03-31." in answer.stderr


def test_a_day_outside_the_data_is_told_with_the_days_there_are(funds):
    """The first and the last recorded use."""
    answer = run("--register", funds, "--split", "2020-01-01")

    assert isinstance(answer.exception, EcosystemError)
    assert "begin on 2009-06-01 and end on 2011-06-01" in str(answer.exception)


def test_the_register_of_denmark_holds_example_data_and_is_refused():
    """What invented firms used is no evidence; the message tells what to use instead."""
    answer = run("--register", "denmark")

    assert isinstance(answer.exception, EcosystemError)
    assert "are example data" in str(answer.exception)
    assert "--register projects" in str(answer.exception)
    assert "ecosystem import structural-funds" in str(answer.exception)


def test_few_organisations_are_told_with_their_uncertainty(tmp_path):
    """Ten decide nothing; how uncertain a difference is stands beside it."""
    answer = run("--register", a_folder(tmp_path, two_regions_rows(10)), "--split", "2010-12-31")

    assert "kan ikke afgøres. 10 organisationer er færre end 30" in answer.stdout
    assert "er op til 0," in answer.stdout
