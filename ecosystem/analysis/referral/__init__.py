"""Find who fits a firm's need better, why, and what to ask or do next."""

from ecosystem.analysis.referral.context import ReferralContext, referral_context
from ecosystem.analysis.referral.dead_ends import dead_ends_of
from ecosystem.analysis.referral.suggest import suggest_referrals

__all__ = ["ReferralContext", "dead_ends_of", "referral_context", "suggest_referrals"]
