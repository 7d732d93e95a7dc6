"""Dated copies of a register, and the way back to them.

A snapshot is a register folder like any other, flat, with one file more: ``snapshot.json``
tells the day, the version of the dictionary of columns and the rows of each table. Any command
reads it with ``--register``; to undo an import, put the snapshot back with ``restore``.

Two snapshots can be compared when both were written under the same dictionary of columns: a
column that one of them could not have had would otherwise look like something that came.
"""

import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from ecosystem.model.errors import EcosystemError, UnreadableFileError
from ecosystem.model.register import Register
from ecosystem.sources.folders import package_file, replacing, rules_folder, table_files
from ecosystem.sources.register import read_register, schema_version

TELLS: Final = "snapshot.json"
BESIDE: Final = ("boundaries",)
"""Folders that belong to a register beside its tables and rules."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A dated copy of a register."""

    folder: Path
    day: date | None
    """``None``: a register that is no snapshot; nobody has dated it."""
    schema: str
    """Version of the dictionary of columns it was written under."""
    tables: Mapping[str, int]


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
    register = read_register(folder)
    if into.resolve().is_relative_to(folder.resolve()):
        message = f"{into} lies inside the register {folder}. Choose a folder outside it."
        raise EcosystemError(message)
    target = _free_name(into, day)
    snapshot = Snapshot(target, day, schema_version(), dict(register.row_counts))
    with replacing(target) as staging:
        _copy(folder, staging)
        told = {
            "day": day.isoformat(),
            "label": register.label,
            "ecosystem_schema": snapshot.schema,
            "tables": snapshot.tables,
        }
        text = json.dumps(told, ensure_ascii=False, indent=1) + "\n"
        (staging / TELLS).write_text(text, encoding="utf-8")
    return snapshot


def open_snapshot(folder: Path) -> Snapshot:
    """Find a snapshot: the folder itself, or the latest one in a folder of snapshots.

    Raises:
        UnreadableFileError: There is no register in the folder, or what it tells of itself
            cannot be read.
    """
    if not folder.is_dir():
        message = f"{folder} is not a folder. Give a register, or a folder of snapshots."
        raise UnreadableFileError(message)
    if not (folder / TELLS).exists() and not _holds_tables(folder):
        below = sorted(path.parent for path in folder.glob(f"*/{TELLS}"))
        if not below:
            message = (
                f"{folder} holds neither a register nor snapshots. "
                "'ecosystem snapshot --into DIR' makes one."
            )
            raise UnreadableFileError(message)
        dated = [open_snapshot(one) for one in below]
        return max(dated, key=lambda one: (one.day or date.min, _number(one.folder)))
    told = _told(folder)
    if not told:
        return Snapshot(folder, None, schema_version(), {})
    return Snapshot(
        folder, date.fromisoformat(told["day"]), told["ecosystem_schema"], told["tables"]
    )


def read_two(before: Path, after: Path) -> tuple[Register, Register]:
    """Read two snapshots that can be compared.

    Raises:
        EcosystemError: They were written under different versions of the dictionary of columns.
        UnreadableFileError: One of them cannot be read.
        RegisterError: One of them has faults.
    """
    first, second = open_snapshot(before), open_snapshot(after)
    own = schema_version()
    for one in (first, second):
        if one.schema != own:
            message = (
                f"{one.folder} was written with version {one.schema} of the tables, and this is "
                f"version {own}. Two versions are not compared, because a new column would look "
                "like news. Compare it with the release that wrote it, or copy its tables into a "
                "new folder, mend them until 'ecosystem validate' finds no fault, and take a new "
                "snapshot of that."
            )
            raise EcosystemError(message)
    return read_register(first.folder), read_register(second.folder)


def restore(snapshot: Path, folder: Path) -> None:
    """Put a snapshot back in place of a register: the way to undo an import.

    Raises:
        EcosystemError: The folder cannot be written.
        RegisterError: The snapshot has faults; the register stays as it is.
    """
    found = open_snapshot(snapshot)
    read_register(found.folder)
    with replacing(folder) as staging:
        for path in table_files(staging).values() if _holds_tables(staging) else ():
            path.unlink()
        shutil.rmtree(staging / "rules", ignore_errors=True)
        _copy(found.folder, staging)


def _copy(folder: Path, into: Path) -> None:
    for path in table_files(folder).values():
        shutil.copy2(path, into / path.name)
    if (rules := rules_folder(folder)).is_dir():
        shutil.copytree(rules, into / "rules", dirs_exist_ok=True)
    for name in BESIDE:
        if (folder / name).is_dir():
            shutil.copytree(folder / name, into / name, dirs_exist_ok=True)
    for path in folder.glob("boundaries.*"):
        shutil.copy2(path, into / path.name)
    package = package_file(folder)
    if package.is_file() and (text := _flat_package(package)) is not None:
        (into / package.name).write_text(text, encoding="utf-8")


def _flat_package(path: Path) -> str | None:
    """Write a Data Package with its tables beside it; one that is damaged seals nothing."""
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
        for resource in held.get("resources", ()):
            resource["path"] = Path(resource["path"]).name
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return json.dumps(held, ensure_ascii=False, indent=1) + "\n"


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


def _told(folder: Path) -> dict[str, Any]:
    path = folder / TELLS
    if not path.exists():
        return {}
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        date.fromisoformat(told["day"])
        str(told["ecosystem_schema"])
        dict(told["tables"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = (
            f"{path} does not tell the day, the version and the tables of the snapshot "
            f"({type(error).__name__}: {error}). Remove it to read the folder as a register."
        )
        raise UnreadableFileError(message) from error
    return dict(told)
