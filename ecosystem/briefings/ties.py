"""Ties between actors that hold on a day, each counted once, and who took part in what by then.

A tie is a recorded link between two actors that are both there, or that one belongs to the
other. Taking part in a project and having used an offer have names of their own.
"""

from typing import TYPE_CHECKING, Final

import pandas as pd

from ecosystem.analysis.day import OnDay
from ecosystem.model.days import holding
from ecosystem.model.register import collect
from ecosystem.model.vocabulary import Evidence, LinkKind

if TYPE_CHECKING:
    from ecosystem.model.register import LazyTable

SYMMETRIC: Final = frozenset({LinkKind.PARTNER.value})
"""Kinds of ties that say the same from either end."""
STRENGTH: Final = {evidence.value: rank for rank, evidence in enumerate(Evidence)}
_COLUMNS: Final = ["start", "end", "kind", "evidence", "position_id", "is_example"]


def ties_on(day: OnDay) -> pd.DataFrame | None:
    """Return the ties between actors that hold on a day.

    Rows that say the same of the same two actors are one tie, with the strongest evidence.

    Returns:
        ``start, end`` (actor_id), ``kind`` (of ``LinkKind``), ``evidence``, ``is_example`` (the row
        or one of the two is example data); ``None``: links are not recorded.
    """
    rows = tie_rows_on(day)
    return None if rows is None else each_once(rows).drop(columns="position_id")


def tie_rows_on(day: OnDay) -> pd.DataFrame | None:
    """Return the rows that ties on a day are told by, with the ``position_id`` that each names."""
    links = day.register.links
    if links is None:
        return None
    held = links[holding(links, day.on)]
    told = pd.DataFrame(
        {
            "start": held["from_actor_id"],
            "end": held["to_actor_id"],
            "kind": held["kind"],
            "evidence": held["evidence"],
            "position_id": held["position_id"],
            "is_example": _flags(held),
        }
    )
    rows = pd.concat([part for part in (told, _parents(day)) if len(part)] or [told])
    rows = rows[rows["start"] != rows["end"]]
    examples = _there(day, {*rows["start"], *rows["end"]})
    is_there = rows["start"].isin(examples) & rows["end"].isin(examples)
    rows = rows[is_there]
    of_example = rows["start"].map(examples).astype(bool) | rows["end"].map(examples).astype(bool)
    return rows.assign(is_example=rows["is_example"].astype(bool) | of_example)


def each_once(rows: pd.DataFrame) -> pd.DataFrame:
    """Return one row a tie: two actors and a kind, told from the end it is told from first."""
    either = rows["kind"].isin(SYMMETRIC)
    first = rows["start"].where(~either | (rows["start"] < rows["end"]), rows["end"])
    second = rows["end"].where(~either | (rows["start"] < rows["end"]), rows["start"])
    keyed = rows.assign(first=first, second=second, rank=rows["evidence"].map(STRENGTH))
    keyed = keyed.sort_values("rank", ascending=False, kind="stable")
    once = keyed.drop_duplicates(["first", "second", "kind"])
    return once.sort_index(kind="stable")[_COLUMNS].reset_index(drop=True)


def taking_part(day: OnDay) -> "LazyTable | None":
    """Return the participations that had begun by the day; ``None``: not recorded."""
    import narwhals as nw  # noqa: PLC0415

    if day.register.participations is None:
        return None
    last = nw.lit(pd.Timestamp(day.on).to_pydatetime())
    return day.register.participations.filter(nw.col("start").is_null() | (nw.col("start") <= last))


def projects_led(day: OnDay) -> pd.DataFrame:
    """Return who leads which project that had begun by the day: ``actor_id, project_id, offer_id``.

    A lead takes part, whether or not a row of participations says so too.
    """
    projects = day.register.projects
    columns = ["actor_id", "project_id", "offer_id"]
    if projects is None:
        return pd.DataFrame(columns=columns, dtype="str")
    has_begun = projects["start"].isna() | (projects["start"] <= pd.Timestamp(day.on))
    led = projects.loc[has_begun, ["lead_actor_id", "project_id"]].dropna()
    return led.assign(offer_id=None).set_axis(columns, axis=1).astype(dict.fromkeys(columns, "str"))


def _parents(day: OnDay) -> pd.DataFrame:
    """Return who belongs to whom, as ties."""
    import narwhals as nw  # noqa: PLC0415

    table = day.register.actors
    if table is None:
        return pd.DataFrame(columns=_COLUMNS)
    rows = collect(
        table.filter(~nw.col("parent_actor_id").is_null()).select("actor_id", "parent_actor_id")
    )
    return pd.DataFrame(
        {
            "start": rows["actor_id"],
            "end": rows["parent_actor_id"],
            "kind": LinkKind.PART_OF.value,
            "evidence": Evidence.CLAIMED.value,
            "position_id": None,
            "is_example": False,
        }
    )


def _there(day: OnDay, ids: set[str]) -> dict[str, bool]:
    """Tell of those actors that are there on the day whether they are example data."""
    import narwhals as nw  # noqa: PLC0415

    if day.register.actors is None:
        return {}
    rows = day.actors.active().filter(nw.col("actor_id").is_in(sorted(ids)))
    table = collect(rows.select("actor_id", "is_synthetic"))
    return dict(zip(table["actor_id"], _flags(table), strict=True))


def _flags(table: pd.DataFrame) -> "pd.Series[bool]":
    return table["is_synthetic"].fillna(value=False).astype(bool)
