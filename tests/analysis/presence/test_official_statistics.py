"""A position's units in official statistics: one year, one edition."""

import numpy as np
import pytest

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.presence import (
    statistics_by_municipality,
    statistics_over_time,
)
from ecosystem.model.errors import EcosystemError, NotRecordedError
from ecosystem.model.vocabulary import IndustryScheme
from tests.analysis.presence.countries import TODAY, a_country, a_statistic, an_industry


def test_statistics_of_the_latest_year_are_counted():
    """Weights apply, TOT is the total, a suppressed cell is not known and not zero."""
    rows = [
        a_statistic("27", workplaces=30),
        a_statistic("TOT", workplaces=1000),
        a_statistic("27", place="0101", workplaces=None),
        a_statistic("TOT", place="0101", workplaces=5000),
        a_statistic("27", year=2022, workplaces=99),
    ]
    industries = [an_industry("27", role="related", weight=0.5)]
    register = a_country([], industry_positions=industries, firm_statistics=rows)

    statistics = statistics_by_municipality(OnDay(register, TODAY), "energi")

    assert statistics.loc["0851"].tolist() == [15, 1000]
    assert np.isnan(statistics.loc["0101", "count"])
    assert statistics.attrs == {"year": 2023, "scheme": "DB07", "unit": "workplaces"}


def test_a_year_in_two_editions_is_refused_unless_one_is_chosen():
    """Counting across the break would compare unlike things."""
    rows = [a_statistic("27"), a_statistic("27", scheme="DB25")]
    industries = [an_industry("27"), an_industry("27", scheme="DB25")]
    register = a_country([], industry_positions=industries, firm_statistics=rows)

    with pytest.raises(EcosystemError, match="DB07 and DB25"):
        statistics_by_municipality(OnDay(register, TODAY), "energi")


def test_a_sum_with_a_suppressed_part_is_not_known():
    """What is left of it would look like a fact; the total is then the row TOT alone."""
    rows = [
        a_statistic("27", workplaces=30),
        a_statistic("28", workplaces=None),
        a_statistic("62", workplaces=5),
        a_statistic("27", place="0101", workplaces=7),
        a_statistic("28", place="0101", workplaces=0),
    ]
    industries = [an_industry("27"), an_industry("28")]
    register = a_country([], industry_positions=industries, firm_statistics=rows)

    statistics = statistics_by_municipality(OnDay(register, TODAY), "energi")

    assert statistics.loc["0851"].isna().all()
    assert statistics.loc["0101"].tolist() == [7, 7]


def test_a_series_never_crosses_the_break_between_editions():
    """2024 in DB07 and 2025 in DB25 are no series; within one edition they are."""
    rows = [a_statistic("27", year=2023), a_statistic("27", year=2024, workplaces=12)]
    later = a_statistic("27", year=2025, scheme="DB25", workplaces=40)
    industries = [an_industry("27"), an_industry("27", scheme="DB25")]
    register = a_country([], industry_positions=industries, firm_statistics=[*rows, later])

    with pytest.raises(EcosystemError, match="DB07 and DB25, whose figures cannot be compared"):
        statistics_over_time(OnDay(register, TODAY), "energi")
    series = statistics_over_time(OnDay(register, TODAY), "energi", scheme=IndustryScheme.DB07)
    assert series["count"].xs("0851", level="municipality_code").to_dict() == {2023: 10, 2024: 12}


def test_statistics_that_are_not_recorded_are_told():
    """Not recorded is not zero."""
    with pytest.raises(NotRecordedError):
        statistics_by_municipality(OnDay(a_country([]), TODAY), "energi")
