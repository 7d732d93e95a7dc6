"""What the last check of a row is worth on a day: one rule for every table and every face.

A row is *confirmed* while its check is within the shelf life of its sort of fact, *out of date*
after that, *never confirmed* where no day of a check is recorded, and *not recorded* where there
is no row. Example data is invented: nobody is asked to check it, and it confirms nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from ecosystem.model.closed_lists import complete
from ecosystem.model.examples import real_rows
from ecosystem.model.shelf_lives import SORT_OF_TABLE, ShelfLives
from ecosystem.model.vocabulary import FactSort, Freshness, OfferKind

if TYPE_CHECKING:
    import narwhals as nw
    import pandas as pd

_ORDER: Final = {state: rank for rank, state in enumerate(Freshness)}
SORT_OF_OFFER: Final = complete(
    OfferKind,
    {
        OfferKind.SCHEME: FactSort.SCHEME,
        OfferKind.SERVICE: FactSort.SERVICE,
    },
    name="SORT_OF_OFFER",
)


def weakest(states: Iterable[Freshness]) -> Freshness | None:
    """Return the least sure of several states; ``None`` of none.

    Examples:
        >>> weakest([Freshness.CONFIRMED, Freshness.NEVER_CONFIRMED, Freshness.OUT_OF_DATE])
        <Freshness.NEVER_CONFIRMED: 'never_confirmed'>
    """
    return max(states, key=_ORDER.__getitem__, default=None)


@dataclass(frozen=True)
class FreshnessRule:
    """How long a check tells on a day, by sort of fact."""

    on: date
    shelf_lives: ShelfLives

    def days(self, sort: FactSort) -> int:
        """Return the shelf life of a sort of fact in days."""
        return self.shelf_lives.days(sort)

    def state(self, checked: date | None, sort: FactSort) -> Freshness:
        """Return the state of one recorded row.

        The last day of the shelf life still tells. A check on a later day than the one asked
        about confirms what the row says of its own days.

        Examples:
            >>> rule = FreshnessRule(date(2026, 3, 31), ShelfLives())
            >>> [rule.state(day, FactSort.SCHEME).value
            ...  for day in (date(2025, 12, 31), date(2025, 12, 30), None)]
            ['confirmed', 'out_of_date', 'never_confirmed']
        """
        if checked is None:
            return Freshness.NEVER_CONFIRMED
        return Freshness.CONFIRMED if checked >= self.oldest(sort) else Freshness.OUT_OF_DATE

    def oldest(self, sort: FactSort) -> date:
        """Return the earliest day of a check that still tells."""
        return self.on - timedelta(days=self.days(sort))

    def states(self, rows: "pd.DataFrame", table: str) -> "pd.Series[str]":
        """Return the state of each row of a table, as text.

        Args:
            rows: Rows of the table, with ``checked``; of offers with ``kind`` too.
            table: Name of the table.
        """
        import pandas as pd  # noqa: PLC0415 - referrals ask of one row at a time

        if table == "offers":
            oldest = rows["kind"].map(
                {
                    kind.value: pd.Timestamp(self.oldest(sort))
                    for kind, sort in SORT_OF_OFFER.items()
                }
            )
        else:
            oldest = pd.Series(pd.Timestamp(self.oldest(SORT_OF_TABLE[table])), index=rows.index)
        checked = pd.to_datetime(rows["checked"])
        state = pd.Series(Freshness.OUT_OF_DATE.value, index=rows.index, dtype="str")
        state[checked >= oldest] = Freshness.CONFIRMED.value
        state[checked.isna()] = Freshness.NEVER_CONFIRMED.value
        return state

    def of_rows(self, rows: "pd.DataFrame | None", table: str) -> Freshness | None:
        """Return the least sure state of some rows; example data is left out.

        Returns:
            ``NOT_RECORDED`` where the table is absent (``rows`` is ``None``); ``None`` where no
            row is left to say anything.
        """
        if rows is None:
            return Freshness.NOT_RECORDED
        real = real_rows(rows)
        return weakest(Freshness(state) for state in self.states(real, table).unique())

    def is_confirmed(self, sort: FactSort) -> "nw.Expr":
        """Return an expression over ``checked``: confirmed within the shelf life."""
        import narwhals as nw

        return nw.col("checked") >= nw.lit(self.oldest(sort))
