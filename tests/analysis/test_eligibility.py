"""Holding criteria against firms: three verdicts, deciding leaves, two evaluators."""

from datetime import date, timedelta

import narwhals as nw
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.eligibility import (
    EligibilityContext,
    anniversary,
    de_minimis_room,
    eligibility_context,
    judge_all,
    judge_criterion,
    judge_offer,
    verdict_codes,
)
from ecosystem.model.firms import FIRM_FACTS, Firm
from ecosystem.model.offers import (
    AgeBetween,
    AidRuleSet,
    AllOf,
    AnyOf,
    Between,
    Constants,
    DesignatedCluster,
    IsTrue,
    MustAsk,
    NoneOf,
    OneOf,
    Opening,
    OpenPeriod,
    Rules,
    SizeCeiling,
    SizeClass,
)
from ecosystem.model.vocabulary import OfferState, Verdict
from tests.builders import a_firm, a_register, an_offer

TODAY = date(2026, 3, 1)
MET, UNMET, UNKNOWN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN
CONSTANTS = Constants(
    eur_dkk=7.5,
    eur_dkk_source="test",
    size_source="test",
    size_ceilings={
        "micro": SizeCeiling(employees_under=10, turnover_eur=2e6, balance_eur=2e6),
        "small": SizeCeiling(employees_under=50, turnover_eur=10e6, balance_eur=10e6),
        "medium": SizeCeiling(employees_under=250, turnover_eur=50e6, balance_eur=43e6),
    },
    aid_rule_sets={
        "gber": AidRuleSet(
            name_da="Regler",
            name_en="Rules",
            valid_from=date(2014, 7, 1),
            valid_to=date(2026, 12, 31),
            source="test",
        )
    },
)
CONTEXT = EligibilityContext(
    on=TODAY,
    constants=CONSTANTS,
    clusters_of={"lyd": ("danish_sound_cluster",), "energiteknologi": ("energy",)},
    nuts3_of={"0851": "DK050", "0101": "DK011"},
    region_of={"0851": "1081", "0101": "1084", "0461": "1083"},
)
SILENT = EligibilityContext(on=TODAY, clusters_of=None, nuts3_of={"0101": "DK011", "0461": "DK031"})
"""Of a register that records neither clusters nor regions nor figures."""
SIZE = Between(fact="employees", at_least=2, at_most=249)
NORTH = OneOf(fact="municipality_code", values=("0851", "0860"))


def _verdict(criterion, firm, on=TODAY):
    context = CONTEXT if on == TODAY else EligibilityContext(on=on, constants=CONSTANTS)
    return judge_criterion(criterion, firm, context)[0]


def _facts(criterion, firm):
    return [finding.fact for finding in judge_criterion(criterion, firm, CONTEXT)[1]]


@pytest.mark.parametrize(("employees", "verdict"), [(1, UNMET), (2, MET), (249, MET), (250, UNMET)])
def test_both_ends_belong_to_the_range(employees, verdict):
    """A firm of exactly the smallest or the largest size is let in."""
    assert _verdict(SIZE, a_firm(employees=employees)) is verdict


def test_a_fact_nobody_asked_for_is_unknown():
    """A missing fact counts neither for the firm nor against it."""
    verdict, findings = judge_criterion(SIZE, a_firm(), CONTEXT)

    assert verdict is UNKNOWN
    assert findings[0].observed is None


def test_zero_is_not_unknown():
    """A firm without employees has been asked."""
    assert _verdict(SIZE, a_firm(employees=0)) is UNMET


def test_industries_are_told_by_their_first_digits():
    """A rule for machine makers holds for makers of farm machines."""
    machines = OneOf(fact="industry_code", values=("28",))

    assert _verdict(machines, a_firm(industry_code="283000")) is MET
    assert _verdict(machines, a_firm(industry_code="128300")) is UNMET


def test_codes_of_places_are_whole():
    """Municipality 0851 is not met by the first digits of another code."""
    assert _verdict(NORTH, a_firm(municipality_code="0851")) is MET
    assert _verdict(NORTH, a_firm(municipality_code="0850")) is UNMET


def test_one_position_of_several_is_enough_and_one_excluded_is_too_many():
    """A firm of two fields meets a demand for either and fails a ban on either."""
    firm = a_firm(positions=("lyd", "turisme"))

    assert _verdict(OneOf(fact="positions", values=("lyd",)), firm) is MET
    assert _verdict(NoneOf(fact="positions", values=("turisme",)), firm) is UNMET


def test_part_of_the_country_follows_from_the_municipality():
    """The adviser is asked for the municipality, not for a statistical code."""
    north = OneOf(fact="nuts3_code", values=("DK050",))

    assert _verdict(north, a_firm(municipality_code="0851")) is MET
    assert _verdict(north, a_firm(municipality_code="0101")) is UNMET
    assert _facts(north, a_firm()) == ["municipality_code"]


def test_a_cvr_number_is_an_answer():
    """A firm looked up by its number need not be asked whether it has one."""
    has_cvr = IsTrue(fact="has_cvr")

    assert _verdict(has_cvr, a_firm(cvr="10103940")) is MET
    assert _verdict(has_cvr, a_firm()) is UNKNOWN
    assert _verdict(has_cvr, a_firm(has_cvr=False)) is UNMET


@pytest.mark.parametrize(
    ("founded", "verdict"),
    [
        (date(2023, 3, 2), MET),
        (date(2023, 3, 1), MET),
        (date(2023, 2, 28), UNMET),
        (TODAY, MET),
        (date(2026, 3, 2), UNKNOWN),
    ],
)
def test_age_is_measured_to_the_day(founded, verdict):
    """A limit of three years is passed on the day after the third birthday."""
    assert _verdict(AgeBetween(at_most_years=3), a_firm(founded=founded)) is verdict


def test_a_least_age_is_reached_on_the_birthday():
    """A demand of three years is met on the third birthday."""
    demand = AgeBetween(at_least_years=3)

    assert _verdict(demand, a_firm(founded=date(2023, 3, 1))) is MET
    assert _verdict(demand, a_firm(founded=date(2023, 3, 2))) is UNMET


@given(st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(0, 60))
def test_a_birthday_comes_that_many_years_later(founded, years):
    """Birthdays fall on the same day of the year, or a day before it."""
    day = anniversary(founded, years)

    assert day.year == founded.year + years
    assert (day.month, day.day) in {(founded.month, founded.day), (2, 28)}


@pytest.mark.parametrize(
    ("employees", "turnover", "balance", "verdict", "facts"),
    [
        (249, 375e6, 400e6, MET, ["employees", "turnover_dkk"]),
        (249, 376e6, 322.5e6, MET, ["employees", "balance_dkk"]),
        (249, 376e6, 323e6, UNMET, ["turnover_dkk", "balance_dkk"]),
        (250, 1e6, None, UNMET, ["employees"]),
        (250, 376e6, 323e6, UNMET, ["employees", "turnover_dkk", "balance_dkk"]),
        (20, 376e6, None, UNKNOWN, ["balance_dkk"]),
        (20, None, None, UNKNOWN, ["turnover_dkk", "balance_dkk"]),
        (None, 1e6, 1e6, UNKNOWN, ["employees"]),
        (None, 376e6, 323e6, UNMET, ["turnover_dkk", "balance_dkk"]),
    ],
)
def test_size_is_headcount_and_turnover_or_balance(employees, turnover, balance, verdict, facts):
    """The ceilings of the EU's definition, at 7.50 kroner to the euro."""
    firm = a_firm(employees=employees, turnover_dkk=turnover, balance_dkk=balance)

    judged, findings = judge_criterion(SizeClass(at_most="medium"), firm, CONTEXT)

    assert judged is verdict
    assert [finding.fact for finding in findings] == facts


def test_size_says_that_ownership_has_to_be_confirmed():
    """The firm's own figures are judged; a group behind it may change the answer."""
    firm = a_firm(employees=20, turnover_dkk=1, balance_dkk=1)

    _, findings = judge_criterion(SizeClass(at_most="medium"), firm, CONTEXT)

    assert all("ejerskab" in finding.note_da for finding in findings)


def test_size_says_its_ceilings_in_both_currencies_and_the_rate():
    """A reader can check the limit in kroner against the one in the law."""
    _, findings = judge_criterion(SizeClass(at_most="medium"), a_firm(), CONTEXT)

    required = {finding.fact: finding.required for finding in findings}
    assert required["turnover_dkk"] == "omsætning: højst 375.000.000 kr. (50 mio. euro à 7,5 kr.)"
    assert findings[-1].required_en == "balance: at most DKK 322,500,000 (EUR 43m at DKK 7.5)"


def test_without_ceilings_size_is_unknown():
    """A register without the shared figures judges no size."""
    firm = a_firm(employees=20, turnover_dkk=1, balance_dkk=1)

    verdict, _ = judge_criterion(SizeClass(at_most="medium"), firm, EligibilityContext(on=TODAY))

    assert verdict is UNKNOWN


def test_a_designated_cluster_follows_the_day():
    """The same field has a cluster one day and none the next."""
    rows = [
        {
            "actor_id": "marlog",
            "position_id": "maritime_logistik",
            "role": "designated_cluster",
            "valid_from": "2021-01-01",
            "valid_to": "2022-03-31",
        }
    ]
    register = a_register(actor_positions=rows)
    firm = a_firm(positions=("maritime_logistik",))

    last = eligibility_context(OnDay(register, date(2022, 3, 31)))
    after = eligibility_context(OnDay(register, date(2022, 4, 1)))

    assert judge_criterion(DesignatedCluster(), firm, last)[0] is MET
    assert judge_criterion(DesignatedCluster(), firm, after)[0] is UNMET


def test_clusters_that_are_not_recorded_rule_nobody_out():
    """A register without the table says nothing; one whose table is empty says that none is."""
    firm = a_firm(positions=("lyd",))
    silent = eligibility_context(OnDay(a_register(), TODAY))
    empty = eligibility_context(OnDay(a_register(actor_positions=[]), TODAY))
    offer = an_offer(criteria=(DesignatedCluster(),))

    assert judge_offer(offer, firm, silent).verdict is UNKNOWN
    assert judge_offer(offer, firm, silent).facts_to_ask == ()
    assert judge_offer(offer, firm, empty).verdict is UNMET


def test_regions_that_are_not_recorded_rule_nobody_out():
    """Nobody can tell that Aalborg lies outside Region Nordjylland; an area of others it can."""
    places = [{"municipality_code": c, "name": c, "nuts3_code": "DK050"} for c in ("0851", "0101")]
    context = eligibility_context(OnDay(a_register(municipalities=places), TODAY))
    firm = a_firm(municipality_code="0851")

    assert judge_offer(an_offer(area=("1081",)), firm, context).verdict is UNKNOWN
    assert judge_offer(an_offer(area=("1081", "0851")), firm, context).verdict is MET
    assert judge_offer(an_offer(area=("0101",)), firm, context).verdict is UNMET


def test_regions_follow_the_day():
    """Copenhagen changes region with the year 2027."""
    rows = [
        {"region_code": code, "municipality_code": "0101", "valid_from": first, "valid_to": last,
         "name": name}
        for code, first, last, name in [
            ("1084", "2007-01-01", "2026-12-31", "Hovedstaden"),
            ("1086", "2027-01-01", None, "Østdanmark"),
        ]
    ]  # fmt: skip
    register = a_register(regions=rows)

    assert eligibility_context(OnDay(register, date(2026, 12, 31))).region_of == {"0101": "1084"}
    assert eligibility_context(OnDay(register, date(2027, 1, 1))).region_of == {"0101": "1086"}


def test_a_criterion_outside_its_days_is_unknown():
    """A rule of 2026 says nothing about 2025, and there is nothing to ask the firm."""
    rule = Between(fact="employees", at_most=9, valid_from=date(2026, 1, 1))
    offer = an_offer(criteria=(rule,))

    assert _verdict(rule, a_firm(employees=50)) is UNMET
    assert _verdict(rule, a_firm(employees=50), date(2025, 12, 31)) is UNKNOWN
    judgement = judge_offer(offer, a_firm(employees=50), EligibilityContext(on=date(2025, 12, 31)))
    assert judgement.facts_to_ask == ()


def test_one_leg_is_enough_and_the_deciding_legs_are_cited():
    """Profit or capital: the leg that decides is named, the other is not."""
    either = AnyOf(
        parts=(
            Between(fact="gross_profit_dkk", at_least=250_000),
            Between(fact="outside_capital_3y_dkk", at_least=100_000),
        )
    )

    assert _facts(either, a_firm(gross_profit_dkk=250_000)) == ["gross_profit_dkk"]
    assert _facts(either, a_firm(gross_profit_dkk=0)) == ["outside_capital_3y_dkk"]
    assert _verdict(either, a_firm(gross_profit_dkk=0)) is UNKNOWN
    assert _verdict(either, a_firm(gross_profit_dkk=0, outside_capital_3y_dkk=0)) is UNMET


def test_one_unmet_criterion_rules_the_offer_out():
    """Unmet outweighs both met and unknown, and leaves nothing to ask."""
    judgement = judge_offer(an_offer(criteria=(SIZE, NORTH)), a_firm(employees=400), CONTEXT)

    assert judgement.verdict is UNMET
    assert judgement.facts_to_ask == ()


def test_the_adviser_is_told_what_to_ask():
    """With all else met, the one unknown fact is the next question."""
    judgement = judge_offer(an_offer(criteria=(SIZE, NORTH)), a_firm(employees=40), CONTEXT)

    assert judgement.verdict is UNKNOWN
    assert judgement.facts_to_ask == ("municipality_code",)


def test_an_offer_for_everybody_is_met():
    """Where the source says that every firm may use it, nothing has to be asked."""
    assert judge_offer(an_offer(), a_firm(), CONTEXT).verdict is MET


def test_an_offer_without_registered_requirements_is_met_for_nobody():
    """No criterion is no invitation: it is unknown for all firms, and no firm can settle it."""
    silent = an_offer(rules=Rules(offer_id="innobooster", source="t"))

    for firm in (a_firm(), a_firm(employees=5, has_cvr=True, positions=("lyd",))):
        judgement = judge_offer(silent, firm, CONTEXT)
        assert (judgement.verdict, judgement.criteria_verdict) == (UNKNOWN, UNKNOWN)
        assert judgement.state is OfferState.NO_REQUIREMENTS
        assert judgement.facts_to_ask == ()


def test_an_area_is_a_requirement():
    """A service of one municipality is for the firms in it, though no criterion is written."""
    local = an_offer(rules=Rules(offer_id="innobooster", source="t"), area=("0851",))

    assert judge_offer(local, a_firm(municipality_code="0851"), CONTEXT).verdict is MET
    assert judge_offer(local, a_firm(municipality_code="0101"), CONTEXT).verdict is UNMET


@given(st.sampled_from([SIZE, NORTH]), st.sampled_from([1, 5, 400, None]))
def test_what_sources_do_not_settle_is_unknown_and_never_unmet(criterion, employees):
    """Whatever the firm shows, and nobody is asked for what would settle nothing."""
    doubtful = criterion.model_copy(update={"is_settled": False})

    judgement = judge_offer(an_offer(criteria=(doubtful,)), a_firm(employees=employees), CONTEXT)

    assert judgement.verdict is UNKNOWN
    assert judgement.facts_to_ask == ()


@pytest.mark.parametrize(
    ("founded", "verdict", "facts_to_ask"),
    [
        (date(2024, 3, 1), MET, ()),
        (date(2016, 3, 1), UNKNOWN, ()),
        (None, UNKNOWN, ("founded",)),
    ],
)
def test_a_limit_that_is_sure_on_one_side_lets_in_and_never_keeps_out(
    founded, verdict, facts_to_ask
):
    """A start-up of two years is new by any reading; one of ten may be, and is told once."""
    young = AgeBetween(at_most_years=3)
    doubtful = young.model_copy(update={"is_settled": False, "note_da": "Et skøn."})
    offer = an_offer(criteria=(AnyOf(parts=(young, doubtful)),))

    judgement = judge_offer(offer, a_firm(founded=founded), CONTEXT)

    assert (judgement.verdict, judgement.facts_to_ask) == (verdict, facts_to_ask)
    assert [f.fact for f in judgement.findings] == ["open", "founded"]


def _with_opening(**opening):
    rules = Rules(
        offer_id="innobooster", source="test", criteria=(SIZE,), opening=Opening(**opening)
    )
    return an_offer(rules=rules)


@pytest.mark.parametrize(("days", "is_open"), [(-1, False), (0, True), (9, True), (10, False)])
def test_an_offer_is_open_from_its_first_day_to_its_last(days, is_open):
    """Both ends of a window belong to it."""
    window = OpenPeriod(first=TODAY, last=TODAY + timedelta(9))
    context = EligibilityContext(on=TODAY + timedelta(days))

    judgement = judge_offer(_with_opening(periods=(window,)), a_firm(employees=5), context)

    assert judgement.is_open is is_open
    assert judgement.verdict is (MET if is_open else UNMET)


@pytest.mark.parametrize("is_ended", [True, False])
def test_a_judgement_says_how_sure_its_source_is_and_of_which_year(is_ended):
    """A low source is shown as such beside the verdict, on a closed day too."""
    opening = Opening(is_ended=is_ended)
    rules = Rules(offer_id="x", source="t", confidence="low", rules_year="2021-22", opening=opening)

    judgement = judge_offer(an_offer(rules=rules), a_firm(), CONTEXT)

    assert (judgement.confidence, judgement.rules_year) == ("low", "2021-22")


def test_a_closed_offer_is_unmet_for_that_alone():
    """That the firm is too large as well is told beside it, not as the reason."""
    judgement = judge_offer(_with_opening(is_ended=True), a_firm(employees=400), CONTEXT)

    assert [(f.fact, f.verdict) for f in judgement.findings] == [("open", UNMET)]
    assert [f.fact for f in judgement.other_findings] == ["employees"]


def test_an_offer_whose_round_is_not_known_is_unknown():
    """The provider can tell whether a round is open; the firm cannot."""
    judgement = judge_offer(_with_opening(is_known=False), a_firm(employees=5), CONTEXT)

    assert judgement.is_open is None
    assert judgement.verdict is UNKNOWN
    assert judgement.facts_to_ask == ("open",)


def test_an_unknown_round_does_not_hide_what_is_unmet():
    """A firm too large need not wait for the round."""
    judgement = judge_offer(_with_opening(is_known=False), a_firm(employees=400), CONTEXT)

    assert {f.fact for f in judgement.findings if f.verdict is UNMET} == {"employees"}
    assert judgement.verdict is UNMET


def test_the_dates_of_the_row_hold_where_the_rules_say_nothing():
    """A service that closed with its actor is closed."""
    offer = an_offer(open_until=TODAY - timedelta(1))

    assert judge_offer(offer, a_firm(), CONTEXT).is_open is False
    assert judge_offer(an_offer(open_until=TODAY), a_firm(), CONTEXT).is_open is True


def test_a_window_for_one_region_asks_where_the_firm_is():
    """A longer deadline in one region is open only there."""
    window = OpenPeriod(first=TODAY, last=TODAY, area=("1081",))
    offer = _with_opening(periods=(window,))

    here = judge_offer(offer, a_firm(employees=5, municipality_code="0851"), CONTEXT)
    elsewhere = judge_offer(offer, a_firm(employees=5, municipality_code="0101"), CONTEXT)
    somewhere = judge_offer(offer, a_firm(employees=5), CONTEXT)

    assert (here.is_open, elsewhere.is_open, somewhere.is_open) == (True, False, None)
    assert somewhere.facts_to_ask == ("municipality_code",)


def test_an_offer_for_an_area_asks_where_the_firm_is():
    """A hub serves its own municipalities; a region stands for all of its own."""
    hub = an_offer(area=("0851",))
    region = an_offer(area=("1081",))

    assert judge_offer(hub, a_firm(municipality_code="0851"), CONTEXT).verdict is MET
    assert judge_offer(hub, a_firm(municipality_code="0101"), CONTEXT).verdict is UNMET
    assert judge_offer(region, a_firm(municipality_code="0851"), CONTEXT).verdict is MET
    assert judge_offer(hub, a_firm(), CONTEXT).facts_to_ask == ("municipality_code",)


def test_after_its_aid_rules_end_an_offer_is_not_judged():
    """The tool says so instead, unless the firm fails on something else."""
    offer = an_offer(
        rules=Rules(offer_id="innobooster", source="t", state_aid=("gber",), criteria=(SIZE,))
    )
    last = EligibilityContext(on=date(2026, 12, 31), constants=CONSTANTS)
    after = EligibilityContext(on=date(2027, 1, 1), constants=CONSTANTS)

    assert judge_offer(offer, a_firm(employees=5), last).verdict is MET
    judgement = judge_offer(offer, a_firm(employees=5), after)
    assert judgement.verdict is UNKNOWN
    assert "31.12.2026" in judgement.aid_note_da
    assert judge_offer(offer, a_firm(employees=400), after).verdict is UNMET


def _aid(first, last, name, family="de_minimis"):
    return AidRuleSet(
        name_da=name, name_en=name, valid_from=first, valid_to=last, source="t", family=family
    )


def test_a_rule_set_that_follows_another_stands_in_for_it():
    """An offer that names both is judged on either side of the change, not before the first."""
    rules = {
        "old": _aid(date(2014, 1, 1), date(2023, 12, 31), "Old"),
        "new": _aid(date(2024, 1, 1), date(2030, 12, 31), "New"),
    }
    constants = CONSTANTS.model_copy(update={"aid_rule_sets": rules})
    offer = an_offer(
        rules=Rules(offer_id="innobooster", source="t", state_aid=("old", "new"), criteria=(SIZE,))
    )

    def told(on):
        context = EligibilityContext(on=on, constants=constants)
        return judge_offer(offer, a_firm(employees=5), context)

    assert told(date(2023, 12, 31)).verdict is told(date(2024, 1, 1)).verdict is MET
    assert told(date(2013, 12, 31)).aid_note_en.startswith("Old holds from 1/1/2014 only")
    assert told(date(2031, 1, 1)).aid_note_en.startswith("New holds until 31/12/2030")


def test_one_lapsed_family_is_enough_to_judge_no_more():
    """De minimis rules do not stand in for the block exemption."""
    rules = {
        "gber": _aid(date(2014, 7, 1), date(2026, 12, 31), "Gber", "block"),
        "small": _aid(date(2024, 1, 1), date(2030, 12, 31), "Small"),
    }
    context = EligibilityContext(
        on=date(2027, 1, 1), constants=CONSTANTS.model_copy(update={"aid_rule_sets": rules})
    )
    offer = an_offer(rules=Rules(offer_id="innobooster", source="t", state_aid=("gber", "small")))

    assert judge_offer(offer, a_firm(), context).aid_note_en.startswith("Gber holds until")


def test_an_offer_with_faulty_rules_is_never_said_to_be_met():
    """A broken rule file stands as a problem, not as an offer without limits."""
    rules = Rules(offer_id="innobooster", source="", problem="line 3 is not YAML")

    judgement = judge_offer(an_offer(rules=rules), a_firm(), CONTEXT)

    assert judgement.verdict is UNKNOWN
    assert judgement.problem == "line 3 is not YAML"


@pytest.mark.parametrize(
    ("on", "room"),
    [
        (date(2027, 5, 9), 80_000),
        (date(2027, 5, 10), 200_000),
        (date(2024, 5, 9), 300_000),
        (date(2024, 5, 10), 180_000),
        (date(2031, 1, 1), None),
    ],
)
def test_de_minimis_room_rolls_over_three_years(on, room):
    """An award counts from its own day until the day before its third anniversary."""
    ceiling = AidRuleSet(
        name_da="d",
        name_en="d",
        valid_from=date(2024, 1, 1),
        valid_to=date(2030, 12, 31),
        ceiling_eur=300_000,
        source="test",
    )
    constants = CONSTANTS.model_copy(update={"aid_rule_sets": {"d": ceiling}})
    awards = [(date(2024, 5, 10), 120_000), (date(2025, 9, 1), 100_000)]

    assert de_minimis_room(awards, on, constants) == room


NUMBERS = st.sampled_from([0, 1, 2, 9, 10, 49, 50, 249, 250, 1e6, 15e6, 75e6, 375e6, 1e9])
POSITIONS = st.sampled_from(["lyd", "energiteknologi", "turisme"])
CODES = st.sampled_from(["0851", "0101", "0461", "9999"])
THEMES = st.sampled_from(["green_transition", "digitalisation", "defence_technology"])
STAFF = st.sampled_from(["unskilled", "skilled", "researcher"])
DAYS = st.dates(date(2015, 1, 1), date(2027, 1, 1))
FACTS = {
    "employees": NUMBERS,
    "turnover_dkk": NUMBERS,
    "balance_dkk": NUMBERS,
    "gross_profit_dkk": st.one_of(NUMBERS, st.just(-5.0)),
    "founded": st.dates(date(2010, 1, 1), date(2027, 1, 1)),
    "municipality_code": CODES,
    "industry_code": st.sampled_from(["283000", "620100", "551010"]),
    "legal_form": st.sampled_from(["ApS", "A/S", "ENK"]),
    "positions": st.lists(POSITIONS, max_size=2, unique=True).map(tuple),
    "technology_readiness_level": st.integers(1, 9),
    "partner_count": st.integers(0, 4),
    "has_cvr": st.booleans(),
    "is_exporting": st.booleans(),
    "amount_sought_dkk": NUMBERS,
    "themes": st.lists(THEMES, max_size=2, unique=True).map(tuple),
    "labour_sought": st.lists(STAFF, max_size=2, unique=True).map(tuple),
    "is_in_difficulty": st.booleans(),
    "does_research": st.booleans(),
}
LISTED = ("positions", "themes", "labour_sought")
STOOD_IN_FOR = {"themes", "founded"}
"""A position stands in for themes, and a firm without a CVR number for one not founded yet."""
FIRMS = st.fixed_dictionaries({}, optional=FACTS)
VALID = {
    "is_settled": st.sampled_from([True, True, False]),
    "valid_from": st.one_of(st.none(), st.just(date(2020, 1, 1)), st.just(date(2026, 6, 1))),
    "valid_to": st.one_of(st.none(), st.none(), st.just(date(2025, 1, 1))),
}
MEASURED = st.sampled_from(
    ["employees", "turnover_dkk", "gross_profit_dkk", "technology_readiness_level", "partner_count"]
)
WORDS = {"text_da": st.just("noget i ord"), "text_en": st.just("something in words")}
MUST_ASK = st.one_of(
    st.builds(
        MustAsk,
        fact=st.sampled_from(["is_in_difficulty", "does_research", "has_cvr"]),
        wanted=st.booleans(),
        **WORDS,
        **VALID,
    ),
    st.builds(MustAsk, fact=st.just("amount_sought_dkk"), at_least=NUMBERS, **WORDS),
    st.builds(MustAsk, fact=st.just("amount_sought_dkk"), at_most=NUMBERS, **WORDS),
    st.builds(MustAsk, fact=st.just("labour_sought"), values=st.tuples(STAFF), **WORDS),
    st.builds(
        MustAsk,
        fact=st.just("themes"),
        values=st.tuples(THEMES),
        position_ids=st.lists(POSITIONS, max_size=2, unique=True).map(tuple),
        **WORDS,
    ),
)
LEAVES = st.one_of(
    MUST_ASK,
    st.builds(Between, fact=MEASURED, at_least=NUMBERS, **VALID),
    st.builds(Between, fact=MEASURED, at_most=NUMBERS),
    st.builds(OneOf, fact=st.just("positions"), values=st.tuples(POSITIONS)),
    st.builds(NoneOf, fact=st.just("positions"), values=st.tuples(POSITIONS)),
    st.builds(OneOf, fact=st.just("municipality_code"), values=st.tuples(CODES)),
    st.builds(OneOf, fact=st.just("nuts3_code"), values=st.just(("DK050",))),
    st.builds(NoneOf, fact=st.just("region_code"), values=st.just(("1083",))),
    st.builds(OneOf, fact=st.just("industry_code"), values=st.just(("28", "6201"))),
    st.builds(OneOf, fact=st.just("legal_form"), values=st.just(("aps",))),
    st.builds(IsTrue, fact=st.sampled_from(["has_cvr", "is_exporting"]), wanted=st.booleans()),
    st.builds(AgeBetween, at_most_years=st.sampled_from([1, 3, 2.5])),
    st.builds(AgeBetween, at_least_years=st.sampled_from([1, 3])),
    st.builds(SizeClass, at_most=st.sampled_from(["micro", "small", "medium"])),
    st.just(DesignatedCluster()),
)
CRITERIA = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(AllOf, parts=st.lists(inner, min_size=1, max_size=3).map(tuple)),
        st.builds(AnyOf, parts=st.lists(inner, min_size=1, max_size=3).map(tuple)),
    ),
    max_leaves=5,
)
OPENINGS = st.one_of(
    st.just(Opening()),
    st.just(Opening(is_known=False)),
    st.just(Opening(periods=(OpenPeriod(first=TODAY, area=("1081",)),))),
    st.just(Opening(periods=(OpenPeriod(first=TODAY, area=("0101",)),), is_known=False)),
    st.just(Opening(periods=(OpenPeriod(last=TODAY),))),
)


@st.composite
def offers(draw):
    """Any offer: an area, an opening, up to four criteria."""
    rules = Rules(
        offer_id="innobooster",
        source="t",
        criteria=tuple(draw(st.lists(CRITERIA, max_size=4))),
        opening=draw(OPENINGS),
    )
    area = draw(st.sampled_from([("national",), ("1081",), ("0101", "0461"), None]))
    return an_offer(rules=rules, area=area)


@given(offer=offers(), facts=FIRMS, forgotten=st.sets(st.sampled_from(sorted(FACTS))))
@settings(max_examples=120)
def test_learning_a_fact_never_overturns_a_settled_verdict(offer, facts, forgotten):
    """Only an unknown verdict can change, but by a fact that another one stood in for."""
    before = {fact: value for fact, value in facts.items() if fact not in forgotten}

    earlier = judge_offer(offer, Firm(**before), CONTEXT)
    later = judge_offer(offer, Firm(**facts), CONTEXT)

    if later.verdict is not earlier.verdict and earlier.verdict is not UNKNOWN:
        learned = set(facts) - set(before)
        assert learned & STOOD_IN_FOR & {finding.fact for finding in later.findings}


@given(criteria=st.lists(CRITERIA, min_size=1, max_size=4), facts=FIRMS, data=st.data())
def test_the_order_of_criteria_does_not_matter(criteria, facts, data):
    """The same demands in another order give the same verdict and the same questions."""
    turned = data.draw(st.permutations(criteria))
    firm = Firm(**facts)

    judgement = judge_offer(an_offer(criteria=tuple(criteria)), firm, CONTEXT)
    after_turning = judge_offer(an_offer(criteria=tuple(turned)), firm, CONTEXT)

    assert judgement.verdict is after_turning.verdict
    assert set(judgement.facts_to_ask) == set(after_turning.facts_to_ask)


@given(offer=offers(), facts=FIRMS)
@settings(max_examples=120)
def test_the_cited_facts_alone_give_the_same_verdict(offer, facts):
    """Whoever reads the deciding findings can come to the same verdict from them."""
    judgement = judge_offer(offer, Firm(**facts), CONTEXT)
    cited = {f.fact for f in judgement.findings if f.verdict is judgement.verdict}
    if any(period.area for period in offer.rules.opening.periods):
        cited.add("municipality_code")  # the opening that is stated rests on it

    alone = Firm(**{fact: value for fact, value in facts.items() if fact in cited})

    assert judge_offer(offer, alone, CONTEXT).verdict is judgement.verdict


@given(offer=offers(), facts=FIRMS)
def test_the_questions_asked_are_open_ones(offer, facts):
    """Nobody is asked for what they have told."""
    to_ask = set(judge_offer(offer, Firm(**facts), CONTEXT).facts_to_ask) - {"open"}

    assert to_ask <= set(FIRM_FACTS) - set(facts)


def _joined(codes):
    return None if codes is None else ";".join(codes)


def _frame(firms):
    rows = [
        {
            **{fact: getattr(firm, fact) for fact in FACTS},
            **{fact: _joined(getattr(firm, fact)) for fact in LISTED},
            "cvr": firm.cvr,
        }
        for firm in firms
    ]
    truths = ["has_cvr", "is_exporting", "is_in_difficulty", "does_research"]
    kinds = {
        **dict.fromkeys(FACTS, "float64"),
        **dict.fromkeys(["municipality_code", "industry_code", "legal_form", *LISTED], "str"),
        **dict.fromkeys(truths, "boolean"),
        "founded": "datetime64[s]",
        "cvr": "str",
    }
    frame = pd.DataFrame(rows, columns=list(kinds))
    return frame.astype(kinds)


@given(
    offer=offers(),
    all_facts=st.lists(FIRMS, min_size=1, max_size=20),
    numbered=st.booleans(),
    context=st.sampled_from([CONTEXT, SILENT]),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_both_evaluators_agree(offer, all_facts, numbered, context):
    """One firm with reasons and all firms as columns come to the same verdicts."""
    import duckdb

    firms = [Firm(**facts, cvr="10103940" if numbered else None) for facts in all_facts]
    lazy = nw.from_native(duckdb.connect().from_df(_frame(firms)))

    verdicts = judge_all(offer, lazy, context, "verdict").collect().to_pandas()["verdict"]

    alone = [judge_offer(offer, firm, context).verdict.value for firm in firms]
    assert list(verdicts) == alone
    codes = verdict_codes({"offer": offer}, _frame(firms), context)[:, 0]
    assert [("unmet", "unknown", "met")[code] for code in codes] == alone


def test_a_table_without_a_fact_leaves_it_unknown():
    """A register that records no turnover cannot rule a firm out by it."""
    import duckdb

    lazy = nw.from_native(duckdb.connect().sql("select 300.0 as employees union all select 20.0"))
    offer = an_offer(criteria=(SizeClass(at_most="medium"),))

    verdicts = judge_all(offer, lazy, CONTEXT).collect().to_pandas()[offer.offer_id]

    assert sorted(verdicts) == ["unknown", "unmet"]
