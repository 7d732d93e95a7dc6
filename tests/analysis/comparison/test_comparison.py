"""Intervals hold the truth as often as they promise; what is not known is not called none."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.analysis import comparison

RUNS, SEED = 1000, 1
"""So many that 93 to 97 in a hundred is no luck of the seed."""


def held(intervals, truth):
    """How many of the intervals hold the truth."""
    return sum(interval.low <= truth <= interval.high for interval in intervals)


def test_the_interval_of_a_share_holds_the_truth():
    """A planted share of .3 among 200, a thousand times."""
    random = np.random.default_rng(SEED)
    drawn = [comparison.wilson_share(int(random.binomial(200, 0.3)), 200) for _ in range(RUNS)]

    assert 930 <= held(drawn, 0.3) <= 970


def test_the_interval_of_a_difference_of_shares_holds_the_truth():
    """Planted shares of .3 and .2 among 200 and 400, a thousand times."""
    random = np.random.default_rng(SEED)
    drawn = [
        comparison.newcombe_difference(
            int(random.binomial(200, 0.3)), 200, int(random.binomial(400, 0.2)), 400
        )
        for _ in range(RUNS)
    ]

    assert 930 <= held(drawn, 0.1) <= 970


def test_the_interval_of_a_ratio_holds_the_truth():
    """Sizes of a long tail, one group planted half as large again, a thousand times."""
    random = np.random.default_rng(SEED)
    drawn = [
        comparison.ratio_of_geometric_means(
            1.5 * random.lognormal(2, 1, 150), random.lognormal(2, 1, 150), draws=500, seed=run
        )
        for run in range(RUNS)
    ]

    assert 930 <= held(drawn, 1.5) <= 970


def test_an_interval_of_answers_that_are_alike_holds_the_truth():
    """A hundred firms of up to six answers, a firm's all the same: a planted share of .3."""
    random = np.random.default_rng(SEED)
    intervals, naive = [], []
    for _ in range(RUNS):
        sizes = random.integers(1, 7, 100).astype(float)
        hits = sizes * (random.random(100) < 0.3)
        share, worth = hits.sum() / sizes.sum(), comparison.effective_size(hits, sizes)
        intervals.append(comparison.wilson_share(share * worth, worth))
        naive.append(comparison.wilson_share(hits.sum(), sizes.sum()))

    assert 930 <= held(intervals, 0.3) <= 970
    assert held(naive, 0.3) < 800


@given(count=st.integers(1, 30), hits=st.integers(0, 30))
def test_answers_of_one_each_are_worth_themselves_or_less(count, hits):
    """With one answer a unit there is nothing to be alike."""
    answers = np.zeros(count)
    answers[:hits] = 1

    assert comparison.effective_size(answers, np.ones(count)) <= count + 1e-9
    assert comparison.effective_size(answers, np.ones(count)) > 0.5 * count - 1e-9


def test_no_difference_found_is_not_no_difference():
    """Of a few, neither a difference nor its absence can be said; of many, the absence can."""
    few, many = np.array([3.0, 9.0, 20.0]), np.tile([3.0, 9.0, 20.0], 400)

    assert comparison.welch_test(few, few).p == 1
    assert not comparison.equivalence_test(few, few, 1).is_equivalent
    assert comparison.equivalence_test(many, many, 1).is_equivalent


@pytest.mark.parametrize("b", [[4.0], [4.0, 4.0]])
def test_without_spread_nothing_is_claimed(b):
    """One figure, or all alike: a difference, no interval, no p."""
    a, b = np.array([5.0, 5.0]), np.array(b)

    assert comparison.welch_test(a, b) == comparison.MeanDifference(1.0, None, None, None)
    assert not comparison.equivalence_test(a, b, 2).is_equivalent
    assert comparison.standardised_difference(a, b) is None
    assert comparison.paired_t_test(b).p is None


def test_units_are_drawn_whole():
    """Two rows of one unit are in a draw as often as each other, so their sum moves together."""
    rows = np.array([[1.0, 0.0], [0.0, 1.0], [5.0, 5.0]])
    drawn = comparison.drawn_sums(comparison.sums_by_unit(rows, ["a", "a", "b"]), 50, SEED)

    assert (drawn[:, 0] == drawn[:, 1]).all()
    assert len(np.unique(drawn[:, 0])) == 3


@given(figures=st.lists(st.floats(-5, 5), min_size=1, max_size=20), seed=st.integers(0, 99))
def test_a_seed_draws_the_same_units_whatever_the_figures(figures, seed):
    """So that two columns, or two calls, can be subtracted draw by draw."""
    a = np.array(figures)
    both = comparison.drawn_means(np.column_stack([a, 2 * a]), 20, seed)

    assert both[:, 1] == pytest.approx(2 * both[:, 0])
    assert comparison.drawn_means(a, 20, seed) == pytest.approx(both[:, 0])


def test_a_geometric_mean_of_nothing_is_refused():
    """Firms without employees have to be counted apart first."""
    with pytest.raises(ValueError, match="over 0"):
        comparison.ratio_of_geometric_means(np.array([0.0, 2.0]), np.array([1.0]))


@given(values=st.lists(st.floats(0, 1), min_size=1, max_size=12))
def test_adjusted_values_are_larger_and_keep_their_order(values):
    """Holm never makes a p smaller, never above 1, and never turns two round."""
    p_values = {str(n): p for n, p in enumerate(values)}

    adjusted = comparison.holm(p_values)

    assert all(p_values[name] <= adjusted[name] <= 1 for name in p_values)
    ordered = sorted(p_values, key=lambda name: p_values[name])
    assert [adjusted[name] for name in ordered] == sorted(adjusted.values())
