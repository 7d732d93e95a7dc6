"""The rules of columns as SQL, made from the one dictionary: the same for every table.

A large table is judged where it lies, cell by cell as text; a small one as the typed frame it was
read into, over which the same engine runs the same conditions. Millions of rows are judged in one
scan without being loaded.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from ecosystem.model.columns import COLUMNS, EARLIEST_YEAR, ID_PATTERN, LATEST_YEAR, Kind
from ecosystem.model.faults import Fault
from ecosystem.model.tables import Table, Use, words_of
from ecosystem.sources.tables.small_tables import cell_fault, key_fault, level_of, typed_problem
from ecosystem.sources.tables.text_cells import (
    fault_of,
    judged_cells,
    telling_pattern,
    text_faults,
)

if TYPE_CHECKING:
    import duckdb
    import pandas as pd

SQL_TYPES: Final = {
    Kind.WHOLE: "BIGINT",
    Kind.NUMBER: "DOUBLE",
    Kind.FLAG: "BOOLEAN",
    Kind.DATE: "DATE",
}
MAX_FAULTS_PER_CHECK: Final = 1000
"""Faults of one check of one column of a large table that are told one by one; the rest is
counted."""
_FORMS: Final = {
    Kind.WHOLE: r"^-?[0-9]{1,15}(\.0+)?$",
    Kind.NUMBER: r"^-?[0-9]{1,18}(\.[0-9]{1,18})?([eE][+-]?[0-9]{1,2})?$",
    Kind.FLAG: r"^(?i:true|false)$",
    Kind.DATE: r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
}


@dataclass(frozen=True, slots=True)
class CheckedView:
    """A view whose cells are judged: the columns of a table, and ``line``."""

    table: Table
    name: str
    native: frozenset[str] = frozenset()
    """Columns that have their type already; the others are text."""
    is_read: bool = False
    """Its cells were read into types before, and faults of their form told: only what a cell of
    the right form must not be is looked for, and every fault is told one by one."""


class _Check(NamedTuple):
    """A condition of SQL that is true of the cells that break a rule."""

    use: Use
    rule: str
    condition: str


def frame_faults(
    connection: "duckdb.DuckDBPyConnection", table: Table, frame: "pd.DataFrame"
) -> list[Fault]:
    """Check a typed frame against its columns and the gate for text.

    Args:
        connection: Where the conditions are run.
        table: The table that the frame holds.
        frame: Every column of the table in its type, indexed by line.

    Returns:
        A fault for each cell, and each key, that its column does not allow.
    """
    view = CheckedView(table, f"checked_{table.name}", frozenset(table.columns), is_read=True)
    connection.register(view.name, frame.reset_index(names="line"))
    try:
        faults = cell_faults(connection, view) + key_faults(connection, view)
    finally:
        connection.unregister(view.name)
    return faults + text_faults(table, frame)


def cell_faults(connection: "duckdb.DuckDBPyConnection", view: CheckedView) -> list[Fault]:
    """Check every cell of a view against its column.

    One scan counts what breaks each check; rows are looked up only for checks that fail. The
    columns without a check are read as well, so that a damaged file does not come to light later.

    Raises:
        duckdb.Error: The view cannot be read to its end.
    """
    checks = [check for use in view.table.uses for check in _checks_of(view, use)]
    counts = [f"count(*) FILTER ({check.condition})" for check in checks]
    unchecked = set(view.table.columns) - {check.use.column for check in checks}
    touched = [] if view.is_read else [f'bit_xor(hash("{name}"))' for name in sorted(unchecked)]
    if not counts + touched:
        return []
    scan = f"SELECT {', '.join(counts + touched)} FROM {view.name}"
    (row,) = connection.execute(scan).fetchall()
    faults: list[Fault] = []
    for check, count in zip(checks, row[: len(checks)], strict=True):
        if count:
            faults += _broken_cells(connection, view, check, count)
    return faults


def key_faults(connection: "duckdb.DuckDBPyConnection", view: CheckedView) -> list[Fault]:
    """List the rows whose key stands on an earlier row too.

    A key of one column that is empty is told as an empty cell, not as a key that stands twice.

    Raises:
        duckdb.Error: The view cannot be read to its end.
    """
    names = ", ".join(f'"{name}"' for name in view.table.key)
    rows_with_key = (
        f"{view.name} WHERE {names} IS NOT NULL" if len(view.table.key) == 1 else view.name
    )
    doubled = f"SELECT hash({names}) AS h FROM {rows_with_key} GROUP BY h HAVING count(*) > 1"
    if not connection.execute(f"SELECT count(*) FROM ({doubled})").fetchall()[0][0]:
        return []
    rows = connection.execute(
        f"SELECT * FROM (SELECT line, row_number() OVER (PARTITION BY {names} ORDER BY line) AS n, "
        f"{names} FROM {view.name} WHERE hash({names}) IN ({doubled})) "
        f"WHERE n > 1 ORDER BY line {_limit(view)}"
    ).fetchall()
    return [key_fault(view.table, row[0], row[2:]) for row in rows]


def sql_typed(use: Use, text: str) -> str:
    """Turn a text of SQL into the column's type; what is no such thing becomes NULL."""
    kind = COLUMNS[use.column].kind
    if kind not in SQL_TYPES:
        return text
    if kind is Kind.WHOLE:
        return f"TRY_CAST(regexp_replace({text}, '\\.0+$', '') AS BIGINT)"
    return f"TRY_CAST({text} AS {SQL_TYPES[kind]})"


def sql_text(text: str) -> str:
    """Write a text as SQL.

    Examples:
        >>> sql_text("St. John's")
        "'St. John''s'"
    """
    return "'" + text.replace("'", "''") + "'"


def _checks_of(view: CheckedView, use: Use) -> list[_Check]:
    column, name = COLUMNS[use.column], f'"{use.column}"'
    is_native = use.column in view.native
    checks: list[_Check] = []
    if use.is_required:
        checks.append(_Check(use, "not_nullable", f"{name} IS NULL"))
    if not view.is_read and (form := _broken_form(column.kind, name, is_native=is_native)):
        checks.append(_Check(use, "form", f"{name} IS NOT NULL AND ({form})"))
    number = name if is_native else sql_typed(use, name)
    if column.least is not None:
        checks.append(_Check(use, "range", f"{number} < {column.least}"))
    if column.most is not None:
        checks.append(_Check(use, "range", f"{number} > {column.most}"))
    if words := words_of(use):
        inside = ", ".join(f"'{word}'" for word in words)
        checks.append(_Check(use, "isin", f"{name} NOT IN ({inside})"))
    pattern = ID_PATTERN if column.kind is Kind.ID else column.pattern
    if pattern:
        broken = f"NOT regexp_matches({name}, {sql_text(pattern)})"
        checks.append(_Check(use, "str_matches", broken))
    if not view.is_read and (telling := telling_pattern(view.table, use.column)):
        checks.append(_Check(use, "text", f"regexp_matches({name}, {sql_text(telling)})"))
    return checks


def _broken_form(kind: Kind, name: str, *, is_native: bool) -> str:
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


def _broken_cells(
    connection: "duckdb.DuckDBPyConnection", view: CheckedView, check: _Check, count: int
) -> list[Fault]:
    column = check.use.column
    if check.rule == "text":
        return _broken_texts(connection, view, column, check.condition)
    rows = connection.execute(
        f'SELECT line, "{column}" FROM {view.name} WHERE {check.condition} '
        f"ORDER BY line {_limit(view)}"
    ).fetchall()
    faults = [
        typed_problem(view.table, check.use, line, cell)
        if check.rule == "form"
        else cell_fault(view.table, check.use, line, cell, check.rule)
        for line, cell in rows
    ]
    return faults + _uncounted(view.table, column, count - len(rows))


def _broken_texts(
    connection: "duckdb.DuckDBPyConnection", view: CheckedView, column: str, condition: str
) -> list[Fault]:
    """Judge each distinct cell that may hold what a text must not, and tell where the bad stand."""
    distinct = f'SELECT DISTINCT "{column}" FROM {view.name} WHERE {condition}'
    cells = [str(row[0]) for row in connection.execute(distinct).fetchall()]
    judged = judged_cells(column, cells)
    if not judged:
        return []
    rows = connection.execute(
        f'SELECT line, "{column}", count(*) OVER () FROM {view.name} '
        f'WHERE "{column}" IN (SELECT unnest(?)) ORDER BY line {_limit(view)}',
        [list(judged)],
    ).fetchall()
    faults = [
        fault_of(view.table, column, line, verdict)
        for line, cell, _ in rows
        for verdict in judged[cell]
    ]
    return faults + _uncounted(view.table, column, rows[0][2] - len(rows))


def _limit(view: CheckedView) -> str:
    return "" if view.is_read else f"LIMIT {MAX_FAULTS_PER_CHECK}"


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
