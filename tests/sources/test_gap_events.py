"""What happens to gaps is kept, and never rewritten."""

from datetime import date

import pytest

from ecosystem.model.errors import UnreadableFileError
from ecosystem.model.gaps import GapEvent
from ecosystem.sources.gap_events import append_gap_event, own_ledger, read_gap_events

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


def test_a_broken_line_is_told_by_its_number(tmp_path):
    """The user mends that line."""
    path = tmp_path / "gap_events.jsonl"
    append_gap_event(path, SAID)
    with path.open("a", encoding="utf-8") as file:
        file.write("{\n")

    with pytest.raises(UnreadableFileError, match="line 2"):
        read_gap_events(path)


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

    assert own_ledger() == tmp_path / "gap_events.jsonl"
