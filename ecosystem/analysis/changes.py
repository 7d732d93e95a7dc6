"""Compare two dated registers: what came, what went, what changed.

An actor counts while it is there: from the day it was founded to the day it closed, each register
on its own day. A tie or a site counts while it holds, so that what ended years ago and is entered
today is no news. A renamed or merged actor is not one loss and one gain. An id that is gone is
followed in two ways: along stated successor links (``successor_of``), then by its CVR number,
unless it shares that with a parent. Only an id that leads nowhere is a loss. Ties and sites of an
actor with a new id are compared under the new id.

A table that one of the registers does not record is told apart: that nobody wrote ties down
last year does not mean that all of today's are new.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import pandas as pd

from ecosystem.analysis.day import OnDay
from ecosystem.model.changes import Cell, CellChange, Change, RegisterChanges
from ecosystem.model.days import holding
from ecosystem.model.offers import Offer
from ecosystem.model.register import Register, big_table, collect
from ecosystem.model.vocabulary import ChangeKind, ChangeSubject, LinkKind

COMPARED: Final = ("actors", "offers", "links", "sites", "projects")
"""Tables that are compared, in the order they are told."""
NO_DAYS: Final = (date.max, date.max)
"""Of registers that nobody has dated: what has no last day is there."""
PROVENANCE: Final = frozenset({"source", "checked", "confidence", "note", "is_synthetic"})
"""A row that was only checked again has not changed."""


@dataclass(frozen=True, slots=True)
class Succession:
    """Where the actors that are gone went."""

    heirs: Mapping[str, tuple[str, ...]]
    """Gone actor to those that took over; several when it was split."""
    is_stated: Mapping[str, bool]
    """A successor link says so; else the CVR number does."""
    circles: tuple[tuple[str, ...], ...]


def compare_registers(
    before: Register, after: Register, days: tuple[date, date] = NO_DAYS
) -> RegisterChanges:
    """List every actor, offer, tie, site and project that came, went or changed.

    Args:
        before: The earlier register.
        after: The later one.
        days: Days the two are of.

    Returns:
        One row a change, actors first. Tables that only one of the two records are named and
        not compared.
    """
    both = [n for n in COMPARED if _is_recorded(before, n) and _is_recorded(after, n)]
    succession = Succession({}, {}, ())
    changes: list[Change] = []
    names = _Names({}, {})
    if "actors" in both:
        every = [_actors(register) for register in (before, after)]
        earlier, later = (_there(table, on) for table, on in zip(every, days, strict=True))
        succession = follow_actors(earlier, later, _successors(before, after))
        changes += _actor_changes(earlier, later, succession, every[1])
        names = _Names(*(dict(table["name"]) for table in every))
    new_ids = {old: heirs[0] for old, heirs in succession.heirs.items() if len(heirs) == 1}
    sides = (_Side(OnDay(before, days[0]), new_ids), _Side(OnDay(after, days[1]), new_ids))
    for table, build in _BUILDERS.items():
        if table in both:
            changes += build(*sides, names)
    return RegisterChanges(
        before=before.label,
        after=after.label,
        changes=tuple(changes),
        successor_circles=succession.circles,
        newly_recorded=tuple(n for n in COMPARED if _is_recorded(after, n) and n not in both),
        no_longer_recorded=tuple(n for n in COMPARED if _is_recorded(before, n) and n not in both),
    )


def follow_actors(
    before: pd.DataFrame, after: pd.DataFrame, successors: Mapping[str, Sequence[str]]
) -> Succession:
    """Find who took over from each actor that is gone or closed.

    Args:
        before: Actors that were there in the earlier register, indexed by actor_id, with ``cvr``
            and ``is_embedded``.
        after: The same of the later one.
        successors: Actor to those that are said to succeed it.

    Returns:
        Heirs of each actor that was there and is gone; an actor that leads nowhere has none.
        A chain is followed to its end; a circle has no end and is told.

    Examples:
        >>> columns = {"cvr": "str", "is_embedded": "boolean"}
        >>> old = pd.DataFrame({"cvr": ["11111111", None]}, index=["a", "b"])
        >>> new = pd.DataFrame({"cvr": ["11111111", None]}, index=["a2", "c"])
        >>> tables = [t.reindex(columns=list(columns)).astype(columns) for t in (old, new)]
        >>> dict(follow_actors(*tables, {"b": ["c"]}).heirs)
        {'a': ('a2',), 'b': ('c',)}
    """
    alive_after = set(after.index)
    ended = sorted(set(before.index) - alive_after)
    by_cvr = _by_cvr(after.sort_index())
    heirs: dict[str, tuple[str, ...]] = {}
    is_stated: dict[str, bool] = {}
    for actor in ended:
        found = _end_of_chain(actor, successors, alive_after)
        if stated := bool(found):
            heirs[actor] = found
        else:
            cvr = _own_cvr(before, actor)
            same = tuple(a for a in by_cvr.get(cvr, ()) if a != actor) if cvr else ()
            if same:
                heirs[actor] = same[:1]
        is_stated[actor] = stated
    return Succession(heirs, is_stated, successor_circles(successors))


def successor_circles(successors: Mapping[str, Sequence[str]]) -> tuple[tuple[str, ...], ...]:
    """Find actors that are said to succeed each other in a circle, each circle once.

    Examples:
        >>> successor_circles({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"]})
        (('a', 'b', 'c'),)
    """
    import networkx as nx  # noqa: PLC0415  slow to import

    told: nx.DiGraph[str] = nx.DiGraph()
    told.add_edges_from((old, new) for old, heirs in successors.items() for new in heirs)
    groups = nx.strongly_connected_components(told)
    circles = [tuple(sorted(g)) for g in groups if len(g) > 1 or told.has_edge(*(min(g), min(g)))]
    return tuple(sorted(circles))


# --- actors --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Names:
    before: Mapping[Any, str]
    after: Mapping[Any, str]

    def of(self, actor: str) -> str:
        return self.after.get(actor) or self.before.get(actor) or actor


def _is_recorded(register: Register, table: str) -> bool:
    return getattr(register, table) is not None


def _actors(register: Register) -> pd.DataFrame:
    table = big_table(register, "actors", "who is in the ecosystem")
    return collect(table).set_index("actor_id").sort_index()


def _there(actors: pd.DataFrame, on: date) -> pd.DataFrame:
    return actors[holding(actors, on, "founded", "closed")]


def _row(table: pd.DataFrame, key: str) -> dict[str, Any]:
    """Give one row as plain values; an empty cell is ``None``."""
    cells = table.loc[key]
    return {str(column): _cell(cells[column]) for column in table.columns}


def _successors(*registers: Register) -> dict[str, list[str]]:
    """Read successor links: the link leads from the new actor to the one it succeeds."""
    told: dict[str, list[str]] = defaultdict(list)
    for register in registers:
        if register.links is None:
            continue
        said = register.links[register.links["kind"] == LinkKind.SUCCESSOR_OF.value]
        for new, old in zip(said["from_actor_id"], said["to_actor_id"], strict=True):
            if new not in told[old]:
                told[old].append(new)
    return {old: sorted(new) for old, new in told.items()}


def _by_cvr(actors: pd.DataFrame) -> dict[str, tuple[str, ...]]:
    own = actors[actors["cvr"].notna() & ~actors["is_embedded"].fillna(value=False).astype(bool)]
    return {str(cvr): tuple(sorted(ids)) for cvr, ids in own.groupby("cvr").groups.items()}


def _own_cvr(actors: pd.DataFrame, actor: str) -> str | None:
    row = _row(actors, actor)
    return None if row["is_embedded"] else row["cvr"]


def _end_of_chain(
    actor: str, successors: Mapping[str, Sequence[str]], alive: set[str]
) -> tuple[str, ...]:
    """Walk from heir to heir until one is alive; a circle ends in nobody."""
    seen, found, ahead = {actor}, [], list(successors.get(actor, ()))
    while ahead:
        heir = ahead.pop(0)
        if heir in seen:
            continue
        seen.add(heir)
        if heir in alive:
            found.append(heir)
        else:
            ahead += successors.get(heir, ())
    return tuple(found)


def _actor_changes(
    before: pd.DataFrame, after: pd.DataFrame, succession: Succession, every_after: pd.DataFrame
) -> list[Change]:
    """List what became of the actors that were there; of one that closed the later row tells."""
    alive_before, alive_after = set(before.index), set(after.index)
    inherited: dict[str, list[str]] = defaultdict(list)
    for old, heirs in succession.heirs.items():
        for heir in heirs:
            inherited[heir].append(old)
    changes = [
        _heir_change(heir, olds, succession, before, after)
        for heir, olds in sorted(inherited.items())
    ]
    for actor in sorted(alive_before - alive_after - succession.heirs.keys()):
        is_closed = actor in every_after.index
        gone = _actor_change(ChangeKind.WENT, actor, every_after if is_closed else before)
        last_days = before[["closed"]], every_after[["closed"]]
        closing = _changed_cells(*last_days, [actor] if is_closed else [])
        changes.append(gone.model_copy(update={"cells": closing.get(actor, ())}))
    fresh = alive_after - alive_before - inherited.keys()
    changes += [_actor_change(ChangeKind.CAME, actor, after) for actor in sorted(fresh)]
    stayed = sorted(alive_before & alive_after)
    for actor, cells in _changed_cells(before, after, stayed).items():
        is_name = any(cell.column == "name" for cell in cells)
        told = _actor_change(ChangeKind.RENAMED if is_name else ChangeKind.CHANGED, actor, after)
        former = (str(_row(before, actor)["name"]),) if is_name else ()
        rest = tuple(cell for cell in cells if cell.column != "name")
        changes.append(told.model_copy(update={"cells": rest, "former_names": former}))
    return changes


def _heir_change(
    heir: str, olds: list[str], succession: Succession, before: pd.DataFrame, after: pd.DataFrame
) -> Change:
    if heir in before.index or len(olds) > 1:
        kind = ChangeKind.MERGED
    elif succession.is_stated[olds[0]]:
        kind = ChangeKind.SUCCEEDED
    else:
        kind = ChangeKind.RENAMED
    names = tuple(str(_row(before, old)["name"]) for old in olds)
    return _actor_change(kind, heir, after).model_copy(
        update={"former_keys": tuple(olds), "former_names": names}
    )


def _actor_change(kind: ChangeKind, actor: str, table: pd.DataFrame) -> Change:
    row = _row(table, actor)
    return Change(
        subject=ChangeSubject.ACTOR,
        kind=kind,
        key=actor,
        name=row["name"],
        word=row["kind"],
        municipality_codes=_listed(row["municipality_code"]),
        is_synthetic=bool(row["is_synthetic"]),
    )


# --- the other tables ----------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Side:
    """One of the two registers on its day, its actors under their ids in the later one."""

    day: OnDay
    new_ids: Mapping[str, str]

    def current(self, name: str) -> pd.DataFrame:
        """Return the rows of a table that hold on the day; all, of a register without a day."""
        rows = self.renumbered(name)
        return rows if self.day.on == date.max else rows[holding(rows, self.day.on)]

    def renumbered(self, name: str) -> pd.DataFrame:
        """Return a table with its actors under the ids they have in the later register."""
        sites = self.day.places.sites_ever
        table = sites if name == "sites" else getattr(self.day.register, name)
        assert table is not None
        changed = {
            column: table[column].replace(dict(self.new_ids))
            for column in table
            if column in _ACTOR_COLUMNS
        }
        return table.assign(**changed)


def _offer_changes(before: "_Side", after: "_Side", names: _Names) -> list[Change]:
    del names
    earlier = before.renumbered("offers").set_index("offer_id")
    later = after.renumbered("offers").set_index("offer_id")
    criteria = _rule_cells(before.day.register.catalogue, after.day.register.catalogue)
    return _row_changes(ChangeSubject.OFFER, earlier, later, _describe_offer, criteria)


def _describe_offer(key: str, row: dict[str, Any]) -> dict[str, Any]:
    return {
        "key": key,
        "name": str(row["name_da"]),
        "word": str(row["kind"]),
        "need_ids": _listed(row["need_ids"]),
        "position_ids": _listed(row["position_ids"]),
        "municipality_codes": tuple(code for code in _listed(row["area"]) if code != "national"),
    }


def _rule_cells(
    before: Mapping[str, Offer], after: Mapping[str, Offer]
) -> dict[str, tuple[CellChange, ...]]:
    """Tell offers whose rules are not what they were: criteria, opening, state aid."""
    told: dict[str, tuple[CellChange, ...]] = {}
    for offer in before.keys() & after.keys():
        old, new = before[offer].rules, after[offer].rules
        if (old.criteria, old.opening, old.state_aid) != (new.criteria, new.opening, new.state_aid):
            said = CellChange(
                column="criteria",
                before=f"{len(old.criteria)}",
                after=f"{len(new.criteria)}",
            )
            told[offer] = (said,)
    return told


def _tie_changes(before: "_Side", after: "_Side", names: _Names) -> list[Change]:
    key = ["from_actor_id", "to_actor_id", "kind", "position_id"]
    earlier = _keyed(before.current("links"), key)
    later = _keyed(after.current("links"), key)

    def describe(key: str, row: dict[str, Any]) -> dict[str, Any]:
        return {
            "key": key,
            "name": names.of(str(row["from_actor_id"])),
            "other_names": (names.of(str(row["to_actor_id"])),),
            "word": str(row["kind"]),
            "position_ids": _listed(row["position_id"]),
        }

    return _row_changes(ChangeSubject.TIE, earlier, later, describe)


def _site_changes(before: "_Side", after: "_Side", names: _Names) -> list[Change]:
    key = ["actor_id", "municipality_code", "kind"]
    earlier = _keyed(before.current("sites"), key).drop(columns="site_id")
    later = _keyed(after.current("sites"), key).drop(columns="site_id")

    def describe(key: str, row: dict[str, Any]) -> dict[str, Any]:
        return {
            "key": key,
            "name": names.of(str(row["actor_id"])),
            "word": str(row["kind"]),
            "municipality_codes": (str(row["municipality_code"]),),
        }

    return _row_changes(ChangeSubject.SITE, earlier, later, describe)


def _project_changes(before: "_Side", after: "_Side", names: _Names) -> list[Change]:
    del names
    earlier = before.renumbered("projects").set_index("project_id")
    later = after.renumbered("projects").set_index("project_id")

    def describe(key: str, row: dict[str, Any]) -> dict[str, Any]:
        named = {"key": key, "name": str(row["title"])}
        return {**named, "position_ids": _listed(row["position_id"])}

    return _row_changes(ChangeSubject.PROJECT, earlier, later, describe)


_BUILDERS: Final = {
    "offers": _offer_changes,
    "links": _tie_changes,
    "sites": _site_changes,
    "projects": _project_changes,
}
_ACTOR_COLUMNS: Final = (
    "provider_actor_id",
    "from_actor_id",
    "to_actor_id",
    "actor_id",
    "lead_actor_id",
)


def _keyed(frame: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Index rows by what they say; rows that say the same are numbered."""
    said = frame[columns[0]].astype("str")
    for column in columns[1:]:
        said = said + "|" + frame[column].astype("object").fillna("").astype("str")
    number = frame.groupby(said).cumcount().astype("str")
    return frame.set_index(said.where(number == "0", said + "|" + number).rename("key"))


def _row_changes(
    subject: ChangeSubject,
    before: pd.DataFrame,
    after: pd.DataFrame,
    describe: Callable[[str, dict[str, Any]], dict[str, Any]],
    more_cells: Mapping[str, tuple[CellChange, ...]] | None = None,
) -> list[Change]:
    def change(
        kind: ChangeKind, key: str, table: pd.DataFrame, cells: tuple[CellChange, ...] = ()
    ) -> Change:
        row = _row(table, key)
        told = describe(key, row)
        is_synthetic = bool(row.get("is_synthetic"))
        return Change(subject=subject, kind=kind, cells=cells, is_synthetic=is_synthetic, **told)

    came = after.index.difference(before.index).sort_values()
    went = before.index.difference(after.index).sort_values()
    stayed = after.index.intersection(before.index).sort_values()
    changed = _changed_cells(before, after, stayed)
    for key, cells in (more_cells or {}).items():
        if key in stayed:
            changed[key] = changed.get(key, ()) + cells
    return [
        *(change(ChangeKind.CAME, key, after) for key in came),
        *(change(ChangeKind.WENT, key, before) for key in went),
        *(change(ChangeKind.CHANGED, key, after, changed[key]) for key in sorted(changed)),
    ]


def _changed_cells(
    before: pd.DataFrame, after: pd.DataFrame, keys: Iterable[str]
) -> dict[str, tuple[CellChange, ...]]:
    """Find the cells that differ among rows of the same key; two empty cells are equal."""
    rows = list(keys)
    old, new = before.loc[rows], after.loc[rows]
    found: dict[str, list[CellChange]] = defaultdict(list)
    for column in new.columns.intersection(old.columns).difference(sorted(PROVENANCE), sort=False):
        first, second = old[column].astype("object"), new[column].astype("object")
        differs = (first != second) & ~(first.isna() & second.isna())
        for key in differs.index[differs.fillna(value=True).astype(bool)]:
            found[key].append(
                CellChange(column=column, before=_cell(first[key]), after=_cell(second[key]))
            )
    return {key: tuple(cells) for key, cells in found.items()}


def _cell(value: object) -> Cell:
    """Give a cell as a plain value; an empty one is ``None``."""
    if value is None or value is pd.NaT or value is pd.NA or value != value:  # noqa: PLR0124
        return None
    if isinstance(value, pd.Timestamp):
        return value.date()
    if isinstance(value, (bool, str, date)):
        return value
    if isinstance(value, (int, float)):
        return float(value)
    return str(value)


def _listed(cell: object) -> tuple[str, ...]:
    if not isinstance(cell, str):
        return ()
    return tuple(part.strip() for part in cell.split(";") if part.strip())
