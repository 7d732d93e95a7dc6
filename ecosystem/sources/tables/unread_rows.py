"""Rows of a CSV file that DuckDB could not read, and the line of the file that each row stands on.

DuckDB numbers the rows it could read; a cell with a line break, an empty line and a row that could
not be read part the number of a row from its line.
"""

import csv
from array import array
from collections.abc import Container, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ecosystem.model.faults import Fault
from ecosystem.sources.tables.big_tables import MAX_REJECTS, BigTable

if TYPE_CHECKING:
    import duckdb

_REJECTED: Final = {
    "TOO MANY COLUMNS": ("the row has too many fields", 'A cell with a comma is in "quotes".'),
    "MISSING COLUMNS": ("the row has too few fields", "Fill the row up with empty cells."),
    "INVALID ENCODING": (
        "the row is not UTF-8",
        "Save the file as 'CSV UTF-8', or read it with 'ecosystem import table', which also takes "
        "Windows-1252.",
    ),
    "UNQUOTED VALUE": (
        "a quote mark is opened and not closed",
        'A cell that holds " is written as "...""...".',
    ),
    "LINE SIZE OVER MAXIMUM": ("the row is too long", "Is a quote mark opened and not closed?"),
}
"""What DuckDB calls the fault of a row, and what we call it."""


def reject_faults(connection: "duckdb.DuckDBPyConnection", big: BigTable) -> list[Fault]:
    """List rows that could not be read at all, each once."""
    faults = _uncounted_rows(connection, big)
    for line, kind in _rejected(connection, big).items():
        problem, hint = _REJECTED.get(kind, (f"the row cannot be read: {kind.lower()}", "Mend it."))
        faults.append(Fault(table=big.table.name, row=line, problem=problem, hint=hint))
    return faults


def _uncounted_rows(connection: "duckdb.DuckDBPyConnection", big: BigTable) -> list[Fault]:
    """Make a fault where more rows cannot be read than are told one by one."""
    if not _has_more_rejects(connection, big):
        return []
    problem = "more rows cannot be read than those that are told"
    hint = "Mend the ones told first; the cause is likely the same."
    return [Fault(table=big.table.name, problem=problem, hint=hint)]


def _has_more_rejects(connection: "duckdb.DuckDBPyConnection", big: BigTable) -> bool:
    """Return whether rows were left unread of which DuckDB kept no account."""
    tables = {row[0] for row in connection.execute("SHOW TABLES").fetchall()}
    if f"rejects_{big.table.name}" not in tables:
        return False
    query = f"SELECT count(*) FROM rejects_{big.table.name}"
    return bool(connection.execute(query).fetchall()[0][0] >= MAX_REJECTS)


def _rejected(connection: "duckdb.DuckDBPyConnection", big: BigTable) -> dict[int, str]:
    """Return the lines on which rows begin that could not be read, with the kind of fault."""
    tables = {row[0] for row in connection.execute("SHOW TABLES").fetchall()}
    if f"rejects_{big.table.name}" not in tables:
        return {}
    rows = connection.execute(
        "SELECT line_byte_position, min_by(error_type, byte_position), "
        f"any_value(regexp_extract(csv_line, '^[\\r\\n]*')) FROM rejects_{big.table.name} "
        "GROUP BY 1 ORDER BY 1"  # empty lines above a row count as its beginning there
    ).fetchall()
    lines: dict[int, str] = {}
    line = 1
    with big.path.open("rb") as file:
        for begin, kind, above in rows:
            line += file.read(max(int(begin) - 1 - file.tell(), 0)).count(b"\n")
            lines.setdefault(line + str(above or "").count("\n"), str(kind))
    return lines


def with_file_lines(
    connection: "duckdb.DuckDBPyConnection", big: BigTable, faults: Sequence[Fault]
) -> list[Fault]:
    """Number faults by the line of the file on which their row ends, instead of by row.

    DuckDB numbers the rows it could read; a cell with a line break, an empty line and a row that
    could not be read part the number of a row from its line.
    """
    rows = [fault.row for fault in faults if fault.row is not None]
    if not rows or big.path.suffix == ".parquet":
        return list(faults)
    if _has_more_rejects(connection, big):  # which line a row is on is not known
        return [fault for fault in faults if fault.row is None]
    ends = _row_ends(big.path, _rejected(connection, big), max(rows) - 1)
    return [
        fault
        if fault.row is None or fault.row - 2 >= len(ends)
        else fault.model_copy(update={"row": ends[fault.row - 2]})
        for fault in faults
    ]


def _row_ends(path: Path, rejected: Container[int], count: int) -> "array[int]":
    """Return the lines on which the first rows that were read end."""
    ends = array("L")
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        reader = csv.reader(file)
        try:
            next(reader, None)
            begun = reader.line_num
            for row in reader:
                if row and begun + 1 not in rejected:
                    ends.append(reader.line_num)
                begun = reader.line_num
                if len(ends) >= count:
                    break
        except csv.Error:
            return ends
    return ends
