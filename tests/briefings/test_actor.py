"""Who is found, and what is told of one actor."""

from datetime import date

import pytest

from ecosystem.analysis.day import OnDay
from ecosystem.briefings.actors.actor import brief_actor
from ecosystem.briefings.actors.filters import TO_CONFIRM
from ecosystem.briefings.actors.listing import ActorFilter, list_actors
from ecosystem.model.errors import EcosystemError, NotRecordedError, UnknownIdError
from ecosystem.model.gaps import FirmRange
from ecosystem.model.offers import Opening, Rules
from ecosystem.model.vocabulary import FirmCut, Freshness, MemberEvidence
from ecosystem.sources.register.reading import read_register
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
    all_tables = {**tables, **more}
    return a_register(**{name: rows for name, rows in all_tables.items() if rows is not None})


def found(register, **filters):
    """Ids of the actors a search finds."""
    answer = list_actors(register, TODAY, ActorFilter(**filters))
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
    ("filters", "ids"),
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
        ({"freshness": TO_CONFIRM}, ["hub", "firma"]),
        ({"freshness": (Freshness.OUT_OF_DATE,)}, ["hub"]),
        ({"freshness": (Freshness.CONFIRMED,)}, ["klynge"]),
        ({"kind": "cluster", "search": "hus", "place_code": "0751"}, ["klynge"]),
    ],
)
def test_each_filter_finds_what_it_says(filters, ids):
    """Names, CVR, topics, places with sites, industries, ties and age each decide."""
    assert found(a_small_country(), **filters) == ids


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
    "filters", [{"kind": "klynge"}, {"place_code": "9999"}, {"position_id": "energy"}]
)
def test_an_unknown_filter_is_refused(filters):
    """A slip in a filter is told, never answered with an empty list."""
    with pytest.raises(UnknownIdError):
        found(a_small_country(), **filters)


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
    links = [(x.other_name, x.is_outgoing, x.kind.value, x.is_current) for x in briefing.links]

    assert links == [
        ("Erhvervshuset", False, "refers_to", True),
        ("Lukket", True, "successor_of", False),
    ]
    assert briefing.positions is not None
    assert [p.position.name_da for p in briefing.positions] == ["Energiteknologi"]
    assert briefing.days_since_check == 326
    assert briefing.freshness is Freshness.CONFIRMED


def test_marks_and_age_are_told():
    """Personally owned, protected, and never checked."""
    register = a_small_country()
    firm, hub = brief_actor(register, "firma", TODAY), brief_actor(register, "hub", TODAY)

    assert firm.is_personally_owned
    assert firm.is_advertising_protected
    assert firm.days_since_check is None
    assert firm.freshness is Freshness.NEVER_CONFIRMED
    assert hub.freshness is Freshness.OUT_OF_DATE
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
    summary = briefing.offers[0]

    assert summary.next_step == "Ring til os."
    assert [need.name_da for need in summary.needs] == ["Kapital"]
    assert any("249" in demand.text_da for demand in summary.requirements)
    assert any("Lyd" in demand.text_da for demand in summary.requirements)
    assert any("Sound" in demand.text_en for demand in summary.requirements)
    assert found(register, search="kapital") == ["hub"]


def test_an_unknown_actor_is_refused_with_the_nearest():
    """A slip in an id is met with the ids the reader could have meant."""
    with pytest.raises(UnknownIdError, match="Nearest: klynge"):
        brief_actor(a_small_country(), "klynga", TODAY)


# --- firms of a position, and who used its offers -------------------------------------------


def a_field():
    """Core, related, enabling, tied and user firms of Energi; an investor of a core industry."""
    prefixes = {"35": "core", "28": "related", "62": "enabling"}
    industries = [
        {"scheme": "DB07", "code_prefix": code, "position_id": "energi", "role": role, "weight": 1}
        for code, role in prefixes.items()
    ]
    codes = {"kerne": "351100", "nær": "281100", "støtte": "620100", "fremmed": "471100"}
    firms = [
        {
            "actor_id": actor_id,
            "kind": "firm",
            "name": actor_id,
            "industry_scheme": "DB07",
            "industry_code": code,
            "municipality_code": "0751",
        }
        for actor_id, code in {**codes, "medlem": "471100", "bruger": "471100"}.items()
    ]
    others = [
        {"actor_id": "klynge", "kind": "cluster", "name": "Klyngen"},
        {**firms[0], "actor_id": "investor", "kind": "investor", "name": "Investor"},
    ]
    member = {"from_actor_id": "medlem", "to_actor_id": "klynge", "kind": "member_of"}
    offer = {"offer_id": "o", "provider_actor_id": "klynge", "position_ids": "energi"}
    used = [
        {"actor_id": actor_id, "offer_id": "o", "role": "participant"}
        for actor_id in ("bruger", "kerne")
    ]
    return a_small_country(
        actors=[*firms, *others],
        industry_positions=industries,
        links=[{**member, "evidence": "member"}],
        offers=[{**offer, "kind": "service", "name_da": "O", "need_ids": "finance"}],
        participations=used,
        sites=None,
    )


@pytest.mark.parametrize(
    ("cut", "firms"),
    [
        (FirmCut.NARROW, {"kerne", "medlem"}),
        (FirmCut.STANDARD, {"kerne", "medlem", "nær"}),
        (FirmCut.BROAD, {"kerne", "medlem", "nær", "støtte"}),
    ],
)
def test_firms_are_listed_in_the_cut_asked_for_and_told_in_all_three(cut, firms):
    """The member comes by its tie, the user never; the three figures stand beside each list."""
    filters = ActorFilter(position_id="energi", kind="firm", cut=cut)
    answer = list_actors(a_field(), TODAY, filters)

    assert {row.actor_id for row in answer.actors} == firms
    assert answer.found == len(firms)
    assert answer.firms == FirmRange(firms=3, low=2, high=4)


def test_another_actor_is_of_a_position_by_a_tie_and_not_by_its_industry():
    """The cluster is registered with it; an investor of a core industry is not."""
    listed = found(a_field(), position_id="energi")

    assert "klynge" in listed
    assert "investor" not in listed
    assert found(a_field(), position_id="energi", kind="investor") == []


def test_the_three_figures_follow_the_other_filters():
    """Of the firms in one place or with one name."""
    answer = list_actors(a_field(), TODAY, ActorFilter(position_id="energi", search="støtte"))

    assert (answer.found, answer.firms) == (0, FirmRange(firms=0, low=0, high=1))
    assert list_actors(a_field(), TODAY, ActorFilter(kind="firm")).firms is None


def test_users_of_offers_are_a_list_of_their_own_and_a_column():
    """A member may be a user too; a user that is no member is in the members' list nowhere."""
    users = list_actors(a_field(), TODAY, ActorFilter(position_id="energi", is_user=True))
    members = list_actors(a_field(), TODAY, ActorFilter(position_id="energi", kind="firm"))

    assert {row.actor_id for row in users.actors} == {"bruger", "kerne"}
    assert users.firms is None
    assert {row.actor_id for row in members.actors if row.is_user} == {"kerne"}
    assert {row.is_user for row in list_actors(a_field(), TODAY).actors} == {None}


def test_each_firm_says_its_positions_in_the_cut_asked_for():
    """By industry or by tie; where its industry is not known, that is not none."""
    broad = list_actors(a_field(), TODAY, ActorFilter(cut=FirmCut.BROAD)).actors
    standard = {row.actor_id: row.position_ids for row in list_actors(a_field(), TODAY).actors}

    assert {r.actor_id for r in broad if r.position_ids} == {
        "kerne",
        "nær",
        "støtte",
        "medlem",
        "klynge",
    }
    assert standard["støtte"] == standard["fremmed"] == ()
    firm = {"actor_id": "f", "kind": "firm", "name": "F"}
    hub = {"actor_id": "h", "kind": "business_hub", "name": "H"}
    rows = list_actors(a_small_country(actors=[firm, hub]), TODAY).actors
    assert {row.actor_id: row.position_ids for row in rows} == {"f": None, "h": ()}


def test_a_question_that_nothing_recorded_answers_is_refused():
    """No ties, no use, nothing that shows who is of a position: told, never an empty list."""
    bare = a_register(
        actors=[{"actor_id": "a", "name": "A"}],
        strength_positions=[{"position_id": "lyd", "name_da": "Lyd", "name_en": "Sound"}],
    )

    for filters in (
        {"is_alone": True},
        {"position_id": "lyd"},
        {"position_id": "lyd", "is_user": True},
        {"place_code": "0751"},
    ):
        with pytest.raises(NotRecordedError, match="not recorded"):
            found(bare, **filters)
    with pytest.raises(EcosystemError, match="give the position"):
        found(a_field(), is_user=True)


def test_a_list_of_members_names_the_tables_it_could_not_look_at():
    """Projects are not recorded; a list without a position needs none of them."""
    answer = list_actors(a_field(), TODAY, ActorFilter(position_id="energi"))

    assert answer.not_recorded == ("projects",)
    assert list_actors(a_field(), TODAY).not_recorded == ()


def test_a_place_is_where_one_is_registered_or_has_a_site_in_a_region_too():
    """An office in Skive is an office in its region."""
    abroad = {"actor_id": "k", "kind": "cluster", "name": "K"}
    site = {"site_id": "s", "actor_id": "k", "municipality_code": "0779", "kind": "office"}
    register = a_small_country(actors=[abroad], sites=[site])

    assert found(register, place_code="0779") == found(register, place_code="1082") == ["k"]


# --- example data ---------------------------------------------------------------------------


def test_an_invented_actor_is_never_to_be_checked():
    """It has no freshness, and no filter by freshness finds it."""
    invented = {"actor_id": "e", "kind": "firm", "name": "E", "is_synthetic": True}
    register = a_small_country(actors=[invented])
    answer = list_actors(register, TODAY)

    assert (answer.actors[0].freshness, answer.examples) == (None, 1)
    assert found(register, freshness=tuple(Freshness)) == []
    assert found(register, without_examples=True) == []
    assert brief_actor(register, "e", TODAY).freshness is None


# --- ties, positions and parts of one actor -------------------------------------------------


def test_rows_that_say_the_same_are_one_tie():
    """Twice the same membership, and a cooperation told from either end."""
    member = {
        "from_actor_id": "hub",
        "to_actor_id": "klynge",
        "kind": "member_of",
        "evidence": "claimed",
        "checked": "2026-01-01",
    }
    partner = {"kind": "partner", "evidence": "claimed"}
    links = [
        {**member, "position_id": "energi", "valid_from": "2022-01-01"},
        {**member, "position_id": "lyd", "evidence": "member", "valid_from": "2020-01-01"},
        {**member, "valid_from": "2010-01-01", "valid_to": "2011-01-01"},
        {**partner, "from_actor_id": "hub", "to_actor_id": "klynge"},
        {**partner, "from_actor_id": "klynge", "to_actor_id": "hub"},
    ]
    register = a_small_country(links=links)
    ties = brief_actor(register, "hub", TODAY).links
    rows = {row.actor_id: row.links for row in list_actors(register, TODAY).actors}

    current = {link.kind.value: link for link in ties if link.is_current}
    assert (len(ties), rows["hub"], rows["klynge"], rows["firma"]) == (3, 2, 2, 0)
    membership = current["member_of"]
    assert {p.id for p in membership.positions} == {"energi", "lyd"}
    assert (membership.evidence.value, membership.valid_from) == ("member", date(2020, 1, 1))
    assert membership.freshness is Freshness.CONFIRMED
    assert current["partner"].freshness is Freshness.NEVER_CONFIRMED


def test_who_belongs_to_whom_is_a_tie_from_either_end():
    """A department and its house, once, though a link may say so as well."""
    actors = [
        {"actor_id": "hus", "kind": "knowledge_institution", "name": "Hus"},
        {
            "actor_id": "del",
            "kind": "knowledge_institution",
            "name": "Del",
            "parent_actor_id": "hus",
        },
    ]
    link = {"from_actor_id": "del", "to_actor_id": "hus", "kind": "part_of", "evidence": "claimed"}

    for links in ([], [link]):
        register = a_small_country(actors=actors, links=links)
        ties = [brief_actor(register, actor_id, TODAY).links for actor_id in ("del", "hus")]
        assert [[x.is_outgoing for x in links] for links in ties] == [[True], [False]]
        assert found(register, is_alone=True) == []


def test_a_tie_to_one_that_is_gone_holds_no_more():
    """The row may have no last day; the other has."""
    link = {"from_actor_id": "hub", "to_actor_id": "gammel", "kind": "partner"}
    register = a_small_country(links=[{**link, "evidence": "claimed"}])

    assert [x.is_current for x in brief_actor(register, "hub", TODAY).links] == [False]
    rows = {row.actor_id: row.links for row in list_actors(register, TODAY).actors}
    assert rows["hub"] == 0
    then = brief_actor(register, "hub", date(2022, 6, 30)).links
    assert [x.is_current for x in then] == [True]


def test_a_part_is_told_once_by_its_leading_role_and_from_its_first_day():
    """Led and taken part in is one project; one that begins tomorrow is none yet."""
    part = {"actor_id": "hub", "project_id": "p", "role": "partner", "start": "2026-11-23"}
    register = a_small_country(
        projects=[
            {"project_id": "p", "title": "Vind", "lead_actor_id": "hub", "start": "2026-01-01"},
            {"project_id": "q", "title": "Sol", "lead_actor_id": "klynge", "start": "2026-11-24"},
        ],
        participations=[part, {**part, "project_id": "q", "start": "2026-11-24"}],
    )
    briefing = brief_actor(register, "hub", TODAY)
    rows = {row.actor_id: row.projects for row in list_actors(register, TODAY).actors}

    assert [(p.title, p.role.value) for p in briefing.participations] == [("Vind", "lead")]
    assert briefing.participations_found == rows["hub"] == 1
    assert rows["klynge"] == 0
    assert "hub" not in found(register, is_alone=True)


def test_positions_are_told_with_what_shows_them():
    """A recorded role with its days, a membership, an industry; the list names the same."""
    register = a_field()
    listed = {row.actor_id: row.position_ids for row in list_actors(register, TODAY).actors}

    for actor_id, evidence in (
        ("kerne", (MemberEvidence.INDUSTRY,)),
        ("medlem", (MemberEvidence.MEMBERSHIP,)),
        ("klynge", (MemberEvidence.REGISTERED,)),
    ):
        (position,) = brief_actor(register, actor_id, TODAY).positions
        assert (position.position.id, position.evidence) == ("energi", evidence)
        assert listed[actor_id] == ("energi",)
    assert brief_actor(register, "fremmed", TODAY).positions == listed["fremmed"] == ()


def test_a_position_and_a_site_of_earlier_days_are_told_as_past():
    """History stays, with its days and with what its row is worth."""
    role = {"actor_id": "klynge", "position_id": "lyd", "role": "active_in"}
    site = {"site_id": "s", "actor_id": "klynge", "municipality_code": "0779", "kind": "office"}
    register = a_small_country(
        actor_positions=[{**role, "valid_to": "2025-12-31", "checked": "2020-01-01"}],
        sites=[{**site, "valid_to": "2026-11-22"}],
    )
    briefing = brief_actor(register, "klynge", TODAY)

    (position,), (place,) = briefing.positions, briefing.sites
    assert (position.is_current, position.evidence) == (False, ())
    assert position.freshness is Freshness.OUT_OF_DATE
    assert (place.is_current, place.freshness) == (False, Freshness.NEVER_CONFIRMED)
    assert found(register, position_id="lyd", kind="cluster") == []


def test_grants_for_operators_are_no_offers_but_a_line_on_who_carries_them_out():
    """The fund gives them, the cluster carries them out; no firm applies for them."""
    rules = Rules(
        offer_id="stor",
        source="https://example.dk",
        applied_by="operator",
        delivered_by="designated_cluster",
    )
    grant = an_offer(offer_id="stor", provider_actor_id="hub", rules=rules)
    register = a_small_country(catalogue={"stor": grant})

    briefings = {
        actor_id: brief_actor(register, actor_id, TODAY) for actor_id in ("hub", "klynge", "firma")
    }

    assert {actor_id: briefing.offers for actor_id, briefing in briefings.items()} == dict.fromkeys(
        briefings, ()
    )
    assert [g.is_provider for g in briefings["hub"].grants] == [True]
    assert [g.is_provider for g in briefings["klynge"].grants] == [False]
    assert briefings["firma"].grants == ()


def test_a_grant_that_is_closed_is_carried_out_by_nobody():
    """Who gave it is told that it is closed; the cluster that carried it out is not told of it."""
    ended = Opening(is_ended=True)
    rules = Rules(
        offer_id="gammel",
        source="https://example.dk",
        applied_by="operator",
        delivered_by="designated_cluster",
        opening=ended,
    )
    grant = an_offer(offer_id="gammel", provider_actor_id="hub", rules=rules)
    register = a_small_country(catalogue={"gammel": grant})

    assert brief_actor(register, "klynge", TODAY).grants == ()
    assert [g.is_open for g in brief_actor(register, "hub", TODAY).grants] == [False]


@pytest.mark.parametrize(
    ("kind", "checked", "state"),
    [
        ("scheme", date(2026, 8, 25), Freshness.CONFIRMED),
        ("scheme", date(2026, 8, 24), Freshness.OUT_OF_DATE),
        ("service", date(2026, 8, 24), Freshness.CONFIRMED),
        ("service", None, Freshness.NEVER_CONFIRMED),
    ],
)
def test_an_offer_is_as_fresh_as_its_sort_allows(kind, checked, state):
    """A scheme keeps 90 days, a service a year."""
    offer = an_offer(offer_id="o", provider_actor_id="hub", kind=kind, checked=checked)
    register = a_small_country(catalogue={"o": offer})

    assert brief_actor(register, "hub", TODAY).offers[0].freshness is state


def test_list_and_card_of_a_shipped_actor_tell_the_same():
    """Ties, positions, parts and freshness: one number, one word, on both; every fifth is tried."""
    register = read_register()
    day = OnDay(register, TODAY)
    rows = list_actors(register, TODAY, ActorFilter(without_examples=True), day=day).actors[::5]
    rows += list_actors(register, TODAY, ActorFilter(kind="firm"), at_most=5, day=day).actors

    for row in rows:
        card = brief_actor(register, row.actor_id, TODAY, day=day)
        current = {p.position.id for p in card.positions or () if p.is_current}
        assert current == set(row.position_ids or ()), row.actor_id
        assert (card.positions is None) <= (row.position_ids is None), row.actor_id
        assert sum(link.is_current for link in card.links) == row.links, row.actor_id
        assert card.participations_found == row.projects, row.actor_id
        assert card.freshness == row.freshness, row.actor_id
