"""Check the cells and keys of a large table: SQL written from the one dictionary of columns.

One scan counts what breaks each check, so that millions of rows are judged without being loaded.
The checks are those of small tables; a test compares the answers of the two.
"""

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
from ecosystem.sources.tables.big_tables import BigTable, sql_text, typed_sql, unreadable_table
from ecosystem.sources.tables.small_tables import cell_fault, key_fault, level_of, typed_problem
from ecosystem.sources.tables.text_cells import fault_of, judged_cells, telling_pattern
from ecosystem.sources.tables.unread_rows import reject_faults, with_file_lines

if TYPE_CHECKING:
    import duckdb

MAX_FAULTS_PER_CHECK: Final = 1000
"""Faults of one check of one column that are told one by one; the rest is counted."""
_FORMS: Final = {
    Kind.WHOLE: r"^-?[0-9]{1,15}(\.0+)?$",
    Kind.NUMBER: r"^-?[0-9]{1,18}(\.[0-9]{1,18})?([eE][+-]?[0-9]{1,2})?$",
    Kind.FLAG: r"^(?i:true|false)$",
    Kind.DATE: r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
}


def check_cells(connection: "duckdb.DuckDBPyConnection", big: BigTable) -> list[Fault]:
    """Check every cell, and the key, of a large table against the dictionary of columns.

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
        return reject_faults(connection, big) + with_file_lines(connection, big, faults)
    except duckdb.Error as error:
        raise UnreadableFileError(unreadable_table(Path(big.table.name), error)) from error


def _checks_of(table: Table, use: Use, is_native: bool) -> list[tuple[Use, str, str]]:  # noqa: FBT001
    column, name = COLUMNS[use.column], f'"{use.column}"'
    checks = []
    if use.is_required:
        checks.append((use, "not_nullable", f"{name} IS NULL"))
    if form := _broken_form(column.kind, name, is_native):
        checks.append((use, "form", f"{name} IS NOT NULL AND ({form})"))
    if column.least is not None or column.most is not None:
        value = name if is_native else typed_sql(use, name)
        low = "" if column.least is None else f"{value} < {column.least}"
        high = "" if column.most is None else f"{value} > {column.most}"
        checks.append((use, "range", " OR ".join(filter(None, (low, high)))))
    if listed := words_of(use):
        inside = ", ".join(f"'{word}'" for word in listed)
        checks.append((use, "isin", f"{name} NOT IN ({inside})"))
    pattern = ID_PATTERN if column.kind is Kind.ID else column.pattern
    if pattern:
        checks.append((use, "str_matches", f"NOT regexp_matches({name}, {sql_text(pattern)})"))
    if telling := telling_pattern(table, use.column):
        checks.append((use, "text", f"regexp_matches({name}, {sql_text(telling)})"))
    return checks


def _broken_form(kind: Kind, name: str, is_native: bool) -> str:  # noqa: FBT001
    """Write in SQL when a cell is no value of its kind; empty when none can be."""
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
        f"ORDER BY line LIMIT {MAX_FAULTS_PER_CHECK}"
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
        f'WHERE "{use.column}" IN (SELECT unnest(?)) ORDER BY line LIMIT {MAX_FAULTS_PER_CHECK}',
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
        f"WHERE n > 1 ORDER BY line LIMIT {MAX_FAULTS_PER_CHECK}"
    ).fetchall()
    return [key_fault(big.table, row[0], row[2:]) for row in rows]
