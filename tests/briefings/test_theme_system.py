"""The part system of the theme analysis: levels, needs by level, flows, and one statement."""

from datetime import date
from functools import cache

import pytest

from ecosystem import read_register
from ecosystem.briefings.theme.basis import ThemeBasis
from ecosystem.briefings.theme.system import part_answer
from ecosystem.display.wording import say
from ecosystem.model.analysis import (
    AnalysisParameters,
    AnalysisSettings,
    Interval,
    PartState,
    SystemLevel,
)
from tests.analysis.test_system import ACTORS, LAYERS, PLACES, a_day

DAY = date(2026, 11, 30)


def answer_of(register, on=DAY, **asked):
    """What the part says of a register."""
    basis = ThemeBasis.of(register, on, AnalysisParameters(**asked), AnalysisSettings())
    return part_answer(basis)


@cache
def denmark(on=DAY):
    """What it says of the shipped register."""
    return answer_of(read_register(), on)


def layers(answer):
    """Actors of each layer."""
    return {one.layer_id: one.actors for level in answer.content.levels for one in level.layers}


def test_six_hubs_tie_98_municipalities_to_13_clusters():
    """And all that is known of the ways is that somebody stated them."""
    (statement,) = denmark().statements

    assert say(statement.sentence).startswith(
        "6 erhvervshuse binder 98 kommuner til 13 klynger. Registret kender 216 veje"
    )
    assert (statement.id, statement.value, statement.interval) == ("S10", 216, Interval.NONE)
    assert say(statement.why_no_interval, "en") == "it is a count of the register, not a sample."
    assert {flow.evidence for flow in denmark().content.flows} == {"claimed"}


def test_published_numbers_of_actors_come_out():
    """As the reference has them: 98, 6, 13, 8 universities, 7 GTS institutes."""
    counts = layers(denmark())
    expected = {
        "municipal_business_service": 98,
        "business_hubs": 6,
        "national_clusters": 13,
        "universities": 8,
        "gts": 7,
        "innovation_fund": 1,
    }
    assert {layer: counts[layer] for layer in expected} == expected


def test_before_the_reforms_the_layers_were_others():
    """On the last day of 2018 no board and no designated cluster; a year is no short time."""
    before = layers(denmark(date(2018, 12, 31)))
    assert {"board", "regions", "national_clusters", "business_hubs"}.isdisjoint(before)
    assert {"board", "business_hubs"} <= set(layers(denmark(date(2019, 1, 1))))
    assert "national_clusters" not in layers(denmark(date(2020, 12, 31)))
    assert "national_clusters" in layers(denmark(date(2021, 1, 1)))


def test_no_recorded_actor_is_no_zero_and_none_of_a_position_is():
    """A layer nobody is recorded in has no number; one with nobody of the position has 0."""
    assert layers(denmark())["regions"] is None
    tied = [{"actor_id": "ku", "position_id": "mad", "role": "knowledge_field"}]
    register = a_day(actor_positions=tied).register
    assert layers(answer_of(register, position="produktion"))["universities"] == 0
    assert layers(answer_of(register, position="mad"))["universities"] == 1


def test_needs_are_counted_by_level():
    """Twelve needs at eight levels; without offers there is no table of them and no count."""
    content = denmark().content
    cells = {(cell.need_id, cell.level): cell for cell in content.matrix}
    assert len(cells) == len(content.matrix) == 12 * len(SystemLevel)
    clusters = cells["innovation_projects", SystemLevel.NATIONAL_SECTOR]
    assert clusters.actors == 13

    without = answer_of(a_day().register)
    assert without.content.matrix == ()
    assert {one.offers for level in without.content.levels for one in level.layers} == {None}


@pytest.mark.parametrize("table", ["system_layers", "actors"])
def test_a_part_without_its_tables_names_the_one_it_lacks(table):
    """Not recorded, in the part and in its statement."""
    tables = {"actors": ACTORS, "system_layers": LAYERS, "actor_layers": None} | {table: None}
    if table == "actors":
        tables |= {"links": None, "actor_positions": None}
    answer = answer_of(a_day(**tables).register)

    assert (answer.state, answer.content) == (PartState.NOT_RECORDED, None)
    assert answer.why.values == {"table": table}
    assert [one.state for one in answer.statements] == [PartState.NOT_RECORDED]


def test_without_links_the_levels_stand_and_the_flows_are_not_recorded():
    """No links are no ways; an empty table is none, and is counted."""
    absent = answer_of(a_day(links=None, actor_layers=PLACES).register)
    empty = answer_of(a_day(links=[]).register)

    assert absent.state is empty.state is PartState.COMPUTED
    assert (absent.statements[0].state, absent.statements[0].value) == ("not_recorded", None)
    assert say(absent.statements[0].sentence).endswith("er ikke registreret")
    assert (empty.statements[0].state, empty.statements[0].value) == ("computed", 0)


def test_the_document_has_the_fields_it_promises():
    """What pictures need beside is not in the JSON."""
    document = denmark().content.model_dump(mode="json")
    assert set(document) == {"levels", "matrix", "flows"}
    assert {"level", "name_da", "name_en", "layers"} == set(document["levels"][0])
    assert {"need_id", "level", "actors", "offers"} == set(document["matrix"][0])
    assert {"from_level", "to_level", "evidence", "n"} == set(document["flows"][0])
