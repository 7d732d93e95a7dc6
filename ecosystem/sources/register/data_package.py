"""The Frictionless Data Package of a register: what ``datapackage.json`` says of each table.

It describes the files as they lie there, so that other programs can check and read them: the
columns each file has, in its order, what their cells may hold, its key, and what its ids refer to.
What a check of ours tells as a warning alone is no constraint. A Parquet file brings its types
with it, and stands there as a file: programs that check cells one by one take minutes over it, and
read its empty numbers as no numbers.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final, TypeAlias

from ecosystem.model.columns import (
    COLUMNS,
    EARLIEST_YEAR,
    HOW_WRITTEN,
    ID_PATTERN,
    LATEST_YEAR,
    Column,
    Kind,
)
from ecosystem.model.tables import TABLES, Table, Use, words_of
from ecosystem.model.vocabulary import FaultLevel
from ecosystem.sources.files.folders import fingerprint
from ecosystem.sources.tables.big_tables import csv_header
from ecosystem.sources.tables.parquet_tables import parquet_header
from ecosystem.sources.tables.small_tables import level_of

JsonObject: TypeAlias = dict[str, Any]

_LICENCE: Final = {
    "name": "CC-BY-4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
    "title": "Creative Commons Attribution 4.0",
}
_TYPES: Final = {
    Kind.WHOLE: "integer",
    Kind.NUMBER: "number",
    Kind.FLAG: "boolean",
    Kind.DATE: "date",
}
_CSV: Final = {
    "format": "csv",
    "mediatype": "text/csv",
    "encoding": "utf-8",
    "dialect": {"header": True, "delimiter": ",", "quoteChar": '"', "doubleQuote": True},
}
_PARQUET: Final = {"format": "parquet", "mediatype": "application/vnd.apache.parquet"}
_FILE_ROWS: Final = "ecosystem_rows"
"""Rows of a table that stands as a file; other programs count none in it."""


def describe_package(
    files: Mapping[str, Path], rows: Mapping[str, int], base: Path, title: str, created: date
) -> JsonObject:
    """Return the Data Package of a register whose tables are sound.

    Args:
        files: The file of each table.
        rows: Rows of each table, count.
        base: Folder that the paths in the package begin at.
        title: What the register is called.
        created: Day written into the package.
    """
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "ecosystem-register",
        "title": title,
        "created": f"{created.isoformat()}T00:00:00Z",
        "licenses": [_LICENCE],
        "sources": [{"title": "Each row names its source in the column source."}],
        "resources": [_resource(name, files, rows[name], base) for name in files],
    }


def rows_of(resource: JsonObject) -> int:
    """Return the rows that a table had by its resource; 0: it does not say."""
    rows = resource.get("rows", resource.get(_FILE_ROWS))
    return rows if isinstance(rows, int) else 0


def _resource(name: str, files: Mapping[str, Path], rows: int, base: Path) -> JsonObject:
    file, table = files[name], TABLES[name]
    is_csv = file.suffix == ".csv"
    header = csv_header(table, file) if is_csv else parquet_header(file)
    cells_checked = {other for other, path in files.items() if path.suffix == ".csv"}
    return {
        "name": name,
        "type": "table" if is_csv else "file",
        "description": table.meaning,
        "path": file.relative_to(base).as_posix(),
        **(_CSV if is_csv else _PARQUET),
        "bytes": file.stat().st_size,
        "hash": fingerprint(file),
        "schema": _schema(table, header, cells_checked),
        ("rows" if is_csv else _FILE_ROWS): rows,
    }


def _schema(table: Table, header: Sequence[str], targets: Collection[str]) -> JsonObject:
    """Describe the columns of one file, in its order.

    Ids are looked up in ``targets`` alone, the tables whose cells other programs read. A key that
    may have an empty cell is unique and no primary key, whose cells are never empty.
    """
    uses = {use.column: use for use in table.uses}
    in_file = [uses[name] for name in header if name in uses]
    required = {use.column for use in in_file if use.is_required}
    key = list(table.key)
    foreign = [_foreign_key(table, use) for use in in_file if _is_foreign_key(use, targets)]
    return {
        "fields": [_field(use) for use in in_file],
        **({"primaryKey": key} if required.issuperset(key) else {"uniqueKeys": [key]}),
        **({"foreignKeys": foreign} if foreign else {}),
        "missingValues": [""],
    }


def _is_foreign_key(use: Use, targets: Collection[str]) -> bool:
    """Return whether each cell names a row of a table that can be read; a list of ids does not."""
    return use.refers_to in targets and COLUMNS[use.column].kind is not Kind.IDS


def _foreign_key(table: Table, use: Use) -> JsonObject:
    target = TABLES[str(use.refers_to)]
    resource = "" if target.name == table.name else target.name
    reference = {"resource": resource, "fields": [target.key[0]]}
    return {"fields": [use.column], "reference": reference}


def _field(use: Use) -> JsonObject:
    column = COLUMNS[use.column]
    is_list = column.kind is Kind.IDS
    form = f" Written as {HOW_WRITTEN[column.kind]}." if is_list else ""
    constraints = _constraints(use, column)
    return {
        "name": use.column,
        "type": _TYPES.get(column.kind, "string"),
        "description": column.meaning + form,
        **({"unit": column.unit} if column.unit else {}),
        **(_FLAGS if column.kind is Kind.FLAG else {}),
        **({"constraints": constraints} if constraints else {}),
    }


_FLAGS: Final = {"trueValues": ["true", "True", "TRUE"], "falseValues": ["false", "False", "FALSE"]}


def _constraints(use: Use, column: Column) -> JsonObject:
    least: float | str | None = column.least
    most: float | str | None = column.most
    if column.kind is Kind.DATE:
        least, most = f"{EARLIEST_YEAR}-01-01", f"{LATEST_YEAR}-12-31"
    limits = {
        "required": use.is_required or None,
        "enum": list(words_of(use)) or None,
        "pattern": _pattern(column),
        "minimum": least,
        "maximum": most,
    }
    return {name: limit for name, limit in limits.items() if limit is not None}


def _pattern(column: Column) -> str | None:
    """Return the whole form of a cell as XML Schema writes it: without marks of start and end."""
    if level_of(column.name) is FaultLevel.WARNING:
        return None
    pattern = ID_PATTERN if column.kind is Kind.ID else column.pattern
    return None if pattern is None else pattern.removeprefix("^").removesuffix("$")
