"""Score one offer for one firm: parts between 0 and 1, each with its weight.

A part whose fact nobody has told takes the value the weights state for that; a part that the
register does not record for this offer takes the mean of offers of its kind. Both are listed as
not known, never as 0. What the parts contribute adds up to the score.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from math import exp
from typing import Final, NamedTuple

from ecosystem.analysis.day import Distance
from ecosystem.analysis.referral.context import Enquiry, Provider, ReferralContext
from ecosystem.model.firms import Firm
from ecosystem.model.judgements import Finding, Judgement
from ecosystem.model.offers import (
    AgeBetween,
    AllOf,
    AnyOf,
    Between,
    Criterion,
    DesignatedCluster,
    Offer,
    OneOf,
    SizeClass,
)
from ecosystem.model.vocabulary import (
    ActorKind,
    Channel,
    OfferKind,
    OfferState,
    PositionFit,
    ScorePart,
    Verdict,
)
from ecosystem.model.weights import ReferralWeights

OWN_PARTS: Final = tuple(
    part for part in ScorePart if part not in (ScorePart.VARIETY, ScorePart.LOCAL_CONTACT)
)
"""Parts that rest on the offer and the firm alone, not on the list around them."""
_STAGE_FACTS: Final = ("technology_readiness_level", "partner_count")
SMALL_FIRM: Final = 50
"""Employees under which an offer's own limit counts as made for small firms."""


@dataclass(frozen=True, slots=True)
class Values:
    """The parts of one candidate before means are filled in; None: not known.

    ``missing`` are the parts that the register does not record; what is unknown beside them the
    firm has not told, or the source says in words alone.
    """

    of: Mapping[ScorePart, float | None]
    missing: frozenset[ScorePart]
    fit: PositionFit | None
    way: Distance | None
    """To the nearest place of who carries it out; None: not known, or nobody travels."""
    deadline: date | None
    expected: Mapping[ScorePart, float] = field(default_factory=dict)
    """What a part that is not known is expected to be, where more is known than nothing."""


class Aim(NamedTuple):
    """What was found of a demand that aims at firms of a size, an age, a maturity or partners."""

    narrowness: float
    """Value of the part where the demand is met."""
    criterion: Criterion
    finding: Finding


class Standing(NamedTuple):
    """What is known of an offer beside the offer itself and the firm."""

    offered: Collection[str]
    """Needs asked for that the provider answers with this offer and its others."""
    likely_met: float = 1.0
    """Chance that what nobody has told does not rule the firm out."""


def field_of(offer: Offer, context: ReferralContext) -> frozenset[str] | None:
    """Return the positions an offer is for, stated or described; None: for all, or not recorded."""
    stated = set(offer.position_ids) | set(offer.rules.described_position_ids)
    clusters = context.day.membership.clusters_of
    if offer.rules.delivered_by == "designated_cluster":
        return None if clusters is None else frozenset(stated | set(clusters))
    has_field = bool(stated)
    for criterion in leaves_of(offer.rules.criteria):
        if isinstance(criterion, OneOf) and criterion.fact == "positions":
            stated |= set(criterion.values)
            has_field = True
        if isinstance(criterion, DesignatedCluster) and clusters is not None:
            stated |= set(clusters)
            has_field = True
    return frozenset(stated) if has_field else None


def fit_of(offer: Offer, firm: Firm, context: ReferralContext) -> PositionFit | None:
    """Return how an offer's field stands to the firm's positions; None: nobody has told them."""
    field = field_of(offer, context)
    if field is None:
        return PositionFit.ALL
    if firm.positions is None:
        return None
    if field & set(firm.positions):
        return PositionFit.OWN
    near = {n for p in firm.positions for n in context.neighbours.get(p, ())}
    return PositionFit.NEIGHBOURING if field & near else PositionFit.OTHER


def value_parts(
    offer: Offer,
    provider: Provider | None,
    judgement: Judgement,
    enquiry: Enquiry,
    standing: Standing,
) -> Values:
    """Compute the value of each part, between 0 and 1, or None where nobody knows.

    Args:
        offer: The offer.
        provider: Who carries it out for this firm; None: not known.
        judgement: How the firm stands to its criteria.
        enquiry: The firm, its needs and the day.
        standing: What the candidates around it and likely answers say of it.
    """
    firm, context = enquiry.firm, enquiry.context
    weights = context.weights
    fit = fit_of(offer, firm, context)
    if set(offer.rules.theme_position_ids) & set(firm.positions or ()):
        fit = PositionFit.OWN
    is_told_in_words = fit is PositionFit.ALL and _is_field_in_words(offer)
    way = _way(offer, provider, firm, context)
    deadline = next_deadline(offer, context.on)
    values: dict[ScorePart, float | None] = {
        ScorePart.NEED: _need(offer, enquiry, standing.offered),
        ScorePart.POSITION: None
        if fit is None or is_told_in_words
        else _position(fit, provider, enquiry),
        ScorePart.TOPIC: _topic(offer, provider, enquiry),
        ScorePart.REQUIREMENTS: _requirements(judgement, standing.likely_met),
        ScorePart.PLACE: _place(offer, provider, firm, way, context),
        ScorePart.SIZE_STAGE: _size_stage(offer, judgement, weights),
        ScorePart.TIMING: _timing(offer, judgement, deadline, context),
        ScorePart.EARLIER_USE: _earlier_use(offer, firm, context),
        ScorePart.TRACK_RECORD: _track_record(provider, context),
    }
    by_register = {ScorePart.EARLIER_USE, ScorePart.TRACK_RECORD, ScorePart.TOPIC}
    is_place_told = not any(check.about == "place" for check in offer.rules.to_check)
    if firm.municipality_code is not None and is_place_told:
        by_register.add(ScorePart.PLACE)
    missing = frozenset(part for part in by_register if values[part] is None)
    expected: dict[ScorePart, float] = {}
    if fit is None or is_told_in_words:
        expected[ScorePart.POSITION] = _expected_fit(offer, firm, context)
        fit = None
    return Values(values, missing, fit, way, deadline, expected)


def _requirements(judgement: Judgement, likely_met: float) -> float | None:
    """Value how likely the demands are met; where none are registered, nobody knows."""
    if judgement.state is OfferState.NO_REQUIREMENTS:
        return None
    is_known = judgement.criteria_verdict is Verdict.MET
    waits = judgement.state is OfferState.FACTS_MISSING
    return 1.0 if is_known and not waits else likely_met


def is_named_partner(provider: Provider | None, enquiry: Enquiry) -> bool:
    """Return whether the firm's own words name what a knowledge institution works with."""
    if provider is None or provider.kind is not ActorKind.KNOWLEDGE_INSTITUTION:
        return False
    fit = enquiry.topic_fits.get(provider.actor_id)
    return fit is not None and fit.is_named


def _position(fit: PositionFit, provider: Provider | None, enquiry: Enquiry) -> float:
    """Value the field; who works with what the firm's own words name is of its field."""
    values = enquiry.context.weights.position_fit
    return values[PositionFit.OWN if is_named_partner(provider, enquiry) else fit]


def _topic(offer: Offer, provider: Provider | None, enquiry: Enquiry) -> float | None:
    """Value what who gives a service works with against the firm's words, field and industry.

    Of those that serve every field nobody records what they work with. A fit that rests on field
    and industry alone is drawn towards what it is when nobody knows.
    """
    if offer.kind is not OfferKind.SERVICE or provider is None or not enquiry.topic_fits:
        return None
    if provider.actor_id not in enquiry.context.topics.index.lengths:
        return None
    fit = enquiry.topic_fits.get(provider.actor_id)
    share = 0.0 if fit is None else fit.share
    if enquiry.words:
        return share
    weights = enquiry.context.weights
    unknown = weights.parts[ScorePart.TOPIC].when_unknown
    return unknown + weights.topic_without_words * (share - unknown)


def _is_field_in_words(offer: Offer) -> bool:
    """Return whether the source limits the fields in words that no rule can hold a firm against."""
    return any(check.about == "sector" for check in offer.rules.to_check)


def _expected_fit(offer: Offer, firm: Firm, context: ReferralContext) -> float:
    """Compute what the fit of the field is expected to be, while nobody knows it.

    Where the firm's positions are not told, its industry is a hint; without one, the share of
    firms in the offer's field counts (``likely_answers``). Fields told in words are doubtful for
    a firm that is known to have none.
    """
    weights = context.weights
    unknown = weights.parts[ScorePart.POSITION].when_unknown
    fields = field_of(offer, context)
    if fields is None:
        return weights.position_fit[PositionFit.OTHER if firm.positions == () else PositionFit.ALL]
    if fields & context.likely_positions(firm.industry_code):
        return unknown
    share_of_field = sum(
        answer.share
        for answer in weights.likely_answers.get("positions", ())
        if isinstance(answer.value, tuple) and fields & set(answer.value)
    )
    fits = weights.position_fit
    return share_of_field * fits[PositionFit.OWN] + (1 - share_of_field) * fits[PositionFit.OTHER]


def _way(
    offer: Offer, provider: Provider | None, firm: Firm, context: ReferralContext
) -> Distance | None:
    """Return the way to who carries it out; nobody travels to what is online."""
    if provider is None or offer.channel is Channel.ONLINE:
        return None
    return context.distance(firm.municipality_code, provider)


def contributions(
    values: Values, means: Mapping[ScorePart, float], weights: ReferralWeights
) -> dict[ScorePart, float]:
    """Weigh each part; what is not recorded takes the mean of its kind, where there is one."""
    points: dict[ScorePart, float] = {}
    for part in OWN_PARTS:
        value, weight = values.of[part], weights.parts[part]
        if value is None:
            value = values.expected.get(part, weight.when_unknown)
            if part in values.missing:
                value = means.get(part, value)
        points[part] = weight.weight * value
    return points


def part_means(all_values: Iterable[Values]) -> dict[ScorePart, float]:
    """Mean of each part over the candidates that have it; a part nobody has is left out.

    Examples:
        >>> one = Values({p: 0.5 for p in OWN_PARTS}, frozenset(), None, None, None)
        >>> part_means([one])[ScorePart.PLACE]
        0.5
    """
    values_of_all = list(all_values)
    means: dict[ScorePart, float] = {}
    for part in OWN_PARTS:
        numbers = [value for v in values_of_all if (value := v.of[part]) is not None]
        if numbers:
            means[part] = sum(numbers) / len(numbers)
    return means


def need_value(
    offered: Collection[str], need_ids: Collection[str], weights: ReferralWeights
) -> float:
    """Value how well an offer answers the needs: all of them, and few others beside.

    One of several needs is worth ``need_several``, all of them 1; each further need that a
    scheme answers takes ``need_breadth`` off, because the broader one is the less made for it.
    The services of an actor are counted together, so that none is broad.
    """
    met = len(set(offered) & set(need_ids))
    if not met:
        return 0.0
    share = met / len(set(need_ids))
    least = weights.need_several
    covered = 1.0 if share == 1 else least + (1 - least) * share * share
    return max(0.0, covered - weights.need_breadth * (len(set(offered)) - met))


def _need(offer: Offer, enquiry: Enquiry, offered: Collection[str]) -> float:
    if not offered:
        return 0.0
    by_own_actor = offer.rules.delivered_by in ("local_hub", "own_municipality")
    is_scheme = offer.kind is OfferKind.SCHEME and not by_own_actor
    every = {*offered, *(offer.need_ids if is_scheme else ())}
    return need_value(every, enquiry.need_ids, enquiry.context.weights)


def next_deadline(offer: Offer, on: date) -> date | None:
    """Return the next known deadline, else the last day of the window that is open on the day."""
    ahead = [day for day in offer.rules.opening.deadlines if day >= on]
    if ahead:
        return min(ahead)
    if offer.rules.opening.deadlines:
        return None
    lasts = [
        period.last
        for period in offer.rules.opening.periods
        if period.last is not None and period.last >= on and (period.first or on) <= on
    ]
    return min(lasts) if lasts else None


def _place(
    offer: Offer,
    provider: Provider | None,
    firm: Firm,
    way: Distance | None,
    context: ReferralContext,
) -> float | None:
    """Near, or online, where near counts on top; a hub and an office are there for their own.

    Where the source leaves open which places an offer is for, nobody knows.
    """
    weights, code = context.weights, firm.municipality_code
    if code is None:
        return None
    local_actors = (context.day.places.hub_of.get(code), context.offices.get(code))
    is_local = provider is not None and provider.actor_id in local_actors
    if is_local or offer.rules.delivered_by == "every_municipality":
        return 1.0
    if any(check.about == "place" for check in offer.rules.to_check):
        return None
    is_scheme_online = offer.channel in (None, Channel.ONLINE, Channel.BOTH)
    online = weights.online_value if is_scheme_online and offer.channel is not None else None
    if way is None or offer.channel is Channel.ONLINE:
        return online
    near = 1 / (1 + exp((way.km - weights.half_distance_km) / weights.distance_spread_km))
    return near if online is None else online + (1 - online) * near


def _size_stage(offer: Offer, judgement: Judgement, weights: ReferralWeights) -> float | None:
    """Value how narrowly the offer aims at firms of this size, age, maturity or partnership.

    One such demand that is not known leaves the part unknown. Where the target group has to be
    asked about, a fitting stage counts no more than none, and none counts less.
    """
    is_doubtful = any(check.about == "target_group" for check in offer.rules.to_check)
    most = weights.size_value["any"]
    aims = list(aiming_findings(offer, judgement, weights))
    if any(aim.finding.verdict is Verdict.UNKNOWN for aim in aims):
        return None
    if met := [
        min(narrowness, most) if is_doubtful and finding.fact in _STAGE_FACTS else narrowness
        for narrowness, _, finding in aims
        if finding.verdict is Verdict.MET
    ]:
        return max(met)
    return weights.size_value["doubtful"] if is_doubtful else most


def aiming_findings(offer: Offer, judgement: Judgement, weights: ReferralWeights) -> Iterable[Aim]:
    """List the findings about size, age, maturity and partners, with how narrowly they aim."""
    findings = (*judgement.findings, *judgement.other_findings)
    for number, criterion in enumerate(offer.rules.criteria, start=1):
        narrowness = _narrowness(criterion, weights)
        if narrowness is not None:
            key = f"{number}.{criterion.test}"
            of_criterion = (finding for finding in findings if finding.criterion == key)
            yield from (Aim(narrowness, criterion, finding) for finding in of_criterion)


def _narrowness(criterion: Criterion, weights: ReferralWeights) -> float | None:
    match criterion:
        case SizeClass():
            is_small = criterion.at_most in ("micro", "small")
            return weights.size_value["small" if is_small else "medium"]
        case Between(fact="employees", at_most=float(most)):
            return weights.size_value["small" if most < SMALL_FIRM else "medium"]
        case Between(fact=fact) if fact in _STAGE_FACTS:
            return weights.size_value["stage"]
        case AgeBetween():
            return weights.size_value["young"]
        case _:
            return None


def _timing(
    offer: Offer, judgement: Judgement, deadline: date | None, context: ReferralContext
) -> float | None:
    """Rolling, in rounds, or the days to the deadline; whether it is open may not be known."""
    weights = context.weights
    if judgement.is_open is None:
        return None
    if deadline is None:
        if offer.rules.opening.deadlines:
            return weights.timing_value["passed"]
        is_rolling = not offer.rules.opening.in_rounds
        return weights.timing_value["rolling" if is_rolling else "rounds"]
    days = (deadline - context.on).days
    if days < weights.soon_days:
        return weights.timing_value["soon"]
    if days <= weights.far_days and deadline in offer.rules.opening.deadlines:
        return weights.timing_value["good"]
    return weights.timing_value["far" if days <= weights.far_days else "rolling"]


def _earlier_use(offer: Offer, firm: Firm, context: ReferralContext) -> float | None:
    """Earlier use in the firm's region, over that of the offer most used there.

    Where nobody has told the firm's place, what the country uses says more than nothing.
    """
    if not context.uses:
        return None
    region = context.day.places.region_of.get(firm.municipality_code or "")
    return context.shares_of_use(region).get(offer.offer_id, 0.0)


def _track_record(provider: Provider | None, context: ReferralContext) -> float | None:
    """Share of projects carried through, shrunk to the mean; None: not recorded.

    With a prior of 10 at a mean of .8, 1 of 1 gives .82 and 45 of 50 gives .88, so that a
    single success never outranks a long record.
    """
    mean = context.mean_carried_through
    if mean is None or provider is None or provider.actor_id not in context.carried_through:
        return None
    finished, stopped = context.carried_through[provider.actor_id]
    prior = context.weights.track_prior
    return (finished + prior * mean) / (finished + stopped + prior)


def leaves_of(criteria: Iterable[Criterion]) -> Iterable[Criterion]:
    """List the criteria that join no others, in the order they stand in."""
    for criterion in criteria:
        if isinstance(criterion, (AllOf, AnyOf)):
            yield from leaves_of(criterion.parts)
        else:
            yield criterion
