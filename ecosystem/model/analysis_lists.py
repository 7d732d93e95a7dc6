"""The closed lists of the theme analysis, in a room that a command may import at once."""

from enum import StrEnum


class Part(StrEnum):
    """A part of the theme analysis."""

    PROJECTS = "projects"
    CONCENTRATION = "concentration"
    FUNDING = "funding"
    COST = "cost"
    LINKED = "linked"
    PARTICIPANTS = "participants"
    FIRST_TIMERS = "first_timers"
    JOURNEYS = "journeys"
    NEEDS = "needs"
    SYSTEM = "system"


class PartState(StrEnum):
    """Whether a figure can be given, and if not why."""

    COMPUTED = "computed"
    NO_BASIS = "no_basis"
    NOT_RECORDED = "not_recorded"
    REFUSED = "refused"


class Interval(StrEnum):
    """How the interval of a figure was made."""

    BOUNDS = "bounds"
    BOOTSTRAP = "bootstrap"
    WILSON = "wilson"
    NEWCOMBE = "newcombe"
    GREENWOOD = "greenwood"
    NONE = "none"


class SystemLevel(StrEnum):
    """A level of the business-promotion system, from the municipality up."""

    MUNICIPAL = "municipal"
    CROSS_MUNICIPAL = "cross_municipal"
    REGIONAL = "regional"
    NATIONAL = "national"
    NATIONAL_SECTOR = "national_sector"
    KNOWLEDGE = "knowledge"
    PRIVATE = "private"
    EU = "eu"
