"""Shares that have gone on, held against statsmodels and against sums written out."""

import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from statsmodels.duration.survfunc import CumIncidenceRight, SurvfuncRight, survdiff

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
def test_kaplan_meier_and_greenwood_are_those_of_statsmodels(sample):
    """Share and interval after each event, with ties."""
    is_event = sample.states == ONWARD
    if not is_event.any():
        return
    oracle = SurvfuncRight(sample.days, is_event.astype(float))
    curve = kaplan_meier(sample)
    horizons = tuple(oracle.surv_times.tolist())
    rows = zip(
        shares_at(sample, curve, horizons),
        oracle.surv_prob,
        oracle.surv_prob_se,
        oracle.n_risk,
        strict=True,
    )
    for at, survival, error, at_risk in rows:
        assert at.share == pytest.approx(1 - survival, abs=1e-9)
        assert at.at_risk == at_risk
        if at.low is None:
            assert not 1e-9 < survival < 1 - 1e-9
            continue
        wide = 1.959963984540054 * error / (survival * abs(np.log(survival)))
        ends = [1 - survival ** np.exp(side * wide) for side in (-1, 1)]
        assert (at.low, at.high) == pytest.approx(ends, abs=1e-9)


@pytest.mark.thorough
@settings(max_examples=tries(20, 500))
@given(spells((FOLLOWED, ONWARD)), spells((FOLLOWED, ONWARD)))
def test_the_log_rank_test_is_that_of_statsmodels(first, second):
    """Two groups with ties between them."""
    p = log_rank(first, second)
    if p is None:
        return
    days = np.concatenate([first.days, second.days])
    is_event = np.concatenate([first.states, second.states]) == ONWARD
    group = np.repeat([0, 1], [len(first.days), len(second.days)])
    assert p == pytest.approx(survdiff(days, is_event, group)[1], abs=1e-9)
    assert log_rank(second, first) == pytest.approx(p, abs=1e-12)


@pytest.mark.thorough
@settings(max_examples=tries(20, 500))
@given(spells((FOLLOWED, ONWARD, CLOSED)))
def test_aalen_johansen_and_its_variance_are_those_of_statsmodels(sample):
    """With ties, of going on and closing too; where all are gone statsmodels divides by none."""
    if not (sample.states == CLOSED).any():
        return
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        oracle = CumIncidenceRight(sample.days, sample.states)
    share, variance = incidence(sample)
    assert share == pytest.approx(oracle.cinc[0], abs=1e-9)
    is_defined = np.isfinite(oracle.cinc_se[0])
    assert variance[is_defined] == pytest.approx(oracle.cinc_se[0][is_defined] ** 2, abs=1e-9)


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
