"""Answer what is different between two dated registers, in words and as rows."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from pydantic import Field

from ecosystem.analysis.changes import NO_DAYS, compare_registers
from ecosystem.analysis.day import OnDay
from ecosystem.analysis.kleene import YES
from ecosystem.model.changes import Cell, CellChange, Change, RegisterChanges
from ecosystem.model.gaps import Gap, GapEvent, GapThresholds
from ecosystem.model.records import Record
from ecosystem.model.register import Register
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import ChangeKind, ChangeSubject

if TYPE_CHECKING:
    from ecosystem.analysis.gaps.search import Search


ACTOR_COLUMNS: Final = frozenset({"provider_actor_id", "lead_actor_id", "parent_actor_id"})
"""Columns of ids of actors."""
MAX_CHANGES_NAMED: Final = 5
"""Changes of the register that are named beside a gap."""


class ChangeWithSentences(Record):
    """A change with the sentences that say it: what happened, then each cell that changed."""

    change: Change
    sentences: tuple[Sentence, ...]


class ChangesBriefing(Record):
    """What came, went and changed between two registers."""

    before: str
    after: str
    counts: dict[str, dict[str, int]] = Field(
        description="Subject to kind of change to number; changes of example data are not counted."
    )
    example_counts: dict[str, dict[str, int]] = Field(description="The same of example data.")
    sentences: tuple[Sentence, ...] = Field(description="The whole, in words.")
    changes: tuple[ChangeWithSentences, ...]
    successor_circles: tuple[tuple[str, ...], ...]
    newly_recorded: tuple[str, ...]
    no_longer_recorded: tuple[str, ...]
    is_synthetic: bool
    gap_events: tuple[GapEvent, ...] = Field(
        default=(), description="What happened to gaps, each with the changes it goes with."
    )


def brief_changes(
    before: Register,
    after: Register,
    days: tuple[date, date] | None = None,
    events: Sequence[GapEvent] = (),
) -> ChangesBriefing:
    """Return what is different between two registers; the earlier one comes first.

    Args:
        before: The earlier register.
        after: The later one.
        days: Days the two are of. With them an actor counts while it is there and a tie while it
            holds, and coverage and gaps are compared too, each register on its day.
        events: What is kept of the life of gaps: one that closed before opens again.
    """
    comparison = compare_registers(before, after, days or NO_DAYS)
    names = _Names.of((before, after), days or NO_DAYS, comparison.changes)
    rows = _with_sentences(comparison.changes, names)
    more: tuple[ChangeWithSentences, ...] = ()
    life: tuple[GapEvent, ...] = ()
    if days is not None:
        more, life = _coverage_and_gaps((before, after), days, comparison, events)
        comparison = comparison.model_copy(
            update={"changes": (*comparison.changes, *(row.change for row in more))}
        )
    real, examples = _apart(comparison.changes)
    return ChangesBriefing(
        before=comparison.before,
        after=comparison.after,
        counts=_counts(real),
        example_counts=_counts(examples),
        sentences=_summary(comparison),
        changes=(*rows, *more),
        gap_events=life,
        successor_circles=comparison.successor_circles,
        newly_recorded=comparison.newly_recorded,
        no_longer_recorded=comparison.no_longer_recorded,
        is_synthetic=before.is_synthetic or after.is_synthetic,
    )


def _apart(changes: Sequence[Change]) -> tuple[list[Change], list[Change]]:
    """Return the changes of what is real, and those of example data."""
    return [c for c in changes if not c.is_synthetic], [c for c in changes if c.is_synthetic]


def _counts(changes: Sequence[Change]) -> dict[str, dict[str, int]]:
    counts = {
        subject.value: dict(Counter(c.kind.value for c in changes if c.subject is subject))
        for subject in ChangeSubject
    }
    return {subject: kinds for subject, kinds in counts.items() if kinds}


def _with_sentences(rows: Sequence[Change], names: "_Names") -> tuple[ChangeWithSentences, ...]:
    return tuple(
        ChangeWithSentences(
            change=change,
            sentences=_marked(_change_sentences(change, names), is_example=change.is_synthetic),
        )
        for change in rows
    )


def _marked(sentences: Sequence[Sentence], *, is_example: bool) -> tuple[Sentence, ...]:
    """Return the sentences of a change; the last says where it is one of example data."""
    last = sentences[-1].model_copy(update={"is_example": is_example})
    return (*sentences[:-1], last)


def _coverage_and_gaps(
    registers: tuple[Register, Register],
    days: tuple[date, date],
    comparison: RegisterChanges,
    events: Sequence[GapEvent],
) -> tuple[tuple[ChangeWithSentences, ...], tuple[GapEvent, ...]]:
    """Search both registers, each on its day; none when one records no positions or places."""
    from ecosystem.analysis.gaps import find_on, gap_context, search_of
    from ecosystem.analysis.gaps.life import follow

    if any(r.municipalities is None or r.strength_positions is None for r in registers):
        return (), ()
    limits = GapThresholds()
    first, second = (
        search_of(gap_context(register, day, limits))
        for register, day in zip(registers, days, strict=True)
    )
    old, new = ({gap.gap_id: gap for gap in find_on(search).gaps} for search in (first, second))
    life = follow(old.values(), new.values(), comparison.changes, days[1], events)
    goes_with = {event.gap_id: event.changes for event in life}
    names = {change.key: change.name for change in comparison.changes}
    registered = _Names((OnDay(registers[0], days[0]), OnDay(registers[1], days[1])), {})
    rows = list(_coverage(first, second, registered))
    for kind, gaps in _gaps_by_change(old, new).items():
        rows += [_gap_change(kind, gap, goes_with.get(gap.gap_id, ()), names) for gap in gaps]
    return tuple(rows), life


def _gaps_by_change(old: Mapping[str, Gap], new: Mapping[str, Gap]) -> dict[ChangeKind, list[Gap]]:
    """Return the gaps that went, that came, and that touch other municipalities, by id."""
    stayed = sorted(new.keys() & old.keys())
    return {
        ChangeKind.WENT: [old[key] for key in sorted(old.keys() - new.keys())],
        ChangeKind.CAME: [new[key] for key in sorted(new.keys() - old.keys())],
        ChangeKind.CHANGED: [
            new[key] for key in stayed if new[key].municipality_codes != old[key].municipality_codes
        ],
    }


def _gap_change(
    kind: ChangeKind, gap: Gap, goes_with: Sequence[str], names: Mapping[str, str]
) -> ChangeWithSentences:
    change = Change(
        subject=ChangeSubject.GAP,
        kind=kind,
        key=gap.gap_id,
        name=gap.gap_id,
        position_ids=() if gap.position_id is None else (gap.position_id,),
        need_ids=() if gap.need_id is None else (gap.need_id,),
        municipality_codes=gap.municipality_codes,
        is_synthetic=gap.rests_on_example_data,
    )
    head = Sentence(key=f"changes.gap.{kind.value}")
    said = _marked((head, gap.sentence), is_example=gap.rests_on_example_data)
    if not goes_with:
        return ChangeWithSentences(change=change, sentences=said)
    change_names = list(dict.fromkeys(names[key] for key in goes_with))[:MAX_CHANGES_NAMED]
    beside = Sentence(key="changes.gap.beside", values={"names": ", ".join(change_names)})
    return ChangeWithSentences(change=change, sentences=(*said, beside))


def _coverage(first: "Search", second: "Search", names: "_Names") -> Iterator[ChangeWithSentences]:
    """Find municipalities that a position's actors reach now and did not, or did and do not."""
    from ecosystem.analysis.gaps.places import reached

    for place, position_id in enumerate(second.context.positions):
        if position_id not in first.context.positions:
            continue
        old = reached(first, first.context.positions.index(position_id))
        new = reached(second, place)
        before = dict(zip(first.context.codes, old.tolist(), strict=True))
        after = dict(zip(second.context.codes, new.tolist(), strict=True))
        shared = sorted(before.keys() & after.keys())
        for kind, codes in (
            (ChangeKind.CAME, [c for c in shared if after[c] == YES and before[c] != YES]),
            (ChangeKind.WENT, [c for c in shared if after[c] != YES and before[c] == YES]),
        ):
            if codes:
                name = second.position_names[position_id][0]
                change = _coverage_change(kind, position_id, name, codes)
                yield ChangeWithSentences(change=change, sentences=_change_sentences(change, names))


def _coverage_change(kind: ChangeKind, position_id: str, name: str, codes: Sequence[str]) -> Change:
    return Change(
        subject=ChangeSubject.COVERAGE,
        kind=kind,
        key=position_id,
        name=name,
        position_ids=(position_id,),
        municipality_codes=tuple(codes),
    )


def _summary(comparison: RegisterChanges) -> tuple[Sentence, ...]:
    sentences = []
    for subject in ChangeSubject:
        for changes in _apart(comparison.changes):
            if kinds := Counter(c.kind for c in changes if c.subject is subject):
                key, values = f"changes.summary.{subject.value}", _count_values(kinds)
                is_example = changes[0].is_synthetic
                sentences.append(Sentence(key=key, values={**values}, is_example=is_example))
    if not sentences:
        sentences.append(Sentence(key="changes.nothing"))
    sentences.extend(
        Sentence(key="changes.circle", values={"actors": ", ".join(circle)})
        for circle in comparison.successor_circles
    )
    sentences.extend(
        Sentence(key="changes.newly_recorded", values={"table": table})
        for table in comparison.newly_recorded
    )
    sentences.extend(
        Sentence(key="changes.no_longer_recorded", values={"table": table})
        for table in comparison.no_longer_recorded
    )
    return tuple(sentences)


def _count_values(kinds: "Counter[ChangeKind]") -> dict[str, int]:
    heirs = (ChangeKind.RENAMED, ChangeKind.MERGED, ChangeKind.SUCCEEDED)
    return {
        "came": kinds[ChangeKind.CAME],
        "went": kinds[ChangeKind.WENT],
        "changed": kinds[ChangeKind.CHANGED],
        "heirs": sum(kinds[kind] for kind in heirs),
    }


@dataclass(frozen=True, slots=True)
class _Names:
    """Names of what changes name by an id: the later register's, else the earlier one's."""

    days: tuple[OnDay, OnDay]
    actors: Mapping[str, str]

    @classmethod
    def of(
        cls,
        registers: tuple[Register, Register],
        on: tuple[date, date],
        changes: Sequence[Change],
    ) -> "_Names":
        """Look up the actors that the cells of some changes name, all at once."""
        days = (OnDay(registers[0], on[0]), OnDay(registers[1], on[1]))
        cells = (c for change in changes for c in change.cells if c.column in ACTOR_COLUMNS)
        ids = {str(value) for cell in cells for value in (cell.before, cell.after) if value}
        actors = days[0].names.actors(ids) | days[1].names.actors(ids)
        return cls(days, actors)

    def places(self, codes: Sequence[str]) -> str:
        """Return the names of municipalities with commas between."""
        return ", ".join(self._place(code) for code in codes)

    def cell(self, column: str, value: Cell) -> tuple[Cell, Cell]:
        """Return what a cell says in Danish and in English; ids and codes as names."""
        if not isinstance(value, str):
            return value, value
        pairs = [self._name(column, part) for part in value.split(";")]
        return ", ".join(da for da, _ in pairs), ", ".join(en for _, en in pairs)

    def _name(self, column: str, identifier: str) -> tuple[str, str]:
        first, second = (day.names for day in self.days)
        if column in ACTOR_COLUMNS:
            name = self.actors.get(identifier, identifier)
            return name, name
        if column in {"municipality_code", "area"}:
            return self._place(identifier), self._place(identifier)
        if column in {"position_id", "position_ids"}:
            return {**first.positions, **second.positions}.get(identifier) or (identifier,) * 2
        if column == "need_ids":
            return {**first.needs, **second.needs}.get(identifier) or (identifier,) * 2
        return identifier, identifier

    def _place(self, code: str) -> str:
        later = self.days[1].names.place(code)
        return later if later != code else self.days[0].names.place(code)


def _change_sentences(change: Change, names: _Names) -> tuple[Sentence, ...]:
    subject, kind = change.subject.value, change.kind.value
    key = f"changes.{subject}.{kind}"
    if change.subject is ChangeSubject.TIE:
        key += f".{change.word}"
    head = Sentence(
        key=key,
        values={
            "name": change.name,
            "other": ", ".join(change.other_names),
            "former": ", ".join(change.former_names),
            "places": names.places(change.municipality_codes),
            "count": len(change.municipality_codes),
        },
    )
    return (head, *(_cell_sentence(cell, names) for cell in change.cells))


def _cell_sentence(cell: CellChange, names: _Names) -> Sentence:
    ends = {
        "before": names.cell(cell.column, cell.before),
        "after": names.cell(cell.column, cell.after),
    }
    return Sentence(
        key=f"changes.cell.{cell.column}",
        values={end: da for end, (da, _) in ends.items()},
        values_en={end: en for end, (_, en) in ends.items() if isinstance(en, str)},
    )
