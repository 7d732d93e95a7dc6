"""Projects of clusters: counts, grants and bounds, and what is said where a figure is missing."""

from datetime import date

import pytest

import ecosystem
from ecosystem.briefings.theme.brief import brief_analysis
from ecosystem.model.analysis import AnalysisParameters, Interval, Part, PartState
from tests.briefings.theme.tables import a_project, content, everything, said, statements, without


@pytest.fixture(scope="module")
def real():
    """The structural funds of 2007-13, of the shipped register of real projects."""
    parameters = AnalysisParameters(periods=("2007-2013",))
    register = ecosystem.read_register("projects")
    return brief_analysis(register, date(2026, 11, 30), [Part.PROJECTS], parameters)


def test_the_real_projects_come_out_as_counted_from_the_list_itself(real):
    """26 of 598, 40 with partners, 26 to 30 to 56 with the embedded ones; to the krone."""
    (period,) = real.parts[Part.PROJECTS].content.periods
    units = {unit.actor_id: unit.title_projects for unit in period.embedded}

    assert (period.all.projects, round(period.all.eu_grant_dkk)) == (598, 3_665_372_950)
    assert (period.lead.projects, round(period.lead.eu_grant_dkk)) == (26, 200_117_533)
    assert {fund.fund: fund.projects for fund in period.lead.by_fund} == {"ERDF": 19, "ESF": 7}
    either = period.lead_or_partner
    assert (either.projects, round(either.eu_grant_dkk)) == (40, 324_472_397)
    assert period.attribution.model_dump() == {"none": 26, "title": 30, "all": 56}
    assert units == {"brainsbusiness": 2, "robocluster": 1, "copenhagen_cleantech_cluster": 1}


def test_each_figure_stands_in_its_sentence_with_its_caveat(real):
    """S1 counts, S2 adds up, S3 bounds; each says what it does not count."""
    first, grants, bounds = real.statements

    assert "leder 26 af 598 projekter og er leder eller partner i 40" in said(first)[0]
    assert "mellem 26 og 56" in said(first)[1]
    assert "324.472.397 kr. til de 40 projekter" in said(grants)[0]
    assert "Bevilget, ikke forbrugt" in said(grants)[1]
    assert (bounds.value, bounds.low, bounds.high) == (26, 26, 56)
    assert bounds.interval is Interval.BOUNDS
    assert "30 (BrainsBusiness 2, " in said(bounds)[0]


def test_areas_and_funds_add_up_to_the_whole():
    """No project is left out or counted twice."""
    (period,) = content(everything(), "projects").periods

    for block in (period.all, period.lead, period.lead_or_partner):
        for parts in (block.by_fund, block.by_area):
            assert sum(part.projects for part in parts) == block.projects
            assert sum(part.eu_grant_dkk for part in parts) == block.eu_grant_dkk


def test_the_role_and_the_attribution_asked_for_decide_what_is_counted():
    """Three bounds are told whatever is asked."""
    by_asked = {
        (role, attribution): statements(
            everything(), "projects", role=role, attribution=attribution
        )
        for role in ("lead", "any")
        for attribution in ("none", "title", "all")
    }

    assert {asked: told["S1"].value for asked, told in by_asked.items()} == {
        ("lead", "none"): 3,
        ("lead", "title"): 4,
        ("lead", "all"): 5,
        ("any", "none"): 4,
        ("any", "title"): 5,
        ("any", "all"): 6,
    }
    assert {(t["S3"].low, t["S3"].high) for t in by_asked.values()} == {(3, 5)}


@pytest.mark.parametrize("table", ["projects", "actors"])
def test_a_table_that_is_not_recorded_is_named(table):
    """Every statement says so, and none has a figure."""
    told = statements(without(table), "projects")

    assert {one.state for one in told.values()} == {PartState.NOT_RECORDED}
    assert {one.sentence.values["table"] for one in told.values()} == {table}
    assert all(one.value is one.low is one.high is None for one in told.values())


def test_without_participations_only_what_counts_partners_is_not_recorded():
    """Leads stand with the project."""
    told = statements(without("participations"), "projects")
    led = statements(without("participations"), "projects", role="lead")

    assert [told[key].state.value for key in ("S1", "S2", "S3")] == [
        "not_recorded",
        "not_recorded",
        "computed",
    ]
    assert led["S1"].value == 3
    assert "er ikke registreret" in said(led["S1"])[0]


def test_an_empty_table_is_none_and_an_unknown_period_no_basis():
    """No projects is a count; a period that no project has is a question about another period."""
    none = statements({**everything(), "projects": [], "participations": []}, "projects")
    other = statements(everything(), "projects", periods=("1999",))

    assert [one.value for one in none.values()] == [0, 0, 0]
    assert {one.state for one in other.values()} == {PartState.NO_BASIS}
    assert said(other["S1"])[0] == (
        "Ingen projekter i registret har perioden 1999. Registret har 2014-2020."
    )


def test_a_grant_that_is_unknown_or_under_zero_is_not_counted_as_zero():
    """It is told of how many projects the grant is known."""
    tables = everything()
    tables["projects"][0]["eu_grant_dkk"] = None
    tables["projects"][1]["eu_grant_dkk"] = -7.0
    told = statements(tables, "projects", role="lead")
    unknown = [{**project, "eu_grant_dkk": None} for project in tables["projects"]]
    nothing = statements({**tables, "projects": unknown}, "projects")

    assert told["S2"].value == 50
    assert "kendes for 1 af klyngernes 3 projekter og for 4 af alle 6" in said(told["S2"])[1]
    assert "1 tilskud under nul" in said(told["S2"])[1]
    assert nothing["S2"].state is PartState.NOT_RECORDED
    assert nothing["S1"].value == 4


def test_projects_without_a_period_are_counted_and_shown():
    """Under a period that is not known, unless a period is asked for."""
    tables = everything()
    tables["projects"].append(a_project("p9", "c1", period=None))
    every = content(tables, "projects").periods
    asked = content(tables, "projects", periods=("2014-2020", "2014-2020")).periods

    assert [(one.period, one.lead.projects) for one in every] == [("2014-2020", 3), (None, 1)]
    assert [one.period for one in asked] == ["2014-2020"]


def test_clusters_of_another_time_are_asked_after():
    """A list of today's clusters over an old register looks like concentration."""
    tables = everything()
    idle = [
        {"actor_id": f"i{n}", "kind": "cluster", "name": "I", "founded": "2000-01-01"}
        for n in range(8)
    ]
    tables["actors"] = [*tables["actors"], *idle]

    assert (
        "Kender registret periodens klynger? 10 af 13"
        in said(statements(tables, "projects")["S1"])[1]
    )
    assert "Kender registret" not in said(statements(everything(), "projects")["S1"])[1]


def test_a_register_without_clusters_says_so():
    """Nought projects of nobody is no finding about clusters."""
    tables = everything()
    tables["actors"] = [one for one in tables["actors"] if one["kind"] != "cluster"]
    tables["participations"] = []
    told = statements(tables, "projects")

    assert told["S1"].value == 0
    assert "ingen aktører af typen klynge" in said(told["S1"])[1]


def test_example_projects_never_count_beside_observed_ones():
    """Alone they count, and every sentence on them is marked."""
    tables = everything()
    examples = [a_project("e1", "c1", is_synthetic=True)]
    mixed = statements({**tables, "projects": [*tables["projects"], *examples]}, "projects")
    alone = statements({**tables, "projects": examples, "participations": []}, "projects")

    assert mixed["S1"].n == 6
    assert alone["S1"].value == 1
    assert alone["S1"].sentence.is_example
    assert not mixed["S1"].sentence.is_example


def test_bounds_say_whose_titles_count_and_when_there_is_nobody_embedded():
    """A unit without a title is not listed; without units the bounds are one."""
    tables = everything()
    untitled = [{**project, "title": "Vækst"} for project in tables["projects"]]
    alone = [actor for actor in tables["actors"] if not actor.get("is_embedded")]

    assert "(RoboCluster 1)" in said(statements(tables, "projects")["S3"])[0]
    assert "titlen" not in said(statements({**tables, "projects": untitled}, "projects")["S3"])[0]
    bounds = statements({**tables, "actors": alone}, "projects")["S3"]
    assert (bounds.low, bounds.high) == (3, 3)
    assert "ingen indlejrede klynger" in said(bounds)[0]


def test_several_tables_that_are_not_recorded_are_all_named():
    """The first says what it means, the others that they lack too."""
    told = statements(without("projects", "actors"), "projects")["S1"]

    assert said(told)[0] == (
        "Kan ikke regnes: projekter er ikke registreret. Det er ikke det samme som nul. "
        "Heller ikke aktører er registreret."
    )
