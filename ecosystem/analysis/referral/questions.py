"""Choose the question that a firm of this sort can answer and whose answer settles most."""

from collections import Counter
from collections.abc import Iterable

from ecosystem.analysis.referral.candidates import Candidate
from ecosystem.analysis.referral.context import Enquiry
from ecosystem.analysis.referral.likelihood import Trials, answerable_share
from ecosystem.model.fact_words import FACT_WORDS
from ecosystem.model.firms import FIRM_FACTS, FirmFact
from ecosystem.model.referrals import Question


def rank_questions(
    candidates: Iterable[Candidate], trials: Trials, enquiry: Enquiry
) -> tuple[Question, ...]:
    """Rank the questions that undecided suggestions wait for, best first.

    What an answer settles is weighed by the chance that a firm of this sort can give it. Of
    answers that settle nothing alone, the one that more suggestions wait for is worth more; of
    equals, the one that stands first on the form.

    Args:
        candidates: What the referral suggests.
        trials: What likely answers would do, made by ``try_answers``.
        enquiry: The firm, its needs and the day.
    """
    still_open = [c for c in candidates if c.waits_for_facts]
    waiting = Counter(fact for offer_id, fact in trials if offer_id in _ids(still_open))
    worth = {
        fact: (
            expected_settled(fact, still_open, trials, enquiry),
            waiting[fact] * answerable_share(fact, enquiry),
        )
        for fact in FIRM_FACTS
        if waiting[fact]
    }
    ranked = sorted(worth, key=lambda fact: worth[fact], reverse=True)
    return tuple(_question(fact, worth[fact][0], len(still_open)) for fact in ranked)


def _ids(candidates: Iterable[Candidate]) -> frozenset[str]:
    return frozenset(candidate.offer.offer_id for candidate in candidates)


def _question(fact: FirmFact, settles: float, of: int) -> Question:
    words = FACT_WORDS[fact]
    return Question(
        fact=fact,
        settles=round(settles, 2),
        of=of,
        question_da=words.question.da,
        question_en=words.question.en,
        why_da=words.why.da,
        why_en=words.why.en,
    )


def expected_settled(
    fact: FirmFact, still_open: Iterable[Candidate], trials: Trials, enquiry: Enquiry
) -> float:
    """Compute how many open suggestions asking for a fact is expected to settle."""
    settled = sum(
        trials[candidate.offer.offer_id, fact].settles
        for candidate in still_open
        if (candidate.offer.offer_id, fact) in trials
    )
    return settled * answerable_share(fact, enquiry)
