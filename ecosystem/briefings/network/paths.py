"""Answer who can introduce one actor to another, and whom one can reach without a way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from pydantic import Field

from ecosystem.analysis.day import OnDay
from ecosystem.briefings.network.figures import MOST_NAMES
from ecosystem.briefings.network.records import EvidenceLevel
from ecosystem.briefings.records import Fields
from ecosystem.model.days import holding
from ecosystem.model.errors import UnknownIdError
from ecosystem.model.records import AliasedRecord
from ecosystem.model.register import Register, big_table, collect
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import ActorKind, Evidence, TieKind

if TYPE_CHECKING:
    from ecosystem.analysis.graph import EcosystemGraph
    from ecosystem.analysis.network import Path
    from ecosystem.analysis.network.steps import Step


class StepBrief(AliasedRecord):
    """One tie on the way from one actor to another."""

    from_id: str = Field(alias="from")
    from_name: str
    relation: TieKind
    is_reversed: bool
    to_id: str = Field(alias="to")
    to_name: str
    from_is_example: bool = Field(default=False, description="It is made up; nobody can ask it.")
    to_is_example: bool = False
    via: str | None = Field(description="Project or offer the two share, its id.")
    via_name: str | None
    evidence: Evidence
    year: int | None
    source: str | None


class PathBrief(AliasedRecord):
    """A way from one actor to another."""

    length: int
    steps: tuple[StepBrief, ...]
    rests_on_examples: bool = Field(
        default=False, description="Example data is on the way: it is no way to anybody."
    )


_TIES: Final[Mapping[str, tuple[str, ...]]] = {
    "claimed": ("links", "projects", "participations", "offers"),
    "proven": ("projects", "participations"),
}
"""Tables that ways of each grade lead through."""


class PathBriefing(AliasedRecord):
    """The shortest ways between two actors, or whom one can reach instead."""

    from_id: str = Field(alias="from")
    from_name: str
    to_id: str = Field(alias="to")
    to_name: str
    on: date
    evidence: EvidenceLevel
    paths: tuple[PathBrief, ...]
    introducers: tuple[str, ...] = Field(
        default=(), description="Everybody one can begin with on a shortest way; no example data."
    )
    nearest: tuple[PathBrief, ...] = Field(
        description="Without a way: the ways to the nearest that can be reached."
    )
    not_recorded: tuple[str, ...] = Field(
        default=(), description="Tables that are absent: a way may be there all the same."
    )
    sentences: tuple[Sentence, ...]


def brief_path(  # noqa: PLR0913
    register: Register,
    from_id: str,
    to_id: str,
    on: date,
    evidence: EvidenceLevel = "claimed",
    *,
    day: OnDay | None = None,
    graph: "EcosystemGraph | None" = None,
) -> PathBriefing:
    """Find up to three ways between two actors across the whole register, shortest first.

    Args:
        register: The register.
        from_id: Actor to begin at.
        to_id: Actor to reach.
        on: Day on which actors are active and ties hold.
        evidence: ``claimed`` counts every tie; ``proven`` joint projects and accepted referrals.
        day: The register on the day where it is made already.
        graph: The graph of the whole register on that day with that evidence, where it is tied
            together already; it is not written to.

    Returns:
        The ways, each step with its tie, evidence, year and source; without a way, the nearest
        actors that can be reached. Example data introduces nobody: it is on a way only where there
        is no other, and marked.

    Raises:
        UnknownIdError: The register holds no such actor; the nearest ids are named.
        NotRecordedError: The register has no actors.
    """
    from ecosystem.analysis import network
    from ecosystem.analysis.graph import graph_on_day

    day = day or OnDay(register, on)
    ends = {actor: _end(day, actor) for actor in (from_id, to_id)}
    if graph is None:
        graph = graph_on_day(day, None, evidence)
    if absent_ends := [actor for actor in ends if actor not in graph]:
        graph = graph.copy()
        for actor in absent_ends:
            graph.add_node(actor, kind=ActorKind.FIRM.value, **ends[actor])
    ways = network.warm_paths(graph, from_id, to_id, or_examples=True)
    near = () if ways else network.nearest_reachable(graph, from_id)
    nearest = [network.warm_paths(graph, from_id, actor, most=1)[0] for actor in near]
    question = _Question(graph, from_id, to_id, ways, network.introducers(graph, from_id, to_id))
    absent = tuple(name for name in _TIES[evidence] if getattr(register, name) is None)
    return PathBriefing(
        from_id=from_id,
        from_name=question.name(from_id),
        to_id=to_id,
        to_name=question.name(to_id),
        on=day.on,
        evidence=evidence,
        paths=tuple(_path(graph, way) for way in ways),
        introducers=question.introducers,
        nearest=tuple(_path(graph, way) for way in nearest),
        not_recorded=absent,
        sentences=(
            *_say_ways(question, has_near=bool(nearest)),
            *_say_ends(question),
            *(() if ways else _say_absent(absent)),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Question:
    """Who asks for whom, and what was found."""

    graph: "EcosystemGraph"
    start: str
    end: str
    ways: "tuple[Path, ...]"
    introducers: tuple[str, ...]

    def name(self, actor_id: str) -> str:
        return str(self.graph.nodes[actor_id]["name"])

    @property
    def gone(self) -> list[str]:
        """List those of the two that are not there on the day."""
        ends = dict.fromkeys((self.start, self.end))
        return [actor for actor in ends if self.graph.nodes[actor].get("is_gone")]

    @property
    def examples(self) -> list[str]:
        """List those of the two that are made up."""
        ends = dict.fromkeys((self.start, self.end))
        return [actor for actor in ends if _is_example(self.graph, actor)]


def _is_example(graph: "EcosystemGraph", actor_id: str) -> bool:
    return bool(graph.nodes[actor_id].get("is_synthetic"))


def _say_ways(question: _Question, *, has_near: bool) -> tuple[Sentence, ...]:
    ends = {"start": question.name(question.start), "end": question.name(question.end)}
    if question.gone:
        return ()
    if not question.ways:
        is_alone = not has_near and not question.graph.degree(question.start)
        key = "path.none" if has_near else "path.none.alone" if is_alone else "path.none.examples"
        return (Sentence(key=key, values={**ends}),)
    first = question.ways[0]
    if not first.steps:
        return (Sentence(key="path.same", values={**ends}),)
    if first.rests_on_examples:
        return (Sentence(key="path.examples", values={**ends}),)
    if len(first.steps) == 1:
        return (Sentence(key="path.direct", values={**ends}),)
    return (_say_introducers(question, len(first.steps) - 1),)


def _say_introducers(question: _Question, between: int) -> Sentence:
    """Write whom to begin with; where one of the two is made up, nobody is to be asked."""
    names = sorted(map(question.name, question.introducers))
    if question.examples:
        kind = ".example"
    elif len(names) == 1:
        kind = ".one"
    else:
        kind = ".many" if len(names) > MOST_NAMES else ""
    return Sentence(
        key=f"path.between{kind}" if between == 1 else f"path.steps{kind}",
        values={
            "start": question.name(question.start),
            "end": question.name(question.end),
            "between": between,
            "count": len(names),
            "names": ", ".join(names[:MOST_NAMES]),
        },
    )


def _say_ends(question: _Question) -> list[Sentence]:
    """Write of the two who is not there on the day, and who is made up."""
    return [
        *(Sentence(key="path.gone", values={"name": question.name(a)}) for a in question.gone),
        *(
            Sentence(key="path.is_example", values={"name": question.name(a)})
            for a in question.examples
        ),
    ]


def _say_absent(tables: Iterable[str]) -> tuple[Sentence, ...]:
    """Write of each table that it is absent: what it would hold is unknown, not none."""
    return tuple(
        Sentence(key="network.caveat.not_recorded", values={"table": table}) for table in tables
    )


def _path(graph: "EcosystemGraph", path: "Path") -> PathBrief:
    return PathBrief(
        length=len(path.steps),
        rests_on_examples=path.rests_on_examples,
        steps=tuple(_step(graph, step) for step in path.steps),
    )


_OF_STEP: Final = ("from_id", "relation", "is_reversed", "to_id", "evidence", "year", "source")
"""Fields that a step of a way has under the same name."""


def _step(graph: "EcosystemGraph", step: "Step") -> StepBrief:
    return StepBrief(
        **{name: getattr(step, name) for name in _OF_STEP},
        from_name=str(graph.nodes[step.from_id]["name"]),
        to_name=str(graph.nodes[step.to_id]["name"]),
        from_is_example=_is_example(graph, step.from_id),
        to_is_example=_is_example(graph, step.to_id),
        via=step.via_id,
        via_name=None if step.via_id is None else graph.nodes[step.via_id].get("name"),
    )


def _end(day: OnDay, actor_id: str) -> Fields:
    """Return what is known of an actor that is asked about, on whatever day.

    Raises:
        UnknownIdError: The register holds no such actor; the nearest are named.
        NotRecordedError: The register has no actors.
    """
    import narwhals as nw

    actors = big_table(day.register, "actors", "who is in the ecosystem")
    columns = ("name", "is_synthetic", "founded", "closed")
    rows = collect(actors.filter(nw.col("actor_id") == actor_id).select(*columns).head(1))
    if rows.empty:
        ids = collect(actors.select("actor_id"))["actor_id"].tolist()
        kind = "actor"
        raise UnknownIdError.from_available(kind, actor_id, ids)
    is_example = rows["is_synthetic"].fillna(value=False).iloc[0]
    is_there = holding(rows, day.on, "founded", "closed").iloc[0]
    return {
        "name": str(rows["name"].iloc[0]),
        "is_synthetic": bool(is_example),
        "is_gone": not is_there,
    }
