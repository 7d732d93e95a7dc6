"""What organisations take part in: projects and offers, numbered, with the scheme of each.

Projects and offers are few beside the participations in them: all that an event needs to know of
them is written once, beside a number, and joined to it.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

import narwhals as nw
import pandas as pd

from ecosystem.analysis.cluster_projects import clusters
from ecosystem.model.register import Register, collect

if TYPE_CHECKING:
    from collections.abc import Mapping

SchemeBy: TypeAlias = Literal["fund_area", "fund", "programme", "offer"]
SEVERAL: Final = -1
"""Number of the scheme of a day on which an organisation entered more than one."""
SEVERAL_NAME: Final = "several"
NOT_KNOWN: Final = "not_known"


@dataclass(frozen=True, slots=True, eq=False)
class Undertakings:
    """The projects and offers of a register, each with its number."""

    projects: pd.DataFrame
    """``project_id, undertaking, scheme_number, fund, is_cluster_project, project_start,
    is_project_example, lead_actor_id, project_source``."""
    offers: pd.DataFrame
    """``offer_id, undertaking, scheme_number, is_cluster_offer``."""
    schemes: "Mapping[int, str]"
    """The name of each scheme by its number, numbered in the order of their names."""

    @property
    def not_known(self) -> int:
        """Number of the scheme that is not known."""
        return next(number for number, name in self.schemes.items() if name == NOT_KNOWN)


def undertakings(
    register: Register, scheme_by: SchemeBy, cluster_project_ids: frozenset[str]
) -> Undertakings:
    """Number the projects and offers of a register.

    Where a table of them is not recorded, those that the participations name are numbered.

    Args:
        register: The register.
        scheme_by: What one scheme is.
        cluster_project_ids: Projects that are a cluster's.
    """
    projects, offers = _projects(register, scheme_by), _offers(register)
    names = sorted({*projects["scheme"], *offers["scheme"], NOT_KNOWN})
    number = {name: place for place, name in enumerate(names)}
    for table in (projects, offers):
        table["scheme_number"] = table.pop("scheme").map(number).astype("int32")
    is_cluster = projects["project_id"].isin(cluster_project_ids).astype(bool)
    return Undertakings(
        projects=projects.assign(is_cluster_project=is_cluster, undertaking=_numbers(projects, 0)),
        offers=offers.assign(undertaking=_numbers(offers, len(projects))),
        schemes={SEVERAL: SEVERAL_NAME, **{place: name for name, place in number.items()}},
    )


def _numbers(table: pd.DataFrame, first: int) -> "pd.Series[int]":
    return pd.Series(range(first, first + len(table)), index=table.index, dtype="int32")


def _projects(register: Register, scheme_by: SchemeBy) -> pd.DataFrame:
    columns = ["project_id", "lead_actor_id", "start", "source", "is_synthetic"]
    columns += ["fund", "priority_area", "programme"]
    cells = _table(register, "projects", "project_id").reindex(columns=columns)
    is_example = cells["is_synthetic"].astype("boolean").fillna(value=False).astype(bool)
    return pd.DataFrame(
        {
            "project_id": cells["project_id"].astype("str"),
            "lead_actor_id": cells["lead_actor_id"].astype("str"),
            "project_start": cells["start"].astype("datetime64[s]"),
            "project_source": cells["source"].astype("str"),
            "fund": cells["fund"].astype("str").fillna(NOT_KNOWN),
            "scheme": _schemes(cells, scheme_by),
            "is_project_example": is_example,
        }
    )


def _schemes(projects: pd.DataFrame, scheme_by: SchemeBy) -> "pd.Series[str]":
    """Return the scheme of each project: its fund and area, its fund or its programme."""
    programme = projects["programme"].astype("str").fillna(NOT_KNOWN)
    if scheme_by in {"programme", "offer"}:
        return programme
    fund, area = projects["fund"].astype("str"), projects["priority_area"].astype("str")
    named = fund if scheme_by == "fund" else (fund + " · " + area).fillna(fund)
    return named.fillna(programme)


def _offers(register: Register) -> pd.DataFrame:
    columns = ["offer_id", "provider_actor_id"]
    cells = _table(register, "offers", "offer_id").reindex(columns=columns).astype("str")
    is_cluster = cells["provider_actor_id"].isin(clusters(register)["actor_id"]).astype(bool)
    ids = cells[["offer_id"]]
    return ids.assign(scheme=ids["offer_id"], is_cluster_offer=is_cluster)


def _table(register: Register, name: str, key: str) -> pd.DataFrame:
    """Return a small table, or where it is not recorded what the participations name."""
    table: pd.DataFrame | None = getattr(register, name)
    if table is not None:
        return table
    if register.participations is None:
        return pd.DataFrame({key: pd.Series(dtype="str")})
    named = register.participations.filter(~nw.col(key).is_null()).select(key).unique()
    return collect(named).sort_values(key, ignore_index=True)
