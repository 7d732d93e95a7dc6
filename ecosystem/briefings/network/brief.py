"""Answer how the ecosystem of a position hangs together."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from ecosystem.analysis.day import OnDay
from ecosystem.briefings.actors.filters import count_firms
from ecosystem.briefings.network.figures import (
    Measure,
    Measured,
    finite,
    phrase,
)
from ecosystem.briefings.network.groups import say_alone, say_groups
from ecosystem.briefings.network.measures import (
    ASKABLE,
    BROKERS,
    NEIGHBOURS,
    PREDICTED,
    check_measures,
    measure,
)
from ecosystem.briefings.network.neighbours import (
    NeighbourBrief,
    neighbouring_positions,
    say_neighbours,
)
from ecosystem.briefings.network.recorded import Rests, absent, say_absent
from ecosystem.model.gaps import FirmRange
from ecosystem.model.register import Register
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import ActorKind, FirmCut, TieKind

if TYPE_CHECKING:
    from ecosystem.analysis.graph import EcosystemGraph

EvidenceLevel = Literal["claimed", "proven"]
MOST_PREDICTED: Final = 10
PREDICTED_WORK: Final = 20_000_000
"""Pairs that share a contact, at most, from which likely ties are picked for an answer."""
MAIN: Final = (
    "betweenness",
    "fragmentation",
    "firms_within_1_of_knowledge",
    "firms_without_way_to_knowledge",
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


class TiesBrief(_Record):
    """How many ties there are, each sort under a name of its own."""

    ties: int = Field(description="From one actor to another; memberships are counted in.")
    memberships: int
    participations: int = Field(description="Parts that actors take in projects.")
    joint_projects: int = Field(description="Projects that two actors or more take part in.")
    uses: int = Field(description="Offers used, once an actor and offer.")
    unnamed: int = Field(
        default=0,
        description="Parts in projects of those who may be persons: counted, not drawn.",
    )


class NetworkBriefing(_Record):
    """How the ecosystem of a position hangs together on a day."""

    position_id: str | None
    on: date
    evidence: EvidenceLevel
    cut: FirmCut
    with_users: bool
    label: str
    is_synthetic: bool
    rests_on_examples: bool = Field(description="Example data is among the actors.")
    firms: FirmRange | None = Field(
        description="Firms of the position in the three cuts; None: not recorded, or not asked."
    )
    is_members_only: bool = Field(description="The register holds the cluster's members alone.")
    nodes: dict[str, int] = Field(description="Points by kind; users are not among them.")
    users: int | None = Field(
        description="Actors that used an offer of the position and are not of it; no points "
        "unless asked for. None: not recorded, or no position."
    )
    links: dict[str, int]
    links_by_evidence: dict[str, int]
    ties: TiesBrief
    components: int | None = Field(
        description="Groups without a tie between them; one alone is one. None: not recorded."
    )
    isolated: int | None = Field(description="None: ties are not recorded.")
    isolated_ids: tuple[str, ...]
    isolated_by_kind: dict[str, int]
    firms_without_ties: int = Field(
        description="Of the whole register: firms without any tie, which are no points."
    )
    measures: dict[str, Measure]
    brokers: tuple[BrokerBrief, ...] = Field(description="Never example data.")
    predicted: tuple[PredictedBrief, ...]
    neighbouring_positions: tuple[NeighbourBrief, ...]
    sentences: tuple[Sentence, ...]
    caveats: tuple[Sentence, ...]
    left_out: dict[str, int]
    not_recorded: tuple[str, ...]
    not_asked: tuple[str, ...] = Field(
        default=(), description="What was not asked for, so that it says nothing of the network."
    )


def brief_network(  # noqa: PLR0913  each is a named filter
    register: Register,
    position_id: str,
    on: date,
    evidence: EvidenceLevel = "claimed",
    *,
    firms: FirmCut = FirmCut.STANDARD,
    with_users: bool = False,
    measures: Collection[str] = ASKABLE,
    day: OnDay | None = None,
) -> NetworkBriefing:
    """Tell who is connected in a position, who ties it together and who stands alone.

    Args:
        register: The register.
        position_id: The strength position.
        on: Day on which actors are active and ties hold.
        evidence: ``claimed`` counts every tie; ``proven`` joint projects and accepted referrals.
        firms: How widely the firms of the position are counted.
        with_users: Also take in those that used an offer naming the position; they are counted
            apart.
        measures: Names of the measures asked for, of ``network_measures.ASKABLE``; what nobody
            asks for takes no work and is named in ``not_asked``.
        day: The register on the day where it is made already.

    Returns:
        Actors and ties by kind, the measures with their sentences, who ties groups together (in
        bands), who stands alone, and positions whose firms lie near.

    Raises:
        UnknownIdError: The register holds no such position, or there is no such measure.
        NotRecordedError: The register has no actors.
    """
    from ecosystem.analysis.graph import graph_on_day  # noqa: PLC0415  slow to import

    day = day or OnDay(register, on)
    return brief_graph(
        day, graph_on_day(day, position_id, evidence, cut=firms, with_users=with_users), measures
    )


def brief_graph(
    day: OnDay, graph: "EcosystemGraph", measures: Collection[str] = ASKABLE
) -> NetworkBriefing:
    """Tell the same about the graph of a position or of the whole register on that day.

    Raises:
        UnknownIdError: There is no such measure.
    """
    from ecosystem.analysis.graph import USER, count_ties  # noqa: PLC0415

    requested = check_measures(measures)
    network_of = Measured(day, graph)
    about = graph.graph
    is_recorded = not absent(graph, Rests.TIES)
    brokers, pivots = _brokers(network_of) if is_recorded and BROKERS in requested else ((), None)
    figures = measure(network_of, _say_brokers(brokers), pivots, requested)
    alone = network_of.alone if is_recorded else []
    near = neighbouring_positions(day, about["position_id"]) if NEIGHBOURS in requested else ()
    is_example = len(network_of.real) < len(network_of.kinds)
    firms, is_members_only = _firms(day, about["position_id"])
    briefing = NetworkBriefing(
        position_id=about["position_id"],
        on=day.on,
        evidence=about["evidence"],
        cut=about["cut"],
        with_users=about["with_users"],
        label=about["label"],
        is_synthetic=day.register.is_synthetic,
        rests_on_examples=is_example,
        firms=firms,
        is_members_only=is_members_only,
        nodes=_counts(
            str(data["kind"])
            for _, data in graph.nodes(data=True)
            if data.get("membership") != USER
        ),
        users=about["users"],
        links=_counts(str(data["kind"]) for *_, data in graph.edges(data=True)),
        links_by_evidence=_counts(
            str(data["evidence"])
            for *_, data in graph.edges(data=True)
            if data["kind"] != TieKind.OFFERS  # what one offers is no tie to anybody
        ),
        ties=TiesBrief(**count_ties(graph)._asdict()),
        components=len(network_of.sizes) if is_recorded else None,
        isolated=len(alone) if is_recorded else None,
        isolated_ids=tuple(alone),
        isolated_by_kind=_counts(network_of.kinds[node] for node in alone),
        firms_without_ties=network_of.firms.count - len(network_of.firms.ids),
        measures=figures,
        brokers=brokers,
        predicted=_predicted(network_of) if is_recorded and PREDICTED in requested else (),
        neighbouring_positions=near,
        sentences=(),
        caveats=_caveats(network_of, requested),
        left_out=about["left_out"],
        not_recorded=about["not_recorded"],
        not_asked=tuple(name for name in ASKABLE if name not in requested),
    )
    return briefing.model_copy(update={"sentences": _sentences(network_of, briefing)})


def _sentences(network_of: Measured, briefing: NetworkBriefing) -> tuple[Sentence, ...]:
    """Say what is not recorded, how many there are, and the figures that matter most."""
    is_recorded = briefing.isolated is not None
    opening = [*say_absent(network_of.graph), *_say_examples(network_of), *_say_firms(briefing)]
    are_ties_known = briefing.evidence == "claimed" and "links" not in briefing.not_recorded
    if is_recorded or are_ties_known:
        opening += _say_size(briefing)
    if is_recorded:
        opening += [say_groups(network_of.sizes), say_alone(network_of)]
    if is_recorded and briefing.firms_without_ties:
        opening.append(
            phrase(
                "firms_without_ties",
                count=briefing.firms_without_ties,
                firms=network_of.firms.count,
            )
        )
    main = [
        briefing.measures[name].sentence
        for name in MAIN
        if name in briefing.measures and not briefing.measures[name].not_recorded
    ]
    near = say_neighbours(briefing.neighbouring_positions)
    return tuple(s for s in [*opening, *main, *near] if s.key not in _NOTHING_TO_SAY)


_NOTHING_TO_SAY: Final = frozenset({"network.fragmentation.whole", "network.fragmentation.all"})
"""Sentences that repeat what the groups say already."""


def _counts(words: Iterable[str]) -> dict[str, int]:
    return dict(Counter(words).most_common())


def _firms(day: OnDay, position_id: str | None) -> tuple[FirmRange | None, bool]:
    """Return how many firms the position has in the three cuts, and whether all are members."""
    if position_id is None or (count := day.membership.counts(position_id)) is None:
        return None, False
    return count_firms(day, day.actors.firms(), position_id), count.is_members_only


def _say_firms(briefing: NetworkBriefing) -> list[Sentence]:
    """Say how many firms the position has, in the three cuts, and who used offers beside them."""
    sentences = []
    if (firms := briefing.firms) is not None:
        values = {"firms": int(firms.firms), "low": int(firms.low), "high": int(firms.high)}
        whose = "members" if briefing.is_members_only else "position"
        sentences.append(phrase(f"firms.{whose}", **values))
        if briefing.cut is not FirmCut.STANDARD:
            sentences.append(phrase(f"cut.{briefing.cut.value}", firms=_firms_drawn(briefing)))
    elif briefing.position_id is not None:
        sentences.append(phrase("firms.not_recorded"))
    if briefing.users:
        is_in = "drawn" if briefing.with_users else "left_out"
        sentences.append(phrase(f"users.{is_in}", count=briefing.users))
    return sentences


def _firms_drawn(briefing: NetworkBriefing) -> int:
    return briefing.nodes.get(ActorKind.FIRM.value, 0)


def _say_size(briefing: NetworkBriefing) -> list[Sentence]:
    """Say how many ties are recorded; what is no tie between actors has a name of its own."""
    ties = briefing.ties
    actors = sum(count for kind, count in briefing.nodes.items() if kind not in _NO_ACTORS)
    actors += (briefing.users or 0) if briefing.with_users else 0
    is_proven = briefing.evidence == "proven"
    some = ".proven" if is_proven else "" if ties.memberships else ".no_members"
    values = {"actors": actors, "ties": ties.ties, "memberships": ties.memberships}
    sentences = [phrase(f"size{some}", **values)]
    if ties.participations:
        parts = {"participations": ties.participations, "projects": ties.joint_projects}
        sentences.append(phrase("size.projects", **parts))
    if ties.unnamed:
        sentences.append(phrase("size.unnamed", count=ties.unnamed))
    if ties.uses:
        sentences.append(phrase("size.uses", uses=ties.uses))
    return sentences


_NO_ACTORS: Final = frozenset({"project", "offer"})


def _say_examples(network_of: Measured) -> list[Sentence]:
    examples = len(network_of.kinds) - len(network_of.real)
    if not examples:
        return []
    return [phrase("examples", examples=examples, actors=len(network_of.kinds))]


def _say_brokers(brokers: tuple[BrokerBrief, ...]) -> Sentence | None:
    if not brokers:
        return None
    clear = [broker.name for broker in brokers if broker.band == "clear"]
    if not clear:
        return phrase("brokers.unsure", count=len(brokers))
    suffix = ".one" if len(clear) == 1 else ""
    return phrase(f"brokers{suffix}", names=", ".join(clear))


def _brokers(network_of: Measured) -> tuple[tuple[BrokerBrief, ...], int | None]:
    """List the brokers in bands, and from how many actors paths were followed; None: from all.

    Example data is nobody to agree anything with, so it is not among them.
    """
    from ecosystem.analysis import network  # noqa: PLC0415

    bands = network.broker_bands(network_of.graph, among=network_of.real)
    if not bands:
        return (), None
    compact, losses = network_of.held, network_of.losses
    closed_in, size = network.constraint(compact), network.effective_size(compact)
    brokers = tuple(
        BrokerBrief(
            actor_id=broker.actor_id,
            name=network_of.name(broker.actor_id),
            kind=network_of.kinds[broker.actor_id],
            band=broker.band.value,
            betweenness=broker.betweenness,
            low=broker.low,
            high=broker.high,
            constraint=finite(closed_in[broker.actor_id]),
            effective_size=finite(size[broker.actor_id]),
            loss=finite(losses.loc[broker.actor_id, "loss"]),  # type: ignore[arg-type]
            cut_off=int(losses.loc[broker.actor_id, "cut_off"]),  # type: ignore[arg-type]
        )
        for broker in bands
    )
    return brokers, network.betweenness(compact).pivots


def _predicted(network_of: Measured) -> tuple[PredictedBrief, ...]:
    """List pairs of real actors of different kinds without a tie that share contacts.

    A guess, never a gap. Of one kind they mostly share contacts because they are alike.
    """
    from ecosystem.analysis import ties  # noqa: PLC0415

    real = network_of.tied.subgraph(network_of.real)
    if sum(count * count for _, count in real.degree()) > PREDICTED_WORK:
        return ()
    likely = ties.predicted_ties(real, most=PREDICTED_WORK).reset_index()
    kinds = network_of.kinds
    differ = likely["actor_id"].map(kinds) != likely["other_id"].map(kinds)
    return tuple(
        PredictedBrief(
            actor_id=row["actor_id"],
            name=network_of.name(row["actor_id"]),
            other_id=row["other_id"],
            other_name=network_of.name(row["other_id"]),
            score=row["score"],
            shared=row["shared"],
        )
        for row in likely[differ].head(MOST_PREDICTED).to_dict("records")
    )


def _caveats(network_of: Measured, requested: Collection[str]) -> tuple[Sentence, ...]:
    graph, tied = network_of.graph, network_of.tied
    caveats = [phrase("caveat.density")] if requested else []
    if BROKERS in requested:
        caveats.append(phrase("caveat.bands"))
    if len(network_of.real) < len(network_of.kinds):
        caveats.insert(0, phrase("caveat.example"))
    if tied.graph["skipped_projects"]:
        values = {"count": tied.graph["skipped_projects"], "most": tied.graph["most_parties"]}
        caveats.append(phrase("caveat.skipped", **values))
    caveats += [
        phrase(f"left_out.{why}", count=count) for why, count in graph.graph["left_out"].items()
    ]
    return (
        *caveats,
        *(phrase("caveat.not_recorded", table=table) for table in graph.graph["not_recorded"]),
    )
