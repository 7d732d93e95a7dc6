"""Who takes part: the firms in clusters' projects and services beside those in others' (S8-S11).

First-timers (S12) have a part of their own; here their share is one of the five measures.
"""

from typing import TYPE_CHECKING

from pydantic import Field

from ecosystem.briefings.theme.basis import ThemeBasis
from ecosystem.briefings.theme.participant_words import FRAMES, Known, statements_of
from ecosystem.briefings.theme.statements import answer, not_recorded
from ecosystem.briefings.theme.window import EventWindow, event_window, missing_tables, shown
from ecosystem.model.analysis import Interval, PartAnswer, PartState
from ecosystem.model.records import AliasedRecord, Record

if TYPE_CHECKING:
    import pandas as pd

    from ecosystem.analysis.participants.comparison import Compared, GroupFigure, Limits
    from ecosystem.analysis.participants.histories import Participants


class ParticipantGroup(Record):
    """Organisations by whose projects and services they took part in."""

    group: str = Field(description="cluster (only clusters'), other (only others'), both.")
    organisations: int | None = Field(description="Null: under the smallest cell shown.")
    participations: int | None


class MeasuredGroup(Record):
    """A measure of one group: those in clusters' projects, or those never in one."""

    n: int | None = Field(description="Organisations or participations; null: too few.")
    x: int | None = Field(description="How many of them, where the value is a share.")
    value: float | None = Field(description="Median of employees, mean of years, or share.")


class Equivalence(Record):
    """Whether the difference is smaller than a margin, with 95 % certainty."""

    margin: float
    is_equivalent: bool


class ComparedMeasure(Record):
    """A measure of both groups, and how they differ."""

    measure: str = Field(description="employees, outer, age_years, experienced or first_time.")
    unit: str
    state: PartState
    cluster: MeasuredGroup
    other: MeasuredGroup
    difference: float | None = Field(
        description="Clusters' less others'; of employees the ratio of geometric means."
    )
    low: float | None
    high: float | None
    interval: Interval
    effect_size: float | None = Field(
        description="Cliff's delta of employees, Cohen's h of shares, standard deviations of age."
    )
    equivalence: Equivalence | None
    p_holm: float | None = Field(description="Adjusted for the measures that are computed.")


class EarlierClass(AliasedRecord):
    """Participations by how many days with an event their organisation had in 10 years before."""

    name: str = Field(alias="class", description="0, 1-2, 3-9 or 10+.")
    cluster: int | None = Field(description="Null: under the smallest cell shown.")
    other: int | None


class ParticipantsContent(Record):
    """The part participants."""

    groups: tuple[ParticipantGroup, ...]
    compare: tuple[ComparedMeasure, ...]
    earlier: tuple[EarlierClass, ...]


def part_answer(basis: ThemeBasis) -> PartAnswer:
    """Return how those in clusters' projects and services differ from those in others'."""
    from ecosystem.analysis.participants.comparison import compare
    from ecosystem.analysis.participants.facts import employees_at_start

    if lacking := missing_tables(basis):
        return not_recorded(FRAMES.values(), lacking)
    window = event_window(basis)
    if window.first is None:
        none = window.said("analysis.events.none")
        nobody = ParticipantsContent(groups=(), compare=(), earlier=())
        return answer(
            [frame.without(PartState.NO_BASIS, none) for frame in FRAMES.values()], nobody
        )
    people = _participants(basis, window)
    sizes = employees_at_start(basis.register, people.organisations)
    compared = compare(people, sizes["size"], _limits(basis))
    content = ParticipantsContent(
        groups=_groups(people.organisations, basis.parameters.small),
        compare=tuple(map(_record, compared)),
        earlier=_earlier(people.earlier, basis.parameters.small),
    )
    today = int((sizes["is_today"] & (sizes["size"] > 0)).sum())
    known = Known(len(people.organisations), today)
    return answer(statements_of(basis, window, compared, known), content)


def _participants(basis: ThemeBasis, window: EventWindow) -> "Participants":
    from ecosystem.analysis.participants.histories import Counted, participants

    counted = Counted(
        first=window.first,
        first_with_history=None if window.is_too_short else window.countable_from,
        wash_in_years=window.wash_in_years,
        experienced=basis.parameters.experienced,
    )
    return participants(basis.day, window.events, counted, basis.parameters.typology)


def _limits(basis: ThemeBasis) -> "Limits":
    from ecosystem.analysis.participants.comparison import Limits

    asked = basis.parameters
    return Limits(
        small=asked.small,
        margin_years=asked.margin_years,
        margin_share=asked.margin_points / 100,
        draws=asked.draws,
        seed=asked.seed,
    )


def _groups(organisations: "pd.DataFrame", small: int) -> tuple[ParticipantGroup, ...]:
    is_cluster, is_other = organisations["is_cluster"], organisations["is_other"]
    masks = {
        "cluster": is_cluster & ~is_other,
        "other": is_other & ~is_cluster,
        "both": is_cluster & is_other,
    }
    return tuple(
        ParticipantGroup(
            group=group,
            organisations=(count := shown(int(mask.sum()), small)),
            participations=None
            if count is None
            else int(organisations.loc[mask, "participations"].sum()),
        )
        for group, mask in masks.items()
    )


def _record(one: "Compared") -> ComparedMeasure:
    from ecosystem.analysis.participants.comparison import UNITS

    same = one.equivalence
    return ComparedMeasure(
        measure=one.measure.value,
        unit=UNITS[one.measure],
        state=one.state,
        cluster=_group(one.cluster),
        other=_group(one.other),
        difference=one.difference,
        low=one.low,
        high=one.high,
        interval=one.interval,
        effect_size=one.effect_size,
        equivalence=same and Equivalence(margin=same.margin, is_equivalent=same.is_equivalent),
        p_holm=one.p_holm,
    )


def _group(figure: "GroupFigure") -> MeasuredGroup:
    return MeasuredGroup(n=figure.n, x=figure.x, value=figure.value)


def _earlier(earlier: "pd.DataFrame", small: int) -> tuple[EarlierClass, ...]:
    from ecosystem.analysis.journeys.events import CLASSES

    counts = earlier.set_index(["is_cluster", "earlier_class"])["participations"].to_dict()
    return tuple(
        EarlierClass(
            name=name,
            cluster=shown(int(counts.get((True, name), 0)), small),
            other=shown(int(counts.get((False, name), 0)), small),
        )
        for name in CLASSES
    )
