"""The store as its users open it: old files taken over, old drafts gone, one place for each."""

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final

from ecosystem.model.errors import StoreError
from ecosystem.sources.user.own_folder import FOLDER_NAME, own_folder
from ecosystem.sources.user.store.database import reading, writing
from ecosystem.sources.user.store.drafts import Drafts
from ecosystem.sources.user.store.judgements import Judgements
from ecosystem.sources.user.store.notes import Notes
from ecosystem.sources.user.store.searches import DeadEnds
from ecosystem.sources.user.store.taking_over import (
    DEAD_ENDS,
    NOTES,
    TakenOver,
    delete_old_files,
    put_aside,
    take_over,
)

FILE_NAME: Final = "words.db"
_KEPT_ON: Final = "kept_on"
_KEPT: Final[dict[Path, date]] = {}
"""The day this process last deleted what is too old, by store: it need not ask again."""


@dataclass(frozen=True, slots=True)
class Store:
    """What users write down, in one file."""

    path: Path

    @property
    def notes(self) -> Notes:
        """The notes on gaps."""
        return Notes(self.path)

    @property
    def dead_ends(self) -> DeadEnds:
        """The searches that led nowhere."""
        return DeadEnds(self.path)

    @property
    def drafts(self) -> Drafts:
        """The drafts of referrals."""
        return Drafts(self.path)

    @property
    def judgements(self) -> Judgements:
        """The advisers' judgements of latent needs."""
        return Judgements(self.path)

    def version_of_dead_ends(self) -> int:
        """Return a number that grows with every dead end: cheap, for what is kept in mind.

        Raises:
            StoreError: The store cannot be used.
        """
        return self.dead_ends.version()

    def put_aside(self) -> tuple[TakenOver, ...]:
        """List the old files of which some lines could not be read, as long as they lie there.

        Raises:
            StoreError: The store cannot be used.
        """
        return put_aside(self.path)


def own_store() -> Path:
    """Return the file of this user's own words."""
    return own_folder() / FILE_NAME


def open_store(folder: Path | None = None, on: date | None = None) -> Store:
    """Open a store; nothing is made before something is written.

    What earlier versions kept in files is taken over, and once a day what is too old goes.

    Args:
        folder: Where it lies; ``None``: the user's own folder.
        on: The day; ``None``: the day it is.

    Raises:
        StoreError: Old files are there and cannot be taken over.
    """
    store = Store((own_folder() if folder is None else folder) / FILE_NAME)
    if folder is None and FOLDER_NAME not in os.environ:
        _close_to_others(store.path.parent)
    take_over(store.path)
    if store.path.is_file():
        _delete_old(store, on or datetime.now(tz=UTC).astimezone().date())
    return store


def store_of(path: Path) -> Store | None:
    """Open the store that a path stands for; ``None``: it is a file of its own.

    The names of the files that the store took the place of stand for it in the user's folder.
    """
    is_old = path.name in {NOTES, DEAD_ENDS} and path.absolute().parent == own_folder().absolute()
    return open_store(path.parent) if is_old or path.name == FILE_NAME else None


def _close_to_others(folder: Path) -> None:
    """Let nobody else into our own folder; one that a user names may hold other files as well."""
    with suppress(OSError):
        if os.name != "nt" and folder.stat().st_mode & 0o077:
            folder.chmod(0o700)


def _delete_old(store: Store, on: date) -> None:
    """Delete what is too old, once a day; what hinders it is told of by who reads or writes."""
    if _KEPT.get(store.path) == on:
        return
    with suppress(StoreError, OSError):
        if _last_kept(store) != on.isoformat():
            store.drafts.delete_old(on)
            delete_old_files(store.path, on)
            with writing(store.path) as connection:
                connection.execute(
                    "INSERT OR REPLACE INTO settings VALUES (?, ?)", (_KEPT_ON, on.isoformat())
                )
        _KEPT[store.path] = on


def _last_kept(store: Store) -> str | None:
    with reading(store.path) as connection:
        query = "SELECT value FROM settings WHERE name = ?"
        row = connection.execute(query, (_KEPT_ON,)).fetchone()
    return None if row is None else str(row[0])
