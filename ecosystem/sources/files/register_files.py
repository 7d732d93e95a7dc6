"""Which files of a folder are a register's; everything else there is the user's.

A name is that of a file below the folder, with ``/``: ``actors.csv``, ``rules/innobooster.yaml``.
"""

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final

from ecosystem.model.tables import TABLES

TABLE_ENDINGS: Final = (".csv", ".parquet")
BOUNDARY_ENDINGS: Final = (".geojson", ".json", ".gpkg", ".parquet")
PACKAGE: Final = "datapackage.json"
SNAPSHOT: Final = "snapshot.json"
MAPPING_FOLDER: Final = "mapping"
MAPPINGS: Final = frozenset(
    f"{MAPPING_FOLDER}/{name}" for name in ("organisations.csv", "participants.csv", "linkage.csv")
)
"""What people decided about names, about participants without one, and about a sample of pairs."""

_TABLES: Final = frozenset(f"{name}{end}" for name in TABLES for end in TABLE_ENDINGS)
_TOP: Final = _TABLES | {PACKAGE, SNAPSHOT, *(f"boundaries{end}" for end in BOUNDARY_ENDINGS)}
_PLACES: Final[Mapping[str, Callable[[str], bool]]] = {
    "": _TOP.__contains__,
    "register/": _TABLES.__contains__,
    "rules/": lambda name: name.endswith(".yaml") and not name.startswith("."),
    "boundaries/": lambda name: name.endswith(BOUNDARY_ENDINGS) and not name.startswith("."),
    f"{MAPPING_FOLDER}/": lambda name: f"{MAPPING_FOLDER}/{name}" in MAPPINGS,
}
"""Folder below the register, and which of its files belong."""


def register_files(home: Path) -> dict[str, os.stat_result]:
    """List the files of a register as they stand now, one walk without opening any.

    Returns:
        Name to what the system tells of the file a link leads to (of the link itself, where it
        leads nowhere). A folder that is not there has none.
    """
    states: dict[str, os.stat_result] = {}
    for below, belongs in _PLACES.items():
        try:
            with os.scandir(home / below) as entries:
                standing = {entry.name: entry for entry in entries if belongs(entry.name)}
        except (FileNotFoundError, NotADirectoryError):
            continue
        if below == "register/" and not _TABLES.isdisjoint(states):
            continue  # tables that lie at the top are the ones that are read
        for name, entry in standing.items():
            if (state := _state(entry)) is not None:
                states[below + name] = state
    return states


def holds_tables(names: Iterable[str]) -> bool:
    """Return whether one of a register's files is a table."""
    return any(name.removeprefix("register/") in _TABLES for name in names)


def _state(entry: "os.DirEntry[str]") -> os.stat_result | None:
    for follow in (True, False):
        try:
            return entry.stat(follow_symlinks=follow)
        except OSError:
            continue
    return None
