"""What happens to gaps is kept, and never rewritten."""

import stat
import sys
from datetime import date

import pytest

from ecosystem.model.errors import UnreadableFileError
from ecosystem.model.gaps import GapEvent
from ecosystem.sources.user.gap_events import (
    append_gap_event,
    keep_gap_events,
    own_ledger,
    read_gap_events,
)

SAID = GapEvent(gap_id="need:a:b:-", kind="explained", on=date(2026, 3, 1), reason="x", by="y")


def test_events_come_back_in_the_order_they_were_kept(tmp_path):
    """Two events, two lines."""
    path = tmp_path / "notes" / "gap_events.jsonl"
    later = SAID.model_copy(update={"on": date(2026, 4, 1)})
    append_gap_event(path, SAID)
    append_gap_event(path, later)

    assert read_gap_events(path) == (SAID, later)


def test_a_ledger_that_is_not_there_is_empty(tmp_path):
    """Nothing has happened yet."""
    assert read_gap_events(tmp_path / "none.jsonl") == ()


def test_a_line_that_is_another_thing_is_told_by_its_number(tmp_path):
    """The user mends that line."""
    path = tmp_path / "gap_events.jsonl"
    append_gap_event(path, SAID)
    with path.open("a", encoding="utf-8") as file:
        file.write("{}\n")

    with pytest.raises(UnreadableFileError, match="line 2"):
        read_gap_events(path)


@pytest.mark.parametrize("end", [b'{"gap_id": "x", "ki', b"{", b"\0" * 40, b'{"reason": "\xc3'])
def test_a_line_that_was_cut_off_costs_itself_alone(tmp_path, caplog, end):
    """A full disk or a power cut: told with its number, and the next note begins a line."""
    path = tmp_path / "gap_events.jsonl"
    append_gap_event(path, SAID)
    with path.open("ab") as file:
        file.write(end)

    append_gap_event(path, SAID)

    assert read_gap_events(path) == (SAID, SAID)
    assert "line 2 was cut off" in caplog.text


def test_marks_of_a_lines_end_within_a_reason_end_no_line(tmp_path):
    """Text copied from the web holds them."""
    path = tmp_path / "gap_events.jsonl"
    copied = SAID.model_copy(update={"reason": "a\u2028b\u2029c\x85d\x0be\x1ef"})
    append_gap_event(path, copied)

    assert read_gap_events(path) == (copied,)


@pytest.mark.skipif(sys.platform == "win32", reason="rights are kept elsewhere on Windows")
def test_only_the_owner_can_read_a_file_that_was_made(tmp_path):
    """Reasons hold what people write; a file that was there keeps its rights."""
    append_gap_event(tmp_path / "new.jsonl", SAID)
    (tmp_path / "shared.jsonl").touch(0o644)
    append_gap_event(tmp_path / "shared.jsonl", SAID)

    rights = {file.name: stat.S_IMODE(file.stat().st_mode) for file in tmp_path.iterdir()}
    assert rights == {"new.jsonl": 0o600, "shared.jsonl": 0o644}


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"[" * 100_000])
def test_a_file_that_is_no_ledger_is_told(tmp_path, content):
    """A picture, or brackets without an end."""
    path = tmp_path / "gap_events.jsonl"
    path.write_bytes(content)

    with pytest.raises(UnreadableFileError, match="gap_events"):
        read_gap_events(path)
    with pytest.raises(UnreadableFileError, match="cannot be read"):
        read_gap_events(tmp_path)


def test_a_user_may_say_where_notes_lie(tmp_path, monkeypatch):
    """No register is changed by a note."""
    monkeypatch.setenv("ECOSYSTEM_USER_DATA", str(tmp_path))

    assert own_ledger() == tmp_path / "words.db"


def test_the_name_the_notes_had_before_still_leads_to_them(tmp_path, monkeypatch):
    """A script that names the old file reads and writes what the app does."""
    monkeypatch.setenv("ECOSYSTEM_USER_DATA", str(tmp_path))
    old = tmp_path / "gap_events.jsonl"
    old.write_text(SAID.model_dump_json() + "\n", encoding="utf-8")

    before = read_gap_events(old)
    append_gap_event(old, SAID)
    added = keep_gap_events(old, [SAID, SAID.model_copy(update={"by": "z"})])

    assert before == (SAID,)
    assert added == 1
    assert read_gap_events(own_ledger()) == read_gap_events(old)
    assert len(read_gap_events(old)) == 3
    assert not old.exists()
