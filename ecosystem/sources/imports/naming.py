"""Whose names an import keeps, and what stands for those whose it does not."""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from ecosystem.sources.imports.unnamed_participants import (
    FILE,
    Participant,
    ParticipantDecision,
    ParticipantKey,
    file_of,
    participant_key,
    read_participants,
    with_met,
)
from ecosystem.sources.matching.import_records import Mention, SourceRecords


@dataclass
class Namer:
    """What people decided of participants without name, and the key of their hashes."""

    before: Sequence[Participant]
    key: ParticipantKey | None
    """``None``: nobody without name is met, and nobody has been."""
    rows: list[Participant] = field(default_factory=list)

    @classmethod
    def of(cls, folder: Path, mentions: Iterable[Mention], *, keep_key: bool) -> "Namer":
        """Read what was decided; make a key where one is needed.

        Raises:
            EcosystemError: The file or the key cannot be used.
        """
        before = read_participants(folder)
        is_needed = bool(before) or not all(mention.is_evident for mention in mentions)
        key = participant_key(keep=keep_key) if is_needed else None
        return cls(before, key, list(before))

    @cached_property
    def _decisions(self) -> dict[str, ParticipantDecision]:
        return {row.participant: row.decision for row in self.before}

    def participant(self, mention: Mention) -> str:
        """Return the hash that stands for a mention."""
        return self._hash(mention.name)

    def _hash(self, name: str) -> str:
        return "" if self.key is None else self.key.participant(name)

    def with_decisions(self, records: SourceRecords) -> SourceRecords:
        """Return the records with each mention that a person says is an organisation as such."""
        if ParticipantDecision.ORGANISATION not in self._decisions.values():
            return records
        projects = [
            replace(
                project,
                parts=[
                    replace(part, mention=replace(part.mention, is_evident=True))
                    if self.is_decided(part.mention)
                    else part
                    for part in project.parts
                ],
            )
            for project in records.projects
        ]
        return replace(records, projects=projects)

    def is_decided(self, mention: Mention) -> bool:
        """Return whether a person says that it is an organisation."""
        if ParticipantDecision.ORGANISATION not in self._decisions.values():
            return False
        return self._decisions.get(self.participant(mention)) is ParticipantDecision.ORGANISATION

    def is_person(self, mention: Mention) -> bool:
        """Return whether a person says that it is a person."""
        return not mention.is_evident and self.is_person_named(mention.name)

    def is_person_named(self, name: str) -> bool:
        """Return whether a person says that a name is a person's."""
        return self._decisions.get(self._hash(name)) is ParticipantDecision.PERSON

    def meet(self, mentions: Sequence[Mention], named_mentions: Container[Mention]) -> None:
        """Enter those who stay without name into the file.

        Args:
            mentions: Everybody an import met.
            named_mentions: Those whose names are kept.
        """
        if self.key is None:
            return
        places: dict[str, str] = {}
        counts: Counter[str] = Counter()
        for mention in mentions:
            if mention in named_mentions:
                continue
            participant = self.participant(mention)
            places.setdefault(participant, mention.place)
            counts[participant] += 1
        sign = self.key.sign
        met = [
            Participant(p, ParticipantDecision.OPEN, place, counts[p], sign)
            for p, place in places.items()
        ]
        self.rows = with_met(self.before, met, {file_of(mention.place) for mention in mentions})

    @property
    def changed_rows(self) -> list[Participant] | None:
        """The rows of the file; ``None``: it stays as it is."""
        return self.rows if self.rows != list(self.before) else None

    @property
    def open_count(self) -> int:
        """Participants without name of whom nobody has said anything."""
        return sum(row.decision is ParticipantDecision.OPEN for row in self.rows)

    @property
    def notes(self) -> list[str]:
        """The decisions that cannot be followed here."""
        sign = None if self.key is None else self.key.sign
        foreign = sum(bool(row.decision) and row.key not in {sign, ""} for row in self.before)
        if not foreign:
            return []
        return [
            f"{FILE}: {foreign} decision(s) were made with the key of another computer and do not "
            "count here; names that were kept stay"
        ]
