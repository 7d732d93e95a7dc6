"""Files of an edition: kept under the hash of their contents, flushed, shared where they are equal.

What was edited by hand while a write ran is found before it would be lost.
"""

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ecosystem.model.errors import EcosystemError
from ecosystem.sources.files.durable import flush_all, flush_names
from ecosystem.sources.files.folders import fingerprint
from ecosystem.sources.files.register_files import register_files
from ecosystem.sources.register.editions import (
    EDITIONS,
    MANIFEST,
    Manifest,
    Place,
    Pointer,
    edition_folder,
    edition_manifest,
    edition_name,
    manifest_of,
)


@dataclass(frozen=True, slots=True)
class RegisterBase:
    """The register as it stood when the work began."""

    place: Place
    plain: Manifest
    states: dict[str, os.stat_result]
    pointer: Pointer | None


@contextmanager
def scratch_folder(home: Path) -> Iterator[Path]:
    """Make a folder beside the editions, which is gone at the end unless it was moved."""
    folder = Path(tempfile.mkdtemp(prefix=".new-", dir=home / EDITIONS))
    try:
        folder.chmod(0o755)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def copy_files(place: Place, into: Path) -> None:
    """Copy the files of a register, as it stood at one moment, into a folder."""
    for name in place.files:
        (into / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(place.folder / name, into / name)


def differing_files(before: Manifest, after: Manifest) -> list[str]:
    """List the files that came, went or changed."""
    return sorted(n for n in {*before, *after} if before.get(n) != after.get(n))


def keep_base(home: Path, base: RegisterBase) -> str | None:
    """Keep the register as it stood, so that the write can be undone; ``None``: there was none."""
    if not base.place.files:
        return None
    if base.place.is_fixed:
        return base.place.folder.name
    with scratch_folder(home) as folder:
        copy_files(base.place, folder)
        if edited := differing_files(manifest_of(folder), base.place.files):
            raise _edited_meanwhile(home, edited)
        beside = None if base.pointer is None else base.pointer.edition
        return keep_edition(home, folder, base.place.files, beside)


def keep_edition(home: Path, folder: Path, files: Manifest, beside: str | None) -> str:
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


def make_ready(home: Path, edition: Path, ready: Path, names: Iterable[str]) -> None:
    """Copy files of an edition, flushed, so that no room is needed to put them in their place."""
    for name in names:
        (ready / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(edition / name, ready / name)
        if (home / name).exists():
            shutil.copymode(home / name, ready / name)
    flush_all(ready / name for name in names)


def refuse_edited(home: Path, base: RegisterBase) -> None:
    """Refuse to go on when a plain file was edited since the work began.

    Raises:
        EcosystemError: The first such files are named; nothing has been written.
    """
    now = register_files(home)
    edited = [n for n in sorted({*now, *base.states}) if not is_as_before(home, base, n)]
    if edited:
        raise _edited_meanwhile(home, edited)


def is_as_before(home: Path, base: RegisterBase, name: str) -> bool:
    """Return whether a plain file is as it was when the work began."""
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
