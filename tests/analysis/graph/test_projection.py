"""Actors tied directly, and embedded networks counted with their parents."""

from dataclasses import replace

import networkx as nx

from ecosystem.analysis.graph import (
    build_graph,
    contract_embedded,
    count_ties,
    metadata_of,
    one_mode_projection,
)
from ecosystem.analysis.network import isolated, strength
from tests.analysis.graph.ecosystems import TODAY, a_project, actor, an_ecosystem


def test_strength_from_projects_counts_projects_with_somebody_else():
    """Newman's weights add up to the number of projects with at least two parties."""
    tied = one_mode_projection(build_graph(a_project(), "energi", TODAY))

    assert strength(tied).round(12).to_dict() == {"lead": 1.0, "f": 1.0, "uni": 1.0}
    alone = one_mode_projection(build_graph(a_project(parties=()), "energi", TODAY))
    assert alone.size() == 0


def test_a_project_of_110_parties_connects_them_but_ties_no_pairs():
    """Nobody of it stands alone, and yet it does not make 5,995 acquaintances."""
    parties = tuple(f"f{i}" for i in range(109))
    graph = build_graph(a_project(parties=parties), "energi", TODAY)

    tied = one_mode_projection(graph)

    assert isolated(graph) == []
    assert tied.size() == 0
    assert metadata_of(tied).skipped_projects == 1
    assert one_mode_projection(graph, most_parties=110).size() == 110 * 109 // 2


def test_participants_without_name_count_in_the_size_of_a_project():
    """Three with a name and three without are six: each pair is tied by a fifth, not by a half."""
    register = a_project()
    nameless = "participant.000000000001;participant.000000000002;participant.000000000003"
    projects = register.projects.assign(unnamed_participants=nameless)
    graph = build_graph(replace(register, projects=projects), "energi", TODAY)

    tied = one_mode_projection(graph)

    assert {data["weight"] for *_, data in tied.edges(data=True)} == {1 / 5}
    assert count_ties(graph).unnamed == 3
    assert count_ties(graph).participations == 3
    assert not [node for node in graph if "participant" in node]
    assert one_mode_projection(graph, most_parties=5).size() == 0
    assert one_mode_projection(graph, most_parties=6).size() == 3


def test_embedded_networks_hang_on_their_parent_and_can_be_counted_with_it():
    """Apart they are two actors; together the parent has the ties of both."""
    register = an_ecosystem(
        actors=[
            actor("inside", "cluster", parent_actor_id="uni", is_embedded=True),
            actor("uni", "knowledge_institution"),
            actor("f"),
        ],
        actor_positions=[
            {"actor_id": "inside", "position_id": "energi", "role": "designated_cluster"}
        ],
        links=[
            {
                "from_actor_id": "f",
                "to_actor_id": "inside",
                "kind": "member_of",
                "evidence": "member",
            }
        ],
    )

    graph = build_graph(register, "energi", TODAY)
    joined = contract_embedded(graph)

    assert graph.get_edge_data("inside", "uni")[0]["kind"] == "part_of"
    assert [*joined.edges()] == [("f", "uni")]
    assert set(joined) == {"f", "uni"}


def test_embedded_networks_in_a_circle_do_not_hang_the_count():
    """Two that each say the other is the parent stay as they are."""
    graph = nx.MultiDiGraph()
    graph.add_node("a", kind="cluster", is_embedded=True, parent_actor_id="b")
    graph.add_node("b", kind="cluster", is_embedded=True, parent_actor_id="a")

    assert len(contract_embedded(graph)) <= 2


def test_users_of_an_offer_are_tied_to_its_provider():
    """Not to each other, and an offer without users ties nobody."""
    register = an_ecosystem(
        actors=[actor("k", "cluster"), actor("f"), actor("g")],
        offers=[
            {"offer_id": "o", "provider_actor_id": "k", "kind": "service", "name_da": "O",
             "need_ids": "finance", "position_ids": "mad;energi"},
            {"offer_id": "ended", "provider_actor_id": "k", "kind": "service", "name_da": "E",
             "need_ids": "finance", "position_ids": "energi", "open_until": "2020-01-01"},
        ],
        participations=[
            {"actor_id": firm, "offer_id": "o", "role": "participant", "start": "2025-01-01"}
            for firm in ("f", "g")
        ],
    )  # fmt: skip

    graph = build_graph(register, "energi", TODAY, with_users=True)

    assert "offer/ended" not in graph
    assert set(one_mode_projection(graph).edges()) == {("k", "f"), ("k", "g")}
