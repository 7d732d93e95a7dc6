"""Tables beside a closed list: something for each member, and no member left out.

A new member of a closed list is met wherever something has to be known of it: a table made by
:func:`complete` refuses to be imported until it speaks of every member, and says which one it
lacks. No type checker looks into a dictionary, so this is what keeps a list closed.
"""

from collections.abc import Callable, Mapping
from enum import Enum, StrEnum
from typing import TypeVar

Member = TypeVar("Member", bound=Enum)
Word = TypeVar("Word", bound=StrEnum)
Fact = TypeVar("Fact")


class IncompleteTableError(Exception):
    """A table beside a closed list leaves a member out, or speaks of something that is none."""


def complete(
    closed_list: type[Member], facts: Mapping[Member, Fact], *, name: str
) -> Mapping[Member, Fact]:
    """Return a table that speaks of every member of a closed list.

    Args:
        closed_list: The list.
        facts: What is known of each member.
        name: The table's own name, for whoever reads the error.

    Returns:
        The same facts, in the order they were written.

    Raises:
        IncompleteTableError: A member is left out, or a key is no member.

    Examples:
        >>> class Shore(StrEnum):
        ...     NORTH = "north"
        ...     SOUTH = "south"
        >>> complete(Shore, {Shore.NORTH: "nord"}, name="SHORE_NAMES")
        Traceback (most recent call last):
        ecosystem.model.closed_lists.IncompleteTableError: SHORE_NAMES says nothing of Shore.SOUTH.
        >>> complete(Shore, {Shore.NORTH: 1, Shore.SOUTH: 2}, name="SHORE_RANKS")[Shore.SOUTH]
        2
    """
    members = list(closed_list)
    lacking = [f"{closed_list.__name__}.{m.name}" for m in members if m not in facts]
    if lacking:
        message = f"{name} says nothing of {', '.join(lacking)}."
        raise IncompleteTableError(message)
    if strangers := [repr(key) for key in facts if not isinstance(key, closed_list)]:
        message = f"{name} speaks of {', '.join(strangers)}: no {closed_list.__name__}."
        raise IncompleteTableError(message)
    return dict(facts)


def members_where(
    table: Mapping[Member, Fact], is_so: Callable[[Fact], bool]
) -> tuple[Member, ...]:
    """List the members whose facts are so, in the order of the table.

    Examples:
        >>> class Shore(StrEnum):
        ...     NORTH = "north"
        ...     SOUTH = "south"
        >>> members_where({Shore.NORTH: 1, Shore.SOUTH: 2}, lambda rank: rank > 1)
        (<Shore.SOUTH: 'south'>,)
    """
    return tuple(member for member, fact in table.items() if is_so(fact))


def by_word(table: Mapping[Word, Fact]) -> dict[str, Fact]:
    """Key a table by the plain words that data and JSON hold.

    Examples:
        >>> class Shore(StrEnum):
        ...     NORTH = "north"
        >>> by_word({Shore.NORTH: 1})
        {'north': 1}
    """
    return {member.value: fact for member, fact in table.items()}
