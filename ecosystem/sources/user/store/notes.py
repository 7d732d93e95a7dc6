"""Notes on gaps: added, never changed; whoever adds one is told of those added meanwhile."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ecosystem.model.gaps import GapEvent, KeptNote
from ecosystem.sources.files.json_lines import record_of
from ecosystem.sources.user.store.database import moment, now, reading, writing


@dataclass(frozen=True, slots=True)
class Notes:
    """The table of notes in a store."""

    path: Path

    def read(self) -> tuple[GapEvent, ...]:
        """List all notes, in the order they were kept.

        Raises:
            StoreError: The store cannot be used.
        """
        if not self.path.exists():
            return ()
        with reading(self.path) as store:
            return tuple(note.event for note in _notes(store))

    def unread(self) -> int:
        """Count the notes that stand there and cannot be read: ``read`` leaves them out.

        Raises:
            StoreError: The store cannot be used.
        """
        if not self.path.exists():
            return 0
        with reading(self.path) as store:
            bodies = store.execute("SELECT body FROM notes")
            return sum(record_of(body, GapEvent) is None for (body,) in bodies)

    def add(self, event: GapEvent, seen: int | None = None) -> tuple[KeptNote, ...]:
        """Add a note.

        Args:
            event: What happened.
            seen: How many notes of the gap its writer knew of; ``None``: not asked about.

        Returns:
            The notes of the same gap that were added meanwhile. They are kept, and so is this.

        Raises:
            StoreError: The store cannot be used; nothing was added.
        """
        with writing(self.path) as store:
            before = () if seen is None else _notes(store, event.gap_id)
            add_note(store, event)
        return before[seen:]

    def add_new(self, events: Iterable[GapEvent]) -> int:
        """Add the events that are not kept yet, and count them.

        Raises:
            StoreError: The store cannot be used; nothing was added.
        """
        if not (events := tuple(events)):
            return 0
        with writing(self.path) as store:
            events_before = {note.event for note in _notes(store)}
            fresh = [event for event in events if event not in events_before]
            for event in fresh:
                add_note(store, event)
        return len(fresh)


def _notes(store: sqlite3.Connection, gap_id: str | None = None) -> tuple[KeptNote, ...]:
    """List notes; one that another version wrote otherwise is left out, and hides no other."""
    rows = store.execute(
        "SELECT recorded_at, body FROM notes WHERE ? IS NULL OR gap_id = ? ORDER BY note_id",
        (gap_id, gap_id),
    )
    return tuple(
        KeptNote(event=event, at=moment(at))
        for at, body in rows
        if (event := record_of(body, GapEvent)) is not None
    )


def add_note(store: sqlite3.Connection, event: GapEvent) -> None:
    """Add a note within a transaction."""
    store.execute(
        "INSERT INTO notes (gap_id, recorded_at, body) VALUES (?, ?, ?)",
        (event.gap_id, now(), event.model_dump_json()),
    )
