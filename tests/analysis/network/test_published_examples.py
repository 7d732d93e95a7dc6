"""The measures give the figures that others have published, and hold for graphs of any make."""

import math
from itertools import permutations

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.analysis import network, ties
from tests.analysis.network.test_against_references import graphs, same


def test_krackhardts_kite():
    """Three actors are first, each in its own way. Krackhardt 1990, ASQ 35:342, figure 3."""
    kite = nx.krackhardt_kite_graph()  # 3 is Diane, 5 and 6 Fernando and Garth, 7 Heather

    between = network.betweenness(kite, is_normalized=False).scores.round(3)

    assert network.degree(kite).idxmax() == 3
    assert network.degree(kite)[3] == 6
    assert between[7] == 14
    assert (between[5], between[6], between[8]) == (8.333, 8.333, 8)
    assert network.loss_of(kite, [7]).cut_off == ()
    assert network.loss_of(kite, [8]).cut_off == (9,)
    assert network.loss_of_each(kite).loc[7, "pieces"] == 2


def test_the_medici_stand_between_the_families_of_florence():
    """Betweenness .522, next Guadagni .255. Padgett & Ansell 1993, AJS 98:1259; Jackson 2008."""
    families = nx.florentine_families_graph()
    families.add_node("Pucci")  # married into none of the others

    between = network.betweenness(families.subgraph(set(families) - {"Pucci"})).scores

    assert between.round(3)[["Medici", "Guadagni", "Strozzi"]].tolist() == [0.522, 0.255, 0.103]
    assert network.isolated(families) == ["Pucci"]
    assert network.key_players(families, 1).actor_ids == ("Medici",)
    assert network.constraint(families).idxmin() == "Medici"


def test_a_karate_club_that_fell_apart():
    """Two sides, modularity .3715, four groups at best, .4198. Zachary 1977, JAR 33:452.

    Newman 2006, PNAS 103:8577 (two sides); Brandes et al. 2008, IEEE TKDE 20:172 (the best there
    is). The member whom the two sides divide differently went with the officers.
    """
    weighted = nx.karate_club_graph()
    club = nx.Graph(list(weighted.edges()))
    club.add_nodes_from(weighted)
    sides = {member: weighted.nodes[member]["club"] for member in weighted} | {8: "Officer"}

    between = network.betweenness(club).scores
    best = network.communities(club)
    core = network.k_core(club)

    assert round(network.modularity(club, sides), 4) == 0.3715
    assert round(network.modularity(club, best.to_dict()), 4) == 0.4198
    assert best.nunique() == 4
    assert between.round(4)[[0, 33, 32, 2, 31]].tolist() == [0.4376, 0.3041, 0.1452, 0.1437, 0.1383]
    assert (core.max(), int((core == 4).sum())) == (4, 10)
    assert round(network.degree_assortativity(club), 4) == -0.4756


@pytest.mark.parametrize("n", [2, 3, 5, 8])
def test_fragmentation_of_paths_stars_and_cliques(n):
    """Formulas 4 and 9 of Borgatti 2006, CMOT 12:21, worked out for three shapes."""
    path, star, clique = nx.path_graph(n), nx.star_graph(n), nx.complete_graph(n)
    along = 1 - 2 * sum((n - d) / d for d in range(1, n)) / (n * (n - 1))
    around = 1 - (2 * n + n * (n - 1) / 2) / (n * (n + 1))

    assert math.isclose(network.distance_fragmentation(path), along, abs_tol=1e-12)
    assert math.isclose(network.distance_fragmentation(star), around, abs_tol=1e-12)
    assert network.distance_fragmentation(clique) == network.fragmentation(clique) == 0
    assert network.loss_of(star, [0]).fragmentation_after == 1
    assert network.fragmentation(nx.empty_graph(n)) == 1


def test_the_women_of_the_south_fall_into_two_sets():
    """Who met at 14 events; Evelyn and Laura met 6 times. Davis, Gardner & Gardner 1941, p. 148."""
    two_mode = nx.davis_southern_women_graph()
    women = two_mode.graph["top"]
    table = pd.DataFrame(
        [[int(two_mode.has_edge(w, e)) for e in two_mode.graph["bottom"]] for w in women],
        index=women,
    )

    met = ties.meetings_in(table)
    pairs = ties.pairs_against_null(met, draws=200)
    one_mode = nx.bipartite.weighted_projected_graph(two_mode, women)

    assert (len(met.actor_ids), len(met.project_ids), len(met.actors)) == (18, 14, 89)
    assert pairs.loc[("Evelyn Jefferson", "Laura Mandeville"), "observed"] == 6
    assert len(pairs) == one_mode.size() == 139
    share = (pairs["p_more"] <= 0.05).mean()  # 91 % of pairs are tied, few more than by chance
    assert share < 0.1


@pytest.mark.parametrize(
    ("graph", "value"),
    [
        (nx.path_graph(5), 2 * (1 - math.cos(math.pi / 5))),
        (nx.cycle_graph(6), 2 * (1 - math.cos(2 * math.pi / 6))),
        (nx.star_graph(7), 1.0),
        (nx.complete_graph(5), 5.0),
        (nx.hypercube_graph(3), 2.0),
    ],
)
def test_algebraic_connectivity_of_graphs_with_a_formula(graph, value):
    """Path, ring, star, clique and cube. Fiedler 1973, section 3."""
    assert math.isclose(network.algebraic_connectivity(graph), value, abs_tol=1e-9)


def test_false_discovery_of_the_first_worked_example():
    """Fifteen p-values of which four are rejected at 5 %. Benjamini & Hochberg 1995, section 4."""
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240,
         0.4262, 0.5719, 0.6528, 0.7590, 1.0]  # fmt: skip

    assert (ties.false_discovery(np.array(p)) <= 0.05).sum() == 4


def test_strength_in_projects_of_the_first_worked_example():
    """Papers of n authors tie each pair by 1/(n - 1). Newman 2001, PRE 64:016132, figure 2."""
    papers = nx.Graph([("A", 1), ("B", 1), ("C", 1), ("A", 2), ("B", 2)])
    tied = nx.bipartite.collaboration_weighted_projected_graph(papers, ["A", "B", "C"])

    assert tied.edges["A", "B"]["weight"] == 1.5
    assert network.strength(tied).to_dict() == {"A": 2.0, "B": 2.0, "C": 1.0}


KINDS = [nx.Graph, nx.DiGraph, nx.MultiGraph, nx.MultiDiGraph]


@st.composite
def any_graphs(draw):
    """Graphs of every make: nobody, one, two; to itself, twice, one way, apart."""
    n = draw(st.integers(0, 7))
    graph = draw(st.sampled_from(KINDS))()
    graph.add_nodes_from(range(n))
    if n:
        ends = st.tuples(st.integers(0, n - 1), st.integers(0, n - 1))
        for a, b in draw(st.lists(ends, max_size=14)):
            graph.add_edge(a, b, weight=draw(st.sampled_from([0.5, 1.0, 2.0])))
    return graph


def plain(graph):
    """The same as networkx needs it: no direction, nothing to itself, weights added up."""
    undirected = nx.Graph()
    undirected.add_nodes_from(graph)
    for a, b, weight in graph.edges(data="weight"):
        if a != b:
            before = undirected.get_edge_data(a, b, {"weight": 0.0})["weight"]
            undirected.add_edge(a, b, weight=before + weight)
    return undirected


@given(any_graphs())
@settings(max_examples=150, deadline=None)
def test_every_make_of_graph_agrees_with_networkx(graph):
    """Self-ties, parallel ties and directions are taken as documented, down to nobody at all."""
    undirected = plain(graph)

    assert same(network.degree(graph), dict(undirected.degree()))
    assert same(network.strength(graph), dict(undirected.degree(weight="weight")))
    assert same(network.betweenness(graph).scores, nx.betweenness_centrality(undirected))
    assert network.isolated(graph) == list(nx.isolates(undirected))
    if len(undirected):
        assert same(network.k_core(graph), nx.core_number(undirected))
        assert same(network.effective_size(graph), nx.effective_size(undirected))
        assert same(network.constraint(graph), nx.constraint(undirected, weight="weight"))
    if len(undirected) > 1:
        apart = 1 - nx.global_efficiency(undirected)
        assert math.isclose(network.distance_fragmentation(graph), apart, abs_tol=1e-9)
    if undirected.size() > 0 and len({d for _, d in undirected.degree() if d}) > 1:
        expected = nx.degree_pearson_correlation_coefficient(undirected)
        assert math.isclose(network.degree_assortativity(graph), expected, abs_tol=1e-9)


@given(graphs(most=9, weighted=True))
@settings(max_examples=60, deadline=None)
def test_weighted_effective_size_agrees_with_networkx(graph):
    """Burt's formula, actor by actor: networkx for all at once strays when weights differ."""
    directed = nx.DiGraph(graph)  # without directions networkx takes the short form
    one_by_one = nx.effective_size(directed, nodes=list(directed), weight="weight")

    assert same(network.effective_size(graph, is_weighted=True), one_by_one)


@given(graphs(most=5), st.lists(st.integers(0, 2), min_size=5, max_size=5))
@settings(max_examples=25, deadline=None)
def test_expected_roles_are_the_mean_over_every_way_to_deal_out_the_labels(graph, labels):
    """The closed form equals counting all permutations."""
    ids = list(graph)
    groups = dict(zip(ids, labels, strict=False))
    dealt = [
        network.gould_fernandez(graph, dict(zip(ids, order, strict=True))).to_numpy()
        for order in permutations(groups.values())
    ]

    expected = network.gould_fernandez_expected(graph, groups).to_numpy()

    assert len(ids) < 3 or np.allclose(expected, np.mean(dealt, axis=0), atol=1e-9)


@given(graphs(most=8), st.lists(st.integers(0, 2), min_size=8, max_size=8))
@settings(max_examples=60, deadline=None)
def test_roles_without_directions_are_those_of_ties_both_ways(graph, labels):
    """Listing triangles counts what the arcs in both directions count."""
    groups = dict(zip(graph, labels, strict=False))

    by_triangles, by_arcs = (network.gould_fernandez(g, groups) for g in (graph, nx.DiGraph(graph)))

    pd.testing.assert_frame_equal(by_triangles, by_arcs)


def test_roles_are_held_against_dealt_out_labels():
    """A hub between two firms is an itinerant broker more often than labels at random make it."""
    star = nx.star_graph(["hub", *(f"firm {n}" for n in range(6))])
    sorts = {node: node.split()[0] for node in star}

    compared = network.gould_fernandez_against_chance(star, sorts, draws=99)

    row = compared.loc[("hub", "itinerant")]
    assert row["observed"] == 30
    assert row["expected"] < 10
    assert row["p_more"] < 0.3


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


def test_assortativity_is_held_against_labels_and_ties():
    """Both nulls by name, and another word is refused."""
    two = nx.disjoint_union(nx.complete_graph(5), nx.complete_graph(5))
    two.add_edge(0, 5)
    sorts = {node: node // 5 for node in two}

    for by in ("labels", "ties"):
        assert network.assortativity_against_chance(two, sorts, draws=100, by=by).p_high < 0.05
    with pytest.raises(ValueError, match="labels"):
        network.assortativity_against_chance(two, sorts, by="luck")


@pytest.mark.parametrize(
    "measure", [network.concentration, network.gini, network.lorenz, network.pielou_evenness]
)
def test_amounts_under_zero_or_unknown_are_refused(measure):
    """Unknown is not zero, and a debt is no share."""
    for amounts in ([1, -1], [1, float("nan")]):
        with pytest.raises(ValueError, match="known and at least 0"):
            measure(amounts)


def test_a_total_of_nothing_has_no_spread():
    """Clusters without a single project: no curve, no figure, no warning."""
    assert network.lorenz([0, 0]).empty
    assert math.isnan(network.gini([0, 0]))
    spread = network.concentration([0, 0])
    assert (spread.actors, spread.hhi_if_equal) == (2, 5000)
    assert math.isnan(spread.hhi)


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
