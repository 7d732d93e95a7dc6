"""Seals of a register folder: ``datapackage.json``, with the hash of each table when checked.

A sealed folder is read without being checked again; a table that was edited since is.
"""

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Final

from ecosystem.model.columns import COLUMNS
from ecosystem.model.errors import RegisterError
from ecosystem.model.tables import TABLES
from ecosystem.model.text import printable
from ecosystem.model.vocabulary import FaultLevel
from ecosystem.sources.files.durable import write_at_once
from ecosystem.sources.files.folders import fingerprint, package_file, table_files
from ecosystem.sources.register.data_package import JsonObject, describe_package, rows_of
from ecosystem.sources.register.inspection import Inspection, inspect_register

SCHEMA: Final = "ecosystem_schema"
"""Property of a package that holds the version of the dictionary of columns."""
CLEAN: Final = "ecosystem_clean"
"""Property of a Parquet table whose texts need no cleaning when they are read."""


def package_title(home: Path) -> str:
    """Read what a register is called; empty: its ``datapackage.json`` does not say."""
    return printable(str(_package(home).get("title") or ""), is_one_line=True)


# --- seals ---------------------------------------------------------------------------------


def schema_version() -> str:
    """Return the fingerprint of the dictionary of columns, so that a change breaks old seals."""
    dictionary = repr(
        [(table, [(u, COLUMNS[u.column]) for u in table.uses]) for table in TABLES.values()]
    )
    return sha256(dictionary.encode()).hexdigest()[:16]


def _package(home: Path) -> JsonObject:
    path = package_file(home)
    try:
        package = json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except (OSError, ValueError):
        return {}
    return package if isinstance(package, dict) else {}


def is_sealed(
    home: Path, files: Mapping[str, Path], hashes: Mapping[str, str] | None = None
) -> bool:
    """Return whether every table is as it was when the folder was last checked.

    Args:
        home: The folder.
        files: The file of each table.
        hashes: SHA-256 of the folder's files by name, where they are known.
    """
    package = _package(home)
    if package.get(SCHEMA) != schema_version():
        return False
    resources = package.get("resources")
    if not isinstance(resources, list) or not all(isinstance(r, dict) for r in resources):
        return False
    sealed = {r.get("name"): (r.get("bytes"), r.get("hash")) for r in resources}
    if sealed.keys() != files.keys():
        return False
    if any(sealed[name][0] != path.stat().st_size for name, path in files.items()):
        return False
    hash_of = {home / name: f"sha256:{digest}" for name, digest in (hashes or {}).items()}
    return all(
        sealed[name][1] == (hash_of.get(path) or fingerprint(path)) for name, path in files.items()
    )


def sealed_rows(home: Path) -> dict[str, int]:
    """Read how many rows each table had when the folder was last sealed; 0: it does not say."""
    return {name: rows_of(resource) for name, resource in _resources(home).items()}


def _resources(home: Path) -> dict[str, JsonObject]:
    """Read what the package says of each table that the dictionary knows."""
    resources = _package(home).get("resources")
    tables = (
        [resource for resource in resources if isinstance(resource, dict)]
        if isinstance(resources, list)
        else []
    )
    return {str(table["name"]): table for table in tables if table.get("name") in TABLES}


def clean_tables(home: Path) -> frozenset[str]:
    """Read which tables of a sealed folder need no cleaning of their texts."""
    return frozenset(
        name for name, resource in _resources(home).items() if resource.get(CLEAN) is True
    )


def seal(folder: Path, created: date, title: str | None = None) -> Inspection:
    """Check a folder and, when it is sound, write its ``datapackage.json``.

    Args:
        folder: The register.
        created: Day written into the package.
        title: What the register is called; kept as it was when not given.

    Raises:
        RegisterError: The folder has faults; nothing is written.
    """
    inspection = inspect_register(folder)
    if not inspection.is_usable:
        errors = [fault for fault in inspection.faults if fault.level is FaultLevel.ERROR]
        raise RegisterError.from_faults(folder, errors)
    path = package_file(folder)
    named = title or package_title(folder) or folder.resolve().name
    package = describe_package(table_files(folder), inspection.tables, path.parent, named, created)
    for resource in package["resources"]:
        if resource["name"] in inspection.clean:
            resource[CLEAN] = True
    sealed = {**package, SCHEMA: schema_version()}
    text = json.dumps(sealed, ensure_ascii=False, indent=1) + "\n"
    write_at_once(path, text.encode("utf-8"))
    return inspection
