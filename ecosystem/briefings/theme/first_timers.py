"""First-timers: how many participations are their organisation's first (S12).

First means that none is recorded in the wash-in years before. Where earlier participations were
not linked to their organisation, some who seem new are not; the share is told for that too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from pydantic import Field

from ecosystem.briefings.theme.basis import ThemeBasis
from ecosystem.briefings.theme.statements import chained
from ecosystem.briefings.theme.window import (
    TABLES,
    EventWindow,
    event_window,
    missing_tables,
    not_recorded,
    percent,
    shown,
)
from ecosystem.model.analysis import Interval, Part, PartAnswer, PartState, Statement
from ecosystem.model.records import AliasedRecord, Record
from ecosystem.model.sentences import Sentence

if TYPE_CHECKING:
    from ecosystem.analysis.comparison import Estimate, UnitSums

RECALLS: Final = (0.95, 0.90, 0.80)
"""Shares of an organisation's earlier participations that linking may find."""
_SHARE_KEYS: Final[Mapping[str, str]] = {
    "any": "analysis.first_timers.s12.any",
    "lead": "analysis.first_timers.s12.lead",
}
_LINKAGE_KEYS: Final = (
    "analysis.first_timers.linkage.0",
    "analysis.first_timers.linkage.1",
    "analysis.first_timers.linkage.2",
    "analysis.first_timers.linkage.3",
)
"""By how many of the recalls lead to a share of 0."""
_MIDDLE: Final = 1
"""The recall whose share is the value of the statement on linking."""


class YearOfParticipations(Record):
    """The participations that began in a year, and how many were a first one."""

    year: int
    participations: int | None = Field(description="None: under the smallest cell shown.")
    first_time: int | None
    share: float | None


class ClassOfParticipations(AliasedRecord):
    """Participations by how many days with an event their organisation had in 10 years before."""

    name: str = Field(alias="class", description="0, 1-2, 3-9 or 10+.")
    participations: int | None = Field(description="None: under the smallest cell shown.")


class ShareIfLinked(Record):
    """The share of first-timers if linking finds so many of the earlier participations."""

    recall: float
    share: float = Field(description="0: it cannot be ruled out that there are none.")


class FirstTimersContent(AliasedRecord):
    """How many participations are the organisation's first."""

    role: str
    wash_in_years: int
    first: date | None = Field(alias="from")
    until: date | None
    participations: int | None
    first_time: int | None
    share: float | None
    low: float | None
    high: float | None
    by_year: tuple[YearOfParticipations, ...]
    by_class: tuple[ClassOfParticipations, ...]
    if_linkage: tuple[ShareIfLinked, ...]


def part_answer(basis: ThemeBasis) -> PartAnswer:
    """Return the share of participations that are the organisation's first."""
    if lacking := missing_tables(basis):
        why = not_recorded(lacking)
        statement = _statement(basis, PartState.NOT_RECORDED, why)
        return PartAnswer.without(PartState.NOT_RECORDED, why, (statement,))
    window = event_window(basis)
    if not window.wash_in_years:
        why = window.said("analysis.first_timers.no_wash_in")
        statement = _statement(basis, PartState.REFUSED, why)
        return PartAnswer.without(PartState.REFUSED, why, (statement,))
    if window.is_too_short:
        return _no_basis(basis, window, window.too_short(), 0)
    counts = first_time_counts(window)
    organisations = counts.sums.units
    if not organisations:
        return _no_basis(basis, window, window.said("analysis.events.none"), 0)
    if organisations < basis.parameters.small:
        few = window.said("analysis.events.few", small=basis.parameters.small)
        return _no_basis(basis, window, few, None)
    return _answer(basis, window, counts)


@dataclass(frozen=True, slots=True)
class FirstTimeCounts:
    """How many participations there are, and how many are a first one."""

    sums: "UnitSums"
    """Over organisations, for one's participations are alike."""
    by_year: Mapping[int, tuple[int, int]]
    """First ones, and all, of each year that has any."""
    by_class: Mapping[str, int]
    """All, by how many days with an event their organisation had in 10 years before."""


def first_time_counts(window: EventWindow) -> FirstTimeCounts:
    """Count the participations of a window of events, and those that are a first one.

    Args:
        window: Events with a day from which all the wash-in years are recorded.
    """
    import narwhals as nw

    from ecosystem.analysis.journeys.events import CLASSES, organisation_days, with_history
    from ecosystem.analysis.journeys.unit_sums import products, unit_sums
    from ecosystem.model.register import collect

    n, first, start = "participations", "first_time", nw.col("start")
    days = with_history(
        organisation_days(window.rows.dated(is_each_once=True)), window.wash_in_years
    )
    is_first = nw.col("is_first_time")
    counted = days.filter(start >= nw.lit(window.countable_from)).with_columns(
        year=start.dt.year(), first_time=nw.when(is_first).then(nw.col(n)).otherwise(nw.lit(0))
    )
    summed = products(n, [first], "organisation")
    told = nw.col(n, first, *summed)
    cells = counted.with_columns(**summed).group_by("year", "earlier_class").agg(told.sum())
    rows = collect(cells).sort_values(["year", "earlier_class"])
    years = rows.groupby("year")[[first, n]].sum()
    classes = rows.groupby("earlier_class")[n].sum().reindex(CLASSES, fill_value=0)
    return FirstTimeCounts(
        sums=unit_sums({name: float(rows[name].sum()) for name in (n, first, *summed)}, n, first),
        by_year={
            int(year): (int(cell[0]), int(cell[1]))
            for year, cell in zip(years.index, years.to_numpy(), strict=True)
        },
        by_class={name: int(count) for name, count in zip(CLASSES, classes, strict=True)},
    )


def corrected_share(share: float, recall: float) -> float:
    """Return the share of first-timers if linking finds a share of earlier participations.

    From ``share = phi + (1 - phi)(1 - recall)``; 0 where what is seen can be missed links alone.

    Examples:
        >>> [round(corrected_share(0.370, recall), 3) for recall in (0.9, 0.6)]
        [0.3, 0.0]
    """
    return max((share - (1 - recall)) / recall, 0.0)


def _answer(basis: ThemeBasis, window: EventWindow, counts: FirstTimeCounts) -> PartAnswer:
    from ecosystem.analysis.comparison import wilson_share

    first, total = int(counts.sums.hits), int(counts.sums.answers)
    estimate = wilson_share(*counts.sums.independent)
    statements = (
        _share_statement(basis, window, (first, total), estimate),
        _linkage_statement(basis, window, total, estimate),
    )
    linked = tuple(
        ShareIfLinked(recall=recall, share=corrected_share(estimate.value, recall))
        for recall in RECALLS
    )
    content = _content(basis, window, total).model_copy(
        update={
            "first_time": first,
            "share": estimate.value,
            "low": estimate.low,
            "high": estimate.high,
            "by_year": _by_year(counts, basis.parameters.small),
            "by_class": _by_class(counts, basis.parameters.small),
            "if_linkage": linked,
        }
    )
    return PartAnswer(state=PartState.COMPUTED, statements=statements, content=content)


def _no_basis(
    basis: ThemeBasis, window: EventWindow, why: Sentence, total: int | None
) -> PartAnswer:
    return PartAnswer(
        state=PartState.NO_BASIS,
        why=why,
        statements=(_statement(basis, PartState.NO_BASIS, why),),
        content=_content(basis, window, total),
    )


def _content(basis: ThemeBasis, window: EventWindow, total: int | None) -> FirstTimersContent:
    return FirstTimersContent(
        role=basis.parameters.role,
        wash_in_years=window.wash_in_years,
        first=window.first,
        until=window.until,
        participations=total,
        first_time=0 if total == 0 else None,
        share=None,
        low=None,
        high=None,
        by_year=(),
        by_class=(),
        if_linkage=(),
    )


def _statement(basis: ThemeBasis, state: PartState, sentence: Sentence) -> Statement:
    years = {"years": basis.parameters.wash_in_years}
    return Statement(
        id="S12",
        part=Part.FIRST_TIMERS,
        state=state,
        sentence=sentence,
        why_no_interval=sentence,
        caveat=chained(
            Sentence(key="analysis.first_timers.caveat", values={**years}),
            Sentence(key="analysis.participants.s11.caveat"),
        ),
        published=Sentence(key="analysis.first_timers.published"),
        tables=TABLES,
    )


def _share_statement(
    basis: ThemeBasis, window: EventWindow, first_of: tuple[int, int], estimate: "Estimate"
) -> Statement:
    first, total = first_of
    sentence = window.said(
        _SHARE_KEYS[basis.parameters.role],
        first=first,
        n=total,
        percent=percent(estimate.value),
        start=window.countable_from,
        until=window.until,
        years=window.wash_in_years,
    )
    return _wilson(_statement(basis, PartState.COMPUTED, sentence), total, estimate)


def _linkage_statement(
    basis: ThemeBasis, window: EventWindow, total: int, estimate: "Estimate"
) -> Statement:
    """Return what the share is if linking finds less than all; the value is that of 90 %."""
    shares = [corrected_share(estimate.value, recall) for recall in RECALLS]
    said = {
        f"r{round(100 * recall)}": percent(share)
        for recall, share in zip(RECALLS, shares, strict=True)
    }
    zeros = sum(share == 0 for share in shares)
    sentence = window.said(_LINKAGE_KEYS[zeros], **said)
    corrected = type(estimate)(*(corrected_share(end, RECALLS[_MIDDLE]) for end in estimate))
    statement = _statement(basis, PartState.COMPUTED, sentence)
    of = {"figure": "if_linkage", "recall": RECALLS[_MIDDLE]}
    caveat = chained(Sentence(key="analysis.first_timers.linkage.caveat"), statement.caveat)
    changed = statement.model_copy(update={"of": of, "caveat": caveat})
    return _wilson(changed, total, corrected)


def _wilson(statement: Statement, n: int, estimate: "Estimate") -> Statement:
    return statement.model_copy(
        update={
            "value": estimate.value,
            "unit": "share",
            "n": n,
            "low": estimate.low,
            "high": estimate.high,
            "interval": Interval.WILSON,
            "why_no_interval": None,
        }
    )


def _by_year(counts: FirstTimeCounts, small: int) -> tuple[YearOfParticipations, ...]:
    years = []
    for year, (first, total) in counts.by_year.items():
        cells = shown(first, small), shown(total, small)
        share = None if None in cells else first / total
        years.append(
            YearOfParticipations(
                year=year, first_time=cells[0], participations=cells[1], share=share
            )
        )
    return tuple(years)


def _by_class(counts: FirstTimeCounts, small: int) -> tuple[ClassOfParticipations, ...]:
    return tuple(
        ClassOfParticipations(name=name, participations=shown(count, small))
        for name, count in counts.by_class.items()
    )
