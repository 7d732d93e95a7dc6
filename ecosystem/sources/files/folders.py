"""Where the files of a register lie: tables, rules, seals.

A register folder is flat (``actors.csv``, ``rules/``); the shipped one keeps its tables in
``register/`` beside ``rules/`` and ``boundaries/``. Both are read.
"""

import hashlib
from difflib import get_close_matches
from pathlib import Path

from ecosystem.model.errors import UnreadableFileError
from ecosystem.model.tables import TABLES
from ecosystem.sources.files.register_files import TABLE_ENDINGS

_PACKAGE = Path(__file__).resolve().parents[2]


def shipped_folder() -> Path:
    """Return the folder of the shipped register of Denmark."""
    beside = _PACKAGE.parent / "data"
    return beside if (beside / "register").is_dir() else _PACKAGE / "data"


def home_of(folder: Path) -> Path:
    """Return the folder that holds all of a register: the one above, for its ``register/``."""
    above = folder.parent
    is_inner = folder.name == "register" and tables_folder(above) == folder
    has_rules_beside = (above / "rules").is_dir() and not (folder / "rules").is_dir()
    return above if is_inner and has_rules_beside else folder


def tables_folder(folder: Path) -> Path:
    """Return the folder that holds the tables of a register."""
    inner = folder / "register"
    has_own = any((folder / f"{name}{end}").exists() for name in TABLES for end in TABLE_ENDINGS)
    return inner if inner.is_dir() and not has_own else folder


def rules_folder(folder: Path) -> Path:
    """Return the folder that holds the rule files of a register."""
    beside = folder.parent / "rules"
    if folder.name == "register" and beside.is_dir() and not (folder / "rules").is_dir():
        return beside
    return folder / "rules"


def package_file(folder: Path) -> Path:
    """Return the path of a register's ``datapackage.json``."""
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
        message = f"{folder} is not a folder. Give the folder of a register, with actors.csv in it."
        raise UnreadableFileError(message)
    home = tables_folder(folder)
    file_of_table: dict[str, Path] = {}
    for name in TABLES:
        paths = [home / f"{name}{end}" for end in TABLE_ENDINGS]
        files = [path for path in paths if path.exists() or path.is_symlink()]
        if len(files) > 1:
            message = f"{home} holds {name} as CSV and as Parquet. Keep one of the two."
            raise UnreadableFileError(message)
        if files and not files[0].is_file():
            message = f"{files[0]} is not a file that can be read. Replace it, or remove it."
            raise UnreadableFileError(message)
        if files:
            file_of_table[name] = files[0]
    if not file_of_table:
        message = (
            f"{folder} holds no table of a register. Expected files such as actors.csv; "
            "they are described in data/README.md. 'ecosystem import' makes a register."
        )
        raise UnreadableFileError(message)
    return file_of_table


def unread_tables(folder: Path) -> list[tuple[Path, str]]:
    """Find files that look like a table but are not read, such as ``Actors.CSV``.

    Returns:
        Each such file with the name of the table it is likely meant as.
    """
    home = tables_folder(folder)
    if not home.is_dir():
        return []
    read = {f"{name}{end}" for name in TABLES for end in TABLE_ENDINGS}
    lookalikes = []
    for path in sorted(home.iterdir()):
        stem, dot, end = path.name.casefold().partition(".")
        if path.name in read or path.name.startswith(".") or not dot:
            continue
        near = get_close_matches(stem, TABLES, n=1, cutoff=0.85)
        if near and end.split(".")[0] in _TABLE_ENDS:
            lookalikes.append((path, near[0]))
    return lookalikes


_TABLE_ENDS = {"csv", "parquet", "xlsx", "xls", "tsv", "txt", "json", "ods"}


def fingerprint(path: Path) -> str:
    """Return the SHA-256 of a file, as a Data Package writes it."""
    with path.open("rb") as file:
        return f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"
