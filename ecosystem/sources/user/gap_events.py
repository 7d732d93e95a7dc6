"""Keep what happens to gaps: added, never changed, in the user's store or a file a user names."""

from collections.abc import Iterable
from pathlib import Path

from ecosystem.model.gaps import GapEvent, KeptNote
from ecosystem.sources.files.json_lines import append_json_lines, read_json_lines
from ecosystem.sources.user.store import TakenOver, own_store, store_of


def own_ledger() -> Path:
    """Return the file of this user's notes on gaps: the store of the user's own words."""
    return own_store()


def append_gap_event(path: Path, event: GapEvent, seen: int | None = None) -> tuple[KeptNote, ...]:
    """Add an event to a ledger, making the file when there is none.

    Args:
        path: The store, or a file of one JSON record a line.
        event: What happened.
        seen: How many events of the gap its writer knew of; ``None``: not asked about.

    Returns:
        The notes of the gap that were added to the store meanwhile: all of them are kept.

    Raises:
        UnreadableFileError: The file cannot be written.
    """
    if (store := store_of(path)) is not None:
        return store.notes.add(event, seen)
    append_json_lines(path, [event])
    return ()


def keep_gap_events(path: Path, events: Iterable[GapEvent]) -> int:
    """Add the events that are not in a ledger yet.

    Returns:
        How many were added; the same comparison a second time adds none.

    Raises:
        UnreadableFileError: The file cannot be read or written.
    """
    if (store := store_of(path)) is not None:
        return store.notes.add_new(events)
    events_before = set(read_gap_events(path))
    fresh = [event for event in events if event not in events_before]
    append_json_lines(path, fresh)
    return len(fresh)


def read_gap_events(path: Path) -> tuple[GapEvent, ...]:
    """Read a ledger of events; one that is not there is empty.

    Raises:
        UnreadableFileError: The file cannot be read, or a line is no event; its number is told.
    """
    if (store := store_of(path)) is not None:
        return store.notes.read()
    return read_json_lines(path, GapEvent, "an event of a gap")


def unread_notes(path: Path) -> int:
    """Count the notes of a store that stand there and cannot be read.

    Raises:
        UnreadableFileError: The store cannot be read.
    """
    store = store_of(path)
    return 0 if store is None else store.notes.unread()


def notes_put_aside(path: Path) -> tuple[TakenOver, ...]:
    """List the old files beside a store of which some lines could not be read.

    Raises:
        UnreadableFileError: The store cannot be read.
    """
    store = store_of(path)
    return () if store is None else store.put_aside()
