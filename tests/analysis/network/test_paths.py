"""The ways from one actor to another are shortest first, told tie by tie."""

from datetime import date

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.analysis.network import nearest_reachable, warm_paths
from ecosystem.model.errors import UnknownIdError


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


@given(networks())
@settings(max_examples=100, deadline=None)
def test_ways_are_as_short_as_the_reference_finds_them(graph):
    """Lengths equal networkx's shortest simple paths, and no way goes in a circle."""
    found = routes(graph, "a0", "a1")
    plain = nx.Graph(graph)
    expected = []
    if nx.has_path(plain, "a0", "a1"):
        for path in nx.shortest_simple_paths(plain, "a0", "a1"):
            expected.append(len(path))
            if len(expected) == 3:
                break

    assert [len(route) for route in found] == expected
    assert all(len(set(route)) == len(route) for route in found)
    assert len({tuple(route) for route in found}) == len(found)


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
