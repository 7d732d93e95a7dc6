"""Who reaches which municipality: four states, kept apart for office, activity and online."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from ecosystem.analysis.coverage import (
    Terms,
    _every_placement,
    access_to_offices,
    coverage_rate,
    coverage_states,
    dissimilarity,
    every_position,
    expected_dissimilarity,
    floating_catchment,
    follows_firms,
    measure_reach,
    reach_curve,
    share_covered_by,
)
from ecosystem.analysis.geography import TravelBasis
from ecosystem.analysis.presence import locational_gini
from ecosystem.model.errors import EcosystemError, UnknownIdError
from ecosystem.sources.folders import shipped_folder, tables_folder
from tests.builders import a_register

TODAY = date(2026, 3, 1)
NEAR, FAR = "0851", "0101"  # the office's own municipality, and one 220 km away
PLACES = [
    {"municipality_code": NEAR, "name": "Aalborg", "latitude": 57.05, "longitude": 9.92},
    {"municipality_code": FAR, "name": "København", "latitude": 55.68, "longitude": 12.57},
]
POSITION = {"position_id": "energi", "name_da": "Energi", "name_en": "Energy", "status": "strength"}
CLUSTER = {"actor_id": "klynge", "kind": "cluster", "name": "Klynge"}
ROLE = {"actor_id": "klynge", "position_id": "energi", "role": "designated_cluster"}


def an_office(**stated):
    """The cluster's head office in Aalborg."""
    plain = {"site_id": "kontor", "actor_id": "klynge", "municipality_code": NEAR}
    return {**plain, "kind": "headquarters", **stated}


def an_offer_row(**stated):
    """A national service of the cluster, on site and online."""
    plain = {"offer_id": "klynge.raad", "provider_actor_id": "klynge", "kind": "service"}
    more = {"name_da": "Råd", "need_ids": "finance", "area": "national", "channel": "both"}
    return {**plain, **more, **stated}


def an_activity(**stated):
    """An event the cluster held on site in Aalborg the day before."""
    plain = {"activity_id": "dag", "actor_id": "klynge", "position_id": "energi"}
    more = {"municipality_code": NEAR, "is_online": False, "date": "2026-02-28"}
    return {**plain, **more, **stated}


def an_ecosystem(without=(), **tables):
    """A cluster with one office, one national service and one event; some tables left out."""
    held = {
        "municipalities": PLACES,
        "strength_positions": [POSITION],
        "actors": [CLUSTER],
        "actor_positions": [ROLE],
        "sites": [an_office()],
        "offers": [an_offer_row()],
        "activities": [an_activity()],
        **tables,
    }
    return a_register(**{name: rows for name, rows in held.items() if name not in without})


def states_of(register, on=TODAY, **terms):
    """States of both municipalities, near and far, by office, activity and online."""
    table = coverage_states(measure_reach(register, "energi", on, Terms(**terms)))
    return {
        way: tuple(table.loc[[NEAR, FAR], f"{way}_state"])
        for way in ("office", "activity", "online")
    }


def test_the_three_ways_are_kept_apart():
    """An office and an event reach those near by, online help everybody."""
    assert states_of(an_ecosystem()) == {
        "office": ("covered", "uncovered"),
        "activity": ("covered", "uncovered"),
        "online": ("covered", "covered"),
    }


def test_a_removed_service_area_makes_unknown_and_not_uncovered():
    """Where the office reached, nobody can say any more; where it did not, it still does not."""
    register = an_ecosystem(offers=[an_offer_row(area=None)])

    assert states_of(register)["office"] == ("unknown", "uncovered")
    assert states_of(register)["online"] == ("unknown", "unknown")


def test_an_emptied_table_of_sites_makes_uncovered():
    """A header alone says that there is none."""
    assert states_of(an_ecosystem(sites=[]))["office"] == ("uncovered", "uncovered")


def test_an_absent_table_of_sites_makes_unknown():
    """Not recorded is not none."""
    assert states_of(an_ecosystem(without=["sites"]))["office"] == ("unknown", "unknown")


def test_a_table_that_is_silent_of_the_cluster_makes_unknown():
    """Its last row was removed, and those of others are still there."""
    other = an_office(actor_id="anden")

    assert states_of(an_ecosystem(sites=[other]))["office"] == ("unknown", "unknown")


def test_no_offer_of_the_cluster_makes_unknown_and_none_at_all_uncovered():
    """The same holds for the table of offers."""
    other = an_offer_row(provider_actor_id="anden")

    assert states_of(an_ecosystem(offers=[other]))["office"] == ("unknown", "uncovered")
    assert states_of(an_ecosystem(offers=[]))["office"] == ("uncovered", "uncovered")


@pytest.mark.parametrize(
    ("area", "state"), [(NEAR, "covered"), (FAR, "uncovered"), ("1081", "covered")]
)
def test_the_service_area_is_read_as_municipalities_or_regions(area, state):
    """An office near by does not help a municipality outside the area."""
    region = {
        "region_code": "1081",
        "municipality_code": NEAR,
        "valid_from": "2007-01-01",
        "name": "Region Nordjylland",
    }
    register = an_ecosystem(offers=[an_offer_row(area=area)], regions=[region])

    assert states_of(register)["office"][0] == state


def test_two_clusters_at_one_place_overlap():
    """Several actors, not several offices of one."""
    second = {**CLUSTER, "actor_id": "anden"}
    tables = {
        "actors": [CLUSTER, second],
        "actor_positions": [ROLE, {**ROLE, "actor_id": "anden"}],
        "offers": [an_offer_row(), an_offer_row(offer_id="b", provider_actor_id="anden")],
    }
    both = [an_office(), an_office(site_id="b", actor_id="anden")]
    one_twice = [an_office(), an_office(site_id="b", kind="office")]

    assert states_of(an_ecosystem(**tables, sites=both))["office"][0] == "overlap"
    assert states_of(an_ecosystem(sites=one_twice))["office"][0] == "covered"


@pytest.mark.parametrize(("kind", "state"), [("office", "covered"), ("test_facility", "uncovered")])
def test_a_test_facility_is_no_office(kind, state):
    """Nobody gives advice in a wind tunnel."""
    assert states_of(an_ecosystem(sites=[an_office(kind=kind)]))["office"][0] == state


@pytest.mark.parametrize(
    ("valid_to", "state"), [("2026-03-01", "covered"), ("2026-02-28", "uncovered")]
)
def test_an_office_that_has_closed_no_longer_covers(valid_to, state):
    """Its last day still counts."""
    register = an_ecosystem(sites=[an_office(valid_to=valid_to)])

    assert states_of(register)["office"][0] == state


@pytest.mark.parametrize(
    ("checked", "state"), [("2024-03-01", "covered"), ("2024-02-29", "unknown"), (None, "covered")]
)
def test_a_row_confirmed_too_long_ago_makes_unknown(checked, state):
    """730 days are still good, 731 are not; a row nobody dated is taken as it stands."""
    assert states_of(an_ecosystem(sites=[an_office(checked=checked)]))["office"][0] == state
    assert states_of(an_ecosystem(offers=[an_offer_row(checked=checked)]))["office"][0] == state


@pytest.mark.parametrize(
    ("tables", "states"),
    [
        ({"activities": []}, ("uncovered", "uncovered")),
        ({"activities": [an_activity(actor_id="anden")]}, ("unknown", "unknown")),
        ({"activities": [an_activity(municipality_code=None)]}, ("unknown", "unknown")),
        ({"activities": [an_activity(is_online=True)]}, ("uncovered", "uncovered")),
        ({"activities": [an_activity(is_online=None)]}, ("unknown", "unknown")),
        ({"activities": [an_activity(date="2025-03-02")]}, ("covered", "uncovered")),
        ({"activities": [an_activity(date="2025-03-01")]}, ("uncovered", "uncovered")),
        ({"activities": [an_activity(date="2026-03-02")]}, ("uncovered", "uncovered")),
        ({"without": ["activities"]}, ("unknown", "unknown")),
    ],
)
def test_activities_are_told_as_offices_are(tables, states):
    """None, silent, without a place, online, a year old, older, to come, not recorded."""
    assert states_of(an_ecosystem(**tables))["activity"] == states


@pytest.mark.parametrize(
    ("channel", "state"), [("local", "uncovered"), ("online", "covered"), (None, "unknown")]
)
def test_help_online_needs_a_channel(channel, state):
    """Help on site alone is not online; a channel that is not recorded is not known."""
    assert states_of(an_ecosystem(offers=[an_offer_row(channel=channel)]))["online"][0] == state


def test_a_cluster_that_has_ended_leaves_the_position_uncovered():
    """The register says who was designated and until when."""
    ended = {**ROLE, "valid_to": "2026-02-28"}

    assert states_of(an_ecosystem(actor_positions=[ended]))["office"][0] == "uncovered"
    closed = {**CLUSTER, "closed": "2026-03-01"}
    assert states_of(an_ecosystem(actors=[closed]))["office"][0] == "uncovered"


def test_a_position_nobody_was_ever_designated_for_is_unknown():
    """The register does not say who serves it."""
    other = {**ROLE, "position_id": "lyd"}
    lyd = {**POSITION, "position_id": "lyd"}
    register = an_ecosystem(actor_positions=[other], strength_positions=[POSITION, lyd])

    assert set(states_of(register).values()) == {("unknown", "unknown")}
    silent = an_ecosystem(without=["actor_positions"])
    assert set(states_of(silent).values()) == {("unknown", "unknown")}


def test_the_system_is_better_than_its_clusters():
    """Hubs and municipal offices count when the whole system is asked about."""
    hub = {"actor_id": "hus", "kind": "business_hub", "name": "Erhvervshus"}
    tables = {
        "actors": [CLUSTER, hub],
        "sites": [an_office(), an_office(site_id="hus", actor_id="hus", municipality_code=FAR)],
        "offers": [an_offer_row(), an_offer_row(offer_id="hus", provider_actor_id="hus")],
    }

    assert states_of(an_ecosystem(**tables))["office"][1] == "uncovered"
    assert states_of(an_ecosystem(**tables), served="system")["office"][1] == "covered"


@pytest.mark.parametrize(("minutes", "states"), [(89.9, "uncovered"), (90.0, "covered")])
def test_a_users_travel_times_replace_the_proxy(minutes, states):
    """The distance is then in minutes, and the limit belongs to it."""
    rows = [(NEAR, FAR, 90.0)]
    times = pd.DataFrame(rows, columns=["origin_code", "destination_code", "minutes"])

    assert states_of(an_ecosystem(), times=times, within=minutes)["office"][1] == states
    reach = measure_reach(an_ecosystem(), "energi", TODAY, Terms(times=times))
    assert reach.basis is TravelBasis.MATRIX


def test_a_missing_pair_of_travel_times_makes_unknown():
    """Nobody has said how far it is."""
    times = pd.DataFrame([], columns=["origin_code", "destination_code", "minutes"])

    assert states_of(an_ecosystem(), times=times)["office"] == ("covered", "unknown")


def test_a_municipality_without_a_position_is_unknown():
    """Where a place is not recorded, no distance is."""
    bare = {"municipality_code": "0825", "name": "Læsø"}
    register = an_ecosystem(municipalities=[*PLACES, bare])

    table = coverage_states(measure_reach(register, "energi", TODAY))

    assert table.loc["0825", "office_state"] == "unknown"
    assert np.isnan(table.loc["0825", "nearest_km"])


def test_bad_questions_are_told():
    """An unknown position, a negative distance."""
    with pytest.raises(UnknownIdError, match="Nearest: energi"):
        measure_reach(an_ecosystem(), "energy", TODAY)
    with pytest.raises(EcosystemError, match="Give 0 or more"):
        measure_reach(an_ecosystem(), "energi", TODAY, Terms(within=-1))


def test_every_position_stands_beside_every_municipality():
    """A table of states, positions as columns."""
    table = every_position(an_ecosystem(), TODAY)

    assert table["energi"].tolist() == ["uncovered", "covered"]
    assert list(table.index) == [FAR, NEAR]


TABLES = ["sites", "offers", "activities", "actor_positions"]


@pytest.mark.parametrize("removed", [TABLES, *([table] for table in TABLES)])
def test_taking_a_table_away_never_makes_a_gap(removed):
    """Whatever is removed, what was covered is covered still or not known."""
    before, after = states_of(an_ecosystem()), states_of(an_ecosystem(without=removed))

    for way, states in before.items():
        for old, new in zip(states, after[way], strict=True):
            assert new in {old, "unknown"}


# --- measures ------------------------------------------------------------------------------

F = pd.Series([60.0, 30, 10])
A = pd.Series([10.0, 8, 2])


def test_the_worked_case_of_dissimilarity():
    """D .100, Gini .110, exact E[D] .109, sd .064 (methods, 4, case 1)."""
    told = follows_firms(A, F, draws=20_000)

    assert told["dissimilarity"] == pytest.approx(0.1)
    assert told["dissimilarity_expected"] == pytest.approx(0.109, abs=0.002)
    assert told["z"] == pytest.approx(-0.14, abs=0.03)
    assert told["is_beyond_chance"] is False
    assert locational_gini(A, F) == pytest.approx(0.11)


def test_ten_times_the_activities_make_the_same_share_beyond_chance():
    """D .100 again, but E[D] .035 (sd .020): z 3.26 (methods, 4, case 1)."""
    told = follows_firms(10 * A, F, draws=20_000)

    assert told["dissimilarity"] == pytest.approx(0.1)
    assert told["dissimilarity_expected"] == pytest.approx(0.035, abs=0.001)
    assert told["z"] == pytest.approx(3.26, abs=0.1)
    assert told["is_beyond_chance"] is True


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
    told = [follows_firms(one, firms, seed=seed) for seed, one in enumerate(placed[:100])]
    around, expected = told[0]["beyond_high"], told[0]["dissimilarity_expected"]

    inside = [one["beyond_low"] <= one["beyond_chance"] <= one["beyond_high"] for one in told]
    assert sum(inside) >= 93
    beyond = np.array([dissimilarity(one, firms) for one in placed]) - expected
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

    told = expected_dissimilarity(addresses, people.astype(float))

    assert told["expected"] == pytest.approx(expected, abs=0.0011)
    if low is not None:
        assert (told["low"], told["high"]) == pytest.approx((low, high), abs=0.004)


@settings(deadline=None, max_examples=25)
@given(st.lists(st.integers(1, 50), min_size=2, max_size=4), st.integers(1, 12))
def test_every_placement_gives_what_many_draws_give(firms, addresses):
    """Exact and simulated agree; De Moivre's mean is the mean over every placement."""
    held = pd.Series(firms, dtype=float)
    exact = expected_dissimilarity(addresses, held, method="exact")
    drawn = expected_dissimilarity(addresses, held, method="simulated", draws=4000, seed=1)
    D, likely = _every_placement(addresses, (held / held.sum()).to_numpy())

    assert likely.sum() == pytest.approx(1)
    assert exact["expected"] == pytest.approx(D @ likely)
    assert drawn["sd"] == pytest.approx(exact["sd"], abs=0.02)


def test_more_placements_than_fit_are_refused():
    """Drawing some of them is the way then."""
    with pytest.raises(EcosystemError, match="Draw some"):
        expected_dissimilarity(50, pd.Series(np.ones(98)), method="exact")


@pytest.mark.parametrize(
    ("activities", "firms"),
    [(A * np.nan, F), (A * 0, F), (A, F * 0), (A, F.mask(F == 10))],
)
def test_what_is_not_recorded_has_no_dissimilarity(activities, firms):
    """No offices recorded, none at all, no firms, a municipality of which nobody knows."""
    assert follows_firms(activities, firms)["dissimilarity"] is None
    assert dissimilarity(activities, firms) is None


def test_the_reach_curve_steps_where_an_office_comes_near():
    """Every distance at which the share rises; equal ones once, unknown ones nowhere."""
    km = pd.Series([10.0, 10, np.nan, 40])
    told = reach_curve(pd.Series([30.0, 30, 10, 30]), km)

    assert told.to_dict() == {10.0: 0.6, 40.0: 0.9}
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

    told = share_covered_by(groups, F, states)

    assert told.loc["by", "coverage_rate"] == 1
    assert told.loc["land", ["coverage_rate", "coverage_rate_high"]].tolist() == [0, 0.75]
    assert told.loc["land", ["uncovered", "unknown"]].tolist() == [1, 1]


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
