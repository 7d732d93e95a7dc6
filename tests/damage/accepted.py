"""Whether what was accepted is what stood in the file, by readers that are not ours."""

import codecs
import csv
import io
import re
import warnings
from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl

from ecosystem.model.columns import COLUMNS, Kind

FLAGS = {"ja": "true", "sand": "true", "1": "true", "nej": "false", "falsk": "false", "0": "false"}
BREAKS = re.compile("[\\s\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
INVISIBLE = re.compile(
    "[\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2060-\u2065\u206a-\u206f"
    "\u3164\ufeff\uffa0\ufff0-\ufffb]"
)
"""What an import takes out of a text, because no reader sees it; line breaks it writes alike."""
Row = dict[str, str]


def rows_of(path: Path) -> list[Row]:
    """Read a table as it stands in its file: openpyxl for a workbook, else the csv module."""
    if path.suffix == ".xlsx":
        with warnings.catch_warnings(action="ignore"):  # of what else is missing in the workbook
            book = openpyxl.load_workbook(path, read_only=True)  # which looks at no styles
            lines = [[_written(cell) for cell in row] for row in book.worksheets[0].values]
    else:
        text = _text(path.read_bytes())
        first = next((line for line in re.split(r"[\r\n]+", text) if line), "")
        mark = max(",;\t", key=first.count)
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark)
        lines = [row for row in rows if any(row)]
    if not lines:
        return []
    head = [name.strip() for name in lines[0]]
    return [dict(zip(head, row, strict=False)) for row in lines[1:] if any(row)]


def _text(content: bytes) -> str:
    csv.field_size_limit(10**9)
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16")
    lines = content.removeprefix(codecs.BOM_UTF8).splitlines(keepends=True)
    return "".join(map(_line, lines))


def _line(content: bytes) -> str:
    """Read a line in the encoding it is in: programs join files of two encodings."""
    for encoding in ("utf-8", "cp1252"):
        with suppress(UnicodeDecodeError):
            return content.decode(encoding)
    return content.decode("latin-1")


def _written(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.date().isoformat() if isinstance(value, datetime) else str(value)


def is_same(column: str, accepted: object, saved: str) -> bool:
    """Tell whether a cell that was accepted means what its file says."""
    cell, stood = _plain(accepted), _seen(saved)
    if cell == stood:
        return True
    match COLUMNS[column].kind:
        case Kind.NUMBER | Kind.WHOLE:
            return cell != "" and float(cell) in _numbers(stood)
        case Kind.FLAG:
            return cell.lower() == FLAGS.get(stood.lower(), stood.lower())
        case Kind.DATE:
            return cell == _day(stood)
        case Kind.CODE:
            return cell == stood.zfill(len(cell))
        case _:
            return cell == stood.casefold()


def _plain(value: object) -> str:
    if value is None or value != value or str(value) in {"NaT", "<NA>"}:  # noqa: PLR0124 - NaN
        return ""
    if isinstance(value, (date, datetime)):
        return value.isoformat()[:10]
    return _seen(str(value))


def _seen(text: str) -> str:
    return BREAKS.sub(" ", INVISIBLE.sub("", text)).strip()


def _numbers(text: str) -> set[float]:
    """List what a number may mean, in the Danish and the international way."""
    forms = {
        text,
        text.replace(",", "."),
        text.replace(".", "").replace(",", "."),
        text.replace(",", ""),
    }
    numbers = set()
    for form in forms:
        try:
            numbers.add(float(form))
        except ValueError:
            continue
    return numbers


def _day(text: str) -> str:
    parts = re.fullmatch(r"(\d{1,2})[-./](\d{1,2})[-./](\d{4})(\D.*)?", text)
    if parts:
        return f"{parts[3]}-{int(parts[2]):02}-{int(parts[1]):02}"
    parts = re.match(r"\d{4}-\d{2}-\d{2}", text)
    return parts[0] if parts else text


def untrue_cells(
    table: list[Mapping[str, Any]], file: list[Row], key: str, before: list[Row], free: set[str]
) -> list[tuple[str, str, object]]:
    """List cells that are new in a table and stand in no row of the file with the same key.

    Args:
        table: The table as it is now.
        file: The rows of the damaged file.
        key: Column that tells rows apart.
        before: The table as it was.
        free: Columns that the tool fills in itself.
    """
    was = {row[key]: row for row in before}
    rows_of_key: dict[str, list[Row]] = {}
    for row in file:
        rows_of_key.setdefault(_plain(row.get(key, "")), []).append(row)
    return [
        (row[key], column, cell)
        for row in table
        for column, cell in row.items()
        if column not in free
        and not is_same(column, cell, was.get(row[key], {}).get(column, ""))
        and not any(
            is_same(column, cell, saved_row.get(column, ""))
            for saved_row in rows_of_key.get(_plain(row[key]), [])
        )
    ]
