"""Lay a way of steps: clarify at the hub, join the cluster, a project, then the scheme.

Each step says when it can begin at the stated pace, what has to hold before it, and who hands
over. A scheme that closes before the firm can be there is not proposed; it is named with the
reason instead.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, Final

from ecosystem.analysis.eligibility import aid_note, opening_on
from ecosystem.analysis.referral.candidates import Candidate
from ecosystem.analysis.referral.context import Provider, ReferralContext
from ecosystem.model.firms import Firm
from ecosystem.model.offers import Offer
from ecosystem.model.phrases import FACT_WORDS
from ecosystem.model.referrals import LeftOut, PathStep
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import ActorKind, OfferKind, StepKind, Verdict

MOST_CLARIFIED: Final = 3
"""Suggestions, from the top, whose open questions the first talk should settle."""
_NOT_APPLIED_FOR: Final = frozenset(
    {
        "advice",
        "branding",
        "cluster activity",
        "consortium programme",
        "free advice",
        "free information",
        "free service",
        "membership",
        "operator grant",
        "paid service",
        "permit",
    }
)
"""Help that a firm asks for, orders or joins, or that a person applies for; no last step."""
_OF_PROJECTS: Final = frozenset({"cooperation", "paid service"})
"""Services of an institution that a project is made of; others are used as they are."""


def lay_path(
    ranked: Sequence[Candidate], firm: Firm, hub: Provider | None, context: ReferralContext
) -> tuple[tuple[PathStep, ...], tuple[LeftOut, ...]]:
    """Lay the way through the best of each kind.

    Args:
        ranked: Candidates that fit or may fit, best first.
        firm: What is known of the firm.
        hub: The hub of its municipality; None: not known, or not to be used.
        context: What holds on the day.

    Returns:
        The steps in order, and the schemes that were passed over with the reason.
    """
    chosen: list[tuple[StepKind, Provider | None, Candidate | None]] = []
    if hub is not None:
        chosen.append((StepKind.CLARIFY, hub, None))
    for of in (ActorKind.CLUSTER, ActorKind.KNOWLEDGE_INSTITUTION):
        best = next((c for c in ranked if _serves(c, of)), None)
        if best is not None:
            chosen.append((_kind_of(best, of), best.provider, best))
    scheme, left_out = _scheme(ranked, firm, context)
    if scheme is not None:
        chosen.append((StepKind.APPLY, scheme.provider, scheme))
    steps: list[PathStep] = []
    for order, (kind, provider, candidate) in enumerate(chosen, start=1):
        ends = None if candidate is None else _deadline(candidate.offer, kind, context)
        steps.append(
            PathStep(
                order=order,
                kind=kind,
                actor_id=None if provider is None else provider.actor_id,
                actor_name=None if provider is None else provider.name,
                offer_id=None if candidate is None else candidate.offer.offer_id,
                offer_name=None if candidate is None else candidate.offer.name_da,
                offer_name_en=None if candidate is None else candidate.offer.name_en,
                must_hold=_must_hold(kind, candidate, ranked, context),
                reached_on=_reached(kind, context),
                deadline=ends,
                is_last_day=ends is not None
                and candidate is not None
                and ends not in candidate.offer.rules.opening.deadlines,
                handed_over_by=steps[-1].actor_id if steps else None,
                **_way(provider, firm, context),
            )
        )
    return tuple(steps), left_out


def _serves(candidate: Candidate, kind: ActorKind) -> bool:
    provider = candidate.provider
    is_service = candidate.offer.kind is OfferKind.SERVICE
    return (
        is_service and provider is not None and provider.kind is kind and not candidate.is_contact
    )


def _kind_of(candidate: Candidate, kind: ActorKind) -> StepKind:
    if kind is ActorKind.CLUSTER:
        return StepKind.JOIN
    is_project = candidate.offer.rules.instrument in _OF_PROJECTS
    return StepKind.PROJECT if is_project else StepKind.USE


def _scheme(
    ranked: Iterable[Candidate], firm: Firm, context: ReferralContext
) -> tuple[Candidate | None, tuple[LeftOut, ...]]:
    """The best scheme that can still be reached, and those before it that cannot.

    One that is known to be open goes before one that nobody knows to be.
    """
    left_out: list[LeftOut] = []
    for candidate in sorted(ranked, key=lambda c: c.judgement.is_open is None):
        offer = candidate.offer
        is_applied_for = (
            offer.kind is OfferKind.SCHEME and offer.rules.instrument not in _NOT_APPLIED_FOR
        )
        if not is_applied_for or candidate.judgement.problem is not None:
            continue
        closes = _closes_before(offer, firm, context)
        if closes is None:
            return candidate, tuple(left_out)
        left_out.append(LeftOut(offer_id=offer.offer_id, why=closes))
    return None, tuple(left_out)


def _closes_before(offer: Offer, firm: Firm, context: ReferralContext) -> Sentence | None:
    """Say that an offer closes before it can be reached; None: it can be reached."""
    reached = _reached(StepKind.APPLY, context)
    later = replace(context.eligibility, on=reached)
    deadlines = offer.rules.opening.deadlines
    if opening_on(offer, firm, later) is False:
        lasts = [period.last for period in offer.rules.opening.periods] or [offer.open_until]
        known = [last for last in lasts if last is not None]
        return _closing("refer.path.closes", max(known, default=None), reached)
    if deadlines and max(deadlines) < reached:
        return _closing("refer.path.closes", max(deadlines), reached)
    return None


def _closing(key: str, last: date | None, reached: date) -> Sentence:
    return Sentence(key=key, values={"last": last, "reached": reached})


def _reached(kind: StepKind, context: ReferralContext) -> date:
    return context.on + timedelta(days=context.weights.soon_reached_days.get(kind, 0))


def _deadline(offer: Offer, kind: StepKind, context: ReferralContext) -> date | None:
    reached = _reached(kind, context)
    ahead = [day for day in offer.rules.opening.deadlines if day >= reached]
    lasts = [p.last for p in offer.rules.opening.periods if p.last and p.last >= reached]
    return min(ahead or lasts, default=None)


def _must_hold(
    kind: StepKind,
    candidate: Candidate | None,
    ranked: Sequence[Candidate],
    context: ReferralContext,
) -> tuple[Sentence, ...]:
    """What has to be true or found out before the step."""
    if candidate is None:
        first = [c for c in ranked if c.judgement.verdict is Verdict.UNKNOWN][:MOST_CLARIFIED]
        facts = dict.fromkeys(f for c in first for f in c.judgement.facts_to_ask)
        return _to_know("refer.path.clarify", facts)
    said = list(_to_know("refer.path.known_before", candidate.judgement.facts_to_ask))
    if candidate.judgement.is_open is None:
        said.append(Sentence(key="refer.path.is_open"))
    if checks := candidate.offer.rules.to_check:
        said.append(Sentence(key="refer.path.to_check", values={"n": len(checks)}))
    reached = replace(context.eligibility, on=_reached(kind, context))
    if kind is StepKind.APPLY and aid_note(candidate.offer, reached) is not None:
        said.append(Sentence(key="refer.path.aid", values={"day": reached.on}))
    return tuple(said)


def _to_know(key: str, facts: Iterable[str]) -> tuple[Sentence, ...]:
    words = {str(fact): held.name for fact, held in FACT_WORDS.items()}
    asked = [words[fact] for fact in facts if fact in words]
    if not asked:
        return ()
    return (
        Sentence(
            key=key,
            values={"facts": ", ".join(name.da for name in asked)},
            values_en={"facts": ", ".join(name.en for name in asked)},
        ),
    )


def _way(provider: Provider | None, firm: Firm, context: ReferralContext) -> dict[str, Any]:
    way = None if provider is None else context.distance(firm.municipality_code, provider)
    if way is None:
        return {}
    km, straight = round(way.km, 1), round(way.straight_km, 1)
    return {"distance_km": km, "straight_km": straight, "ferries": way.ferries}
