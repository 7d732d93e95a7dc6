"""Put the steps of a way into words: what to do, what has to hold before, when and how far."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import islice
from typing import Any, Final

from ecosystem.analysis.day import Distance, is_near_limit
from ecosystem.analysis.eligibility import aid_note
from ecosystem.analysis.referral.candidates import Candidate
from ecosystem.analysis.referral.context import Enquiry, Provider, ReferralContext
from ecosystem.analysis.referral.likelihood import Trials, answerable_share, chance
from ecosystem.model.fact_words import FACT_WORDS
from ecosystem.model.firms import FIRM_FACTS
from ecosystem.model.member_facts import STEP_FACTS, WRITTEN_TO
from ecosystem.model.offers import Offer
from ecosystem.model.referrals import PathStep
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import (
    ActorKind,
    Channel,
    OfferKind,
    OfferState,
    StepKind,
    WayContact,
)
from ecosystem.model.ways import StepWords, Unnamed, Ways

MOST_CLARIFIED: Final = 3
"""Suggestions, from the top, and their open questions, that the first talk should settle."""


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step that is taken up, before it is told."""

    kind: StepKind
    words: StepWords
    contact: WayContact | None
    provider: Provider | None
    candidate: Candidate | None
    most_km: float | None
    also: tuple[StepWords, ...] = ()
    """Of further needs that lead to the same."""

    @property
    def key(self) -> str:
        """What is the same for two steps that lead to the same."""
        if self.candidate is not None:
            return self.candidate.offer.offer_id
        return str(self.contact) if self.provider is None else self.provider.actor_id


def step_records(
    steps: Sequence[PlannedStep],
    ways: Ways,
    ranked: Sequence[Candidate],
    enquiry: Enquiry,
    trials: Trials,
) -> Iterator[PathStep]:
    """Build the records of steps, each with what has to hold before it and when it begins.

    Args:
        steps: The steps, in order.
        ways: The words of a folder.
        ranked: Candidates that fit or may fit, best first; what they wait for is clarified first.
        enquiry: The firm, its needs and the day.
        trials: What likely answers of the firm would do to them.
    """
    return _StepWriter(ways, ranked, enquiry, trials).records(steps)


def reached_on(kind: StepKind, context: ReferralContext) -> date:
    """Return the day a step of a kind can begin, at the stated pace."""
    return context.on + timedelta(days=context.weights.soon_reached_days.get(kind, 0))


def way_to(provider: Provider | None, enquiry: Enquiry) -> Distance | None:
    """Return how far off somebody is from the firm; None: nobody knows."""
    if provider is None:
        return None
    return enquiry.context.distance(enquiry.firm.municipality_code, provider)


@dataclass(frozen=True, slots=True)
class _StepWriter:
    """The words of a folder, for one firm and its list."""

    ways: Ways
    ranked: Sequence[Candidate]
    enquiry: Enquiry
    trials: Trials

    def records(self, steps: Sequence[PlannedStep]) -> Iterator[PathStep]:
        hub_id: str | None = None
        for order, step in enumerate(steps, start=1):
            yield self._record(step, order, hub_id if _is_handed_over(step) else None)
            if step.contact is WayContact.LOCAL_HUB and step.provider is not None:
                hub_id = step.provider.actor_id

    def _record(self, step: PlannedStep, order: int, handed_over_by: str | None) -> PathStep:
        context, candidate, provider = self.enquiry.context, step.candidate, step.provider
        offer = None if candidate is None else candidate.offer
        ends = None if offer is None else _deadline(offer, step.kind, context)
        way = way_to(provider, self.enquiry) if _is_visited(step) else None
        text_da, text_en = (self._fill(step, language) for language in ("da", "en"))
        return PathStep(
            order=order,
            kind=step.kind,
            contact=step.contact,
            text_da=text_da,
            text_en=text_en,
            before_da=step.words.before_da,
            before_en=step.words.before_en,
            actor_id=None if provider is None else provider.actor_id,
            actor_name=None if provider is None else provider.name,
            offer_id=None if offer is None else offer.offer_id,
            offer_name=None if offer is None else offer.name_da,
            offer_name_en=None if offer is None else offer.name_en,
            state=None if candidate is None else candidate.judgement.state,
            must_hold=tuple(self._must_hold(step, way)),
            reached_on=reached_on(step.kind, context),
            deadline=ends,
            is_last_day=ends is not None
            and offer is not None
            and ends not in offer.rules.opening.deadlines,
            handed_over_by=handed_over_by,
            **_distances(way),
        )

    def _fill(self, step: PlannedStep, language: str) -> str:
        """Fill names into the words of a step."""
        context, code = self.enquiry.context, self.enquiry.firm.municipality_code
        called = {who: _in(name, language) for who, name in self.ways.unnamed.items()}
        hub = context.providers.get(context.day.places.hub_of.get(code or "", ""))
        office = context.providers.get(context.offices.get(code or "", ""))
        offer = _offer_name(step, language)
        unnamed = called.get("office" if step.contact is WayContact.MUNICIPALITY else "hub", "")
        words = step.words.text_da if language == "da" else step.words.text_en
        further = [also.also_da if language == "da" else also.also_en for also in step.also]
        return " ".join(filter(None, (words, *further))).format(
            actor=(offer or unnamed) if step.provider is None else self._called(step, language),
            offer=offer,
            municipality=called.get("municipality", "") if office is None else _short_name(office),
            hub=called.get("hub", "") if hub is None else hub.name,
        )

    def _called(self, step: PlannedStep, language: str) -> str:
        """Return the name of whom a step leads to, as one says it in a sentence."""
        if step.provider is None:
            return ""
        name = self.ways.called.get(step.provider.actor_id)
        return _short_name(step.provider) if name is None else _in(name, language)

    def _must_hold(self, step: PlannedStep, way: Distance | None) -> Iterator[Sentence]:
        """List what has to be true or found out before a step."""
        context, candidate = self.enquiry.context, step.candidate
        if candidate is None:
            if step.contact is WayContact.LOCAL_HUB:
                yield from _to_know("refer.path.clarify", self._open_questions())
            return
        judgement = candidate.judgement
        yield from _to_know("refer.path.known_before", judgement.facts_to_ask)
        if judgement.state is OfferState.MENDABLE:
            yield from _to_know("refer.path.mend", judgement.opens_when)
        is_scheme = STEP_FACTS[step.kind].is_on_list and candidate.offer.kind is OfferKind.SCHEME
        if is_scheme and judgement.is_open is None and judgement.opening_reason is not None:
            yield Sentence(key=f"opening_reason.{judgement.opening_reason.value}")
        if is_scheme and (checks := candidate.offer.rules.to_check):
            yield Sentence(key="refer.path.to_check", values={"n": len(checks)})
        reached = replace(context.eligibility, on=reached_on(step.kind, context))
        if step.kind is StepKind.APPLY and aid_note(candidate.offer, reached) is not None:
            yield Sentence(key="refer.path.aid", values={"day": reached.on})
        if candidate.offer.channel is Channel.LOCAL and way is not None:
            yield from _near_limit(way.km, step.most_km)

    def _open_questions(self) -> Iterator[str]:
        """List facts that the first suggestions likely wait for and the firm can likely tell."""
        waiting = [
            candidate
            for candidate in self.ranked
            if candidate.judgement.state is OfferState.FACTS_MISSING
            and chance(candidate, self.trials) >= self.ways.least_likely
        ]
        untold = {
            fact
            for candidate in waiting[:MOST_CLARIFIED]
            for fact in candidate.judgement.facts_to_ask
        }
        facts = (
            fact
            for fact in FIRM_FACTS
            if fact in untold and answerable_share(fact, self.enquiry) >= self.ways.least_likely
        )
        return islice(facts, MOST_CLARIFIED)


def _is_handed_over(step: PlannedStep) -> bool:
    """Return whether the hub can open the door; who is sent to the hub itself needs no other."""
    is_own = step.provider is not None and step.provider.kind is ActorKind.BUSINESS_HUB
    is_sent_there = is_own or "{hub}" in step.words.text_da
    return STEP_FACTS[step.kind].is_handed_over and step.candidate is not None and not is_sent_there


def _is_visited(step: PlannedStep) -> bool:
    """Return whether anybody goes to see whom a step leads to; whoever is written to is nowhere."""
    if step.candidate is None or step.candidate.offer.kind is OfferKind.SERVICE:
        return True
    return step.provider is not None and step.provider.kind not in WRITTEN_TO


def _deadline(offer: Offer, kind: StepKind, context: ReferralContext) -> date | None:
    reached = reached_on(kind, context)
    ahead = [day for day in offer.rules.opening.deadlines if day >= reached]
    lasts = [
        period.last
        for period in offer.rules.opening.periods
        if period.last is not None and period.last >= reached and not period.is_programme
    ]
    return min(ahead or lasts, default=None)


def _short_name(provider: Provider) -> str:
    """Return the name of an actor in a sentence: without department or what letters stand for."""
    is_office = provider.kind is ActorKind.MUNICIPAL_OFFICE
    return provider.name.partition(", " if is_office else " - ")[0]


def _in(name: Unnamed, language: str) -> str:
    return name.da if language == "da" else name.en


def _offer_name(step: PlannedStep, language: str) -> str:
    """Return the name of an offer without its provider, which stands before it."""
    if step.candidate is None:
        return ""
    offer = step.candidate.offer
    name = offer.name_da if language == "da" else offer.name_en or offer.name_da
    _, colon, rest = name.partition(": ")
    is_of_provider = step.provider is not None and name.startswith(f"{step.provider.name}: ")
    return rest if colon and is_of_provider else name


def _near_limit(km: float, most_km: float | None) -> Iterator[Sentence]:
    if most_km is not None and bool(is_near_limit(km, most_km)):
        values = {"km": round(km), "limit": round(most_km)}
        yield Sentence(key="refer.path.near_limit", values=values)


def _to_know(key: str, facts: Iterable[str]) -> Iterator[Sentence]:
    words = {str(fact): fact_words.name for fact, fact_words in FACT_WORDS.items()}
    names = [words[fact] for fact in facts if fact in words]
    if names:
        yield Sentence(
            key=key,
            values={"facts": ", ".join(name.da for name in names)},
            values_en={"facts": ", ".join(name.en for name in names)},
        )


def _distances(way: Distance | None) -> dict[str, Any]:
    if way is None:
        return {}
    km, straight = round(way.km, 1), round(way.straight_km, 1)
    return {"distance_km": km, "straight_km": straight, "ferries": way.ferries}
