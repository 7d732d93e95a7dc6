"""The networks that rules about ties look at, each made once.

A position's network is that of its page: ``graph.graph_on_day`` with the firms of the standard
cut. Whether any way leads to a knowledge institution is asked of the ties of the whole register,
because a way may lead through actors of other positions.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.graph import graph_on_day, tie_rows
from ecosystem.analysis.network import components, loss_of_each
from ecosystem.analysis.network.arrays import connection_graph
from ecosystem.analysis.ties import ties_against_null
from ecosystem.model.days import holding
from ecosystem.model.vocabulary import ActorKind

if TYPE_CHECKING:
    from collections.abc import Collection

    import networkx as nx
    from numpy.typing import NDArray

    from ecosystem.analysis.graph import EcosystemGraph

    Integers = NDArray[np.int64]
    Truths = NDArray[np.bool_]

DRAWS: Final = 200
"""Random tables behind the statement that groups meet less than chance would have it."""
FEWEST_GROUPS: Final = 2


@dataclass(frozen=True, eq=False)
class ConnectedGroups:
    """Which actors of the whole register are connected, and which reach a knowledge institution."""

    groups: "pd.Series[int]"
    """Number of the connected group of each actor that has a tie, by actor_id."""
    knowing: frozenset[int]
    """Groups with a knowledge institution."""

    def groups_of(self, actor_ids: "pd.Series[str]") -> "Integers":
        """Return the groups of some actors; -1: no tie of it is recorded."""
        groups = self.groups.reindex(pd.Index(actor_ids), fill_value=-1)
        return np.asarray(groups, dtype=np.int64)

    def leads_to_knowledge(self, actor_ids: "pd.Series[str]") -> "Truths":
        """Return for some firms whether any way leads to a knowledge institution."""
        reached: Truths = np.isin(self.groups_of(actor_ids), list(self.knowing))
        return reached

    def joined(self, start: str, end: str, knowledge: "Collection[str]") -> "ConnectedGroups":
        """Return the ways when two actors are tied together as well.

        Args:
            start: One of them.
            end: The other.
            knowledge: The knowledge institutions.
        """
        unused = int(self.groups.max()) + 1 if len(self.groups) else 0
        first, last = self.groups.get(start, unused), self.groups.get(end, unused + 1)
        is_knowing = bool({first, last} & self.knowing or {start, end} & set(knowledge))
        merged = self.groups.mask(self.groups == last, first)
        new = [actor for actor in dict.fromkeys((start, end)) if actor not in merged.index]
        ties = pd.concat([merged, pd.Series(first, index=new, dtype="int64")])
        return ConnectedGroups(ties, self.knowing | {first} if is_knowing else self.knowing)


@dataclass(frozen=True, eq=False)
class Networks:
    """The network of each position, what its loss of an actor does, and the ways of all."""

    day: OnDay
    graphs: dict[str, "EcosystemGraph"] = field(default_factory=dict)
    losses: dict[str, pd.DataFrame] = field(default_factory=dict)
    meetings: dict[str, pd.DataFrame | None] = field(default_factory=dict)
    connected_memo: list[ConnectedGroups] = field(default_factory=list)
    """The ways, once somebody has asked for them."""

    def graph(self, position_id: str) -> "EcosystemGraph":
        """Return the network of a position, as on the page of networks."""
        if position_id not in self.graphs:
            self.graphs[position_id] = graph_on_day(self.day, position_id)
        return self.graphs[position_id]

    def connections(self, position_id: str) -> "nx.Graph[str]":
        """Return who is connected with whom in a position: no two by an offer both have used."""
        import networkx as nx

        compact = connection_graph(self.graph(position_id))
        graph: nx.Graph[str] = nx.Graph()
        graph.add_nodes_from(compact.ids)
        pairs = zip(compact.starts.tolist(), compact.ends.tolist(), strict=True)
        graph.add_edges_from((compact.ids[start], compact.ids[end]) for start, end in pairs)
        return graph

    def loss(self, position_id: str) -> pd.DataFrame:
        """Return what the loss of each actor does, as on the page of networks."""
        if position_id not in self.losses:
            self.losses[position_id] = loss_of_each(self.graph(position_id))
        return self.losses[position_id]

    def met(self, position_id: str) -> pd.DataFrame | None:
        """Return how often kinds of actors meet in projects beside chance; ``None``: one kind."""
        if position_id not in self.meetings:
            self.meetings[position_id] = self._met(position_id)
        return self.meetings[position_id]

    def _met(self, position_id: str) -> pd.DataFrame | None:
        graph = self.graph(position_id)
        kinds = {kind.value for kind in ActorKind}
        groups = {n: data["kind"] for n, data in graph.nodes(data=True) if data["kind"] in kinds}
        if len(set(groups.values())) < FEWEST_GROUPS:
            return None
        return ties_against_null(graph, groups, draws=DRAWS)

    @cached_property
    def links(self) -> pd.DataFrame | None:
        """Links that hold on the day; ``None``: not recorded."""
        table = self.day.register.links
        return None if table is None else table[holding(table, self.day.on)]

    @cached_property
    def rows(self) -> pd.DataFrame:
        """Every tie of the register on the day."""
        return tie_rows(self.day, None)

    @cached_property
    def knowledge(self) -> tuple[str, ...]:
        """Knowledge institutions that are there on the day."""
        return self.day.actors.of_kind(ActorKind.KNOWLEDGE_INSTITUTION)

    @property
    def connected(self) -> ConnectedGroups:
        """Who is connected with whom when every tie of the register is followed."""
        if not self.connected_memo:
            groups = components(self.rows).astype("int64")
            reached = groups.reindex(list(self.knowledge)).dropna().astype(int)
            self.connected_memo.append(ConnectedGroups(groups, frozenset(reached)))
        return self.connected_memo[0]

    def apart_from(self, day: OnDay, position_ids: "Collection[str]") -> "Networks":
        """Return the networks of a changed register; those of other positions and ways stay.

        Each is copied first: another thread may add to it meanwhile.

        Args:
            day: The changed register on the day.
            position_ids: Positions that the change touches.
        """
        return Networks(
            day,
            {key: graph for key, graph in dict(self.graphs).items() if key not in position_ids},
            {key: table for key, table in dict(self.losses).items() if key not in position_ids},
            {key: table for key, table in dict(self.meetings).items() if key not in position_ids},
            list(self.connected_memo),
        )

    def introduced(
        self, day: OnDay, start: str, end: str, position_ids: "Collection[str]"
    ) -> "Networks":
        """Return the networks when two actors that are there are tied together as well.

        Args:
            day: The changed register on the day.
            start: One of them.
            end: The other.
            position_ids: Positions whose networks the tie may be of.
        """
        after = self.apart_from(day, position_ids)
        joined = [connected.joined(start, end, self.knowledge) for connected in self.connected_memo]
        return Networks(day, after.graphs, after.losses, after.meetings, joined)
