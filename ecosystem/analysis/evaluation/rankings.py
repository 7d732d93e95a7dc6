"""Rankings to hold beside each other: simple ones, learned ones, rules, and the referral's own.

Each gives a score to every item for every organisation of a trial, higher first, from what was
known up to the cut alone. Equal scores are settled by the country: the item more organisations
used before the cut comes first, then the name of the item.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ecosystem.analysis.evaluation.history import NOT_KNOWN, History, Trial, Words, cut
from ecosystem.analysis.evaluation.measures import gains, places_of
from ecosystem.analysis.evaluation.shipped import score_by_referral
from ecosystem.model.offers import Constants

Scores = NDArray[np.float64]

SIMPLE: Final = ("random", "popularity", "regional_popularity", "own_then_regional", "rules")
"""Baselines that learn nothing about single organisations."""
LEARNED: Final = ("item_knn", "ease", "pagerank")
SHIPPED: Final = "shipped"
MODELS: Final = (*SIMPLE[:4], *LEARNED, SIMPLE[4], "rules_then_segment", SHIPPED)
"""In the order they are shown."""
DAMPING: Final = 0.85
"""Chance that the walker goes on (Brin and Page, 1998, "The Anatomy of a Large-Scale Hypertextual
Web Search Engine", section 2.1.1)."""
PENALTIES: Final = (10.0, 50.0, 100.0, 200.0, 500.0)
"""Tried for EASE on the last year before the cut."""


def score_all(
    trial: Trial, constants: Constants | None, penalty: float, seed: int
) -> dict[str, Scores]:
    """Score every item for every organisation by every ranking.

    Args:
        trial: The history, cut.
        constants: Numbers of the referral's order, from the register; None: it is left out.
        penalty: EASE's, as ``best_penalty`` chose it.
        seed: For the rankings that are chance.
    """
    makers: Mapping[str, Callable[[], Scores]] = {
        "random": lambda: by_chance(trial, seed),
        "popularity": lambda: popularity(trial),
        "regional_popularity": lambda: popularity_among(trial, trial.before_home, trial.home),
        "own_then_regional": lambda: own_then_regional(trial),
        "item_knn": lambda: item_knn(trial),
        "ease": lambda: ease(trial, penalty),
        "pagerank": lambda: pagerank(trial),
        "rules": lambda: rules_first(trial, by_chance(trial, seed + 1)),
        "rules_then_segment": lambda: rules_first(trial, segment_popularity(trial)),
    }
    scores = {name: maker() for name, maker in makers.items()}
    if constants is not None and constants.referral is not None:
        scores[SHIPPED] = score_by_referral(trial, constants)
    return scores


def by_chance(trial: Trial, seed: int) -> Scores:
    """Any order, drawn anew for each organisation."""
    return np.asarray(np.random.default_rng(seed).random(trial.used_before.shape))


def popularity(trial: Trial) -> Scores:
    """Organisations that used each item, the same for all."""
    return np.tile(trial.users.astype(float), (len(trial.used_before), 1))


def popularity_among(trial: Trial, group_before: Words, group: Words) -> Scores:
    """Organisations of the same group that used each item; none for a group not known."""
    counted = {
        name: trial.before[group_before == name].sum(axis=0).astype(float)
        for name in set(group) - {NOT_KNOWN}
    }
    nobody = np.zeros(len(trial.items))
    return np.array([counted.get(name, nobody) for name in group]).reshape(trial.used_before.shape)


def own_then_regional(trial: Trial) -> Scores:
    """Score what the organisation used itself first, both parts by popularity in its home area."""
    regional = popularity_among(trial, trial.before_home, trial.home)
    return np.asarray(regional + trial.used_before * (regional.max(initial=0.0) + 1))


def segment_popularity(trial: Trial) -> Scores:
    """Popularity among organisations of the same kind and home area, then of the home area.

    Size and field are not told in the register of projects, so that the kind stands for them.
    """
    regional = popularity_among(trial, trial.before_home, trial.home)
    segment = popularity_among(
        trial, _pairs(trial.before_home, trial.before_kind), _pairs(trial.home, trial.kind)
    )
    return np.asarray(segment * (regional.max(initial=0.0) + 1) + regional)


def item_knn(trial: Trial) -> Scores:
    """Cosine of each item with the items the organisation used, added up.

    An item is no neighbour of itself (Deshpande and Karypis, 2004, "Item-Based Top-N
    Recommendation Algorithms", section 4.1); all others are.
    """
    together = _together(trial)
    length = np.sqrt(np.maximum(np.diag(together), 1.0))
    cosine = together / np.outer(length, length)
    np.fill_diagonal(cosine, 0.0)
    return np.asarray(trial.used_before.astype(float) @ cosine)


def ease(trial: Trial, penalty: float) -> Scores:
    """Linear weights between items that foretell each from the others, in closed form.

    Source: Steck, 2019, "Embarrassingly Shallow Autoencoders for Sparse Data", equation 8.
    """
    together = _together(trial)
    inverse = np.linalg.inv(together + penalty * np.eye(len(together)))
    weights = -inverse / np.diag(inverse)
    np.fill_diagonal(weights, 0.0)
    return np.asarray(trial.used_before.astype(float) @ weights)


def pagerank(trial: Trial, damping: float = DAMPING) -> Scores:
    """Compute how often a walker from the organisation comes by each item.

    The walker steps from organisations to items they used and back, and starts again at the
    organisation with chance ``1 - damping``. The sum over all walks is solved, not run.
    """
    links = trial.before.astype(float)
    to_item = links / links.sum(axis=1, keepdims=True)
    users = np.maximum(links.sum(axis=0), 1.0)
    around = (links / users).T @ to_item  # from an item to a user of it to an item
    walks = np.linalg.inv(np.eye(len(around)) - damping**2 * around)
    used_before = trial.used_before.astype(float)
    start = used_before / np.maximum(used_before.sum(axis=1, keepdims=True), 1.0)
    return np.asarray((1 - damping) * damping * start @ walks)


def rules_first(trial: Trial, scores: Scores) -> Scores:
    """Rank what the rule of areas does not rule out before the rest; each part keeps its order."""
    span = scores.max(initial=0.0) - scores.min(initial=0.0) + 1
    return np.asarray(scores + span * trial.is_allowed)


def best_penalty(history: History, split: date, penalties: tuple[float, ...] = PENALTIES) -> float:
    """Choose EASE's penalty on the last year before the cut, never on what is foretold.

    Returns:
        The penalty with the highest nDCG@5 for organisations seen before; the first where that
        year has none.
    """
    earlier = (pd.Timestamp(split) - pd.DateOffset(years=1)).date()
    uses = history.uses["day"].dt.date
    if not ((uses <= earlier).any() and ((uses > earlier) & (uses <= split)).any()):
        return penalties[0]
    trial = cut(history, earlier, split)
    if not trial.is_known.any():
        return penalties[0]
    gain_of = {}
    for penalty in penalties:
        places = places_of(ease(trial, penalty), trial)
        gain_of[penalty] = float(gains(places, trial.later)[trial.is_known].mean())
    return max(penalties, key=lambda penalty: gain_of[penalty])


def _together(trial: Trial) -> Scores:
    """Count the organisations that used both of two items."""
    links = trial.before.astype(float)
    return np.asarray(links.T @ links)


def _pairs(first: Words, second: Words) -> Words:
    pairs = [
        f"{a}|{b}" if a != NOT_KNOWN else NOT_KNOWN for a, b in zip(first, second, strict=True)
    ]
    return np.array(pairs, dtype=object)
