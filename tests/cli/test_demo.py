"""The command that makes example data."""

import json

import pytest
import typer
from typer.testing import CliRunner

from ecosystem.cli import demo
from ecosystem.model.errors import EcosystemError
from ecosystem.sources.register.reading import read_register


def run(*words):
    """Run the command as a user would."""
    app = typer.Typer()
    app.callback()(lambda: None)
    demo.add_to(app)
    return CliRunner().invoke(app, ["demo", *map(str, words)])


def test_it_makes_a_register_and_tells_its_rows_as_one_document(tmp_path):
    """A script reads what was made; the folder opens as a register."""
    result = run("--into", tmp_path / "demo", "--firms", 40, "--seed", 5, "--json")
    document = json.loads(result.stdout)

    assert result.exit_code == 0
    assert document["is_synthetic"] is True
    assert document["tables"]["actors"] == 40
    assert document["tables"]["participations"] == 40
    assert read_register(tmp_path / "demo").is_synthetic


def test_it_tells_a_person_in_one_line(tmp_path):
    """Without --json the answer is a sentence."""
    result = run("--into", tmp_path / "demo", "--firms", 10, "--participations", 25)

    assert "example data: actors 10" in result.stdout
    assert "participations 25" in result.stdout


def test_an_impossible_number_is_an_error_in_words(tmp_path):
    """No folder is made."""
    result = run("--into", tmp_path / "demo", "--firms", 0)

    assert isinstance(result.exception, EcosystemError)
    assert not (tmp_path / "demo").exists()


@pytest.mark.parametrize("missing", [["--firms", "3"], ["--into"]])
def test_a_command_without_its_folder_is_wrong_usage(missing):
    """Exit 2, as for any command."""
    assert run(*missing).exit_code == 2
