"""Choose the question whose answer settles most open suggestions.

For each fact that nobody has told, every likely answer is tried, weighed by how likely it is
(``likely_answers``); what counts is how many suggestions are then met or unmet. "Cannot tell" is
an answer too and settles nothing.
"""

from collections.abc import Iterable
from datetime import date

from ecosystem.analysis.eligibility import anniversary
from ecosystem.analysis.referral.candidates import (
    Candidate,
    provider_for,
    verdict_for_referral,
)
from ecosystem.analysis.referral.context import ReferralContext
from ecosystem.model.firms import FIRM_FACTS, Firm, FirmFact
from ecosystem.model.phrases import FACT_WORDS
from ecosystem.model.referrals import Question
from ecosystem.model.vocabulary import Verdict
from ecosystem.model.weights import FactValue


def next_question(
    candidates: Iterable[Candidate], firm: Firm, context: ReferralContext
) -> Question | None:
    """Give the best question; None when no answer of the firm can settle anything.

    Of two that settle equally many, the one that stands first on the form is asked.
    """
    still_open = [c for c in candidates if c.judgement.verdict is Verdict.UNKNOWN]
    settled = {fact: expected_settled(fact, still_open, firm, context) for fact in FIRM_FACTS}
    best = max(FIRM_FACTS, key=lambda fact: settled[fact])
    if settled[best] <= 0:
        return None
    words = FACT_WORDS[best]
    return Question(
        fact=best,
        settles=round(settled[best], 2),
        of=len(still_open),
        question_da=words.question.da,
        question_en=words.question.en,
        why_da=words.why.da,
        why_en=words.why.en,
    )


def expected_settled(
    fact: FirmFact, still_open: Iterable[Candidate], firm: Firm, context: ReferralContext
) -> float:
    """How many open suggestions an answer to one question is expected to settle."""
    asking = [c for c in still_open if fact in c.judgement.facts_to_ask]
    if not asking:
        return 0.0
    total = 0.0
    for answer in context.weights.likely_answers.get(fact, ()):
        if answer.value is not None:
            told = firm.model_copy(update={fact: answer_of(fact, answer.value, context.on)})
            total += answer.share * sum(_settles(c, told, context) for c in asking)
    return total


def answer_of(fact: FirmFact, value: FactValue, on: date) -> FactValue:
    """Give a likely answer as the fact holds it; a founding day is stated as an age."""
    if fact == "founded" and isinstance(value, (int, float)):
        return anniversary(on, -value)
    return value


def _settles(candidate: Candidate, told: Firm, context: ReferralContext) -> bool:
    provider = provider_for(candidate.offer, told, context)
    verdict = verdict_for_referral(candidate.offer, provider, told, context)
    return verdict is not Verdict.UNKNOWN
