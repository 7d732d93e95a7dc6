"""A gap: what is missing, where, by which rule, on what evidence, how sure, and what closes it.

A gap is a finding, never an empty list alone. Its id says what it is about (kind, position, need,
detail), so that the same gap can be followed from one dated register to the next.
"""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from ecosystem.model.records import StrictRecord
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import (
    ClosingKind,
    Freshness,
    GapConfidence,
    GapEventKind,
    GapKind,
    MissingRole,
)


class GapThresholds(StrictRecord):
    """Limits behind the rules; ``data/rules/_thresholds.yaml`` states them with their source."""

    version: str = "2026-12"
    source: str = "own judgement"
    source_da: str = Field(default="egen vurdering", description="The source in Danish.")
    within_km: float = Field(default=50, ge=0, description="How near is near, km by road.")
    active_days: int = Field(default=365, ge=1, description="How far back an activity counts.")
    min_firms: int = Field(
        default=1, ge=1, description="Firms of the position a municipality has for a gap there."
    )
    overlap_from: int = Field(
        default=4, ge=2, description="Public actors on site with the same offer that are many."
    )
    no_path_firms: int = Field(
        default=5, ge=1, description="Firms without a way to a knowledge institution."
    )
    reach_firms: int = Field(
        default=5, ge=1, description="Firms of a size in a municipality that were never reached."
    )
    loss_from: float = Field(
        default=0.05, ge=0, le=1, description="Increase of fragmentation when an actor is lost."
    )
    ratio_below: float = Field(
        default=1.0, ge=0, le=1, description="Observed over expected meetings of two groups."
    )
    q_at_most: float = Field(
        default=0.05, gt=0, le=1, description="Chance, after false discovery, of so few meetings."
    )
    small_count: int = Field(default=3, ge=1, description="Smaller counts are not shown.")


class GapEvidence(StrictRecord):
    """Rows of one table that were looked at, and what they are worth.

    Example data is left out of ``freshness`` and of the counts beside it.
    """

    table: str
    rows: int | None = Field(description="Rows that count here; None: the table is not recorded.")
    searched: int | None = Field(
        default=None,
        description="Rows of the whole table, which was gone through where no row counts; the "
        "freshness is then that of the whole.",
    )
    keys: tuple[str, ...] = Field(default=(), description="Their keys, the first ones.")
    sources: tuple[str, ...] = Field(default=(), description="Where they are from, the first ones.")
    complete: float | None = Field(
        default=None, description="Share of the cells asked for that are filled, 0 to 1."
    )
    checked: float | None = Field(
        default=None, description="Share of the rows that somebody has dated a check of, 0 to 1."
    )
    oldest: date | None = Field(default=None, description="Oldest check among them.")
    freshness: Freshness | None = Field(
        default=None, description="Least sure state of a row; None: no row that is no example."
    )
    never_confirmed: int = Field(default=0, description="Rows that nobody ever dated a check of.")
    out_of_date: int = Field(default=0, description="Rows whose check is older than it tells.")
    examples: int = Field(default=0, description="Rows that are example data.")


class FirmRange(StrictRecord):
    """How many firms of a position: in the standard cut, narrowly and broadly."""

    firms: float
    low: float = Field(description="Narrowly: core industries and ties.")
    high: float = Field(description="Broadly: with enabling industries.")
    examples: float = Field(default=0, description="Of ``firms``: example firms, never a headline.")


# --- steps that would close a gap ----------------------------------------------------------


class ExtendArea(StrictRecord):
    """An offer is opened to more municipalities."""

    kind: Literal[ClosingKind.EXTEND_AREA] = ClosingKind.EXTEND_AREA
    offer_id: str
    municipality_codes: tuple[str, ...]


class GoOnline(StrictRecord):
    """An offer that is used on site can be used online too."""

    kind: Literal[ClosingKind.GO_ONLINE] = ClosingKind.GO_ONLINE
    offer_id: str


class OpenCriterion(StrictRecord):
    """An offer no longer demands one of its criteria."""

    kind: Literal[ClosingKind.OPEN_CRITERION] = ClosingKind.OPEN_CRITERION
    offer_id: str
    criterion: int = Field(ge=1, description="Number of the criterion among the offer's.")


class AddStaffedDay(StrictRecord):
    """An actor is met in one more municipality."""

    kind: Literal[ClosingKind.ADD_STAFFED_DAY] = ClosingKind.ADD_STAFFED_DAY
    actor_id: str
    municipality_code: str


class Introduce(StrictRecord):
    """Two actors are brought together, through one who knows both where there is one."""

    kind: Literal[ClosingKind.INTRODUCE] = ClosingKind.INTRODUCE
    from_actor_id: str
    to_actor_id: str
    through_actor_id: str | None = None
    position_id: str | None = None


class FillRole(StrictRecord):
    """An actor takes a role that a position lacks."""

    kind: Literal[ClosingKind.FILL_ROLE] = ClosingKind.FILL_ROLE
    actor_id: str
    position_id: str
    role: MissingRole


Step = Annotated[
    ExtendArea | GoOnline | OpenCriterion | AddStaffedDay | Introduce | FillRole,
    Field(discriminator="kind"),
]


class ClosingStep(StrictRecord):
    """A step with what it would do; the smallest effort and the most firms come first."""

    step: Step
    firms_newly_reached: float | None = Field(
        description="None: firms are not recorded, or it is not about firms."
    )
    municipalities_newly_reached: int
    is_closing: bool = Field(description="Nothing is left of the gap afterwards.")
    effort: int = Field(ge=1, le=5, description="1 a talk, 5 a decision of others; a rough order.")
    rests_on_example_data: bool = Field(
        default=False, description="The firms it reaches are example firms: to be marked."
    )
    sentence: Sentence
    also_closes: tuple[str, ...] | None = Field(
        default=None, description="Other gaps it closes, ids; None: not tried."
    )
    also_opens: tuple[str, ...] | None = Field(
        default=None, description="Gaps it opens, ids; None: not tried."
    )


# --- the gap -------------------------------------------------------------------------------


class Gap(StrictRecord):
    """Something that is missing, with everything needed to doubt it."""

    gap_id: str
    kind: GapKind
    position_id: str | None
    need_id: str | None
    municipality_codes: tuple[str, ...] = Field(description="Where; empty: not tied to a place.")
    actors: tuple[str, ...] = Field(default=(), description="Actors concerned, ids.")
    detail: str | None = Field(
        default=None, description="Role, class of firm, groups or industry the gap is about."
    )
    rule: Sentence = Field(description="The rule in words, with its limits.")
    thresholds: dict[str, float | str] = Field(default={})
    evidence: tuple[GapEvidence, ...]
    firms_affected: FirmRange | None = Field(description="None: firms are not recorded.")
    confidence: GapConfidence
    reasons: tuple[Sentence, ...] = Field(
        default=(), description="Why the gap is no surer than it is."
    )
    rests_on_example_data: bool = Field(
        default=False, description="Example firms or example rows stand behind it: to be marked."
    )
    remarks: tuple[Sentence, ...] = Field(
        default=(), description="What is to be said beside it: what is there, what is near a limit."
    )
    who_to_ask: tuple[str, ...] = Field(default=(), description="Actors that would know, ids.")
    completeness: float | None = Field(default=None, description="Least of the evidence, 0 to 1.")
    age_days: int | None = Field(
        default=None, description="Age of the oldest check behind it; None: nobody dated one."
    )
    since: date | None = Field(default=None, description="First day of the gap, where recorded.")
    sentence: Sentence
    closing_steps: tuple[ClosingStep, ...] = ()


class GapEvent(StrictRecord):
    """Something that happened in the life of a gap."""

    gap_id: str
    kind: GapEventKind
    on: date
    reason: str | None = Field(default=None, description="Of one explained: why it is no gap.")
    by: str | None = Field(default=None, description="Who said so: a role or unit.")
    changes: tuple[str, ...] = Field(
        default=(), description="Keys of the changes of the register that it goes with."
    )


class KeptNote(StrictRecord):
    """A note on a gap as it was kept."""

    event: GapEvent
    at: datetime = Field(description="The moment it was kept.")
