"""Open is said of a day only when a period known for that day holds it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecosystem.analysis.eligibility import EligibilityContext, opening_state, stated_opening
from ecosystem.model.offers import Opening, OpenPeriod, Rules
from ecosystem.model.vocabulary import OpeningReason
from tests.builders import a_firm, an_offer

TODAY = date(2026, 11, 29)
NEW_YEAR = date(2027, 1, 1)
LATER = date(2029, 6, 1)
A_DAY = timedelta(days=1)
PERIOD = OpenPeriod(first=date(2026, 10, 1), last=date(2026, 12, 1))
PROGRAMME = OpenPeriod(first=date(2022, 1, 1), last=date(2026, 12, 31), is_programme=True)


def an_opening(checked=None, row_checked=None, kind="scheme", **stated):
    """An offer with an opening alone; its row has no dates."""
    rules = Rules(offer_id="innobooster", source="t", checked=checked, opening=Opening(**stated))
    return an_offer(rules=rules, open_from=None, open_until=None, checked=row_checked, kind=kind)


def state_on(offer, on, **facts):
    """Whether it is open on a day, and why not."""
    context = EligibilityContext(on=on, region_of={"0851": "1081", "0101": "1084"})
    state = opening_state(offer, a_firm(**facts), context)
    return state.is_open, None if state.reason is None else state.reason.value


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (PERIOD.first - A_DAY, (False, "not_yet")),
        (PERIOD.first, (True, None)),
        (PERIOD.last, (True, None)),
        (PERIOD.last + A_DAY, (False, "outside_period")),
    ],
)
def test_a_period_with_both_ends_is_open_inside_and_closed_outside(on, state):
    """An adviser can trust a stated window on its first and last day, confirmed or not."""
    assert state_on(an_opening(periods=(PERIOD,)), on) == state


def test_an_offer_that_has_ended_is_closed_on_any_day():
    """Nobody is sent to what is over, even when its last day is not known."""
    assert state_on(an_opening(is_ended=True), TODAY) == (False, "ended")


@pytest.mark.parametrize(
    ("kind", "last"), [("scheme", date(2027, 3, 31)), ("service", date(2027, 12, 31))]
)
def test_a_year_tells_through_its_end_and_a_shelf_life_more(kind, last):
    """Schemes change within a quarter, services within a year."""
    offer = an_opening(seen_year=2026, kind=kind)

    assert state_on(offer, date(2026, 1, 1)) == state_on(offer, last) == (True, None)
    assert state_on(offer, date(2025, 12, 31)) == (None, "not_told")
    assert state_on(offer, last + A_DAY) == (None, "seen_long_ago")


@pytest.mark.parametrize("where", ["checked", "row_checked"])
def test_a_check_tells_for_the_shelf_life_of_its_sort(where):
    """A scheme read on 1 September is no longer known to be open on 1 December."""
    offer = an_opening(**{where: date(2026, 9, 1)})

    assert state_on(offer, date(2026, 11, 30)) == (True, None)
    assert state_on(offer, date(2026, 12, 1)) == (None, "seen_long_ago")


def test_an_offer_nobody_has_seen_is_not_said_to_be_open():
    """A service of an actor that nobody asked may be there or not."""
    assert state_on(an_opening(kind="service"), TODAY) == (None, "never_confirmed")


def test_a_period_without_an_end_is_only_as_sure_as_its_source():
    """Open since 2023 and seen in 2025: known until March 2026, not on after it."""
    offer = an_opening(periods=(OpenPeriod(first=date(2023, 1, 1)),), seen_year=2025)

    assert state_on(offer, date(2022, 12, 31)) == (False, "not_yet")
    assert state_on(offer, date(2024, 6, 1)) == state_on(offer, date(2026, 3, 31)) == (True, None)
    assert state_on(offer, TODAY) == (None, "seen_long_ago")


@pytest.mark.parametrize("on", [TODAY, NEW_YEAR, LATER])
def test_rounds_without_a_known_one_are_unknown_on_any_day(on):
    """That a programme runs says nothing of its next round; the provider has to be asked."""
    since = OpenPeriod(first=date(2022, 1, 1))

    for periods in ((), (since,)):
        offer = an_opening(in_rounds=True, periods=periods, seen_year=on.year)
        assert state_on(offer, on) == (None, "in_rounds_unknown")


def test_the_years_of_a_programme_are_no_round():
    """Inside them a round is not known; outside them there is none."""
    offer = an_opening(in_rounds=True, periods=(PROGRAMME,), seen_year=2026)

    assert state_on(offer, TODAY) == (None, "in_rounds_unknown")
    assert state_on(offer, NEW_YEAR) == (False, "outside_period")


def test_a_known_round_is_open():
    """Both ends of the round are known, and the day lies between them."""
    assert state_on(an_opening(in_rounds=True, periods=(PERIOD,)), TODAY) == (True, None)


@pytest.mark.parametrize("in_rounds", [True, False])
def test_a_deadline_is_open_before_and_unknown_after(in_rounds):
    """On the day of the last known deadline one can still apply; on the next nobody knows."""
    offer = an_opening(
        in_rounds=in_rounds,
        periods=(OpenPeriod(first=date(2026, 1, 1)),),
        deadlines=(date(2026, 2, 27), date(2026, 11, 4)),
        seen_year=2026,
    )

    assert state_on(offer, date(2026, 11, 4)) == (True, None)
    assert state_on(offer, date(2026, 11, 5)) == (None, "deadlines_passed")


def test_a_source_that_does_not_tell_leaves_the_day_unknown():
    """A yearly call may be open; its file says that the page does not tell."""
    assert state_on(an_opening(is_known=False, seen_year=2026), TODAY) == (None, "not_told")
    rounds = an_opening(is_known=False, in_rounds=True, seen_year=2026)
    assert state_on(rounds, TODAY) == (None, "in_rounds_unknown")


def test_a_window_for_one_region_depends_on_the_firm():
    """Open in North Jutland, not in Copenhagen, and unknown until the place is told."""
    window = OpenPeriod(first=TODAY, last=TODAY, area=("1081",))
    offer = an_opening(periods=(window,))

    assert state_on(offer, TODAY, municipality_code="0851") == (True, None)
    assert state_on(offer, TODAY, municipality_code="0101") == (False, "other_area")
    assert state_on(offer, TODAY) == (None, "area_unknown")


def test_an_offer_whose_rules_cannot_be_read_is_not_said_to_be_open():
    """A broken rule file says nothing of the day."""
    offer = an_offer(rules=Rules(offer_id="x", source="", problem="line 3"), open_from=None)

    assert state_on(offer, TODAY) == (None, "not_told")


DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
PERIODS = st.builds(
    OpenPeriod,
    first=st.one_of(st.none(), DAYS),
    last=st.one_of(st.none(), DAYS),
    is_programme=st.booleans(),
)
OPENINGS = st.fixed_dictionaries(
    {},
    optional={
        "periods": st.lists(PERIODS, max_size=2).map(tuple),
        "deadlines": st.lists(DAYS, max_size=2).map(tuple),
        "in_rounds": st.booleans(),
        "is_known": st.booleans(),
        "is_ended": st.booleans(),
        "seen_year": st.integers(2020, 2035),
    },
)


@given(stated=OPENINGS, on=DAYS, checked=DAYS)
def test_a_check_never_makes_an_opening_less_sure(stated, on, checked):
    """It never pays not to confirm: what was known of the day stays known."""
    before = state_on(an_opening(**stated), on)
    after = state_on(an_opening(row_checked=checked, **stated), on)

    assert before[0] in (None, after[0])


@given(stated=OPENINGS, on=DAYS, checked=st.one_of(st.none(), DAYS))
def test_closed_is_said_exactly_where_the_rules_say_it(stated, on, checked):
    """Doubt about a day makes open unknown; it never opens or closes anything."""
    offer, context = an_opening(row_checked=checked, **stated), EligibilityContext(on=on)

    is_open, reason = state_on(offer, on)

    assert (is_open is False) == (stated_opening(offer, a_firm(), context) is False)
    assert (reason is None) == (is_open is True)
    assert reason is None or reason in {known_reason.value for known_reason in OpeningReason}


@given(stated=OPENINGS, on=DAYS, checked=st.one_of(st.none(), DAYS))
def test_open_rests_on_something_known_of_that_day(stated, on, checked):
    """A stated end, a deadline ahead, or a source seen lately: one of them, always."""
    offer = an_opening(row_checked=checked, **stated)
    opening = offer.rules.opening

    if state_on(offer, on)[0] is True:
        year = opening.seen_year
        is_seen = checked is not None and on <= checked + timedelta(90)
        is_seen |= year is not None and on <= date(year, 12, 31) + timedelta(90)
        has_end = any(p.last is not None and p.last >= on for p in opening.periods)
        assert is_seen or has_end or any(day >= on for day in opening.deadlines)
