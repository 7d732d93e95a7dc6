"""Plan the way ahead: whom to ring first, what to use or join, and what to apply for.

The ways are data, one for each need (``_ways.yaml``). A step is taken up where its conditions
hold for the firm and what it leads to can be used by it on the day, lies no farther off than such
help is worth, and is of its own field. What the adviser chose comes first: then the way leads to
that alone, after the contacts. With nothing chosen, what the firm is told to apply for or join is
among the first suggestions of the list.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, zip_longest
from typing import Final, NamedTuple, assert_never

from ecosystem.analysis.eligibility import stated_opening
from ecosystem.analysis.referral.candidates import Candidate
from ecosystem.analysis.referral.context import Enquiry, Provider
from ecosystem.analysis.referral.likelihood import Trials, chance
from ecosystem.analysis.referral.score import fit_of, is_named_partner
from ecosystem.analysis.referral.step_words import (
    PlannedStep,
    reached_on,
    step_records,
    way_to,
)
from ecosystem.model.firms import Firm
from ecosystem.model.member_facts import STEP_FACTS
from ecosystem.model.referrals import LeftOut, PathStep
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import (
    Channel,
    PositionFit,
    StepKind,
    WayContact,
)
from ecosystem.model.ways import StepCondition, Way, Ways, WayStep

_SIGNS_OF_RESEARCH: Final = frozenset({"knowledge_cooperation", "innovation_projects"})
"""Needs that whoever asks for them shows a sign of research by."""


class Plan(NamedTuple):
    """The steps in order, and the offers that were passed over with the reason."""

    steps: tuple[PathStep, ...]
    left_out: tuple[LeftOut, ...]


def plan_way(
    ranked: Sequence[Candidate],
    enquiry: Enquiry,
    trials: Trials,
    chosen_candidates: Sequence[Candidate] = (),
) -> Plan:
    """Plan the way of a firm through its needs.

    Args:
        ranked: Candidates that fit or may fit, best first.
        enquiry: The firm, its needs and the day.
        trials: What likely answers of the firm would do to them.
        chosen_candidates: What the adviser chose, whatever its verdict; empty: nothing yet.
    """
    ways = enquiry.context.ways
    if ways is None:
        return Plan((), ())
    planner = _Planner(ways, ranked, tuple(chosen_candidates), enquiry, trials)
    steps = planner.take_up()
    records = step_records(steps, ways, ranked, enquiry, trials)
    return Plan(tuple(records), tuple(planner.passed_over()))


@dataclass(frozen=True)
class _Planner:
    """The ways held against one firm and its list."""

    ways: Ways
    ranked: Sequence[Candidate]
    chosen_candidates: tuple[Candidate, ...]
    enquiry: Enquiry
    trials: Trials

    # --- which steps -----------------------------------------------------------------------

    def take_up(self) -> list[PlannedStep]:
        """List the steps in order: those of the ways, then what else the adviser chose."""
        steps_by_key: dict[str, PlannedStep] = {}
        for step in self._of_ways():
            first = steps_by_key.get(step.key)
            steps_by_key[step.key] = step if first is None else _with(first, step)
        steps = list(steps_by_key.values())
        rest = [
            step
            for step in map(self._step_of_chosen, self.chosen_candidates)
            if step.key not in steps_by_key
        ]
        rest = [step for step in rest if not self._is_contact_of(step, steps)]
        room = max(self.ways.most_steps - len(rest), 0)
        return [*_within(steps, room), *sorted(rest, key=lambda step: _ORDER[step.kind])]

    def _of_ways(self) -> Iterator[PlannedStep]:
        firm, needs = self.enquiry.firm, self.ways.needs
        if firm.has_cvr is False:
            yield from self._possible(self.ways.without_cvr, None)
        ways = [needs[need] for need in self.enquiry.need_ids if need in needs]
        by_need = ([*self._possible(way.steps, way)] for way in ways)
        yield from filter(None, chain.from_iterable(zip_longest(*by_need)))

    def _possible(self, steps: Iterable[WayStep], way: Way | None) -> Iterator[PlannedStep]:
        contacts: set[WayContact] = set()
        for step in steps:
            if step.contact in contacts and not step.offer_ids:
                continue
            if (planned := self._resolve(step, way)) is not None:
                contacts |= set() if step.contact is None else {step.contact}
                yield planned

    def _resolve(self, step: WayStep, way: Way | None) -> PlannedStep | None:
        """Find what a step leads to for this firm; None: nothing, or it is not for it."""
        if not all(_holds(condition, self.enquiry.firm) for condition in step.when):
            return None
        if step.is_research and not self.chosen_candidates and not _shows_research(self.enquiry):
            return None
        most_km = None if way is None else way.most_km
        if step.offer_ids or step.instruments or step.provider_kinds:
            candidate = self._candidate(step, most_km)
            if candidate is None:
                return None
            return PlannedStep(
                step.kind, step, step.contact, candidate.provider, candidate, most_km
            )
        provider, is_there = self._contact(step.contact)
        return (
            PlannedStep(step.kind, step, step.contact, provider, None, None) if is_there else None
        )

    def _candidate(self, step: WayStep, most_km: float | None) -> Candidate | None:
        """Return the best that a step may lead to."""
        if self.chosen_candidates:
            return next(
                (candidate for candidate in self.chosen_candidates if _matches(step, candidate)),
                None,
            )
        first = self.ways.first_of_list if STEP_FACTS[step.kind].is_on_list else len(self.ranked)
        suitable = (
            candidate
            for candidate in self.ranked[:first]
            if _matches(step, candidate)
            and self._is_usable(candidate)
            and self._is_near(candidate, step, most_km)
            and self._is_likely(candidate, step)
        )
        return next(
            (candidate for candidate in suitable if self._closing(candidate, step.kind) is None),
            None,
        )

    def _is_usable(self, candidate: Candidate) -> bool:
        """Return whether an offer is there for the need, and of the firm's own field."""
        if candidate.is_named_only or candidate.judgement.problem is not None:
            return False
        fit = fit_of(candidate.offer, self.enquiry.firm, self.enquiry.context)
        is_own_field = fit in (PositionFit.OWN, PositionFit.ALL)
        return is_own_field or is_named_partner(candidate.provider, self.enquiry)

    def _is_near(self, candidate: Candidate, step: WayStep, most_km: float | None) -> bool:
        """Return whether what one goes to see is no farther off than such help is worth."""
        if not step.is_visited and candidate.offer.channel is not Channel.LOCAL:
            return True
        way = way_to(candidate.provider, self.enquiry)
        return way is None or most_km is None or way.km <= most_km

    def _is_likely(self, candidate: Candidate, step: WayStep) -> bool:
        """Return whether a firm of this sort may well get what it is told to join or apply for."""
        is_on_list = STEP_FACTS[step.kind].is_on_list
        return not is_on_list or chance(candidate, self.trials) >= self.ways.least_likely

    def _contact(self, contact: WayContact | None) -> tuple[Provider | None, bool]:
        """Return who a contact is, where that is known, and whether it can be used."""
        context, code = self.enquiry.context, self.enquiry.firm.municipality_code
        match contact:
            case WayContact.MUNICIPALITY:
                actor_id = context.offices.get(code or "")
            case WayContact.LOCAL_HUB:
                actor_id = context.day.places.hub_of.get(code or "")
            case WayContact.REGISTRATION | WayContact.BANK | WayContact.ACCOUNTANT:
                return None, True
            case None:
                return None, False
            case _:
                assert_never(contact)
        if code is not None and actor_id is None:
            return None, False
        return context.providers.get(actor_id or ""), actor_id not in self.enquiry.without

    def _step_of_chosen(self, candidate: Candidate) -> PlannedStep:
        """Make a step of what the adviser chose and no way names."""
        instrument = candidate.offer.rules.instrument or ""
        kind = self.ways.kind_of_instrument.get(instrument, StepKind.APPLY)
        words = self.ways.chosen[kind]
        if candidate.offer.next_step is not None:
            words = words.model_copy(update={"text_da": _literally(candidate.offer.next_step)})
        return PlannedStep(kind, words, None, candidate.provider, candidate, None)

    def _is_contact_of(self, step: PlannedStep, steps: Iterable[PlannedStep]) -> bool:
        """Return whether a step to a contact leads to the guidance that was chosen already."""
        candidate = step.candidate
        if candidate is None or not candidate.is_contact or candidate.provider is None:
            return False
        actor_id = candidate.provider.actor_id
        return any(
            other_step.provider is not None and other_step.provider.actor_id == actor_id
            for other_step in steps
        )

    # --- what is passed over ---------------------------------------------------------------

    def passed_over(self) -> Iterator[LeftOut]:
        """List what closes before the firm can be ready, of what the ways would lead to."""
        needs = (self.ways.needs[n] for n in self.enquiry.need_ids if n in self.ways.needs)
        steps = [step for way in needs for step in way.steps if step.kind is StepKind.APPLY]
        for candidate in self.ranked[: self.ways.first_of_list]:
            is_of_way = any(_matches(step, candidate) for step in steps)
            if is_of_way and (why := self._closing(candidate, StepKind.APPLY)) is not None:
                yield LeftOut(offer_id=candidate.offer.offer_id, why=why)

    def _closing(self, candidate: Candidate, kind: StepKind) -> Sentence | None:
        """Return the sentence that an offer closes before it can be reached; None: it can."""
        offer, firm, context = candidate.offer, self.enquiry.firm, self.enquiry.context
        reached = reached_on(kind, context)
        later = replace(context.eligibility, on=reached)
        deadlines = offer.rules.opening.deadlines
        if stated_opening(offer, firm, later) is False:
            lasts = [period.last for period in offer.rules.opening.periods] or [offer.open_until]
            last_days = [last for last in lasts if last is not None]
            return _closes(max(last_days, default=None), reached)
        if deadlines and max(deadlines) < reached:
            return _closes(max(deadlines), reached)
        return None


_ORDER: Final = {kind: place for place, kind in enumerate(StepKind)}


def _with(first: PlannedStep, second: PlannedStep) -> PlannedStep:
    """Add what a further need asks of the same contact or offer to the first."""
    is_new = second.words.also_da is not None and second.words not in (first.words, *first.also)
    return replace(first, also=(*first.also, second.words)) if is_new else first


def _within(steps: Sequence[PlannedStep], room: int) -> Sequence[PlannedStep]:
    """Keep so many steps; what leads to an offer goes before a further contact."""
    if len(steps) <= room:
        return steps
    first = sorted(range(len(steps)), key=lambda place: (steps[place].candidate is None, place))
    places = set(first[:room])
    return [step for place, step in enumerate(steps) if place in places]


def _holds(condition: StepCondition, firm: Firm) -> bool:
    """Return whether a fact of the firm is as a step wants it; one nobody told is no hindrance."""
    value = getattr(firm, condition.fact)
    if condition.fact == "has_cvr" and value is None and firm.cvr is not None:
        value = True
    if value is None:
        return not condition.must_be_told
    if isinstance(value, tuple):
        return bool(
            {str(choice) for choice in value} & {str(choice) for choice in condition.values}
        )
    if condition.values:
        return value in condition.values
    low, high = condition.at_least, condition.at_most
    return (low is None or value >= low) and (high is None or value <= high)


def _shows_research(enquiry: Enquiry) -> bool:
    firm = enquiry.firm
    has_sign = firm.does_research or firm.has_knowledge_partner or firm.has_research_loss
    return bool(has_sign) or bool(_SIGNS_OF_RESEARCH & set(enquiry.need_ids))


def _matches(step: WayStep, candidate: Candidate) -> bool:
    """Return whether a step leads to an offer."""
    offer, provider = candidate.offer, candidate.provider
    if step.offer_ids or step.instruments:
        is_named = offer.offer_id in step.offer_ids or offer.rules.instrument in step.instruments
        if not is_named:
            return False
    kinds = step.provider_kinds
    return not kinds or (provider is not None and provider.kind in kinds)


def _closes(last: date | None, reached: date) -> Sentence:
    return Sentence(key="refer.path.closes", values={"last": last, "reached": reached})


def _literally(text: str) -> str:
    """Write a text so that no brace of it is filled."""
    return text.replace("{", "{{").replace("}", "}}")
