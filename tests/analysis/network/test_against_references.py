"""The measures agree with networkx, and with worked examples done by hand."""

import math
from itertools import combinations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.analysis import network
from ecosystem.model.errors import UnknownIdError


@st.composite
def graphs(draw, most=14, *, weighted=False):
    """Any graph of a few actors, isolated ones among them."""
    n = draw(st.integers(2, most))
    pairs = [(a, b) for a in range(n) for b in range(a + 1, n)]
    tied_pairs = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=3 * n))
    graph = nx.Graph()
    graph.add_nodes_from(f"a{i}" for i in range(n))
    for a, b in tied_pairs:
        weight = draw(st.sampled_from([0.25, 0.5, 1.0, 2.0])) if weighted else 1.0
        graph.add_edge(f"a{a}", f"a{b}", weight=weight)
    return graph


def same(computed, reference):
    """Equal to nine places, actor by actor; not a number equals not a number."""
    return all(
        (math.isnan(computed[k]) and math.isnan(v))
        or math.isclose(computed[k], v, rel_tol=1e-9, abs_tol=1e-9)
        for k, v in reference.items()
    ) and len(computed) == len(reference)


@given(graphs(weighted=True))
@settings(max_examples=80, deadline=None)
def test_single_actor_measures_agree_with_networkx(graph):
    """Degree, strength, core, constraint and effective size are those of the reference."""
    assert same(network.degree(graph), dict(graph.degree()))
    assert same(network.strength(graph), dict(graph.degree(weight="weight")))
    assert same(network.k_core(graph), nx.core_number(graph))
    assert same(network.effective_size(graph), nx.effective_size(graph))
    if graph.size():
        one_by_one = {v: nx.constraint(graph, [v], weight="weight")[v] for v in graph}
        assert same(network.constraint(graph), one_by_one)
        assert same(network.constraint(graph), nx.constraint(graph, weight="weight"))


@given(graphs(), st.integers(1, 5), st.integers(0, 3))
@settings(max_examples=80, deadline=None)
def test_betweenness_agrees_with_networkx_exact_and_sampled(graph, pivots, seed):
    """Sampling takes the same pivots and the same scale as the reference."""
    exact = network.betweenness(graph)
    assert exact.pivots is None
    assert same(exact.scores, nx.betweenness_centrality(graph))

    k = min(pivots, len(graph) - 1)
    sampled = network.betweenness(graph, exact_up_to=1, pivots=k, seed=seed)
    reference = nx.betweenness_centrality(graph, k=k, seed=seed)
    if len(graph) > 2:
        expected = {a: v for a, v in reference.items() if not math.isnan(sampled.scores[a])}
        assert sampled.pivots == k
        assert all(math.isclose(sampled.scores[a], v, abs_tol=1e-9) for a, v in expected.items())
        assert len(expected) >= len(graph) - 1


@given(graphs())
@settings(max_examples=60, deadline=None)
def test_cohesion_agrees_with_networkx(graph):
    """Groups, connectivity, mixing and modularity are those of the reference."""
    groups = {node: place % 3 for place, node in enumerate(graph)}
    nx.set_node_attributes(graph, groups, "group")
    parts = list(nx.connected_components(graph))

    assert network.components(graph).nunique() == len(parts)
    assert {
        frozenset(g.index) for _, g in network.components(graph).groupby(network.components(graph))
    } == {frozenset(part) for part in parts}
    assert network.isolated(graph) == list(nx.isolates(graph))
    spectrum = np.linalg.eigvalsh(nx.laplacian_matrix(graph).toarray().astype(float))
    assert math.isclose(network.algebraic_connectivity(graph), spectrum[1], abs_tol=1e-9)
    if graph.size():
        divided = [{n for n in graph if groups[n] == g} for g in set(groups.values())]
        assert math.isclose(
            network.modularity(graph, groups), nx.community.modularity(graph, divided), abs_tol=1e-9
        )
        mixing = network.assortativity(graph, groups)
        reference = nx.attribute_assortativity_coefficient(graph, "group") if mixing < 2 else mixing
        assert math.isnan(mixing) or math.isclose(mixing, reference, abs_tol=1e-9)
        assert same(network.pagerank(graph), nx.pagerank(graph, tol=1e-13, max_iter=1000))


@given(graphs(most=10))
@settings(max_examples=60, deadline=None)
def test_the_loss_of_each_equals_taking_it_out(graph):
    """The walk over blocks gives what recomputing without the actor gives."""
    each = network.loss_of_each(graph)

    for actor in graph:
        rest = graph.copy()
        rest.remove_node(actor)
        expected = network.fragmentation(rest)
        after = each.loc[actor, "fragmentation_after"]
        assert (math.isnan(after) and math.isnan(expected)) or math.isclose(
            after, expected, abs_tol=1e-12
        )
        neighbours = [
            len(part) for part in nx.connected_components(rest) if part & set(graph[actor])
        ]
        assert each.loc[actor, "pieces"] == len(neighbours)
        assert each.loc[actor, "cut_off"] == sum(size == 1 for size in neighbours)


@given(graphs())
@settings(max_examples=60, deadline=None)
def test_distances_agree_with_networkx(graph):
    """Distance-weighted fragmentation is one less the reference's global efficiency."""
    assert math.isclose(
        network.distance_fragmentation(graph), 1 - nx.global_efficiency(graph), abs_tol=1e-9
    )
    nearest = nx.multi_source_dijkstra_path_length(graph, {"a0", "a1"}, weight=None)
    steps = network.steps_to(graph, ["a0", "a1"])
    assert all(steps[node] == nearest.get(node, math.inf) for node in graph)


def test_burts_ring_with_a_tail():
    """Case 1 of the methods: constraint, effective size, betweenness and loss of five actors."""
    ties = nx.Graph(["HA", "HB", "HC", "AB", "CD"])

    closed_in = network.constraint(ties).round(3)
    size = network.effective_size(ties).round(3)
    between = network.betweenness(ties).scores.round(3)

    assert closed_in.to_dict() == {"H": 0.611, "A": 1.007, "B": 1.007, "C": 0.5, "D": 1.0}
    assert (size["H"], size["C"]) == (2.333, 2.0)
    assert (between["H"], between["C"]) == (0.667, 0.5)
    assert network.fragmentation(ties) == 0
    assert round(network.distance_fragmentation(ties), 3) == 0.283
    for actor, f, df in (("H", 0.667, 0.667), ("C", 0.5, 0.5), ("A", 0.0, 0.278)):
        loss = network.loss_of(ties, [actor])
        assert (round(loss.fragmentation_after, 3), round(loss.distance_after, 3)) == (f, df)


def test_five_ways_of_passing_on():
    """Case 2 of the methods: one actor in every role, and one triad closed."""
    arcs = nx.DiGraph([("a", "v"), ("d", "v"), ("v", "b"), ("v", "c"), ("v", "e")])
    sorts = {"a": "firm", "b": "firm", "v": "firm", "c": "uni", "d": "uni", "e": "hub"}

    roles = network.gould_fernandez(arcs, sorts).loc["v"]
    closed = network.gould_fernandez(nx.DiGraph([*arcs.edges, ("d", "c")]), sorts).loc["v"]

    assert roles.to_dict() == {
        "coordinator": 1, "itinerant": 1, "gatekeeper": 1, "representative": 2, "liaison": 1,
    }  # fmt: skip
    assert closed["itinerant"] == 0


@st.composite
def digraphs(draw):
    """Any directed graph of a few actors."""
    n = draw(st.integers(3, 8))
    pairs = [(a, b) for a in range(n) for b in range(n) if a != b]
    arcs = nx.DiGraph()
    arcs.add_nodes_from(range(n))
    arcs.add_edges_from(draw(st.lists(st.sampled_from(pairs), unique=True, max_size=20)))
    return arcs


@given(digraphs(), st.lists(st.integers(0, 2), min_size=8, max_size=8))
@settings(max_examples=100, deadline=None)
def test_roles_equal_a_count_triad_by_triad(arcs, labels):
    """The matrix form counts what reading every triad counts."""
    groups = dict(enumerate(labels))
    counts = network.gould_fernandez(arcs, groups)
    expected = {v: dict.fromkeys(network.BrokerRole, 0) for v in arcs}
    for a, v in arcs.edges:
        for c in arcs.successors(v):
            if c in (a, v) or arcs.has_edge(a, c):
                continue
            first, middle, last = groups[a], groups[v], groups[c]
            if first == middle == last:
                role = network.BrokerRole.COORDINATOR
            elif first == last:
                role = network.BrokerRole.ITINERANT
            elif middle == last:
                role = network.BrokerRole.GATEKEEPER
            elif first == middle:
                role = network.BrokerRole.REPRESENTATIVE
            else:
                role = network.BrokerRole.LIAISON
            expected[v][role] += 1

    assert all(counts.loc[v, r] == n for v, roles in expected.items() for r, n in roles.items())


def test_zacharys_club_has_the_published_figures():
    """Cores, connectivity and divisions of the karate club as networkx documents them."""
    club = nx.karate_club_graph()
    for _, _, data in club.edges(data=True):
        data["weight"] = 1.0
    clubs = nx.get_node_attributes(club, "club")

    assert network.k_core(club).value_counts()[4] == 10
    assert round(network.algebraic_connectivity(club), 4) == 0.4685
    assert round(network.modularity(club, clubs), 4) == 0.3582
    assert round(network.modularity(club, network.communities(club)), 4) == 0.4198  # Brandes 2008
    assert network.betweenness(club).scores.idxmax() == 0


def test_key_players_may_be_bettered_by_no_swap():
    """Every pair is tried against what the search gives, on a graph small enough."""
    graph = nx.barbell_graph(4, 3)
    players = network.key_players(graph, 2)
    best = max(
        network.fragmentation(graph.subgraph(set(graph) - set(pair)))
        for pair in combinations(graph, 2)
    )

    assert math.isclose(players.fragmentation_after, best)
    by_distance = network.key_players(graph, 2, by="distance")
    assert by_distance.fragmentation_after >= network.distance_fragmentation(graph)


@settings(max_examples=30)
@given(seed=st.integers(0, 10_000), ties=st.integers(5, 25))
def test_few_sets_of_key_players_are_all_tried(seed, ties):
    """On a graph of eleven no pair fragments more, and the answer says that it is exact."""
    graph = nx.gnm_random_graph(11, ties, seed=seed)
    players = network.key_players(graph, 2)
    best = max(
        network.fragmentation(graph.subgraph(set(graph) - set(pair)))
        for pair in combinations(graph, 2)
    )

    assert players.is_exact
    assert math.isclose(players.fragmentation_after, best)


def test_many_sets_are_searched_and_the_answer_says_so():
    """Sixty actors have 1,770 pairs: greedy and swaps, bettered by no single swap."""
    graph = nx.connected_caveman_graph(10, 6)
    players = network.key_players(graph, 2)

    assert not players.is_exact
    assert network.key_players(graph, 1).is_exact
    for stays in players.actor_ids:
        for swap in set(graph) - set(players.actor_ids):
            left = graph.subgraph(set(graph) - {stays, swap})
            assert network.fragmentation(left) <= players.fragmentation_after + 1e-12


def test_an_order_of_leaving_names_each_actor_once_and_only_those_there():
    """Somebody twice would count as two losses; a stranger is told by name."""
    with pytest.raises(ValueError, match="0 more than once"):
        network.robustness(nx.star_graph(3), order=[0, 0])
    with pytest.raises(UnknownIdError, match="'9'"):
        network.robustness(nx.star_graph(3), order=[9])


def test_robustness_of_a_star_and_a_clique():
    """A star falls apart with its middle, a clique loses one at a time."""
    clique = network.robustness(nx.complete_graph(4), order=[0, 1, 2, 3])

    assert clique.curve.tolist() == [1.0, 0.75, 0.5, 0.25, 0.0]
    assert clique.index == 0.375
    aimed = network.robustness(nx.star_graph(9), order=[0]).index
    assert network.robustness(nx.star_graph(9), draws=20).index > aimed


@pytest.mark.parametrize("measure", [network.fragmentation, network.distance_fragmentation])
def test_nobody_and_one_alone_have_no_pairs(measure):
    """Without a pair there is nothing to be apart: not a number, not zero."""
    nobody, alone = nx.Graph(), nx.Graph()
    alone.add_node("a")

    assert math.isnan(measure(nobody))
    assert math.isnan(measure(alone))


@pytest.mark.parametrize(
    "measure",
    [
        network.components,
        network.degree,
        network.strength,
        network.k_core,
        network.constraint,
        network.effective_size,
        network.pagerank,
        network.communities,
        network.loss_of_each,
        lambda graph: network.betweenness(graph).scores,
    ],
)
def test_every_measure_takes_an_empty_graph_and_a_single_actor(measure):
    """A register with one actor or none gives a short answer, never an error."""
    alone = nx.Graph()
    alone.add_node("a")

    assert len(measure(nx.Graph())) == 0
    assert len(measure(alone)) == 1


def test_actors_without_a_tie_are_communities_of_their_own_and_change_nothing():
    """They come last, each alone, and the others are divided as without them."""
    club = nx.karate_club_graph()
    alone = [f"alone {number}" for number in range(3)]
    joined = nx.Graph()
    joined.add_nodes_from(alone)
    joined.add_edges_from(club.edges(data=True))

    divided = network.communities(joined)

    assert divided.drop(alone).to_dict() == network.communities(joined.subgraph(club)).to_dict()
    assert sorted(divided[alone]) == [divided.drop(alone).max() + n for n in (1, 2, 3)]


def test_a_project_connects_however_it_is_told_and_a_place_does_not():
    """Two ties to one project are one, a tie of place is none, and a self-tie is none."""
    graph = nx.MultiDiGraph()
    graph.add_nodes_from("abc", kind="firm")
    graph.add_node("project/1", kind="project")
    for party in ("a", "b", "b"):
        graph.add_edge(party, "project/1", kind="takes_part", evidence="joint_project")
    graph.add_edge("b", "c", kind="same_place", evidence="claimed")
    graph.add_edge("c", "c", kind="partner", evidence="claimed")

    assert network.components(graph).to_dict() == {"a": 0, "b": 0, "c": 1}
    assert network.steps_to(graph, ["a"])["b"] == 1
    assert network.loss_of(graph, ["a"]).ties_lost == 1


@pytest.mark.parametrize("damping", [0.5, 0.85, 0.99])
def test_pagerank_is_that_of_networkx_where_many_have_no_tie_and_few_have_most(damping):
    """A star, a chain and actors alone: the steps are stretched, the shares are the same."""
    graph = nx.disjoint_union(nx.star_graph(30), nx.path_graph(30))
    graph.add_nodes_from(range(100, 130))

    shares = network.pagerank(graph, damping)

    assert same(shares, nx.pagerank(graph, damping, tol=1e-15, max_iter=5000))
    assert math.isclose(shares.sum(), 1, abs_tol=1e-12)


def test_mixing_is_held_against_shuffled_labels_and_shuffled_ties():
    """Two cliques of one sort each mix less than either null; the answer repeats with its seed."""
    ties = nx.disjoint_union(nx.complete_graph(6), nx.complete_graph(6))
    ties.add_edge(0, 6)
    sorts = {node: node // 6 for node in ties}

    for by in ("labels", "ties"):
        index = network.ei_index_against_chance(ties, sorts, draws=200, by=by)
        assert index.observed < index.expected
        assert index.p_low < 0.02
        assert index == network.ei_index_against_chance(ties, sorts, draws=200, by=by)
    assert network.assortativity_against_chance(ties, sorts, draws=100).p_high < 0.02


@given(graphs(), st.integers(0, 5))
@settings(max_examples=40, deadline=None)
def test_rewiring_keeps_every_actors_number_of_ties(graph, seed):
    """Swapped ties are as many an actor as before, with none doubled and none to itself."""
    from ecosystem.analysis.network.null_models import rewired

    compact_graph = network.compact(graph)
    for starts, ends in rewired(compact_graph, draws=3, rng=np.random.default_rng(seed)):
        again = nx.Graph(list(zip(starts.tolist(), ends.tolist(), strict=True)))
        assert again.size() == graph.size()
        assert all(a != b for a, b in again.edges)
        assert all(
            again.degree(compact_graph.places[n]) == graph.degree(n)
            for n in graph
            if graph.degree(n)
        )


def test_concentration_counts_those_with_nothing():
    """Two idle clusters change the Gini and the comparison figure, not the largest share."""
    busy, with_idle = network.concentration([5, 3, 2]), network.concentration([5, 3, 2, 0, 0])

    assert busy.largest_1 == with_idle.largest_1 == 0.5
    assert with_idle.gini > busy.gini
    assert (round(busy.hhi_if_equal), with_idle.hhi_if_equal) == (3333, 2000)
    assert network.concentration([]).actors == 0
