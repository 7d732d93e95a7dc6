"""Example data is nobody to ring: it is marked, and no advice names it."""

from datetime import date
from functools import cache

import pytest

from ecosystem.analysis.graph import build_graph
from ecosystem.briefings.network.brief import brief_network
from ecosystem.briefings.network.loss import brief_loss
from ecosystem.briefings.network.paths import brief_path
from ecosystem.display.network.text import network_lines, path_lines, say_path
from ecosystem.display.wording import say
from ecosystem.sources.register.reading import read_register
from tests.analysis.graph.ecosystems import actor, an_ecosystem

TODAY = date(2026, 11, 23)
SHIPPED = cache(read_register)
MADE_UP = "Eksempelvirksomhed"


def ties_of(*pairs):
    """Links between actors, as partners."""
    return [
        {"from_actor_id": start, "to_actor_id": end, "kind": "partner", "evidence": "claimed"}
        for start, end in pairs
    ]


def with_an_example(*pairs):
    """Three actors that exist, and one that is made up."""
    return an_ecosystem(
        actors=[
            actor("a", "cluster"), actor("b", "business_hub"),
            actor("lab", "knowledge_institution"), actor("made_up", is_synthetic=True),
        ],
        links=ties_of(*pairs),
        participations=[], projects=[], offers=[],
    )  # fmt: skip


def test_a_way_goes_through_actors_that_exist_even_where_it_is_longer():
    """The example firm is one step between; the hub and the cluster are two."""
    register = with_an_example(("a", "made_up"), ("made_up", "lab"), ("a", "b"), ("b", "lab"))

    briefing = brief_path(register, "a", "lab", TODAY)

    assert briefing.introducers == ("b",)
    assert all("made_up" not in {s.to_id for s in way.steps} for way in briefing.paths)
    assert "Spørg, om B vil" in say(briefing.sentences[0])


def test_where_only_example_data_connects_two_it_says_so_and_asks_nobody():
    """The way is shown, its made-up actor is marked, and there is no advice."""
    briefing = brief_path(with_an_example(("a", "made_up"), ("made_up", "lab")), "a", "lab", TODAY)

    assert [s.key for s in briefing.sentences] == ["path.examples"]
    assert briefing.introducers == ()
    assert briefing.paths[0].rests_on_examples
    assert briefing.paths[0].steps[0].to_is_example
    assert "MADE_UP (eksempeldata)" in say_path(briefing.paths[0])


def test_an_example_firm_that_is_asked_for_is_marked_and_not_to_be_contacted():
    """Its ways may be looked at; nobody is asked to introduce it."""
    briefing = brief_path(with_an_example(("made_up", "b"), ("b", "lab")), "made_up", "lab", TODAY)

    keys = [s.key for s in briefing.sentences]
    assert keys == ["path.between.example", "path.is_example"]
    assert not any("Spørg" in line for line in path_lines(briefing))


def test_the_nearest_that_can_be_reached_exist():
    """Without a way nobody made up is offered instead."""
    briefing = brief_path(with_an_example(("a", "made_up")), "a", "lab", TODAY)

    assert briefing.nearest == ()
    assert briefing.sentences[0].key == "path.none.examples"


def test_all_who_can_introduce_two_are_named():
    """Of equals none is the way."""
    briefing = brief_path(
        an_ecosystem(
            actors=[actor(a, "cluster") for a in ("a", "b", "c", "lab")],
            links=ties_of(("a", "b"), ("a", "c"), ("b", "lab"), ("c", "lab")),
        ),
        "a",
        "lab",
        TODAY,
    )

    assert briefing.introducers == ("b", "c")
    assert "2 aktører er forbundet med både A og LAB: B, C." in say(briefing.sentences[0])


def test_an_actor_that_has_closed_is_told_so():
    """Not that nobody has recorded its ties."""
    register = an_ecosystem(
        actors=[actor("a", "cluster", closed="2020-01-01"), actor("lab")], links=[]
    )

    briefing = brief_path(register, "a", "lab", TODAY)

    assert briefing.sentences[0].key == "path.gone"


@pytest.mark.parametrize("position", ["energiteknologi", "forsvar_rum_sikkerhed", "lyd"])
def test_no_sentence_of_a_network_names_an_example_firm(position):
    """Brokers, losses, key players and advice: whoever is named exists."""
    briefing = brief_network(SHIPPED(), position, TODAY)

    assert not any(MADE_UP in line for line in network_lines(briefing))
    assert not any(broker.actor_id.startswith("synthetic-") for broker in briefing.brokers)
    assert not any(MADE_UP in p.name + p.other_name for p in briefing.predicted)
    assert briefing.rests_on_examples
    assert all(m.rests_on_examples for m in briefing.measures.values() if m.value is not None)


def test_figures_that_rest_on_example_data_are_marked_where_they_are_read():
    """Beside the figure, not in a footnote."""
    lines = network_lines(brief_network(SHIPPED(), "lyd", TODAY))

    figures = [line for line in lines if "%" in line or "af 100" in line]
    assert figures
    assert all(line.endswith("(eksempeldata)") or "Ved 100 %" in line for line in figures)


def test_an_example_firm_at_the_middle_of_all_is_no_broker():
    """Whoever exists and stands between others is told instead, or nobody."""
    register = with_an_example(("made_up", "a"), ("made_up", "b"), ("made_up", "lab"))
    graph = build_graph(register, None, TODAY)

    briefing = brief_network(
        an_ecosystem(
            actors=[actor("made_up", is_synthetic=True), *(actor(f"f{n}") for n in range(3))],
            actor_positions=[
                {"actor_id": a, "position_id": "energi", "role": "active_in"}
                for a in ("made_up", "f0", "f1", "f2")
            ],
            links=ties_of(*(("made_up", f"f{n}") for n in range(3))),
            participations=[],
        ),
        "energi",
        TODAY,
    )

    assert briefing.brokers == ()
    assert briefing.measures["largest_loss"].value == 0
    assert not any("MADE_UP" in say(m.sentence) for m in briefing.measures.values())
    assert brief_loss(graph, "made_up").rests_on_examples
