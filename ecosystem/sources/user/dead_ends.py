"""Keep dead ends: added, never changed, in the user's store or a file a user names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pandas as pd

from ecosystem.model.referrals import DeadEnd
from ecosystem.model.register import Register
from ecosystem.model.tables import TABLES
from ecosystem.sources.files.json_lines import append_json_lines, read_json_lines
from ecosystem.sources.user.store import own_store, store_of


def own_ledger() -> Path:
    """Return the file of this user's searches that led nowhere: the store of own words."""
    return own_store()


def append_dead_ends(path: Path, dead_ends: Iterable[DeadEnd]) -> int:
    """Add dead ends to a ledger, all or none, making the file when there is none.

    Args:
        path: The store, or a file of one JSON record a line.
        dead_ends: The searches.

    Returns:
        How many were added.

    Raises:
        UnreadableFileError: The file cannot be written.
    """
    records = tuple(dead_ends)
    if records and (store := store_of(path)) is not None:
        return store.dead_ends.add(records)
    append_json_lines(path, records)
    return len(records)


def read_dead_ends(path: Path) -> tuple[DeadEnd, ...]:
    """Read a ledger of dead ends; one that is not there is empty.

    Raises:
        UnreadableFileError: The file cannot be read, or a line is no dead end; its number is told.
    """
    if (store := store_of(path)) is not None:
        return store.dead_ends.read()
    return read_json_lines(path, DeadEnd, "a dead end")


def with_dead_ends(register: Register, dead_ends: Sequence[DeadEnd]) -> Register:
    """Add a ledger to the table ``dead_ends`` of a register, so that it shows as demand.

    What names a need, position or municipality that the register does not hold is left out; an
    empty ledger leaves the table as it is: not recorded stays not recorded.
    """
    known_ids = {
        column: set() if (table := getattr(register, name)) is None else set(table[column])
        for name, column in _KNOWN.items()
    }
    rows = [
        row
        for number, dead_end in enumerate(dead_ends, start=1)
        if (row := _row(dead_end, number, known_ids)) is not None
    ]
    if not rows:
        return register
    columns = list(TABLES["dead_ends"].columns)
    added = pd.DataFrame(rows, columns=columns)
    days = dict.fromkeys(("date", "checked"), "datetime64[s]")
    texts = [column for column in columns if column not in {*days, "is_synthetic"}]
    added = added.astype({**dict.fromkeys(texts, "str"), **days, "is_synthetic": "boolean"})
    recorded = register.dead_ends
    every = added if recorded is None else pd.concat([recorded, added], ignore_index=True)
    return replace(register, dead_ends=every)


_KNOWN: Final = {
    "needs": "need_id",
    "strength_positions": "position_id",
    "municipalities": "municipality_code",
}
"""Table and column of the ids that a dead end may name."""


def _row(
    dead_end: DeadEnd, number: int, known_ids: Mapping[str, set[Any]]
) -> dict[str, Any] | None:
    stated_ids = {column: getattr(dead_end, column) for column in known_ids}
    if dead_end.need_id not in known_ids["need_id"]:
        return None
    if any(stated_ids[c] is not None and stated_ids[c] not in known_ids[c] for c in known_ids):
        return None
    return {
        **stated_ids,
        "dead_end_id": f"ledger.{number}",
        "industry_code": dead_end.industry_division,
        "date": pd.Timestamp(dead_end.on),
        "reason": dead_end.reason.value,
        "source": "ledger",
        "checked": pd.Timestamp(dead_end.on),
    }
