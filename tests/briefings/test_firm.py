"""A firm found or told, and everything an adviser needs about it."""

from dataclasses import replace
from datetime import date

import pytest

from ecosystem.briefings.referral.firm import (
    brief_firm,
    brief_offer,
    find_firm,
    find_warm_ways,
    points_to_check,
    with_facts,
)
from ecosystem.model.cvr import has_check_digit
from ecosystem.model.errors import EcosystemError, UnknownIdError
from ecosystem.model.firms import Firm
from ecosystem.model.offers import Between
from ecosystem.model.vocabulary import Verdict
from ecosystem.sources.register.reading import read_register
from tests.builders import a_firm, a_register, an_offer

ON = date(2026, 3, 16)
CVR = "10103940"
FIRM = {
    "actor_id": f"cvr:{CVR}",
    "kind": "firm",
    "name": "Eksempel ApS",
    "cvr": CVR,
    "municipality_code": "0779",
    "industry_code": "283000",
    "industry_scheme": "DB07",
    "employees": 24,
    "founded": "2009-04-01",
    "is_synthetic": True,
}
POSITIONS = [
    {"position_id": p, "name_da": p, "name_en": p, "status": "strength"}
    for p in ("avanceret_produktion", "lyd")
]


def _register(**tables):
    all_tables = {
        "actors": [FIRM, {"actor_id": "sound", "kind": "cluster", "name": "Sound"}],
        "strength_positions": POSITIONS,
        "needs": [
            {"need_id": n, "rank": 1, "band": "medium", "name_da": n, "name_en": n}
            for n in ("innovation_projects",)
        ],
        "municipalities": [{"municipality_code": "0779", "name": "Skive", "hub_id": "hub"}],
        "offers": [{"offer_id": "innobooster", "kind": "scheme"}],
        **tables,
    }
    offer = an_offer(criteria=(Between(fact="employees", at_most=249),))
    return replace(
        a_register(catalogue={"innobooster": offer}, **all_tables),
        constants=read_register().constants,
    )


INDUSTRIES = [
    {"scheme": "DB07", "code_prefix": "28", "position_id": "avanceret_produktion",
     "role": "core", "weight": 1.0},
    {"scheme": "DB25", "code_prefix": "28", "position_id": "lyd", "role": "core", "weight": 1.0},
    {"scheme": "DB07", "code_prefix": "283", "position_id": "lyd", "role": "related",
     "weight": 0.5},
]  # fmt: skip


def test_a_firm_is_found_by_its_number_with_what_is_known():
    """What the register does not record stays unknown."""
    firm, drawn = find_firm(_register(), f" {CVR} ", ON)

    assert (firm.name, firm.employees, firm.founded) == ("Eksempel ApS", 24, date(2009, 4, 1))
    assert firm.turnover_dkk is None
    assert firm.positions is None
    assert firm.has_cvr
    assert firm.is_synthetic
    assert drawn == ()


def test_the_industry_stands_in_for_a_position_nobody_recorded():
    """Only the core of a position in the firm's own edition of the codes, and it is said."""
    firm, drawn = find_firm(_register(industry_positions=INDUSTRIES), CVR, ON)

    assert firm.positions == ("avanceret_produktion",)
    assert drawn == ("positions",)


def test_a_recorded_position_goes_before_the_industry():
    """Membership of a cluster on the day tells more than a code."""
    register = _register(
        industry_positions=INDUSTRIES,
        actor_positions=[
            {"actor_id": "sound", "position_id": "lyd", "role": "designated_cluster"}
        ],
        links=[
            {"from_actor_id": f"cvr:{CVR}", "to_actor_id": "sound", "kind": "member_of",
             "evidence": "member", "valid_to": "2026-03-16"}
        ],
    )  # fmt: skip

    assert find_firm(register, CVR, ON) == (find_firm(register, CVR, ON)[0], ())
    assert find_firm(register, CVR, ON)[0].positions == ("lyd",)
    assert find_firm(register, CVR, date(2026, 3, 17))[0].positions == ("avanceret_produktion",)


@pytest.mark.parametrize(
    ("cvr", "message"),
    [("1010394", "has 8 digits"), ("1010394x", "has 8 digits"), ("12345678", "No firm")],
)
def test_a_number_that_leads_nowhere_is_told(cvr, message):
    """Seven digits, a letter, or a number the register does not hold."""
    with pytest.raises(EcosystemError, match=message):
        find_firm(_register(), cvr, ON)


def test_what_is_told_counts_before_what_is_recorded():
    """The firm knows its own head count better than last year's register."""
    firm, _ = find_firm(_register(), CVR, ON)

    both = with_facts(firm, a_firm(employees=30, partner_count=2))

    assert (both.employees, both.partner_count, both.municipality_code) == (30, 2, "0779")


@pytest.mark.parametrize(
    ("firm", "keys"),
    [
        (Firm(employees=0, turnover_dkk=3_000_000), ["refer.check.sales_without_staff"]),
        (Firm(employees=0, turnover_dkk=2_999_999), []),
        (Firm(founded=date(2026, 3, 17)), ["refer.check.future_foundation"]),
        (Firm(founded=ON), []),
        (Firm(cvr="10103941"), ["refer.check.cvr_digit"]),
        (Firm(cvr=CVR, has_cvr=False), ["refer.check.cvr_denied"]),
        (Firm(partner_count=0, has_knowledge_partner=True), ["refer.check.partner_missing"]),
        (Firm(legal_form="ApS", has_cvr=False), ["refer.check.company_without_cvr"]),
        (Firm(legal_form="ENK", has_cvr=False), []),
        (
            Firm(has_research_loss=True, does_research=False),
            ["refer.check.loss_without_research"],
        ),
        (Firm(gross_profit_dkk=2, turnover_dkk=1), ["refer.check.profit_above_turnover"]),
        (Firm(gross_profit_dkk=1, turnover_dkk=1), []),
    ],
)
def test_facts_that_do_not_go_together_are_told_not_refused(firm, keys):
    """The adviser decides which of the two is right."""
    assert [sentence.key for sentence in points_to_check(firm, ON)] == keys


def test_check_digits_are_those_of_the_business_register():
    """Every eleventh number or so is one."""
    assert has_check_digit(CVR)
    assert not has_check_digit("10103941")


def test_a_briefing_holds_the_firm_and_its_referral():
    """One record for the page, the command and the script."""
    briefing = brief_firm(_register(), a_firm(employees=24), ["innovation_projects"], ON)

    assert briefing.firm.employees == 24
    assert briefing.suggestions[0].verdict is Verdict.MET
    assert briefing.model_dump_json()


def test_only_so_many_suggestions_as_asked_for():
    """The best ones; what does not fit is told all the same."""
    register = _register()

    assert brief_firm(register, a_firm(), ["innovation_projects"], ON, top=1).suggestions
    assert brief_firm(register, a_firm(), ["innovation_projects"], ON, top=0).suggestions == ()


def test_a_municipality_that_does_not_exist_is_told():
    """Christiansø is no municipality, and 9999 is nothing at all."""
    with pytest.raises(UnknownIdError, match="0779"):
        brief_firm(_register(), a_firm(municipality_code="0780"), ["innovation_projects"], ON)


def test_a_firm_is_introduced_by_those_it_knows():
    """The cluster it is a member of can lead it to the cluster's partner; itself it knows."""
    ties = [
        {"from_actor_id": f"cvr:{CVR}", "to_actor_id": "sound", "kind": "member_of",
         "evidence": "member"},
        {"from_actor_id": "lab", "to_actor_id": "sound", "kind": "partner",
         "evidence": "claimed"},
    ]  # fmt: skip
    actors = [
        FIRM,
        {"actor_id": "sound", "kind": "cluster", "name": "Sound"},
        {"actor_id": "lab", "kind": "knowledge_institution", "name": "Lab"},
    ]
    register = _register(actors=actors, links=ties)
    firm, _ = find_firm(register, CVR, ON)

    ways = find_warm_ways(register, firm, ["lab", "sound", "nobody"], ON)

    assert [(way.to_actor_id, way.through, way.sentence.key) for way in ways] == [
        ("lab", ("Eksempel ApS", "Sound", "Lab"), "refer.warm_way"),
        ("sound", ("Eksempel ApS", "Sound"), "refer.warm_way.direct"),
    ]
    assert find_warm_ways(register, a_firm(), ["lab"], ON) == ()


def test_an_offer_is_briefed_with_its_name_and_findings():
    """The same judgement as in the list, with every point on the table."""
    briefing = brief_offer(_register(), "innobooster", a_firm(employees=400), ON)

    assert briefing.name == "Innobooster"
    assert briefing.verdict is Verdict.UNMET
    assert briefing.findings[-1].required == "højst 249 ansatte"


def test_an_offer_nobody_knows_is_told_with_the_nearest():
    """A slip of the pen, with what was meant."""
    with pytest.raises(UnknownIdError, match="innobooster"):
        brief_offer(_register(), "inobooster", a_firm(), ON)
