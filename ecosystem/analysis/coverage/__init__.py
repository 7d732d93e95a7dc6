"""Who reaches the firms of a strength position, municipality by municipality.

Three ways of being reached are kept apart and never added: an office near by, an activity held
near by, and help online. Each has four states:

* *covered*: one actor reaches the municipality; *overlap*: several do;
* *uncovered*: the register records what it takes to know, and nobody does;
* *unknown*: a record is missing. Removing a record makes a covered municipality unknown, never
  uncovered.

Beside each state stands how sure it is: what the checks of the rows behind it are worth on the
day. A check never changes a state.

An office is any place where an actor can be met (``day.places.meeting_places``): head office,
office, campus, test facility. It covers a municipality when it is within the stated distance
**and** the municipality lies in the service area of one of the actor's offers.

Who is asked about is a choice: the position's designated cluster, every actor tied to the
position, or these with the business hubs and municipal offices that serve all firms.

``criteria`` holds what counts; ``serving`` says who is asked about, ``places`` where they meet
firms, ``areas`` for whom their offers are, ``sureness`` what the checks of these rows are worth;
``states`` puts it together, one word a municipality. Of the
measures, ``shares`` tells how many firms are reached, ``chance`` whether offices and activities
follow the firms, ``catchment`` how many firms share an office.
"""

from ecosystem.analysis.coverage.catchment import (
    CatchmentMethod,
    access_to_offices,
    floating_catchment,
)
from ecosystem.analysis.coverage.chance import (
    BEYOND_SD,
    DRAWS,
    FEW_PLACEMENTS,
    MOST_PLACEMENTS,
    Expectation,
    dissimilarity,
    expected_dissimilarity,
    follows_firms,
    mean_dissimilarity_by_chance,
)
from ecosystem.analysis.coverage.criteria import (
    ACTIVE_DAYS,
    ROLES_OF_PROVIDERS,
    SILENT_AFTER_DAYS,
    TABLES_OF,
    WITHIN_KM,
    AccessMode,
    CoverageCriteria,
    ProviderSet,
)
from ecosystem.analysis.coverage.places import TravelCost
from ecosystem.analysis.coverage.serving import Serving, serving_actors
from ecosystem.analysis.coverage.shares import (
    coverage_rate,
    reach_curve,
    representation,
    share_covered_by,
)
from ecosystem.analysis.coverage.states import (
    Reach,
    coverage_states,
    every_position,
    measure_reach,
    ways_to_nearest,
)

__all__ = [
    "ACTIVE_DAYS",
    "BEYOND_SD",
    "DRAWS",
    "FEW_PLACEMENTS",
    "MOST_PLACEMENTS",
    "ROLES_OF_PROVIDERS",
    "SILENT_AFTER_DAYS",
    "TABLES_OF",
    "WITHIN_KM",
    "AccessMode",
    "CatchmentMethod",
    "CoverageCriteria",
    "Expectation",
    "ProviderSet",
    "Reach",
    "Serving",
    "TravelCost",
    "access_to_offices",
    "coverage_rate",
    "coverage_states",
    "dissimilarity",
    "every_position",
    "expected_dissimilarity",
    "floating_catchment",
    "follows_firms",
    "mean_dissimilarity_by_chance",
    "measure_reach",
    "reach_curve",
    "representation",
    "serving_actors",
    "share_covered_by",
    "ways_to_nearest",
]
