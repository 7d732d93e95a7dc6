"""Whether two orders of the same things agree."""

import numpy as np

from ecosystem.analysis.comparison.resampling import Floats


def kendall_tau(a: Floats, b: Floats) -> float | None:
    """Compute how far two orders agree: 1 the same, 0 no more than by chance, -1 reversed.

    Kendall's tau-b, which allows for ties (Kendall 1945, Biometrika 33:239).

    Args:
        a: What one order is made by, one figure each.
        b: What the other order is made by, of the same things.

    Returns:
        ``None`` where one of the two has no order: fewer than two figures, or all equal.

    Examples:
        >>> kendall_tau(np.array([1.0, 2.0, 3.0]), np.array([3.0, 2.0, 1.0]))
        -1.0
        >>> kendall_tau(np.array([1.0, 1.0]), np.array([1.0, 2.0])) is None
        True
    """
    from scipy.stats import kendalltau

    if len(a) == 0 or a.min() == a.max() or b.min() == b.max():
        return None
    return float(kendalltau(a, b).statistic)


def kendall_taus(a: Floats, b: Floats) -> Floats:
    """Compute the same for many pairs of orders at once, one row a pair.

    Args:
        a: One order a row; not a number where a row lacks one of the things, which then has no
            place in the row's order.
        b: The other order of each row.

    Returns:
        One tau a row, not a number where one of the two has no order.

    Examples:
        >>> kendall_taus(np.array([[1.0, 2.0, 3.0]]), np.array([[1.0, 2.0, np.nan]])).tolist()
        [1.0]
    """
    first, second = np.triu_indices(a.shape[1], 1)
    apart = [np.sign(order[:, first] - order[:, second]) for order in (a, b)]
    is_known = ~np.isnan(apart[0] * apart[1])
    signs = [np.where(is_known, sign, 0.0) for sign in apart]
    untied = np.sqrt(np.prod([np.abs(sign).sum(axis=1) for sign in signs], axis=0))
    agreed = (signs[0] * signs[1]).sum(axis=1)
    taus: Floats = np.divide(agreed, untied, out=np.full(len(a), np.nan), where=untied > 0)
    return taus
