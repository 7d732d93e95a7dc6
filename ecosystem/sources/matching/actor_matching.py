"""From the names a source mentions to actors of a register: known ones, or new ones.

The order is told in :func:`match`: CVR numbers first, then the participant register's numbers,
then names. Within each, the most frequent goes first, so that the outcome does not depend on the
order of rows. A name that stands in the register already meets its own actor again, so a second
import changes nothing.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from hashlib import sha256
from itertools import chain
from typing import Any, Final

from ecosystem.model.vocabulary import ActorKind, SourceConfidence
from ecosystem.sources.matching.import_records import DoubtfulPair, Mention
from ecosystem.sources.matching.linkage import Blocks, Comparison, Likeness, compare, most_common
from ecosystem.sources.matching.mention_groups import DENMARK, Group, groups_of
from ecosystem.sources.matching.name_decisions import DecidedName, Decision
from ecosystem.sources.matching.organisation_names import Name, kind_of_name, name_of, slug_of
from ecosystem.sources.matching.postcodes import municipality_of, read_postcodes

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
KIND_OF_SOURCE: Final = "stated_by_source"
KIND_UNKNOWN: Final = "not_known"


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
    known: Sequence[KnownActor],
    decisions: Sequence[DecidedName] = (),
    aliases: Mapping[str, str] | None = None,
    authorities: Mapping[str, str] | None = None,
) -> Matching:
    """Give each mention its actor.

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
        known: The actors of the register, in its order; offices of municipalities left out.
        decisions: Rows of the mapping file.
        aliases: Normal name to the id of an actor, used when the register holds that actor.
        authorities: Normal name of a municipality's authority to the municipality's code.

    Returns:
        The actor of each mention, new actors, gaps filled, and the pairs in doubt.
    """
    matcher = _Matcher(known, decisions, aliases or {}, authorities or {})
    by_number, by_pic, by_name = groups_of(mentions)
    settlers = (
        (by_number, matcher.settle_number),
        (by_pic, matcher.settle_pic),
        (by_name, matcher.settle_name),
    )
    for groups, settle in settlers:
        for group in groups:
            if group.is_evident:
                settle(group)
    for group in chain(by_number, by_pic, by_name):
        if not group.is_evident:
            matcher.settle_unevident(group)
    return matcher.found


class _Matcher:
    """The state of one matching: actors so far, by number and by name."""

    def __init__(
        self,
        known: Sequence[KnownActor],
        decisions: Sequence[DecidedName],
        aliases: Mapping[str, str],
        authorities: Mapping[str, str],
    ) -> None:
        self.found = Matching()
        self._authorities = authorities
        self._actors = {actor.actor_id: actor for actor in known}
        self._by_cvr: dict[str, str] = {}
        self._blocks = Blocks()
        self._same: dict[str, str] = {}
        self._apart: set[tuple[str, str]] = set()
        self._open: set[tuple[str, str]] = set()
        for actor in sorted(known, key=lambda actor: actor.is_embedded):
            if actor.cvr:
                self._by_cvr.setdefault(actor.cvr, actor.actor_id)
        for actor in known:
            self._enter(actor)
        self._aliases = {n: a for n, a in aliases.items() if a in self._actors}
        for row in decisions:
            self._follow(row)

    def _enter(self, actor: KnownActor, *written: str) -> None:
        """Enter an actor under its name, and under others that a number says are its own."""
        if actor.country not in {None, DENMARK}:
            return
        for name in written or (actor.name,):
            self._blocks.add(f"{actor.actor_id}{_UNDER}{name}", name_of(name))

    def _follow(self, row: DecidedName) -> None:
        match row.decision:
            case Decision.SAME if row.actor_id in self._actors:
                self._same[row.key[0]] = row.actor_id
                self.found.withdrawn |= self._own_actors(row)
            case Decision.DIFFERENT:
                self._apart.add(row.key)
                self.found.withdrawn.add(row.actor_id)
            case _:
                self._open.add(row.key)

    def _own_actors(self, row: DecidedName) -> set[str]:
        """Give actors that an earlier import made of the name itself."""
        name = name_of(row.name)
        return {
            key
            for key in map(_actor_of, self._blocks.equal_to(name))
            if key != row.actor_id
            and not self._actors[key].is_curated
            and self._actors[key].cvr is None
            and name_of(self._actors[key].name).normal == name.normal
        }

    # --- the three ways ---------------------------------------------------------------------

    def settle_number(self, group: Group) -> None:
        """Give a group with a CVR number its actor."""
        cvr = str(group.cvr)
        actor_id = self._holder(group, cvr) or self._by_names(group, must_lack_number=True)
        if actor_id is None:
            self._note_namesakes(group, cvr)
            actor_id = self._make(group, f"cvr-{cvr}", SourceConfidence.HIGH)
        self._by_cvr[cvr] = actor_id
        self._settle(group, actor_id)

    def _holder(self, group: Group, cvr: str) -> str | None:
        """Give the actor that has the number, unless a person said that it is another one.

        The number goes where the decision says: an actor that got it from this name loses it.
        """
        holder, names = self._by_cvr.get(cvr), [name_of(name).normal for name in group.names]
        said = next((self._same[name] for name in names if name in self._same), None)
        meant = said if said and self._actors[said].cvr in {None, cvr} else holder
        if meant is not None and any((name, meant) in self._apart for name in names):
            meant = None
        if holder is not None and meant != holder:
            self._free(group, holder, cvr)
        return meant

    def _free(self, group: Group, holder: str, cvr: str) -> None:
        cells = _cells_of(group, self._authorities)
        self.found.freed[holder] = {c: cells[c] for c in ("cvr", "legal_form") if c in cells}
        self.found.withdrawn.add(holder)
        self._actors[holder] = replace(self._actors[holder], cvr=None)
        self._by_cvr.pop(cvr, None)

    def _note_namesakes(self, group: Group, cvr: str) -> None:
        name = name_of(most_common(group.names))
        near = (self._actors[_actor_of(key)] for key in self._blocks.equal_to(name))
        others = (a.cvr for a in near if a.cvr and name_of(a.name).normal == name.normal)
        if other := next(others, None):
            self.found.namesakes.append((name.spelling, other, cvr))

    def settle_pic(self, group: Group) -> None:
        """Give a group with a number of the participant register its actor."""
        own = f"pic-{group.pic}"
        actor_id = own if own in self._actors else None
        if actor_id is None and group.is_danish:
            actor_id = self._by_names(group)
        if actor_id is None:
            actor_id = self._make(group, own, SourceConfidence.HIGH)
        self._settle(group, actor_id)

    def settle_name(self, group: Group) -> None:
        """Give a group with nothing but a name its actor."""
        actor_id = self._by_names(group) or self._renamed(group)
        if actor_id is None:
            actor_id = self._make(group, self._free_id(group), SourceConfidence.MEDIUM)
        self._settle(group, actor_id)

    def settle_unevident(self, group: Group) -> None:
        """Give a group that may be a person the actor that it surely is, else none."""
        actor_id = self._by_cvr.get(group.cvr or "")
        if actor_id is None and f"pic-{group.pic}" in self._actors:
            actor_id = f"pic-{group.pic}"
        if actor_id is None and group.is_danish:
            found = filter(None, map(self._written_as, group.names))
            actor_id = next((a for a in found if self._may_have_number(a, group.cvr)), None)
        if actor_id is not None:
            self._settle(group, actor_id)

    def _may_have_number(self, actor_id: str, cvr: str | None) -> bool:
        """Tell whether an actor has a number, or was written down with care and lacks one."""
        actor = self._actors[actor_id]
        return cvr is None or actor.cvr == cvr or (actor.cvr is None and actor.is_curated)

    def _written_as(self, written: str) -> str | None:
        """Give the actor that a name is decided, known or written to be; no likeness counts."""
        name = name_of(written)
        meant = self._same.get(name.normal) or self._aliases.get(name.normal)
        if meant:
            return meant
        for key in self._blocks.equal_to(name):
            actor_id, seen = _actor_of(key), self._compare(name, key)
            is_same = seen.likeness is Likeness.SAME and seen.rule in _WRITTEN_AS
            if is_same and (name.normal, actor_id) not in self._apart:
                return actor_id
        return None

    def _renamed(self, group: Group) -> str | None:
        """Give the actor an earlier import made of the name, if a user has renamed it since."""
        name = name_of(most_common(group.names))
        wanted = slug_of(name.normal)
        actor = self._actors.get(wanted)
        if actor is None or actor.is_curated or (name.normal, wanted) in self._apart | self._open:
            return None
        return wanted if compare(name, name_of(actor.name)).likeness is Likeness.DIFFERENT else None

    # --- by name ----------------------------------------------------------------------------

    def _by_names(self, group: Group, *, must_lack_number: bool = False) -> str | None:
        for written in sorted(group.names, key=lambda name: (-group.names[name], name)):
            found = self._by_name(written, must_lack_number=must_lack_number)
            if found is not None:
                return found
        return None

    def _by_name(self, written: str, *, must_lack_number: bool) -> str | None:
        name = name_of(written)
        said = self._same.get(name.normal) or self._aliases.get(name.normal)
        if said and self._may_be(name.normal, said, must_lack_number=must_lack_number):
            return said
        compared: dict[str, Comparison] = {}
        for key in self._blocks.near(name):
            actor_id = _actor_of(key)
            if self._may_be(name.normal, actor_id, must_lack_number=must_lack_number):
                seen = self._compare(name, key)
                compared[actor_id] = min(compared.get(actor_id, seen), seen, key=_surest)
        same = [a for a, seen in compared.items() if seen.likeness is Likeness.SAME]
        if same:
            chosen = min(same, key=lambda a: self._preference(a, compared[a]))
            self._note_merge(written, chosen, compared[chosen])
            return chosen
        self._note_doubts(written, compared)
        return None

    def _may_be(self, normal: str, actor_id: str, *, must_lack_number: bool) -> bool:
        if (normal, actor_id) in self._apart:
            return False
        return not (must_lack_number and self._actors[actor_id].cvr)

    def _compare(self, name: Name, key: str) -> Comparison:
        actor = self._actors[_actor_of(key)]
        return compare(name, self._blocks.names[key], right_is_curated=actor.is_curated)

    def _preference(self, actor_id: str, seen: Comparison) -> tuple[int, bool, float]:
        """Same words before alike letters; the actor written down with care before others."""
        _, rule, score = _surest(seen)
        return rule, not self._actors[actor_id].is_curated, score

    def _note_merge(self, written: str, actor_id: str, seen: Comparison) -> None:
        if seen.rule != "same_words":
            self.found.merged.append(self._pair(written, actor_id, seen))

    def _note_doubts(self, written: str, compared: Mapping[str, Comparison]) -> None:
        doubts = [(a, s) for a, s in compared.items() if s.likeness is Likeness.DOUBTFUL]
        for actor_id, seen in sorted(doubts, key=lambda d: -d[1].score)[:MOST_DOUBTS]:
            key = name_of(written).normal, actor_id
            if key not in self._open:
                self._open.add(key)
                self.found.doubtful.append(self._pair(written, actor_id, seen))

    def _pair(self, written: str, actor_id: str, seen: Comparison) -> DoubtfulPair:
        return DoubtfulPair(
            name=written,
            actor_id=actor_id,
            actor_name=self._actors[actor_id].name,
            rule=seen.rule,
            score=round(seen.score, 1),
        )

    # --- new actors -------------------------------------------------------------------------

    def _free_id(self, group: Group) -> str:
        written = most_common(group.names)
        wanted = slug_of(name_of(written).normal) or "org"
        if wanted not in self._actors:
            return wanted
        return f"{wanted[:70]}-{sha256(written.casefold().encode()).hexdigest()[:8]}"

    def _make(self, group: Group, actor_id: str, confidence: SourceConfidence) -> str:
        written = most_common(group.names)
        kind, rule = _kind(group, written)
        self.found.kinds[rule] += 1
        self.found.new.append(actor_id)
        self.found.rows[actor_id] = {
            "actor_id": actor_id,
            "kind": kind,
            "name": written,
            "confidence": confidence,
            "note": f"Kind by rule: {rule}" if kind else None,
        }
        country = DENMARK if group.is_danish else group.mentions[0].country
        actor = KnownActor(actor_id, written, group.cvr, kind, country)
        self._actors[actor_id] = actor
        self._enter(actor)
        return actor_id

    def _settle(self, group: Group, actor_id: str) -> None:
        for mention in group.mentions:
            self.found.actor_of[mention] = actor_id
        actor = self._actors[actor_id]
        if group.cvr and not actor.cvr:
            self._actors[actor_id] = replace(actor, cvr=group.cvr)
            self._by_cvr.setdefault(group.cvr, actor_id)
        if group.cvr or group.pic:
            self._enter(self._actors[actor_id], *group.names)
        cells = self.found.rows.setdefault(actor_id, {"actor_id": actor_id})
        for column, value in _cells_of(group, self._authorities).items():
            cells.setdefault(column, value)


_UNDER: Final = "\t"
"""Parts an actor's id from one of its names in a key of the blocks."""


def _actor_of(key: str) -> str:
    return key.partition(_UNDER)[0]


def _surest(seen: Comparison) -> tuple[int, int, float]:
    order = (Likeness.SAME, Likeness.DOUBTFUL, Likeness.DIFFERENT).index(seen.likeness)
    rules = len(_SUREST_FIRST)
    rule = _SUREST_FIRST.index(seen.rule) if seen.rule in _SUREST_FIRST else rules
    return order, rule, -seen.score


def _kind(group: Group, written: str) -> tuple[ActorKind | None, str]:
    stated = [mention.kind for mention in group.mentions if mention.kind]
    if stated:
        return stated[0], KIND_OF_SOURCE
    rule = kind_of_name(name_of(written)) if group.is_danish else None
    return (rule.kind, rule.rule) if rule else (None, KIND_UNKNOWN)


def _cells_of(group: Group, authorities: Mapping[str, str]) -> dict[str, Any]:
    """Give what the mentions of one organisation tell besides its name.

    The municipality follows from the postcode given most often; a municipality's authority lies
    in its own municipality.
    """
    named = (authorities.get(name_of(m.name).normal) for m in group.mentions)
    postcodes = Counter(m.postcode for m in group.mentions if m.postcode)
    written = sorted(postcodes, key=lambda code: (-postcodes[code], code))
    placed = (municipality_of(code, read_postcodes()) for code in written)
    places = chain(named, placed)
    forms = Counter(form for m in group.mentions if (form := name_of(m.name).legal_form))
    told = {
        "cvr": group.cvr,
        "municipality_code": next(filter(None, places), None),
        "website": next((m.website for m in group.mentions if m.website), None),
        "country": next((m.country for m in group.mentions if m.country), None),
        "legal_form": LEGAL_FORMS.get(forms.most_common(1)[0][0]) if forms else None,
    }
    return {column: value for column, value in told.items() if value}


LEGAL_FORMS: Final = {
    "a/s": "A/S",
    "aps": "ApS",
    "i/s": "I/S",
    "k/s": "K/S",
    "p/s": "P/S",
    "ivs": "IVS",
    "amba": "A.m.b.a.",
    "fmba": "F.m.b.a.",
    "smba": "S.m.b.a.",
    "vmba": "V.m.b.a.",
    "fond": "Fond",
    "forening": "Forening",
    "s/i": "S/I",
}
"""Legal forms as the register writes them; foreign ones are left to the name."""
