"""How well names were linked, from a sample of pairs in each band of likeness.

Each band weighs as many pairs as it holds. Precision is the share of the linked pairs that are one
organisation; recall the share of the pairs of one organisation that are linked. The limits of each
band are Wilson's, the near one of a rare case that of Brown, Cai and DasGupta (2001), with the
sample's share of the band taken into account. The bands are put together by the method of variance
estimates recovery (Zou and Donner, 2008), the ratio by that of Donner and Zou (2012): a band in
which nobody saw a missed pair adds to the number that may be missed, and not to the least number.
"""

from collections.abc import Sequence
from math import sqrt
from typing import Final, NamedTuple

from ecosystem.analysis.comparison import Estimate, wilson_share
from ecosystem.model.linkage import JudgedBand

_RARE: Final = {1: 0.051293, 2: 0.355362, 3: 0.817691}
"""Half the 5 % quantile of chi square, by cases seen, with twice as many degrees of freedom.

Divided by the sample it is the near limit, where Wilson's leaves out shares so small that the one
case was seen by luck.
"""


class LinkageEstimate(NamedTuple):
    """Precision and recall, each with its 95 % interval."""

    precision: Estimate
    recall: Estimate | None
    """``None``: a band of pairs that are not linked is not judged, or nothing is linked rightly."""


def linkage_estimate(bands: Sequence[JudgedBand]) -> LinkageEstimate | None:
    """Compute precision and recall weighted by the bands of likeness.

    Args:
        bands: Every band that has pairs, each once.

    Returns:
        ``None``: no band of linked pairs, or one that nobody has judged.

    Examples:
        >>> linked = JudgedBand(is_linked=True, least_score=94, pairs=90, judged=90, same=81)
        >>> apart = JudgedBand(is_linked=False, least_score=0, pairs=900, judged=100, same=1)
        >>> found = linkage_estimate([linked, apart])
        >>> found.precision.value, round(found.recall.value, 3)
        (0.9, 0.9)
    """
    linked = [band for band in bands if band.is_linked]
    apart = [band for band in bands if not band.is_linked]
    if not linked or not all(band.judged for band in linked):
        return None
    right = _same_pairs(linked)
    pairs = sum(band.pairs for band in linked)
    precision = Estimate(*(end / pairs for end in right))
    is_judged = all(band.judged for band in apart)
    return LinkageEstimate(precision, _recall(right, _same_pairs(apart)) if is_judged else None)


def _same_pairs(bands: Sequence[JudgedBand]) -> Estimate:
    """Estimate how many pairs of some bands are one organisation."""
    value, below, above = 0.0, 0.0, 0.0
    for band in bands:
        share = _share(band)
        value += band.pairs * share.value
        below += (band.pairs * (share.value - share.low)) ** 2
        above += (band.pairs * (share.high - share.value)) ** 2
    pairs = sum(band.pairs for band in bands)
    return Estimate(value, max(value - sqrt(below), 0.0), min(value + sqrt(above), float(pairs)))


def _share(band: JudgedBand) -> Estimate:
    """Return the share of a band; one that was judged whole is known."""
    same, judged = band.same, band.judged
    share = same / judged
    if judged >= band.pairs:
        return Estimate(share, share, share)
    worth = (band.pairs - 1) / (band.pairs - judged)
    _, low, high = wilson_share(worth * same, worth * judged)
    if near := _RARE.get(same):
        low = min(low, share - (share - near / judged) / sqrt(worth))
    if near := _RARE.get(judged - same):
        high = max(high, share + (1 - near / judged - share) / sqrt(worth))
    return Estimate(share, low, high)


def _recall(right: Estimate, missed: Estimate) -> Estimate | None:
    """Return how many of those that are one organisation are linked; from missed per linked."""
    if right.low <= 0:
        return None
    product = missed.value * right.value
    low_part = right.high * (2 * right.value - right.high)
    high_part = right.low * (2 * right.value - right.low)
    if low_part <= 0:
        return None
    least = product**2 - missed.low * (2 * missed.value - missed.low) * low_part
    most = product**2 - missed.high * (2 * missed.value - missed.high) * high_part
    lowest = (product - sqrt(max(least, 0.0))) / low_part
    highest = (product + sqrt(max(most, 0.0))) / high_part
    return Estimate(right.value / (right.value + missed.value), 1 / (1 + highest), 1 / (1 + lowest))
