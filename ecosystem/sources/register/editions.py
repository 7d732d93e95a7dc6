"""Which edition of a register stands in a folder, read so that nothing of two is ever mixed.

What the tool writes into a register it keeps in ``.editions/<hash>/``, which nobody changes, and
``.editions/current.json`` says which one is the register's; replacing that file is what makes a
write count. The plain files beside it are the same register for people: a spreadsheet, git, a
share. They are brought up after the write, and a file that somebody edits by hand counts from then
on. Without ``.editions`` a folder of plain files is a register like any other.
"""

import atexit
import hashlib
import json
import shutil
import stat
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeVar

from ecosystem.model.drafts import Edition
from ecosystem.model.errors import EcosystemError, UnreadableFileError
from ecosystem.model.register import Register
from ecosystem.sources.files.folders import (
    home_of,
    package_file,
    rules_folder,
    shipped_folder,
)
from ecosystem.sources.files.register_files import register_files
from ecosystem.sources.files.shipped import DENMARK, is_addition
from ecosystem.sources.register.composing import composed

EDITIONS: Final = ".editions"
"""Folder of a register in which the tool keeps what it wrote."""
POINTER: Final = "current.json"
"""File in it that says which edition is the register's."""
MANIFEST: Final = ".manifest.json"
"""File of an edition that names its files with their hashes."""
TRIES: Final = 50
"""Times that a folder which is being changed is read anew."""

Manifest = Mapping[str, str]
"""Name of each file of a register to the SHA-256 of its contents."""
_Answer = TypeVar("_Answer")


@dataclass(frozen=True, slots=True)
class EditionRecord:
    """An edition that a write made, or found in the folder and kept."""

    edition: str
    at: str
    """Moment (ISO, UTC)."""
    by: str
    """The command, or ``as it stood`` for what was there before it."""


@dataclass(frozen=True, slots=True)
class Pointer:
    """What ``current.json`` says."""

    edition: str
    line: tuple[str, ...] = ()
    """Editions that stood before it, the latest last: the way that ``undo`` goes."""
    over: Manifest | None = None
    """While the plain files are brought up: what they were before. ``None``: they are up."""
    made: tuple[EditionRecord, ...] = ()
    """Every edition that is kept, the latest last."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where to read the register of a folder, as it stood at one moment."""

    home: Path
    """The folder as the user knows it."""
    folder: Path
    """The folder to read from."""
    files: Manifest
    is_fixed: bool
    """It is an edition, which nobody changes."""

    @property
    def version(self) -> str:
        """Hash of the contents."""
        return edition_name(self.files)


def version_of(folder: Path) -> str:
    """Compute a key of what stands in a register folder now, for caches: no file is opened.

    It is of the name, size, times and number of every file of the register and of the pointer to
    its edition, so a table that is replaced by an older one, taken away or edited gives another
    key. It is not the hash of the contents: contents that come back after an undo get a new key,
    so that what was read in between never passes for them.
    """
    home = home_of(folder)
    states = register_files(home)
    if is_addition(home):
        base = register_files(shipped_folder())
        states |= {f"{DENMARK}/{name}": state for name, state in base.items()}
    with suppress(OSError):
        states[POINTER] = (home / EDITIONS / POINTER).stat()
    digest = hashlib.blake2b(digest_size=16)
    for name in sorted(states):
        s = states[name]
        state = (name, s.st_size, s.st_mtime_ns, s.st_ctime_ns, s.st_ino, s.st_dev)
        digest.update(repr(state).encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


def read_settled(folder: Path, read: Callable[[Place], _Answer]) -> _Answer:
    """Read a register as it stood at one moment, however often it is written meanwhile.

    An edition is read as it is. Plain files are read, and read again when one of them has
    changed in the meantime.

    Args:
        folder: A register folder, or one that is none: reading it says so.
        read: Reads all it needs from the place it is given; may be called several times.

    Raises:
        EcosystemError: The folder never stood still; or what reading it raises.
    """
    home = home_of(folder)
    for _ in range(TRIES):
        before = version_of(home)
        try:
            place = place_of(home)
            if not place.is_fixed and version_of(home) != before:
                continue
            answer = _read(place, read)
        except Exception:
            if version_of(home) == before:
                raise
        else:
            if place.is_fixed or version_of(home) == before:
                return answer
    message = f"{folder} is being written all the time. Wait until that is done, and try again."
    raise EcosystemError(message)


def _read(place: Place, read: Callable[[Place], _Answer]) -> _Answer:
    """Read from a place, and name the user's folder in what goes wrong there."""
    try:
        return read(place)
    except EcosystemError as error:
        error.args = tuple(
            arg.replace(str(place.folder), str(place.home)) if isinstance(arg, str) else arg
            for arg in error.args
        )
        raise


def place_of(home: Path) -> Place:
    """Find where the register of a folder is to be read; an addition, with what it adds to.

    Raises:
        UnreadableFileError: A file of the register is no file that can be read.
    """
    if is_addition(home) and manifest_of(home):
        folder = composed(home, version_of(home))
        return Place(home, folder, manifest_of(folder), is_fixed=False)
    return place_from(home, pointer_of(home), manifest_of(home))


def place_from(home: Path, pointer: Pointer | None, plain: Manifest) -> Place:
    """Find where to read a register of which pointer and plain files are known."""
    if pointer is None:
        return Place(home, home, plain, is_fixed=False)
    edition = edition_manifest(home, pointer.edition)
    files = true_manifest(plain, edition, pointer.over)
    if files == edition:
        return Place(home, edition_folder(home, pointer.edition), edition, is_fixed=True)
    if files == plain:
        return Place(home, home, plain, is_fixed=False)
    return Place(home, _laid_over(home, pointer.edition, plain, files), files, is_fixed=False)


def true_manifest(plain: Manifest, edition: Manifest, over: Manifest | None) -> Manifest:
    """Return which files count: those edited by hand, and of the others those of the edition.

    Args:
        plain: The plain files.
        edition: The files of the edition.
        over: The plain files before they are brought up to the edition; ``None`` when they are.

    Examples:
        A run was stopped before it brought ``b`` up, and a user has edited ``c`` since:

        >>> true_manifest({"a": "2", "b": "1", "c": "9"}, {"a": "2", "b": "2", "c": "1"},
        ...               {"a": "1", "b": "1", "c": "1"})
        {'a': '2', 'b': '2', 'c': '9'}
    """
    if over is None:
        return plain
    files: dict[str, str] = {}
    for name in sorted({*plain, *edition, *over}):
        digest = plain.get(name)
        if digest == over.get(name):
            digest = edition.get(name)
        if digest is not None:
            files[name] = digest
    return files


def manifest_of(home: Path) -> dict[str, str]:
    """Compute the hash of every file of a register.

    Raises:
        UnreadableFileError: Some are no files, such as a named pipe, or may not be read; all are
            told.
    """
    files: dict[str, str] = {}
    faults = []
    for name, state in sorted(register_files(home).items()):
        if not stat.S_ISREG(state.st_mode):
            faults.append(f"{home / name} is not a file that can be read.")
            continue
        try:
            with (home / name).open("rb") as file:
                files[name] = hashlib.file_digest(file, "sha256").hexdigest()
        except OSError as error:
            faults.append(f"{home / name} cannot be read ({error.strerror}).")
    if faults:
        raise UnreadableFileError(" ".join([*faults, "Replace what is named, or remove it."]))
    return files


def edition_name(files: Manifest) -> str:
    """Compute the name of an edition: a hash of its files' names and hashes."""
    text = json.dumps(dict(sorted(files.items())), separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def edition_folder(home: Path, edition: str) -> Path:
    """Return the folder that holds an edition."""
    return home / EDITIONS / edition


def edition_manifest(home: Path, edition: str) -> dict[str, str]:
    """Read which files an edition holds.

    Raises:
        OSError: There is no such edition.
        ValueError: What is told of it is damaged.
    """
    manifest = json.loads((edition_folder(home, edition) / MANIFEST).read_text(encoding="utf-8"))
    return {str(name): str(digest) for name, digest in manifest.items()}


def pointer_of(home: Path) -> Pointer | None:
    """Read which edition is the register's; ``None``: the plain files are all there is.

    A pointer that is damaged, or leads to an edition that is gone, counts for nothing.
    """
    path = home / EDITIONS / POINTER
    try:
        pointer = _pointer(json.loads(path.read_text(encoding="utf-8")))
        edition_manifest(home, pointer.edition)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return pointer


def _pointer(document: Any) -> Pointer:  # noqa: ANN401
    over = document["over"]
    return Pointer(
        edition=str(document["edition"]),
        line=tuple(map(str, document["line"])),
        over=None if over is None else dict(over),
        made=tuple(EditionRecord(**record) for record in document["made"]),
    )


def _laid_over(home: Path, edition: str, plain: Manifest, files: Manifest) -> Path:
    """Copy files edited by hand over an edition whose plain files were never all brought up.

    Returns:
        A folder that is there until the program ends.
    """
    folder = Path(tempfile.mkdtemp(prefix="ecosystem-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for name, digest in files.items():
        base = home if plain.get(name) == digest else edition_folder(home, edition)
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(base / name, folder / name)
    return folder


def edition_of(register: Register) -> Edition:
    """Return the edition of a register that was read from a folder.

    The edition of the rules is the SHA-256 over the names and bytes of all rule files: change
    one letter of one rule and it is another.
    """
    folder = Path(register.files or register.folder)
    digest = hashlib.sha256()
    for path in sorted(rules_folder(folder).glob("*.yaml")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return Edition(
        rules=digest.hexdigest()[:12],
        register_label=register.label,
        register_created=_created(package_file(folder)),
    )


def _created(package: Path) -> date | None:
    try:
        created = json.loads(package.read_text(encoding="utf-8")).get("created", "")
        return date.fromisoformat(str(created)[:10])
    except (OSError, ValueError, AttributeError):
        return None
