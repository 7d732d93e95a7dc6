"""Which projects are a cluster's, and which of its clusters have a number of their own."""

from ecosystem.analysis.cluster_projects import (
    cluster_ids,
    cluster_project_ids,
    clusters,
    project_roles,
)
from tests.builders import a_register

ACTORS = [
    {"actor_id": "wind", "kind": "cluster", "name": "Wind"},
    {"actor_id": "food", "kind": "cluster", "name": "Food"},
    {"actor_id": "brains", "kind": "cluster", "name": "Brains", "is_embedded": True},
    {"actor_id": "mill", "kind": "firm", "name": "Mill"},
]


def a_country():
    """Three projects: one led by a cluster, one with a cluster as partner, one of a firm."""
    return a_register(
        actors=ACTORS,
        projects=[
            {"project_id": "led", "title": "a", "lead_actor_id": "wind"},
            {"project_id": "joined", "title": "b", "lead_actor_id": "mill"},
            {"project_id": "apart", "title": "c", "lead_actor_id": "mill"},
            {"project_id": "embedded", "title": "d", "lead_actor_id": "brains"},
        ],
        participations=[
            {"actor_id": "wind", "project_id": "led", "role": "lead"},
            {"actor_id": "wind", "project_id": "led", "role": "partner"},
            {"actor_id": "food", "project_id": "joined", "role": "partner"},
            {"actor_id": "mill", "project_id": "joined", "role": "lead"},
        ],
    )


def test_an_embedded_cluster_is_a_cluster_without_a_number_of_its_own():
    """What leads under its host's number is told apart, not left out."""
    register = a_country()

    assert list(clusters(register)["actor_id"]) == ["brains", "food", "wind"]
    assert cluster_ids(register) == {"food", "wind"}


def test_a_project_is_counted_once_and_its_lead_before_its_partners():
    """A cluster that is lead and partner of one project has led it."""
    rows = project_roles(a_country(), frozenset({"wind", "food"}))

    assert rows.to_dict("records") == [
        {"project_id": "joined", "actor_id": "food", "is_lead": False},
        {"project_id": "led", "actor_id": "wind", "is_lead": True},
    ]


def test_who_leads_is_fewer_than_who_leads_or_is_partner():
    """The embedded one leads under no number of its own and counts in neither."""
    register = a_country()

    assert cluster_project_ids(register, "lead") == {"led"}
    assert cluster_project_ids(register, "any") == {"led", "joined"}


def test_without_participations_the_leads_are_known_from_the_projects():
    """The table of participations is not needed to know who leads."""
    register = a_register(
        actors=ACTORS,
        projects=[{"project_id": "led", "title": "a", "lead_actor_id": "wind"}],
    )

    assert cluster_project_ids(register, "any") == {"led"}
