"""The register as it reads without its example data.

Every face that leaves example data out asks here, so that all of them leave out the same rows.
"""

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from ecosystem.model.register import Register, collect
from ecosystem.model.tables import TABLES

if TYPE_CHECKING:
    import narwhals as nw
    import pandas as pd

    from ecosystem.model.register import LazyTable

    Rows: TypeAlias = pd.DataFrame | LazyTable

_MARK: Final = "is_synthetic"
_NAMED: Final = {"actors": "actor_id", "offers": "offer_id", "projects": "project_id"}
"""Tables whose example rows others may name, and their keys; gone through in this order."""
_EVENTS: Final = ("projects", "participations", "activities")
"""Tables of what happened, whose example rows never count together with observed ones."""
_LeftOut: TypeAlias = dict[str, set[str]]
"""Ids of the offers and projects that are left out."""


def without_examples(register: Register) -> Register:
    """Return a register without its example rows, and without rows that name one of them.

    A table that held example rows alone is ``None``: nobody recorded anything real in it, so it is
    not recorded, which is not zero. A register without example rows is returned as it is.
    """
    if not register.is_synthetic:
        return register
    rows: dict[str, Rows | None] = {}
    left_out: _LeftOut = {}
    for name in (*_NAMED, *(name for name in TABLES if name not in _NAMED)):
        table = getattr(register, name)
        rows[name] = None if table is None else _real(register, name, table, left_out)
        if name in _NAMED and name != "actors":
            left_out[name] = _ids(table, name) - _ids(rows[name], name)
    counts = {name: _count(table) for name, table in rows.items() if table is not None}
    emptied = {name for name, n in counts.items() if not n and _count(getattr(register, name))}
    left: dict[str, Any] = {n: None if n in emptied else table for n, table in rows.items()}
    return replace(
        register,
        **left,
        catalogue={
            offer_id: offer
            for offer_id, offer in register.catalogue.items()
            if offer_id not in left_out["offers"]
        },
        row_counts={name: n for name, n in counts.items() if name not in emptied},
        is_synthetic=False,
    )


def observed_first(register: Register) -> Register:
    """Return a register whose example projects, participations and activities never mix with real.

    A table that holds both keeps its observed rows; one with example rows alone keeps them, and
    what is counted in it is example data. Actors and offers stay as they are.
    """
    if not register.is_synthetic:
        return register
    kept: dict[str, Any] = {}
    for name in _EVENTS:
        table = getattr(register, name)
        if table is not None and _count(observed := _observed(table)):
            kept[name] = observed
    return replace(register, **kept)


def holds_examples(register: Register, *names: str) -> bool:
    """Return whether one of the tables has example rows."""
    tables = [table for name in names if (table := getattr(register, name)) is not None]
    return register.is_synthetic and any(_count(_examples(table)) for table in tables)


def _observed(table: "Rows") -> "Rows":
    import narwhals as nw

    return table.filter(_is_real()) if isinstance(table, nw.LazyFrame) else real_rows(table)


def _examples(table: "Rows") -> "Rows":
    import narwhals as nw

    if not isinstance(table, nw.LazyFrame):
        return table[_are_examples(table)]
    is_marked = _MARK in table.collect_schema().names()
    return table.filter(~_is_real() if is_marked else nw.lit(value=False))


def _real(register: Register, name: str, table: "Rows", left_out: _LeftOut) -> "Rows":
    import narwhals as nw

    if isinstance(table, nw.LazyFrame):
        return _real_of_big(register, name, table, left_out)
    return _real_of_small(register, name, table, left_out)


def _references(name: str) -> dict[str, str]:
    """Return the columns of a table that name rows of another which may be examples."""
    uses = {use.column: use.refers_to for use in TABLES[name].uses}
    return {column: to for column, to in uses.items() if to in _NAMED and to != name}


def _real_of_big(
    register: Register, name: str, table: "LazyTable", left_out: _LeftOut
) -> "LazyTable":
    is_real = _is_real()
    real = table.filter(is_real) if _MARK in TABLES[name].columns else table
    for column, other in _references(name).items():
        if other == "actors" and register.actors is not None:
            examples = register.actors.filter(~is_real).select("actor_id")
            real = real.join(examples, left_on=column, right_on="actor_id", how="anti")
        elif ids := left_out.get(other):
            real = real.filter(~_is_in(column, ids))
    return real


def _real_of_small(
    register: Register, name: str, table: "pd.DataFrame", left_out: _LeftOut
) -> "pd.DataFrame":
    is_real = ~_are_examples(table)
    for column, other in _references(name).items():
        if column not in table:
            continue
        is_actor = other == "actors"
        ids = _examples_among(register, table[column]) if is_actor else left_out.get(other)
        is_real &= ~table[column].isin(list(ids or ()))
    return table if is_real.all() else table[is_real].reset_index(drop=True)


def real_rows(rows: "pd.DataFrame") -> "pd.DataFrame":
    """Return the rows that are no example data; all where the table has no such column."""
    return rows[~_are_examples(rows)]


def _are_examples(rows: "pd.DataFrame") -> "pd.Series[bool]":
    if _MARK not in rows:
        return rows.index.to_series().isin([])
    return rows[_MARK].astype("boolean").fillna(value=False).astype(bool)


def _examples_among(register: Register, column: "pd.Series[str]") -> set[str]:
    """Return the example actors that a column names."""
    if register.actors is None:
        return set()
    named = sorted(set(column.dropna()))
    examples = register.actors.filter(~_is_real(), _is_in("actor_id", named))
    return set(collect(examples.select("actor_id"))["actor_id"])


def _is_real() -> "nw.Expr":
    import narwhals as nw

    return ~nw.col(_MARK).fill_null(value=False)


def _is_in(column: str, ids: "set[str] | list[str]") -> "nw.Expr":
    import narwhals as nw

    return nw.col(column).is_in(sorted(ids)).fill_null(value=False)


def _ids(table: "Rows | None", name: str) -> set[str]:
    return set() if table is None else set(table[_NAMED[name]])


def _count(table: "Rows") -> int:
    import narwhals as nw

    if isinstance(table, nw.LazyFrame):
        return int(collect(table.select(n=nw.len()))["n"].iloc[0])
    return len(table)
