"""Offices are shared among the firms in their reach."""

import numpy as np
import pandas as pd
import pytest
from access import Access
from access.weights import step_fn
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ecosystem.analysis.coverage import (
    CoverageCriteria,
    access_to_offices,
    floating_catchment,
    measure_reach,
)
from ecosystem.analysis.day import OnDay
from tests.analysis.coverage.ecosystems import FAR, NEAR, TODAY, an_ecosystem

WEIGHT = np.array([[1, 0.5], [0.5, 1], [0, 0.5]])
FIRMS, SUPPLY = np.array([80.0, 20, 40]), np.array([10.0, 6])


@pytest.mark.parametrize("method", ["E2SFCA", "3SFCA"])
def test_what_is_shared_adds_up_to_what_there_is(method):
    """Firms times access is the supply, when every supply point has firms in reach."""
    access = floating_catchment(FIRMS, SUPPLY, WEIGHT, method)

    assert FIRMS @ access == pytest.approx(SUPPLY.sum())


def test_absolute_distance_loses_some():
    """M2SFCA: 13.19 of 16 (methods, 4, case 2)."""
    assert FIRMS @ floating_catchment(FIRMS, SUPPLY, WEIGHT, "M2SFCA") == pytest.approx(
        13.19, abs=0.01
    )


def test_a_supply_point_nobody_is_near_is_used_by_nobody():
    """It is not shared out."""
    access = floating_catchment(FIRMS, SUPPLY, WEIGHT * np.array([1, 0]))

    assert FIRMS @ access == pytest.approx(10)


def by_the_papers(firms, supply, weight, method):
    """The formulas as the papers print them, sum by sum."""
    areas, points = range(len(firms)), range(len(supply))
    if method == "2SFCA":
        w = [[float(weight[j][k] > 0) for k in points] for j in areas]
    elif method == "3SFCA":
        w = [[weight[j][k] ** 2 / (sum(weight[j]) or 1) for k in points] for j in areas]
    else:
        w = weight
    demand = [sum(firms[j] * w[j][k] for j in areas) for k in points]
    used = [[w[j][k] * (weight[j][k] if method == "M2SFCA" else 1) for k in points] for j in areas]
    return [sum(supply[k] / demand[k] * used[j][k] for k in points if demand[k] > 0) for j in areas]


@settings(deadline=None, max_examples=25)
@given(st.data(), st.integers(1, 5), st.integers(1, 3))
def test_catchments_are_the_formulas_of_the_papers(data, areas, points):
    """Also where nobody is near, where an area has no firms and where a point has no supply."""
    counts = st.integers(0, 400).map(float)
    firms = data.draw(arrays(float, areas, elements=counts))
    supply = data.draw(arrays(float, points, elements=counts))
    weight = data.draw(arrays(float, (areas, points), elements=st.sampled_from([0, 0.09, 0.42, 1])))

    for method in ("2SFCA", "E2SFCA", "3SFCA", "M2SFCA"):
        access = floating_catchment(firms, supply, weight, method)
        assert access == pytest.approx(by_the_papers(firms, supply, weight, method))


@pytest.mark.filterwarnings("ignore:The inplace keyword")  # of the package access
@pytest.mark.parametrize("method", ["2SFCA", "E2SFCA", "3SFCA"])
def test_nearness_given_stands_for_ways_and_steps(method):
    """The package access, asked with ways and its own steps, gives the same."""
    km = np.array([[5.0, 25], [15, 5], [60, 25]])
    rows = [{"origin": i, "dest": 10 + k, "cost": km[i, k]} for i in range(3) for k in range(2)]
    package = Access(
        demand_df=pd.DataFrame({"id": [0, 1, 2], "f": FIRMS}),
        demand_index="id",
        demand_value="f",
        supply_df=pd.DataFrame({"id": [10, 11], "s": SUPPLY}),
        supply_index="id",
        supply_value="s",
        cost_df=pd.DataFrame(rows),
        cost_origin="origin",
        cost_dest="dest",
        cost_name="cost",
    )
    steps = {"weight_fn": step_fn({10: 1, 20: 0.42, 30: 0.09})}
    oracle = {
        "2SFCA": lambda: package.two_stage_fca("t", cost="cost", max_cost=30),
        "E2SFCA": lambda: package.enhanced_two_stage_fca("t", cost="cost", max_cost=30, **steps),
        "3SFCA": lambda: package.three_stage_fca("t", cost="cost", max_cost=30, **steps),
    }[method]()
    weight = np.select([km <= 10, km <= 20, km <= 30], [1, 0.42, 0.09], 0.0)

    access = floating_catchment(FIRMS, SUPPLY, weight, method)

    assert access == pytest.approx(oracle.reindex([0, 1, 2]).to_numpy().ravel())


FIRMS_THERE = pd.Series([10.0, 30], index=[FAR, NEAR])


def access_of(register, firms=FIRMS_THERE, **criteria):
    """Offices per 1,000 firms, far and near."""
    reach = measure_reach(OnDay(register, TODAY), "energi", CoverageCriteria(**criteria))
    return access_to_offices(reach, firms)


def test_access_falls_with_the_way_to_the_office():
    """One office, 30 firms in its own municipality and 10 far away."""
    access = access_of(an_ecosystem())

    assert access[NEAR] == pytest.approx(1000 / 30)
    assert access[FAR] == 0
    assert access_of(an_ecosystem(), FIRMS_THERE * np.nan) is None


@pytest.mark.parametrize(("minutes", "weight"), [(30, 1), (30.1, 0.42), (60, 0.42), (90, 0.09)])
def test_access_goes_by_the_travel_times_that_are_given(minutes, weight):
    """By the road proxy it is out of reach; the minutes decide, in thirds of the 90 asked for."""
    times = pd.DataFrame(
        [(FAR, NEAR, minutes)], columns=["origin_code", "destination_code", "minutes"]
    )

    access = access_of(an_ecosystem(), within=90, times=times)

    assert access[NEAR] == pytest.approx(1000 / (30 + 10 * weight))
    assert access[FAR] == pytest.approx(weight * access[NEAR])


def test_access_is_not_known_where_the_way_is_not():
    """Not zero: nobody has said how far it is. Its firms take no part in the sharing."""
    times = pd.DataFrame([], columns=["origin_code", "destination_code", "minutes"])

    access = access_of(an_ecosystem(), within=90, times=times)

    assert np.isnan(access[FAR])
    assert access[NEAR] == pytest.approx(1000 / 30)
