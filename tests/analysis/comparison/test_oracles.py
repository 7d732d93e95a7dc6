"""What statsmodels computes, computed without it, to nine digits, ties and all."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.nonparametric import rank_compare_2indep
from statsmodels.stats.proportion import (
    confint_proportions_2indep,
    proportion_confint,
    proportion_effectsize,
    proportions_ztest,
)
from statsmodels.stats.weightstats import CompareMeans, DescrStatsW, ttost_ind

from ecosystem.analysis import comparison

CLOSE = 1e-9


@st.composite
def counts(draw):
    """A count and the number it is of."""
    of = draw(st.integers(1, 5000))
    return draw(st.integers(0, of)), of


tied = st.lists(st.integers(0, 12).map(float), min_size=2, max_size=40).map(np.array)
"""Small whole numbers: many are equal."""
varied = tied.filter(lambda figures: figures.min() < figures.max())


@given(share=counts(), confidence=st.sampled_from([0.8, 0.95, 0.99]))
def test_wilson(share, confidence):
    """Wilson's interval, at the ends of the scale too."""
    estimate = comparison.wilson_share(*share, confidence)

    ends = proportion_confint(*share, alpha=1 - confidence, method="wilson")
    assert (estimate.low, estimate.high) == pytest.approx(np.clip(ends, 0, 1), abs=CLOSE)


@given(a=counts(), b=counts())
def test_newcombe(a, b):
    """Newcombe's hybrid score interval."""
    estimate = comparison.newcombe_difference(*a, *b)

    ends = confint_proportions_2indep(*a, *b, method="newcomb", compare="diff")
    assert (estimate.low, estimate.high) == pytest.approx(ends, abs=CLOSE)
    assert estimate.low - CLOSE <= estimate.value <= estimate.high + CLOSE


@given(a=counts(), b=counts())
def test_shares(a, b):
    """Cohen's h and the score test."""
    shares = [a[0] / a[1], b[0] / b[1]]

    assert comparison.cohens_h(*shares) == pytest.approx(proportion_effectsize(*shares), abs=CLOSE)
    if 0 < a[0] + b[0] < a[1] + b[1]:
        p = proportions_ztest([a[0], b[0]], [a[1], b[1]])[1]
        assert comparison.shares_test(*a, *b) == pytest.approx(p, abs=CLOSE)


@given(a=varied, b=tied)
def test_welch(a, b):
    """Welch's test with its interval."""
    apart = comparison.welch_test(a, b)

    means = CompareMeans(DescrStatsW(a), DescrStatsW(b))
    assert apart.p == pytest.approx(means.ttest_ind(usevar="unequal")[1], abs=CLOSE)
    ends = means.tconfint_diff(usevar="unequal")
    assert (apart.low, apart.high) == pytest.approx(ends, abs=CLOSE)


@given(a=varied)
def test_paired(a):
    """Student's t of differences."""
    apart = comparison.paired_t_test(a)

    assert (apart.low, apart.high) == pytest.approx(DescrStatsW(a).tconfint_mean(), abs=CLOSE)
    assert apart.p == pytest.approx(DescrStatsW(a).ttest_mean(0)[1], abs=CLOSE)


@given(a=varied, b=tied, margin=st.floats(0.1, 5))
def test_equivalence(a, b, margin):
    """Two one-sided Welch tests, the larger p."""
    test = comparison.equivalence_test(a, b, margin)

    p = ttost_ind(a, b, -margin, margin, usevar="unequal")[0]
    assert test.p == pytest.approx(p, abs=CLOSE)
    assert test.is_equivalent is bool(p < 0.05)


@pytest.mark.filterwarnings("ignore::RuntimeWarning")  # its own p, where no pair is tied
@given(a=varied, b=varied)
def test_cliff(a, b):
    """Twice the chance of being larger, less one; ties count half."""
    larger = rank_compare_2indep(a, b).prob1
    assert comparison.cliffs_delta(a, b) == pytest.approx(2 * larger - 1, abs=CLOSE)


@settings(max_examples=20)  # the oracle takes its time
@given(p_values=st.lists(st.sampled_from([0.0, 0.01, 0.03, 0.2, 1.0]), min_size=1, max_size=12))
def test_holm(p_values):
    """Holm's steps, equal p values and all."""
    adjusted = comparison.holm({str(n): p for n, p in enumerate(p_values)})

    expected = multipletests(p_values, method="holm")[1]
    assert [adjusted[str(n)] for n in range(len(p_values))] == pytest.approx(expected, abs=CLOSE)
