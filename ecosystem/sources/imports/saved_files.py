"""Files as users save them: CSV in any of the usual ways, or the sheet of a workbook, as text.

A formula counts with its stored result, and is a fault where it has none. A file that is too large,
damaged or no table at all is refused with what to do.
"""

import zipfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ecosystem.model.errors import EcosystemError, UnreadableFileError
from ecosystem.model.table_templates import is_marked
from ecosystem.model.tables import TABLES
from ecosystem.sources.files.encodings import (
    LARGEST_BYTES,
    SavedRow,
    SavedTable,
    read_saved_table,
)
from ecosystem.sources.matching.import_records import Rejection

if TYPE_CHECKING:
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LARGEST_SHEET_BYTES: Final = 200_000_000
"""Unpacked size from which a workbook is refused: a small file can unpack to gigabytes."""
MOST_CELLS: Final = 5_000_000


def saved_file(
    path: Path, name: str | None, accept: Callable[[SavedTable], object]
) -> tuple[SavedTable, list[Rejection]]:
    """Read a CSV file, or the sheet of a workbook that is called as the table, else the first.

    Args:
        path: The file.
        name: The table's name; without it, the file's.
        accept: Called with the header of a CSV file before a million rows are read; raises when it
            is not the table that was expected.

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


def rejection(path: Path, line: int, problem: str, hint: str, **details: str | None) -> Rejection:
    """Return what is told of a row or cell of a file that is kept out."""
    return Rejection(row=line, problem=problem, hint=hint, file=path.name, **details)


def without_template_rows(saved: SavedTable) -> SavedTable:
    """Return a file without the help and the examples of a template, and a note of their lines.

    Raises:
        EcosystemError: There is nothing else in it; no rows would mean that there are none.
    """
    rows = tuple(row for row in saved.rows if not is_marked(row.cells))
    if len(rows) == len(saved.rows):
        return saved
    lines = [str(row.line) for row in saved.rows if is_marked(row.cells)]
    if not rows:
        message = (
            f"{saved.path} rummer kun skabelonens hjælp og eksempler. Skriv dine rækker under.\n"
            f"{saved.path} holds only the help and examples of the template. Write your rows below."
        )
        raise EcosystemError(message)
    note = (
        f"{saved.path.name}: line(s) {', '.join(lines[:10])} begin with # as the help and the "
        "examples of a template do, and were not read; write over the mark where a row is meant"
    )
    return replace(saved, rows=rows, notes=(*saved.notes, note))


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


def _rows_of(
    path: Path, formulas: "Worksheet", values: "Worksheet"
) -> tuple[SavedTable, list[Rejection]]:
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
    return rejection(
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
