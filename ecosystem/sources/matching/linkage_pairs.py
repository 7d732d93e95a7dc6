"""All pairs of names that an installation linked or kept apart, by likeness: what a sample is of.

A pair is a written name and an actor. Linked are names of the official files that have no number
and met an actor, and the rows of the mapping file that say *same*. Kept apart are its other rows,
and two Danish actors that share a block and of which one at least has no CVR number. Names that
differ in capitals and signs alone are sure and not asked about; names that share no block are
never compared, and nobody knows how many of them are the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from ecosystem.sources.matching.actor_index import KnownActor
from ecosystem.sources.matching.linkage import DOUBTFUL_SPELLING, SURE_SPELLING, Blocks, spelling
from ecosystem.sources.matching.mention_groups import DENMARK
from ecosystem.sources.matching.name_decisions import DecidedName, Decision
from ecosystem.sources.matching.organisation_names import name_of

LINKED_FROM: Final = (int(SURE_SPELLING), 0)
"""Likeness from which linked pairs are of a band."""
APART_FROM: Final = (int(DOUBTFUL_SPELLING), 75, 60, 0)
"""The same of pairs that were kept apart: the nearer, the more may be missed."""


class Band(NamedTuple):
    """A band of likeness."""

    is_linked: bool
    least_score: int


class NamePair(NamedTuple):
    """A written name and an actor."""

    name: str
    actor_id: str
    actor_name: str


def pairs_by_band(
    actors: Sequence[KnownActor],
    decisions: Iterable[DecidedName],
    met: Iterable[tuple[str, str]] = (),
) -> Mapping[Band, list[NamePair]]:
    """List the pairs of each band, each pair once, in an order that is always the same.

    Args:
        actors: The actors that a name may mean.
        decisions: Rows of the mapping file.
        met: Names that met an actor without a number, each with the actor's id.
    """
    of_id = {actor.actor_id: actor for actor in actors}
    rows = [(row, of_id[row.actor_id]) for row in decisions if row.actor_id in of_id]
    linked = [_decided(row, actor) for row, actor in rows if row.decision is Decision.SAME]
    linked += [NamePair(name, i, of_id[i].name) for name, i in sorted(set(met)) if i in of_id]
    apart = [_decided(row, actor) for row, actor in rows if row.decision is not Decision.SAME]
    seen: set[frozenset[tuple[str, str | None]]] = set()
    bands: dict[Band, list[NamePair]] = defaultdict(list)
    for is_linked, pairs in ((True, linked), (False, apart), (False, _compared(actors))):
        for pair in pairs:
            key = frozenset(map(_key, (pair.name, pair.actor_name)))
            if key not in seen and len(key) > 1:
                seen.add(key)
                bands[_band(pair, is_linked=is_linked)].append(pair)
    return {band: sorted(bands[band]) for band in sorted(bands, reverse=True)}


def _decided(row: DecidedName, actor: KnownActor) -> NamePair:
    return NamePair(row.name, actor.actor_id, actor.name)


def _compared(actors: Sequence[KnownActor]) -> Iterator[NamePair]:
    """Yield actors that may be the same: one that has no number beside another, both Danish."""
    danish = {actor.actor_id: actor for actor in actors if actor.country in {None, DENMARK}}
    blocks = Blocks()
    for actor in danish.values():
        blocks.add(actor.actor_id, name_of(actor.name))
    for left, right in blocks.pairs():
        if not (danish[left].cvr and danish[right].cvr):
            yield NamePair(danish[left].name, right, danish[right].name)


def _key(name: str) -> tuple[str, str | None]:
    """Return what makes two spellings one name."""
    folded = name_of(name)
    return folded.normal, folded.legal_form


def _band(pair: NamePair, *, is_linked: bool) -> Band:
    score = spelling(name_of(pair.name), name_of(pair.actor_name))
    least_scores = LINKED_FROM if is_linked else APART_FROM
    return Band(is_linked, next(least for least in least_scores if score >= least))
