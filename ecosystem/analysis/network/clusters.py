"""Count the projects of the clusters that were there while the projects ran.

A cluster that came later could not have had a share, and one that has closed had its own. So the
clusters are those of the projects' period, not those of the day.
"""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from ecosystem.analysis.cluster_lives import Days, designated_in, overlapping
from ecosystem.analysis.day import OnDay
from ecosystem.analysis.graph import PROJECT, project_parties, projects_of
from ecosystem.model.vocabulary import ActorKind


@dataclass(frozen=True, slots=True)
class ClusterProjects:
    """Projects of each cluster that was there in the period of the projects."""

    first: date
    """First day of the earliest project."""
    last: date
    """Last day of the latest one, at most the day asked about."""
    projects: int
    """Projects counted: those with a known start."""
    counts: "pd.Series[int]"
    """Projects each cluster took part in, none counted in; indexed by actor_id."""


def projects_of_clusters(day: OnDay, position_id: str | None = None) -> ClusterProjects | None:
    """Count the projects of each cluster that was there in their period.

    A cluster was there when it took part in one of the projects, or when the days from its
    foundation to its closing meet the period; of one whose foundation is not recorded, when it was
    designated in the period. Of a position's projects those clusters count that took part or were
    designated for it in the period.

    Args:
        day: The day; projects that began later are not counted.
        position_id: The strength position; None counts the projects of the whole register.

    Returns:
        The counts; None where no project has a known start.
    """
    projects = projects_of(day, position_id)
    projects = projects[projects["start"].notna()]
    if projects.empty:
        return None
    first = projects["start"].min()
    last = min(projects["end"].fillna(pd.Timestamp(day.on)).max(), pd.Timestamp(day.on))
    parties = project_parties(day, projects)
    parties = parties[parties["end"].isin(f"{PROJECT}/" + projects["project_id"].astype("str"))]
    project_counts = parties["start"].value_counts()
    clusters = day.actors.supporters
    clusters = clusters[clusters["kind"] == ActorKind.CLUSTER.value]
    took_part = clusters.index.isin(project_counts.index)
    days = Days(first, last)
    designated = designated_in(day.membership.roles_ever, days, position_id)
    is_designated = clusters.index.isin(designated)
    is_met = overlapping(clusters, "founded", "closed", days)
    could = is_designated if position_id else is_designated | clusters["founded"].notna()
    present = clusters.index[took_part | (is_met & could)]
    return ClusterProjects(
        first=first.date(),
        last=last.date(),
        projects=len(projects),
        counts=project_counts.reindex(present).fillna(0).astype("int64"),
    )
