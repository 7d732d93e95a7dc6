"""Rows and cells of the register's tables, as points and ties are made from them."""

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from copy import copy
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np
import pandas as pd

from ecosystem.analysis.graph.elements import STRENGTH
from ecosystem.model.member_facts import SYMMETRIC

if TYPE_CHECKING:
    from ecosystem.model.register import LazyTable

Mask: TypeAlias = "np.ndarray[Any, np.dtype[np.bool_]]"
_FEW_IDS: Final = 1500
"""Up to here rows are asked for by id; above it the column is read whole, which is faster."""
TIE_COLUMNS: Final = (
    "start",
    "end",
    "kind",
    "evidence",
    "source",
    "valid_from",
    "valid_to",
    "position_id",
    "role",
    "is_synthetic",
)
"""What a row of ties holds; all but the two ends become attributes of the tie."""
ACTOR_COLUMNS: Final = (
    "actor_id",
    "kind",
    "name",
    "cvr",
    "parent_actor_id",
    "is_embedded",
    "municipality_code",
    "industry_code",
    "industry_scheme",
    "legal_form",
    "founded",
    "closed",
    "is_advertising_protected",
    "is_synthetic",
    "source",
)
"""What is read of an actor."""


def no_rows(*columns: str) -> pd.DataFrame:
    """Give an empty table of the named columns."""
    return pd.DataFrame({column: pd.Series(dtype="object") for column in columns})


def each_once(ties: pd.DataFrame) -> pd.DataFrame:
    """Return one row a tie: rows that say the same of the same two are one.

    Args:
        ties: ``start, end, kind, evidence`` and whatever else; of several rows the best documented
            one stays, and of those the first.

    Examples:
        >>> ties = pd.DataFrame(
        ...     [("a", "b", "partner", "claimed"), ("b", "a", "partner", "member")],
        ...     columns=["start", "end", "kind", "evidence"],
        ... )
        >>> each_once(ties).to_numpy().tolist()
        [['b', 'a', 'partner', 'member']]
    """
    is_either = ties["kind"].isin(SYMMETRIC) & (ties["start"] > ties["end"])
    first = ties["start"].where(~is_either, ties["end"])
    second = ties["end"].where(~is_either, ties["start"])
    keys = pd.DataFrame(
        {"first": first.to_numpy(), "second": second.to_numpy(), "kind": ties["kind"].to_numpy()}
    )
    if not keys.duplicated().any():
        return ties
    best_first = np.argsort(-ties["evidence"].map(STRENGTH).to_numpy(), kind="stable")
    once = keys.iloc[best_first].drop_duplicates().index
    return ties.iloc[np.sort(once)]


def dated(table: pd.DataFrame, columns: Iterable[str]) -> pd.DataFrame:
    """Give day columns one type, whichever way the store wrote them."""
    for column in columns:
        if table[column].dtype.kind != "M":
            table[column] = pd.to_datetime(table[column])
    return table


def is_in(column: "pd.Series[str]", ids: AbstractSet[str]) -> "Mask":
    """Tell which cells are wanted; over many different ids faster than pandas does it."""
    return np.fromiter(map(ids.__contains__, column.tolist()), bool, len(column))


class Ends:
    """Both ends of ties, each id once: what is asked of an id is asked once, not once a tie.

    Args:
        ties: ``start, end``.
    """

    def __init__(self, ties: pd.DataFrame) -> None:
        both = pd.concat([ties["start"], ties["end"]], ignore_index=True).astype("object")
        codes, ids = pd.factorize(both)
        self._ids: list[str] = ids.tolist()
        self._starts, self._ends = codes[: len(ties)], codes[len(ties) :]

    def where(self, is_kept: "Mask") -> "Ends":
        """Return the ends of some of the ties."""
        kept = copy(self)
        kept._starts, kept._ends = self._starts[is_kept], self._ends[is_kept]
        return kept

    def ids(self) -> set[str]:
        """List every id that a tie starts or ends at."""
        used = np.unique(np.concatenate([self._starts, self._ends]))
        return {self._ids[code] for code in used.tolist()}

    def starts_in(self, ids: AbstractSet[str]) -> "Mask":
        """Tell which ties start at one of some ids."""
        return self._among(ids)[self._starts]

    def ends_in(self, ids: AbstractSet[str]) -> "Mask":
        """Tell which ties end at one of some ids."""
        return self._among(ids)[self._ends]

    def are_same(self) -> "Mask":
        """Tell which ties lead from an id to itself."""
        same: Mask = self._starts == self._ends
        return same

    def ends_with(self, prefixes: tuple[str, ...]) -> "Mask":
        """Tell which ties end at an id that begins in one of some ways."""
        begins = np.fromiter((i.startswith(prefixes) for i in self._ids), bool, len(self._ids))
        return begins[self._ends]

    def _among(self, ids: AbstractSet[str]) -> "Mask":
        return np.fromiter(map(ids.__contains__, self._ids), bool, len(self._ids))


def rows_of(table: "LazyTable", column: str, ids: set[str], columns: list[str]) -> pd.DataFrame:
    """Collect the rows whose id is wanted."""
    import narwhals as nw  # noqa: PLC0415

    if not ids:
        return no_rows(*columns)
    if len(ids) <= _FEW_IDS:
        asked = table.filter(nw.col(column).is_in(sorted(ids)))
        return asked.select(*columns).collect().to_pandas()
    whole = table.filter(~nw.col(column).is_null()).select(*columns).collect().to_pandas()
    return whole[is_in(whole[column], ids)]


def column_of(table: pd.DataFrame, name: str) -> list[Any]:
    """Give a column as plain Python values, None where it is empty."""
    values = table[name]
    if values.dtype.kind == "M":
        return values.to_numpy().astype("datetime64[D]").astype(object).tolist()
    if not values.hasnans and values.dtype != bool:
        return values.tolist()
    plain = values.astype(object)
    return plain.where(values.notna(), None).tolist()


def repeated_column(table: pd.DataFrame, name: str) -> list[Any]:
    """Give a column of few different values as ``column_of`` does, each value made once."""
    codes, found = pd.factorize(table[name])
    values = column_of(pd.DataFrame({name: found}), name)
    values.append(None)  # the place of -1, which stands for an empty cell
    return [values[code] for code in codes.tolist()]
