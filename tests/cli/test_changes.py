"""The time machine on the command line."""

import json
import subprocess
import sys

import pytest

from tests.sources.test_register import HUB, PLACES, write


def ecosystem(*arguments):
    """Run a command as a user does."""
    return subprocess.run(
        [sys.executable, "-c", "from ecosystem.cli import main; main()", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture
def folder(tmp_path):
    """A register of one hub."""
    home = tmp_path / "register"
    home.mkdir()
    write(home, "municipalities", PLACES)
    write(home, "actors", [HUB])
    return home


def test_what_changed_between_two_days_is_told_in_words_and_rows(folder, tmp_path):
    """Copy, edit, copy, compare."""
    ecosystem("snapshot", "--register", folder, "--into", tmp_path / "a", "--on", "2026-01-01")
    write(folder, "actors", [{**HUB, "name": "Nyt Hus"}, {**HUB, "actor_id": "b", "name": "B"}])
    copied = ecosystem("snapshot", "--register", folder, "--into", tmp_path / "b", "--json")
    answer = ecosystem("diff", tmp_path / "a", tmp_path / "b", "--json")

    document = json.loads(answer.stdout)
    assert json.loads(copied.stdout)["tables"] == {"municipalities": 2, "actors": 2}
    assert document["counts"] == {"actor": {"came": 1, "renamed": 1}}
    assert "Hub hedder nu Nyt Hus." in [row["sentence"] for row in document["changes"]]
    assert "B er kommet til." in ecosystem("diff", tmp_path / "a", tmp_path / "b").stdout


def test_a_gap_that_opened_is_told_with_the_change_it_goes_with(tmp_path):
    """Before and after the maritime cluster's last day, on the shipped register."""
    from ecosystem.sources.folders import shipped_folder

    shipped = shipped_folder()
    ecosystem("snapshot", "--register", shipped, "--into", tmp_path / "a", "--on", "2022-03-31")
    ecosystem("snapshot", "--register", shipped, "--into", tmp_path / "b", "--on", "2022-04-01")
    document = json.loads(ecosystem("diff", tmp_path / "a", tmp_path / "b", "--json").stdout)

    opened = {e["gap_id"] for e in document["gap_events"] if e["kind"] == "opened"}
    assert "actor:maritime_logistik:-:cluster" in opened
    assert any(
        row["subject"] == "gap" and "MARLOG" in row["sentence"] for row in document["changes"]
    )


def test_a_folder_that_is_no_snapshot_is_refused_in_words(folder, tmp_path):
    """No traceback, exit 1."""
    answer = ecosystem("diff", tmp_path / "nowhere", folder)

    assert answer.returncode == 1
    assert "not a folder" in answer.stderr
    assert "Traceback" not in answer.stderr
