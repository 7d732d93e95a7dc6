"""What is wrong with the store is told in words: where it lies, what to do; nothing is lost."""

import multiprocessing
import os
import random
import shutil
import sqlite3
from contextlib import closing, suppress

import pytest

from ecosystem.model.errors import StoreError
from ecosystem.model.vocabulary import StoreProblem
from ecosystem.sources.user.own_folder import FOLDER_NAME
from ecosystem.sources.user.store import Store, database, new_token, open_store
from tests.sources.user import test_store
from tests.sources.user.test_store import NOTE, POSIX, SEARCH, TODAY, a_draft

store = test_store.store


def everything(store):
    """Each way to use a store, by name."""
    token = new_token()
    return {
        "notes": store.notes.read,
        "note": lambda: store.notes.add(NOTE, 0),
        "dead ends": store.dead_ends.read,
        "dead end": lambda: store.dead_ends.add([SEARCH]),
        "version": store.version_of_dead_ends,
        "draft": lambda: store.drafts.read(token, TODAY),
        "save": lambda: store.drafts.save(token, a_draft(), None),
        "delete": lambda: store.drafts.delete(token),
        "aside": store.put_aside,
    }


def problem_of(store):
    """What each way to use a store says is wrong; a traceback would fail here."""
    problems = {}
    for name, use in everything(store).items():
        with pytest.raises(StoreError) as raised:
            use()
        assert str(store.path) in str(raised.value)
        problems[name] = raised.value.problem
    assert len(set(problems.values())) == 1
    return next(iter(problems.values()))


@pytest.mark.parametrize(
    "content",
    [b"x", b"not a data base" * 400, b"SQLite format 3\0" + b"\xff" * 5_000, b"\0" * 9_000],
)
def test_a_file_that_is_no_store_is_told_and_left_as_it_is(tmp_path, content):
    """Where it lies, and that it may be moved away."""
    path = tmp_path / "words.db"
    path.write_bytes(content)

    assert problem_of(open_store(tmp_path, TODAY)) is StoreProblem.DAMAGED
    assert path.read_bytes() == content


def test_a_store_with_a_damaged_page_is_told_and_left_as_it_is(store):
    """A disk that lost a page: nothing is written over what is left."""
    store.notes.add_new(
        NOTE.model_copy(update={"reason": f"{number} " + "x" * 200}) for number in range(300)
    )
    damaged = bytearray(store.path.read_bytes())
    for page in range(1, len(damaged) // 4096):
        damaged[page * 4096 : page * 4096 + 2_000] = b"\xa5" * 2_000
    store.path.write_bytes(damaged)

    assert problem_of(open_store(store.path.parent, TODAY)) is StoreProblem.DAMAGED
    assert store.path.read_bytes() == bytes(damaged)


@pytest.mark.parametrize("seed", range(12))
def test_a_store_with_any_damage_works_or_is_told_of(store, seed):
    """Bytes changed, cut off, blotted out: words, never a traceback."""
    store.notes.add_new(
        NOTE.model_copy(update={"reason": f"{number} " + "x" * 50}) for number in range(60)
    )
    store.dead_ends.add([SEARCH] * 30)
    whole, chance = store.path.read_bytes(), random.Random(seed)
    for number in range(6):
        damaged, at = bytearray(whole), chance.randrange(len(whole))
        match number % 3:
            case 0:
                for _ in range(60):
                    damaged[chance.randrange(len(whole))] = chance.randrange(256)
            case 1:
                del damaged[at:]
            case 2:
                damaged[at : at + 6] = b"\xff\xfe\x00abc"
        store.path.write_bytes(damaged)
        for use in everything(store).values():
            with suppress(StoreError):
                use()


def test_a_data_base_of_another_program_is_left_alone(tmp_path):
    """Whatever is called words.db is not ours for that."""
    path = tmp_path / "words.db"
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE notes (mine TEXT)")
        connection.commit()
    before = path.read_bytes()

    assert problem_of(open_store(tmp_path, TODAY)) is StoreProblem.DAMAGED
    assert path.read_bytes() == before


def test_a_store_of_a_newer_version_is_told_and_left_alone(store):
    """Somebody else on the share has updated already."""
    store.notes.add(NOTE)
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("PRAGMA user_version = 3")
    before = store.path.read_bytes()

    assert problem_of(open_store(store.path.parent, TODAY)) is StoreProblem.NEWER
    assert store.path.read_bytes() == before


def test_a_store_of_an_earlier_version_is_brought_up_to_date(store, monkeypatch):
    """A later version adds a table: what was noted stays."""
    store.notes.add(NOTE)
    steps = (*database._STEPS, ("CREATE TABLE cases (case_id TEXT)",))
    monkeypatch.setattr(database, "_STEPS", steps)

    assert store.notes.read() == (NOTE,)
    with database.reading(store.path) as connection:
        assert connection.execute("SELECT count(*) FROM cases").fetchone() == (0,)
        assert connection.execute("PRAGMA user_version").fetchone() == (3,)


def test_a_store_that_somebody_holds_is_waited_for_and_then_told(store, monkeypatch):
    """A program that hangs does not hang the page."""
    store.notes.add(NOTE)
    monkeypatch.setattr(database, "WAITING_S", 0.05)

    with database.writing(store.path), pytest.raises(StoreError) as raised:
        store.notes.add(NOTE)

    assert raised.value.problem is StoreProblem.BUSY
    assert store.notes.read() == (NOTE,)


def test_readers_do_not_wait_for_a_writer(store, monkeypatch):
    """The page shows what was kept before."""
    store.notes.add(NOTE)
    monkeypatch.setattr(database, "WAITING_S", 0.05)

    with database.writing(store.path):
        assert store.notes.read() == (NOTE,)


@pytest.mark.parametrize("kind", ["file", "folder", "pipe", "loop"])
def test_a_strange_place_is_told_in_words(tmp_path, kind):
    """A file where the folder should be; a folder, a pipe or a link to itself for the store."""
    folder = tmp_path / "own"
    match kind:
        case "file":
            folder.write_text("mine")
        case "folder":
            (folder / "words.db").mkdir(parents=True)
        case "pipe":
            folder.mkdir()
            os.mkfifo(folder / "words.db")
        case "loop":
            folder.mkdir()
            (folder / "words.db").symlink_to("words.db")

    with pytest.raises(StoreError) as raised:
        open_store(folder, TODAY).notes.add(NOTE)

    assert raised.value.problem is StoreProblem.NO_PLACE
    assert FOLDER_NAME in str(raised.value)


@POSIX
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_to_is_told(store):
    """Nothing is lost, and the words say where it lies."""
    store.notes.add(NOTE)
    store.path.parent.chmod(0o500)
    try:
        problem = problem_of(store)
    finally:
        store.path.parent.chmod(0o700)

    assert problem is StoreProblem.NO_PLACE
    assert store.notes.read() == (NOTE,)


@POSIX
def test_a_full_disk_is_told_and_costs_nothing_that_was_kept(store):
    """Files may grow no more, as on a full disk: the page says so, the notes are there."""
    store.notes.add(NOTE)
    long = NOTE.model_copy(update={"reason": "x" * 200_000})

    problem = _in_a_full_place(store, long)

    assert problem == StoreProblem.FULL.value
    assert store.notes.read() == (NOTE,)
    store.notes.add(long)
    assert store.notes.read() == (NOTE, long)


def _in_a_full_place(store, note):
    """Write in a program of its own whose files may not grow; give what it was told."""
    context = multiprocessing.get_context("spawn")
    parent_end, child_end = context.Pipe()
    program = context.Process(target=_write_in_a_full_place, args=(store.path, note, child_end))
    program.start()
    answer = parent_end.recv() if parent_end.poll(60) else "nothing"
    program.join(60)
    return answer


def _write_in_a_full_place(path, note, answer):
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64_000, 64_000))
    try:
        Store(path).notes.add(note, 0)
    except StoreError as raised:
        answer.send(raised.problem.value)
    else:
        answer.send("kept")


def test_a_store_that_was_moved_away_is_begun_anew(store):
    """What the words ask for works while the app runs."""
    store.notes.add(NOTE)
    shutil.move(store.path, store.path.with_name("words.db.damaged"))

    assert store.notes.read() == ()
    store.notes.add(NOTE)
    assert store.notes.read() == (NOTE,)
