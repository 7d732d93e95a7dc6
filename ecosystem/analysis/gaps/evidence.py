"""What the rows behind a gap are worth: how many, how full, from where, and how fresh.

Where no row of a table counts, the gap rests on the table having been gone through: then the
whole table stands for it. Example data is counted apart and is never asked to be checked.
"""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Final

import pandas as pd

from ecosystem.analysis.day import weakest
from ecosystem.analysis.gaps.context import GapContext
from ecosystem.analysis.gaps.row_states import RowCounts
from ecosystem.model.gaps import GapEvidence
from ecosystem.model.vocabulary import Freshness

MOST_KEYS: Final = 12
"""Keys told of each table."""
MOST_SOURCES: Final = 3
MOST_LOOKED_AT: Final = 1000
"""Rows from which keys and sources are told."""


def evidence_of(
    context: GapContext,
    table: str,
    rows: pd.DataFrame | None,
    key: str,
    cells: Iterable[str] = (),
) -> GapEvidence:
    """Return what some rows of a table are worth.

    Args:
        context: With the day, and the table they are of.
        table: Name of the table.
        rows: The rows that were looked at, each standing for as many as its ``rows`` says;
            ``None``: the table is not recorded.
        key: Column that names a row.
        cells: Columns that the rule needs.
    """
    full_table = None if rows is None else _full_table(context, table)
    if rows is None or full_table is None:
        return GapEvidence(table=table, rows=None, freshness=Freshness.NOT_RECORDED)
    looked_at = full_table if rows.empty else rows
    counts = context.states.count(context.day.freshness, table, full_table, looked_at)
    oldest = rows["checked"].min() if len(rows) else pd.NaT
    first = rows.head(MOST_LOOKED_AT)
    keys = first[key] if key in first else pd.Series(first.index)
    return GapEvidence(
        table=table,
        rows=0 if rows.empty else counts.total,
        searched=counts.total if rows.empty else None,
        keys=tuple(dict.fromkeys(map(str, keys)))[:MOST_KEYS],
        sources=_sources(first),
        complete=_filled(rows, cells),
        checked=None if rows.empty else _share_checked(counts),
        oldest=None if pd.isna(oldest) else oldest.date(),
        freshness=weakest(counts.by_state),
        never_confirmed=counts.by_state.get(Freshness.NEVER_CONFIRMED, 0),
        out_of_date=counts.by_state.get(Freshness.OUT_OF_DATE, 0),
        examples=counts.examples,
    )


def offers_freshness(context: GapContext, offer_ids: Collection[str]) -> Freshness | None:
    """Return the state of the least sure of some offers, as :func:`evidence_of` tells it."""
    table = context.register.offers
    if table is None:
        return Freshness.NOT_RECORDED
    rows = table[table["offer_id"].isin(offer_ids)]
    looked_at = table if rows.empty else rows
    return weakest(context.states.count(context.day.freshness, "offers", table, looked_at).by_state)


def _full_table(context: GapContext, table: str) -> pd.DataFrame | None:
    """Return the whole table where it is at hand."""
    match table:
        case "activities":
            return context.near_activities.table
        case "participations":
            return context.participations
        case "actor_positions" | "drawn_positions":
            return context.roles_ever
        case "sites":
            return context.day.places.sites_ever
        case "actors":
            return context.supporters
        case _:
            rows: pd.DataFrame | None = getattr(context.register, table)
            return rows


def _filled(rows: pd.DataFrame, cells: Iterable[str]) -> float | None:
    columns = [column for column in cells if column in rows]
    return float(rows[columns].notna().to_numpy().mean()) if columns and len(rows) else None


def _share_checked(counts: RowCounts) -> float | None:
    """Return the share of the real rows that somebody has dated a check of."""
    real = counts.total - counts.examples
    return 1 - counts.by_state.get(Freshness.NEVER_CONFIRMED, 0) / real if real else None


def _sources(rows: pd.DataFrame) -> tuple[str, ...]:
    if "source" not in rows:
        return ()
    return tuple(dict.fromkeys(map(str, rows["source"].dropna())))[:MOST_SOURCES]


def age_of(evidence: Iterable[GapEvidence], on: date) -> int | None:
    """Return the age in days of the oldest check behind a gap; ``None``: nobody dated one."""
    dated = [
        table_evidence.oldest for table_evidence in evidence if table_evidence.oldest is not None
    ]
    return (on - min(dated)).days if dated else None


def completeness_of(evidence: Iterable[GapEvidence]) -> float | None:
    """Return the least complete of the tables behind a gap, 0 to 1; an absent one is 0."""
    shares = [
        0.0 if table_evidence.rows is None else table_evidence.complete
        for table_evidence in evidence
    ]
    recorded_shares = [share for share in shares if share is not None]
    return min(recorded_shares) if recorded_shares else None
