"""A referral: who fits a firm's need, how well, why, and what to ask or do next.

Each part of the score has a value between 0 and 1 and a weight (``model/weights.py``); what the
parts contribute adds up to the score. Parts nobody knows are named, never zero.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from ecosystem.model.firms import FirmFact
from ecosystem.model.judgements import Finding
from ecosystem.model.offers import ToCheck
from ecosystem.model.records import StrictRecord
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import (
    ActorKind,
    DeadEndReason,
    Freshness,
    OfferKind,
    OfferState,
    OpeningReason,
    PositionFit,
    ScorePart,
    SourceConfidence,
    StepKind,
    Verdict,
    WayContact,
)

LeftOutWhy = Literal[
    "other_field",
    "field_unknown",
    "other_area",
    "area_unknown",
    "too_far",
    "blocked",
    "closed",
    "unlikely",
]


class Change(StrictRecord):
    """One fact that would have to be another for the offer to fit."""

    fact: FirmFact
    now: str | None
    wanted: str = Field(description="The nearest value that would do.")


class Shortfall(StrictRecord):
    """How far a measured fact is from the limit."""

    criterion: str = Field(description="Key of the criterion that states it, as in its finding.")
    fact: str
    observed: float
    limit: float
    missing_by: float = Field(description="In the unit of the fact, always positive.")


class Through(StrictRecord):
    """A grant that an actor applies for, so that firms take part through it."""

    offer_id: str
    name: str
    name_en: str | None
    url: str | None


class Contact(StrictRecord):
    """How an actor is reached: through a function of it, never a person."""

    website: str | None = None
    mailbox: str | None = None
    telephone: str | None = None


class Suggestion(StrictRecord):
    """One offer for one firm: its verdict, its place in the order and every reason for it."""

    rank: int | None = Field(description="1 is first; None among those that do not fit.")
    offer_id: str
    provider_actor_id: str | None
    provider_name: str | None
    provider_kind: ActorKind | None
    contact: Contact = Field(
        default=Contact(), description="How the provider is reached, as far as it is recorded."
    )
    name: str
    name_en: str | None
    kind: OfferKind
    is_contact: bool = Field(
        description="Somebody to ring: the local hub's guidance, or named although it does not "
        "answer the need."
    )
    is_own_organisation: bool
    verdict: Verdict
    state: OfferState
    is_open: bool | None
    opening_reason: OpeningReason | None = Field(
        default=None, description="Why it is not open, or why nobody can tell."
    )
    opens_when: tuple[str, ...] = Field(
        default=(), description="What the firm can mend in a day or two; then it opens."
    )
    through: tuple[Through, ...] = Field(
        default=(), description="What the actor applies for, so that firms take part through it."
    )
    score: float = Field(description="Sum of the contributions, about 0 to 1.")
    contributions: dict[ScorePart, float] = Field(description="Weight times value.")
    not_known: tuple[ScorePart, ...] = Field(description="Parts that took a mean or a default.")
    needs_met: tuple[str, ...]
    position_fit: PositionFit | None
    findings: tuple[Finding, ...]
    other_findings: tuple[Finding, ...] = ()
    facts_to_ask: tuple[str, ...]
    to_check: tuple[ToCheck, ...]
    reasons: tuple[Sentence, ...] = Field(description="Strongest first.")
    speaks_against: tuple[Sentence, ...]
    why_not_next: Sentence | None = None
    shortfalls: tuple[Shortfall, ...] = ()
    becomes_suitable_if: tuple[Change, ...] = ()
    distance_km: float | None = Field(description="By road and ferry to the nearest place.")
    straight_km: float | None = Field(description="As the crow flies, to the same place.")
    ferries: tuple[str, ...] = Field(description="Names of the ferries on the way, in order.")
    deadline: date | None = Field(description="Next known deadline, or the last open day.")
    is_last_day: bool = Field(
        default=False, description="The deadline is the last day of a window, no day of a round."
    )
    next_step: str | None
    url: str | None
    source: str
    checked: date | None
    freshness: Freshness = Field(description="What the last check is worth on the day.")
    confidence: SourceConfidence | None
    aid_note_da: str | None = None
    aid_note_en: str | None = None
    problem: str | None = None


class Question(StrictRecord):
    """A question, and how many open suggestions its answer is expected to settle."""

    fact: str
    settles: float = Field(description="Suggestions expected to be settled by the answer.")
    of: int = Field(description="Open suggestions now.")
    question_da: str
    question_en: str
    why_da: str
    why_en: str


class PathStep(StrictRecord):
    """One step of the way: what to do, what has to hold before it, until when, who hands over."""

    order: int
    kind: StepKind
    contact: WayContact | None = Field(
        default=None, description="Whom it leads to where that is nobody's offer."
    )
    text_da: str = Field(description="What to do, as an adviser says it.")
    text_en: str
    before_da: str | None = Field(default=None, description="What has to be so beforehand.")
    before_en: str | None = None
    actor_id: str | None
    actor_name: str | None
    offer_id: str | None
    offer_name: str | None
    offer_name_en: str | None = None
    state: OfferState | None = Field(default=None, description="What the offer is to the firm.")
    must_hold: tuple[Sentence, ...]
    reached_on: date = Field(description="When the step can begin, at the stated pace.")
    deadline: date | None
    is_last_day: bool = Field(
        default=False, description="The deadline is the last day of a window, no day of a round."
    )
    handed_over_by: str | None = Field(description="The hub, where it can open the door.")
    distance_km: float | None = Field(default=None, description="By road and ferry.")
    straight_km: float | None = Field(default=None, description="As the crow flies.")
    ferries: tuple[str, ...] = ()


class LeftOut(StrictRecord):
    """A step that was not proposed, and why."""

    offer_id: str
    why: Sentence


class Referral(StrictRecord):
    """The answer to one firm, its needs and a day."""

    on: date
    need_ids: tuple[str, ...]
    weights_version: str
    suggestions: tuple[Suggestion, ...]
    mendable: tuple[Suggestion, ...] = Field(
        default=(), description="What opens once the firm has mended what it can in a day or two."
    )
    not_suitable: tuple[Suggestion, ...]
    left_out: dict[LeftOutWhy, int] = Field(
        description="Services that are not for this firm's field or place, counted."
    )
    local_hub: str | None
    local_hub_name: str | None
    next_question: Question | None = Field(description="None: no single answer settles anything.")
    questions: tuple[Question, ...] = Field(
        default=(), description="What undecided suggestions wait for, best question first."
    )
    dead_end: bool = Field(description="No scheme and no cluster fits.")
    statements: tuple[Sentence, ...]
    path: tuple[PathStep, ...]
    path_left_out: tuple[LeftOut, ...] = ()
    sensitivity: tuple[Sentence, ...] = ()


class Meaning(StrictRecord):
    """A need, field or offer that free text seems to be about; for a person to confirm."""

    kind: Literal["need", "position", "offer"]
    identifier: str
    name_da: str
    name_en: str
    score: float = Field(description="Fit of the words (BM25); only the order means anything.")
    words: tuple[str, ...] = Field(description="Words of the text that led here.")


class DeadEnd(StrictRecord):
    """A search that led nowhere: demand, without the firm's identity."""

    on: date
    reason: DeadEndReason = DeadEndReason.NO_MATCH
    need_id: str
    position_id: str | None
    industry_division: str | None = Field(description="First two digits of the industry code.")
    municipality_code: str | None
    size_class: Literal["0", "1-9", "10-49", "50-249", "250+"] | None
    why: tuple[str, ...] = Field(description="Rules that shut the firm out, offer_id: fact.")
    suggested: tuple[str, ...] = Field(
        default=(), description="Offers that were suggested and did not help, best first."
    )
