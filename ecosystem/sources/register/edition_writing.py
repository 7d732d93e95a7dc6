"""Write a register as a new edition: all of it or nothing, whatever stops the run.

The walk: work on a copy below ``.editions``; keep it, flushed, under the hash of its contents; let
``current.json`` say that it is the register's, which is the moment it counts; bring the plain
files up; let ``current.json`` say that they are. What a stopped run left is cleared by the next.
"""

import json
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Final

from ecosystem.model.errors import EcosystemError
from ecosystem.sources.files.durable import flush_names, write_at_once
from ecosystem.sources.files.folders import home_of
from ecosystem.sources.files.may_write import (
    not_written,
    refuse_fixed_files,
    refuse_register_folder,
)
from ecosystem.sources.files.register_files import register_files
from ecosystem.sources.register.edition_files import (
    RegisterBase,
    copy_files,
    differing_files,
    is_as_before,
    keep_base,
    keep_edition,
    make_ready,
    refuse_edited,
    scratch_folder,
)
from ecosystem.sources.register.editions import (
    EDITIONS,
    POINTER,
    EditionRecord,
    Pointer,
    edition_folder,
    edition_manifest,
    manifest_of,
    place_from,
    pointer_of,
)
from ecosystem.sources.register.locks import clear_away, locked

MAX_EDITIONS: Final = 10
"""Editions that are kept, the newest."""


READ_GRACE: Final = timedelta(minutes=15)
"""An older edition is kept this long after it was the register's: somebody may be reading it."""


_EDITION: Final = re.compile(r"[0-9a-f]{16}")


_OURS: Final = re.compile(rf"{_EDITION.pattern}|\.gitignore")


@dataclass(slots=True)
class Draft:
    """A register that nobody else sees yet."""

    folder: Path
    is_changed: bool = True
    """Set to ``False`` by the worker, the draft is thrown away."""
    forgets: bool = False
    """Set to ``True`` by the worker, no earlier edition is kept: they hold what must go."""
    left: list[str] = field(default_factory=list)
    """Plain files that could not be brought up to the edition once it counted."""


@contextmanager
def new_edition(into: Path, by: str, *, anew: bool = False) -> Iterator[Draft]:
    """Work on a copy of a register, which becomes the register when all went well.

    Args:
        into: The folder; it and those above it are made when they are not there.
        by: The command, for the list of editions.
        anew: Begin with an empty folder.

    Raises:
        EcosystemError: The folder may not or cannot be written, another run is writing it, or a
            file was edited by hand meanwhile. All stands as it stood.
    """
    home = home_of(into.resolve())
    with _writing(home) as base, scratch_folder(home) as folder:
        if not anew:
            copy_files(base.place, folder)
        draft = Draft(folder)
        yield draft
        if draft.is_changed:
            draft.left += _commit(home, base, folder, by, forgets=draft.forgets)


def left_note(names: Iterable[str]) -> str:
    """Write which plain files could not be brought up, and what that means."""
    return (
        f"Written; but {', '.join(names)} could not be replaced and show what stood before. Every "
        "command reads what was written. Close the file in other programs; the next write, or "
        "'ecosystem seal', brings it up."
    )


def undo(into: Path) -> tuple[str, list[str]]:
    """Bring back the register as it stood before the last write.

    Returns:
        The edition that is the register's now; plain files that could not be brought up to it.

    Raises:
        EcosystemError: There is nothing to undo, or a file was edited by hand since.
    """
    home = home_of(into.resolve())
    if pointer_of(home) is None:
        message = f"{into} holds no editions: nothing was written there that can be undone."
        raise EcosystemError(message)
    with _writing(home) as base:
        pointer = base.pointer
        if pointer is None or not pointer.line:
            message = f"{into} is as it first was: there is nothing to undo."
            raise EcosystemError(message)
        _refuse_edited_since(into, base, pointer)
        edition = pointer.line[-1]
        folder = edition_folder(home, edition)
        if not folder.is_dir():
            message = f"Edition {edition} is no longer kept. 'ecosystem editions' tells which are."
            raise EcosystemError(message)
        return edition, _commit(home, base, folder, "undo", pointer.line[:-1])


def forget_editions(into: Path) -> int:
    """Delete every edition but the register as it stands, so that nothing earlier is kept.

    Returns:
        How many are gone.

    Raises:
        EcosystemError: The folder cannot be written, or another run is writing it.
    """
    home = home_of(into.resolve())
    pointer = pointer_of(home)
    if pointer is None:
        return 0
    with new_edition(into, "forget") as draft:
        draft.forgets = True
    left = pointer_of(home)
    return len({record.edition for record in pointer.made} - {left.edition if left else ""})


def _refuse_edited_since(into: Path, base: RegisterBase, pointer: Pointer) -> None:
    edited = differing_files(base.place.files, edition_manifest(base.place.home, pointer.edition))
    if edited:
        message = (
            f"{into} was edited by hand after the last write ({', '.join(edited[:5])}); undo would "
            f"take that away too. 'ecosystem restore {pointer.edition} --into {into}' drops the "
            f"edits, 'ecosystem restore {pointer.line[-1]} --into {into}' also the last write."
        )
        raise EcosystemError(message)


# --- from here on, a run that fails leaves every byte as it was -----------------------------


@contextmanager
def _writing(home: Path) -> Iterator[RegisterBase]:
    """Lock a register for this run, and make an error of what the system refuses."""
    refuse_register_folder(home)
    try:
        with locked(home):
            states, pointer, plain = register_files(home), pointer_of(home), manifest_of(home)
            yield RegisterBase(place_from(home, pointer, plain), plain, states, pointer)
    except OSError as error:
        raise not_written(home, error) from error


def _commit(  # noqa: PLR0913 - what a write is made of
    home: Path,
    base: RegisterBase,
    folder: Path,
    by: str,
    line: tuple[str, ...] | None = None,
    *,
    forgets: bool = False,
) -> list[str]:
    """Make what lies in a folder the register's edition, and bring the plain files up to it.

    Args:
        home: The register.
        base: The register as it stood.
        folder: What it is to be.
        by: The command.
        line: The way that ``undo`` goes from here; worked out where it is not given.
        forgets: Keep no earlier edition.

    Returns:
        Plain files that could not be brought up; the edition counts all the same.
    """
    files = manifest_of(folder)
    is_up = base.pointer is None or base.pointer.over is None
    if is_up and files == base.place.files and not forgets:
        return []
    changed = differing_files(base.plain, files)
    refuse_fixed_files(home, changed)
    with scratch_folder(home) as ready, _only_if_pointed(home):
        before = keep_base(home, base)
        edition = keep_edition(home, folder, files, before)
        make_ready(home, edition_folder(home, edition), ready, set(changed) & set(files))
        refuse_edited(home, base)
        pointer = _next_pointer(base, edition, before, by, line)
        if forgets:
            pointer = replace(pointer, line=(), made=pointer.made[-1:])
        _ignore(home)
        _point(home, replace(pointer, over=base.plain))
        left = _bring_up(home, base, ready, changed)
    with suppress(OSError):
        if not left:
            _point(home, pointer)
        if base.pointer is not None or forgets:
            clear_away(home / EDITIONS, _EDITION, {record.edition for record in pointer.made})
    return left


@contextmanager
def _only_if_pointed(home: Path) -> Iterator[None]:
    """Take editions away again that came, when the run ends before one of them counts."""
    folder = home / EDITIONS
    pointer = folder / POINTER
    before = ({path.name for path in folder.iterdir()}, _bytes(pointer))
    try:
        yield
    finally:
        if _bytes(pointer) == before[1]:
            clear_away(folder, _OURS, before[0])


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _next_pointer(
    base: RegisterBase, edition: str, before: str | None, by: str, line: tuple[str, ...] | None
) -> Pointer:
    now = datetime.now(UTC).isoformat(timespec="seconds")
    old = base.pointer or Pointer("")
    recorded = {record.edition for record in old.made}
    first = [EditionRecord(before, now, "as it stood")] if before and before not in recorded else []
    made = [record for record in (*old.made, *first) if record.edition != edition]
    if line is None:
        passed = dict.fromkeys(name for name in (old.edition, before) if name and name != edition)
        line = (*old.line, *passed)[-MAX_EDITIONS:]
    return Pointer(edition, line, None, _still_kept([*made, EditionRecord(edition, now, by)]))


def _still_kept(made: list[EditionRecord]) -> tuple[EditionRecord, ...]:
    """Return the newest editions, and those that were the register's a moment ago."""
    since = (datetime.now(UTC) - READ_GRACE).isoformat(timespec="seconds")
    editions = {record.edition for record in made[-MAX_EDITIONS:]}
    editions |= {record.edition for record, after in pairwise(made) if after.at >= since}
    return tuple(record for record in made if record.edition in editions)


def _ignore(home: Path) -> None:
    """Keep the editions out of git: there the plain files are what is kept."""
    path = home / EDITIONS / ".gitignore"
    if not path.exists():
        path.write_text("*\n", encoding="utf-8")


def _point(home: Path, pointer: Pointer) -> None:
    document = asdict(pointer) | {"is_settled": pointer.over is None}
    text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    write_at_once(home / EDITIONS / POINTER, text.encode("utf-8"))


def _bring_up(home: Path, base: RegisterBase, ready: Path, names: Iterable[str]) -> list[str]:
    """Replace the plain files that differ from the edition; one edited since stays as it is."""
    left, folders = [], {home, home.parent}
    for name in names:
        target, source = home / name, ready / name
        try:
            if not is_as_before(home, base, name):
                continue
            if source.exists():
                target.parent.mkdir(exist_ok=True)
                source.replace(target)
            else:
                target.unlink(missing_ok=True)
            folders.add(target.parent)
        except OSError:
            left.append(name)
    for folder in folders:
        flush_names(folder)
    return left
