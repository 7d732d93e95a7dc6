"""Answer what is missing in an ecosystem, how sure that is, and what would close it."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from pydantic import Field

from ecosystem.model.gaps import ClosingStep, Gap, GapEvent, GapThresholds, Step
from ecosystem.model.records import Record
from ecosystem.model.register import Register
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import GapKind

if TYPE_CHECKING:
    from ecosystem.analysis.day import OnDay
    from ecosystem.analysis.gaps.search import Search


class GapsBriefing(Record):
    """The gaps of a register on a day, by kind."""

    label: str
    on: date
    position_id: str | None
    need_id: str | None
    is_synthetic: bool
    thresholds: GapThresholds
    gaps: tuple[Gap, ...] = Field(
        description="By kind; within a kind the surest and largest first."
    )
    counts: dict[str, dict[str, int]] = Field(description="Kind to confidence to number.")
    cannot_say: tuple[Sentence, ...]
    completeness: dict[str, float | None] = Field(
        description="By table, share of the cells asked for that are filled; None: not recorded."
    )
    life: dict[str, tuple[GapEvent, ...]] = Field(
        default={}, description="What is kept of each gap's life, oldest first, by gap_id."
    )
    explained: dict[str, GapEvent] = Field(
        default={}, description="Gaps that somebody explained as none, with the last word."
    )


class StepBriefing(Record):
    """What a step of the sandbox would do."""

    step: Step
    told: ClosingStep | None = Field(default=None, description="What was said of it beforehand.")
    closed: tuple[Gap, ...]
    opened: tuple[Gap, ...]
    changed: tuple[Gap, ...]
    gaps_after: int


def brief_gaps(  # noqa: PLR0913
    register: Register,
    on: date,
    position_id: str | None = None,
    need_id: str | None = None,
    thresholds: GapThresholds | None = None,
    *,
    day: "OnDay | None" = None,
) -> GapsBriefing:
    """Return what is missing, for one position and need or for all.

    Args:
        register: The register.
        on: Day on which offers are open and actors active, and from which checks are counted.
        position_id: The strength position; ``None``: all.
        need_id: The need; ``None``: all, and gaps that are about no need.
        thresholds: Limits of the rules; ``None``: the shipped ones.
        day: The register on the day where it is made already.

    Returns:
        The gaps of each kind, the surest and those of most firms first, each with its rule,
        evidence, confidence and steps that would close it; and what cannot be said for want of a
        table.

    Raises:
        UnknownIdError: The register holds no such position or need.
        NotRecordedError: The register has no municipalities, positions or (for a need) needs.
    """
    from ecosystem.analysis.day import OnDay
    from ecosystem.analysis.gaps import gap_context_on_day, search_of

    ground = gap_context_on_day(day or OnDay(register, on), thresholds or GapThresholds())
    return brief_search(search_of(ground, position_id, need_id), position_id, need_id)


def with_life(briefing: GapsBriefing, events: Sequence[GapEvent]) -> GapsBriefing:
    """Add what is kept of the life of the gaps found."""
    from ecosystem.analysis.gaps.life import life_of

    life = {gap.gap_id: life_of(gap.gap_id, events) for gap in briefing.gaps}
    noted = {gap_id: events_of for gap_id, events_of in life.items() if events_of}
    explanations = explained(briefing.gaps, events)
    return briefing.model_copy(update={"life": noted, "explained": explanations})


def brief_search(
    search: "Search", position_id: str | None = None, need_id: str | None = None
) -> GapsBriefing:
    """Return the same of a search that is laid out already.

    Of one position each step is tried too: which other gaps of it the step closes and opens.
    """
    from ecosystem.analysis.gaps import find_on, with_effects, with_steps

    ground = search.context
    findings = find_on(search)
    gaps = with_steps(search, findings.gaps)
    if position_id is not None:
        gaps = with_effects(search, gaps)
    counts = {
        kind.value: dict(Counter(g.confidence.value for g in gaps if g.kind is kind))
        for kind in GapKind
    }
    return GapsBriefing(
        label=ground.register.label,
        on=ground.on,
        position_id=position_id,
        need_id=need_id,
        is_synthetic=ground.register.is_synthetic,
        thresholds=ground.limits,
        gaps=gaps,
        counts={kind: levels for kind, levels in counts.items() if levels},
        cannot_say=findings.cannot_say,
        completeness=_completeness(gaps),
    )


def brief_step(search: "Search", step: Step, told: ClosingStep | None = None) -> StepBriefing:
    """Return what a step closes, opens and changes, before anybody takes it.

    Raises:
        UnknownIdError: The step names something that is not in the register.
    """
    from ecosystem.analysis.gaps import try_step

    after, came_of_it = try_step(search, step)
    return StepBriefing(
        step=step,
        told=told,
        closed=came_of_it.closed,
        opened=came_of_it.opened,
        changed=tuple(gap for _, gap in came_of_it.changed),
        gaps_after=len(after.gaps),
    )


def brief_steps(
    register: Register, on: date, gap_id: str, thresholds: GapThresholds | None = None
) -> tuple[StepBriefing, ...]:
    """Return for each step that would close a gap what it closes, opens and changes.

    Raises:
        UnknownIdError: There is no such gap on the day.
    """
    from ecosystem.analysis.gaps import (
        closing_steps,
        gap_context,
        gap_of,
        search_of,
    )

    search = search_of(gap_context(register, on, thresholds or GapThresholds()))
    steps = closing_steps(search, gap_of(search, gap_id))
    return tuple(brief_step(search, closing_step.step, closing_step) for closing_step in steps)


def explained(gaps: Sequence[Gap], events: Sequence[GapEvent]) -> dict[str, GapEvent]:
    """Return the gaps that somebody explained as no gap, with the last word on each."""
    from ecosystem.analysis.gaps.life import standing

    return {
        gap.gap_id: event for gap in gaps if (event := standing(gap.gap_id, events)) is not None
    }


def _completeness(gaps: Sequence[Gap]) -> dict[str, float | None]:
    """Return the least share of filled cells behind the gaps, by table."""
    completeness: dict[str, float | None] = {}
    for evidence in (e for gap in gaps for e in gap.evidence):
        if evidence.rows is None:
            completeness[evidence.table] = None
        elif evidence.complete is not None:
            least = completeness.get(evidence.table, 1.0)
            completeness[evidence.table] = None if least is None else min(least, evidence.complete)
    return completeness
