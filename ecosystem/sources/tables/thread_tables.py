"""Lazy tables that every thread may ask: each thread reads them over a connection of its own.

DuckDB refuses a second call on a connection that is busy, so a frame over one connection serves
one thread. A frame made here stands on none: with each question it takes up the connection of the
thread that asks. The tables of one database share that connection, so that they can be joined.
"""

from threading import local
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    import duckdb
    import narwhals as nw
    import pandas as pd

    from ecosystem.model.register import LazyTable


class ThreadConnection(local):
    """A connection to a database: another one in every thread, made when the thread first asks.

    Args:
        database: An open connection; it must not be asked anything else afterwards.
    """

    def __init__(self, database: "duckdb.DuckDBPyConnection") -> None:
        self._connection = database.cursor()
        self._connection.execute("SET enable_progress_bar=false")
        self._frames: dict[str, Any] = {}

    def frame(self, view: str) -> Any:  # noqa: ANN401 - narwhals gives its frames no public type
        """Return what narwhals works on for a view, read by the thread that calls."""
        import narwhals as nw

        if view not in self._frames:
            relation = self._connection.table(view)
            namespace = nw.from_native(relation).__narwhals_namespace__()
            self._frames[view] = namespace.from_native(relation)
        return self._frames[view]

    def small_frame(self, table: "pd.DataFrame") -> "LazyTable":
        """Return a small table over the connection of the thread that calls."""
        import narwhals as nw
        import pyarrow as pa

        rows = pa.Table.from_pandas(table, preserve_index=False)
        frame: LazyTable = nw.from_native(self._connection.from_arrow(rows))
        return frame


def lazy_frame(connection: ThreadConnection, view: str) -> "nw.LazyFrame[Any]":
    """Return a view as a narwhals lazy frame that every thread may ask.

    What is made of it (``filter``, ``join``, ``group_by``) belongs to the thread that made it.
    """
    import narwhals as nw

    frame: nw.LazyFrame[Any] = nw.from_native(_ViewOfThread(connection, view))
    return frame


class _ViewOfThread:
    """A view behind narwhals' protocol for frames; every call goes to the calling thread's."""

    def __init__(self, connection: ThreadConnection, view: str) -> None:
        self._connection = connection
        self._view = view

    def __narwhals_lazyframe__(self) -> Self:
        return self

    def _with_version(self, version: object) -> Self:  # noqa: ARG002 - narwhals asks it of all
        return self

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever narwhals asks a frame
        place = object.__getattribute__
        return getattr(place(self, "_connection").frame(place(self, "_view")), name)
