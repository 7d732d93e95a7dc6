"""A register by its name: the same everywhere, and what is no name is told with the nearest."""

from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

import ecosystem
from ecosystem.cli.options import folder_of
from ecosystem.sources.files.folders import shipped_folder
from ecosystem.sources.files.shipped import (
    NAMES,
    UnknownRegisterError,
    is_addition,
    name_of,
    named_folder,
    resolve_register,
)
from tests.sources.import_builders import a_folder


@pytest.mark.parametrize("name", NAMES)
def test_each_name_leads_to_a_register_that_is_known_by_it(name):
    """From the name to the folder and back, from wherever the folder is written."""
    folder = resolve_register(name)

    assert folder == named_folder(name)
    assert name_of(folder) == name_of(folder / ".." / folder.name) == name
    assert is_addition(folder) is (name == "projects")


def test_without_a_name_it_is_denmark():
    """The shipped register of Denmark is the one that is read when none is named."""
    assert resolve_register() == resolve_register("denmark") == shipped_folder()


def test_a_name_wins_over_a_folder_of_that_name_which_is_told(tmp_path, monkeypatch, capsys):
    """It means the same in every working directory; ./projects and a Path are the folder."""
    a_folder(tmp_path / "projects")
    monkeypatch.chdir(tmp_path)

    assert folder_of("projects") == named_folder("projects")
    assert "./projects" in capsys.readouterr().err
    assert folder_of("./projects") == resolve_register(Path("projects")) == Path("projects")
    assert "projects" not in capsys.readouterr().err
    assert ecosystem.read_register("./projects").label == "projects"


def test_a_word_that_is_no_name_and_no_folder_is_told_with_the_nearest(tmp_path, monkeypatch):
    """In both languages, with the names, and a folder here that may have been meant."""
    a_folder(tmp_path / "my_register")
    monkeypatch.chdir(tmp_path)

    with pytest.raises(UnknownRegisterError, match="Mente du my_register") as refused:
        resolve_register("my_registre")
    with pytest.raises(UnknownRegisterError, match="Did you mean projects"):
        ecosystem.read_register("project")

    assert "neither a register that comes along (denmark, projects) nor a folder" in str(
        refused.value
    )
    assert refused.value.nearest == ("my_register",)


def test_every_command_that_takes_a_register_takes_a_name():
    """One option for all of them, which says so in its help."""
    from ecosystem.cli import command_line

    commands = typer.main.get_command(command_line()).commands
    taking = {
        name: option.metavar
        for name, command in commands.items()
        for option in command.params
        if "--register" in option.opts
    }

    assert len(taking) > 15
    assert set(taking.values()) == {"NAME|DIR"}
    listed = CliRunner().invoke(command_line(), ["positions", "--register", "projects", "--json"])
    assert listed.exit_code == 0
    assert "energiteknologi" in listed.stdout
