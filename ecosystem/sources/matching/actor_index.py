"""The actors of one matching, known and new ones: by id, by CVR number and by name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ecosystem.sources.matching.linkage import Blocks, Comparison, compare
from ecosystem.sources.matching.mention_groups import DENMARK
from ecosystem.sources.matching.organisation_names import Name, name_of


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor of the register, as far as matching needs it."""

    actor_id: str
    name: str
    cvr: str | None = None
    kind: str | None = None
    country: str | None = None
    is_curated: bool = False
    """Written down with care, not made by an import."""
    is_embedded: bool = False


class ActorIndex:
    """Look-up of actors; those without a country, or of Denmark, are found by name as well."""

    def __init__(self, actors: Sequence[KnownActor]) -> None:
        self._actors = {actor.actor_id: actor for actor in actors}
        self._id_of_cvr: dict[str, str] = {}
        self._blocks = Blocks()
        self._id_of_entry: dict[str, str] = {}
        for actor in sorted(actors, key=lambda actor: actor.is_embedded):
            if actor.cvr:
                self._id_of_cvr.setdefault(actor.cvr, actor.actor_id)
        for actor in actors:
            self.add_names(actor.actor_id, [actor.name])

    def __contains__(self, actor_id: str) -> bool:
        return actor_id in self._actors

    def __getitem__(self, actor_id: str) -> KnownActor:
        return self._actors[actor_id]

    def add(self, actor: KnownActor) -> None:
        """Add an actor under its id and name; its number leads nowhere yet."""
        self._actors[actor.actor_id] = actor
        self.add_names(actor.actor_id, [actor.name])

    def add_names(self, actor_id: str, names: Iterable[str]) -> None:
        """Enter an actor under names that are its own."""
        if self._actors[actor_id].country not in {None, DENMARK}:
            return
        for name in names:
            entry = f"{actor_id}\t{name}"
            self._id_of_entry[entry] = actor_id
            self._blocks.add(entry, name_of(name))

    def id_of_cvr(self, cvr: str | None) -> str | None:
        """Return the actor that has a CVR number."""
        return self._id_of_cvr.get(cvr or "")

    def point_number(self, cvr: str, actor_id: str) -> None:
        """Let a CVR number lead to an actor, whoever it led to before."""
        self._id_of_cvr[cvr] = actor_id

    def give_number(self, actor_id: str, cvr: str) -> None:
        """Enter the CVR number of an actor; one that has a number keeps it."""
        actor = self._actors[actor_id]
        if not actor.cvr:
            self._actors[actor_id] = replace(actor, cvr=cvr)
            self._id_of_cvr.setdefault(cvr, actor_id)

    def take_number(self, actor_id: str, cvr: str) -> None:
        """Take a CVR number from an actor, so that another can have it."""
        self._id_of_cvr.pop(cvr, None)
        self._actors[actor_id] = replace(self._actors[actor_id], cvr=None)

    def equal_to(self, name: Name) -> list[tuple[str, Name]]:
        """List actors of whom a name has the same words in any order, each with that name."""
        return self._entries(self._blocks.equal_to(name))

    def near(self, name: Name) -> list[tuple[str, Name]]:
        """List actors of whom a name shares a block, each with that name, as they were entered."""
        return self._entries(self._blocks.near(name))

    def _entries(self, entries: Iterable[str]) -> list[tuple[str, Name]]:
        return [(self._id_of_entry[entry], self._blocks.names[entry]) for entry in entries]

    def compare(self, name: Name, actor_id: str, actor_name: Name) -> Comparison:
        """Compare a name with one of the names of an actor."""
        return compare(name, actor_name, right_is_curated=self[actor_id].is_curated)
