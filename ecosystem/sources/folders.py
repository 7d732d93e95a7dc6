"""Where the files of a register lie: tables, rules, seals; and how a folder is replaced at once.

A register folder is flat (``actors.csv``, ``rules/``); the shipped one keeps its tables in
``register/`` beside ``rules/`` and ``boundaries/``. Both are read.
"""

import hashlib
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from pathlib import Path

if sys.platform != "win32":
    import fcntl

from ecosystem.model.columns import TABLES
from ecosystem.model.errors import EcosystemError, UnreadableFileError

SUFFIXES = (".csv", ".parquet")
_PACKAGE = Path(__file__).resolve().parents[1]


def shipped_folder() -> Path:
    """Give the folder of the shipped register of Denmark."""
    beside = _PACKAGE.parent / "data"
    return beside if (beside / "register").is_dir() else _PACKAGE / "data"


def home_of(folder: Path) -> Path:
    """Return the folder that holds all of a register: the one above, for its ``register/``."""
    above = folder.parent
    is_inner = folder.name == "register" and tables_folder(above) == folder
    has_rules_beside = (above / "rules").is_dir() and not (folder / "rules").is_dir()
    return above if is_inner and has_rules_beside else folder


def tables_folder(folder: Path) -> Path:
    """Give the folder that holds the tables of a register."""
    inner = folder / "register"
    has_own = any((folder / f"{name}{end}").exists() for name in TABLES for end in SUFFIXES)
    return inner if inner.is_dir() and not has_own else folder


def rules_folder(folder: Path) -> Path:
    """Give the folder that holds the rule files of a register."""
    beside = folder.parent / "rules"
    if folder.name == "register" and beside.is_dir() and not (folder / "rules").is_dir():
        return beside
    return folder / "rules"


def package_file(folder: Path) -> Path:
    """Give the path of a register's ``datapackage.json``."""
    beside = folder.parent / "datapackage.json"
    if folder.name == "register" and beside.exists():
        return beside
    return folder / "datapackage.json"


def table_files(folder: Path) -> dict[str, Path]:
    """Find the file of each recorded table.

    Raises:
        UnreadableFileError: The folder is absent or holds no table, or a table lies there in
            two formats.
    """
    if not folder.is_dir():
        hint = "Give the folder of a register, with actors.csv in it."
        if any(".old-" in path.name for path in _left_over(folder.resolve())):
            hint = "A run that was stopped left it beside its place; the next import puts it back."
        message = f"{folder} is not a folder. {hint}"
        raise UnreadableFileError(message)
    home = tables_folder(folder)
    found: dict[str, Path] = {}
    for name in TABLES:
        paths = [home / f"{name}{end}" for end in SUFFIXES]
        files = [path for path in paths if path.exists() or path.is_symlink()]
        if len(files) > 1:
            message = f"{home} holds {name} as CSV and as Parquet. Keep one of the two."
            raise UnreadableFileError(message)
        if files and not files[0].is_file():
            message = f"{files[0]} is not a file that can be read. Replace it, or remove it."
            raise UnreadableFileError(message)
        if files:
            found[name] = files[0]
    if not found:
        message = (
            f"{folder} holds no table of a register. Expected files such as actors.csv; "
            "they are described in data/README.md. 'ecosystem import' makes a register."
        )
        raise UnreadableFileError(message)
    return found


def unread_tables(folder: Path) -> list[tuple[Path, str]]:
    """Find files that look like a table but are not read, such as ``Actors.CSV``.

    Returns:
        Each such file with the name of the table it is likely meant as.
    """
    home = tables_folder(folder)
    if not home.is_dir():
        return []
    read = {f"{name}{end}" for name in TABLES for end in SUFFIXES}
    found = []
    for path in sorted(home.iterdir()):
        stem, dot, end = path.name.casefold().partition(".")
        if path.name in read or path.name.startswith(".") or not dot:
            continue
        near = get_close_matches(stem, TABLES, n=1, cutoff=0.85)
        if near and end.split(".")[0] in _TABLE_ENDS:
            found.append((path, near[0]))
    return found


_TABLE_ENDS = {"csv", "parquet", "xlsx", "xls", "tsv", "txt", "json", "ods"}


def fingerprint(path: Path) -> str:
    """Give the SHA-256 of a file, as a Data Package writes it."""
    with path.open("rb") as file:
        return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Work on a copy of a folder that takes its place only when all went well.

    What a run that was stopped left beside the folder is cleared away first.

    Yields:
        The copy: what the folder held before, or an empty folder when there was none.

    Raises:
        EcosystemError: The folder cannot be written, or another run is writing it.
    """
    folder = folder.resolve()
    with _alone(folder):
        try:
            staging = Path(tempfile.mkdtemp(prefix=f".{folder.name}.new-", dir=folder.parent))
        except OSError as error:
            raise _not_writable(folder, error) from error
        try:
            staging.chmod(0o755)
            if folder.is_dir():
                shutil.copytree(folder, staging, dirs_exist_ok=True)
            yield staging
            _swap(staging, folder)
        finally:
            shutil.rmtree(staging, ignore_errors=True)


def put_back(folder: Path) -> None:
    """Put a folder back that a run, stopped while replacing it, left beside its place.

    Raises:
        EcosystemError: Another run is writing the folder.
    """
    folder = folder.resolve()
    if not folder.exists() and _left_over(folder):
        with _alone(folder):
            pass


def _swap(staging: Path, folder: Path) -> None:
    if not folder.exists():
        staging.rename(folder)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{folder.name}.old-", dir=folder.parent))
    folder.replace(old)
    try:
        staging.replace(folder)
    except OSError:
        old.replace(folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Keep other runs from writing a folder; the system lets go when a run ends, however it ends.

    Where the system or the drive knows no such locks, nobody is kept away and nothing is cleared.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        lock = _lock(folder)
    except OSError as error:
        raise _not_writable(folder, error) from error
    try:
        if lock is not None:
            _clear_away(folder)
        yield
    finally:
        if lock is not None:
            _lock_file(folder).unlink(missing_ok=True)
            os.close(lock)


def _lock_file(folder: Path) -> Path:
    return folder.parent / f".{folder.name}.lock"


def _lock(folder: Path) -> int | None:
    """Lock a folder for this run; None: no such locks here.

    Raises:
        EcosystemError: Another run holds it.
        OSError: The folder's place cannot be written.
    """
    if sys.platform == "win32":
        return None
    path = _lock_file(folder)
    lock = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        is_held = path.exists() and os.path.samestat(os.fstat(lock), path.stat())
    except BlockingIOError:
        is_held = False
    except OSError:
        os.close(lock)
        path.unlink(missing_ok=True)
        return None
    if not is_held:
        os.close(lock)
        message = f"Another run is writing {folder}. Wait until it is done, and run this again."
        raise EcosystemError(message)
    return lock


def _clear_away(folder: Path) -> None:
    """Put back what was there before a run that was stopped in the swap; remove other remains."""
    for path in _left_over(folder):
        if ".old-" in path.name and not folder.exists() and any(path.iterdir()):
            path.replace(folder)
        else:
            shutil.rmtree(path, ignore_errors=True)


def _left_over(folder: Path) -> list[Path]:
    """Copies beside a folder that a stopped run did not take away; older ones before new ones."""
    if not folder.parent.is_dir():
        return []
    name = re.compile(re.escape(f".{folder.name}.") + r"(old|new)-\w{8}")
    found = (path for path in folder.parent.iterdir() if name.fullmatch(path.name))
    return sorted(found, key=lambda path: ".old-" not in path.name)


def _not_writable(folder: Path, error: OSError) -> EcosystemError:
    message = f"{folder.parent} cannot be written: {error.strerror}. Choose another folder."
    return EcosystemError(message)
