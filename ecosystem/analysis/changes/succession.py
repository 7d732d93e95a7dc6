"""Who took over from an actor that is gone: along stated links, then by its CVR number."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from ecosystem.analysis.changes.cells import plain_row
from ecosystem.model.register import Register
from ecosystem.model.vocabulary import LinkKind


@dataclass(frozen=True, slots=True)
class Succession:
    """Where the actors that are gone went."""

    heirs: Mapping[str, tuple[str, ...]]
    """Gone actor to those that took over; several when it was split."""
    is_stated: Mapping[str, bool]
    """A successor link says so; else the CVR number does."""
    circles: tuple[tuple[str, ...], ...]


def follow_actors(
    before: pd.DataFrame, after: pd.DataFrame, successors: Mapping[str, Sequence[str]]
) -> Succession:
    """Find who took over from each actor that is gone or closed.

    Args:
        before: Actors that were there in the earlier register, indexed by actor_id, with ``cvr``
            and ``is_embedded``.
        after: The same of the later one.
        successors: Actor to those that are said to succeed it.

    Returns:
        Heirs of each actor that was there and is gone; an actor that leads nowhere has none.
        A chain is followed to its end; a circle has no end and is told.

    Examples:
        >>> columns = {"cvr": "str", "is_embedded": "boolean"}
        >>> old = pd.DataFrame({"cvr": ["11111111", None]}, index=["a", "b"])
        >>> new = pd.DataFrame({"cvr": ["11111111", None]}, index=["a2", "c"])
        >>> tables = [t.reindex(columns=list(columns)).astype(columns) for t in (old, new)]
        >>> dict(follow_actors(*tables, {"b": ["c"]}).heirs)
        {'a': ('a2',), 'b': ('c',)}
    """
    alive_after = set(after.index)
    ended = sorted(set(before.index) - alive_after)
    by_cvr = _by_cvr(after.sort_index())
    heirs: dict[str, tuple[str, ...]] = {}
    is_stated: dict[str, bool] = {}
    for actor in ended:
        stated_heirs = _end_of_chain(actor, successors, alive_after)
        if stated := bool(stated_heirs):
            heirs[actor] = stated_heirs
        else:
            cvr = _own_cvr(before, actor)
            same = tuple(a for a in by_cvr.get(cvr, ()) if a != actor) if cvr else ()
            if same:
                heirs[actor] = same[:1]
        is_stated[actor] = stated
    return Succession(heirs, is_stated, successor_circles(successors))


def successor_circles(successors: Mapping[str, Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Find actors that are said to succeed each other in a circle, each circle once.

    Examples:
        >>> successor_circles({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"]})
        (('a', 'b', 'c'),)
    """
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from((old, new) for old, heirs in successors.items() for new in heirs)
    groups = nx.strongly_connected_components(graph)
    circles = [tuple(sorted(g)) for g in groups if len(g) > 1 or graph.has_edge(*(min(g), min(g)))]
    return tuple(sorted(circles))


def stated_successors(*registers: Register) -> dict[str, list[str]]:
    """Read successor links: the link leads from the new actor to the one it succeeds."""
    successors: dict[str, list[str]] = defaultdict(list)
    for register in registers:
        if register.links is None:
            continue
        links = register.links[register.links["kind"] == LinkKind.SUCCESSOR_OF.value]
        for new, old in zip(links["from_actor_id"], links["to_actor_id"], strict=True):
            if new not in successors[old]:
                successors[old].append(new)
    return {old: sorted(new) for old, new in successors.items()}


def _by_cvr(actors: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    not_embedded = actors[
        actors["cvr"].notna() & ~actors["is_embedded"].fillna(value=False).astype(bool)
    ]
    return {str(cvr): tuple(sorted(ids)) for cvr, ids in not_embedded.groupby("cvr").groups.items()}


def _own_cvr(actors: pd.DataFrame, actor: str) -> str | None:
    row = plain_row(actors, actor)
    return None if row["is_embedded"] else row["cvr"]


def _end_of_chain(
    actor: str, successors: Mapping[str, Sequence[str]], alive: set[str]
) -> tuple[str, ...]:
    """Return the heirs that are alive, from heir to heir; a circle ends in nobody."""
    seen, living, ahead = {actor}, [], list(successors.get(actor, ()))
    while ahead:
        heir = ahead.pop(0)
        if heir in seen:
            continue
        seen.add(heir)
        if heir in alive:
            living.append(heir)
        else:
            ahead += successors.get(heir, ())
    return tuple(living)
