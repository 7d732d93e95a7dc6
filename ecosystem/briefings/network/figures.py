"""A figure of a network with what is needed to read it, and the network in the forms they need."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import isfinite
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from ecosystem.briefings.network.recorded import Rests
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import ActorKind, MemberEvidence, TieKind

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from ecosystem.analysis.day import OnDay
    from ecosystem.analysis.graph import ActorGraph, EcosystemGraph
    from ecosystem.analysis.network import CompactGraph

    Counts = NDArray[np.integer]

NULL_WORK: Final = 2_000_000
"""Ties times random networks that one answer may cost."""
MOST_NAMES: Final = 6
"""Names told in one sentence."""


class Measure(BaseModel):
    """A figure of a network, with what is needed to read it."""

    model_config = ConfigDict(frozen=True)

    value: float | None = Field(description="None: cannot be computed here, see the sentence.")
    unit: str
    n: int = Field(description="What it was computed over.")
    low: float | None = None
    high: float | None = None
    expected: float | None = Field(default=None, description="What chance alone gives.")
    method: str
    sentence: Sentence = Field(description="What it means for action.")
    caveat: Sentence
    rests_on_examples: bool = Field(default=False, description="Example data is counted in it.")
    not_recorded: tuple[str, ...] = Field(
        default=(), description="Tables that it rests on and the register does not hold."
    )


Measures = dict[str, Measure]


class Kind(NamedTuple):
    """A sort of figure: its unit, and what it rests on."""

    unit: str
    rests: Rests = Rests.TIES


KINDS: Final[Mapping[str, Kind]] = {
    "groups": Kind("groups"),
    "largest_group_share": Kind("share of actors"),
    "isolated_share": Kind("share of actors"),
    "fragmentation": Kind("share of pairs"),
    "distance_fragmentation": Kind("1 - mean of 1/steps"),
    "firms_within_1_of_knowledge": Kind("share of firms", Rests.FIRMS),
    "firms_within_2_of_knowledge": Kind("share of firms", Rests.FIRMS),
    "firms_within_3_of_knowledge": Kind("share of firms", Rests.FIRMS),
    "firms_without_way_to_knowledge": Kind("share of firms", Rests.FIRMS),
    "ties_per_actor": Kind("others, median of those tied"),
    "strength_per_actor": Kind("projects and direct ties, median of those tied"),
    "betweenness": Kind("share of others' shortest ways, the highest"),
    "effective_size": Kind("share of contacts that repeat no other, median"),
    "constraint": Kind("1 closed in, 0 open; median"),
    "role_coordinator": Kind("triads"),
    "role_itinerant": Kind("triads"),
    "role_gatekeeper": Kind("triads"),
    "role_liaison": Kind("triads"),
    "modularity": Kind("1"),
    "densest_core": Kind("ties each, at least"),
    "algebraic_connectivity": Kind("weight of ties"),
    "robustness": Kind("mean share in the largest group"),
    "ei_index_by_kind": Kind("-1 all within kinds, 1 all between"),
    "assortativity_by_kind": Kind("1 all ties within kinds, 0 as by chance"),
    "projects_with_all_three": Kind("share of projects with 2+ parties", Rests.PROJECTS),
    "helix_evenness": Kind("1 as many of each, 0 one sort alone", Rests.PROJECTS),
    "projects_of_clusters_hhi": Kind("10,000 times the sum of squared shares", Rests.CLUSTERS),
    "projects_of_clusters_gini": Kind("0 all as many, 1 one has all", Rests.CLUSTERS),
    "kinds_that_lack_meetings": Kind(
        "meetings over those expected, the pair of kinds that lacks most", Rests.PROJECTS
    ),
    "largest_loss": Kind("increase of F"),
    "key_players": Kind("increase of F"),
}
"""Every figure of a network; one that cannot be computed on a network is left out of it."""


def figure(name: str, value: float | None, n: int, **more: Any) -> Measures:  # noqa: ANN401
    """Return one figure by its name, in the unit of its kind.

    Args:
        name: Of :data:`KINDS`.
        value: The figure.
        n: What it was computed over.
        **more: ``method``, ``sentence``, ``caveat`` and what else :class:`Measure` holds.
    """
    return {name: Measure(value=value, unit=KINDS[name].unit, n=n, **more)}


def finite(value: float) -> float | None:
    """Return a number; what is not a number is not known."""
    return float(value) if isfinite(value) else None


def percent(share: float) -> int:
    """Return a share as whole per cent."""
    return round(100 * share)


def phrase(key: str, /, **values: str | float) -> Sentence:
    """Return a sentence of the network's words."""
    return Sentence(key=f"network.{key}", values=dict(values))


DENSITY: Final = phrase("caveat.density")
UNRECORDED: Final = phrase("caveat.unrecorded")


# The network in the forms that figures need.


@dataclass(frozen=True, slots=True)
class Firms:
    """The firms that a share is taken over."""

    ids: tuple[str, ...]
    """Those that are points of the network."""
    count: int
    """All of them; of a whole register also those without any tie."""
    found_by: str
    """``industry`` (by code, or by code and tie), ``membership`` (all are members of a cluster),
    ``ties`` (by projects and other ties alone: who has none is not known) or ``register`` (of the
    whole register, some of them without any tie)."""


@dataclass(frozen=True, eq=False)
class Measured:
    """A network in the forms its measures need, each made once, when it is needed first."""

    day: "OnDay"
    graph: "EcosystemGraph"

    @cached_property
    def tied(self) -> "ActorGraph":
        """Return the actors, tied where they have to do with each other."""
        from ecosystem.analysis.graph import tie_actors  # noqa: PLC0415  slow to import

        return tie_actors(self.graph)

    @cached_property
    def held(self) -> "CompactGraph":
        """Return who has to do with whom: ties, joint projects, offers used."""
        from ecosystem.analysis import network  # noqa: PLC0415

        return network.compact(self.tied)

    @cached_property
    def cooperation(self) -> "CompactGraph":
        """Return who cooperates with whom: partners and joint projects; others are left out."""
        return _cooperation(self.graph)

    @cached_property
    def ways(self) -> "pd.DataFrame":
        """Return the ties of the whole register, of the network's grade."""
        from ecosystem.analysis.graph import tie_rows  # noqa: PLC0415

        return tie_rows(self.day, None, self.graph.graph["evidence"])

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """Return the kind of each actor."""
        return {n: str(d["kind"]) for n, d in self.tied.nodes(data=True)}

    @cached_property
    def groups(self) -> "pd.Series[int]":
        """Return the group of each actor."""
        from ecosystem.analysis import network  # noqa: PLC0415

        return network.components(self.graph)

    @cached_property
    def losses(self) -> "pd.DataFrame":
        """Return what the network would be without each actor."""
        from ecosystem.analysis import network  # noqa: PLC0415

        return network.loss_of_each(self.graph)

    @cached_property
    def firms(self) -> Firms:
        """Return the firms that a share is taken over."""
        return _firms(self.day, self.graph)

    @property
    def sizes(self) -> "Counts":
        """Actors of each group, the largest first."""
        sizes: Counts = self.groups.value_counts().to_numpy()
        return sizes

    @property
    def alone(self) -> list[str]:
        """Actors without a tie to any other."""
        sizes = self.sizes
        return [node for node in self.groups.index if sizes[self.groups[node]] == 1]

    @property
    def real(self) -> list[str]:
        """Actors that are no example data: those a person can ask, name or count on."""
        return [node for node in self.kinds if not self.is_example(node)]

    def is_example(self, actor_id: str) -> bool:
        """Return whether an actor is made up."""
        return bool(self.graph.nodes[actor_id].get("is_synthetic"))

    def rests_on_examples(self, rests: Rests) -> bool:
        """Return whether figures that rest on some of the ties count example data in."""
        if rests in {Rests.TIES, Rests.FIRMS}:
            return len(self.real) < len(self.kinds)
        return any(
            self.is_example(start) or self.is_example(end) or bool(data.get("is_synthetic"))
            for start, end, data in self.graph.edges(data=True)
            if data["kind"] == TieKind.TAKES_PART
        )

    def name(self, actor_id: str) -> str:
        """Return the name of an actor."""
        return str(self.graph.nodes[actor_id]["name"])

    def names(self, actor_ids: "list[str]") -> str:
        """Write the names of some actors in one line, in alphabetical order."""
        return ", ".join(sorted(map(self.name, actor_ids)))


def _cooperation(graph: "EcosystemGraph") -> "CompactGraph":
    """Return who cooperates with whom, without those who cooperate with nobody.

    Memberships and uses of offers join a firm with a cluster or a provider whatever happens, so
    they tell nothing of whether kinds of actors meet.
    """
    import networkx as nx  # noqa: PLC0415

    from ecosystem.analysis import network  # noqa: PLC0415
    from ecosystem.analysis.graph import tie_actors  # noqa: PLC0415

    counted = {TieKind.PARTNER.value, TieKind.TAKES_PART.value}
    cooperating: EcosystemGraph = nx.MultiDiGraph(**graph.graph)
    cooperating.add_nodes_from(graph.nodes(data=True))
    cooperating.add_edges_from(
        (start, end, data) for start, end, data in graph.edges(data=True) if data["kind"] in counted
    )
    tied = tie_actors(cooperating)
    tied.remove_nodes_from(list(nx.isolates(tied)))
    return network.compact(tied)


def _firms(day: "OnDay", graph: "EcosystemGraph") -> Firms:
    """Return the firms that shares are taken over: all of the position, or of the register."""
    from ecosystem.analysis.graph import USER  # noqa: PLC0415

    firms = {
        node: set(str(data.get("membership_evidence")).split(";"))
        for node, data in graph.nodes(data=True)
        if data["kind"] == ActorKind.FIRM and data.get("membership") != USER
    }
    if graph.graph["position_id"] is None:
        count = day.actors.firm_count
        return Firms(tuple(firms), count, "register" if count > len(firms) else "ties")
    evidence = set().union(*firms.values())
    if not firms or MemberEvidence.INDUSTRY.value in evidence:
        found_by = "industry"
    else:
        found_by = "membership" if evidence == {MemberEvidence.MEMBERSHIP.value} else "ties"
    return Firms(tuple(firms), len(firms), found_by)
