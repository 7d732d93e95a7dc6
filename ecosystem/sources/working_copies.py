"""A copy of a register folder to work on, which takes the folder's place when all went well."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ecosystem.model.columns import TABLES
from ecosystem.model.errors import EcosystemError, RegisterError
from ecosystem.model.faults import Fault
from ecosystem.model.vocabulary import FaultLevel
from ecosystem.sources.folders import (
    SUFFIXES,
    package_file,
    put_back,
    replacing,
    shipped_folder,
    table_files,
    tables_folder,
)
from ecosystem.sources.name_decisions import FILE as MAPPING_FILE
from ecosystem.sources.register import Inspection, inspect_register, is_sealed, seal, start_register


@dataclass(slots=True)
class WorkingCopy:
    """A register folder that nobody else sees yet."""

    folder: Path
    into: Path
    """The folder it will replace."""
    is_changed: bool = False
    """Set by the worker; a copy that is not changed is thrown away."""


class _NothingToWriteError(Exception):
    """Leaves the copy without letting it take the folder's place."""


@contextmanager
def working_copy(into: Path, *, dry_run: bool) -> Iterator[WorkingCopy]:
    """Give a copy of a register; a folder that is absent or empty begins as the shipped register.

    Raises:
        EcosystemError: The folder holds other things than a register, is the shipped register,
            cannot be written, or is being written by another run.
        RegisterError: The register has faults of its own.
    """
    _refuse(into)
    put_back(into)
    is_new = _is_new(into)
    with tempfile.TemporaryDirectory() as aside:
        staging = _aside(into, Path(aside)) if dry_run else replacing(into)
        try:
            with staging as folder:
                if is_new:
                    start_register(folder)
                else:
                    _refuse_faulty(folder, into)
                copy = WorkingCopy(folder, into)
                yield copy
                _leave_unchanged(copy)
        except _NothingToWriteError:
            return


def _leave_unchanged(copy: WorkingCopy) -> None:
    if not copy.is_changed:
        raise _NothingToWriteError


def _refuse(into: Path) -> None:
    shipped = shipped_folder().resolve()
    if into.resolve() in {shipped, *shipped.iterdir()}:
        message = f"{into} is the shipped register; it is not written to. Choose another folder."
        raise EcosystemError(message)
    if into.exists() and not into.is_dir():
        message = f"{into} is a file. Give a folder."
        raise EcosystemError(message)


@contextmanager
def _aside(into: Path, aside: Path) -> Iterator[Path]:
    folder = aside / (into.resolve().name or "register")
    if into.is_dir():
        shutil.copytree(into, folder)
    folder.mkdir(exist_ok=True)
    yield folder


def _is_new(into: Path) -> bool:
    if not into.exists():
        return True
    home = tables_folder(into)
    if any((home / f"{name}{end}").is_file() for name in TABLES for end in SUFFIXES):
        return False
    held = sorted(path.name for path in into.iterdir() if not path.name.startswith("."))
    if set(held) - {MAPPING_FILE.parts[0]}:
        message = (
            f"{into} is not empty and holds no register ({', '.join(held[:5])}). Give an empty or "
            "new folder, or the folder of a register."
        )
        raise EcosystemError(message)
    return True


def _refuse_faulty(folder: Path, into: Path) -> None:
    if is_sealed(folder, table_files(folder)):
        return
    faults = errors_of(inspect_register(folder))
    if faults:
        raise RegisterError.from_faults(into, faults)


def errors_of(inspection: Inspection) -> list[Fault]:
    """Give the faults that keep a register from being used."""
    return [fault for fault in inspection.faults if fault.level is FaultLevel.ERROR]


def sealed(copy: WorkingCopy, on: date) -> Inspection:
    """Check the copy as ``ecosystem validate`` does, and write its ``datapackage.json``.

    Raises:
        RegisterError: The copy has faults; they are told of the folder it would have replaced.
    """
    has_title = package_file(copy.folder).exists()
    try:
        return seal(copy.folder, on, None if has_title else copy.into.resolve().name)
    except RegisterError as error:
        raise RegisterError.from_faults(copy.into, error.faults) from error
