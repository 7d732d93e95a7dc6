"""A row holds from its first day to its last."""

from datetime import date, timedelta

import pandas as pd
import pytest

from ecosystem.model.days import holding

FIRST, LAST = date(2026, 1, 1), date(2026, 3, 1)
A_DAY = timedelta(days=1)


def rows(first, last, names=("valid_from", "valid_to")):
    """One row that holds between two days."""
    return pd.DataFrame({names[0]: [first], names[1]: [last]}).astype("datetime64[s]")


@pytest.mark.parametrize(
    ("day", "holds"),
    [(FIRST - A_DAY, False), (FIRST, True), (LAST, True), (LAST + A_DAY, False)],
)
def test_a_row_holds_on_its_first_and_on_its_last_day(day, holds):
    """And neither the day before nor the day after."""
    assert holding(rows(FIRST, LAST), day).tolist() == [holds]


@pytest.mark.parametrize("day", [date(1900, 1, 1), FIRST, date(2999, 12, 31)])
def test_a_row_without_days_always_holds(day):
    """An empty cell is an open end on either side."""
    assert holding(rows(None, None), day).tolist() == [True]


def test_columns_of_other_names_are_asked_by_name():
    """A firm is there from its foundation to its closing."""
    firms = rows(FIRST, LAST, ("founded", "closed"))

    assert holding(firms, LAST, "founded", "closed").tolist() == [True]
    assert holding(firms, LAST + A_DAY, "founded", "closed").tolist() == [False]


def test_a_table_without_rows_has_none_that_holds():
    """The answer is as long as the table."""
    assert holding(rows(FIRST, LAST).head(0), FIRST).tolist() == []
