"""What became of the actors: came, went, renamed, succeeded, merged or changed."""

from collections import defaultdict
from datetime import date

import pandas as pd

from ecosystem.analysis.changes.cells import changed_cells, listed, plain_row
from ecosystem.analysis.changes.succession import Succession
from ecosystem.model.changes import Change
from ecosystem.model.days import holding
from ecosystem.model.register import Register, big_table, collect
from ecosystem.model.vocabulary import ChangeKind, ChangeSubject


def actors_ever(register: Register) -> pd.DataFrame:
    """Return every actor a register records, by actor_id."""
    table = big_table(register, "actors", "who is in the ecosystem")
    return collect(table).set_index("actor_id").sort_index()


def actors_on_day(actors: pd.DataFrame, on: date) -> pd.DataFrame:
    """Return the actors that are founded and have not closed on a day."""
    return actors[holding(actors, on, "founded", "closed")]


def actor_changes(
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
        closing = changed_cells(*last_days, [actor] if is_closed else [])
        changes.append(gone.model_copy(update={"cells": closing.get(actor, ())}))
    fresh = alive_after - alive_before - inherited.keys()
    changes += [_actor_change(ChangeKind.CAME, actor, after) for actor in sorted(fresh)]
    stayed = sorted(alive_before & alive_after)
    for actor, cells in changed_cells(before, after, stayed).items():
        is_name = any(cell.column == "name" for cell in cells)
        change = _actor_change(ChangeKind.RENAMED if is_name else ChangeKind.CHANGED, actor, after)
        former = (str(plain_row(before, actor)["name"]),) if is_name else ()
        rest = tuple(cell for cell in cells if cell.column != "name")
        changes.append(change.model_copy(update={"cells": rest, "former_names": former}))
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
    names = tuple(str(plain_row(before, old)["name"]) for old in olds)
    return _actor_change(kind, heir, after).model_copy(
        update={"former_keys": tuple(olds), "former_names": names}
    )


def _actor_change(kind: ChangeKind, actor: str, table: pd.DataFrame) -> Change:
    row = plain_row(table, actor)
    return Change(
        subject=ChangeSubject.ACTOR,
        kind=kind,
        key=actor,
        name=row["name"],
        word=row["kind"],
        municipality_codes=listed(row["municipality_code"]),
        is_synthetic=bool(row["is_synthetic"]),
    )
