"""How many projects clusters lead when some lead under their host's number."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.analysis.attribution import attribute, names_unit, with_hosts
from tests.builders import a_register, a_table

UNIT = {"actor_id": "robo", "name": "RoboCluster - robotics", "parent_actor_id": "sdu"}


def attributed(titles, leads, units=(UNIT,), own=()):
    """Attribute projects whose titles and leads are given by project."""
    return attribute(
        frozenset(own),
        pd.Series(titles, dtype="str"),
        a_table("actors", list(units)),
        pd.DataFrame(leads, columns=["project_id", "actor_id"], dtype="str"),
    )


@pytest.mark.parametrize(
    ("title", "is_named"),
    [
        ("RoboCluster 2.0", True),
        ("Vækst i ROBOCLUSTER", True),
        ("Netværket robocluster-syd", True),
        ("Syd-RoboCluster", True),
        ("RoboClusters fremtid", True),
        ("MicroRoboCluster", False),
        ("Robotics", False),
        ("Robo Cluster", False),
        (None, False),
    ],
)
def test_a_title_names_a_unit_from_a_words_beginning_in_any_case(title, is_named):
    """What stands after the first " - " of its name is not looked for."""
    assert names_unit(title, UNIT["name"]) == is_named


def test_a_name_that_is_empty_names_nothing():
    """It would stand at the beginning of every word."""
    assert not names_unit("Vækst", " - netværk")
    assert names_unit("Brug af C++ (avanceret)", "C++")


def test_only_what_the_host_leads_is_attributed():
    """A title that names the unit under another lead, or with the host as partner, is not."""
    titles = {"led": "RoboCluster", "other": "RoboCluster", "plain": "Vækst"}
    led = attributed(titles, [("led", "sdu"), ("other", "aau"), ("plain", "sdu")])

    assert (led.none, led.title, led.all) == (set(), {"led"}, {"led", "plain"})


def test_a_unit_that_is_recorded_as_lead_itself_needs_no_title():
    """It has no number of its own, but somebody wrote down that it leads."""
    led = attributed({"p": "Vækst"}, [("p", "robo")])

    assert (led.none, led.title, led.all) == (set(), {"p"}, {"p"})


def test_projects_of_another_period_are_not_counted():
    """Leads and own projects are held against the titles that count."""
    led = attributed({"p": "RoboCluster"}, [("p", "sdu"), ("later", "sdu")], own=["later", "p"])

    assert led.none == led.title == led.all == {"p"}


NAMES = st.sampled_from(["RoboCluster", "robo", "it-netværk", "IT", " - x", "+", "Æ"])
TITLES = st.one_of(st.none(), st.lists(NAMES | st.just("og"), max_size=4).map(" ".join))
IDS = st.sampled_from(["a", "b", "c"])


@settings(max_examples=60, deadline=None)
@given(
    titles=st.dictionaries(st.sampled_from("pqrst"), TITLES, max_size=5),
    leads=st.lists(st.tuples(st.sampled_from("pqrstu"), IDS), max_size=8),
    units=st.lists(st.tuples(NAMES, st.one_of(st.none(), IDS)), max_size=4),
    own=st.sets(st.sampled_from("pqrstu")),
)
def test_the_three_counts_always_bound_each_other(titles, leads, units, own):
    """None <= title <= all, unit for unit and together, and never more than there are."""
    rows = [
        {"actor_id": f"u{n}", "name": name, "parent_actor_id": parent}
        for n, (name, parent) in enumerate(units)
    ]
    led = attributed(titles, leads, rows, own)

    assert led.none <= led.title <= led.all <= set(titles)
    assert all(unit.by_title <= unit.by_parent for unit in led.units)


def test_the_host_is_who_else_has_the_number():
    """Where nobody wrote down the host, the number tells; a unit is not its own host."""
    unit = {"actor_id": "robo", "name": "R", "cvr": "29283958", "is_embedded": True}
    register = a_register(actors=[unit, {"actor_id": "sdu", "name": "SDU", "cvr": "29283958"}])
    units = with_hosts(register, a_table("actors", [unit]))

    assert units["parent_actor_id"].tolist() == ["sdu"]
