"""The answer about where a position stands: what each field means."""

from datetime import date

from pydantic import Field

from ecosystem.analysis.presence import PresenceBand
from ecosystem.briefings.coverage.parts import FirmCounts
from ecosystem.model.records import Record
from ecosystem.model.sentences import Sentence


class AreaPresence(Record):
    """How a position stands in one area; ``None`` is not recorded, never zero."""

    area: str = Field(description="Code or id of the area.")
    name: str | None
    count: float | None = Field(description="Units of the position.")
    total: float | None = Field(description="All units.")
    expected: float | None = Field(description="Units at the country's share.")
    location_quotient: float | None = Field(description="None too where nothing can be compared.")
    lq_low: float | None
    lq_high: float | None
    lq_shrunk: float | None
    shrunk_low: float | None
    shrunk_high: float | None
    band: PresenceBand
    jobs: float | None = Field(description="Employees of the position's firms of known size.")
    largest_share: float | None = Field(description="Of these, the largest firm's share.")


class YearPresence(Record):
    """The country in one year of official statistics."""

    year: int
    count: float | None
    total: float | None
    share: float | None


class PresenceBriefing(FirmCounts):
    """Where a position stands, on a day and at a level; the three counts are of its firms."""

    position_id: str
    name_da: str
    name_en: str
    on: date
    level: str
    unit: str
    year: int | None = Field(description="Of the statistics; none for the register's firms.")
    scheme: str | None = Field(description="Edition of the classification of the statistics.")
    is_synthetic: bool
    count: float | None = Field(description="Units of the position, wherever they are.")
    total: float | None
    areas: tuple[AreaPresence, ...]
    bands: dict[str, int]
    firms_found: dict[str, float | None]
    found_share: dict[str, float | None]
    code_recall: float | None
    locational_gini: float | None
    krugman_index: float | None
    hoover_index: float | None
    ellison_glaeser: float | None = Field(description="Over the level's areas, from employees.")
    plant_herfindahl: float | None
    firms_sized: int | None = Field(description="Firms of known size behind the last two.")
    firms_unsized: int | None
    few: int = Field(description="Fewest units of which something is said.")
    years: tuple[YearPresence, ...]
    sentences: tuple[Sentence, ...]
    caveats: tuple[Sentence, ...]
