"""The answer about a position's coverage: what each field means."""

from datetime import date

from pydantic import Field

from ecosystem.analysis.presence import PresenceBand
from ecosystem.briefings.coverage.parts import Actor, FirmCounts
from ecosystem.model.records import Record
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import CoverageState, Freshness


class MunicipalityCoverage(Record):
    """How one municipality stands; ``None`` is not recorded, never zero."""

    municipality_code: str
    name: str
    nuts3_code: str | None
    region_code: str | None
    hub_id: str | None
    group: str | None
    is_outer: bool | None
    population: int | None
    firms: float | None = Field(description="Core and related firms, and those with a tie.")
    firms_low: float | None = Field(description="Core firms, and those with a tie.")
    firms_high: float | None = Field(description="All that an industry connects with it.")
    example_firms: float | None = Field(description="Of the firms: example data.")
    all_firms: float | None
    location_quotient: float | None = Field(description="None too where nothing can be compared.")
    lq_low: float | None
    lq_high: float | None
    lq_shrunk: float | None
    shrunk_low: float | None
    shrunk_high: float | None
    band: PresenceBand
    state: CoverageState = Field(description="By an office; the others stand apart.")
    freshness: Freshness | None = Field(
        description="What the checks of the rows behind the state are worth; none where it rests "
        "on example data or on a table without rows."
    )
    activity_state: CoverageState
    activity_freshness: Freshness | None
    online_state: CoverageState
    online_freshness: Freshness | None
    offices: int | None = Field(description="Places in the municipality where actors are met.")
    activities: int | None = Field(description="Activities held there in the period.")
    nearest_km: float | None = Field(description="Way to the nearest office; see unit and basis.")
    straight_km: float | None = Field(description="To the same office as the crow flies.")
    ferry: str | None = Field(description="Names of the ferries on the way, with ; between.")
    is_near_limit: bool = Field(description="The way is within 15 % of the distance asked for.")
    nearest_activity_km: float | None
    offices_per_1000_firms: float | None = Field(description="Floating catchment (E2SFCA).")
    actor_ids: tuple[str, ...] = Field(description="Whose office reaches it.")


class Follows(Record):
    """Whether places follow the firms, held against chance."""

    n: int
    dissimilarity: float | None
    dissimilarity_expected: float | None
    expected_low: float | None
    expected_high: float | None
    beyond_chance: float | None
    beyond_low: float | None
    beyond_high: float | None
    z: float | None
    is_beyond_chance: bool | None


class GroupCoverage(Record):
    """Coverage of a group of municipalities."""

    group: str
    name: str | None = Field(default=None, description="As the register calls it.")
    municipalities: int
    firms: float | None
    coverage_rate: float | None
    coverage_rate_high: float | None
    covered: int
    uncovered: int
    overlap: int
    unknown: int


class CoverageBriefing(FirmCounts):
    """How a position is covered on a day."""

    position_id: str
    name_da: str
    name_en: str
    on: date
    within: float
    unit: str = Field(description="km, or minutes.")
    basis: str = Field(description="crossings, straight_line or matrix.")
    road_factor: float | None = Field(description="Way over straight line; none with a matrix.")
    speed_kmh: float | None = Field(description="At which a ferry's minutes are ways.")
    near_limit_pct: float = Field(description="How near to the distance is near the limit.")
    served: str
    active_days: int = Field(description="How far back an activity counts.")
    label: str
    is_synthetic: bool
    actors: tuple[Actor, ...]
    not_recorded: dict[str, tuple[str, ...]] = Field(
        description="Absent tables that it takes to know who is reached in each way."
    )
    is_serving_recorded: bool = Field(description="The register says who serves the position.")
    municipalities: tuple[MunicipalityCoverage, ...]
    states: dict[str, dict[str, int]] = Field(description="Municipalities by way and state.")
    freshness: dict[str, dict[str, int]] = Field(
        description="Municipalities by way and by what the checks behind their state are worth."
    )
    near_limit: int = Field(description="Municipalities near the limit.")
    by_ferry: int = Field(description="Municipalities whose way to an office goes by ferry.")
    firms_placed: float | None = Field(description="Firms of a recorded municipality.")
    firms_found: dict[str, float | None] = Field(
        description="By code alone, by tie alone, by both."
    )
    found_share: dict[str, float | None] = Field(description="The same as shares of the firms.")
    code_recall: float | None = Field(
        description="Of the firms with a tie, the share that the industry codes find as well."
    )
    all_firms_without_municipality: int | None = Field(
        description="Firms of the register of no recorded municipality."
    )
    firms_without_code: int | None = Field(description="Firms of the register without one.")
    coverage_rate: float | None = Field(
        description="Share of the placed firms within reach of an office; none where a table that "
        "it takes is absent."
    )
    coverage_rate_high: float | None = Field(description="With unknown municipalities counted in.")
    coverage_rate_by_way: dict[str, float | None]
    dissimilarity: float | None = Field(description="Of offices against firms.")
    dissimilarity_expected: float | None
    offices_follow_firms: Follows
    activities_follow_firms: Follows
    locational_gini: float | None
    reach_curve: tuple[dict[str, float], ...] = Field(
        description="Share of firms within each distance at which it rises; see unit."
    )
    reach_at: tuple[dict[str, float], ...] = Field(description="The same at round distances.")
    access_of_bottom_fifth: float | None = Field(
        description="Offices per 1,000 firms, mean of the fifth of the firms with least."
    )
    groups: tuple[GroupCoverage, ...]
    group_typology: str
    outer: GroupCoverage | None
    outer_typology: str
    landsdele: tuple[GroupCoverage, ...] = Field(description="NUTS 3, the default level.")
    regions: tuple[GroupCoverage, ...] = Field(description="As they are on the day.")
    hubs: tuple[GroupCoverage, ...]
    bands: dict[str, int]
    sentences: tuple[Sentence, ...]
    caveats: tuple[Sentence, ...]
