"""Draw random two-mode tables of the same make-up: as many parties a project, projects an actor.

A one-mode picture shows cliques whatever happened, because every project ties all its parties.
What a tie or a group of ties is worth shows against tables in which the same actors sit in as many
projects of the same sizes, but with whom is left to chance.
"""

from collections.abc import Iterator
from typing import Any, Final, TypeAlias

import numpy as np

Integers: TypeAlias = "np.ndarray[Any, np.dtype[np.int64]]"
Numbers: TypeAlias = "np.ndarray[Any, np.dtype[np.float64]]"

TRADES_PER_ROW: Final = 5
"""Trades a row goes through between two draws, at least."""


def curveball_draws(
    rows: Integers, columns: Integers, draws: int, seed: int, trades_per_row: int = TRADES_PER_ROW
) -> Iterator[Integers]:
    """Draw tables with the same row and column sums: the columns of each cell, rows unchanged.

    Rows are paired at random, and each pair deals out anew what only one of the two holds
    (Strona et al. 2014, Nature Communications 5:4114; all pairs at once as in Carstens 2018,
    global curveball). A run-in of twice the length comes before the first draw.

    Args:
        rows: Row of each cell that is filled, 0 to R - 1.
        columns: Column of each cell, 0 to C - 1; no cell twice.
        draws: Number of tables.
        seed: Start of the random numbers.
        trades_per_row: Trades a row goes through between draws.

    Yields:
        The columns of the cells, in the order of ``rows``.

    Examples:
        >>> rows, columns = np.array([0, 0, 1, 1]), np.array([0, 1, 1, 2])
        >>> for drawn in curveball_draws(rows, columns, draws=3, seed=1):
        ...     print(sorted(drawn.tolist()))
        [0, 1, 1, 2]
        [0, 1, 1, 2]
        [0, 1, 1, 2]
    """
    rng = np.random.default_rng(seed)
    height = int(rows.max(initial=-1)) + 1
    width = int(columns.max(initial=-1)) + 1
    order = np.argsort(rows, kind="stable")
    cell_columns = columns[order].astype(np.int64)
    sorted_rows = rows[order].astype(np.int64)
    drawn = np.empty_like(cell_columns)
    for draw in range(draws):
        rounds = trades_per_row * (3 if draw == 0 else 1)
        for _ in range(rounds):
            cell_columns = _trade(sorted_rows, cell_columns, height, width, rng)
        drawn[order] = cell_columns
        yield drawn.copy()


def _trade(
    rows: Integers, columns: Integers, height: int, width: int, rng: np.random.Generator
) -> Integers:
    """Draw one trade of every row with another; an odd row sits out."""
    places = rng.permutation(height)
    pair, side = (places // 2)[rows], (places % 2)[rows]
    keys = pair * width + columns
    order = np.argsort(keys, kind="stable")
    twice = np.zeros(len(keys), dtype=bool)
    same = keys[order][1:] == keys[order][:-1]
    twice[order[1:][same]] = True
    twice[order[:-1][same]] = True
    free = np.flatnonzero(~twice)
    dealt = free[np.lexsort((rng.random(len(free)), pair[free]))]
    seats = free[np.lexsort((side[free], pair[free]))]
    traded = columns.copy()
    traded[seats] = columns[dealt]
    return traded


def cells(table: Any, rows: Integers, columns: Integers) -> Numbers:  # noqa: ANN401  a sparse array
    """Read single cells of a sparse table; none asked for is none given."""
    if len(rows) == 0:  # scipy gives a sparse array for no cells and plain numbers for some
        return np.zeros(0)
    return np.asarray(table[rows, columns], dtype=np.float64).ravel()


def false_discovery(p_values: Numbers) -> Numbers:
    """Adjust p-values so that a limit on them bounds the share of false finds.

    Benjamini & Hochberg 1995, Journal of the Royal Statistical Society B 57:289.

    Examples:
        >>> false_discovery(np.array([0.01, 0.04, 0.03, 0.5])).round(4).tolist()
        [0.04, 0.0533, 0.0533, 0.5]
    """
    n = len(p_values)
    order = np.argsort(p_values)
    scaled = p_values[order] * n / np.arange(1, n + 1)
    smallest = np.minimum.accumulate(scaled[::-1])[::-1]
    adjusted = np.empty(n)
    adjusted[order] = np.minimum(smallest, 1.0)
    return adjusted
