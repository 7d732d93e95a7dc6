"""Files as others saved them: bytes of some encoding and some separator to lines of text cells.

A register's own tables are UTF-8 with commas and are refused otherwise. What a user brings from
an export or a spreadsheet is read as it is, each line in the encoding it is written in, and what
is no table at all is told apart by its first bytes.
"""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ecosystem.model.errors import UnreadableFileError

if TYPE_CHECKING:
    from _csv import Reader as CsvReader

LARGEST_BYTES: Final = 64_000_000
"""A file larger than this is no export that is read here, unless its reader says so."""
LARGEST_CELL: Final = 1_000_000
"""Characters; a longer cell comes from a quote mark that is never closed."""
MOST_COLUMNS: Final = 200

_BEGINNINGS: Final = (
    (b"PK\x03\x04", "a zip archive or a spreadsheet", "Unpack it, or save the sheet as CSV UTF-8."),
    (b"%PDF", "a PDF", "Ask the producer for the table as CSV."),
    (b"\xd0\xcf\x11\xe0", "an old spreadsheet (.xls)", "Save the sheet as CSV UTF-8."),
    (b"\x1f\x8b", "a compressed file", "Unpack it first."),
    (b"PAR1", "a Parquet file", "Give the file as CSV."),
)
_SEPARATORS: Final = (";", ",", "\t")


@dataclass(frozen=True, slots=True)
class SavedRow:
    """One row: the line it begins on (the header is line 1) and its cells."""

    line: int
    cells: tuple[str, ...]
    last_line: int


@dataclass(frozen=True, slots=True)
class SavedTable:
    """A header and the rows below it, as text."""

    path: Path
    header: tuple[str, ...]
    rows: tuple[SavedRow, ...]
    separator: str
    notes: tuple[str, ...] = ()


def read_saved_table(
    path: Path,
    largest_bytes: int = LARGEST_BYTES,
    accept: Callable[[SavedTable], object] | None = None,
) -> SavedTable:
    """Read a text table that somebody saved: separator and encoding are found out.

    Args:
        path: The file.
        largest_bytes: Size from which the file is refused unread.
        accept: Called with the header alone, before the rows are read; raises when it is not the
            table that was expected.

    Returns:
        Header and rows; a row may have more or fewer cells than the header, its reader tells.

    Raises:
        UnreadableFileError: The file is absent, too large, empty, or no text table.
    """
    text, notes = decoded(path, largest_bytes)
    separator = _separator(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    before = csv.field_size_limit(LARGEST_CELL)
    try:
        rows_with_lines = _rows(path, reader)
        _, cells, _ = next(rows_with_lines, (0, (), 0))
        header = _header(path, cells)
        if accept is not None:
            accept(SavedTable(path, header, (), separator, notes))
        rows = tuple(
            SavedRow(*row) for row in rows_with_lines if any(cell.strip() for cell in row[1])
        )
    finally:
        csv.field_size_limit(before)
    return SavedTable(path, header, rows, separator, notes)


def _rows(path: Path, reader: "CsvReader") -> Iterator[tuple[int, tuple[str, ...], int]]:
    """Yield each row with the lines it begins and ends on."""
    begun = 0
    try:
        for cells in reader:
            yield begun + 1, tuple(cells), reader.line_num
            begun = reader.line_num
    except csv.Error as error:
        message = (
            f"{path}, line {begun + 1}: the row cannot be read ({error}). A quote mark is likely "
            "opened there and never closed. Mend the line, or export the file again."
        )
        raise UnreadableFileError(message) from error


def _header(path: Path, cells: Sequence[str]) -> tuple[str, ...]:
    header = tuple(" ".join(cell.split()) for cell in cells)
    if not any(header) or len(header) > MOST_COLUMNS:
        message = f"{path} has no header line with the names of its columns. Export it again."
        raise UnreadableFileError(message)
    return header


def decoded(path: Path, largest_bytes: int = LARGEST_BYTES) -> tuple[str, tuple[str, ...]]:
    """Read a file as text: UTF-8 (with or without its mark), UTF-16 or Windows-1252.

    Each line is read in the encoding it is written in: a file put together from two exports is
    read faithfully, and a note says so.

    Raises:
        UnreadableFileError: The file is absent, too large, empty, or no text.
    """
    data = _bytes_of(path, largest_bytes)
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return _from_utf16(path, data), ()
    _refuse_what_is_no_text(path, data)
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError:
        return _line_by_line(data)


def _bytes_of(path: Path, largest_bytes: int) -> bytes:
    if not path.is_file():
        message = f"{path} is not a file. Give the path of the file you saved."
        raise UnreadableFileError(message)
    size = path.stat().st_size
    if size > largest_bytes:
        message = (
            f"{path} has {size / 1e6:.0f} MB; at most {largest_bytes / 1e6:.0f} MB are read. "
            "Is it the right file? Split it if it is."
        )
        raise UnreadableFileError(message)
    try:
        data = path.read_bytes()
    except OSError as error:
        message = f"{path} cannot be read ({error.strerror}). Check that you may open it."
        raise UnreadableFileError(message) from error
    if not data.strip():
        message = f"{path} is empty. Save or download it again."
        raise UnreadableFileError(message)
    return data


def _from_utf16(path: Path, data: bytes) -> str:
    try:
        text = data.decode("utf-16")
    except UnicodeDecodeError as error:
        message = f"{path} begins as UTF-16 but does not go on so. Save it as 'CSV UTF-8'."
        raise UnreadableFileError(message) from error
    _refuse_nul(path, text.count("\x00"))
    return text


def _refuse_what_is_no_text(path: Path, data: bytes) -> None:
    for beginning, what, hint in _BEGINNINGS:
        if data.startswith(beginning):
            message = f"{path} is {what}, not a text table. {hint}"
            raise UnreadableFileError(message)
    start = data[:2000].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<head", b"<body")):
        message = (
            f"{path} is a web page, not a table. The server likely answered with an error page: "
            "open the address in a browser and download the file again."
        )
        raise UnreadableFileError(message)
    _refuse_nul(path, data.count(b"\x00"))


def _refuse_nul(path: Path, count: int) -> None:
    if count:
        message = (
            f"{path} holds {count} NUL character(s), so it is not text or is damaged. Download or "
            "export it again."
        )
        raise UnreadableFileError(message)


def _line_by_line(data: bytes) -> tuple[str, tuple[str, ...]]:
    lines = []
    utf8, western = 0, 0
    for raw in data.removeprefix(b"\xef\xbb\xbf").splitlines(keepends=True):
        try:
            lines.append(raw.decode("utf-8"))
            utf8 += not raw.isascii()
        except UnicodeDecodeError:
            lines.append(_western(raw))
            western += 1
    if not utf8:
        return "".join(lines), ()
    note = (
        f"{utf8} line(s) are written in UTF-8 and {western} in Windows-1252; each was read as such"
    )
    return "".join(lines), (note,)


def _western(raw: bytes) -> str:
    try:
        return raw.decode("cp1252")
    except UnicodeDecodeError:
        return raw.decode("iso-8859-1")


def _separator(text: str) -> str:
    """Find the separator of a table in its header line, quoted parts left out."""
    header = next(iter(io.StringIO(text, newline="")), "")
    outside = "".join(part for place, part in enumerate(header.split('"')) if place % 2 == 0)
    return max(_SEPARATORS, key=outside.count) if outside.strip('"\r\n') else ","


def uneven(row: SavedRow, columns: int) -> tuple[str, str] | None:
    """Return what is wrong with a row whose cells do not fit the header; ``None`` when they do."""
    more = len(row.cells) - columns
    if not more:
        return None
    many = f"{abs(more)} field(s) too {'many' if more > 0 else 'few'}"
    if row.last_line > row.line:
        problem = f"lines {row.line} to {row.last_line} hang together as one row with {many}"
        return problem, "A quote mark is likely missing there. Mend the lines."
    return f"the row has {many}", "A cell that holds the separator is written in quote marks."


def column_indexes(header: Sequence[str], columns: Sequence[str]) -> dict[str, int]:
    """Return the place of each column that the header has, in capitals or not."""
    folded = [name.casefold() for name in header]
    return {name: folded.index(name.casefold()) for name in columns if name.casefold() in folded}


def lines_of(path: Path) -> Iterator[str]:
    """Yield the lines of a small list that ships with the house; # begins a remark."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if content := line.partition("#")[0].strip():
            yield content
