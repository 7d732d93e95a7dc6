"""Open the tables of a register folder: large ones as views in DuckDB, small ones as frames."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from ecosystem.model.errors import UnreadableFileError
from ecosystem.model.faults import Fault
from ecosystem.model.tables import TABLES, Table
from ecosystem.sources.files.folders import table_files
from ecosystem.sources.tables.big_tables import BigTable, open_big_table
from ecosystem.sources.tables.engine import connect
from ecosystem.sources.tables.small_tables import read_small_table

if TYPE_CHECKING:
    import duckdb


@dataclass(slots=True)
class OpenTables:
    """A folder whose tables stand in DuckDB."""

    connection: "duckdb.DuckDBPyConnection"
    files: dict[str, Path]
    small: dict[str, pd.DataFrame]
    big: dict[str, BigTable]
    faults: list[Fault]


def open_tables(home: Path, unreadable: list[Fault] | None = None) -> OpenTables:
    """Open every table; with a list given, tables that cannot be read are told there."""
    opened = OpenTables(connect(), table_files(home), {}, {}, [])
    for name, path in opened.files.items():
        try:
            _open_table(opened, TABLES[name], path)
        except UnreadableFileError as error:
            if unreadable is None:
                raise
            unreadable.append(
                Fault(table=name, problem=str(error).rstrip("."), hint="Mend or replace the file.")
            )
    return opened


def _open_table(opened: OpenTables, table: Table, path: Path) -> None:
    if table.is_big:
        opened.big[table.name], faults = open_big_table(opened.connection, table, path)
    else:
        opened.small[table.name], faults = read_small_table(table, path)
    opened.faults += faults


def offer_lines(opened: OpenTables) -> dict[str, int]:
    """Return the line that each offer stands on, by offer_id."""
    if "offers" not in opened.small:
        return {}
    ids = opened.small["offers"]["offer_id"].dropna()
    return {str(offer_id): int(str(line)) for line, offer_id in ids.items()}


def opened_row_counts(opened: OpenTables) -> dict[str, int]:
    """Count the rows of each table that is open, in the order of the dictionary."""
    counts = {name: len(frame) for name, frame in opened.small.items()}
    for name, big in opened.big.items():
        rows = opened.connection.execute(f"SELECT count(*) FROM {big.typed_view}").fetchall()
        counts[name] = int(rows[0][0])
    return {name: counts[name] for name in TABLES if name in counts}
