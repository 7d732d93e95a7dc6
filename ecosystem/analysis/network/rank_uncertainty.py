"""Estimate how sure it is that an actor is among the first, by leaving out a part of the ties.

Actors are put in bands, never in a league table, because a few projects more or less change the
order.
"""

from enum import StrEnum
from typing import Final, NamedTuple

import numpy as np

from ecosystem.analysis.network.arrays import Numbers

LEFT_OUT: Final = 0.2
"""Share of ties and projects left out in each draw."""
CLEAR_FROM: Final = 0.95
POSSIBLE_FROM: Final = 0.2


class BrokerBand(StrEnum):
    """How sure it is that an actor is among the first."""

    CLEAR = "clear"
    POSSIBLE = "possible"


class RankedActor(NamedTuple):
    """An actor that is among the first, with its interval."""

    actor_index: int
    observed: float
    low: float
    high: float
    share_of_draws: float
    band: BrokerBand


def draw_size(count: int) -> int:
    """Return how many of some ties and projects stay in a draw."""
    return max(1, round(count * (1 - LEFT_OUT)))


def rank_bands(observed: Numbers, drawn: Numbers, count: int, first: int) -> list[RankedActor]:
    """List in bands those that are among the ``first`` in enough draws.

    Among the first in 95 % of the draws is clear, in 20 % possible. The interval, 95 %, is that
    of the delete-d jackknife (Shao & Wu 1989, Annals of Statistics 17:1176), the bootstrap that
    draws without putting back: drawing with replacement would lose more than a third of the ties
    and so move the figures themselves. It is cut off at 0 and 1.

    Args:
        observed: One figure an actor.
        drawn: The same in each draw, one row a draw, from ``draw_size(count)`` ties and projects.
        count: Ties and projects there are.
        first: How many count as the first.
    """
    limit = np.sort(drawn, axis=1)[:, -min(first, drawn.shape[1])]
    among = ((drawn >= limit[:, None]) & (drawn > 0)).mean(axis=0)
    size = draw_size(count)
    spread = 1.96 * np.sqrt(size / max(count - size, 1)) * drawn.std(axis=0)
    return [
        RankedActor(
            actor_index=index,
            observed=float(observed[index]),
            low=max(0.0, float(observed[index] - spread[index])),
            high=min(1.0, float(observed[index] + spread[index])),
            share_of_draws=float(among[index]),
            band=BrokerBand.CLEAR if among[index] >= CLEAR_FROM else BrokerBand.POSSIBLE,
        )
        for index in np.flatnonzero((among >= POSSIBLE_FROM) & (observed > 0)).tolist()
    ]
