"""What the project says of itself is true."""

import doctest
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import ecosystem
from ecosystem.cli import command_line
from ecosystem.model.columns import COLUMNS
from ecosystem.model.data_dictionary import data_dictionary
from ecosystem.model.tables import TABLES

ROOT = Path(__file__).parents[1]


def test_the_data_dictionary_is_what_the_schemas_say():
    """``make dictionary`` was run after the last change to the columns."""
    assert (ROOT / "data" / "README.md").read_text(encoding="utf-8") == data_dictionary()


def test_every_table_and_column_is_described():
    """A column that a table has stands in the dictionary, and no column is left over."""
    used = {use.column for table in TABLES.values() for use in table.uses}

    assert used == set(COLUMNS)
    assert all(column.meaning.endswith(".") for column in COLUMNS.values())


def test_every_command_is_told_in_the_readme():
    """A user finds each command with what it does."""
    listed = subprocess.run(
        [sys.executable, "-c", "from ecosystem.cli import main; main()", "--help"],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    ).stdout
    commands = re.findall(r"^  ([a-z-]+)  ", listed.split("Commands:")[1], flags=re.MULTILINE)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")

    assert commands
    assert [name for name in commands if f"ecosystem {name}" not in readme] == []


DOCUMENTS = ["README.md", "CONTRIBUTING.md", "SECURITY.md", "docs/why.md", "docs/glossary.md"]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_rooms_and_folders_that_a_document_names_are_there(document):
    """A path in code type is a file or folder of the project or of the package."""
    text = (ROOT / document).read_text(encoding="utf-8")
    named = set(re.findall(r"`((?:[a-z_]+/)+[a-z_]+(?:\.[a-z]+)?)`", text))
    places = [ROOT, ROOT / "ecosystem"]

    assert [
        path
        for path in sorted(named)
        if not any((at / f"{path}{end}").exists() for at in places for end in ("", ".py"))
    ] == []


@pytest.mark.parametrize("link", DOCUMENTS)
def test_links_between_documents_lead_somewhere(link):
    """A relative link names a file of the project."""
    text = (ROOT / link).read_text(encoding="utf-8")
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", text)

    assert [t for t in targets if not ((ROOT / link).parent / t).exists()] == []


@pytest.mark.parametrize("name", ecosystem.__all__)
def test_every_public_function_is_told_and_shown(name):
    """A script's writer finds what it takes and what it refuses, and an example that runs."""
    told = getattr(ecosystem, name).__doc__

    assert "Args:" in told
    assert "Raises:" in told
    assert f"ecosystem.{name}(" in ecosystem.__doc__
    assert name in dir(ecosystem)


def test_the_example_runs_as_it_stands():
    """What a reader copies from docs/example.md answers what stands there."""
    outcome = doctest.testfile(str(ROOT / "docs" / "example.md"), module_relative=False)

    assert outcome.attempted > 30
    assert outcome.failed == 0


def test_every_public_function_has_a_page_of_reference(tmp_path):
    """``make reference`` writes what ``import ecosystem`` gives, each with its docstring."""
    script = ROOT / "docs" / "reference.py"
    subprocess.run([sys.executable, str(script), str(tmp_path)], check=True, cwd=ROOT)

    page = (tmp_path / "ecosystem.html").read_text(encoding="utf-8")
    assert [name for name in ecosystem.__all__ if f'<section id="{name}">' not in page] == []
    assert all(getattr(ecosystem, name).__doc__.split(".")[0] for name in ecosystem.__all__)
    assert (tmp_path / "ecosystem" / "analysis" / "network.html").exists()


def console_lines():
    """Give every command of README's console block as words."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    block = re.search(r"```console\n(.*?)```", text, flags=re.DOTALL)[1]
    return [shlex.split(line.removeprefix("$ ")) for line in block.splitlines()]


SAMPLES = {
    "projects.csv": ROOT / "tests" / "sources" / "samples" / "funds_2007.csv",
    "participants.csv": ROOT / "tests" / "sources" / "samples" / "participants.csv",
}
"""What stands for a file of the reader's own."""
QUICKER = {
    "evaluate": ("--draws", "1000"),
    "graph": ("--json", "--measures", "none"),
}
"""Words by which a command does less, or answers in a form that a test reads."""


def test_the_readme_s_commands_run_on_the_shipped_registers(tmp_path, monkeypatch):
    """A reader on a fresh machine copies each of them, and none answers with an empty network."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ECOSYSTEM_USER_DATA", str(tmp_path / "own"))
    for name, sample in SAMPLES.items():
        (tmp_path / name).write_bytes(sample.read_bytes())
    networks = []
    for program, *words in console_lines():
        outcome = CliRunner().invoke(command_line(), [*words, *QUICKER.get(words[0], ())])
        assert program == "ecosystem"
        assert outcome.exit_code == 0, (words, outcome.output, outcome.exception)
        if words[0] == "graph":
            networks.append(json.loads(outcome.stdout))

    assert networks
    assert all(sum(one["nodes"].values()) and sum(one["links"].values()) for one in networks)
