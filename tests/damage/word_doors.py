"""The doors of users' own words: the store, and the files that the store took the place of.

A draft is opened by the app alone, so what lies beside a damaged draft is a command that opens
the store, and the check reads the draft as the app does.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing, suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from ecosystem.model.drafts import ReferralDraft
from ecosystem.model.errors import StoreError
from ecosystem.model.gaps import GapEvent
from ecosystem.model.referrals import DeadEnd
from ecosystem.sources.user.store import StoredDraft, open_store

NEED = "qualified_labour"
TOKEN = "A" * 22
DRAFT = hashlib.sha256(TOKEN.encode()).hexdigest()[:32]
REASON = "Vi har talt med dem"
TEXT = "en maskine til Ærø"


def a_note(gap_id: str, reason: str = "dækkes allerede") -> GapEvent:
    """A note on a gap."""
    day = date(2026, 3, 1)
    return GapEvent(gap_id=gap_id, kind="explained", on=day, reason=reason, by="Hubben")


def a_search() -> DeadEnd:
    """A search that led nowhere."""
    return DeadEnd(
        on=date(2026, 3, 16),
        need_id=NEED,
        position_id=None,
        industry_division=None,
        municipality_code=None,
        size_class=None,
        why=(),
    )


def a_store(gap_id: str) -> bytes:
    """A store with notes on a gap, a search and a draft."""
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder))
        store.notes.add_new(a_note(gap_id, f"grund {number}") for number in range(40))
        store.dead_ends.add([a_search()] * 20)
        stored = store.drafts.save(TOKEN, ReferralDraft(), None)
        store.drafts.save(TOKEN, ReferralDraft(need_text=TEXT), stored)
        open_store(Path(folder))  # the day's cleaning is done
        return store.path.read_bytes()


def draft_text() -> str:
    """The file of a draft, as earlier versions wrote it."""
    return ReferralDraft(need_text=TEXT).model_dump_json()


# --- what is held when a command says that it is done -------------------------------------------


def rows_of_store(home: Path, table: str) -> list[object]:
    """Read the records of a table of the store with SQLite alone."""
    path = home / "own" / "words.db"
    if not path.exists():
        return []
    with closing(sqlite3.connect(path)) as store:
        store.text_factory = lambda cell: cell.decode("utf-8", "replace")
        return [cell for (cell,) in store.execute(f"SELECT body FROM {table} ORDER BY 1 * rowid")]


def readable(lines: Iterable[object], what: type[GapEvent | DeadEnd]) -> list[object]:
    """List the records among some lines, each by its fields as JSON."""
    records = []
    for line in lines:
        with suppress(ValueError):
            records.append(what.model_validate_json(str(line)).model_dump(mode="json"))
    return records


def notes_are_those_of_the_store(home: Path, out: str, sound: Path) -> None:
    """Every note that is told of stands in the store, and the draft is the one there."""
    stored = readable(rows_of_store(home, "notes"), GapEvent)
    reasons = {note["reason"] for note in stored if note["gap_id"] == json.loads(out)["gap_id"]}
    assert {event["reason"] for event in json.loads(out)["life"]} <= reasons
    the_draft_is_the_one_of_the_store(home, out, sound)


def the_draft_is_the_one_of_the_store(home: Path, out: str, sound: Path) -> None:
    """What the app would show is what stands there, or it says that it cannot read it."""
    draft = the_draft(home)
    if draft is not None and "need_text" not in draft.unread:
        bodies = rows_of_store(home, "drafts")
        assert draft.draft.need_text in {dict(json.loads(str(b))).get("need_text") for b in bodies}


def the_draft(home: Path) -> StoredDraft | None:
    """Read the draft as the app does; ``None``: it says that it cannot."""
    with suppress(StoreError):
        return open_store(home / "own").drafts.read(TOKEN, date(2026, 11, 30))
    return None


def the_new_note_is_kept(home: Path, out: str, sound: Path) -> None:
    """What was acknowledged is in the store."""
    reasons = {note["reason"] for note in readable(rows_of_store(home, "notes"), GapEvent)}
    assert REASON in reasons


def the_new_search_is_kept(home: Path, out: str, sound: Path) -> None:
    """What was acknowledged is in the store."""
    assert json.loads(out)["added"] == 1
    *_, last = rows_of_store(home, "dead_ends")
    assert json.loads(str(last))["need_id"] == NEED


def is_kept(home: Path) -> bool:
    """Tell whether every byte of the damaged file is in the user's folder, under whatever name."""
    files = [file for file in (home / "own").rglob("*") if file.is_file()]
    return (home / "damaged").read_bytes() in {file.read_bytes() for file in files}


def old_lines_are_taken(table: str) -> Callable[[Path, str, Path], None]:
    """Each line that is a record is in the store, once, in its order; the file is still there."""
    what = GapEvent if table == "notes" else DeadEnd

    def check(home: Path, out: str, sound: Path) -> None:
        assert readable(rows_of_store(home, table), what) == readable(_lines(home), what)
        assert is_kept(home)

    return check


def the_old_draft_is_taken(home: Path, out: str, sound: Path) -> None:
    """A draft's text is in the store as it was written, or its file is still there."""
    texts = [str(body).encode() for body in rows_of_store(home, "drafts")]
    assert (home / "damaged").read_bytes() in texts or is_kept(home)


def _lines(home: Path) -> list[str]:
    lines = []
    for line in (home / "damaged").read_bytes().split(b"\n"):
        with suppress(UnicodeDecodeError):
            lines.append(line.decode())
    return lines
