"""Compare ties with what chance gives, and predict those that are not there.

``null_models`` draws random tables of the same make-up, ``expected`` compares groups and pairs with
them, ``predicted`` lists likely ties, ``relatedness`` finds neighbouring positions.
"""

from ecosystem.analysis.ties.expected import (
    Meetings,
    fewer_ties_than_expected,
    meetings,
    meetings_in,
    pairs_against_null,
    ties_against_null,
)
from ecosystem.analysis.ties.null_models import curveball_draws, false_discovery
from ecosystem.analysis.ties.predicted import Method, predicted_ties, tie_scores
from ecosystem.analysis.ties.relatedness import (
    density,
    position_memberships,
    proximity,
    proximity_against_null,
)

__all__ = [
    "Meetings",
    "Method",
    "curveball_draws",
    "density",
    "false_discovery",
    "fewer_ties_than_expected",
    "meetings",
    "meetings_in",
    "pairs_against_null",
    "position_memberships",
    "predicted_ties",
    "proximity",
    "proximity_against_null",
    "tie_scores",
    "ties_against_null",
]
