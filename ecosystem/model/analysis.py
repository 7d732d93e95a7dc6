"""The theme analysis: its parts, its statements, and the settings it is made with.

A statement says one figure in a sentence of both languages, with an interval or the reason for
none, and the caveat that stands beside it. What cannot be computed says why and has no figure.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Final, Literal, Self

from pydantic import ConfigDict, Field, model_validator

from ecosystem.model.analysis_lists import Interval, Part, PartState, SystemLevel
from ecosystem.model.closed_lists import complete
from ecosystem.model.errors import EcosystemError
from ecosystem.model.indicator_words import ambiguous_names
from ecosystem.model.records import AliasedRecord, Record, StrictRecord
from ecosystem.model.sentences import Sentence

__all__ = [
    "PART_TABLES",
    "AnalysisParameters",
    "AnalysisSettings",
    "Interval",
    "Part",
    "PartAnswer",
    "PartState",
    "Statement",
    "SystemLevel",
]

PART_TABLES: Final[Mapping[Part, tuple[str, ...]]] = complete(
    Part,
    {
        Part.PROJECTS: ("actors", "projects"),
        Part.CONCENTRATION: ("actors", "projects"),
        Part.FUNDING: ("actors", "finances"),
        Part.COST: ("actors", "projects", "outputs"),
        Part.LINKED: ("actors",),
        Part.PARTICIPANTS: ("actors", "participations"),
        Part.FIRST_TIMERS: ("actors", "participations"),
        Part.JOURNEYS: ("actors", "participations"),
        Part.NEEDS: ("needs", "need_answers"),
        Part.SYSTEM: ("actors", "system_layers"),
    },
    name="PART_TABLES",
)
"""Tables that a part cannot do without."""


class Statement(Record):
    """One figure of the theme analysis, in words, with its interval and its caveat."""

    id: str = Field(description="S1 to S20, the statements of the theme analysis.")
    of: Mapping[str, str | float | None] = Field(
        default_factory=dict,
        description="What tells it from others of its id and part, such as the period; else empty.",
    )
    part: Part
    state: PartState
    sentence: Sentence = Field(description="What the figure says, or why there is none.")
    value: float | None = None
    unit: str = ""
    n: int | None = Field(default=None, description="How many the figure is of.")
    low: float | None = None
    high: float | None = None
    interval: Interval = Interval.NONE
    why_no_interval: Sentence | None = None
    caveat: Sentence
    published: Sentence | None = Field(
        default=None, description="The summary's own figure, to compare with; never a target."
    )
    tables: tuple[str, ...] = Field(default=(), description="Tables it rests on.")


class PartAnswer(Record):
    """What a part of the analysis gives: its statements and its figures."""

    state: PartState
    why: Sentence | None = None
    statements: tuple[Statement, ...] = ()
    content: Annotated[Record | None, Field(description="The part's own record.")] = None

    @classmethod
    def without(
        cls, state: PartState, why: Sentence, statements: tuple[Statement, ...] = ()
    ) -> Self:
        """Return the answer of a part that has no figures, and why."""
        return cls(state=state, why=why, statements=statements)


class AnalysisParameters(AliasedRecord):
    """What an analysis is asked with; every one is told in the answer.

    Raises:
        EcosystemError: The last start lies before the first.
    """

    model_config = ConfigDict(extra="forbid", populate_by_name=True)

    periods: tuple[str, ...] = Field(default=(), description="Empty: all with projects.")
    role: Literal["lead", "any"] = "any"
    kinds: Literal["firm", "all"] = "firm"
    by: Literal["cluster", "scheme", "fund", "kind"] = "cluster"
    attribution: Literal["none", "title", "all"] = "none"
    first_start: date | None = Field(default=None, alias="from")
    last_start: date | None = Field(default=None, alias="until")
    wash_in_years: int = Field(default=3, ge=0, le=30, alias="wash_in")
    experienced: int = Field(default=3, ge=1)
    scheme_by: Literal["fund_area", "fund", "programme", "offer"] = "fund_area"
    cost: Literal["budget", "eu_grant", "total_grant"] = "total_grant"
    typology: Literal["is_outer", "group"] = "is_outer"
    margin_years: float = Field(default=1, gt=0)
    margin_points: float = Field(default=3, gt=0, le=100)
    min_projects: int = Field(default=5, ge=1)
    min_actors: int = Field(default=3, ge=1)
    small: int = Field(default=3, ge=1, description="Smaller cells are not shown.")
    merge_heirs: bool = False
    position: str | None = None
    seed: int = Field(default=1, ge=0)
    draws: int = Field(default=2000, ge=100, le=100_000)

    @model_validator(mode="after")
    def _begins_before_it_ends(self) -> Self:
        """Refuse a last day before the first.

        Raises:
            EcosystemError: It is; a ``ValueError`` would reach a reader as the library's own words.
        """
        first, last = self.first_start, self.last_start
        if first is not None and last is not None and last < first:
            message = (
                f"The last start (until) {last} lies before the first (from) {first}; turn them "
                f"round, or leave one out. / Den sidste start (until) {last} ligger før den "
                f"første (from) {first}; byt dem om, eller udelad den ene."
            )
            raise EcosystemError(message)
        return self


INDICATORS: Final[Mapping[str, tuple[str, ...]]] = {
    "Deltagende virksomheder": ("antal deltagende virksomheder", "participating firms"),
    "Nye virksomheder": ("antal nye virksomheder", "new firms"),
    "Nye job": ("antal nye job", "new jobs"),
    "Nye innovative produkter": (
        "antal nye innovative produkter",
        "innovative products",
        "new innovative products",
    ),
}
"""Names of indicators that mean the same: Danish and English, with and without *antal*."""


class AnalysisSettings(StrictRecord):
    """Defaults and codings of the analysis; ``data/rules/_analysis.yaml`` states them."""

    version: str = "2026-12"
    source: str = "own judgement"
    source_da: str = "egen vurdering"
    eu_sources: tuple[str, ...] = Field(
        default=(
            "eu",
            "interreg",
            "horizon",
            "erdf",
            "esf",
            "regionalfond",
            "socialfond",
            "struktur",
        ),
        description="A source of funding that begins with one of these, in any case, is the EU's.",
    )
    short_needs: tuple[str, ...] = Field(
        default=(
            "local_national_markets",
            "qualified_labour",
            "branding",
            "regulation_overview",
            "finance",
        ),
        description="Needs of the short term; our coding.",
    )
    long_needs: tuple[str, ...] = Field(
        default=(
            "business_models",
            "innovation_projects",
            "global_markets",
            "knowledge_cooperation",
        ),
        description="Needs of the long term; our coding.",
    )
    indicators: Mapping[str, tuple[str, ...]] = Field(
        default=INDICATORS,
        description="Names of an output indicator that mean the same, by the one that is shown; "
        "case, blanks and underlines do not matter. Different units stay apart.",
    )
    innovation_need: str = "innovation_projects"
    cooperation_need: str = "firm_cooperation"
    defaults: AnalysisParameters = AnalysisParameters()

    @model_validator(mode="after")
    def _names_an_indicator_once(self) -> Self:
        if several := ambiguous_names(self.indicators):
            told = "; ".join(f"{name!r} counts as {', '.join(of)}" for name, of in several.items())
            message = f"indicators: {told}: a name stands for one indicator. Keep it under one"
            raise ValueError(message)
        return self
