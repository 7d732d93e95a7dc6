"""Put candidates in order: by score, with variety, and the local hub within reach.

Two rules beside the score keep the list useful, and each shows as a part of it: the same kind of
help several times gives a little off for each time above (``variety``), and the local hub is
never named later than a stated place (``local_contact``). Of two that score alike, the surer
state comes first, then the nearer deadline, then the name.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from heapq import merge
from typing import Final

from ecosystem.analysis.referral.candidates import Candidate
from ecosystem.analysis.referral.context import Enquiry
from ecosystem.analysis.referral.likelihood import Trials, chance
from ecosystem.analysis.referral.score import (
    OWN_PARTS,
    Standing,
    Values,
    contributions,
    part_means,
    value_parts,
)
from ecosystem.model.danish import sort_key
from ecosystem.model.phrases import PART_NAMES
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import OfferKind, OfferState, ScorePart
from ecosystem.model.weights import ReferralWeights

DIGITS: Final = 9
"""Scores that differ by less are alike."""
_STATES: Final = {state: place for place, state in enumerate(OfferState)}
"""Of two that score alike, the surer state comes first."""
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


def rank(candidates: Collection[Candidate], enquiry: Enquiry, trials: Trials) -> list[Scored]:
    """Score candidates and put them in order, one for each provider of services."""
    answered = _answered(candidates, enquiry)
    valued = [(c, _values(c, enquiry, answered, chance(c, trials))) for c in candidates]
    means = {kind: part_means(v for c, v in valued if c.offer.kind is kind) for kind in OfferKind}
    weights = enquiry.context.weights
    scored = [
        _scored(c, values, contributions(values, means[c.offer.kind], weights))
        for c, values in valued
    ]
    one_a_provider = _one_a_provider(scored, enquiry.need_ids)
    return _with_local_hub(_varied(one_a_provider, weights), enquiry)


def score_alone(candidate: Candidate, enquiry: Enquiry) -> Scored:
    """Score a candidate outside the order, as if nothing else were on the list."""
    values = _values(candidate, enquiry, {})
    return _scored(candidate, values, contributions(values, {}, enquiry.context.weights))


def turn_weights(ranked: Sequence[Scored]) -> tuple[Sentence, ...]:
    """List the weights that, half up or half down, would change the first place."""
    if len(ranked) < 2:  # noqa: PLR2004 - with one there is no first place to lose
        return ()
    bases = [_base(suggestion) for suggestion in ranked]
    sentences = []
    for part in OWN_PARTS:
        for factor in (1 - _TURN, 1 + _TURN):
            turned = [
                base + (factor - 1) * suggestion.points[part]
                for base, suggestion in zip(bases, ranked, strict=True)
            ]
            best = max(turned)
            if turned[0] < best - 10**-DIGITS:
                winner = ranked[turned.index(best)]
                offer = winner.candidate.offer
                sentences.append(
                    Sentence(
                        key=f"refer.sensitive.{'less' if factor < 1 else 'more'}",
                        values={"part": PART_NAMES[part].da, "name": offer.name_da},
                        values_en={"part": PART_NAMES[part].en},
                    )
                )
    return tuple(sentences)


def _answered(candidates: Iterable[Candidate], enquiry: Enquiry) -> dict[str, set[str]]:
    """The needs asked for that each provider answers with all its services together."""
    need_ids = set(enquiry.need_ids)
    needs_of: dict[str, set[str]] = defaultdict(set)
    for candidate in candidates:
        if candidate.merges_by is not None and not candidate.is_named_only:
            needs_of[candidate.merges_by] |= need_ids & set(candidate.offer.need_ids)
    return needs_of


def _values(
    candidate: Candidate,
    enquiry: Enquiry,
    answered: Mapping[str, Collection[str]],
    likely_met: float = 1.0,
) -> Values:
    offered: Collection[str] = ()
    if not candidate.is_named_only:
        needs_of_offer = set(candidate.offer.need_ids) & set(enquiry.need_ids)
        offered = needs_of_offer | set(answered.get(candidate.merges_by or "", ()))
    offer, provider = candidate.offer, candidate.provider
    standing = Standing(offered, likely_met)
    return value_parts(offer, provider, candidate.judgement, enquiry, standing)


def _one_a_provider(scored: Iterable[Scored], need_ids: Collection[str]) -> list[Scored]:
    """Keep the best service of each provider; a scheme it carries out goes before its own.

    Of services that score alike, the one that answers most of the needs and fewest others stays.
    """

    def merge_order(suggestion: Scored) -> tuple[object, ...]:
        offer = suggestion.candidate.offer
        met = len(set(offer.need_ids) & set(need_ids))
        is_service = offer.kind is OfferKind.SERVICE
        return -round(suggestion.score, 3), is_service, -met, len(offer.need_ids), suggestion.tie

    best: dict[str, Scored] = {}
    for suggestion in scored:
        key = suggestion.candidate.merges_by or f"offer:{suggestion.candidate.offer.offer_id}"
        if key not in best or merge_order(suggestion) < merge_order(best[key]):
            best[key] = suggestion
    return list(best.values())


def _scored(candidate: Candidate, values: Values, points: dict[ScorePart, float]) -> Scored:
    offer = candidate.offer
    tie = (
        _STATES[candidate.judgement.state],
        values.deadline or date.max,
        sort_key(offer.name_da),
        offer.offer_id,
    )
    return Scored(candidate, values, points, round(sum(points.values()), DIGITS), tie)


def _with_points(scored: Scored, part: ScorePart, points: float) -> Scored:
    """The same candidate with one part of the list's own put in."""
    points_of = {**scored.points, part: points}
    return replace(scored, points=points_of, score=round(sum(points_of.values()), DIGITS))


def _varied(scored: Iterable[Scored], weights: ReferralWeights) -> list[Scored]:
    """Take the best one by one; each takes a little off the rest of its kind, up to a limit."""
    step, most = weights.variety_step, weights.variety_most
    kinds: dict[str, list[Scored]] = defaultdict(list)
    for suggestion in sorted(scored, key=_order):
        above = len(kinds[suggestion.candidate.group])
        points = -min(step * above, most) if above else 0.0
        kinds[suggestion.candidate.group].append(
            _with_points(suggestion, ScorePart.VARIETY, points)
        )
    return list(merge(*kinds.values(), key=_order))


def _order(scored: Scored) -> tuple[float, tuple[int, date, str, str]]:
    return -round(scored.score, DIGITS), scored.tie


def _with_local_hub(ranked: list[Scored], enquiry: Enquiry) -> list[Scored]:
    """Lift the local hub to the stated place, if it stands below it."""
    actors = [
        suggestion.candidate.provider and suggestion.candidate.provider.actor_id
        for suggestion in ranked
    ]
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


def _base(scored: Scored) -> float:
    """The score without what the list around it adds or takes off."""
    return sum(scored.points[part] for part in OWN_PARTS)
