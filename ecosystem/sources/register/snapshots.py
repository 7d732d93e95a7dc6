"""Dated copies of a register, and the way back to them.

A snapshot is a register folder like any other, flat, with one file more: ``snapshot.json``
tells the day, the version of the dictionary of columns and the rows of each table. Any command
reads it with ``--register``; ``restore`` puts it back.

Two snapshots can be compared when both were written under the same dictionary of columns: a
column that one of them could not have had would otherwise look like something that came.
"""

import json
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from ecosystem.model.errors import EcosystemError, UnreadableFileError
from ecosystem.model.register import Register
from ecosystem.sources.files.durable import flush_all, flush_names
from ecosystem.sources.files.folders import home_of, table_files
from ecosystem.sources.files.may_write import (
    not_written,
    refuse_register_folder,
    refuse_snapshot_folder,
)
from ecosystem.sources.files.register_files import MAPPINGS, PACKAGE, SNAPSHOT
from ecosystem.sources.register.edition_writing import new_edition, undo
from ecosystem.sources.register.editions import (
    MANIFEST,
    EditionRecord,
    Place,
    edition_folder,
    edition_manifest,
    manifest_of,
    place_of,
    pointer_of,
    read_settled,
)
from ecosystem.sources.register.locks import alone
from ecosystem.sources.register.reading import read_register
from ecosystem.sources.register.seals import schema_version

LOCK: Final = ".ecosystem.lock"
_SCRATCH: Final = re.compile(r"\.ecosystem-new-\w{8}")


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A dated copy of a register."""

    folder: Path
    day: date | None
    """``None``: a register that is no snapshot; nobody has dated it."""
    schema: str
    """Version of the dictionary of columns it was written under."""
    tables: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Restored:
    """A register that was put back."""

    row_counts: Mapping[str, int]
    left: list[str]
    """Plain files that could not be brought up to it."""


def write_snapshot(folder: Path, into: Path, day: date) -> Snapshot:
    """Copy a register into a folder named after the day, below ``into``.

    Args:
        folder: The register; it is read and checked first.
        into: Folder of snapshots; made when it is not there.
        day: The day written into the copy. A second copy of a day gets a number.

    Raises:
        RegisterError: The register has faults; nothing is written.
        EcosystemError: ``into`` lies inside the register, or cannot be written.
    """
    refuse_snapshot_folder(into)
    if into.resolve().is_relative_to(folder.resolve()):
        message = f"{into} lies inside the register {folder}. Choose a folder outside it."
        raise EcosystemError(message)
    register = read_register(folder)  # told before any folder is made
    with _beside(into) as staging:
        if read_settled(folder, lambda place: _copy_anew(place, staging)) != register.version:
            register = read_register(staging)
        snapshot = Snapshot(into, day, schema_version(), dict(register.row_counts))
        document = {
            "day": day.isoformat(),
            "label": register.label,
            "ecosystem_schema": snapshot.schema,
            "tables": snapshot.tables,
        }
        text = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
        (staging / SNAPSHOT).write_text(text, encoding="utf-8")
        flush_all(path for path in staging.rglob("*") if path.is_file())
        target = _free_name(into, day)
        staging.rename(target)
        flush_names(into)
    return replace(snapshot, folder=target)


@contextmanager
def _beside(into: Path) -> Iterator[Path]:
    """Work in a folder below another, that is taken away unless it gets a name of its own."""
    made = [path for path in (into, *into.absolute().parents) if not path.exists()]
    try:
        into.mkdir(parents=True, exist_ok=True)
        with alone(into / LOCK, into):
            for left in into.iterdir():
                if _SCRATCH.fullmatch(left.name):
                    shutil.rmtree(left, ignore_errors=True)
            staging = Path(tempfile.mkdtemp(prefix=".ecosystem-new-", dir=into))
            try:
                staging.chmod(0o755)
                yield staging
            finally:
                shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        raise not_written(into, error) from error
    finally:
        for path in made:
            with suppress(OSError):
                path.rmdir()


def _copy_anew(place: Place, into: Path) -> str:
    for inside in into.iterdir():
        shutil.rmtree(inside) if inside.is_dir() else inside.unlink()
    _copy(place, into)
    return place.version


def open_snapshot(folder: Path) -> Snapshot:
    """Find a snapshot: the folder itself, or the latest one in a folder of snapshots.

    Raises:
        UnreadableFileError: There is no register in the folder, or what it tells of itself
            cannot be read.
    """
    if not folder.is_dir():
        message = f"{folder} is not a folder. Give a register, or a folder of snapshots."
        raise UnreadableFileError(message)
    if not (folder / SNAPSHOT).exists() and not _holds_tables(folder):
        below = sorted(path.parent for path in folder.glob(f"*/{SNAPSHOT}"))
        if not below:
            message = (
                f"{folder} holds neither a register nor snapshots. "
                "'ecosystem snapshot --into DIR' makes one."
            )
            raise UnreadableFileError(message)
        dated = [open_snapshot(path) for path in below]
        return max(dated, key=lambda snapshot: (snapshot.day or date.min, _number(snapshot.folder)))
    document = _read_snapshot_file(folder)
    if not document:
        return Snapshot(folder, None, schema_version(), {})
    return Snapshot(
        folder,
        date.fromisoformat(document["day"]),
        document["ecosystem_schema"],
        document["tables"],
    )


def read_two(before: Path, after: Path) -> tuple[Register, Register]:
    """Read two snapshots that can be compared.

    Raises:
        EcosystemError: They were written under different versions of the dictionary of columns.
        UnreadableFileError: One of them cannot be read.
        RegisterError: One of them has faults.
    """
    first, second = open_snapshot(before), open_snapshot(after)
    for snapshot in (first, second):
        _check_schema(snapshot)
    return read_register(first.folder), read_register(second.folder)


def read_snapshot(folder: Path) -> tuple[Snapshot, Register]:
    """Read a snapshot, the latest of a folder of them, that figures of today stand beside.

    Raises:
        EcosystemError: It was written under another version of the dictionary of columns.
        UnreadableFileError: It cannot be read.
        RegisterError: It has faults.
    """
    snapshot = open_snapshot(folder)
    _check_schema(snapshot)
    return snapshot, read_register(snapshot.folder)


def _check_schema(snapshot: Snapshot) -> None:
    schema = schema_version()
    if snapshot.schema != schema:
        message = (
            f"{snapshot.folder} was written with version {snapshot.schema} of the tables, "
            f"and this is version {schema}. Two versions are not compared, because a new "
            "column would look like news. Compare it with the release that wrote it, or copy "
            "its tables into a new folder, mend them until 'ecosystem validate' finds no "
            "fault, and take a new snapshot of that."
        )
        raise EcosystemError(message)


def restore(snapshot: Path, folder: Path) -> Restored:
    """Restore a register from a snapshot, or from an edition that is kept.

    What people decided about names stays, unless an edition is put back: it has its own.

    Args:
        snapshot: A snapshot, a folder of them, or the name of an edition of ``folder``.
        folder: The register; a folder that is empty or not there becomes one.

    Raises:
        EcosystemError: The folder holds other things than a register, or cannot be written.
        RegisterError: The snapshot has faults; the register stays as it is.
    """
    refuse_register_folder(folder)
    home = home_of(folder)
    edition = edition_folder(home, snapshot.name)
    is_edition = not snapshot.exists() and (edition / MANIFEST).is_file()
    source = edition if is_edition else open_snapshot(snapshot).folder
    register = read_register(source)
    with new_edition(folder, f"restore {snapshot.name}", anew=True) as draft:
        if is_edition:
            _copy_files(edition, edition_manifest(home, edition.name), draft.folder)
        else:
            _copy_files(home, MAPPINGS & manifest_of(home).keys(), draft.folder)
            read_settled(source, lambda place: _copy(place, draft.folder))
    return Restored(register.row_counts, draft.left)


def undo_write(folder: Path) -> tuple[str, Restored]:
    """Bring a register back as it stood before the last write.

    Returns:
        The edition that is the register's now, and its rows.

    Raises:
        EcosystemError: There is nothing to undo, or a file was edited by hand since.
    """
    edition, left = undo(folder)
    return edition, Restored(read_register(folder).row_counts, left)


@dataclass(frozen=True, slots=True)
class Editions:
    """Editions of a register that are kept."""

    now: str | None
    """The one its files are; ``None`` when they were edited by hand, or never written."""
    records: tuple[EditionRecord, ...]
    """The newest first."""


def list_editions(folder: Path) -> Editions:
    """List the editions of a register that are kept.

    Raises:
        UnreadableFileError: The folder holds no register.
    """
    home = home_of(folder)
    table_files(folder)
    place, pointer = place_of(home), pointer_of(home)
    records = () if pointer is None else tuple(reversed(pointer.made))
    return Editions(place.folder.name if place.is_fixed else None, records)


def _copy(place: Place, into: Path) -> None:
    """Copy a register flat, without what is told of a snapshot and without decisions on names."""
    _copy_files(place.folder, place.files.keys() - MAPPINGS - {SNAPSHOT}, into)
    package = place.folder / PACKAGE
    (into / PACKAGE).unlink(missing_ok=True)
    if package.is_file() and (text := _flat_package(package)) is not None:
        (into / PACKAGE).write_text(text, encoding="utf-8")


def _copy_files(folder: Path, names: Iterable[str], into: Path) -> None:
    for name in names:
        target = into / name.removeprefix("register/")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / name, target)


def _flat_package(path: Path) -> str | None:
    """Write a Data Package with its tables beside it; one that is damaged seals nothing."""
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
        for resource in package.get("resources", ()):
            resource["path"] = Path(resource["path"]).name
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return json.dumps(package, ensure_ascii=False, indent=1) + "\n"


def _free_name(into: Path, day: date) -> Path:
    target, number = into / day.isoformat(), 1
    while target.exists():
        number += 1
        target = into / f"{day.isoformat()}.{number}"
    return target


def _number(folder: Path) -> int:
    _, _, number = folder.name.partition(".")
    return int(number) if number.isdecimal() else 1


def _holds_tables(folder: Path) -> bool:
    try:
        return bool(table_files(folder))
    except UnreadableFileError:
        return False


def _read_snapshot_file(folder: Path) -> dict[str, Any]:
    path = folder / SNAPSHOT
    if not path.exists():
        return {}
    if not path.is_file():
        message = f"{path} is not a file. Remove it to read the folder as a register."
        raise UnreadableFileError(message)
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        date.fromisoformat(document["day"])
        str(document["ecosystem_schema"])
        dict(document["tables"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = (
            f"{path} does not tell the day, the version and the tables of the snapshot "
            f"({type(error).__name__}: {error}). Remove it to read the folder as a register."
        )
        raise UnreadableFileError(message) from error
    return dict(document)
