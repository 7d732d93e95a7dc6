"""Where to add presence: exact, against spopt and against trying every choice."""

from itertools import combinations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.analysis.siting import (
    Plan,
    fewest_places,
    least_distance,
    least_worst_distance,
    most_covered,
    site_presence,
)
from ecosystem.model.errors import EcosystemError, NotRecordedError

CODES = ["0101", "0147", "0151", "0153", "0155"]
ON_A_LINE = pd.DataFrame(
    np.abs(np.subtract.outer(np.arange(5) * 10.0, np.arange(5) * 10.0)), index=CODES, columns=CODES
)
FIRMS = pd.Series([10.0, 20, 30, 5, 1], index=CODES)
NOWHERE = pd.Series(data=False, index=CODES)
NO_WAY = pd.Series(np.nan, index=CODES)


def sited(plan, firms=FIRMS, is_reached=NOWHERE, nearest=NO_WAY):
    """Five municipalities on a line, ten kilometres apart."""
    return site_presence(firms, ON_A_LINE, is_reached, nearest, plan)


def test_the_middle_of_the_most_firms_is_chosen():
    """One place within 10 km reaches 60 of 66 firms from the second municipality."""
    siting = sited(Plan(add=1, within=10))

    assert [choice.municipality_code for choice in siting.choices] == ["0147"]
    assert siting.choices[0].firms_newly_reached == 60
    assert siting.covered_before == 0
    assert siting.covered_after == pytest.approx(60 / 66)


def test_each_choice_tells_what_it_adds():
    """The second place is counted by what the first one leaves; the sum is all newly reached."""
    siting = sited(Plan(add=2, within=10))

    gains = [choice.firms_newly_reached for choice in siting.choices]
    assert gains == [60, 6]
    assert siting.covered_after == 1


def test_firms_that_are_reached_already_do_not_count():
    """With an office at the first place only the other end is new."""
    reached = pd.Series([True, True, False, False, False], index=CODES)
    siting = sited(Plan(add=1, within=10), is_reached=reached, nearest=ON_A_LINE["0101"])

    assert siting.covered_before == pytest.approx(30 / 66)
    assert siting.choices[0].municipality_code == "0153"
    assert siting.choices[0].firms_newly_reached == 36


def test_existing_offices_may_be_let_go():
    """Choosing anew forgets where offices are."""
    reached = pd.Series([False, False, False, False, True], index=CODES)
    siting = sited(
        Plan(add=1, within=10, is_fixed=False), is_reached=reached, nearest=ON_A_LINE["0155"]
    )

    assert siting.covered_before == pytest.approx(1 / 66)
    assert siting.covered_after == pytest.approx(60 / 66)


def test_nearly_as_good_places_are_told():
    """Between near-ties people decide."""
    even = pd.Series([10.0, 10, 10, 10, 10], index=CODES)
    siting = sited(Plan(add=1, within=10), firms=even)

    others = {choice.municipality_code for choice in siting.alternatives}
    assert others | {siting.choices[0].municipality_code} == {"0147", "0151", "0153"}
    assert all(choice.loss == 0 for choice in siting.alternatives)


def test_a_place_that_loses_more_than_one_per_cent_is_not_an_alternative():
    """1 of 100 is told, 2 of 100 are not."""
    firms = pd.Series([50.0, 0, 0, 0, 49.5], index=CODES)
    siting = sited(Plan(add=1, within=0), firms=firms)
    worse = sited(Plan(add=1, within=0), firms=firms.replace(49.5, 49.0))

    assert [choice.municipality_code for choice in siting.alternatives] == ["0155"]
    assert worse.alternatives == ()


def test_the_least_way_is_another_question():
    """The median of the firms, not the place that reaches most."""
    siting = sited(Plan(add=1, within=10, goal="distance"))

    assert siting.choices[0].municipality_code == "0151"
    assert siting.mean_km_after == pytest.approx((200 + 200 + 50 + 20) / 66)
    assert siting.mean_km_before is None


def test_adding_nothing_changes_nothing():
    """K may be zero."""
    siting = sited(Plan(add=0, within=10))

    assert siting.choices == ()
    assert siting.covered_after == siting.covered_before


@pytest.mark.parametrize("add", [-1, 6])
def test_more_places_than_municipalities_are_refused(add):
    """And fewer than none."""
    with pytest.raises(EcosystemError, match="ask for 0 to 5"):
        sited(Plan(add=add, within=10))


def test_without_firms_no_place_is_better():
    """None recorded, none in the position, and a negative number."""
    with pytest.raises(NotRecordedError, match="records no firms"):
        sited(Plan(add=1, within=10), firms=FIRMS * np.nan)
    with pytest.raises(EcosystemError, match="no firm in this position"):
        sited(Plan(add=1, within=10), firms=FIRMS * 0)
    with pytest.raises(EcosystemError, match="negative"):
        sited(Plan(add=1, within=10), firms=FIRMS.replace(1.0, -1.0))


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
        whole = LSCP.from_cost_matrix(km, 60).solve(solver)

    near = km <= 40
    covered = firms[near[:, most_covered(firms, near, 4)].any(axis=1)].sum()
    assert covered == firms[[bool(is_covered) for is_covered in covering.cli2fac]].sum()
    way = firms @ km[:, least_distance(firms, km, 4)].min(axis=1)
    assert way == pytest.approx(median.problem.objective.value())
    worst = km[:, least_worst_distance(firms, km, 4)].min(axis=1).max()
    assert worst == pytest.approx(centre.problem.objective.value())
    assert len(fewest_places(firms, km <= 60)) == whole.problem.objective.value()


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


def test_the_longest_way_is_a_third_question():
    """One place in the middle; what it costs in firms reached is told beside it."""
    siting = sited(Plan(add=1, within=10, goal="worst"))

    assert [choice.municipality_code for choice in siting.choices] == ["0151"]
    assert (siting.worst_km_before, siting.worst_km_after) == (None, 20)
    assert siting.covered_after < sited(Plan(add=1, within=10)).covered_after


def test_how_many_places_would_reach_all_is_told():
    """Two within 10 km; none more when all is reached; unknown where a place has no way at all."""
    everywhere = pd.Series(data=True, index=CODES)
    islands = pd.DataFrame(np.full((5, 5), np.nan), index=CODES, columns=CODES)

    assert sited(Plan(add=1, within=10)).places_for_all == 2
    assert sited(Plan(add=0, within=10), is_reached=everywhere).places_for_all == 0
    nowhere = site_presence(FIRMS, islands, NOWHERE, NO_WAY, Plan(add=1, within=10))
    assert nowhere.places_for_all is None


def test_a_place_that_adds_nothing_has_no_alternatives():
    """When all is reached, any other place would do as well, and saying so helps nobody."""
    everywhere = pd.Series(data=True, index=CODES)
    siting = sited(Plan(add=2, within=10), is_reached=everywhere, nearest=ON_A_LINE["0101"] * 0)

    assert [choice.firms_newly_reached for choice in siting.choices] == [0, 0]
    assert siting.alternatives == ()


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
