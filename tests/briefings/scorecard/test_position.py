"""Recommendations 1, 5, 6 and 8: figures of the position are those of its pages."""

from dataclasses import replace
from datetime import date

import pytest

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.gaps import find_gaps
from ecosystem.analysis.gaps.life import act_on, explain
from ecosystem.briefings.coverage.brief import brief_coverage
from ecosystem.briefings.gaps.axes import MatrixQuestion
from ecosystem.briefings.gaps.matrix import brief_matrix
from ecosystem.briefings.network.brief import brief_network
from ecosystem.briefings.scorecard.basis import ScorecardBasis
from ecosystem.briefings.scorecard.cohesion import cohesion_indicators
from ecosystem.briefings.scorecard.local import local_indicators
from ecosystem.briefings.scorecard.overview import overview_indicators
from ecosystem.briefings.scorecard.role import role_indicators
from ecosystem.display.wording import say
from ecosystem.model.gaps import GapThresholds
from ecosystem.sources.register.reading import read_register
from tests.analysis.coverage.ecosystems import FAR, NEAR, an_activity
from tests.briefings.scorecard.made import PROJECTS, TODAY, WHOLE, a_basis, a_register, by_key

ON = date(2026, 11, 29)


@pytest.fixture(scope="module")
def shipped():
    """A basis over the shipped register."""
    return ScorecardBasis(OnDay(read_register(), ON), GapThresholds(), ())


# --- 1: roles --------------------------------------------------------------------------------


def test_a_role_or_an_open_offer_makes_an_actor_clear():
    """Of the cluster, its partner and a hub that is no more than named, one has a role."""
    links = [
        {
            "from_actor_id": "klynge",
            "to_actor_id": other,
            "kind": "partner",
            "position_id": "energi",
        }
        for other in ("uni", "hus")
    ]
    offer = {**a_register().offers.iloc[0].dropna().to_dict(), "need_ids": "finance"}
    hubs = {**offer, "offer_id": "hus.raad", "provider_actor_id": "hus"}
    ended = {**hubs, "offer_id": "uni.raad", "provider_actor_id": "uni", "open_until": "2025-01-01"}
    basis = a_basis(links=links, offers=[offer, hubs, ended], projects=[], participations=[])
    found = by_key(role_indicators(basis, "energi"))

    assert (found["role_share"].value, found["role_share"].n) == (2 / 3, 3)
    flows = found[
        "flows_known"
    ]  # cluster with university, cluster with hub, not hub with university
    assert (flows.value, flows.n) == (2 / 3, 3)


def test_cells_where_many_do_the_same_are_those_of_the_page_of_gaps(shipped):
    """Needs and regions of the overlaps that the rule finds."""
    overlaps = [
        gap
        for gap in find_gaps(shipped.register, ON, "energiteknologi", day=shipped.day)
        if gap.kind == "overlap"
    ]
    regions = shipped.day.places.region_of
    cells = {(gap.need_id, regions[code]) for gap in overlaps for code in gap.municipality_codes}
    found = by_key(role_indicators(shipped, "energiteknologi"))

    assert found["overlap_cells"].value == len(cells) > 0
    assert found["overlap_cells"].n == 60


# --- 5: overview -----------------------------------------------------------------------------


def test_gaps_are_those_of_the_page_and_explained_ones_are_left_out(shipped):
    """Counted by how sure they are; an act counts from the day after the snapshot on."""
    gaps = find_gaps(shipped.register, ON, "energiteknologi", day=shipped.day)
    likely = [gap for gap in gaps if gap.confidence in {"unconfirmed", "out_of_date"}]
    gap_id = likely[0].gap_id
    explained = replace(shipped, events=(explain(gap_id, "Findes", "Klyngen", ON, ()),))
    acted = [act_on(gap_id, "Ringet", "Klyngen", date(2026, month, 1)) for month in (1, 5)]
    other = act_on("need:lyd:-:-", "Ringet", "Klyngen", date(2026, 5, 1))
    since = replace(shipped, events=(*acted, other), since=date(2026, 1, 1))

    found = by_key(overview_indicators(shipped, "energiteknologi"))
    fewer = by_key(overview_indicators(explained, "energiteknologi"))
    assert found["gaps_likely"].value == len(likely) > 0
    assert fewer["gaps_likely"].value == len(likely) - 1
    assert found["gaps_real"].value == sum(gap.confidence == "real" for gap in gaps)
    assert by_key(overview_indicators(since, "energiteknologi"))["gaps_acted_on"].value == 1
    unread = by_key(overview_indicators(replace(shipped, events=None), "energiteknologi"))
    assert (unread["gaps_acted_on"].state, unread["gaps_acted_on"].value) == ("not_recorded", None)


def test_known_cells_are_those_of_the_matrix(shipped):
    """No data is not known; none is."""
    matrix = brief_matrix(shipped.search, MatrixQuestion(position_id="lyd"))
    states = [cell.state.value for row in matrix.cells.values() for cell in row.values()]
    found = by_key(overview_indicators(shipped, "lyd"))["cells_known"]

    assert found.value == 1 - states.count("no_data") / len(states)
    assert found.n == len(states)


def test_rows_that_were_confirmed_are_counted_by_hand():
    """The cluster's row a while ago; its role, office and offer never."""
    basis = a_basis(projects=[], participations=[])
    found = by_key(overview_indicators(basis, "energi"))["checked_within_year"]

    assert (found.value, found.n) == (1 / 3, 3)  # the offer names no position
    assert say(found.sentence) == "1 af 3 rækker om Energi (33 %) er bekræftet i det seneste år."


# --- 6: cohesion -----------------------------------------------------------------------------


def test_cohesion_is_that_of_the_page_of_networks_over_proven_ties():
    """The same function; one tie fewer without a project."""
    register = read_register("projects")
    basis = ScorecardBasis(OnDay(register, ON), GapThresholds(), ())
    page = brief_network(register, "energiteknologi", ON, "proven", day=basis.day).measures
    found = by_key(cohesion_indicators(basis, "energiteknologi"))

    for name in ("isolated_share", "largest_group_share", "ties_per_actor"):
        assert found[name].value == page[name].value
    reach = found["firms_within_2_of_knowledge"]
    assert (reach.state, reach.value) == ("not_computable", None)


def test_beside_a_snapshot_ties_are_counted_at_equal_numbers_of_projects():
    """All three parties of the one earlier project know two others; two projects draw more."""
    placed = [{**row, "position_id": "energi"} for row in PROJECTS]
    earlier = ScorecardBasis(OnDay(a_register(projects=placed[:1]), TODAY), GapThresholds(), ())
    now = a_basis(projects=placed)
    ties = by_key(cohesion_indicators(now, "energi", earlier))["ties_per_actor"]
    again = by_key(cohesion_indicators(a_basis(projects=placed), "energi", earlier))

    equal = ties.at_equal_projects
    assert equal.projects == 1
    assert 1 <= equal.low <= equal.value <= equal.high <= 3
    assert "lige mange projekter (1)" in say(ties.remarks[0])
    assert again["ties_per_actor"] == ties
    same = by_key(cohesion_indicators(now, "energi", now))["ties_per_actor"]
    assert same.at_equal_projects is None


# --- 8: local access -------------------------------------------------------------------------


def test_local_access_is_that_of_the_map(shipped):
    """Coverage at 50 km and how far offices and activities lie from the firms."""
    coverage = brief_coverage(shipped.register, "energiteknologi", ON, day=shipped.day)
    found = by_key(local_indicators(shipped, "energiteknologi"))

    rate, offices = found["coverage_rate"], coverage.offices_follow_firms
    assert (coverage.within, rate.value, rate.high) == (
        50,
        coverage.coverage_rate,
        coverage.coverage_rate_high,
    )
    chance = found["offices_beyond_chance"]
    assert (chance.value, chance.z) == (offices.beyond_chance, offices.z)
    activities = found["activities_beyond_chance"]
    assert activities.value == coverage.activities_follow_firms.beyond_chance
    assert all(one.is_example for one in found.values())  # all firms and activities are examples
    assert say(rate.sentence).endswith("(eksempeldata)")


def test_activities_in_outer_municipalities_are_held_against_the_firms_there():
    """Two of three activities, one of four firms; those online stand apart."""
    towns = [{**row, "is_outer": row["municipality_code"] == FAR} for row in PLACES]
    actors = [
        *WHOLE["actors"][:2],
        *(
            {
                "actor_id": f"firma{n}",
                "kind": "firm",
                "name": str(n),
                "municipality_code": FAR if n == 0 else NEAR,
                "industry_code": "351100",
                "industry_scheme": "DB07",
            }
            for n in range(4)
        ),
    ]
    held = [
        an_activity(activity_id=str(n), municipality_code=code, is_online=is_online)
        for n, (code, is_online) in enumerate(
            [(FAR, False), (FAR, False), (NEAR, False), (None, True), (None, None)]
        )
    ]
    industry = {"scheme": "DB07", "code_prefix": "35", "position_id": "energi"}
    basis = a_basis(
        municipalities=towns,
        actors=actors,
        activities=held,
        projects=[],
        participations=[],
        industry_positions=[{**industry, "role": "core", "weight": 1.0}],
    )
    found = by_key(local_indicators(basis, "energi"))

    outer = found["outer_share_difference"]
    assert outer.value == pytest.approx(2 / 3 - 1 / 4)
    assert outer.low < outer.value < outer.high
    assert (found["online_activities"].value, found["online_activities"].n) == (1, 4)


PLACES = [
    {"municipality_code": NEAR, "name": "Aalborg", "latitude": 57.05, "longitude": 9.92},
    {"municipality_code": FAR, "name": "København", "latitude": 55.68, "longitude": 12.57},
]
