"""Merge rows into a table of a register folder as it lies there, cell by cell as text.

Rows that stand are never lost, and cells are only touched where an import may: what a user wrote
in a spreadsheet comes out exactly as it went in.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from ecosystem.model.columns import COLUMNS, Kind
from ecosystem.model.tables import TABLES, Table
from ecosystem.sources.files.folders import table_files, tables_folder
from ecosystem.sources.files.register_files import TABLE_ENDINGS
from ecosystem.sources.register.table_writing import as_text, write_csv
from ecosystem.sources.tables.parquet_tables import parquet_text, write_parquet
from ecosystem.sources.tables.small_tables import typed_frame

MayChange = Callable[[Mapping[str, str], Mapping[str, str], str], bool]
"""Given the row that stands, the row that comes and a column in which they differ: is the cell
that stands replaced?"""


@dataclass(slots=True)
class TextTable:
    """A table of the folder as text, and what the import does to it."""

    table: Table
    cells: pd.DataFrame
    is_recorded: bool
    is_parquet: bool = False
    lines: dict[int, int] = field(default_factory=dict)
    """Position of a row to the line of the imported file that wrote it."""
    added: int = 0
    updated: int = 0
    removed: int = 0
    changed_keys: set[tuple[str, ...]] = field(default_factory=set)
    is_none: bool = False
    """The file that comes has no rows: a person says that there are none."""

    @property
    def is_changed(self) -> bool:
        """The file has to be written. Rows that were kept out do not make a table."""
        is_news = self.is_none and not self.is_recorded
        return bool(self.added or self.updated or self.removed) or is_news


def read_text_table(folder: Path, name: str) -> TextTable:
    """Read a table of a register folder as text; one that is absent has no rows."""
    table = TABLES[name]
    path = next(
        (p for end in TABLE_ENDINGS if (p := tables_folder(folder) / f"{name}{end}").exists()),
        None,
    )
    if path is None:
        columns = [use.column for use in table.uses if not use.is_optional]
        return TextTable(table, pd.DataFrame(columns=columns, dtype="str"), is_recorded=False)
    if path.suffix == ".parquet":
        cells = as_text(table, typed_frame(table, parquet_text(path))[0])
    else:
        cells = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8-sig")
    is_parquet = path.suffix == ".parquet"
    cells = cells.fillna("").astype("str")
    return TextTable(table, cells, is_recorded=True, is_parquet=is_parquet)


def write_table(folder: Path, text_table: TextTable) -> None:
    """Write a table where it lay before: CSV unless it was Parquet."""
    home = tables_folder(folder)
    order = [column for column in text_table.table.columns if column in text_table.cells]
    cells = text_table.cells[order]
    parquet = home / f"{text_table.table.name}.parquet"
    if parquet.exists():
        typed, _ = typed_frame(text_table.table, cells)
        write_parquet(text_table.table, typed, parquet)
    else:
        write_csv(cells, home / f"{text_table.table.name}.csv")


def restore_table(folder: Path, text_table: TextTable) -> None:
    """Leave a table that took nothing as it was: one that was not recorded is not there."""
    if text_table.is_recorded:
        write_table(folder, text_table)
    else:
        (tables_folder(folder) / f"{text_table.table.name}.csv").unlink(missing_ok=True)


def merge_rows(
    text_table: TextTable,
    rows: pd.DataFrame,
    may_change: MayChange,
) -> None:
    """Merge rows of text into a table: new keys are added, empty cells filled.

    Args:
        text_table: The table; changed in place.
        rows: Text as the register writes it, indexed by line of the source.
        may_change: Given the row that stands, the row that comes and a column whose cells differ,
            says whether the one that stands is replaced.
    """
    cells = {c: text_table.cells[c].tolist() for c in text_table.cells.columns}
    count = len(text_table.cells)
    for column in rows.columns:
        if column not in cells and (rows[column] != "").any():
            cells[column] = [""] * count
    key = text_table.table.key
    place = {
        tuple(parts): at
        for at, parts in enumerate(zip(*(cells.get(c, [""] * count) for c in key), strict=True))
    }
    columns = [str(column) for column in rows.columns]
    coming = zip(*(rows[column].tolist() for column in columns), strict=True)
    for line, values in zip(rows.index.tolist(), coming, strict=True):
        row: dict[str, str] = dict(zip(columns, values, strict=True))
        row_key = tuple(row.get(c, "") for c in key)
        at = place.get(row_key)
        if at is None:
            for column, standing in cells.items():
                standing.append(row.get(column, ""))
            place[row_key] = at = len(next(iter(cells.values()))) - 1
            text_table.added += 1
            text_table.changed_keys.add(row_key)
        elif not _update(text_table, cells, at, row, may_change):
            continue
        else:
            text_table.changed_keys.add(row_key)
        text_table.lines[at] = int(line)
    text_table.cells = pd.DataFrame(cells, dtype="str")


def _update(
    text_table: TextTable,
    cells: Mapping[str, list[str]],
    at: int,
    row: Mapping[str, str],
    may_change: MayChange,
) -> bool:
    stands = {column: values[at] for column, values in cells.items()}
    changed = {
        column: value
        for column, value in row.items()
        if column in cells
        and value
        and not _is_equal(column, stands[column], value)
        and (not stands[column].strip() or may_change(stands, row, column))
    }
    for column, value in changed.items():
        cells[column][at] = value
    text_table.updated += bool(changed)
    return bool(changed)


def _is_equal(column: str, standing: str, coming: str) -> bool:
    if standing == coming:
        return True
    if COLUMNS[column].kind not in {Kind.NUMBER, Kind.WHOLE}:
        return False
    try:
        return float(standing) == float(coming)
    except ValueError:
        return False


def row_counts(folder: Path) -> dict[str, int]:
    """Count the rows of each table of a folder that is known to be sound."""
    return {name: _rows_in(path) for name, path in table_files(folder).items()}


def _rows_in(path: Path) -> int:
    if path.suffix == ".parquet":
        from pyarrow import parquet

        return int(parquet.read_metadata(path).num_rows)
    return len(pd.read_csv(path, dtype="str", usecols=[0], keep_default_na=False))
