"""Who is found, and what is told of one actor."""

from datetime import date

import pytest

from ecosystem.briefings.actor import ActorFilter, brief_actor, list_actors
from ecosystem.model.errors import NotRecordedError, UnknownIdError
from tests.builders import a_register, an_offer

TODAY = date(2026, 11, 23)


def a_small_country(**more):
    """Four actors, two positions, two municipalities of one region."""
    tables = {
        "strength_positions": [
            {"position_id": "energi", "name_da": "Energiteknologi", "name_en": "Energy"},
            {"position_id": "lyd", "name_da": "Lyd", "name_en": "Sound"},
        ],
        "needs": [{"need_id": "finance", "rank": 1, "name_da": "Kapital", "name_en": "Finance"}],
        "municipalities": [
            {"municipality_code": "0751", "name": "Aarhus", "hub_id": "hub"},
            {"municipality_code": "0779", "name": "Skive", "hub_id": "hub"},
        ],
        "regions": [
            {
                "region_code": "1082",
                "municipality_code": code,
                "valid_from": "2007-01-01",
                "name": "Region Midtjylland",
            }
            for code in ("0751", "0779")
        ],
        "actors": [
            {
                "actor_id": "klynge",
                "kind": "cluster",
                "name": "Århus Energi",
                "cvr": "12345674",
                "municipality_code": "0751",
                "checked": "2026-01-01",
            },
            {
                "actor_id": "hub",
                "kind": "business_hub",
                "name": "Erhvervshuset",
                "municipality_code": "0779",
                "checked": "2024-01-01",
            },
            {
                "actor_id": "firma",
                "kind": "firm",
                "name": "Ærø Lyd",
                "industry_code": "264000",
                "industry_scheme": "DB07",
                "legal_form": "ENK",
                "is_advertising_protected": True,
            },
            {"actor_id": "gammel", "kind": "cluster", "name": "Lukket", "closed": "2022-06-30"},
        ],
        "sites": [
            {"site_id": "s1", "actor_id": "klynge", "municipality_code": "0779", "kind": "office"},
        ],
        "links": [
            {
                "from_actor_id": "hub",
                "to_actor_id": "klynge",
                "kind": "refers_to",
                "position_id": "energi",
                "evidence": "claimed",
                "valid_from": "2021-01-01",
            },
            {
                "from_actor_id": "klynge",
                "to_actor_id": "gammel",
                "kind": "successor_of",
                "evidence": "member",
                "valid_to": "2022-06-30",
            },
        ],
        "actor_positions": [
            {"actor_id": "klynge", "position_id": "energi", "role": "designated_cluster"},
        ],
        "industry_positions": [
            {
                "scheme": "DB07",
                "code_prefix": "264",
                "position_id": "lyd",
                "role": "core",
                "weight": 1.0,
            },
        ],
        "offers": [],
    }
    return a_register(**{**tables, **more})


def found(register, **wanted):
    """Ids of the actors a search finds."""
    answer = list_actors(register, TODAY, ActorFilter(**wanted))
    return [row.actor_id for row in answer.actors]


def test_the_list_is_in_danish_order_without_closed_actors():
    """Ærø comes before Århus, and an actor that has closed is gone the day after."""
    register = a_small_country()

    assert found(register) == ["hub", "firma", "klynge"]
    answer = list_actors(register, date(2022, 6, 30))
    assert {row.actor_id for row in answer.actors} == {"hub", "firma", "klynge", "gammel"}
    answer = list_actors(register, date(2022, 7, 1))
    assert "gammel" not in {row.actor_id for row in answer.actors}


@pytest.mark.parametrize(
    ("wanted", "ids"),
    [
        ({"kind": "cluster"}, ["klynge"]),
        ({"search": "aarhus"}, ["klynge"]),
        ({"search": "ENERGI århus"}, ["klynge"]),
        ({"search": "1234"}, ["klynge"]),
        ({"search": "12 34 56 74"}, ["klynge"]),
        ({"search": "energiteknologi"}, ["klynge"]),
        ({"search": "sound"}, []),
        ({"position_id": "lyd"}, ["firma"]),
        ({"place_code": "0779"}, ["hub", "klynge"]),
        ({"place_code": "0751"}, ["klynge"]),
        ({"place_code": "1082"}, ["hub", "klynge"]),
        ({"is_alone": True}, ["firma"]),
        ({"is_unchecked": True}, ["hub", "firma"]),
        ({"kind": "cluster", "search": "hus", "place_code": "0751"}, ["klynge"]),
    ],
)
def test_each_filter_finds_what_it_says(wanted, ids):
    """Names, CVR, topics, places with sites, industries, ties and age each decide."""
    assert found(a_small_country(), **wanted) == ids


def test_a_search_that_finds_nothing_offers_near_names():
    """A slip of the pen is met with the names the reader could have meant."""
    answer = list_actors(a_small_country(), TODAY, ActorFilter(search="Erhvervshuuset"))

    assert answer.found == 0
    assert [near.actor_id for near in answer.near] == ["hub"]


def test_only_so_many_rows_are_collected_but_all_are_counted():
    """A long list is cut, and says how long it is."""
    answer = list_actors(a_small_country(), TODAY, at_most=1)

    assert (len(answer.actors), answer.found, answer.total) == (1, 3, 3)


@pytest.mark.parametrize(
    "wanted", [{"kind": "klynge"}, {"place_code": "9999"}, {"position_id": "energy"}]
)
def test_an_unknown_filter_is_refused(wanted):
    """A slip in a filter is told, never answered with an empty list."""
    with pytest.raises(UnknownIdError):
        found(a_small_country(), **wanted)


def test_what_no_table_records_is_not_zero():
    """Without a table of links or participations there is no number; with an empty one it is 0."""
    bare = a_register(actors=[{"actor_id": "a", "name": "A"}])
    empty = a_register(actors=[{"actor_id": "a", "name": "A"}], links=[], participations=[])

    for register, number in ((bare, None), (empty, 0)):
        row = list_actors(register, TODAY).actors[0]
        briefing = brief_actor(register, "a", TODAY)
        assert (row.links, row.projects) == (number, number)
        assert briefing.links == (None if number is None else ())
        assert briefing.participations == (None if number is None else ())


def test_no_actors_at_all_is_told():
    """A register without the table cannot say who there is."""
    with pytest.raises(NotRecordedError, match="not the same as zero"):
        list_actors(a_register(needs=[]), TODAY)


def test_an_actor_is_told_with_its_ties_from_its_own_side():
    """Both ends see the tie; one that has ended is told to be past."""
    briefing = brief_actor(a_small_country(), "klynge", TODAY)
    assert briefing.links is not None
    told = [(x.other_name, x.is_outgoing, x.kind.value, x.is_current) for x in briefing.links]

    assert told == [
        ("Erhvervshuset", False, "refers_to", True),
        ("Lukket", True, "successor_of", False),
    ]
    assert briefing.positions is not None
    assert [p.position.name_da for p in briefing.positions] == ["Energiteknologi"]
    assert briefing.days_since_check == 326
    assert not briefing.is_old


def test_marks_and_age_are_told():
    """Personally owned, protected, and never checked."""
    register = a_small_country()
    firm, hub = brief_actor(register, "firma", TODAY), brief_actor(register, "hub", TODAY)

    assert firm.is_personally_owned
    assert firm.is_advertising_protected
    assert firm.days_since_check is None
    assert firm.is_old
    assert hub.is_old
    assert hub.covers == ("Skive", "Aarhus")
    assert not hub.is_personally_owned


def test_an_offer_is_told_with_its_demands_in_words():
    """The reader sees whom an offer helps, without naming a firm; ids are written as names."""
    from ecosystem.model.offers import Between, OneOf

    offer = an_offer(
        offer_id="laan",
        provider_actor_id="hub",
        need_ids=("finance",),
        next_step="Ring til os.",
        criteria=(Between(fact="employees", at_most=249), OneOf(fact="positions", values=("lyd",))),
    )
    register = a_small_country(catalogue={"laan": offer})
    briefing = brief_actor(register, "hub", TODAY)
    assert briefing.offers is not None
    told = briefing.offers[0]

    assert told.next_step == "Ring til os."
    assert [need.name_da for need in told.needs] == ["Kapital"]
    assert any("249" in demand.text_da for demand in told.requirements)
    assert any("Lyd" in demand.text_da for demand in told.requirements)
    assert any("Sound" in demand.text_en for demand in told.requirements)
    assert found(register, search="kapital") == ["hub"]


def test_an_unknown_actor_is_refused_with_the_nearest():
    """A slip in an id is met with the ids the reader could have meant."""
    with pytest.raises(UnknownIdError, match="Nearest: klynge"):
        brief_actor(a_small_country(), "klynga", TODAY)
