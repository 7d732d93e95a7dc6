"""Suggest who fits a firm's needs: judge, score, order, and say why.

What may fit is one list, best first; what opens once the firm has mended something, and what does
not fit, stand beside it with what is missing.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from itertools import pairwise

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.day.freshness import SORT_OF_OFFER
from ecosystem.analysis.referral.action_plan import plan_way
from ecosystem.analysis.referral.candidates import (
    Candidate,
    answers_by_itself,
    candidate_of,
    clusters_for,
    contacts,
    find_candidates,
    operator_offers,
)
from ecosystem.analysis.referral.context import Enquiry, ReferralContext, referral_context
from ecosystem.analysis.referral.likelihood import chance, try_answers
from ecosystem.analysis.referral.questions import rank_questions
from ecosystem.analysis.referral.ranking import DIGITS, Scored, rank, score_alone, turn_weights
from ecosystem.analysis.referral.reasons import (
    becomes_suitable_if,
    reasons_for,
    shortfalls,
    speaks_against,
    why_not_next,
)
from ecosystem.analysis.referral.score import OWN_PARTS
from ecosystem.model.errors import UnknownIdError
from ecosystem.model.firms import Firm
from ecosystem.model.offers import Offer
from ecosystem.model.referrals import Contact, Referral, Suggestion, Through
from ecosystem.model.register import Register, check_need, check_position
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import ActorKind, OfferKind, OfferState, ScorePart, Verdict


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
    chosen: Sequence[str] = (),
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
        chosen: Offers the adviser chose, offer_id: the way leads to them, after the contacts.

    Returns:
        Suggestions that fit or may fit, those that open once something is mended and those that
        do not fit with what is missing, the next question, a way, and whether it is a dead end.

    Raises:
        UnknownIdError: A need, a position or a chosen offer is not in the register.
        NotRecordedError: The register has no offers, or no numbers to rank them by.
    """
    unique_needs = tuple(dict.fromkeys(need_ids))
    _check_ids(register, firm, unique_needs, chosen)
    day_context = context or referral_context(day or OnDay(register, on))
    enquiry = Enquiry(firm, unique_needs, day_context, frozenset(without), own, words)
    candidates, left_out = find_candidates(enquiry)
    undecided = [c for c in candidates if c.judgement.verdict is not Verdict.UNMET]
    trials = try_answers(undecided, enquiry)
    fitting = [c for c in undecided if chance(c, trials) >= day_context.weights.least_likely]
    left_out["unlikely"] += len(undecided) - len(fitting)
    mendable = [c for c in candidates if c.judgement.state is OfferState.MENDABLE]
    questions = rank_questions(fitting, trials, enquiry)
    contact_candidates = contacts(fitting, enquiry)
    trials = {**trials, **try_answers(contact_candidates, enquiry)}
    ranked = rank(fitting + contact_candidates, enquiry, trials)
    hub = day_context.providers.get(enquiry.hub_id or "")
    is_over = is_dead_end((*fitting, *mendable), enquiry) and not _may_have_cluster(enquiry)
    picked = [
        candidate_of(register.catalogue[offer_id], enquiry) for offer_id in dict.fromkeys(chosen)
    ]
    listed = [scored.candidate for scored in ranked]
    path, passed_over = plan_way(listed, enquiry, trials, picked)
    return Referral(
        on=on,
        need_ids=unique_needs,
        weights_version=day_context.weights.version,
        suggestions=_with_operators(_suggestions(ranked, enquiry), enquiry)[:top],
        mendable=_unranked(mendable, enquiry),
        not_suitable=_unranked((c for c in candidates if not c.is_possible), enquiry),
        left_out={why: count for why, count in left_out.items() if count},
        local_hub=None if hub is None else hub.actor_id,
        local_hub_name=None if hub is None else hub.name,
        next_question=next((question for question in questions if question.settles > 0), None),
        questions=questions,
        dead_end=is_over,
        statements=_statements(fitting, enquiry, is_over=is_over),
        path=path,
        path_left_out=passed_over,
        sensitivity=turn_weights(ranked),
    )


def _check_ids(
    register: Register, firm: Firm, need_ids: Iterable[str], offer_ids: Iterable[str]
) -> None:
    for need_id in need_ids:
        check_need(register, need_id)
    for position_id in firm.positions or ():
        check_position(register, position_id)
    for offer_id in offer_ids:
        if offer_id not in register.catalogue:
            kind = "offer"
            raise UnknownIdError.from_available(kind, offer_id, register.catalogue)


def is_dead_end(candidates: Iterable[Candidate], enquiry: Enquiry) -> bool:
    """Return whether no scheme and no cluster fits, or may fit, the needs asked for.

    Contacts that are always there are no reason to say that something was found.
    """
    return not any(
        c.offer.kind is OfferKind.SCHEME
        or (c.provider is not None and c.provider.kind is ActorKind.CLUSTER)
        for c in candidates
        if c.is_possible and answers_by_itself(c, enquiry)
    )


def _may_have_cluster(enquiry: Enquiry) -> bool:
    """Return whether a cluster answers the needs, and nobody has told the firm's field."""
    context = enquiry.context
    answering = (
        offer for need in enquiry.need_ids for offer in context.offers_by_need.get(need, ())
    )
    clusters = (
        provider.actor_id
        for offer in answering
        if offer.kind is OfferKind.SERVICE
        and offer.offer_id not in enquiry.without
        and (provider := context.providers.get(offer.provider_actor_id or ""))
        and provider.kind is ActorKind.CLUSTER
    )
    return enquiry.firm.positions is None and any(c not in enquiry.without for c in clusters)


def _suggestions(ranked: Sequence[Scored], enquiry: Enquiry) -> tuple[Suggestion, ...]:
    """Build the records of the order, each with what sets it before the next."""
    why: list[Sentence | None] = [
        why_not_next(
            scored.points, following.points, following.candidate.offer, _not_known(following)
        )
        for scored, following in pairwise(ranked)
    ]
    why.append(None)
    explained = zip(ranked, why, strict=False)
    return tuple(
        _suggestion(scored, enquiry, n, w) for n, (scored, w) in enumerate(explained, start=1)
    )


def _with_operators(
    suggestions: tuple[Suggestion, ...], enquiry: Enquiry
) -> tuple[Suggestion, ...]:
    """Add what an actor applies for to its first suggestion: the firm takes part through it."""
    through = dict(operator_offers(enquiry))
    return tuple(
        suggestion.model_copy(update={"through": tuple(_through(offer) for offer in offers)})
        if (offers := through.pop(suggestion.provider_actor_id or "", ()))
        else suggestion
        for suggestion in suggestions
    )


def _through(offer: Offer) -> Through:
    return Through(
        offer_id=offer.offer_id, name=offer.name_da, name_en=offer.name_en, url=offer.url
    )


def _not_known(scored: Scored) -> tuple[ScorePart, ...]:
    return tuple(part for part in OWN_PARTS if scored.values.of[part] is None)


def _suggestion(
    scored: Scored, enquiry: Enquiry, place: int | None = None, why: Sentence | None = None
) -> Suggestion:
    firm, context = enquiry.firm, enquiry.context
    candidate, values, way = scored.candidate, scored.values, scored.values.way
    offer, judgement, provider = candidate.offer, candidate.judgement, candidate.provider
    is_unmet = judgement.verdict is Verdict.UNMET
    checked = offer.checked or offer.rules.checked
    return Suggestion(
        rank=place,
        offer_id=offer.offer_id,
        provider_actor_id=candidate.actor_id,
        provider_name=None if provider is None else provider.name,
        provider_kind=None if provider is None else provider.kind,
        contact=Contact() if provider is None else provider.contact,
        name=offer.name_da,
        name_en=offer.name_en,
        kind=offer.kind,
        is_contact=candidate.is_contact,
        is_own_organisation=enquiry.own_actor_id is not None
        and enquiry.own_actor_id == candidate.actor_id,
        verdict=judgement.verdict,
        state=judgement.state,
        is_open=judgement.is_open,
        opening_reason=judgement.opening_reason,
        opens_when=judgement.opens_when,
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
        if is_unmet or candidate.is_named_only
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


def _unranked(candidates: Iterable[Candidate], enquiry: Enquiry) -> tuple[Suggestion, ...]:
    """List what does not fit now, nearest to fitting first: open, fewest unmet, best score."""
    suggestions = [
        _suggestion(score_alone(candidate, enquiry), enquiry) for candidate in candidates
    ]
    return tuple(
        sorted(
            suggestions,
            key=lambda s: (
                s.is_open is False,
                len({f.fact for f in s.findings if f.verdict is Verdict.UNMET}),
                -round(s.score, DIGITS),
                s.offer_id,
            ),
        )
    )


def _statements(
    fitting: Collection[Candidate], enquiry: Enquiry, *, is_over: bool
) -> tuple[Sentence, ...]:
    """List what has to be said about the list as a whole."""
    firm, context = enquiry.firm, enquiry.context
    sentences: list[Sentence] = []
    if is_over:
        sentences.append(Sentence(key="refer.dead_end"))
    clusters = context.day.membership.clusters_of
    for position_id in firm.positions or ():
        if clusters is not None and position_id not in clusters:
            danish, english = context.day.names.position(position_id)
            sentences.append(
                Sentence(
                    key="refer.no_cluster",
                    values={"position": danish},
                    values_en={"position": english},
                )
            )
    if firm.positions == ():
        sentences.append(Sentence(key="refer.no_position"))
    if firm.positions is None:
        sentences.append(Sentence(key="refer.position_unknown"))
    elif clusters_for(firm, context) and not _has_cluster(fitting):
        sentences.append(Sentence(key="refer.cluster_not_for_need"))
    if firm.municipality_code is None:
        sentences.append(Sentence(key="refer.municipality_unknown"))
    for need_id in enquiry.need_ids:
        if not context.offers_by_need.get(need_id):
            danish, english = context.day.names.need(need_id)
            sentences.append(
                Sentence(
                    key="refer.need_not_served",
                    values={"need": danish},
                    values_en={"need": english},
                )
            )
    return tuple(sentences)


def _has_cluster(candidates: Iterable[Candidate]) -> bool:
    return any(c.provider is not None and c.provider.kind is ActorKind.CLUSTER for c in candidates)
