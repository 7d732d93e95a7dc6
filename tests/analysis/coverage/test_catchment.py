"""Offices are shared among the firms in their reach."""

import numpy as np
import pandas as pd
import pytest

from ecosystem.analysis.coverage import access_to_offices, floating_catchment, measure_reach
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


@pytest.mark.parametrize("method", ["2SFCA", "E2SFCA", "3SFCA"])
def test_catchments_agree_with_access(method):
    """The package access on the same places, by three of its methods."""
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from access import Access
        from access.weights import step_fn

    km = np.array([[5.0, 25], [15, 5], [60, 25]])
    demand = pd.DataFrame({"id": [0, 1, 2], "f": FIRMS})
    supply = pd.DataFrame({"id": [10, 11], "s": SUPPLY})
    rows = [{"origin": i, "dest": 10 + k, "cost": km[i, k]} for i in range(3) for k in range(2)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        asked = Access(
            demand_df=demand,
            demand_index="id",
            supply_index="id",
            demand_value="f",
            supply_df=supply,
            supply_value="s",
            cost_df=pd.DataFrame(rows),
            cost_origin="origin",
            cost_dest="dest",
            cost_name="cost",
        )
        steps = {"weight_fn": step_fn({10: 1, 20: 0.42, 30: 0.09})}
        oracle = {
            "2SFCA": lambda: asked.two_stage_fca("t", cost="cost", max_cost=30),
            "E2SFCA": lambda: asked.enhanced_two_stage_fca("t", cost="cost", max_cost=30, **steps),
            "3SFCA": lambda: asked.three_stage_fca("t", cost="cost", max_cost=30, **steps),
        }[method]()
    weight = np.select([km <= 10, km <= 20, km <= 30], [1, 0.42, 0.09], 0.0)

    ours = floating_catchment(FIRMS, SUPPLY, weight, method)

    assert ours == pytest.approx(oracle.reindex([0, 1, 2]).fillna(0).to_numpy().ravel())


def test_access_falls_with_the_way_to_the_office():
    """One office, 30 firms in its own municipality and 10 far away."""
    register = an_ecosystem()
    reach = measure_reach(register, "energi", TODAY)
    firms = pd.Series([10.0, 30], index=[FAR, NEAR])

    access = access_to_offices(register, reach, firms, TODAY, 50)

    assert access[NEAR] == pytest.approx(1000 / 30)
    assert access[FAR] == 0
    assert access_to_offices(register, reach, firms * np.nan, TODAY, 50) is None
