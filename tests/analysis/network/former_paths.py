"""Ways as the tool found them formerly: every step of every actor, searched from one end.

Plain and quadratic; what the tool finds now is held against it. Of a party with several ties to
one project or offer every tie counts, where the tool looked at the first alone.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from ecosystem.analysis.graph import (
    OFFER,
    PROJECT,
    EcosystemGraph,
    parties_of,
    strength_of,
    years_of,
)
from ecosystem.analysis.network import Path, Step
from ecosystem.model.vocabulary import Evidence, TieKind


def former_paths(graph, start, end, most=3, *, or_examples=False):
    """The ways from one actor to another."""
    ends = frozenset({start, end})
    for near in (_Neighbours(graph, ends), *([_Neighbours(graph)] if or_examples else [])):
        routes = _shortest_routes(near, start, end, most)
        if routes:
            return tuple(near.path(route) for route in routes)
    return ()


def former_introducers(graph, from_actor, to_actor):
    """Everybody to begin with."""
    neighbours = _Neighbours(graph, frozenset({from_actor, to_actor}))
    steps = {to_actor: 0}
    queue = deque([to_actor])
    while queue and steps[queue[0]] < steps.get(from_actor, len(graph)) - 1:
        at = queue.popleft()
        for actor in neighbours.of(at):
            if actor not in steps:
                steps[actor] = steps[at] + 1
                queue.append(actor)
    length = steps.get(from_actor, 0)
    if length < 2:
        return ()
    return tuple(sorted(a for a in neighbours.of(from_actor) if steps.get(a) == length - 1))


def former_nearest(graph, from_actor, most=3):
    """The best-connected that can be reached."""
    neighbours = _Neighbours(graph, frozenset({from_actor}))
    reached = []
    steps = {from_actor: 0}
    queue = deque([from_actor])
    while queue and len(reached) < 50 * most:
        at = queue.popleft()
        for actor in neighbours.of(at):
            if actor not in steps:
                steps[actor] = steps[at] + 1
                reached.append((steps[actor], -graph.degree(actor), actor))
                queue.append(actor)
    return tuple(actor for _, _, actor in sorted(reached)[:most])


class _Neighbours:
    """The steps one can take from an actor, best documented first; worked out when asked.

    Args:
        graph: The graph.
        ends: The actors asked about, when example data is to be passed over between them; None:
            it is taken as the rest.
    """

    def __init__(self, graph: EcosystemGraph, ends: frozenset[str] | None = None) -> None:
        self.graph = graph
        self.ends = ends
        self.held: dict[str, dict[str, Step]] = {}

    def of(self, actor: str) -> dict[str, Step]:
        """Return the best step to each neighbour of an actor."""
        if actor not in self.held:
            best: dict[str, Step] = {}
            for step in filter(self._may_take, self._steps(actor)):
                if step.to_id not in best or _worth(step) > _worth(best[step.to_id]):
                    best[step.to_id] = step
            ordered = sorted(best.values(), key=lambda s: (tuple(-w for w in _worth(s)), s.to_id))
            self.held[actor] = {step.to_id: step for step in ordered}
        return self.held[actor]

    def path(self, route: "Route") -> Path:
        """Return the way over some actors, one after the other."""
        steps = tuple(self.of(start)[end] for start, end in pairwise(route))
        is_between = any(map(self._is_example, route[1:-1]))
        is_tie = any(step.is_example and not self._is_of_an_end(step, route) for step in steps)
        return Path(steps, rests_on_examples=is_between or is_tie)

    def _may_take(self, step: Step) -> bool:
        if self.ends is None:
            return True
        if self._is_example(step.to_id) and step.to_id not in self.ends:
            return False
        return not step.is_example or self._is_of_an_end(step, tuple(self.ends))

    def _is_of_an_end(self, step: Step, route: "Route") -> bool:
        """An example firm that is asked about brings its example ties along."""
        ends = {route[0], route[-1]}
        return any(end in ends and self._is_example(end) for end in (step.from_id, step.to_id))

    def _is_example(self, point: str) -> bool:
        return bool(self.graph.nodes[point].get("is_synthetic"))

    def _steps(self, actor: str) -> Iterator[Step]:
        for _, end, data in self.graph.out_edges(actor, data=True):
            kind = self.graph.nodes[end].get("kind")
            if kind in {PROJECT, OFFER}:
                yield from self._through(actor, end, data, kind)
            else:
                yield _step(actor, end, data, is_reversed=False)
        for start, _, data in self.graph.in_edges(actor, data=True):
            yield _step(start, actor, data, is_reversed=True)

    def _through(
        self, actor: str, point: str, actor_tie: dict[str, Any], kind: str
    ) -> Iterator[Step]:
        ties_of_parties = [
            (party, party_tie)
            for party in parties_of(self.graph, point)
            for party_tie in self.graph.get_edge_data(party, point).values()
        ]
        for party, party_tie in ties_of_parties:
            pair = {actor_tie["kind"], party_tie["kind"]}
            if party == actor or (kind == OFFER and pair != {TieKind.OFFERS, TieKind.USES}):
                continue
            relation = TieKind.TAKES_PART if kind == PROJECT else TieKind.USES
            years = [
                year for data in (actor_tie, party_tie) if (year := years_of(data)) is not None
            ]
            yield Step(
                from_id=actor,
                to_id=party,
                relation=relation,
                is_reversed=kind == OFFER and actor_tie["kind"] == TieKind.OFFERS,
                evidence=Evidence(actor_tie["evidence"]),
                year=max(years, default=None),
                source=_used(actor_tie, party_tie).get("source"),
                is_example=self._is_example(point)
                or _is_example(actor_tie)
                or _is_example(party_tie),
                via_id=point,
            )


def _step(start: str, end: str, data: dict[str, Any], *, is_reversed: bool) -> Step:
    return Step(
        from_id=end if is_reversed else start,
        to_id=start if is_reversed else end,
        relation=TieKind(data["kind"]),
        is_reversed=is_reversed,
        evidence=Evidence(data["evidence"]),
        year=years_of(data),
        source=data.get("source"),
        is_example=_is_example(data),
    )


def _is_example(data: Mapping[str, Any]) -> bool:
    return bool(data.get("is_synthetic"))


def _used(actor_tie: dict[str, Any], party_tie: dict[str, Any]) -> dict[str, Any]:
    """Give the tie that tells of the meeting: the use of an offer, else the other's part."""
    return (
        actor_tie if actor_tie["kind"] == TieKind.USES or not party_tie.get("source") else party_tie
    )


def _worth(step: Step) -> tuple[int, int]:
    return strength_of(step.evidence), step.year or 0


Route = tuple[str, ...]


def _shortest_routes(near: _Neighbours, start: str, end: str, most: int) -> list[Route]:
    first = _breadth_first(near, start, end, set(), set())
    routes = [first] if first else []
    waiting: set[Route] = set()
    while routes and len(routes) < most:
        last = routes[-1]
        for place in range(len(last) - 1):
            root = last[: place + 1]
            shut = {r[place + 1] for r in routes if r[: place + 1] == root and len(r) > place + 1}
            rest = _breadth_first(near, last[place], end, set(root[:-1]), shut)
            if rest:
                waiting.add(root[:-1] + rest)
        waiting -= set(routes)
        if not waiting:
            break
        routes.append(min(waiting, key=lambda route: (len(route), route)))
    return routes


def _breadth_first(
    near: _Neighbours, start: str, end: str, avoided: set[str], shut: set[str]
) -> Route | None:
    """Find a shortest way that avoids actors gone, and from the start the actors shut."""
    came: dict[str, str | None] = {start: None}
    queue = deque([start])
    while queue:
        at = queue.popleft()
        if at == end:
            route: list[str] = []
            here: str | None = at
            while here is not None:
                route.append(here)
                here = came[here]
            return tuple(reversed(route))
        for neighbour in near.of(at):
            if neighbour in came or neighbour in avoided or (at == start and neighbour in shut):
                continue
            came[neighbour] = at
            queue.append(neighbour)
    return None
