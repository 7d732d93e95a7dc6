"""What holds for every referral of a day, the index for a firm's own words, and dead ends."""

from ecosystem.analysis.eligibility import with_counted_aid
from ecosystem.analysis.referral import ReferralContext, dead_ends_of, referral_context
from ecosystem.analysis.referral.free_text import (
    MeaningIndex,
    interpret,
    meaning_index,
    refuse_text,
)

__all__ = [
    "MeaningIndex",
    "ReferralContext",
    "dead_ends_of",
    "interpret",
    "meaning_index",
    "referral_context",
    "refuse_text",
    "with_counted_aid",
]
