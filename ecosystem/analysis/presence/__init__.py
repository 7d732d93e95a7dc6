"""Where the firms of a strength position are, and whether there are more than elsewhere.

Who is of a position is answered by ``day.membership``; here its firms are counted municipality by
municipality, in three cuts: *firms* is the standard one, *firms_low* the narrow, *firms_high* the
broad. Codes do not see a technology, ties do not see who never took part: the union is counted,
and how many each source found is told.

``counts`` counts firms, ``jobs`` their employees, ``official_statistics`` the units of official
statistics; ``quotients`` holds an area against the country, ``concentration`` puts the country in
one number.
"""

from ecosystem.analysis.presence.concentration import (
    by_group,
    ellison_glaeser,
    hoover_index,
    krugman_index,
    locational_gini,
    plant_herfindahl,
)
from ecosystem.analysis.presence.counts import (
    COUNTS,
    FOUND,
    FirmsLeftOut,
    PositionFirms,
    firms_by_municipality,
    firms_left_out,
    firms_of_every_position,
)
from ecosystem.analysis.presence.jobs import jobs_by_municipality
from ecosystem.analysis.presence.official_statistics import (
    statistics_by_municipality,
    statistics_over_time,
)
from ecosystem.analysis.presence.quotients import (
    MIN_COUNT_FOR_QUOTIENT,
    NORMAL_95,
    PresenceBand,
    exact_limits,
    location_quotient,
    log_delta_limits,
    presence,
    presence_bands,
    shrink,
    standardised_quotient,
)

__all__ = [
    "COUNTS",
    "FOUND",
    "MIN_COUNT_FOR_QUOTIENT",
    "NORMAL_95",
    "FirmsLeftOut",
    "PositionFirms",
    "PresenceBand",
    "by_group",
    "ellison_glaeser",
    "exact_limits",
    "firms_by_municipality",
    "firms_left_out",
    "firms_of_every_position",
    "hoover_index",
    "jobs_by_municipality",
    "krugman_index",
    "location_quotient",
    "locational_gini",
    "log_delta_limits",
    "plant_herfindahl",
    "presence",
    "presence_bands",
    "shrink",
    "standardised_quotient",
    "statistics_by_municipality",
    "statistics_over_time",
]
