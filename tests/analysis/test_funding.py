"""Where clusters' money came from."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.analysis.funding import funding_by_year, is_eu_source
from ecosystem.model.analysis import AnalysisSettings
from tests.builders import a_table

EU = AnalysisSettings().eu_sources


def by_year(*rows, among=("a", "b")):
    """Add up rows of (actor, year, source, amount)."""
    keys = ("actor_id", "year", "funding_source", "amount_dkk")
    table = a_table("finances", [dict(zip(keys, row, strict=True)) for row in rows])
    return funding_by_year(table, among, EU)


@pytest.mark.parametrize(
    ("source", "is_eu"),
    [
        ("EU", True),
        ("Interreg Øresund", True),
        ("horizon europe", True),
        (" Socialfonden", True),
        ("Strukturfonde", True),
        ("Region Midtjylland", False),
        ("Kommuner og EU", False),
    ],
)
def test_an_eu_source_is_told_by_how_its_name_begins(source, is_eu):
    """The settings say how; in any case."""
    assert is_eu_source(source, EU) == is_eu


def test_years_stand_apart_and_others_do_not_count():
    """An organisation that is no cluster adds nothing."""
    first, second = by_year(
        ("a", 2017, "EU", 20.0),
        ("a", 2018, "EU", 10.0),
        ("b", 2018, "kontingenter", 30.0),
        ("x", 2018, "EU", 1000.0),
    )

    assert (first.year, first.eu_share, first.actor_ids) == (2017, 1.0, ("a",))
    assert (second.total_dkk, second.eu_dkk, second.eu_share) == (40.0, 10.0, 0.25)


def test_the_same_source_in_other_letters_is_one():
    """Case and blanks are how somebody wrote, not another fund."""
    (year,) = by_year(("a", 2018, "EU ERDF", 1.0), ("b", 2018, " eu  erdf", 2.0))

    assert [(one.funding_source, one.amount_dkk) for one in year.sources] == [("EU ERDF", 3.0)]


def test_amounts_under_zero_are_counted_apart():
    """A correction is no funding; a year of nothing has no share."""
    (year,) = by_year(("a", 2018, "EU", -5.0), ("a", 2018, "stat", 10.0))
    (none,) = by_year(("a", 2018, "EU", 0.0))

    assert (year.total_dkk, year.eu_share, year.left_out) == (10.0, 0.0, 1)
    assert (none.eu_share, none.sources[0].share) == (None, None)


@settings(max_examples=50, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("ab"),
            st.integers(2016, 2018),
            st.sampled_from(["EU", "eu", "stat", "Interreg"]),
            st.floats(0, 1e9),
        ),
        max_size=12,
    )
)
def test_shares_of_a_year_add_up_to_one(rows):
    """And the EU's lies between none and all."""
    for year in by_year(*rows):
        if year.total_dkk > 0:
            assert sum(one.share for one in year.sources) == pytest.approx(1)
            assert 0 <= year.eu_share <= 1
