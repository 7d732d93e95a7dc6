"""What is true on a day, answered once: the ground that every other room of the analysis stands on.

``view`` holds the parts together: ``membership`` (who is of a position), ``actors`` (who is there),
``places`` (where, how far, which region), ``names`` and ``freshness`` (what a check is worth).
``travel`` measures ways. Nothing above this room reads the tables behind them.
"""

from ecosystem.analysis.day.actors import Actors
from ecosystem.analysis.day.freshness import SORT_OF_OFFER, FreshnessRule, weakest
from ecosystem.analysis.day.membership import ROLES_OF, FirmCount, Membership
from ecosystem.analysis.day.names import Name, Names
from ecosystem.analysis.day.places import Distance, Places
from ecosystem.analysis.day.travel import (
    NEAR_LIMIT_SHARE,
    ROAD_FACTOR,
    SPEED_KMH,
    TravelBasis,
    is_near_limit,
    nearest_office,
)
from ecosystem.analysis.day.view import OnDay
from ecosystem.model.firms import PERSONALLY_OWNED, is_personally_owned

__all__ = [
    "NEAR_LIMIT_SHARE",
    "PERSONALLY_OWNED",
    "ROAD_FACTOR",
    "ROLES_OF",
    "SORT_OF_OFFER",
    "SPEED_KMH",
    "Actors",
    "Distance",
    "FirmCount",
    "FreshnessRule",
    "Membership",
    "Name",
    "Names",
    "OnDay",
    "Places",
    "TravelBasis",
    "is_near_limit",
    "is_personally_owned",
    "nearest_office",
    "weakest",
]
