"""Find who can introduce one actor to another: the shortest ways between two, tie by tie.

A shared project is one step, and so is an offer that one of the two provides and the other has
used. Projects of any size count here: who sat in the same project can be asked about it.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from ecosystem.analysis.graph import EcosystemGraph, actor_ids, is_actor
from ecosystem.analysis.network.steps import Passed, Step, Steps
from ecosystem.model.errors import UnknownIdError


@dataclass(frozen=True, slots=True)
class Path:
    """A way from one actor to another; its length is the number of its steps."""

    steps: tuple[Step, ...]
    rests_on_examples: bool = False
    """Example data is on the way: nobody there can be asked."""


def warm_paths(
    graph: EcosystemGraph,
    from_actor: str,
    to_actor: str,
    most: int = 3,
    *,
    or_examples: bool = False,
) -> tuple[Path, ...]:
    """Find up to some ways from one actor to another, shortest first, without going in circles.

    Of several ties between the same two the best documented and then the latest is told. The
    ways are found by Yen's method (1971, Management Science 17:712) over breadth-first search
    from both ends, and differ in at least one actor. Example data introduces nobody, so it is
    passed over.

    Args:
        graph: The graph of ``build_graph``.
        from_actor: Actor to begin at.
        to_actor: Actor to reach; either of the two may be example data.
        most: Ways told.
        or_examples: Where there is no other way, tell those over example data, which say so.

    Returns:
        No way at all is an empty tuple; from an actor to itself is one way without a step.

    Raises:
        UnknownIdError: One of the two is not in the graph.

    Examples:
        >>> import networkx as nx
        >>> ties = nx.MultiDiGraph()
        >>> ties.add_nodes_from(["firm", "cluster", "lab"], kind="firm")
        >>> _ = ties.add_edge("firm", "cluster", kind="member_of", evidence="member")
        >>> _ = ties.add_edge("lab", "cluster", kind="partner", evidence="claimed")
        >>> way = warm_paths(ties, "firm", "lab")[0]
        >>> [(step.from_id, step.relation.value, step.to_id) for step in way.steps]
        [('firm', 'member_of', 'cluster'), ('cluster', 'partner', 'lab')]
    """
    _check(graph, from_actor, to_actor)
    ends = frozenset({from_actor, to_actor})
    for steps in (Steps(graph, ends), *([Steps(graph)] if or_examples else [])):
        routes = _shortest_routes(steps, from_actor, to_actor, most)
        if routes:
            return tuple(_path(steps, route) for route in routes)
    return ()


def introducers(graph: EcosystemGraph, from_actor: str, to_actor: str) -> tuple[str, ...]:
    """List everybody an actor can begin with on a shortest way to another, ascending.

    Example data introduces nobody. Without a way, or with a direct tie, there is nobody to name.

    Raises:
        UnknownIdError: One of the two is not in the graph.

    Examples:
        >>> import networkx as nx
        >>> ties = nx.MultiDiGraph()
        >>> ties.add_nodes_from(["firm", "a", "b", "lab"], kind="firm")
        >>> for start, end in [("firm", "a"), ("firm", "b"), ("a", "lab"), ("b", "lab")]:
        ...     _ = ties.add_edge(start, end, kind="partner", evidence="claimed")
        >>> introducers(ties, "firm", "lab")
        ('a', 'b')
    """
    _check(graph, from_actor, to_actor)
    steps = Steps(graph, frozenset({from_actor, to_actor}))
    levels = _levels(steps, to_actor)
    level, level_before = next(levels), frozenset[str]()
    while level and from_actor not in level:
        level_before, level = level, next(levels)
    if not level or level_before <= {to_actor}:  # nobody stands between
        return ()
    return tuple(sorted(level_before.intersection(steps.after(from_actor, set()))))


def nearest_reachable(graph: EcosystemGraph, from_actor: str, most: int = 3) -> tuple[str, ...]:
    """List the best-connected actors one can be introduced to, nearest first; no example data."""
    steps = Steps(graph, frozenset({from_actor}))
    reached: list[tuple[int, int, str]] = []
    length = {from_actor: 0}
    queue = deque([from_actor])
    while queue and len(reached) < 50 * most:
        at = queue.popleft()
        for actor in (step.to_id for step in steps.best(at)):
            if actor not in length:
                length[actor] = length[at] + 1
                reached.append((length[actor], -graph.degree(actor), actor))
                queue.append(actor)
    return tuple(actor for _, _, actor in sorted(reached)[:most])


def _check(graph: EcosystemGraph, *actors: str) -> None:
    for actor in actors:
        if actor not in graph or not is_actor(graph.nodes[actor]):
            kind = "actor"
            raise UnknownIdError.from_available(kind, actor, actor_ids(graph))


Route = tuple[str, ...]
Level = frozenset[str]


def _path(steps: Steps, route: Route) -> Path:
    """Return the way over some actors, one after the other."""
    steps_taken = tuple(steps.best(start, {end})[0] for start, end in pairwise(route))
    return Path(steps_taken, rests_on_examples=steps.is_made_up(route, steps_taken))


def _shortest_routes(steps: Steps, start: str, end: str, most: int) -> list[Route]:
    first = _shortest(steps, start, end, set(), set())
    routes = [first] if first else []
    waiting: set[Route] = set()
    while routes and len(routes) < most:
        last = routes[-1]
        for place in range(len(last) - 1):
            root = last[: place + 1]
            avoided_first = {
                r[place + 1] for r in routes if r[: place + 1] == root and len(r) > place + 1
            }
            rest = _shortest(steps, last[place], end, set(root[:-1]), avoided_first)
            if rest:
                waiting.add(root[:-1] + rest)
        waiting -= set(routes)
        if not waiting:
            break
        routes.append(min(waiting, key=lambda route: (len(route), route)))
    return routes


def _shortest(
    steps: Steps, start: str, end: str, avoided: set[str], avoided_first: set[str]
) -> Route | None:
    """Find a shortest way that avoids some actors, and some more as its first step.

    Of several the one whose first step is best documented, then its second, and so on.
    """
    if start == end:
        return (start,)
    levels = _levels_between(steps, start, end, avoided, avoided_first)
    if levels is None:
        return None
    route = [start]
    for level in levels:
        route.append(steps.best(route[-1], level)[0].to_id)
    return tuple(route)


def _levels_between(
    steps: Steps, start: str, end: str, avoided: set[str], avoided_first: set[str]
) -> list[Level] | None:
    """Return who can be after one step, two, and so on to the end, searched from both ends."""
    first = frozenset(steps.after(start, set())) - avoided - avoided_first - {start}
    onwards = _levels(steps, first, {start, *avoided})
    backwards = _levels(steps, end, {start, *avoided})
    ahead, behind = [next(onwards)], [next(backwards)]
    while not (meeting := ahead[-1] & behind[-1]):
        if not ahead[-1] or not behind[-1]:
            return None
        if len(ahead[-1]) <= len(behind[-1]):
            ahead.append(next(onwards))
        else:
            behind.append(next(backwards))
    on_the_way = [meeting]
    for level in reversed(ahead[:-1]):
        on_the_way.append(level & _reached(steps, on_the_way[-1], set()))
    return [*reversed(on_the_way), *reversed(behind[:-1])]


def _levels(steps: Steps, first: str | Level, seen: Iterable[str] = ()) -> Iterator[Level]:
    """List the actors that are no step away, one step, two, and so on; in the end nobody."""
    level = frozenset({first}) if isinstance(first, str) else first
    reached, passed = {*seen, *level}, set[tuple[str, str]]()
    while True:
        yield level
        level = _reached(steps, level, passed) - reached
        reached |= level


def _reached(steps: Steps, level: Level, passed: Passed) -> Level:
    return frozenset(neighbour for actor in level for neighbour in steps.after(actor, passed))
