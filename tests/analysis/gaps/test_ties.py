"""Gaps of ties say the same as the page of networks."""

from datetime import date
from functools import cache
from itertools import pairwise

import pytest

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.gaps import find_gaps, gap_context_on_day, search_of
from ecosystem.analysis.graph import build_graph, tie_rows
from ecosystem.analysis.network import has_way, loss_of_each
from ecosystem.model.gaps import GapThresholds
from ecosystem.model.vocabulary import ActorKind, GapKind
from ecosystem.sources.register.reading import read_register
from tests.analysis.gaps.maker import CODES, DAY, complete_register

ON = date(2026, 11, 23)


@cache
def the_shipped():
    """The search over the shipped register, and its gaps."""
    search = search_of(gap_context_on_day(OnDay(read_register(), ON), GapThresholds()))
    return search, find_gaps(search.context.register, ON, day=search.context.day)


@pytest.mark.parametrize("position_id", ["energiteknologi", "maritime_logistik", "turisme"])
def test_the_loss_of_an_actor_is_that_of_the_page_of_networks(position_id):
    """One network, one figure: an actor in a gap loses what the page says it loses."""
    _, gaps = the_shipped()
    losses = loss_of_each(build_graph(read_register(), position_id, ON))
    splits = [g for g in gaps if g.position_id == position_id and g.kind is GapKind.FRAGILITY]
    loss_in_gap = {
        g.actors[0]: g.sentence.model_dump()["values"]["loss"] for g in splits if not g.need_id
    }

    assert loss_in_gap == {actor: round(100 * losses.loc[actor, "loss"]) for actor in loss_in_gap}


def test_firms_without_a_way_to_knowledge_are_those_that_no_tie_of_the_register_leads_from():
    """The same function as the page's, over the ties of the whole register."""
    search, _ = the_shipped()
    day, firms = search.context.day, search.context.firms
    knowledge = day.actors.of_kind(ActorKind.KNOWLEDGE_INSTITUTION)
    expected = has_way(tie_rows(day, None), list(firms.table["actor_id"]), knowledge)
    reached = search.networks.connected.leads_to_knowledge(firms.table["actor_id"])

    assert reached.tolist() == expected.tolist()
    assert 0 < reached.sum() < len(reached)


def lonely(made):
    """The firms of havbrug in the first municipality, whose ties are taken away."""
    firms = {f"firma.havbrug.{CODES[0]}.{n}" for n in range(6)}
    for table, column in (("links", "from_actor_id"), ("participations", "actor_id")):
        made.tables[table] = [r for r in made.tables[table] if r[column] not in firms]
    return sorted(firms)


def test_firms_of_whom_no_tie_is_recorded_are_told_apart_from_firms_without_a_way():
    """Not a single row of them is another matter than ties that lead nowhere."""
    made = complete_register()
    lonely(made)
    (alone,) = [g for g in find_gaps(made.register(), DAY) if g.kind is GapKind.TIE]
    ring = lonely(made)
    for start, end in pairwise(ring):
        tie = {"from_actor_id": start, "to_actor_id": end, "kind": "partner"}
        made.tables["links"].append({**tie, "position_id": "havbrug", "evidence": "claimed"})
    (in_a_ring,) = [g for g in find_gaps(made.register(), DAY) if g.kind is GapKind.TIE]

    assert alone.sentence.key == "gap.tie.no_tie.found"
    assert in_a_ring.sentence.key == "gap.tie.no_way.found"
    assert alone.gap_id == in_a_ring.gap_id
    shares = [g.remarks[0].model_dump()["values"]["share"] for g in (alone, in_a_ring)]
    assert shares == [88, 100]


def test_an_example_firm_is_no_weak_point_and_nobody_to_bring_together():
    """An invented firm holds nothing together, and no step names one."""
    from ecosystem.briefings.gaps.brief import brief_gaps

    search, _ = the_shipped()
    examples = search.context.examples
    gaps = brief_gaps(search.context.register, ON, day=search.context.day).gaps
    splits = {actor for g in gaps if g.kind is GapKind.FRAGILITY for actor in g.actors}
    steps = [closing.step for gap in gaps for closing in gap.closing_steps]
    step_values = {value for step in steps for value in step.model_dump().values()}

    assert examples
    assert not splits & examples
    assert steps
    assert not {value for value in step_values if isinstance(value, str)} & examples
    assert not {actor for gap in gaps for actor in gap.who_to_ask} & examples
