"""Whether two orders of the same things agree."""

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
        >>> import numpy as np
        >>> kendall_tau(np.array([1.0, 2.0, 3.0]), np.array([3.0, 2.0, 1.0]))
        -1.0
        >>> kendall_tau(np.array([1.0, 1.0]), np.array([1.0, 2.0])) is None
        True
    """
    from scipy.stats import kendalltau

    if len(a) == 0 or a.min() == a.max() or b.min() == b.max():
        return None
    return float(kendalltau(a, b).statistic)
