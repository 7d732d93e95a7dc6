"""Small tables: a CSV or Parquet file to a typed frame, with every fault named by its line."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import pandas as pd

from ecosystem.model.columns import (
    ADDRESS_PATTERN,
    COLUMNS,
    EARLIEST_YEAR,
    FORMS,
    HOW_WRITTEN,
    LATEST_YEAR,
    MAILBOX_PATTERN,
    TELEPHONE_PATTERN,
    Column,
    Kind,
)
from ecosystem.model.errors import UnreadableFileError
from ecosystem.model.faults import Fault
from ecosystem.model.tables import Table, Use, words_of
from ecosystem.model.vocabulary import FaultLevel
from ecosystem.sources.tables.parquet_tables import parquet_text
from ecosystem.sources.tables.text_cells import cleaned_cells, cleaning_faults

LARGEST_BYTES: Final = 64_000_000
"""A small table larger than this is told to be one of the large ones, or a wrong file."""

_NUMBER = r"^-?[0-9]{1,18}(\.[0-9]{1,18})?([eE][+-]?[0-9]{1,2})?$"
_WHOLE = r"^-?[0-9]{1,15}(\.0+)?$"
_DATE = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
_FLAGS: Final = {"true": True, "false": False}
_SHOWN_AS_TEXT: Final = (ADDRESS_PATTERN, MAILBOX_PATTERN, TELEPHONE_PATTERN)
MISSING_COLUMN: Final = "the column is missing"


def read_small_table(table: Table, path: Path) -> tuple[pd.DataFrame, list[Fault]]:
    """Read a small table with its faults of form: columns, fields, cells that are no such thing.

    Args:
        table: The table the file should hold.
        path: A CSV file (UTF-8, comma) or a Parquet file.

    Returns:
        The typed frame, indexed by line of the file (header = line 1), with every column of
        the table; and the faults. A cell that could not be read is empty in the frame.

    Raises:
        UnreadableFileError: The file is not a table at all.
    """
    if path.suffix == ".parquet":
        text, faults = _parquet_cells(table, path)
    else:
        text, faults = csv_cells(table, path)
    typed, cell_faults = typed_frame(table, text)
    return typed, faults + cleaning_faults(table, text) + cell_faults


def csv_cells(table: Table, path: Path) -> tuple[pd.DataFrame, list[Fault]]:
    """Read the cells of a CSV file as text, indexed by line, faults of the rows' form told."""
    if path.stat().st_size > LARGEST_BYTES:
        message = (
            f"{path} has {path.stat().st_size / 1e6:.0f} MB; a table of {table.name} has at most "
            f"{LARGEST_BYTES / 1e6:.0f} MB. Is it the right file?"
        )
        raise UnreadableFileError(message)
    reader = csv.reader(io.StringIO(_decoded(path), newline=""), strict=True)
    lines: list[int] = []
    rows: list[list[str]] = []
    faults: list[Fault] = []
    try:
        header = [cell.strip() for cell in next(reader, [])]
        refuse_other_table(table, path, header)
        for row in reader:
            if not row:
                continue
            if len(row) != len(header):
                faults.append(_uneven(table, reader.line_num, len(row) - len(header), len(header)))
                continue
            lines.append(reader.line_num)
            rows.append(row)
    except csv.Error as error:
        message = (
            f"{path}, line {reader.line_num}: the row cannot be read ({error}). "
            'A cell that holds " must be written as "...""...".'
        )
        raise UnreadableFileError(message) from error
    frame = pd.DataFrame(rows, columns=unique_names(header), index=pd.Index(lines), dtype="str")
    return frame, faults + header_faults(table, header)


def _decoded(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        message = f"{path} cannot be read ({error.strerror}). Check that you may open it."
        raise UnreadableFileError(message) from error
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        message = (
            f"{path}, line {line}: the file is not UTF-8. Save it as 'CSV UTF-8', or read it with "
            "'ecosystem import table', which also takes Windows-1252."
        )
        raise UnreadableFileError(message) from error


def refuse_other_table(table: Table, path: Path, header: Sequence[str]) -> None:
    """Refuse a file whose first line names no column of the table: it is some other file.

    Raises:
        UnreadableFileError: The message says what the file seems to be.
    """
    if not any(header):
        message = f"{path} is empty. A table without rows still has its header line."
        raise UnreadableFileError(message)
    if not set(header).isdisjoint(table.columns):
        return
    for mark, name in ((";", "semicolons"), ("\t", "tabs")):
        parted = {cell.strip('" ') for cell in mark.join(header).split(mark)}
        if not parted.isdisjoint(table.columns):
            message = (
                f"{path} cannot be read as {table.name}: its columns are parted by {name}. Save it "
                "with commas, or read it with 'ecosystem import table', which takes both."
            )
            raise UnreadableFileError(message)
    begins = ascii(", ".join(header)[:60])
    message = (
        f"{path} cannot be read as {table.name}: line 1 names none of its columns, it begins with "
        f"{begins}. Line 1 names the columns: {', '.join(table.columns[:4])} and so on"
    )
    raise UnreadableFileError(message)


def unique_names(header: Sequence[str]) -> list[str]:
    """Number the later of equal names, so that each column can be held.

    Examples:
        >>> unique_names(["name", "name", ""])
        ['name', 'name.2', 'column 3']
    """
    seen: dict[str, int] = {}
    names = []
    for place, header_name in enumerate(header, start=1):
        name = header_name or f"column {place}"
        seen[name] = seen.get(name, 0) + 1
        names.append(name if seen[name] == 1 else f"{name}.{seen[name]}")
    return names


def _uneven(table: Table, line: int, difference: int, expected: int) -> Fault:
    many = f"{abs(difference)} field(s) too {'many' if difference > 0 else 'few'}"
    return Fault(
        table=table.name,
        row=line,
        problem=f"the row has {many}",
        hint=f'The header has {expected} columns. A cell with a comma is written in "quotes".',
    )


def header_faults(table: Table, header: Sequence[str]) -> list[Fault]:
    """List columns that are missing, not known or doubled."""
    faults = [
        Fault(
            table=table.name,
            row=1,
            column=use.column,
            problem=MISSING_COLUMN,
            hint="Add it; its cells may be empty." if not use.is_required else "Add it.",
        )
        for use in table.uses
        if use.column not in header and not use.is_optional
    ]
    faults += [
        Fault(
            table=table.name,
            row=1,
            column=name[:80],
            problem="the column is not known",
            hint=f"Remove or rename it. Columns of {table.name}: {', '.join(table.columns)}.",
        )
        for name in dict.fromkeys(header)
        if name and name not in table.columns
    ]
    faults += [
        Fault(
            table=table.name,
            row=1,
            column=f"column {place}",
            problem="the column has no name",
            hint="Name it, or remove it: a comma at the end of each line makes such a column.",
        )
        for place, name in enumerate(header, start=1)
        if not name
    ]
    doubled = sorted({name for name in header if name and list(header).count(name) > 1})
    faults += [
        Fault(
            table=table.name,
            row=1,
            column=name[:80],
            problem="the column stands twice",
            hint="Keep one.",
        )
        for name in doubled
    ]
    return faults


def _parquet_cells(table: Table, path: Path) -> tuple[pd.DataFrame, list[Fault]]:
    frame = parquet_text(path)
    frame.index = pd.Index(range(2, len(frame) + 2))
    return frame, header_faults(table, [str(name) for name in frame.columns])


def typed_frame(table: Table, text: pd.DataFrame) -> tuple[pd.DataFrame, list[Fault]]:
    """Turn cells of text into typed columns; a cell that is no such thing becomes a fault.

    Text is cleaned on the way (:func:`cleaning_faults` tells which cells are).

    Args:
        table: The table; columns the frame lacks come out empty.
        text: Cells as text, empty for missing, indexed by line.

    Returns:
        A frame with every column of the table, in order; and the faults.
    """
    typed: dict[str, pd.Series] = {}
    faults: list[Fault] = []
    for use in table.uses:
        column = COLUMNS[use.column]
        cells = (
            text[use.column] if use.column in text else pd.Series("", index=text.index, dtype="str")
        )
        cells = cells.mask(cells.fillna("").str.strip() == "")
        series = _parsed(column, cells)
        bad = cells.notna() & series.isna()
        faults += [
            typed_problem(table, use, int(str(line)), value) for line, value in cells[bad].items()
        ]
        typed[use.column] = series
    return pd.DataFrame(typed, index=text.index), faults


def typed_problem(table: Table, use: Use, line: int | None, value: object) -> Fault:
    """Make a fault of a cell that is no number, date or flag although its column holds such."""
    column = COLUMNS[use.column]
    problem = f"not {HOW_WRITTEN[column.kind]}"
    if column.kind is Kind.DATE:
        problem = f"not a date between {EARLIEST_YEAR} and {LATEST_YEAR}"
        if re.match(_DATE, str(value)) and EARLIEST_YEAR <= int(str(value)[:4]) <= LATEST_YEAR:
            problem = "a day that does not exist"
    return Fault(
        table=table.name,
        row=line,
        column=use.column,
        value=str(value)[:80],
        problem=problem,
        hint=f"Write {HOW_WRITTEN[column.kind]}, or leave the cell empty.",
    )


def _parsed(column: Column, cells: "pd.Series[str]") -> pd.Series:
    match column.kind:
        case Kind.WHOLE:
            fits = cells.str.match(_WHOLE).fillna(value=False).astype(bool)
            return pd.to_numeric(cells.where(fits), errors="coerce").astype("Int64")
        case Kind.NUMBER:
            fits = cells.str.match(_NUMBER).fillna(value=False).astype(bool)
            return pd.to_numeric(cells.where(fits), errors="coerce").astype("float64")
        case Kind.FLAG:
            return cells.str.lower().map(_FLAGS).astype("boolean")
        case Kind.DATE:
            fits = cells.str.match(_DATE).fillna(value=False).astype(bool)
            years = pd.to_numeric(cells.where(fits).str[:4], errors="coerce")
            days = cells.where(fits & years.between(EARLIEST_YEAR, LATEST_YEAR))
            return pd.to_datetime(days, format="%Y-%m-%d", errors="coerce").astype("datetime64[s]")
        case Kind.TEXT:
            return cleaned_cells(column.name, cells.astype("str"))
        case _:
            return cells.astype("str")


def cell_fault(table: Table, use: Use, line: int | None, value: object, check: str) -> Fault:
    """Make a fault of a cell that its column does not allow."""
    if check.startswith("not_nullable"):
        problem, hint, quoted = "the cell is empty", "Fill it in.", None
    else:
        problem, hint = "not allowed here", allowed(use)
        quoted = str(value)[:80]
    return Fault(
        table=table.name,
        row=line,
        column=use.column,
        value=quoted,
        problem=problem,
        hint=hint,
        level=level_of(use.column),
    )


def level_of(column: str) -> FaultLevel:
    """Return how much a cell of the wrong form matters.

    What is no address or number is shown as text and never a link, so it keeps no register from
    being read; an import does not let it in.
    """
    is_shown_as_text = COLUMNS[column].pattern in _SHOWN_AS_TEXT
    return FaultLevel.WARNING if is_shown_as_text else FaultLevel.ERROR


def key_fault(table: Table, line: int | None, values: Iterable[object]) -> Fault:
    """Make a fault of a row whose key stands on an earlier row too."""
    key = ", ".join("" if pd.isna(value) else str(value) for value in values)  # type: ignore[call-overload]
    return Fault(
        table=table.name,
        row=line,
        column=", ".join(table.key),
        value=key[:120],
        problem="the key stands twice",
        hint="Keep one row for each key, or give one of the rows another key.",
    )


def allowed(use: Use) -> str:
    """Write what the cells of a column may hold."""
    column = COLUMNS[use.column]
    if listed := words_of(use):
        return f"Allowed: {', '.join(listed)}."
    if use.column == "municipality_code":
        return "Municipality codes have four digits, such as 0101."
    if column.pattern or column.kind is Kind.ID:
        form = HOW_WRITTEN[column.kind] if column.pattern is None else FORMS[column.pattern]
        return f"{column.meaning} Its form: {form}."
    low = "" if column.least is None else f"at least {column.least:g}"
    high = "" if column.most is None else f"at most {column.most:g}"
    return f"{column.meaning} Allowed: {' and '.join(filter(None, (low, high)))}."
