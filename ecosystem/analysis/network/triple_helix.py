"""Count how firms, knowledge institutions and public parties meet in projects."""

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from math import log2
from typing import Final

from ecosystem.analysis.graph import (
    PROJECT,
    EcosystemGraph,
    parties_of,
)
from ecosystem.analysis.network.concentration import pielou_evenness
from ecosystem.model.member_facts import KIND_FACTS

HELIX: Final[Mapping[str, str]] = {
    kind.value: facts.helix for kind, facts in KIND_FACTS.items() if facts.helix is not None
}
"""Which of the three helices a kind of actor belongs to; the others to none."""


@dataclass(frozen=True, slots=True)
class HelixBalance:
    """How firms, knowledge institutions and public parties meet in projects."""

    projects: int
    """Projects with at least two parties."""
    all_three: float
    """Share of them with a firm, a knowledge institution and a public party."""
    by_combination: Mapping[str, float]
    """Share with each combination of the three, such as "firm+knowledge"; "none" has none."""
    evenness: float
    """Pielou's J over the parties of the three sorts: 1 when equally many, 0 when one alone."""
    parties: Mapping[str, float]
    """Share of each of the three sorts among their parties, each once a project."""
    synergy_bits: float
    """Mutual information of the three presences, bits; what its sign says is debated."""


def helix_balance(graph: EcosystemGraph) -> HelixBalance:
    """Count which projects bring firms, knowledge institutions and public parties together.

    Prefer the plain shares. Evenness is Pielou 1966; the information measure T is Leydesdorff
    2003, Scientometrics 58:445.

    Examples:
        >>> import networkx as nx
        >>> graph = nx.MultiDiGraph()
        >>> for name, kind in [("f", "firm"), ("k", "knowledge_institution")]:
        ...     graph.add_node(name, kind=kind)
        >>> graph.add_node("project/1", kind="project")
        >>> graph.add_edges_from([("f", "project/1"), ("k", "project/1")])
        [0, 0]
        >>> balance = helix_balance(graph)
        >>> balance.all_three, dict(balance.by_combination), round(balance.evenness, 4)
        (0.0, {'firm+knowledge': 1.0}, 0.6309)
    """
    sorts = ("firm", "knowledge", "public")
    present: list[tuple[bool, ...]] = []
    members: dict[str, int] = dict.fromkeys(sorts, 0)
    for node, data in graph.nodes(data=True):
        if data.get("kind") != PROJECT:
            continue
        kinds = [
            HELIX.get(str(graph.nodes[party].get("kind"))) for party in parties_of(graph, node)
        ]
        if len(kinds) < 2:  # noqa: PLR2004
            continue
        present.append(tuple(sort in kinds for sort in sorts))
        for kind in kinds:
            if kind is not None:
                members[kind] += 1
    counts = Counter(present)
    shares = {
        "+".join(s for s, is_present in zip(sorts, combination, strict=True) if is_present)
        or "none": float(n / len(present))
        for combination, n in counts.items()
    }
    return HelixBalance(
        projects=len(present),
        all_three=shares.get("firm+knowledge+public", 0.0) if present else float("nan"),
        by_combination=dict(sorted(shares.items())),
        evenness=pielou_evenness(list(members.values())),
        parties={sort: n / max(sum(members.values()), 1) for sort, n in members.items()},
        synergy_bits=_synergy(present),
    )


def _synergy(present: list[tuple[bool, ...]]) -> float:
    """Compute T = H_u + H_i + H_g - H_ui - H_ug - H_ig + H_uig in bits."""

    def entropy(*columns: int) -> float:
        counts: dict[Hashable, int] = {}
        for row in present:
            key = tuple(row[c] for c in columns)
            counts[key] = counts.get(key, 0) + 1
        return -sum(n / len(present) * log2(n / len(present)) for n in counts.values())

    if not present:
        return float("nan")
    singles = sum(entropy(c) for c in range(3))
    pairs = entropy(0, 1) + entropy(0, 2) + entropy(1, 2)
    return singles - pairs + entropy(0, 1, 2)
