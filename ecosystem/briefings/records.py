"""Rows of tables as plain values for briefings: an empty cell is ``None``, a day a ``date``."""

from typing import TYPE_CHECKING, Any, Self, TypeAlias

from pydantic import BaseModel

from ecosystem.analysis.day import OnDay
from ecosystem.model.days import holding
from ecosystem.model.records import Record

if TYPE_CHECKING:
    import pandas as pd

    from ecosystem.model.register import LazyTable


TableRow: TypeAlias = dict[str, Any]
"""Cells of one row of a table, by column; the column says what a cell may hold."""
Fields: TypeAlias = dict[str, Any]
"""Values for some fields of a record, by name; the record checks them."""


class Labelled(Record):
    """An id with its name in two languages."""

    id: str
    name_da: str
    name_en: str

    @classmethod
    def of(cls, identifier: str, name: tuple[str, str]) -> Self:
        """Label an id with its Danish and its English name."""
        return cls(id=identifier, name_da=name[0], name_en=name[1])


class ActorName(Record):
    """An actor and what it is called."""

    actor_id: str
    name: str


def records(table: "pd.DataFrame") -> list[TableRow]:
    """Return the rows of a small table; an empty cell is ``None`` and a day is a ``date``."""
    import pandas as pd

    rows = table.astype(object).where(table.notna(), None).to_dict("records")
    return [
        {str(k): v.date() if isinstance(v, pd.Timestamp) else v for k, v in row.items()}
        for row in rows
    ]


def collected(table: "LazyTable") -> list[TableRow]:
    """Return the rows of a lazy table that was reduced before; an empty cell is ``None``."""
    return table.collect().to_arrow().to_pylist()  # type: ignore[no-any-return]


def count_rows(table: "LazyTable") -> int:
    """Count the rows of a lazy table without bringing them in."""
    import narwhals as nw

    return int(table.select(n=nw.len()).collect().item())


def dated_rows(
    day: OnDay, table: "pd.DataFrame", name: str, first: str = "valid_from", last: str = "valid_to"
) -> list[TableRow]:
    """Return rows with ``is_current`` and ``freshness`` on the day.

    Args:
        day: The day.
        table: Rows with the two columns of days, and ``checked``.
        name: Name of their table.
        first: Column of the first day on which a row holds.
        last: Column of the last day on which it holds.

    Returns:
        ``freshness`` of example data is ``None``: nobody is asked to check it.
    """
    states = day.freshness.states(table, name)
    rows = records(table.assign(is_current=holding(table, day.on, first, last), freshness=states))
    return [{**row, "freshness": None} if row.get("is_synthetic") else row for row in rows]


def fields_of(row: TableRow, record: type[BaseModel]) -> Fields:
    """Return the cells of a row that a record has a field for."""
    return {name: row[name] for name in record.model_fields if name in row}
