"""Say who fits a firm's need better, why, and what to ask or do next."""

from ecosystem.analysis.referral.suggest import suggest_referrals
from ecosystem.analysis.referral.surroundings import ReferralContext, referral_context

__all__ = ["ReferralContext", "referral_context", "suggest_referrals"]
