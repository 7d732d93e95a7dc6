"""A scorecard: the ten recommendations to clusters, each with indicators that can be counted.

An indicator says one figure of one cluster, with its interval, what it rests on and what to bear
in mind; where it has none, it says why. A cluster stands beside its own past and beside what
chance gives, never beside other clusters.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Final, Literal

from pydantic import Field

from ecosystem.model.analysis import Interval
from ecosystem.model.closed_lists import complete
from ecosystem.model.records import Record
from ecosystem.model.sentences import Sentence


class ScorecardState(StrEnum):
    """Whether an indicator or a recommendation has its figures."""

    COMPUTED = "computed"
    PARTLY = "partly"
    NOT_RECORDED = "not_recorded"
    NOT_COMPUTABLE = "not_computable"


class Recommendation(StrEnum):
    """The recommendations of the theme analysis, by their number."""

    ROLE = "1"
    PROJECTS = "2"
    CHALLENGES = "3"
    BOARD = "4"
    OVERVIEW = "5"
    COHESION = "6"
    NEW_FIRMS = "7"
    LOCAL_ACCESS = "8"
    REFERRAL = "9"
    FLEXIBILITY = "10"


class IndicatorKey(StrEnum):
    """What is counted for a recommendation."""

    ROLE_SHARE = "role_share"
    OVERLAP_CELLS = "overlap_cells"
    FLOWS_KNOWN = "flows_known"
    PROJECTS_PER_YEAR = "projects_per_year"
    FIRMS_PER_PROJECT = "firms_per_project"
    FIRM_SHARE = "firm_share"
    WITH_TWO_FIRMS_AND_KNOWLEDGE = "with_two_firms_and_knowledge"
    LED_BY_FIRM = "led_by_firm"
    ACTIVE_CHALLENGES = "active_challenges"
    NAMED_BY_TRADE = "named_by_trade"
    PROJECTS_LINKED = "projects_linked"
    FIRM_SEATS = "firm_seats"
    SMALL_FIRM_SEATS = "small_firm_seats"
    KNOWLEDGE_SEAT = "knowledge_seat"
    CELLS_KNOWN = "cells_known"
    CHECKED_WITHIN_YEAR = "checked_within_year"
    GAPS_REAL = "gaps_real"
    GAPS_LIKELY = "gaps_likely"
    GAPS_NOT_RECORDED = "gaps_not_recorded"
    GAPS_ACTED_ON = "gaps_acted_on"
    ISOLATED_SHARE = "isolated_share"
    LARGEST_GROUP_SHARE = "largest_group_share"
    FIRMS_WITHIN_2_OF_KNOWLEDGE = "firms_within_2_of_knowledge"
    TIES_PER_ACTOR = "ties_per_actor"
    FIRST_TIME_SHARE = "first_time_share"
    FIRST_TIME_DIFFERENCE = "first_time_difference"
    NEVER_BEFORE_SHARE = "never_before_share"
    ONWARD_24_MONTHS = "onward_24_months"
    COVERAGE_RATE = "coverage_rate"
    OFFICES_BEYOND_CHANCE = "offices_beyond_chance"
    ACTIVITIES_BEYOND_CHANCE = "activities_beyond_chance"
    OUTER_SHARE_DIFFERENCE = "outer_share_difference"
    ONLINE_ACTIVITIES = "online_activities"
    REFERRALS_GIVEN = "referrals_given"
    REFERRALS_RECEIVED = "referrals_received"
    ANSWERED_IN_10_DAYS = "answered_in_10_days"
    TAKEN_OVER_SHARE = "taken_over_share"
    HELPED_SHARE = "helped_share"
    RECIPROCITY = "reciprocity"
    UNMET_REFERRED_IN_30_DAYS = "unmet_referred_in_30_days"
    FREE_GRANT_SHARE = "free_grant_share"


class IndicatorUnit(StrEnum):
    """What an indicator is measured in."""

    SHARE = "share"
    SHARE_POINTS = "share_points"
    NUMBER = "number"
    PER_YEAR = "per_year"
    YES_NO = "yes_no"


_K, _U = IndicatorKey, IndicatorUnit
INDICATORS_OF: Final[Mapping[Recommendation, tuple[IndicatorKey, ...]]] = complete(
    Recommendation,
    {
        Recommendation.ROLE: (_K.ROLE_SHARE, _K.OVERLAP_CELLS, _K.FLOWS_KNOWN),
        Recommendation.PROJECTS: (
            _K.PROJECTS_PER_YEAR,
            _K.FIRMS_PER_PROJECT,
            _K.FIRM_SHARE,
            _K.WITH_TWO_FIRMS_AND_KNOWLEDGE,
            _K.LED_BY_FIRM,
        ),
        Recommendation.CHALLENGES: (_K.ACTIVE_CHALLENGES, _K.NAMED_BY_TRADE, _K.PROJECTS_LINKED),
        Recommendation.BOARD: (_K.FIRM_SEATS, _K.SMALL_FIRM_SEATS, _K.KNOWLEDGE_SEAT),
        Recommendation.OVERVIEW: (
            _K.CELLS_KNOWN,
            _K.CHECKED_WITHIN_YEAR,
            _K.GAPS_REAL,
            _K.GAPS_LIKELY,
            _K.GAPS_NOT_RECORDED,
            _K.GAPS_ACTED_ON,
        ),
        Recommendation.COHESION: (
            _K.ISOLATED_SHARE,
            _K.LARGEST_GROUP_SHARE,
            _K.FIRMS_WITHIN_2_OF_KNOWLEDGE,
            _K.TIES_PER_ACTOR,
        ),
        Recommendation.NEW_FIRMS: (
            _K.FIRST_TIME_SHARE,
            _K.FIRST_TIME_DIFFERENCE,
            _K.NEVER_BEFORE_SHARE,
            _K.ONWARD_24_MONTHS,
        ),
        Recommendation.LOCAL_ACCESS: (
            _K.COVERAGE_RATE,
            _K.OFFICES_BEYOND_CHANCE,
            _K.ACTIVITIES_BEYOND_CHANCE,
            _K.OUTER_SHARE_DIFFERENCE,
            _K.ONLINE_ACTIVITIES,
        ),
        Recommendation.REFERRAL: (
            _K.REFERRALS_GIVEN,
            _K.REFERRALS_RECEIVED,
            _K.ANSWERED_IN_10_DAYS,
            _K.TAKEN_OVER_SHARE,
            _K.HELPED_SHARE,
            _K.RECIPROCITY,
            _K.UNMET_REFERRED_IN_30_DAYS,
        ),
        Recommendation.FLEXIBILITY: (_K.FREE_GRANT_SHARE,),
    },
    name="INDICATORS_OF",
)
"""The indicators of each recommendation, in the order they are read in."""
_UNITS: Final = {
    **dict.fromkeys(
        (
            _K.OVERLAP_CELLS,
            _K.FIRMS_PER_PROJECT,
            _K.ACTIVE_CHALLENGES,
            _K.GAPS_REAL,
            _K.GAPS_LIKELY,
            _K.GAPS_NOT_RECORDED,
            _K.GAPS_ACTED_ON,
            _K.TIES_PER_ACTOR,
            _K.ONLINE_ACTIVITIES,
            _K.REFERRALS_GIVEN,
            _K.REFERRALS_RECEIVED,
        ),
        _U.NUMBER,
    ),
    **dict.fromkeys(
        (
            _K.FIRST_TIME_DIFFERENCE,
            _K.OFFICES_BEYOND_CHANCE,
            _K.ACTIVITIES_BEYOND_CHANCE,
            _K.OUTER_SHARE_DIFFERENCE,
        ),
        _U.SHARE_POINTS,
    ),
    _K.PROJECTS_PER_YEAR: _U.PER_YEAR,
    _K.KNOWLEDGE_SEAT: _U.YES_NO,
}
UNIT_OF: Final[Mapping[IndicatorKey, IndicatorUnit]] = complete(
    IndicatorKey, {key: _UNITS.get(key, _U.SHARE) for key in IndicatorKey}, name="UNIT_OF"
)
"""What each indicator is measured in; what is named nowhere is a share, 0 to 1."""


class EqualProjects(Record):
    """A figure of today over as many projects as the snapshot has, drawn at random."""

    projects: int = Field(description="Projects of each draw.")
    draws: int
    value: float = Field(description="Median of the draws.")
    low: float = Field(description="2.5 % of the draws are below.")
    high: float


class Indicator(Record):
    """One figure of a cluster, or why there is none."""

    key: IndicatorKey
    position_id: str | None = Field(default=None, description="Of a figure of a position: which.")
    state: ScorecardState = Field(description="Never partly.")
    unit: IndicatorUnit
    value: float | None = None
    n: int | None = Field(default=None, description="How many the figure is of.")
    low: float | None = None
    high: float | None = None
    interval: Interval = Interval.NONE
    expected: float | None = Field(default=None, description="What chance alone gives.")
    z: float | None = Field(default=None, description="Standard deviations from chance.")
    before: float | None = Field(
        default=None, description="The same figure at the snapshot; None: none is compared with."
    )
    at_equal_projects: EqualProjects | None = None
    sentence: Sentence | None = Field(default=None, description="The figure in words.")
    why: Sentence | None = Field(default=None, description="Why there is no figure.")
    caveat: Sentence
    remarks: tuple[Sentence, ...] = Field(
        default=(), description="What is to be said beside it: what is not known, what is marked."
    )
    tables: tuple[str, ...] = Field(description="Tables it rests on.")
    is_example: bool = Field(default=False, description="It rests on example data: to be marked.")
    page: Literal["huller", "kort", "netvaerk", "aktoerer"] | None = Field(
        default=None, description="Page that shows the same figure."
    )


class RecommendationAnswer(Record):
    """A recommendation with its indicators."""

    rec_id: Recommendation
    state: ScorecardState
    sentence: Sentence = Field(description="What its first figure says, or why there is none.")
    indicators: tuple[Indicator, ...]


class ScorecardPosition(Record):
    """A strength position of a cluster, by name."""

    position_id: str
    name_da: str
    name_en: str


class Scorecard(Record):
    """The ten recommendations for one cluster on a day."""

    label: str
    version: str = Field(description="Of the register.")
    on: date
    since: date | None = Field(description="Day of the snapshot it is compared with.")
    is_synthetic: bool
    actor_id: str
    name: str
    closed: date | None = Field(
        description="Last day of the cluster, where it lies before the day."
    )
    positions: tuple[ScorecardPosition, ...] = Field(description="Empty: none on the day.")
    predecessors: tuple[str, ...] = Field(
        description="Names of those it is the successor of; their projects are not counted."
    )
    recommendations: tuple[RecommendationAnswer, ...]
