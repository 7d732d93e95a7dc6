"""Faults found in data: what is wrong, where, what was expected, what to do."""

from ecosystem.model.records import Record
from ecosystem.model.vocabulary import FaultLevel


class Fault(Record):
    """One thing that is wrong in one place of a register or an imported file."""

    table: str
    problem: str
    hint: str
    row: int | None = None
    """Line in the file, where the header is line 1; ``None`` when the whole table is meant."""
    column: str | None = None
    value: str | None = None
    level: FaultLevel = FaultLevel.ERROR

    def __str__(self) -> str:
        """Write the fault in one line."""
        place = self.table if self.row is None else f"{self.table}, line {self.row}"
        if self.column is not None:
            place += f", {self.column}"
        cell = "" if self.value is None else f" ({self.value!r})"
        return f"{place}: {self.problem}{cell}. {self.hint}"
