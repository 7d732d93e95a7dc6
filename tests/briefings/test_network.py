"""The network of a position and the way between two, in records and sentences."""

from dataclasses import replace
from datetime import date

import pytest

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.graph import build_graph, graph_on_day
from ecosystem.briefings.network.brief import brief_graph, brief_network
from ecosystem.briefings.network.loss import brief_loss
from ecosystem.briefings.network.paths import brief_path
from ecosystem.briefings.network.records import TiesBrief
from ecosystem.display.network.text import network_lines, path_lines, say_path
from ecosystem.display.wording import say
from ecosystem.model.errors import UnknownIdError
from ecosystem.model.vocabulary import FirmCut
from tests.analysis.graph.ecosystems import actor, an_ecosystem
from tests.builders import a_table

TODAY = date(2026, 11, 23)


def a_register():
    """A cluster that ties two firms and a university; one firm stands alone."""
    return an_ecosystem(
        actors=[
            actor("klynge", "cluster"),
            actor("f1", industry_code="351100", industry_scheme="DB07"),
            actor("f2", industry_code="351100", industry_scheme="DB07"),
            actor("alone", industry_code="351100", industry_scheme="DB07"),
            actor("uni", "knowledge_institution"),
        ],
        actor_positions=[
            {"actor_id": "klynge", "position_id": "energi", "role": "designated_cluster"}
        ],
        links=[
            {"from_actor_id": firm, "to_actor_id": "klynge", "kind": "member_of",
             "evidence": "member", "valid_from": "2024-05-01"}
            for firm in ("f1", "f2")
        ],
        projects=[
            {"project_id": "p", "title": "Varmepumper", "lead_actor_id": "klynge",
             "position_id": "energi", "start": "2023-01-01"},
        ],
        participations=[{"actor_id": "uni", "project_id": "p", "role": "partner"}],
    )  # fmt: skip


def test_a_position_is_told_in_numbers_that_add_up():
    """Kinds, ties by kind and grade, groups and those alone."""
    briefing = brief_network(a_register(), "energi", TODAY)

    assert briefing.nodes == {"firm": 3, "cluster": 1, "knowledge_institution": 1, "project": 1}
    assert briefing.links == {"takes_part": 2, "member_of": 2}
    assert briefing.ties == TiesBrief(
        ties=2, memberships=2, participations=2, joint_projects=1, uses=0
    )
    assert (briefing.components, briefing.isolated, briefing.isolated_ids) == (2, 1, ("alone",))
    assert briefing.measures["firms_within_2_of_knowledge"].value == pytest.approx(2 / 3)
    assert briefing.measures["firms_within_1_of_knowledge"].value == 0
    assert briefing.brokers[0].actor_id == "klynge"


def test_proven_ties_alone_leave_the_members_alone():
    """Memberships are no joint projects."""
    briefing = brief_network(a_register(), "energi", TODAY, "proven")

    assert briefing.links == {"takes_part": 2}
    assert briefing.isolated == 3


def test_every_sentence_can_be_said_in_both_languages():
    """No key without words, no placeholder left, and never a term of the trade."""
    briefing = brief_network(a_register(), "energi", TODAY)
    measured = [m.sentence for m in briefing.measures.values()]
    caveats = [m.caveat for m in briefing.measures.values()]
    for sentence in [*briefing.sentences, *briefing.caveats, *measured, *caveats]:
        for language in ("da", "en"):
            text = say(sentence, language)
            assert "{" not in text
            words = text.lower().split()
            assert not {"node", "noder", "edge", "centralitet", "centrality"} & set(words)
    assert "Husk:" in network_lines(briefing)


def test_the_loss_of_the_cluster_is_told_with_who_is_cut_off():
    """Without the cluster nobody is tied to anybody."""
    graph = build_graph(a_register(), "energi", TODAY)

    loss = brief_loss(graph, "klynge")

    assert loss.cut_off_ids == ("f1", "f2", "uni")
    assert loss.fragmentation_after == 1
    assert any(s.key == "loss.cut_off.all" for s in loss.sentences)
    assert brief_loss(graph, "f1").cut_off_ids == ()


def test_the_way_between_two_is_a_sentence_with_relation_project_and_year():
    """As an adviser would say it."""
    briefing = brief_path(a_register(), "f1", "uni", TODAY)

    assert [path.length for path in briefing.paths] == [2]
    assert say_path(briefing.paths[0]) == (
        "F1 er medlem af KLYNGE (2024), som har projekt med UNI (»Varmepumper«, 2023)."
    )
    document = briefing.model_dump(mode="json", by_alias=True)["paths"][0]["steps"][0]
    assert {"from", "relation", "to", "evidence", "year", "source"} <= set(document)


def test_no_way_is_said_and_the_nearest_are_offered():
    """The firm that stands alone cannot be reached; those near are named."""
    briefing = brief_path(a_register(), "f1", "alone", TODAY)

    assert briefing.paths == ()
    assert briefing.nearest[0].steps[-1].to_id == "klynge"
    assert briefing.sentences[0].key == "path.none"
    assert len(path_lines(briefing)) > 2
    lonely = brief_path(a_register(), "alone", "f1", TODAY)
    assert (lonely.nearest, lonely.sentences[0].key) == ((), "path.none.alone")


def test_no_way_where_ties_are_not_recorded_is_not_no_way():
    """An absent table of ties is said beside the answer; an empty one says that there are none."""
    none = replace(a_register(), links=a_table("links", []), offers=a_table("offers", []))
    briefing = brief_path(none, "f1", "uni", TODAY)
    silent = brief_path(replace(none, links=None), "f1", "uni", TODAY)

    assert (briefing.paths, briefing.not_recorded) == ((), ())
    assert silent.not_recorded == ("links",)
    assert [s.key for s in silent.sentences] == ["path.none.alone", "network.caveat.not_recorded"]


def test_an_actor_of_no_register_is_answered_with_the_nearest():
    """Nearest ids are named."""
    with pytest.raises(UnknownIdError, match="Nearest: klynge"):
        brief_path(a_register(), "f1", "klyng", TODAY)


def test_a_position_with_one_actor_or_none_is_told_too():
    """Short answers, no error, nothing that is not a number."""
    no_ties = {"links": [], "participations": [], "actor_positions": []}
    firm = actor("f", industry_code="351100", industry_scheme="DB07")
    single, nobody = (an_ecosystem(actors=rows, **no_ties) for rows in ([firm], []))
    for register, actors in ((single, 1), (nobody, 0)):
        briefing = brief_network(register, "energi", TODAY)
        assert briefing.isolated == actors
        assert briefing.brokers == ()
        assert briefing.measures["fragmentation"].value is None
        assert network_lines(briefing)


def test_every_measure_is_told_with_its_numbers_and_a_caveat():
    """No figure without what it means for action, and nothing is told twice."""
    briefing = brief_network(a_register(), "energi", TODAY)
    lines = network_lines(briefing)

    promised = {
        "groups", "largest_group_share", "isolated_share", "fragmentation",
        "distance_fragmentation", "firms_within_1_of_knowledge", "ties_per_actor",
        "strength_per_actor", "betweenness", "effective_size", "constraint", "role_itinerant",
        "modularity", "densest_core", "algebraic_connectivity", "robustness", "ei_index_by_kind",
        "projects_with_all_three", "helix_evenness", "largest_loss", "key_players",
    }  # fmt: skip
    assert promised <= set(briefing.measures)
    assert all(say(m.sentence) in lines or f"- {say(m.sentence)}" in lines
               for m in briefing.measures.values())  # fmt: skip
    assert len(lines) == len({line for line in lines if line}) + lines.count("")


def test_betweenness_says_whether_it_is_exact():
    """A reader of the figures knows how they were made."""
    measures = brief_network(a_register(), "energi", TODAY).measures

    assert measures["betweenness"].method.startswith("betweenness, exact")


def test_likely_ties_are_a_list_of_their_own():
    """Two firms share the cluster, but alike they are no news; a firm and the university are."""
    briefing = brief_network(a_register(), "energi", TODAY)

    pairs = {(pair.actor_id, pair.other_id) for pair in briefing.predicted}
    assert pairs == {("f1", "uni"), ("f2", "uni")}
    assert all(pair.shared == 1 for pair in briefing.predicted)


def test_kinds_that_lack_meetings_are_named_in_both_languages():
    """Firms among themselves and universities among themselves, in forty projects."""
    actors = [actor(f"f{n}") for n in range(7)]
    actors += [actor(f"u{n}", "knowledge_institution") for n in range(7)]
    parties = [(f"p{n}", [f"f{n % 7}", f"f{(n + 1) % 7}"]) for n in range(20)]
    parties += [(f"q{n}", [f"u{n % 7}", f"u{(n + 1) % 7}"]) for n in range(20)]
    register = an_ecosystem(
        actors=actors,
        projects=[{"project_id": p, "title": p, "position_id": "energi"} for p, _ in parties],
        participations=[
            {"actor_id": party, "project_id": p, "role": "partner"}
            for p, members in parties
            for party in members
        ],
    )

    measure = brief_network(register, "energi", TODAY).measures["kinds_that_lack_meetings"]

    assert "virksomheder og videninstitutioner" in say(measure.sentence)
    assert "firms and knowledge institutions" in say(measure.sentence, "en")


def test_positions_that_share_firms_are_neighbours_only_beyond_chance():
    """One position alone has no neighbour; the answer is empty, not an error."""
    briefing = brief_network(a_register(), "energi", TODAY)

    assert briefing.neighbouring_positions == ()
    assert briefing.sentences[-1].key != "network.neighbours"


def members_and_users(**more):
    """Four firms: one works with the university, one used its offer, two have no tie."""
    firms = [
        actor(f, industry_code="352000", industry_scheme="DB07") for f in ("f1", "f2", "a", "b")
    ]
    return an_ecosystem(
        actors=[*firms, actor("user1"), actor("user2"), actor("uni", "knowledge_institution")],
        actor_positions=[
            {"actor_id": "uni", "position_id": "energi", "role": "knowledge_field"}
        ],
        links=[
            {"from_actor_id": "f1", "to_actor_id": "uni", "kind": "partner", "evidence": "claimed"}
        ],
        offers=[
            {"offer_id": "o", "provider_actor_id": "uni", "kind": "service", "name_da": "O",
             "need_ids": "finance", "position_ids": "energi"},
        ],
        participations=[
            {"actor_id": firm, "offer_id": "o", "role": "participant"}
            for firm in ("f2", "user1", "user2")
        ],
        **more,
    )  # fmt: skip


@pytest.mark.parametrize("with_users", [False, True])
def test_a_share_is_taken_over_all_firms_of_the_position(with_users):
    """Not over those that are there because they used an offer of the university."""
    briefing = brief_network(members_and_users(), "energi", TODAY, with_users=with_users)

    direct = briefing.measures["firms_within_1_of_knowledge"]
    assert (direct.value, direct.n) == (0.5, 4)
    assert say(direct.sentence).startswith("2 af styrkepositionens 4 virksomheder (50 %)")
    assert briefing.nodes["firm"] == 4
    assert briefing.users == 2
    assert briefing.ties.uses == (3 if with_users else 1)
    assert any(s.key == f"network.users.{'drawn' if with_users else 'left_out'}"
               for s in briefing.sentences)  # fmt: skip


def test_firms_without_a_way_are_told_apart_from_those_without_any_tie():
    """No row at all is no finding about the way."""
    lost = brief_network(members_and_users(), "energi", TODAY).measures[
        "firms_without_way_to_knowledge"
    ]

    assert (lost.value, lost.n) == (0.5, 4)
    assert "slet ingen registrerede forbindelser" in say(lost.sentence)


def test_no_share_is_told_of_firms_that_are_known_by_their_ties_alone():
    """Whoever is known because of a project has a tie: that is no finding."""
    register = an_ecosystem(
        actors=[actor("f"), actor("uni", "knowledge_institution")],
        projects=[{"project_id": "p", "title": "P", "position_id": "energi"}],
        participations=[
            {"actor_id": party, "project_id": "p", "role": "partner"} for party in ("f", "uni")
        ],
        links=[],
        actor_positions=[],
    )

    direct = brief_network(register, "energi", TODAY).measures["firms_within_1_of_knowledge"]

    assert (direct.value, direct.n) == (None, 1)
    assert "%" not in say(direct.sentence)


def test_members_are_not_told_as_the_firms_of_the_country():
    """A list of members says so beside every share."""
    briefing = brief_network(
        an_ecosystem(
            actors=[actor("k", "cluster"), actor("f"), actor("uni", "knowledge_institution")],
            actor_positions=[
                {"actor_id": "k", "position_id": "energi", "role": "designated_cluster"}
            ],
            links=[
                {"from_actor_id": who, "to_actor_id": "k", "kind": "member_of",
                 "evidence": "member"}
                for who in ("f", "uni")
            ],
            participations=[],
        ),
        "energi",
        TODAY,
    )  # fmt: skip

    reach = briefing.measures["firms_within_1_of_knowledge"]
    assert "kun medlemmer" in say(reach.sentence)
    assert any("kun medlemmer" in say(s) for s in briefing.sentences if "firms" in s.key)


def test_what_is_true_by_construction_is_not_told():
    """A membership joins a firm with a cluster whatever happens."""
    briefing = brief_network(replace(a_register(), projects=None), "energi", TODAY)

    assert not {"ei_index_by_kind", "assortativity_by_kind"} & set(briefing.measures)
    assert not any(s.key.startswith("network.mixing") for s in briefing.sentences)


def test_a_few_cooperations_say_nothing_of_whether_types_meet():
    """One joint project is no pattern."""
    mixing = brief_network(a_register(), "energi", TODAY).measures["ei_index_by_kind"]

    assert mixing.sentence.key == "network.mixing.too_few"


def two_alike():
    """Two clusters with two members each: neither is more of anything than the other."""
    names = ("k1", "k2")
    return an_ecosystem(
        actors=[
            *(actor(k, "cluster") for k in names),
            *(actor(f"{k}{n}") for k in names for n in range(2)),
        ],
        actor_positions=[
            {"actor_id": k, "position_id": "energi", "role": "designated_cluster"} for k in names
        ],
        links=[
            {"from_actor_id": f"{k}{n}", "to_actor_id": k, "kind": "member_of",
             "evidence": "member"}
            for k in names
            for n in range(2)
        ],
        participations=[],
    )  # fmt: skip


def test_a_superlative_names_all_that_share_it():
    """Of two alike neither is the largest, the best connected or the one that is missed most."""
    briefing = brief_network(two_alike(), "energi", TODAY)
    measures = briefing.measures

    assert "K1, K2" in say(measures["ties_per_actor"].sentence)
    assert "K1, K2" in say(measures["largest_loss"].sentence)
    assert "De 2 største har 3 aktører hver" in say(measures["groups"].sentence)


def test_one_word_has_one_number():
    """Ties in sentence, record and kinds are the same, and no other sort is counted among them."""
    for register, with_users in ((a_register(), False), (members_and_users(), True)):
        briefing = brief_network(register, "energi", TODAY, with_users=with_users)
        size = next(s for s in briefing.sentences if s.key.startswith("network.size"))
        between = {k: n for k, n in briefing.links.items()
                   if k not in {"takes_part", "uses", "offers"}}  # fmt: skip
        assert size.values["ties"] == briefing.ties.ties == sum(between.values())
        assert briefing.ties.uses == briefing.links.get("uses", 0)
        assert briefing.ties.participations == briefing.links.get("takes_part", 0)


def test_the_cut_stands_beside_the_three_numbers():
    """A wider network says so, and the position's firms stay the same three numbers."""
    industries = [
        {"scheme": "DB07", "code_prefix": code, "position_id": "energi", "role": role, "weight": 1}
        for code, role in (("35", "core"), ("36", "related"), ("37", "enabling"))
    ]
    register = an_ecosystem(
        industry_positions=industries,
        actors=[actor(c, industry_code=c, industry_scheme="DB07") for c in ("351", "361", "371")],
        links=[], participations=[], actor_positions=[],
    )  # fmt: skip

    briefings = {cut: brief_network(register, "energi", TODAY, firms=cut) for cut in FirmCut}

    assert [briefings[cut].nodes["firm"] for cut in FirmCut] == [1, 2, 3]
    for briefing in briefings.values():
        text = next(say(s) for s in briefing.sentences if s.key == "network.firms.position")
        assert text == "Styrkepositionens virksomheder: 2 (snævert 1, bredt 3)."
    assert any(s.key == "network.cut.broad" for s in briefings[FirmCut.BROAD].sentences)


def test_of_the_whole_register_firms_without_ties_are_counted_in_every_share():
    """They are no points of the picture, and all the same firms."""
    briefing = brief_graph(
        OnDay(members_and_users(), TODAY), graph_on_day(OnDay(members_and_users(), TODAY), None)
    )

    direct = briefing.measures["firms_within_1_of_knowledge"]
    assert (direct.value, direct.n) == (4 / 6, 6)
    assert briefing.firms_without_ties == 2
    assert briefing.firms is None
