"""From the names a source mentions to actors of a register: known ones, or new ones.

The order is told in :func:`match`: CVR numbers first, then the participant register's numbers,
then names. Within each, the most frequent goes first, so that the outcome does not depend on the
order of rows. A name that stands in the register already meets its own actor again, so a second
import changes nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import chain
from typing import Any

from ecosystem.model.vocabulary import SourceConfidence
from ecosystem.sources.matching.actor_cells import cells_of_group, kind_of_group
from ecosystem.sources.matching.actor_index import ActorIndex, KnownActor
from ecosystem.sources.matching.import_records import DoubtfulPair, Mention
from ecosystem.sources.matching.linkage import most_common
from ecosystem.sources.matching.mention_groups import DENMARK, Group, groups_of
from ecosystem.sources.matching.name_decisions import DecidedName
from ecosystem.sources.matching.name_search import NamePairs, NameSearch, settled_pairs
from ecosystem.sources.matching.organisation_names import name_of, slug_of


@dataclass(slots=True)
class Matching:
    """Which actor each mention is, and what that adds to the register."""

    actor_of: dict[Mention, str] = field(default_factory=dict)
    """Without those that nothing shows to be an organisation."""
    rows: dict[str, dict[str, Any]] = field(default_factory=dict)
    """Cells by actor: of new actors all, of known ones those that fill empty cells."""
    new: list[str] = field(default_factory=list)
    doubtful: list[DoubtfulPair] = field(default_factory=list)
    merged: list[DoubtfulPair] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)
    withdrawn: set[str] = field(default_factory=set)
    """Actors that a decision parts from a name that was theirs."""
    freed: dict[str, dict[str, str]] = field(default_factory=dict)
    """Cells that such an actor got from the name, and that go with it: its CVR number first."""
    namesakes: list[tuple[str, str, str]] = field(default_factory=list)
    """Names of new actors that another actor has too, under another CVR number; both numbers."""


def match(
    mentions: Iterable[Mention],
    actors: Sequence[KnownActor],
    decisions: Sequence[DecidedName] = (),
    aliases: Mapping[str, str] | None = None,
    authorities: Mapping[str, str] | None = None,
) -> Matching:
    """Find the actor of each mention.

    1. Mentions with one CVR number are one organisation: the actor with that number, else the
       actor without a number whose name is surely the same (it gains the number), else a new one.
    2. Mentions with one number of the participant register are one organisation likewise; foreign
       ones are never compared by name.
    3. Mentions with a name alone meet, in this order: what a person decided, the shipped list of
       other names, an actor written with the same words, an actor surely meant. Pairs in doubt
       are listed and kept apart.
    4. Mentions that nothing shows to be an organisation come last. One that has the number of an
       actor, or is written as one, is that actor; the others get none and are listed nowhere.

    Args:
        mentions: Every organisation named in a source; equal mentions count as often.
        actors: The actors of the register, in its order; offices of municipalities left out.
        decisions: Rows of the mapping file.
        aliases: Normal name to the id of an actor, used when the register holds that actor.
        authorities: Normal name of a municipality's authority to the municipality's code.

    Returns:
        The actor of each mention, new actors, gaps filled, and the pairs in doubt.
    """
    index = ActorIndex(actors)
    pairs, withdrawn = settled_pairs(decisions, aliases or {}, index)
    search = NameSearch(index, pairs)
    matching = Matching(doubtful=search.doubtful, merged=search.merged, withdrawn=withdrawn)
    settler = _Settler(index, pairs, search, matching, authorities or {})
    by_number, by_pic, by_name = groups_of(mentions)
    ways = (
        (by_number, settler.settle_number),
        (by_pic, settler.settle_pic),
        (by_name, settler.settle_name),
    )
    for groups, settle in ways:
        for group in groups:
            if group.is_evident:
                settle(group)
    for group in chain(by_number, by_pic, by_name):
        if not group.is_evident:
            settler.settle_unevident(group)
    return matching


@dataclass(frozen=True, slots=True)
class _Settler:
    """Settle groups of mentions on actors, by number or by name, and make actors of the others."""

    index: ActorIndex
    pairs: NamePairs
    search: NameSearch
    matching: Matching
    authorities: Mapping[str, str]

    def settle_number(self, group: Group) -> None:
        """Settle a group with a CVR number."""
        cvr = str(group.cvr)
        actor_id = self._holder(group, cvr) or self.search.actor_of(group, must_lack_number=True)
        if actor_id is None:
            self._note_namesakes(group, cvr)
            actor_id = self._make(group, f"cvr-{cvr}", SourceConfidence.HIGH)
        self.index.point_number(cvr, actor_id)
        self._settle(group, actor_id)

    def _holder(self, group: Group, cvr: str) -> str | None:
        """Return the actor that has the number, unless a person said that it is another one.

        The number goes where the decision says: an actor that got it from this name loses it.
        """
        holder, names = self.index.id_of_cvr(cvr), [name_of(name).normal for name in group.names]
        decided = next((self.pairs.same[n] for n in names if n in self.pairs.same), None)
        meant = decided if decided and self.index[decided].cvr in {None, cvr} else holder
        if meant is not None and any((name, meant) in self.pairs.apart for name in names):
            meant = None
        if holder is not None and meant != holder:
            self._free(group, holder, cvr)
        return meant

    def _free(self, group: Group, holder: str, cvr: str) -> None:
        cells = cells_of_group(group, self.authorities)
        freed = {c: value for c, value in cells.items() if c in {"cvr", "legal_form"}}
        self.matching.freed[holder] = freed
        self.matching.withdrawn.add(holder)
        self.index.take_number(holder, cvr)

    def _note_namesakes(self, group: Group, cvr: str) -> None:
        name = name_of(most_common(group.names))
        near = (self.index[actor_id] for actor_id, _ in self.index.equal_to(name))
        numbers = (a.cvr for a in near if a.cvr and name_of(a.name).normal == name.normal)
        if earlier_cvr := next(numbers, None):
            self.matching.namesakes.append((name.spelling, earlier_cvr, cvr))

    def settle_pic(self, group: Group) -> None:
        """Settle a group with a number of the participant register."""
        pic_id = f"pic-{group.pic}"
        actor_id = pic_id if pic_id in self.index else None
        if actor_id is None and group.is_danish:
            actor_id = self.search.actor_of(group)
        if actor_id is None:
            actor_id = self._make(group, pic_id, SourceConfidence.HIGH)
        self._settle(group, actor_id)

    def settle_name(self, group: Group) -> None:
        """Settle a group with nothing but a name."""
        actor_id = self.search.actor_of(group) or self.search.renamed_actor(group)
        if actor_id is None:
            actor_id = self._make(group, self._free_id(group), SourceConfidence.MEDIUM)
        self._settle(group, actor_id)

    def settle_unevident(self, group: Group) -> None:
        """Settle a group that may be a person on the actor that it surely is, else on none."""
        actor_id = self.index.id_of_cvr(group.cvr)
        if actor_id is None and f"pic-{group.pic}" in self.index:
            actor_id = f"pic-{group.pic}"
        if actor_id is None and group.is_danish:
            actors = filter(None, map(self.search.actor_written_as, group.names))
            actor_id = next((a for a in actors if self._may_have_number(a, group.cvr)), None)
        if actor_id is not None:
            self._settle(group, actor_id)

    def _may_have_number(self, actor_id: str, cvr: str | None) -> bool:
        """Return whether an actor has a number, or was written down with care and lacks one."""
        actor = self.index[actor_id]
        return cvr is None or actor.cvr == cvr or (actor.cvr is None and actor.is_curated)

    def _free_id(self, group: Group) -> str:
        spelling = most_common(group.names)
        slug = slug_of(name_of(spelling).normal) or "org"
        if slug not in self.index:
            return slug
        return f"{slug[:70]}-{sha256(spelling.casefold().encode()).hexdigest()[:8]}"

    def _make(self, group: Group, actor_id: str, confidence: SourceConfidence) -> str:
        spelling = most_common(group.names)
        kind, rule = kind_of_group(group, spelling)
        self.matching.kinds[rule] += 1
        self.matching.new.append(actor_id)
        self.matching.rows[actor_id] = {
            "actor_id": actor_id,
            "kind": kind,
            "name": spelling,
            "confidence": confidence,
            "note": f"Kind by rule: {rule}" if kind else None,
        }
        country = DENMARK if group.is_danish else group.mentions[0].country
        self.index.add(KnownActor(actor_id, spelling, group.cvr, kind, country))
        return actor_id

    def _settle(self, group: Group, actor_id: str) -> None:
        for mention in group.mentions:
            self.matching.actor_of[mention] = actor_id
        if group.cvr:
            self.index.give_number(actor_id, group.cvr)
        if group.cvr or group.pic:
            self.index.add_names(actor_id, group.names)
        cells = self.matching.rows.setdefault(actor_id, {"actor_id": actor_id})
        for column, value in cells_of_group(group, self.authorities).items():
            cells.setdefault(column, value)
