"""How sure a gap is: as sure as the weakest of what it rests on.

From the surest: *real* (every row behind it is confirmed), *out of date* (a row was confirmed
too long ago), *unconfirmed* (nobody ever confirmed a row, or all there is are examples), *not
recorded* (a table or a field is absent, an actor one would expect to serve says nothing of itself,
or rows are known to be missing). Confirming a row never makes a gap less sure than it was without,
and no confirmation ever opens or closes one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from ecosystem.analysis.gaps.context import GapContext
from ecosystem.model.gaps import GapEvidence
from ecosystem.model.sentences import Sentence, Value
from ecosystem.model.vocabulary import Freshness, GapConfidence

MOST_ASKED: Final = 5
"""Actors named as those who would know."""
_RANK: Final = {level: rank for rank, level in enumerate(GapConfidence)}


@dataclass(frozen=True, slots=True)
class Confidence:
    """How sure something is, why it is no surer, and who would know."""

    level: GapConfidence = GapConfidence.REAL
    reasons: tuple[Sentence, ...] = ()
    who_to_ask: tuple[str, ...] = ()


SURE: Final = Confidence()


def rank(level: GapConfidence) -> int:
    """Return the place of a level, 0 the surest."""
    return _RANK[level]


def not_recorded(key: str, ask: Iterable[str] = (), **values: Value) -> Confidence:
    """Return that something is not recorded, why, and who to ask."""
    reason = Sentence(key=f"gap.reason.{key}", values=values)
    return Confidence(GapConfidence.NOT_RECORDED, (reason,), tuple(dict.fromkeys(ask)))


def weakest(confidences: Iterable[Confidence]) -> Confidence:
    """Return the least sure of several; of as weak ones reasons and whom to ask are added up.

    Examples:
        >>> old = Confidence(GapConfidence.OUT_OF_DATE)
        >>> weakest([SURE, not_recorded("field_absent"), old]).level
        <GapConfidence.NOT_RECORDED: 'not_recorded'>
        >>> weakest([]).level
        <GapConfidence.REAL: 'real'>
    """
    every = list(confidences)
    level = max((confidence.level for confidence in every), key=rank, default=GapConfidence.REAL)
    if level is GapConfidence.REAL:
        return SURE
    weak = [confidence for confidence in every if confidence.level is level]
    return Confidence(
        level,
        once(reason for confidence in weak for reason in confidence.reasons),
        tuple(dict.fromkeys(actor for confidence in weak for actor in confidence.who_to_ask)),
    )


def once(sentences: Iterable[Sentence]) -> tuple[Sentence, ...]:
    """Return each sentence once, in order."""
    distinct: list[Sentence] = []
    for sentence in sentences:
        if sentence not in distinct:
            distinct.append(sentence)
    return tuple(distinct)


def of_tables(context: GapContext, tables: Iterable[str]) -> Confidence:
    """Return whether tables are there, with all the rows they are known to have had."""
    confidences = []
    for table in tables:
        if getattr(context.register, table) is None:
            confidences.append(not_recorded("table_absent", table=table))
        elif lost := context.missing_rows.get(table, 0):
            confidences.append(not_recorded("rows_missing", table=table, rows=lost))
    return weakest(confidences)


def of_evidence(evidence: Sequence[GapEvidence], ask: Iterable[str] = ()) -> Confidence:
    """Return how sure rows leave a gap: the weakest of them.

    A gap that no confirmed row stands behind is unconfirmed at best.

    Args:
        evidence: The rows of each table that were looked at.
        ask: Actors that could confirm them.
    """
    who_to_ask = tuple(dict.fromkeys(ask))
    confidences = [_of_rows(table_evidence, who_to_ask) for table_evidence in evidence]
    if not any(table_evidence.freshness is not None for table_evidence in evidence):
        reason = Sentence(key="gap.reason.nothing_confirmed")
        confidences.append(Confidence(GapConfidence.UNCONFIRMED, (reason,), who_to_ask))
    return weakest(confidences)


def _of_rows(evidence: GapEvidence, ask: tuple[str, ...]) -> Confidence:
    match evidence.freshness:
        case Freshness.NOT_RECORDED:
            return not_recorded("table_absent", table=evidence.table)
        case Freshness.NEVER_CONFIRMED:
            reason = _reason("never_confirmed", evidence, evidence.never_confirmed)
            return Confidence(GapConfidence.UNCONFIRMED, (reason,), ask)
        case Freshness.OUT_OF_DATE:
            reason = _reason("out_of_date", evidence, evidence.out_of_date)
            return Confidence(GapConfidence.OUT_OF_DATE, (reason,), ask)
        case Freshness.CONFIRMED:
            return SURE
        case None if evidence.examples:
            reason = Sentence(key="gap.reason.only_examples", values={"table": evidence.table})
            return Confidence(GapConfidence.UNCONFIRMED, (reason,))
        case None:
            return SURE
        case _:
            assert_never(evidence.freshness)


def _reason(key: str, evidence: GapEvidence, rows: int) -> Sentence:
    """Return the sentence of how many of how many rows of a table something holds."""
    looked_at = (evidence.rows if evidence.searched is None else evidence.searched) or 0
    of = looked_at - evidence.examples
    values: dict[str, Value] = {"table": evidence.table, "rows": rows, "of": of}
    return Sentence(key=f"gap.reason.{key}", values=values)
