"""Cells of text at the door: cleaned of what no document can hold, and held to the gate for text.

Imports, small tables and large ones ask here, so that a cell is judged alike whichever way it
comes. What can be cleaned is cleaned and told; what a person must mend is a fault.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

import pandas as pd

from ecosystem.model.columns import COLUMNS, ID_PATTERN, Column, Kind
from ecosystem.model.faults import Fault
from ecosystem.model.tables import Table
from ecosystem.model.text import (
    SUSPECT,
    PersonalDatumKind,
    TextProblemKind,
    cleaned,
    personal_data,
    printable,
    text_problems,
    without_personal_data,
)
from ecosystem.model.vocabulary import FaultLevel

if TYPE_CHECKING:
    import duckdb

MAY_HOLD_TELEPHONE: Final = frozenset({"next_step", "telephone"})
"""Columns in which the number of an office is what a reader looks for."""
TELEPHONE_IS_TOLD: Final = frozenset({"note", "source"})
"""Columns of our own words, where a number may be an office's: told, and kept."""
_SUSPECT: Final = re.compile(SUSPECT)
_ID_WITH_CPR: Final = re.compile(r"(?<!\d)\d{6}[-_.:#]\d{4}(?!\d)")

SUSPECT_IN_SQL: Final = "".join(
    mark if mark.isascii() and mark.isprintable() else f"\\x{{{ord(mark):x}}}"
    for mark in SUSPECT.replace("\ud800-\udfff", "")
)
"""The same for RE2; half characters cannot stand in a file of UTF-8."""
TELLING_IN_SQL: Final = (
    rf"{SUSPECT_IN_SQL}|@|[(\[](?i:at)[)\]]|(?i:snabel)|(?:\p{{Nd}}[^\p{{Nd}}]{{0,3}}){{7}}\p{{Nd}}"
)
"""A regular expression, for RE2, of every text that :func:`verdicts` may find fault with."""
_ID_IN_SQL: Final = "[0-9]{6}[-_.:#][0-9]{4}"


class Verdict(NamedTuple):
    """One thing that is wrong with a cell of text."""

    problem: str
    hint: str
    safe_cell: str
    """The cell, without what must not be repeated."""
    level: FaultLevel = FaultLevel.ERROR


def is_text(column: Column) -> bool:
    """Return whether the cells of a column are free text."""
    return column.kind is Kind.TEXT


def cleaned_cell(name: str, cell: str) -> str:
    """Return a cell of text as the register keeps it.

    Args:
        name: Its column; a line break in a name or a title becomes a blank.
        cell: The cell as it came.
    """
    return cleaned(cell, is_one_line=not COLUMNS[name].is_long).text


def cleaning(name: str, cell: str) -> Verdict | None:
    """Return what is cleaned in a cell of text; ``None`` when nothing is."""
    changes = cleaned(cell, is_one_line=not COLUMNS[name].is_long).changes
    if not changes:
        return None
    read_as = {" ": "a blank", "\n": "a line break", "": "nothing"}
    words = dict.fromkeys(f"{change.name} as {read_as[change.replacement]}" for change in changes)
    return Verdict(
        f"the cell is read without characters that no document can hold: {', '.join(words)}",
        "It is cleaned when it is imported or written anew.",
        printable(cell, is_one_line=True)[:80],
        FaultLevel.WARNING,
    )


def verdicts(name: str, cell: str) -> list[Verdict]:
    """List what a person must mend in a cell of text: characters, personal data.

    Args:
        name: Its column.
        cell: The cell; what cleaning mends is no fault.
    """
    return [*_characters(cell), *_persons(name, cell)]


def _characters(cell: str) -> Iterator[Verdict]:
    safe_cell = printable(cell, is_one_line=True)[:80]
    places: dict[TextProblemKind, list[str]] = {}
    for text_problem in text_problems(cell):
        places.setdefault(text_problem.kind, []).append(
            f"{text_problem.name} (character {text_problem.offset + 1})"
        )
    for kind, marks in places.items():
        more = "" if len(marks) <= _MAX_NAMED else f" and {len(marks) - _MAX_NAMED} more"
        problem, hint = _CHARACTERS[kind]
        yield Verdict(f"{problem} {', '.join(marks[:_MAX_NAMED])}{more}", hint, safe_cell)


_MAX_NAMED: Final = 5
_CHARACTERS: Final[Mapping[TextProblemKind, tuple[str, str]]] = {
    TextProblemKind.CONTROL: (
        "the cell holds the control character",
        "Remove it, or write the letter that was meant; a broken export leaves such behind.",
    ),
    TextProblemKind.SURROGATE: ("the cell holds half of a character:", "Write the whole one."),
    TextProblemKind.NONCHARACTER: ("the cell holds what is no character:", "Remove it."),
    TextProblemKind.DIRECTION: (
        "the cell turns the direction of its text and does not turn it back:",
        "Remove it; it hides what stands behind it.",
    ),
}


def _persons(name: str, cell: str) -> Iterator[Verdict]:
    personal = personal_data(cell)
    safe_cell = without_personal_data(cell)[:80] if personal else ""
    for kind in PersonalDatumKind:
        places = [f"character {datum.start + 1}" for datum in personal if datum.kind is kind]
        if not places or (kind is PersonalDatumKind.TELEPHONE and name in MAY_HOLD_TELEPHONE):
            continue
        problem, hint = _PERSONS[kind]
        is_told = kind is PersonalDatumKind.TELEPHONE and name in TELEPHONE_IS_TOLD
        level = FaultLevel.WARNING if is_told else FaultLevel.ERROR
        yield Verdict(f"{problem} ({', '.join(places)})", hint, safe_cell, level)


_PERSONS: Final[Mapping[PersonalDatumKind, tuple[str, str]]] = {
    PersonalDatumKind.CPR: (
        "the cell holds a CPR number",
        "Remove it: personal numbers are never needed, and are not kept.",
    ),
    PersonalDatumKind.EMAIL: (
        "the cell holds a person's e-mail address",
        "Remove it, or write the mailbox of the office, such as kontakt@ or info@.",
    ),
    PersonalDatumKind.TELEPHONE: (
        "the cell holds a telephone number",
        "Remove it; the number of an office belongs in telephone or next_step.",
    ),
}


# --- small tables ---------------------------------------------------------------------------


def cleaned_cells(name: str, cells: "pd.Series[str]") -> "pd.Series[str]":
    """Return a column of text cells, cleaned."""
    dirty = {cell: cleaned_cell(name, cell) for cell in _matching(cells, _SUSPECT)}
    return cells.map(lambda cell: dirty.get(cell, cell)) if dirty else cells


def cleaning_faults(table: Table, text: pd.DataFrame) -> list[Fault]:
    """Warn of the cells of a table that are read cleaned.

    Args:
        table: The table.
        text: Its cells as they stand, indexed by line.
    """
    faults: list[Fault] = []
    for use in table.uses:
        if use.column in text and is_text(COLUMNS[use.column]):
            verdict_of = {
                cell: cleaning(use.column, cell) for cell in _matching(text[use.column], _SUSPECT)
            }
            bad = {cell: [verdict] for cell, verdict in verdict_of.items() if verdict is not None}
            faults += _by_cell(table, use.column, text[use.column], bad)
    return faults


def cleaning_notes(table: Table, text: pd.DataFrame) -> list[str]:
    """Write for each column of a file how many cells are cleaned, of what and where.

    Args:
        table: The table.
        text: Its cells as they came, indexed by line.
    """
    notes = []
    for use in table.uses:
        if use.column not in text or not is_text(COLUMNS[use.column]):
            continue
        cells = text[use.column]
        changes_of = {cell: cleaned(cell).changes for cell in _matching(cells, _SUSPECT)}
        lines = [str(line) for line, cell in cells.items() if changes_of.get(cell)]
        if lines:
            marks = sorted({change.name for changes in changes_of.values() for change in changes})
            more = f" and {len(lines) - _MAX_NAMED} more" if len(lines) > _MAX_NAMED else ""
            notes.append(
                f"{use.column}: {len(lines)} cell(s) cleaned of {', '.join(marks)}, which no "
                f"document can hold (line {', '.join(lines[:_MAX_NAMED])}{more})"
            )
    return notes


def text_faults(table: Table, frame: pd.DataFrame) -> list[Fault]:
    """List every cell of text, and every key, that the gate for text refuses.

    Args:
        table: The table.
        frame: Its cells, indexed by line; columns it lacks are passed over.
    """
    faults: list[Fault] = []
    for use in table.uses:
        if use.column not in frame:
            continue
        cells = frame[use.column]
        if is_text(COLUMNS[use.column]):
            verdicts_of = {cell: verdicts(use.column, cell) for cell in cells.dropna().unique()}
            faults += _by_cell(
                table, use.column, cells, {v: t for v, t in verdicts_of.items() if t}
            )
        elif use.column == table.key[0] and COLUMNS[use.column].kind is Kind.ID:
            verdicts_of = {cell: key_verdicts(cell) for cell in _matching(cells, _ID_WITH_CPR)}
            faults += _by_cell(
                table, use.column, cells, {v: t for v, t in verdicts_of.items() if t}
            )
    return faults


def key_verdicts(key: str) -> list[Verdict]:
    """Find a CPR number in a key, which stands in addresses and names of files.

    Examples:
        >>> key_verdicts("firm_010203_1234")[0].safe_cell, key_verdicts("project_2014_2020")
        ('firm_[…]', [])
    """
    parted = key.replace("_", "-") if re.match(ID_PATTERN, key) else key
    is_cpr = [datum.kind is PersonalDatumKind.CPR for datum in personal_data(parted)]
    if not any(is_cpr) or not _ID_WITH_CPR.search(key):
        return []
    problem, hint = _PERSONS[PersonalDatumKind.CPR]
    return [Verdict(problem, hint, _ID_WITH_CPR.sub("[…]", key)[:80])]


def _matching(cells: "pd.Series[str]", pattern: re.Pattern[str]) -> list[str]:
    return [cell for cell in cells.dropna().unique() if pattern.search(cell)]


def _by_cell(
    table: Table,
    column: str,
    cells: "pd.Series[str]",
    verdicts_of: Mapping[str, Sequence[Verdict]],
) -> list[Fault]:
    if not verdicts_of:
        return []
    bad = cells[cells.isin(list(verdicts_of))]
    return [
        fault_of(table, column, int(str(line)), verdict)
        for line, value in bad.items()
        for verdict in verdicts_of[value]
    ]


def fault_of(table: Table, column: str, line: int | None, verdict: Verdict) -> Fault:
    """Make a fault of a verdict on a cell."""
    return Fault(
        table=table.name,
        row=line,
        column=column,
        value=verdict.safe_cell,
        problem=verdict.problem,
        hint=verdict.hint,
        level=verdict.level,
    )


# --- large tables ---------------------------------------------------------------------------


def clean_in(connection: "duckdb.DuckDBPyConnection") -> None:
    """Let the SQL of :func:`cleaned_sql` be understood by a connection."""
    connection.create_function("cleaned_line", _cleaned_line, ["VARCHAR"], "VARCHAR")
    connection.create_function("cleaned_lines", _cleaned_lines, ["VARCHAR"], "VARCHAR")


def _cleaned_line(cell: str) -> str:
    return cleaned(cell, is_one_line=True).text


def _cleaned_lines(cell: str) -> str:
    return cleaned(cell).text


def cleaned_sql(column: Column, text: str) -> str:
    """Clean a text of SQL where it holds what no document can; the others are left alone."""
    function = "cleaned_lines" if column.is_long else "cleaned_line"
    return (
        f"CASE WHEN regexp_matches({text}, '{SUSPECT_IN_SQL}') "
        f"THEN nullif(trim({function}({text})), '') ELSE {text} END"
    )


def telling_pattern(table: Table, column: str) -> str | None:
    """Return the regular expression, for RE2, of cells to look at; ``None``: there are none."""
    if is_text(COLUMNS[column]):
        return TELLING_IN_SQL
    is_key = column == table.key[0] and COLUMNS[column].kind is Kind.ID
    return _ID_IN_SQL if is_key else None


def judged_cells(column: str, values: Collection[str]) -> dict[str, list[Verdict]]:
    """Judge distinct cells of a column of a large table: those with a fault or a warning."""
    judged: dict[str, list[Verdict]] = {}
    for value in values:
        if not is_text(COLUMNS[column]):
            cell_verdicts = key_verdicts(value)
        else:
            clean = cleaning(column, value)
            cell_verdicts = [
                *([clean] if clean else []),
                *verdicts(column, cleaned_cell(column, value)),
            ]
        if cell_verdicts:
            judged[value] = cell_verdicts
    return judged
