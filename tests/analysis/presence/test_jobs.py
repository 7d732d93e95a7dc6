"""How many people a position's firms employ."""

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.presence import jobs_by_municipality
from tests.analysis.presence.countries import TODAY, a_country, a_firm_row, an_industry


def test_jobs_are_added_up_over_the_same_firms():
    """By code and by tie, each firm once; a size nobody recorded is counted apart."""
    industries = [an_industry("27"), an_industry("62", role="enabling", weight=0.25)]
    firms = [
        a_firm_row("a", "271100", employees=30),
        a_firm_row("b", "271100", employees=None),
        a_firm_row("c", "620100", employees=8),
        a_firm_row("d", "620100", employees=100),
        a_firm_row("e", "271100", employees=5, place="0101"),
    ]
    active = [
        {"actor_id": firm, "position_id": "energi", "role": "active_in"} for firm in ("a", "c")
    ]
    register = a_country(firms, industry_positions=industries, actor_positions=active)

    jobs = jobs_by_municipality(OnDay(register, TODAY), "energi")

    names = ["jobs", "all_jobs", "largest", "squares", "sized", "unsized"]
    assert jobs.loc["0851", names].tolist() == [38, 138, 30, 900 + 64, 2, 1]
    assert jobs.loc["0101", names].tolist() == [5, 5, 5, 25, 1, 0]
    assert jobs_by_municipality(OnDay(a_country([]), TODAY), "energi")["jobs"].isna().all()
