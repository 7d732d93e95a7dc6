"""A figure of a network with what is needed to read it, and the network in the forms they need."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from math import isfinite
from typing import TYPE_CHECKING, Final, NamedTuple

from pydantic import Field

from ecosystem.briefings.network.recorded import Rests
from ecosystem.model.records import Record
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


class Measure(Record):
    """A figure of a network, with what is needed to read it."""

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


def phrase(key: str, /, **values: str | float) -> Sentence:
    """Return a sentence of the network's words."""
    return Sentence(key=f"network.{key}", values=dict(values))


DENSITY: Final = phrase("caveat.density")
UNRECORDED: Final = phrase("caveat.unrecorded")
FOUND_BY_TIES: Final = phrase("caveat.found_by_ties")


class Kind(NamedTuple):
    """A sort of figure: its unit, how it is worked out, what limits it, and what it rests on."""

    unit: str
    method: str
    """Places in braces are filled with the words of the figure at hand."""
    caveat: Sentence
    rests: Rests = Rests.TIES


_WAYS: Final = (
    "shortest way over the ties of the whole register; a joint project or the use of an offer is "
    "one step{share}"
)
_ROLE: Final = (
    "Gould & Fernandez 1989 by kind of actor; expected over all ways to deal out the kinds"
)
_REACH: Final = Kind("share of firms", _WAYS, UNRECORDED, Rests.FIRMS)
_TRIADS: Final = Kind("triads", _ROLE, phrase("caveat.roles"))

KINDS: Final[Mapping[str, Kind]] = {
    "groups": Kind("groups", "connected components of 2+", DENSITY),
    "largest_group_share": Kind("share of actors", "largest connected component", DENSITY),
    "isolated_share": Kind("share of actors", "actors without tie", UNRECORDED),
    "fragmentation": Kind("share of pairs", "Borgatti 2006, F", DENSITY),
    "distance_fragmentation": Kind(
        "1 - mean of 1/steps", "Borgatti 2006, DF; computed up to 1,500 actors", DENSITY
    ),
    "firms_within_1_of_knowledge": _REACH,
    "firms_within_2_of_knowledge": _REACH,
    "firms_within_3_of_knowledge": _REACH,
    "firms_without_way_to_knowledge": _REACH._replace(
        method="no way over the ties of the whole register, however long"
    ),
    "ties_per_actor": Kind(
        "others, median of those tied", "degree, one-mode graph", phrase("caveat.counts")
    ),
    "strength_per_actor": Kind(
        "projects and direct ties, median of those tied",
        "strength; a project of n parties gives each pair 1/(n - 1) (Newman 2001)",
        phrase("caveat.counts"),
    ),
    "betweenness": Kind(
        "share of others' shortest ways, the highest",
        "betweenness, {how}; who is told in bands (see brokers)",
        phrase("caveat.bands"),
    ),
    "effective_size": Kind(
        "share of contacts that repeat no other, median",
        "Burt's effective size over contacts; actors with 2 contacts or more",
        UNRECORDED,
    ),
    "constraint": Kind(
        "1 closed in, 0 open; median",
        "Burt's constraint; actors with 2 contacts or more",
        UNRECORDED,
    ),
    "role_coordinator": _TRIADS,
    "role_itinerant": _TRIADS,
    "role_gatekeeper": _TRIADS._replace(method=f"{_ROLE}; gatekeeper and representative together"),
    "role_liaison": _TRIADS,
    "modularity": Kind(
        "1",
        "Leiden, the best of its runs; the best division is not unique",
        phrase("caveat.circles"),
    ),
    "densest_core": Kind("ties each, at least", "k-core (Seidman 1983)", DENSITY),
    "algebraic_connectivity": Kind(
        "weight of ties",
        "second eigenvalue of the Laplacian of the largest group (Fiedler 1973)",
        phrase("caveat.weights"),
    ),
    "robustness": Kind(
        "mean share in the largest group",
        "best-connected leave first, beside 10 random orders (Schneider et al. 2011)",
        phrase("caveat.loss"),
    ),
    "ei_index_by_kind": Kind(
        "-1 all within kinds, 1 all between",
        "E-I of partners and joint projects against {draws} label permutations; low and high span "
        "chance",
        phrase("caveat.sizes"),
    ),
    "assortativity_by_kind": Kind(
        "1 all ties within kinds, 0 as by chance",
        "Newman 2003, of partners and joint projects, against {draws} networks with shuffled "
        "ties, each actor keeping its number; low and high span chance",
        phrase("caveat.shuffled"),
    ),
    "projects_with_all_three": Kind(
        "share of projects with 2+ parties",
        "firm, knowledge institution and public party in one project",
        phrase("caveat.unknown_kind"),
        Rests.PROJECTS,
    ),
    "helix_evenness": Kind(
        "1 as many of each, 0 one sort alone",
        "Pielou's J over firms, knowledge institutions and public parties of projects",
        phrase("caveat.unknown_kind"),
        Rests.PROJECTS,
    ),
    "projects_of_clusters_hhi": Kind(
        "10,000 times the sum of squared shares",
        "Herfindahl-Hirschman {over}; expected: all as many",
        phrase("caveat.concentration"),
        Rests.CLUSTERS,
    ),
    "projects_of_clusters_gini": Kind(
        "0 all as many, 1 one has all",
        "Gini {over}",
        phrase("caveat.concentration"),
        Rests.CLUSTERS,
    ),
    "kinds_that_lack_meetings": Kind(
        "meetings over those expected, the pair of kinds that lacks most",
        "pairs of parties by kind ({pair}) against {draws} tables with the same parties a project "
        "and projects an actor (Curveball), after false discovery",
        phrase("caveat.tables"),
        Rests.PROJECTS,
    ),
    "largest_loss": Kind(
        "increase of F", "every actor taken out in turn{bands}", phrase("caveat.loss")
    ),
    "key_players": Kind(
        "increase of F",
        "set of {size} by greedy search and swaps (Borgatti 2006); not proven best",
        phrase("caveat.set"),
    ),
}
"""Every figure of a network; one that cannot be computed on a network is left out of it."""


def figure(  # noqa: PLR0913  a figure, what it was computed over and what it means
    name: str,
    value: float | None,
    n: int,
    sentence: Sentence,
    *,
    expected: float | None = None,
    low: float | None = None,
    high: float | None = None,
    caveat: Sentence | None = None,
    **words: str | float,
) -> Measures:
    """Return one figure by its name, with the unit, method and caveat of its kind.

    Args:
        name: Of :data:`KINDS`.
        value: The figure.
        n: What it was computed over.
        sentence: What it means for action.
        expected: The figure by chance.
        low: Lower end of its band.
        high: Upper end of its band.
        caveat: What to bear in mind, where it differs from that of the kind.
        **words: What fills the places of the kind's method.
    """
    kind = KINDS[name]
    measure = Measure(
        value=value,
        unit=kind.unit,
        n=n,
        expected=expected,
        low=low,
        high=high,
        method=kind.method.format(**words),
        sentence=sentence,
        caveat=caveat or kind.caveat,
    )
    return {name: measure}


def finite(value: float) -> float | None:
    """Return a number; what is not a number is not known."""
    return float(value) if isfinite(value) else None


def percent(share: float) -> int:
    """Return a share as whole per cent."""
    return round(100 * share)


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
        from ecosystem.analysis.graph import one_mode_projection

        return one_mode_projection(self.graph)

    @cached_property
    def held(self) -> "CompactGraph":
        """Return who has to do with whom: ties, joint projects, offers used."""
        from ecosystem.analysis import network

        return network.compact(self.tied)

    @cached_property
    def cooperation(self) -> "CompactGraph":
        """Return who cooperates with whom: partners and joint projects; others are left out."""
        return _cooperation(self.graph)

    @cached_property
    def ways(self) -> "pd.DataFrame":
        """Return the ties of the whole register, of the network's grade."""
        from ecosystem.analysis.graph import metadata_of, tie_rows

        return tie_rows(self.day, None, metadata_of(self.graph).evidence)

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """Return the kind of each actor."""
        return {n: str(d["kind"]) for n, d in self.tied.nodes(data=True)}

    @cached_property
    def groups(self) -> "pd.Series[int]":
        """Return the group of each actor."""
        from ecosystem.analysis import network

        return network.components(self.graph)

    @cached_property
    def losses(self) -> "pd.DataFrame":
        """Return what the network would be without each actor."""
        from ecosystem.analysis import network

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
    import networkx as nx

    from ecosystem.analysis import network
    from ecosystem.analysis.graph import one_mode_projection

    counted = {TieKind.PARTNER.value, TieKind.TAKES_PART.value}
    cooperating: EcosystemGraph = nx.MultiDiGraph(**graph.graph)
    cooperating.add_nodes_from(graph.nodes(data=True))
    cooperating.add_edges_from(
        (start, end, data) for start, end, data in graph.edges(data=True) if data["kind"] in counted
    )
    tied = one_mode_projection(cooperating)
    tied.remove_nodes_from(list(nx.isolates(tied)))
    return network.compact(tied)


def _firms(day: "OnDay", graph: "EcosystemGraph") -> Firms:
    """Return the firms that shares are taken over: all of the position, or of the register."""
    from ecosystem.analysis.graph import USER, metadata_of

    firms = {
        node: set(str(data.get("membership_evidence")).split(";"))
        for node, data in graph.nodes(data=True)
        if data["kind"] == ActorKind.FIRM and data.get("membership") != USER
    }
    if metadata_of(graph).position_id is None:
        count = day.actors.firm_count
        return Firms(tuple(firms), count, "register" if count > len(firms) else "ties")
    evidence = set().union(*firms.values())
    if not firms or MemberEvidence.INDUSTRY.value in evidence:
        found_by = "industry"
    else:
        found_by = "membership" if evidence == {MemberEvidence.MEMBERSHIP.value} else "ties"
    return Firms(tuple(firms), len(firms), found_by)
