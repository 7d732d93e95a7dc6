"""Three answers instead of two, joined by Kleene's logic: no, unknown, yes.

Unknown lies between no and yes: joining by "and" gives the weakest answer, joining by "or" the
strongest. An answer that is not known never counts as a no.

A single answer is a verdict (unmet, unknown, met). Many at once are codes in arrays, small whole
numbers in the same order, so that 98 municipalities or 300,000 firms are answered together.
"""

from collections.abc import Iterable
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

from ecosystem.model.vocabulary import Verdict

Codes: TypeAlias = NDArray[np.uint8]

NO: Final = 0
UNKNOWN: Final = 1
YES: Final = 2
_STRENGTH: Final = {Verdict.UNMET: NO, Verdict.UNKNOWN: UNKNOWN, Verdict.MET: YES}


def verdict_of(holds: bool | None) -> Verdict:  # noqa: FBT001
    """Return the verdict of an answer; None: not known."""
    return Verdict.UNKNOWN if holds is None else Verdict.MET if holds else Verdict.UNMET


def code_of(holds: bool | None) -> int:  # noqa: FBT001
    """Return the code of an answer; None: not known."""
    return UNKNOWN if holds is None else YES if holds else NO


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Join by Kleene's and: one unmet rules out, else one unknown leaves open; of none, met."""
    return min(verdicts, key=_STRENGTH.__getitem__, default=Verdict.MET)


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Join by Kleene's or: one met is enough, else one unknown leaves open; of none, unmet."""
    return max(verdicts, key=_STRENGTH.__getitem__, default=Verdict.UNMET)


def all_codes(*answers: Codes) -> Codes:
    """Join arrays by Kleene's and, element by element.

    Examples:
        >>> first, second = np.array([2, 2, 1, 1], "uint8"), np.array([2, 0, 2, 0], "uint8")
        >>> all_codes(first, second).tolist()
        [2, 0, 1, 0]
    """
    joined: Codes = np.minimum.reduce(answers)
    return joined


def any_codes(answers: Iterable[Codes], size: int) -> Codes:
    """Join arrays of a size by Kleene's or, element by element; of none, no everywhere.

    Examples:
        >>> any_codes([np.array([0, 1, 1], "uint8"), np.array([2, 0, 2], "uint8")], 3).tolist()
        [2, 1, 2]
        >>> any_codes([], 2).tolist()
        [0, 0]
    """
    joined: Codes = np.maximum.reduce([everywhere(NO, size), *answers])
    return joined


def everywhere(code: int, size: int) -> Codes:
    """Return the same answer so many times."""
    return np.full(size, code, dtype=np.uint8)


def where_yes(holds: ArrayLike, code: int = YES) -> Codes:
    """Return yes (or the given code) where a truth holds, and no elsewhere."""
    answers: Codes = np.where(holds, code, NO).astype(np.uint8)
    return answers
