"""Take over what earlier versions of the tool kept in files, once, losing nothing.

A file of notes or dead ends is renamed before it is read, so that what somebody else adds
meanwhile begins a new file; its digest is kept with its lines, so that no line counts twice,
wherever this is cut off. In the end it lies beside the store as ``.taken-over``. A draft's file
goes when the draft stands in the store.
"""

import hashlib
import re
import sqlite3
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final

from ecosystem.model.draft_text import draft_of
from ecosystem.model.drafts import KEPT_DAYS
from ecosystem.model.errors import StoreError
from ecosystem.model.gaps import GapEvent
from ecosystem.model.referrals import DeadEnd
from ecosystem.model.vocabulary import StoreProblem
from ecosystem.sources.files.json_lines import lines_of, record_of
from ecosystem.sources.user.store.database import now, reading, writing
from ecosystem.sources.user.store.drafts import put_draft
from ecosystem.sources.user.store.notes import add_note
from ecosystem.sources.user.store.searches import add_dead_end

NOTES: Final = "gap_events.jsonl"
DEAD_ENDS: Final = "dead_ends.jsonl"
DRAFTS: Final = "drafts"
ASIDE: Final = ".taken-over"
_TAKING: Final = ".taking-over"
_LARGEST: Final = 1_000_000
"""Bytes of a draft's file at most: what is larger was never one."""
_DRAFT: Final = re.compile(r"[0-9a-f]{32}\.json")
_HALF_A_DRAFT: Final = re.compile(r"tmp\w{8}\.part")


@dataclass(frozen=True, slots=True)
class TakenOver:
    """A file that was taken over in part: where it lies, and how many of its lines stand aside."""

    path: Path
    lines: int
    strange: int


def take_over(path: Path) -> None:
    """Take the old files beside a store into it.

    Raises:
        StoreError: A file cannot be read or renamed, or the store cannot be used; nothing is
            lost, and the next call goes on.
    """
    folder = path.parent
    try:
        for name in (NOTES, DEAD_ENDS):
            while (folder / name).is_file() or (folder / f"{name}{_TAKING}").is_file():
                _take_a_step(path, name)
        if (folder / DRAFTS).is_dir():
            _take_drafts(path, folder / DRAFTS)
    except OSError as error:
        why = f"{error.filename or folder}: {error.strerror or error}"
        raise StoreError.from_problem(StoreProblem.NO_PLACE, path, why) from error


def put_aside(path: Path) -> tuple[TakenOver, ...]:
    """List the files of which something could not be read, as long as they lie there.

    Raises:
        StoreError: The store cannot be used.
    """
    if not path.exists():
        return ()
    with reading(path) as store:
        rows = store.execute("SELECT name, lines, strange FROM taken_over WHERE strange > 0")
        files = [TakenOver(path.parent / name, lines, strange) for name, lines, strange in rows]
    files += [TakenOver(file, 1, 1) for file in sorted((path.parent / DRAFTS).glob(f"*{ASIDE}"))]
    return tuple(file for file in files if file.path.exists())


def delete_old_files(path: Path, on: date) -> None:
    """Delete drafts that could not be read as long after their last change as any other."""
    first = on - timedelta(days=KEPT_DAYS)
    for file in (path.parent / DRAFTS).glob(f"*{ASIDE}"):
        if datetime.fromtimestamp(file.stat().st_mtime).astimezone().date() < first:
            file.unlink(missing_ok=True)


# --- notes and dead ends -------------------------------------------------------------------


def _take_a_step(path: Path, name: str) -> None:
    """Rename, read, or put aside, while nobody else can: the next step goes on from this one."""
    old, taking = path.parent / name, path.parent / f"{name}{_TAKING}"
    with writing(path) as store:
        if not taking.is_file():
            with suppress(FileNotFoundError):
                old.rename(taking)
            return
        data = taking.read_bytes()
        identity = f"{name} {taking.stat().st_mtime_ns} "
        digest = hashlib.sha256(identity.encode() + data).hexdigest()
        if _is_taken(store, digest):
            _put_aside(store, taking, digest)
        else:
            _take_lines(store, name, data, digest)


def _is_taken(store: sqlite3.Connection, digest: str) -> bool:
    row = store.execute("SELECT 1 FROM taken_over WHERE digest = ?", (digest,)).fetchone()
    return row is not None


def _take_lines(store: sqlite3.Connection, name: str, data: bytes, digest: str) -> None:
    lines = [line for line in lines_of(data) if line.strip()]
    read_lines = 0
    for line in lines:
        if name == NOTES and (event := record_of(line, GapEvent)) is not None:
            add_note(store, event)
        elif name == DEAD_ENDS and (search := record_of(line, DeadEnd)) is not None:
            add_dead_end(store, search)
        else:
            continue
        read_lines += 1
    store.execute(
        "INSERT INTO taken_over VALUES (?, ?, ?, ?, ?)",
        (digest, f"{name}{ASIDE}", now(), len(lines), len(lines) - read_lines),
    )


def _put_aside(store: sqlite3.Connection, taking: Path, digest: str) -> None:
    """Rename the file to its last name, in the folder as in the store."""
    first = taking.with_suffix(ASIDE)
    number, aside = 1, first
    while aside.exists():
        number += 1
        aside = first.with_name(f"{first.name}.{number}")
    if not taking.is_symlink():
        taking.chmod(0o600)
    taking.rename(aside)
    store.execute("UPDATE taken_over SET name = ? WHERE digest = ?", (aside.name, digest))


# --- drafts --------------------------------------------------------------------------------


def _take_drafts(path: Path, folder: Path) -> None:
    files = [file for file in folder.iterdir() if _DRAFT.fullmatch(file.name)]
    halves = [file for file in folder.iterdir() if _HALF_A_DRAFT.fullmatch(file.name)]
    stored = []
    if files:
        with writing(path) as store:
            stored = [file for file in files if _take_draft(store, file)]
    for file in (*stored, *halves):
        file.unlink(missing_ok=True)
    with suppress(OSError):  # it holds something else
        folder.rmdir()


def _take_draft(store: sqlite3.Connection, file: Path) -> bool:
    """Insert a draft into the store, or rename its file when it is no draft at all."""
    try:
        at, data = int(file.stat().st_mtime), file.read_bytes()
        text = data.decode() if len(data) <= _LARGEST else ""
        draft_of(text)
    except FileNotFoundError:
        return False
    except ValueError:
        file.rename(file.with_name(f"{file.name}{ASIDE}"))
        return False
    put_draft(store, file.stem, text, at)
    return True
