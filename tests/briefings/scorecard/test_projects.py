"""Recommendations 2, 3 and 10: projects, challenges and money, counted by hand."""

import pytest
from statsmodels.stats.proportion import proportion_confint

from ecosystem.briefings.scorecard.challenges import challenge_indicators, linked_projects
from ecosystem.briefings.scorecard.grants import grant_indicators
from ecosystem.briefings.scorecard.projects import Parties, project_indicators
from ecosystem.display.wording import say
from tests.briefings.scorecard.made import PROJECTS, a_basis, by_key, parties


def of_projects(**changed):
    """The indicators of recommendation 2."""
    return by_key(project_indicators(a_basis(**changed), "klynge"))


def test_projects_are_counted_by_hand():
    """p1, p2 and p3 are the cluster's; p3 began too early and p4 is another's."""
    found = of_projects()

    assert found["projects_per_year"].value == pytest.approx(2 / 3)
    assert found["firms_per_project"].value == 1  # 2, 1 and 1
    share = found["firm_share"]  # f1 f2 | f1 | f1 of klynge f1 f2 uni | klynge f1 uni | klynge f1
    assert (share.value, share.n) == (4 / 9, 9)
    low, high = proportion_confint(4, 9, method="wilson")
    assert (share.low, share.high) == pytest.approx((low, high))
    assert "1 part er af ukendt type" in say(share.remarks[0])
    meetings = found["with_two_firms_and_knowledge"]  # p1 yes, p3 no, p2 with somebody unknown
    assert (meetings.value, meetings.n) == (1 / 2, 2)
    assert (found["led_by_firm"].value, found["led_by_firm"].n) == (1 / 3, 3)
    assert say(found["projects_per_year"].sentence) == (
        "2 projekter er begyndt i 2023–2025. Det er 0,7 om året."
    )


@pytest.mark.parametrize(
    ("project", "answer"),
    [
        (Parties(firms=2, knowledge=1, known=3, unknown=0), True),
        (Parties(firms=1, knowledge=1, known=3, unknown=1), None),
        (Parties(firms=0, knowledge=0, known=3, unknown=2), False),
        (Parties(firms=0, knowledge=0, known=0, unknown=3), None),
        (Parties(firms=2, knowledge=0, known=5, unknown=0), False),
    ],
)
def test_a_party_of_unknown_kind_is_neither_a_firm_nor_none(project, answer):
    """What unknown parties could still make true is not known."""
    assert project.brings_together is answer


def test_those_whose_names_are_not_kept_are_parties_of_unknown_kind():
    """Two of p3 could be the firm and the knowledge institution that it lacks."""
    projects = [dict(row) for row in PROJECTS]
    projects[2]["unnamed_participants"] = "participant.1;participant.2"
    found = of_projects(projects=projects)

    assert "3 parter er af ukendt type" in say(found["firm_share"].remarks[0])
    assert found["with_two_firms_and_knowledge"].n == 1


def test_years_that_nobody_has_projects_in_are_not_recorded_and_not_zero():
    """A list that ends before the window says nothing of it; a table without rows says none."""
    early = [{**row, "start": "2015-01-01"} for row in PROJECTS]
    assert of_projects(projects=early)["projects_per_year"].state == "not_recorded"

    partly = [{**row, "start": "2024-01-01"} for row in PROJECTS]
    remarks = of_projects(projects=partly)["projects_per_year"].remarks
    assert [say(remark) for remark in remarks] == [
        "Registret har ingen projekter fra nogen i 2023, 2025."
    ]

    none = of_projects(projects=[], participations=[])
    assert (none["projects_per_year"].state, none["projects_per_year"].value) == ("computed", 0)
    assert none["firm_share"].state == "not_computable"


def test_example_projects_never_count_beside_observed_ones():
    """With both only the observed ones count; alone they are marked."""
    example = {**PROJECTS[0], "project_id": "px", "is_synthetic": True}
    both = of_projects(projects=[*PROJECTS, example])
    assert (both["projects_per_year"].n, both["projects_per_year"].is_example) == (2, False)


def test_challenges_are_counted_on_the_day():
    """u4 is named tomorrow; of u3 it is not known who named it."""
    found = by_key(challenge_indicators(a_basis(), "energi"))

    assert found["active_challenges"].value == 3
    assert (found["named_by_trade"].value, found["named_by_trade"].n) == (1 / 2, 2)
    assert "ikke kendt" in say(found["named_by_trade"].remarks[0])


@pytest.mark.parametrize(
    ("count", "words"), [(0, "ingen aktive"), (7, "7 aktive"), (8, "næppe få")]
)
def test_no_challenge_and_more_than_seven_are_worth_a_look(count, words):
    """The flag stands in the sentence."""
    rows = [
        {"challenge_id": f"u{n}", "position_id": "energi", "name": str(n)} for n in range(count)
    ]
    found = by_key(challenge_indicators(a_basis(challenges=rows), "energi"))

    assert found["active_challenges"].value == count
    assert words in say(found["active_challenges"].sentence)


def test_projects_without_any_recorded_challenge_are_not_zero():
    """One of three is linked; where none of the register is, nobody has recorded it."""
    assert linked_projects(a_basis(), "klynge").state == "not_recorded"

    linked = [{**PROJECTS[0], "challenge_id": "u1"}, *PROJECTS[1:]]
    found = linked_projects(a_basis(projects=linked), "klynge")
    assert (found.value, found.n) == (1 / 3, 3)


def test_a_basic_grant_is_a_range_where_a_source_is_not_known():
    """30 of 60 public, or of 100 if the gift was public; fees are no grant, 2024 is past."""
    (found,) = grant_indicators(a_basis(), "klynge")

    assert (found.low, found.high, found.value) == (0.3, 0.5, 0.3)
    assert "Gave" in say(found.remarks[0])
    assert say(found.sentence) == (
        "Basistilskuddet var mellem 30 og 50 % af de offentlige tilskud i 2025."
    )


def test_without_accounts_the_share_cannot_be_computed_and_says_what_it_takes():
    """No table: the terms of grants are missing; no rows of the cluster: its accounts are."""
    (absent,) = grant_indicators(a_basis(without=["finances"]), "klynge")
    (silent,) = grant_indicators(a_basis(), "anden")

    assert (absent.state, silent.state) == ("not_computable", "not_recorded")
    assert say(absent.why) == ("Kræver tilsagnsvilkår og aktivitetsplaner, som registret ikke har.")


def test_a_cluster_that_is_partner_by_its_participation_alone_has_the_project():
    """Not lead, but in the list of parties."""
    more = parties({"p4": ("anden",)})
    found = by_key(project_indicators(a_basis(participations=more), "anden"))

    assert found["projects_per_year"].n == 1
