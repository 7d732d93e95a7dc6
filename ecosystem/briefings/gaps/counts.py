"""Answer where to begin: how many gaps each strength position has, by kind and how sure."""

from collections import Counter
from typing import TYPE_CHECKING, Final

from pydantic import Field

from ecosystem.model.closed_lists import complete
from ecosystem.model.records import Record
from ecosystem.model.vocabulary import GapConfidence, GapKind

if TYPE_CHECKING:
    from ecosystem.analysis.gaps.search import Search


class PositionCounts(Record):
    """The gaps of one position by kind, by how sure they are."""

    position_id: str
    name_da: str
    name_en: str
    real: dict[GapKind, int] = Field(description="Every row behind them is confirmed.")
    likely: dict[GapKind, int] = Field(
        description="A row behind them was confirmed long ago, or never."
    )
    unsure: dict[GapKind, int] = Field(description="It is not recorded whether they are gaps.")
    examples: dict[str, dict[GapKind, int]] = Field(
        description="Of these, by group: how many rest on example data; they are told apart."
    )


def count_gaps(search: "Search") -> tuple[PositionCounts, ...]:
    """Count the gaps of every strength position of the day, in the order of the register.

    Kinds are not added up: a missing actor and a weak point are not two of the same thing. What
    is not recorded is counted apart from what is there, sure or likely.

    Args:
        search: The search laid out for all positions.

    Raises:
        NotRecordedError: The register has no table of strength positions.
    """
    from ecosystem.analysis.gaps import find_on

    gaps = find_on(search).gaps
    counts, examples = (
        Counter((gap.position_id, _GROUP[gap.confidence], gap.kind) for gap in some)
        for some in (gaps, [gap for gap in gaps if gap.rests_on_example_data])
    )
    groups = ("real", "likely", "unsure")
    return tuple(
        PositionCounts(
            position_id=position_id,
            name_da=name.da,
            name_en=name.en,
            **{group: _count_by_kind(counts, position_id, group) for group in groups},
            examples={group: _count_by_kind(examples, position_id, group) for group in groups},
        )
        for position_id, name in search.position_names.items()
    )


_GROUP: Final = complete(
    GapConfidence,
    {
        GapConfidence.REAL: "real",
        GapConfidence.OUT_OF_DATE: "likely",
        GapConfidence.UNCONFIRMED: "likely",
        GapConfidence.NOT_RECORDED: "unsure",
    },
    name="_GROUP",
)
"""Groups in which gaps are counted."""


def _count_by_kind(
    counts: "Counter[tuple[str | None, str, GapKind]]", position_id: str, group: str
) -> dict[GapKind, int]:
    by_kind = {kind: counts[position_id, group, kind] for kind in GapKind}
    return {kind: count for kind, count in by_kind.items() if count}
