"""Shares of a total: those with nothing count, and a debt is no share."""

import math

import pytest

from ecosystem.analysis import network


def test_concentration_counts_those_with_nothing():
    """Two idle clusters change the Gini and the comparison figure, not the largest share."""
    busy, with_idle = network.concentration([5, 3, 2]), network.concentration([5, 3, 2, 0, 0])

    assert busy.largest_1 == with_idle.largest_1 == 0.5
    assert with_idle.gini > busy.gini
    assert (round(busy.hhi_if_equal), with_idle.hhi_if_equal) == (3333, 2000)
    assert network.concentration([]).actors == 0


@pytest.mark.parametrize(
    "measure", [network.concentration, network.gini, network.lorenz, network.pielou_evenness]
)
def test_amounts_under_zero_or_unknown_are_refused(measure):
    """Unknown is not zero, and a debt is no share."""
    for amounts in ([1, -1], [1, float("nan")]):
        with pytest.raises(ValueError, match="known and at least 0"):
            measure(amounts)


def test_a_total_of_nothing_has_no_spread():
    """Clusters without a single project: no curve, no figure, no warning."""
    assert network.lorenz([0, 0]).empty
    assert math.isnan(network.gini([0, 0]))
    spread = network.concentration([0, 0])
    assert (spread.actors, spread.hhi_if_equal) == (2, 5000)
    assert math.isnan(spread.hhi)
