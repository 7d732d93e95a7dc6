"""Large tables: a CSV or Parquet file to views and a lazy frame over DuckDB, read where it lies."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ecosystem.model.columns import COLUMNS, Kind
from ecosystem.model.errors import UnreadableFileError
from ecosystem.model.faults import Fault
from ecosystem.model.tables import Table, Use
from ecosystem.sources.files.literal_paths import literal_path
from ecosystem.sources.tables.column_rules import SQL_TYPES, sql_text, sql_typed
from ecosystem.sources.tables.small_tables import header_faults, refuse_other_table, unique_names
from ecosystem.sources.tables.text_cells import cleaned_sql, is_text

if TYPE_CHECKING:
    import duckdb

HEAVY_BYTES: Final = 20_000_000
"""A CSV file above this is read once and checked from a copy."""
MAX_REJECTS: Final = 3000
"""Faults of rows that cannot be read at all; of more, no account is kept."""
LONGEST_HEADER: Final = 65536


@dataclass(frozen=True, slots=True)
class BigTable:
    """A large table in DuckDB: a view of text cells with lines, and one of typed cells."""

    table: Table
    text_view: str
    """Cells as text (those of ``native`` columns as they are), empty ones NULL, and ``line``."""
    typed_view: str
    path: Path
    native: frozenset[str] = frozenset()
    """Columns of a Parquet file that have their type already."""


def open_big_table(
    connection: "duckdb.DuckDBPyConnection", table: Table, path: Path
) -> tuple[BigTable, list[Fault]]:
    """Make views of a large table and tell the faults of its form.

    Raises:
        UnreadableFileError: The file is not a table at all.
    """
    import duckdb

    raw = f"raw_{table.name}"
    header = None if path.suffix == ".parquet" else csv_header(table, path)
    try:
        if header is None:
            source = _parquet_source(connection, table, path)
        else:
            source = _csv_source(table, path, unique_names(header))
        connection.execute(f"CREATE OR REPLACE VIEW {raw} AS {source}")
        column_types = _column_types(connection, table)
    except duckdb.Error as error:
        raise UnreadableFileError(unreadable_table(path, error)) from error
    faults = header_faults(table, list(column_types) if header is None else header)
    columns = [use.column for use in table.uses if use.column in column_types]
    native = frozenset(use.column for use in table.uses if _is_native(use, column_types))
    cells = ", ".join(
        f'"{name}"' if name in native else f'{_text_cell(name)} AS "{name}"' for name in columns
    )
    line = "row_number() OVER () + 1 AS line"
    missing = "".join(
        f', NULL::VARCHAR AS "{use.column}"' for use in table.uses if use.column not in column_types
    )
    text_view, typed_view = f"text_{table.name}", f"typed_{table.name}"
    connection.execute(
        f"CREATE OR REPLACE VIEW {text_view} AS SELECT {line}, {cells or 'NULL AS nothing'}"
        f"{missing} FROM {raw}"
    )
    cells_of = {use.column: _typed_cell(use, column_types) for use in table.uses}
    _write_typed_view(connection, table, cells_of)
    return BigTable(table, text_view, typed_view, path, native), faults


def _column_types(connection: "duckdb.DuckDBPyConnection", table: Table) -> dict[str, str]:
    rows = connection.execute(f"DESCRIBE raw_{table.name}").fetchall()
    return {row[0]: row[1] for row in rows}


def _write_typed_view(
    connection: "duckdb.DuckDBPyConnection", table: Table, cells_of: Mapping[str, str]
) -> None:
    cells = ", ".join(f'{cell} AS "{name}"' for name, cell in cells_of.items())
    connection.execute(
        f"CREATE OR REPLACE VIEW typed_{table.name} AS SELECT {cells} FROM raw_{table.name}"
    )


def has_clean_texts(connection: "duckdb.DuckDBPyConnection", big: BigTable) -> bool:
    """Return whether the texts of a Parquet table are read just as they stand in the file.

    Raises:
        duckdb.Error: The file cannot be read to its end.
    """
    if big.path.suffix != ".parquet":
        return False
    types = _column_types(connection, big.table)
    differ = [
        f'"{use.column}" IS DISTINCT FROM {_typed_cell(use, types)}'
        for use in big.table.uses
        if _is_text_of_file(use, types)
    ]
    query = f"SELECT 1 FROM raw_{big.table.name} WHERE {' OR '.join(differ) or 'false'} LIMIT 1"
    return not connection.execute(query).fetchall()


def read_clean_texts(connection: "duckdb.DuckDBPyConnection", big: BigTable) -> None:
    """Read the texts of a table, which were seen to be clean, without cleaning them again."""
    types = _column_types(connection, big.table)
    cells_of = {
        use.column: f'"{use.column}"' if _is_text_of_file(use, types) else _typed_cell(use, types)
        for use in big.table.uses
    }
    _write_typed_view(connection, big.table, cells_of)


def _is_text_of_file(use: Use, column_types: Mapping[str, str]) -> bool:
    is_text_column = COLUMNS[use.column].kind not in SQL_TYPES
    return is_text_column and column_types.get(use.column) == "VARCHAR"


def _is_native(use: Use, column_types: Mapping[str, str]) -> bool:
    return SQL_TYPES.get(COLUMNS[use.column].kind) == column_types.get(use.column, "")


def _text_cell(name: str) -> str:
    return f"nullif(trim(\"{name}\"::VARCHAR), '')"


def _typed_cell(use: Use, column_types: Mapping[str, str]) -> str:
    """Write a cell of its type; a Parquet column that has it already is read as it is."""
    if use.column not in column_types:
        return f"NULL::{SQL_TYPES.get(COLUMNS[use.column].kind, 'VARCHAR')}"
    if _is_native(use, column_types):
        return f'"{use.column}"'
    text = _text_cell(use.column)
    column = COLUMNS[use.column]
    return cleaned_sql(column, text) if is_text(column) else sql_typed(use, text)


def _sql_path(path: Path) -> str:
    return sql_text(literal_path(path))


def _parquet_source(connection: "duckdb.DuckDBPyConnection", table: Table, path: Path) -> str:
    """Read a Parquet file, and moments at midnight in a column of dates as the days they are."""
    source = f"SELECT * FROM read_parquet({_sql_path(path)}, hive_partitioning=false)"
    dates = {use.column for use in table.uses if COLUMNS[use.column].kind is Kind.DATE}
    days = ", ".join(
        f'CASE WHEN "{name}" = "{name}"::DATE THEN "{name}"::DATE::VARCHAR '
        f'ELSE "{name}"::VARCHAR END AS "{name}"'
        for name, kind, *_ in connection.execute(f"DESCRIBE {source}").fetchall()
        if name in dates and str(kind).startswith("TIMESTAMP")
    )
    return source.replace("*", f"* REPLACE ({days})", 1) if days else source


def _csv_source(table: Table, path: Path, names: Sequence[str]) -> str:
    """Write for DuckDB exactly how the file is made, so that nothing is guessed from its rows."""
    columns = ", ".join(f"{sql_text(name)}: 'VARCHAR'" for name in names)
    return (
        f"SELECT * FROM read_csv({_sql_path(path)}, header=true, auto_detect=false, "
        f"columns={{{columns}}}, delim=',', quote='\"', escape='\"', null_padding=false, "
        "strict_mode=true, encoding='utf-8', store_rejects=true, hive_partitioning=false, "
        f"rejects_limit={MAX_REJECTS}, "
        f"rejects_table='rejects_{table.name}', rejects_scan='scans_{table.name}')"
    )


def csv_header(table: Table, path: Path) -> list[str]:
    """Read the names of the columns of a CSV file, from its first line.

    Raises:
        UnreadableFileError: The file is not this table at all.
    """
    try:
        with path.open("rb") as file:
            head = file.read(LONGEST_HEADER)
    except OSError as error:
        message = f"{path} cannot be read ({error.strerror}). Check that you may open it."
        raise UnreadableFileError(message) from error
    text = head.decode("utf-8-sig", errors="replace")
    if not text.strip():
        message = f"{path} is empty. A table without rows still has its header line."
        raise UnreadableFileError(message)
    if b"\x00" in head:
        message = f"{path} is not text. Expected a CSV file in UTF-8, or Parquet."
        raise UnreadableFileError(message)
    try:
        first = next(csv.reader([text.splitlines()[0]], strict=True), [])
        header = [name.strip() for name in first]
    except csv.Error as error:
        raise UnreadableFileError(unreadable_table(path, error)) from error
    refuse_other_table(table, path, header)
    return header


def unreadable_table(path: Path, error: Exception) -> str:
    """Write the message for a file that is no table at all."""
    reason = " ".join(str(error).split())[:200]
    return (
        f"{path} cannot be read as a table ({reason}). Expected CSV in UTF-8 with commas and a "
        "header line, or Parquet. 'ecosystem import table' reads other forms."
    )


def parquet_copy(
    connection: "duckdb.DuckDBPyConnection", big: BigTable, path: Path, scratch: Path
) -> BigTable:
    """Copy the cells of a heavy CSV file to Parquet, to be read many times at little cost.

    Args:
        connection: Holds the views of the table.
        big: The table.
        path: Its file; Parquet and light files are left as they are.
        scratch: Folder for the copy; it must outlive the table that is given back.

    Raises:
        UnreadableFileError: The file cannot be read to its end.
    """
    import duckdb

    if path.suffix != ".csv" or path.stat().st_size < HEAVY_BYTES:
        return big
    copy, view = scratch / f"{big.table.name}.parquet", f"settled_{big.table.name}"
    try:
        connection.execute(f"COPY (SELECT * FROM {big.text_view}) TO {_sql_path(copy)}")
    except duckdb.Error as error:
        raise UnreadableFileError(unreadable_table(path, error)) from error
    connection.execute(
        f"CREATE OR REPLACE VIEW {view} AS SELECT * FROM read_parquet({_sql_path(copy)})"
    )
    return replace(big, text_view=view, native=frozenset())


def memory_copy(connection: "duckdb.DuckDBPyConnection", big: BigTable, path: Path) -> BigTable:
    """Keep a light CSV table in memory, so that a question does not read the file again.

    Raises:
        UnreadableFileError: The file cannot be read to its end.
    """
    import duckdb

    if path.suffix != ".csv" or path.stat().st_size >= HEAVY_BYTES:
        return big
    name = f"held_{big.table.name}"
    try:
        connection.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM {big.typed_view}")
    except duckdb.Error as error:
        raise UnreadableFileError(unreadable_table(path, error)) from error
    return replace(big, typed_view=name)
