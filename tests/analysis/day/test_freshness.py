"""What the last check of a row is worth."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.analysis.day import FreshnessRule, weakest
from ecosystem.model.examples import real_rows
from ecosystem.model.shelf_lives import DAYS, ShelfLives
from ecosystem.model.vocabulary import FactSort, Freshness

ON = date(2026, 11, 23)
RULE = FreshnessRule(ON, ShelfLives())


@pytest.mark.parametrize("sort", FactSort)
def test_a_check_tells_to_the_last_day_of_its_shelf_life(sort):
    """The next day it is old; without any it was never confirmed."""
    last = ON - timedelta(days=DAYS[sort])

    assert RULE.state(last, sort) is Freshness.CONFIRMED
    assert RULE.state(last - timedelta(days=1), sort) is Freshness.OUT_OF_DATE
    assert RULE.state(None, sort) is Freshness.NEVER_CONFIRMED


def test_rows_of_a_table_are_judged_as_one_row_is():
    """A scheme keeps 90 days, a service a year; a column of days says the same as each day."""
    checked = [ON - timedelta(days=91), ON - timedelta(days=91), None]
    rows = pd.DataFrame({"kind": ["scheme", "service", "scheme"], "checked": checked})

    states = RULE.states(rows.astype({"checked": "datetime64[s]"}), "offers")

    assert states.tolist() == ["out_of_date", "confirmed", "never_confirmed"]


def test_the_least_sure_row_decides():
    """One row that nobody confirmed is enough."""
    rows = pd.DataFrame({"checked": pd.to_datetime([ON, None])})

    assert RULE.of_rows(rows, "sites") is Freshness.NEVER_CONFIRMED
    assert RULE.of_rows(rows.head(1), "sites") is Freshness.CONFIRMED
    assert RULE.of_rows(None, "sites") is Freshness.NOT_RECORDED
    assert RULE.of_rows(rows.head(0), "sites") is None


def test_example_data_is_never_to_be_checked():
    """Nobody is asked to confirm what was invented, and it makes nothing less sure."""
    rows = pd.DataFrame(
        {"checked": pd.to_datetime([ON, None]), "is_synthetic": pd.array([None, True], "boolean")}
    )

    assert len(real_rows(rows)) == 1
    assert RULE.of_rows(rows, "links") is Freshness.CONFIRMED


STATES = st.lists(st.sampled_from(list(Freshness)), min_size=1, max_size=6)
CHECKS = st.one_of(st.none(), st.dates(date(2015, 1, 1), date(2030, 1, 1)))


@given(STATES, st.sampled_from(list(Freshness)))
def test_one_more_row_never_makes_the_whole_surer(states, more):
    """The whole is as sure as its least sure row."""
    order = list(Freshness)

    assert order.index(weakest([*states, more])) >= order.index(weakest(states))


@given(
    st.lists(CHECKS, min_size=1, max_size=6), st.integers(0, 5), CHECKS, st.sampled_from(FactSort)
)
def test_confirming_never_makes_a_row_less_sure(checks, place, day, sort):
    """On whatever day somebody checks, no row is less sure than unconfirmed."""
    order = list(Freshness)
    before = [RULE.state(check, sort) for check in checks]
    place %= len(checks)
    after = [*before]
    after[place] = RULE.state(day, sort)
    unconfirmed = [*before]
    unconfirmed[place] = RULE.state(None, sort)

    assert order.index(weakest(after)) <= order.index(weakest(unconfirmed))
