"""Official statistics of firms: Statistics Denmark's GF12 and ERHV2 as rows of firm_statistics.

A user saves the table from StatBank as CSV or BULK; both are read, with codes or with texts in
their cells. ``..`` and an empty cell are suppressed figures: not known, never zero. An industry
that BULK leaves out for a place whose total it gives is 0 (CSV leaves none out). The country,
regions and Christiansø are left out, and so are groupings of industries too coarse for a strength
position (10 and 19 groups, whose numbers look like industry codes and are none); their total is
kept.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd

from ecosystem.model.errors import UnreadableFileError
from ecosystem.model.tables import TABLES
from ecosystem.sources.files.encodings import SavedRow, SavedTable, read_saved_table
from ecosystem.sources.files.folders import shipped_folder, tables_folder
from ecosystem.sources.imports.table_file import TableFile
from ecosystem.sources.matching.import_records import Rejection

UNITS: Final = {
    "GF12": {"": "firms"},
    "ERHV2": {"ARBSTED": "workplaces", "ANSATTE": "jobs_fte"},
}
"""Our column for each measure of a table."""
MEASURES: Final = {
    "arbstedpr": "ARBSTED",
    "arbsted": "ARBSTED",
    "workpl": "ARBSTED",
    "ansatte": "ANSATTE",
    "job": "ANSATTE",
}
"""Beginnings of a measure's code or text."""
TOTAL: Final = "TOT"
"""Industry code of all industries together."""
SUPPRESSED: Final = frozenset({"", "..", "."})
NAMES: Final = {
    "århus": "0751",
    "copenhagen": "0101",
    "nordfyn": "0480",
    "vesthimmerland": "0820",
    "høje taastrup": "0169",
    "bornholms regionskommune": "0400",
}
"""Spellings that the register does not have."""
JOBS_NOTE: Final = "Job ultimo november (ERHV2), ikke omregnet til fuldtid."
LARGEST_BYTES: Final = 200_000_000


@dataclass(frozen=True, slots=True)
class _Layout:
    """Which table a file is, and where its cells stand."""

    table: str
    area: int
    industry: int
    time: int
    value: int
    measure: int | None


def read_statbank(path: Path) -> TableFile:
    """Read a saved file of GF12 or ERHV2.

    Returns:
        Rows of ``firm_statistics`` (workplaces and jobs of one place, industry and year joined),
        rows that could not be used, and what was left out.

    Raises:
        UnreadableFileError: The file is no text table, or of another table of StatBank.
    """
    saved = read_saved_table(path, LARGEST_BYTES)
    layout = _layout(saved)
    places = _places()
    figures: dict[tuple[str, str, int], dict[str, str]] = {}
    lines: dict[tuple[str, str, int], int] = {}
    rejected: list[Rejection] = []
    left_out: dict[str, int] = {}
    for row in saved.rows:
        reading = _row(row, layout, places)
        if isinstance(reading, Rejection):
            rejected.append(reading)
        elif isinstance(reading, str):
            left_out[reading] = left_out.get(reading, 0) + 1
        else:
            key, unit, value = reading
            figures.setdefault(key, {})[unit] = value
            lines.setdefault(key, row.line)
    absent = _fill_absent(figures, lines)
    notes = [*saved.notes, *(f"{count} row(s) left out: {why}." for why, count in left_out.items())]
    if absent:
        notes.append(
            f"{absent} figure(s) that the file leaves out are 0, as StatBank's BULK means."
        )
    return TableFile(
        table=TABLES["firm_statistics"],
        cells=_cells(figures, lines, layout.table),
        read=len(saved.rows),
        rejected=tuple(rejected),
        notes=tuple(notes),
    )


def _fill_absent(
    figures: dict[tuple[str, str, int], dict[str, str]], lines: dict[tuple[str, str, int], int]
) -> int:
    """Set industries that are absent where a place's total stands to 0; count them."""
    industries = {industry for _, industry, _ in figures} - {TOTAL}
    totals = [(key, values) for key, values in figures.items() if key[1] == TOTAL]
    filled = 0
    for (place, total, year), values in totals:
        for industry in sorted(industries):
            of_industry = figures.setdefault((place, industry, year), {})
            lines.setdefault((place, industry, year), lines[place, total, year])
            absent = dict.fromkeys(values.keys() - of_industry.keys(), "0")
            of_industry.update(absent)
            filled += len(absent)
    return filled


def _layout(saved: SavedTable) -> _Layout:
    """Find the columns of a table by their codes or texts.

    Raises:
        UnreadableFileError: They are those of another table.
    """
    names = [cell.strip().upper().lstrip("\ufeff") for cell in saved.header]

    def place(*beginnings: str) -> int | None:
        return next((at for at, name in enumerate(names) if name.startswith(beginnings)), None)

    area, industry = place("KOMK", "OMRÅDE", "KOMMUNE"), place("BRANCHE")
    time, value, measure = place("TID", "ÅR"), place("INDHOLD"), place("TAL")
    header = ", ".join(saved.header)
    if area is None or industry is None or time is None or value is None:
        message = (
            f"{saved.path} is not StatBank's GF12 or ERHV2: it holds {header}. Expected "
            "municipality (KOMK or OMRÅDE), industry (BRANCHE...), TID and INDHOLD."
        )
        raise UnreadableFileError(message)
    if measure is None and not names[area].startswith("KOMK"):
        message = (
            f"{saved.path} does not say whether it counts workplaces or jobs: its column TAL is "
            "missing. Save ERHV2 with TAL."
        )
        raise UnreadableFileError(message)
    used = {area, industry, time, value, measure}
    for at, name in enumerate(names):
        values = {row.cells[at] for row in saved.rows if at < len(row.cells)}
        if at not in used and name != "KODE" and len(values) > 1:
            message = (
                f"{saved.path} is split by {saved.header[at]!r} ({len(values)} values), so its "
                "figures cannot be told apart. Save the table with one value of it."
            )
            raise UnreadableFileError(message)
    table = "GF12" if measure is None else "ERHV2"
    return _Layout(table, area, industry, time, value, measure)


_Figure = tuple[tuple[str, str, int], str, str]


def _row(  # noqa: PLR0911 - one answer a reason
    row: SavedRow, layout: _Layout, places: Mapping[str, str]
) -> _Figure | Rejection | str:
    """Read one row; a text says why it is left out."""
    if len(row.cells) <= max(layout.value, layout.area, layout.industry, layout.time):
        return _rejection(row, "too few cells", "Save the table again.", None)
    area, industry, time, value = (
        row.cells[at].strip() for at in (layout.area, layout.industry, layout.time, layout.value)
    )
    code = _municipality(area, places)
    if code is None:
        return "country, region or no municipality"
    group = _industry(industry)
    if group is None:
        return "a group of industries too coarse for a strength position"
    if not re.fullmatch(r"(19|20|21)\d\d", time):
        return _rejection(row, "not a year", "Save yearly figures.", time)
    measure = "" if layout.measure is None else _measure(row.cells[layout.measure])
    unit = UNITS[layout.table].get(measure)
    if unit is None:
        return "another measure"
    if value in SUPPRESSED:
        return (code, group, int(time)), unit, ""
    number = _number(value)
    if number is None:
        return _rejection(row, "not a number", "Save the table again from StatBank.", value)
    return (code, group, int(time)), unit, number


def _rejection(row: SavedRow, problem: str, hint: str, value: str | None) -> Rejection:
    return Rejection(row=row.line, problem=problem, hint=hint, value=value)


def _municipality(text: str, places: Mapping[str, str]) -> str | None:
    """Code of a municipality written as a code or a name, with or without both."""
    digits = re.match(r"\d{3,4}\b", text)
    if digits:
        code = digits[0].zfill(4)
        return code if code in places.values() else None
    return places.get(text.casefold()) or NAMES.get(text.casefold())


def _industry(text: str) -> str | None:
    """Industry code of five or six digits, or TOT; nothing for coarser groups."""
    if re.match(r"(TOT\b|I alt|Total|All )", text, re.IGNORECASE):
        return TOTAL
    digits = re.match(r"\d{5,6}\b", text)
    return digits[0] if digits else None


def _measure(text: str) -> str:
    folded = text.strip().casefold()
    return next((name for begin, name in MEASURES.items() if folded.startswith(begin)), folded)


def _number(text: str) -> str | None:
    whole = re.fullmatch(r"\d+([.,]0+)?", text)
    return None if whole is None else re.split(r"[.,]", text)[0]


def _cells(
    figures: Mapping[tuple[str, str, int], Mapping[str, str]],
    lines: Mapping[tuple[str, str, int], int],
    table: str,
) -> pd.DataFrame:
    """Rows as the register writes them, by the line each began on."""
    units = tuple(UNITS[table].values())
    rows = []
    for (code, industry, year), values in figures.items():
        rows.append(
            {
                "municipality_code": code,
                "industry_code": industry,
                "industry_scheme": "DB07",
                "year": str(year),
                **{unit: values.get(unit, "") for unit in units},
                "source": f"Danmarks Statistik, Statistikbanken, {table}",
                "checked": "",
                "note": JOBS_NOTE if values.get("jobs_fte") else "",
            }
        )
    columns = ["municipality_code", "industry_code", "industry_scheme", "year", *units]
    frame = pd.DataFrame(rows, columns=[*columns, "source", "checked", "note"], dtype="str")
    frame.index = pd.Index([lines[key] for key in figures], dtype="int64")
    return frame


def _places() -> dict[str, str]:
    """Codes of the municipalities by their names, from the shipped register."""
    file = tables_folder(shipped_folder()) / "municipalities.csv"
    with file.open(encoding="utf-8", newline="") as text:
        rows: Iterator[Mapping[str, str]] = csv.DictReader(text)
        return {row["name"].casefold(): row["municipality_code"] for row in rows}


def statbank_files(paths: Sequence[Path]) -> list[TableFile]:
    """Read several saved files.

    Raises:
        UnreadableFileError: One of them is not GF12 or ERHV2.
    """
    return [read_statbank(path) for path in paths]
