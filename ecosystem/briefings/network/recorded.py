"""Say what cannot be told of a network because a table behind it is not recorded.

Not recorded is not zero: no share, comparison or advice is told where the table behind it is
absent, but a sentence that says what is missing and what to do.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from ecosystem.model.sentences import Sentence

if TYPE_CHECKING:
    from ecosystem.analysis.graph import EcosystemGraph


class Rests(StrEnum):
    """What a figure of a network rests on."""

    TIES = "ties"
    """Who is tied to whom."""
    FIRMS = "firms"
    """That, and who the firms of the position are."""
    PROJECTS = "projects"
    """Who took part in which project."""
    CLUSTERS = "clusters"
    """That, and which clusters were designated."""


_PROJECTS: Final = ("projects", "participations")
TIES: Final[Mapping[str, tuple[str, ...]]] = {
    "claimed": ("links", "participations"),
    "proven": _PROJECTS,
}


def absent(graph: "EcosystemGraph", rests: Rests) -> tuple[str, ...]:
    """List the tables that a figure rests on and the register does not hold."""
    from ecosystem.analysis.graph import metadata_of

    metadata = metadata_of(graph)
    ties = TIES[metadata.evidence]
    needs = {
        Rests.TIES: ties,
        Rests.FIRMS: ties,
        Rests.PROJECTS: _PROJECTS,
        Rests.CLUSTERS: (*_PROJECTS, "actor_positions"),
    }[rests]
    if metadata.position_id is not None:
        needs += {
            Rests.TIES: ("actor_positions",),
            Rests.FIRMS: ("actor_positions", "industry_positions"),
            Rests.PROJECTS: (),
            Rests.CLUSTERS: (),
        }[rests]
    return tuple(table for table in needs if table in metadata.not_recorded)


def say_absent(graph: "EcosystemGraph") -> tuple[Sentence, ...]:
    """Write which tables of ties are not recorded: what that leaves open, and what to do."""
    from ecosystem.analysis.graph import metadata_of

    tables, metadata = absent(graph, Rests.TIES), metadata_of(graph)
    if tables:
        level = "proven" if metadata.evidence == "proven" else "claimed"
        lead = Sentence(key=f"network.not_recorded.{level}")
        return (lead, *(Sentence(key=f"network.not_recorded.{table}") for table in tables))
    beside = ["projects", "offers"] if metadata.evidence == "claimed" else []
    beside += [] if metadata.position_id is None else ["industry_positions"]
    return tuple(
        Sentence(key=f"network.not_counted.{table}")
        for table in beside
        if table in metadata.not_recorded
    )


def say_nothing_drawn(graph: "EcosystemGraph") -> Sentence:
    """Write why a picture of a network has nothing to show: not recorded, or none."""
    from ecosystem.analysis.graph import metadata_of

    tables = absent(graph, Rests.TIES)
    if tables:
        return Sentence(key=f"network.not_recorded.{tables[0]}")
    proven = ".proven" if metadata_of(graph).evidence == "proven" else ""
    return Sentence(key=f"network.empty{proven}")
