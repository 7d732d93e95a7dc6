"""Participants without name in a network: counted in words, drawn nowhere."""

from dataclasses import replace

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.graph import graph_on_day
from ecosystem.briefings.network.brief import brief_graph
from ecosystem.display.wording import say
from tests.briefings.test_network_not_recorded import TODAY, everything

NAMELESS = "participant.000000000001;participant.000000000002"


def test_the_network_says_how_many_take_part_without_a_name():
    """They may be persons, and are told apart from the participations that are drawn."""
    register = everything()
    projects = register.projects.assign(unnamed_participants=NAMELESS)
    day = OnDay(replace(register, projects=projects), TODAY)

    briefing = brief_graph(day, graph_on_day(day, "energi"))

    sentences = [say(sentence, "da") for sentence in briefing.sentences]
    assert (briefing.ties.participations, briefing.ties.unnamed) == (4, 4)
    assert any(text.startswith("Hertil 4 projektdeltagelser uden navn.") for text in sentences)
    assert "participant" not in briefing.model_dump_json(exclude={"ties"})


def test_a_network_in_which_everybody_has_a_name_says_nothing_of_it():
    """No line about nothing."""
    day = OnDay(everything(), TODAY)

    briefing = brief_graph(day, graph_on_day(day, "energi"))

    assert briefing.ties.unnamed == 0
    assert not any("unnamed" in sentence.key for sentence in briefing.sentences)
