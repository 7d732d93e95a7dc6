"""The events that the theme analysis counts: whose, from which day and until which."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from ecosystem.briefings.theme.basis import ThemeBasis
from ecosystem.model.sentences import Sentence, Value

if TYPE_CHECKING:
    from ecosystem.analysis.journeys.events import EventChoice, EventRows
    from ecosystem.model.register import LazyTable

LEAD_TABLES: Final = ("projects", "actors")
ANY_TABLES: Final = ("participations", "actors")
TABLES: Final = ("participations", "projects", "actors")


@dataclass(frozen=True, slots=True)
class EventWindow:
    """The events of an analysis, and the days between which they are counted."""

    rows: "EventRows"
    """Up to the last day; those before the first day too, for what went before is history."""
    first: date | None
    """None: there are no events, and no first day is asked for."""
    until: date | None
    wash_in_years: int
    is_example: bool

    @property
    def events(self) -> "LazyTable":
        """The participations, each once."""
        return self.rows.each_once()

    @property
    def countable_from(self) -> date | None:
        """First day on which all the wash-in years before it are recorded."""
        return None if self.first is None else years_after(self.first, self.wash_in_years)

    @property
    def is_too_short(self) -> bool:
        """The register ends before the wash-in years have passed."""
        start = self.countable_from
        return start is None or self.until is None or start > self.until

    def too_short(self) -> Sentence:
        """Return why nothing can be counted: no events, or from which day it can be answered."""
        if self.first is None or self.until is None or (start := self.countable_from) is None:
            return self.said("analysis.events.none")
        return self.said(
            "analysis.events.too_short",
            start=self.first,
            until=self.until,
            years=self.wash_in_years,
            day=start,
        )

    def said(self, key: str, **values: Value) -> Sentence:
        """Return a sentence; it is marked where the events are example data."""
        return Sentence(key=key, values=values, is_example=self.is_example)


_NOT_RECORDED: Final = {
    1: "analysis.events.not_recorded.1",
    2: "analysis.events.not_recorded.2",
    3: "analysis.events.not_recorded.3",
}
"""By how many tables are missing."""


def missing_tables(basis: ThemeBasis) -> tuple[str, ...]:
    """List the tables without which nobody's events are known: who leads, or who takes part."""
    return basis.lacking(*(LEAD_TABLES if basis.parameters.role == "lead" else ANY_TABLES))


def not_recorded(lacking: tuple[str, ...]) -> Sentence:
    """Return that tables are not recorded, by their names."""
    words = dict(zip("abc", (f"table.{name}" for name in lacking), strict=False))
    return Sentence(key=_NOT_RECORDED[len(words)], words=words)


def event_window(basis: ThemeBasis) -> EventWindow:
    """Return the events that the parameters ask for.

    Without a first or last day of one's own, those of the first and last start that is recorded,
    the last no later than the day of the analysis.

    Raises:
        NotRecordedError: A table is missing (``missing_tables``).
    """
    import narwhals as nw

    from ecosystem.analysis.journeys.events import event_span, observed_rows

    asked = basis.parameters
    until = nw.lit(asked.last_start or basis.on)
    is_seen = ~nw.col("start").is_null() & (nw.col("start") <= until)
    rows, is_example = observed_rows(basis.register, event_choice(basis), is_seen)
    span = event_span(rows)
    return EventWindow(
        rows=rows,
        first=asked.first_start or span.first,
        until=asked.last_start or span.last,
        wash_in_years=asked.wash_in_years,
        is_example=is_example and span.first is not None,
    )


def event_choice(basis: ThemeBasis) -> "EventChoice":
    """Return whose events the parameters ask for, and what one scheme is."""
    from ecosystem.analysis.cluster_projects import cluster_project_ids
    from ecosystem.analysis.journeys.events import EventChoice

    asked, register = basis.parameters, basis.register
    ids = frozenset[str]() if register.projects is None else cluster_project_ids(register, "any")
    return EventChoice(
        is_lead_only=asked.role == "lead",
        is_firms_only=asked.kinds == "firm",
        scheme_by=asked.scheme_by,
        cluster_project_ids=ids,
    )


def years_after(day: date, years: int) -> date:
    """Return the same day some years later; the last of February where there is none."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def shown(count: int, small: int) -> int | None:
    """Return a count, or None where it is so small that it might tell of somebody."""
    return None if 0 < count < small else count


def percent(share: float) -> float:
    """Return a share in percent, as it is said."""
    return round(100 * share, 1)
