"""Suggest who fits a firm's needs: judge, score, order, and say why.

The order is by score, highest first. Two rules beside it keep the list useful, and each shows as
a part of the score: the same kind of help several times gives a little off for each time above
(``variety``), and the local hub is never named later than a stated place (``local_contact``).
Of two that score alike, the one that is met comes first, then the nearer deadline, then the name.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from heapq import merge
from itertools import pairwise
from typing import Final

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.day.freshness import SORT_OF_OFFER
from ecosystem.analysis.referral.candidates import (
    Candidate,
    clusters_for,
    contacts,
    find_candidates,
)
from ecosystem.analysis.referral.context import Enquiry, ReferralContext, referral_context
from ecosystem.analysis.referral.questions import next_question
from ecosystem.analysis.referral.reasons import (
    becomes_suitable_if,
    reasons_for,
    shortfalls,
    speaks_against,
    why_not_next,
)
from ecosystem.analysis.referral.route import lay_path
from ecosystem.analysis.referral.score import (
    OWN_PARTS,
    Values,
    contributions,
    part_means,
    value_parts,
)
from ecosystem.model.danish import sort_key
from ecosystem.model.firms import Firm
from ecosystem.model.phrases import PART_NAMES
from ecosystem.model.referrals import Referral, Suggestion
from ecosystem.model.register import Register, check_need, check_position
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import ActorKind, OfferKind, ScorePart, Verdict
from ecosystem.model.weights import ReferralWeights

_DIGITS: Final = 9
"""Scores that differ by less are alike."""
_TURN: Final = 0.5
"""Half up and half down is how far a weight is turned to see whether the first place holds."""


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with the value of each part and what it contributes."""

    candidate: Candidate
    values: Values
    points: dict[ScorePart, float]
    score: float
    """What the parts contribute together."""
    tie: tuple[int, date, str, str]
    """Decides between two of the same score: met first, nearer deadline, then the name."""


def suggest_referrals(  # noqa: PLR0913 - the last three are switches of one answer
    register: Register,
    firm: Firm,
    need_ids: Sequence[str],
    on: date,
    top: int | None = None,
    *,
    context: ReferralContext | None = None,
    day: OnDay | None = None,
    without: Collection[str] = (),
    own: str | None = None,
    words: str = "",
) -> Referral:
    """Suggest offers and actors for a firm, best first, with the reasons.

    Args:
        register: The register.
        firm: What is known of the firm.
        need_ids: What it needs, one or several.
        on: Day of the referral.
        top: Suggestions to give at most; None: all.
        context: What ``referral_context`` gathered for the day, to save doing it again.
        day: The day over the register, to save making it again where no context is given.
        without: Actors and offers that cannot be used now.
        own: The adviser's own organisation, marked wherever it stands.
        words: What the firm says it needs, in its own words: for whom works with the matter.

    Returns:
        Suggestions that fit or may fit, those that do not with what is missing, the next
        question, a path, and whether it is a dead end.

    Raises:
        UnknownIdError: A need or a position is not in the register.
        NotRecordedError: The register has no offers, or no numbers to rank them by.
    """
    wanted = tuple(dict.fromkeys(need_ids))
    for need_id in wanted:
        check_need(register, need_id)
    for position_id in firm.positions or ():
        check_position(register, position_id)
    held = context or referral_context(day or OnDay(register, on))
    enquiry = Enquiry(firm, wanted, held, frozenset(without), own, words)
    candidates, left_out = find_candidates(enquiry)
    fitting = [c for c in candidates if c.judgement.verdict is not Verdict.UNMET]
    ranked = rank(fitting + contacts(fitting, enquiry), enquiry)
    hub = held.providers.get(enquiry.hub_id or "")
    is_over = is_dead_end(fitting) and not _may_have_cluster(enquiry)
    path, passed_over = lay_path([scored.candidate for scored in ranked], firm, hub, held)
    return Referral(
        on=on,
        need_ids=wanted,
        weights_version=held.weights.version,
        suggestions=_suggestions(ranked, enquiry)[:top],
        not_suitable=_not_suitable(candidates, enquiry),
        left_out=dict(left_out),
        local_hub=None if hub is None else hub.actor_id,
        local_hub_name=None if hub is None else hub.name,
        next_question=next_question(fitting, firm, held),
        dead_end=is_over,
        statements=_statements(fitting, enquiry, is_over=is_over),
        path=path,
        path_left_out=passed_over,
        sensitivity=_sensitivity(ranked),
    )


def rank(candidates: Collection[Candidate], enquiry: Enquiry) -> list[Scored]:
    """Score candidates and put them in order, one for each provider of services."""
    answered = _answered(candidates, enquiry)
    valued = [(c, _values(c, enquiry, answered)) for c in candidates]
    means = {kind: part_means(v for c, v in valued if c.offer.kind is kind) for kind in OfferKind}
    weights = enquiry.context.weights
    scored = [
        _scored(c, values, contributions(values, means[c.offer.kind], weights))
        for c, values in valued
    ]
    kept = _one_a_provider(scored, enquiry.need_ids)
    return _with_local_hub(_varied(kept, weights), enquiry)


def is_dead_end(candidates: Iterable[Candidate]) -> bool:
    """No scheme and no cluster fits, or may fit, the needs asked for."""
    return not any(
        c.offer.kind is OfferKind.SCHEME
        or (c.provider is not None and c.provider.kind is ActorKind.CLUSTER)
        for c in candidates
        if c.judgement.verdict is not Verdict.UNMET and not c.is_contact
    )


def _may_have_cluster(enquiry: Enquiry) -> bool:
    """Whether a cluster answers the needs, and nobody has told whether the firm is in its field."""
    held = enquiry.context
    answering = (offer for need in enquiry.need_ids for offer in held.offers_by_need.get(need, ()))
    clusters = (
        provider.actor_id
        for offer in answering
        if offer.kind is OfferKind.SERVICE
        and offer.offer_id not in enquiry.without
        and (provider := held.providers.get(offer.provider_actor_id or ""))
        and provider.kind is ActorKind.CLUSTER
    )
    return enquiry.firm.positions is None and any(c not in enquiry.without for c in clusters)


def _answered(candidates: Iterable[Candidate], enquiry: Enquiry) -> dict[str, set[str]]:
    """The needs asked for that each provider answers with all its services together."""
    asked = set(enquiry.need_ids)
    found: dict[str, set[str]] = defaultdict(set)
    for candidate in candidates:
        if candidate.merges_by is not None and not candidate.is_contact:
            found[candidate.merges_by] |= asked & set(candidate.offer.need_ids)
    return found


def _values(
    candidate: Candidate, enquiry: Enquiry, answered: Mapping[str, Collection[str]]
) -> Values:
    offered: Collection[str] = ()
    if not candidate.is_contact:
        own = set(candidate.offer.need_ids) & set(enquiry.need_ids)
        offered = own | set(answered.get(candidate.merges_by or "", ()))
    offer, provider = candidate.offer, candidate.provider
    return value_parts(offer, provider, candidate.judgement, enquiry, offered)


def _one_a_provider(scored: Iterable[Scored], asked: Collection[str]) -> list[Scored]:
    """Keep the best service of each provider; a scheme it carries out goes before its own.

    Of services that score alike, the one that answers most of the needs and fewest others stays.
    """

    def merge_order(one: Scored) -> tuple[object, ...]:
        offer = one.candidate.offer
        met = len(set(offer.need_ids) & set(asked))
        is_service = offer.kind is OfferKind.SERVICE
        return -round(one.score, 3), is_service, -met, len(offer.need_ids), one.tie

    best: dict[str, Scored] = {}
    for one in scored:
        key = one.candidate.merges_by or f"offer:{one.candidate.offer.offer_id}"
        if key not in best or merge_order(one) < merge_order(best[key]):
            best[key] = one
    return list(best.values())


def _scored(candidate: Candidate, values: Values, points: dict[ScorePart, float]) -> Scored:
    offer = candidate.offer
    is_unknown = candidate.judgement.verdict is not Verdict.MET
    tie = int(is_unknown), values.deadline or date.max, sort_key(offer.name_da), offer.offer_id
    return Scored(candidate, values, points, round(sum(points.values()), _DIGITS), tie)


def _with_points(scored: Scored, part: ScorePart, points: float) -> Scored:
    """The same candidate with one part of the list's own put in."""
    held = {**scored.points, part: points}
    return replace(scored, points=held, score=round(sum(held.values()), _DIGITS))


def _varied(scored: Iterable[Scored], weights: ReferralWeights) -> list[Scored]:
    """Take the best one by one; each takes a little off the rest of its kind, up to a limit."""
    step, most = weights.variety_step, weights.variety_most
    kinds: dict[str, list[Scored]] = defaultdict(list)
    for one in sorted(scored, key=_order):
        above = len(kinds[one.candidate.group])
        taken = -min(step * above, most) if above else 0.0
        kinds[one.candidate.group].append(_with_points(one, ScorePart.VARIETY, taken))
    return list(merge(*kinds.values(), key=_order))


def _order(scored: Scored) -> tuple[float, tuple[int, date, str, str]]:
    return -round(scored.score, _DIGITS), scored.tie


def _with_local_hub(ranked: list[Scored], enquiry: Enquiry) -> list[Scored]:
    """Lift the local hub to the stated place, if it stands below it."""
    actors = [one.candidate.provider and one.candidate.provider.actor_id for one in ranked]
    is_named = enquiry.hub_id is not None and enquiry.hub_id in actors
    place = actors.index(enquiry.hub_id) if is_named else None
    latest = enquiry.context.weights.local_rank - 1
    if place is None or place <= latest:
        return ranked
    hub, above = ranked[place], ranked[latest]
    lift = above.score - hub.score
    lifted = _with_points(hub, ScorePart.LOCAL_CONTACT, lift)
    rest = ranked[:place] + ranked[place + 1 :]
    return [*rest[:latest], lifted, *rest[latest:]]


def _suggestions(ranked: Sequence[Scored], enquiry: Enquiry) -> tuple[Suggestion, ...]:
    """Put the order into records, each with what sets it before the next."""
    why: list[Sentence | None] = [
        why_not_next(one.points, two.points, two.candidate.offer, _not_known(two))
        for one, two in pairwise(ranked)
    ]
    why.append(None)
    told = zip(ranked, why, strict=False)
    return tuple(_suggestion(one, enquiry, n, w) for n, (one, w) in enumerate(told, start=1))


def _not_known(scored: Scored) -> tuple[ScorePart, ...]:
    return tuple(part for part in OWN_PARTS if scored.values.of[part] is None)


def _suggestion(
    scored: Scored, enquiry: Enquiry, place: int | None = None, why: Sentence | None = None
) -> Suggestion:
    firm, context = enquiry.firm, enquiry.context
    candidate, values, way = scored.candidate, scored.values, scored.values.way
    offer, judgement, provider = candidate.offer, candidate.judgement, candidate.provider
    is_unmet = judgement.verdict is Verdict.UNMET
    actor_id = offer.provider_actor_id if provider is None else provider.actor_id
    checked = offer.checked or offer.rules.checked
    return Suggestion(
        rank=place,
        offer_id=offer.offer_id,
        provider_actor_id=actor_id,
        provider_name=None if provider is None else provider.name,
        provider_kind=None if provider is None else provider.kind,
        name=offer.name_da,
        name_en=offer.name_en,
        kind=offer.kind,
        is_contact=candidate.is_contact,
        is_own_organisation=enquiry.own is not None and enquiry.own == actor_id,
        verdict=judgement.verdict,
        is_open=judgement.is_open,
        score=scored.score,
        contributions=scored.points,
        not_known=_not_known(scored),
        needs_met=tuple(n for n in enquiry.need_ids if n in offer.need_ids),
        position_fit=values.fit,
        findings=judgement.findings,
        other_findings=judgement.other_findings,
        facts_to_ask=judgement.facts_to_ask,
        to_check=judgement.to_check,
        reasons=()
        if is_unmet or candidate.is_contact
        else reasons_for(candidate, values, scored.points, enquiry),
        why_not_next=why,
        speaks_against=speaks_against(candidate, values, context),
        shortfalls=shortfalls(judgement.findings, offer, context) if is_unmet else (),
        becomes_suitable_if=becomes_suitable_if(offer, firm, context) if is_unmet else (),
        distance_km=None if way is None else round(way.km, 1),
        straight_km=None if way is None else round(way.straight_km, 1),
        ferries=() if way is None else way.ferries,
        deadline=values.deadline,
        is_last_day=values.deadline is not None
        and values.deadline not in offer.rules.opening.deadlines,
        next_step=offer.next_step,
        url=offer.url,
        source=offer.source,
        checked=checked,
        freshness=context.day.freshness.state(checked, SORT_OF_OFFER[offer.kind]),
        confidence=offer.confidence,
        aid_note_da=judgement.aid_note_da,
        aid_note_en=judgement.aid_note_en,
        problem=judgement.problem,
    )


def _not_suitable(candidates: Iterable[Candidate], enquiry: Enquiry) -> tuple[Suggestion, ...]:
    """What does not fit, nearest to fitting first: open before closed, fewest unmet, score."""
    told = []
    for candidate in candidates:
        if candidate.judgement.verdict is Verdict.UNMET:
            values = _values(candidate, enquiry, {})
            points = contributions(values, {}, enquiry.context.weights)
            told.append(_suggestion(_scored(candidate, values, points), enquiry))
    return tuple(
        sorted(
            told,
            key=lambda s: (
                s.is_open is False,
                len({f.fact for f in s.findings if f.verdict is Verdict.UNMET}),
                -round(s.score, _DIGITS),
                s.offer_id,
            ),
        )
    )


def _statements(
    fitting: Collection[Candidate], enquiry: Enquiry, *, is_over: bool
) -> tuple[Sentence, ...]:
    """What has to be said about the list as a whole."""
    firm, context = enquiry.firm, enquiry.context
    said: list[Sentence] = []
    if is_over:
        said.append(Sentence(key="refer.dead_end"))
    clusters = context.day.membership.clusters_of
    for position_id in firm.positions or ():
        if clusters is not None and position_id not in clusters:
            danish, english = context.day.names.position(position_id)
            said.append(
                Sentence(
                    key="refer.no_cluster",
                    values={"position": danish},
                    values_en={"position": english},
                )
            )
    if firm.positions == ():
        said.append(Sentence(key="refer.no_position"))
    if firm.positions is None:
        said.append(Sentence(key="refer.position_unknown"))
    elif clusters_for(firm, context) and not _has_cluster(fitting):
        said.append(Sentence(key="refer.cluster_not_for_need"))
    if firm.municipality_code is None:
        said.append(Sentence(key="refer.municipality_unknown"))
    for need_id in enquiry.need_ids:
        if not context.offers_by_need.get(need_id):
            danish, english = context.day.names.need(need_id)
            said.append(
                Sentence(
                    key="refer.need_not_served",
                    values={"need": danish},
                    values_en={"need": english},
                )
            )
    return tuple(said)


def _has_cluster(candidates: Iterable[Candidate]) -> bool:
    return any(c.provider is not None and c.provider.kind is ActorKind.CLUSTER for c in candidates)


def _sensitivity(ranked: Sequence[Scored]) -> tuple[Sentence, ...]:
    """Name the weights that, half up or half down, would change the first place."""
    if len(ranked) < 2:  # noqa: PLR2004 - with one there is no first place to lose
        return ()
    bases = [_base(one) for one in ranked]
    said = []
    for part in OWN_PARTS:
        for factor in (1 - _TURN, 1 + _TURN):
            turned = [
                base + (factor - 1) * one.points[part]
                for base, one in zip(bases, ranked, strict=True)
            ]
            best = max(turned)
            if turned[0] < best - 10**-_DIGITS:
                winner = ranked[turned.index(best)]
                offer = winner.candidate.offer
                said.append(
                    Sentence(
                        key=f"refer.sensitive.{'less' if factor < 1 else 'more'}",
                        values={"part": PART_NAMES[part].da, "name": offer.name_da},
                        values_en={"part": PART_NAMES[part].en},
                    )
                )
    return tuple(said)


def _base(scored: Scored) -> float:
    """The score without what the list around it adds or takes off."""
    return sum(scored.points[part] for part in OWN_PARTS)
