"""The large tables of a register on Spark Connect, for registers past one machine.

Nothing else changes: the same narwhals expressions run on the embedded DuckDB and on a Spark
session, and tests hold their answers equal. Any Spark Connect server does; ``pysail`` serves one
within the process, without Java.
"""

import csv
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from ecosystem.model.columns import COLUMNS, Kind
from ecosystem.model.register import Register
from ecosystem.model.tables import TABLES, Table
from ecosystem.sources.files.folders import table_files

if TYPE_CHECKING:
    import pandas as pd
    from pyspark.sql import DataFrame, SparkSession

    from ecosystem.model.register import LazyTable

_TYPES: Final = {
    Kind.WHOLE: "BIGINT",
    Kind.NUMBER: "DOUBLE",
    Kind.FLAG: "BOOLEAN",
    Kind.DATE: "DATE",
}


def on_spark(register: Register, session: "SparkSession") -> Register:
    """Return the same register with its large tables read by a Spark session.

    Args:
        register: A register that was read, and so checked; its folder must be where the Spark
            server can read it.
        session: A Spark Connect session.

    Returns:
        The register; small tables, offers and warnings are the very same objects.
    """
    import narwhals as nw

    served: dict[str, Any] = {
        name: nw.from_native(_frame(session, TABLES[name], path)).lazy()
        for name, path in table_files(Path(register.files)).items()
        if TABLES[name].is_big
    }

    def into_session(table: "pd.DataFrame") -> "LazyTable":
        return nw.from_native(_small_frame(session, table)).lazy()

    return replace(register, into_engine=into_session, **served)


def _small_frame(session: "SparkSession", table: "pd.DataFrame") -> "DataFrame":
    """Return a small table; one without rows is sent with an empty row, which tells the types."""
    import pyarrow as pa

    rows = pa.Table.from_pandas(table, preserve_index=False)
    if rows.num_rows:
        return session.createDataFrame(rows)
    nothing = {field.name: pa.nulls(1, field.type) for field in rows.schema}
    return session.createDataFrame(pa.table(nothing)).limit(0)


def _frame(session: "SparkSession", table: Table, path: Path) -> "DataFrame":
    place = str(path.resolve())
    if path.suffix == ".parquet":
        raw = session.read.parquet(place)
    else:
        raw = session.read.csv(
            place, schema=_all_text(path), header=True, quote='"', escape='"', multiLine=True
        )
    columns = set(raw.columns)
    return raw.selectExpr(*(_cell(column, column in columns) for column in table.columns))


def _all_text(path: Path) -> str:
    with path.open(newline="", encoding="utf-8-sig") as file:
        header = next(csv.reader(file))
    return ", ".join(f"`{name.strip()}` STRING" for name in header)


def _cell(column: str, is_held: bool) -> str:  # noqa: FBT001
    sql_type = _TYPES.get(COLUMNS[column].kind, "STRING")
    if not is_held:
        return f"CAST(NULL AS {sql_type}) AS `{column}`"
    return f"CAST(nullif(trim(CAST(`{column}` AS STRING)), '') AS {sql_type}) AS `{column}`"
