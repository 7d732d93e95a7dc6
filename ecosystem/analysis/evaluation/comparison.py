"""Decide whether one ranking beats another, or that it cannot be told.

Organisations are drawn anew with both their figures, so that what is hard for both cancels out.
Many rankings are compared at once, so their p values are adjusted.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

from ecosystem.analysis.comparison import drawn_means, holm, percentile_interval
from ecosystem.analysis.evaluation.measures import Figures

Verdict = Literal["better", "worse", "undecided"]
ALPHA: Final = 0.05


@dataclass(frozen=True, slots=True)
class Difference:
    """A mean difference between two rankings over the same organisations."""

    mean: float
    low: float
    high: float
    p: float
    """Two-sided, from the share of draws on the other side of 0."""
    p_holm: float
    """The same, adjusted for all the rankings compared with the same one."""
    count: int
    """Organisations."""

    @property
    def half_width(self) -> float:
        """Half the width of the interval: a smaller difference cannot be seen."""
        return (self.high - self.low) / 2

    def verdict(self, fewest: int) -> Verdict:
        """Better or worse when the interval lies on one side of 0, adjusted p and all."""
        is_clear = (self.low > 0 or self.high < 0) and self.p_holm < ALPHA
        if self.count < fewest or not is_clear:
            return "undecided"
        return "better" if self.low > 0 else "worse"


def paired_differences(
    figures: Mapping[str, Figures], against: str, draws: int, seed: int
) -> dict[str, Difference]:
    """Compare rankings with one of them, organisation by organisation.

    Args:
        figures: By ranking, a figure an organisation, all in the same order.
        against: The ranking the others are compared with.
        draws: How many times organisations are drawn anew.
        seed: For the draws.

    Examples:
        >>> figures = {"a": np.array([1.0, 1.0]), "b": np.array([0.5, 0.5])}
        >>> paired_differences(figures, "b", 100, 1)["a"].low
        0.5
    """
    names = [name for name in figures if name != against]
    apart = np.column_stack([figures[name] - figures[against] for name in names])
    means = drawn_means(apart, draws, seed)
    low, high = percentile_interval(means)
    beyond = np.minimum((means <= 0).sum(axis=0), (means >= 0).sum(axis=0))
    values = np.minimum(1.0, 2 * (beyond + 1) / (draws + 1))
    adjusted = holm(dict(zip(names, values.tolist(), strict=True)))
    return {
        name: Difference(
            mean=float(apart[:, n].mean()),
            low=float(low[n]),
            high=float(high[n]),
            p=float(values[n]),
            p_holm=adjusted[name],
            count=len(apart),
        )
        for n, name in enumerate(names)
    }
