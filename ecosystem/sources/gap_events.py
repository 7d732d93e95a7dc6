"""Keep what happens to gaps: one line of JSON for each event, added and never changed."""

import json
from collections.abc import Iterable
from pathlib import Path

from pydantic import ValidationError

from ecosystem.model.errors import UnreadableFileError
from ecosystem.model.gaps import GapEvent
from ecosystem.sources.own_folder import own_folder


def own_ledger() -> Path:
    """Give the file of this user's notes on gaps."""
    return own_folder() / "gap_events.jsonl"


def append_gap_event(path: Path, event: GapEvent) -> None:
    """Add an event to a ledger, making the file when there is none.

    Raises:
        UnreadableFileError: The file cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(event.model_dump_json() + "\n")
    except OSError as error:
        message = f"{path} cannot be written ({error.strerror}). Choose another place."
        raise UnreadableFileError(message) from error


def keep_gap_events(path: Path, events: Iterable[GapEvent]) -> int:
    """Add the events that are not in a ledger yet.

    Returns:
        How many were added; the same comparison a second time adds none.

    Raises:
        UnreadableFileError: The file cannot be read or written.
    """
    known = set(read_gap_events(path))
    fresh = [event for event in events if event not in known]
    for event in fresh:
        append_gap_event(path, event)
    return len(fresh)


def read_gap_events(path: Path) -> tuple[GapEvent, ...]:
    """Read a ledger of events; one that is not there is empty.

    Raises:
        UnreadableFileError: The file is no text, or a line is no event; its number is told.
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
        try:
            if line.strip():
                found.append(GapEvent.model_validate(json.loads(line)))
        except (ValidationError, ValueError, RecursionError) as error:
            message = f"{path}, line {number}: not an event of a gap. Mend or remove the line."
            raise UnreadableFileError(message) from error
    return tuple(found)
