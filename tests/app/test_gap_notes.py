"""What the page says of notes that cannot be read, or can be read in part."""

import sqlite3
from contextlib import closing

import pytest
from streamlit.testing.v1 import AppTest

from ecosystem.sources.user.own_folder import FOLDER_NAME
from ecosystem.sources.user.store import open_store
from tests.sources.user.test_store import NOTE


def script():
    """Write how many notes there are, as the page reads them."""
    import streamlit as st

    from ecosystem.app.gaps import gap_notes

    st.write(str(len(gap_notes.events())))


@pytest.fixture
def user_folder(tmp_path, monkeypatch):
    """The reader's own folder."""
    monkeypatch.setenv(FOLDER_NAME, str(tmp_path))
    return tmp_path


def read():
    """How many notes the page has, and what it warns of."""
    page = AppTest.from_function(script, default_timeout=60).run()
    assert not page.exception
    return page.markdown[-1].value, [warning.value.replace("\\", "") for warning in page.warning]


def test_lines_of_an_earlier_version_stand_aside_and_that_is_told_until_the_file_is_gone(
    user_folder,
):
    """The others are there; nobody has to read English."""
    line = NOTE.model_dump_json() + "\n"
    (user_folder / "gap_events.jsonl").write_text(line + line[:20], encoding="utf-8")

    first, again = read(), read()
    (user_folder / "gap_events.jsonl.taken-over").unlink()

    assert first == again
    assert first[0] == "1"
    assert first[1][0].startswith("1 af 2 linjer i ")
    assert read() == ("1", [])


def test_a_note_of_another_version_is_counted_and_hides_no_other(user_folder):
    """How many are not shown, and where they stand."""
    store = open_store()
    store.notes.add_new(NOTE.model_copy(update={"reason": reason}) for reason in "ab")
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute('UPDATE notes SET body = \'{"kind": "later"}\' WHERE note_id = 1')
        connection.commit()

    count, (warning,) = read()

    assert count == "1"
    assert warning.endswith("opdatér det også her.")
    assert f"ikke viser: 1. De er ikke gået tabt: De står i {user_folder}/words.db" in warning


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (lambda file: file.write_bytes(b"no data base" * 400), "er beskadiget"),
        (lambda file: (file.unlink(), file.mkdir()), "kan ikke åbnes"),
    ],
)
def test_a_store_that_cannot_be_read_is_told_and_the_page_works_on(user_folder, spoil, words):
    """Where it lies, and what to do."""
    open_store().notes.add(NOTE)
    spoil(user_folder / "words.db")

    count, (warning,) = read()

    assert count == "0"
    assert warning.startswith("Noterne om huller kan ikke læses")
    assert f"{user_folder}/words.db {words}" in warning
