"""Who meets in projects is held against chance of the same make-up."""

import networkx as nx
import pandas as pd

from ecosystem.analysis import ties


def a_two_mode_graph(projects):
    """Actors of two sorts (f..., u...) in projects."""
    graph = nx.MultiDiGraph()
    for number, parties in enumerate(projects):
        graph.add_node(f"project/{number}", kind="project")
        for party in parties:
            graph.add_node(party, kind="firm" if party[0] == "f" else "knowledge_institution")
            graph.add_edge(party, f"project/{number}", kind="takes_part", evidence="joint_project")
    return graph


def test_groups_that_keep_apart_meet_less_than_chance():
    """Firms with firms and universities with universities, in 40 projects: clearly too few."""
    projects = [[f"f{i % 7}", f"f{(i + 1) % 7}"] for i in range(20)]
    projects += [[f"u{i % 7}", f"u{(i + 1) % 7}"] for i in range(20)]
    graph = a_two_mode_graph([*projects, ["f0", "u0"]])
    sorts = {node: node[0] for node in graph if "/" not in node}

    compared = ties.ties_against_null(graph, sorts, draws=200)
    fewer = ties.fewer_ties_than_expected(graph, sorts, draws=200)

    assert compared["observed"].to_dict() == {("f", "f"): 20, ("f", "u"): 1, ("u", "u"): 20}
    assert list(fewer.index) == [("f", "u")]
    assert compared.loc[("f", "u"), "ratio"] < 0.2
    assert compared["drift"].abs().max() < 1


def test_groups_that_mix_freely_are_not_called_apart():
    """With everyone in one large project chance gives the same number, always."""
    graph = a_two_mode_graph([["f0", "f1", "u0", "u1"]])
    sorts = {node: node[0] for node in graph if "/" not in node}

    compared = ties.ties_against_null(graph, sorts, draws=50)

    assert (compared["observed"] == compared["expected"]).all()
    assert ties.fewer_ties_than_expected(graph, sorts, draws=50).empty


def test_a_register_without_projects_has_nothing_to_compare():
    """An empty table, not an error."""
    graph = nx.MultiDiGraph()
    graph.add_node("f", kind="firm")

    assert ties.ties_against_null(graph, {"f": "firm"}, draws=5).empty
    assert ties.pairs_against_null(graph, draws=5).empty


def test_pairs_that_always_meet_survive_and_chance_pairs_do_not():
    """Two firms in ten projects together, among thirty of strangers."""
    projects = [["f0", "f1"] for _ in range(10)]
    projects += [[f"f{2 + i}", f"f{2 + (i + 1) % 30}"] for i in range(30)]
    pairs = ties.pairs_against_null(a_two_mode_graph(projects), draws=1000)

    assert pairs.loc[("f0", "f1"), "observed"] == 10
    assert list(pairs.index[pairs["q_more"] <= 0.05]) == [("f0", "f1")]


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
