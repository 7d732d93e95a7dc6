"""The time machine on the command line."""

import json
import random
import subprocess
import sys
from datetime import date

import pytest
import typer
from typer.testing import CliRunner

from ecosystem.cli import changes
from tests.analysis.gaps.plain import whole_register
from tests.sources.register.test_register import HUB, PLACES, write


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
    from ecosystem.sources.files.folders import shipped_folder

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


def test_an_import_is_undone_by_putting_the_snapshot_back(tmp_path):
    """Copy, import, put back: the register is as it was."""
    from ecosystem.sources.register.reading import read_register

    home, snapshots = (
        whole_register(random.Random(5), 1).write(tmp_path / "register"),
        tmp_path / "kept",
    )
    before = read_register(home).row_counts
    ecosystem("snapshot", "--register", home, "--into", snapshots, "--on", "2026-03-01")
    needs_table = (
        "need_id,rank,band,name_da,name_en,source,checked\nnyt,9,medium,Nyt,New,test,2026-03-01\n"
    )
    (tmp_path / "needs.csv").write_text(needs_table, encoding="utf-8")
    ecosystem("import", "table", tmp_path / "needs.csv", "--into", home)
    changed = read_register(home)
    answer = ecosystem("restore", snapshots, "--into", home, "--json")

    assert changed.row_counts["needs"] == before["needs"] + 1
    assert f"{sum(before.values())} rows" in answer.stderr
    assert json.loads(answer.stdout)["tables"] == before
    assert read_register(home).row_counts == before


def test_the_life_of_a_gap_is_kept_with_the_changes_it_goes_with(tmp_path):
    """Opened, closed and opened again; the same comparison twice keeps nothing twice."""
    from ecosystem.sources.register.snapshots import write_snapshot
    from ecosystem.sources.user.gap_events import read_gap_events

    made = whole_register(random.Random(3), firms_each=1)
    notes, on = tmp_path / "notes.jsonl", date(2026, 3, 1)
    write_snapshot(made.write(tmp_path / "r1"), tmp_path / "a", on)
    position, need = made.positions[0], made.needs[-1]
    for row in made.rows("offers", need_ids=need, position_ids=position):
        row["area"] = made.codes[0]
    write_snapshot(made.write(tmp_path / "r2"), tmp_path / "b", on)
    for before, after in (("a", "b"), ("a", "b"), ("b", "a"), ("a", "b")):
        diff(tmp_path / before, tmp_path / after, "--keep", "--notes", notes)
    life = [e for e in read_gap_events(notes) if e.gap_id == f"need:{position}:{need}:-"]

    assert [event.kind.value for event in life] == ["opened", "closed", "reopened"]
    assert set(life[0].changes) == {f"{w}-{position}.{need}" for w in ("k", "i")}


def diff(*words):
    """Compare two registers without a process of its own."""
    app = typer.Typer()
    app.callback()(lambda: None)
    changes.add_to(app)
    answer = CliRunner().invoke(app, ["diff", *map(str, words)])
    assert answer.exit_code == 0, answer.exception
