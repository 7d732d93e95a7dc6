"""Merge one of our own tables into a register folder; rows that break a promise are kept out.

A row that comes wins over the row that stands, cell by cell; an empty cell takes nothing away.
What one row cannot tell (keys that resolve, a CVR number used twice) the checks of the whole
register tell: the rows they name are kept out, and the rest is checked again.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

import pandas as pd

from ecosystem.model.errors import RegisterError
from ecosystem.model.faults import Fault
from ecosystem.sources.imports.indicator_notes import indicator_notes
from ecosystem.sources.imports.own_actors import nameless_note, safe_value, without_persons
from ecosystem.sources.imports.table_file import TableFile
from ecosystem.sources.imports.upsert import MergeResult
from ecosystem.sources.matching.import_records import Batch, Rejection
from ecosystem.sources.register.inspection import Inspection
from ecosystem.sources.register.merging import (
    TextTable,
    merge_rows,
    read_text_table,
    restore_table,
    write_table,
)
from ecosystem.sources.register.table_writing import as_text
from ecosystem.sources.tables.column_rules import frame_faults
from ecosystem.sources.tables.engine import connect
from ecosystem.sources.tables.small_tables import typed_frame

MAX_ROUNDS: Final = 8
"""Times that rows are kept out and the rest is checked again."""


def upsert_tables(
    folder: Path, files: Sequence[TableFile], check: Callable[[], Inspection]
) -> MergeResult:
    """Merge our own tables; rows that break a promise are kept out, one round after another.

    Args:
        folder: A register folder that nobody else sees yet; its files are written.
        files: The tables as they were read.
        check: Checks the folder and seals it; raises with the faults.

    Returns:
        What changed.

    Raises:
        RegisterError: The faults lie elsewhere than in the rows that came.
    """
    batch = Batch("table", "", sum(file.read for file in files), {})
    batch.notes = [note for file in files for note in file.notes]
    batch.rejected = [fault for file in files for fault in file.rejected]
    usable: list[tuple[TableFile, pd.DataFrame]] = []
    for file in files:
        cells, faults = _sound_rows(file)
        batch.rejected += faults
        if file.table.name == "actors":
            standing = read_text_table(folder, "actors").cells
            cells, faults, nameless = without_persons(cells, standing, file.file or "")
            batch.rejected += faults
            batch.participants_without_name += nameless
            if nameless:
                batch.notes.append(nameless_note(file.file or "", nameless, len(faults)))
        if file.table.name == "outputs":
            batch.notes += indicator_notes(replace(file, cells=cells), folder)
        usable.append((file, cells))
    originals = {file.table.name: read_text_table(folder, file.table.name) for file in files}
    for _ in range(MAX_ROUNDS):
        merge = _merged(folder, batch, originals, usable)
        try:
            merge.inspected = check()
        except RegisterError as error:
            usable = _without_faulty(batch, merge, usable, error)
        else:
            return merge
    message = "Too many rows contradict each other; nothing was written. Mend the first ones told:"
    raise RegisterError("\n".join([message, *map(str, batch.rejected[:5])]))


def _merged(
    folder: Path,
    batch: Batch,
    originals: Mapping[str, TextTable],
    usable: Sequence[tuple[TableFile, pd.DataFrame]],
) -> MergeResult:
    """Merge the rows that are left into the tables as they were before the first round."""
    tables = {
        name: TextTable(o.table, o.cells, o.is_recorded, o.is_parquet)
        for name, o in originals.items()
    }
    merge = MergeResult(batch, tables=tables)
    for number, (file, cells) in enumerate(usable):
        rows = cells.set_axis(cells.index + number * _FILE, axis=0)
        merge_rows(tables[file.table.name], rows, _always)
        tables[file.table.name].is_none |= not file.read
    for text_table in tables.values():
        (write_table if text_table.is_changed else restore_table)(folder, text_table)
    merge.added = sum(text_table.added for text_table in tables.values())
    merge.updated = sum(text_table.updated for text_table in tables.values())
    merge.unchanged = sum(len(cells) for _, cells in usable) - merge.added - merge.updated
    return merge


_FILE: Final = 100_000_000
"""Lines of the second file are numbered from here, so that a line names its file."""


def _always(stands: Mapping[str, str], comes: Mapping[str, str], column: str) -> bool:  # noqa: ARG001
    return True


def _sound_rows(file: TableFile) -> tuple[pd.DataFrame, list[Rejection]]:
    """Keep out rows whose own cells break a promise of the table."""
    typed, faults = typed_frame(file.table, file.cells)
    present = {use.column for use in file.table.uses if use.column in file.cells}
    with connect() as connection:
        checked = frame_faults(connection, file.table, typed)
    faults += [fault for fault in checked if _is_about(fault, present)]
    bad = {fault.row for fault in faults}
    rejected = [
        Rejection(
            row=fault.row,
            problem=fault.problem,
            hint=fault.hint,
            column=fault.column,
            value=safe_value(fault.column, fault.value),
            file=file.file,
        )
        for fault in sorted(faults, key=lambda fault: fault.row or 0)
    ]
    sound = ~file.cells.index.isin(bad)
    text = as_text(file.table, typed[sound])
    return text[[c for c in text.columns if c in file.cells]], rejected


def _is_about(fault: Fault, present: set[str]) -> bool:
    columns = (fault.column or "").split(", ")
    return any(column in present for column in columns)


def _without_faulty(
    batch: Batch,
    merge: MergeResult,
    usable: Sequence[tuple[TableFile, pd.DataFrame]],
    error: RegisterError,
) -> list[tuple[TableFile, pd.DataFrame]]:
    """Keep out the rows that the checks of the whole register name.

    Raises:
        RegisterError: No fault lies in an imported row, so that keeping rows out cannot mend it.
    """
    bad: set[int] = set()
    ends: dict[str, list[int]] = {}
    for fault in error.faults:
        line = _line_of(merge, fault, ends)
        if line is None or line in bad:
            continue
        bad.add(line)
        batch.rejected.append(
            Rejection(
                row=line % _FILE,
                problem=fault.problem,
                hint=fault.hint,
                column=fault.column,
                value=safe_value(fault.column, fault.value),
                file=usable[line // _FILE][0].file,
            )
        )
    if not bad:
        raise error
    return [
        (file, cells[~(cells.index + number * _FILE).isin(bad)])
        for number, (file, cells) in enumerate(usable)
    ]


def _line_of(merge: MergeResult, fault: Fault, ends: dict[str, list[int]]) -> int | None:
    """Return the line of the imported file that wrote the row a fault names."""
    text_table = merge.tables.get(fault.table)
    if text_table is None or fault.row is None:
        return None
    if fault.table not in ends:
        ends[fault.table] = _row_ends(text_table)
    return text_table.lines.get(bisect_left(ends[fault.table], fault.row))


def _row_ends(text_table: TextTable) -> list[int]:
    """Return the line of the written file on which each row ends.

    A cell of a CSV file may hold line breaks; then rows and lines part company.
    """
    if text_table.is_parquet:
        return list(range(2, len(text_table.cells) + 2))
    breaks = sum(
        (text_table.cells[column].str.count(r"\r\n|\r|\n") for column in text_table.cells.columns),
        start=pd.Series(1, index=text_table.cells.index),
    )
    return (breaks.cumsum() + 1).tolist()
