"""What is recorded of organisations: how large and how old they are, and whether far out."""

from collections.abc import Collection
from typing import Final, Literal, TypeAlias

import numpy as np
import pandas as pd

from ecosystem.analysis.day import OnDay
from ecosystem.model.register import Register, big_table, collect, lazy_copy
from ecosystem.model.vocabulary import SiteKind

Typology: TypeAlias = Literal["is_outer", "group"]
"""What tells an outer municipality: the list of outer ones, or the groups of municipalities."""
RURAL_GROUP: Final = "Landkommuner"
"""Municipalities that are outer ones where groups of municipalities tell."""
DAYS_A_YEAR: Final = 365.25
_HALF: Final = 0.5


def organisation_facts(
    day: OnDay, actor_ids: Collection[str], typology: Typology = "is_outer"
) -> pd.DataFrame:
    """Return what is recorded of organisations: size, foundation, and whether they are far out.

    A workplace tells the municipality before a head office, and a site before the actor's own row;
    of several workplaces, half or more. A host of embedded units is marked: its size and age are
    not its units'.

    Returns:
        By actor_id: ``employees`` (today's), ``founded``, ``is_outer``, ``is_host, cvr`` and
        ``is_synthetic``; missing where not recorded.

    Raises:
        NotRecordedError: The register has no actors.
    """
    import narwhals as nw

    register = day.register
    ids = lazy_copy(register, pd.DataFrame({"actor_id": pd.Series(list(actor_ids), dtype="str")}))
    actors = big_table(register, "actors", "how large and how old organisations are")
    columns = ("actor_id", "cvr", "municipality_code", "employees", "founded", "is_synthetic")
    rows = collect(actors.select(*columns).join(ids.unique(), on="actor_id", how="inner"))
    rows = rows.sort_values("actor_id").set_index("actor_id")
    hosts = collect(
        actors.filter(nw.col("is_embedded").fill_null(value=False)).select("parent_actor_id")
    )["parent_actor_id"]
    outer = outer_municipalities(day, typology)
    return rows.assign(
        employees=rows["employees"].astype(float),
        founded=pd.to_datetime(rows["founded"]),
        is_synthetic=rows["is_synthetic"].astype("boolean").fillna(value=False).astype(bool),
        is_host=rows.index.isin(hosts),
        is_outer=_is_outer(day, rows, outer),
    ).drop(columns=["municipality_code"])


def outer_municipalities(day: OnDay, typology: Typology) -> "pd.Series[float]":
    """Return 1 for an outer municipality, 0 for another, by code."""
    if typology == "group":
        flags = {code: group == RURAL_GROUP for code, group in day.places.group_of.items()}
    else:
        flags = dict(day.places.is_outer)
    return pd.Series(flags, dtype=float)


def _is_outer(day: OnDay, rows: pd.DataFrame, outer: "pd.Series[float]") -> "pd.Series[float]":
    """Return 1 or 0 by actor; missing where no place or no typology is recorded."""
    at_home = rows["municipality_code"].map(outer).astype(float)
    sites = day.places.sites_ever
    if sites is None:
        return at_home
    sites = sites[sites["actor_id"].isin(rows.index)]
    flags = sites.assign(flag=sites["municipality_code"].map(outer).astype(float))
    flags = flags.dropna(subset=["flag"])
    shares = flags.pivot_table(index="actor_id", columns="kind", values="flag", aggfunc="mean")
    known = at_home
    for kind in (SiteKind.HEADQUARTERS.value, SiteKind.WORKPLACE.value):
        if kind in shares:
            share = shares[kind].dropna()
            known = (share >= _HALF).astype(float).reindex(rows.index).fillna(known)
    return known


def employees_at_start(register: Register, organisations: pd.DataFrame) -> pd.DataFrame:
    """Return the size of organisations in the year they started, else today's.

    Args:
        register: Its ``actor_years`` as far as recorded.
        organisations: ``actor_id, start, employees`` (today's).

    Returns:
        ``size`` and ``is_today``, by the rows' index; a size that is not recorded is missing.
    """
    years = register.actor_years
    then = pd.Series(np.nan, index=organisations.index)
    if years is not None:
        sizes = years.dropna(subset=["employees_fte"]).set_index(["actor_id", "year"])
        keys = pd.MultiIndex.from_arrays(
            [organisations["actor_id"], organisations["start"].dt.year.astype("Int64")]
        )
        then = sizes["employees_fte"].astype(float).reindex(keys).set_axis(organisations.index)
    return pd.DataFrame(
        {
            "size": then.fillna(organisations["employees"]),
            "is_today": then.isna() & organisations["employees"].notna(),
        }
    )


def age_in_years(
    founded: "pd.Series[pd.Timestamp]", on: "pd.Series[pd.Timestamp] | pd.Timestamp"
) -> "pd.Series[float]":
    """Compute how old organisations are on a day; missing before the foundation, or without one."""
    age = (on - founded).dt.days / DAYS_A_YEAR
    return age.where(age >= 0)
