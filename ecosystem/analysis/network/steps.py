"""The steps one can take from an actor to another: a tie, a shared project, an offer used.

Of an offer only the two sides meet: who provides it and who has used it. Whether there is a step
is told from the ties alone; what a step tells is worked out for those that are on a way.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from ecosystem.analysis.graph import (
    OFFER,
    PROJECT,
    EcosystemGraph,
    strength_of,
    years_of,
)
from ecosystem.model.vocabulary import Evidence, TieKind

Tie = Mapping[str, Any]
Passed = set[tuple[str, str]]
"""Projects, and sides of offers, that a search has been through: nobody new is behind them."""
_OTHER_SIDE: Final = {
    TieKind.OFFERS.value: TieKind.USES.value,
    TieKind.USES.value: TieKind.OFFERS.value,
}
_EVERY_SIDE: Final = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One tie on the way from one actor to another."""

    from_id: str
    to_id: str
    relation: TieKind
    """``takes_part``: both take part in ``via_id``; ``uses``: one uses the other's offer."""
    is_reversed: bool
    """The tie runs the other way: the one reached is the member, the referrer, the user."""
    evidence: Evidence
    year: int | None
    source: str | None
    via_id: str | None = None
    is_example: bool = False
    """A row of example data says so."""


class _Point:
    """A project or an offer.

    Attributes:
        sides: The parties of each side, and the ties that say so.
    """

    def __init__(self, graph: EcosystemGraph, point: str) -> None:
        self.is_offer = graph.nodes[point].get("kind") == OFFER
        self.is_example = is_example(graph.nodes[point])
        self.sides: dict[str, dict[str, list[Tie]]] = {}
        for party, _, data in graph.in_edges(point, data=True):
            self.sides.setdefault(self.side(data), {}).setdefault(party, []).append(data)

    def side(self, tie: Tie) -> str:
        return str(tie["kind"]) if self.is_offer else _EVERY_SIDE

    def across(self, tie: Tie) -> Mapping[str, list[Tie]]:
        """Return the parties that a tie's own party meets here."""
        side = _OTHER_SIDE.get(self.side(tie)) if self.is_offer else _EVERY_SIDE
        return {} if side is None else self.sides.get(side, {})


class Steps:
    """The steps that may be taken in a graph.

    Args:
        graph: The graph.
        ends: The actors asked about, when example data is to be passed over between them; None:
            it is taken as the rest.
    """

    def __init__(self, graph: EcosystemGraph, ends: frozenset[str] | None = None) -> None:
        self.graph = graph
        self.ends = ends
        self._points: dict[str, _Point] = {}
        self._made_up = frozenset(end for end in ends or () if is_example(graph.nodes[end]))
        """Those asked about that are example data: they bring their example ties along."""

    def best(self, actor: str, among: Collection[str] | None = None) -> list[Step]:
        """List the best step to each neighbour of an actor, best documented, then latest, first.

        Args:
            actor: Actor to step from.
            among: The neighbours that are asked about; None: all.
        """
        best: dict[str, Step] = {}
        for step in self._steps(actor, None if among is None else frozenset(among)):
            if self._may_take(step.from_id, step.to_id, is_made_up=step.is_example) and (
                step.to_id not in best or _worth(step) > _worth(best[step.to_id])
            ):
                best[step.to_id] = step
        return sorted(best.values(), key=lambda s: (tuple(-w for w in _worth(s)), s.to_id))

    def after(self, actor: str, passed: Passed) -> Iterator[str]:
        """List whom one can step to from an actor, and who can step to it, some more than once.

        What lies behind a project or an offer that was passed is left out; it is noted as passed.
        """
        for _, end, data in self.graph.out_edges(actor, data=True):
            if self._is_point(end):
                yield from self._through(actor, end, data, passed)
            elif self._may_take(actor, end, is_made_up=is_example(data)):
                yield end
        for start, _, data in self.graph.in_edges(actor, data=True):
            if self._may_take(actor, start, is_made_up=is_example(data)):
                yield start

    def is_made_up(self, route: tuple[str, ...], steps: tuple[Step, ...]) -> bool:
        """Return whether a way rests on example data other than its ends and what they bring."""
        ends = {end for end in (route[0], route[-1]) if is_example(self.graph.nodes[end])}
        if any(is_example(self.graph.nodes[actor]) for actor in route[1:-1]):
            return True
        return any(step.is_example and not ends & {step.from_id, step.to_id} for step in steps)

    def _through(self, actor: str, name: str, actor_tie: Tie, passed: Passed) -> Iterator[str]:
        point = self._point(name)
        parties = point.across(actor_tie)
        is_doubtful = point.is_example or is_example(actor_tie)
        if self._takes_all(actor):
            reached: Iterator[str] = iter(parties)
        elif is_doubtful:
            reached = iter(self._made_up & parties.keys())
        elif (name, point.side(actor_tie)) in passed:
            return
        else:
            passed.add((name, point.side(actor_tie)))
            reached = (
                party
                for party, party_ties in parties.items()
                if self._takes_all(party) or not all(map(is_example, party_ties))
            )
        yield from (party for party in reached if party != actor and self._is_open(party))

    def _takes_all(self, actor: str) -> bool:
        """Return whether the steps from and to an actor count whatever says so."""
        return self.ends is None or actor in self._made_up

    def _is_open(self, actor: str) -> bool:
        """Return whether an actor may be stepped to."""
        if self.ends is None or actor in self.ends:
            return True
        return not is_example(self.graph.nodes[actor])

    def _may_take(self, actor: str, neighbour: str, *, is_made_up: bool) -> bool:
        takes = not is_made_up or self._takes_all(actor) or self._takes_all(neighbour)
        return takes and self._is_open(neighbour)

    def _is_point(self, node: str) -> bool:
        return self.graph.nodes[node].get("kind") in {PROJECT, OFFER}

    def _point(self, name: str) -> _Point:
        if name not in self._points:
            self._points[name] = _Point(self.graph, name)
        return self._points[name]

    def _steps(self, actor: str, among: frozenset[str] | None) -> Iterator[Step]:
        for _, end, data in self.graph.out_edges(actor, data=True):
            if self._is_point(end):
                yield from self._meetings(actor, end, data, among)
            elif among is None or end in among:
                yield _step(actor, end, data, is_reversed=False)
        for start, _, data in self.graph.in_edges(actor, data=True):
            if among is None or start in among:
                yield _step(start, actor, data, is_reversed=True)

    def _meetings(
        self, actor: str, name: str, actor_tie: Tie, among: frozenset[str] | None
    ) -> Iterator[Step]:
        point = self._point(name)
        parties = point.across(actor_tie)
        for neighbour in parties if among is None else among & parties.keys():
            if neighbour != actor:
                for neighbour_tie in parties[neighbour]:
                    yield _meeting(actor, neighbour, (name, point), actor_tie, neighbour_tie)


def is_example(data: Mapping[str, Any]) -> bool:
    """Return whether an actor, a project or a tie is example data."""
    return bool(data.get("is_synthetic"))


def _step(start: str, end: str, data: Tie, *, is_reversed: bool) -> Step:
    return Step(
        from_id=end if is_reversed else start,
        to_id=start if is_reversed else end,
        relation=TieKind(data["kind"]),
        is_reversed=is_reversed,
        evidence=Evidence(data["evidence"]),
        year=years_of(data),
        source=data.get("source"),
        is_example=is_example(data),
    )


def _meeting(
    actor: str, neighbour: str, via: tuple[str, _Point], actor_tie: Tie, neighbour_tie: Tie
) -> Step:
    name, point = via
    years = [year for data in (actor_tie, neighbour_tie) if (year := years_of(data)) is not None]
    return Step(
        from_id=actor,
        to_id=neighbour,
        relation=TieKind.USES if point.is_offer else TieKind.TAKES_PART,
        is_reversed=point.is_offer and actor_tie["kind"] == TieKind.OFFERS,
        evidence=Evidence(actor_tie["evidence"]),
        year=max(years, default=None),
        source=_used(actor_tie, neighbour_tie).get("source"),
        is_example=point.is_example or is_example(actor_tie) or is_example(neighbour_tie),
        via_id=name,
    )


def _used(actor_tie: Tie, neighbour_tie: Tie) -> Tie:
    """Return the tie that tells of the meeting: the use of an offer, else the other's part."""
    return (
        actor_tie
        if actor_tie["kind"] == TieKind.USES or not neighbour_tie.get("source")
        else neighbour_tie
    )


def _worth(step: Step) -> tuple[int, int]:
    return strength_of(step.evidence), step.year or 0
