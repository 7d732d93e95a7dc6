"""Whether two groups differ, by how much, and how sure that is.

``shares`` compares shares, ``means`` means, ``ranks`` orders, ``resampling`` whatever is best drawn
anew, ``several`` adjusts the p values of what is compared together. Nothing here knows of firms or
clusters.
"""

from ecosystem.analysis.comparison.means import (
    Equivalence,
    MeanDifference,
    cliffs_delta,
    equivalence_test,
    paired_t_test,
    standardised_difference,
    welch_test,
)
from ecosystem.analysis.comparison.ranks import kendall_tau, kendall_taus
from ecosystem.analysis.comparison.resampling import (
    CONFIDENCE,
    Estimate,
    difference_of_means,
    drawn_means,
    drawn_sums,
    percentile_interval,
    ratio_of_geometric_means,
    sums_by_unit,
)
from ecosystem.analysis.comparison.several import holm
from ecosystem.analysis.comparison.shares import (
    UnitSums,
    cohens_h,
    effective_size,
    newcombe_difference,
    shares_equivalence,
    shares_test,
    wilson_share,
)

__all__ = [
    "CONFIDENCE",
    "Equivalence",
    "Estimate",
    "MeanDifference",
    "UnitSums",
    "cliffs_delta",
    "cohens_h",
    "difference_of_means",
    "drawn_means",
    "drawn_sums",
    "effective_size",
    "equivalence_test",
    "holm",
    "kendall_tau",
    "kendall_taus",
    "newcombe_difference",
    "paired_t_test",
    "percentile_interval",
    "ratio_of_geometric_means",
    "shares_equivalence",
    "shares_test",
    "standardised_difference",
    "sums_by_unit",
    "welch_test",
    "wilson_share",
]
