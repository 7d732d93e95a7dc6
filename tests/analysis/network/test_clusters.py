"""Which clusters the projects of a period are spread over: those that were there then."""

from datetime import date

import pytest

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.network import projects_of_clusters
from ecosystem.briefings.network.brief import brief_network
from ecosystem.display.wording import say
from tests.analysis.graph.ecosystems import TODAY, actor, an_ecosystem


def clusters(*known, roles=(), parties=(), days=("2010-01-01", "2012-12-31")):
    """One project of one cluster, and others beside it."""
    rows = [actor(f"k{n}", "cluster", **facts) for n, facts in enumerate(known)]
    return an_ecosystem(
        actors=[actor("old", "cluster", founded="2005-01-01"), *rows],
        actor_positions=[
            {"actor_id": f"k{n}", "position_id": "energi", "role": "designated_cluster", **facts}
            for n, facts in roles
        ],
        projects=[
            {"project_id": "p", "title": "P", "position_id": "energi", "lead_actor_id": "old",
             "start": days[0], "end": days[1]},
        ],
        participations=[
            {"actor_id": party, "project_id": "p", "role": "partner"} for party in parties
        ],
        links=[],
    )  # fmt: skip


def counted(register, position_id=None):
    """Projects of each cluster that counts."""
    return projects_of_clusters(OnDay(register, TODAY), position_id).counts.to_dict()


@pytest.mark.parametrize(
    ("facts", "is_counted"),
    [
        ({"founded": "2012-12-31"}, True),
        ({"founded": "2013-01-01"}, False),
        ({"founded": "2000-01-01", "closed": "2010-01-01"}, True),
        ({"founded": "2000-01-01", "closed": "2009-12-31"}, False),
        ({"founded": "2000-01-01", "closed": "2022-03-31"}, True),
        ({}, False),
    ],
)
def test_a_cluster_counts_when_it_was_there_in_the_period(facts, is_counted):
    """One founded later could not have had a share; one that has closed since had."""
    assert counted(clusters(facts)) == ({"old": 1, "k0": 0} if is_counted else {"old": 1})


@pytest.mark.parametrize(
    ("roles", "parties", "projects"),
    [
        ([(0, {"valid_from": "2011-01-01"})], [], 0),
        ([(0, {"valid_from": "2018-01-01"})], [], None),
        ([], ["k0"], 1),
    ],
)
def test_of_one_without_a_recorded_start_its_designation_or_its_part_tells(
    roles, parties, projects
):
    """Not known is neither there nor away; what it did then tells."""
    expected = {"old": 1} if projects is None else {"old": 1, "k0": projects}

    assert counted(clusters({}, roles=roles, parties=parties)) == expected


def test_of_a_positions_projects_the_clusters_of_the_position_count():
    """A cluster of another field could not be expected there."""
    register = clusters({"founded": "2000-01-01"}, {"founded": "2000-01-01"}, roles=[(0, {})])

    assert counted(register, "energi") == {"old": 1, "k0": 0}
    assert counted(register) == {"old": 1, "k0": 0, "k1": 0}


def test_without_a_known_start_no_period_is_told():
    """Which clusters were there cannot be known then."""
    register = clusters({"founded": "2000-01-01"}, days=(None, None))

    assert projects_of_clusters(OnDay(register, TODAY)) is None


def test_a_project_still_running_ends_on_the_day_asked_about():
    """A cluster of the future is not asked for its share."""
    spread = projects_of_clusters(OnDay(clusters(days=("2010-01-01", "2030-12-31")), TODAY))

    assert (spread.first, spread.last) == (date(2010, 1, 1), TODAY)


def test_the_sentence_says_the_period_the_number_and_all_that_share_the_lead():
    """Two clusters with one project each, of four that were there."""
    there = {"founded": "2000-01-01"}
    register = clusters(there, there, there, roles=[(n, {}) for n in range(3)], parties=["k0"])

    measures = brief_network(register, "energi", TODAY).measures

    first = measures["projects_of_clusters_gini"]
    assert first.n == 4
    assert say(first.sentence).startswith(
        "Flest af klyngernes projekter i 2010–2012 havde K0, OLD: 50 % hver."
    )
    spread = say(measures["projects_of_clusters_hhi"].sentence)
    assert "2 af de 4 klynger, der fandtes dengang, havde ingen" in spread
