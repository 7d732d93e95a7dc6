"""Who has a way to whom: the same over a graph and over the rows it is made of."""

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.analysis.network import (
    components,
    fragmentation,
    has_way,
    isolated,
    loss_of,
    loss_of_each,
    reach,
)
from tests.thorough import tries

KINDS = {"project": "takes_part", "offer": "uses"}


def graph_of(rows):
    """The graph of some rows of ties."""
    graph = nx.MultiDiGraph()
    for start, end, kind in rows:
        graph.add_node(start, kind="firm")
        graph.add_node(end, kind=end.partition("/")[0] if "/" in end else "firm")
        graph.add_edge(start, end, kind=kind)
    return graph


def table_of(rows):
    """The same as a table."""
    return pd.DataFrame(rows, columns=["start", "end", "kind"])


ACTORS = [f"a{n}" for n in range(6)]
TIES = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(ACTORS), st.sampled_from(ACTORS), st.just("partner")),
        st.tuples(
            st.sampled_from(ACTORS),
            st.sampled_from(["project/p", "project/q"]),
            st.just("takes_part"),
        ),
        st.tuples(
            st.sampled_from(ACTORS),
            st.sampled_from(["offer/o", "offer/p"]),
            st.sampled_from(["uses", "offers"]),
        ),
    ).filter(lambda tie: tie[0] != tie[1]),
    min_size=1,
    max_size=14,
)


@pytest.mark.thorough
@settings(max_examples=tries(40, 500))
@given(TIES)
def test_rows_and_graph_are_measured_alike(rows):
    """A register too large for a graph of objects gets the same answers."""
    graph, table = graph_of(rows), table_of(rows)

    groups = components(graph).groupby(components(graph)).groups.values()
    of_rows = components(table).groupby(components(table)).groups.values()
    assert {frozenset(g) for g in groups} == {frozenset(g) for g in of_rows}
    assert fragmentation(graph) == pytest.approx(fragmentation(table), nan_ok=True)
    losses, of_table = loss_of_each(graph)["loss"], loss_of_each(table)["loss"]
    pd.testing.assert_series_equal(losses.sort_index(), of_table.sort_index())
    ends = ACTORS[:2]
    assert has_way(graph, ACTORS, ends).to_dict() == has_way(table, ACTORS, ends).to_dict()


@given(TIES)
def test_a_way_is_a_number_of_steps_that_is_not_infinite(rows):
    """Reach within very many steps and having a way are one thing."""
    graph = graph_of(rows)
    starts = [actor for actor in ACTORS if actor in graph]

    share = reach(graph, starts, ["a0"], most_steps=40).iloc[-1]

    assert share == pytest.approx(has_way(graph, starts, ["a0"]).mean())


USED = [("f", "offer/o", "uses"), ("g", "offer/o", "uses")]


@pytest.mark.parametrize(
    ("rows", "groups"),
    [(USED, [{"f"}, {"g"}]), ([*USED, ("k", "offer/o", "offers")], [{"f", "g", "k"}])],
)
def test_two_users_of_an_offer_meet_by_its_provider_alone(rows, groups):
    """They do not know each other; whoever runs the offer knows both."""
    numbers = components(graph_of(rows))

    assert {frozenset(numbers.index[numbers == n]) for n in numbers.unique()} == set(
        map(frozenset, groups)
    )


def test_users_are_two_steps_apart():
    """Over the provider, and not one step over the offer."""
    graph = graph_of([*USED, ("k", "offer/o", "offers"), ("g", "lab", "partner")])

    assert reach(graph, ["f"], ["g"]).to_dict() == {1: 0.0, 2: 1.0, 3: 1.0}
    assert reach(graph, ["f"], ["k"]).to_dict() == {1: 1.0, 2: 1.0, 3: 1.0}


def test_an_offer_does_not_hold_its_users_together_without_its_provider():
    """When the provider disappears they have nobody."""
    graph = graph_of([*USED, ("k", "offer/o", "offers")])

    lost = loss_of(graph, ["k"])

    assert lost.cut_off == ("f", "g")
    assert loss_of_each(graph).loc["k", "pieces"] == 2
    assert isolated(graph_of(USED)) == ["f", "g"]


def test_whoever_has_no_tie_has_no_way_but_to_itself():
    """No row at all is no way; an institution is where it is."""
    answers = has_way(table_of([("f", "lab", "partner")]), ["alone", "f", "lab2"], ["lab", "lab2"])

    assert answers.to_dict() == {"alone": False, "f": True, "lab2": True}
