"""Where organisations first come into the system, and how long it is before they go on.

An organisation's first event is its entry; going on is its first later event in a scheme that is
not among those of its entry day. Followed until a last day, or until it closed. All of it is
reduced to counts where the events lie.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import narwhals as nw
import numpy as np
import pandas as pd

from ecosystem.analysis.journeys.events import EventRows
from ecosystem.analysis.journeys.organisations import numbered_actors
from ecosystem.analysis.journeys.predecessors import with_origins
from ecosystem.analysis.journeys.survival import CLOSED, FOLLOWED, ONWARD, Spells
from ecosystem.analysis.journeys.undertakings import SEVERAL, SEVERAL_NAME
from ecosystem.model.register import Register, collect

if TYPE_CHECKING:
    from ecosystem.model.register import LazyTable

GroupBy: TypeAlias = Literal["cluster", "scheme", "fund", "kind"]
CLUSTER: Final = "cluster"
OTHER: Final = "other"
_DAYS_A_YEAR: Final = 365


@dataclass(frozen=True, slots=True)
class FollowUp:
    """From which day an entry counts, and until which day it is followed."""

    first_entry: date
    until: date


def first_touches(
    register: Register,
    rows: EventRows,
    joined: pd.DataFrame,
    follow_up: FollowUp,
    by: GroupBy = "cluster",
) -> pd.DataFrame:
    """Count the organisations that entered, by where, and by what came of it after how long.

    Args:
        register: For the days on which organisations closed.
        rows: Who took part in what, each heir's under its predecessors (``with_origins``).
        joined: Heirs and those whose way they go on with (``predecessors.origins``).
        follow_up: An entry before its first day is none; events after its last are not seen.
        by: What organisations are told apart by: a cluster's project or service, scheme or fund
            of the entry, or kind of the organisation.

    Returns:
        ``scheme`` (of the entry; ``several`` where it has more), ``label`` (by ``by``), ``days``
        from the entry to what came, ``state`` (``survival.FOLLOWED, ONWARD, CLOSED``) and
        ``organisations``.
    """
    seen = rows.every.filter(nw.col("start") <= nw.lit(follow_up.until))
    entries = _entries(seen, by).filter(nw.col("first") >= nw.lit(follow_up.first_entry))
    ends = entries.join(_closings(register, joined), on="organisation", how="left")
    spells = _spells(ends, follow_up.until)
    counts = spells.group_by("scheme_number", "label", "days", "state").agg(organisations=nw.len())
    touches = _named(collect(counts), rows.schemes, by)
    return touches.sort_values(["scheme", "label", "days", "state"], ignore_index=True)


def _named(touches: pd.DataFrame, schemes: Mapping[int, str], by: GroupBy) -> pd.DataFrame:
    """Write the names of schemes for their numbers."""
    named = touches.assign(scheme=touches.pop("scheme_number").map(schemes))
    return named.assign(label=named["label"].map(schemes)) if by == "scheme" else named


def _spells(entries: "LazyTable", until: date) -> "LazyTable":
    """Add what came of each entry, and after how many days."""
    is_seen = (nw.col("closed") >= nw.col("first")) & (nw.col("closed") <= nw.lit(until))
    followed = entries.with_columns(closed=nw.when(is_seen).then(nw.col("closed")))
    onward, closed = nw.col("onward"), nw.col("closed")
    goes_on = ~onward.is_null() & (closed.is_null() | (onward <= closed))
    if_not = nw.when(closed.is_null()).then(nw.lit(FOLLOWED)).otherwise(nw.lit(CLOSED))
    last = nw.coalesce(closed, nw.lit(until).cast(nw.Date))
    return followed.with_columns(
        state=nw.when(goes_on).then(nw.lit(ONWARD)).otherwise(if_not),
        end=nw.when(goes_on).then(onward).otherwise(last),
    ).with_columns(days=day_number("end") - day_number("first"))


def spells_of(touches: pd.DataFrame) -> Spells:
    """Return rows of :func:`first_touches` as spells."""
    cells = (touches[column].to_numpy(np.int64) for column in ("days", "state", "organisations"))
    return Spells(*cells)


def day_number(column: str) -> "nw.Expr":
    """Return an expression: the days of a date since the year 0, as every engine counts them."""
    before = nw.col(column).dt.year() - 1
    leap_days = before // 4 - before // 100 + before // 400
    return before * _DAYS_A_YEAR + leap_days + nw.col(column).dt.ordinal_day()


def _entries(events: "LazyTable", by: GroupBy) -> "LazyTable":
    """Return one row an organisation: its first day, where it entered, and when it went on."""
    first, start = nw.col("first"), nw.col("start")
    firsts = _first_of_each_scheme(events, by).with_columns(first=start.min().over("organisation"))
    is_entry = start == first
    entered = firsts.with_columns(
        onward=nw.when(nw.col("of_scheme") > first).then(nw.col("of_scheme")),
        entry_scheme=nw.when(is_entry).then(nw.col("scheme_number")),
        entry_label=nw.when(is_entry).then(nw.col("label")),
    )
    entry = entered.group_by("organisation").agg(
        nw.col("first", "onward", "of_cluster").min(),
        first_scheme=nw.col("entry_scheme").min(),
        last_scheme=nw.col("entry_scheme").max(),
        first_label=nw.col("entry_label").min(),
        last_label=nw.col("entry_label").max(),
    )
    return entry.with_columns(scheme_number=_one_of("scheme", SEVERAL), label=_label(by))


def _first_of_each_scheme(events: "LazyTable", by: GroupBy) -> "LazyTable":
    """Return the first day of an organisation in each scheme; by fund, in each scheme and fund."""
    of_cluster = nw.when(nw.col("is_cluster")).then(nw.col("start"))
    dated = events.with_columns(of_cluster=of_cluster)
    if by != "fund":
        label = "kind" if by == "kind" else "scheme_number"
        days = dated.group_by("organisation", "scheme_number").agg(
            nw.col("start", "of_cluster").min(), nw.col("kind").min()
        )
        return days.with_columns(label=nw.col(label), of_scheme=nw.col("start"))
    days = dated.group_by("organisation", "scheme_number", "fund").agg(
        nw.col("start", "of_cluster").min()
    )
    return days.with_columns(
        label=nw.col("fund"), of_scheme=nw.col("start").min().over("organisation", "scheme_number")
    )


def _one_of(name: str, several: int | str) -> "nw.Expr":
    first = nw.col(f"first_{name}")
    return nw.when(first < nw.col(f"last_{name}")).then(nw.lit(several)).otherwise(first)


def _label(by: GroupBy) -> "nw.Expr":
    """Return the group: a cluster's where any event of the entry day is."""
    if by != "cluster":
        return _one_of("label", SEVERAL if by == "scheme" else SEVERAL_NAME)
    is_cluster = (nw.col("of_cluster") == nw.col("first")).fill_null(value=False)
    return nw.when(is_cluster).then(nw.lit(CLUSTER)).otherwise(nw.lit(OTHER))


def _closings(register: Register, joined: pd.DataFrame) -> "LazyTable":
    """Return the day each organisation closed; one with an actor that is open has not."""
    actors = numbered_actors(register, "which organisations closed").select(
        "closed", "organisation"
    )
    days = (
        with_origins(register, actors, joined)
        .group_by("organisation")
        .agg(closed=nw.col("closed").cast(nw.Date).max(), is_open=nw.col("closed").is_null().any())
    )
    return days.filter(~nw.col("is_open")).select("organisation", "closed")
