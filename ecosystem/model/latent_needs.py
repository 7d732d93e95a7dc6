"""An adviser's dated judgement: a need that firms do not ask for, or how mature they are.

A judgement is neither what firms said nor what follows from how many they are. It is kept in the
adviser's own store, and told beside the other two kinds of demand, never added to them.
"""

from datetime import date
from typing import Final

from pydantic import Field, model_validator

from ecosystem.model.errors import EcosystemError
from ecosystem.model.own_words import keepable
from ecosystem.model.records import StrictRecord

LOWEST_LEVEL: Final = 1
HIGHEST_LEVEL: Final = 5


class LatentNeed(StrictRecord):
    """What an adviser judged on a day of a position's firms or of one firm."""

    position_id: str | None = Field(default=None, description="Of a position's firms; or")
    actor_id: str | None = Field(default=None, description="of one firm.")
    need_id: str | None = Field(
        default=None, description="The need; None: how mature the firm or the firms are."
    )
    level: int = Field(
        ge=LOWEST_LEVEL,
        le=HIGHEST_LEVEL,
        description="1 slight or just begun, 5 decisive or ahead.",
    )
    on: date
    by: str = Field(min_length=1, description="Who judged: a role or unit, never a name.")
    reason: str = Field(min_length=1)

    @model_validator(mode="after")
    def _is_of_one(self) -> "LatentNeed":
        if (self.position_id is None) == (self.actor_id is None):
            message = "a judgement is of a position's firms or of one firm"
            raise ValueError(message)
        return self


class KeptJudgement(StrictRecord):
    """A judgement as it was kept, with the number it is deleted by."""

    judgement_id: int
    judgement: LatentNeed


def judged(  # noqa: PLR0913 - what is judged, by whom and why
    *,
    position_id: str | None,
    actor_id: str | None,
    need_id: str | None,
    level: int,
    on: date,
    by: str,
    reason: str,
) -> LatentNeed:
    """Return a judgement whose words may be kept.

    Raises:
        RefusedTextError: The role or the reason holds personal data.
        EcosystemError: One of them is empty, the level lies outside 1 to 5, or it is of a
            position's firms and of one firm at once, or of neither.
    """
    faults = []
    if not by.strip():
        faults.append("Write which role or unit judges, not a person's name.")
    if not reason.strip():
        faults.append("Write why: what was seen or heard.")
    if not LOWEST_LEVEL <= level <= HIGHEST_LEVEL:
        faults.append(f"{level} is no level; write 1 to 5.")
    if (position_id is None) == (actor_id is None):
        faults.append("Name either a strength position or one firm.")
    if faults:
        raise EcosystemError("\n".join(["The judgement cannot be kept.", *faults]))
    return LatentNeed(
        position_id=position_id,
        actor_id=actor_id,
        need_id=need_id,
        level=level,
        on=on,
        by=keepable(by, is_one_line=True),
        reason=keepable(reason, is_one_line=True),
    )
