"""How the ecosystem stands, and what to look at first."""

import random
from dataclasses import replace
from datetime import date
from functools import cache

import pytest

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.gaps import find_on, gap_context, search_of
from ecosystem.analysis.graph import build_graph, count_ties
from ecosystem.briefings.actors.filters import TO_CONFIRM
from ecosystem.briefings.actors.listing import ActorFilter, list_actors
from ecosystem.briefings.gaps.priorities import choose_priorities, gap_priorities
from ecosystem.briefings.overview import brief_overview
from ecosystem.display.wording import say
from ecosystem.model.errors import UnknownIdError
from ecosystem.model.gaps import FirmRange, GapThresholds
from ecosystem.model.offers import Rules
from ecosystem.model.register import collect
from ecosystem.model.shelf_lives import ShelfLife, ShelfLives
from ecosystem.model.vocabulary import FactSort, GapKind, LinkKind
from ecosystem.sources.register.reading import read_register, shipped_folder
from tests.analysis.gaps.plain import DAY, plant, whole_register
from tests.briefings.test_actor import a_small_country
from tests.builders import a_register, an_offer

TODAY = date(2026, 11, 23)


def test_the_numbers_can_be_counted_by_hand():
    """Three actors today, one link that holds, and it is only claimed."""
    briefing = brief_overview(a_small_country(), TODAY)

    assert briefing.actors == 3
    assert briefing.actors_by_kind == {"cluster": 1, "business_hub": 1, "firm": 1}
    assert (briefing.links, briefing.documented) == (1, 0)
    assert briefing.presence is not None
    assert (briefing.presence.municipalities, briefing.presence.without) == (2, ("Aarhus",))
    fresh = briefing.freshness
    assert (fresh.confirmed, fresh.out_of_date, fresh.never_confirmed) == (1, 1, 1)


def test_a_position_is_looked_at_alone():
    """Only what belongs to it counts: Skive has an office of its cluster, a hub does not help."""
    energy = brief_overview(a_small_country(), TODAY, position_id="energi")
    sound = brief_overview(a_small_country(), TODAY, position_id="lyd")

    assert (energy.actors, energy.presence.without) == (1, ("Aarhus",))
    assert (sound.actors, sound.presence.without) == (1, ("Skive", "Aarhus"))
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
    assert briefing.presence is None
    assert [thing.sentence.key for thing in briefing.things] == ["overview.thing.checked.year"]


def test_the_first_three_rules_that_hold_are_told_with_their_evidence():
    """A position without a cluster comes first, by name; each sentence can be said."""
    briefing = brief_overview(a_small_country(), TODAY)
    first = briefing.things[0]

    assert first.names_da == ("Lyd",)
    assert first.filters == {"tema": "lyd"}
    for priority in briefing.things:
        for language in ("da", "en"):
            assert "{" not in say(priority.sentence, language)
            assert "{" not in say(priority.rule, language)


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
    keys = [priority.sentence.key for priority in brief_overview(register, TODAY).things]

    assert ("overview.thing.closing" in keys) is is_told


def test_a_link_to_the_list_shows_what_was_counted():
    """Filters of a thing give as many actors as its sentence says."""
    register = a_small_country(
        actors=[
            {"actor_id": f"i{n}", "kind": "knowledge_institution", "name": f"Institut {n}"}
            for n in range(3)
        ],
        links=[
            {"from_actor_id": "i0", "to_actor_id": "i1", "kind": "partner", "evidence": "claimed"},
            {"from_actor_id": "i2", "to_actor_id": "x", "kind": "partner", "evidence": "claimed"},
        ],
    )
    priorities = brief_overview(register, TODAY).things
    alone = next(priority for priority in priorities if priority.filters.get("alene"))
    filters = ActorFilter(kind=alone.filters["type"], is_alone=True)

    assert alone.sentence.values["n"] == list_actors(register, TODAY, filters).found == 1


# --- the same numbers as the pages behind ---------------------------------------------------


def an_example(**cells):
    """An invented firm of the position Lyd."""
    return {
        "actor_id": "eksempel",
        "kind": "firm",
        "name": "Opdigtet",
        "industry_code": "264000",
        "industry_scheme": "DB07",
        "is_synthetic": True,
        **cells,
    }


def with_example(**more):
    """The small country and one invented firm, member of the cluster."""
    country = a_small_country()
    actors = collect(country.actors).to_dict("records")
    link = {
        "from_actor_id": "eksempel",
        "to_actor_id": "klynge",
        "kind": "member_of",
        "evidence": "member",
    }
    return a_small_country(actors=[*actors, an_example()], links=[link], **more)


def test_example_data_is_in_no_headline():
    """An invented firm and its membership are told beside, and nobody is asked to check it."""
    briefing = brief_overview(with_example(), TODAY)

    assert (briefing.actors, briefing.actors_in_all, briefing.synthetic) == (3, 3, 1)
    assert briefing.actors_by_kind["firm"] == briefing.synthetic_by_kind["firm"] == 1
    assert (briefing.links, briefing.documented, briefing.example_links) == (0, 0, 1)
    assert briefing.freshness.actors == 3
    sentence = briefing.things[-1].sentence
    assert (sentence.key, sentence.values["n"], sentence.values["of"]) == (
        "overview.thing.checked.year",
        2,
        3,
    )


def test_firms_of_a_position_stand_in_three_cuts_with_the_examples_among_them():
    """One real and one invented firm of the industry; the member by its tie too."""
    briefing = brief_overview(with_example(), TODAY, position_id="lyd")

    assert briefing.firms == FirmRange(firms=2, low=2, high=2, examples=1)
    assert (briefing.actors, briefing.example_firms) == (1, 1)


def test_a_register_of_members_alone_says_so():
    """Where each firm was found as a member, nothing is said of the country's firms."""
    register = with_example(industry_positions=[])

    assert brief_overview(register, TODAY, position_id="energi").is_members_only
    assert list_actors(register, TODAY, ActorFilter(position_id="energi")).is_members_only


SHIPPED = cache(read_register)
SHIPPED_DAY = cache(lambda: OnDay(SHIPPED(), TODAY))
SHIPPED_POSITIONS = sorted(SHIPPED().strength_positions["position_id"])


@pytest.mark.parametrize(
    ("position_id", "region_code"),
    [
        *((position, None) for position in (None, *SHIPPED_POSITIONS[::3])),
        *(pytest.param(position, None, marks=pytest.mark.slow) for position in SHIPPED_POSITIONS),
        (None, "1081"),
        ("energiteknologi", "1081"),
    ],
)
def test_each_tile_counts_what_the_list_behind_it_shows(position_id, region_code):
    """Actors, those to be checked, and the firms in each cut: the same figure on both pages."""
    day = SHIPPED_DAY()
    part = {"position_id": position_id, "place_code": region_code}
    where = {"position_id": position_id, "region_code": region_code}
    briefing = brief_overview(SHIPPED(), TODAY, **where, day=day)

    def listed(**filters):
        return list_actors(SHIPPED(), TODAY, ActorFilter(**part, **filters), at_most=1, day=day)

    assert briefing.actors == listed(without_examples=True).found
    assert briefing.actors + briefing.synthetic == listed().found
    assert briefing.synthetic == listed().examples
    assert briefing.freshness.to_confirm == listed(freshness=TO_CONFIRM).found
    assert briefing.firms == listed().firms
    if position_id is not None and region_code is None:
        count = day.membership.counts(position_id)
        assert listed(kind="firm").found == briefing.firms.firms == count.firms
        assert (briefing.firms.low, briefing.firms.high) == (count.narrow, count.broad)


@pytest.mark.parametrize("position_id", [None, *SHIPPED_POSITIONS])
def test_direct_ties_are_those_between_actors_in_the_network(position_id):
    """The tile and the network mean the same by a tie: one actor to another, however sure."""
    kinds = {kind.value for kind in LinkKind}
    graph = build_graph(SHIPPED(), position_id, TODAY)
    ties = [kind for _, _, kind in graph.edges(data="kind") if kind in kinds]
    briefing = brief_overview(SHIPPED(), TODAY, position_id=position_id, day=SHIPPED_DAY())

    assert briefing.links + briefing.example_links == len(ties)


@pytest.mark.parametrize("position_id", [None, "energi"])
def test_a_tie_that_is_told_twice_is_one_on_the_overview_and_in_the_network(position_id):
    """Two rows of one membership, and a cooperation told from either end: two ties."""
    member = {"from_actor_id": "hub", "to_actor_id": "klynge", "kind": "member_of"}
    partner = {"kind": "partner", "evidence": "claimed", "position_id": "energi"}
    register = a_small_country(
        links=[
            {**member, "evidence": "claimed", "position_id": "energi"},
            {**member, "evidence": "member"},
            {**partner, "from_actor_id": "hub", "to_actor_id": "klynge"},
            {**partner, "from_actor_id": "klynge", "to_actor_id": "hub"},
        ]
    )
    counts = count_ties(build_graph(register, position_id, TODAY))
    briefing = brief_overview(register, TODAY, position_id=position_id)

    assert (counts.ties, counts.memberships) == (2, 1)
    assert (briefing.links, briefing.documented) == (2, 1)


def test_hubs_do_not_serve_one_position_and_places_are_where_one_is_met():
    """The office of the cluster counts, the hub next door does not; the home only without sites."""
    homeless = a_small_country(sites=[])

    energy = brief_overview(a_small_country(), TODAY, position_id="energi").presence
    at_home = brief_overview(homeless, TODAY, position_id="energi").presence

    assert (energy.without, at_home.without) == (("Aarhus",), ("Skive",))


def test_an_institution_with_a_head_office_alone_is_told_beside_the_municipalities():
    """It may have campuses in those that seem to be without; one with a campus has told."""
    institution = {"kind": "knowledge_institution", "municipality_code": "0751"}
    actors = [{"actor_id": f"i{n}", "name": f"Institut {n}", **institution} for n in range(2)]
    campus = {"site_id": "c", "actor_id": "i1", "municipality_code": "0751", "kind": "workplace"}
    register = a_small_country(actors=actors, sites=[campus])

    briefing = brief_overview(register, TODAY)

    assert briefing.presence.without == ("Skive",)
    assert briefing.presence.head_office_alone == 1
    places = next(t for t in briefing.things if t.sentence.key.startswith("overview.thing.places"))
    assert (places.rule.key, places.rule.values["alone"]) == ("overview.rule.places.head_office", 1)


def test_a_register_without_supporters_does_not_say_that_no_municipality_has_any():
    """A list of firms alone cannot tell where clusters are."""
    register = a_small_country(actors=[{"actor_id": "f", "kind": "firm", "name": "F"}])

    assert brief_overview(register, TODAY).presence is None


def test_grants_for_operators_are_no_offers_a_firm_can_use():
    """Five offers answer the need, one of them for operators alone: four are too few."""
    grants = [an_offer(offer_id=f"o{n}", need_ids=("finance",)) for n in range(4)]
    rules = Rules(offer_id="stor", source="https://example.dk", applied_by="operator")
    operator = an_offer(offer_id="stor", need_ids=("finance",), rules=rules)
    register = a_small_country(catalogue={o.offer_id: o for o in (*grants, operator)})

    keys = [priority.sentence.key for priority in brief_overview(register, TODAY).things]

    assert "overview.thing.needs" in keys


def test_no_position_is_said_to_lack_a_cluster_where_roles_are_drawn_from_ties():
    """Who is designated is not recorded then; the table is named among the absent."""
    briefing = brief_overview(replace(a_small_country(), is_drawn=True), TODAY)

    assert not any(t.sentence.key.startswith("overview.thing.cluster") for t in briefing.things)
    assert "actor_positions" in briefing.not_recorded


def test_two_findings_never_say_the_same():
    """A gap of a kind silences the rule over the register that is about the same."""
    rules = brief_overview(a_small_country(), TODAY).things
    cluster = next(r for r in rules if r.sentence.key.startswith("overview.thing.cluster"))
    gap = cluster.model_copy(update={"gap_kind": GapKind.ACTOR, "like": ()})

    assert choose_priorities([], rules)[0] == cluster
    assert choose_priorities([gap], rules)[0] == gap
    assert cluster not in choose_priorities([gap], rules)
    assert len(choose_priorities([gap] * 3, rules)) == 3


@pytest.mark.parametrize(
    ("days", "key"), [(365, "overview.thing.checked.year"), (90, "overview.thing.checked.days")]
)
def test_a_year_is_called_a_year_and_other_spans_by_their_days(days, key):
    """The shelf life is data; the sentence says how long it is."""
    life = ShelfLife(days=days, reason="test", reason_da="test")
    lives = ShelfLives(sorts={FactSort.ACTOR: life})
    constants = SHIPPED().constants.model_copy(update={"shelf_lives": lives})
    register = replace(a_small_country(links=None, needs=None), constants=constants)

    sentence = brief_overview(register, TODAY).things[-1].sentence

    assert sentence.key.startswith(key)
    assert sentence.values["days"] == days


# --- gaps to look at -----------------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped_search():
    """The search laid out over the shipped register."""
    register = read_register(shipped_folder())
    return search_of(gap_context(register, TODAY, GapThresholds()))


@pytest.fixture(scope="module")
def planted_search(tmp_path_factory):
    """The search laid out over a register with gaps of several kinds, and two of actors."""
    rng = random.Random(4)
    made = whole_register(rng)
    for kind in ("actor", "actor", "need", "fragility", "tie"):
        plant(made, kind, rng)
    register = read_register(made.write(tmp_path_factory.mktemp("planted") / "register"))
    return search_of(gap_context(register, date.fromisoformat(DAY), GapThresholds()))


@pytest.mark.parametrize(("name", "kinds"), [("shipped_search", 1), ("planted_search", 3)])
def test_things_to_look_at_are_the_findings_of_the_page_of_gaps(name, kinds, request):
    """Each is the first of the surest gaps of its kind; what rests on examples is none."""
    search = request.getfixturevalue(name)
    priorities = gap_priorities(search)
    gaps = of_no_example(search)

    assert len(priorities) == len({priority.gap_kind for priority in priorities}) == kinds
    for priority in priorities:
        of_kind = [g for g in gaps if g.kind is priority.gap_kind]
        surest = [g for g in of_kind if g.confidence is of_kind[0].confidence]
        assert priority.sentence == surest[0].sentence
        assert priority.rule == surest[0].rule
        assert priority.others == len(surest) - 1
        assert priority.filters == {"tema": surest[0].position_id}
        assert (priority.page, priority.confidence) == ("huller", surest[0].confidence)


def of_no_example(search, kinds=tuple(GapKind)):
    """The gaps of a search that rest on no example data; surest first within a kind."""
    return [gap for gap in find_on(search, kinds).gaps if not gap.rests_on_example_data]


def test_a_gap_somebody_has_explained_is_not_told_again(planted_search):
    """The next gap of the kind that is as sure takes its place."""
    priorities = gap_priorities(planted_search)
    first = max(priorities, key=lambda priority: priority.others)
    gaps = of_no_example(planted_search, [first.gap_kind])
    settled = {next(g.gap_id for g in gaps if g.sentence == first.sentence)}
    unsettled = gap_priorities(planted_search, settled=settled)
    (next_of_kind,) = [priority for priority in unsettled if priority.gap_kind is first.gap_kind]

    assert first.others > 0
    assert first.sentence not in [priority.sentence for priority in unsettled]
    assert next_of_kind.others == first.others - 1


def test_a_region_shows_gaps_that_touch_it_and_how_much_of_it(shipped_search):
    """Municipalities of another region are not named, and what has no place stays."""
    register = shipped_search.context.register
    day = OnDay(register, TODAY)
    names = set(map(day.names.municipality, day.places.municipalities_of_region["1081"]))
    priorities = gap_priorities(shipped_search, region_code="1081")

    assert priorities
    for priority in priorities:
        if priority.inside is not None:
            assert 0 < priority.inside == len(priority.names_da)
            assert set(priority.names_da) <= names
