"""Answer how the ecosystem of a position hangs together, and who can introduce whom."""

from collections import Counter
from collections.abc import Iterable
from datetime import date
from math import isfinite
from typing import TYPE_CHECKING, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from ecosystem.analysis.day import OnDay
from ecosystem.briefings.network_measures import (
    NULL_WORK,
    Measure,
    Measured,
    finite,
    measure,
    percent,
    prepare,
    say_alone,
    say_groups,
)
from ecosystem.model.errors import UnknownIdError
from ecosystem.model.register import Register, big_table
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import ActorKind, Evidence, TieKind

if TYPE_CHECKING:
    from ecosystem.analysis.graph import ActorGraph, EcosystemGraph
    from ecosystem.analysis.network import Loss, Path

EvidenceLevel = Literal["claimed", "proven"]
MOST_NAMES: Final = 6
"""Names told in one sentence."""
MOST_PREDICTED: Final = 10
MOST_NEIGHBOURS: Final = 3
PREDICTED_WORK: Final = 20_000_000
"""Pairs that share a contact, at most, from which likely ties are picked for an answer."""
MAIN: Final = (
    "betweenness",
    "fragmentation",
    "firms_within_1_of_knowledge",
    "largest_loss",
    "ei_index_by_kind",
    "projects_with_all_three",
    "kinds_that_lack_meetings",
)
"""Measures whose sentences are told first."""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, populate_by_name=True)


class BrokerBrief(_Record):
    """An actor that ties others together; within a band the order says nothing."""

    actor_id: str
    name: str
    kind: str
    band: str
    betweenness: float
    low: float
    high: float
    constraint: float | None
    effective_size: float | None
    loss: float | None = Field(description="Increase of fragmentation without the actor.")
    cut_off: int = Field(description="Actors left without any tie if it disappears.")


class PredictedBrief(_Record):
    """Two actors without a tie that share contacts: a guess on a list of its own, never a gap."""

    actor_id: str
    name: str
    other_id: str
    other_name: str
    score: float = Field(description="Resource allocation (Zhou, Lu & Zhang 2009).")
    shared: int = Field(description="Contacts in common.")


class NeighbourBrief(_Record):
    """A strength position that shares more firms with this one than chance gives."""

    position_id: str
    name_da: str
    name_en: str
    proximity: float = Field(description="Firms of both over those of the larger, 0 to 1.")
    expected: float
    low: float
    high: float
    q_more: float


class NetworkBriefing(_Record):
    """How the ecosystem of a position hangs together on a day."""

    position_id: str | None
    on: date
    evidence: EvidenceLevel
    label: str
    is_synthetic: bool
    nodes: dict[str, int]
    links: dict[str, int]
    links_by_evidence: dict[str, int]
    components: int = Field(description="Groups without a tie between them; one alone is one.")
    isolated: int
    isolated_ids: tuple[str, ...]
    isolated_by_kind: dict[str, int]
    measures: dict[str, Measure]
    brokers: tuple[BrokerBrief, ...]
    predicted: tuple[PredictedBrief, ...]
    neighbouring_positions: tuple[NeighbourBrief, ...]
    sentences: tuple[Sentence, ...]
    caveats: tuple[Sentence, ...]
    left_out: dict[str, int]
    not_recorded: tuple[str, ...]


class LossBriefing(_Record):
    """What a network is without one actor."""

    actor_id: str
    name: str
    fragmentation_before: float | None
    fragmentation_after: float | None
    groups_before: int
    groups_after: int
    cut_off_ids: tuple[str, ...]
    sentences: tuple[Sentence, ...]


class StepBrief(_Record):
    """One tie on the way from one actor to another."""

    from_id: str = Field(alias="from")
    from_name: str
    relation: TieKind
    is_reversed: bool
    to_id: str = Field(alias="to")
    to_name: str
    via: str | None = Field(description="Project or offer the two share, its id.")
    via_name: str | None
    evidence: Evidence
    year: int | None
    source: str | None


class PathBrief(_Record):
    """A way from one actor to another."""

    length: int
    steps: tuple[StepBrief, ...]


_TIES: Final = ("links", "projects", "participations")
"""Tables that ways lead through."""


class PathBriefing(_Record):
    """The shortest ways between two actors, or whom one can reach instead."""

    from_id: str = Field(alias="from")
    from_name: str
    to_id: str = Field(alias="to")
    to_name: str
    on: date
    evidence: EvidenceLevel
    paths: tuple[PathBrief, ...]
    nearest: tuple[PathBrief, ...] = Field(
        description="Without a way: the ways to the nearest that can be reached."
    )
    not_recorded: tuple[str, ...] = Field(
        default=(), description="Tables that are absent: a way may be there all the same."
    )
    sentences: tuple[Sentence, ...]


def brief_network(
    register: Register, position_id: str, on: date, evidence: EvidenceLevel = "claimed"
) -> NetworkBriefing:
    """Tell who is connected in a position, who ties it together and who stands alone.

    Args:
        register: The register.
        position_id: The strength position.
        on: Day on which actors are active and ties hold.
        evidence: ``claimed`` counts every tie; ``proven`` joint projects and accepted referrals.

    Returns:
        Actors and ties by kind, the measures with their sentences, who ties groups together (in
        bands), who stands alone, and positions whose firms lie near.

    Raises:
        UnknownIdError: The register holds no such position.
        NotRecordedError: The register has no actors.
    """
    from ecosystem.analysis.graph import build_graph  # noqa: PLC0415  slow to import

    graph = build_graph(register, position_id, on, evidence)
    return brief_graph(
        graph, register.is_synthetic, neighbouring_positions(register, position_id, on)
    )


def brief_graph(
    graph: "EcosystemGraph",
    is_synthetic: bool,  # noqa: FBT001
    neighbours: tuple[NeighbourBrief, ...] = (),
) -> NetworkBriefing:
    """Tell the same about a graph that is there already."""
    found = prepare(graph)
    brokers, pivots = _brokers(found)
    measures = measure(found, _who_binds(brokers), pivots)
    alone, n = found.alone, len(found.kinds)
    ties = [
        str(data["evidence"])
        for *_, data in graph.edges(data=True)
        if data["kind"] != TieKind.OFFERS  # what one offers is no tie to anybody
    ]
    opening = [_size(n, ties), say_groups(found.sizes), say_alone(found)]
    said = [measures[name].sentence for name in MAIN if name in measures]
    return NetworkBriefing(
        position_id=graph.graph["position_id"],
        on=graph.graph["on"],
        evidence=graph.graph["evidence"],
        label=graph.graph["label"],
        is_synthetic=is_synthetic,
        nodes=_counts(str(data["kind"]) for _, data in graph.nodes(data=True)),
        links=_counts(str(data["kind"]) for *_, data in graph.edges(data=True)),
        links_by_evidence=_counts(ties),
        components=len(found.sizes),
        isolated=len(alone),
        isolated_ids=tuple(alone),
        isolated_by_kind=_counts(found.kinds[node] for node in alone),
        measures=measures,
        brokers=brokers,
        predicted=_predicted(found),
        neighbouring_positions=neighbours,
        sentences=(*opening, *said, *_neighbour_sentences(neighbours)),
        caveats=_caveats(graph, found.tied, is_synthetic=is_synthetic),
        left_out=graph.graph["left_out"],
        not_recorded=graph.graph["not_recorded"],
    )


def _counts(words: Iterable[str]) -> dict[str, int]:
    return dict(Counter(words).most_common())


def _size(actors: int, ties: list[str]) -> Sentence:
    from ecosystem.analysis.graph import PROVEN  # noqa: PLC0415

    proven = sum(grade in PROVEN for grade in ties)
    return Sentence(
        key="network.size", values={"actors": actors, "ties": len(ties), "proven": proven}
    )


def _who_binds(brokers: tuple[BrokerBrief, ...]) -> Sentence | None:
    if not brokers:
        return None
    clear = [broker.name for broker in brokers if broker.band == "clear"]
    if not clear:
        return Sentence(key="network.brokers.unsure", values={"count": len(brokers)})
    one = ".one" if len(clear) == 1 else ""
    return Sentence(key=f"network.brokers{one}", values={"names": ", ".join(clear)})


def _brokers(found: Measured) -> tuple[tuple[BrokerBrief, ...], int | None]:
    """Give the brokers in bands, and from how many actors paths were followed; None: from all."""
    from ecosystem.analysis import network  # noqa: PLC0415

    bands = network.broker_bands(found.graph)
    if not bands:
        return (), None
    closed_in, size = network.constraint(found.held), network.effective_size(found.held)
    told = tuple(
        BrokerBrief(
            actor_id=broker.actor_id,
            name=found.name(broker.actor_id),
            kind=found.kinds[broker.actor_id],
            band=broker.band.value,
            betweenness=broker.betweenness,
            low=broker.low,
            high=broker.high,
            constraint=finite(closed_in[broker.actor_id]),
            effective_size=finite(size[broker.actor_id]),
            loss=finite(found.losses.loc[broker.actor_id, "loss"]),  # type: ignore[arg-type]
            cut_off=int(found.losses.loc[broker.actor_id, "cut_off"]),  # type: ignore[arg-type]
        )
        for broker in bands
    )
    return told, network.betweenness(found.held).pivots


def _predicted(found: Measured) -> tuple[PredictedBrief, ...]:
    """List pairs of real actors of different kinds without a tie that share contacts.

    A guess, never a gap. Of one kind they mostly share contacts because they are alike.
    """
    from ecosystem.analysis import ties  # noqa: PLC0415

    tied = found.tied
    real = tied.subgraph([n for n, data in tied.nodes(data=True) if not data.get("is_synthetic")])
    if sum(count * count for _, count in real.degree()) > PREDICTED_WORK:
        return ()
    likely = ties.predicted_ties(real, most=PREDICTED_WORK).reset_index()
    differ = likely["actor_id"].map(found.kinds) != likely["other_id"].map(found.kinds)
    return tuple(
        PredictedBrief(
            actor_id=row["actor_id"],
            name=found.name(row["actor_id"]),
            other_id=row["other_id"],
            other_name=found.name(row["other_id"]),
            score=row["score"],
            shared=row["shared"],
        )
        for row in likely[differ].head(MOST_PREDICTED).to_dict("records")
    )


def neighbouring_positions(
    register: Register, position_id: str | None, on: date
) -> tuple[NeighbourBrief, ...]:
    """Name the strength positions that share more firms with one than chance gives.

    Proximity over firms by industry, held against tables with as many positions a firm and firms
    a position; nearest first. Empty without a position, or firms of it.
    """
    from ecosystem.analysis import ties  # noqa: PLC0415

    held = ties.position_memberships(OnDay(register, on))
    names = register.strength_positions
    if position_id is None or position_id not in held or names is None:
        return ()
    draws = max(50, min(200, NULL_WORK // max(int(held.to_numpy().sum()), 1)))
    table = ties.proximity_against_null(held, draws=draws)
    ours = table[(table["position_id"] == position_id) | (table["other_id"] == position_id)]
    near = ours[ours["q_more"] <= 0.05].sort_values("proximity", ascending=False, kind="stable")  # noqa: PLR2004
    named = names.set_index("position_id")
    return tuple(
        NeighbourBrief(
            position_id=other,
            name_da=str(named.loc[other, "name_da"]),
            name_en=str(named.loc[other, "name_en"]),
            proximity=row["proximity"],
            expected=row["expected"],
            low=row["low"],
            high=row["high"],
            q_more=row["q_more"],
        )
        for row in near.to_dict("records")
        for other in [
            str(row["other_id"] if row["position_id"] == position_id else row["position_id"])
        ]
    )


def _neighbour_sentences(near: tuple[NeighbourBrief, ...]) -> list[Sentence]:
    if not near:
        return []
    first = near[:MOST_NEIGHBOURS]
    return [
        Sentence(
            key="network.neighbours",
            values={"names": ", ".join(one.name_da for one in first)},
            values_en={"names": ", ".join(one.name_en for one in first)},
        )
    ]


def _caveats(
    graph: "EcosystemGraph", tied: "ActorGraph", *, is_synthetic: bool
) -> tuple[Sentence, ...]:
    said = [Sentence(key="network.caveat.density"), Sentence(key="network.caveat.bands")]
    if is_synthetic and any(data.get("is_synthetic") for _, data in graph.nodes(data=True)):
        said.insert(0, Sentence(key="network.caveat.example"))
    if tied.graph["skipped_projects"]:
        values = {"count": tied.graph["skipped_projects"], "most": tied.graph["most_parties"]}
        said.append(Sentence(key="network.caveat.skipped", values=values))
    said += [
        Sentence(key=f"network.left_out.{why}", values={"count": count})
        for why, count in graph.graph["left_out"].items()
    ]
    return (*said, *_absent(graph.graph["not_recorded"]))


def _absent(tables: Iterable[str]) -> tuple[Sentence, ...]:
    """Say of each table that it is absent: what it would hold is unknown, not none."""
    return tuple(
        Sentence(key="network.caveat.not_recorded", values={"table": table}) for table in tables
    )


def brief_loss(graph: "EcosystemGraph", actor_id: str) -> LossBriefing:
    """Tell what a network is without one actor: "Hvad hvis X forsvinder?".

    Raises:
        UnknownIdError: The actor is not in the network.
    """
    from ecosystem.analysis import network  # noqa: PLC0415

    found = network.loss_of(graph, [actor_id])
    name = str(graph.nodes[actor_id]["name"])
    return LossBriefing(
        actor_id=actor_id,
        name=name,
        fragmentation_before=finite(found.fragmentation_before),
        fragmentation_after=finite(found.fragmentation_after),
        groups_before=found.groups_before,
        groups_after=found.groups_after,
        cut_off_ids=found.cut_off,
        sentences=_loss_sentences(graph, name, found),
    )


def _loss_sentences(graph: "EcosystemGraph", name: str, found: "Loss") -> tuple[Sentence, ...]:
    grown = found.fragmentation_after - found.fragmentation_before
    if not isfinite(grown):
        return (Sentence(key="loss.too_few", values={"name": name}),)
    if grown <= 0 and not found.cut_off:
        return (Sentence(key="loss.nothing", values={"name": name}),)
    shares = {
        "name": name,
        "before": percent(found.fragmentation_before),
        "after": percent(found.fragmentation_after),
    }
    said = [Sentence(key="loss.pairs", values={**shares})]
    if found.cut_off:
        names = sorted(str(graph.nodes[node]["name"]) for node in found.cut_off)
        one = ".one" if len(names) == 1 else ".all" if len(names) <= MOST_NAMES else ""
        more = {"count": len(names), "names": ", ".join(names[:MOST_NAMES])}
        said.append(Sentence(key=f"loss.cut_off{one}", values={**more}))
    said.append(Sentence(key="network.caveat.loss"))
    return tuple(said)


# The way between two.


def brief_path(
    register: Register,
    from_id: str,
    to_id: str,
    on: date,
    evidence: EvidenceLevel = "claimed",
) -> PathBriefing:
    """Find up to three ways between two actors across the whole register, shortest first.

    Args:
        register: The register.
        from_id: Actor to begin at.
        to_id: Actor to reach.
        on: Day on which actors are active and ties hold.
        evidence: ``claimed`` counts every tie; ``proven`` joint projects and accepted referrals.

    Returns:
        The ways, each step with its tie, evidence, year and source; without a way, the nearest
        actors that can be reached.

    Raises:
        UnknownIdError: The register holds no such actor; the nearest ids are named.
        NotRecordedError: The register has no actors.
    """
    from ecosystem.analysis import network  # noqa: PLC0415
    from ecosystem.analysis.graph import build_graph  # noqa: PLC0415

    names = {asked: _name(register, asked) for asked in (from_id, to_id)}
    graph = build_graph(register, None, on, evidence)
    gone = [asked for asked in (from_id, to_id) if asked not in graph]
    for asked in gone:
        graph.add_node(asked, kind=ActorKind.FIRM.value, name=names[asked])
    found = network.warm_paths(graph, from_id, to_id)
    near = () if found else network.nearest_reachable(graph, from_id)
    nearest = [network.warm_paths(graph, from_id, other, most=1)[0] for other in near]
    absent = tuple(name for name in graph.graph["not_recorded"] if name in _TIES)
    return PathBriefing(
        from_id=from_id,
        from_name=names[from_id],
        to_id=to_id,
        to_name=names[to_id],
        on=on,
        evidence=evidence,
        paths=tuple(_path(graph, path) for path in found),
        nearest=tuple(_path(graph, path) for path in nearest),
        not_recorded=absent,
        sentences=(
            *_path_sentences(names[from_id], names[to_id], found, nearest),
            *(() if found else _absent(absent)),
        ),
    )


def _path_sentences(
    start: str, end: str, found: tuple["Path", ...], nearest: list["Path"]
) -> tuple[Sentence, ...]:
    said: dict[str, Any] = {"start": start, "end": end}
    if found and not found[0].steps:
        return (Sentence(key="path.same", values={"start": start}),)
    if found:
        steps = len(found[0].steps)
        key = "path.direct" if steps == 1 else "path.steps"
        values = said if steps == 1 else {**said, "between": steps - 1}
        return (Sentence(key="path.between.one", values=said) if steps == 2 else  # noqa: PLR2004
                Sentence(key=key, values=values),)  # fmt: skip
    key = "path.none" if nearest else "path.none.alone"
    return (Sentence(key=key, values=said),)


def _path(graph: "EcosystemGraph", path: "Path") -> PathBrief:
    return PathBrief(
        length=len(path.steps),
        steps=tuple(
            StepBrief(
                from_id=step.from_id,
                from_name=str(graph.nodes[step.from_id]["name"]),
                relation=step.relation,
                is_reversed=step.is_reversed,
                to_id=step.to_id,
                to_name=str(graph.nodes[step.to_id]["name"]),
                via=step.via_id,
                via_name=None if step.via_id is None else graph.nodes[step.via_id].get("name"),
                evidence=step.evidence,
                year=step.year,
                source=step.source,
            )
            for step in path.steps
        ),
    )


def _name(register: Register, actor_id: str) -> str:
    import narwhals as nw  # noqa: PLC0415

    actors = big_table(register, "actors", "who is in the ecosystem")
    found = actors.filter(nw.col("actor_id") == actor_id).select("name").collect()
    if len(found) == 0:
        ids = actors.select("actor_id").collect()["actor_id"].to_list()
        kind = "actor"
        raise UnknownIdError.from_available(kind, actor_id, ids)
    return str(found["name"][0])
