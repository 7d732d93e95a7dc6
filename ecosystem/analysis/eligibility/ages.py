"""Judge a firm's age on a day: in years to the day, and by the founding days that pass."""

from datetime import date

from ecosystem.model.offers import AgeBetween


def anniversary(founded: date, years: float) -> date:
    """Return the day a firm turns an age; whole years to the day, parts of a year as days.

    A firm founded on 29 February has its birthday on the 28th in other years, as periods in
    years end under Regulation (EEC, Euratom) No 1182/71, article 3.

    Examples:
        >>> anniversary(date(2023, 3, 15), 3)
        datetime.date(2026, 3, 15)
        >>> anniversary(date(2024, 2, 29), 1)
        datetime.date(2025, 2, 28)
    """
    whole = int(years)
    try:
        day = founded.replace(year=founded.year + whole)
    except ValueError:
        day = founded.replace(year=founded.year + whole, day=28)
    return date.fromordinal(day.toordinal() + round((years - whole) * 365.25))


def is_of_age(criterion: AgeBetween, founded: date, on: date) -> bool | None:
    """Judge an age on a day; None: a firm that is to be founded after it has none yet."""
    if founded > on:
        return None
    low, high = criterion.at_least_years, criterion.at_most_years
    is_old_enough = low is None or anniversary(founded, low) <= on
    return is_old_enough and (high is None or on <= anniversary(founded, high))


def first_founding_day(on: date, years: float) -> date:
    """Return the earliest founding day of a firm that is at most so old on the day."""
    day = on.toordinal() - round(years * 365.25) - 3
    while anniversary(date.fromordinal(day), years) < on:
        day += 1
    return date.fromordinal(day)


def last_founding_day(on: date, years: float) -> date:
    """Return the latest founding day of a firm that is at least so old on the day."""
    day = on.toordinal() - round(years * 365.25) + 3
    while anniversary(date.fromordinal(day), years) > on:
        day -= 1
    return date.fromordinal(day)
