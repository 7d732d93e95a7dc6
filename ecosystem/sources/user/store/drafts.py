"""Drafts of referrals: found by a token, kept 90 days, never overwritten unseen.

A token cannot be guessed, and only its hash is kept, so the file alone opens no page. Whoever
saves says which version was read; when another window saved since, nothing is written, and both
texts are there to choose from.
"""

import hashlib
import re
import secrets
import sqlite3
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Final

from ecosystem.model.draft_text import draft_of, text_of
from ecosystem.model.drafts import KEPT_DAYS, ReferralDraft
from ecosystem.model.errors import EcosystemError
from ecosystem.sources.user.store.database import leave_no_trace, moment, now, reading, writing

_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{22}")


@dataclass(frozen=True, slots=True)
class StoredDraft:
    """A draft as it stands in the store."""

    draft: ReferralDraft
    version: int
    changed_at: datetime
    text: str = field(repr=False)
    """The draft as JSON, with what this version does not know."""
    unread: tuple[str, ...] = ()
    """Names of the fields of which something stands there that cannot be read; it is stored."""


class DraftChangedError(EcosystemError):
    """Another window changed the draft meanwhile; ``stored`` is what stands there now."""

    stored: StoredDraft | None = None

    @classmethod
    def from_stored(cls, stored: StoredDraft | None) -> "DraftChangedError":
        """Make the error from the draft as another window left it; ``None``: deleted."""
        if stored is None:
            error = cls("Another window deleted the draft. What you wrote is not saved.")
        else:
            at = f"{stored.changed_at:%H.%M}"
            error = cls(f"Another window changed the draft at {at}. What you wrote is not saved.")
        error.stored = stored
        return error


@dataclass(frozen=True, slots=True)
class Drafts:
    """The table of drafts in a store."""

    path: Path

    def read(self, token: str, on: date) -> StoredDraft | None:
        """Read a draft.

        Args:
            token: What ``new_token`` gave.
            on: The day; a draft that was last changed more than ``KEPT_DAYS`` before it is gone.

        Returns:
            The draft, or ``None``: no such draft, or too old.

        Raises:
            StoreError: The store cannot be used.
        """
        if not _TOKEN.fullmatch(token) or not self.path.exists():
            return None
        with reading(self.path) as store:
            stored = _read(store, token)
        if stored is None or stored.changed_at.timestamp() < _oldest(on):
            return None
        return stored

    def save(self, token: str, draft: ReferralDraft, before: StoredDraft | None) -> StoredDraft:
        """Save a draft over the version that was read; ``None``: a new one.

        Raises:
            DraftChangedError: Another window changed or deleted it meanwhile; nothing was saved.
            StoreError: The store cannot be used; nothing was saved.
        """
        version = 0 if before is None else before.version
        text = text_of(draft, None if before is None else before.text)
        row = (text, version + 1, now(), token_hash(token))
        with writing(self.path) as store:
            if before is None:
                cursor = store.execute(_INSERT, row)
            else:
                cursor = store.execute(_UPDATE, (*row, version))
            if cursor.rowcount != 1:
                raise DraftChangedError.from_stored(_read(store, token))
        return StoredDraft(draft, version + 1, moment(row[2]), text, draft_of(text)[1])

    def delete(self, token: str) -> None:
        """Delete every byte of a draft; one that is not there is deleted already.

        Raises:
            StoreError: The store cannot be used.
        """
        if not self.path.exists():
            return
        with writing(self.path) as store:
            store.execute("DELETE FROM drafts WHERE token_hash = ?", (token_hash(token),))
        leave_no_trace(self.path)

    def delete_old(self, on: date) -> int:
        """Delete what was last changed more than ``KEPT_DAYS`` before a day, and count it.

        Raises:
            StoreError: The store cannot be used.
        """
        with writing(self.path) as store:
            cursor = store.execute("DELETE FROM drafts WHERE changed_at < ?", (_oldest(on),))
        if cursor.rowcount:
            leave_no_trace(self.path)
        return cursor.rowcount


_INSERT: Final = (
    "INSERT INTO drafts (body, version, changed_at, token_hash) VALUES (?, ?, ?, ?) "
    "ON CONFLICT DO NOTHING"
)
_UPDATE: Final = (
    "UPDATE drafts SET body = ?, version = ?, changed_at = ? WHERE token_hash = ? AND version = ?"
)


def new_token() -> str:
    """Make a token of 128 random bits, 22 characters that may stand in an address."""
    return secrets.token_urlsafe(16)


def token_hash(token: str) -> str:
    """Return what the store keeps of a token."""
    return hashlib.sha256(token.encode()).hexdigest()[:32]


def put_draft(store: sqlite3.Connection, hashed: str, text: str, at: int) -> None:
    """Insert a draft of an earlier version, unless a later text stands there, in a transaction."""
    store.execute(
        "INSERT INTO drafts (token_hash, version, changed_at, body) VALUES (?, 1, ?, ?) "
        "ON CONFLICT (token_hash) DO UPDATE SET body = excluded.body, version = version + 1, "
        "changed_at = excluded.changed_at WHERE excluded.changed_at > drafts.changed_at",
        (hashed, at, text),
    )


def _read(store: sqlite3.Connection, token: str) -> StoredDraft | None:
    """Read a row; what is no draft at all, as no save leaves it, is none."""
    query = "SELECT body, version, changed_at FROM drafts WHERE token_hash = ?"
    if (row := store.execute(query, (token_hash(token),)).fetchone()) is None:
        return None
    text, version, changed_at = row
    try:
        draft, unread = draft_of(text)
    except ValueError:
        return None
    return StoredDraft(draft, version, moment(changed_at), text, unread)


def _oldest(on: date) -> float:
    """Return the second before which a draft is too old on a day."""
    return datetime.combine(on - timedelta(days=KEPT_DAYS), time.min).astimezone().timestamp()
