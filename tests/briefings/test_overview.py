"""How the ecosystem stands, and what to look at first."""

from datetime import date

import pytest

from ecosystem.analysis.gaps import find_on, lay_ground, search_of
from ecosystem.briefings.actor import (
    ActorFilter,
    list_actors,
    municipalities_of,
    municipality_names,
)
from ecosystem.briefings.overview import brief_overview, gap_things
from ecosystem.display.wording import say
from ecosystem.model.errors import UnknownIdError
from ecosystem.model.gaps import GapThresholds
from ecosystem.sources.register import read_register, shipped_folder
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


# --- gaps to look at -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped_search():
    """The search laid out over the shipped register."""
    register = read_register(shipped_folder())
    return search_of(lay_ground(register, TODAY, GapThresholds()))


def test_three_things_are_the_findings_of_the_page_of_gaps(shipped_search):
    """Each is the first real gap of its kind, and three kinds are told."""
    things = gap_things(shipped_search)
    found = find_on(shipped_search).gaps

    assert len(things) == len({thing.gap_kind for thing in things}) == 3
    for thing in things:
        real = [g for g in found if g.kind is thing.gap_kind and g.confidence == "real"]
        assert thing.sentence == real[0].sentence
        assert thing.rule == real[0].rule
        assert thing.others == len(real) - 1
        assert thing.filters == {"tema": real[0].position_id}
        assert thing.page == "huller"


def test_a_gap_somebody_has_explained_is_not_told_again(shipped_search):
    """The next real gap of the kind takes its place."""
    first = gap_things(shipped_search)[0]
    found = find_on(shipped_search, [first.gap_kind]).gaps
    settled = {next(g.gap_id for g in found if g.sentence == first.sentence)}
    told = gap_things(shipped_search, settled=settled)

    assert first.sentence not in [thing.sentence for thing in told]
    assert told[0].gap_kind is first.gap_kind
    assert told[0].others == first.others - 1


def test_a_region_shows_gaps_that_touch_it_and_how_much_of_it(shipped_search):
    """Municipalities of another region are not named, and what has no place stays."""
    register = shipped_search.ground.register
    inside = set(municipalities_of(register, TODAY, "1081"))
    names = {name for code, name in municipality_names(register).items() if code in inside}
    things = gap_things(shipped_search, region_code="1081")

    assert things
    for thing in things:
        if thing.inside is not None:
            assert 0 < thing.inside == len(thing.names_da)
            assert set(thing.names_da) <= names
