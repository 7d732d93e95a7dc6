"""One of our own tables as a user saved it: CSV in the Danish or the international way, or XLSX.

Commas, semicolons or tabs; UTF-8 or Windows-1252; decimal comma or point; Danish or ISO dates;
*ja* and *nej* for true and false; municipality codes that lost their leading zero in a
spreadsheet. The cells come out as the register writes them. What is text stays text, but for line
breaks in a cell, which become those of the register's files: a cell that
begins with ``=`` is never a formula here. A real formula without a stored result is a fault.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from ecosystem.model.columns import COLUMNS, Column, Kind
from ecosystem.model.errors import EcosystemError, UnknownIdError
from ecosystem.model.tables import TABLES, Table
from ecosystem.sources.files.danish_formats import UnreadCell, day
from ecosystem.sources.files.encodings import SavedTable, uneven
from ecosystem.sources.imports.saved_files import rejection, saved_file, without_template_rows
from ecosystem.sources.matching.import_records import Rejection
from ecosystem.sources.tables.text_cells import cleaned_cell, cleaning_notes

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
    whole, faults = saved_file(path, name, lambda head: _accept(head, name))
    table = TABLES[_table_name(whole, name)]
    saved = without_template_rows(whole)
    notes = [*saved.notes, *_header_notes(saved, table)]
    rejected = list(faults)
    rows: dict[int, tuple[str, ...]] = {}
    for row in saved.rows:
        uneven_row = uneven(row, len(saved.header))
        if uneven_row is None:
            rows[row.line] = row.cells
        else:
            problem, hint = uneven_row
            rejected.append(rejection(path, row.line, problem, hint))
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
        return number_cells(column, stripped, separator)
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


def number_cells(column: Column, cells: Sequence[str], separator: str) -> list[str]:
    """Write numbers of a column with decimal point; what is none, or unclear, stays as it is.

    Args:
        column: The column, whose range tells ``1.234`` of a Danish file apart.
        cells: Its cells, decimal comma or point, thousands apart by points or not at all.
        separator: What stands between the cells of the file.
    """
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
        rejection(
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


def _accept(saved: SavedTable, name: str | None) -> None:
    """Refuse a header that is not the table's before a million rows are read."""
    _header_notes(saved, TABLES[_table_name(saved, name)])
