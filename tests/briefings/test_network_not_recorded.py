"""Of a network nothing is told that rests on a table which is not recorded."""

import json
import re
from dataclasses import replace
from datetime import date

import pytest

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.graph import graph_on_day
from ecosystem.briefings.network.brief import brief_graph
from ecosystem.briefings.network.recorded import Rests
from ecosystem.cli.output import plain
from ecosystem.display.network.graph_files import WRITERS
from ecosystem.display.network.text import network_document, network_lines
from ecosystem.display.network.view_building import view_of
from ecosystem.display.wording import say
from tests.analysis.graph.ecosystems import actor, an_ecosystem

TODAY = date(2026, 11, 23)
TABLES = (
    "links",
    "actor_positions",
    "industry_positions",
    "projects",
    "participations",
    "offers",
    "sites",
)
SILENT = {
    "claimed": {"links", "participations", "actor_positions"},
    "proven": {"projects", "participations", "actor_positions"},
}
"""Tables without which nothing can be told of who is tied to whom."""


def everything():
    """A position with every table of ties."""
    firms = [actor(f"f{n}", industry_code="351100", industry_scheme="DB07") for n in range(4)]
    return an_ecosystem(
        actors=[actor("k", "cluster"), actor("uni", "knowledge_institution"), *firms],
        actor_positions=[{"actor_id": "k", "position_id": "energi", "role": "designated_cluster"}],
        links=[
            {"from_actor_id": f"f{n}", "to_actor_id": "k", "kind": "member_of",
             "evidence": "member"}
            for n in range(2)
        ],
        projects=[
            {"project_id": p, "title": p, "lead_actor_id": "k", "position_id": "energi",
             "start": "2023-01-01"}
            for p in "pq"
        ],
        offers=[
            {"offer_id": "o", "provider_actor_id": "uni", "kind": "service", "name_da": "O",
             "need_ids": "finance", "position_ids": "energi"},
        ],
        participations=[
            {"actor_id": "uni", "project_id": "p", "role": "partner"},
            {"actor_id": "f2", "project_id": "q", "role": "partner"},
            {"actor_id": "f0", "offer_id": "o", "role": "participant"},
        ],
        sites=[],
    )  # fmt: skip


def briefed(register, evidence, position="energi"):
    """The network told, and its graph."""
    day = OnDay(register, TODAY)
    graph = graph_on_day(day, position, evidence)
    return brief_graph(day, graph), graph


@pytest.mark.parametrize("evidence", ["claimed", "proven"])
@pytest.mark.parametrize("table", TABLES)
def test_each_table_missing_in_turn_silences_what_rests_on_it(table, evidence):
    """No share, no comparison, no advice: a sentence that says what is missing and what to do."""
    whole, _ = briefed(everything(), evidence)
    briefing, _ = briefed(replace(everything(), **{table: None}), evidence)

    assert whole.isolated is not None
    is_silent = table in SILENT[evidence]
    assert (briefing.isolated is None) is (briefing.components is None) is is_silent
    if is_silent:
        assert briefing.sentences[0].key == f"network.not_recorded.{evidence}"
        assert f"network.not_recorded.{table}" in {s.key for s in briefing.sentences}
        sentences = [say(s) for s in briefing.sentences if not s.key.startswith("network.helix")]
        assert not any(re.search(r"\d ?%|af 100", line) for line in sentences)
        assert briefing.brokers == briefing.predicted == ()
        assert briefing.measures["fragmentation"].value is None
        assert briefing.measures["fragmentation"].not_recorded == (table,)


def test_a_share_of_firms_needs_the_industries_of_the_position():
    """Without them only firms with a tie are known, and the network says so first."""
    briefing, _ = briefed(replace(everything(), industry_positions=None), "claimed")

    assert briefing.measures["firms_within_1_of_knowledge"].value is None
    assert briefing.measures["fragmentation"].value is not None
    assert briefing.sentences[0].key == "network.not_counted.industry_positions"


@pytest.mark.parametrize("table", ["projects", "offers"])
def test_ties_that_are_not_counted_are_named_before_any_figure(table):
    """The other ties tell something; what they leave out stands first."""
    briefing, _ = briefed(replace(everything(), **{table: None}), "claimed")

    assert briefing.sentences[0].key == f"network.not_counted.{table}"


def test_a_register_without_firms_says_so():
    """Not that the position has none."""
    register = an_ecosystem(actors=[actor("k", "cluster")], links=[], participations=[],
                            actor_positions=[])  # fmt: skip

    briefing, _ = briefed(register, "claimed")

    assert briefing.firms is None
    assert "network.firms.not_recorded" in {s.key for s in briefing.sentences}
    assert not any(name.startswith("firms_") for name in briefing.measures)


def test_an_empty_table_is_none_and_not_unknown():
    """The two look different: none is a finding."""
    none = {"links": [], "projects": [], "participations": []}
    firms = [actor("f", industry_code="351100", industry_scheme="DB07"), actor("u")]
    register = an_ecosystem(actors=firms, actor_positions=[], **none)

    briefing, graph = briefed(register, "proven")

    assert briefing.isolated == 1
    assert view_of(graph).nothing.key == "network.empty.proven"


@pytest.mark.parametrize("evidence", ["claimed", "proven"])
def test_measures_of_the_document_are_null_with_the_reason(evidence):
    """A script sees that a figure is not known, and why."""
    table = "links" if evidence == "claimed" else "projects"
    briefing, _ = briefed(replace(everything(), **{table: None}), evidence)

    document = json.loads(json.dumps(plain(network_document(briefing))))

    gone = [m for m in document["measures"].values() if m["not_recorded"]]
    assert gone
    assert all(m["value"] is None and table in m["not_recorded"] for m in gone)
    assert all("mangler" in m["sentence"] for m in gone)
    assert document["isolated"] is None
    assert not any("regnes ud" in line for line in network_lines(briefing))


@pytest.mark.parametrize("ending", [".html", ".svg", ".png", ".xlsx"])
def test_a_picture_with_nothing_to_draw_is_a_sentence(ending):
    """Not a white box."""
    _, graph = briefed(replace(everything(), projects=None), "proven")
    view = view_of(graph, title="Netværk")

    file = WRITERS[ending](view, "da")

    assert file
    if ending in {".html", ".svg"}:
        assert "Fælles projekter er ikke registreret" in file.decode()
        assert "<canvas" not in file.decode()
        assert "Viser" not in file.decode()


def test_every_thing_a_figure_rests_on_has_its_tables():
    """No sort of figure is left without an answer to what it needs."""
    briefing, _ = briefed(replace(everything(), projects=None, participations=None), "proven")

    assert {name for name, m in briefing.measures.items() if m.not_recorded} >= {
        "fragmentation", "firms_within_1_of_knowledge", "projects_with_all_three",
        "projects_of_clusters_hhi",
    }  # fmt: skip
    assert len(Rests) == 4
