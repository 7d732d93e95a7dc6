"""How far the use of an offer meets a need, by what the offer is: ``data/rules/_fit.yaml``.

A loan is finance; a general talk at a hub points the way to it. The grades are judgement, written
down once, versioned and with a reason each.
"""

from typing import Annotated

from pydantic import Field

from ecosystem.model.records import StrictRecord


class Grade(StrictRecord):
    """How far the use of one sort of help meets a need, 0 to 1, and why."""

    grade: float = Field(ge=0, le=1)
    reason: str
    reason_da: str
    needs: dict[str, Annotated[float, Field(ge=0, le=1)]] = Field(
        default={}, description="Needs that it meets otherwise: need_id to grade."
    )

    def of(self, need_id: str) -> float:
        """Return the grade for a need."""
        return self.needs.get(need_id, self.grade)


_HALF = Grade(
    grade=0.5,
    reason="What the help is, is not recorded.",
    reason_da="Det er ikke registreret, hvad hjælpen er.",
)


class OfferFit(StrictRecord):
    """The grade of every sort of help, and how far back its use counts."""

    version: str = "2026-11"
    source: str = "own judgement"
    source_da: str = "egen vurdering"
    use_days: int = Field(default=1095, ge=1, description="Use counts this many days back.")
    instruments: dict[str, Grade] = Field(
        default={}, description="By the instrument of an offer's rules."
    )
    activity: Grade = Field(default=_HALF, description="Having taken part in an activity.")
    other: Grade = Field(default=_HALF, description="Any other offer.")

    def of(self, instrument: str | None, need_id: str) -> float:
        """Return how far the use of an offer meets a need.

        Examples:
            >>> fit = OfferFit()
            >>> fit.of("loan", "finance"), fit.of(None, "finance")
            (0.5, 0.5)
        """
        return self.instruments.get(instrument or "", self.other).of(need_id)
