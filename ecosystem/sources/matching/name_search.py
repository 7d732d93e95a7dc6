"""Find the actor that a name means: decided, listed, written with the same words, surely alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ecosystem.sources.matching.actor_index import ActorIndex
from ecosystem.sources.matching.import_records import DoubtfulPair
from ecosystem.sources.matching.linkage import Comparison, Likeness, compare, most_common
from ecosystem.sources.matching.mention_groups import Group
from ecosystem.sources.matching.name_decisions import DecidedName, Decision
from ecosystem.sources.matching.organisation_names import name_of, slug_of

MOST_DOUBTS: Final = 3
"""Actors that one name is listed against."""
_SUREST_FIRST: Final = (
    "same_words",
    "same_letters",
    "same_words_in_other_order",
    "same_but_for_brackets",
    "one_of_its_names",
)
_WRITTEN_AS: Final = frozenset({"same_words", "same_letters", "one_of_its_names"})


@dataclass(slots=True)
class NamePairs:
    """What is settled of pairs of a normal name and an actor, by people and by the shipped list."""

    same: dict[str, str] = field(default_factory=dict)
    """Normal name to the actor a person says it is."""
    aliases: dict[str, str] = field(default_factory=dict)
    """Normal name to the actor of the shipped list."""
    apart: set[tuple[str, str]] = field(default_factory=set)
    listed: set[tuple[str, str]] = field(default_factory=set)
    """Pairs a person has been asked about."""

    def actor_of(self, normal: str) -> str | None:
        """Return the actor that a normal name is settled to be."""
        return self.same.get(normal) or self.aliases.get(normal)


def settled_pairs(
    decisions: Sequence[DecidedName], aliases: Mapping[str, str], index: ActorIndex
) -> tuple[NamePairs, set[str]]:
    """Read decisions and aliases as pairs of names and actors.

    Returns:
        The pairs; and the actors that a decision parts from a name that was theirs.
    """
    pairs = NamePairs(aliases={n: actor_id for n, actor_id in aliases.items() if actor_id in index})
    withdrawn: set[str] = set()
    for row in decisions:
        match row.decision:
            case Decision.SAME if row.actor_id in index:
                pairs.same[row.key[0]] = row.actor_id
                withdrawn |= _actors_made_of(row, index)
            case Decision.DIFFERENT:
                pairs.apart.add(row.key)
                withdrawn.add(row.actor_id)
            case _:
                pairs.listed.add(row.key)
    return pairs, withdrawn


def _actors_made_of(row: DecidedName, index: ActorIndex) -> set[str]:
    """Return actors that an earlier import made of the name itself."""
    name = name_of(row.name)
    return {
        actor_id
        for actor_id, _ in index.equal_to(name)
        if actor_id != row.actor_id
        and not index[actor_id].is_curated
        and index[actor_id].cvr is None
        and name_of(index[actor_id].name).normal == name.normal
    }


@dataclass(slots=True)
class NameSearch:
    """Search for actors by name, and the pairs it merged or is in doubt about."""

    index: ActorIndex
    pairs: NamePairs
    merged: list[DoubtfulPair] = field(default_factory=list)
    doubtful: list[DoubtfulPair] = field(default_factory=list)

    def actor_of(self, group: Group, *, must_lack_number: bool = False) -> str | None:
        """Return the actor that one of a group's names surely means, the most frequent first.

        Args:
            group: Mentions of one organisation.
            must_lack_number: Leave out actors that have a CVR number.
        """
        for spelling in sorted(group.names, key=lambda name: (-group.names[name], name)):
            actor_id = self._of_name(spelling, must_lack_number=must_lack_number)
            if actor_id is not None:
                return actor_id
        return None

    def _of_name(self, spelling: str, *, must_lack_number: bool) -> str | None:
        name = name_of(spelling)
        settled = self.pairs.actor_of(name.normal)
        if settled and self._may_be(name.normal, settled, must_lack_number=must_lack_number):
            return settled
        compared: dict[str, Comparison] = {}
        for actor_id, actor_name in self.index.near(name):
            if self._may_be(name.normal, actor_id, must_lack_number=must_lack_number):
                likeness = self.index.compare(name, actor_id, actor_name)
                best = compared.get(actor_id, likeness)
                compared[actor_id] = min(best, likeness, key=_surest)
        same = [a for a, likeness in compared.items() if likeness.likeness is Likeness.SAME]
        if same:
            actor_id = min(same, key=lambda a: self._preference(a, compared[a]))
            if compared[actor_id].rule != "same_words":
                self.merged.append(self._pair(spelling, actor_id, compared[actor_id]))
            return actor_id
        self._list_doubts(spelling, compared)
        return None

    def _may_be(self, normal: str, actor_id: str, *, must_lack_number: bool) -> bool:
        if (normal, actor_id) in self.pairs.apart:
            return False
        return not (must_lack_number and self.index[actor_id].cvr)

    def _preference(self, actor_id: str, likeness: Comparison) -> tuple[int, bool, float]:
        """Order same words before alike letters, an actor written down with care before others."""
        _, rule, score = _surest(likeness)
        return rule, not self.index[actor_id].is_curated, score

    def _list_doubts(self, spelling: str, compared: Mapping[str, Comparison]) -> None:
        doubts = [(a, c) for a, c in compared.items() if c.likeness is Likeness.DOUBTFUL]
        for actor_id, likeness in sorted(doubts, key=lambda d: -d[1].score)[:MOST_DOUBTS]:
            pair = name_of(spelling).normal, actor_id
            if pair not in self.pairs.listed:
                self.pairs.listed.add(pair)
                self.doubtful.append(self._pair(spelling, actor_id, likeness))

    def _pair(self, spelling: str, actor_id: str, likeness: Comparison) -> DoubtfulPair:
        return DoubtfulPair(
            name=spelling,
            actor_id=actor_id,
            actor_name=self.index[actor_id].name,
            rule=likeness.rule,
            score=round(likeness.score, 1),
        )

    def actor_written_as(self, spelling: str) -> str | None:
        """Return the actor that a name is decided, listed or written to be; no likeness counts."""
        name = name_of(spelling)
        if settled := self.pairs.actor_of(name.normal):
            return settled
        for actor_id, actor_name in self.index.equal_to(name):
            likeness = self.index.compare(name, actor_id, actor_name)
            is_same = likeness.likeness is Likeness.SAME and likeness.rule in _WRITTEN_AS
            if is_same and (name.normal, actor_id) not in self.pairs.apart:
                return actor_id
        return None

    def renamed_actor(self, group: Group) -> str | None:
        """Return the actor an earlier import made of the name, if a user has renamed it since."""
        name = name_of(most_common(group.names))
        actor_id = slug_of(name.normal)
        if actor_id not in self.index or self.index[actor_id].is_curated:
            return None
        if (name.normal, actor_id) in self.pairs.apart | self.pairs.listed:
            return None
        likeness = compare(name, name_of(self.index[actor_id].name)).likeness
        return actor_id if likeness is Likeness.DIFFERENT else None


def _surest(likeness: Comparison) -> tuple[int, int, float]:
    order = (Likeness.SAME, Likeness.DOUBTFUL, Likeness.DIFFERENT).index(likeness.likeness)
    rules = len(_SUREST_FIRST)
    rule = _SUREST_FIRST.index(likeness.rule) if likeness.rule in _SUREST_FIRST else rules
    return order, rule, -likeness.score
