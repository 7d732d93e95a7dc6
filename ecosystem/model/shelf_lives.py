"""How long a check of a row tells, by sort of fact: ``data/rules/_shelf_lives.yaml``.

The days are judgement, written down once, versioned and with a reason each, so that every face
means the same by a fresh row.
"""

from typing import Final

from pydantic import Field

from ecosystem.model.closed_lists import complete
from ecosystem.model.records import StrictRecord
from ecosystem.model.vocabulary import FactSort

SORT_OF_TABLE: Final = {
    "actors": FactSort.ACTOR,
    "sites": FactSort.SITE,
    "value_sources": FactSort.ACTOR,
    "links": FactSort.TIE,
    "actor_positions": FactSort.TIE,
    "participations": FactSort.PROJECT,
    "projects": FactSort.PROJECT,
    "activities": FactSort.PROJECT,
    "outputs": FactSort.PROJECT,
    "finances": FactSort.PROJECT,
    "need_answers": FactSort.PROJECT,
    "challenges": FactSort.PROJECT,
    "board_seats": FactSort.BOARD_SEAT,
    "actor_years": FactSort.PROJECT,
    "system_layers": FactSort.POSITION,
    "actor_layers": FactSort.POSITION,
    "strength_positions": FactSort.POSITION,
    "industry_positions": FactSort.POSITION,
    "needs": FactSort.POSITION,
    "municipalities": FactSort.MUNICIPALITY,
    "regions": FactSort.MUNICIPALITY,
    "landmasses": FactSort.MUNICIPALITY,
    "crossings": FactSort.MUNICIPALITY,
    "firm_statistics": FactSort.MUNICIPALITY,
}
"""Sort of the rows of each table; of an offer it is its kind that tells (scheme or service)."""

DAYS: Final = complete(
    FactSort,
    {
        FactSort.SCHEME: 90,
        FactSort.SERVICE: 365,
        FactSort.ACTOR: 365,
        FactSort.SITE: 365,
        FactSort.TIE: 730,
        FactSort.PROJECT: 730,
        FactSort.BOARD_SEAT: 730,
        FactSort.POSITION: 1825,
        FactSort.MUNICIPALITY: 1825,
    },
    name="DAYS",
)
"""Days for which a check of each sort of fact tells, where a register states none."""


class ShelfLife(StrictRecord):
    """Days for which a check of one sort of fact tells, and why so many."""

    days: int = Field(ge=1)
    reason: str
    reason_da: str


class ShelfLives(StrictRecord):
    """The shelf life of every sort of fact.

    A sort that the file leaves out keeps the days that are stated here; a test holds the two equal.
    """

    version: str = "2026-11"
    source: str = "own judgement"
    source_da: str = "egen vurdering"
    sorts: dict[FactSort, ShelfLife] = Field(default_factory=dict)

    def days(self, sort: FactSort) -> int:
        """Return the days for which a check of a sort of fact tells."""
        stated = self.sorts.get(sort)
        return DAYS[sort] if stated is None else stated.days
