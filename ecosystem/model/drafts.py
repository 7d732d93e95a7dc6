"""A referral that is being made: what was asked, answered and chosen so far.

A draft is kept until somebody finishes or deletes it, at most ``KEPT_DAYS`` after it was last
changed. Each list of suggestions that was shown is kept as a run: the facts, the needs, the day
and the editions of rules and register that gave it, so that it can be made again.
"""

from datetime import date
from enum import StrEnum
from typing import Annotated, Final, Literal

from pydantic import Field

from ecosystem.model.firms import Firm, FirmFact
from ecosystem.model.records import StrictRecord
from ecosystem.model.vocabulary import DeadEndReason

KEPT_DAYS: Final = 90
MOST_NEEDS: Final = 3
MOST_COMPARED: Final = 3
LONGEST_TEXT: Final = 500
MOST_RUNS: Final = 20
"""Older runs of one draft are let go."""

OfferId = str


class NotFitting(StrEnum):
    """Why an adviser leaves a suggestion out; the first two go to whoever owns the rule."""

    RULE_WRONG = "rule_wrong"
    RULE_OLD = "rule_old"
    NOT_WANTED = "not_wanted"
    TRIED_BEFORE = "tried_before"
    TOO_FAR = "too_far"
    WRONG_TIME = "wrong_time"
    OTHER = "other"


class Despite(StrEnum):
    """Why an adviser chooses a suggestion whose demands are not met."""

    CAN_BE_MET = "can_be_met"
    RULE_WRONG = "rule_wrong"
    AGREED = "agreed"
    OTHER = "other"


ABOUT_THE_ACTOR: Final = (NotFitting.NOT_WANTED, NotFitting.TRIED_BEFORE, NotFitting.TOO_FAR)
"""Reasons that hold for everything an actor offers, not for one offer alone."""


class Edition(StrictRecord):
    """Which rules and which register an answer rests on."""

    rules: str = Field(description="First twelve digits of the SHA-256 over all rule files.")
    register_label: str
    register_created: date | None = Field(description="Day the register was sealed, if it was.")


class Run(StrictRecord):
    """One list of suggestions as it was shown, with all that is needed to make it again."""

    on: date
    edition: Edition
    weights_version: str
    firm: Firm
    need_ids: tuple[str, ...]
    words: str = Field(default="", description="What the firm said it needs.")
    suggested: tuple[OfferId, ...] = Field(description="In the order shown.")
    mendable: tuple[OfferId, ...] = ()
    not_suitable: tuple[OfferId, ...]

    def asks_as(self, run: "Run") -> bool:
        """Return whether both runs asked the same of the same rules on the same day."""
        mine, theirs = (
            (r.on, r.edition, r.weights_version, r.firm, r.need_ids, r.words) for r in (self, run)
        )
        return mine == theirs


class ReferralDraft(StrictRecord):
    """A referral that is being made."""

    step: Literal[1, 2] = 1
    firm: Firm | None = Field(default=None, description="What is known; None: not chosen yet.")
    is_confirmed: bool = Field(default=False, description="The adviser said it is this firm.")
    is_told: bool = Field(default=False, description="Told by hand, not from the register.")
    is_advertising_protected: bool = False
    facts_drawn: tuple[str, ...] = Field(default=(), description="Drawn from the industry alone.")
    cannot_tell: tuple[FirmFact, ...] = Field(
        default=(), description="Facts asked about that the firm cannot tell."
    )
    need_ids: Annotated[tuple[str, ...], Field(max_length=MOST_NEEDS)] = ()
    need_text: Annotated[str, Field(max_length=LONGEST_TEXT)] = ""
    compared: Annotated[tuple[OfferId, ...], Field(max_length=MOST_COMPARED)] = ()
    chosen: tuple[OfferId, ...] = ()
    chosen_despite: dict[OfferId, Despite] = Field(
        default_factory=dict, description="Why an offer was chosen whose demands are not met."
    )
    left_out: dict[OfferId, NotFitting] = Field(default_factory=dict)
    own_actor_id: str | None = Field(default=None, description="The adviser's own organisation.")
    receiver_id: str | None = Field(
        default=None, description="Actor the adviser had in mind when the referral was begun."
    )
    dead_ends_noted: tuple[str, ...] = Field(
        default=(), description="Needs whose dead end is in the ledger already."
    )
    no_help_reason: DeadEndReason | None = Field(
        default=None, description="Why none of the suggestions helped, once it was noted."
    )
    runs: tuple[Run, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing has been entered yet."""
        return self == ReferralDraft()

    def with_run(self, run: Run) -> "ReferralDraft":
        """Add a run unless it asks the same as the last one."""
        if self.runs and self.runs[-1].asks_as(run):
            return self
        return self.model_copy(update={"runs": (*self.runs, run)[-MOST_RUNS:]})

    def says_the_same(self, draft: "ReferralDraft") -> bool:
        """Return whether an adviser reads the same in both: what was asked, answered and chosen."""
        noted = dict.fromkeys(_NOTED_BY_ITSELF)
        return self.model_copy(update=noted) == draft.model_copy(update=noted)

    def with_noted_of(self, draft: "ReferralDraft") -> "ReferralDraft":
        """Add what another window noted by itself: lists shown, and dead ends in the ledger."""
        runs = (*draft.runs, *(run for run in self.runs if run not in draft.runs))
        noted = dict.fromkeys((*draft.dead_ends_noted, *self.dead_ends_noted))
        return self.model_copy(
            update={
                "runs": runs[-MOST_RUNS:],
                "dead_ends_noted": tuple(noted),
                "no_help_reason": self.no_help_reason or draft.no_help_reason,
            }
        )


_NOTED_BY_ITSELF: Final = ("step", "runs", "dead_ends_noted", "no_help_reason")
"""Fields that no adviser writes."""
