"""CPR numbers, as far as to see one in a text: they are never needed, and never kept."""

import re
from typing import Final

_CPR: Final = re.compile(
    r"(?<!\d)(?:0[1-9]|[12]\d|3[01]|6[1-9]|[78]\d|9[01])[\s./-]?(?:0[1-9]|1[0-2])[\s./-]?\d{2}"
    r"\s?[-–/.]?\s?\d{4}(?!\d)"
)
"""Day, month, year and four digits; people write a dot, a dash or a space between any two."""


def holds_cpr_number(text: str) -> bool:
    """Whether a text holds what looks like a CPR number: a day of birth and four digits.

    Replacement numbers (days 61 to 91) count too.

    Examples:
        >>> holds_cpr_number("Ejeren er 010203-1234"), holds_cpr_number("CVR 10103940")
        (True, False)
    """
    return _CPR.search(text) is not None
