"""Compare two registers: the actors first, then each table under the actors' later ids."""

from datetime import date
from typing import Final

from ecosystem.analysis.changes.actors import actor_changes, actors_ever, actors_on_day
from ecosystem.analysis.changes.succession import (
    Succession,
    follow_actors,
    stated_successors,
)
from ecosystem.analysis.changes.tables import TABLE_CHANGES, ActorNames, RegisterSide
from ecosystem.analysis.day import OnDay
from ecosystem.model.changes import Change, RegisterChanges
from ecosystem.model.register import Register

COMPARED: Final = ("actors", "offers", "links", "sites", "projects")
"""Tables that are compared, in the order they are told."""
NO_DAYS: Final = (date.max, date.max)
"""Of registers that nobody has dated: what has no last day is there."""


def compare_registers(
    before: Register, after: Register, days: tuple[date, date] = NO_DAYS
) -> RegisterChanges:
    """List every actor, offer, tie, site and project that came, went or changed.

    Args:
        before: The earlier register.
        after: The later one.
        days: Days the two are of.

    Returns:
        One row a change, actors first. Tables that only one of the two records are named and
        not compared.
    """
    both = [n for n in COMPARED if _is_recorded(before, n) and _is_recorded(after, n)]
    succession = Succession({}, {}, ())
    changes: list[Change] = []
    names = ActorNames({}, {})
    if "actors" in both:
        every = [actors_ever(register) for register in (before, after)]
        earlier, later = (actors_on_day(table, on) for table, on in zip(every, days, strict=True))
        succession = follow_actors(earlier, later, stated_successors(before, after))
        changes += actor_changes(earlier, later, succession, every[1])
        names = ActorNames(*(dict(table["name"]) for table in every))
    new_ids = {old: heirs[0] for old, heirs in succession.heirs.items() if len(heirs) == 1}
    sides = (
        RegisterSide(OnDay(before, days[0]), new_ids),
        RegisterSide(OnDay(after, days[1]), new_ids),
    )
    for table, build in TABLE_CHANGES.items():
        if table in both:
            changes += build(*sides, names)
    return RegisterChanges(
        before=before.label,
        after=after.label,
        changes=tuple(changes),
        successor_circles=succession.circles,
        newly_recorded=tuple(n for n in COMPARED if _is_recorded(after, n) and n not in both),
        no_longer_recorded=tuple(n for n in COMPARED if _is_recorded(before, n) and n not in both),
    )


def _is_recorded(register: Register, table: str) -> bool:
    return getattr(register, table) is not None
