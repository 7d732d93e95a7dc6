"""May I write here: every command that writes asks the same, and takes nothing that is not its."""

import json
import os
from datetime import date

import pytest
import typer
from typer.testing import CliRunner

from ecosystem.cli import changes, coverage, gaps, imports, network
from ecosystem.model.errors import EcosystemError
from ecosystem.sources.files.folders import shipped_folder
from ecosystem.sources.files.may_write import answer_file
from ecosystem.sources.imports.importing import import_files
from ecosystem.sources.register.reading import read_register
from ecosystem.sources.register.snapshots import restore, write_snapshot
from ecosystem.sources.synthetic import write_demo
from tests.sources.register.test_register import HUB, PLACES, write
from tests.unchanged import unchanged, whole_tree

DAY = date(2026, 3, 1)


@pytest.fixture
def scene(tmp_path):
    """A register, a snapshot of it and a file to import."""
    home = tmp_path / "register"
    home.mkdir()
    write(home, "municipalities", PLACES)
    write(home, "actors", [HUB])
    write_snapshot(home, tmp_path / "copies", DAY)
    (tmp_path / "new").mkdir()
    write(tmp_path / "new", "actors", [{**HUB, "actor_id": "b", "name": "B"}])
    return tmp_path


COMMANDS = {
    "import": lambda scene, into: import_files(
        "table", [scene / "new" / "actors.csv"], into, on=DAY, table="actors"
    ),
    "restore": lambda scene, into: restore(scene / "copies", into),
    "demo": lambda _, into: write_demo(into, 5, 1, 5),
}


def _users_own(folder):
    (folder / "rules").mkdir(parents=True)
    (folder / "rules" / "house-rules.txt").write_text("mine", encoding="utf-8")
    (folder / "alink").symlink_to(folder / "rules" / "house-rules.txt")


PLACES_REFUSED = {
    "a folder of the user's own files": _users_own,
    "a file": lambda folder: folder.write_text("mine", encoding="utf-8"),
    "a link that leads nowhere": lambda folder: folder.symlink_to(folder.parent / "gone"),
    "a named pipe": os.mkfifo,
}


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("place", PLACES_REFUSED)
def test_no_register_is_written_where_something_else_is(scene, command, place):
    """Told in words; the user's files, also those in a folder called rules, are as before."""
    folder = scene / "place" / "target"
    folder.parent.mkdir()
    PLACES_REFUSED[place](folder)

    with unchanged(scene), pytest.raises(EcosystemError, match="target"):
        COMMANDS[command](scene, folder)


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("below", ["", "register", "rules", "made/anew"])
def test_the_shipped_data_are_never_written(scene, command, below):
    """Also not a folder of them, nor a new one in them."""
    with pytest.raises(EcosystemError, match="shipped register"):
        COMMANDS[command](scene, shipped_folder() / below)


@pytest.mark.parametrize("command", ["import", "restore"])
def test_what_is_not_the_registers_is_kept_beside_it(scene, command):
    """A note, a folder, a link, a file among the rules."""
    home = scene / "register"
    _users_own(home)
    (home / "notes.docx").write_text("mine", encoding="utf-8")
    write(home, "sites", [])
    others = {n: b for n, b in whole_tree(home).items() if not n.endswith(".csv")}

    COMMANDS[command](scene, home)

    now = whole_tree(home)
    assert {name: now.get(name) for name in others} == others


@pytest.mark.parametrize("command", ["import", "restore"])
def test_a_folder_that_is_empty_but_for_git_takes_a_register(scene, command):
    """``git init`` first, import then."""
    (scene / "repo" / ".git").mkdir(parents=True)

    if command == "import":
        (scene / "new" / "actors.csv").unlink()
        write(scene / "new", "actors", [{**HUB, "actor_id": "b", "municipality_code": "0851"}])
    COMMANDS[command](scene, scene / "repo")

    assert read_register(scene / "repo").row_counts["actors"] > 0


def test_an_import_whose_rows_are_all_kept_out_leaves_every_byte(scene):
    """A table that was not recorded is not recorded afterwards: nobody has said that it is empty.

    The same rows, an actor that is there, make the table.
    """
    home, file = scene / "register", scene / "act.csv"
    rows = "activity_id,actor_id,date,source\nx-1,{},2026-01-01,s\n"
    file.write_text(rows.format("nobody"), encoding="utf-8")

    with unchanged(scene):
        report = import_files("table", [file], home, on=DAY, table="activities")
    assert len(report.rejected) == 1
    assert "activities" not in report.tables

    file.write_text(rows.format(HUB["actor_id"]), encoding="utf-8")
    report = import_files("table", [file], home, on=DAY, table="activities")
    assert report.tables["activities"] == 1


def test_a_table_without_rows_says_that_there_are_none(scene):
    """A header alone is what a person writes who knows that there are none."""
    file = scene / "act.csv"
    file.write_text("activity_id,actor_id,date,source\n", encoding="utf-8")

    import_files("table", [file], scene / "register", on=DAY, table="activities")

    assert read_register(scene / "register").row_counts["activities"] == 0


def _ecosystem(*words):
    """Run a command as a user does, without a process of its own."""
    app = typer.Typer()
    for subject in (changes, coverage, gaps, imports, network):
        subject.add_to(app)
    return CliRunner().invoke(app, [str(word) for word in words])


def test_exit_1_means_that_nothing_was_written(scene):
    """On the command line, with what was kept out as one document."""
    file = scene / "act.csv"
    file.write_text("activity_id,actor_id,date,source\nx-1,nobody,2026-01-01,s\n", "utf-8")

    with unchanged(scene):
        answer = _ecosystem(
            "import", "table", file, "--table", "activities", "--into", scene / "register", "--json"
        )

    assert answer.exit_code == 1
    assert len(json.loads(answer.stdout)["rejected"]) == 1


def test_editions_are_listed_put_back_and_undone_on_the_command_line(scene):
    """The newest first; undo names the edition that is the register's now."""
    home = scene / "register"
    file = scene / "new" / "actors.csv"
    assert _ecosystem("import", "table", file, "--into", home).exit_code == 0

    listed = json.loads(_ecosystem("editions", home, "--json").stdout)
    undone = json.loads(_ecosystem("undo", home, "--json").stdout)
    again = _ecosystem("restore", listed["edition"], "--into", home)

    assert [row["by"] for row in listed["editions"]] == ["import table", "as it stood"]
    assert undone["edition"] == listed["editions"][1]["edition"]
    assert undone["tables"]["actors"] == 1
    assert again.exit_code == 0, again.exception
    assert read_register(home).version == listed["edition"]


def _write_answer(out):
    with answer_file(out) as file:
        file.write_bytes(b"new")


ANSWERS_REFUSED = {
    "The folder .* is not there": lambda scene: scene / "a" / "b.csv",
    "is a folder": lambda scene: scene / "register",
    "is not a file": lambda scene: scene / "pipe.csv",
    "is a file of the register": lambda scene: scene / "register" / "actors.csv",
    "is the shipped register": lambda scene: shipped_folder() / "new.csv",
    "cannot be written": lambda scene: scene / ("x" * 300 + ".csv"),
}


@pytest.mark.parametrize("words", ANSWERS_REFUSED)
def test_a_file_of_answers_is_never_written_where_it_would_harm(scene, words):
    """No folder is made without asking, no register's table is overwritten."""
    os.mkfifo(scene / "pipe.csv")

    with unchanged(scene), pytest.raises(EcosystemError, match=words):
        _write_answer(ANSWERS_REFUSED[words](scene))


def test_a_file_of_answers_is_replaced_as_a_whole(scene):
    """When the writer fails half-way, what stood there stands; its words name the file."""
    out = scene / "answer.csv"
    _write_answer(out)

    def fail():
        with answer_file(out) as file:
            file.write_bytes(b"ha")
            message = f"{file} cannot be drawn"
            raise EcosystemError(message)

    with unchanged(scene), pytest.raises(EcosystemError, match=r"/answer.csv cannot be drawn"):
        fail()
    assert out.read_bytes() == b"new"


@pytest.mark.parametrize("command", ["graph", "country", "coverage", "gaps"])
def test_every_command_with_out_asks_before_it_works(scene, command):
    """A missing folder is told, not made."""
    out = scene / "gone" / ("x.docx" if command == "gaps" else "x.csv")
    words = ["--position", "energiteknologi"] if command != "country" else []

    answer = _ecosystem(command, *words, "--out", out)

    assert isinstance(answer.exception, EcosystemError)
    assert f"The folder {out.parent} is not there" in str(answer.exception)
    assert not out.parent.exists()
