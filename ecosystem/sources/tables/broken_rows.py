"""Rows that break a rule, as a sentence of SQL finds them: line and cell, the first of many."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import duckdb

MAX_FAULTS_PER_RULE: Final = 1000
"""Faults of one rule that are told one by one."""


def broken_rows(connection: "duckdb.DuckDBPyConnection", sql: str) -> list[tuple[int, str]]:
    """List line and cell of the rows that a sentence of SQL selects, by line.

    Args:
        connection: Holds the views the sentence names.
        sql: Selects two columns, the first of them ``line``. Names and words of ours alone: no
            cell of a register is ever written into it.
    """
    rows = connection.execute(f"{sql} ORDER BY line LIMIT {MAX_FAULTS_PER_RULE}").fetchall()
    return [(int(line), str(cell)) for line, cell in rows]
