"""What people decided about names: ``mapping/organisations.csv`` of a register folder.

An import lists there what it is not sure of, with an empty decision; a person writes *same* or
*different*, and the next import does as the file says. Names that were merged by a rule although
they are written otherwise stand there too, as *same* with the rule, so that they can be overruled.
"""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from ecosystem.model.errors import EcosystemError, UnreadableFileError
from ecosystem.model.text import bare_cell, inert_cell
from ecosystem.sources.files.encodings import read_saved_table, uneven
from ecosystem.sources.files.folders import shipped_folder
from ecosystem.sources.matching.import_records import DoubtfulPair
from ecosystem.sources.matching.organisation_names import name_of

FILE: Final = Path("mapping") / "organisations.csv"
COLUMNS: Final = ("name", "actor_id", "decision", "actor_name", "why")


class Decision(StrEnum):
    """What a person says of a name and an actor."""

    SAME = "same"
    DIFFERENT = "different"
    OPEN = ""


WORDS: Final = {
    "same": Decision.SAME,
    "samme": Decision.SAME,
    "different": Decision.DIFFERENT,
    "forskellig": Decision.DIFFERENT,
    "forskellige": Decision.DIFFERENT,
    "": Decision.OPEN,
}
"""How a decision may be written, in small letters."""


@dataclass(frozen=True, slots=True)
class DecidedName:
    """One row of the mapping file."""

    name: str
    actor_id: str
    decision: Decision
    actor_name: str = ""
    why: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """The row is about this normal name and this actor."""
        return name_of(self.name).normal, self.actor_id


def read_decisions(folder: Path) -> list[DecidedName]:
    """Read the mapping file of a register folder; without one, nobody has decided anything.

    Raises:
        EcosystemError: A row has no name, no actor, or a word that is no decision; or one name is
            said to be the same as two actors. All such rows are told.
        UnreadableFileError: The file is no table.
    """
    path = folder / FILE
    if not path.exists():
        return []
    try:
        table = read_saved_table(path)
    except UnreadableFileError as error:
        raise UnreadableFileError(str(error).replace(str(path), str(FILE))) from error
    missing = [name for name in COLUMNS[:3] if name not in table.header]
    if missing:
        message = (
            f"{FILE} lacks the column(s) {', '.join(missing)}. Its header: {','.join(COLUMNS)}."
        )
        raise EcosystemError(message)
    faults: list[str] = []
    rows: list[DecidedName] = []
    for row in table.rows:
        if uneven_row := uneven(row, len(table.header)):
            faults.append(f"line {row.line}: {uneven_row[0]}. {uneven_row[1]}")
            continue
        cells = {name: cell.strip() for name, cell in zip(table.header, row.cells, strict=True)}
        decision = WORDS.get(cells["decision"].casefold())
        if decision is None or not cells["name"] or not cells["actor_id"]:
            faults.append(
                f"line {row.line}: expected a name, an actor_id, and same, different or nothing "
                f"as the decision (there stands {cells['decision'][:40]!r})"
            )
            continue
        rows.append(
            DecidedName(
                bare_cell(cells["name"]),
                cells["actor_id"],
                decision,
                bare_cell(cells.get("actor_name", "")),
                cells.get("why", ""),
            )
        )
    faults += _contradictions(rows)
    if faults:
        message = "\n".join([f"{FILE} cannot be followed. Correct it and import again.", *faults])
        raise EcosystemError(message)
    return rows


def _contradictions(rows: Iterable[DecidedName]) -> list[str]:
    actor_of_name: dict[str, str] = {}
    faults = []
    for row in rows:
        if row.decision is not Decision.SAME:
            continue
        before = actor_of_name.setdefault(row.key[0], row.actor_id)
        if before != row.actor_id:
            faults.append(f"{row.name!r} is said to be the same as {before} and {row.actor_id}")
    return faults


def with_new_pairs(
    rows: Iterable[DecidedName],
    doubtful: Iterable[DoubtfulPair],
    merged: Iterable[DoubtfulPair],
) -> list[DecidedName]:
    """Add what an import found to the rows that stand already; no row is changed or lost."""
    row_of_key = {row.key: row for row in rows}
    for pairs, decision in ((doubtful, Decision.OPEN), (merged, Decision.SAME)):
        for pair in pairs:
            why = f"{pair.rule} ({pair.score:.0f})"
            row = DecidedName(pair.name, pair.actor_id, decision, pair.actor_name, why)
            row_of_key.setdefault(row.key, row)
    return list(row_of_key.values())


def decisions_text(rows: Iterable[DecidedName]) -> str:
    """Write the mapping file: open rows first, for they are what a person looks for."""
    order = {Decision.OPEN: 0, Decision.SAME: 1, Decision.DIFFERENT: 2}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in sorted(rows, key=lambda r: (order[r.decision], r.name.casefold(), r.actor_id)):
        name, actor_name = inert_cell(row.name), inert_cell(row.actor_name)
        writer.writerow([name, row.actor_id, row.decision.value, actor_name, row.why])
    return out.getvalue()


@cache
def shipped_aliases() -> dict[str, str]:
    """Read other names of actors of the shipped register: normal name to actor id."""
    table = read_saved_table(shipped_folder() / "import" / "aliases.csv")
    name, actor = table.header.index("name"), table.header.index("actor_id")
    return {name_of(row.cells[name]).normal: row.cells[actor] for row in table.rows}
