"""How firms of a sort would answer: what that would settle, and whether demands are likely met.

Each fact that nobody has told is tried with every likely answer (``likely_answers``), weighed by
how likely it is. How firms answer differs by sort: who asks for innovation projects has a new
idea, a vegetable farm has no technology readiness level (``sorts_of_firms``). "Cannot tell" is an
answer too, and settles nothing.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from math import prod
from typing import Final, NamedTuple

from ecosystem.analysis.eligibility import (
    anniversary,
    facts_that_may_rule_out,
    facts_to_confirm,
)
from ecosystem.analysis.referral.candidates import (
    Candidate,
    provider_for,
    verdict_for_referral,
)
from ecosystem.analysis.referral.context import Enquiry
from ecosystem.model.firms import FIRM_FACTS, Firm, FirmFact
from ecosystem.model.vocabulary import Verdict
from ecosystem.model.weights import FactValue, Likely, SortOfFirm

_OTHER_PARTS: Final = frozenset({"positions", "municipality_code"})


class Trial(NamedTuple):
    """What the answers of those who can tell a fact would do to one offer."""

    passes: float
    """Share of the answers after which the offer is not ruled out."""
    settles: float
    """Share of the answers after which it is unmet, or met with nothing left to confirm."""


Trials = Mapping[tuple[str, FirmFact], Trial]
"""By offer_id and fact."""


def try_answers(candidates: Iterable[Candidate], enquiry: Enquiry) -> Trials:
    """Try every likely answer to what undecided offers wait for."""
    trials: dict[tuple[str, FirmFact], Trial] = {}
    for candidate in candidates:
        if candidate.waits_for_facts:
            for fact in _settled_by(candidate, enquiry):
                trials[candidate.offer.offer_id, fact] = _try(candidate, fact, enquiry)
    return trials


def chance(candidate: Candidate, trials: Trials) -> float:
    """Compute the chance that a firm of this sort is not ruled out by what nobody has told.

    The facts are taken as if they had nothing to do with each other. Field and place are left out:
    parts of the score of their own say what is expected of them.
    """
    offer_id = candidate.offer.offer_id
    facts_to_ask = set(candidate.judgement.facts_to_ask) - _OTHER_PARTS
    facts = (fact for fact in FIRM_FACTS if fact in facts_to_ask)
    return prod(trials[offer_id, fact].passes for fact in facts if (offer_id, fact) in trials)


def answerable_share(fact: FirmFact, enquiry: Enquiry) -> float:
    """Return the share of firms of this sort that can tell a fact."""
    sort = next((s for s in _sorts(fact, enquiry) if s.answerable is not None), None)
    if sort is not None and sort.answerable is not None:
        return sort.answerable
    answers = enquiry.context.weights.likely_answers.get(fact, ())
    return 1 - sum(answer.share for answer in answers if answer.value is None)


def answers_of(fact: FirmFact, enquiry: Enquiry) -> tuple[Likely, ...]:
    """Return how firms of this sort that can tell a fact would answer; the shares add up to 1."""
    sort = next((s for s in _sorts(fact, enquiry) if s.answers), None)
    answers = enquiry.context.weights.likely_answers.get(fact, ()) if sort is None else sort.answers
    answers_given = [answer for answer in answers if answer.value is not None]
    total = sum(answer.share for answer in answers_given)
    return tuple(
        answer.model_copy(update={"share": answer.share / total})
        for answer in answers_given
        if total
    )


def answer_of(fact: FirmFact, value: FactValue, on: date) -> FactValue:
    """Return a likely answer as the fact holds it; a founding day is stated as an age."""
    if fact == "founded" and isinstance(value, (int, float)):
        return anniversary(on, -value)
    return value


def _sorts(fact: FirmFact, enquiry: Enquiry) -> Iterable[SortOfFirm]:
    sorts = enquiry.context.weights.sorts_of_firms
    return (sort for sort in sorts if sort.fact == fact and _is_of(sort, enquiry))


def _is_of(sort: SortOfFirm, enquiry: Enquiry) -> bool:
    """Return whether a firm is of a sort; what nobody has told of it makes it of none."""
    firm = enquiry.firm
    if sort.need_ids and not set(sort.need_ids) & set(enquiry.need_ids):
        return False
    if sort.industries and not (firm.industry_code or "").startswith(sort.industries):
        return False
    if sort.employees_at_most is not None and (
        firm.employees is None or firm.employees > sort.employees_at_most
    ):
        return False
    return sort.has_cvr is None or firm.has_cvr is sort.has_cvr


def _settled_by(candidate: Candidate, enquiry: Enquiry) -> Iterable[FirmFact]:
    """List the facts that may settle an offer; a field stands for themes nobody has told.

    They are those that leave it open, and those whose answer may rule it out all the same.
    """
    firm, eligibility = enquiry.firm, enquiry.context.eligibility
    ruling_out = facts_that_may_rule_out(candidate.offer, firm, eligibility)
    untold = {*candidate.judgement.facts_to_ask, *ruling_out}
    if "themes" in untold and firm.positions is None:
        untold.add("positions")
    return (fact for fact in FIRM_FACTS if fact in untold)


def _try(candidate: Candidate, fact: FirmFact, enquiry: Enquiry) -> Trial:
    offer, context = candidate.offer, enquiry.context
    passes = settles = 0.0
    for answer in answers_of(fact, enquiry):
        value = answer_of(fact, answer.value, context.on)  # type: ignore[arg-type]
        firm = enquiry.firm.model_copy(update={fact: value})
        verdict = _verdict(candidate, firm, enquiry)
        is_suitable = verdict is Verdict.MET and not facts_to_confirm(
            offer, firm, context.eligibility
        )
        passes += answer.share * (verdict is not Verdict.UNMET)
        settles += answer.share * (verdict is Verdict.UNMET or is_suitable)
    return Trial(passes, settles)


def _verdict(candidate: Candidate, firm: Firm, enquiry: Enquiry) -> Verdict:
    provider = provider_for(candidate.offer, firm, enquiry.context)
    return verdict_for_referral(candidate.offer, provider, firm, enquiry.context)
