"""Drafts of referrals on this computer: one small file each, deleted by itself after 90 days.

A draft is found by a token that nobody can guess; the file's name is the hash of the token, so
the folder alone does not open a page. Files can be read by their owner only.
"""

import hashlib
import os
import re
import secrets
import tempfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from ecosystem.model.drafts import KEPT_DAYS, ReferralDraft
from ecosystem.sources.own_folder import own_folder

_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{22}")
_LARGEST: Final = 1_000_000


def drafts_folder() -> Path:
    """Give the folder of drafts among the user's own data."""
    return own_folder() / "drafts"


def new_token() -> str:
    """Make a token of 128 random bits, 22 characters that may stand in an address."""
    return secrets.token_urlsafe(16)


def save_draft(token: str, draft: ReferralDraft, folder: Path) -> None:
    """Write a draft, all or nothing.

    Raises:
        OSError: The folder cannot be written to.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=folder, suffix=".part")
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(draft.model_dump_json())
        unfinished.replace(_path(token, folder))
    finally:
        unfinished.unlink(missing_ok=True)


def read_draft(token: str, folder: Path, on: date) -> ReferralDraft | None:
    """Read a draft.

    Args:
        token: What ``new_token`` gave.
        folder: The folder of drafts.
        on: The day; a draft that was last changed more than ``KEPT_DAYS`` before it is gone.

    Returns:
        The draft, or ``None``: no such draft, too old, or written by another version.
    """
    delete_old_drafts(folder, on)
    if not _TOKEN.fullmatch(token):
        return None
    path = _path(token, folder)
    try:
        if path.stat().st_size > _LARGEST:
            return None
        return ReferralDraft.model_validate_json(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, ValidationError):
        return None


def delete_draft(token: str, folder: Path) -> None:
    """Delete a draft; one that is not there is deleted already."""
    _path(token, folder).unlink(missing_ok=True)


def delete_old_drafts(folder: Path, on: date) -> int:
    """Delete what was last changed more than ``KEPT_DAYS`` before a day, and tell how many."""
    if not folder.is_dir():
        return 0
    deleted = 0
    for path in (*folder.glob("*.json"), *folder.glob("*.part")):
        if changed_on(path) < on - timedelta(days=KEPT_DAYS):
            path.unlink(missing_ok=True)
            deleted += 1
    return deleted


def changed_on(path: Path) -> date:
    """Tell the day a file was last changed, here; the last of all days when it is gone."""
    try:
        return datetime.fromtimestamp(path.stat().st_mtime, tz=UTC).astimezone().date()
    except OSError:
        return date.max


def _path(token: str, folder: Path) -> Path:
    return folder / f"{hashlib.sha256(token.encode()).hexdigest()[:32]}.json"
