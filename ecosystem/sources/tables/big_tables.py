"""Large tables: a CSV or Parquet file to a lazy frame over DuckDB, checked where it lies.

The checks are the same as for small tables, written as SQL from the one dictionary of columns,
so that millions of rows are judged in one scan without being loaded. A test holds the two
evaluators equal.
"""

import csv
from array import array
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ecosystem.model.columns import (
    COLUMNS,
    EARLIEST_YEAR,
    ID_PATTERN,
    LATEST_YEAR,
    Kind,
    Table,
    Use,
    words_of,
)
from ecosystem.model.errors import UnreadableFileError
from ecosystem.model.faults import Fault
from ecosystem.sources.files.literal_paths import literal_path
from ecosystem.sources.tables.small_tables import (
    cell_fault,
    header_faults,
    key_fault,
    level_of,
    refuse_other_table,
    typed_problem,
    unique_names,
)
from ecosystem.sources.tables.text_cells import (
    cleaned_sql,
    fault_of,
    is_text,
    judged_cells,
    telling_pattern,
)

if TYPE_CHECKING:
    import duckdb

SQL_TYPES: Final = {
    Kind.WHOLE: "BIGINT",
    Kind.NUMBER: "DOUBLE",
    Kind.FLAG: "BOOLEAN",
    Kind.DATE: "DATE",
}
HEAVY_BYTES: Final = 20_000_000
"""A CSV file above this is read once and checked from a copy."""
FAULTS_SHOWN: Final = 1000
"""Faults of one check of one column that are told one by one; the rest is counted."""

REJECTS_KEPT: Final = 3000
"""Faults of rows that cannot be read at all; of more, no account is kept."""
LONGEST_HEADER: Final = 65536

_FORMS: Final = {
    Kind.WHOLE: r"^-?[0-9]{1,15}(\.0+)?$",
    Kind.NUMBER: r"^-?[0-9]{1,18}(\.[0-9]{1,18})?([eE][+-]?[0-9]{1,2})?$",
    Kind.FLAG: r"^(?i:true|false)$",
    Kind.DATE: r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
}


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
    import duckdb  # noqa: PLC0415

    raw = f"raw_{table.name}"
    header = None if path.suffix == ".parquet" else _csv_header(table, path)
    try:
        if header is None:
            source = _parquet_source(connection, table, path)
        else:
            source = _csv_source(table, path, unique_names(header))
        connection.execute(f"CREATE OR REPLACE VIEW {raw} AS {source}")
        column_types = {row[0]: row[1] for row in connection.execute(f"DESCRIBE {raw}").fetchall()}
    except duckdb.Error as error:
        raise UnreadableFileError(_unreadable(path, error)) from error
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
    typed = ", ".join(f'{_typed_cell(use, column_types)} AS "{use.column}"' for use in table.uses)
    connection.execute(f"CREATE OR REPLACE VIEW {typed_view} AS SELECT {typed} FROM {raw}")
    return BigTable(table, text_view, typed_view, path, native), faults


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
    return cleaned_sql(column, text) if is_text(column) else _typed(use, text)


def _quoted(path: Path) -> str:
    return _text(literal_path(path))


def _text(value: str) -> str:
    return "'" + value.replace("'", "''") + "'"


def _parquet_source(connection: "duckdb.DuckDBPyConnection", table: Table, path: Path) -> str:
    """Read a Parquet file, and moments at midnight in a column of dates as the days they are."""
    source = f"SELECT * FROM read_parquet({_quoted(path)}, hive_partitioning=false)"
    dates = {use.column for use in table.uses if COLUMNS[use.column].kind is Kind.DATE}
    days = ", ".join(
        f'CASE WHEN "{name}" = "{name}"::DATE THEN "{name}"::DATE::VARCHAR '
        f'ELSE "{name}"::VARCHAR END AS "{name}"'
        for name, kind, *_ in connection.execute(f"DESCRIBE {source}").fetchall()
        if name in dates and str(kind).startswith("TIMESTAMP")
    )
    return source.replace("*", f"* REPLACE ({days})", 1) if days else source


def _csv_source(table: Table, path: Path, names: Sequence[str]) -> str:
    """Say to DuckDB exactly how the file is written, so that nothing is guessed from its rows."""
    columns = ", ".join(f"{_text(name)}: 'VARCHAR'" for name in names)
    return (
        f"SELECT * FROM read_csv({_quoted(path)}, header=true, auto_detect=false, "
        f"columns={{{columns}}}, delim=',', quote='\"', escape='\"', null_padding=false, "
        "strict_mode=true, encoding='utf-8', store_rejects=true, hive_partitioning=false, "
        f"rejects_limit={REJECTS_KEPT}, "
        f"rejects_table='rejects_{table.name}', rejects_scan='scans_{table.name}')"
    )


def _csv_header(table: Table, path: Path) -> list[str]:
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
        raise UnreadableFileError(_unreadable(path, error)) from error
    refuse_other_table(table, path, header)
    return header


def _unreadable(path: Path, error: Exception) -> str:
    reason = " ".join(str(error).split())[:200]
    return (
        f"{path} cannot be read as a table ({reason}). Expected CSV in UTF-8 with commas and a "
        "header line, or Parquet. 'ecosystem import table' reads other forms."
    )


def _typed(use: Use, text: str) -> str:
    """Turn a text of SQL into the column's type; what is no such thing becomes NULL."""
    kind = COLUMNS[use.column].kind
    if kind not in SQL_TYPES:
        return text
    if kind is Kind.WHOLE:
        return f"TRY_CAST(regexp_replace({text}, '\\.0+$', '') AS BIGINT)"
    return f"TRY_CAST({text} AS {SQL_TYPES[kind]})"


def parquet_copy(
    connection: "duckdb.DuckDBPyConnection", big: BigTable, path: Path, scratch: Path
) -> BigTable:
    """Put the cells of a heavy CSV file where they can be read many times at little cost.

    Args:
        connection: Holds the views of the table.
        big: The table.
        path: Its file; Parquet and light files are left as they are.
        scratch: Folder for the copy; it must outlive the table that is given back.

    Raises:
        UnreadableFileError: The file cannot be read to its end.
    """
    import duckdb  # noqa: PLC0415

    if path.suffix != ".csv" or path.stat().st_size < HEAVY_BYTES:
        return big
    copy, view = scratch / f"{big.table.name}.parquet", f"settled_{big.table.name}"
    try:
        connection.execute(f"COPY (SELECT * FROM {big.text_view}) TO {_quoted(copy)}")
    except duckdb.Error as error:
        raise UnreadableFileError(_unreadable(path, error)) from error
    connection.execute(
        f"CREATE OR REPLACE VIEW {view} AS SELECT * FROM read_parquet({_quoted(copy)})"
    )
    return replace(big, text_view=view, native=frozenset())


def memory_copy(connection: "duckdb.DuckDBPyConnection", big: BigTable, path: Path) -> BigTable:
    """Keep a light CSV table in memory, so that a question does not read the file again.

    Raises:
        UnreadableFileError: The file cannot be read to its end.
    """
    import duckdb  # noqa: PLC0415

    if path.suffix != ".csv" or path.stat().st_size >= HEAVY_BYTES:
        return big
    name = f"held_{big.table.name}"
    try:
        connection.execute(f"CREATE OR REPLACE TABLE {name} AS SELECT * FROM {big.typed_view}")
    except duckdb.Error as error:
        raise UnreadableFileError(_unreadable(path, error)) from error
    return replace(big, typed_view=name)


def check_cells(connection: "duckdb.DuckDBPyConnection", big: BigTable) -> list[Fault]:
    """Hold every cell, and the key, of a large table to the dictionary of columns.

    One scan counts what breaks each check; rows are looked up only for checks that fail. The
    columns without a check are read as well, so that a damaged file does not come to light later.

    Raises:
        UnreadableFileError: The file breaks off or cannot be read to its end.
    """
    import duckdb  # noqa: PLC0415

    checks = [
        check
        for use in big.table.uses
        for check in _checks_of(big.table, use, use.column in big.native)
    ]
    counts = [f"count(*) FILTER ({condition})" for _, _, condition in checks]
    unchecked = set(big.table.columns) - {use.column for use, _, _ in checks}
    touched = [f'bit_xor(hash("{name}"))' for name in sorted(unchecked)]
    try:
        scan = f"SELECT {', '.join(counts + touched)} FROM {big.text_view}"
        (broken_counts,) = connection.execute(scan).fetchall()
        faults: list[Fault] = []
        for (use, check, condition), count in zip(
            checks, broken_counts[: len(checks)], strict=True
        ):
            if count:
                faults += _cell_faults(connection, big, (use, check, condition), count)
        faults += _key_faults(connection, big)
        return _reject_faults(connection, big) + with_file_lines(connection, big, faults)
    except duckdb.Error as error:
        raise UnreadableFileError(_unreadable(Path(big.table.name), error)) from error


def _checks_of(table: Table, use: Use, is_native: bool) -> list[tuple[Use, str, str]]:  # noqa: FBT001
    column, name = COLUMNS[use.column], f'"{use.column}"'
    checks = []
    if use.is_required:
        checks.append((use, "not_nullable", f"{name} IS NULL"))
    if form := _broken_form(column.kind, name, is_native):
        checks.append((use, "form", f"{name} IS NOT NULL AND ({form})"))
    if column.least is not None or column.most is not None:
        value = name if is_native else _typed(use, name)
        low = "" if column.least is None else f"{value} < {column.least}"
        high = "" if column.most is None else f"{value} > {column.most}"
        checks.append((use, "range", " OR ".join(filter(None, (low, high)))))
    if listed := words_of(use):
        inside = ", ".join(f"'{word}'" for word in listed)
        checks.append((use, "isin", f"{name} NOT IN ({inside})"))
    pattern = ID_PATTERN if column.kind is Kind.ID else column.pattern
    if pattern:
        checks.append((use, "str_matches", f"NOT regexp_matches({name}, {_text(pattern)})"))
    if telling := telling_pattern(table, use.column):
        checks.append((use, "text", f"regexp_matches({name}, {_text(telling)})"))
    return checks


def _broken_form(kind: Kind, name: str, is_native: bool) -> str:  # noqa: FBT001
    """Say in SQL when a cell is no value of its kind; empty when none can be."""
    if kind is Kind.DATE:
        cast = name if is_native else f"TRY_CAST({name} AS DATE)"
        years = f"year({cast}) NOT BETWEEN {EARLIEST_YEAR} AND {LATEST_YEAR}"
        if is_native:
            return f"NOT isfinite({name}) OR {years}"
        return f"NOT regexp_matches({name}, '{_FORMS[kind]}') OR {cast} IS NULL OR {years}"
    if is_native:
        return f"NOT isfinite({name})" if kind is Kind.NUMBER else ""
    return f"NOT regexp_matches({name}, '{_FORMS[kind]}')" if kind in _FORMS else ""


def _cell_faults(
    connection: "duckdb.DuckDBPyConnection",
    big: BigTable,
    broken: tuple[Use, str, str],
    count: int,
) -> list[Fault]:
    use, check, condition = broken
    if check == "text":
        return _text_faults(connection, big, use, condition)
    rows = connection.execute(
        f'SELECT line, "{use.column}" FROM {big.text_view} WHERE {condition} '
        f"ORDER BY line LIMIT {FAULTS_SHOWN}"
    ).fetchall()
    faults = [
        typed_problem(big.table, use, line, value)
        if check == "form"
        else cell_fault(big.table, use, line, value, check)
        for line, value in rows
    ]
    return faults + _uncounted(big.table, use.column, count - len(rows))


def _text_faults(
    connection: "duckdb.DuckDBPyConnection", big: BigTable, use: Use, condition: str
) -> list[Fault]:
    """Judge each distinct cell that may hold what a text must not, and tell where the bad stand."""
    distinct = f'SELECT DISTINCT "{use.column}" FROM {big.text_view} WHERE {condition}'
    values = [str(row[0]) for row in connection.execute(distinct).fetchall()]
    verdicts_of = judged_cells(use.column, values)
    if not verdicts_of:
        return []
    rows = connection.execute(
        f'SELECT line, "{use.column}", count(*) OVER () FROM {big.text_view} '
        f'WHERE "{use.column}" IN (SELECT unnest(?)) ORDER BY line LIMIT {FAULTS_SHOWN}',
        [list(verdicts_of)],
    ).fetchall()
    faults = [
        fault_of(big.table, use.column, line, verdict)
        for line, value, _ in rows
        for verdict in verdicts_of[value]
    ]
    return faults + _uncounted(big.table, use.column, rows[0][2] - len(rows))


def _uncounted(table: Table, column: str, more: int) -> list[Fault]:
    if more <= 0:
        return []
    return [
        Fault(
            table=table.name,
            column=column,
            value=str(more),
            problem="further cells break the same rule",
            hint="Mend the ones told first; the cause is likely the same.",
            level=level_of(column),
        )
    ]


def _key_faults(connection: "duckdb.DuckDBPyConnection", big: BigTable) -> list[Fault]:
    names = ", ".join(f'"{name}"' for name in big.table.key)
    doubled = f"SELECT hash({names}) AS h FROM {big.text_view} GROUP BY h HAVING count(*) > 1"
    if not connection.execute(f"SELECT count(*) FROM ({doubled})").fetchall()[0][0]:
        return []
    rows = connection.execute(
        f"SELECT * FROM (SELECT line, row_number() OVER (PARTITION BY {names} ORDER BY line) AS n, "
        f"{names} FROM {big.text_view} WHERE hash({names}) IN ({doubled})) "
        f"WHERE n > 1 ORDER BY line LIMIT {FAULTS_SHOWN}"
    ).fetchall()
    return [key_fault(big.table, row[0], row[2:]) for row in rows]


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


def _reject_faults(connection: "duckdb.DuckDBPyConnection", big: BigTable) -> list[Fault]:
    """Tell rows that could not be read at all, each once."""
    faults = _uncounted_rows(connection, big)
    for line, kind in _rejected(connection, big).items():
        problem, hint = _REJECTED.get(kind, (f"the row cannot be read: {kind.lower()}", "Mend it."))
        faults.append(Fault(table=big.table.name, row=line, problem=problem, hint=hint))
    return faults


def _uncounted_rows(connection: "duckdb.DuckDBPyConnection", big: BigTable) -> list[Fault]:
    """Say that more rows cannot be read than are told one by one."""
    if not _has_more_rejects(connection, big):
        return []
    problem = "more rows cannot be read than those that are told"
    hint = "Mend the ones told first; the cause is likely the same."
    return [Fault(table=big.table.name, problem=problem, hint=hint)]


def _has_more_rejects(connection: "duckdb.DuckDBPyConnection", big: BigTable) -> bool:
    """Tell whether rows were left unread of which DuckDB kept no account."""
    tables = {row[0] for row in connection.execute("SHOW TABLES").fetchall()}
    if f"rejects_{big.table.name}" not in tables:
        return False
    query = f"SELECT count(*) FROM rejects_{big.table.name}"
    return bool(connection.execute(query).fetchall()[0][0] >= REJECTS_KEPT)


def _rejected(connection: "duckdb.DuckDBPyConnection", big: BigTable) -> dict[int, str]:
    """Give the lines on which rows begin that could not be read, with the kind of fault."""
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
    """Say of faults on which line of the file their row ends, instead of which row it is.

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
    """Give the lines on which the first rows that were read end."""
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
