"""Seals of a register folder: ``datapackage.json``, with the hash of each table when checked.

A sealed folder is read without being checked again; a table that was edited since is.
"""

import json
from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Final, TypeAlias

from ecosystem.model.columns import COLUMNS, Kind
from ecosystem.model.errors import RegisterError
from ecosystem.model.tables import TABLES, Table, words_of
from ecosystem.model.text import printable
from ecosystem.model.vocabulary import FaultLevel
from ecosystem.sources.files.durable import write_at_once
from ecosystem.sources.files.folders import fingerprint, package_file, table_files
from ecosystem.sources.register.inspection import Inspection, inspect_register

LICENCE: Final = "CC-BY-4.0"
JsonObject: TypeAlias = dict[str, Any]


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
    if package.get("ecosystem_schema") != schema_version():
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
    resources = _package(home).get("resources")
    tables = (
        [resource for resource in resources if isinstance(resource, dict)]
        if isinstance(resources, list)
        else []
    )
    return {
        str(resource["name"]): rows if isinstance(rows := resource.get("rows"), int) else 0
        for resource in tables
        if resource.get("name") in TABLES
    }


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
    files = table_files(folder)
    path = package_file(folder)
    package = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "ecosystem-register",
        "title": title or package_title(folder) or folder.resolve().name,
        "created": f"{created.isoformat()}T00:00:00Z",
        "licenses": [{"name": LICENCE, "title": "Creative Commons Attribution 4.0"}],
        "sources": [{"title": "Each row names its source in the column source."}],
        "ecosystem_schema": schema_version(),
        "resources": [
            {**_resource(name, file, path.parent), "rows": inspection.tables[name]}
            for name, file in files.items()
        ],
    }
    text = json.dumps(package, ensure_ascii=False, indent=1) + "\n"
    write_at_once(path, text.encode("utf-8"))
    return inspection


def _resource(name: str, file: Path, base: Path) -> JsonObject:
    is_csv = file.suffix == ".csv"
    return {
        "name": name,
        "type": "table",
        "path": file.relative_to(base).as_posix(),
        "format": "csv" if is_csv else "parquet",
        "mediatype": "text/csv" if is_csv else "application/vnd.apache.parquet",
        "encoding": "utf-8",
        "bytes": file.stat().st_size,
        "hash": fingerprint(file),
        "schema": _frictionless(TABLES[name]),
    }


_FRICTIONLESS: Final = {
    Kind.WHOLE: "integer",
    Kind.NUMBER: "number",
    Kind.FLAG: "boolean",
    Kind.DATE: "date",
}


def _frictionless(table: Table) -> JsonObject:
    fields = []
    for use in table.uses:
        column = COLUMNS[use.column]
        field: JsonObject = {
            "name": use.column,
            "type": _FRICTIONLESS.get(column.kind, "string"),
            "description": column.meaning,
        }
        constraints: JsonObject = {}
        if use.is_required:
            constraints["required"] = True
        if listed := words_of(use):
            constraints["enum"] = list(listed)
        if constraints:
            field["constraints"] = constraints
        fields.append(field)
    return {"fields": fields, "primaryKey": list(table.key), "missingValues": [""]}
