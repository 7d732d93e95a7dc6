"""Searches that led nowhere: added, never changed, counted by whoever keeps them in mind."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ecosystem.model.referrals import DeadEnd
from ecosystem.sources.files.json_lines import record_of
from ecosystem.sources.user.store.database import now, reading, writing


@dataclass(frozen=True, slots=True)
class DeadEnds:
    """The table of dead ends in a store."""

    path: Path

    def read(self) -> tuple[DeadEnd, ...]:
        """List all dead ends, in the order they were kept.

        Raises:
            StoreError: The store cannot be used.
        """
        if not self.path.exists():
            return ()
        with reading(self.path) as store:
            rows = store.execute("SELECT body FROM dead_ends ORDER BY dead_end_id").fetchall()
        records = (record_of(body, DeadEnd) for (body,) in rows)
        return tuple(record for record in records if record is not None)

    def add(self, dead_ends: Iterable[DeadEnd]) -> int:
        """Add dead ends, all or none, and count them.

        Raises:
            StoreError: The store cannot be used; nothing was added.
        """
        if not (records := tuple(dead_ends)):
            return 0
        with writing(self.path) as store:
            for record in records:
                add_dead_end(store, record)
        return len(records)

    def version(self) -> int:
        """Return a number that grows with every dead end: cheap, for what is kept in mind.

        Raises:
            StoreError: The store cannot be used.
        """
        if not self.path.exists():
            return 0
        with reading(self.path) as store:
            (last,) = store.execute("SELECT max(dead_end_id) FROM dead_ends").fetchone()
        return last or 0


def add_dead_end(store: sqlite3.Connection, record: DeadEnd) -> None:
    """Add a dead end within a transaction."""
    store.execute(
        "INSERT INTO dead_ends (recorded_at, body) VALUES (?, ?)", (now(), record.model_dump_json())
    )
