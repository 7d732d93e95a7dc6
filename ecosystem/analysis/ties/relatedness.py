"""Measure which strength positions are neighbours: the same firms belong to both.

Say "firms with the same profile also belong to ..."; never "should". In small areas being in the
same place is size, so compute over firms and hold it against the null.
"""

import numpy as np
import pandas as pd

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.ties.expected import DRAWS
from ecosystem.analysis.ties.null_models import curveball_draws, false_discovery


def position_memberships(day: OnDay) -> pd.DataFrame:
    """Return which firm is of which strength positions on a day, as they are counted everywhere.

    Returns:
        One row a firm that is of any, one column a position that has firms.

    Raises:
        NotRecordedError: The register has no actors, or no strength positions.
    """
    firms = [
        day.membership.firms_of(position)[["actor_id"]].assign(position_id=position)
        for position in day.membership.position_ids
    ]
    pairs = pd.concat(firms)
    return pd.crosstab(pairs["actor_id"], pairs["position_id"]).astype(bool)


def proximity(memberships: pd.DataFrame) -> pd.DataFrame:
    """Compute how far two positions share members: those of both over those of the larger.

    Hidalgo, Klinger, Barabasi & Hausmann 2007, Science 317:482, over memberships as they stand.

    Args:
        memberships: One row a firm, one column a position, true where it belongs.

    Returns:
        Square table, 0 to 1, 1 on the diagonal; missing where a position has no member.

    Examples:
        >>> firms = pd.DataFrame([[1, 0, 1], [1, 1, 0], [1, 1, 0], [0, 1, 0]])
        >>> firms.columns = ["energy", "water", "food"]
        >>> proximity(firms).round(3).loc["energy"].to_dict()
        {'energy': 1.0, 'water': 0.667, 'food': 0.333}
    """
    table = memberships.to_numpy(dtype=np.float64)
    both = table.T @ table
    sizes = np.diag(both)
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = both / np.maximum(sizes[:, None], sizes[None, :])
    shares[sizes == 0, :] = np.nan
    shares[:, sizes == 0] = np.nan
    return pd.DataFrame(shares, index=memberships.columns, columns=memberships.columns)


def density(memberships: pd.DataFrame) -> pd.DataFrame:
    """Compute how far a firm belongs to the neighbours of each position.

    The proximities to the positions it belongs to, over all proximities; the position itself is
    left out of both. 0 to 1.

    Examples:
        >>> firms = pd.DataFrame([[1, 0, 1], [1, 1, 0], [1, 1, 0], [0, 1, 0]])
        >>> firms.columns = ["energy", "water", "food"]
        >>> density(firms)["water"].round(3).tolist()
        [1.0, 1.0, 1.0, 0.0]
    """
    near = proximity(memberships).fillna(0).to_numpy(copy=True)
    np.fill_diagonal(near, 0)
    total = near.sum(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = np.where(total > 0, memberships.to_numpy(dtype=np.float64) @ near / total, np.nan)
    shares = np.minimum(shares, 1.0)
    return pd.DataFrame(shares, index=memberships.index, columns=memberships.columns)


def proximity_against_null(
    memberships: pd.DataFrame, draws: int = DRAWS, seed: int = 1
) -> pd.DataFrame:
    """Compare each pair's proximity with tables of as many members and as many positions a firm.

    Returns:
        One row a pair of positions: ``proximity``, ``expected``, ``low`` and ``high`` (95 % of
        chance), one-sided ``p_more`` and, after false discovery, ``q_more``.
    """
    table = memberships.to_numpy(dtype=bool)
    rows, columns = np.nonzero(table)
    pairs = np.triu_indices(table.shape[1], 1)
    observed = proximity(memberships).to_numpy()[pairs]
    drawn = np.empty((draws, len(pairs[0])))
    for draw, drawn_columns in enumerate(curveball_draws(rows, columns, draws, seed)):
        random_table = np.zeros_like(table)
        random_table[rows, drawn_columns] = True
        drawn_memberships = pd.DataFrame(random_table, columns=memberships.columns)
        drawn[draw] = proximity(drawn_memberships).to_numpy()[pairs]
    p_more = (1 + (drawn >= observed - 1e-12).sum(axis=0)) / (1 + draws)
    low, high = np.quantile(drawn, [0.025, 0.975], axis=0)
    names = memberships.columns.to_numpy()
    return pd.DataFrame(
        {
            "position_id": names[pairs[0]],
            "other_id": names[pairs[1]],
            "proximity": observed,
            "expected": drawn.mean(axis=0),
            "low": low,
            "high": high,
            "p_more": p_more,
            "q_more": false_discovery(p_more),
        }
    )
