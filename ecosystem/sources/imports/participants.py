"""A scheme's list of participants as somebody saved it: headers in Danish or English, any format.

Rows of text go in, cells as the register writes them come out, column by column; each distinct
cell is read once, so that a list of hundreds of thousands of rows takes seconds. Cells that tell
of persons (mail, telephone, CPR) are dropped and counted while the file is read.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple

import pandas as pd

from ecosystem.model.errors import EcosystemError
from ecosystem.model.participants import (
    CONTACT_HEADERS,
    NAME,
    PARTICIPANTS,
    ROLES,
    column_of_header,
    list_column,
)
from ecosystem.model.text import cleaned, personal_data, text_problems, without_personal_data
from ecosystem.model.vocabulary import IndustryScheme, Role
from ecosystem.sources.files.danish_formats import UnreadCell, amount, cvr_number, day, harmless
from ecosystem.sources.files.encodings import SavedTable, uneven
from ecosystem.sources.imports.own_actors import safe_value
from ecosystem.sources.imports.saved_files import rejection, saved_file, without_template_rows
from ecosystem.sources.imports.table_file import number_cells
from ecosystem.sources.matching.import_records import Rejection

_CURRENCY: Final = re.compile(r"(?i)^(?:kr\.?|dkk)\s*|\s*(?:kr\.?|dkk)$|,-+$")
_THOUSANDS: Final = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d+)?")
"""No amount of money has three decimals, so that a point before three digits parts thousands."""
_FULL_INDUSTRY: Final = 6
_TEXTS: Final = ("name", "project")
_NUMBERS: Final = ("employees", "amount_dkk")


class Wrong(NamedTuple):
    """What is wrong with a cell and what to write, in Danish and English."""

    problem: str
    hint: str


NO_NUMBER: Final = Wrong(
    "ikke et CVR-nummer / not a CVR number",
    "Et CVR-nummer har otte cifre. / A CVR number has eight digits.",
)
NO_DAY: Final = Wrong(
    "ikke en dag / not a day",
    "Skriv dagen som 04.11.2026 eller 2026-11-04. / Write the day as 04.11.2026 or 2026-11-04.",
)
NO_START: Final = Wrong(
    "startdagen mangler / the start is missing",
    "Skriv den dag, deltagelsen begyndte. / Write the day on which it began.",
)
NOBODY: Final = Wrong(
    "hverken CVR-nummer eller navn og postnummer / neither CVR number nor name and postcode",
    "Skriv CVR-nummeret, eller navn og postnummer. / Write the number, or name and postcode.",
)
END_FIRST: Final = Wrong(
    "slutter før det begynder / ends before it begins",
    "Ret en af de to dage. / Correct one of the two days.",
)
UNWRITABLE: Final = Wrong(
    "et tegn, som intet dokument kan rumme / a character that no document can hold",
    "Fjern tegnet i filen. / Remove the character in the file.",
)
_NO_AMOUNT: Final = Wrong(
    "ikke et tal på mindst nul / not a number of at least zero",
    "Skriv det som 1234567,89 eller 1234567.89. / Write it as 1234567,89 or 1234567.89.",
)
_NO_INDUSTRY: Final = Wrong(
    "ikke en branchekode / not an industry code",
    "Skriv to til seks cifre, som 62.01.00. / Write two to six digits, such as 62.01.00.",
)
_NO_PLACE: Final = Wrong(
    "ikke en kode på fire cifre / not a code of four digits",
    "Skriv koden, som 0779 (kommune) eller 7900 (postnummer). / "
    "Write the code, such as 0779 (municipality) or 7900 (postcode).",
)
_NO_ROLE: Final = Wrong(
    "ikke en rolle, der kendes / not a role that is known",
    f"Skriv en af / write one of: {', '.join(role.value for role in Role)}; eller lad cellen "
    "stå tom / or leave the cell empty.",
)
_NO_EDITION: Final = Wrong(
    "ikke en udgave af branchekoderne / not an edition of the industry codes",
    "Skriv DB07 eller DB25. / Write DB07 or DB25.",
)


@dataclass(slots=True)
class ParticipantList:
    """A list of participants as it was read."""

    path: Path
    cells: pd.DataFrame
    """Every column of the list as the register writes it, empty for missing, by line."""
    read: int
    rejected: list[Rejection] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    dropped_contacts: int = 0
    personal_data: Counter[str] = field(default_factory=Counter)


def read_participants(path: Path) -> ParticipantList:
    """Read a scheme's list of participants from a CSV or XLSX file.

    Args:
        path: The file.

    Returns:
        Its rows that can be used, and those that cannot with all their faults.

    Raises:
        UnreadableFileError: The file is no table.
        EcosystemError: It lacks a column, or a column stands twice; all are told.
    """
    whole, faults = saved_file(path, NAME, _columns)
    columns = _columns(whole)
    saved = without_template_rows(whole)
    even = {row.line: row.cells for row in saved.rows if len(row.cells) == len(saved.header)}
    text = pd.DataFrame(
        list(even.values()), columns=range(len(saved.header)), index=list(even), dtype="str"
    )
    blank = pd.DataFrame("", columns=list(PARTICIPANTS.columns), index=text.index, dtype="str")
    participants = ParticipantList(path, blank, len(saved.rows), notes=list(saved.notes))
    participants.rejected += faults
    for row in saved.rows:
        if uneven_row := uneven(row, len(saved.header)):
            participants.rejected.append(rejection(path, row.line, *uneven_row))
    _drop_other_columns(participants, saved, text, columns)
    for name, place in columns.items():
        blank[name] = _read_column(participants, name, text[place], saved.separator)
    _check_rows(participants)
    out = {fault.row for fault in participants.rejected}
    participants.cells = blank[~blank.index.isin(out)]
    participants.rejected.sort(key=lambda fault: fault.row or 0)
    return participants


# --- columns --------------------------------------------------------------------------------


def _columns(saved: SavedTable) -> dict[str, int]:
    """Return where each column of the list stands.

    Raises:
        EcosystemError: Columns are missing or doubled; all are told, in Danish and English.
    """
    places: dict[str, list[int]] = {}
    for place, header in enumerate(saved.header):
        if (name := column_of_header(header)) is not None:
            places.setdefault(name, []).append(place)
    danish, english = [], []
    if "start" not in places:
        danish.append("startdato mangler")
        english.append("start is missing")
    if "cvr" not in places and not {"name", "postcode"} <= places.keys():
        danish.append("cvr mangler (eller virksomhed og postnummer)")
        english.append("cvr is missing (or name and postcode)")
    for name, stands in places.items():
        if len(stands) > 1:
            headers = " og ".join(repr(saved.header[place][:40]) for place in stands)
            danish.append(f"{headers} betyder begge {name}; behold den ene")
            english.append(f"{headers.replace(' og ', ' and ')} both mean {name}; keep one")
    if danish:
        message = (
            f"{saved.path} er ikke en deltagerliste: {'; '.join(danish)}.\n"
            f"{saved.path} is no list of participants: {'; '.join(english)}.\n"
            f"Kolonner / columns: {', '.join(PARTICIPANTS.columns)}. "
            "'ecosystem dictionary --template participants --out FILE.xlsx'"
        )
        raise EcosystemError(message)
    return {name: stands[0] for name, stands in places.items()}


def _drop_other_columns(
    participants: ParticipantList,
    saved: SavedTable,
    text: pd.DataFrame,
    columns: Mapping[str, int],
) -> None:
    """Count what columns that are not read tell of persons, and name them."""
    unread = [place for place in range(len(saved.header)) if place not in columns.values()]
    for place in unread:
        cells = text[place][text[place].str.strip() != ""]
        if any(part in saved.header[place].casefold() for part in CONTACT_HEADERS):
            participants.dropped_contacts += len(cells)
        else:
            _count_personal_data(participants, cells)
    if unread:
        names = ", ".join(saved.header[place][:40] or f"({place + 1})" for place in unread)
        participants.notes.append(f"{saved.path.name}: column(s) that are not read: {names}")


def _count_personal_data(participants: ParticipantList, cells: "pd.Series[str]") -> None:
    counts = cells.value_counts()
    for cell, count in zip(counts.index.tolist(), counts.tolist(), strict=True):
        for kind in {datum.kind.value for datum in personal_data(cell)}:
            participants.personal_data[kind] += count


# --- cells ----------------------------------------------------------------------------------


def _read_column(
    participants: ParticipantList, name: str, cells: "pd.Series[str]", separator: str
) -> "pd.Series[str]":
    """Read the cells of a column, each distinct one once; what cannot be read is told."""
    stripped = cells.str.strip()
    if name in _TEXTS:
        _count_personal_data(participants, stripped)
    if name in _NUMBERS:
        bare = stripped.map(_bare_amount) if name == "amount_dkk" else stripped
        written = number_cells(list_column(name), bare.tolist(), separator)
        stripped = pd.Series(written, index=cells.index, dtype="str")
    reader, wrong = _READERS[name]
    read_as = {cell: _reading(reader, cell) for cell in stripped.unique().tolist()}
    read = stripped.map(read_as)
    bad = read.isna()
    if name == "cvr":
        _count_personal_data(participants, stripped[bad])
    participants.rejected += _rejections(participants, name, cells[bad], wrong)
    return read.astype(object).where(~bad, "").astype("str")


def _reading(reader: Callable[[str], str], cell: str) -> str | None:
    """Return a cell as the register writes it; ``None``: it cannot be read."""
    try:
        return reader(cell) if cell else ""
    except (UnreadCell, ValueError, KeyError):
        return None


def _rejections(
    participants: ParticipantList, column: str, cells: "pd.Series[str]", wrong: Wrong
) -> list[Rejection]:
    values = {cell: _shown(column, cell) for cell in cells.unique()}
    return [
        rejection(
            participants.path, int(str(line)), *wrong, column=column, value=values[cell] or None
        )
        for line, cell in cells.items()
    ]


def _shown(column: str, cell: str) -> str | None:
    """Return a faulty cell for a message; ``None`` where it may tell of a person."""
    return harmless(cell) if column in _TEXTS else safe_value("name", cell[:80])


def _check_rows(participants: ParticipantList) -> None:
    """Reject what only a whole row shows: nobody named, no start, an end before the start."""
    cells = participants.cells
    faulty = {fault.row for fault in participants.rejected}
    rows = cells[~cells.index.isin(faulty)]
    is_named = (rows["cvr"] != "") | ((rows["name"] != "") & (rows["postcode"] != ""))
    has_start = rows["start"] != ""
    is_reversed = has_start & (rows["end"] != "") & (rows["end"] < rows["start"])
    for column, bad, wrong in (
        ("cvr", ~is_named, NOBODY),
        ("start", ~has_start, NO_START),
        ("end", is_reversed, END_FIRST),
    ):
        bad_cells = rows.loc[bad, column]
        participants.rejected += _rejections(participants, column, bad_cells, wrong)


def _day(cell: str) -> str:
    read = day(cell)
    return "" if read is None else read.isoformat()


def _bare_amount(cell: str) -> str:
    """Return an amount without its currency and without points between thousands."""
    bare = _CURRENCY.sub("", cell).strip()
    return bare.replace(".", "") if _THOUSANDS.fullmatch(bare) else bare


def _number(cell: str) -> str:
    value = amount(float(cell))
    if value is None or not value < 1e15:  # noqa: PLR2004 - no list holds such a number
        raise ValueError(cell)
    return f"{value:.10g}" if value != int(value) else str(int(value))


def _industry(cell: str) -> str:
    digits = re.sub(r"[\s.]", "", cell)
    if not re.fullmatch(r"[0-9]{2,6}", digits):
        raise ValueError(cell)
    return digits.zfill(_FULL_INDUSTRY) if len(digits) == _FULL_INDUSTRY - 1 else digits


def _place(cell: str, *, least: int) -> str:
    digits = cell.upper().removeprefix("DK").lstrip("- ")
    if not re.fullmatch(rf"[0-9]{{{least},4}}", digits):
        raise ValueError(cell)
    return digits.zfill(4)


def _line(cell: str) -> str:
    if text_problems(cell):
        raise ValueError(cell)
    return " ".join(cleaned(cell, is_one_line=True).text.split())


_READERS: Final[Mapping[str, tuple[Callable[[str], str], Wrong]]] = {
    "cvr": (lambda cell: cvr_number(cell) or "", NO_NUMBER),
    "name": (_line, UNWRITABLE),
    "postcode": (partial(_place, least=3), _NO_PLACE),
    "start": (_day, NO_DAY),
    "end": (_day, NO_DAY),
    "project": (lambda cell: without_personal_data(_line(cell)), UNWRITABLE),
    "amount_dkk": (_number, _NO_AMOUNT),
    "role": (lambda cell: ROLES[" ".join(cell.casefold().split())].value, _NO_ROLE),
    "employees": (_number, _NO_AMOUNT),
    "founded": (_day, NO_DAY),
    "industry_code": (_industry, _NO_INDUSTRY),
    "industry_scheme": (lambda cell: IndustryScheme(cell.upper()).value, _NO_EDITION),
    "municipality_code": (partial(_place, least=3), _NO_PLACE),
}
"""How each column is read, and what is told of a cell that cannot be."""
