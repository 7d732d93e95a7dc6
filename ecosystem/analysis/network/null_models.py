"""Draw networks of the same make-up at random, and compare an observed figure with them.

These are networks of actors tied to each other. Two-mode tables of actors in projects are drawn in
``ecosystem.analysis.ties.null_models``, beside the measures that read such tables.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from ecosystem.analysis.network.arrays import (
    CompactGraph,
    Integers,
    Numbers,
    igraph_seed,
)

DRAWS: Final = 500
"""Random networks that an observed figure is compared with."""


@dataclass(frozen=True, slots=True)
class AgainstChance:
    """A figure beside what chance alone gives in networks of the same make-up."""

    observed: float
    expected: float
    sd: float
    p_low: float
    """Share of random networks, the observed one counted in, at or below the observed figure."""
    p_high: float
    draws: int

    @property
    def z(self) -> float | None:
        """Standard deviations above expectation; None where chance gives one figure only."""
        return (self.observed - self.expected) / self.sd if self.sd > 0 else None


def against_chance(observed: float, draws: Numbers) -> AgainstChance:
    """Compare a figure with draws from a null model.

    Examples:
        >>> compared = against_chance(3.0, np.array([1.0, 2.0, 3.0]))
        >>> compared.expected, compared.p_high, compared.p_low
        (2.0, 0.5, 1.0)
    """
    slack = 1e-12 * max(1.0, abs(observed))
    return AgainstChance(
        observed=float(observed),
        expected=float(np.mean(draws)),
        sd=float(np.std(draws, ddof=1)) if len(draws) > 1 and np.ptp(draws) > slack else 0.0,
        p_low=float((1 + np.sum(draws <= observed + slack)) / (1 + len(draws))),
        p_high=float((1 + np.sum(draws >= observed - slack)) / (1 + len(draws))),
        draws=len(draws),
    )


def rewired(
    compact_graph: CompactGraph, draws: int, rng: np.random.Generator, swaps_per_tie: int = 10
) -> Iterator[tuple[Integers, Integers]]:
    """Draw networks in which every actor has as many ties as before (ends of each tie).

    Two ties a-b and c-d become a-d and c-b, unless that makes a self-tie or doubles a tie (Maslov
    & Sneppen 2002, Science 296:910). The walk goes on from the last draw, after a run-in of the
    same length.

    Yields:
        Places of both ends of each tie.
    """
    walk = compact_graph.igraph.copy()
    for draw in range(draws + 1):
        if len(compact_graph.starts) >= 2:  # noqa: PLR2004  one tie has none to swap with
            with igraph_seed(int(rng.integers(2**31))):
                walk.rewire(n=swaps_per_tie * len(compact_graph.starts))
        if draw:
            ends = np.array(walk.get_edgelist(), dtype=np.int64).reshape(-1, 2)
            yield ends[:, 0], ends[:, 1]


def drawn_groups(
    compact_graph: CompactGraph, numbers: Integers, draws: int, seed: int, by: str
) -> Iterator[tuple[Integers, Integers]]:
    """Draw the groups at both ends of each tie, with labels or ties shuffled."""
    rng = np.random.default_rng(seed)
    if by == "labels":
        for _ in range(draws):
            dealt = rng.permutation(numbers)
            yield dealt[compact_graph.starts], dealt[compact_graph.ends]
    elif by == "ties":
        for starts, ends in rewired(compact_graph, draws=draws, rng=rng):
            yield numbers[starts], numbers[ends]
    else:
        message = f"by is 'labels' or 'ties', not {by!r}"
        raise ValueError(message)
