"""Recommendation 9: does the cluster refer firms onward? No register has a table of cases yet."""

from typing import Final

from ecosystem.briefings.scorecard.figures import Subject
from ecosystem.model.scorecards import (
    INDICATORS_OF,
    Indicator,
    IndicatorKey,
    Recommendation,
)
from ecosystem.model.sentences import Sentence

TABLES: Final = ("cases",)
"""Who referred which sort of firm to whom, when, and what became of it."""
_MISSING: Final = "scorecard.why.no_cases"


def referral_indicators() -> tuple[Indicator, ...]:
    """Return that referrals are not recorded, and what would have to be."""
    subject = Subject(tables=TABLES, caveat=Sentence(key="scorecard.caveat.cases"))
    keys: tuple[IndicatorKey, ...] = INDICATORS_OF[Recommendation.REFERRAL]
    return tuple(subject.not_recorded(key, Sentence(key=_MISSING)) for key in keys)
