"""Choose what is worth judging for a firm and its needs, and who would carry it out.

An offer that somebody else carries out depending on the firm (the hub of its municipality, the
cluster of its field) is given that actor here; where there is none, it cannot be used. Services
of other fields and places are counted, not listed: an actor for somebody else is no answer.
"""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, NamedTuple

from ecosystem.analysis.eligibility import anniversary, judge_offer, offer_verdict, state_of
from ecosystem.analysis.eligibility.opening import limited_to
from ecosystem.analysis.kleene import all_of, verdict_of
from ecosystem.analysis.referral.context import Enquiry, Provider, ReferralContext
from ecosystem.analysis.referral.score import field_of, fit_of, is_named_partner
from ecosystem.model.fact_words import Pair
from ecosystem.model.firms import Firm, FirmFact
from ecosystem.model.judgements import Finding, Judgement
from ecosystem.model.offers import Offer
from ecosystem.model.phrases import (
    CLUSTER_DEMAND,
    FIELD_DEMAND,
    FROM_WORDS,
    HUB_DEMAND,
    OFFICE_DEMAND,
    PLACE_DEMAND,
    start_up_demand,
)
from ecosystem.model.referrals import LeftOutWhy
from ecosystem.model.vocabulary import ActorKind, OfferKind, OfferState, PositionFit, Verdict

_LOCAL: Final = ("local_hub", "own_municipality")
_GENERAL_ADVICE: Final = ("free advice", "free information")
"""Instruments that are there for everybody, whatever the need."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An offer with who would carry it out for this firm, and how the firm stands to it."""

    offer: Offer
    provider: Provider | None
    judgement: Judgement
    is_named_only: bool = False
    """It is named although it does not answer the need."""
    is_guidance: bool = False
    """The local hub's general guidance: always there, no answer of its own."""

    @property
    def is_contact(self) -> bool:
        """Whether it is somebody to ring, rather than what the firm looks for."""
        return self.is_named_only or self.is_guidance

    @property
    def actor_id(self) -> str | None:
        """Who carries it out, also where the register records nothing else of them."""
        return self.offer.provider_actor_id if self.provider is None else self.provider.actor_id

    @property
    def waits_for_facts(self) -> bool:
        """Whether something that nobody has told keeps it from being called suitable."""
        facts = set(self.judgement.facts_to_ask) - {"open"}
        is_unknown = self.judgement.verdict is Verdict.UNKNOWN
        return is_unknown or (self.judgement.verdict is Verdict.MET and bool(facts))

    @property
    def is_possible(self) -> bool:
        """Whether it is not ruled out, or would not be once the firm has mended a thing."""
        return self.judgement.state not in (OfferState.NOT_SUITABLE, OfferState.CLOSED)

    @property
    def group(self) -> str:
        """What sort of help it is, for variety in the list."""
        kind = None if self.provider is None else self.provider.kind
        by_actor = self.offer.kind is OfferKind.SERVICE or self.offer.rules.delivered_by
        if by_actor and kind is ActorKind.KNOWLEDGE_INSTITUTION:
            return f"{kind.value}:{self.offer.rules.instrument}"
        if by_actor and kind is not None:
            return kind.value
        operator = self.offer.provider_actor_id or self.offer.offer_id
        return f"{self.offer.kind.value}:{operator}"

    @property
    def merges_by(self) -> str | None:
        """The provider whose services are one suggestion; None: the offer stands alone."""
        if self.provider is None:
            return None
        is_own = self.offer.kind is OfferKind.SERVICE or self.offer.rules.delivered_by in _LOCAL
        return self.provider.actor_id if is_own else None


def find_candidates(enquiry: Enquiry) -> tuple[list[Candidate], Counter[LeftOutWhy]]:
    """Judge every offer that answers a need, leaving out what is for other fields and places.

    What only an operator can apply for is no candidate (``operator_offers``).

    Returns:
        Candidates in the order of their ids, and how many services were left out for what.
    """
    firm, context = enquiry.firm, enquiry.context
    left_out: Counter[LeftOutWhy] = Counter()
    candidates = []
    for offer in _answering(enquiry):
        if offer.rules.applied_by == "operator":
            continue
        provider = provider_for(offer, firm, context)
        why = _left_out(offer, provider, enquiry)
        if why is not None:
            left_out[why] += 1
            continue
        judgement = judge_for_referral(offer, provider, firm, context)
        if judgement.verdict is not Verdict.UNMET and _has_closed(provider, context):
            left_out["closed"] += 1
        else:
            is_guidance = _is_guidance(offer, provider, enquiry)
            candidates.append(Candidate(offer, provider, judgement, is_guidance=is_guidance))
    return candidates, left_out


def candidate_of(offer: Offer, enquiry: Enquiry) -> Candidate:
    """Judge one offer for a firm, whether or not it answers a need asked for."""
    provider = provider_for(offer, enquiry.firm, enquiry.context)
    judgement = judge_for_referral(offer, provider, enquiry.firm, enquiry.context)
    is_guidance = _is_guidance(offer, provider, enquiry)
    return Candidate(offer, provider, judgement, is_guidance=is_guidance)


def operator_offers(enquiry: Enquiry) -> dict[str, tuple[Offer, ...]]:
    """List what operators apply for, by the actor through whom the firm can take part.

    That is the cluster of its field, or where the source names no operator, its hub and its
    cluster. What is closed on the day, or for other firms, is left out.
    """
    firm, context = enquiry.firm, enquiry.context
    clusters = clusters_for(firm, context)
    through: dict[str, list[Offer]] = {}
    for offer in _answering(enquiry):
        if offer.rules.applied_by != "operator" or offer.offer_id in enquiry.without:
            continue
        judgement = judge_offer(offer, firm, context.eligibility)
        if judgement.is_open is False or judgement.criteria_verdict is Verdict.UNMET:
            continue
        is_of_cluster = offer.rules.delivered_by == "designated_cluster"
        for actor_id in clusters if is_of_cluster else (enquiry.hub_id, *clusters):
            if actor_id is not None and actor_id not in enquiry.without:
                through.setdefault(actor_id, []).append(offer)
    return {actor_id: tuple(offers) for actor_id, offers in through.items()}


def answers_by_itself(candidate: Candidate, enquiry: Enquiry) -> bool:
    """Return whether a candidate is help beyond a contact that is always there.

    The hub's guidance, the adviser's own organisation and free general advice are not, but for
    the needs that advice itself answers (``answered_by_advice``).
    """
    is_own = enquiry.own_actor_id is not None and candidate.actor_id == enquiry.own_actor_id
    if candidate.is_contact or is_own:
        return False
    needs_met = set(enquiry.need_ids) & set(candidate.offer.need_ids)
    is_advice = candidate.offer.rules.instrument in _GENERAL_ADVICE
    return not is_advice or bool(needs_met & set(enquiry.context.weights.answered_by_advice))


def _answering(enquiry: Enquiry) -> list[Offer]:
    """List the offers that answer a need asked for, in the order of their ids."""
    by_need = enquiry.context.offers_by_need
    offers = {o.offer_id: o for need in enquiry.need_ids for o in by_need.get(need, ())}
    return [offer for _, offer in sorted(offers.items())]


def _is_guidance(offer: Offer, provider: Provider | None, enquiry: Enquiry) -> bool:
    if provider is None or provider.actor_id != enquiry.hub_id:
        return False
    return offer.rules.delivered_by == "local_hub" or offer.rules.instrument in _GENERAL_ADVICE


def contacts(candidates: Collection[Candidate], enquiry: Enquiry) -> list[Candidate]:
    """List whom the firm can ring where no offer of theirs answers the need.

    That is the local hub, the adviser's own organisation, the firm's clusters, and for a firm
    without a CVR number its municipality, the first door of whoever starts.
    """
    firm, context = enquiry.firm, enquiry.context
    suggested_actors = {c.provider.actor_id for c in candidates if c.provider is not None}
    office = context.offices.get(firm.municipality_code or "") if firm.has_cvr is False else None
    actor_ids = dict.fromkeys(
        (enquiry.hub_id, office, enquiry.own_actor_id, *clusters_for(firm, context))
    )
    to_ring = []
    for actor_id in actor_ids:
        if actor_id is None or actor_id in suggested_actors or actor_id in enquiry.without:
            continue
        provider = context.providers.get(actor_id)
        for offer in context.offers_by_provider.get(actor_id, ()):
            if offer.kind is OfferKind.SERVICE and provider is not None:
                judgement = judge_for_referral(offer, provider, firm, context)
                if judgement.verdict is not Verdict.UNMET:
                    to_ring.append(Candidate(offer, provider, judgement, is_named_only=True))
                    break
    return to_ring


def clusters_for(firm: Firm, context: ReferralContext) -> tuple[str, ...]:
    """List the designated clusters of the firm's positions on the day."""
    clusters = context.day.membership.clusters_of or {}
    return tuple(dict.fromkeys(c for p in firm.positions or () for c in clusters.get(p, ())))


def provider_for(offer: Offer, firm: Firm, context: ReferralContext) -> Provider | None:
    """Return who carries an offer out for this firm; None: nobody, or nobody known."""
    code = firm.municipality_code or ""
    match offer.rules.delivered_by:
        case "local_hub":
            actor_id = context.day.places.hub_of.get(code)
        case "own_municipality":
            actor_id = context.offices.get(code, offer.provider_actor_id or "")
        case "designated_cluster":
            actor_id = next(iter(clusters_for(firm, context)), None)
        case "every_municipality" | None:
            actor_id = offer.provider_actor_id
    return context.providers.get(actor_id or "")


def judge_for_referral(
    offer: Offer, provider: Provider | None, firm: Firm, context: ReferralContext
) -> Judgement:
    """Judge an offer, and whether there is anybody to carry it out for this firm.

    The field, stage or place that a source describes in words is not a test of eligibility;
    here it keeps a firm that is known to be another from being sent there.
    """
    judgement = judge_offer(offer, firm, context.eligibility)
    if judgement.is_open is False or judgement.problem is not None:
        return judgement
    extra = [
        _said(offer, firm, condition) for condition in _conditions(offer, provider, firm, context)
    ]
    return _with_findings(offer, judgement, extra) if extra else judgement


def verdict_for_referral(
    offer: Offer, provider: Provider | None, firm: Firm, context: ReferralContext
) -> Verdict:
    """Return the verdict of ``judge_for_referral`` alone: for trying answers out."""
    verdict = offer_verdict(offer, firm, context.eligibility)
    if verdict is Verdict.UNMET or offer.rules.problem is not None:
        return verdict
    conditions = _conditions(offer, provider, firm, context)
    return all_of([verdict, *(verdict_of(condition.holds) for condition in conditions)])


def _has_closed(provider: Provider | None, context: ReferralContext) -> bool:
    return provider is not None and provider.actor_id in context.day.actors.closed


class _Condition(NamedTuple):
    """What has to be so for an offer to be of use to this firm, beside its criteria."""

    key: Literal["deliverer", "described_field", "described_stage", "described_place"]
    fact: FirmFact
    holds: bool | None
    demand: Pair


def _conditions(
    offer: Offer, provider: Provider | None, firm: Firm, context: ReferralContext
) -> Iterator[_Condition]:
    yield from _about_deliverer(offer, provider, firm, context)
    rules, code = offer.rules, firm.municipality_code
    if rules.described_position_ids:
        fit = fit_of(offer, firm, context)
        is_field = None if fit is None else fit is PositionFit.OWN
        yield _Condition("described_field", "positions", is_field, FIELD_DEMAND)
    if rules.described_stage == "start_up":
        years = context.weights.start_up_years
        first = anniversary(context.on, -years)
        is_young = None if firm.founded is None else firm.founded >= first
        yield _Condition("described_stage", "founded", is_young, start_up_demand(years))
    if rules.described_groups:
        group = context.day.places.group_of.get(code or "")
        is_place = None if group is None else group in rules.described_groups
        yield _Condition("described_place", "municipality_code", is_place, PLACE_DEMAND)


def _about_deliverer(
    offer: Offer, provider: Provider | None, firm: Firm, context: ReferralContext
) -> Iterator[_Condition]:
    is_there = None if provider is None or firm.municipality_code is None else True
    match offer.rules.delivered_by:
        case "designated_cluster":
            clusters = context.day.membership.clusters_of
            is_known = firm.positions is not None and clusters is not None
            has_cluster = provider is not None if is_known else None
            yield _Condition("deliverer", "positions", has_cluster, CLUSTER_DEMAND)
        case "local_hub":
            yield _Condition("deliverer", "municipality_code", is_there, HUB_DEMAND)
        case "own_municipality":
            yield _Condition("deliverer", "municipality_code", is_there, OFFICE_DEMAND)
        case "every_municipality" | None:
            pass


def _said(offer: Offer, firm: Firm, condition: _Condition) -> Finding:
    key, fact, holds, demand = condition
    value = getattr(firm, fact)
    observed = ";".join(value) if isinstance(value, tuple) else value
    if isinstance(observed, date):
        observed = observed.isoformat()
    return Finding(
        criterion=key,
        fact=fact,
        observed=observed,
        required=demand.da,
        required_en=demand.en,
        verdict=verdict_of(holds),
        source=offer.rules.source,
        checked=offer.rules.checked,
        is_settled=key == "deliverer",
        note_da=None if key == "deliverer" else FROM_WORDS.da,
        note_en=None if key == "deliverer" else FROM_WORDS.en,
    )


def _with_findings(offer: Offer, judgement: Judgement, extra: Collection[Finding]) -> Judgement:
    verdicts = [finding.verdict for finding in extra]
    verdict = all_of([judgement.verdict, *verdicts])
    criteria_verdict = all_of([judgement.criteria_verdict, *verdicts])
    opens_when = () if Verdict.UNMET in verdicts else judgement.opens_when
    new = [f.fact for f in extra if f.verdict is Verdict.UNKNOWN and f.observed is None]
    facts_to_ask = {
        Verdict.UNKNOWN: [*judgement.facts_to_ask, *new],
        Verdict.MET: judgement.facts_to_ask,
        Verdict.UNMET: (),
    }[verdict]
    kept_back = [Verdict.UNKNOWN] if judgement.state is OfferState.FACTS_MISSING else []
    return judgement.model_copy(
        update={
            "verdict": verdict,
            "criteria_verdict": criteria_verdict,
            "opens_when": opens_when,
            "state": state_of(
                offer,
                all_of([criteria_verdict, *kept_back]),
                judgement.is_open,
                is_mendable=bool(opens_when),
                is_aid_lapsed=judgement.aid_note_da is not None,
            ),
            "findings": (*judgement.findings, *extra),
            "facts_to_ask": tuple(dict.fromkeys(facts_to_ask)),
        }
    )


def _left_out(offer: Offer, provider: Provider | None, enquiry: Enquiry) -> LeftOutWhy | None:
    """Why a service is not listed for this firm; None: it is a candidate."""
    actor_id = offer.provider_actor_id if provider is None else provider.actor_id
    if {offer.offer_id, actor_id} & enquiry.without:
        return "blocked"
    if offer.kind is not OfferKind.SERVICE:
        return None
    return (
        _other_place(offer, enquiry)
        or _other_field(offer, provider, enquiry)
        or _too_far(offer, provider, enquiry)
    )


def _other_place(offer: Offer, enquiry: Enquiry) -> LeftOutWhy | None:
    code = enquiry.firm.municipality_code
    area = limited_to(offer)
    if area is None:
        return None
    if code is None:
        return "area_unknown"
    region = enquiry.context.day.places.region_of.get(code)
    return None if {code, region} & set(area) else "other_area"


def _too_far(offer: Offer, provider: Provider | None, enquiry: Enquiry) -> LeftOutWhy | None:
    """Leave out a place to go to that lies farther off than the needs bear."""
    ways = enquiry.context.ways
    if ways is None or provider is None or offer.rules.instrument not in ways.places:
        return None
    way = enquiry.context.distance(enquiry.firm.municipality_code, provider)
    limits = [ways.needs[need].most_km for need in enquiry.need_ids if need in ways.needs]
    return "too_far" if way is not None and limits and way.km > max(limits) else None


def _other_field(offer: Offer, provider: Provider | None, enquiry: Enquiry) -> LeftOutWhy | None:
    """Leave out other fields, but for who works with what the firm's own words name."""
    firm, context = enquiry.firm, enquiry.context
    field = field_of(offer, context)
    if field is None or is_named_partner(provider, enquiry):
        return None
    if firm.positions is None:
        is_likely = bool(field & context.likely_positions(firm.industry_code))
        return None if is_likely else "field_unknown"
    return "other_field" if fit_of(offer, firm, context) is PositionFit.OTHER else None
