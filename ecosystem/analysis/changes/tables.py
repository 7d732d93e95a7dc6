"""What became of offers, ties, sites and projects, with actors under their later ids."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, TypeAlias

import pandas as pd

from ecosystem.analysis.changes.cells import changed_cells, listed, plain_row
from ecosystem.analysis.day import OnDay
from ecosystem.model.changes import CellChange, Change
from ecosystem.model.days import holding
from ecosystem.model.offers import Offer
from ecosystem.model.vocabulary import ChangeKind, ChangeSubject

Cells: TypeAlias = dict[str, Any]
"""Cells of a row as plain values, by column."""


@dataclass(frozen=True, slots=True)
class ActorNames:
    """Names of the actors in both registers, by actor_id."""

    before: Mapping[Any, str]
    after: Mapping[Any, str]

    def of(self, actor: str) -> str:
        """Return the later name of an actor, else the earlier one, else its id."""
        return self.after.get(actor) or self.before.get(actor) or actor


@dataclass(frozen=True, slots=True)
class RegisterSide:
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


def _offer_changes(before: RegisterSide, after: RegisterSide, names: ActorNames) -> list[Change]:
    del names
    earlier = before.renumbered("offers").set_index("offer_id")
    later = after.renumbered("offers").set_index("offer_id")
    criteria = _rule_cells(before.day.register.catalogue, after.day.register.catalogue)
    return _row_changes(ChangeSubject.OFFER, earlier, later, _describe_offer, criteria)


def _describe_offer(key: str, row: Cells) -> Cells:
    return {
        "key": key,
        "name": str(row["name_da"]),
        "word": str(row["kind"]),
        "need_ids": listed(row["need_ids"]),
        "position_ids": listed(row["position_ids"]),
        "municipality_codes": tuple(code for code in listed(row["area"]) if code != "national"),
    }


def _rule_cells(
    before: Mapping[str, Offer], after: Mapping[str, Offer]
) -> dict[str, tuple[CellChange, ...]]:
    """Return the offers whose rules are not what they were: criteria, opening, state aid."""
    changed_rules: dict[str, tuple[CellChange, ...]] = {}
    for offer in before.keys() & after.keys():
        old, new = before[offer].rules, after[offer].rules
        if (old.criteria, old.opening, old.state_aid) != (new.criteria, new.opening, new.state_aid):
            change = CellChange(
                column="criteria",
                before=f"{len(old.criteria)}",
                after=f"{len(new.criteria)}",
            )
            changed_rules[offer] = (change,)
    return changed_rules


def _tie_changes(before: RegisterSide, after: RegisterSide, names: ActorNames) -> list[Change]:
    key = ["from_actor_id", "to_actor_id", "kind", "position_id"]
    earlier = _keyed(before.current("links"), key)
    later = _keyed(after.current("links"), key)

    def describe(key: str, row: Cells) -> Cells:
        return {
            "key": key,
            "name": names.of(str(row["from_actor_id"])),
            "other_names": (names.of(str(row["to_actor_id"])),),
            "word": str(row["kind"]),
            "position_ids": listed(row["position_id"]),
        }

    return _row_changes(ChangeSubject.TIE, earlier, later, describe)


def _site_changes(before: RegisterSide, after: RegisterSide, names: ActorNames) -> list[Change]:
    key = ["actor_id", "municipality_code", "kind"]
    earlier = _keyed(before.current("sites"), key).drop(columns="site_id")
    later = _keyed(after.current("sites"), key).drop(columns="site_id")

    def describe(key: str, row: Cells) -> Cells:
        return {
            "key": key,
            "name": names.of(str(row["actor_id"])),
            "word": str(row["kind"]),
            "municipality_codes": (str(row["municipality_code"]),),
        }

    return _row_changes(ChangeSubject.SITE, earlier, later, describe)


def _project_changes(before: RegisterSide, after: RegisterSide, names: ActorNames) -> list[Change]:
    del names
    earlier = before.renumbered("projects").set_index("project_id")
    later = after.renumbered("projects").set_index("project_id")

    def describe(key: str, row: Cells) -> Cells:
        fields = {"key": key, "name": str(row["title"])}
        return {**fields, "position_ids": listed(row["position_id"])}

    return _row_changes(ChangeSubject.PROJECT, earlier, later, describe)


TABLE_CHANGES: Final = {
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
    """Return rows under a key of what they say; rows that say the same are numbered."""
    key = frame[columns[0]].astype("str")
    for column in columns[1:]:
        key = key + "|" + frame[column].astype("object").fillna("").astype("str")
    number = frame.groupby(key).cumcount().astype("str")
    return frame.set_index(key.where(number == "0", key + "|" + number).rename("key"))


def _row_changes(
    subject: ChangeSubject,
    before: pd.DataFrame,
    after: pd.DataFrame,
    describe: Callable[[str, Cells], Cells],
    more_cells: Mapping[str, tuple[CellChange, ...]] | None = None,
) -> list[Change]:
    def change(
        kind: ChangeKind, key: str, table: pd.DataFrame, cells: tuple[CellChange, ...] = ()
    ) -> Change:
        row = plain_row(table, key)
        fields = describe(key, row)
        is_synthetic = bool(row.get("is_synthetic"))
        return Change(subject=subject, kind=kind, cells=cells, is_synthetic=is_synthetic, **fields)

    came = after.index.difference(before.index).sort_values()
    went = before.index.difference(after.index).sort_values()
    stayed = after.index.intersection(before.index).sort_values()
    changed = changed_cells(before, after, stayed)
    for key, cells in (more_cells or {}).items():
        if key in stayed:
            changed[key] = changed.get(key, ()) + cells
    return [
        *(change(ChangeKind.CAME, key, after) for key in came),
        *(change(ChangeKind.WENT, key, before) for key in went),
        *(change(ChangeKind.CHANGED, key, after, changed[key]) for key in sorted(changed)),
    ]
