"""The scorecard on the command line."""

import json
import sys
from datetime import date

import pytest
from openpyxl import load_workbook

from ecosystem.cli import main
from ecosystem.sources.register.snapshots import write_snapshot
from tests.sources.register.test_register import HUB, PLACES, write

DAY = ("--on", "2026-11-29")
SEATS = [
    {"actor_id": "klynge", "seat": "1", "affiliation": "firm", "source": "test"},
    {"actor_id": "klynge", "seat": "2", "affiliation": "public", "source": "test"},
]
CLUSTER = {"actor_id": "klynge", "kind": "cluster", "name": "Klyngen", "source": "test"}


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """Run a command as a user does: its exit, what it printed, and what it told."""
    monkeypatch.setenv("ECOSYSTEM_USER_DATA", str(tmp_path / "own"))

    def run_with(*words):
        monkeypatch.setattr(sys, "argv", ["ecosystem", "scorecard", *map(str, words), *DAY])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = stop.code or 0
        return (code, *capsys.readouterr())

    return run_with


@pytest.fixture
def folder(tmp_path):
    """A register of one cluster and its board."""
    home = tmp_path / "register"
    home.mkdir()
    write(home, "municipalities", PLACES)
    write(home, "actors", [HUB, CLUSTER])
    write(home, "board_seats", SEATS)
    return home


def test_a_cluster_is_told_in_words(run, folder):
    """Ten recommendations; those that nobody recorded say so."""
    code, out, _ = run("--cluster", "klynge", "--register", folder)

    assert code == 0
    assert out.startswith("Klyngen: de ti anbefalinger i tal, 29. november 2026")
    assert "1 af 2 poster (50 %) er besat fra en virksomhed." in out
    assert [f"\n{number}. " in out for number in range(1, 11)] == [True] * 10
    assert "aldrig ved siden af andre klynger" in out
    assert "None" not in out
    assert "nan" not in out


def test_the_json_document_has_the_fields_of_the_interface(run):
    """What a script reads."""
    _, out, _ = run("--cluster", "energy_cluster_denmark", "--json")
    document = json.loads(out)

    assert {"cluster", "on", "since", "recommendations"} <= set(document)
    assert document["cluster"]["position_ids"] == ["energiteknologi"]
    answers = document["recommendations"]
    assert [answer["rec_id"] for answer in answers] == list(range(1, 11))
    assert set(answers[0]) == {
        *("rec_id", "name_da", "name_en", "state", "sentence_da", "sentence_en", "indicators")
    }
    fields = {"key", "name_da", "value", "unit", "n", "low", "high", "before", "state", "why_da"}
    assert fields | {"caveat_da", "tables"} <= set(answers[0]["indicators"][0])


def test_a_snapshot_stands_beside_and_the_same_words_come_twice(run, folder, tmp_path):
    """One firm of two seats now, none then."""
    write(folder, "board_seats", [{**SEATS[0], "affiliation": "public"}, SEATS[1]])
    write_snapshot(folder, tmp_path / "before", date(2026, 1, 1))
    write(folder, "board_seats", SEATS)
    asked = ("--cluster", "klynge", "--register", folder, "--since", tmp_path / "before")
    first, second = run(*asked), run(*asked)

    assert first == second
    assert "Før: 0 %." in first[1]
    assert "Sammenlignet med registret, som det var 1. januar 2026." in first[1]


def test_a_file_for_people_and_one_for_machines(run, folder, tmp_path):
    """Words in Excel, ids in CSV; another ending is refused before any work is done."""
    book, rows = tmp_path / "a.xlsx", tmp_path / "a.csv"
    for file in (book, rows):
        code, _, told = run("--all", "--register", folder, "--out", file)
        assert (code, "Wrote" in told) == (0, True)

    sheet = load_workbook(book).worksheets[0]
    assert [cell.value for cell in sheet[1]][:4] == [
        "Klynge",
        "Nummer",
        "Anbefaling",
        "Indikator",
    ]
    assert rows.read_text().startswith("actor_id,rec_id,key,position_id,state,value")
    code, _, told = run("--all", "--register", folder, "--out", tmp_path / "a.pdf")
    assert (code, ".xlsx .csv" in told) == (1, True)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ((), "--cluster"),
        (("--cluster", "klynge", "--all"), "--cluster"),
        (("--cluster", "klyngen"), "Nearest: klynge"),
        (("--cluster", "klynge", "--since", "nowhere"), "not a folder"),
    ],
)
def test_what_cannot_be_answered_is_refused_in_words(run, folder, words, told):
    """No traceback, exit 1."""
    code, out, err = run(*words, "--register", folder)

    assert (code, out) == (1, "")
    assert told in err
    assert "Traceback" not in err


def test_a_register_without_a_day_and_a_later_snapshot_are_no_past(run, folder, tmp_path):
    """The message says what to do."""
    write_snapshot(folder, tmp_path / "later", date(2027, 1, 1))
    asked = ("--cluster", "klynge", "--register", folder, "--since")

    assert "ecosystem snapshot" in run(*asked, folder)[2]
    assert "after 2026-11-29" in run(*asked, tmp_path / "later")[2]


@pytest.mark.slow
def test_every_cluster_of_the_shipped_register_has_its_card(run):
    """Thirteen of them, A to Å."""
    _, out, _ = run("--all", "--json")
    names = [card["cluster"]["name"] for card in json.loads(out)["scorecards"]]

    assert len(names) == 13
    assert names[0].startswith("CenSec")
