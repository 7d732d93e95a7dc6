"""The command ``ecosystem import``."""

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from ecosystem.cli import imports
from ecosystem.sources.register.seals import seal
from tests.sources.import_builders import BROKEN, FUNDS_2007, a_folder, all_bytes


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small register, sealed."""
    folder = a_folder(tmp_path_factory.mktemp("small") / "register")
    seal(folder, date(2026, 3, 1), "small")
    return folder


@pytest.fixture
def folder(small: Path, tmp_path: Path) -> Path:
    """A small register of one's own."""
    shutil.copytree(small, tmp_path / "register")
    return tmp_path / "register"


@pytest.fixture
def app() -> typer.Typer:
    """The command line with this command and one more, so that its name counts."""
    made = typer.Typer()
    imports.add_to(made)
    made.command("other")(lambda: None)
    return made


def test_the_document_holds_what_the_interface_promises(app: typer.Typer, folder: Path):
    """Source, counts, rejected with row, problem and hint, and the rows of each table."""
    words = ["import", "structural-funds", str(FUNDS_2007), "--into", str(folder), "--json"]

    result = CliRunner().invoke(app, words)

    document = json.loads(result.stdout)
    assert result.exit_code == 0
    assert document["source"] == "structural-funds"
    assert (document["read"], document["added"]) == (6, 6)
    assert (document["updated"], document["unchanged"]) == (0, 0)
    assert {"row", "problem", "hint"} <= document["rejected"][0].keys()
    assert document["tables"]["projects"] == 6


def test_a_dry_run_is_told_as_one(app: typer.Typer, folder: Path):
    """The text says what would be, and the folder is as it was."""
    before = all_bytes(folder)

    result = CliRunner().invoke(
        app, ["import", "structural-funds", str(FUNDS_2007), "--into", str(folder), "--dry-run"]
    )

    assert "6 would be added" in result.stdout
    assert all_bytes(folder) == before


def test_a_file_of_which_no_row_can_be_used_ends_in_one(
    app: typer.Typer, folder: Path, tmp_path: Path
):
    """The rows are told, and the exit code says that nothing was answered."""
    lines = (BROKEN / "funds_year_20214.csv").read_bytes().splitlines(keepends=True)
    path = tmp_path / "one_row.csv"
    path.write_bytes(b"".join(lines[:2]))

    result = CliRunner().invoke(
        app, ["import", "structural-funds", str(path), "--into", str(folder), "--json"]
    )

    document = json.loads(result.stdout)
    assert result.exit_code == 1
    assert [fault["row"] for fault in document["rejected"]] == [2]


def test_a_wrong_file_is_told_in_words_and_never_as_a_traceback(folder: Path):
    """As a process: one sentence on stderr, the same as JSON on stdout, exit code 1."""
    words = [
        "import",
        "structural-funds",
        str(BROKEN / "web_page.csv"),
        "--into",
        str(folder),
        "--json",
    ]
    code = (
        "import sys, typer\n"
        "from ecosystem import cli\n"
        "cli.SUBJECTS = tuple(dict.fromkeys([*cli.SUBJECTS, 'imports']))\n"
        "cli.main()\n"
    )

    finished = subprocess.run(
        [sys.executable, "-c", code, *words], capture_output=True, text=True, check=False
    )

    assert finished.returncode == 1
    assert json.loads(finished.stdout)["kind"] == "UnreadableFileError"
    assert "is a web page" in finished.stderr
    assert "Traceback" not in finished.stderr
