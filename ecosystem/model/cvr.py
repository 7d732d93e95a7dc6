"""The check digit of CVR numbers, as ``stdnum`` computes it.

A number whose check digit is wrong is told and kept: such numbers stand in official exports, and
may still be the only key there is.
"""

from typing import Final

from stdnum.dk import cvr

DIGITS: Final = 8
WEIGHTS: Final = tuple(cvr.checksum(f"{10**place:0{DIGITS}}") for place in reversed(range(DIGITS)))
"""Weight of each digit, the first first: a number's weighted sum is a multiple of 11."""


def has_check_digit(number: str) -> bool:
    """Return whether the weighted sum of a number's digits is a multiple of 11.

    Args:
        number: Eight digits. One that begins with 0 is no real number, and may pass all the same.

    Examples:
        >>> has_check_digit("10103940"), has_check_digit("10103941")
        (True, False)
        >>> WEIGHTS
        (2, 7, 6, 5, 4, 3, 2, 1)
    """
    return bool(cvr.checksum(number) == 0)
