"""Checks of values that name an office: whose mailbox it may be, and where a value was read."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from ecosystem.model.faults import Fault
from ecosystem.model.firms import PERSONALLY_OWNED
from ecosystem.model.tables import TABLES
from ecosystem.sources.tables.broken_rows import broken_rows

if TYPE_CHECKING:
    import duckdb

_KEY_JOINER: Final = "|"
"""Stands between the cells of a key of several columns."""


def value_faults(connection: "duckdb.DuckDBPyConnection", views: Mapping[str, str]) -> list[Fault]:
    """List mailboxes and telephones of persons' firms, and sources of values that are not there.

    Args:
        connection: Holds a view of each recorded table, typed, with a column ``line``.
        views: Table name to the name of its view.
    """
    return [*_contact_faults(connection, views), *_source_faults(connection, views)]


def _contact_faults(
    connection: "duckdb.DuckDBPyConnection", views: Mapping[str, str]
) -> list[Fault]:
    """A firm owned by a person is a person: how it is reached is personal data."""
    if "actors" not in views:
        return []
    forms = _words(sorted(PERSONALLY_OWNED))
    persons = f"FROM {views['actors']} WHERE upper(trim(legal_form)) IN ({forms})"
    return [
        Fault(
            table="actors",
            row=line,
            column=column,
            value=actor_id,
            problem="the firm is owned by a person, whose mailbox and telephone are not kept",
            hint="Leave the cell empty.",
        )
        for column in ("mailbox", "telephone")
        for line, actor_id in broken_rows(
            connection, f'SELECT line, actor_id {persons} AND "{column}" IS NOT NULL'
        )
    ]


def _source_faults(
    connection: "duckdb.DuckDBPyConnection", views: Mapping[str, str]
) -> list[Fault]:
    """A source names a table, a column and a row that are there."""
    if "value_sources" not in views:
        return []
    sources = views["value_sources"]
    known = [name for name in TABLES if name in views]
    lines = broken_rows(
        connection, f'SELECT line, "table" FROM {sources} WHERE "table" NOT IN ({_words(known)})'
    )
    faults = [_fault(line, "table", cell) for line, cell in lines]
    for name in known:
        of_table = f"FROM {sources} WHERE \"table\" = '{name}'"
        columns = _words(TABLES[name].columns)
        keys = f"SELECT {_key_of(name)} FROM {views[name]}"
        for column, allowed in (("column", columns), ("key", keys)):
            lines = broken_rows(
                connection,
                f'SELECT line, "{column}" {of_table} AND "{column}" NOT IN ({allowed})',
            )
            faults += [_fault(line, column, cell) for line, cell in lines]
    return sorted(faults, key=lambda fault: fault.row or 0)


def _words(words: Iterable[str]) -> str:
    """Write words of ours as a list of SQL."""
    return ", ".join(f"'{word}'" for word in words)


def _key_of(name: str) -> str:
    cells = ", ".join(f"coalesce(\"{column}\"::VARCHAR, '')" for column in TABLES[name].key)
    return f"concat_ws('{_KEY_JOINER}', {cells})"


_HINTS: Final[Mapping[str, tuple[str, str]]] = {
    "table": (
        "is no table of the register",
        "Name the table whose value was read, such as actors.",
    ),
    "column": ("is no column of the table", "Name the column of the value, such as mailbox."),
    "key": ("is the key of no row of the table", "Write the key of the row, such as its actor_id."),
}


def _fault(line: int, column: str, value: str) -> Fault:
    problem, hint = _HINTS[column]
    return Fault(
        table="value_sources", row=line, column=column, value=value[:80], problem=problem, hint=hint
    )
