"""How the ecosystem stands, and what to look at first."""

from datetime import date

import pytest

from ecosystem.briefings.actor import ActorFilter, list_actors
from ecosystem.briefings.overview import brief_overview
from ecosystem.display.wording import say
from ecosystem.model.errors import UnknownIdError
from tests.briefings.test_actor import a_small_country
from tests.builders import a_register, an_offer

TODAY = date(2026, 11, 23)


def test_the_numbers_can_be_counted_by_hand():
    """Three actors today, one link that holds, and it is only claimed."""
    briefing = brief_overview(a_small_country(), TODAY)

    assert briefing.actors == 3
    assert briefing.actors_by_kind == {"cluster": 1, "business_hub": 1, "firm": 1}
    assert (briefing.links, briefing.documented) == (1, 0)
    assert (briefing.municipalities, briefing.without_supporter) == (2, ())
    fresh = briefing.freshness
    assert (fresh.within_a_year, fresh.longer_ago, fresh.never) == (1, 1, 1)


def test_a_position_is_looked_at_alone():
    """Only what belongs to it counts: Skive has an office of its cluster, a hub does not help."""
    energy = brief_overview(a_small_country(), TODAY, position_id="energi")
    sound = brief_overview(a_small_country(), TODAY, position_id="lyd")

    assert (energy.actors, energy.without_supporter) == (1, ())
    assert (sound.actors, sound.without_supporter) == (1, ("Skive", "Aarhus"))
    assert sound.links == 0


def test_a_region_holds_on_its_days():
    """A region that does not exist on the day is refused, with those that do."""
    inside = brief_overview(a_small_country(), TODAY, region_code="1082")

    assert inside.actors == 2
    assert inside.links == 1
    with pytest.raises(UnknownIdError):
        brief_overview(a_small_country(), TODAY, region_code="1086")
    with pytest.raises(UnknownIdError):
        brief_overview(a_small_country(), date(2006, 12, 31), region_code="1082")


def test_not_recorded_is_no_number():
    """Without links or municipalities there is nothing to count, which is not zero."""
    briefing = brief_overview(a_register(actors=[{"actor_id": "a", "name": "A"}]), TODAY)

    assert briefing.links is None
    assert briefing.municipalities is None
    assert [thing.sentence.key for thing in briefing.things] == ["overview.thing.checked.one"]


def test_the_first_three_rules_that_hold_are_told_with_their_evidence():
    """A position without a cluster comes first, by name; each sentence can be said."""
    briefing = brief_overview(a_small_country(), TODAY)
    first = briefing.things[0]

    assert first.names_da == ("Lyd",)
    assert first.filters == {"tema": "lyd"}
    assert len(briefing.things) <= 3
    for thing in briefing.things:
        for language in ("da", "en"):
            assert "{" not in say(thing.sentence, language)
            assert "{" not in say(thing.rule, language)


def test_a_cluster_that_has_closed_leaves_its_position_without_one():
    """The designation may still stand in the table; nobody is there to hold it."""
    register = a_small_country(
        actor_positions=[
            {"actor_id": "gammel", "position_id": "energi", "role": "designated_cluster"}
        ]
    )
    then, now = brief_overview(register, date(2022, 6, 1)), brief_overview(register, TODAY)

    assert then.things[0].names_da == ("Lyd",)
    assert now.things[0].names_da == ("Energiteknologi", "Lyd")


@pytest.mark.parametrize(
    ("last", "is_told"),
    [
        (date(2026, 11, 22), False),
        (date(2026, 11, 23), True),
        (date(2027, 1, 22), True),
        (date(2027, 1, 23), False),
    ],
)
def test_an_offer_is_told_while_it_closes_soon(last, is_told):
    """From sixty days before its last day to that day, and not a day earlier or later."""
    offer = an_offer(open_until=last)
    register = a_register(
        catalogue={"innobooster": offer}, actors=[{"actor_id": "a", "name": "A"}], offers=[]
    )
    keys = [thing.sentence.key for thing in brief_overview(register, TODAY).things]

    assert ("overview.thing.closing.one" in keys) is is_told


def test_a_link_to_the_list_shows_what_was_counted():
    """Filters of a thing give as many actors as its sentence says."""
    register = a_small_country(
        actors=[
            {"actor_id": f"i{n}", "kind": "knowledge_institution", "name": f"Institut {n}"}
            for n in range(3)
        ],
        links=[
            {"from_actor_id": "i0", "to_actor_id": "x", "kind": "partner", "evidence": "claimed"}
        ],
    )
    things = brief_overview(register, TODAY).things
    alone = next(thing for thing in things if thing.filters.get("alene"))
    wanted = ActorFilter(kind=alone.filters["type"], is_alone=True)

    assert alone.sentence.values["n"] == list_actors(register, TODAY, wanted).found == 2
