"""How the needs rank by a survey, and how far that order can be trusted."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ecosystem.analysis.comparison.resampling import Floats, drawn_sums, sums_by_unit


def drawn_means_of_needs(
    answers: pd.DataFrame, needs: Sequence[str], draws: int, seed: int
) -> tuple[Floats, Floats]:
    """Compute the weighted mean answer of each need, and the same over respondents drawn anew.

    A respondent is drawn with all the answers, as many times as there are respondents.

    Args:
        answers: Rows of ``need_answers``, one at least.
        needs: The needs asked for, one a column.
        draws: Times respondents are drawn.
        seed: Start of the random numbers.

    Returns:
        Means from 1 to 5, and one row of them a draw; not a number where nobody answered.
    """
    need = pd.Index(needs).get_indexer(pd.Index(answers["need_id"]))
    weight = answers["weight"].fillna(1.0).to_numpy(dtype=float)
    cells = np.zeros((len(answers), 2 * len(needs)))
    is_asked = need >= 0
    rows = np.flatnonzero(is_asked)
    cells[rows, need[is_asked]] = (weight * answers["importance"].to_numpy(dtype=float))[is_asked]
    cells[rows, len(needs) + need[is_asked]] = weight[is_asked]
    sums = sums_by_unit(cells, answers["respondent_id"])
    return _means(sums.sum(axis=0)), _means(drawn_sums(sums, draws, seed))


def _means(sums: Floats) -> Floats:
    """Divide the first half of the columns, weighted answers, by the second, their weights."""
    scores, weights = np.split(sums, 2, axis=-1)
    return np.divide(scores, weights, out=np.full_like(scores, np.nan), where=weights > 0)
