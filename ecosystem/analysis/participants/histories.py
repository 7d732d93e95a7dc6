"""Who took part: organisations with their participations, reduced where these lie."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

import pandas as pd

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.journeys.events import with_earlier
from ecosystem.analysis.participants.facts import Typology, organisation_facts
from ecosystem.model.register import collect

if TYPE_CHECKING:
    from ecosystem.model.register import LazyTable


@dataclass(frozen=True, slots=True)
class Participants:
    """Organisations and their participations, reduced to what is compared."""

    organisations: pd.DataFrame
    """By organisation: ``is_cluster`` (ever in a cluster's), ``is_other`` (ever in another's),
    ``start`` (first in a cluster's where ever, else first), ``participations``, ``actor_id``, and
    the columns of :func:`organisation_facts`."""
    participations: pd.DataFrame
    """By ``organisation`` and ``is_cluster``: ``participations, experienced, eligible`` (not in the
    wash-in years) and ``first_time`` of these."""
    earlier: pd.DataFrame
    """``is_cluster, earlier_class, participations``."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Which participations are counted; what went before the first day is history."""

    first: date | None
    """First day; ``None``: all are counted."""
    first_with_history: date | None
    """First day on which all the wash-in years before are recorded; ``None``: no day is."""
    wash_in_years: int
    experienced: int
    """Earlier days with an event that make an organisation experienced."""


def participants(
    day: OnDay, events: "LazyTable", counted: Counted, typology: Typology
) -> Participants:
    """Reduce participations to organisations, and to what each had done before.

    Args:
        day: The register, for what is recorded of the organisations.
        events: Events of ``journeys.events``, those before the first day too.
        counted: Which of them are counted.
        typology: What tells an outer municipality.

    Raises:
        NotRecordedError: The register has no actors.
    """
    return Participants(
        organisations_of(day, _seen(events, counted.first), typology), *_histories(events, counted)
    )


def organisations_of(day: OnDay, events: "LazyTable", typology: Typology) -> pd.DataFrame:
    """Return the organisations of events: their groups, their first day, what is recorded of them.

    Returns:
        As ``Participants.organisations``.

    Raises:
        NotRecordedError: The register has no actors.
    """
    rows = _organisations(events)
    return rows.join(organisation_facts(day, rows["actor_id"].dropna(), typology), on="actor_id")


def _seen(events: "LazyTable", first: date | None) -> "LazyTable":
    import narwhals as nw

    return events if first is None else events.filter(nw.col("start") >= nw.lit(first))


def _organisations(events: "LazyTable") -> pd.DataFrame:
    """Return the organisations: in which groups, and their first participation in each."""
    import narwhals as nw

    is_cluster = nw.col("is_cluster")
    rows = collect(
        events.with_columns(cluster_start=nw.when(is_cluster).then(nw.col("start")))
        .group_by("organisation")
        .agg(
            nw.col("actor_id").min(),
            participations=nw.len(),
            in_cluster=is_cluster.cast(nw.Int64).sum(),
            first=nw.col("start").min(),
            cluster_start=nw.col("cluster_start").min(),
        )
    ).sort_values("organisation", ignore_index=True)
    first, cluster_start = (pd.to_datetime(rows.pop(c)) for c in ("first", "cluster_start"))
    in_cluster = rows.pop("in_cluster")
    rows = rows.assign(
        is_cluster=in_cluster > 0,
        is_other=in_cluster < rows["participations"],
        start=cluster_start.fillna(first),
    )
    return rows.set_index("organisation")


def _histories(events: "LazyTable", counted: Counted) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Count by organisation and group how many participations are first or experienced ones."""
    import narwhals as nw

    lag, start = f"earlier_{counted.experienced}", nw.col("start")
    from_day = counted.first_with_history
    has_history = nw.lit(value=False) if from_day is None else start >= nw.lit(from_day)
    history = with_earlier(events, counted.wash_in_years, (counted.experienced,))
    marked = _seen(history, counted.first).with_columns(
        experienced=nw.col(lag).cast(nw.Int64),
        eligible=has_history.cast(nw.Int64),
        first_time=(has_history & nw.col("is_first_time")).cast(nw.Int64),
    )
    rows = collect(
        marked.group_by("organisation", "is_cluster", "earlier_class").agg(
            nw.len().alias("participations"), *(nw.col(name).sum() for name in _COUNTS[1:])
        )
    )
    groups = rows.groupby(["organisation", "is_cluster"], as_index=False)
    classes = rows.groupby(["is_cluster", "earlier_class"], as_index=False)
    return groups[list(_COUNTS)].sum(), classes[["participations"]].sum()


_COUNTS: Final = ("participations", "experienced", "eligible", "first_time")
