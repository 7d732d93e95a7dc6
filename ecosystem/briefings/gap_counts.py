"""Answer where to begin: how many gaps each strength position has, by kind and how sure."""

from collections import Counter
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from ecosystem.model.register import small_table
from ecosystem.model.vocabulary import GapConfidence, GapKind

if TYPE_CHECKING:
    from ecosystem.analysis.gaps.search import Search


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True)


class PositionCounts(_Record):
    """The gaps of one position, those that are real apart from those that are not sure."""

    position_id: str
    name_da: str
    name_en: str
    real: dict[GapKind, int]
    unsure: dict[GapKind, int]


def count_gaps(search: "Search") -> tuple[PositionCounts, ...]:
    """Count the gaps of every strength position of the day, in the order of the register.

    Kinds are not added up: a missing actor and a weak point are not two of the same thing. What
    is not recorded or out of date is counted apart from what is real.

    Args:
        search: The search laid out for all positions.

    Raises:
        NotRecordedError: The register has no table of strength positions.
    """
    from ecosystem.analysis.gaps import find_on  # noqa: PLC0415  slow to import

    found = find_on(search).gaps
    told = []
    names = small_table(search.ground.register, "strength_positions", "where to begin")
    for row in names.itertuples():
        own = [gap for gap in found if gap.position_id == row.position_id]
        sure = [gap for gap in own if gap.confidence is GapConfidence.REAL]
        real = Counter(gap.kind for gap in sure)
        told.append(
            PositionCounts(
                position_id=str(row.position_id),
                name_da=str(row.name_da),
                name_en=str(row.name_en),
                real=dict(real),
                unsure=dict(Counter(gap.kind for gap in own) - real),
            )
        )
    return tuple(told)
