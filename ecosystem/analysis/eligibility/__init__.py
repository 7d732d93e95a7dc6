"""Judge whether a firm meets the criteria of an offer on a day.

The criteria are data (``data/rules``); these rooms hold them against what is known of the firm
by three-valued logic (``analysis/kleene``): one unmet criterion rules the offer out whatever is
unknown beside it; else one unknown criterion leaves it open; else it is met. ``context`` gathers
what holds on the day; ``ages``, ``sizes``, ``state_aid`` and ``opening`` are what a criterion or
an offer may ask for; ``states`` joins the criteria and the day to one word.

Two evaluators read the same criteria. One judges a firm with reasons: ``leaves`` compares one
fact, ``criteria`` joins leaves, ``one_firm`` judges an offer. The other judges all firms of a
table without: ``columns`` writes criteria as expressions, ``all_firms`` works them out. A
property test holds them equal.
"""

from ecosystem.analysis.eligibility.ages import anniversary
from ecosystem.analysis.eligibility.all_firms import judge_all, judge_all_offers, verdict_codes
from ecosystem.analysis.eligibility.context import EligibilityContext, eligibility_context
from ecosystem.analysis.eligibility.criteria import judge_criterion
from ecosystem.analysis.eligibility.offered import is_offered
from ecosystem.analysis.eligibility.one_firm import (
    criteria_verdict,
    facts_that_may_rule_out,
    facts_to_confirm,
    facts_to_mend,
    judge_offer,
    offer_verdict,
)
from ecosystem.analysis.eligibility.opening import (
    OpeningState,
    opening_on,
    opening_state,
    stated_opening,
)
from ecosystem.analysis.eligibility.sizes import size_ceilings_dkk
from ecosystem.analysis.eligibility.state_aid import (
    aid_note,
    de_minimis_counted,
    de_minimis_room,
    with_counted_aid,
)
from ecosystem.analysis.eligibility.states import has_requirements, state_of

__all__ = [
    "EligibilityContext",
    "OpeningState",
    "aid_note",
    "anniversary",
    "criteria_verdict",
    "de_minimis_counted",
    "de_minimis_room",
    "eligibility_context",
    "facts_that_may_rule_out",
    "facts_to_confirm",
    "facts_to_mend",
    "has_requirements",
    "is_offered",
    "judge_all",
    "judge_all_offers",
    "judge_criterion",
    "judge_offer",
    "offer_verdict",
    "opening_on",
    "opening_state",
    "size_ceilings_dkk",
    "state_of",
    "stated_opening",
    "verdict_codes",
    "with_counted_aid",
]
