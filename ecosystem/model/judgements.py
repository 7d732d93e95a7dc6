"""What eligibility says about one firm and one offer on one day."""

from datetime import date
from typing import Literal

from pydantic import Field

from ecosystem.model.offers import ToCheck
from ecosystem.model.records import Record
from ecosystem.model.vocabulary import OfferState, OpeningReason, SourceConfidence, Verdict


class Finding(Record):
    """One deciding leaf of one criterion, held against one firm.

    ``fact`` is a fact of the firm, or ``open`` for the state of the offer on the day. A joined
    criterion (any of, all of, size class) gives one finding for each leaf that decided it, all
    with the same ``criterion``. The finding ``open`` tells of the day, as ``is_open`` does.
    """

    criterion: str = Field(description="Key of the criterion within the offer, such as '2.any_of'.")
    fact: str
    observed: str | None = Field(description="The firm's own value; None: not known.")
    required: str = Field(description="What is demanded, in Danish.")
    required_en: str
    verdict: Verdict
    source: str
    checked: date | None
    is_settled: bool = True
    note_da: str | None = None
    note_en: str | None = None


class Judgement(Record):
    """All findings for one offer on a day, their verdict, and what the offer is to the firm.

    ``verdict`` joins the criteria by Kleene's logic with what the rule file states of the opening:
    unmet where it is closed, unknown where the file says that the source does not tell.
    A condition that the firm confirms (``to_confirm``) is unmet in it where the firm has told that
    it fails, and left out where nobody has asked. ``is_open`` says what is known of the day itself,
    and ``state`` joins them all.
    """

    offer_id: str
    on: date
    is_open: bool | None = Field(description="Open on the day; None: nobody can tell.")
    opening_reason: OpeningReason | None = Field(
        default=None, description="Why it is not open, or why nobody can tell; None: it is open."
    )
    verdict: Verdict
    criteria_verdict: Verdict = Field(description="The criteria and the area alone.")
    state: OfferState
    opens_when: tuple[str, ...] = Field(
        default=(), description="Facts the firm can mend in a day or two; then nothing is unmet."
    )
    applied_by: Literal["firm", "operator"] = "firm"
    findings: tuple[Finding, ...] = Field(
        description="What the verdict rests on; of a closed offer that it is closed, alone."
    )
    other_findings: tuple[Finding, ...] = Field(
        default=(), description="What a closed offer would demand, for the reader."
    )
    facts_to_ask: tuple[str, ...] = Field(
        description="Missing facts that leave a verdict unknown; of a met one, those that "
        "the firm has to confirm before it is suitable."
    )
    to_check: tuple[ToCheck, ...] = ()
    problem: str | None = Field(
        default=None, description="Why the offer cannot be judged at all: its rules are faulty."
    )
    aid_note_da: str | None = None
    aid_note_en: str | None = None
    confidence: SourceConfidence | None = Field(
        default=None, description="How sure the source of the rules is; None: not told."
    )
    rules_year: str | None = Field(default=None, description="Year or years the rules are of.")
