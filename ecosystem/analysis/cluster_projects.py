"""Which projects are a cluster's: the rule that every part of the theme analysis counts by.

A cluster is an actor of kind cluster, predecessors and innovation networks too. One that shares
its parent's CVR number (embedded) leads under its parent's name; ``attribution.py`` tells what the
parents' projects may add.
"""

from typing import TYPE_CHECKING, Literal

import pandas as pd

from ecosystem.model.register import Register, big_table, collect, small_table
from ecosystem.model.vocabulary import ActorKind
from ecosystem.model.vocabulary import Role as ProjectRole

if TYPE_CHECKING:
    from ecosystem.model.register import LazyTable

Leading = Literal["lead", "any"]
"""Whether a cluster has to lead the project, or may be its partner too."""
_COLUMNS = ("actor_id", "name", "cvr", "parent_actor_id", "is_embedded", "founded", "closed")


def clusters(register: Register) -> pd.DataFrame:
    """List the clusters of a register, of every time.

    Returns:
        ``actor_id, name, cvr, parent_actor_id, is_embedded, founded, closed``, by ``actor_id``.

    Raises:
        NotRecordedError: The register has no actors.
    """
    import narwhals as nw

    actors = big_table(register, "actors", "which clusters there are")
    rows = collect(actors.filter(nw.col("kind") == ActorKind.CLUSTER.value).select(*_COLUMNS))
    rows["is_embedded"] = rows["is_embedded"].fillna(value=False).astype(bool)
    return rows.sort_values("actor_id", ignore_index=True)


def cluster_ids(register: Register) -> frozenset[str]:
    """List the clusters with a number of their own: those that are not embedded in another unit.

    Raises:
        NotRecordedError: The register has no actors.
    """
    rows = clusters(register)
    return frozenset(rows.loc[~rows["is_embedded"], "actor_id"])


def project_roles(register: Register, actor_ids: "frozenset[str]") -> pd.DataFrame:
    """List which projects actors lead or are partners of, each pair once, leading before partner.

    A lead stands in ``projects.lead_actor_id`` or as a participation; both are one.

    Returns:
        ``project_id, actor_id, is_lead``, by both ids.

    Raises:
        NotRecordedError: The register has no projects.
    """
    projects = small_table(register, "projects", "which projects clusters lead")
    is_led = projects["lead_actor_id"].isin(list(actor_ids))
    leads = projects.loc[is_led, ["project_id", "lead_actor_id"]]
    rows = [leads.rename(columns={"lead_actor_id": "actor_id"}).assign(is_lead=True)]
    if register.participations is not None:
        rows.append(_participations(register.participations, actor_ids))
    every = pd.concat(rows, ignore_index=True).sort_values(
        ["project_id", "actor_id", "is_lead"], ascending=[True, True, False], ignore_index=True
    )
    return every.drop_duplicates(["project_id", "actor_id"], ignore_index=True)


def _participations(table: "LazyTable", actor_ids: "frozenset[str]") -> pd.DataFrame:
    import narwhals as nw

    is_theirs = nw.col("actor_id").is_in(sorted(actor_ids)) & ~nw.col("project_id").is_null()
    rows = collect(table.filter(is_theirs).select("project_id", "actor_id", "role").unique())
    is_lead = rows.pop("role") == ProjectRole.LEAD.value
    return rows.assign(is_lead=is_lead)


def cluster_project_ids(register: Register, leading: Leading) -> frozenset[str]:
    """List the projects that a cluster with its own number leads, or leads or is partner of.

    Raises:
        NotRecordedError: The register has no actors or no projects.
    """
    rows = project_roles(register, cluster_ids(register))
    return frozenset(rows.loc[rows["is_lead"] | (leading == "any"), "project_id"])
