"""Who is of a strength position: one table, three cuts."""

from dataclasses import replace
from datetime import date
from functools import cache

import pandas as pd
import pytest

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.presence import firms_of_every_position
from ecosystem.model.errors import UnknownIdError
from ecosystem.model.register import collect
from ecosystem.model.vocabulary import FirmCut
from ecosystem.sources.register.reading import read_register
from tests.analysis.graph.ecosystems import TODAY, actor, an_ecosystem

SHIPPED = cache(read_register)
CLUSTER_ROLE = {"actor_id": "klynge", "position_id": "energi", "role": "designated_cluster"}


def a_firm(actor_id, code=None, **cells):
    """A firm of an industry."""
    return actor(actor_id, industry_scheme="DB07", industry_code=code, **cells)


def members_of(register, on=TODAY):
    """Who is of what on a day."""
    return OnDay(register, on).membership


def ids(register, cut=FirmCut.STANDARD, on=TODAY):
    """The firms of the position in a cut."""
    return set(members_of(register, on).firms_of("energi", cut)["actor_id"])


def by_code():
    """A core, a related, an enabling and a foreign firm."""
    enabling = {"scheme": "DB07", "code_prefix": "62", "position_id": "energi", "weight": 0.25}
    industries = [
        {
            "scheme": "DB07",
            "code_prefix": "35",
            "position_id": "energi",
            "role": "core",
            "weight": 1,
        },
        {
            "scheme": "DB07",
            "code_prefix": "3511",
            "position_id": "energi",
            "role": "related",
            "weight": 0.5,
        },
        {**enabling, "role": "enabling"},
    ]
    firms = [
        a_firm("kerne", "352000"),
        a_firm("nær", "351100"),
        a_firm("støtte", "620100"),
        a_firm("anden", "471100"),
    ]
    return an_ecosystem(industry_positions=industries, actors=firms)


@pytest.mark.parametrize(
    ("cut", "firms"),
    [
        (FirmCut.NARROW, {"kerne"}),
        (FirmCut.STANDARD, {"kerne", "nær"}),
        (FirmCut.BROAD, {"kerne", "nær", "støtte"}),
    ],
)
def test_each_cut_takes_in_one_more_circle(cut, firms):
    """Narrow is the core, standard the related too, broad whoever enables; the longest prefix."""
    assert ids(by_code(), cut) == firms


def test_the_three_counts_stand_together():
    """One question, three numbers, always in this order."""
    count = members_of(by_code()).counts("energi")

    assert (count.firms, count.narrow, count.broad) == (2, 1, 3)


@pytest.mark.parametrize(
    ("tables", "evidence"),
    [
        (
            {
                "actor_positions": [CLUSTER_ROLE],
                "links": [
                    {"from_actor_id": "f", "to_actor_id": "klynge", "kind": "member_of"},
                ],
            },
            "membership",
        ),
        (
            {
                "projects": [{"project_id": "p", "title": "P", "position_id": "energi"}],
                "participations": [{"actor_id": "f", "project_id": "p", "role": "partner"}],
            },
            "project",
        ),
        (
            {
                "projects": [
                    {
                        "project_id": "p",
                        "title": "P",
                        "position_id": "energi",
                        "lead_actor_id": "f",
                    },
                ],
            },
            "project",
        ),
        (
            {"actor_positions": [{**CLUSTER_ROLE, "actor_id": "f", "role": "active_in"}]},
            "registered",
        ),
        (
            {"actor_positions": [{**CLUSTER_ROLE, "actor_id": "f", "role": "test_facility"}]},
            "registered",
        ),
    ],
)
def test_a_tie_makes_a_firm_one_of_the_narrow_cut(tables, evidence):
    """Member of the cluster, party or lead of a project, or registered with the position."""
    register = an_ecosystem(actors=[a_firm("f"), actor("klynge", "cluster")], **tables)

    firms = members_of(register).firms_of("energi", FirmCut.NARROW)

    assert firms[["actor_id", "role", "evidence"]].to_numpy().tolist() == [["f", "tie", evidence]]


def test_having_used_an_offer_makes_nobody_a_member():
    """A user of the position's offers is a user."""
    offers = [{"offer_id": "o", "provider_actor_id": "hus", "position_ids": "energi"}]
    used = [{"actor_id": "f", "offer_id": "o", "role": "participant"}]
    register = an_ecosystem(
        actors=[a_firm("f"), actor("hus", "business_hub")], offers=offers, participations=used
    )

    assert ids(register, FirmCut.BROAD) == set()


@pytest.mark.parametrize(
    ("position_ids", "opened", "used", "is_user"),
    [
        ("energi", None, None, True),
        ("mad;energi", "2026-11-23", "2026-11-23", True),
        ("mad", None, None, False),
        (None, None, None, False),
        ("energi", "2026-11-24", None, False),
        ("energi", None, "2026-11-24", False),
    ],
)
def test_users_are_those_of_offers_that_name_the_position(position_ids, opened, used, is_user):
    """An offer for everybody names no position, and nobody has used what is not open yet."""
    offer = {
        "offer_id": "o",
        "provider_actor_id": "hus",
        "position_ids": position_ids,
        "open_from": opened,
    }
    register = an_ecosystem(
        actors=[a_firm("f")],
        offers=[offer],
        participations=[
            {"actor_id": "f", "offer_id": "o", "role": "participant", "start": used},
            {"actor_id": "f", "project_id": "p", "role": "partner"},
        ],
    )

    assert members_of(register).users_of("energi") == (frozenset("f") if is_user else frozenset())


def test_users_that_nobody_recorded_are_not_none():
    """Without offers or participations nobody knows who used what."""
    assert members_of(an_ecosystem(actors=[], offers=[])).users_of("energi") is None
    assert members_of(an_ecosystem(actors=[], participations=[])).users_of("energi") is None


def test_tables_that_would_show_members_and_are_absent_are_named():
    """A list of members says what it could not look at."""
    register = an_ecosystem(actors=[], links=[])

    absent = members_of(register).not_recorded

    assert absent == ("actor_positions", "projects", "participations")
    drawn = replace(an_ecosystem(actors=[], actor_positions=[], links=[]), is_drawn=True)
    assert members_of(drawn).not_recorded == absent


@pytest.mark.parametrize(("start", "is_member"), [("2026-11-23", True), ("2026-11-24", False)])
def test_a_project_counts_from_its_first_day(start, is_member):
    """One that begins tomorrow ties nobody today."""
    register = an_ecosystem(
        actors=[a_firm("f")],
        projects=[{"project_id": "p", "title": "P", "position_id": "energi", "start": start}],
        participations=[{"actor_id": "f", "project_id": "p", "role": "partner"}],
    )

    assert ids(register) == ({"f"} if is_member else set())


@pytest.mark.parametrize(("day", "is_there"), [("2026-11-23", True), ("2026-11-22", False)])
def test_a_firm_counts_to_its_last_day(day, is_there):
    """On the day it closes it is still one of them."""
    register = an_ecosystem(actors=[a_firm("f", "352000", closed=day)])

    assert ids(register) == ({"f"} if is_there else set())


def test_codes_of_one_edition_are_held_against_that_edition_alone():
    """A DB25 code that looks like a DB07 prefix is not of it."""
    firms = [actor("f", industry_scheme="DB25", industry_code="3511")]

    row = members_of(an_ecosystem(actors=firms)).firms_of("energi").iloc[0]

    assert (row["role"], row["weight"]) == ("core", 1.0)


def test_a_register_of_members_says_that_it_is_one():
    """Where every firm was found as a member, nothing is said of the country's firms."""
    links = [{"from_actor_id": "f", "to_actor_id": "klynge", "kind": "member_of"}]
    firms = [a_firm("f"), actor("klynge", "cluster")]
    register = an_ecosystem(actors=firms, actor_positions=[CLUSTER_ROLE], links=links)
    with_industry = an_ecosystem(
        actors=[*firms, a_firm("g", "352000")], actor_positions=[CLUSTER_ROLE], links=links
    )

    assert members_of(register).counts("energi").is_members_only
    assert not members_of(with_industry).counts("energi").is_members_only


def test_no_firms_recorded_is_not_no_firms():
    """A register of supporters alone does not say how many firms there are."""
    register = an_ecosystem(actors=[actor("klynge", "cluster")])

    assert members_of(register).counts("energi") is None


def test_an_unknown_position_is_told():
    """With the nearest."""
    with pytest.raises(UnknownIdError, match="energi"):
        members_of(by_code()).counts("energy")


@pytest.mark.parametrize("cut", FirmCut)
def test_a_list_and_the_table_hold_the_same_firms(cut):
    """The expression that lists filter by chooses whom the table names, for every position."""
    day = OnDay(SHIPPED(), date(2026, 11, 23))

    for position in day.membership.position_ids:
        firms = day.actors.firms().filter(day.membership.is_firm_of(position, cut))
        listed = set(collect(firms.select("actor_id"))["actor_id"])
        assert listed == set(day.membership.firms_of(position, cut)["actor_id"]), position


def test_the_map_counts_the_same_firms():
    """What has a municipality stands on the map; the rest is told beside it."""
    on = date(2026, 11, 23)
    day = OnDay(SHIPPED(), on)
    mapped = firms_of_every_position(day).groupby("position_id").sum()

    for position in day.membership.position_ids:
        count = day.membership.counts(position)
        assert mapped.loc[position, "firms"] == count.firms - count.without_municipality, position


def test_positions_of_firms_are_those_that_list_them():
    """Asked the other way round the table says the same."""
    day = OnDay(SHIPPED(), date(2026, 11, 23))
    columns = ["actor_id", "industry_scheme", "industry_code"]
    firms = collect(day.actors.firms().select(*columns))
    positions = day.membership.positions_of(firms)

    for position in day.membership.position_ids:
        actor_ids = {actor_id for actor_id, ids in positions.items() if position in ids}
        listed = set(day.membership.firms_of(position)["actor_id"])
        assert actor_ids & set(firms["actor_id"]) == listed, position


def test_the_core_industries_of_a_code_are_its_likely_positions():
    """A hint for the order; related ones are none."""
    membership = members_of(by_code())

    assert membership.positions_of_industry("352000") == {"energi"}
    assert membership.positions_of_industry("351100") == frozenset()
    assert membership.positions_of_industry(None) == frozenset()


def test_absent_tables_leave_nobody_a_member():
    """Without industries and ties the table is empty, and nothing breaks."""
    register = an_ecosystem(actors=[a_firm("f", "352000")], industry_positions=[])

    firms = members_of(register).firms_of("energi", FirmCut.BROAD)

    assert isinstance(firms, pd.DataFrame)
    assert firms.empty
