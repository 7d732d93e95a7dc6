"""Four answers instead of two: no, yes, not known, and known too long ago.

They are small whole numbers in arrays, so that 98 municipalities are answered at once. An answer
that is not known never counts as a no: it makes a gap uncertain, not real.
"""

from collections.abc import Iterable
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Codes: TypeAlias = NDArray[np.uint8]

NO: Final = 0
YES: Final = 1
UNKNOWN: Final = 2
STALE: Final = 3


def all_of(*parts: Codes) -> Codes:
    """Say yes where every part does, no where one says no, else the worst that is not known.

    Examples:
        >>> one, other = np.array([1, 1, 2, 3], "uint8"), np.array([1, 0, 1, 2], "uint8")
        >>> all_of(one, other).tolist()
        [1, 0, 2, 3]
    """
    stacked = np.stack(parts)
    said: Codes = np.where((stacked == NO).any(axis=0), NO, stacked.max(axis=0)).astype(np.uint8)
    return said


def any_of(parts: Iterable[Codes], size: int) -> Codes:
    """Say yes where one part does; else not known, else too old, where one part says so.

    Examples:
        >>> any_of([np.array([0, 3, 2], "uint8"), np.array([1, 0, 3], "uint8")], 3).tolist()
        [1, 3, 2]
        >>> any_of([], 2).tolist()
        [0, 0]
    """
    held = list(parts)
    if not held:
        return np.zeros(size, dtype=np.uint8)
    stacked = np.stack(held)
    said: Codes = np.select(
        [(stacked == code).any(axis=0) for code in (YES, UNKNOWN, STALE)],
        [YES, UNKNOWN, STALE],
        NO,
    ).astype(np.uint8)
    return said


def everywhere(code: int, size: int) -> Codes:
    """Say the same of every municipality."""
    return np.full(size, code, dtype=np.uint8)


def where_yes(holds: Any, code: int = YES) -> Codes:  # noqa: ANN401  an array of truth values
    """Say yes (or the given answer) where a truth holds, and no elsewhere."""
    said: Codes = np.where(holds, code, NO).astype(np.uint8)
    return said
