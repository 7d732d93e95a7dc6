"""How many firms a position has, municipality by municipality, in the three cuts."""

from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.presence import (
    FirmsLeftOut,
    PositionFirms,
    firms_by_municipality,
    firms_left_out,
    firms_of_every_position,
)
from ecosystem.model.errors import UnknownIdError
from ecosystem.model.vocabulary import FirmCut
from ecosystem.sources.register.reading import read_register
from tests.analysis.presence.countries import TODAY, a_country, a_firm_row, an_industry


def test_firms_are_counted_by_how_close_their_industry_is():
    """Core, related and enabling industries give a narrow, a plain and a wide count."""
    industries = [
        an_industry("27"),
        an_industry("28", role="related", weight=0.5),
        an_industry("62", role="enabling", weight=0.25),
    ]
    firms = [a_firm_row("a", "271100"), a_firm_row("b", "281100"), a_firm_row("c", "620100")]

    register = a_country(firms, industry_positions=industries)
    counted = firms_by_municipality(OnDay(register, TODAY), "energi")

    cuts = counted.loc["0851", ["firms_low", "firms", "firms_high", "firms_weighted"]]
    assert cuts.tolist() == [1, 2, 3, 1.75]
    assert counted.loc["0101", "firms"] == 0
    assert counted.loc["0851", "all_firms"] == 3


def test_the_longest_prefix_decides():
    """A rule for 2712 outweighs one for 27, whatever its role."""
    industries = [an_industry("27", role="enabling", weight=0.25), an_industry("2712")]
    register = a_country([a_firm_row("a", "271200")], industry_positions=industries)

    assert firms_by_municipality(OnDay(register, TODAY), "energi").loc["0851", "firms_low"] == 1


def test_codes_of_two_editions_never_mix():
    """A DB25 code is not held against DB07 prefixes."""
    firm = a_firm_row("a", "271100", scheme="DB25")
    register = a_country([firm], industry_positions=[an_industry("27")])

    assert firms_by_municipality(OnDay(register, TODAY), "energi").loc["0851", "firms_high"] == 0


def test_a_firm_with_a_tie_counts_once_whatever_its_code():
    """Found by code, by tie and by both: the union, with what each source found."""
    industries = [an_industry("27"), an_industry("62", role="enabling", weight=0.25)]
    firms = [a_firm_row("a", "271100"), a_firm_row("b", "620100"), a_firm_row("c", "999999")]
    cluster = {"actor_id": "klynge", "kind": "cluster", "name": "Klynge"}
    role = {"actor_id": "klynge", "position_id": "energi", "role": "designated_cluster"}
    members = [
        {"from_actor_id": firm, "to_actor_id": "klynge", "kind": "member_of", "evidence": "member"}
        for firm in ("a", "b", "c")
    ]
    register = a_country(
        [*firms, cluster], industry_positions=industries, actor_positions=[role], links=members
    )

    row = firms_by_municipality(OnDay(register, TODAY), "energi").loc["0851"]

    assert row[["firms_low", "firms", "firms_high"]].tolist() == [3, 3, 3]
    assert row[["found_by_code", "found_by_tie", "found_by_both"]].tolist() == [0, 1, 2]
    assert row["firms_weighted"] == 3


def test_a_participant_in_a_project_of_the_position_has_a_tie():
    """Only from the day the project began for it."""
    project = {"project_id": "p", "title": "P", "position_id": "energi"}
    participation = {"actor_id": "a", "project_id": "p", "role": "partner", "start": "2026-03-01"}
    register = a_country([a_firm_row("a")], projects=[project], participations=[participation])

    assert firms_by_municipality(OnDay(register, TODAY), "energi").loc["0851", "firms"] == 1
    assert (
        firms_by_municipality(OnDay(register, date(2026, 2, 28)), "energi").loc["0851", "firms"]
        == 0
    )


def test_a_firm_in_two_positions_is_split():
    """The weights of a firm can be made to add to one over its positions."""
    industries = [an_industry("27"), an_industry("27", "lyd", "related", 0.5)]
    register = a_country([a_firm_row("a", "271100")], industry_positions=industries)

    split = firms_of_every_position(OnDay(register, TODAY))["firms_split"]

    assert split["energi", "0851"] == pytest.approx(2 / 3)
    assert split["lyd", "0851"] == pytest.approx(1 / 3)


@pytest.mark.parametrize(
    ("founded", "closed", "count"),
    [
        (None, None, 1),
        ("2026-03-01", None, 1),
        ("2026-03-02", None, 0),
        (None, "2026-03-01", 1),
        (None, "2026-02-28", 0),
    ],
)
def test_only_firms_active_on_the_day_count(founded, closed, count):
    """From the day of foundation to its last day, both counted in."""
    firm = a_firm_row("a", "271100", founded=founded, closed=closed)
    register = a_country([firm], industry_positions=[an_industry("27")])

    assert firms_by_municipality(OnDay(register, TODAY), "energi").loc["0851", "firms"] == count


def test_without_firms_nothing_is_counted():
    """A register that records no firm at all has no number of firms, not zero."""
    hub = {"actor_id": "hub", "kind": "business_hub", "name": "Hub"}

    for register in (a_country([hub]), a_country([])):
        counted = firms_by_municipality(OnDay(register, TODAY), "energi")
        assert counted["firms"].isna().all()
        assert firms_left_out(OnDay(register, TODAY)) is None


def test_what_could_not_be_placed_is_told():
    """Firms without a municipality or an industry are counted apart."""
    firms = [a_firm_row("a", None), a_firm_row("b", "271100", place=None)]
    register = a_country(firms, industry_positions=[an_industry("27")])

    assert firms_left_out(OnDay(register, TODAY)) == FirmsLeftOut(1, 1)
    assert firms_by_municipality(OnDay(register, TODAY), "energi")["firms"].sum() == 0


CUT_OF = {
    "firms_low": FirmCut.NARROW,
    "firms": FirmCut.STANDARD,
    "firms_high": FirmCut.BROAD,
}

SHIPPED = cache(lambda: OnDay(read_register(), date(2026, 11, 23)))


def test_every_cut_of_every_position_counts_the_firms_that_the_list_names():
    """On the map and in the list: the same firms in each municipality, and those in none."""
    day = SHIPPED()
    counted = PositionFirms(day)

    for position in day.membership.position_ids:
        assert counted.count(position) == day.membership.counts(position), position
        table = counted.by_municipality(position)
        for column, cut in CUT_OF.items():
            listed = day.membership.firms_of(position, cut)["municipality_code"].value_counts()
            assert table[column].to_dict() == listed.reindex(table.index, fill_value=0).to_dict()


CODES = st.sampled_from(["271100", "271200", "281100", "620100", "999999", None])

TIES = st.sets(st.sampled_from(["member", "active", "project", "both"]), max_size=2)


@settings(deadline=None, max_examples=30)
@given(st.lists(st.tuples(CODES, TIES, st.sampled_from(["0101", "0851", None])), max_size=8))
def test_adding_up_cells_gives_what_looking_at_each_firm_gives(drawn):
    """Whatever the codes and ties: the three cuts, firms of no municipality, and members alone."""
    firms = [a_firm_row(f"f{at}", code, place) for at, (code, _, place) in enumerate(drawn)]
    tied = [(f"f{at}", ties) for at, (_, ties, _) in enumerate(drawn)]
    cluster = {"actor_id": "klynge", "kind": "cluster", "name": "Klynge"}
    roles = [
        {"actor_id": "klynge", "position_id": "energi", "role": "designated_cluster"},
        *(
            {"actor_id": firm, "position_id": "energi", "role": "active_in"}
            for firm, ties in tied
            if ties & {"active", "both"}
        ),
    ]
    links = [
        {"from_actor_id": firm, "to_actor_id": "klynge", "kind": "member_of"}
        for firm, ties in tied
        if ties & {"member", "both"}
    ]
    participations = [
        {"actor_id": firm, "project_id": "p", "role": "partner"}
        for firm, ties in tied
        if "project" in ties
    ]
    industries = [
        an_industry("27", role="related", weight=0.5),
        an_industry("2712"),
        an_industry("28", role="enabling", weight=0.25),
    ]
    register = a_country(
        [*firms, cluster],
        actor_positions=roles,
        links=links,
        participations=participations,
        projects=[{"project_id": "p", "title": "P", "position_id": "energi"}],
        industry_positions=industries,
    )
    day = OnDay(register, TODAY)

    assert PositionFirms(day).count("energi") == day.membership.counts("energi")


def test_an_unknown_position_is_told():
    """With the nearest ids."""
    with pytest.raises(UnknownIdError, match="energi"):
        firms_by_municipality(OnDay(a_country([]), TODAY), "energy")
