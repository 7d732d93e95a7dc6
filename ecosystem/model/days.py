"""Which rows of a table hold on a day: from their first day to their last, both counted in."""

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def holding(
    table: "pd.DataFrame", on: date, first: str = "valid_from", last: str = "valid_to"
) -> "pd.Series[bool]":
    """Mark the rows that hold on a day; an empty cell is an open end.

    Args:
        table: With the two columns of days.
        on: The day asked about.
        first: Column of the first day on which a row holds.
        last: Column of the last day on which it holds.

    Examples:
        >>> import pandas as pd
        >>> rows = pd.DataFrame({"valid_from": [None], "valid_to": [pd.Timestamp("2026-03-01")]})
        >>> holding(rows, date(2026, 3, 1)).tolist(), holding(rows, date(2026, 3, 2)).tolist()
        ([True], [False])
    """
    import pandas as pd  # noqa: PLC0415 - the model is read by commands that need no table

    day = pd.Timestamp(on)
    has_begun: pd.Series[bool] = table[first].isna() | (table[first] <= day)
    return has_begun & (table[last].isna() | (table[last] >= day))


def has_begun(table: "pd.DataFrame", on: date, first: str = "valid_from") -> "pd.Series[bool]":
    """Mark the rows that had begun by a day; what began and ended before is a track record.

    Args:
        table: With the column of first days; an empty cell is an open start.
        on: The day asked about.
        first: Column of the first day.

    Examples:
        >>> import pandas as pd
        >>> rows = pd.DataFrame({"start": [pd.Timestamp("2026-03-01"), None]})
        >>> has_begun(rows, date(2026, 2, 28), "start").tolist()
        [False, True]
    """
    import pandas as pd  # noqa: PLC0415

    begun: pd.Series[bool] = table[first].isna() | (table[first] <= pd.Timestamp(on))
    return begun
