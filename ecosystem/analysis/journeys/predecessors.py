"""Heirs go on with the way of their predecessors: an organisation that was renamed is no new one.

An heir goes on with the way of each predecessor whose last event lies before the heir's first one.
Two that took part side by side are two organisations, whatever became of them later. An embedded
unit has no number of its own, and its parent goes on: nothing is joined over it.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import narwhals as nw
import pandas as pd

from ecosystem.analysis.journeys.events import EventRows
from ecosystem.analysis.journeys.organisations import numbered_actors
from ecosystem.model.register import Register, collect, lazy_copy
from ecosystem.model.vocabulary import LinkKind

if TYPE_CHECKING:
    from ecosystem.model.register import LazyTable

COLUMNS: Final = ("organisation", "origin")


def origins(register: Register, rows: EventRows) -> pd.DataFrame:
    """List the organisations that go on with the way of others.

    Args:
        register: Its ``links`` of kind ``successor_of`` and its actors.
        rows: Who took part in what, from which day.

    Returns:
        ``organisation`` (the heir) and ``origin`` (who began the way), one row each pair.
    """
    pairs = _pairs(register)
    if pairs.empty:
        return pairs
    named = sorted({*pairs["organisation"], *pairs["origin"]})
    spans = collect(
        rows.every.filter(nw.col("organisation").is_in(named))
        .group_by("organisation")
        .agg(first=nw.col("start").min(), last=nw.col("start").max())
    ).set_index("organisation")
    pairs = pairs.join(spans["first"], on="organisation").join(spans["last"], on="origin")
    follows = pairs[pairs["last"] < pairs["first"]]
    before: dict[int, list[int]] = {}
    for heir, origin in zip(follows["organisation"], follows["origin"], strict=True):
        before.setdefault(heir, []).append(origin)
    joined = [(heir, origin) for heir in before for origin in sorted(_roots(heir, before))]
    return pd.DataFrame(joined, columns=list(COLUMNS), dtype="int32")


def with_origins(register: Register, table: "LazyTable", joined: pd.DataFrame) -> "LazyTable":
    """Return a table with each heir's rows under those whose way it goes on with.

    Args:
        register: The register.
        table: A table with a column ``organisation``.
        joined: What :func:`origins` lists.
    """
    if joined.empty:
        return table
    both = table.join(lazy_copy(register, joined), on="organisation", how="left")
    return both.with_columns(
        organisation=nw.coalesce(nw.col("origin"), nw.col("organisation"))
    ).drop("origin")


def _pairs(register: Register) -> pd.DataFrame:
    """Return heirs and predecessors as organisations; no embedded unit is among them."""
    none = pd.DataFrame({column: pd.Series(dtype="int32") for column in COLUMNS})
    if register.links is None:
        return none
    links = register.links[register.links["kind"] == LinkKind.SUCCESSOR_OF.value]
    ids = sorted({*links["from_actor_id"], *links["to_actor_id"]})
    if not ids:
        return none
    actors = numbered_actors(register, "which organisations follow others")
    is_own = nw.col("actor_id").is_in(ids) & ~nw.col("is_embedded").fill_null(value=False)
    rows = collect(actors.filter(is_own).select("actor_id", "organisation"))
    of_actor = rows.set_index("actor_id")["organisation"]
    pairs = pd.DataFrame(
        {
            "organisation": links["from_actor_id"].map(of_actor),
            "origin": links["to_actor_id"].map(of_actor),
        }
    ).dropna()
    pairs = pairs.astype("int32")
    return pairs[pairs["organisation"] != pairs["origin"]].drop_duplicates(ignore_index=True)


def _roots(heir: int, before: Mapping[int, "list[int]"]) -> set[int]:
    """Return who began the way; days only go back, so that no circle is met."""
    if heir not in before:
        return {heir}
    return {root for origin in before[heir] for root in _roots(origin, before)}
