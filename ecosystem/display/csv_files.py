"""Rows as CSV: the one writer of every CSV file that people take out of the tool."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import StringIO

from ecosystem.model.text import inert_cell, printable


def to_csv(
    columns: Sequence[str], rows: Iterable[Mapping[str, object]], *, has_mark: bool = False
) -> bytes:
    r"""Write rows with commas between, in UTF-8; no cell is run as a formula.

    A text that begins like a formula gets an apostrophe in front; numbers stay numbers, and what
    is not known is empty.

    Args:
        columns: Names of the columns, which are keys of the rows.
        rows: One mapping a row.
        has_mark: Begin with the mark by which Excel knows UTF-8.

    Examples:
        >>> to_csv(["name", "firms"], [{"name": "=1+1", "firms": -2}, {"name": "Ærø"}]).decode()
        "name,firms\n'=1+1,-2\nÆrø,\n"
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([_cell(column) for column in columns])
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return text.getvalue().encode("utf-8-sig" if has_mark else "utf-8")


def _cell(value: object) -> object:
    return inert_cell(printable(value)) if isinstance(value, str) else value
