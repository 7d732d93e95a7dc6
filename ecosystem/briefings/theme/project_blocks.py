"""Projects of a period as records: all, clusters', by fund and area, and what may be theirs."""

from math import isnan
from typing import TYPE_CHECKING

import pandas as pd
from pydantic import Field

from ecosystem.model.records import Record

if TYPE_CHECKING:
    from ecosystem.analysis.attribution import UnitProjects
    from ecosystem.analysis.cluster_counts import PeriodCounts


class FundBlock(Record):
    """Projects of a fund."""

    fund: str | None
    projects: int
    eu_grant_dkk: float | None = Field(description="As granted; null: not known of any.")


class AreaBlock(FundBlock):
    """Projects of a priority area of a fund."""

    priority_area: str | None


class Block(Record):
    """Projects with their EU grants, by fund and priority area."""

    projects: int
    eu_grant_dkk: float | None = Field(description="Sum of the known ones; null: none is known.")
    grants_known: int = Field(description="Projects whose EU grant is known.")
    by_fund: tuple[FundBlock, ...]
    by_area: tuple[AreaBlock, ...]


class AttributionCounts(Record):
    """Projects led by clusters, by how those of embedded clusters are counted."""

    none: int
    title: int
    all: int


class ClusterRow(Record):
    """Projects of one cluster; a project of two clusters counts for both."""

    actor_id: str
    name: str
    projects: int
    eu_grant_dkk: float | None


class EmbeddedRow(Record):
    """What may be an embedded cluster's."""

    actor_id: str
    name: str
    parent_actor_id: str | None
    title_projects: int
    parent_projects: int


class PeriodProjects(Record):
    """The projects of a period."""

    period: str | None = Field(description="null: projects without a period.")
    all: Block
    lead: Block
    lead_or_partner: Block | None = Field(description="null: partners are not recorded.")
    attribution: AttributionCounts
    by_cluster: tuple[ClusterRow, ...]
    embedded: tuple[EmbeddedRow, ...]


class ProjectsContent(Record):
    """The part projects."""

    periods: tuple[PeriodProjects, ...]


def period_projects(counts: "PeriodCounts") -> PeriodProjects:
    """Return the counts of a period as a record."""
    projects, attributed = counts.projects, counts.attributed
    either = counts.lead_or_partner
    return PeriodProjects(
        period=counts.period,
        all=_block(projects),
        lead=_block(projects[projects.index.isin(counts.lead)]),
        lead_or_partner=None if either is None else _block(projects[projects.index.isin(either)]),
        attribution=AttributionCounts(
            none=len(attributed.none), title=len(attributed.title), all=len(attributed.all)
        ),
        by_cluster=tuple(
            ClusterRow(actor_id=actor_id, name=name, projects=n, eu_grant_dkk=_known(grant))
            for actor_id, name, n, grant, _ in counts.by_cluster.reset_index().to_numpy()
        ),
        embedded=tuple(map(_embedded, attributed.units)),
    )


def _embedded(unit: "UnitProjects") -> EmbeddedRow:
    return EmbeddedRow(
        actor_id=unit.actor_id,
        name=unit.name,
        parent_actor_id=unit.parent_actor_id,
        title_projects=len(unit.by_title),
        parent_projects=len(unit.by_parent),
    )


def _block(projects: pd.DataFrame) -> Block:
    known = int(projects["grant"].notna().sum())
    areas = _grouped(projects, ["fund", "priority_area"])
    funds = _grouped(projects, ["fund"])
    return Block(
        projects=len(projects),
        eu_grant_dkk=float(projects["grant"].sum()) if known or projects.empty else None,
        grants_known=known,
        by_fund=tuple(FundBlock.model_validate(row) for row in funds),
        by_area=tuple(AreaBlock.model_validate(row) for row in areas),
    )


def _grouped(projects: pd.DataFrame, by: list[str]) -> list[dict[str, object]]:
    """List groups of projects with their number and grants: the largest grant first."""
    grants = projects.groupby(by, dropna=False)["grant"]
    groups = pd.DataFrame({"projects": grants.size(), "eu_grant_dkk": grants.sum(min_count=1)})
    ordered = groups.reset_index().sort_values(
        ["eu_grant_dkk", "projects", *by], ascending=[False, False, *(True for _ in by)]
    )
    cells = ordered.astype(object).where(ordered.notna(), None)
    return [dict(zip(cells.columns, row, strict=True)) for row in cells.to_numpy()]


def _known(amount: float) -> float | None:
    return None if isnan(amount) else float(amount)
