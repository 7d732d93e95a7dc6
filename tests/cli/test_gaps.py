"""What is missing, on the command line."""

import json
import re
import sqlite3
from contextlib import closing
from typing import get_args

import pytest
import typer
from typer.testing import CliRunner

from ecosystem.cli import gaps
from ecosystem.model.gaps import GapThresholds
from ecosystem.sources.user.store import open_store
from tests.sources.user.test_store import NOTE


def run(*words):
    """Run the command as a user would."""
    app = typer.Typer()
    app.callback()(lambda: None)
    gaps.add_to(app)
    return CliRunner().invoke(app, ["gaps", *map(str, words)])


def note(*words):
    """Run a command of one gap, with the words it is refused by."""
    app = typer.Typer()
    app.callback()(lambda: None)
    gaps.add_to(app)
    answer = CliRunner().invoke(app, ["gap", *map(str, words)])
    return answer.stdout if answer.exception is None else str(answer.exception)


def test_the_maritime_position_lacks_a_cluster_since_april_2022():
    """The document says so with its rule, its rows and its steps."""
    answer = run("--position", "maritime_logistik", "--on", "2026-03-01", "--json")
    gaps = {gap["gap_id"]: gap for gap in json.loads(answer.stdout)["gaps"]}
    gap = gaps["actor:maritime_logistik:-:cluster"]

    assert (gap["kind"], gap["since"], gap["confidence"]) == ("actor", "2022-04-01", "unconfirmed")
    assert gap["actors"] == ["marlog"]
    assert "aldrig kontrolleret" in gap["reasons"][0]
    assert gap["evidence"][0]["sources"]
    assert gap["rule"]
    assert gap["closing_steps"]


def test_of_tourism_no_cluster_was_ever_recorded_and_that_is_told_in_words():
    """Nobody says that there never was one: the register does not say."""
    answer = run("--position", "turisme", "--on", "2026-03-01")

    assert "Turisme: der er aldrig registreret en udpeget klynge" in answer.stdout
    assert "[Måske et hul, ikke registreret]" in answer.stdout


def test_one_need_shows_kinds_that_are_about_a_need_alone():
    """Nothing about places or roles."""
    answer = run("--need", "branding", "--on", "2026-03-01", "--json")

    assert {gap["need_id"] for gap in json.loads(answer.stdout)["gaps"]} <= {"branding"}


CLUSTER = "actor:maritime_logistik:-:cluster"
SAID = ("--on", "2026-03-01", "--by", "Sekretariatet", "--reason")


def test_a_gap_is_explained_away_once_and_may_be_taken_up_again(tmp_path):
    """Each step stands in the notes, and the gap is shown with its last word."""
    notes = ("--notes", tmp_path / "notes.jsonl")
    first = note("explain", CLUSTER, *SAID, "Et område uden klynge", *notes)
    again = note("explain", CLUSTER, *SAID, "En anden grund", *notes)
    text_answer = run("--position", "maritime_logistik", "--on", "2026-03-01", *notes)
    acted = json.loads(note("act", CLUSTER, *SAID, "Møde med styrelsen", *notes, "--json"))
    note("reopen", CLUSTER, *SAID, "Det er et hul", *notes)
    json_answer = run("--position", "maritime_logistik", "--on", "2026-03-01", "--json", *notes)
    gap = next(g for g in json.loads(json_answer.stdout)["gaps"] if g["gap_id"] == CLUSTER)

    assert "Noteret i" in first
    assert acted["event"]["reason"] == "Møde med styrelsen"
    assert "was explained already on 2026-03-01 by Sekretariatet" in again
    assert "Et område uden klynge (Sekretariatet)" in text_answer.stdout
    assert [event["kind"] for event in gap["life"]] == ["explained", "acted_on", "reopened"]


@pytest.fixture
def own_notes(tmp_path, monkeypatch):
    """The user's own folder; any gap is taken to be there, which others test."""
    monkeypatch.setenv("ECOSYSTEM_USER_DATA", str(tmp_path))
    monkeypatch.setattr(gaps, "_check_gap", lambda *_, **__: None)
    return tmp_path


@pytest.mark.parametrize(
    ("reason", "by", "marked"),
    [
        ("Ring til Jens 2012 3456", "Hubben", "[2012 3456]"),
        ("Spørg jens@x.dk", "Hubben", "[jens@x.dk]"),
        ("cpr 01.02.1903-1234", "Hubben", "[01…]"),
        ("Dækkes af andre", "jens@x.dk", "[jens@x.dk]"),
        ("Dækkes af andre", "Hubben, tlf. 20 12 34 56", "[20 12 34 56]"),
        ("Dækkes af andre", "010203-1234", "[01…]"),
    ],
)
@pytest.mark.parametrize("verb", ["explain", "act"])
def test_personal_data_in_a_note_is_refused_with_the_place_marked(
    own_notes, verb, reason, by, marked
):
    """In the reason as in who says so; nothing is noted."""
    message = note(verb, CLUSTER, "--reason", reason, "--by", by)

    assert marked in message
    assert "Nothing was noted" in message
    assert list(own_notes.iterdir()) == []


@pytest.mark.parametrize("mark", ["\u2028", "\u2029", "\x85", "\x0b", "\x0c"])
def test_a_reason_copied_from_elsewhere_makes_no_note_unreadable(own_notes, mark):
    """The line mark becomes a blank, and that is told; the life is read as before."""
    app = typer.Typer()
    app.callback()(lambda: None)
    gaps.add_to(app)
    words = ["gap", "explain", CLUSTER, *SAID, f"Kopieret{mark}fra et brev"]
    answer = CliRunner().invoke(app, words)

    assert f"U+{ord(mark):04X}" in answer.stderr
    assert "Kopieret fra et brev (Sekretariatet)" in note("life", CLUSTER)


def test_lines_of_an_earlier_version_that_cannot_be_read_are_told(own_notes):
    """How many, and in which file; the others are there."""
    line = '{"gap_id": "x", "kind": "explained", "on": "2026-03-01", "reason": "a", "by": "b"}\n'
    (own_notes / "gap_events.jsonl").write_text(line + '{"gap_id": "x', encoding="utf-8")
    app = typer.Typer()
    app.callback()(lambda: None)
    gaps.add_to(app)
    answer = CliRunner().invoke(app, ["gap", "life", "x"])

    assert "a (b)" in answer.stdout
    assert "1 of 2 lines of " in answer.stderr
    assert "gap_events.jsonl.taken-over could not be read" in answer.stderr


def test_a_note_that_another_version_wrote_is_counted(own_notes):
    """The command shows the others, and says that there is one more."""
    store = open_store()
    store.notes.add_new(NOTE.model_copy(update={"reason": reason}) for reason in ("et", "to"))
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("UPDATE notes SET body = '{}' WHERE note_id = 1")
        connection.commit()
    app = typer.Typer()
    app.callback()(lambda: None)
    gaps.add_to(app)
    answer = CliRunner().invoke(app, ["gap", "life", NOTE.gap_id])

    assert "to (Hubben)" in answer.stdout
    assert "cannot read and so does not show: 1." in answer.stderr


def test_two_who_explain_one_gap_at_once_are_both_kept_and_the_second_is_told(
    own_notes, monkeypatch
):
    """The other wrote after this one had read."""
    from ecosystem.briefings.basis import gaps as gap_life
    from ecosystem.model.gaps import GapEvent

    explain = gap_life.explain

    def meanwhile(gap_id, reason, by, on, events):
        first_event = GapEvent(
            gap_id=gap_id, kind="explained", on=on, reason="ikke brug", by="Klyngen"
        )
        open_store().notes.add(first_event)
        return explain(gap_id, reason, by, on, events)

    monkeypatch.setattr(gap_life, "explain", meanwhile)
    app = typer.Typer()
    app.callback()(lambda: None)
    gaps.add_to(app)
    answer = CliRunner().invoke(app, ["gap", "explain", CLUSTER, *SAID, "Dækkes", "--json"])

    assert "Klyngen also explained the gap at " in answer.stderr
    assert [event["by"] for event in json.loads(answer.stdout)["also"]] == ["Klyngen"]
    assert [event.by for event in open_store().notes.read()] == ["Klyngen", "Sekretariatet"]


def test_a_gap_that_is_not_there_is_not_explained(tmp_path):
    """The nearest that is there is named, and nothing is noted."""
    path = tmp_path / "notes.jsonl"
    message = note("explain", "actor:maritime_logistik:-:clustre", *SAID, "Nej", "--notes", path)

    assert CLUSTER in message
    assert not path.exists()


def test_steps_are_tried_in_the_sandbox_before_anybody_takes_them():
    """A cluster for the position closes the gap; the register stays as it is."""
    gap_id = "actor:maritime_logistik:-:cluster"
    document = json.loads(note("try", gap_id, "--on", "2026-03-01", "--json"))

    assert gap_id in document["steps"][0]["closed"]
    assert gap_id in run("--on", "2026-03-01", "--json").stdout


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        ("within_km=-1", "greater than or equal to 0"),
        ("min_firms=0", "greater than or equal to 1"),
        ("min_firms=mange", "valid integer"),
        ("minutter=30", "within_km"),
        ("shelf_life_days=30", "rules/_shelf_lives.yaml"),
        ("within_km", "valid number"),
    ],
)
def test_a_limit_without_sense_is_refused_in_words(limit, words):
    """Negative, not a number, or no limit at all."""
    assert words in str(run("--limit", limit).exception)


def test_the_help_names_every_limit_with_its_value():
    """A limit that the help leaves out is found by nobody."""
    (option,) = get_args(gaps.LimitOption)[1:]
    limits = {
        name: value
        for name, value in GapThresholds().model_dump().items()
        if isinstance(value, int | float)
    }

    listed = dict(re.findall(r"(\w+) \(([\d.]+)\)", option.help))
    assert {name: float(value) for name, value in listed.items()} == limits


def test_a_limit_is_changed_from_the_command_line_and_told_with_each_gap():
    """Farther is nearer: fewer places are without an institution, and the gap says by what."""

    def places(*words):
        document = json.loads(run("--position", "finansiel_teknologi", "--json", *words).stdout)
        (gap,) = [g for g in document["gaps"] if g["detail"] == "knowledge_institution"]
        return gap

    near, far = places(), places("--limit", "within_km=60")

    assert len(far["municipality_codes"]) < len(near["municipality_codes"])
    assert far["thresholds"] == {
        "within_km": 60,
        "min_firms": 1,
        "version": near["thresholds"]["version"] + "+within_km=60",
    }


def test_searches_that_led_nowhere_show_as_demand_where_they_are_enough(tmp_path):
    """Three of a need in a municipality are shown, two are not; no firm is named."""
    from datetime import date

    from ecosystem.model.referrals import DeadEnd
    from ecosystem.sources.user.dead_ends import append_dead_ends

    path = tmp_path / "dead_ends.jsonl"
    same = {"on": date(2026, 2, 1), "need_id": "branding", "position_id": "turisme", "why": ()}
    same |= {"industry_division": "55", "size_class": None}
    places = ["0860"] * 3 + ["0851"] * 2
    append_dead_ends(path, [DeadEnd(municipality_code=code, **same) for code in places])
    words = ("--position", "turisme", "--on", "2026-03-01", "--ledger", path, "--json")
    gaps = [g for g in json.loads(run(*words).stdout)["gaps"] if g["kind"] == "demand"]

    assert [(g["need_id"], g["municipality_codes"]) for g in gaps] == [("branding", ["0860"])]
