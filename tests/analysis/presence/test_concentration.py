"""How concentrated a position is: worked cases, and the package inequality."""

import numpy as np
import pandas as pd
import pytest

from ecosystem.analysis.presence import (
    by_group,
    ellison_glaeser,
    hoover_index,
    krugman_index,
    locational_gini,
    plant_herfindahl,
)


def test_plants_that_chose_at_random_are_not_concentrated():
    """Ellison and Glaeser's measure is zero in the mean of random placements."""
    dice = np.random.default_rng(3)
    area = pd.Series(dice.dirichlet(np.ones(20)))
    drawn = dice.multinomial(50, area, size=800) / 50

    gamma = [ellison_glaeser(pd.Series(row), area, 1 / 50) for row in drawn]

    assert np.mean(gamma) == pytest.approx(0, abs=0.003)


def test_a_group_with_an_unknown_count_is_unknown():
    """A sum that leaves out what nobody knows would look like a fact."""
    table = pd.DataFrame({"firms": [1.0, np.nan, 3.0]}, index=["a", "b", "c"])

    sums = by_group(table, {"a": "vest", "b": "vest", "c": "øst"})

    assert np.isnan(sums.loc["vest", "firms"])
    assert sums.loc["øst", "firms"] == 3


def test_the_indices_of_one_worked_case():
    """Shares .5 .4 .1 against .6 .3 .1: Krugman .2, Hoover .1, Gini .11 (methods, 4, case 1)."""
    count, total = pd.Series([10, 8, 2]), pd.Series([60, 30, 10])

    assert krugman_index(count, total) == pytest.approx(0.2)
    assert hoover_index(count, total) == pytest.approx(0.1)
    assert locational_gini(count, total) == pytest.approx(0.11)
    assert krugman_index(count * 0, total) is None


def test_the_gini_agrees_with_the_package_inequality():
    """Over areas of equal size the locational Gini is the ordinary one."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from inequality.gini import Gini

    count = pd.Series(np.random.default_rng(4).integers(0, 50, 40))

    gini = locational_gini(count, pd.Series(np.full(40, 100)))

    assert gini == pytest.approx(Gini(count.to_numpy()).g)


def test_one_plant_alone_has_no_concentration_beyond_itself():
    """Four equal plants: H is a quarter. All in one plant: nothing is left to be concentrated."""
    assert plant_herfindahl(pd.Series([10, 10, 10, 10])) == 0.25
    assert plant_herfindahl(pd.Series([], dtype=float)) is None
    assert ellison_glaeser(pd.Series([1.0, 0]), pd.Series([0.5, 0.5]), 1.0) is None


def test_a_worked_case_of_ellison_and_glaeser():
    """Shares (.6, .4, 0) of the position, (.5, .3, .2) of all, ten equal plants.

    G = .06, 1 - sum x^2 = .62, H = .1: gamma = (.06/.62 - .1)/.9 = -.0036.
    """
    s, x = pd.Series([0.6, 0.4, 0.0]), pd.Series([0.5, 0.3, 0.2])

    assert ellison_glaeser(s, x, 0.1) == pytest.approx(-0.00358, abs=1e-5)
