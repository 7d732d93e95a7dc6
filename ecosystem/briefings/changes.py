"""Answer what is different between two dated registers, in words and as rows."""

from collections import Counter

from pydantic import BaseModel, ConfigDict, Field

from ecosystem.analysis.changes import compare_registers
from ecosystem.model.changes import Change, RegisterChanges
from ecosystem.model.register import Register
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import ChangeKind, ChangeSubject


class ToldChange(BaseModel):
    """A change with the sentences that say it: what happened, then each cell that changed."""

    model_config = ConfigDict(frozen=True)

    change: Change
    sentences: tuple[Sentence, ...]


class ChangesBriefing(BaseModel):
    """What came, went and changed between two registers."""

    model_config = ConfigDict(frozen=True)

    before: str
    after: str
    counts: dict[str, dict[str, int]] = Field(description="Subject to kind of change to number.")
    sentences: tuple[Sentence, ...] = Field(description="The whole, in words.")
    changes: tuple[ToldChange, ...]
    successor_circles: tuple[tuple[str, ...], ...]
    newly_recorded: tuple[str, ...]
    no_longer_recorded: tuple[str, ...]
    is_synthetic: bool


def brief_changes(before: Register, after: Register) -> ChangesBriefing:
    """Tell what is different between two registers; the earlier one comes first."""
    found = compare_registers(before, after)
    counts = {
        subject.value: dict(Counter(c.kind.value for c in found.changes if c.subject is subject))
        for subject in ChangeSubject
    }
    return ChangesBriefing(
        before=found.before,
        after=found.after,
        counts={subject: kinds for subject, kinds in counts.items() if kinds},
        sentences=_summary(found),
        changes=tuple(ToldChange(change=c, sentences=_told(c)) for c in found.changes),
        successor_circles=found.successor_circles,
        newly_recorded=found.newly_recorded,
        no_longer_recorded=found.no_longer_recorded,
        is_synthetic=before.is_synthetic or after.is_synthetic,
    )


def _summary(found: RegisterChanges) -> tuple[Sentence, ...]:
    said = []
    for subject in ChangeSubject:
        kinds = Counter(c.kind for c in found.changes if c.subject is subject)
        if kinds:
            heirs = (ChangeKind.RENAMED, ChangeKind.MERGED, ChangeKind.SUCCEEDED)
            values: dict[str, int] = {
                "came": kinds[ChangeKind.CAME],
                "went": kinds[ChangeKind.WENT],
                "changed": kinds[ChangeKind.CHANGED],
                "heirs": sum(kinds[kind] for kind in heirs),
            }
            said.append(Sentence(key=f"changes.summary.{subject.value}", values={**values}))
    if not said:
        said.append(Sentence(key="changes.nothing"))
    said.extend(
        Sentence(key="changes.circle", values={"actors": ", ".join(circle)})
        for circle in found.successor_circles
    )
    said.extend(
        Sentence(key="changes.newly_recorded", values={"table": table})
        for table in found.newly_recorded
    )
    said.extend(
        Sentence(key="changes.no_longer_recorded", values={"table": table})
        for table in found.no_longer_recorded
    )
    return tuple(said)


def _told(change: Change) -> tuple[Sentence, ...]:
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
            "places": ", ".join(change.municipality_codes),
        },
    )
    cells = tuple(
        Sentence(
            key=f"changes.cell.{cell.column}",
            values={"before": cell.before, "after": cell.after},
        )
        for cell in change.cells
    )
    return (head, *cells)
