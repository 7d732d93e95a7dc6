"""Answer what a network would be without one actor."""

from math import isfinite
from typing import TYPE_CHECKING

from pydantic import Field

from ecosystem.briefings.network.figures import MOST_NAMES, finite, percent
from ecosystem.briefings.network.recorded import Rests, absent
from ecosystem.model.records import Record
from ecosystem.model.sentences import Sentence

if TYPE_CHECKING:
    from ecosystem.analysis.graph import EcosystemGraph
    from ecosystem.analysis.network import Loss


class LossBriefing(Record):
    """What a network is without one actor."""

    actor_id: str
    name: str
    fragmentation_before: float | None
    fragmentation_after: float | None
    groups_before: int
    groups_after: int
    cut_off_ids: tuple[str, ...]
    rests_on_examples: bool = Field(description="Example data is among the actors.")
    sentences: tuple[Sentence, ...]


def brief_loss(graph: "EcosystemGraph", actor_id: str) -> LossBriefing:
    """Return what a network is without one actor: "Hvad hvis X forsvinder?".

    Raises:
        UnknownIdError: The actor is not in the network.
    """
    from ecosystem.analysis import network

    lost = network.loss_of(graph, [actor_id])
    name = str(graph.nodes[actor_id]["name"])
    return LossBriefing(
        actor_id=actor_id,
        name=name,
        fragmentation_before=finite(lost.fragmentation_before),
        fragmentation_after=finite(lost.fragmentation_after),
        groups_before=lost.groups_before,
        groups_after=lost.groups_after,
        cut_off_ids=lost.cut_off,
        rests_on_examples=any(data.get("is_synthetic") for _, data in graph.nodes(data=True)),
        sentences=_loss_sentences(graph, name, lost),
    )


def _loss_sentences(graph: "EcosystemGraph", name: str, lost: "Loss") -> tuple[Sentence, ...]:
    if unknown := absent(graph, Rests.TIES):
        return tuple(Sentence(key=f"network.not_recorded.{table}") for table in unknown)
    grown = lost.fragmentation_after - lost.fragmentation_before
    if not isfinite(grown):
        return (Sentence(key="loss.too_few", values={"name": name}),)
    if grown <= 0 and not lost.cut_off:
        return (Sentence(key="loss.nothing", values={"name": name}),)
    shares = {
        "name": name,
        "before": percent(lost.fragmentation_before),
        "after": percent(lost.fragmentation_after),
    }
    sentences = [Sentence(key="loss.pairs", values={**shares})]
    if lost.cut_off:
        names = sorted(str(graph.nodes[node]["name"]) for node in lost.cut_off)
        suffix = ".one" if len(names) == 1 else ".all" if len(names) <= MOST_NAMES else ""
        more = {"count": len(names), "names": ", ".join(names[:MOST_NAMES])}
        sentences.append(Sentence(key=f"loss.cut_off{suffix}", values={**more}))
    sentences.append(Sentence(key="network.caveat.loss"))
    return tuple(sentences)
