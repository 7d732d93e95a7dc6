"""Whether activities follow the firms is told against what chance alone gives."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.analysis.coverage import (
    dissimilarity,
    expected_dissimilarity,
    follows_firms,
)
from ecosystem.analysis.coverage.chance import _every_placement
from ecosystem.analysis.presence import locational_gini
from ecosystem.model.errors import EcosystemError
from ecosystem.sources.files.folders import shipped_folder, tables_folder

F = pd.Series([60.0, 30, 10])
A = pd.Series([10.0, 8, 2])


def test_the_worked_case_of_dissimilarity():
    """D .100, Gini .110, exact E[D] .109, sd .064 (methods, 4, case 1)."""
    measure = follows_firms(A, F, draws=20_000)

    assert measure["dissimilarity"] == pytest.approx(0.1)
    assert measure["dissimilarity_expected"] == pytest.approx(0.109, abs=0.002)
    assert measure["z"] == pytest.approx(-0.14, abs=0.03)
    assert measure["is_beyond_chance"] is False
    assert locational_gini(A, F) == pytest.approx(0.11)


def test_ten_times_the_activities_make_the_same_share_beyond_chance():
    """D .100 again, but E[D] .035 (sd .020): z 3.26 (methods, 4, case 1)."""
    measure = follows_firms(10 * A, F, draws=20_000)

    assert measure["dissimilarity"] == pytest.approx(0.1)
    assert measure["dissimilarity_expected"] == pytest.approx(0.035, abs=0.001)
    assert measure["z"] == pytest.approx(3.26, abs=0.1)
    assert measure["is_beyond_chance"] is True


def test_random_placement_is_told_as_chance():
    """50 addresses at random in proportion to firms: within the interval in 95 of 100 seeds.

    Over 2,000 seeds it is 95 of 100; of the first 100 alone chance may make it a few fewer.
    """
    firms = pd.Series(np.random.default_rng(11).integers(1, 400, 98).astype(float))
    share = firms / firms.sum()
    placed = [
        pd.Series(np.random.default_rng(seed).multinomial(50, share).astype(float))
        for seed in range(2000)
    ]
    measures = [
        follows_firms(measure, firms, seed=seed) for seed, measure in enumerate(placed[:100])
    ]
    around, expected = measures[0]["beyond_high"], measures[0]["dissimilarity_expected"]

    inside = [
        measure["beyond_low"] <= measure["beyond_chance"] <= measure["beyond_high"]
        for measure in measures
    ]
    assert sum(inside) >= 93
    beyond = np.array([dissimilarity(measure, firms) for measure in placed]) - expected
    assert 0.945 < np.mean(np.abs(beyond) <= around) < 0.965
    assert abs(np.mean(beyond)) < 0.002


def test_a_placement_that_avoids_the_firms_is_beyond_chance():
    """The same 50 addresses in the areas with fewest firms."""
    firms = pd.Series(np.geomspace(1, 400, 98))
    away = pd.Series(np.where(np.arange(98) < 50, 1.0, 0.0))

    assert follows_firms(away, firms)["is_beyond_chance"] is True


@pytest.mark.parametrize(
    ("addresses", "expected", "low", "high"),
    [
        (50, 0.515, 0.454, 0.581),
        (150, 0.293, None, None),
        (500, 0.160, None, None),
        (2000, 0.080, None, None),
        (10_000, 0.036, None, None),
    ],
)
def test_the_expectation_over_the_98_municipalities(addresses, expected, low, high):
    """By their inhabitants (methods, D3): few addresses look badly placed by chance alone."""
    people = pd.read_csv(tables_folder(shipped_folder()) / "municipalities.csv")["population"]

    chance = expected_dissimilarity(addresses, people.astype(float))

    assert chance["expected"] == pytest.approx(expected, abs=0.0011)
    if low is not None:
        assert (chance["low"], chance["high"]) == pytest.approx((low, high), abs=0.004)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.integers(1, 50), min_size=2, max_size=4), st.integers(1, 12))
def test_every_placement_gives_what_many_draws_give(firms, addresses):
    """Exact and simulated agree; De Moivre's mean is the mean over every placement."""
    counts = pd.Series(firms, dtype=float)
    exact = expected_dissimilarity(addresses, counts, method="exact")
    drawn = expected_dissimilarity(addresses, counts, method="simulated", draws=4000, seed=1)
    D, likely = _every_placement(addresses, (counts / counts.sum()).to_numpy())

    assert likely.sum() == pytest.approx(1)
    assert exact["expected"] == pytest.approx(D @ likely)
    assert drawn["sd"] == pytest.approx(exact["sd"], abs=0.02)


def test_more_placements_than_fit_are_refused():
    """Drawing some of them is the way then."""
    with pytest.raises(EcosystemError, match="Draw some"):
        expected_dissimilarity(50, pd.Series(np.ones(98)), method="exact")


def test_counts_below_zero_are_refused():
    """Minus two firms are a fault in the data, not a share."""
    with pytest.raises(ValueError, match="below zero"):
        dissimilarity(pd.Series([3, 1]), pd.Series([5, -2]))


@pytest.mark.parametrize(
    ("activities", "firms"),
    [(A * np.nan, F), (A * 0, F), (A, F * 0), (A, F.mask(F == 10))],
)
def test_what_is_not_recorded_has_no_dissimilarity(activities, firms):
    """No offices recorded, none at all, no firms, a municipality of which nobody knows."""
    assert follows_firms(activities, firms)["dissimilarity"] is None
    assert dissimilarity(activities, firms) is None
