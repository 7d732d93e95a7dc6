"""Which clusters could have had a share of a period's projects."""

import pytest

from ecosystem.analysis.cluster_lives import clusters_there, period_days
from tests.builders import a_table


def there(*actors, roles=(), with_project=()):
    """Ask which clusters were there in 2007-2013, and of which nothing tells."""
    of_period = clusters_there(
        a_table("actors", list(actors)),
        a_table("actor_positions", list(roles)),
        period_days("2007-2013"),
        with_project,
    )
    return sorted(of_period.there), sorted(of_period.unknown)


@pytest.mark.parametrize(
    ("life", "answer"),
    [
        ({"founded": "2005-01-01"}, (["a"], [])),
        ({"founded": "2013-12-31"}, (["a"], [])),
        ({"founded": "2014-01-01"}, ([], [])),
        ({"founded": "2001-01-01", "closed": "2006-12-31"}, ([], [])),
        ({"closed": "2006-12-31"}, ([], [])),
        ({"closed": "2010-12-31"}, ([], ["a"])),
        ({}, ([], ["a"])),
    ],
)
def test_a_cluster_is_there_when_its_life_meets_the_period(life, answer):
    """Of an unknown life it is neither there nor away."""
    assert there({"actor_id": "a", **life}) == answer


def test_a_designation_tells_of_a_life_that_is_not_recorded():
    """One of 2021 says that it is of another time; one of the period, that it was there."""
    role = {"actor_id": "a", "position_id": "p", "role": "designated_cluster"}

    assert there({"actor_id": "a"}, roles=[{**role, "valid_from": "2021-01-01"}]) == ([], [])
    assert there({"actor_id": "a"}, roles=[{**role, "valid_from": "2012-01-01"}]) == (["a"], [])


def test_whoever_has_a_project_of_the_period_was_there():
    """Whatever else is recorded of its life."""
    assert there({"actor_id": "a", "founded": "2015-01-01"}, with_project={"a"}) == (["a"], [])


@pytest.mark.parametrize("period", ["FP7", "", "2013-2007", "9999-12"])
def test_a_period_that_names_no_years_has_no_days(period):
    """It is still counted; only a project tells who was there."""
    assert period_days(period) is None
