"""Cells of two tables side by side: which differ, and each as a plain value."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any, Final

import pandas as pd

from ecosystem.model.changes import Cell, CellChange

PROVENANCE: Final = frozenset({"source", "checked", "confidence", "note", "is_synthetic"})
"""A row that was only checked again has not changed."""


def plain_row(table: pd.DataFrame, key: str) -> dict[str, Any]:
    """Return one row as plain values; an empty cell is ``None``."""
    cells = table.loc[key]
    return {str(column): _cell(cells[column]) for column in table.columns}


def changed_cells(
    before: pd.DataFrame, after: pd.DataFrame, keys: Iterable[str]
) -> dict[str, tuple[CellChange, ...]]:
    """List the cells that differ among rows of the same key; two empty cells are equal."""
    rows = list(keys)
    old, new = before.loc[rows], after.loc[rows]
    differences: dict[str, list[CellChange]] = defaultdict(list)
    for column in new.columns.intersection(old.columns).difference(sorted(PROVENANCE), sort=False):
        first, second = old[column].astype("object"), new[column].astype("object")
        differs = (first != second) & ~(first.isna() & second.isna())
        for key in differs.index[differs.fillna(value=True).astype(bool)]:
            differences[key].append(
                CellChange(column=column, before=_cell(first[key]), after=_cell(second[key]))
            )
    return {key: tuple(cells) for key, cells in differences.items()}


def _cell(value: object) -> Cell:
    """Return a cell as a plain value; an empty one is ``None``."""
    if value is None or value is pd.NaT or value is pd.NA or value != value:  # noqa: PLR0124
        return None
    if isinstance(value, pd.Timestamp):
        return value.date()
    if isinstance(value, (bool, str, date)):
        return value
    if isinstance(value, (int, float)):
        return float(value)
    return str(value)


def listed(cell: object) -> tuple[str, ...]:
    """List the ids of a cell with ; between; an empty one has none."""
    if not isinstance(cell, str):
        return ()
    return tuple(identifier.strip() for identifier in cell.split(";") if identifier.strip())
