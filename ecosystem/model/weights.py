"""Every number of the ranking of referrals, as a record: ``data/rules/_weights.yaml``.

The numbers are judgement, written down once and versioned, so that a referral can be explained
and made again. Code knows the parts; no number of the order stands in code.
"""

from datetime import date
from typing import Any, Final, Literal

from pydantic import Field, model_validator

from ecosystem.model.firms import FirmFact
from ecosystem.model.records import StrictRecord
from ecosystem.model.vocabulary import PositionFit, ScorePart, StepKind

RETIRED: Final = ("ferry_km", "stale_days")
"""Numbers of earlier files: a ferry is part of the distance, and shelf lives are data of their
own (``_shelf_lives.yaml``)."""
_NOTHING: Final = {"weight": 0, "unit": "", "when_unknown": 0, "note": "not in this file"}
FactValue = bool | int | float | str | tuple[str, ...] | date


class Synonyms(StrictRecord):
    """Words firms use for needs and fields: ``data/rules/_synonyms.yaml``."""

    version: str
    needs: dict[str, tuple[str, ...]]
    positions: dict[str, tuple[str, ...]]
    empty_words: str = Field(default="", description="Words that say nothing, space between.")


class PartWeight(StrictRecord):
    """How much a part counts, and the value it takes when the fact behind it is not known."""

    weight: float = Field(ge=0, le=1)
    unit: str
    when_unknown: float = Field(ge=0, le=1)
    note: str


class Likely(StrictRecord):
    """One answer a firm may give to a question, and how likely it is."""

    value: FactValue | None = Field(description="None: the firm cannot tell.")
    share: float = Field(ge=0, le=1)


class SortOfFirm(StrictRecord):
    """How firms of a sort answer one question, where they answer it otherwise than most.

    The first entry that a firm is of counts; what nobody has told of a firm makes it of no sort.
    """

    fact: FirmFact
    need_ids: tuple[str, ...] = Field(default=(), description="Who asks for one of these.")
    industries: tuple[str, ...] = Field(default=(), description="Prefixes of industry codes.")
    employees_at_most: float | None = None
    has_cvr: bool | None = None
    answerable: float | None = Field(
        default=None, ge=0, le=1, description="Share of such firms that can tell the fact."
    )
    answers: tuple[Likely, ...] = Field(
        default=(), description="How those who can tell would answer."
    )
    reason: str


class ReferralWeights(StrictRecord):
    """Every number of the ranking: ``data/rules/_weights.yaml``."""

    version: str
    source: str
    parts: dict[ScorePart, PartWeight]
    need_several: float = Field(ge=0, le=1, description="Value of one need met among many asked.")
    need_breadth: float = Field(ge=0, description="Taken off for each further need of the offer.")
    position_fit: dict[PositionFit, float]
    neighbour_overlap: float = Field(
        gt=0, le=1, description="Shared industry weight that makes two positions neighbours."
    )
    topic_without_words: float = Field(
        default=1,
        ge=0,
        le=1,
        description="How far a fit counts that rests on the firm's field and industry alone.",
    )
    half_distance_km: float = Field(
        gt=0, description="Distance by road and ferry at which place counts half."
    )
    distance_spread_km: float = Field(gt=0)
    online_value: float = Field(ge=0, le=1)
    size_value: dict[Literal["small", "medium", "young", "stage", "any", "doubtful"], float]
    timing_value: dict[Literal["rolling", "rounds", "soon", "good", "far", "passed"], float]
    soon_days: int = Field(gt=0)
    far_days: int = Field(gt=0)
    track_prior: float = Field(gt=0, description="Earlier cases that shrink a track record.")
    use_prior: float = Field(
        gt=0, description="Earlier users that draw a region's use of offers to the country's."
    )
    start_up_years: int = Field(
        gt=0, description="Age over which an offer described as for start-ups is for others."
    )
    variety_step: float = Field(ge=0, description="Taken off for each like suggestion above.")
    variety_most: float = Field(ge=0, le=1, description="Never more is taken off for variety.")
    answered_by_advice: tuple[str, ...] = Field(
        default=(), description="Needs that general advice itself answers, need_id."
    )
    local_rank: int = Field(gt=0, description="The local hub is never named later than this.")
    soon_reached_days: dict[StepKind, int]
    editable_facts: tuple[FirmFact, ...]
    likely_answers: dict[FirmFact, tuple[Likely, ...]]
    sorts_of_firms: tuple[SortOfFirm, ...] = Field(
        default=(), description="Firms that answer otherwise than most, first match first."
    )
    least_likely: float = Field(
        default=0,
        ge=0,
        le=1,
        description="A suggestion that firms of this sort meet more seldom is counted, not listed.",
    )

    @model_validator(mode="before")
    @classmethod
    def _without_retired(cls, data: Any) -> Any:  # noqa: ANN401 - whatever a file holds
        """Read an older file: a number that counts no more is passed over, a newer part is 0."""
        if not isinstance(data, dict):
            return data
        stated = {key: value for key, value in data.items() if key not in RETIRED}
        if isinstance(parts := stated.get("parts"), dict):
            newer = (ScorePart.TOPIC.value, ScorePart.REQUIREMENTS.value)
            stated["parts"] = {**dict.fromkeys(newer, _NOTHING), **parts}
        return stated

    @model_validator(mode="after")
    def _adds_up(self) -> "ReferralWeights":
        total = sum(part.weight for part in self.parts.values())
        if abs(total - 1) > 1e-9:  # noqa: PLR2004
            message = f"the weights of the parts add up to {total}, not to 1"
            raise ValueError(message)
        for fact, answers in self.likely_answers.items():
            shares = sum(answer.share for answer in answers)
            if abs(shares - 1) > 1e-9:  # noqa: PLR2004
                message = f"the shares of {fact} add up to {shares}, not to 1"
                raise ValueError(message)
        return self
