"""Three answers instead of two: no, yes, and not known.

They are small whole numbers in arrays, so that 98 municipalities are answered at once. An answer
that is not known never counts as a no: it makes a gap uncertain, not real. How long ago a row was
confirmed is no answer here: it grades how sure a gap is (``confidence``), not whether it is there.
"""

from collections.abc import Iterable
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

Codes: TypeAlias = NDArray[np.uint8]

NO: Final = 0
YES: Final = 1
UNKNOWN: Final = 2


def all_of(*parts: Codes) -> Codes:
    """Say yes where every part does, no where one says no, else not known.

    Examples:
        >>> first, second = np.array([1, 1, 2, 2], "uint8"), np.array([1, 0, 1, 0], "uint8")
        >>> all_of(first, second).tolist()
        [1, 0, 2, 0]
    """
    stacked = np.stack(parts)
    joined: Codes = np.where((stacked == NO).any(axis=0), NO, stacked.max(axis=0)).astype(np.uint8)
    return joined


def any_of(parts: Iterable[Codes], size: int) -> Codes:
    """Say yes where one part does; else not known where one part says so.

    Examples:
        >>> any_of([np.array([0, 2, 2], "uint8"), np.array([1, 0, 1], "uint8")], 3).tolist()
        [1, 2, 1]
        >>> any_of([], 2).tolist()
        [0, 0]
    """
    alternatives = list(parts)
    if not alternatives:
        return everywhere(NO, size)
    stacked = np.stack(alternatives)
    joined: Codes = np.select(
        [(stacked == code).any(axis=0) for code in (YES, UNKNOWN)], [YES, UNKNOWN], NO
    ).astype(np.uint8)
    return joined


def everywhere(code: int, size: int) -> Codes:
    """Say the same of every municipality."""
    return np.full(size, code, dtype=np.uint8)


def where_yes(holds: ArrayLike, code: int = YES) -> Codes:
    """Say yes (or the given answer) where a truth holds, and no elsewhere."""
    answers: Codes = np.where(holds, code, NO).astype(np.uint8)
    return answers
