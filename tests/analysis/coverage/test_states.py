"""Who reaches which municipality: four states, kept apart for office, activity and online."""

import numpy as np
import pandas as pd
import pytest

from ecosystem.analysis.coverage import (
    CoverageCriteria,
    coverage_states,
    every_position,
    measure_reach,
)
from ecosystem.analysis.day import OnDay, TravelBasis
from ecosystem.model.errors import EcosystemError, UnknownIdError
from tests.analysis.coverage.ecosystems import (
    CLUSTER,
    FAR,
    NEAR,
    PLACES,
    POSITION,
    ROLE,
    TODAY,
    an_activity,
    an_ecosystem,
    an_offer_row,
    an_office,
)


def states_of(register, on=TODAY, **criteria):
    """States of both municipalities, near and far, by office, activity and online."""
    table = coverage_states(
        measure_reach(OnDay(register, on), "energi", CoverageCriteria(**criteria))
    )
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
    office = an_office(actor_id="anden")

    assert states_of(an_ecosystem(sites=[office]))["office"] == ("unknown", "unknown")


def test_no_offer_of_the_cluster_makes_unknown_and_none_at_all_uncovered():
    """The same holds for the table of offers."""
    offer = an_offer_row(provider_actor_id="anden")

    assert states_of(an_ecosystem(offers=[offer]))["office"] == ("unknown", "uncovered")
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


@pytest.mark.parametrize(
    ("area", "regions", "states"),
    [
        ("1081", None, ("unknown", "uncovered")),
        (f"1081;{NEAR}", None, ("covered", "uncovered")),
        ("1081", [], ("unknown", "uncovered")),
    ],
)
def test_an_area_that_nobody_can_place_makes_unknown(area, regions, states):
    """Without the regions nobody knows whether region 1081 holds Aalborg; far away stays far."""
    tables = {} if regions is None else {"regions": regions}

    assert states_of(an_ecosystem(offers=[an_offer_row(area=area)], **tables))["office"] == states


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


@pytest.mark.parametrize(
    ("actor", "kind", "state"),
    [
        ("cluster", "office", "covered"),
        ("cluster", "test_facility", "covered"),
        ("cluster", "workplace", "uncovered"),
        ("knowledge_institution", "workplace", "covered"),
    ],
)
def test_every_place_where_an_actor_is_met_counts(actor, kind, state):
    """A test facility and a campus are as near as an office; a cluster's workplace is none."""
    register = an_ecosystem(actors=[{**CLUSTER, "kind": actor}], sites=[an_office(kind=kind)])

    assert states_of(register)["office"][0] == state


@pytest.mark.parametrize(
    ("sites", "states"),
    [
        (None, ("covered", "unknown")),
        ([an_office(actor_id="anden")], ("covered", "unknown")),
        ([], ("covered", "uncovered")),
        ([an_office(municipality_code=FAR)], ("uncovered", "covered")),
    ],
)
def test_an_actor_without_a_site_is_met_where_it_is_registered(sites, states):
    """Whether it is elsewhere too is not known, unless the register says that there are no sites.

    One with a site is met there and nowhere else.
    """
    tables = {"actors": [{**CLUSTER, "municipality_code": NEAR}]}
    register = (
        an_ecosystem(without=["sites"], **tables)
        if sites is None
        else an_ecosystem(sites=sites, **tables)
    )

    assert states_of(register)["office"] == states


@pytest.mark.parametrize(
    ("kinds", "far"), [(["headquarters"], "unknown"), (["headquarters", "workplace"], "uncovered")]
)
def test_an_institution_with_a_head_office_alone_may_be_elsewhere_too(kinds, far):
    """Nobody has recorded whether it has a campus; where one is recorded, the list is whole."""
    sites = [an_office(site_id=kind, kind=kind) for kind in kinds]
    register = an_ecosystem(actors=[{**CLUSTER, "kind": "knowledge_institution"}], sites=sites)

    assert states_of(register)["office"] == ("covered", far)


@pytest.mark.parametrize(
    ("valid_to", "state"), [("2026-03-01", "covered"), ("2026-02-28", "uncovered")]
)
def test_an_office_that_has_closed_no_longer_covers(valid_to, state):
    """Its last day still counts."""
    register = an_ecosystem(sites=[an_office(valid_to=valid_to)])

    assert states_of(register)["office"][0] == state


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
        ({"activities": [an_activity(date="2024-03-01")]}, ("uncovered", "uncovered")),
        ({"activities": [an_activity(date="2024-02-29")]}, ("unknown", "unknown")),
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
    closed = {**CLUSTER, "closed": "2026-02-28"}
    assert states_of(an_ecosystem(actors=[closed]))["office"][0] == "uncovered"


def test_a_position_nobody_was_ever_designated_for_is_unknown():
    """The register does not say who serves it."""
    role = {**ROLE, "position_id": "lyd"}
    lyd = {**POSITION, "position_id": "lyd"}
    register = an_ecosystem(actor_positions=[role], strength_positions=[POSITION, lyd])

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


def test_a_system_whose_roles_are_not_recorded_is_open_where_its_hub_is_not():
    """The hub is near; who else serves the position nobody has recorded."""
    hub = {"actor_id": "hus", "kind": "business_hub", "name": "Erhvervshus"}
    tables = {
        "actors": [CLUSTER, hub],
        "sites": [an_office(), an_office(site_id="hus", actor_id="hus", municipality_code=FAR)],
        "offers": [an_offer_row(), an_offer_row(offer_id="hus", provider_actor_id="hus")],
    }
    register = an_ecosystem(without=["actor_positions"], **tables)

    assert states_of(register, served="system")["office"] == ("unknown", "covered")


def test_a_firm_that_serves_the_position_and_has_closed_no_longer_does():
    """On its last day it still did."""
    firm = {**CLUSTER, "kind": "firm", "closed": "2026-02-28"}
    role = {**ROLE, "role": "active_in"}

    closed = an_ecosystem(actors=[firm], actor_positions=[role])
    still = an_ecosystem(actors=[{**firm, "closed": "2026-03-01"}], actor_positions=[role])

    assert states_of(closed, served="position")["office"] == ("uncovered", "uncovered")
    assert states_of(still, served="position")["office"] == ("covered", "uncovered")


@pytest.mark.parametrize(("minutes", "states"), [(89.9, "uncovered"), (90.0, "covered")])
def test_a_users_travel_times_replace_the_proxy(minutes, states):
    """The distance is then in minutes, and the limit belongs to it."""
    rows = [(NEAR, FAR, 90.0)]
    times = pd.DataFrame(rows, columns=["origin_code", "destination_code", "minutes"])

    assert states_of(an_ecosystem(), times=times, within=minutes)["office"][1] == states
    reach = measure_reach(OnDay(an_ecosystem(), TODAY), "energi", CoverageCriteria(times=times))
    assert reach.basis is TravelBasis.MATRIX


def test_a_missing_pair_of_travel_times_makes_unknown():
    """Nobody has said how far it is."""
    times = pd.DataFrame([], columns=["origin_code", "destination_code", "minutes"])

    assert states_of(an_ecosystem(), times=times)["office"] == ("covered", "unknown")


def test_a_municipality_without_a_position_is_unknown():
    """Where a place is not recorded, no distance is."""
    bare = {"municipality_code": "0825", "name": "Læsø"}
    register = an_ecosystem(municipalities=[*PLACES, bare])

    table = coverage_states(measure_reach(OnDay(register, TODAY), "energi"))

    assert table.loc["0825", "office_state"] == "unknown"
    assert np.isnan(table.loc["0825", "nearest_km"])


def test_bad_questions_are_told():
    """An unknown position, a negative distance."""
    with pytest.raises(UnknownIdError, match="Nearest: energi"):
        measure_reach(OnDay(an_ecosystem(), TODAY), "energy")
    with pytest.raises(EcosystemError, match="Give 0 or more"):
        measure_reach(OnDay(an_ecosystem(), TODAY), "energi", CoverageCriteria(within=-1))


def test_every_position_stands_beside_every_municipality():
    """A table of states, positions as columns."""
    table = every_position(OnDay(an_ecosystem(), TODAY))

    assert table["energi"].tolist() == ["uncovered", "covered"]
    assert list(table.index) == [FAR, NEAR]


TABLES = ["sites", "offers", "activities", "actor_positions", "regions", "actors"]
REGIONS = [{"region_code": "1081", "municipality_code": NEAR, "valid_from": "2007-01-01"}]


@pytest.mark.parametrize("area", ["national", NEAR, "1081"])
@pytest.mark.parametrize("served", ["cluster", "position", "system"])
@pytest.mark.parametrize("removed", [TABLES, *([table] for table in TABLES)])
def test_taking_a_table_away_never_makes_a_gap(removed, served, area):
    """Whatever is removed, what was covered is covered still or not known."""
    tables = {"offers": [an_offer_row(area=area)], "regions": REGIONS}
    before = states_of(an_ecosystem(**tables), served=served)
    after = states_of(an_ecosystem(without=removed, **tables), served=served)

    for way, states in before.items():
        for old, new in zip(states, after[way], strict=True):
            assert new in {old, "unknown"}


@pytest.mark.parametrize(
    ("km", "is_near"), [(42.0, False), (43.0, True), (50.0, True), (57.0, True), (58.0, False)]
)
def test_near_the_limit_is_told_on_both_sides_of_it(km, is_near):
    """Within 15 % of the 50 km that are asked for."""
    times = pd.DataFrame([(NEAR, FAR, km)], columns=["origin_code", "destination_code", "minutes"])
    criteria = CoverageCriteria(times=times, within=50)

    table = coverage_states(measure_reach(OnDay(an_ecosystem(), TODAY), "energi", criteria))

    assert bool(table.loc[FAR, "is_near_limit"]) is is_near
    assert not table.loc[NEAR, "is_near_limit"]
