"""Recommendation 4: who sits on the cluster's board, by what they come from, never by name."""

from typing import TYPE_CHECKING, Final

from ecosystem.analysis.gaps.missing_roles import FROM_BUSINESS
from ecosystem.briefings.scorecard.basis import ScorecardBasis
from ecosystem.briefings.scorecard.figures import Subject
from ecosystem.model.scorecards import Indicator, IndicatorKey
from ecosystem.model.sentences import Sentence

if TYPE_CHECKING:
    import pandas as pd

FROM_KNOWLEDGE: Final = frozenset(
    {"knowledge", "university", "research", "viden", "videninstitution", "universitet", "forskning"}
)
"""What a seat's holder may be said to come from when it is a knowledge institution."""
UNDER_50: Final = frozenset(
    {"micro", "small", "mikro", "lille", "under 50", "under_50", "<50", "0-9", "1-9", "10-49"}
)
"""Size classes of firms with fewer than 50 employees, as they may be written."""
_KEYS: Final = (
    IndicatorKey.FIRM_SEATS,
    IndicatorKey.SMALL_FIRM_SEATS,
    IndicatorKey.KNOWLEDGE_SEAT,
)


def board_indicators(basis: ScorecardBasis, actor_id: str) -> tuple[Indicator, ...]:
    """Return how many seats of a board firms fill, and small ones, and whether knowledge has one.

    A table that has seats of others and none of this cluster says nothing of its board.
    """
    subject = Subject(tables=("board_seats",), caveat=Sentence(key="scorecard.caveat.board"))
    if lacking := basis.lacking("board_seats"):
        return tuple(subject.absent(key, lacking) for key in _KEYS)
    table = basis.register.board_seats
    assert table is not None
    seats = table[table["actor_id"] == actor_id]
    if seats.empty and not table.empty:
        why = Sentence(key="scorecard.why.board_silent")
        return tuple(subject.not_recorded(key, why) for key in _KEYS)
    return _of_seats(subject, seats)


def _of_seats(subject: Subject, seats: "pd.DataFrame") -> tuple[Indicator, ...]:
    origin = seats["affiliation"].str.casefold().str.strip()
    size = seats["firm_size"].str.casefold().str.strip()
    is_firm, is_known = origin.isin(FROM_BUSINESS), origin.notna()
    is_sized = is_known & (~is_firm | size.notna())
    small = int((is_firm & size.isin(UNDER_50)).sum())
    return (
        _share(subject, IndicatorKey.FIRM_SEATS, int(is_firm.sum()), is_known),
        _share(subject, IndicatorKey.SMALL_FIRM_SEATS, small, is_sized),
        _knowledge(subject, origin),
    )


def _share(
    subject: Subject, key: IndicatorKey, count: int, is_known: "pd.Series[bool]"
) -> Indicator:
    unknown = int((~is_known).sum())
    remark = Sentence(key="scorecard.remark.unknown_seats", values={"n": unknown})
    return subject.noting([remark] if unknown else []).share(key, count, int(is_known.sum()))


def _knowledge(subject: Subject, origin: "pd.Series[str]") -> Indicator:
    """Return whether a knowledge institution sits on the board; not known while a seat is open."""
    key = IndicatorKey.KNOWLEDGE_SEAT
    is_there = bool(origin.isin(FROM_KNOWLEDGE).any())
    if not is_there and (unknown := int(origin.isna().sum())):
        why = Sentence(key="scorecard.why.seats_unknown", values={"n": unknown})
        return subject.not_recorded(key, why)
    if origin.empty:
        return subject.without(key, "scorecard.why.nothing_to_count")
    ending = "yes" if is_there else "no"
    return subject.figure(
        key,
        is_there,
        len(origin),
        {"seats": len(origin)},
        f"scorecard.said.knowledge_seat.{ending}",
    )
