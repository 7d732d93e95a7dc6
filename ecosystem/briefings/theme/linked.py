"""Linked sources: which organisations stand in more than one of them, by CVR number (S20)."""

from datetime import date
from typing import TYPE_CHECKING, Final

from pydantic import Field

from ecosystem.briefings.records import records
from ecosystem.briefings.theme.basis import ThemeBasis
from ecosystem.briefings.theme.window import TABLES, not_recorded, percent
from ecosystem.model.analysis import Interval, Part, PartAnswer, PartState, Statement
from ecosystem.model.records import Record
from ecosystem.model.sentences import Sentence

if TYPE_CHECKING:
    import pandas as pd

    from ecosystem.model.register import LazyTable


_TOO_FEW: Final = ("analysis.linked.sources.0", "analysis.linked.sources.1")
"""Why nothing can be linked, by how many sources there are."""


class LinkedSource(Record):
    """What a source tells of."""

    source: str
    participations: int
    organisations: int
    with_cvr: int = Field(description="Participations whose organisation has a CVR number.")
    first: date | None
    last: date | None


class SourcePair(Record):
    """How many organisations two sources share."""

    a: str
    b: str
    organisations_in_both: int


class LinkageQuality(Record):
    """How well names were matched with organisations, from pairs that people have judged."""

    precision: float
    recall: float | None
    low: float
    high: float
    sampled: int
    how: str


class LinkedContent(Record):
    """The sources, which of them share organisations, and how well they are linked."""

    sources: tuple[LinkedSource, ...]
    pairs: tuple[SourcePair, ...] = Field(description="Of the ten largest sources.")
    quality: LinkageQuality | None = Field(description="None: not measured.")


def part_answer(basis: ThemeBasis, quality: LinkageQuality | None = None) -> PartAnswer:
    """Return which sources there are and how many organisations they share.

    Args:
        basis: What is asked of which register.
        quality: How well names were matched, where the installation has measured it.
    """
    lacking = basis.lacking("participations", "projects", "actors")
    if "actors" in lacking or {"participations", "projects"} <= set(lacking):
        why = not_recorded(lacking)
        statement = _statement(PartState.NOT_RECORDED, why, quality)
        return PartAnswer.without(PartState.NOT_RECORDED, why, (statement,))
    rows, is_example = _rows(basis)
    return _answer(rows, quality, is_example=is_example)


def _rows(basis: ThemeBasis) -> "tuple[LazyTable, bool]":
    """Return the observed rows; where there are none, the example rows, and that they are."""
    from ecosystem.analysis.journeys.sources import linked_rows
    from ecosystem.model.register import collect

    observed = linked_rows(basis.register, is_observed=True)
    if not basis.register.is_synthetic or not collect(observed.head(1)).empty:
        return observed, False
    return linked_rows(basis.register, is_observed=False), True


def _answer(rows: "LazyTable", quality: LinkageQuality | None, *, is_example: bool) -> PartAnswer:
    from ecosystem.analysis.journeys.sources import (
        MOST_PAIRED,
        organisations_by_sources,
        pair_counts,
        source_counts,
    )

    counts = source_counts(rows)
    largest = [str(source) for source in counts["source"].head(MOST_PAIRED)]
    content = LinkedContent(
        sources=tuple(LinkedSource.model_validate(row) for row in records(counts)),
        pairs=tuple(SourcePair.model_validate(row) for row in records(pair_counts(rows, largest))),
        quality=quality,
    )
    if len(counts) < 2:  # noqa: PLR2004 - two can be linked
        why = Sentence(key=_TOO_FEW[len(counts)], is_example=is_example)
        statement = _statement(PartState.NO_BASIS, why, quality)
        return PartAnswer(
            state=PartState.NO_BASIS, why=why, statements=(statement,), content=content
        )
    statement = _shared(organisations_by_sources(rows), counts, quality, is_example=is_example)
    return PartAnswer(state=PartState.COMPUTED, statements=(statement,), content=content)


def _shared(
    by_sources: "pd.DataFrame",
    counts: "pd.DataFrame",
    quality: LinkageQuality | None,
    *,
    is_example: bool,
) -> Statement:
    """Return how many organisations stand in two sources or more."""
    total = int(by_sources["organisations"].sum())
    shared = int(by_sources.loc[by_sources["sources"] > 1, "organisations"].sum())
    rows, numbered = int(counts["participations"].sum()), int(counts["with_cvr"].sum())
    values = {
        "n": shared,
        "total": total,
        "sources": len(counts),
        "numbered": percent(numbered / rows),
    }
    sentence = Sentence(key="analysis.linked.s20", values=values, is_example=is_example)
    return _statement(PartState.COMPUTED, sentence, quality).model_copy(
        update={
            "value": float(shared),
            "unit": "organisations",
            "n": total,
            "interval": Interval.NONE,
            "why_no_interval": Sentence(key="analysis.interval.not_stated"),
        }
    )


def _statement(state: PartState, sentence: Sentence, quality: LinkageQuality | None) -> Statement:
    caveat = Sentence(key="analysis.linked.caveat")
    if quality is not None:
        values = {"precision": percent(quality.precision), "sampled": quality.sampled}
        caveat = Sentence(key="analysis.linked.caveat.measured", values={**values})
    return Statement(
        id="S20",
        part=Part.LINKED,
        state=state,
        sentence=sentence,
        why_no_interval=sentence,
        caveat=caveat,
        tables=TABLES,
    )
