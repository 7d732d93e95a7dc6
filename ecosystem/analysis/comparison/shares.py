"""Shares with their intervals, and the difference of two."""

from math import asin, sqrt

from ecosystem.analysis.comparison.resampling import CONFIDENCE, Estimate


def wilson_share(count: int, of: int, confidence: float = CONFIDENCE) -> Estimate:
    """Compute a share with Wilson's score interval, which stays within 0 and 1.

    Wilson 1927, Journal of the American Statistical Association 22:209.

    Args:
        count: How many of them.
        of: Of how many, 1 or more.
        confidence: How often such intervals hold the true share.

    Raises:
        ValueError: ``count`` is not from 0 to ``of``, or ``of`` is 0.

    Examples:
        >>> [round(part, 3) for part in wilson_share(1, 10)]
        [0.1, 0.018, 0.404]
    """
    from scipy.stats import binomtest

    interval = binomtest(count, of).proportion_ci(confidence, method="wilson")
    return Estimate(count / of, float(interval.low), float(interval.high))


def newcombe_difference(
    count_a: int, of_a: int, count_b: int, of_b: int, confidence: float = CONFIDENCE
) -> Estimate:
    """Compute the difference of two shares with Newcombe's hybrid score interval.

    The distances from each share to the ends of its Wilson interval, put together as the sides of
    a right angle: method 10 of Newcombe 1998, Statistics in Medicine 17:873.

    Args:
        count_a: How many of the first group.
        of_a: Size of the first group, 1 or more.
        count_b: How many of the group compared with.
        of_b: Size of the group compared with, 1 or more.
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


def shares_test(count_a: int, of_a: int, count_b: int, of_b: int) -> float:
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


def cohens_h(share_a: float, share_b: float) -> float:
    """Compute Cohen's h, the difference of two shares on a scale where all are as well known.

    About .2 is small, .5 medium, .8 large (Cohen 1988, chapter 6).

    Examples:
        >>> round(cohens_h(0.5, 0.4), 3)
        0.201
    """
    return 2 * asin(sqrt(share_a)) - 2 * asin(sqrt(share_b))
