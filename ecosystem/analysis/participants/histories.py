"""Who took part: organisations with their participations, reduced where these lie."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.journeys.events import (
    CLUSTER,
    EventChoice,
    observed_events,
    participation_events,
    with_earlier,
)
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
    first: date | None
    """First and last start; ``None``: there is no participation."""
    last: date | None
    is_example: bool


@dataclass(frozen=True, slots=True)
class Window:
    """Which participations are seen, and what an earlier one is."""

    first: date | None
    """Starts before are not seen; ``None``: all are."""
    last: date | None
    wash_in_years: int
    experienced: int
    """Earlier participations of an experienced organisation."""


def participants(
    day: OnDay, choice: EventChoice, window: Window, typology: Typology
) -> Participants:
    """Reduce the participations of a register to organisations, and what each had done before.

    Raises:
        NotRecordedError: The register has no actors, or neither projects nor participations.
    """
    import narwhals as nw

    register = day.register
    events, is_example = observed_events(register, participation_events(register, choice))
    events = _within(events, window).with_columns(is_cluster=nw.col("group") == CLUSTER)
    organisations = _organisations(events)
    first, last = (None, None) if organisations.empty else _reach(organisations)
    facts = organisation_facts(day, organisations["actor_id"].dropna(), typology)
    known = organisations.join(facts, on="actor_id").drop(columns=["first", "last"])
    rows, earlier = _histories(events, window, window.first or first)
    return Participants(known, rows, earlier, first, last, is_example)


def _within(events: "LazyTable", window: Window) -> "LazyTable":
    import narwhals as nw

    if window.first is not None:
        events = events.filter(nw.col("start") >= nw.lit(window.first))
    if window.last is not None:
        events = events.filter(nw.col("start") <= nw.lit(window.last))
    return events


def _reach(organisations: pd.DataFrame) -> tuple[date, date]:
    return organisations["first"].min().date(), organisations["last"].max().date()


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
            last=nw.col("start").max(),
            cluster_start=nw.col("cluster_start").min(),
        )
    ).sort_values("organisation", ignore_index=True)
    days = {c: pd.to_datetime(rows[c]) for c in ("first", "last", "cluster_start")}
    rows = rows.assign(
        **days,
        is_cluster=rows["in_cluster"] > 0,
        is_other=rows["in_cluster"] < rows["participations"],
        start=days["cluster_start"].fillna(days["first"]),
    )
    return rows.drop(columns=["in_cluster", "cluster_start"]).set_index("organisation")


def _histories(
    events: "LazyTable", window: Window, first: date | None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Count by organisation and group how many participations are first or experienced ones."""
    import narwhals as nw

    from_day = None if first is None else pd.Timestamp(first)
    washed = from_day + pd.DateOffset(years=window.wash_in_years) if from_day is not None else None
    experienced = nw.col(f"earlier_{window.experienced}").cast(nw.Int64)
    eligible = (
        nw.lit(0) if washed is None else (nw.col("start") >= nw.lit(washed.date())).cast(nw.Int64)
    )
    first_time = nw.col("is_first_time").cast(nw.Int64) * nw.col("eligible")
    history = with_earlier(events, window.wash_in_years, (window.experienced,))
    marked = history.with_columns(experienced=experienced, eligible=eligible)
    marked = marked.with_columns(first_time=first_time)
    rows = collect(
        marked.group_by("organisation", "is_cluster", "earlier_class").agg(
            nw.len().alias("participations"),
            *(nw.col(name).sum() for name in ("experienced", "eligible", "first_time")),
        )
    )
    counts = ["participations", "experienced", "eligible", "first_time"]
    by_organisation = rows.groupby(["organisation", "is_cluster"], as_index=False)[counts].sum()
    classes = rows.groupby(["is_cluster", "earlier_class"], as_index=False)
    return by_organisation, classes[["participations"]].sum()
