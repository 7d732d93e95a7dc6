"""A register on a day: what is true then, worked out once and handed down."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Final

from ecosystem.analysis.day.actors import Actors
from ecosystem.analysis.day.freshness import FreshnessRule
from ecosystem.analysis.day.membership import Membership
from ecosystem.analysis.day.names import Names
from ecosystem.analysis.day.places import Places
from ecosystem.model.register import Register
from ecosystem.model.shelf_lives import ShelfLives

_TABLES: Final = {
    "names": Names.TABLES,
    "actors": Actors.TABLES,
    "places": Places.TABLES,
    "membership": Membership.TABLES,
}
"""Tables that each part reads."""


@dataclass(frozen=True, eq=False)
class OnDay:
    """What a register says on a day; made once, handed down, each part worked out when asked.

    Examples:
        >>> from ecosystem import read_register
        >>> day = OnDay(read_register(), date(2026, 11, 23))
        >>> day.names.position("turisme").da, day.places.hub_of["0851"]
        ('Turisme', 'ehnord')
    """

    register: Register
    on: date

    @cached_property
    def names(self) -> Names:
        """The Danish and the English name of every id."""
        return Names(self.register, self.on)

    @cached_property
    def actors(self) -> Actors:
        """Which actors are there, and their kinds."""
        return Actors(self.register, self.on)

    @cached_property
    def places(self) -> Places:
        """Where actors can be met, how far that is, and which region and hub a place is of."""
        return Places(self.register, self.on, self.actors)

    @cached_property
    def membership(self) -> Membership:
        """Who is of which strength position."""
        return Membership(self.register, self.on, self.actors)

    @cached_property
    def freshness(self) -> FreshnessRule:
        """What the last check of a row is worth."""
        constants = self.register.constants
        return FreshnessRule(self.on, ShelfLives() if constants is None else constants.shelf_lives)

    def with_register(self, register: Register) -> "OnDay":
        """Return the same day over a changed register; parts whose tables are the same stay.

        The large tables are not read again for a change in a small one.
        """
        changed = OnDay(register, self.on)
        for name, tables in _TABLES.items():
            is_same = all(
                getattr(register, table) is getattr(self.register, table) for table in tables
            )
            if is_same and name in self.__dict__:
                changed.__dict__[name] = self.__dict__[name]
        return changed
