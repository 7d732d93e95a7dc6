"""Quotients, their limits, shrinkage and bands, on worked cases and against esda."""

import numpy as np
import pandas as pd
import pytest

from ecosystem.analysis.presence import (
    PresenceBand,
    exact_limits,
    location_quotient,
    log_delta_limits,
    presence,
    shrink,
    standardised_quotient,
)
from ecosystem.model.errors import EcosystemError

X = pd.Series([4, 18, 90, 388], index=list("ABCD"))

N = pd.Series([40, 200, 1760, 8000], index=list("ABCD"))


def test_the_worked_case_of_the_location_quotient():
    """Area A by exact limits, area B by the log-delta ones (methods, 2.2, case 1)."""
    quotients = location_quotient(X, N)

    assert quotients.loc["A"].round(2).tolist() == [2.00, 0.54, 5.12, 2.0]
    assert quotients.loc["B"].round(2).tolist() == [1.80, 1.17, 2.78, 10.0]


def test_both_kinds_of_limits_can_be_asked_for():
    """A: log-delta .79-5.05 (se .473), exact .54-5.12; B: exact 1.07-2.84 (methods, 2.2)."""
    wide = log_delta_limits(X, N)
    exact = exact_limits(X, location_quotient(X, N)["expected"])

    assert wide.loc["A"].round(3).tolist() == [0.792, 5.05, 0.473]
    assert wide.loc["B", ["low", "high"]].round(2).tolist() == [1.17, 2.78]
    assert wide.loc["B", "se"] == pytest.approx(0.221, abs=0.001)
    assert exact.loc["A"].round(3).tolist() == [0.545, 5.121]
    assert exact.loc["B"].round(2).tolist() == [1.07, 2.84]


def test_none_at_all_has_an_upper_limit():
    """No firm where 10 are expected: a quotient of 0, at most .369."""
    quotients = location_quotient(pd.Series([0, 100]), pd.Series([1000, 9000]))

    assert quotients.loc[0, "location_quotient"] == 0
    assert quotients.loc[0, "lq_low"] == 0
    assert quotients.loc[0, "lq_high"] == pytest.approx(3.69 / 10, abs=0.001)


def test_an_area_without_units_has_no_quotient():
    """There is nothing to take a share of."""
    quotients = location_quotient(pd.Series([0, 5]), pd.Series([0, 50]))

    assert quotients.loc[0, ["location_quotient", "lq_low", "lq_high"]].isna().all()


@pytest.mark.parametrize(("x", "n"), [(-1, 10), (11, 10)])
def test_counts_that_cannot_be_are_refused(x, n):
    """Negative firms, or more of the position than there are."""
    with pytest.raises(EcosystemError, match="a: "):
        location_quotient(pd.Series([x], index=["a"]), pd.Series([n], index=["a"]))


def test_the_worked_case_of_shrinkage():
    """A 1.019 (.836-1.220), B 1.070 (.889-1.268): neither is present (methods, 2.2, case 2)."""
    shrunk = shrink(X, location_quotient(X, N)["expected"]).round(3)

    assert shrunk.loc["A"].tolist() == [1.019, 0.836, 1.220, 0.019]
    assert shrunk.loc["B"].tolist() == [1.070, 0.889, 1.268, 0.088]


def test_shrinkage_agrees_with_esda():
    """Marshall's estimator with the expected number as exposure."""
    from esda.smoothing import Empirical_Bayes

    dice = np.random.default_rng(5)
    expected = pd.Series(dice.uniform(1, 40, 60))
    observed = pd.Series(dice.poisson(expected * dice.gamma(20, 1 / 20, 60)))

    shrunk = shrink(observed, expected)["lq_shrunk"]

    oracle = Empirical_Bayes(observed.to_numpy(), expected.to_numpy()).r.flatten()
    assert shrunk.to_numpy() == pytest.approx(oracle)


def test_areas_that_differ_by_chance_alone_have_no_interval():
    """Nothing between the areas: each gets the whole's rate and no claim is made."""
    shrunk = shrink(pd.Series([10, 10]), pd.Series([10.0, 10.0]))

    assert shrunk["lq_shrunk"].tolist() == [1, 1]
    assert shrunk["shrunk_low"].isna().all()


def test_bands_need_five_and_an_interval_clear_of_one():
    """Over, as expected, too few to say, and no data."""
    count = pd.Series([60.0, 100, 4, np.nan], index=list("abcd"))
    total = pd.Series([200.0, 5000, 200, 100], index=list("abcd"))

    bands = presence(pd.DataFrame({"count": count, "total": total}))["band"]

    assert bands.tolist() == [
        PresenceBand.OVER.value,
        PresenceBand.UNDER.value,
        PresenceBand.TOO_FEW.value,
        PresenceBand.UNKNOWN.value,
    ]


def test_chance_alone_rarely_makes_an_area_stand_out():
    """98 areas without specialisation: after shrinkage at most one is called over or under."""
    dice = np.random.default_rng(1)
    total = pd.Series(dice.integers(300, 20_000, 98)).astype(float)
    claims = []
    for _ in range(20):
        count = pd.Series(dice.binomial(total.astype(int), 0.02)).astype(float)
        bands = presence(pd.DataFrame({"count": count, "total": total}))["band"]
        claims.append(bands.isin(["over", "under"]).sum())

    assert np.mean(claims) < 1


def test_standardised_quotients_compare_areas():
    """Mean 0 and standard deviation 1 over the areas."""
    quotients = standardised_quotient(X, N)

    assert quotients.mean() == pytest.approx(0)
    assert quotients.std(ddof=1) == pytest.approx(1)
    assert quotients.idxmax() == "A"
