"""Keep the ledger of dead ends: one line of JSON for each, added and never changed."""

import json
import os
from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from ecosystem.model.errors import UnreadableFileError
from ecosystem.model.referrals import DeadEnd
from ecosystem.sources.drafts import drafts_folder


def own_ledger() -> Path:
    """Give the file of this user's searches that led nowhere, beside the drafts."""
    return drafts_folder().parent / "dead_ends.jsonl"


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
