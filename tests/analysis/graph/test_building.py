"""The graph of a position holds who belongs, with every tie's kind, grade, source and days."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.graph import (
    build_graph,
    graph_on_day,
    metadata_of,
    one_mode_projection,
    parties_of,
    tie_rows,
)
from ecosystem.analysis.network import isolated_firms
from ecosystem.model.errors import NotRecordedError, UnknownIdError
from ecosystem.model.vocabulary import FirmCut
from ecosystem.sources.imports.importing import import_files
from ecosystem.sources.register.reading import read_register
from tests.analysis.graph.ecosystems import TODAY, a_project, actor, an_ecosystem

FUNDS = Path(__file__).parents[4] / "shared/data/structural_funds/projektdatabase-2007-2013.csv"


def test_firms_come_by_industry_and_by_edition_of_the_classification():
    """The longest prefix decides the weight, and DB25 codes never meet DB07 prefixes."""
    register = an_ecosystem(
        actors=[
            actor("close", industry_code="351100", industry_scheme="DB07"),
            actor("core", industry_code="352100", industry_scheme="DB07"),
            actor("new", industry_code="351200", industry_scheme="DB25"),
            actor("wrong_edition", industry_code="353000", industry_scheme="DB25"),
            actor("no_edition", industry_code="351100"),
            actor("lab", "knowledge_institution", industry_code="351100", industry_scheme="DB07"),
        ]
    )

    graph = build_graph(register, "energi", TODAY)

    assert dict(graph.nodes(data="weight")) == {"close": 0.5, "core": 1.0, "new": 1.0}
    assert isolated_firms(graph) == ["close", "core", "new"]


@pytest.mark.parametrize(
    ("day", "is_there"), [(date(2022, 3, 31), True), (date(2022, 4, 1), False)]
)
def test_a_closed_cluster_is_there_on_its_last_day_and_not_the_next(day, is_there):
    """The maritime cluster closed on 31 March 2022 and has no successor."""
    register = an_ecosystem(
        actors=[actor("marlog", "cluster", closed="2022-03-31"), actor("uni")],
        actor_positions=[
            {"actor_id": "marlog", "position_id": "energi", "role": "designated_cluster"},
            {"actor_id": "uni", "position_id": "energi", "role": "knowledge_field"},
        ],
        links=[
            {"from_actor_id": "uni", "to_actor_id": "marlog", "kind": "partner",
             "position_id": "energi", "evidence": "claimed"},
        ],
    )  # fmt: skip

    graph = build_graph(register, "energi", day)

    assert ("marlog" in graph) is is_there
    assert graph.number_of_edges() == is_there
    assert metadata_of(graph).left_out == ({} if is_there else {"not_there_on_the_day": 1})


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2019, 12, 31), False),
        (date(2020, 1, 1), True),
        (date(2021, 12, 31), True),
        (date(2022, 1, 1), False),
    ],
)
def test_a_membership_holds_from_its_first_to_its_last_day(day, holds):
    """Both ends belong to the period."""
    register = an_ecosystem(
        actors=[actor("f"), actor("k", "cluster")],
        actor_positions=[{"actor_id": "k", "position_id": "energi", "role": "designated_cluster"}],
        links=[
            {"from_actor_id": "f", "to_actor_id": "k", "kind": "member_of", "evidence": "member",
             "valid_from": "2020-01-01", "valid_to": "2021-12-31"},
        ],
    )  # fmt: skip

    graph = build_graph(register, "energi", day)

    assert graph.has_edge("f", "k") is holds


def test_a_project_is_one_point_and_a_track_record():
    """A project of the past still ties its parties, with its days; before it began it does not."""
    register = a_project()

    graph = build_graph(register, "energi", TODAY)

    assert parties_of(graph, "project/p") == ["f", "lead", "uni"]
    tie = graph.get_edge_data("f", "project/p")[0]
    assert (tie["kind"], tie["evidence"], tie["source"]) == ("takes_part", "joint_project", "test")
    assert (tie["valid_from"], tie["valid_to"]) == (date(2020, 1, 1), date(2021, 12, 31))
    assert graph.get_edge_data("lead", "project/p")[0]["role"] == "lead"
    assert "project/p" not in build_graph(register, "energi", date(2019, 12, 31))


def test_the_lead_is_tied_once_also_when_it_stands_among_the_parties():
    """The lead column and a row of the same actor are one tie."""
    graph = build_graph(a_project(parties=("lead", "f")), "energi", TODAY)

    assert graph.number_of_edges("lead", "project/p") == 1
    assert graph.get_edge_data("lead", "project/p")[0]["role"] == "lead"


def test_proven_ties_are_joint_projects_and_accepted_referrals():
    """The actors stay the same, so that the two answers can be compared."""
    register = an_ecosystem(
        actors=[
            actor("a", "cluster"), actor("b"),
            actor("c", "business_hub"), actor("d", "knowledge_institution"),
        ],
        actor_positions=[{"actor_id": "a", "position_id": "energi", "role": "designated_cluster"}],
        links=[
            {"from_actor_id": "b", "to_actor_id": "a", "kind": "member_of", "evidence": "member"},
            {"from_actor_id": "a", "to_actor_id": "c", "kind": "refers_to",
             "evidence": "accepted_referral"},
            {"from_actor_id": "a", "to_actor_id": "d", "kind": "partner", "evidence": "claimed"},
        ],
    )  # fmt: skip

    every, proven = (build_graph(register, "energi", TODAY, e) for e in ("claimed", "proven"))

    assert set(every) == set(proven)
    assert [*proven.edges()] == [("a", "c")]
    assert every.number_of_edges() == 3


def test_ties_that_cannot_be_drawn_are_counted_by_reason():
    """A self-tie, an unknown end, reversed dates and an actor that is its own parent."""
    register = an_ecosystem(
        actors=[actor("a", "cluster", parent_actor_id="a"), actor("b")],
        actor_positions=[{"actor_id": "a", "position_id": "energi", "role": "designated_cluster"}],
        links=[
            {"from_actor_id": "a", "to_actor_id": "a", "kind": "partner", "evidence": "claimed"},
            {"from_actor_id": "a", "to_actor_id": "gone", "kind": "partner", "evidence": "claimed"},
            {"from_actor_id": "b", "to_actor_id": "a", "kind": "member_of", "evidence": "member"},
        ],
        projects=[
            {"project_id": "p", "title": "P", "lead_actor_id": "b", "position_id": "energi",
             "start": "2021-01-01", "end": "2020-01-01"},
        ],
    )  # fmt: skip

    graph = build_graph(register, "energi", TODAY)

    assert metadata_of(graph).left_out == {"unknown_actor": 1, "self_tie": 2, "reversed_dates": 1}
    assert [*graph.edges()] == [("b", "a")]


def test_links_without_a_position_count_when_they_are_the_clusters_own():
    """A member of the position's cluster belongs; other clusters of a member do not."""
    register = an_ecosystem(
        actors=[actor("k", "cluster"), actor("other", "cluster"), actor("f")],
        actor_positions=[{"actor_id": "k", "position_id": "energi", "role": "designated_cluster"}],
        links=[
            {"from_actor_id": "f", "to_actor_id": "k", "kind": "member_of", "evidence": "member"},
            {
                "from_actor_id": "f",
                "to_actor_id": "other",
                "kind": "member_of",
                "evidence": "member",
            },
        ],
    )

    assert set(build_graph(register, "energi", TODAY)) == {"k", "f"}
    assert set(build_graph(register, "mad", TODAY)) == set()
    assert build_graph(register, None, TODAY).number_of_edges() == 2


def test_places_tie_supporters_only_when_asked():
    """Two supporters in one municipality, and no firm."""
    register = an_ecosystem(
        actors=[actor("k", "cluster"), actor("u", "knowledge_institution"), actor("f")],
        actor_positions=[
            {"actor_id": a, "position_id": "energi", "role": "active_in"} for a in ("k", "u", "f")
        ],
        sites=[
            {"site_id": a, "actor_id": a, "municipality_code": "0851", "kind": "office"}
            for a in ("k", "u", "f")
        ],
    )

    assert build_graph(register, "energi", TODAY).number_of_edges() == 0
    graph = build_graph(register, "energi", TODAY, with_same_place=True)
    assert [(a, b, d["evidence"]) for a, b, d in graph.edges(data=True)] == [
        ("k", "u", "co_located")
    ]
    assert one_mode_projection(graph).size() == 0


def test_an_unknown_position_names_the_nearest():
    """A slip of the pen is answered with what was probably meant."""
    with pytest.raises(UnknownIdError, match="Nearest: energi"):
        build_graph(an_ecosystem(actors=[actor("a")]), "energy", TODAY)


def test_a_register_without_actors_says_that_they_are_not_recorded():
    """Not recorded is not the same as none."""
    with pytest.raises(NotRecordedError, match="actors"):
        build_graph(an_ecosystem(), "energi", TODAY)
    empty = build_graph(an_ecosystem(actors=[]), "energi", TODAY)
    assert len(empty) == 0
    assert "projects" in metadata_of(empty).not_recorded


def an_offer_that_names_the_position(*users, provider="k"):
    """A cluster's offer, and who used it."""
    return {
        "actors": [
            actor("k", "cluster"),
            actor("member"),
            actor("user"),
            actor("gone", closed="2025-12-31"),
            actor("council", "association"),
        ],
        "actor_positions": [
            {"actor_id": "k", "position_id": "energi", "role": "designated_cluster"}
        ],
        "links": [
            {"from_actor_id": "member", "to_actor_id": "k", "kind": "member_of",
             "evidence": "member"},
        ],
        "offers": [
            {"offer_id": "o", "provider_actor_id": provider, "kind": "service", "name_da": "O",
             "need_ids": "finance", "position_ids": "energi"},
        ],
        "participations": [
            {"actor_id": user, "offer_id": "o", "role": "participant", "start": "2025-01-01"}
            for user in users
        ],
    }  # fmt: skip


def test_having_used_an_offer_does_not_make_a_firm_one_of_the_position():
    """Users are counted apart, once each, and only those that are there on the day."""
    register = an_ecosystem(
        **an_offer_that_names_the_position("member", "user", "user", "gone", "council")
    )

    graph = build_graph(register, "energi", TODAY)

    assert set(graph) == {"k", "member", "offer/o"}
    assert graph.nodes["member"]["membership"] == "tie"
    assert metadata_of(graph).users == 2
    assert metadata_of(build_graph(replace(register, offers=None), "energi", TODAY)).users is None
    assert metadata_of(graph).left_out == {}


def test_users_come_in_by_a_filter_of_that_name_and_are_marked():
    """The wide network stays within reach, and who is of the position stays plain."""
    register = an_ecosystem(**an_offer_that_names_the_position("member", "user", "gone", "council"))

    graph = build_graph(register, "energi", TODAY, with_users=True)

    assert {n: d["membership"] for n, d in graph.nodes(data=True) if "membership" in d} == {
        "k": None, "member": "tie", "user": "user", "council": "user",
    }  # fmt: skip
    assert metadata_of(graph).users == 2


@pytest.mark.parametrize(
    ("link", "left_out"),
    [
        ({"to_actor_id": "k", "kind": "partner"}, {"not_of_the_position": 1}),
        ({"to_actor_id": "k", "kind": "partner", "position_id": "energi"},
         {"not_of_the_position": 1}),
        ({"to_actor_id": "k", "kind": "member_of"}, {}),
        ({"to_actor_id": "nobody", "kind": "partner", "position_id": "energi"},
         {"unknown_actor": 1}),
    ],
)  # fmt: skip
def test_a_firm_at_the_end_of_a_link_is_a_point_only_when_it_is_of_the_position(link, left_out):
    """Membership alone makes it one; the ties of others are left out under a name of their own."""
    register = an_ecosystem(
        actors=[actor("k", "cluster"), actor("f"), actor("parent")],
        actor_positions=[{"actor_id": "k", "position_id": "energi", "role": "designated_cluster"}],
        links=[{"from_actor_id": "f", "evidence": "claimed", **link}],
    )

    graph = build_graph(register, "energi", TODAY)

    assert ("f" in graph) is (left_out == {})
    assert metadata_of(graph).left_out == left_out


def test_the_parent_firm_of_a_firm_is_no_firm_of_the_position():
    """A group's holding company is of the position only by its own industry or tie."""
    daughter = actor("f", industry_code="351100", industry_scheme="DB07", parent_actor_id="holding")
    register = an_ecosystem(actors=[daughter, actor("holding")])

    graph = build_graph(register, "energi", TODAY)

    assert set(graph) == {"f"}
    assert metadata_of(graph).left_out == {"not_of_the_position": 1}


def _firms(graph):
    return sum(
        data["kind"] == "firm" and data["membership"] != "user"
        for _, data in graph.nodes(data=True)
    )


@pytest.mark.parametrize("with_users", [False, True])
def test_the_network_has_as_many_firms_as_the_position_in_every_cut(with_users):
    """One meaning of the word: 15 positions of the shipped register, three cuts each."""
    day = OnDay(read_register(), TODAY)

    for position in day.membership.position_ids:
        count = day.membership.counts(position)
        for cut, firms in zip(FirmCut, (count.narrow, count.firms, count.broad), strict=True):
            graph = graph_on_day(day, position, cut=cut, with_users=with_users)
            assert _firms(graph) == firms, (position, cut)


@pytest.mark.skipif(not FUNDS.exists(), reason="the list of projects is not at hand")
def test_a_register_of_real_projects_has_as_many_firms_in_its_networks(tmp_path):
    """The structural funds of 2007-13: firms are found by the projects they took part in."""
    import_files("structural-funds", [FUNDS], tmp_path / "register", on=date(2026, 1, 1))
    day = OnDay(read_register(tmp_path / "register"), TODAY)

    counts = {p: day.membership.counts(p).firms for p in day.membership.position_ids}

    assert sum(counts.values()) > 100
    assert {p: _firms(graph_on_day(day, p)) for p in counts} == counts


@pytest.mark.parametrize("position", ["energiteknologi", None])
@pytest.mark.parametrize("evidence", ["claimed", "proven"])
def test_rows_of_ties_are_the_ties_of_the_graph(position, evidence):
    """Whoever measures rows and whoever measures a graph get the same."""
    day = OnDay(read_register(), TODAY)

    rows = tie_rows(day, position, evidence)
    graph = graph_on_day(day, position, evidence)

    ends = zip(rows["start"], rows["end"], rows["kind"], strict=True)
    assert sorted(ends) == sorted((a, b, d["kind"]) for a, b, d in graph.edges(data=True))


def test_a_table_of_offers_without_rows_ties_nobody():
    """None is an answer, not a fault."""
    register = an_ecosystem(
        actors=[actor("f", industry_scheme="DB07", industry_code="351100")], offers=[]
    )

    assert set(build_graph(register, "energi", TODAY)) == {"f"}


def test_rows_that_say_the_same_are_one_tie_with_the_best_evidence():
    """Twice the same membership, and a cooperation told from either end."""
    member = {"from_actor_id": "f", "to_actor_id": "klynge", "kind": "member_of"}
    partner = {"kind": "partner", "evidence": "claimed", "position_id": "energi"}
    links = [
        {**member, "evidence": "claimed", "position_id": "energi"},
        {**member, "evidence": "member", "valid_from": "2020-01-01"},
        {**partner, "from_actor_id": "klynge", "to_actor_id": "f"},
        {**partner, "from_actor_id": "f", "to_actor_id": "klynge"},
    ]
    firm = actor("f", industry_scheme="DB07", industry_code="351100")
    register = an_ecosystem(actors=[firm, actor("klynge", "cluster")], links=links)

    for position_id in ("energi", None):
        ties = build_graph(register, position_id, TODAY).edges(data=True)
        kinds = {(tie["kind"], tie["evidence"]) for *_, tie in ties}
        assert kinds == {("member_of", "member"), ("partner", "claimed")}
        assert len(ties) == 2
