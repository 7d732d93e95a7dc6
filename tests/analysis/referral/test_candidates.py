"""What is worth judging for a firm, and who would carry it out."""

from dataclasses import replace
from datetime import date

import pytest

from ecosystem.model.errors import NotRecordedError, UnknownIdError
from ecosystem.model.offers import Rules
from ecosystem.model.vocabulary import ScorePart, Verdict
from tests.analysis.referral.makers import FOR_ALL, ids, refer, small, suggest
from tests.builders import a_firm, a_table, an_offer


def test_the_local_hub_is_named_as_contact_when_it_answers_another_need():
    """The hub is there although its guidance is for finance."""
    guidance = an_offer(
        offer_id="hub.guidance",
        provider_actor_id="hub",
        kind="service",
        need_ids=("finance",),
        area=("0779", "0791"),
    )

    referral = suggest(small(an_offer(), guidance), a_firm(municipality_code="0779"))

    assert referral.local_hub == "hub"
    contact = next(s for s in referral.suggestions if s.is_contact)
    assert contact.provider_actor_id == "hub"
    assert contact.contributions[ScorePart.NEED] == 0


def test_a_firm_of_another_municipality_gets_its_own_hub():
    """A hub that does not cover the firm is counted, not listed."""
    guidance = an_offer(
        offer_id="hub.guidance", provider_actor_id="hub", kind="service", area=("0779", "0791")
    )

    referral = suggest(small(guidance), a_firm(municipality_code="0851"))

    assert referral.suggestions == ()
    assert referral.left_out == {"other_area": 1}


def test_services_of_other_fields_are_counted_not_listed():
    """A sound laboratory is no answer to a hotel."""
    actors = [{"actor_id": "lab", "kind": "knowledge_institution", "name": "Lab"}]
    lab = an_offer(
        offer_id="lab.test", provider_actor_id="lab", kind="service", position_ids=("lyd",)
    )
    register = small(lab, actors=actors)

    assert suggest(register, a_firm(positions=("turisme",))).left_out == {"other_field": 1}
    assert suggest(register, a_firm()).left_out == {"field_unknown": 1}
    assert ids(suggest(register, a_firm(positions=("lyd",))).suggestions) == ["lab.test"]


def test_an_offer_carried_out_by_the_cluster_needs_a_cluster():
    """Membership of a cluster that does not exist is not suggested, and that is said."""
    rules = Rules(offer_id="member", source="t", delivered_by="designated_cluster")
    offer = an_offer(offer_id="member", rules=rules)
    tables = {
        "actor_positions": [
            {"actor_id": "sound", "position_id": "lyd", "role": "designated_cluster"}
        ]
    }
    actors = [{"actor_id": "sound", "kind": "cluster", "name": "Sound"}]
    register = small(offer, actors=actors, **tables)

    with_cluster = suggest(register, a_firm(positions=("lyd",)))
    without = suggest(register, a_firm(positions=("turisme",)))

    assert with_cluster.suggestions[0].provider_actor_id == "sound"
    assert without.suggestions == ()
    assert without.dead_end
    assert {s.key for s in without.statements} >= {"refer.dead_end", "refer.no_cluster"}


def test_clusters_that_are_not_recorded_are_not_said_to_be_missing():
    """Without the table nobody knows whether there is one: the membership stays open."""
    rules = Rules(offer_id="member", source="t", delivered_by="designated_cluster")
    register = small(an_offer(offer_id="member", rules=rules))

    referral = suggest(register, a_firm(positions=("lyd",)))

    assert [(s.offer_id, s.verdict) for s in referral.suggestions] == [("member", Verdict.UNKNOWN)]
    assert "refer.no_cluster" not in {s.key for s in referral.statements}


def test_a_field_described_in_words_keeps_strangers_out():
    """What no test can judge still keeps a hotel from being sent to a food consortium."""
    rules = Rules(offer_id="brand", source="t", described_position_ids=("lyd",))
    register = small(an_offer(offer_id="brand", rules=rules))

    outside = suggest(register, a_firm(positions=("turisme",)))
    somewhere = suggest(register, a_firm())

    assert outside.dead_end
    assert outside.not_suitable[0].findings[-1].is_settled is False
    assert somewhere.suggestions[0].verdict is Verdict.UNKNOWN


def test_an_actor_that_cannot_be_used_is_left_out():
    """Blocking the only way gives an honest dead end."""
    register = small(an_offer(provider_actor_id="fund"))

    blocked = suggest(register, a_firm(), without=("fund",))

    assert blocked.suggestions == ()
    assert blocked.left_out == {"blocked": 1}
    assert blocked.dead_end


def test_the_advisers_own_organisation_is_marked():
    """Who suggests themselves is seen to."""
    register = small(an_offer(provider_actor_id="fund"), an_offer(offer_id="x"))

    marked = suggest(register, a_firm(), own="fund").suggestions

    assert {s.offer_id: s.is_own_organisation for s in marked} == {"innobooster": True, "x": False}


def test_an_offer_with_faulty_rules_does_not_stop_the_others():
    """It is named as one that cannot be judged."""
    broken = an_offer(offer_id="b", rules=Rules(offer_id="b", source="", problem="line 3"))

    by_offer = {s.offer_id: s for s in suggest(small(an_offer(), broken), a_firm()).suggestions}

    assert by_offer["b"].problem == "line 3"
    assert by_offer["b"].verdict is Verdict.UNKNOWN
    assert by_offer["innobooster"].verdict is Verdict.MET


def test_a_need_or_position_nobody_knows_is_refused_with_the_nearest():
    """A slip of the pen is told, with what was meant."""
    with pytest.raises(UnknownIdError, match="finance"):
        refer(a_firm(), "finanse")
    with pytest.raises(UnknownIdError, match="robot_drone"):
        refer(a_firm(positions=("robot_dron",)), "finance")


def test_a_register_without_offers_says_that_it_has_none():
    """Not recorded is not the same as nothing to suggest."""
    register = replace(small(an_offer()), offers=None, catalogue={})

    with pytest.raises(NotRecordedError, match="offers"):
        suggest(register, a_firm())


def test_a_register_without_the_numbers_of_the_ranking_names_the_file_to_add():
    """Numbers are no table: the file that would hold them is one of rules."""
    register = replace(small(an_offer()), constants=None)

    with pytest.raises(NotRecordedError, match=r"Add rules/_weights\.yaml; data/rules/_weights"):
        suggest(register, a_firm())


def test_nobody_travels_to_what_is_online():
    """How far away the office is says nothing."""
    actors = [
        {"actor_id": "fund", "kind": "public_authority", "name": "F", "municipality_code": "0851"}
    ]
    online = an_offer(provider_actor_id="fund", channel="online")

    referral = suggest(small(online, actors=actors), a_firm(municipality_code="0779"))

    assert referral.suggestions[0].distance_km is None


@pytest.mark.parametrize(
    ("founded", "verdict"),
    [(date(2016, 3, 16), Verdict.MET), (date(2016, 3, 15), Verdict.UNMET), (None, Verdict.UNKNOWN)],
)
def test_what_is_described_as_for_start_ups_is_not_for_old_firms(founded, verdict):
    """Ten years to the day, a judgement from the source's words that says it is one."""
    rules = Rules(offer_id="incubator", source="t", described_stage="start_up", **FOR_ALL)
    register = small(an_offer(offer_id="incubator", rules=rules))

    referral = suggest(register, a_firm(founded=founded))

    suggestion = (*referral.suggestions, *referral.not_suitable)[0]
    assert suggestion.verdict is verdict
    assert suggestion.findings[-1].fact == "founded"
    assert suggestion.findings[-1].note_da is not None
    assert ("founded" in suggestion.facts_to_ask) is (founded is None)


def test_what_is_described_as_for_the_countryside_is_not_for_the_capital():
    """The group of the firm's municipality decides; without one nobody knows."""
    rules = Rules(offer_id="lag", source="t", described_groups=("Landkommuner",), **FOR_ALL)
    register = small(an_offer(offer_id="lag", rules=rules))
    places = a_table(
        "municipalities",
        [
            {"municipality_code": code, "name": code, "group": group, "hub_id": "hub"}
            for code, group in [("0101", "Hovedstadskommuner"), ("0787", "Landkommuner")]
        ],
    )
    register = replace(register, municipalities=places)

    def verdict(**facts):
        referral = suggest(register, a_firm(**facts))
        return (*referral.suggestions, *referral.not_suitable)[0].verdict

    assert verdict(municipality_code="0787") is Verdict.MET
    assert verdict(municipality_code="0101") is Verdict.UNMET
    assert verdict() is Verdict.UNKNOWN


def _of_two_fields(**stated):
    actors = [
        {"actor_id": "fire", "kind": "knowledge_institution", "name": "Brandinstitut"},
        {"actor_id": "school", "kind": "knowledge_institution", "name": "Handelsskole"},
    ]
    offers = [
        an_offer(
            offer_id="fire.x", provider_actor_id="fire", kind="service", position_ids=("lyd",)
        ),
        an_offer(
            offer_id="school.x", provider_actor_id="school", kind="service",
            position_ids=("turisme",),
        ),
    ]  # fmt: skip
    rules = Rules(
        offer_id="fire.x",
        source="t",
        target_group_da="Brandsikkerhed i batterier",
        target_group_en="Fire safety of batteries",
        is_for_everybody=True,
    )
    offers[0] = offers[0].model_copy(update={"rules": rules})
    return suggest(small(*offers, actors=actors), a_firm(positions=("turisme",)), **stated)


def test_an_institution_that_works_with_what_the_firm_names_is_listed_whatever_its_field():
    """The words say more than the field: the fire institute before the business school."""
    without, with_words = _of_two_fields(), _of_two_fields(words="brandsikkerhed i et batterirum")

    assert ids(without.suggestions) == ["school.x"]
    assert ids(with_words.suggestions) == ["fire.x", "school.x"]
    (reason,) = [r for r in with_words.suggestions[0].reasons if r.key == "refer.reason.topic"]
    assert reason.values["words"] == "brandsikkerhed, batterirum"


def test_an_offer_of_an_actor_that_has_closed_is_counted_not_listed():
    """Nobody carries it out any more, although its row has no last day."""
    actors = [
        {"actor_id": "lab", "kind": "knowledge_institution", "name": "L", "closed": "2026-03-15"}
    ]
    register = small(
        an_offer(offer_id="lab.x", provider_actor_id="lab", kind="service"), actors=actors
    )

    after, on_its_last_day = (
        suggest(register, a_firm()),
        suggest(register, a_firm(), on=date(2026, 3, 15)),
    )

    assert (after.suggestions, after.left_out) == ((), {"closed": 1})
    assert ids(on_its_last_day.suggestions) == ["lab.x"]
