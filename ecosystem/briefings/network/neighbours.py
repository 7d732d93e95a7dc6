"""Answer which strength positions lie near one: by the firms they share."""

from typing import Final

from pydantic import Field

from ecosystem.analysis.day import OnDay
from ecosystem.briefings.network.figures import NULL_WORK
from ecosystem.model.records import Record
from ecosystem.model.sentences import Sentence

MOST_NEIGHBOURS: Final = 3
_NEAR: Final = 0.05
"""Share of false finds that is put up with among neighbouring positions."""


class NeighbourBrief(Record):
    """A strength position that shares more firms with this one than chance gives."""

    position_id: str
    name_da: str
    name_en: str
    proximity: float = Field(description="Firms of both over those of the larger, 0 to 1.")
    expected: float
    low: float
    high: float
    q_more: float


def neighbouring_positions(day: OnDay, position_id: str | None) -> tuple[NeighbourBrief, ...]:
    """List the strength positions that share more firms with one than chance gives.

    Proximity over firms, held against tables with as many positions a firm and firms a position;
    nearest first. Empty without a position, or firms of it, or where no industries are recorded.
    """
    from ecosystem.analysis import ties

    if position_id is None or day.membership.industries.empty:
        return ()
    firms = ties.position_memberships(day)
    if position_id not in firms:
        return ()
    draws = max(50, min(200, NULL_WORK // max(int(firms.to_numpy().sum()), 1)))
    table = ties.proximity_against_null(firms, draws=draws)
    pairs = table[(table["position_id"] == position_id) | (table["other_id"] == position_id)]
    near = pairs[pairs["q_more"] <= _NEAR].sort_values("proximity", ascending=False, kind="stable")
    return tuple(
        NeighbourBrief(
            position_id=neighbour,
            name_da=day.names.position(neighbour).da,
            name_en=day.names.position(neighbour).en,
            **{name: row[name] for name in ("proximity", "expected", "low", "high", "q_more")},
        )
        for row in near.to_dict("records")
        for neighbour in {str(row["position_id"]), str(row["other_id"])} - {position_id}
    )


def say_neighbours(near: tuple[NeighbourBrief, ...]) -> list[Sentence]:
    """Write the nearest positions by name, in both languages; nothing without any."""
    if not near:
        return []
    first = near[:MOST_NEIGHBOURS]
    return [
        Sentence(
            key="network.neighbours",
            values={"names": ", ".join(position.name_da for position in first)},
            values_en={"names": ", ".join(position.name_en for position in first)},
        )
    ]
