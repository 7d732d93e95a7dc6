"""Read a cluster's own survey back: one row a respondent, all faults at once, nothing twice.

A respondent without a CVR number counts; one whose number the register does not hold counts
without an actor. A row with a fault is kept out whole. Where a cell seems to hold a CPR number, a
mail or a telephone the row is kept out too, and the cell is never repeated.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import pandas as pd

from ecosystem.model.errors import EcosystemError, UnknownIdError
from ecosystem.model.survey import OTHER, RESPONDENT, SCALE
from ecosystem.model.tables import TABLES
from ecosystem.model.text import cleaned, personal_data
from ecosystem.sources.files.danish_formats import (
    UnreadCell,
    cvr_number,
    danish_number,
    day,
    harmless,
)
from ecosystem.sources.files.encodings import SavedRow, SavedTable
from ecosystem.sources.imports.own_tables import upsert_tables
from ecosystem.sources.imports.saved_files import saved_file
from ecosystem.sources.imports.survey_columns import columns_of
from ecosystem.sources.imports.table_file import TableFile
from ecosystem.sources.imports.upsert import MergeResult
from ecosystem.sources.matching.import_records import Rejection
from ecosystem.sources.register.inspection import Inspection
from ecosystem.sources.register.merging import read_text_table

SOURCE: Final = "survey"
SHEET: Final = "Svar"
_FLAGS: Final = {
    **dict.fromkeys(("ja", "yes", "true", "1"), "true"),
    **dict.fromkeys(("nej", "no", "false", "0"), "false"),
}
_IN_FILE: Final = "respondent"
"""What is kept out where a row of the file itself is at fault."""
_ANSWERS_A_ROW: Final = 100
"""Answers of a line are numbered within it."""


@dataclass(frozen=True, slots=True)
class SurveyAsked:
    """Whose survey a file is, and of which firms."""

    cluster_id: str
    position_id: str
    survey_id: str | None = None
    asked_on: date | None = None
    """Day of the answers whose row names none."""


@dataclass(slots=True)
class _Answer:
    """One respondent, as the register writes the cells."""

    line: int
    cells: dict[str, str]
    importance: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Register:
    """What a survey is held against."""

    needs: Mapping[str, tuple[str, ...]]
    places: Mapping[str, str]
    """Municipality codes by code and by folded name."""
    actors: Mapping[str, str]
    """Actors by CVR number."""


def read_survey(
    files: Sequence[Path], asked: SurveyAsked
) -> Callable[[Path, Callable[[], Inspection]], MergeResult]:
    """Read a filled-in survey; return what merges it into a register folder.

    Raises:
        UnreadableFileError: The file is no table.
        EcosystemError: It is not one file.
    """
    if len(files) != 1:
        message = (
            "import survey: giv én fil ad gangen; svarene i en fil har hver sit nummer.\n"
            "import survey: give one file at a time; answers are numbered within their file."
        )
        raise EcosystemError(message)
    saved, faults = saved_file(files[0], SHEET, lambda _: None)

    def upsert(folder: Path, check: Callable[[], Inspection]) -> MergeResult:
        answers = _table(saved, faults, asked, _register(folder, asked))
        return _by_line(upsert_tables(folder, [answers], check))

    return upsert


def _by_line(merge: MergeResult) -> MergeResult:
    """Name the line of the file where the checks of the register name an answer of it."""
    merge.batch.rejected = [
        fault
        if fault.row is None or fault.part == _IN_FILE
        else fault.model_copy(update={"row": fault.row // _ANSWERS_A_ROW})
        for fault in merge.batch.rejected
    ]
    return merge


def _register(folder: Path, asked: SurveyAsked) -> _Register:
    """Read what a survey is held against.

    Raises:
        UnknownIdError: The register has no such cluster or position.
    """
    actors = read_text_table(folder, "actors").cells
    positions = read_text_table(folder, "strength_positions").cells
    needs = read_text_table(folder, "needs").cells
    places = read_text_table(folder, "municipalities").cells
    if asked.cluster_id not in set(actors["actor_id"]):
        kind = "cluster"
        clusters = actors.loc[actors["kind"] == "cluster", "actor_id"]
        raise UnknownIdError.from_available(kind, asked.cluster_id, clusters)
    if asked.position_id not in set(positions["position_id"]):
        kind = "strength position"
        raise UnknownIdError.from_available(kind, asked.position_id, positions["position_id"])
    names = zip(needs["need_id"], needs["name_da"], needs["name_en"], strict=True)
    codes = zip(places["municipality_code"], places["name"], strict=True)
    numbered = actors[actors["cvr"] != ""].drop_duplicates("cvr")
    return _Register(
        {need: (danish, english) for need, danish, english in names},
        {key: code for code, name in codes for key in (code, code.lstrip("0"), name.casefold())},
        dict(zip(numbered["cvr"], numbered["actor_id"], strict=True)),
    )


def _table(
    saved: SavedTable, faults: list[Rejection], asked: SurveyAsked, register: _Register
) -> TableFile:
    """Turn the rows of a survey into rows of ``need_answers``."""
    columns = columns_of(saved, register.needs)
    rejected, empty = [fault.model_copy(update={"part": _IN_FILE}) for fault in faults], 0
    answers: list[_Answer] = []
    for row in saved.rows:
        answer, problems = _answer(row, columns, asked, register, saved.path)
        rejected += problems
        if not problems and answer.importance:
            answers.append(answer)
        empty += not problems and not answer.importance
    rejected += _repeated(answers, saved.path)
    out = {fault.row for fault in rejected}
    answers = [answer for answer in answers if answer.line not in out]
    survey_id = asked.survey_id or _survey_id(asked, answers)
    return TableFile(
        TABLES["need_answers"],
        _rows(answers, asked, survey_id),
        len(saved.rows),
        tuple(sorted(rejected, key=lambda fault: fault.row or 0)),
        tuple(_notes(answers, empty, survey_id)),
        saved.path.name,
    )


def _answer(
    row: SavedRow,
    columns: Mapping[str, int],
    asked: SurveyAsked,
    register: _Register,
    path: Path,
) -> tuple[_Answer, list[Rejection]]:
    """Read one row; every fault of it is told."""
    answer = _Answer(row.line, {}, {})
    problems: list[Rejection] = []
    for name, place in columns.items():
        cell = row.cells[place].strip() if place < len(row.cells) else ""
        try:
            _refuse_personal(name, cell)
            value = _value(name, cell, register)
        except UnreadCell as error:
            value, shown = "", harmless(cell) if error.problem != _PERSONAL else None
            problems.append(_rejection(path, row.line, error, name, shown))
        target = answer.importance if name in register.needs else answer.cells
        target |= {name: value} if value else {}
    is_undated = "asked_on" not in answer.cells and asked.asked_on is None
    if answer.importance and is_undated and not any(p.column == "asked_on" for p in problems):
        undated = UnreadCell(_NO_DAY, _DAY_HINT)
        problems.append(_rejection(path, row.line, undated, "asked_on", None))
    if asked.asked_on is not None:
        answer.cells.setdefault("asked_on", asked.asked_on.isoformat())
    answer.cells.setdefault(RESPONDENT, f"r{row.line - 1}")
    if actor := register.actors.get(answer.cells.get("cvr", "")):
        answer.cells["actor_id"] = actor
    return answer, problems


_PERSONAL: Final = (
    "ser ud til at rumme et CPR-nummer, en mail eller et telefonnummer / seems to hold a CPR "
    "number, a mail or a telephone"
)
_NO_DAY: Final = "dagen for svaret mangler / the day of the answer is missing"
_DAY_HINT: Final = (
    "Skriv den i kolonnen Dag, eller giv den med --asked-on. / Write it in the column, or give "
    "--asked-on."
)
_TWICE: Final = "nummeret står to gange / the number stands twice"
_NOT_1_TO_5: Final = "ikke et helt tal fra 1 til 5 / not a whole number from 1 to 5"
_SCALE_HINT: Final = (
    "Skriv 1, 2, 3, 4 eller 5, eller lad cellen stå tom. / Write one of them, or leave it empty."
)
_NO_FLAG: Final = "hverken ja eller nej / neither yes nor no"
_NO_PLACE: Final = "ikke en kommune i registret / no municipality of the register"
_FLAG_HINT: Final = "Skriv ja eller nej. / Write yes or no."
_PLACE_HINT: Final = "Skriv navnet eller koden. / Write its name or code."
_NO_COUNT: Final = "ikke et tal på mindst nul / not a number of at least zero"


def _refuse_personal(name: str, cell: str) -> None:
    """Refuse a cell that tells who somebody is; a CVR number is looked at for itself."""
    if name not in {"cvr", "asked_on", "employees"} and personal_data(cell):
        raise UnreadCell(_PERSONAL, "Slet det; skemaet spørger ikke om det. / Delete it.")


def _value(name: str, cell: str, register: _Register) -> str:
    """Return a cell as the register writes it; empty where it is.

    Raises:
        UnreadCell: It is not what the column holds.
    """
    if not cell:
        return ""
    if name in register.needs:
        return _importance(cell)
    readers: dict[str, Callable[[str], str]] = {
        "asked_on": lambda text: str(day(text) or ""),
        "cvr": lambda text: cvr_number(text) or "",
        "is_first_time": lambda text: _looked_up(_FLAGS, text, _NO_FLAG, _FLAG_HINT),
        "municipality_code": lambda text: _looked_up(register.places, text, _NO_PLACE, _PLACE_HINT),
        "employees": _count,
        RESPONDENT: _number,
        OTHER: lambda text: cleaned(text, is_one_line=True).text,
    }
    return readers[name](cell)


def _number(cell: str) -> str:
    """Return the number of an answer as a part of a key."""
    return re.sub(r"[^a-z0-9]+", "-", cell.casefold()).strip("-") or "r"


def _importance(cell: str) -> str:
    low, high = SCALE
    if re.fullmatch(r"\d", cell) and low <= int(cell) <= high:
        return cell
    raise UnreadCell(_NOT_1_TO_5, _SCALE_HINT)


def _looked_up(values: Mapping[str, str], cell: str, problem: str, hint: str) -> str:
    value = values.get(" ".join(cell.casefold().removesuffix("kommune").split()))
    if value is None:
        raise UnreadCell(problem, hint)
    return value


def _count(cell: str) -> str:
    value = danish_number(cell)
    if value is None or value < 0:
        raise UnreadCell(_NO_COUNT, "Skriv et tal. / Write a number.")
    return f"{value:g}"


def _rejection(
    path: Path, line: int, error: UnreadCell, column: str, value: str | None
) -> Rejection:
    return Rejection(
        row=line,
        problem=error.problem,
        hint=error.hint,
        column=column,
        value=value,
        file=path.name,
        part=_IN_FILE,
    )


def _repeated(answers: list[_Answer], path: Path) -> list[Rejection]:
    """Keep out respondents whose number another one has: nobody can tell which is meant."""
    counts = Counter(answer.cells[RESPONDENT] for answer in answers)
    error = UnreadCell(_TWICE, "Giv hvert svar sit eget nummer. / Number each answer.")
    return [
        _rejection(path, answer.line, error, RESPONDENT, answer.cells[RESPONDENT])
        for answer in answers
        if counts[answer.cells[RESPONDENT]] > 1
    ]


def _survey_id(asked: SurveyAsked, answers: list[_Answer]) -> str:
    """Return the key of a survey that nobody named: cluster, position and the last year."""
    last = max((answer.cells["asked_on"] for answer in answers), default="")
    return ".".join(filter(None, (asked.cluster_id, asked.position_id, last[:4])))


def _rows(answers: list[_Answer], asked: SurveyAsked, survey_id: str) -> pd.DataFrame:
    """Write one row for each need a respondent answered; own words stand at the first."""
    rows: dict[int, dict[str, str]] = {}
    for answer in answers:
        told = {name: answer.cells.get(name, "") for name in _KEPT}
        for place, (need, importance) in enumerate(answer.importance.items()):
            rows[answer.line * _ANSWERS_A_ROW + place] = {
                **told,
                "respondent_id": f"{survey_id}.{answer.cells[RESPONDENT]}",
                "need_id": need,
                "importance": importance,
                "actor_id": answer.cells.get("actor_id", ""),
                "survey_id": survey_id,
                "position_id": asked.position_id,
                "source": f"Egen undersøgelse: {asked.cluster_id} ({survey_id})",
                "checked": answer.cells["asked_on"],
                "note": "" if place else answer.cells.get(OTHER, ""),
            }
    columns = list(TABLES["need_answers"].columns)
    frame = pd.DataFrame(list(rows.values()), index=list(rows), columns=columns, dtype="str")
    return frame.fillna("")


_KEPT: Final = ("asked_on", "is_first_time", "employees", "municipality_code")


def _notes(answers: list[_Answer], empty: int, survey_id: str) -> list[str]:
    """Write how many answered, and how many of them the register knows."""
    known = sum("actor_id" in answer.cells for answer in answers)
    outside = sum("cvr" in answer.cells for answer in answers) - known
    notes = [f"{survey_id}: {len(answers)} respondent(s), {known} of them firms of the register"]
    if outside:
        notes.append(f"{outside} CVR number(s) are not in the register; they count without a firm")
    if empty:
        notes.append(f"{empty} row(s) without an answer were not read")
    return notes


def check_survey(cluster: str | None, position: str | None) -> tuple[str, str]:
    """Return whose survey it is and of which firms.

    Raises:
        EcosystemError: One of the two is not named.
    """
    if cluster is None or position is None:
        message = (
            "import survey: nævn klyngen og styrkepositionen med --cluster og --position.\n"
            "import survey: name the cluster and the strength position: --cluster and --position."
        )
        raise EcosystemError(message)
    return cluster, position
