"""A proposal for a new effort, made from chosen gaps: what, for whom, who may pay, what it closes.

Each gap's first step is tried on a copy of the register by itself; what several steps would do
together is not tried. Who may pay is read from the schemes of the day: those that operators apply
for, and for bringing parties together those with rules of consortia.
"""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from pydantic import Field

from ecosystem.briefings.gaps.brief import brief_step
from ecosystem.briefings.gaps.position_gaps import GapForBoard, gaps_for_board
from ecosystem.model.errors import EcosystemError
from ecosystem.model.firms import Firm
from ecosystem.model.gaps import ClosingStep, GapThresholds
from ecosystem.model.offers import Offer
from ecosystem.model.records import Record
from ecosystem.model.register import Register
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import ClosingKind, GapConfidence, OpeningReason, Verdict

if TYPE_CHECKING:
    from ecosystem.analysis.eligibility import EligibilityContext
    from ecosystem.analysis.gaps.search import Search

WITHOUT_MONEY = frozenset({ClosingKind.OPEN_CRITERION, ClosingKind.EXTEND_AREA})
"""Steps that somebody decides about an offer that is there."""


class TriedStep(Record):
    """What the first step of a gap does on a copy of the register, by itself."""

    step: ClosingStep = Field(description="Its sentence without persons' firms and small counts.")
    closes: tuple[str, ...] = Field(description="Gaps, ids, the chosen one among them or not.")
    opens: tuple[str, ...]
    changes: tuple[str, ...]
    is_closing: bool = Field(description="The chosen gap is among those it closes.")


class ProposedGap(Record):
    """A chosen gap with the step that is proposed; none where no step is known."""

    row: GapForBoard
    position_id: str | None
    position_da: str | None
    position_en: str | None
    tried: TriedStep | None


class PossiblePayer(Record):
    """A scheme that may pay for one or more of the steps, and whether it is open on the day."""

    offer_id: str
    name_da: str
    name_en: str
    is_open: bool | None
    opening_reason: OpeningReason | None
    applied_by: str
    source: str
    gap_ids: tuple[str, ...] = Field(description="The chosen gaps whose step it may pay for.")


class ProposalBriefing(Record):
    """A proposal for a new effort on a day; what a board decides on, not a promise."""

    label: str
    on: date
    gaps: tuple[ProposedGap, ...]
    payers: tuple[PossiblePayer, ...]
    thresholds: GapThresholds
    caveats: tuple[Sentence, ...]
    is_synthetic: bool


def brief_proposal(
    register: Register,
    on: date,
    gap_ids: Sequence[str],
    thresholds: GapThresholds | None = None,
) -> ProposalBriefing:
    """Return a proposal made from chosen gaps.

    Args:
        register: The register.
        on: The day on which gaps are found and schemes are open.
        gap_ids: The gaps, as ``ecosystem gaps`` names them; each counts once.
        thresholds: Limits of the rules; ``None``: the shipped ones.

    Raises:
        EcosystemError: No gap is chosen.
        UnknownIdError: One of them is not found on the day.
        NotRecordedError: The register has no municipalities or positions.
    """
    from ecosystem.analysis.eligibility import eligibility_context
    from ecosystem.analysis.gaps import gap_context, search_of

    if not gap_ids:
        message = "No gap is chosen. Name one or more ids of 'ecosystem gaps --json'."
        raise EcosystemError(message)
    search = search_of(gap_context(register, on, thresholds or GapThresholds()))
    gaps = tuple(_proposed(search, gap_id) for gap_id in dict.fromkeys(gap_ids))
    context = eligibility_context(search.context.day)
    return ProposalBriefing(
        label=register.label,
        on=on,
        gaps=gaps,
        payers=_payers(register, gaps, context),
        thresholds=search.context.limits,
        caveats=_caveats(gaps),
        is_synthetic=register.is_synthetic,
    )


def _proposed(search: "Search", gap_id: str) -> ProposedGap:
    """Find a gap, and try its first step within its own position."""
    from ecosystem.analysis.gaps import closing_steps, gap_of, narrowed

    gap = gap_of(search, gap_id)
    of_position = narrowed(search, gap.position_id)
    steps = closing_steps(of_position, gap)
    with_steps = gap.model_copy(update={"closing_steps": steps})
    (row,) = gaps_for_board(of_position, [with_steps], {})
    name = None if gap.position_id is None else search.position_names[gap.position_id]
    return ProposedGap(
        row=row,
        position_id=gap.position_id,
        position_da=None if name is None else name.da,
        position_en=None if name is None else name.en,
        tried=_tried(of_position, gap_id, row.gap.closing_steps, steps),
    )


def _tried(
    search: "Search",
    gap_id: str,
    guarded_steps: Sequence[ClosingStep],
    steps: Sequence[ClosingStep],
) -> TriedStep | None:
    if not steps:
        return None
    came_of_it = brief_step(search, steps[0].step)
    closes = tuple(gap.gap_id for gap in came_of_it.closed)
    return TriedStep(
        step=guarded_steps[0],
        closes=closes,
        opens=tuple(gap.gap_id for gap in came_of_it.opened),
        changes=tuple(gap.gap_id for gap in came_of_it.changed),
        is_closing=gap_id in closes,
    )


def _payers(
    register: Register, gaps: Sequence[ProposedGap], context: "EligibilityContext"
) -> tuple[PossiblePayer, ...]:
    """List the schemes that are not closed and may pay for a step, open ones first."""
    payers = []
    for offer in register.catalogue.values():
        paid = tuple(gap.row.gap.gap_id for gap in gaps if _may_pay(offer, gap, context))
        payer = _payer(offer, paid, context) if paid else None
        if payer is not None and payer.is_open is not False:
            payers.append(payer)
    return tuple(sorted(payers, key=lambda payer: (payer.is_open is None, payer.offer_id)))


def _may_pay(offer: Offer, gap: ProposedGap, context: "EligibilityContext") -> bool:
    """Return whether a scheme is for such a step, in the field and the places of the gap."""
    from ecosystem.analysis.eligibility import criteria_verdict

    if gap.tried is None or gap.tried.step.step.kind in WITHOUT_MONEY:
        return False
    is_introduction = gap.tried.step.step.kind is ClosingKind.INTRODUCE
    has_consortia = offer.rules.consortium is not None
    if not (offer.rules.applied_by == "operator" or (is_introduction and has_consortia)):
        return False
    area, places = set(offer.area or ()), set(gap.row.gap.municipality_codes)
    is_near = not area or "national" in area or not places or bool(area & places)
    is_of_field = not offer.position_ids or gap.position_id in offer.position_ids
    firm = Firm(positions=None if gap.position_id is None else (gap.position_id,))
    fits = not has_consortia or criteria_verdict(offer, firm, context) is not Verdict.UNMET
    return is_near and is_of_field and fits


def _payer(offer: Offer, gap_ids: tuple[str, ...], context: "EligibilityContext") -> PossiblePayer:
    from ecosystem.analysis.eligibility import opening_state

    opening = opening_state(offer, Firm(), context)
    return PossiblePayer(
        offer_id=offer.offer_id,
        name_da=offer.name_da,
        name_en=offer.name_en or offer.name_da,
        is_open=opening.is_open,
        opening_reason=opening.reason,
        applied_by=offer.rules.applied_by,
        source=offer.rules.source,
        gap_ids=gap_ids,
    )


def _caveats(gaps: Sequence[ProposedGap]) -> tuple[Sentence, ...]:
    """List what a board has to know before it decides."""
    keys = ["proposal.caveat.sandbox", "proposal.caveat.payers"]
    if len(gaps) > 1:
        keys.append("proposal.caveat.apart")
    if any(gap.tried is None for gap in gaps):
        keys.append("proposal.caveat.no_step")
    if any(gap.row.gap.confidence is not GapConfidence.REAL for gap in gaps):
        keys.append("proposal.caveat.unsure")
    if any(gap.row.gap.rests_on_example_data for gap in gaps):
        keys.append("proposal.caveat.example")
    return tuple(Sentence(key=key) for key in keys)
