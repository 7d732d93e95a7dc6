"""Answer how the ecosystem of a position hangs together."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from typing import TYPE_CHECKING, Final

from ecosystem.analysis.day import OnDay
from ecosystem.briefings.actors.filters import count_firms
from ecosystem.briefings.network.figures import Measured, finite, phrase
from ecosystem.briefings.network.measures import (
    ASKABLE,
    BROKERS,
    NEIGHBOURS,
    PREDICTED,
    check_measures,
    measure,
)
from ecosystem.briefings.network.neighbours import neighbouring_positions
from ecosystem.briefings.network.recorded import Rests, absent
from ecosystem.briefings.network.records import (
    BrokerBrief,
    EvidenceLevel,
    NetworkBriefing,
    PredictedBrief,
    TiesBrief,
)
from ecosystem.briefings.network.sentences import network_sentences, say_brokers
from ecosystem.model.gaps import FirmRange
from ecosystem.model.register import Register
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import FirmCut, TieKind

if TYPE_CHECKING:
    from ecosystem.analysis.graph import EcosystemGraph

MOST_PREDICTED: Final = 10
PREDICTED_WORK: Final = 20_000_000
"""Pairs that share a contact, at most, from which likely ties are picked for an answer."""


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
    """Return who is connected in a position, who ties it together and who stands alone.

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
    from ecosystem.analysis.graph import graph_on_day

    day = day or OnDay(register, on)
    return brief_graph(
        day, graph_on_day(day, position_id, evidence, cut=firms, with_users=with_users), measures
    )


def brief_graph(
    day: OnDay, graph: "EcosystemGraph", measures: Collection[str] = ASKABLE
) -> NetworkBriefing:
    """Return the same for the graph of a position or of the whole register on that day.

    Raises:
        UnknownIdError: There is no such measure.
    """
    from ecosystem.analysis.graph import count_ties, metadata_of

    requested = check_measures(measures)
    network_of = Measured(day, graph)
    about = metadata_of(graph)
    is_recorded = not absent(graph, Rests.TIES)
    brokers, pivots = _brokers(network_of) if is_recorded and BROKERS in requested else ((), None)
    figures = measure(network_of, say_brokers(brokers), pivots, requested)
    alone = network_of.alone if is_recorded else []
    near = neighbouring_positions(day, about.position_id) if NEIGHBOURS in requested else ()
    is_example = len(network_of.real) < len(network_of.kinds)
    firms, is_members_only = _firms(day, about.position_id)
    briefing = NetworkBriefing(
        **{name: getattr(about, name) for name in _OF_GRAPH},
        **_counts_of(graph),
        on=day.on,
        is_synthetic=day.register.is_synthetic,
        rests_on_examples=is_example,
        firms=firms,
        is_members_only=is_members_only,
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
        not_asked=tuple(name for name in ASKABLE if name not in requested),
    )
    return briefing.model_copy(update={"sentences": network_sentences(network_of, briefing)})


_OF_GRAPH: Final = (
    "position_id",
    "evidence",
    "cut",
    "with_users",
    "label",
    "users",
    "left_out",
    "not_recorded",
)
"""What the graph itself tells of the question and of what it could not hold."""


def _counts_of(graph: "EcosystemGraph") -> dict[str, dict[str, int]]:
    """Count nodes and ties by kind, and the ties by evidence; what one offers ties nobody."""
    from ecosystem.analysis.graph import USER

    nodes, ties = graph.nodes(data=True), list(graph.edges(data=True))
    return {
        "nodes": _counts(str(d["kind"]) for _, d in nodes if d.get("membership") != USER),
        "links": _counts(str(data["kind"]) for *_, data in ties),
        "links_by_evidence": _counts(
            str(data["evidence"]) for *_, data in ties if data["kind"] != TieKind.OFFERS
        ),
    }


def _counts(words: Iterable[str]) -> dict[str, int]:
    return dict(Counter(words).most_common())


def _firms(day: OnDay, position_id: str | None) -> tuple[FirmRange | None, bool]:
    """Return how many firms the position has in the three cuts, and whether all are members."""
    if position_id is None or (count := day.membership.counts(position_id)) is None:
        return None, False
    return count_firms(day, day.actors.firms(), position_id), count.is_members_only


def _brokers(network_of: Measured) -> tuple[tuple[BrokerBrief, ...], int | None]:
    """List the brokers in bands, and from how many actors paths were followed; None: from all.

    Example data is nobody to agree anything with, so it is not among them.
    """
    from ecosystem.analysis import network

    bands = network.broker_bands(network_of.graph, among=network_of.real)
    if not bands:
        return (), None
    compact, losses = network_of.held, network_of.losses
    closed_in, size = network.constraint(compact), network.effective_size(compact)
    brokers = tuple(
        BrokerBrief(
            **{name: getattr(broker, name) for name in ("actor_id", "betweenness", "low", "high")},
            name=network_of.name(broker.actor_id),
            kind=network_of.kinds[broker.actor_id],
            band=broker.band.value,
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
    from ecosystem.analysis import ties

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
    from ecosystem.analysis.graph import metadata_of

    caveats = [phrase("caveat.density")] if requested else []
    if BROKERS in requested:
        caveats.append(phrase("caveat.bands"))
    if len(network_of.real) < len(network_of.kinds):
        caveats.insert(0, phrase("caveat.example"))
    metadata = metadata_of(network_of.tied)
    if metadata.skipped_projects:
        values = {"count": metadata.skipped_projects, "most": metadata.most_parties}
        caveats.append(phrase("caveat.skipped", **values))
    caveats += [phrase(f"left_out.{why}", count=count) for why, count in metadata.left_out.items()]
    return (
        *caveats,
        *(phrase("caveat.not_recorded", table=table) for table in metadata.not_recorded),
    )
