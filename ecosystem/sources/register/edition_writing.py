"""Write a register as a new edition: all of it or nothing, whatever stops the run.

The walk: work on a copy below ``.editions``; keep it, flushed, under the hash of its contents; let
``current.json`` say that it is the register's, which is the moment it counts; bring the plain
files up; let ``current.json`` say that they are. What a stopped run left is cleared by the next.
"""

import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Container, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from ecosystem.model.errors import EcosystemError
from ecosystem.sources.files.durable import flush_all, flush_names, write_at_once
from ecosystem.sources.files.folders import fingerprint, home_of
from ecosystem.sources.files.may_write import (
    not_written,
    refuse_fixed_files,
    refuse_register_folder,
)
from ecosystem.sources.files.register_files import register_files
from ecosystem.sources.register.editions import (
    EDITIONS,
    MANIFEST,
    POINTER,
    EditionRecord,
    Manifest,
    Place,
    Pointer,
    edition_folder,
    edition_manifest,
    edition_name,
    manifest_of,
    place_from,
    pointer_of,
)

MAX_EDITIONS: Final = 10
"""Editions that are kept, the newest."""
READ_GRACE: Final = timedelta(minutes=15)
"""An older edition is kept this long after it was the register's: somebody may be reading it."""
LOCK: Final = "lock"
_SCRATCH: Final = re.compile(r"\.new-\w{8}|\.current\.json\.\w{8}\.part")
_PARTIAL: Final = re.compile(r"\.datapackage\.json\.\w{8}\.part")
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


@dataclass(frozen=True, slots=True)
class _Base:
    """The register as it stood when the work began."""

    place: Place
    plain: Manifest
    states: dict[str, os.stat_result]
    pointer: Pointer | None


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
    with _writing(home) as base, _scratch(home) as folder:
        if not anew:
            _copy(base.place, folder)
        draft = Draft(folder)
        yield draft
        if draft.is_changed:
            draft.left += _commit(home, base, folder, by, forgets=draft.forgets)


def left_note(names: Iterable[str]) -> str:
    """Say which plain files could not be brought up, and what that means."""
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


def _refuse_edited_since(into: Path, base: _Base, pointer: Pointer) -> None:
    edited = _differing(base.place.files, edition_manifest(base.place.home, pointer.edition))
    if edited:
        message = (
            f"{into} was edited by hand after the last write ({', '.join(edited[:5])}); undo would "
            f"take that away too. 'ecosystem restore {pointer.edition} --into {into}' drops the "
            f"edits, 'ecosystem restore {pointer.line[-1]} --into {into}' also the last write."
        )
        raise EcosystemError(message)


# --- from here on, a run that fails leaves every byte as it was -----------------------------


@contextmanager
def _writing(home: Path) -> Iterator[_Base]:
    """Hold a register for this run, and put what the system refuses into words."""
    refuse_register_folder(home)
    try:
        with locked(home):
            states, pointer, plain = register_files(home), pointer_of(home), manifest_of(home)
            yield _Base(place_from(home, pointer, plain), plain, states, pointer)
    except OSError as error:
        raise not_written(home, error) from error


@contextmanager
def locked(home: Path) -> Iterator[None]:
    """Keep other runs from writing a register; what a stopped run left there is cleared away.

    Raises:
        EcosystemError: Another run is writing it.
        OSError: The folder cannot be written.
    """
    editions = home / EDITIONS
    made = [path for path in (editions, home, *home.parents) if not path.exists()]
    try:
        editions.mkdir(parents=True, exist_ok=True)
        with alone(editions / LOCK, home):
            _clear(editions, _SCRATCH)
            _clear(home, _PARTIAL)
            yield
    finally:
        if not (editions / POINTER).exists():
            for path in made:
                with suppress(OSError):
                    path.rmdir()


@contextmanager
def alone(lock: Path, what: Path) -> Iterator[None]:
    """Keep other runs away; the system lets go when a run ends, however it ends.

    The lock goes with the run, unless it lies beside editions.

    Raises:
        EcosystemError: Another run holds it.
    """
    handle = os.open(lock, os.O_RDWR | os.O_CREAT, 0o644)
    holder = FileLock(lock)
    try:
        holder.acquire(timeout=0)
        is_ours = lock.exists() and os.path.samestat(os.fstat(handle), lock.stat())
    except Timeout:
        is_ours = False
    except OSError:  # the drive knows no locks: nobody can be kept away
        is_ours = True
    finally:
        os.close(handle)
    try:
        if not is_ours:
            message = f"Another run is writing {what}. Wait until it is done, and run this again."
            raise EcosystemError(message)
        yield
    finally:
        is_kept = not is_ours or (lock.parent / POINTER).exists()
        if not is_kept and sys.platform != "win32":
            lock.unlink(missing_ok=True)
        holder.release(force=True)
        if not is_kept and sys.platform == "win32":
            with suppress(OSError):
                lock.unlink()


@contextmanager
def _scratch(home: Path) -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix=".new-", dir=home / EDITIONS))
    try:
        folder.chmod(0o755)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _clear(folder: Path, names: re.Pattern[str], except_names: Container[str] = ()) -> None:
    """Remove what is ours and nobody needs."""
    for path in folder.iterdir():
        if not names.fullmatch(path.name) or path.name in except_names:
            continue
        if path.is_dir():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def _copy(place: Place, into: Path) -> None:
    for name in place.files:
        (into / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(place.folder / name, into / name)


def _commit(  # noqa: PLR0913 - what a write is made of
    home: Path,
    base: _Base,
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
    changed = _differing(base.plain, files)
    refuse_fixed_files(home, changed)
    with _scratch(home) as ready, _only_if_pointed(home):
        before = _keep_base(home, base)
        edition = _keep(home, folder, files, before)
        _make_ready(home, edition_folder(home, edition), ready, set(changed) & set(files))
        _refuse_edited(home, base)
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
            _clear(home / EDITIONS, _EDITION, {record.edition for record in pointer.made})
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
            _clear(folder, _OURS, before[0])


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.exists() else None


def _differing(before: Manifest, after: Manifest) -> list[str]:
    return sorted(n for n in {*before, *after} if before.get(n) != after.get(n))


def _keep_base(home: Path, base: _Base) -> str | None:
    """Keep the register as it stood, so that the write can be undone; ``None``: there was none."""
    if not base.place.files:
        return None
    if base.place.is_fixed:
        return base.place.folder.name
    with _scratch(home) as folder:
        _copy(base.place, folder)
        if edited := _differing(manifest_of(folder), base.place.files):
            raise _edited_meanwhile(home, edited)
        beside = None if base.pointer is None else base.pointer.edition
        return _keep(home, folder, base.place.files, beside)


def _keep(home: Path, folder: Path, files: Manifest, beside: str | None) -> str:
    """Move a folder to its place among the editions, flushed.

    Files that are those of the edition ``beside`` are shared with it.
    """
    edition = edition_name(files)
    place = edition_folder(home, edition)
    if place.is_dir():
        return edition
    shared = _share(home, folder, files, beside)
    (folder / MANIFEST).write_text(json.dumps(dict(files), indent=0), encoding="utf-8")
    flush_all(folder / name for name in [*files, MANIFEST] if name not in shared)
    folder.rename(place)
    flush_names(place.parent)
    return edition


def _share(home: Path, folder: Path, files: Manifest, beside: str | None) -> set[str]:
    if beside is None:
        return set()
    shared: set[str] = set()
    for name, digest in edition_manifest(home, beside).items():
        if files.get(name) != digest:
            continue
        try:
            (folder / name).unlink()
            os.link(edition_folder(home, beside) / name, folder / name)
            shared.add(name)
        except OSError:  # the drive knows no second names for a file
            shutil.copyfile(edition_folder(home, beside) / name, folder / name)
    return shared


def _make_ready(home: Path, edition: Path, ready: Path, names: Iterable[str]) -> None:
    """Copy files of an edition, flushed, so that no room is needed to put them in their place."""
    for name in names:
        (ready / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(edition / name, ready / name)
        if (home / name).exists():
            shutil.copymode(home / name, ready / name)
    flush_all(ready / name for name in names)


def _refuse_edited(home: Path, base: _Base) -> None:
    now = register_files(home)
    edited = [n for n in sorted({*now, *base.states}) if not _is_as_before(home, base, n)]
    if edited:
        raise _edited_meanwhile(home, edited)


def _is_as_before(home: Path, base: _Base, name: str) -> bool:
    """Tell whether a plain file is as it was when the work began."""
    path, was = home / name, base.states.get(name)
    try:
        now = path.stat()
    except OSError:
        return was is None
    if was is None:
        return False
    return _identity(now) == _identity(was) or fingerprint(path) == f"sha256:{base.plain.get(name)}"


def _identity(state: os.stat_result) -> tuple[int, ...]:
    return (state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino)


def _edited_meanwhile(home: Path, names: list[str]) -> EcosystemError:
    edited = ", ".join(names[:5])
    message = f"{home} was edited while this ran ({edited}). Nothing was written; run it again."
    return EcosystemError(message)


def _next_pointer(
    base: _Base, edition: str, before: str | None, by: str, line: tuple[str, ...] | None
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


def _bring_up(home: Path, base: _Base, ready: Path, names: Iterable[str]) -> list[str]:
    """Replace the plain files that differ from the edition; one edited since stays as it is."""
    left, folders = [], {home, home.parent}
    for name in names:
        target, source = home / name, ready / name
        try:
            if not _is_as_before(home, base, name):
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
