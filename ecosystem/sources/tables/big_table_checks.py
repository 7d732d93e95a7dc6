"""Check the cells and keys of a large table where it lies: the rules are those of small tables."""

from pathlib import Path
from typing import TYPE_CHECKING

from ecosystem.model.errors import UnreadableFileError
from ecosystem.model.faults import Fault
from ecosystem.sources.tables.big_tables import BigTable, unreadable_table
from ecosystem.sources.tables.column_rules import CheckedView, cell_faults, key_faults
from ecosystem.sources.tables.unread_rows import reject_faults, with_file_lines

if TYPE_CHECKING:
    import duckdb


def check_cells(connection: "duckdb.DuckDBPyConnection", big: BigTable) -> list[Fault]:
    """Check every cell, and the key, of a large table against the dictionary of columns.

    Raises:
        UnreadableFileError: The file breaks off or cannot be read to its end.
    """
    import duckdb

    view = CheckedView(big.table, big.text_view, big.native)
    try:
        faults = cell_faults(connection, view) + key_faults(connection, view)
        return reject_faults(connection, big) + with_file_lines(connection, big, faults)
    except duckdb.Error as error:
        raise UnreadableFileError(unreadable_table(Path(big.table.name), error)) from error
