"""One of our own tables as a user saved it: CSV in the Danish or the international way, or XLSX.

Commas, semicolons or tabs; UTF-8 or Windows-1252; decimal comma or point; Danish or ISO dates;
*ja* and *nej* for true and false; municipality codes that lost their leading zero in a
spreadsheet. The cells come out as the register writes them. What is text stays text, but for line
breaks in a cell, which become those of the register's files: a cell that
begins with ``=`` is never a formula here. A real formula without a stored result is a fault.
"""

import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from ecosystem.model.columns import COLUMNS, Column, Kind
from ecosystem.model.errors import EcosystemError, UnknownIdError, UnreadableFileError
from ecosystem.model.tables import TABLES, Table
from ecosystem.sources.files.danish_formats import UnreadCell, day
from ecosystem.sources.files.encodings import (
    LARGEST_BYTES,
    SavedRow,
    SavedTable,
    read_saved_table,
    uneven,
)
from ecosystem.sources.matching.import_records import Rejection
from ecosystem.sources.tables.text_cells import cleaned_cell, cleaning_notes

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook

LARGEST_SHEET_BYTES: Final = 200_000_000
"""Unpacked size from which a workbook is refused: a small file can unpack to gigabytes."""
MOST_CELLS: Final = 5_000_000
CHRISTIANSOE: Final = "0411"

_FLAGS: Final = {
    "ja": "true",
    "sand": "true",
    "true": "true",
    "1": "true",
    "nej": "false",
    "falsk": "false",
    "false": "false",
    "0": "false",
}
_LINE_BREAK: Final = re.compile(r"\r\n?")
_DIGITS: Final = re.compile(r"-?[\d.,]+(?:[eE][+-]?\d+)?")
_COMMA: Final = re.compile(r"-?\d+,\d+")
_GROUPED: Final = re.compile(r"-?\d{1,3}(\.\d{3})+(,\d+)?")
_MANY_GROUPS: Final = re.compile(r"-?\d{1,3}(\.\d{3}){2,}")
_ONE_GROUP: Final = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")


@dataclass(frozen=True, slots=True)
class TableFile:
    """A table of a register as a file held it."""

    table: Table
    cells: pd.DataFrame
    """Text as the register writes it, empty for missing, indexed by line of the file."""
    read: int
    rejected: tuple[Rejection, ...]
    notes: tuple[str, ...]
    file: str | None = None
    """The file's name, for messages."""


def read_table_file(path: Path, name: str | None = None) -> TableFile:
    """Read one of our own tables from a CSV or XLSX file.

    Args:
        path: The file.
        name: Which table it is; without it, the file's name or its header tells.

    Returns:
        The table's cells; rows that do not fit the header are kept out and told.

    Raises:
        UnreadableFileError: The file is no table.
        UnknownIdError: There is no table of that name.
        EcosystemError: It cannot be told which table this is; or columns are missing, doubled or
            not known (all are named).
    """
    saved, faults = saved_file(path, name, lambda head: _accept(head, name))
    table = TABLES[_table_name(saved, name)]
    notes = [*saved.notes, *_header_notes(saved, table)]
    rejected = list(faults)
    rows: dict[int, tuple[str, ...]] = {}
    for row in saved.rows:
        uneven_row = uneven(row, len(saved.header))
        if uneven_row is None:
            rows[row.line] = row.cells
        else:
            problem, hint = uneven_row
            rejected.append(_rejection(path, row.line, problem, hint))
    text = pd.DataFrame(
        list(rows.values()), columns=list(saved.header), index=pd.Index(list(rows)), dtype="str"
    )
    notes += cleaning_notes(table, text.map(_with_our_breaks))
    cells = pd.DataFrame(
        {c: _canonical(COLUMNS[c], text[c].tolist(), saved.separator) for c in text.columns},
        index=text.index,
        dtype="str",
    )
    if "source" not in cells:
        cells["source"] = path.name
        notes.append(f"the file has no column source; {path.name} is written there")
    cells, outside = _without_christiansoe(path, cells)
    out = {fault.row for fault in rejected}
    cells = cells[~cells.index.isin(out)]
    all_rejected = (*rejected, *outside)
    return TableFile(table, cells, len(saved.rows), all_rejected, tuple(notes), path.name)


def _rejection(path: Path, line: int, problem: str, hint: str, **details: str | None) -> Rejection:
    return Rejection(row=line, problem=problem, hint=hint, file=path.name, **details)


# --- which table, which columns -------------------------------------------------------------


def _table_name(saved: SavedTable, name: str | None) -> str:
    if name is not None:
        if name not in TABLES:
            kind = "table"
            raise UnknownIdError.from_available(kind, name, TABLES)
        return name
    if saved.path.stem.casefold() in TABLES:
        return saved.path.stem.casefold()
    header = set(saved.header)
    fits = [
        table.name
        for table in TABLES.values()
        if header <= set(table.columns) and _must_have(table) <= header
    ]
    if len(fits) == 1:
        return fits[0]
    guess = f"could be {', '.join(fits)}" if fits else "fits none of our tables"
    names = ", ".join(TABLES)
    message = f"{saved.path} {guess}. Say which table it is with --table NAME. Tables: {names}."
    raise EcosystemError(message)


def _must_have(table: Table) -> set[str]:
    return {use.column for use in table.uses if use.is_required} - {"source"}


def _header_notes(saved: SavedTable, table: Table) -> list[str]:
    """Refuse a header that is not the table's; note columns that are simply not given."""
    header = list(saved.header)
    faults = [f"the column {c} is missing; add it" for c in sorted(_must_have(table) - set(header))]
    faults += [
        f"the column {name[:60]!r} is not known; remove or rename it"
        for name in dict.fromkeys(header)
        if name not in table.columns
    ]
    faults += [
        f"the column {name[:60]!r} stands twice; keep one"
        for name in sorted({name for name in header if header.count(name) > 1})
    ]
    if faults:
        columns = f"Columns of {table.name}: {', '.join(table.columns)}."
        lines = [f"{saved.path} is not the table {table.name}: {len(faults)} fault(s).", *faults]
        raise EcosystemError("\n".join([*lines, columns]))
    absent = [
        use.column
        for use in table.uses
        if not use.is_optional and not use.is_required and use.column not in header
    ]
    return [f"not in the file, so not recorded: {', '.join(absent)}"] if absent else []


# --- cells ----------------------------------------------------------------------------------


def _canonical(column: Column, cells: Sequence[str], separator: str) -> list[str]:
    """Write the cells of a column as the register writes them; what does not fit stays as it is."""
    stripped = [cell.strip() for cell in cells]
    if column.kind in {Kind.NUMBER, Kind.WHOLE}:
        return _numbers(column, stripped, separator)
    match column.kind:
        case Kind.DATE:
            return [_iso(cell) for cell in stripped]
        case Kind.FLAG:
            return [_FLAGS.get(cell.casefold(), cell) for cell in stripped]
        case Kind.CODE:
            return [_code(column, cell) for cell in stripped]
        case Kind.TEXT:
            return [cleaned_cell(column.name, _with_our_breaks(cell)) for cell in cells]
        case _:
            return stripped


def _with_our_breaks(cell: str) -> str:
    return _LINE_BREAK.sub("\n", cell)


def _numbers(column: Column, cells: Sequence[str], separator: str) -> list[str]:
    bare = [re.sub(r"[\s\u00a0]", "", cell).replace("\u2212", "-") for cell in cells]
    is_danish = any(
        _COMMA.fullmatch(c) or _MANY_GROUPS.fullmatch(c) or ("," in c and _GROUPED.fullmatch(c))
        for c in bare
    )
    return [
        _number(column, short, separator, is_danish=is_danish) if _DIGITS.fullmatch(short) else cell
        for cell, short in zip(cells, bare, strict=True)
    ]


def _number(column: Column, cell: str, separator: str, *, is_danish: bool) -> str:
    """Write a number with a decimal point.

    In a file with semicolons, ``1.234`` alone may be a thousand or one and a bit. The column's
    range settles it where it can; else the cell is left as a fault that asks.
    """
    if is_danish and (_COMMA.fullmatch(cell) or _GROUPED.fullmatch(cell)):
        return cell.replace(".", "").replace(",", ".")
    if separator != ";" or not _ONE_GROUP.fullmatch(cell):
        return cell
    readings = [r for r in (cell, cell.replace(".", "")) if _is_inside(column, float(r))]
    if column.kind is Kind.WHOLE:
        return cell.replace(".", "")
    return readings[0] if len(readings) == 1 else f"{cell}?"


def _is_inside(column: Column, value: float) -> bool:
    low = column.least is None or value >= column.least
    return low and (column.most is None or value <= column.most)


def _iso(cell: str) -> str:
    try:
        read = day(cell)
    except UnreadCell:
        return cell
    return "" if read is None else read.isoformat()


def _code(column: Column, cell: str) -> str:
    if column.name in {"municipality_code", "region_code"} and re.fullmatch(r"[0-9]{3}", cell):
        return f"0{cell}"
    if column.name == "cvr":
        return re.sub(r"[\s.]", "", cell).upper().removeprefix("DK")
    return cell


def _without_christiansoe(
    path: Path, cells: pd.DataFrame
) -> tuple[pd.DataFrame, tuple[Rejection, ...]]:
    if "municipality_code" not in cells:
        return cells, ()
    is_christiansoe = cells["municipality_code"] == CHRISTIANSOE
    rejections = tuple(
        _rejection(
            path,
            int(line),
            "Christiansø (0411) is no municipality",
            "The row is kept out. Nothing has to be done, or place it on Bornholm (0400).",
            column="municipality_code",
            value=CHRISTIANSOE,
        )
        for line in cells.index[is_christiansoe]
    )
    return cells[~is_christiansoe], rejections


# --- files ----------------------------------------------------------------------------------


def saved_file(
    path: Path, name: str | None, accept: Callable[[SavedTable], object]
) -> tuple[SavedTable, list[Rejection]]:
    """Read a CSV file, or the sheet of a workbook that is called as the table, else the first.

    Args:
        path: The file.
        name: The table's name; without it, the file's.
        accept: Called with the header before the rows of a CSV file are read; may raise.

    Returns:
        Header and rows as text, and the cells that cannot be read.

    Raises:
        UnreadableFileError: The file is no table, damaged or too large.
        EcosystemError: The sheet has too many cells.
    """
    if path.suffix.lower() in {".xlsx", ".xlsm"} or _is_archive(path):
        return _read_workbook(path, name)
    _refuse_too_large(path)
    return read_saved_table(path, accept=accept), []


def _refuse_too_large(path: Path) -> None:
    size = path.stat().st_size if path.is_file() else 0
    if size <= LARGEST_BYTES:
        return
    large = ", ".join(name for name, table in TABLES.items() if table.is_big)
    message = (
        f"{path} has {size / 1e6:.0f} MB; at most {LARGEST_BYTES / 1e6:.0f} MB are imported at a "
        f"time. Split it; or, when it is the whole of one of {large} in UTF-8 with commas, put it "
        "into the folder of the register under that name and run 'ecosystem validate': those "
        "tables may be of any size."
    )
    raise UnreadableFileError(message)


def _accept(saved: SavedTable, name: str | None) -> None:
    """Refuse a header that is not the table's before a million rows are read."""
    _header_notes(saved, TABLES[_table_name(saved, name)])


def _is_archive(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"


def _read_workbook(path: Path, name: str | None) -> tuple[SavedTable, list[Rejection]]:
    """Read a sheet: the one called as the table, else the first."""
    _refuse_what_is_no_workbook(path)
    formulas, values = _load(path, data_only=False), _load(path, data_only=True)
    try:
        table_name = name or path.stem
        sheets = formulas.sheetnames
        sheet = table_name if table_name in sheets else sheets[0]
        table, faults = _rows_of(path, formulas[sheet], values[sheet])
    except Exception as error:  # a damaged workbook fails in too many ways to name
        raise UnreadableFileError(_damaged(path, error)) from error
    finally:
        formulas.close()
        values.close()
    if not any(table.header):
        message = f"{path}, sheet {sheet}: there is no header line. Put the column names in row 1."
        raise UnreadableFileError(message)
    notes = (f"sheet {sheet} was read; the workbook has {len(sheets)}",) if len(sheets) > 1 else ()
    return SavedTable(path, table.header, table.rows, ",", notes), faults


def _refuse_what_is_no_workbook(path: Path) -> None:
    if not path.is_file():
        message = f"{path} is not a file. Give the path of the file you saved."
        raise UnreadableFileError(message)
    try:
        with zipfile.ZipFile(path) as archive:
            size = sum(part.file_size for part in archive.infolist())
            is_workbook = "xl/workbook.xml" in archive.namelist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise UnreadableFileError(_damaged(path, error)) from error
    if not is_workbook:
        message = f"{path} is an archive but no workbook (.xlsx). Save the sheet as CSV UTF-8."
        raise UnreadableFileError(message)
    if size > LARGEST_SHEET_BYTES:
        message = (
            f"{path} unpacks to {size / 1e6:.0f} MB. Save the sheet as CSV UTF-8 and split it."
        )
        raise UnreadableFileError(message)


def _damaged(path: Path, error: Exception) -> str:
    return (
        f"{path} cannot be read as a workbook ({type(error).__name__}). Open it in a spreadsheet "
        "and save it anew, or save the sheet as CSV UTF-8."
    )


def _load(path: Path, *, data_only: bool) -> "Workbook":
    import warnings  # noqa: PLC0415

    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and extensions, which are not read
            content = BytesIO(path.read_bytes())  # a damaged file would be left open
            return openpyxl.load_workbook(content, read_only=True, data_only=data_only)
    except Exception as error:
        raise UnreadableFileError(_damaged(path, error)) from error


def _rows_of(path: Path, formulas: Any, values: Any) -> tuple[SavedTable, list[Rejection]]:  # noqa: ANN401
    """Read a sheet as text; a formula counts with its stored result."""
    rows: list[SavedRow] = []
    faults: list[Rejection] = []
    header: tuple[str, ...] = ()
    count = 0
    pairs = zip(formulas.iter_rows(), values.iter_rows(), strict=False)
    for line, (formula_row, value_row) in enumerate(pairs, start=1):
        count += len(formula_row)
        if count > MOST_CELLS:
            message = f"{path} has more than {MOST_CELLS} cells. Save the sheet as CSV UTF-8."
            raise EcosystemError(message)
        cells = []
        for place, (cell, result) in enumerate(zip(formula_row, value_row, strict=False)):
            if cell.data_type == "f" and result.value is None:
                column = header[place] if place < len(header) else None
                faults.append(_formula(path, line, column, cell.value))
            cells.append(_as_text(result.value if cell.data_type == "f" else cell.value))
        if not header:
            header = tuple(" ".join(cell.split()) for cell in _trimmed(cells))
        elif any(cell.strip() for cell in cells):
            rows.append(SavedRow(line, _fitted(cells, len(header)), line))
    return SavedTable(path, header, tuple(rows), ","), faults


def _formula(path: Path, line: int, column: str | None, value: object) -> Rejection:
    return _rejection(
        path,
        line,
        "a formula without a stored result",
        "Copy the column and paste it as values, or open and save the file in a spreadsheet.",
        column=column,
        value=str(value)[:80],
    )


def _trimmed(cells: Sequence[str]) -> list[str]:
    trimmed = list(cells)
    while trimmed and not trimmed[-1].strip():
        trimmed.pop()
    return trimmed


def _fitted(cells: Sequence[str], columns: int) -> tuple[str, ...]:
    """Fill a row up to the header, and drop empty cells beyond it: a sheet has no row length."""
    trimmed = _trimmed(cells)
    return (*trimmed, *[""] * (columns - len(trimmed)))


def _as_text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case float() if value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004
            return str(int(value))
        case _:
            return str(value)
