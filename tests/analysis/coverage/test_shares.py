"""Which share of the firms is reached: in all, by distance and by group."""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ecosystem.analysis.coverage import coverage_rate, reach_curve, share_covered_by

F = pd.Series([60.0, 30, 10])


def test_the_reach_curve_steps_where_an_office_comes_near():
    """Every distance at which the share rises; equal ones once, unknown ones nowhere."""
    km = pd.Series([10.0, 10, np.nan, 40])
    curve = reach_curve(pd.Series([30.0, 30, 10, 30]), km)

    assert curve.to_dict() == {10.0: 0.6, 40.0: 0.9}
    assert reach_curve(F, pd.Series([10.0, 40, 70]), [9.9, 10, 70]).tolist() == [0, 0.6, 1]
    assert reach_curve(F * 0, pd.Series([10.0, 40, 70]), [30]).isna().all()


def test_the_share_of_firms_reached_has_bounds():
    """Unknown municipalities are in the upper bound alone."""
    states = pd.Series(["overlap", "unknown", "uncovered"])

    assert coverage_rate(F, states) == {"coverage_rate": 0.6, "coverage_rate_high": 0.9}
    assert coverage_rate(F * np.nan, states)["coverage_rate"] is None
    assert coverage_rate(F * 0, states)["coverage_rate"] is None


@settings(deadline=None)
@given(arrays(float, 5, elements=st.floats(0, 200)))
def test_the_reach_curve_never_falls(km):
    """More distance never reaches fewer firms."""
    curve = reach_curve(pd.Series([1.0, 2, 3, 4, 5]), pd.Series(km), range(0, 201, 20))

    assert curve.is_monotonic_increasing
    assert curve.iloc[-1] == 1


def test_a_group_is_told_with_its_states():
    """Rural and urban municipalities side by side."""
    groups = pd.Series(["by", "land", "land"])
    states = pd.Series(["covered", "unknown", "uncovered"])

    table = share_covered_by(groups, F, states)

    assert table.loc["by", "coverage_rate"] == 1
    assert table.loc["land", ["coverage_rate", "coverage_rate_high"]].tolist() == [0, 0.75]
    assert table.loc["land", ["uncovered", "unknown"]].tolist() == [1, 1]
