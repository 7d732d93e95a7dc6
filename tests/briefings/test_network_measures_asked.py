"""Measures of a network are worked out where they are asked for, and say the same as among all."""

import pytest

from ecosystem.analysis import network, ties
from ecosystem.briefings.network.brief import brief_network
from ecosystem.briefings.network.figures import KINDS
from ecosystem.briefings.network.measures import _PARTS, ASKABLE, OF_BROKERS
from ecosystem.display.network.text import network_document
from ecosystem.model.errors import UnknownIdError
from tests.briefings.test_network import TODAY, a_register

HEAVY = [
    (network, "broker_bands"),
    (network, "loss_of_each"),
    (network, "betweenness"),
    (network, "communities"),
    (network, "steps_to"),
    (ties, "position_memberships"),
    (ties, "predicted_ties"),
]


def briefed(measures=ASKABLE):
    """The network of a small position."""
    return brief_network(a_register(), "energi", TODAY, measures=measures)


def test_every_measure_belongs_to_one_part_of_the_work():
    """None is forgotten, and none is worked out twice."""
    names = [name for part in _PARTS for name in part.names]

    assert sorted([*names, *OF_BROKERS - {"brokers"}]) == sorted(KINDS)


def test_a_measure_asked_for_alone_is_the_one_among_all():
    """Figure, sentence and caveat do not depend on what else is asked."""
    whole = briefed()

    for name in whole.measures:
        assert briefed([name]).measures == {name: whole.measures[name]}, name
    assert briefed(["brokers"]).brokers == whole.brokers != ()
    assert briefed(["predicted"]).predicted == whole.predicted
    assert (
        briefed(["neighbouring_positions"]).neighbouring_positions == whole.neighbouring_positions
    )


def test_what_nobody_asks_for_takes_no_work(monkeypatch):
    """A picture alone waits for no loss bands and no networks drawn by chance."""
    whole = briefed()
    for room, name in HEAVY:
        monkeypatch.delattr(room, name, raising=True)

    briefing = briefed(())

    assert briefing.measures == {}
    assert (briefing.nodes, briefing.links) == (whole.nodes, whole.links)
    assert briefing.isolated_ids == whole.isolated_ids


def test_what_was_not_asked_for_is_named_and_never_looks_like_none():
    """An empty list of brokers beside their name among the unasked tells nothing of brokers."""
    document = network_document(briefed(["groups"]))

    assert set(document["measures"]) == {"groups"}
    assert "brokers" in document["not_asked"]
    assert "groups" not in document["not_asked"]
    assert network_document(briefed())["not_asked"] == ()


def test_a_measure_that_there_is_not_is_refused_with_the_nearest():
    """A slip of the pen is told before any work."""
    with pytest.raises(UnknownIdError, match="betweenness"):
        briefed(["betweeness"])
