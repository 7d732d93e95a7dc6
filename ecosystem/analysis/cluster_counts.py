"""Count the projects and EU grants of clusters in a period, within the bounds of attribution.

A grant is the whole project's, as granted. A project of two clusters is one project, and counts
for each of the two where they stand one by one.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from ecosystem.analysis.attribution import (
    AttributedProjects,
    Attribution,
    attribute,
    with_hosts,
)
from ecosystem.analysis.cluster_lives import ClustersThere, clusters_there, period_days
from ecosystem.analysis.cluster_projects import Leading, clusters, project_roles
from ecosystem.analysis.day import OnDay
from ecosystem.model.register import Register, small_table
from ecosystem.model.vocabulary import LinkKind


@dataclass(frozen=True, eq=False)
class PeriodCounts:
    """The projects of one period, those of clusters among them."""

    period: str | None
    """None: projects without one."""
    projects: pd.DataFrame
    """Rows of the register, by project_id, with ``grant``: EU grant, missing when not known."""
    lead: frozenset[str]
    """Projects that clusters lead, at the level of attribution asked for."""
    lead_or_partner: frozenset[str] | None
    """Those, and the projects that a cluster is partner of; None: partners are not recorded."""
    attributed: AttributedProjects
    there: ClustersThere
    by_cluster: pd.DataFrame
    """By actor_id, of every cluster there: ``name, projects, grant, grants_known``."""
    negative_grants: int
    """Grants under zero, which are not known."""


@dataclass(frozen=True, eq=False)
class ClusterCounts:
    """Who the clusters of a register are and what they lead, to count any period by."""

    day: OnDay
    leading: Leading
    """Whether a cluster has to lead a project to have it among its own."""
    attribution: Attribution = "none"
    merge_heirs: bool = False
    """Whether predecessors are added up with the cluster that came after them."""

    @property
    def register(self) -> Register:
        """The register that is counted."""
        return self.day.register

    @cached_property
    def every(self) -> pd.DataFrame:
        """Clusters of every time, embedded ones too."""
        return clusters(self.register)

    @cached_property
    def own(self) -> pd.DataFrame:
        """Clusters with a number of their own."""
        return self.every[~self.every["is_embedded"]]

    @cached_property
    def units(self) -> pd.DataFrame:
        """Embedded clusters, with their hosts."""
        return with_hosts(self.register, self.every[self.every["is_embedded"]])

    @cached_property
    def roles(self) -> pd.DataFrame:
        """Which projects the clusters with a number lead or are partners of."""
        return project_roles(self.register, frozenset(self.own["actor_id"]))

    @cached_property
    def leads(self) -> pd.DataFrame:
        """Which projects embedded clusters and their hosts lead."""
        ids = {*self.units["actor_id"], *self.units["parent_actor_id"].dropna()}
        rows = project_roles(self.register, frozenset(ids))
        return rows[rows["is_lead"]]

    @cached_property
    def heirs(self) -> Mapping[str, str]:
        """The last successor of each cluster that has one, among clusters with a number."""
        links = self.register.links
        return {} if links is None else last_heirs(links, self.own["actor_id"])

    @property
    def periods(self) -> tuple[str, ...]:
        """Periods that projects have."""
        projects = small_table(self.register, "projects", "which periods projects have")
        return tuple(sorted(projects["period"].dropna().unique()))

    def of_period(self, period: str | None) -> PeriodCounts:
        """Count a period; None counts the projects without one.

        Raises:
            NotRecordedError: The register has no projects or no actors.
        """
        every = small_table(self.register, "projects", "which projects there are")
        is_in = every["period"].isna() if period is None else every["period"] == period
        projects = every[is_in].set_index("project_id", drop=False)
        amounts = projects["eu_grant_dkk"].astype("float64")
        projects = projects.assign(grant=amounts.where(amounts >= 0))
        roles = self.roles[self.roles["project_id"].isin(projects.index)]
        led = frozenset(roles.loc[roles["is_lead"], "project_id"])
        attributed = attribute(led, projects["title"], self.units, self.leads)
        lead = attributed.projects(self.attribution)
        has_partners = self.register.participations is not None
        there = self._there(period, roles)
        return PeriodCounts(
            period=period,
            projects=projects,
            lead=lead,
            lead_or_partner=lead | frozenset(roles["project_id"]) if has_partners else None,
            attributed=attributed,
            there=there,
            by_cluster=self._by_cluster(there, roles, projects["grant"]),
            negative_grants=int((amounts < 0).sum()),
        )

    def _there(self, period: str | None, roles: pd.DataFrame) -> ClustersThere:
        days = None if period is None else period_days(period)
        of_period = clusters_there(
            self.own, self.day.membership.roles_ever, days, set(roles["actor_id"])
        )
        there = frozenset(map(self._counted_as, of_period.there))
        return ClustersThere(there, frozenset(map(self._counted_as, of_period.unknown)) - there)

    def _by_cluster(
        self, there: ClustersThere, roles: pd.DataFrame, grants: "pd.Series[float]"
    ) -> pd.DataFrame:
        rows = roles if self.leading == "any" else roles[roles["is_lead"]]
        rows = rows.assign(actor_id=rows["actor_id"].map(self._counted_as))
        rows = rows.drop_duplicates(["project_id", "actor_id"])
        rows = rows.assign(grant=rows["project_id"].map(grants).astype("float64"))
        counted = rows.groupby("actor_id")["grant"].agg(["size", "sum", "count"])
        counted = counted.set_axis(["projects", "grant", "grants_known"], axis=1)
        counted = counted.reindex(sorted(there.there)).fillna(0)
        counted["grant"] = counted["grant"].where(
            (counted["grants_known"] > 0) | (counted["projects"] == 0)
        )
        counted[["projects", "grants_known"]] = counted[["projects", "grants_known"]].astype(int)
        names = self.own.set_index("actor_id")["name"]
        counted.insert(0, "name", names.reindex(counted.index))
        return counted.sort_values(["projects", "name"], ascending=[False, True])

    def _counted_as(self, actor_id: str) -> str:
        return self.heirs.get(actor_id, actor_id) if self.merge_heirs else actor_id


def last_heirs(links: pd.DataFrame, among: "pd.Series[str]") -> dict[str, str]:
    """Return the last successor of each actor that has one; of several heirs none is chosen.

    Args:
        links: The register's table.
        among: Actors that count; an heir outside them is none.
    """
    rows = links[links["kind"] == LinkKind.SUCCESSOR_OF.value]
    rows = rows[rows["from_actor_id"].isin(among) & rows["to_actor_id"].isin(among)]
    rows = rows.drop_duplicates(["from_actor_id", "to_actor_id"])
    rows = rows[~rows["to_actor_id"].duplicated(keep=False)]
    heir = dict(zip(rows["to_actor_id"], rows["from_actor_id"], strict=True))
    return {actor: last for actor in heir if (last := _last(actor, heir)) != actor}


def _last(actor: str, heir: Mapping[str, str]) -> str:
    """Follow heirs to the last one; in a circle nobody is the last, and the actor stays."""
    way = [actor]
    while (after := heir.get(way[-1])) is not None:
        if after in way:
            return actor
        way.append(after)
    return way[-1]
