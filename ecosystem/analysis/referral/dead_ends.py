"""Turn a search that led nowhere into demand, without the firm's identity."""

from bisect import bisect_right
from typing import Final, Literal

from ecosystem.model.firms import Firm
from ecosystem.model.referrals import DeadEnd, Referral
from ecosystem.model.vocabulary import Verdict

_Size = Literal["0", "1-9", "10-49", "50-249", "250+"]
_SIZES: Final[tuple[_Size, ...]] = ("0", "1-9", "10-49", "50-249", "250+")
_LIMITS: Final = (1, 10, 50, 250)


def dead_ends_of(referral: Referral, firm: Firm) -> tuple[DeadEnd, ...]:
    """Give one record for each need that nothing fits; none when something does.

    No name, number or exact figure follows: field, industry in two digits, municipality and size
    class are what a gap is counted by. Small counts are suppressed where they are shown.
    """
    if not referral.dead_end:
        return ()
    why = tuple(
        f"{suggestion.offer_id}: {finding.fact}"
        for suggestion in referral.not_suitable
        if suggestion.is_open is not False
        for finding in suggestion.findings
        if finding.verdict is Verdict.UNMET
    )
    return tuple(
        DeadEnd(
            on=referral.on,
            need_id=need_id,
            position_id=next(iter(firm.positions or ()), None),
            industry_division=None if firm.industry_code is None else firm.industry_code[:2],
            municipality_code=firm.municipality_code,
            size_class=size_class(firm.employees),
            why=tuple(dict.fromkeys(why)),
        )
        for need_id in referral.need_ids
    )


def size_class(employees: float | None) -> _Size | None:
    """Give the size class of a head count; None: not known.

    Examples:
        >>> [size_class(n) for n in (0, 0.5, 1, 9.5, 10, 249, 250, None)]
        ['0', '0', '1-9', '1-9', '10-49', '50-249', '250+', None]
    """
    return None if employees is None else _SIZES[bisect_right(_LIMITS, employees)]
