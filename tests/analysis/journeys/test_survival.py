"""Shares that have gone on, held against lifelines and against sums written out."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.analysis.journeys.survival import (
    CLOSED,
    FOLLOWED,
    ONWARD,
    Spells,
    aalen_johansen,
    incidence,
    kaplan_meier,
    log_rank,
    shares_at,
)
from tests.thorough import tries

MONTHS = np.array([4, 9, 15, 6, 12, 24])


def spells(states, longest=40, fewest=2):
    """Random spells with many ties."""
    each = st.tuples(st.integers(1, longest), st.sampled_from(states))
    return st.lists(each, min_size=fewest, max_size=60).map(made)


def made(pairs):
    """Spells of pairs of days and state."""
    days, states = zip(*pairs, strict=True)
    return Spells.of(np.array(days), np.array(states))


def test_six_organisations_as_the_methods_count_them():
    """Onward after 4, 9 and 15 months, followed for 6, 12 and 24; then the one of 6 closed."""
    followed = Spells.of(MONTHS, np.array([1, 1, 1, 0, 0, 0]))
    closed = Spells.of(MONTHS, np.array([1, 1, 1, 2, 0, 0]))
    shares = [at.share for at in shares_at(followed, kaplan_meier(followed), (6, 12, 24))]
    assert np.round(shares, 3).tolist() == [0.167, 0.375, 0.688]
    shares = [at.share for at in shares_at(closed, aalen_johansen(closed), (6, 12, 24))]
    assert np.round(shares, 3).tolist() == [0.167, 0.333, 0.583]


@pytest.mark.thorough
@settings(max_examples=tries(20, 500))
@given(spells((FOLLOWED, ONWARD)))
def test_kaplan_meier_and_greenwood_are_those_of_lifelines(sample):
    """Share and both ends, at every day, with ties."""
    lifelines = pytest.importorskip("lifelines")
    fit = lifelines.KaplanMeierFitter().fit(sample.days, sample.states == ONWARD)
    horizons = tuple(range(1, int(sample.days.max()) + 1))
    ends = fit.confidence_interval_
    for at in shares_at(sample, kaplan_meier(sample), horizons):
        assert at.share == pytest.approx(1 - float(fit.predict(at.days)), abs=1e-9)
        assert at.at_risk == (sample.days >= at.days).sum()
        if at.low is not None:
            low, high = ends.loc[: at.days].iloc[-1]
            assert (1 - high, 1 - low) == pytest.approx((at.low, at.high), abs=1e-9)
        else:
            assert not 1e-12 < at.share < 1 - 1e-12


@pytest.mark.thorough
@settings(max_examples=tries(20, 500))
@given(spells((FOLLOWED, ONWARD)), spells((FOLLOWED, ONWARD)))
def test_the_log_rank_test_is_that_of_lifelines(first, second):
    """Two groups with ties between them."""
    statistics = pytest.importorskip("lifelines.statistics")
    p = log_rank(first, second)
    if p is None:
        return
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = statistics.logrank_test(
            first.days, second.days, first.states == ONWARD, second.states == ONWARD
        )
    assert p == pytest.approx(expected.p_value, abs=1e-9)
    assert log_rank(second, first) == pytest.approx(p, abs=1e-12)


@pytest.mark.thorough
@settings(max_examples=tries(20, 500))
@given(spells((FOLLOWED, ONWARD, CLOSED), longest=400).map(lambda s: (s, np.unique(s.days))))
def test_aalen_johansen_and_its_variance_are_those_of_lifelines(sample_and_days):
    """On days without ties: lifelines moves tied days apart by chance."""
    lifelines = pytest.importorskip("lifelines")
    sample, days = sample_and_days
    first = np.unique(sample.days, return_index=True)[1]
    sample = Spells.of(days, sample.states[first])
    if not (sample.states == ONWARD).any():
        return
    fitter = lifelines.AalenJohansenFitter(calculate_variance=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        fit = fitter.fit(sample.days, sample.states, event_of_interest=ONWARD)
    share, variance = incidence(sample)
    expected = fit.cumulative_density_.iloc[:, 0].reindex(sample.times).to_numpy()
    assert share == pytest.approx(expected, abs=1e-9)
    of_fit = fit.variance_.iloc[:, 0] if hasattr(fit.variance_, "columns") else fit.variance_
    told = of_fit.reindex(sample.times).to_numpy()
    is_told = np.isfinite(told)
    assert variance[is_told] == pytest.approx(told[is_told], abs=1e-9)


@given(spells((FOLLOWED, ONWARD, CLOSED)))
def test_aalen_johansen_with_ties_is_the_sum_written_out(sample):
    """Who is there, times the chance of going on that day, added up."""
    there, share, shares = 1.0, 0.0, []
    for day in np.unique(sample.days):
        at_risk = (sample.days >= day).sum()
        ended = [((sample.days == day) & (sample.states == s)).sum() for s in (ONWARD, CLOSED)]
        share += there * ended[0] / at_risk
        there *= 1 - sum(ended) / at_risk
        shares.append(share)
    assert aalen_johansen(sample).share == pytest.approx(shares, abs=1e-12)


@given(spells((FOLLOWED, ONWARD)))
def test_without_closures_both_ways_are_one(sample):
    """Share and standard error."""
    one, two = kaplan_meier(sample), aalen_johansen(sample)
    assert one.share == pytest.approx(two.share, abs=1e-12)
    is_inside = (one.share > 1e-9) & (one.share < 1 - 1e-9)
    assert one.spread[is_inside] == pytest.approx(two.spread[is_inside], rel=1e-6)


@given(spells((FOLLOWED, ONWARD, CLOSED)))
def test_a_spell_that_stands_for_several_counts_as_often(sample):
    """Counts are the same as rows."""
    rows, counts = np.unique(np.stack([sample.days, sample.states]), axis=1, return_counts=True)
    counted = Spells(rows[0], rows[1], counts)
    for estimate in (kaplan_meier, aalen_johansen):
        assert estimate(counted).share == pytest.approx(estimate(sample).share, abs=1e-12)
    assert counted.organisations == sample.organisations
    assert counted.at_risk_on(20) == sample.at_risk_on(20)


def test_nobody_followed_so_long_is_not_a_share_of_nothing():
    """After the longest follow-up the share is not known, unless all have gone on."""
    some = Spells.of(np.array([3, 5]), np.array([ONWARD, FOLLOWED]))
    assert shares_at(some, kaplan_meier(some), (6,))[0].share is None
    everyone = Spells.of(np.array([3, 5]), np.array([ONWARD, ONWARD]))
    assert shares_at(everyone, kaplan_meier(everyone), (6,))[0].share == 1
    none = shares_at(some, kaplan_meier(some), (2,))[0]
    assert (none.share, none.low, none.at_risk) == (0, None, 2)
