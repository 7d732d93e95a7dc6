"""Ties between actors that hold on a day, each counted once, and who took part in what by then.

A tie is a recorded link between two actors that are both there, or that one belongs to the
other. Taking part in a project and having used an offer have names of their own.
"""

from typing import TYPE_CHECKING, Final

import pandas as pd

from ecosystem.analysis.day import OnDay
from ecosystem.model.days import holding
from ecosystem.model.member_facts import BETWEEN_ACTORS
from ecosystem.model.register import collect
from ecosystem.model.vocabulary import Evidence, LinkKind

if TYPE_CHECKING:
    from ecosystem.model.register import LazyTable

_COLUMNS: Final = ["start", "end", "kind", "evidence", "is_example"]


def ties_on(day: OnDay) -> pd.DataFrame | None:
    """Return the ties between actors that hold on a day.

    They are those of the network of the whole register, read without its projects and offers.

    Returns:
        ``start, end`` (actor_id), ``kind`` (of ``LinkKind``), ``evidence``, ``is_example`` (the row
        or one of the two is example data); ``None``: links are not recorded.
    """
    from ecosystem.analysis.graph import each_once

    links = day.register.links
    if links is None:
        return None
    current = links[holding(links, day.on)]
    rows = pd.DataFrame(
        {
            "start": current["from_actor_id"],
            "end": current["to_actor_id"],
            "kind": current["kind"],
            "evidence": current["evidence"],
            "is_example": _flags(current),
        }
    )
    every = pd.concat([part for part in (rows, _parents(day)) if len(part)] or [rows])
    return each_once(_between_actors(day, every))


def _between_actors(day: OnDay, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows between two actors that are both there, and which of them are examples."""
    rows = rows[rows["start"] != rows["end"]]
    examples = _there(day, {*rows["start"], *rows["end"]})
    rows = rows[rows["start"].isin(examples) & rows["end"].isin(examples)]
    flags = (rows["is_example"], rows["start"].map(examples), rows["end"].map(examples))
    of_row, of_start, of_end = (flag.astype(bool) for flag in flags)
    return rows.assign(is_example=of_row | of_start | of_end)


def ties_of_position(day: OnDay, position_id: str) -> pd.DataFrame | None:
    """Return the ties between actors in the network of a position; columns as :func:`ties_on`."""
    from ecosystem.analysis.graph import tie_rows

    if day.register.links is None:
        return None
    rows = tie_rows(day, position_id)
    rows = rows[rows["kind"].isin(BETWEEN_ACTORS)]
    return _between_actors(day, rows.assign(is_example=_flags(rows))[_COLUMNS])


def taking_part(day: OnDay) -> "LazyTable | None":
    """Return the participations that had begun by the day; ``None``: not recorded."""
    import narwhals as nw

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
    import narwhals as nw

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
            "is_example": False,
        }
    )


def _there(day: OnDay, ids: set[str]) -> dict[str, bool]:
    """Return whether actors are example data, by the id of those that are there on the day."""
    import narwhals as nw

    if day.register.actors is None:
        return {}
    rows = day.actors.active().filter(nw.col("actor_id").is_in(sorted(ids)))
    table = collect(rows.select("actor_id", "is_synthetic"))
    return dict(zip(table["actor_id"], _flags(table), strict=True))


def _flags(table: pd.DataFrame) -> "pd.Series[bool]":
    return table["is_synthetic"].fillna(value=False).astype(bool)
