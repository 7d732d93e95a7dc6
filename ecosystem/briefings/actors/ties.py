"""The ties of one actor to others, and the projects and offers it took part in.

Rows that say the same of the same other actor are one tie: told once, with the strongest
evidence, all positions they name and the weakest of their checks.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from pydantic import Field

from ecosystem.analysis.day import OnDay, weakest
from ecosystem.briefings.records import Labelled, TableRow, dated_rows, records
from ecosystem.briefings.ties import projects_led, taking_part
from ecosystem.model.danish import sort_key
from ecosystem.model.member_facts import SYMMETRIC
from ecosystem.model.records import Record
from ecosystem.model.register import collect
from ecosystem.model.vocabulary import ActorKind, Evidence, Freshness, LinkKind, Role

_LEADS_FIRST: Final = {role.value: rank for rank, role in enumerate(Role)}


class Link(Record):
    """A tie to another actor."""

    is_outgoing: bool
    kind: LinkKind
    other_id: str
    other_name: str
    other_kind: ActorKind | None
    is_example: bool = Field(description="The tie, or the other actor, is example data.")
    positions: tuple[Labelled, ...]
    evidence: Evidence
    valid_from: date | None
    valid_to: date | None
    is_current: bool = Field(description="It holds on the day, and the other actor is there.")
    source: str
    freshness: Freshness | None = Field(description="None: example data.")


class Participation(Record):
    """A project or an offer the actor has taken part in by the day."""

    project_id: str | None
    offer_id: str | None
    title: str
    role: Role = Field(description="Of several, the leading one.")
    start: date | None
    end: date | None
    is_current: bool
    is_example: bool
    source: str
    freshness: Freshness | None = Field(description="None: example data.")


def links_of(day: OnDay, actor_id: str) -> tuple[Link, ...] | None:
    """List the ties of an actor, those of the day first; ``None``: links are not recorded."""
    rows = _link_rows(day, actor_id)
    if rows is None:
        return None
    others = _others(day, {row["other_id"] for row in rows})
    grouped: dict[tuple[str, str, bool, bool], list[TableRow]] = {}
    for row in rows:
        neighbour = others.get(row["other_id"])
        is_current = (
            bool(row["is_current"]) and neighbour is not None and bool(neighbour["is_there"])
        )
        key = (row["other_id"], row["kind"], row["is_outgoing"], is_current)
        grouped.setdefault(key, []).append(row)
    links = [
        _link(day, group, others.get(key[0]), is_current=key[-1]) for key, group in grouped.items()
    ]
    return tuple(sorted(links, key=lambda link: (not link.is_current, sort_key(link.other_name))))


def _link_rows(day: OnDay, actor_id: str) -> list[TableRow] | None:
    """Return the rows of an actor's links seen from its own side, and whom it belongs to."""
    table = day.register.links
    if table is None:
        return None
    is_from, is_to = table["from_actor_id"] == actor_id, table["to_actor_id"] == actor_id
    rows = [
        {
            **row,
            "other_id": row["to_actor_id" if row["from_actor_id"] == actor_id else "from_actor_id"],
            "is_outgoing": row["kind"] in SYMMETRIC or row["from_actor_id"] == actor_id,
        }
        for row in dated_rows(day, table[is_from ^ is_to], "links")
    ]
    linked_pairs = {
        (row["from_actor_id"], row["to_actor_id"])
        for row in rows
        if row["kind"] == LinkKind.PART_OF.value and row["is_current"]
    }
    return [*rows, *_family(day, actor_id, linked_pairs)]


def _family(day: OnDay, actor_id: str, linked_pairs: set[tuple[object, object]]) -> list[TableRow]:
    """Return whom an actor belongs to and who belongs to it, where no link says so already."""
    import narwhals as nw

    assert day.register.actors is not None
    is_child_or_parent = (nw.col("actor_id") == actor_id) | (nw.col("parent_actor_id") == actor_id)
    columns = ("actor_id", "parent_actor_id", "source", "checked", "is_synthetic")
    table = collect(
        day.register.actors.filter(is_child_or_parent, ~nw.col("parent_actor_id").is_null()).select(
            *columns
        )
    )
    days = ["valid_from", "valid_to"]
    undated = table.reindex(columns=[*columns, *days]).astype(dict.fromkeys(days, "datetime64[s]"))
    return [
        _parent_row(row, actor_id)
        for row in dated_rows(day, undated, "actors")
        if (row["actor_id"], row["parent_actor_id"]) not in linked_pairs
        and row["actor_id"] != row["parent_actor_id"]
    ]


def _parent_row(row: TableRow, actor_id: str) -> TableRow:
    is_child = row["actor_id"] == actor_id
    return {
        **row,
        "kind": LinkKind.PART_OF.value,
        "evidence": Evidence.CLAIMED.value,
        "position_id": None,
        "is_outgoing": is_child,
        "other_id": row["parent_actor_id" if is_child else "actor_id"],
    }


def _others(day: OnDay, ids: Iterable[str]) -> dict[str, TableRow]:
    """Return name, kind and whether it is there, of some actors by actor_id."""
    import narwhals as nw

    assert day.register.actors is not None
    rows = day.register.actors.filter(nw.col("actor_id").is_in(sorted(set(ids))))
    table = collect(
        rows.select("actor_id", "name", "kind", "is_synthetic", is_there=day.actors.is_there())
    )
    return {row["actor_id"]: row for row in records(table)}


def _link(
    day: OnDay,
    rows: Sequence[TableRow],
    neighbour: TableRow | None,
    *,
    is_current: bool,
) -> Link:
    """Build one tie of rows that say the same."""
    from ecosystem.analysis.graph import strength_of

    first = max(rows, key=lambda row: strength_of(row["evidence"]))
    positions = sorted({row["position_id"] for row in rows if row["position_id"]})
    states = [Freshness(row["freshness"]) for row in rows if row["freshness"] is not None]
    begins, ends = ([row[end] for row in rows] for end in ("valid_from", "valid_to"))
    return Link(
        is_outgoing=first["is_outgoing"],
        kind=first["kind"],
        other_id=first["other_id"],
        other_name=first["other_id"] if neighbour is None else neighbour["name"],
        other_kind=None if neighbour is None else neighbour["kind"],
        is_example=not states or (neighbour is not None and bool(neighbour["is_synthetic"])),
        positions=tuple(
            Labelled.of(position_id, day.names.position(position_id)) for position_id in positions
        ),
        evidence=first["evidence"],
        valid_from=None if None in begins else min(begins),
        valid_to=None if None in ends else max(ends),
        is_current=is_current,
        source="; ".join(dict.fromkeys(row["source"] for row in rows)),
        freshness=weakest(states),
    )


# --- taking part ---------------------------------------------------------------------------


def participations_of(day: OnDay, actor_id: str) -> tuple[Participation, ...] | None:
    """List what an actor had taken part in by the day, latest first, each once.

    Returns:
        ``None``: participations are not recorded.
    """
    import narwhals as nw

    taken_part = taking_part(day)
    if taken_part is None:
        return None
    table = collect(taken_part.filter(nw.col("actor_id") == actor_id))
    rows = [*dated_rows(day, table, "participations", "start", "end"), *_led(day, actor_id)]
    grouped: dict[tuple[object, object], list[TableRow]] = {}
    for row in rows:
        grouped.setdefault((row["project_id"], row["offer_id"]), []).append(row)
    participations = [_participation(day, group) for group in grouped.values()]
    return tuple(sorted(participations, key=_latest_first))


def _led(day: OnDay, actor_id: str) -> list[TableRow]:
    projects, led = day.register.projects, projects_led(day)
    if projects is None:
        return []
    ids = led.loc[led["actor_id"] == actor_id, "project_id"]
    projects_of_actor = projects[projects["project_id"].isin(ids)]
    rows = dated_rows(day, projects_of_actor, "projects", "start", "end")
    return [{**row, "offer_id": None, "role": Role.LEAD.value} for row in rows]


def _participation(day: OnDay, rows: Sequence[TableRow]) -> Participation:
    first = min(rows, key=lambda row: _LEADS_FIRST[row["role"]])
    states = [Freshness(row["freshness"]) for row in rows if row["freshness"] is not None]
    begins, ends = ([row[end] for row in rows if row[end]] for end in ("start", "end"))
    return Participation(
        project_id=first["project_id"],
        offer_id=first["offer_id"],
        title=_title(day, first),
        role=first["role"],
        start=min(begins, default=None),
        end=max(ends, default=None),
        is_current=any(row["is_current"] for row in rows),
        is_example=not states,
        source="; ".join(dict.fromkeys(row["source"] for row in rows)),
        freshness=weakest(states),
    )


def _latest_first(participation: Participation) -> tuple[int, str]:
    start = participation.start
    return (0 if start is None else -start.toordinal(), sort_key(participation.title))


def _title(day: OnDay, row: TableRow) -> str:
    if row["project_id"]:
        projects = day.register.projects
        if projects is not None:
            titles = projects.loc[projects["project_id"] == row["project_id"], "title"]
            if len(titles):
                return str(titles.iloc[0])
        return str(row["project_id"])
    offer = day.register.catalogue.get(row["offer_id"] or "")
    return offer.name_da if offer else str(row["offer_id"])
