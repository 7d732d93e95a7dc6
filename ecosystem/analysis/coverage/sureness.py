"""How sure it is that an actor reaches a municipality: what the checks of the rows behind it say.

A yes needs one place and one offer: it is as sure as the surest of each, and no surer than the
least sure of the two. A no needs all places, or all offers, to be elsewhere. So confirming a row
never makes a state less sure, and whether a place is reached never depends on a check at all.
"""

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from ecosystem.analysis.day import OnDay
from ecosystem.model.vocabulary import Freshness

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_STATES: Final = tuple(Freshness)
_RANKS: Final = {state.value: float(rank) for rank, state in enumerate(_STATES)}
EXAMPLE: Final = float(len(_STATES))
"""Rank of an example row: it confirms nothing, and nobody is asked to check it."""


def ranks_of(day: OnDay, rows: pd.DataFrame, table: str) -> pd.Series:
    """Return the rank of rows of a table, from the surest, 0, to example rows, 4.

    Args:
        day: Says for how long a check tells.
        rows: With ``checked``; of offers with ``kind`` too.
        table: Name of the table.
    """
    ranks = day.freshness.states(rows, table).map(_RANKS).astype(float)
    if "is_synthetic" not in rows:
        return ranks
    is_example = rows["is_synthetic"].astype("boolean").fillna(value=False).astype(bool)
    return ranks.mask(is_example, EXAMPLE)


def freshness_of(ranks: "Floats") -> list[str | None]:
    """Return the state of each rank; of a missing one and of example rows ``None``.

    Examples:
        >>> freshness_of(np.array([0.0, 2.0, 4.0, np.nan]))
        ['confirmed', 'never_confirmed', None, None]
    """
    real_ranks = np.where(ranks < EXAMPLE, ranks, np.nan)
    return [None if np.isnan(rank) else _STATES[int(rank)].value for rank in real_ranks]


def surest(ranks: "Floats", which: "NDArray[np.bool_]") -> "Floats":
    """Return the surest rank of each row among some columns; missing where there are none.

    Examples:
        >>> surest(np.array([[2.0, 0.0]]), np.array([[True, False]])).tolist()
        [2.0]
    """
    return _extreme(np.where(which, ranks, np.inf).min(axis=1, initial=np.inf))


def least_sure(ranks: "Floats") -> "Floats":
    """Return the least sure rank of each row; missing ones do not count.

    Examples:
        >>> least_sure(np.array([[2.0, np.nan], [np.nan, np.nan]])).tolist()
        [2.0, nan]
    """
    return _extreme(np.where(np.isnan(ranks), -np.inf, ranks).max(axis=1, initial=-np.inf))


def _extreme(ranks: "Floats") -> "Floats":
    finite: Floats = np.where(np.isfinite(ranks), ranks, np.nan)
    return finite


def weaker(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Return the less sure of two ranks, cell by cell; the one that is known where one is not."""
    return pd.DataFrame(np.fmax(first, second), index=first.index, columns=first.columns)


def stronger(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Return the surer of two ranks, cell by cell; the one that is known where one is not."""
    return pd.DataFrame(np.fmin(first, second), index=first.index, columns=first.columns)
