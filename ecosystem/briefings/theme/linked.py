"""Linked sources: which organisations stand in more than one of them, by CVR number (S20)."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Final

from pydantic import Field

from ecosystem.briefings.records import records
from ecosystem.briefings.theme.basis import ThemeBasis
from ecosystem.briefings.theme.window import TABLES, not_recorded, percent
from ecosystem.model.analysis import Interval, Part, PartAnswer, PartState, Statement
from ecosystem.model.linkage import JudgedBand
from ecosystem.model.records import Record
from ecosystem.model.sentences import Sentence, Value

if TYPE_CHECKING:
    import pandas as pd

    from ecosystem.model.register import LazyTable


_TOO_FEW: Final = ("analysis.linked.sources.0", "analysis.linked.sources.1")
"""Why nothing can be linked, by how many sources there are."""
HOW: Final = "drawn at random in each band of likeness, judged by two readers"
"""How pairs are sampled."""


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
    """How well names were matched with organisations, from pairs that people have judged.

    Of names that are written otherwise than the organisation's; those that share no word with it
    are never compared, and not among the pairs.
    """

    precision: float = Field(description="Share of the linked pairs that are one organisation.")
    low: float
    high: float
    recall: float | None = Field(description="Share of the pairs of one organisation, linked.")
    recall_low: float | None
    recall_high: float | None
    sampled: int = Field(description="Pairs that two readers agree on.")
    bands: int = Field(description="Bands of likeness that the pairs were drawn in.")
    pairs: int = Field(description="All pairs of these bands.")
    how: str = HOW


class LinkedContent(Record):
    """The sources, which of them share organisations, and how well they are linked."""

    sources: tuple[LinkedSource, ...]
    pairs: tuple[SourcePair, ...] = Field(description="Of the ten largest sources.")
    quality: LinkageQuality | None = Field(description="None: not measured.")


def part_answer(basis: ThemeBasis) -> PartAnswer:
    """Return which sources there are, how many organisations they share, and how well linked."""
    quality = linkage_quality(basis.judged)
    lacking = basis.lacking("participations", "projects", "actors")
    if "actors" in lacking or {"participations", "projects"} <= set(lacking):
        why = not_recorded(lacking)
        statement = _statement(PartState.NOT_RECORDED, why, quality)
        return PartAnswer.without(PartState.NOT_RECORDED, why, (statement,))
    from ecosystem.analysis.journeys.sources import linked_rows

    rows, is_example = linked_rows(basis.register)
    return _answer(rows, quality, is_example=is_example)


def linkage_quality(bands: Sequence[JudgedBand]) -> LinkageQuality | None:
    """Return how well names were matched, each band weighing as many pairs as it holds.

    Args:
        bands: Every band of a sample.

    Returns:
        ``None``: not measured, for no sample was drawn, or links of some band are not judged.
    """
    from ecosystem.analysis.linkage_quality import linkage_estimate

    found = linkage_estimate(bands)
    if found is None:
        return None
    recall, low, high = found.recall or (None, None, None)
    return LinkageQuality(
        precision=found.precision.value,
        low=found.precision.low,
        high=found.precision.high,
        recall=recall,
        recall_low=low,
        recall_high=high,
        sampled=sum(band.judged for band in bands),
        bands=len(bands),
        pairs=sum(band.pairs for band in bands),
    )


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


def quality_sentence(quality: LinkageQuality) -> Sentence:
    """Return how well names were linked, in words, with the limits."""
    values: dict[str, Value] = {
        "sampled": quality.sampled,
        "pairs": quality.pairs,
        "precision": percent(quality.precision),
        "low": percent(quality.low),
        "high": percent(quality.high),
    }
    recall, low, high = quality.recall, quality.recall_low, quality.recall_high
    if recall is None or low is None or high is None:
        return Sentence(key="analysis.linked.caveat.precision", values=values)
    more = {"recall": percent(recall), "least": percent(low), "most": percent(high)}
    return Sentence(key="analysis.linked.caveat.measured", values={**values, **more})


def _statement(state: PartState, sentence: Sentence, quality: LinkageQuality | None) -> Statement:
    caveat = Sentence(key="analysis.linked.caveat")
    if quality is not None:
        caveat = quality_sentence(quality)
    return Statement(
        id="S20",
        part=Part.LINKED,
        state=state,
        sentence=sentence,
        why_no_interval=sentence,
        caveat=caveat,
        tables=TABLES,
    )
