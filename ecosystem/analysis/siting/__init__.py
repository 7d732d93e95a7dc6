"""Where to add presence: the exact best places, what each would reach, and what is nearly as good.

Three goals. *Cover*: most unreached firms come within the distance (maximal covering location,
Church & ReVelle 1974). *Distance*: firms' way to the nearest office falls most (p-median,
Hakimi 1964). *Worst*: the longest way any firm has falls most (p-centre, Minieka 1970); beside the
first it tells what fairness to the farthest costs. How few places would reach every firm (location
set covering, Toregas et al. 1971) is told as well. Choices within one per cent of the best are
told beside it: between near-ties people decide, not decimals.

``programmes`` solves the four exactly; ``plans`` says what is asked and what comes of it.
"""

from ecosystem.analysis.siting.plans import (
    NEARLY_AS_GOOD,
    Alternative,
    Choice,
    Goal,
    Plan,
    Siting,
    site_presence,
)
from ecosystem.analysis.siting.programmes import (
    FAR_KM,
    fewest_places,
    least_distance,
    least_worst_distance,
    most_covered,
)

__all__ = [
    "FAR_KM",
    "NEARLY_AS_GOOD",
    "Alternative",
    "Choice",
    "Goal",
    "Plan",
    "Siting",
    "fewest_places",
    "least_distance",
    "least_worst_distance",
    "most_covered",
    "site_presence",
]
