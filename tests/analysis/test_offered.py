"""Which offers are there on a day: what the rules state, whatever a check is worth."""

from datetime import date

import pytest

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.eligibility import is_offered
from ecosystem.model.offers import Opening, OpenPeriod, Rules
from tests.builders import a_register, an_offer

TODAY = date(2026, 11, 23)


def offered(opening, **row):
    """Whether the one offer of a register is there today."""
    rules = Rules(offer_id="o", source="test", opening=opening)
    catalogue = {"o": an_offer(offer_id="o", rules=rules, **row)}
    days = {name: day.isoformat() for name, day in row.items() if day is not None}
    register = a_register(catalogue, offers=[{"offer_id": "o", "kind": "scheme", **days}])
    return is_offered(OnDay(register, TODAY), register.offers).tolist() == [True]


@pytest.mark.parametrize(
    ("opening", "is_there"),
    [
        (Opening(), True),
        (Opening(is_ended=True), False),
        (Opening(in_rounds=True), True),
        (Opening(is_known=False), True),
        (Opening(seen_year=2015), True),
        (Opening(periods=(OpenPeriod(last=TODAY),)), True),
        (Opening(periods=(OpenPeriod(last=date(2026, 11, 22)),)), False),
        (Opening(periods=(OpenPeriod(first=date(2026, 11, 24)),)), False),
    ],
)
def test_only_what_is_stated_to_be_closed_is_not_there(opening, is_there):
    """Not to know whether a round is open, or to have looked long ago, takes no offer away."""
    assert offered(opening) is is_there


@pytest.mark.parametrize(("last", "is_there"), [(TODAY, True), (date(2026, 11, 22), False)])
def test_without_stated_windows_the_days_of_the_row_hold(last, is_there):
    """The last day still counts."""
    assert offered(Opening(), open_until=last) is is_there


def test_an_offer_without_rules_is_there_on_the_days_of_its_row():
    """A folder with a table of offers and no rules still says when they end."""
    rows = [{"offer_id": "a", "open_until": "2026-11-22"}, {"offer_id": "b"}]
    register = a_register(offers=rows)

    assert is_offered(OnDay(register, TODAY), register.offers).tolist() == [False, True]
