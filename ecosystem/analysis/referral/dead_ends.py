"""Turn a search that led nowhere into demand, without the firm's identity."""

from bisect import bisect_right
from typing import Final, Literal

from ecosystem.model.firms import Firm
from ecosystem.model.referrals import DeadEnd, Referral
from ecosystem.model.vocabulary import DeadEndReason, Verdict

MOST_SUGGESTED: Final = 8
"""Suggestions that are kept of a list of which nothing helped."""
_Size = Literal["0", "1-9", "10-49", "50-249", "250+"]
_SIZES: Final[tuple[_Size, ...]] = ("0", "1-9", "10-49", "50-249", "250+")
_LIMITS: Final = (1, 10, 50, 250)


def dead_ends_of(
    referral: Referral, firm: Firm, reason: DeadEndReason = DeadEndReason.NO_MATCH
) -> tuple[DeadEnd, ...]:
    """Return one record for each need asked for that led nowhere.

    No name, number or exact figure follows: field, industry in two digits, municipality and size
    class are what a gap is counted by. Small counts are suppressed where they are shown. What an
    example firm looked for is no demand.

    Args:
        referral: The answer that did not help.
        firm: The firm that asked.
        reason: ``NO_MATCH`` where nothing fits: none is returned when something does. Any other
            is the adviser's word for a list of which nothing helped.
    """
    is_no_match = reason is DeadEndReason.NO_MATCH
    if firm.is_synthetic or (is_no_match and not referral.dead_end):
        return ()
    suggested = () if is_no_match else _suggested(referral)
    needs = referral.need_ids
    return tuple(_record(referral, firm, need_id, reason, suggested) for need_id in needs)


def _record(
    referral: Referral,
    firm: Firm,
    need_id: str,
    reason: DeadEndReason,
    suggested: tuple[str, ...],
) -> DeadEnd:
    return DeadEnd(
        on=referral.on,
        reason=reason,
        need_id=need_id,
        position_id=next(iter(firm.positions or ()), None),
        industry_division=None if firm.industry_code is None else firm.industry_code[:2],
        municipality_code=firm.municipality_code,
        size_class=size_class(firm.employees),
        why=_rules_that_shut_out(referral),
        suggested=suggested,
    )


def _suggested(referral: Referral) -> tuple[str, ...]:
    offers = (
        suggestion.offer_id for suggestion in referral.suggestions if not suggestion.is_contact
    )
    return tuple(offers)[:MOST_SUGGESTED]


def _rules_that_shut_out(referral: Referral) -> tuple[str, ...]:
    why = (
        f"{suggestion.offer_id}: {finding.fact}"
        for suggestion in referral.not_suitable
        if suggestion.is_open is not False
        for finding in suggestion.findings
        if finding.verdict is Verdict.UNMET
    )
    return tuple(dict.fromkeys(why))


def size_class(employees: float | None) -> _Size | None:
    """Return the size class of a head count; None: not known.

    Examples:
        >>> [size_class(n) for n in (0, 0.5, 1, 9.5, 10, 249, 250, None)]
        ['0', '0', '1-9', '1-9', '10-49', '50-249', '250+', None]
    """
    return None if employees is None else _SIZES[bisect_right(_LIMITS, employees)]
