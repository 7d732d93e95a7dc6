"""Parquet files of a register: typed columns on the way out, cells as text on the way in.

A date is written as a date. Other programs write days as moments at midnight; such are read as
the days they are, and a moment within a day stays as it is, so that the checks tell it.
"""

from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from ecosystem.model.columns import COLUMNS, Kind
from ecosystem.model.errors import UnreadableFileError
from ecosystem.model.tables import TABLES, Table

if TYPE_CHECKING:
    import pyarrow as pa


def arrow_schema(name: str) -> "pa.Schema":
    """Return the arrow types of a table's columns."""
    import pyarrow as pa

    types = {
        Kind.WHOLE: pa.int64(),
        Kind.NUMBER: pa.float64(),
        Kind.FLAG: pa.bool_(),
        Kind.DATE: pa.date32(),
    }
    return pa.schema(
        [(column, types.get(COLUMNS[column].kind, pa.string())) for column in TABLES[name].columns]
    )


def write_parquet(table: Table, typed: pd.DataFrame, path: Path) -> None:
    """Write typed rows of a table; columns the frame lacks are not written."""
    import pyarrow as pa
    from pyarrow import parquet

    fields = [field for field in arrow_schema(table.name) if field.name in typed]
    frame = typed[[field.name for field in fields]]
    arrow_table = pa.Table.from_pandas(frame, schema=pa.schema(fields), preserve_index=False)
    parquet.write_table(arrow_table.replace_schema_metadata(None), path)


def parquet_header(path: Path) -> list[str]:
    """Read the names of the columns of a Parquet file that was checked before."""
    from pyarrow import parquet

    return [str(name) for name in parquet.read_schema(path).names]


def parquet_text(path: Path) -> pd.DataFrame:
    """Read the cells of a Parquet file as text, empty for missing.

    Raises:
        UnreadableFileError: The file is no Parquet, or damaged.
    """
    import pyarrow as pa
    from pyarrow import parquet

    try:
        arrow_table = parquet.read_table(path)
        text = {name: _text(arrow_table[name]).to_pandas() for name in arrow_table.column_names}
    except (pa.ArrowException, OSError, ValueError) as error:
        message = f"{path} cannot be read as Parquet ({str(error)[:120]}). Write it anew."
        raise UnreadableFileError(message) from error
    return pd.DataFrame(text, dtype="str").fillna("")


def _text(cells: "pa.ChunkedArray") -> "pa.ChunkedArray":
    import pyarrow as pa
    from pyarrow import compute

    text = compute.cast(cells, pa.string())
    if not pa.types.is_timestamp(cells.type):
        return text
    days = compute.cast(cells, pa.date32(), safe=False)
    is_midnight = compute.equal(compute.cast(days, cells.type), cells)
    return compute.if_else(is_midnight, compute.cast(days, pa.string()), text)
