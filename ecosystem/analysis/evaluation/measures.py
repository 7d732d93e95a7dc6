"""How well a ranking foretold what organisations used, one figure an organisation.

Every item that was used after the cut is ranked, none is sampled away. ``nDCG@5`` has gain 1 for
each item that was used and discount ``log2(1 + rank)`` (Järvelin and Kekäläinen, 2002,
"Cumulated Gain-Based Evaluation of IR Techniques", section 2), over the best there is.
"""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from ecosystem.analysis.evaluation.history import Counts, Flags, Trial

MAX_PLACES_READ: Final = 5
"""Places of a list that somebody reads."""
Figures = NDArray[np.float64]


def places_of(scores: Figures, trial: Trial, left_out: Flags | None = None) -> Counts:
    """Rank the open items for each organisation, 1 first; 0: not ranked.

    Args:
        scores: One row an organisation, one column an item.
        trial: The trial; items that were not used after the cut are not ranked.
        left_out: Items not to rank for an organisation, such as those it used before.

    Equal scores: more users before the cut first, then the name of the item.
    """
    is_ranked = np.tile(trial.is_open, (len(scores), 1))
    if left_out is not None:
        is_ranked &= ~left_out
    users = np.tile(-trial.users, (len(scores), 1))
    order = np.lexsort((users, -scores, ~is_ranked), axis=1)
    places = np.empty_like(order)
    steps = np.tile(np.arange(1, scores.shape[1] + 1), (len(scores), 1))
    np.put_along_axis(places, order, steps, axis=1)
    return np.where(is_ranked, places, 0)


def hits(places: Counts, used: Flags, most: int) -> Figures:
    """1 where an item that was used stands among the first ``most``, else 0.

    Examples:
        >>> hits(np.array([[2, 1, 3]]), np.array([[True, False, False]]), 1).tolist()
        [0.0]
    """
    return (used & (places > 0) & (places <= most)).any(axis=1).astype(float)


def recalls(places: Counts, used: Flags, most: int = MAX_PLACES_READ) -> Figures:
    """Share of the items used that stand among the first ``most``; NaN: none was used."""
    hit_count = (used & (places > 0) & (places <= most)).sum(axis=1)
    count = used.sum(axis=1)
    return np.where(count > 0, hit_count / np.maximum(count, 1), np.nan)


def gains(places: Counts, used: Flags, most: int = MAX_PLACES_READ) -> Figures:
    """Normalised discounted cumulated gain of the first ``most``; NaN: none was used.

    Examples:
        >>> places, used = np.array([[1, 2, 3]]), np.array([[False, True, True]])
        >>> round(float(gains(places, used)[0]), 4)  # (1/log2 3 + 1/log2 4) / (1 + 1/log2 3)
        0.6934
    """
    is_found = used & (places > 0) & (places <= most)
    gained = np.where(is_found, 1 / np.log2(1 + np.maximum(places, 1)), 0.0).sum(axis=1)
    best = np.concatenate([[0.0], np.cumsum(1 / np.log2(1 + np.arange(1, most + 1)))])
    count = used.sum(axis=1)
    reachable = best[np.minimum(count, most)]
    return np.where(count > 0, gained / np.maximum(reachable, 1e-12), np.nan)


def reciprocal_places(places: Counts, used: Flags) -> Figures:
    """One over the place of the first item that was used; NaN: none was used."""
    is_found = used & (places > 0)
    first = np.where(is_found, places, np.iinfo(np.int64).max).min(axis=1)
    return np.where(is_found.any(axis=1), 1 / first, np.nan)


def coverage(places: Counts, trial: Trial, most: int = MAX_PLACES_READ) -> float:
    """Share of the open items that stand among the first ``most`` of anybody, 0 to 1."""
    is_shown = ((places > 0) & (places <= most)).any(axis=0)
    return float(is_shown.sum() / trial.is_open.sum())


def novelty(places: Counts, trial: Trial, most: int = MAX_PLACES_READ) -> float:
    """Mean of ``-log2`` of the share of organisations that had used what is shown, bits.

    One user is added to each item and to all, so that an item nobody had used has a share.
    """
    share = (trial.users + 1) / (len(trial.before) + 1)
    is_shown = (places > 0) & (places <= most)
    bits = np.tile(-np.log2(share), (len(places), 1))
    return float(bits[is_shown].mean())


def exposures(places: Counts, most: int = MAX_PLACES_READ) -> Figures:
    """Weight of the place each item has in each list: ``1/log2(1 + rank)``, 0 when not shown."""
    is_shown = (places > 0) & (places <= most)
    return np.where(is_shown, 1 / np.log2(1 + np.maximum(places, 1)), 0.0)
