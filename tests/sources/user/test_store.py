"""What users write down is kept for them alone, by whoever writes, and is never overwritten."""

import multiprocessing
import os
import sqlite3
import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import date, datetime, timedelta

import pytest

from ecosystem.model.drafts import KEPT_DAYS, ReferralDraft
from ecosystem.model.gaps import GapEvent
from ecosystem.model.referrals import DeadEnd
from ecosystem.sources.user.own_folder import FOLDER_NAME
from ecosystem.sources.user.store import (
    DraftChangedError,
    database,
    keeping,
    new_token,
    open_store,
    own_store,
)

GAP = "need:turisme:finance:-"
TODAY = date(2026, 11, 23)
NOTE = GapEvent(gap_id=GAP, kind="explained", on=TODAY, reason="dækkes af andre", by="Hubben")
SEARCH = DeadEnd(
    on=TODAY,
    need_id="finance",
    position_id=None,
    industry_division=None,
    municipality_code=None,
    size_class=None,
    why=(),
)
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="rights are kept elsewhere on Windows")


@pytest.fixture
def store(tmp_path):
    """A store that nobody has written to."""
    return open_store(tmp_path / "own", TODAY)


def a_draft(text="en ny maskine", **fields):
    """A draft with a text of its own."""
    return ReferralDraft(need_text=text, **fields)


def aged(store, token, days):
    """Let a draft have been changed some days ago."""
    at = datetime.combine(TODAY, datetime.min.time()).astimezone() - timedelta(days=days)
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("UPDATE drafts SET changed_at = ?", (int(at.timestamp()),))
        connection.commit()


def bytes_of(store):
    """Every byte beside and in the store."""
    return b"".join(path.read_bytes() for path in store.path.parent.rglob("*") if path.is_file())


def tables_of(store):
    """How many rows each table has."""
    with closing(sqlite3.connect(store.path)) as connection:
        names = ("notes", "dead_ends", "drafts")
        return [connection.execute(f"SELECT count(*) FROM {n}").fetchone()[0] for n in names]


# --- the file ------------------------------------------------------------------------------


def test_nothing_is_made_before_something_is_written(store):
    """Who only looks leaves no folder behind."""
    assert store.notes.read() == ()
    assert store.dead_ends.read() == ()
    assert store.version_of_dead_ends() == 0
    assert store.drafts.read(new_token(), TODAY) is None
    store.drafts.delete(new_token())
    assert store.dead_ends.add([]) == 0

    assert not store.path.parent.exists()


@POSIX
def test_only_the_owner_can_read_it_whatever_the_system_gives_others(store):
    """Folder, file, and the journal while somebody writes."""
    before = os.umask(0)
    try:
        store.notes.add(NOTE)
        with database.writing(store.path):
            rights = {
                file.name: stat.S_IMODE(file.stat().st_mode) for file in store.path.parent.iterdir()
            }
    finally:
        os.umask(before)

    assert stat.S_IMODE(store.path.parent.stat().st_mode) == 0o700
    assert rights == dict.fromkeys(("words.db", "words.db-wal", "words.db-shm"), 0o600)


@POSIX
def test_a_folder_that_others_can_read_is_closed_when_it_is_ours(tmp_path, monkeypatch):
    """Earlier versions made it open; one that a user names may hold other files and stays so."""
    monkeypatch.delenv(FOLDER_NAME, raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    (tmp_path / "ecosystem").mkdir(mode=0o755)
    (tmp_path / "named").mkdir(mode=0o755)

    open_store()
    open_store(tmp_path / "named").notes.add(NOTE)

    assert stat.S_IMODE((tmp_path / "ecosystem").stat().st_mode) == 0o700
    assert stat.S_IMODE((tmp_path / "named").stat().st_mode) == 0o755
    assert stat.S_IMODE((tmp_path / "named" / "words.db").stat().st_mode) == 0o600


def test_what_is_acknowledged_is_on_the_disk(store):
    """Flushed at each commit, in a journal that readers do not wait for."""
    store.notes.add(NOTE)

    with database.reading(store.path) as connection:
        pragmas = ("journal_mode", "synchronous", "secure_delete", "user_version")
        values = [connection.execute(f"PRAGMA {name}").fetchone()[0] for name in pragmas]

    assert values == ["wal", 2, 1, 2]


def test_the_folder_can_be_chosen(monkeypatch, tmp_path):
    """Whoever runs the app decides where it lies."""
    monkeypatch.setenv(FOLDER_NAME, str(tmp_path / "words"))

    assert own_store() == tmp_path / "words" / "words.db"
    assert open_store().path == own_store()


# --- notes and dead ends -------------------------------------------------------------------


def test_notes_come_back_in_the_order_they_were_kept(store):
    """Two events, the later day first kept."""
    earlier = NOTE.model_copy(update={"on": date(2026, 1, 1)})
    store.notes.add(NOTE)
    store.notes.add(earlier)

    assert store.notes.read() == (NOTE, earlier)


def test_the_second_of_two_is_told_of_the_first_and_both_are_kept(store):
    """Both read that nothing was noted; neither text is lost."""
    second_note = NOTE.model_copy(update={"reason": "der er ikke brug", "by": "Klyngen"})

    first = store.notes.add(NOTE, seen=0)
    (meanwhile,) = store.notes.add(second_note, seen=0)

    assert first == ()
    assert meanwhile.event == NOTE
    assert abs(meanwhile.at.timestamp() - datetime.now().astimezone().timestamp()) < 60
    assert store.notes.read() == (NOTE, second_note)


def test_who_knew_of_a_note_or_wrote_of_another_gap_is_told_nothing(store):
    """Only what came meanwhile, on the same gap."""
    store.notes.add(NOTE)

    assert store.notes.add(NOTE, seen=1) == ()
    assert store.notes.add(NOTE.model_copy(update={"gap_id": "x"}), seen=0) == ()


def test_a_comparison_kept_twice_adds_nothing(store):
    """What opened and closed is noted once."""
    events = [NOTE, NOTE.model_copy(update={"gap_id": "x"})]

    assert store.notes.add_new(events) == 2
    assert store.notes.add_new(events) == 0
    assert store.notes.read() == tuple(events)


def test_every_search_counts_also_the_same_again(store):
    """Three firms that found nothing are demand of three; the count grows with each."""
    assert store.dead_ends.add([SEARCH, SEARCH]) == 2
    assert store.version_of_dead_ends() == 2
    store.dead_ends.add([SEARCH])

    assert store.version_of_dead_ends() == 3
    assert store.dead_ends.read() == (SEARCH,) * 3


def test_a_row_of_another_version_hides_no_other(store):
    """One kind of event that this version does not know costs itself alone."""
    store.notes.add(NOTE)
    store.dead_ends.add([SEARCH])
    with closing(sqlite3.connect(store.path)) as connection:
        body = '{"gap_id": "x", "kind": "doubted", "on": "2026-11-23"}'
        connection.execute("INSERT INTO notes VALUES (9, 'x', 0, ?)", (body,))
        connection.execute("INSERT INTO dead_ends VALUES (9, 0, '{}')")
        connection.commit()

    assert store.notes.read() == (NOTE,)
    assert store.dead_ends.read() == (SEARCH,)


# --- drafts --------------------------------------------------------------------------------


def test_a_draft_comes_back_by_its_token_alone(store):
    """The store keeps no token, so the file opens no page."""
    token = new_token()
    stored = store.drafts.save(token, a_draft(), None)

    assert store.drafts.read(token, TODAY) == stored
    assert stored.draft == a_draft()
    assert store.drafts.read(new_token(), TODAY) is None
    assert token.encode() not in bytes_of(store)


@pytest.mark.parametrize("token", ["", "x", "../../../etc/passwd", "æ" * 22, "x" * 22, "x" * 500])
def test_a_token_that_is_none_opens_nothing(store, token):
    """Whatever stands in an address."""
    store.drafts.save(new_token(), a_draft(), None)

    assert store.drafts.read(token, TODAY) is None


def test_tokens_are_never_the_same():
    """A thousand tokens of 22 characters, each another."""
    tokens = {new_token() for _ in range(1000)}

    assert len(tokens) == 1000
    assert {len(token) for token in tokens} == {22}


def test_the_window_that_saves_second_is_told_and_overwrites_nothing(store):
    """Both texts are there: one in the store, one with who wrote it."""
    token = new_token()
    read = store.drafts.save(token, a_draft("A"), None)
    store.drafts.save(token, a_draft("B"), read)

    with pytest.raises(DraftChangedError, match="changed the draft at") as raised:
        store.drafts.save(token, a_draft("C"), read)

    assert raised.value.stored.draft.need_text == "B"
    assert store.drafts.read(token, TODAY).draft.need_text == "B"
    assert store.drafts.save(token, a_draft("C"), raised.value.stored).version == 3


def test_a_draft_that_another_window_deleted_does_not_come_back_unasked(store):
    """Who writes on is told; only their own yes brings it back."""
    token = new_token()
    read = store.drafts.save(token, a_draft("A"), None)
    store.drafts.delete(token)

    with pytest.raises(DraftChangedError, match="deleted") as raised:
        store.drafts.save(token, a_draft("B"), read)

    assert raised.value.stored is None
    assert store.drafts.read(token, TODAY) is None
    store.drafts.save(token, a_draft("B"), None)
    assert store.drafts.read(token, TODAY).draft.need_text == "B"


def test_an_update_of_the_tool_hides_no_draft(store):
    """A field of a newer version is read over, told, and still there after saving here."""
    token = new_token()
    store.drafts.save(token, a_draft(), None)
    with closing(sqlite3.connect(store.path)) as connection:
        body = '{"need_text": "en maskine", "step": 4, "accept": {"given_on": "2026-11-23"}}'
        connection.execute("UPDATE drafts SET body = ?", (body,))
        connection.commit()

    read = store.drafts.read(token, TODAY)
    stored = store.drafts.save(token, a_draft("to maskiner"), read)

    assert read.draft.need_text == "en maskine"
    assert (read.unread, stored.unread) == (("step",), ("step",))
    assert '"accept": {"given_on": "2026-11-23"}' in stored.text
    assert '"step": 4' in stored.text


@pytest.mark.parametrize(
    ("age", "is_there"), [(0, True), (KEPT_DAYS, True), (KEPT_DAYS + 1, False)]
)
def test_a_draft_goes_ninety_days_after_its_last_change_by_itself(store, age, is_there):
    """On the last day it is there; on the next, opening the store is enough, for a note or gaps."""
    token = new_token()
    store.drafts.save(token, a_draft("Jensen Hydraulik"), None)
    aged(store, token, age)

    assert (store.drafts.read(token, TODAY) is not None) is is_there
    open_store(store.path.parent, TODAY).notes.read()

    assert (tables_of(store)[2] == 1) is is_there
    assert (b"Jensen Hydraulik" in bytes_of(store)) is is_there


def test_old_drafts_are_looked_for_once_a_day(store, monkeypatch):
    """The first opening of a day pays for it, not each click."""
    store.notes.add(NOTE)
    pragmas = []
    monkeypatch.setattr(keeping, "delete_old_files", lambda *call: pragmas.append(call))

    for day in (TODAY, TODAY, TODAY + timedelta(days=1), TODAY + timedelta(days=1)):
        open_store(store.path.parent, day)

    assert [on for _, on in pragmas] == [TODAY, TODAY + timedelta(days=1)]


@pytest.mark.parametrize("length", [10, 400, 3_000, 20_000])
def test_a_deleted_draft_is_in_no_byte_of_the_folder(store, length):
    """Among others that stay, after it grew and shrank: not in the file, not in the journal."""
    tokens = [new_token() for _ in range(9)]
    drafts = [
        store.drafts.save(token, a_draft(f"HEMMELIG{n} x"), None) for n, token in enumerate(tokens)
    ]
    for grown in (length, 5, length // 2):
        marks = tuple(f"HEMMELIG4-{n}" for n in range(grown // 20))
        drafts[4] = store.drafts.save(tokens[4], a_draft("HEMMELIG4 y", chosen=marks), drafts[4])

    store.drafts.delete(tokens[4])
    store.drafts.delete(tokens[4])

    left = bytes_of(store)
    assert b"HEMMELIG4" not in left
    assert all(f"HEMMELIG{n}".encode() in left for n in range(9) if n != 4)


# --- many at once --------------------------------------------------------------------------


def _write(folder, writer, times):
    for number in range(times):
        reason = f"{writer} {number}"
        open_store(folder, TODAY).notes.add(NOTE.model_copy(update={"reason": reason}))


def test_four_programs_that_write_at_once_lose_nothing(tmp_path):
    """The app and three commands, fifty notes each, on a store that none of them found there."""
    context = multiprocessing.get_context("spawn")
    programs = [
        context.Process(target=_write, args=(tmp_path / "own", writer, 50)) for writer in range(4)
    ]
    for program in programs:
        program.start()
    for program in programs:
        program.join(60)

    reasons = [event.reason for event in open_store(tmp_path / "own", TODAY).notes.read()]
    assert [program.exitcode for program in programs] == [0] * 4
    assert sorted(reasons) == sorted(f"{w} {n}" for w in range(4) for n in range(50))
    for writer in range(4):
        of_writer = [reason for reason in reasons if reason.startswith(f"{writer} ")]
        assert of_writer == [f"{writer} {n}" for n in range(50)]


def test_sessions_in_threads_save_one_draft_and_each_is_saved_or_told(store):
    """Eight windows write one draft at once: one wins, seven still have their text."""
    token = new_token()
    read = store.drafts.save(token, a_draft("0"), None)

    def save(window):
        try:
            store.drafts.save(token, a_draft(f"fra {window}"), read)
        except DraftChangedError as told:
            return told.stored.draft.need_text
        return None

    with ThreadPoolExecutor(8) as windows:
        outcomes = list(windows.map(save, range(8)))

    (winner,) = [window for window, refusal in enumerate(outcomes) if refusal is None]
    assert {refusal for refusal in outcomes if refusal is not None} == {f"fra {winner}"}
