"""Exact choices of places: against spopt, a published case, and trying every choice."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.analysis.siting import (
    fewest_places,
    least_distance,
    least_worst_distance,
    most_covered,
)
from ecosystem.model.errors import EcosystemError


def test_a_choice_that_cannot_serve_all_is_told():
    """Two islands without a way between them, one place."""
    km = np.array([[0.0, np.inf], [np.inf, 0.0]])

    with pytest.raises(EcosystemError, match="No choice of places"):
        least_distance(np.array([1.0, 1.0]), km, 1)


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 3))
def test_no_choice_is_better_than_the_chosen(seed, add):
    """Every choice of up to three among eight places, tried one by one."""
    dice = np.random.default_rng(seed)
    points = dice.uniform(0, 100, (8, 2))
    km = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    firms = dice.integers(0, 20, 8).astype(float)
    near = km <= 30

    covered = firms[near[:, most_covered(firms, near, add)].any(axis=1)].sum()
    way = firms @ km[:, least_distance(firms, km, add)].min(axis=1)

    choices = [list(choice) for choice in combinations(range(8), add)]
    assert covered == max(firms[near[:, c].any(axis=1)].sum() for c in choices)
    assert way == pytest.approx(min(firms @ km[:, c].min(axis=1) for c in choices))


def test_the_same_is_chosen_by_spopt():
    """Covering most, covering all, least way and least worst way: equal objectives, one solver."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pulp
        from spopt.locate import LSCP, MCLP, PCenter, PMedian

    dice = np.random.default_rng(7)
    points = dice.uniform(0, 300, (40, 2))
    km = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    firms = dice.integers(1, 50, 40).astype(float)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        solver = pulp.HiGHS(msg=False)
        covering = MCLP.from_cost_matrix(km, firms, 40, p_facilities=4).solve(solver)
        median = PMedian.from_cost_matrix(km, firms, p_facilities=4).solve(solver)
        centre = PCenter.from_cost_matrix(km, p_facilities=4).solve(solver)
        set_cover = LSCP.from_cost_matrix(km, 60).solve(solver)

    near = km <= 40
    covered = firms[near[:, most_covered(firms, near, 4)].any(axis=1)].sum()
    assert covered == firms[[bool(is_covered) for is_covered in covering.cli2fac]].sum()
    way = firms @ km[:, least_distance(firms, km, 4)].min(axis=1)
    assert way == pytest.approx(median.problem.objective.value())
    worst = km[:, least_worst_distance(firms, km, 4)].min(axis=1).max()
    assert worst == pytest.approx(centre.problem.objective.value())
    assert len(fewest_places(firms, km <= 60)) == set_cover.problem.objective.value()


KILROY = np.array(
    [
        [0, 10, 20, 30, 30, 20],
        [10, 0, 25, 35, 20, 10],
        [20, 25, 0, 15, 30, 20],
        [30, 35, 15, 0, 15, 25],
        [30, 20, 30, 15, 0, 14],
        [20, 10, 20, 25, 14, 0],
    ],
    dtype=float,
)
"""Minutes between six cities (Winston, Operations Research, 4th ed. 2004, 9.2, example 5)."""


def test_the_published_case_of_fire_stations():
    """Two stations, in cities 2 and 4, bring six cities within 15 minutes (Winston 2004)."""
    all_cities = np.ones(6)

    assert fewest_places(all_cities, KILROY <= 15) == [1, 3]
    assert most_covered(all_cities, KILROY <= 15, 2) == [1, 3]
    assert KILROY[:, least_worst_distance(all_cities, KILROY, 2)].min(axis=1).max() == 15


def test_cities_without_firms_need_no_station():
    """Only what has demand has to be reached."""
    assert fewest_places(np.array([1.0, 1, 0, 0, 0, 0]), KILROY <= 10) in ([0], [1])
    assert fewest_places(np.zeros(6), KILROY <= 10) == []


def test_an_area_no_place_reaches_is_told():
    """It cannot be covered by any number of places."""
    with pytest.raises(EcosystemError, match="No choice of places"):
        fewest_places(np.ones(2), np.array([[True], [False]]))
    with pytest.raises(EcosystemError, match="No choice of places"):
        least_worst_distance(np.ones(2), np.array([[0.0], [np.inf]]), 1)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 3))
def test_no_choice_has_a_shorter_longest_way(seed, add):
    """Every choice among seven places tried one by one, with an office that is there already."""
    dice = np.random.default_rng(seed)
    points = dice.uniform(0, 100, (7, 2))
    km = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    firms = dice.integers(0, 3, 7).astype(float)
    firms[0] = 1
    existing_km = np.where(dice.random(7) < 0.5, dice.uniform(0, 60, 7), np.nan)

    def worst(places):
        return np.fmin(existing_km, km[:, list(places)].min(axis=1))[firms > 0].max()

    places = least_worst_distance(firms, km, add, existing_km)

    assert len(places) == add
    assert worst(places) == pytest.approx(min(worst(c) for c in combinations(range(7), add)))


def test_greedy_choice_would_miss_the_best_pair():
    """Greedy takes the middle first and ends below the best pair."""
    near = np.array(
        [[1, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0], [0, 1, 1], [0, 0, 1], [0, 0, 1]], dtype=bool
    )
    firms = np.array([4.0, 4, 5, 1, 5, 4, 4])
    wide = np.column_stack([near, [0, 1, 1, 1, 1, 1, 0]]).astype(bool)

    pair = most_covered(firms, wide, 2)

    assert pair == [0, 2]
    assert firms[wide[:, pair].any(axis=1)].sum() == 26
