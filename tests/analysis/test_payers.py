"""Activities beside demand, by who holds them and the money behind: numbers by hand."""

from datetime import date

import pytest

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.payers import activities_by_payer
from ecosystem.briefings.held_activities import brief_activities
from ecosystem.display.demand_text import activity_lines
from ecosystem.model.vocabulary import ActorKind
from tests.builders import a_register

ON = date(2026, 6, 1)
ACTORS = [
    {"actor_id": "k", "kind": "cluster", "name": "K"},
    {"actor_id": "h", "kind": "business_hub", "name": "H"},
]


def held(number, actor, day, need="branding", people=10, **more):
    """An activity of position a."""
    return {
        "activity_id": f"x{number}",
        "actor_id": actor,
        "position_id": "a",
        "need_id": need,
        "date": day,
        "participants": people,
        **more,
    }


ACTIVITIES = [
    held(1, "k", "2026-05-01"),
    held(2, "k", "2025-12-01", people=None),
    held(3, "k", "2026-01-15", need=None),
    held(4, "h", "2026-02-01", people=4),
    held(5, "k", "2025-06-01", people=99),
    held(6, "k", "2026-06-02", people=99),
    held(7, "k", "2026-03-01", people=99, position_id="b"),
    held(8, "k", "2026-03-01", people=99, is_synthetic=True),
]
FINANCES = [
    {"actor_id": "k", "year": 2026, "funding_source": source, "amount_dkk": amount}
    for source, amount in (("EU", 1e6), ("Medlemmer", 2e6))
] + [{"actor_id": "k", "year": 2025, "funding_source": "Medlemmer", "amount_dkk": 1e6}]


def a_day(**tables):
    """The day over a register with two positions and what is given."""
    positions = [
        {"position_id": p, "name_da": p, "name_en": p, "status": "strength"} for p in ("a", "b")
    ]
    needs = [
        {"need_id": "branding", "rank": 1, "band": "medium", "name_da": "Brand", "name_en": "B"}
    ]
    register = a_register(strength_positions=positions, needs=needs, actors=ACTORS, **tables)
    return OnDay(register, ON)


def test_activities_of_a_year_are_counted_by_need_and_holder():
    """The first day of the year counts, the day before and the day after do not."""
    counted = activities_by_payer(a_day(activities=ACTIVITIES, finances=FINANCES), "a")
    rows = {
        (one.need_id, one.kind): (one.activities, one.participants, one.without_participants)
        for one in counted.held
    }

    assert counted.first == date(2025, 6, 2)
    assert rows == {
        ("branding", ActorKind.CLUSTER): (2, 10, 1),
        (None, ActorKind.CLUSTER): (1, 10, 0),
        ("branding", ActorKind.BUSINESS_HUB): (1, 4, 0),
    }
    assert counted.examples == 1


def test_money_is_that_of_the_accounts_of_the_years_in_which_activities_were_held():
    """1 m of the EU and 2 + 1 m of the members in 2026 and 2025; the hub has no accounts."""
    counted = activities_by_payer(a_day(activities=ACTIVITIES, finances=FINANCES), "a")
    money = {(one.need_id, one.kind): (one.with_accounts, one.money) for one in counted.held}

    assert money["branding", ActorKind.CLUSTER] == (2, {"Medlemmer": 0.75, "EU": 0.25})
    assert money[None, ActorKind.CLUSTER][1]["EU"] == pytest.approx(1 / 3)
    assert money["branding", ActorKind.BUSINESS_HUB] == (0, {})


def test_not_recorded_is_not_none_and_examples_are_not_activities():
    """No table, a table with examples alone, an empty table."""
    absent = activity_lines(brief_activities(a_day(), "a"))
    examples = activity_lines(brief_activities(a_day(activities=ACTIVITIES[-1:]), "a"))
    empty = activity_lines(brief_activities(a_day(activities=ACTIVITIES[4:5]), "a"))

    assert absent == examples
    assert "ikke det samme som ingen" in absent[1]
    assert "Ingen aktiviteter" in empty[1]


def test_lines_say_who_pays_or_that_it_is_not_recorded():
    """In both languages, with the caveat."""
    day = a_day(activities=ACTIVITIES, finances=FINANCES)
    danish, english = (activity_lines(brief_activities(day, "a"), lang) for lang in ("da", "en"))

    assert "Brand, Klynge: 2 aktiviteter, 10 deltagere." in danish[1]
    assert "Medlemmer 75 %, EU 25 %" in danish[1]
    assert any("Hvem der betaler, er ikke registreret" in line for line in danish)
    assert english[-1].endswith("is not recorded.")
