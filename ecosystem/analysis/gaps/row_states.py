"""How fresh each row of a table is, worked out once for the whole table."""

from dataclasses import dataclass, field
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from ecosystem.analysis.day import FreshnessRule
from ecosystem.model.examples import real_rows
from ecosystem.model.vocabulary import Freshness

STATES: Final = tuple(Freshness)
EXAMPLE: Final = len(STATES)
"""Number of an example row among those of the states."""
OBSERVED: Final = frozenset({"dead_ends"})
"""Tables whose rows are what the house itself noted on their day: nobody has to check them."""
_SAME_AS: Final = {"drawn_positions": "actor_positions"}


class RowCounts(NamedTuple):
    """Rows by the state of their last check; example data apart."""

    by_state: dict[Freshness, int]
    examples: int

    @property
    def total(self) -> int:
        """All rows."""
        return sum(self.by_state.values()) + self.examples


@dataclass(frozen=True, eq=False)
class RowStates:
    """The state of every row of the tables that were asked about; a changed table is new."""

    by_table: dict[str, tuple[pd.DataFrame, "pd.Series[int]"]] = field(default_factory=dict)

    def count(
        self, rule: FreshnessRule, table: str, full_table: pd.DataFrame, rows: pd.DataFrame
    ) -> RowCounts:
        """Count rows of a table by state, each as many times as its ``rows`` says.

        Args:
            rule: How long a check tells on the day.
            table: Name of the table.
            full_table: The whole table.
            rows: Some of its rows, with its index.
        """
        states_of_table = self._of(rule, table, full_table)
        states = (
            states_of_table if rows is full_table else states_of_table.reindex(rows.index)
        ).to_numpy()
        times = rows["rows"].to_numpy(dtype=float) if "rows" in rows else None
        counts = np.bincount(states, times, minlength=EXAMPLE + 1)
        by_state = {state: int(counts[n]) for n, state in enumerate(STATES) if counts[n]}
        return RowCounts(by_state, int(counts[EXAMPLE]))

    def _of(self, rule: FreshnessRule, table: str, full_table: pd.DataFrame) -> "pd.Series[int]":
        memo = self.by_table.get(table)
        if memo is None or memo[0] is not full_table:
            self.by_table[table] = full_table, _state_numbers(rule, table, full_table)
        return self.by_table[table][1]


def _state_numbers(rule: FreshnessRule, table: str, full_table: pd.DataFrame) -> "pd.Series[int]":
    """Return the number of each row's state, of examples :data:`EXAMPLE`."""
    numbers = pd.Series(EXAMPLE, index=full_table.index, dtype="int64")
    real = real_rows(full_table)
    if table in OBSERVED:
        numbers[real.index] = STATES.index(Freshness.CONFIRMED)
    elif len(real):
        states = rule.states(real, _SAME_AS.get(table, table))
        numbers[real.index] = states.map({s.value: n for n, s in enumerate(STATES)}).astype("int64")
    return numbers
