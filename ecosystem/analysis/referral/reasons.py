"""Build the reasons for and against an offer where it stands, and what would change that.

A reason is only given where the part behind it adds more than it would without the fact it
names, so that taking the fact away always lowers the score.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from itertools import product
from typing import Final, assert_never, get_args

from ecosystem.analysis.eligibility import judge_criterion, judge_offer, size_ceilings_dkk
from ecosystem.analysis.referral.candidates import Candidate, judge_for_referral, provider_for
from ecosystem.analysis.referral.context import Enquiry, ReferralContext
from ecosystem.analysis.referral.score import (
    OWN_PARTS,
    Aim,
    Values,
    aiming_findings,
    field_of,
    leaves_of,
)
from ecosystem.model.fact_words import FACT_WORDS
from ecosystem.model.firms import Firm, FirmFact, MeasuredFact
from ecosystem.model.judgements import Finding
from ecosystem.model.offers import Between, Criterion, IsTrue, Offer, SizeClass
from ecosystem.model.phrases import PART_NAMES, plain_number
from ecosystem.model.referrals import Change, Shortfall
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import (
    Channel,
    PositionFit,
    ScorePart,
    SourceConfidence,
    Verdict,
)

LEAST_GAIN: Final = 0.015
"""A part that adds less to the score is no reason."""
SAME_DIGITS: Final = 9
"""Scores that differ by less are alike."""
MOST_CHANGES: Final = 3
"""More facts than this to change are no advice."""
MANY_NEEDS: Final = 5
"""An offer that answers as many needs is told to be broad."""
_MEASURED: Final = frozenset(get_args(MeasuredFact))
_SIZE_FACTS: Final = ("employees", "turnover_dkk", "balance_dkk")
"""What a size class limits, in the order of its ceilings."""
_SIZE_STAGE_FACTS: Final = ("founded", "technology_readiness_level", "partner_count", "employees")
"""Facts that a reason of size or stage may rest on, the most telling first."""


def reasons_for(
    candidate: Candidate, values: Values, points: Mapping[ScorePart, float], enquiry: Enquiry
) -> tuple[Sentence, ...]:
    """Return the parts that add most as reasons, strongest first; at most three.

    The need comes with its whole contribution, because without it there is no suggestion; the
    others with what they add beyond the value they take when nobody knows.
    """
    gains: dict[ScorePart, float] = {}
    places: dict[ScorePart, int] = {part: place for place, part in enumerate(OWN_PARTS)}
    for part in OWN_PARTS:
        value, weight = values.of[part], enquiry.context.weights.parts[part]
        if value is None:
            continue
        least = 0.0 if part is ScorePart.NEED else weight.when_unknown * weight.weight
        gains[part] = points[part] - least
    ranked = sorted(
        (-gain, places[part], part) for part, gain in gains.items() if gain >= LEAST_GAIN
    )
    sentences = [_reason(part, candidate, values, enquiry) for *_, part in ranked]
    return tuple(sentence for sentence in sentences if sentence is not None)[:3]


def speaks_against(
    candidate: Candidate, values: Values, context: ReferralContext
) -> tuple[Sentence, ...]:
    """List what speaks against an offer, most serious first."""
    return (
        *_about_rules(candidate),
        *_about_time(candidate.offer, values, context),
        *_about_facts(candidate, values),
        *_about_distance(candidate.offer, values, context),
        *_about_source(candidate.offer),
    )


def _about_rules(candidate: Candidate) -> Iterable[Sentence]:
    judgement = candidate.judgement
    if judgement.problem is not None:
        yield Sentence(key="refer.against.problem")
    elif judgement.is_open is None:
        yield Sentence(key="refer.against.opening_unknown")
    if judgement.aid_note_da is not None:
        yield Sentence(key="refer.against.aid")


def _about_facts(candidate: Candidate, values: Values) -> Iterable[Sentence]:
    judgement = candidate.judgement
    if facts := [fact for fact in judgement.facts_to_ask if fact != "open"]:
        yield Sentence(
            key="refer.against.unknown",
            values={"facts": _names(facts, 0)},
            values_en={"facts": _names(facts, 1)},
        )
    if values.fit is PositionFit.NEIGHBOURING:
        yield Sentence(key="refer.against.neighbouring")
    yield from _about_doubts(judgement.findings)


def _about_doubts(findings: Iterable[Finding]) -> Iterable[Sentence]:
    """List what a source leaves open about a demand that is not decided yet."""
    doubtful = [f for f in findings if not f.is_settled and f.verdict is Verdict.UNKNOWN]
    notes = dict.fromkeys((f.note_da, f.note_en) for f in doubtful if f.note_da is not None)
    for danish, english in notes:
        yield Sentence(
            key="refer.against.unsettled",
            values={"note": danish},
            values_en={"note": english or danish},
        )


def _about_distance(offer: Offer, values: Values, context: ReferralContext) -> Iterable[Sentence]:
    way = values.way
    if offer.channel is not Channel.LOCAL or way is None:
        return
    if way.ferries:
        yield Sentence(
            key="refer.against.ferry",
            values={
                "km": round(way.km),
                "straight": round(way.straight_km),
                "ferries": "; ".join(way.ferries),
            },
        )
    elif way.km > context.weights.half_distance_km:
        yield Sentence(key="refer.against.far", values={"km": round(way.km)})


def _about_source(offer: Offer) -> Iterable[Sentence]:
    if offer.confidence is SourceConfidence.LOW:
        yield Sentence(key="refer.against.low_confidence")
    if offer.rules.to_check:
        yield Sentence(key="refer.against.to_check", values={"n": len(offer.rules.to_check)})
    if len(offer.need_ids) >= MANY_NEEDS:
        yield Sentence(key="refer.against.broad", values={"n": len(offer.need_ids)})


def why_not_next(
    better: Mapping[ScorePart, float],
    worse: Mapping[ScorePart, float],
    following: Offer,
    not_known: Collection[ScorePart] = (),
) -> Sentence:
    """Return which part most of all puts a suggestion before the one after it.

    A part that nobody knows of the one after it (``not_known``) is said to be that.
    """
    apart = {part: better.get(part, 0) - worse.get(part, 0) for part in ScorePart}
    part = max(apart, key=lambda name: apart[name])
    is_tie = round(sum(apart.values()), SAME_DIGITS) <= 0
    key = "tie" if is_tie else "unknown" if part in not_known else part.value
    return Sentence(
        key=f"refer.next.{key}",
        values={
            "next": following.name_da,
            "points": round(apart[part], 3),
            "part": PART_NAMES[part].da.lower(),
        },
        values_en={
            "next": following.name_en or following.name_da,
            "part": PART_NAMES[part].en.lower(),
        },
    )


def shortfalls(
    findings: Iterable[Finding], offer: Offer, context: ReferralContext
) -> tuple[Shortfall, ...]:
    """Compute by how much the firm misses each limit on a number, each limit of a criterion once.

    Args:
        findings: What decided the verdict; those that are unmet count.
        offer: The offer, whose criteria state the limits.
        context: What holds on the day, with the ceilings of size classes.
    """
    criteria = {f"{n}.{c.test}": c for n, c in enumerate(offer.rules.criteria, start=1)}
    missed = dict.fromkeys(
        (f.criterion, f.fact, float(f.observed))
        for f in findings
        if f.verdict is Verdict.UNMET and f.fact in _MEASURED and f.observed is not None
    )
    return tuple(
        Shortfall(
            criterion=key,
            fact=fact,
            observed=observed,
            limit=limit,
            missing_by=abs(limit - observed),
        )
        for key, fact, observed in missed
        if key in criteria
        for limit in _missed_limits(criteria[key], fact, observed, context)
    )


def _missed_limits(
    criterion: Criterion, fact: str, observed: float, context: ReferralContext
) -> Iterable[float]:
    """The limits on a fact that a value lies outside of; a ceiling that it just reaches is none."""
    for leaf in leaves_of([criterion]):
        low, high = _range(leaf, fact, context)
        if low is not None and observed < low:
            yield low
        if high is not None and observed > high:
            yield high


def _range(
    leaf: Criterion, fact: str, context: ReferralContext
) -> tuple[float | None, float | None]:
    """The least and the most that a criterion allows of a fact; None: it sets no such limit."""
    if isinstance(leaf, Between) and leaf.fact == fact:
        return leaf.at_least, leaf.at_most
    if isinstance(leaf, SizeClass) and fact in _SIZE_FACTS:
        ceilings = size_ceilings_dkk(leaf.at_most, context.eligibility.constants)
        return None, None if ceilings is None else ceilings[_SIZE_FACTS.index(fact)]
    return None, None


def becomes_suitable_if(offer: Offer, firm: Firm, context: ReferralContext) -> tuple[Change, ...]:
    """Find the fewest editable facts that would no longer rule the firm out.

    Only facts that a firm can change (``editable_facts``) are tried, each with the nearest value
    that a criterion of the offer accepts. A closed offer, or one that fails on what cannot be
    changed, gives nothing.
    """
    judged = judge_offer(offer, firm, context.eligibility)
    if judged.is_open is False or judged.verdict is not Verdict.UNMET:
        return ()
    failing = {f.fact for f in judged.findings if f.verdict is Verdict.UNMET}
    editable = [fact for fact in context.weights.editable_facts if fact in failing]
    accepted = {fact: _accepted(fact, firm, offer) for fact in editable}
    options = [[None, *accepted[fact]] for fact in editable]
    tries = [
        dict(zip(editable, combination, strict=True))
        for combination in product(*options)
        if any(value is not None for value in combination)
    ]
    tries.sort(key=lambda change: sum(value is not None for value in change.values()))
    for change in tries:
        new_facts = {fact: value for fact, value in change.items() if value is not None}
        if len(new_facts) > MOST_CHANGES:
            break
        changed_firm = Firm.model_validate({**firm.model_dump(), **new_facts})
        after = judge_for_referral(
            offer, provider_for(offer, changed_firm, context), changed_firm, context
        )
        if after.verdict is not Verdict.UNMET:
            return tuple(
                Change(fact=fact, now=_written(getattr(firm, fact)), wanted=_written(value) or "")
                for fact, value in new_facts.items()
            )
    return ()


def _reason(
    part: ScorePart, candidate: Candidate, values: Values, enquiry: Enquiry
) -> Sentence | None:
    """The sentence of one part; ``fact`` among its values is the fact it rests on."""
    sentence: Sentence | None = None
    match part:
        case ScorePart.NEED:
            sentence = _reason_of_need(candidate, enquiry)
        case ScorePart.POSITION:
            sentence = _reason_of_position(candidate.offer, values, enquiry)
        case ScorePart.TOPIC:
            sentence = _reason_of_topic(candidate, enquiry)
        case ScorePart.PLACE:
            sentence = _reason_of_place(candidate, values, enquiry)
        case ScorePart.SIZE_STAGE:
            sentence = _reason_of_size(candidate, enquiry)
        case ScorePart.TIMING:
            sentence = _reason_of_time(candidate.offer, values)
        case ScorePart.EARLIER_USE:
            sentence = _reason_of_earlier_use(enquiry)
        case ScorePart.TRACK_RECORD:
            sentence = Sentence(key="refer.reason.track_record", values={"fact": "projects"})
        case ScorePart.REQUIREMENTS | ScorePart.VARIETY | ScorePart.LOCAL_CONTACT:
            pass
        case _:
            assert_never(part)
    return sentence


def _reason_of_need(candidate: Candidate, enquiry: Enquiry) -> Sentence:
    met = [n for n in enquiry.need_ids if n in candidate.offer.need_ids]
    names = [enquiry.context.day.names.need(n) for n in met]
    return Sentence(
        key="refer.reason.need",
        values={"fact": "need_ids", "needs": "; ".join(name.da for name in names)},
        values_en={"needs": "; ".join(name.en for name in names)},
    )


def _reason_of_earlier_use(enquiry: Enquiry) -> Sentence:
    if enquiry.firm.municipality_code is None:
        return Sentence(key="refer.reason.earlier_use_country", values={"fact": "participations"})
    return Sentence(key="refer.reason.earlier_use", values={"fact": "municipality_code"})


def _reason_of_time(offer: Offer, values: Values) -> Sentence | None:
    if values.deadline is None and offer.rules.opening.in_rounds:
        return None
    if values.deadline is None:
        return Sentence(key="refer.reason.rolling", values={"fact": "open"})
    is_round = values.deadline in offer.rules.opening.deadlines
    key = "refer.reason.deadline" if is_round else "refer.reason.open_until"
    return Sentence(key=key, values={"fact": "open", "day": values.deadline})


def _reason_of_position(offer: Offer, values: Values, enquiry: Enquiry) -> Sentence | None:
    if values.fit in (PositionFit.OTHER, PositionFit.NEIGHBOURING):
        return None
    if values.fit is not PositionFit.OWN:
        return Sentence(key="refer.reason.position_all", values={"fact": "positions"})
    fields = {*(field_of(offer, enquiry.context) or ()), *offer.rules.theme_position_ids}
    shared = [p for p in enquiry.firm.positions or () if p in fields]
    names = [enquiry.context.day.names.position(p) for p in shared]
    return Sentence(
        key="refer.reason.position",
        values={"fact": "positions", "positions": "; ".join(name.da for name in names)},
        values_en={"positions": "; ".join(name.en for name in names)},
    )


def _reason_of_topic(candidate: Candidate, enquiry: Enquiry) -> Sentence | None:
    provider = candidate.provider
    fit = None if provider is None else enquiry.topic_fits.get(provider.actor_id)
    if fit is None:
        return None
    if fit.words:
        words = ", ".join(fit.words)
        return Sentence(key="refer.reason.topic", values={"fact": "words", "words": words})
    fact = "positions" if enquiry.firm.positions else "industry_code"
    return Sentence(key="refer.reason.topic_of_field", values={"fact": fact})


def _reason_of_place(candidate: Candidate, values: Values, enquiry: Enquiry) -> Sentence:
    context = enquiry.context
    place = context.day.names.municipality(enquiry.firm.municipality_code or "")
    if candidate.group in ("business_hub", "municipal_office"):
        return Sentence(
            key="refer.reason.local", values={"fact": "municipality_code", "place": place}
        )
    km = None if values.way is None else round(values.way.km)
    is_near = km is not None and km < context.weights.half_distance_km
    if is_near and candidate.offer.channel is not Channel.ONLINE:
        if km == 0:
            values_here = {"fact": "municipality_code", "place": place}
            return Sentence(key="refer.reason.here", values=values_here)
        return Sentence(key="refer.reason.near", values={"fact": "municipality_code", "km": km})
    return Sentence(key="refer.reason.online", values={"fact": "municipality_code"})


def _reason_of_size(candidate: Candidate, enquiry: Enquiry) -> Sentence | None:
    """Return the met demand that aims most narrowly at such firms, by a fact that meets it."""
    aims = [
        aim
        for aim in aiming_findings(candidate.offer, candidate.judgement, enquiry.context.weights)
        if aim.finding.fact in _SIZE_STAGE_FACTS and not _is_met_without(aim, enquiry)
    ]
    if not aims:
        return None
    finding = min(aims, key=_narrowest_first).finding
    return Sentence(
        key=f"refer.reason.{finding.fact}",
        values={
            "fact": finding.fact,
            "own": _own(finding.fact, enquiry.firm),
            "required": finding.required,
        },
        values_en={"required": finding.required_en},
    )


def _narrowest_first(aim: Aim) -> tuple[float, int]:
    return -aim.narrowness, _SIZE_STAGE_FACTS.index(aim.finding.fact)


def _is_met_without(aim: Aim, enquiry: Enquiry) -> bool:
    """Return whether a demand is as well met while nobody has told the fact it was found by.

    A firm without a CVR number is young enough whether or not a founding day is told.
    """
    untold = enquiry.firm.model_copy(update={aim.finding.fact: None})
    verdict, _ = judge_criterion(aim.criterion, untold, enquiry.context.eligibility)
    return verdict is Verdict.MET


def _own(fact: str, firm: Firm) -> str | int | float | date | None:
    value = getattr(firm, fact)
    return value if isinstance(value, (int, float, date)) else str(value)


def _about_time(offer: Offer, values: Values, context: ReferralContext) -> Iterable[Sentence]:
    deadline = values.deadline
    if deadline is None:
        if offer.rules.opening.deadlines:
            yield Sentence(key="refer.against.deadline_passed")
        elif offer.rules.opening.in_rounds:
            yield Sentence(key="refer.against.rounds")
        return
    days = (deadline - context.on).days
    if days < context.weights.soon_days:
        yield Sentence(key="refer.against.deadline_soon", values={"days": days, "day": deadline})


def _names(facts: Iterable[str], language: int) -> str:
    words = {str(fact): fact_words.name[language] for fact, fact_words in FACT_WORDS.items()}
    return ", ".join(words.get(fact, fact) for fact in facts)


def _accepted(fact: FirmFact, firm: Firm, offer: Offer) -> list[float | bool]:
    """Values of a fact that a criterion of the offer names, nearest to the firm's own first."""
    values: set[float | bool] = set()
    for criterion in leaves_of(offer.rules.criteria):
        if isinstance(criterion, Between) and criterion.fact == fact:
            values |= {v for v in (criterion.at_least, criterion.at_most) if v is not None}
        if isinstance(criterion, IsTrue) and criterion.fact == fact:
            values.add(criterion.wanted)
    current = getattr(firm, fact)
    return sorted(values, key=lambda value: abs(value - float(current or 0)))


def _written(value: object) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    return plain_number(value) if isinstance(value, (int, float)) else str(value)
