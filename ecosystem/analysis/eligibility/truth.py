"""Join verdicts by Kleene's three-valued logic.

Unknown lies between met and unmet: joining by "and" gives the weakest verdict, joining by "or"
the strongest.
"""

from collections.abc import Iterable
from typing import Final

from ecosystem.model.vocabulary import Verdict

MET: Final = Verdict.MET
UNMET: Final = Verdict.UNMET
UNKNOWN: Final = Verdict.UNKNOWN


def verdict_of(holds: bool | None) -> Verdict:  # noqa: FBT001
    """Give the verdict of an answer; None: not known."""
    return UNKNOWN if holds is None else MET if holds else UNMET


def all_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Kleene's and: one unmet rules out, else one unknown leaves open."""
    seen = set(verdicts)
    return UNMET if UNMET in seen else UNKNOWN if UNKNOWN in seen else MET


def any_of(verdicts: Iterable[Verdict]) -> Verdict:
    """Kleene's or: one met is enough, else one unknown leaves open."""
    seen = set(verdicts)
    return MET if MET in seen else UNKNOWN if UNKNOWN in seen else UNMET
