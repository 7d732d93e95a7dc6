"""The ways from one actor to another are shortest first, told tie by tie."""

from datetime import date

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.analysis.network import introducers, nearest_reachable, warm_paths
from ecosystem.model.errors import UnknownIdError
from tests.analysis.network.former_paths import (
    former_introducers,
    former_nearest,
    former_paths,
)


def ties(*pairs):
    """A graph of actors tied as partners."""
    graph = nx.MultiDiGraph()
    graph.add_nodes_from(sorted({end for pair in pairs for end in pair}), kind="firm")
    graph.add_edges_from((a, b, {"kind": "partner", "evidence": "claimed"}) for a, b in pairs)
    return graph


def routes(graph, start, end, most=3):
    """The ids along each way."""
    return [
        [start, *(step.to_id for step in path.steps)]
        for path in warm_paths(graph, start, end, most)
    ]


@st.composite
def networks(draw):
    """Any small network."""
    n = draw(st.integers(2, 8))
    pairs = [(f"a{i}", f"a{j}") for i in range(n) for j in range(n) if i != j]
    graph = ties(*draw(st.lists(st.sampled_from(pairs), unique=True, max_size=16)))
    graph.add_nodes_from([f"a{i}" for i in range(n)], kind="firm")
    return graph


KINDS = {"project": ("takes_part",), "offer": ("offers", "uses")}
"""How an actor is tied to each sort of point."""


@st.composite
def registers(draw):
    """Any small register: ties, projects and offers, made-up rows among them, ties told twice."""
    chance = st.sampled_from([False, False, True])
    graph = nx.MultiDiGraph()
    actors = [f"a{i}" for i in range(draw(st.integers(2, 6)))]
    for actor in actors:
        graph.add_node(actor, kind="firm", is_synthetic=draw(chance))
    points = [f"p{i}" for i in range(draw(st.integers(1, 3)))]
    for point in points:
        kind = draw(st.sampled_from(["project", "offer"]))
        graph.add_node(point, kind=kind, is_synthetic=draw(chance))
    for _ in range(draw(st.integers(2, 16))):
        start, end = draw(st.sampled_from(actors)), draw(st.sampled_from([actors[-1], *points]))
        if start != end:
            kind = graph.nodes[end]["kind"]
            tie = draw(st.sampled_from(KINDS.get(kind, ("member_of", "partner"))))
            graph.add_edge(
                start,
                end,
                kind=tie,
                evidence=draw(st.sampled_from(["claimed", "member", "accepted_referral"])),
                valid_from=draw(st.sampled_from([None, date(2020, 1, 1), date(2024, 1, 1)])),
                source=draw(st.sampled_from([None, "one", "two"])),
                is_synthetic=draw(chance),
            )
    return graph


@given(registers(), st.integers(1, 4), st.booleans())
@settings(max_examples=400, deadline=None)
def test_the_search_from_both_ends_finds_what_the_plain_one_finds(graph, most, or_examples):
    """Ways, their order, every word of each step, introducers and nearest are the same."""
    assert warm_paths(graph, "a0", "a1", most, or_examples=or_examples) == former_paths(
        graph, "a0", "a1", most, or_examples=or_examples
    )
    assert introducers(graph, "a0", "a1") == former_introducers(graph, "a0", "a1")
    assert nearest_reachable(graph, "a0", most) == former_nearest(graph, "a0", most)


@given(networks())
@settings(max_examples=100, deadline=None)
def test_ways_are_as_short_as_the_reference_finds_them(graph):
    """Lengths equal networkx's shortest simple paths, and no way goes in a circle."""
    ways = routes(graph, "a0", "a1")
    plain = nx.Graph(graph)
    expected = []
    if nx.has_path(plain, "a0", "a1"):
        for path in nx.shortest_simple_paths(plain, "a0", "a1"):
            expected.append(len(path))
            if len(expected) == 3:
                break

    assert [len(route) for route in ways] == expected
    assert all(len(set(route)) == len(route) for route in ways)
    assert len({tuple(route) for route in ways}) == len(ways)


def test_a_shared_project_is_one_step_with_its_year_and_name():
    """Two who sat in the same project know each other."""
    graph = ties()
    graph.add_nodes_from(["a", "b"], kind="firm")
    graph.add_node("project/p", kind="project", name="P")
    for actor in ("a", "b"):
        graph.add_edge(
            actor, "project/p", kind="takes_part", evidence="joint_project", source="list",
            valid_from=date(2012, 5, 1),
        )  # fmt: skip

    (step,) = warm_paths(graph, "a", "b")[0].steps

    assert (step.relation, step.via_id, step.year, step.source) == (
        "takes_part", "project/p", 2012, "list",
    )  # fmt: skip


def test_the_best_documented_of_several_ties_is_told():
    """A joint project says more than a claim."""
    graph = ties(("a", "b"))
    graph.add_edge("b", "a", kind="refers_to", evidence="accepted_referral", source="log")

    (step,) = warm_paths(graph, "a", "b")[0].steps

    assert (step.relation, step.is_reversed) == ("refers_to", True)


def test_users_of_one_offer_do_not_know_each_other():
    """They meet through its provider only."""
    graph = ties()
    graph.add_nodes_from(["k", "f", "g"], kind="firm")
    graph.add_node("offer/o", kind="offer")
    graph.add_edge("k", "offer/o", kind="offers", evidence="claimed")
    for firm in ("f", "g"):
        graph.add_edge(firm, "offer/o", kind="uses", evidence="claimed")

    assert routes(graph, "f", "g") == [["f", "k", "g"]]
    assert [step.is_reversed for step in warm_paths(graph, "f", "g")[0].steps] == [False, True]


def test_no_way_is_said_and_the_nearest_are_offered():
    """Who cannot be reached is not reached; the nearest come first, the best connected before."""
    graph = ties(("a", "b"), ("b", "c"), ("x", "y"))

    assert warm_paths(graph, "a", "x") == ()
    assert nearest_reachable(graph, "a") == ("b", "c")
    assert nearest_reachable(graph, "x") == ("y",)
    assert routes(graph, "a", "a") == [["a"]]


def test_unknown_actors_are_answered_with_the_nearest():
    """A project is no actor either."""
    with pytest.raises(UnknownIdError, match="Nearest: cluster"):
        warm_paths(ties(("cluster", "b")), "b", "clusterr")
