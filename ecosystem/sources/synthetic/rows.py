"""Example rows as arrow tables in the columns of a register, each marked as synthetic."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ecosystem.sources.tables.parquet_tables import arrow_schema

if TYPE_CHECKING:
    import pyarrow as pa

    Places = NDArray[np.int64]
    Truths = NDArray[np.bool_]


def example_rows(name: str, count: int, source: str, /, **cells: Any) -> "pa.Table":  # noqa: ANN401
    """Build rows of a table from columns, marked as example data.

    Args:
        name: The table.
        count: Rows.
        source: What made them.
        cells: Arrow array, or one word or truth for all rows; what is not given is empty.
    """
    import pyarrow as pa

    cells |= {"source": source, "is_synthetic": True}
    columns = []
    for column in arrow_schema(name):
        column_cells = cells.pop(column.name, None)
        if column_cells is None:
            columns.append(pa.nulls(count, column.type))
        elif isinstance(column_cells, (str, bool)):
            columns.append(pa.repeat(pa.scalar(column_cells, column.type), count))
        else:
            columns.append(column_cells.cast(column.type))
    if cells:
        message = f"{name} has no columns {sorted(cells)}"
        raise ValueError(message)
    return pa.Table.from_arrays(columns, schema=arrow_schema(name))


def padded(numbers: "Places", width: int) -> Any:  # noqa: ANN401  # an arrow array
    """Write whole numbers with leading zeros."""
    import pyarrow as pa
    import pyarrow.compute as pc

    return pc.utf8_lpad(pc.cast(pa.array(numbers), pa.string()), width, "0")


def numbered(prefix: str, numbers: "Places", width: int) -> Any:  # noqa: ANN401  # an arrow array
    """Write words that end in a number with leading zeros."""
    import pyarrow.compute as pc

    return pc.binary_join_element_wise(prefix, padded(numbers, width), "")


def chosen(words: Iterable[object], places: "Places", is_empty: "Truths | None" = None) -> Any:  # noqa: ANN401  # an arrow array
    """Write for each place the word that stands there, or nothing."""
    import pyarrow as pa

    listed = [None if pd.isna(word) else str(word) for word in words]  # type: ignore[call-overload]
    return pa.array(listed, pa.string()).take(pa.array(places, mask=is_empty))


def typed_cells(table: "pa.Table") -> pd.DataFrame:
    """Convert arrow rows to a frame with the dtypes of a register."""
    import pyarrow as pa

    dtypes = {
        pa.int64(): pd.Int64Dtype(),
        pa.bool_(): pd.BooleanDtype(),
        pa.string(): pd.StringDtype(na_value=np.nan),
    }
    frame: pd.DataFrame = table.to_pandas(types_mapper=dtypes.get)
    return frame
