"""A user's own travel times between municipalities, from a table.

The table has the columns ``origin_code, destination_code, minutes`` (CSV in UTF-8, comma or
semicolon between cells). A pair that is left out is not known; a pair given one way holds both.
"""

import csv
from pathlib import Path
from typing import Final

import pandas as pd

from ecosystem.model.errors import RegisterError, UnreadableFileError
from ecosystem.model.faults import Fault

COLUMNS: Final = ("origin_code", "destination_code", "minutes")
MOST_ROWS: Final = 100_000
MOST_MINUTES: Final = 1_000_000
MAX_FAULTS_TOLD: Final = 20
"""Faults that are told in words."""


def read_travel_times(file: Path) -> pd.DataFrame:
    """Read travel times between municipalities.

    Returns:
        ``origin_code``, ``destination_code`` (4 characters), ``minutes``.

    Raises:
        UnreadableFileError: The file is absent, is not text, or lacks a column.
        RegisterError: A cell is no code or no number, 0 or more; all such cells are told.
    """
    rows = _rows(file)
    faults, times = [], []
    for line, row in rows:
        codes = [_code(row[name]) for name in COLUMNS[:2]]
        minutes = _minutes(row["minutes"])
        faults += [
            Fault(
                table=file.name,
                row=line,
                column=name,
                value=row[name],
                problem="not a municipality code",
                hint="Write it with four digits, such as 0851.",
            )
            for name, code in zip(COLUMNS, codes, strict=False)
            if code is None
        ]
        if minutes is None:
            faults.append(
                Fault(
                    table=file.name,
                    row=line,
                    column="minutes",
                    value=row["minutes"],
                    problem="not a number of minutes, 0 or more",
                    hint="Write minutes as a number, or leave the line out when not known.",
                )
            )
        times.append((*codes, minutes))
    if faults:
        head = f"{file} cannot be read as travel times: {len(faults)} fault(s)."
        more = (
            [f"... and {len(faults) - MAX_FAULTS_TOLD} more."]
            if len(faults) > MAX_FAULTS_TOLD
            else []
        )
        raise RegisterError("\n".join([head, *map(str, faults[:MAX_FAULTS_TOLD]), *more]), faults)
    return pd.DataFrame(times, columns=list(COLUMNS))


def _rows(file: Path) -> list[tuple[int, dict[str, str]]]:
    try:
        with file.open(encoding="utf-8-sig", newline="") as lines:
            head = lines.readline()
            lines.seek(0)
            comma = ";" if head.count(";") > head.count(",") else ","
            reader = csv.DictReader(lines, delimiter=comma)
            fields = reader.fieldnames or ()
            rows = [(reader.line_num, row) for row in reader]
    except OSError as error:
        message = f"{file} cannot be read: {error.strerror}."
        raise UnreadableFileError(message) from error
    except (UnicodeDecodeError, csv.Error) as error:
        message = f"{file} is not a table in UTF-8. Save it as CSV with UTF-8."
        raise UnreadableFileError(message) from error
    if len(rows) > MOST_ROWS:
        message = f"{file} has more than {MOST_ROWS} lines: there are fewer pairs than that."
        raise UnreadableFileError(message)
    missing = [name for name in COLUMNS if name not in fields]
    if missing:
        message = f"{file} lacks {', '.join(missing)}. Its header is to be {','.join(COLUMNS)}."
        raise UnreadableFileError(message)
    return [(line, {name: (row[name] or "").strip() for name in COLUMNS}) for line, row in rows]


def _code(text: str) -> str | None:
    code = text.zfill(4)
    return code if code.isascii() and code.isdigit() and len(code) == 4 else None  # noqa: PLR2004


def _minutes(text: str) -> float | None:
    try:
        number = float(text.replace(",", "."))
    except ValueError:
        return None
    return number if 0 <= number < MOST_MINUTES else None
