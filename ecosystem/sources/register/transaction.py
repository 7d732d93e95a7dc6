"""A copy of a register folder to work on, which becomes the register when all went well."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ecosystem.model.errors import EcosystemError, RegisterError
from ecosystem.model.faults import Fault
from ecosystem.model.vocabulary import FaultLevel
from ecosystem.sources.files.folders import home_of, package_file, table_files
from ecosystem.sources.files.may_write import is_new, not_written, refuse_register_folder
from ecosystem.sources.files.shipped import is_addition
from ecosystem.sources.register.edition_files import copy_files
from ecosystem.sources.register.edition_writing import Draft, new_edition
from ecosystem.sources.register.editions import place_of, pointer_of
from ecosystem.sources.register.inspection import Inspection, inspect_register
from ecosystem.sources.register.locks import locked
from ecosystem.sources.register.seals import is_sealed, seal
from ecosystem.sources.register.table_writing import start_register


@dataclass(slots=True)
class WorkingCopy:
    """A register folder that nobody else sees yet."""

    folder: Path
    into: Path
    """The folder it will replace."""
    is_changed: bool = False
    """Set by the worker; a copy that is not changed is thrown away."""
    forgets: bool = False
    """Set by the worker: the copy takes back what earlier editions must not keep either."""
    left: list[str] = field(default_factory=list)
    """Plain files that could not be brought up, once the copy is the register."""


@contextmanager
def working_copy(into: Path, by: str, *, dry_run: bool) -> Iterator[WorkingCopy]:
    """Copy a register; a folder that is absent or empty begins as the shipped register.

    Args:
        into: The register.
        by: The command, for the list of editions.
        dry_run: Throw the copy away afterwards.

    Raises:
        EcosystemError: The folder holds other things than a register, is the shipped register,
            cannot be written, or is being written by another run.
        RegisterError: The register has faults of its own.
    """
    refuse_register_folder(into)
    is_first = is_new(into)
    with _aside(into) if dry_run else new_edition(into, by) as draft:
        draft.is_changed = False
        if is_first:
            start_register(draft.folder)
        else:
            _refuse_faulty(draft.folder, into)
        copy = WorkingCopy(draft.folder, into, left=draft.left)
        yield copy
        draft.is_changed, draft.forgets = copy.is_changed, copy.forgets


@contextmanager
def _aside(into: Path) -> Iterator[Draft]:
    """Work on a copy that is thrown away."""
    place = place_of(home_of(into))
    with tempfile.TemporaryDirectory(prefix="ecosystem-") as aside:
        copy_files(place, Path(aside))
        yield Draft(Path(aside))


def _refuse_faulty(folder: Path, into: Path) -> None:
    if is_sealed(folder, table_files(folder)):
        return
    faults = errors_of(inspect_register(folder))
    if faults:
        raise RegisterError.from_faults(into, faults)


def errors_of(inspection: Inspection) -> list[Fault]:
    """Return the faults that keep a register from being used."""
    return [fault for fault in inspection.faults if fault.level is FaultLevel.ERROR]


def sealed(copy: WorkingCopy, on: date) -> Inspection:
    """Check the copy as ``ecosystem validate`` does, and write its ``datapackage.json``.

    Raises:
        RegisterError: The copy has faults; they are told of the folder it would have replaced.
    """
    return _sealed(copy.folder, copy.into, on, None)


def seal_register(into: Path, on: date, title: str | None = None) -> Inspection:
    """Check a register that was edited by hand, and write its ``datapackage.json``.

    Where the tool keeps editions, the sealed register is one more.

    Raises:
        RegisterError: The register has faults; nothing is written.
        EcosystemError: It cannot be written, or another run is writing it.
    """
    home = home_of(into)
    table_files(into)  # refuses what is no register
    if is_addition(home):
        message = f"{into} is sealed by its own script: python data/build/projects.py --seal"
        raise EcosystemError(message)
    if pointer_of(home) is not None:
        with new_edition(into, "seal") as draft:
            return _sealed(draft.folder, into, on, title)
    try:
        with locked(home):
            return seal(into, on, title)
    except OSError as error:
        raise not_written(into, error) from error


def _sealed(folder: Path, into: Path, on: date, title: str | None) -> Inspection:
    if title is None and not package_file(folder).exists():
        title = into.resolve().name
    try:
        return seal(folder, on, title)
    except RegisterError as error:
        raise RegisterError.from_faults(into, error.faults) from error
