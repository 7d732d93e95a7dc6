"""Answer how the ecosystem of a position hangs together, and who can introduce whom."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from math import isfinite
from typing import TYPE_CHECKING, Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

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
NULL_WORK: Final = 2_000_000
"""Ties times random networks that one answer may cost."""


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, populate_by_name=True)


class Measure(_Record):
    """A figure of a network, with what is needed to read it."""

    value: float | None = Field(description="None: cannot be computed here, see note.")
    unit: str
    n: int = Field(description="What it was computed over.")
    low: float | None = None
    high: float | None = None
    expected: float | None = Field(default=None, description="What chance alone gives.")
    method: str
    sentence: Sentence | None = Field(default=None, description="What it means for action.")
    caveat: Sentence | None = None


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
    sentences: tuple[Sentence, ...]


def brief_network(
    register: Register, position_id: str, on: date, evidence: EvidenceLevel = "claimed"
) -> NetworkBriefing:
    """Tell who is connected in a position, who ties it together and who stands alone.

    Raises:
        UnknownIdError: The register holds no such position.
        NotRecordedError: The register has no actors.
    """
    from ecosystem.analysis.graph import build_graph  # noqa: PLC0415  slow to import

    return brief_graph(build_graph(register, position_id, on, evidence), register.is_synthetic)


def brief_graph(graph: "EcosystemGraph", is_synthetic: bool) -> NetworkBriefing:  # noqa: FBT001
    """Tell the same about a graph that is there already."""
    from ecosystem.analysis import network  # noqa: PLC0415
    from ecosystem.analysis.graph import tie_actors  # noqa: PLC0415

    tied = tie_actors(graph)
    kinds: dict[str, str] = {n: str(d["kind"]) for n, d in tied.nodes(data=True)}
    groups = network.components(graph)
    sizes = groups.value_counts().to_numpy()
    alone = [node for node in groups.index if sizes[groups[node]] == 1]
    held = network.compact(tied)
    brokers = _brokers(graph, tied, held)
    measures = {
        **_grouping(graph, sizes, len(alone)),
        **_reach(graph, kinds),
        **_loss(graph, kinds),
        **_mixing(held, kinds),
        **_shape(held, kinds),
        **_projects(graph),
    }
    ties = [
        str(data["evidence"])
        for *_, data in graph.edges(data=True)
        if data["kind"] != TieKind.OFFERS  # what one offers is no tie to anybody
    ]
    isolated_by_kind = Counter(kinds[node] for node in alone)
    opening = [
        _size(len(kinds), ties),
        _groups(sizes),
        _alone(len(alone), isolated_by_kind[ActorKind.FIRM.value]),
        *_who_binds(brokers),
    ]
    return NetworkBriefing(
        position_id=graph.graph["position_id"],
        on=graph.graph["on"],
        evidence=graph.graph["evidence"],
        label=graph.graph["label"],
        is_synthetic=is_synthetic,
        nodes=_counts(str(data["kind"]) for _, data in graph.nodes(data=True)),
        links=_counts(str(data["kind"]) for *_, data in graph.edges(data=True)),
        links_by_evidence=_counts(ties),
        components=len(sizes),
        isolated=len(alone),
        isolated_ids=tuple(alone),
        isolated_by_kind=_counts(kinds[node] for node in alone),
        measures=measures,
        brokers=brokers,
        sentences=(*opening, *(m.sentence for m in measures.values() if m.sentence)),
        caveats=_caveats(graph, tied),
        left_out=graph.graph["left_out"],
        not_recorded=graph.graph["not_recorded"],
    )


def _counts(words: Iterable[str]) -> dict[str, int]:
    return dict(Counter(words).most_common())


def _finite(value: float) -> float | None:
    return float(value) if isfinite(value) else None


def _percent(share: float) -> int:
    return round(100 * share)


# What is said first.


def _size(actors: int, ties: list[str]) -> Sentence:
    from ecosystem.analysis.graph import PROVEN  # noqa: PLC0415

    proven = sum(grade in PROVEN for grade in ties)
    return Sentence(
        key="network.size", values={"actors": actors, "ties": len(ties), "proven": proven}
    )


def _groups(sizes: Any) -> Sentence:  # noqa: ANN401  an array of whole numbers
    groups = int((sizes > 1).sum())
    if groups == 0:
        return Sentence(key="network.groups.none")
    largest = int(sizes[0])
    if groups == 1:
        return Sentence(key="network.groups.one", values={"largest": largest})
    return Sentence(key="network.groups", values={"groups": groups, "largest": largest})


def _alone(alone: int, firms: int) -> Sentence:
    if alone == 0:
        return Sentence(key="network.alone.none")
    if alone == 1:
        return Sentence(key="network.alone.one")
    return Sentence(key="network.alone", values={"alone": alone, "firms": firms})


def _who_binds(brokers: tuple[BrokerBrief, ...]) -> list[Sentence]:
    if not brokers:
        return []
    clear = [broker.name for broker in brokers if broker.band == "clear"]
    if not clear:
        return [Sentence(key="network.brokers.unsure", values={"count": len(brokers)})]
    one = ".one" if len(clear) == 1 else ""
    return [Sentence(key=f"network.brokers{one}", values={"names": ", ".join(clear)})]


# Measures, each with its sentence.


def _grouping(graph: "EcosystemGraph", sizes: Any, alone: int) -> dict[str, Measure]:  # noqa: ANN401
    from ecosystem.analysis import network  # noqa: PLC0415

    n = int(sizes.sum())
    apart = network.fragmentation(graph)
    caveat = Sentence(key="network.caveat.density")
    sentence = (
        Sentence(key="network.fragmentation", values={"percent": _percent(apart)})
        if isfinite(apart)
        else None
    )
    return {
        "groups": Measure(
            value=int((sizes > 1).sum()), unit="groups", n=n, method="connected components of 2+"
        ),
        "largest_group_share": Measure(
            value=_finite(sizes[0] / n) if n else None,
            unit="share of actors",
            n=n,
            method="largest connected component",
        ),
        "isolated_share": Measure(
            value=alone / n if n else None, unit="share of actors", n=n, method="actors without tie"
        ),
        "fragmentation": Measure(
            value=_finite(apart),
            unit="share of pairs",
            n=n,
            method="Borgatti 2006, F",
            sentence=sentence,
            caveat=caveat,
        ),
    }


def _reach(graph: "EcosystemGraph", kinds: Mapping[str, str]) -> dict[str, Measure]:
    from ecosystem.analysis import network  # noqa: PLC0415

    firms = [node for node, kind in kinds.items() if kind == ActorKind.FIRM]
    knowledge = [node for node, kind in kinds.items() if kind == ActorKind.KNOWLEDGE_INSTITUTION]
    if not firms or not knowledge:
        return {}
    shares = network.reach(graph, firms, knowledge)
    said = {f"within_{k}": _percent(float(shares[k])) for k in (1, 2, 3)}
    return {
        f"firms_within_{k}_of_knowledge": Measure(
            value=float(shares[k]),
            unit="share of firms",
            n=len(firms),
            method="shortest way; a shared project is one step",
            sentence=Sentence(key="network.reach", values={**said}) if k == 1 else None,
            caveat=Sentence(key="network.caveat.unrecorded") if k == 1 else None,
        )
        for k in (1, 2, 3)
    }


def _loss(graph: "EcosystemGraph", kinds: Mapping[str, str]) -> dict[str, Measure]:
    from ecosystem.analysis import network  # noqa: PLC0415

    if len(kinds) < 3:  # noqa: PLR2004  two actors cannot fall further apart than one tie
        return {}
    each = network.loss_of_each(graph)
    worst = float(each["loss"].max())
    before = network.fragmentation(graph)
    if worst <= 0:
        return {"largest_loss": Measure(
            value=0.0, unit="increase of F", n=len(each), method="every actor taken out in turn",
            sentence=Sentence(key="network.loss.none"),
        )}  # fmt: skip
    name = min(each.index[each["loss"] >= worst - 1e-12])
    said = {
        "name": str(graph.nodes[name]["name"]),
        "before": _percent(before),
        "after": _percent(float(each.loc[name, "fragmentation_after"])),
        "cut_off": int(each.loc[name, "cut_off"]),
    }
    return {
        "largest_loss": Measure(
            value=worst,
            unit="increase of F",
            n=len(each),
            method="every actor taken out in turn",
            sentence=Sentence(key="network.loss", values=said),
            caveat=Sentence(key="network.caveat.loss"),
        )
    }


def _mixing(held: Any, kinds: Mapping[str, str]) -> dict[str, Measure]:  # noqa: ANN401
    from ecosystem.analysis import network  # noqa: PLC0415

    ties = len(held.starts)
    if ties == 0 or len(set(kinds.values())) < 2:  # noqa: PLR2004
        return {}
    draws = max(20, min(500, NULL_WORK // ties))
    found = network.ei_index_against_chance(held, kinds, draws=draws)
    if found.p_low <= 0.025:  # noqa: PLR2004  two-sided 5 %
        verdict = "fewer"
    elif found.p_high <= 0.025:  # noqa: PLR2004
        verdict = "more"
    else:
        verdict = "chance"
    crossing = {
        "percent": _percent((1 + found.observed) / 2),
        "expected": _percent((1 + found.expected) / 2),
    }
    half = 1.96 * found.sd
    return {
        "ei_index_by_kind": Measure(
            value=found.observed,
            unit="-1 all within kinds, 1 all between",
            n=ties,
            low=max(-1.0, found.expected - half),
            high=min(1.0, found.expected + half),
            expected=found.expected,
            method=f"E-I against {draws} label permutations; low and high span chance",
            sentence=Sentence(key=f"network.mixing.{verdict}", values={**crossing}),
            caveat=Sentence(key="network.caveat.sizes"),
        )
    }


def _shape(held: Any, kinds: Mapping[str, str]) -> dict[str, Measure]:  # noqa: ANN401
    from ecosystem.analysis import network  # noqa: PLC0415

    if len(held.starts) == 0:
        return {}
    n = len(kinds)
    division = network.communities(held)
    shares = network.modularity(held, division.to_dict())
    strength = network.degree(held).sort_values(ascending=False, kind="stable")
    aimed = network.robustness(held, order=list(strength.index))
    distances = network.distance_fragmentation(held)
    return {
        "modularity": Measure(
            value=shares,
            unit="1",
            n=n,
            method="Leiden, best of 3 runs; the best division is not unique",
        ),
        "densest_core": Measure(
            value=float(network.k_core(held).max()),
            unit="ties each, at least",
            n=n,
            method="k-core (Seidman 1983)",
        ),
        "distance_fragmentation": Measure(
            value=_finite(distances),
            unit="1 - mean of 1/steps",
            n=n,
            method="Borgatti 2006, DF; computed up to 1,500 actors",
        ),
        "robustness": Measure(
            value=aimed.index,
            unit="mean share in the largest group",
            n=n,
            method="best-connected leave first (Schneider et al. 2011)",
        ),
    }


def _projects(graph: "EcosystemGraph") -> dict[str, Measure]:
    from ecosystem.analysis import network  # noqa: PLC0415

    found = network.helix_balance(graph)
    if found.projects == 0:
        return {}
    said = {"percent": _percent(found.all_three), "projects": found.projects}
    return {
        "projects_with_all_three": Measure(
            value=found.all_three,
            unit="share of projects with 2+ parties",
            n=found.projects,
            method="firm, knowledge institution and public party in one project",
            sentence=Sentence(key="network.helix", values={**said}),
            caveat=Sentence(key="network.caveat.unknown_kind"),
        )
    }


def _brokers(graph: "EcosystemGraph", tied: "ActorGraph", held: Any) -> tuple[BrokerBrief, ...]:  # noqa: ANN401
    from ecosystem.analysis import network  # noqa: PLC0415

    found = network.broker_bands(graph)
    if not found:
        return ()
    closed_in, size = network.constraint(held), network.effective_size(held)
    each = network.loss_of_each(graph, [broker.actor_id for broker in found])
    return tuple(
        BrokerBrief(
            actor_id=broker.actor_id,
            name=str(tied.nodes[broker.actor_id]["name"]),
            kind=str(tied.nodes[broker.actor_id]["kind"]),
            band=broker.band.value,
            betweenness=broker.betweenness,
            low=broker.low,
            high=broker.high,
            constraint=_finite(closed_in[broker.actor_id]),
            effective_size=_finite(size[broker.actor_id]),
            loss=_finite(each.loc[broker.actor_id, "loss"]),  # type: ignore[arg-type]
            cut_off=int(each.loc[broker.actor_id, "cut_off"]),  # type: ignore[arg-type]
        )
        for broker in found
    )


def _caveats(graph: "EcosystemGraph", tied: "ActorGraph") -> tuple[Sentence, ...]:
    said = [Sentence(key="network.caveat.density"), Sentence(key="network.caveat.bands")]
    if tied.graph["skipped_projects"]:
        values = {"count": tied.graph["skipped_projects"], "most": tied.graph["most_parties"]}
        said.append(Sentence(key="network.caveat.skipped", values=values))
    said += [
        Sentence(key=f"network.left_out.{why}", values={"count": count})
        for why, count in graph.graph["left_out"].items()
    ]
    if graph.graph["not_recorded"]:
        tables = ", ".join(graph.graph["not_recorded"])
        said.append(Sentence(key="network.caveat.not_recorded", values={"tables": tables}))
    return tuple(said)


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
        fragmentation_before=_finite(found.fragmentation_before),
        fragmentation_after=_finite(found.fragmentation_after),
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
        "before": _percent(found.fragmentation_before),
        "after": _percent(found.fragmentation_after),
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
    return PathBriefing(
        from_id=from_id,
        from_name=names[from_id],
        to_id=to_id,
        to_name=names[to_id],
        on=on,
        evidence=evidence,
        paths=tuple(_path(graph, path) for path in found),
        nearest=tuple(_path(graph, path) for path in nearest),
        sentences=_path_sentences(names[from_id], names[to_id], found, nearest),
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
