"""Whose loss hurts most is said only when it stays so."""

import networkx as nx

from ecosystem.analysis import network


def test_the_loss_that_hurts_most_is_clear_only_when_it_stays_so():
    """One hub of a star is clear; two hubs that share a ring of actors take turns."""
    star = network.loss_bands(nx.star_graph(["hub", *"abcdefgh"]), first=1)
    ring = network.loss_bands(nx.cycle_graph(8), first=1)
    twins = nx.Graph([("h1", f"a{n}") for n in range(6)] + [("h2", f"b{n}") for n in range(6)])
    twins.add_edge("h1", "h2")

    assert [(banded.actor_id, banded.band) for banded in star] == [("hub", "clear")]
    assert star[0].low <= star[0].loss <= star[0].high
    assert all(banded.band == "possible" for banded in network.loss_bands(twins, first=1))
    assert all(banded.loss == 0 for banded in ring)
    assert network.loss_bands(nx.Graph()) == ()


def test_only_those_compared_are_told_as_first():
    """Whoever may not be named is passed over; the figures are those of the whole network."""
    star = nx.MultiDiGraph()
    star.add_nodes_from(["hub", "second", *"abcdef"], kind="firm")
    pairs = [("hub", leaf) for leaf in "abcd"] + [("second", leaf) for leaf in "aef"]
    star.add_edges_from((a, b, {"kind": "partner", "evidence": "claimed"}) for a, b in pairs)
    others = [node for node in star if node != "hub"]

    loss = network.loss_bands(star, first=1, among=others)
    brokers = network.broker_bands(star, first=1, among=others)

    assert network.key_players(star, 1).actor_ids == ("hub",)
    assert network.key_players(star, 1, among=others).actor_ids == ("a",)
    assert "hub" not in {band.actor_id for band in (*loss, *brokers)}
    assert loss[0].loss == network.loss_of_each(star).loc[loss[0].actor_id, "loss"]
