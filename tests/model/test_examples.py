"""The register without its example rows: they are gone, and whatever names them with them."""

import dataclasses

import pytest

from ecosystem.model.examples import without_examples
from ecosystem.model.register import collect
from ecosystem.sources.register.reading import read_register
from tests.builders import a_register, an_offer

REAL, EXAMPLE = {"is_synthetic": False}, {"is_synthetic": True}


def _ids(table, column="actor_id"):
    """What a column holds, whichever sort of table it is."""
    return list((table if hasattr(table, "index") else collect(table))[column])


def _mixed(**tables):
    register = a_register(
        actors=[
            {"actor_id": "klynge", "kind": "cluster", "name": "Klynge"},
            {"actor_id": "rigtig", "kind": "firm", "name": "Rigtig", **REAL},
            {"actor_id": "opdigtet", "kind": "firm", "name": "Opdigtet", **EXAMPLE},
        ],
        **tables,
    )
    return dataclasses.replace(register, is_synthetic=True)


def test_example_rows_are_left_out_and_an_empty_mark_is_real():
    """Only what is marked is example data."""
    register = without_examples(_mixed())

    assert _ids(register.actors) == ["klynge", "rigtig"]
    assert (register.is_synthetic, register.row_counts) == (False, {"actors": 2})


def test_rows_that_name_an_example_go_with_it():
    """A site, a tie, a place in a position and a use of an invented firm, marked or not."""
    tie = {"kind": "member", "evidence": "claimed", "to_actor_id": "klynge"}
    use = {"offer_id": "tilbud", "role": "user"}
    register = without_examples(
        _mixed(
            links=[{"from_actor_id": "rigtig", **tie}, {"from_actor_id": "opdigtet", **tie}],
            sites=[
                {"site_id": "1", "actor_id": "opdigtet"},
                {"site_id": "2", "actor_id": "klynge"},
            ],
            participations=[{"actor_id": "opdigtet", **use}, {"actor_id": "rigtig", **use}],
        )
    )

    assert _ids(register.links, "from_actor_id") == ["rigtig"]
    assert _ids(register.sites) == ["klynge"]
    assert _ids(register.participations) == ["rigtig"]


def test_a_table_of_examples_alone_is_not_recorded_and_an_empty_one_stays_empty():
    """Nobody recorded a use: that is unknown, not none. Zero that was recorded stays zero."""
    use = {"actor_id": "opdigtet", "offer_id": "tilbud", "role": "user"}

    register = without_examples(_mixed(participations=[use], links=[]))

    assert register.participations is None
    assert register.links is not None
    assert register.links.empty
    assert set(register.row_counts) == {"actors", "links"}


def test_projects_and_offers_of_examples_go_with_what_rests_on_them():
    """An invented project has no outputs, an invented provider no offer that can be used."""
    register = _mixed(
        projects=[{"project_id": "p1", **EXAMPLE}, {"project_id": "p2", "lead_actor_id": "klynge"}],
        outputs=[{"project_id": "p1", "indicator": "i"}, {"project_id": "p2", "indicator": "i"}],
        offers=[{"offer_id": "a", "provider_actor_id": "opdigtet"}, {"offer_id": "b"}],
        participations=[
            {"actor_id": "rigtig", "project_id": "p1", "role": "partner"},
            {"actor_id": "rigtig", "project_id": "p2", "role": "partner"},
            {"actor_id": "rigtig", "offer_id": "a", "role": "user"},
        ],
    )
    offers = {name: an_offer(offer_id=name) for name in ("a", "b")}
    left = without_examples(dataclasses.replace(register, catalogue=offers))

    assert _ids(left.projects, "project_id") == _ids(left.outputs, "project_id") == ["p2"]
    assert list(left.catalogue) == _ids(left.offers, "offer_id") == ["b"]
    assert _ids(left.participations, "project_id") == ["p2"]


def test_a_register_without_examples_is_returned_as_it_is():
    """Nothing is copied or counted where nothing is to be left out."""
    register = a_register(actors=[{"actor_id": "a", "name": "A"}])

    assert without_examples(register) is register


@pytest.mark.parametrize("name", ["actors", "links", "sites", "actor_positions", "offers"])
def test_of_the_shipped_register_every_real_row_is_left(name):
    """Twice leaves out no more than once, and what is marked nowhere stays whole."""
    shipped = read_register()
    left = without_examples(shipped)
    before, after = (getattr(r, name) for r in (shipped, left))
    before, after = (t if hasattr(t, "index") else collect(t) for t in (before, after))
    marks = before.get("is_synthetic")
    real = len(before) if marks is None else int((~marks.fillna(value=False)).sum())

    assert len(after) == real == left.row_counts[name]
    assert without_examples(left) is left
