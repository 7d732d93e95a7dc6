"""Keep the ledger of dead ends: one line of JSON for each, added and never changed."""

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pandas as pd
from pydantic import ValidationError

from ecosystem.model.columns import TABLES
from ecosystem.model.errors import UnreadableFileError
from ecosystem.model.referrals import DeadEnd
from ecosystem.model.register import Register
from ecosystem.sources.own_folder import own_folder


def own_ledger() -> Path:
    """Give the file of this user's searches that led nowhere, beside the drafts."""
    return own_folder() / "dead_ends.jsonl"


def append_dead_ends(path: Path, dead_ends: Iterable[DeadEnd]) -> int:
    """Add dead ends to a ledger, making the file when there is none.

    All lines are written in one go, so that two who write at once do not mix theirs.

    Returns:
        How many were added.

    Raises:
        UnreadableFileError: The file cannot be written.
    """
    lines = [dead_end.model_dump_json() for dead_end in dead_ends]
    if not lines:
        return 0
    text = "".join(f"{line}\n" for line in lines)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
        try:
            os.write(handle, text.encode())
        finally:
            os.close(handle)
    except OSError as error:
        message = f"{path} cannot be written ({error.strerror}). Choose another place."
        raise UnreadableFileError(message) from error
    return len(lines)


def read_dead_ends(path: Path) -> tuple[DeadEnd, ...]:
    """Read a ledger of dead ends; one that is not there is empty.

    Raises:
        UnreadableFileError: A line is not a dead end; its number is told.
    """
    if not path.exists():
        return ()
    found = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        message = f"{path} cannot be read as text."
        raise UnreadableFileError(message) from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                found.append(DeadEnd.model_validate(json.loads(line)))
            except (ValidationError, ValueError, RecursionError) as error:
                message = f"{path}, line {number} is not a dead end. Remove the line."
                raise UnreadableFileError(message) from error
    return tuple(found)


def with_dead_ends(register: Register, dead_ends: Sequence[DeadEnd]) -> Register:
    """Add a ledger to the table ``dead_ends`` of a register, so that it shows as demand.

    What names a need, position or municipality that the register does not hold is left out; an
    empty ledger leaves the table as it is: not recorded stays not recorded.
    """
    known = {
        column: set() if (table := getattr(register, name)) is None else set(table[column])
        for name, column in _KNOWN.items()
    }
    rows = [
        row
        for number, one in enumerate(dead_ends, start=1)
        if (row := _row(one, number, known)) is not None
    ]
    if not rows:
        return register
    columns = list(TABLES["dead_ends"].columns)
    added = pd.DataFrame(rows, columns=columns)
    days = dict.fromkeys(("date", "checked"), "datetime64[s]")
    texts = [column for column in columns if column not in {*days, "is_synthetic"}]
    added = added.astype({**dict.fromkeys(texts, "str"), **days, "is_synthetic": "boolean"})
    held = register.dead_ends
    every = added if held is None else pd.concat([held, added], ignore_index=True)
    return replace(register, dead_ends=every)


_KNOWN: Final = {
    "needs": "need_id",
    "strength_positions": "position_id",
    "municipalities": "municipality_code",
}
"""Table and column of the ids that a dead end may name."""


def _row(one: DeadEnd, number: int, known: Mapping[str, set[Any]]) -> dict[str, Any] | None:
    named = {column: getattr(one, column) for column in known}
    if one.need_id not in known["need_id"]:
        return None
    if any(named[c] is not None and named[c] not in known[c] for c in known):
        return None
    return {
        **named,
        "dead_end_id": f"ledger.{number}",
        "industry_code": one.industry_division,
        "date": pd.Timestamp(one.on),
        "reason": one.reason.value,
        "source": "ledger",
        "checked": pd.Timestamp(one.on),
    }
