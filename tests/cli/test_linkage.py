"""The command ``ecosystem linkage``: pairs are drawn, two people judge them, the analysis tells."""

import csv
import json
import shutil
from datetime import date

import pytest
import typer
from typer.testing import CliRunner

from ecosystem import read_register
from ecosystem.app.report import cached_analysis
from ecosystem.app.shared import cached_data
from ecosystem.cli import analysis, imports, linkage
from ecosystem.model.analysis import AnalysisParameters, Part
from ecosystem.sources.matching.linkage_sample import FILE
from ecosystem.sources.register.seals import seal
from tests.sources.import_builders import FUNDS_2007, FUNDS_2014, a_folder

ON = date(2026, 3, 1)


def run(*words):
    """Run a command as a user would."""
    app = typer.Typer()
    for subject in (analysis, imports, linkage):
        subject.add_to(app)
    return CliRunner().invoke(app, [*map(str, words)])


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """A small register after an import, of which pairs were drawn."""
    folder = a_folder(tmp_path_factory.mktemp("linkage") / "register")
    seal(folder, ON, "small")
    run("import", "structural-funds", FUNDS_2007, "--into", folder)
    drawn = run("linkage", "draw", FUNDS_2007, "--source", "structural-funds", "--register", folder)
    assert "par af navne er skrevet" in drawn.stdout
    return folder


@pytest.fixture
def folder(first, tmp_path):
    """One's own copy of it."""
    shutil.copytree(first, tmp_path / "register")
    return tmp_path / "register"


def rows_of(folder):
    """Read the sample as a reader opens it."""
    with (folder / FILE).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def judge(folder, say):
    """Fill in what two readers say of each pair."""
    rows = [
        row | dict(zip(("reader_1", "reader_2"), say(row), strict=True)) for row in rows_of(folder)
    ]
    with (folder / FILE).open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return rows


def shown(folder):
    """Return the document of ``linkage show``."""
    return json.loads(run("linkage", "show", "--register", folder, "--json").stdout)


def both_by_link(row):
    """Say that what is linked is the same, and nothing else."""
    return 2 * ("samme" if row["band"].startswith("linked") else "different",)


def test_what_two_people_judge_is_told_by_the_command_the_analysis_and_the_page(folder):
    """Not measured before they have; afterwards the same figures everywhere."""
    assert shown(folder)["quality"] is None
    rows = judge(folder, both_by_link)
    quality = shown(folder)["quality"]
    assert {row["band"].split()[0] for row in rows} == {"linked", "apart"}
    assert (quality["precision"], quality["recall"]) == (1, 1)
    assert (quality["sampled"], quality["pairs"]) == (len(rows), len(rows))

    words = ("analysis", "linked", "--register", folder, "--json")
    document = json.loads(run(*words).stdout)
    assert document["parts"]["linked"]["quality"] == quality
    caveat = document["statements"][0]["caveat_da"]
    assert f"To læsere har bedømt {len(rows)} af {len(rows)} par af navne: 100" in caveat
    at = str(folder), cached_data.version_now(str(folder))
    page = cached_analysis.part(at, ON, Part.LINKED, AnalysisParameters()).parts[Part.LINKED]
    assert page.content.quality.model_dump() == quality


def test_pairs_on_which_the_readers_differ_are_not_counted(folder):
    """A link that one of them doubts leaves its band smaller; none judged is not measured."""
    judge(folder, lambda row: ("same", "different"))
    assert shown(folder)["quality"] is None
    assert "Ikke målt" in run("linkage", "show", "--register", folder).stdout


def test_a_later_import_keeps_what_was_judged(folder):
    """The sample is a file of the register, and stands in its next edition."""
    rows = judge(folder, both_by_link)
    result = run("import", "structural-funds", FUNDS_2014, "--into", folder)
    assert result.exit_code == 0, result.output
    assert read_register(folder).row_counts["projects"] > 6
    assert rows_of(folder) == rows
    assert shown(folder)["quality"]["precision"] == 1


def test_judged_pairs_are_not_written_over_unless_asked(folder):
    """Nothing is lost by a command typed twice."""
    rows = judge(folder, both_by_link)
    draw = ("linkage", "draw", "--register", folder)
    refused = run(*draw)
    assert "--again" in str(refused.exception)
    assert rows_of(folder) == rows
    assert run(*draw, "--again").exit_code == 0
    assert not any(row["reader_1"] for row in rows_of(folder))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"reader_1": "måske"}, "'måske'"),
        ({"band": "apart 50"}, "'apart 50'"),
        ({"pairs_in_band": "-3"}, "'-3'"),
        ({"pairs_in_band": "999"}, "pairs_in_band"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(folder, change, told):
    """A word that is no decision, and columns that were not to be changed."""
    rows = rows_of(folder)
    place = next(n for n, row in enumerate(rows) if row["pairs_in_band"] not in {"1", "999"})
    rows[place] |= change
    with (folder / FILE).open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    message = str(run("linkage", "show", "--register", folder).exception)
    assert told in message
    assert f"line {place + 2}" in message or change.get("pairs_in_band") == "999"
    assert "linkage.csv" in str(run("analysis", "linked", "--register", folder).exception)
    assert run("analysis", "needs", "--register", folder).exit_code == 0


def test_a_folder_that_is_no_register_and_files_without_a_source_are_refused(tmp_path):
    """And nothing is written."""
    assert "no register" in str(run("linkage", "draw", "--register", tmp_path / "new").exception)
    assert run("linkage", "draw", FUNDS_2007, "--register", tmp_path).exit_code != 0
    wrong = run("linkage", "draw", FUNDS_2007, "--source", "erst", "--register", tmp_path)
    assert wrong.exit_code != 0
    assert list(tmp_path.iterdir()) == []
