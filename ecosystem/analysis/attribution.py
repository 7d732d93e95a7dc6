"""Bound how many projects clusters lead when some lead under another organisation's number.

An embedded cluster shares its host's CVR number, so a list of projects shows the host. Three
counts bound the truth: ``none`` counts clusters with a number of their own (low), ``title`` adds
what hosts lead under a title that names the unit, ``all`` adds everything the hosts lead (high).
"""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import pandas as pd

from ecosystem.model.register import Register, big_table, collect

Attribution = Literal["none", "title", "all"]
_END_OF_NAME = " - "
"""What follows it in a unit's name is a description."""


@dataclass(frozen=True, slots=True)
class UnitProjects:
    """The projects that may be an embedded cluster's."""

    actor_id: str
    name: str
    parent_actor_id: str | None
    """The host; None: not recorded, and nobody else has the unit's number."""
    by_title: frozenset[str]
    """Projects led by the host whose title names the unit, or by the unit under its own id."""
    by_parent: frozenset[str]
    """Those, and every other project the host leads."""


@dataclass(frozen=True)
class AttributedProjects:
    """Projects led by clusters, by how those of embedded clusters are counted."""

    none: frozenset[str]
    units: tuple[UnitProjects, ...]

    @cached_property
    def title(self) -> frozenset[str]:
        """Projects of clusters with a number of their own, and those whose title names a unit."""
        return self.none.union(*(unit.by_title for unit in self.units))

    @cached_property
    def all(self) -> frozenset[str]:
        """Projects of clusters with a number of their own, and all that hosts of units lead."""
        return self.none.union(*(unit.by_parent for unit in self.units))

    def projects(self, level: Attribution) -> frozenset[str]:
        """Return the projects counted at a level."""
        return {"none": self.none, "title": self.title, "all": self.all}[level]


def attribute(
    led_by_clusters: frozenset[str],
    titles: "pd.Series[str]",
    units: pd.DataFrame,
    leads: pd.DataFrame,
) -> AttributedProjects:
    """Return the projects of clusters at each level of attribution.

    Whatever the tables hold, ``none`` is a subset of ``title``, and ``title`` of ``all``.

    Args:
        led_by_clusters: Projects led by clusters with a number of their own.
        titles: Title by project_id, of the projects that count.
        units: Embedded clusters: ``actor_id, name, parent_actor_id``.
        leads: Who leads what: ``project_id, actor_id``.
    """
    led = leads[leads["project_id"].isin(titles.index)]
    by_lead = {str(actor): frozenset(rows) for actor, rows in led.groupby("actor_id")["project_id"]}
    return AttributedProjects(
        none=led_by_clusters & frozenset(titles.index),
        units=tuple(
            _unit_projects(str(unit), str(name), _known(parent), titles, by_lead)
            for unit, name, parent in units[["actor_id", "name", "parent_actor_id"]].to_numpy()
        ),
    )


def _unit_projects(
    actor_id: str,
    name: str,
    parent: str | None,
    titles: "pd.Series[str]",
    by_lead: dict[str, frozenset[str]],
) -> UnitProjects:
    own = by_lead.get(actor_id, frozenset())
    hosts = by_lead.get(parent, frozenset()) if parent is not None else frozenset()
    named = frozenset(project for project in hosts if names_unit(_known(titles[project]), name))
    return UnitProjects(actor_id, name, parent, by_title=own | named, by_parent=own | hosts)


def _known(cell: object) -> str | None:
    return None if pd.isna(cell) else str(cell)  # type: ignore[call-overload]


def short_name(name: str) -> str:
    """Return a unit's name up to the first " - ", with single blanks.

    Examples:
        >>> short_name("BrainsBusiness - ICT North Denmark")
        'BrainsBusiness'
    """
    return " ".join(name.split(_END_OF_NAME, maxsplit=1)[0].split())


def names_unit(title: str | None, name: str) -> bool:
    """Check whether a title holds a unit's short name from a word's beginning, in any case.

    Examples:
        >>> names_unit("Vækst i ROBOCLUSTER 2", "RoboCluster")
        True
        >>> names_unit("MicroRoboCluster", "RoboCluster"), names_unit(None, "RoboCluster")
        (False, False)
    """
    wanted = short_name(name).casefold()
    if title is None or not wanted:
        return False
    return re.search(rf"(?<!\w){re.escape(wanted)}", " ".join(title.casefold().split())) is not None


def with_hosts(register: Register, units: pd.DataFrame) -> pd.DataFrame:
    """Return embedded clusters with their host: the recorded one, else who else has their number.

    Args:
        register: Whose actors are looked up.
        units: ``actor_id, cvr, parent_actor_id`` and more.

    Raises:
        NotRecordedError: The register has no actors.
    """
    import narwhals as nw

    numbers = units.loc[units["parent_actor_id"].isna(), "cvr"].dropna()
    if numbers.empty:
        return units
    actors = big_table(register, "actors", "who shares a CVR number with a cluster")
    has_number = nw.col("cvr").is_in(sorted(set(numbers)))
    rows = collect(actors.filter(has_number).select("actor_id", "cvr")).sort_values("actor_id")
    rows = rows[~rows["actor_id"].isin(units["actor_id"])].drop_duplicates("cvr")
    hosts = units["cvr"].map(rows.set_index("cvr")["actor_id"])
    return units.assign(parent_actor_id=units["parent_actor_id"].fillna(hosts))
