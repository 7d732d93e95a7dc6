"""The command of the theme analysis: files beside the answer, and what is refused."""

import pytest
import typer
from openpyxl import load_workbook
from typer.testing import CliRunner

from ecosystem.cli import analysis
from ecosystem.model.errors import EcosystemError


def run(*words):
    """Ask the command as a user would; what it refuses is raised."""
    app = typer.Typer(rich_markup_mode=None)
    app.callback()(lambda: None)
    analysis.add_to(app)
    answer = CliRunner().invoke(app, ["analysis", "--on", "2026-11-30", *map(str, words)])
    if answer.exception is not None and not isinstance(answer.exception, SystemExit):
        raise answer.exception
    return answer


def test_who_does_what_is_a_picture_with_text(tmp_path):
    """The picture of the part system; its text can be read and searched."""
    run("system", "--out", tmp_path / "who.svg")
    run("system", "--out", tmp_path / "who.png", "--language", "en")

    assert "erhvervshuse" in (tmp_path / "who.svg").read_text(encoding="utf-8")
    assert (tmp_path / "who.png").read_bytes().startswith(b"\x89PNG")


def test_a_picture_without_its_part_is_refused_in_words(tmp_path):
    """Nothing is written, and what to do is told in both languages."""
    with pytest.raises(EcosystemError, match="ask for the part system"):
        run("projects", "--out", tmp_path / "who.svg")

    assert list(tmp_path.iterdir()) == []


def test_a_workbook_has_the_statements_and_the_lists_behind_them(tmp_path):
    """One sheet a list; what was asked stands in the last."""
    run("projects", "--out", tmp_path / "theme.xlsx")
    book = load_workbook(tmp_path / "theme.xlsx")

    assert book.sheetnames[0] == "Udsagn"
    assert "projects.periods" in book.sheetnames
    assert [cell.value for cell in book["Udsagn"][1]][:3] == ["Nr.", "Del", "Tilstand"]


@pytest.mark.parametrize("name", ["theme.docx", "theme"])
def test_another_ending_is_refused_before_anything_is_written(tmp_path, name):
    """Documents are made by the report."""
    with pytest.raises(EcosystemError, match="choose one of the endings"):
        run("projects", "--out", tmp_path / name)

    assert list(tmp_path.iterdir()) == []


def test_a_last_day_before_the_first_is_refused_before_anything_is_written(tmp_path):
    """In both languages, with both days."""
    days = ("--from", "2010-01-01", "--until", "2009-01-01")
    with pytest.raises(EcosystemError, match=r"2009-01-01 lies before .* byt dem om"):
        run("projects", *days, "--out", tmp_path / "theme.xlsx")

    assert list(tmp_path.iterdir()) == []
