"""What is known of a graph as a whole: of which position and day, and what is not in it.

networkx keeps such facts in ``graph.graph``, under strings. They are written and read here alone.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import TYPE_CHECKING, Any

from ecosystem.analysis.day import Name
from ecosystem.analysis.graph.node_types import EvidenceLevel
from ecosystem.model.vocabulary import FirmCut

if TYPE_CHECKING:
    import networkx as nx


@dataclass(frozen=True, slots=True)
class GraphMetadata:
    """What is known of a graph as a whole, whatever its nodes and ties."""

    position_id: str | None
    """The strength position; None: the whole register."""
    position_names: Name | None
    """The Danish and the English name of the position."""
    municipality_names: Mapping[str, str]
    """The name of each municipality's code."""
    on: date
    """The day."""
    evidence: EvidenceLevel
    cut: FirmCut
    with_users: bool
    users: int | None
    """Those that used an offer naming the position and are not of it; None: not recorded, or no
    position."""
    left_out: Mapping[str, int]
    """Ties that could not be used, by reason."""
    label: str
    """What the register is called."""
    not_recorded: tuple[str, ...]
    """Tables that ties and actors are taken from and the register does not hold."""
    skipped_projects: int = 0
    """Projects with too many parties for a one-mode graph; 0 where projects are nodes."""
    most_parties: int = 0
    """The most parties that a project has in a one-mode graph; 0 where projects are nodes."""


def metadata_of(graph: "nx.Graph[str]") -> GraphMetadata:
    """Return what is known of a graph of ``build_graph`` as a whole, or of a graph made of one.

    Raises:
        TypeError: The graph was made otherwise, and does not say.
    """
    names = (field.name for field in fields(GraphMetadata))
    return GraphMetadata(**{name: graph.graph[name] for name in names if name in graph.graph})


def write_metadata(graph: "nx.Graph[Any]", metadata: GraphMetadata) -> None:
    """Write what is known of a graph as a whole into ``graph.graph``."""
    graph.graph.update({field.name: getattr(metadata, field.name) for field in fields(metadata)})
