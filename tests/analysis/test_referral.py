"""Who fits a firm better: order, reasons, next question, path, and honest dead ends."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path

import duckdb
import narwhals as nw
import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecosystem.analysis.referral import dead_ends_of, referral_context, suggest_referrals
from ecosystem.analysis.referral.candidates import (
    find_candidates,
    judge_for_referral,
    provider_for,
    verdict_for_referral,
)
from ecosystem.analysis.referral.questions import answer_of
from ecosystem.analysis.referral.reasons import becomes_suitable_if
from ecosystem.analysis.referral.score import OWN_PARTS, Values, contributions, need_value
from ecosystem.analysis.referral.surroundings import Enquiry, neighbouring_positions
from ecosystem.model.errors import NotRecordedError, UnknownIdError
from ecosystem.model.firms import FIRM_FACTS, Firm
from ecosystem.model.offers import (
    AnyOf,
    Between,
    IsTrue,
    OneOf,
    Opening,
    OpenPeriod,
    Rules,
    SizeClass,
    ToCheck,
)
from ecosystem.model.vocabulary import OfferKind, ScorePart, StepKind, Verdict
from ecosystem.sources.register import read_register
from tests.builders import a_firm, a_register, a_table, an_offer

ON = date(2026, 3, 16)
OUTSIDE = Path(__file__).parents[3] / "shared" / "data" / "cases" / "referral.yaml"
SHIPPED = cache(read_register)
CONTEXT = cache(lambda on: referral_context(SHIPPED(), on))
NEED = "innovation_projects"


def _refer(firm, *needs, on=ON, **switches):
    return suggest_referrals(SHIPPED(), firm, needs, on, context=CONTEXT(on), **switches)


def _ids(suggestions):
    return [suggestion.offer_id for suggestion in suggestions]


@cache
def _numbers():
    return SHIPPED().constants


def _small(*offers, actors=(), **tables):
    """A register of a hub in Skive, one need and the given offers."""
    held = {
        "offers": [{"offer_id": o.offer_id, "kind": o.kind} for o in offers],
        "needs": [
            {"need_id": n, "rank": i, "band": "medium", "name_da": n, "name_en": n}
            for i, n in enumerate((NEED, "finance"), start=1)
        ],
        "actors": [
            {"actor_id": "hub", "kind": "business_hub", "name": "Hub", "municipality_code": "0791"},
            *actors,
        ],
        "municipalities": [
            {"municipality_code": code, "name": code, "hub_id": hub, "latitude": lat,
             "longitude": lon}
            for code, hub, lat, lon in [
                ("0779", "hub", 56.56, 9.03), ("0791", "hub", 56.45, 9.40),
                ("0851", "other", 57.05, 9.92),
            ]
        ],
        "strength_positions": [
            {"position_id": p, "name_da": p, "name_en": p, "status": "strength"}
            for p in ("lyd", "turisme")
        ],
        **tables,
    }  # fmt: skip
    register = a_register(catalogue={o.offer_id: o for o in offers}, **held)
    return replace(register, constants=_numbers())


def _suggest(register, firm, needs=(NEED,), on=ON, **switches):
    return suggest_referrals(register, firm, needs, on, **switches)


def test_an_offer_that_answers_the_need_is_suggested_with_its_reason():
    """The need is the first reason."""
    referral = _suggest(_small(an_offer()), a_firm())

    assert _ids(referral.suggestions) == ["innobooster"]
    assert referral.suggestions[0].reasons[0].key == "refer.reason.need"


def test_what_the_parts_contribute_adds_up():
    """Nobody has to trust a number that cannot be taken apart."""
    for suggestion in _refer(
        a_firm(municipality_code="0779", positions=("lyd",)), NEED
    ).suggestions:
        # The score is kept to eight decimals.
        assert sum(suggestion.contributions.values()) == pytest.approx(suggestion.score, abs=1e-8)


def test_an_offer_for_the_firms_field_goes_before_one_for_all():
    """Two offers alike but for the field."""
    general = an_offer(offer_id="general", name_da="A")
    own = an_offer(offer_id="own", name_da="B", position_ids=("lyd",), provider_actor_id="b")

    referral = _suggest(_small(general, own), a_firm(positions=("lyd",)))

    assert _ids(referral.suggestions) == ["own", "general"]


def test_of_equals_the_met_one_comes_first_then_the_deadline_then_the_name():
    """The tie rule that stands above the list."""
    asks = (Between(fact="de_minimis_3y_eur", at_most=1),)
    offers = [
        an_offer(offer_id="a", name_da="A", provider_actor_id="a", criteria=asks),
        an_offer(offer_id="d", name_da="Aarhus", provider_actor_id="d"),
        an_offer(offer_id="c", name_da="Ø", provider_actor_id="c"),
        an_offer(offer_id="b", name_da="B", provider_actor_id="b"),
    ]

    referral = _suggest(_small(*offers), a_firm())

    assert len({s.score for s in referral.suggestions}) == 1
    assert _ids(referral.suggestions) == ["b", "c", "d", "a"]


def test_an_unmet_offer_is_not_suggested_but_told_with_what_is_missing():
    """By how much the firm misses the limit stands beside it."""
    offer = an_offer(criteria=(Between(fact="employees", at_most=249),))

    referral = _suggest(_small(offer), a_firm(employees=300))

    assert referral.suggestions == ()
    shortfall = referral.not_suitable[0].shortfalls[0]
    assert (shortfall.observed, shortfall.limit, shortfall.missing_by) == (300, 249, 51)


@pytest.mark.parametrize(
    ("employees", "told"),
    [
        (249, []),
        (250, [("1.between", 249, 1)]),
        (300, [("1.between", 249, 51), ("2.size_class", 250, 50)]),
    ],
)
def test_each_limit_that_is_missed_is_told_once_beside_its_own_criterion(employees, told):
    """An SME is under 250 by one demand and at most 249 by the other; a ceiling reached is none."""
    criteria = (Between(fact="employees", at_most=249), SizeClass(at_most="medium"))
    offer = an_offer(criteria=criteria)

    referral = _suggest(_small(offer), a_firm(employees=employees, turnover_dkk=1, balance_dkk=1))

    held = [s for one in referral.not_suitable for s in one.shortfalls]
    assert [(s.criterion, s.limit, s.missing_by) for s in held] == told


def test_a_limit_of_a_leg_that_decides_nothing_is_not_told():
    """A firm that exports meets the first demand, whatever its headcount."""
    either = AnyOf(parts=(Between(fact="employees", at_most=9), IsTrue(fact="is_exporting")))
    offer = an_offer(criteria=(either, Between(fact="employees", at_most=249)))

    referral = _suggest(_small(offer), a_firm(employees=300, is_exporting=True))

    assert [s.limit for s in referral.not_suitable[0].shortfalls] == [249]


def test_every_leg_of_a_choice_that_fails_tells_its_own_limit():
    """Neither small nor mature: headcount, both sums and the level, each against its limit."""
    ripe = Between(fact="technology_readiness_level", at_least=5)
    offer = an_offer(criteria=(AnyOf(parts=(SizeClass(at_most="small"), ripe)),))
    firm = a_firm(employees=60, turnover_dkk=1e9, balance_dkk=1e9, technology_readiness_level=2)

    referral = _suggest(_small(offer), firm)

    held = {s.fact: s.missing_by for s in referral.not_suitable[0].shortfalls}
    rate = _numbers().eur_dkk
    assert held == {
        "employees": 10,
        "turnover_dkk": pytest.approx(1e9 - 10e6 * rate),
        "balance_dkk": pytest.approx(1e9 - 10e6 * rate),
        "technology_readiness_level": 3,
    }


def test_an_unknown_offer_stays_in_the_list_and_is_marked():
    """Nobody is ruled out for a question that was never asked."""
    offer = an_offer(criteria=(Between(fact="employees", at_most=249),))

    referral = _suggest(_small(offer), a_firm())

    assert referral.suggestions[0].verdict is Verdict.UNKNOWN
    assert referral.suggestions[0].facts_to_ask == ("employees",)
    assert referral.next_question.fact == "employees"


def test_the_smallest_change_of_what_can_be_changed_is_named():
    """A partner can be found; the number of employees is what it is."""
    consortium = an_offer(criteria=(Between(fact="partner_count", at_least=2),))
    small = an_offer(offer_id="small", criteria=(Between(fact="employees", at_most=9),))
    firm = a_firm(partner_count=0, employees=50)

    told = {s.offer_id: s for s in _suggest(_small(consortium, small), firm).not_suitable}

    change = told["innobooster"].becomes_suitable_if
    assert [(c.fact, c.now, c.wanted) for c in change] == [("partner_count", "0", "2")]
    assert told["small"].becomes_suitable_if == ()


def test_nothing_makes_a_closed_offer_suitable():
    """No partner opens a scheme that has ended."""
    rules = Rules(
        offer_id="innobooster",
        source="t",
        opening=Opening(is_ended=True),
        criteria=(Between(fact="partner_count", at_least=2),),
    )

    referral = _suggest(_small(an_offer(rules=rules)), a_firm(partner_count=0))

    assert referral.not_suitable[0].becomes_suitable_if == ()


def test_the_local_hub_is_named_as_contact_when_it_answers_another_need():
    """The hub is there although its guidance is for finance."""
    guidance = an_offer(
        offer_id="hub.guidance",
        provider_actor_id="hub",
        kind="service",
        need_ids=("finance",),
        area=("0779", "0791"),
    )

    referral = _suggest(_small(an_offer(), guidance), a_firm(municipality_code="0779"))

    assert referral.local_hub == "hub"
    contact = next(s for s in referral.suggestions if s.is_contact)
    assert contact.provider_actor_id == "hub"
    assert contact.contributions[ScorePart.NEED] == 0


def test_the_hub_never_stands_lower_than_its_place():
    """With eight better offers the hub is still the fifth."""
    offers = [
        an_offer(offer_id=f"o{n}", provider_actor_id=f"p{n}", name_da=f"O{n}") for n in range(8)
    ]
    guidance = an_offer(
        offer_id="hub.guidance", provider_actor_id="hub", kind="service", need_ids=("finance",)
    )

    referral = _suggest(_small(*offers, guidance), a_firm(municipality_code="0779"))

    assert referral.suggestions[4].provider_actor_id == "hub"
    scores = [s.score for s in referral.suggestions]
    assert scores == sorted(scores, reverse=True)


def test_a_firm_of_another_municipality_gets_its_own_hub():
    """A hub that does not cover the firm is counted, not listed."""
    guidance = an_offer(
        offer_id="hub.guidance", provider_actor_id="hub", kind="service", area=("0779", "0791")
    )

    referral = _suggest(_small(guidance), a_firm(municipality_code="0851"))

    assert referral.suggestions == ()
    assert referral.left_out == {"other_area": 1}


def test_one_suggestion_for_each_provider_of_services():
    """Two services of one institute are one suggestion, by the better one."""
    actors = [{"actor_id": "gts", "kind": "knowledge_institution", "name": "GTS"}]
    broad = an_offer(
        offer_id="gts.a", provider_actor_id="gts", kind="service", need_ids=(NEED, "finance")
    )
    narrow = an_offer(offer_id="gts.b", provider_actor_id="gts", kind="service")

    referral = _suggest(_small(broad, narrow, actors=actors), a_firm())

    assert _ids(referral.suggestions) == ["gts.b"]


def test_services_of_other_fields_are_counted_not_listed():
    """A sound laboratory is no answer to a hotel."""
    actors = [{"actor_id": "lab", "kind": "knowledge_institution", "name": "Lab"}]
    lab = an_offer(
        offer_id="lab.test", provider_actor_id="lab", kind="service", position_ids=("lyd",)
    )
    register = _small(lab, actors=actors)

    assert _suggest(register, a_firm(positions=("turisme",))).left_out == {"other_field": 1}
    assert _suggest(register, a_firm()).left_out == {"field_unknown": 1}
    assert _ids(_suggest(register, a_firm(positions=("lyd",))).suggestions) == ["lab.test"]


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
    register = _small(offer, actors=actors, **tables)

    with_cluster = _suggest(register, a_firm(positions=("lyd",)))
    without = _suggest(register, a_firm(positions=("turisme",)))

    assert with_cluster.suggestions[0].provider_actor_id == "sound"
    assert without.suggestions == ()
    assert without.dead_end
    assert {s.key for s in without.statements} >= {"refer.dead_end", "refer.no_cluster"}


def test_clusters_that_are_not_recorded_are_not_said_to_be_missing():
    """Without the table nobody knows whether there is one: the membership stays open."""
    rules = Rules(offer_id="member", source="t", delivered_by="designated_cluster")
    register = _small(an_offer(offer_id="member", rules=rules))

    referral = _suggest(register, a_firm(positions=("lyd",)))

    assert [(s.offer_id, s.verdict) for s in referral.suggestions] == [("member", Verdict.UNKNOWN)]
    assert "refer.no_cluster" not in {s.key for s in referral.statements}


def test_a_field_described_in_words_keeps_strangers_out():
    """What no test can judge still keeps a hotel from being sent to a food consortium."""
    rules = Rules(offer_id="brand", source="t", described_position_ids=("lyd",))
    register = _small(an_offer(offer_id="brand", rules=rules))

    outside = _suggest(register, a_firm(positions=("turisme",)))
    somewhere = _suggest(register, a_firm())

    assert outside.dead_end
    assert outside.not_suitable[0].findings[-1].is_settled is False
    assert somewhere.suggestions[0].verdict is Verdict.UNKNOWN


def test_an_actor_that_cannot_be_used_is_left_out():
    """Blocking the only way gives an honest dead end."""
    register = _small(an_offer(provider_actor_id="fund"))

    blocked = _suggest(register, a_firm(), without=("fund",))

    assert blocked.suggestions == ()
    assert blocked.left_out == {"blocked": 1}
    assert blocked.dead_end


def test_it_is_no_dead_end_while_nobody_knows_the_field_that_a_cluster_serves():
    """Not known is not no: the cluster of the firm's position may be the answer."""
    actors = [{"actor_id": "cluster", "kind": "cluster", "name": "Klynge"}]
    service = an_offer(
        offer_id="cluster.net",
        provider_actor_id="cluster",
        kind="service",
        position_ids=("lyd",),
    )
    register = _small(service, actors=actors)

    assert not _suggest(register, a_firm()).dead_end
    assert not _suggest(register, a_firm(positions=("lyd",))).dead_end
    assert _suggest(register, a_firm(positions=("turisme",))).dead_end
    assert _suggest(register, a_firm(positions=())).dead_end
    assert _suggest(register, a_firm(), without=("cluster",)).dead_end
    assert "refer.dead_end" not in {s.key for s in _suggest(register, a_firm()).statements}


def test_a_dead_end_is_recorded_without_the_firm():
    """Field, place, size class and the rules that shut it out; no name, number or figure."""
    offer = an_offer(criteria=(Between(fact="employees", at_most=249),))
    firm = a_firm(
        name="Eksempel ApS", cvr="10103940", employees=300, industry_code="551010",
        municipality_code="0779", positions=("turisme",),
    )  # fmt: skip
    referral = _suggest(_small(offer), firm)

    (record,) = dead_ends_of(referral, firm)

    assert record.model_dump(exclude={"on"}) == {
        "need_id": NEED, "position_id": "turisme", "industry_division": "55",
        "municipality_code": "0779", "size_class": "250+", "why": ("innobooster: employees",),
    }  # fmt: skip
    assert dead_ends_of(_suggest(_small(offer), a_firm()), a_firm()) == ()


def test_the_advisers_own_organisation_is_marked():
    """Who suggests themselves is seen to."""
    register = _small(an_offer(provider_actor_id="fund"), an_offer(offer_id="x"))

    marked = _suggest(register, a_firm(), own="fund").suggestions

    assert {s.offer_id: s.is_own_organisation for s in marked} == {"innobooster": True, "x": False}


def test_an_offer_with_faulty_rules_does_not_stop_the_others():
    """It is named as one that cannot be judged."""
    broken = an_offer(offer_id="b", rules=Rules(offer_id="b", source="", problem="line 3"))

    told = {s.offer_id: s for s in _suggest(_small(an_offer(), broken), a_firm()).suggestions}

    assert told["b"].problem == "line 3"
    assert told["b"].verdict is Verdict.UNKNOWN
    assert told["innobooster"].verdict is Verdict.MET


@pytest.mark.parametrize(("days", "is_proposed"), [(89, False), (90, True)])
def test_a_scheme_that_closes_before_it_can_be_reached_is_no_step(days, is_proposed):
    """At the stated pace a firm can apply after ninety days."""
    window = OpenPeriod(first=ON, last=ON + timedelta(days))
    rules = Rules(offer_id="innobooster", source="t", opening=Opening(periods=(window,)))

    referral = _suggest(_small(an_offer(rules=rules)), a_firm())

    assert bool(referral.path) is is_proposed
    assert [left.offer_id for left in referral.path_left_out] == (
        [] if is_proposed else ["innobooster"]
    )


def test_a_scheme_whose_last_deadline_comes_too_early_is_no_step():
    """A deadline next month cannot be met in three."""
    rules = Rules(
        offer_id="innobooster", source="t", opening=Opening(deadlines=(ON + timedelta(30),))
    )

    referral = _suggest(_small(an_offer(rules=rules)), a_firm())

    assert referral.path == ()
    assert referral.path_left_out[0].why.key == "refer.path.closes"


def test_the_way_goes_from_the_hub_over_the_cluster_and_an_institute_to_the_scheme():
    """Each step is handed over by the one before it."""
    firm = a_firm(
        employees=35, turnover_dkk=62e6, balance_dkk=38e6, municipality_code="0787",
        positions=("energiteknologi",), technology_readiness_level=6, has_cvr=True,
    )  # fmt: skip

    path = _refer(firm, NEED).path

    assert [step.kind for step in path] == [
        StepKind.CLARIFY, StepKind.JOIN, StepKind.PROJECT, StepKind.APPLY,
    ]  # fmt: skip
    assert [step.handed_over_by for step in path] == [None, *(s.actor_id for s in path[:-1])]
    assert [step.reached_on for step in path] == sorted(step.reached_on for step in path)


def test_a_broader_offer_is_worth_less_than_one_made_for_the_need():
    """One need answered alone beats the same need among seven."""
    weights = _numbers().referral

    assert need_value({"a"}, {"a"}, weights) == 1
    assert need_value({"a", "b", "c"}, {"a"}, weights) == pytest.approx(1 - 2 * 0.04)
    assert need_value({"a"}, {"a", "b"}, weights) == pytest.approx(0.6 + 0.4 * 0.25)
    assert need_value({"c"}, {"a"}, weights) == 0


def test_a_missing_part_is_named_and_never_nothing():
    """What nobody knows takes the middle, and says so."""
    values = Values(dict.fromkeys(OWN_PARTS), frozenset(), None, None, None, None)

    points = contributions(values, {}, _numbers().referral)

    assert all(value > 0 for value in points.values())
    suggestion = _suggest(_small(an_offer()), a_firm()).suggestions[0]
    assert ScorePart.TRACK_RECORD in suggestion.not_known


def test_one_success_never_outranks_a_long_record():
    """1 of 1 stands below 45 of 50."""
    from ecosystem.analysis.referral.score import _track_record
    from ecosystem.analysis.referral.surroundings import Provider

    context = replace(CONTEXT(ON), carried_through={"new": (1, 0), "old": (45, 5), "x": (30, 20)})
    new, old = (Provider(name, name, None, ()) for name in ("new", "old"))

    assert _track_record(new, context) < _track_record(old, context)


def test_earlier_use_counts_only_where_it_is_recorded():
    """A register with earlier users puts what the region uses first."""
    offers = [an_offer(offer_id=i, name_da=i, provider_actor_id=i) for i in ("a", "b")]
    firms = [
        {"actor_id": f"f{n}", "kind": "firm", "name": "F", "municipality_code": "0779"}
        for n in range(6)
    ]
    uses = [
        {"actor_id": f"f{n}", "offer_id": "b", "role": "participant", "start": "2025-01-01"}
        for n in range(6)
    ]
    connection = duckdb.connect()
    big = {
        name: nw.from_native(connection.from_df(a_table(name, rows)))
        for name, rows in (("actors", firms), ("participations", uses))
    }
    register = replace(_small(*offers), **big)

    used = _suggest(register, a_firm(municipality_code="0779"))
    before = _suggest(register, a_firm(municipality_code="0779"), on=date(2024, 1, 1))

    nowhere = _suggest(register, a_firm())

    assert _ids(used.suggestions) == ["b", "a"]
    assert _ids(before.suggestions) == ["a", "b"]
    assert _ids(nowhere.suggestions) == ["b", "a"]


def test_neighbours_share_industries():
    """Shared weight of at least a tenth of the smaller field."""
    rows = [
        ("a", "10", 1.0), ("a", "11", 1.0), ("b", "11", 0.3), ("b", "12", 1.0), ("c", "13", 1.0),
    ]  # fmt: skip
    table = a_table(
        "industry_positions",
        [
            {"scheme": "DB07", "code_prefix": code, "position_id": p, "role": "core", "weight": w}
            for p, code, w in rows
        ],
    )

    assert neighbouring_positions(table, 0.23, ON)["a"] == {"b"}
    assert neighbouring_positions(table, 0.24, ON)["a"] == frozenset()


def test_a_need_or_position_nobody_knows_is_refused_with_the_nearest():
    """A slip of the pen is told, with what was meant."""
    with pytest.raises(UnknownIdError, match="finance"):
        _refer(a_firm(), "finanse")
    with pytest.raises(UnknownIdError, match="robot_drone"):
        _refer(a_firm(positions=("robot_dron",)), "finance")


def test_a_register_without_offers_says_that_it_has_none():
    """Not recorded is not the same as nothing to suggest."""
    register = replace(_small(an_offer()), offers=None, catalogue={})

    with pytest.raises(NotRecordedError, match="offers"):
        _suggest(register, a_firm())


def test_each_suggestion_says_what_puts_it_before_the_next():
    """The field parts two; where nobody knows a part of the next, that is said; a tie is a tie."""
    own = an_offer(offer_id="own", name_da="B", position_ids=("lyd",), provider_actor_id="b")
    general = an_offer(offer_id="general", name_da="A")
    same = an_offer(offer_id="same", name_da="C", provider_actor_id="c")
    unclear = an_offer(
        offer_id="unclear", name_da="D", provider_actor_id="d",
        rules=Rules(offer_id="unclear", source="t", opening=Opening(is_known=False)),
    )  # fmt: skip
    register = _small(own, general, same, unclear)

    told = _suggest(register, a_firm(positions=("lyd",))).suggestions

    assert _ids(told) == ["own", "general", "same", "unclear"]
    said = [(s.why_not_next.key, s.why_not_next.values["next"]) for s in told[:-1]]
    assert said == [
        ("refer.next.position", "A"),
        ("refer.next.tie", "C"),
        ("refer.next.unknown", "D"),
    ]
    assert told[-1].why_not_next is None


def test_a_hub_is_near_only_for_its_own_municipalities():
    """A voucher run by another hub is no local offer, and is not counted as its guidance."""
    actors = [
        {"actor_id": "other", "kind": "business_hub", "name": "O", "municipality_code": "0851"}
    ]
    voucher = an_offer(offer_id="voucher", provider_actor_id="other", channel="local")
    guidance = an_offer(offer_id="guidance", provider_actor_id="other", kind="service")
    register = _small(voucher, guidance, actors=actors)

    here = {s.offer_id: s for s in _suggest(register, a_firm(municipality_code="0851")).suggestions}
    far = {s.offer_id: s for s in _suggest(register, a_firm(municipality_code="0779")).suggestions}

    assert set(here) == {"voucher", "guidance"}
    assert here["voucher"].contributions[ScorePart.PLACE] == pytest.approx(0.15)
    assert far["voucher"].contributions[ScorePart.PLACE] < 0.1


def test_only_the_fields_that_an_offer_is_for_are_named_as_its_reason():
    """A firm of two fields is not told that the sound cluster is for tourism."""
    offer = an_offer(position_ids=("lyd",))

    (told,) = _suggest(_small(offer), a_firm(positions=("turisme", "lyd"))).suggestions

    assert [r.values["positions"] for r in told.reasons if "positions" in r.values] == ["lyd"]


def test_nobody_travels_to_what_is_online():
    """How far away the office is says nothing."""
    actors = [
        {"actor_id": "fund", "kind": "public_authority", "name": "F", "municipality_code": "0851"}
    ]
    online = an_offer(provider_actor_id="fund", channel="online")

    told = _suggest(_small(online, actors=actors), a_firm(municipality_code="0779"))

    assert told.suggestions[0].distance_km is None


@pytest.mark.parametrize(
    ("founded", "verdict"),
    [(date(2016, 3, 16), Verdict.MET), (date(2016, 3, 15), Verdict.UNMET), (None, Verdict.UNKNOWN)],
)
def test_what_is_described_as_for_start_ups_is_not_for_old_firms(founded, verdict):
    """Ten years to the day, a judgement from the source's words that says it is one."""
    rules = Rules(offer_id="incubator", source="t", described_stage="start_up")
    register = _small(an_offer(offer_id="incubator", rules=rules))

    referral = _suggest(register, a_firm(founded=founded))

    told = (*referral.suggestions, *referral.not_suitable)[0]
    assert told.verdict is verdict
    assert told.findings[-1].fact == "founded"
    assert told.findings[-1].note_da is not None
    assert ("founded" in told.facts_to_ask) is (founded is None)


def test_what_is_described_as_for_the_countryside_is_not_for_the_capital():
    """The group of the firm's municipality decides; without one nobody knows."""
    rules = Rules(offer_id="lag", source="t", described_groups=("Landkommuner",))
    register = _small(an_offer(offer_id="lag", rules=rules))
    places = a_table(
        "municipalities",
        [
            {"municipality_code": code, "name": code, "group": group, "hub_id": "hub"}
            for code, group in [("0101", "Hovedstadskommuner"), ("0787", "Landkommuner")]
        ],
    )
    register = replace(register, municipalities=places)

    def verdict(**facts):
        referral = _suggest(register, a_firm(**facts))
        return (*referral.suggestions, *referral.not_suitable)[0].verdict

    assert verdict(municipality_code="0787") is Verdict.MET
    assert verdict(municipality_code="0101") is Verdict.UNMET
    assert verdict() is Verdict.UNKNOWN


def test_an_offer_for_one_field_waits_below_one_for_all_until_the_field_is_told():
    """Few firms are in any one field; the firm's industry is a hint."""
    general = an_offer(offer_id="general", name_da="A")
    narrow = an_offer(
        offer_id="narrow", name_da="B", position_ids=("lyd",), provider_actor_id="b",
        criteria=(OneOf(fact="positions", values=("lyd",)),),
    )  # fmt: skip
    industries = [
        {"scheme": "DB07", "code_prefix": "264", "position_id": "lyd", "role": "core", "weight": 1}
    ]
    register = _small(
        general, narrow, industry_positions=[{**row, "valid_from": None} for row in industries]
    )

    def points(**facts):
        told = {s.offer_id: s for s in _suggest(register, a_firm(**facts)).suggestions}
        assert ScorePart.POSITION in told["narrow"].not_known
        return told["narrow"].contributions[ScorePart.POSITION]

    assert _ids(_suggest(register, a_firm()).suggestions) == ["general", "narrow"]
    assert 0 < points() < points(industry_code="264000") == pytest.approx(0.1)
    assert _ids(_suggest(register, a_firm(positions=("lyd",))).suggestions)[0] == "narrow"


def test_themes_told_in_words_count_for_the_order_and_rule_nobody_out():
    """A firm in a field of the themes comes first, one of no field last, others between."""
    rules = Rules(
        offer_id="themes",
        source="t",
        theme_position_ids=("lyd",),
        to_check=(ToCheck(about="sector", text_da="Temaer.", text_en="Themes."),),
    )
    register = _small(an_offer(offer_id="themes", rules=rules))

    def told(*positions):
        return _suggest(register, a_firm(positions=positions)).suggestions[0]

    inside, elsewhere, nowhere = told("lyd"), told("turisme"), told()
    assert [s.verdict for s in (inside, elsewhere, nowhere)] == [Verdict.MET] * 3
    assert inside.score > elsewhere.score > nowhere.score
    assert inside.reasons[1].key == "refer.reason.position"
    assert ScorePart.POSITION in elsewhere.not_known


def test_a_fitting_stage_counts_less_where_the_target_group_is_told_in_words():
    """A ripe technology is not yet a breakthrough."""
    ripe = (Between(fact="technology_readiness_level", at_least=6),)
    words = (ToCheck(about="target_group", text_da="Gennembrud.", text_en="Breakthroughs."),)
    offers = [
        an_offer(offer_id="plain", criteria=ripe),
        an_offer(
            offer_id="words", provider_actor_id="b",
            rules=Rules(offer_id="words", source="t", criteria=ripe, to_check=words),
        ),
    ]  # fmt: skip

    told = _suggest(_small(*offers), a_firm(technology_readiness_level=7)).suggestions

    assert _ids(told) == ["plain", "words"]
    assert [s.verdict for s in told] == [Verdict.MET, Verdict.MET]


def test_what_is_applied_for_in_rounds_is_not_open_at_any_time():
    """It counts a little less, and no reason says that it can be used at any time."""
    rounds = Rules(offer_id="rounds", source="t", opening=Opening(in_rounds=True))
    offers = [
        an_offer(offer_id="any"),
        an_offer(offer_id="rounds", provider_actor_id="b", rules=rounds),
    ]

    told = _suggest(_small(*offers), a_firm()).suggestions

    assert _ids(told) == ["any", "rounds"]
    assert "refer.reason.rolling" in {r.key for r in told[0].reasons}
    assert "refer.reason.rolling" not in {r.key for r in told[1].reasons}
    assert "refer.against.rounds" in {s.key for s in told[1].speaks_against}


def test_different_kinds_of_help_from_institutions_do_not_press_each_other_down():
    """A test is another kind of help than a research project; two tests are alike."""
    kinds = {"a": "cooperation", "b": "paid service", "c": "paid service"}
    actors = [{"actor_id": i, "kind": "knowledge_institution", "name": i} for i in kinds]
    offers = [
        an_offer(
            offer_id=f"{i}.x", name_da=i, provider_actor_id=i, kind="service",
            rules=Rules(offer_id=f"{i}.x", source="t", instrument=instrument),
        )
        for i, instrument in kinds.items()
    ]  # fmt: skip

    told = _suggest(_small(*offers, actors=actors), a_firm()).suggestions

    assert [s.contributions[ScorePart.VARIETY] for s in told] == [0, 0, pytest.approx(-0.05)]


def test_variety_never_takes_more_than_its_limit():
    """The ninth of a kind is not pressed down to nothing."""
    actors = [
        {"actor_id": f"k{n}", "kind": "knowledge_institution", "name": f"K{n}"} for n in range(9)
    ]
    offers = [
        an_offer(offer_id=f"k{n}.x", provider_actor_id=f"k{n}", kind="service") for n in range(9)
    ]

    told = _suggest(_small(*offers, actors=actors), a_firm()).suggestions

    assert min(s.contributions[ScorePart.VARIETY] for s in told) == -0.2


@pytest.mark.parametrize(
    ("instrument", "kind"), [("cooperation", StepKind.PROJECT), ("course", StepKind.USE)]
)
def test_only_what_projects_are_made_of_is_a_project_step(instrument, kind):
    """A course is used; nobody prepares a project for it."""
    actors = [{"actor_id": "k", "kind": "knowledge_institution", "name": "K"}]
    rules = Rules(offer_id="k.x", source="t", instrument=instrument)
    offer = an_offer(offer_id="k.x", provider_actor_id="k", kind="service", rules=rules)

    path = _suggest(_small(offer, actors=actors), a_firm()).path

    assert [step.kind for step in path] == [kind]


@pytest.mark.parametrize("instrument", ["paid service", "operator grant", "free advice", "permit"])
def test_what_a_firm_never_applies_for_is_no_last_step(instrument):
    """A firm buys a test and joins an operator's project; a founder seeks a permit to stay."""
    rules = Rules(offer_id="x", source="t", instrument=instrument)

    assert _suggest(_small(an_offer(offer_id="x", rules=rules)), a_firm()).path == ()


FACTS = {
    "employees": st.sampled_from([0, 4, 24, 90, 400]),
    "turnover_dkk": st.sampled_from([1e5, 3e6, 4e7, 9e8]),
    "balance_dkk": st.sampled_from([1e5, 3e6, 4e7, 9e8]),
    "gross_profit_dkk": st.sampled_from([0, 3e5]),
    "outside_capital_3y_dkk": st.sampled_from([0, 6e5]),
    "founded": st.dates(date(1990, 1, 1), ON),
    "municipality_code": st.sampled_from(["0101", "0400", "0561", "0751", "0825", "0851"]),
    "positions": st.sampled_from(
        [(), ("lyd",), ("turisme",), ("maritime_logistik", "energiteknologi"), ("robot_drone",)]
    ),
    "technology_readiness_level": st.integers(1, 9),
    "partner_count": st.integers(0, 4),
    "has_cvr": st.booleans(),
    "de_minimis_3y_eur": st.sampled_from([0, 400_000]),
}
FIRMS = st.fixed_dictionaries({}, optional=FACTS)
NEEDS = st.lists(
    st.sampled_from(
        ["finance", NEED, "qualified_labour", "branding", "global_markets", "staff_skills",
         "firm_cooperation", "knowledge_cooperation", "business_models"]
    ),
    min_size=1,
    max_size=2,
    unique=True,
)  # fmt: skip
SLOW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(known=FIRMS, needs=NEEDS)
@SLOW
def test_every_list_keeps_its_promises(known, needs):
    """Nothing unmet, highest first, parts add up, one per provider, the same twice."""
    firm = Firm(**known)

    referral = _refer(firm, *needs)

    scores = [s.score for s in referral.suggestions]
    assert all(a >= b - 1e-9 for a, b in pairwise(scores))
    assert all(s.verdict is not Verdict.UNMET for s in referral.suggestions)
    assert all(s.verdict is Verdict.UNMET for s in referral.not_suitable)
    assert all(
        sum(s.contributions.values()) == pytest.approx(s.score, abs=1e-8)
        for s in referral.suggestions
    )
    services = Counter(
        s.provider_actor_id for s in referral.suggestions if s.kind is OfferKind.SERVICE
    )
    assert all(count == 1 for count in services.values())
    assert _refer(firm, *needs) == referral
    if "municipality_code" in known:
        named = [s.provider_actor_id for s in referral.suggestions[:5]]
        assert referral.local_hub in named


@given(known=FIRMS, needs=NEEDS)
@SLOW
def test_taking_a_reason_away_lowers_the_score(known, needs):
    """Each fact named as a reason is one: without it the offer scores lower or is gone."""
    firm = Firm(**known)
    for suggestion in _refer(firm, *needs).suggestions[:4]:
        base = _base(suggestion)
        for reason in suggestion.reasons:
            fact = reason.values["fact"]
            again = suggest_referrals(
                SHIPPED(),
                firm.model_copy(update={fact: None}) if fact in FIRM_FACTS else firm,
                needs,
                ON,
                context=_without(fact, suggestion.offer_id),
            )
            left = {s.offer_id: _base(s) for s in again.suggestions if not s.is_contact}
            assert left.get(suggestion.offer_id, 0) < base, (suggestion.offer_id, fact)


def _base(suggestion):
    return sum(suggestion.contributions[part] for part in OWN_PARTS)


def _without(fact, offer_id):
    """The day's context when nobody knows that an offer answers the need, or when it is open."""
    context = CONTEXT(ON)
    offer = SHIPPED().catalogue[offer_id]
    if fact == "need_ids":
        other = None
    elif fact == "open":
        rules = offer.rules.model_copy(update={"opening": Opening(is_known=False)})
        other = offer.model_copy(update={"rules": rules, "open_from": None, "open_until": None})
    else:
        return context
    swapped = {
        need: tuple(
            kept for o in offers if (kept := other if o.offer_id == offer_id else o) is not None
        )
        for need, offers in context.offers_by_need.items()
    }
    return replace(context, offers_by_need=swapped)


@given(known=FIRMS, needs=NEEDS)
@SLOW
def test_no_other_question_settles_more(known, needs):
    """Every question is tried in full; the one that is asked settles at least as many."""
    firm, context = Firm(**known), CONTEXT(ON)
    candidates, _ = find_candidates(Enquiry(firm, tuple(needs), context))
    still_open = [c.offer for c in candidates if c.judgement.verdict is Verdict.UNKNOWN]

    def settled(fact):
        total = 0.0
        for answer in context.weights.likely_answers.get(fact, ()):
            if answer.value is None or getattr(firm, fact) is not None:
                continue
            told = firm.model_copy(update={fact: answer_of(fact, answer.value, ON)})
            judged = [
                judge_for_referral(o, provider_for(o, told, context), told, context)
                for o in still_open
            ]
            total += answer.share * sum(j.verdict is not Verdict.UNKNOWN for j in judged)
        return total

    question = _refer(firm, *needs).next_question

    best = max(settled(fact) for fact in FIRM_FACTS)
    if question is None:
        assert best == 0
    else:
        assert settled(question.fact) == pytest.approx(best)
        assert question.settles == pytest.approx(best, abs=0.006)


@given(known=FIRMS, needs=NEEDS)
@SLOW
def test_trying_answers_out_gives_the_verdict_of_the_full_judgement(known, needs):
    """The fast verdict and the one with findings are the same."""
    firm, context = Firm(**known), CONTEXT(ON)

    for offer in SHIPPED().catalogue.values():
        if set(needs) & set(offer.need_ids) and not offer.offer_id.startswith("komm_"):
            provider = provider_for(offer, firm, context)
            full = judge_for_referral(offer, provider, firm, context)
            assert verdict_for_referral(offer, provider, firm, context) is full.verdict


@given(known=FIRMS, needs=NEEDS)
@SLOW
def test_the_change_that_is_named_makes_the_offer_suitable(known, needs):
    """Whoever does what the list says is no longer ruled out."""
    firm, context = Firm(**known), CONTEXT(ON)
    for suggestion in _refer(firm, *needs).not_suitable:
        if suggestion.becomes_suitable_if:
            offer = SHIPPED().catalogue[suggestion.offer_id]
            told = {c.fact: yaml.safe_load(c.wanted) for c in suggestion.becomes_suitable_if}
            other = Firm.model_validate({**firm.model_dump(), **told})
            provider = provider_for(offer, other, context)
            after = judge_for_referral(offer, provider, other, context)
            assert after.verdict is not Verdict.UNMET
            assert becomes_suitable_if(offer, other, context) == ()


@given(part=st.sampled_from(OWN_PARTS), low=st.floats(0, 1), high=st.floats(0, 1))
def test_more_of_a_part_never_lowers_the_score(part, low, high):
    """Every weight counts in favour."""
    low, high = sorted((low, high))

    def score(value):
        values = Values({**dict.fromkeys(OWN_PARTS, 0.5), part: value}, frozenset(), *[None] * 4)
        return sum(contributions(values, {}, _numbers().referral).values())

    assert score(low) <= score(high)


@pytest.mark.skipif(not OUTSIDE.exists(), reason="the advisers' vignettes are not in this folder")
@pytest.mark.parametrize(
    "case",
    yaml.safe_load(OUTSIDE.read_text(encoding="utf-8")) if OUTSIDE.exists() else [],
    ids=lambda case: case["case_id"],
)
def test_a_vignette_written_by_an_adviser_is_answered(case):
    """What a sound referral must and must not contain, as somebody else sees it."""
    expected = case["expect"]

    referral = _refer(Firm(**case["firm"]), *case["need_ids"], on=date.fromisoformat(case["day"]))

    first = referral.suggestions[: expected["top_k"]]
    named = {i for s in first for i in (s.offer_id, s.provider_actor_id)}
    suitable = {i for s in referral.suggestions for i in (s.offer_id, s.provider_actor_id)}
    assert [group for group in expected["include_any"] if not set(group) & named] == []
    assert suitable & set(expected["exclude"]) == set()
    assert referral.local_hub == expected["local_hub"]
    assert expected["local_hub"] in named
    assert referral.dead_end is expected.get("dead_end", False)
