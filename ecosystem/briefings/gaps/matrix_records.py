"""The answer about the matrix of gaps: what each field means."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from ecosystem.briefings.gaps.axes import MatrixQuestion, Pair
from ecosystem.model.gaps import FirmRange
from ecosystem.model.records import Record
from ecosystem.model.vocabulary import Freshness, GapConfidence


class CellState(StrEnum):
    """How a cell of the matrix reads."""

    ENOUGH = "enough"
    UNDER = "under"
    ZERO = "zero"
    NO_DATA = "no_data"


class MatrixCell(Record):
    """One row in one column: the actors with an offer that can be used there."""

    actors: tuple[str, ...]
    value: float | None = Field(description="What is shown; None: it cannot be said.")
    state: CellState
    firms: FirmRange | None = Field(description="Firms it is for; None: not recorded.")
    without: tuple[str, ...] = Field(description="Municipalities without any, by name.")
    known: float | None = Field(
        description="Share of the answers (offer x municipality) that are known; None: no offer."
    )
    confidence: GapConfidence | None = Field(description="How sure a gap is; None: there is none.")
    freshness: Freshness | None = Field(
        default=None, description="Of the least sure offer counted or looked at; None: no offer."
    )


class MatrixBriefing(Record):
    """One axis by another, for one position or for all."""

    question: MatrixQuestion
    on: date
    rows: dict[str, Pair] = Field(description="Names by id; a kind of actor is its own word.")
    columns: dict[str, Pair]
    cells: dict[str, dict[str, MatrixCell]] = Field(description="By row id, then column id.")
    left_out: int = Field(description="Rows and columns beyond the most that are shown.")
    without_rate: tuple[str, ...] = Field(
        description="Places too few firms are recorded for, so that nothing is told per 1,000."
    )
    has_needs: bool
    has_offers: bool
    has_firms: bool
    rests_on_example_data: bool = Field(
        default=False, description="What is told per 1,000 firms counts example firms."
    )


class OfferRow(Record):
    """An offer behind a cell, with where it is from."""

    actor_id: str
    actor: str
    kind: str | None
    offer_id: str
    name_da: str
    name_en: str
    municipalities: int
    source: str
    checked: date | None


class CellBriefing(Record):
    """One cell with the rows it is counted from."""

    cell_id: str
    question: MatrixQuestion
    row_name: Pair
    column_name: Pair
    cell: MatrixCell
    offers: tuple[OfferRow, ...]
    place_code: str | None = Field(description="Region or municipality of the cell, for a filter.")
    municipality_codes: tuple[str, ...]
    need_id: str | None
    kind: str | None
