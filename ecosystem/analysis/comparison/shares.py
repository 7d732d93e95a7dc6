"""Shares with their intervals, and the difference of two."""

from math import atan2, sqrt
from typing import NamedTuple

from ecosystem.analysis.comparison.means import ALPHA, Equivalence
from ecosystem.analysis.comparison.resampling import CONFIDENCE, Estimate, Floats


def wilson_share(count: float, of: float, confidence: float = CONFIDENCE) -> Estimate:
    """Compute a share with Wilson's score interval, which stays within 0 and 1.

    Wilson 1927, Journal of the American Statistical Association 22:209.

    Args:
        count: How many of them; no whole number where ``of`` is an :func:`effective_size`.
        of: Of how many, over 0.
        confidence: How often such intervals hold the true share.

    Raises:
        ValueError: ``count`` is not from 0 to ``of``, or ``of`` is not over 0.

    Examples:
        >>> [round(part, 3) for part in wilson_share(1, 10)]
        [0.1, 0.018, 0.404]
    """
    if not (of > 0 and 0 <= count <= of):
        message = f"A share of {count} in {of} was asked for. Give a count from 0 to its whole."
        raise ValueError(message)
    share, weight = count / of, _normal_reach(confidence) ** 2 / of
    middle = (share + weight / 2) / (1 + weight)
    reach = sqrt(weight * (share * (1 - share) + weight / 4)) / (1 + weight)
    low, high = max(0.0, middle - reach), min(1.0, middle + reach)
    return Estimate(share, 0.0 if share == 0 else low, 1.0 if share == 1 else high)


def _normal_reach(confidence: float) -> float:
    from scipy.special import ndtri

    return float(ndtri((1 + confidence) / 2))


def effective_size(hits: Floats, sizes: Floats) -> float:
    """Compute of how many independent answers the answers of some units are worth.

    Answers of one organisation are alike. The number is that of the answers over the design
    effect, the variance between units over that of as many independent answers, never under 1
    (Kish 1965, "Survey Sampling", section 8.2). Where all answers are the same, nothing is known of
    how alike they are, and each unit's are taken as one answer.

    Args:
        hits: How many answers of each unit are yes.
        sizes: How many answers each unit gave, 1 or more.

    Examples:
        Two answers of each of 100 units: always the same, and as independent ones would be.

        >>> import numpy as np
        >>> twos = np.full(100, 2.0)
        >>> round(effective_size(np.array([2.0, 0.0] * 50), twos))
        99
        >>> round(effective_size(np.array([2.0, 1.0, 1.0, 0.0] * 25), twos))
        198
    """
    return UnitSums(
        units=len(sizes),
        answers=float(sizes.sum()),
        hits=float(hits.sum()),
        answers_squared=float((sizes**2).sum()),
        hits_squared=float((hits**2).sum()),
        hits_by_answers=float((hits * sizes).sum()),
    ).effective_size


class UnitSums(NamedTuple):
    """Sums over units that gave several answers each, where they are too many to be listed."""

    units: int
    answers: float
    hits: float
    """Answers that are yes."""
    answers_squared: float
    """Sum of the square of each unit's answers."""
    hits_squared: float
    hits_by_answers: float
    """Sum of each unit's hits times its answers."""

    @property
    def effective_size(self) -> float:
        """Of how many independent answers they are worth, as :func:`effective_size` computes it."""
        share = self.hits / self.answers
        if share in {0.0, 1.0} or self.units == 1:
            return self.answers**2 / self.answers_squared
        products = 2 * share * self.hits_by_answers - share**2 * self.answers_squared
        between = (self.hits_squared - products) * self.units / (self.units - 1)
        return self.answers / max(1.0, between / (self.answers * share * (1 - share)))

    @property
    def independent(self) -> tuple[float, float]:
        """Hits, and answers, of as many independent answers as they are worth."""
        worth = self.effective_size
        return self.hits / self.answers * worth, worth


def newcombe_difference(
    count_a: float, of_a: float, count_b: float, of_b: float, confidence: float = CONFIDENCE
) -> Estimate:
    """Compute the difference of two shares with Newcombe's hybrid score interval.

    The distances from each share to the ends of its Wilson interval, put together as the sides of
    a right angle: method 10 of Newcombe 1998, Statistics in Medicine 17:873.

    Args:
        count_a: How many of the first group.
        of_a: Size of the first group, over 0.
        count_b: How many of the group compared with.
        of_b: Size of the group compared with, over 0.
        confidence: How often such intervals hold the true difference.

    Raises:
        ValueError: A count is not from 0 to the size of its group, or a group is empty.

    Examples:
        Newcombe's first example, 56 of 70 and 48 of 80:

        >>> [round(part, 4) for part in newcombe_difference(56, 70, 48, 80)]
        [0.2, 0.0524, 0.3339]
    """
    a, b = wilson_share(count_a, of_a, confidence), wilson_share(count_b, of_b, confidence)
    difference = a.value - b.value
    return Estimate(
        difference,
        difference - sqrt((a.value - a.low) ** 2 + (b.high - b.value) ** 2),
        difference + sqrt((a.high - a.value) ** 2 + (b.value - b.low) ** 2),
    )


def shares_test(count_a: float, of_a: float, count_b: float, of_b: float) -> float:
    """Compute the p value of two shares being equal: the score test, two-sided.

    Pearson's chi-squared of the two by two table, without correction.

    Examples:
        >>> round(shares_test(56, 70, 48, 80), 4), shares_test(0, 5, 0, 5)
        (0.008, 1.0)
    """
    from scipy.special import ndtr

    share = (count_a + count_b) / (of_a + of_b)
    if share in {0.0, 1.0}:
        return 1.0
    error = sqrt(share * (1 - share) * (1 / of_a + 1 / of_b))
    return float(2 * ndtr(-abs(count_a / of_a - count_b / of_b) / error))


def shares_equivalence(
    count_a: float, of_a: float, count_b: float, of_b: float, margin: float
) -> Equivalence:
    """Test whether two shares differ by less than a margin: is the 90 % interval within it?

    An interval of 90 % within the margin is two one-sided tests of 5 % each; it has no p value.

    Args:
        count_a: How many of the first group.
        of_a: Size of the first group, over 0.
        count_b: How many of the group compared with.
        of_b: Size of the group compared with, over 0.
        margin: Largest difference that is called none, a share over 0.

    Examples:
        >>> shares_equivalence(500, 1000, 505, 1000, 0.05).is_equivalent
        True
        >>> shares_equivalence(5, 10, 5, 10, 0.05).is_equivalent
        False
    """
    apart = newcombe_difference(count_a, of_a, count_b, of_b, 1 - 2 * ALPHA)
    is_within = -margin < apart.low and apart.high < margin
    return Equivalence(margin, None, is_equivalent=is_within)


def cohens_h(share_a: float, share_b: float) -> float:
    """Compute Cohen's h, the difference of two shares on a scale where all are as well known.

    About .2 is small, .5 medium, .8 large (Cohen 1988, chapter 6).

    Examples:
        >>> round(cohens_h(0.5, 0.4), 3)
        0.201
    """
    angles = [2 * atan2(sqrt(share), sqrt(1 - share)) for share in (share_a, share_b)]
    return angles[0] - angles[1]
