"""How sure a gap is: real, not recorded, or out of date; and who would know.

A gap is real when the records that would show the opposite are there, filled in and fresh. It is
*not recorded* when a table or a field is absent, when an actor one would expect to serve says
nothing of itself, when nothing of the sort was ever recorded, or when rows are known to be
missing. It is *out of date* when what would fill it was last confirmed too long ago. A row that
nobody has dated is taken as it stands, as on the map, and the share of such rows is told.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd

from ecosystem.analysis.gaps.ground import Ground
from ecosystem.model.gaps import GapEvidence
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import GapConfidence

ASKED: Final = 5
"""Actors named as those who would know, at most."""
SHOWN: Final = 12
"""Keys and sources told of each table."""
COMPLETE_FROM: Final = 0.8
"""Share of positions that have a role recorded from which a missing one is more than silence."""


@dataclass(frozen=True, slots=True)
class Trust:
    """How sure something is, and why it is no surer."""

    confidence: GapConfidence = GapConfidence.REAL
    reasons: tuple[Sentence, ...] = ()
    who_to_ask: tuple[str, ...] = ()


REAL: Final = Trust()


def not_recorded(key: str, ask: Iterable[str] = (), **values: Any) -> Trust:  # noqa: ANN401
    """Say that something is not recorded, why, and who to ask."""
    reason = Sentence(key=f"gap.reason.{key}", values=values)
    return Trust(GapConfidence.NOT_RECORDED, (reason,), tuple(dict.fromkeys(ask)))


def out_of_date(ask: Iterable[str] = (), **values: Any) -> Trust:  # noqa: ANN401
    """Say that something was last confirmed too long ago, and who to ask."""
    reason = Sentence(key="gap.reason.out_of_date", values=values)
    return Trust(GapConfidence.OUT_OF_DATE, (reason,), tuple(dict.fromkeys(ask)))


def join_trust(parts: Iterable[Trust]) -> Trust:
    """Take the least sure of several; its reasons and whom to ask are added up."""
    held = [part for part in parts if part.confidence is not GapConfidence.REAL]
    if not held:
        return REAL
    absent = [p for p in held if p.confidence is GapConfidence.NOT_RECORDED]
    chosen = absent or held
    return Trust(
        chosen[0].confidence,
        once(r for part in chosen for r in part.reasons),
        tuple(dict.fromkeys(a for part in chosen for a in part.who_to_ask)),
    )


def once(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """Keep each sentence once, in order."""
    kept: list[Sentence] = []
    for sentence in sentences:
        if sentence not in kept:
            kept.append(sentence)
    return tuple(kept)


def tables_trust(ground: Ground, tables: Iterable[str]) -> Trust:
    """Say whether tables are there, with all the rows they are known to have had."""
    parts = []
    for table in tables:
        if getattr(ground.register, table) is None:
            parts.append(not_recorded("table_absent", table=table))
        elif lost := ground.missing_rows.get(table, 0):
            parts.append(not_recorded("rows_missing", table=table, rows=lost))
    return join_trust(parts)


def evidence_of(
    table: str, rows: pd.DataFrame | None, key: str, asked: Iterable[str] = ()
) -> GapEvidence:
    """Tell of some rows of a table what they are worth.

    Args:
        table: Name of the table.
        rows: The rows that were looked at; ``None``: the table is not recorded.
        key: Column that names a row.
        asked: Cells that the rule needs.
    """
    if rows is None:
        return GapEvidence(table=table, rows=None)
    columns = [column for column in asked if column in rows]
    checked = rows["checked"] if "checked" in rows else pd.Series(dtype="datetime64[s]")
    oldest = checked.min() if len(checked) else pd.NaT
    named = rows[key] if key in rows else pd.Series(rows.index)
    filled = float(rows[columns].notna().to_numpy().mean()) if columns and len(rows) else None
    return GapEvidence(
        table=table,
        rows=len(rows),
        keys=tuple(map(str, named.head(SHOWN))),
        sources=_sources(rows),
        complete=filled,
        checked=float(checked.notna().mean()) if len(checked) else None,
        oldest=None if pd.isna(oldest) else oldest.date(),
    )


def _sources(rows: pd.DataFrame) -> tuple[str, ...]:
    if "source" not in rows:
        return ()
    return tuple(dict.fromkeys(map(str, rows["source"].dropna())))[:3]


def age_of(evidence: Iterable[GapEvidence], on: date) -> int | None:
    """Give the age in days of the oldest check behind a gap; ``None``: nobody dated one."""
    dated = [one.oldest for one in evidence if one.oldest is not None]
    return (on - min(dated)).days if dated else None


def completeness_of(evidence: Iterable[GapEvidence]) -> float | None:
    """Give the least complete of the tables behind a gap, 0 to 1; an absent one is 0."""
    told = [0.0 if one.rows is None else one.complete for one in evidence]
    known = [share for share in told if share is not None]
    return min(known) if known else None
