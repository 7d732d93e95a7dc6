"""Parquet files whose columns have their types already are checked without turning into text."""

from datetime import date

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ecosystem.model.register import collect
from ecosystem.model.tables import TABLES
from ecosystem.sources.tables.big_table_checks import check_cells
from ecosystem.sources.tables.big_tables import open_big_table
from ecosystem.sources.tables.column_rules import frame_faults
from ecosystem.sources.tables.engine import connect
from ecosystem.sources.tables.parquet_tables import arrow_schema
from ecosystem.sources.tables.small_tables import read_small_table
from ecosystem.sources.tables.thread_tables import ThreadConnection, lazy_frame

SOUND = {"actor_id": "firm-a", "name": "A", "source": "test", "employees": 3.5}


def written(path, rows):
    """Write actors with the types of a register."""
    schema = arrow_schema("actors")
    full_rows = [{name: row.get(name) for name in schema.names} for row in rows]
    pq.write_table(pa.Table.from_pylist(full_rows, schema), path)
    return path


def faults_of(path):
    """Give line and column of each fault, as the large and as the small tables tell them."""
    table, connection = TABLES["actors"], connect()
    big, faults = open_big_table(connection, table, path)
    large = {(f.row, f.column) for f in faults + check_cells(connection, big)}
    frame, faults = read_small_table(table, path)
    return large, {(f.row, f.column) for f in faults + frame_faults(connection, table, frame)}


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("employees", -0.5),
        ("employees", float("nan")),
        ("employees", float("inf")),
        ("founded", date(1099, 12, 31)),
        ("founded", date(2101, 1, 1)),
        ("name", None),
        ("name", " "),
        ("kind", "friend"),
        ("cvr", "1234"),
    ],
)
def test_a_wrong_cell_is_found_on_its_line(tmp_path, column, value):
    """Both ways of checking agree, and name line and column."""
    path = written(tmp_path / "actors.parquet", [SOUND, {**SOUND, "actor_id": "b", column: value}])
    large, small = faults_of(path)

    assert large == {(3, column)}
    assert small == large


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("employees", 0.0),
        ("employees", None),
        ("founded", date(1100, 1, 1)),
        ("founded", date(2100, 12, 31)),
        ("is_embedded", False),
    ],
)
def test_a_cell_at_its_limit_is_sound(tmp_path, column, value):
    """Limits belong to what is allowed, and an empty cell is not known."""
    path = written(tmp_path / "actors.parquet", [{**SOUND, column: value}])

    assert faults_of(path) == (set(), set())


def test_a_doubled_key_is_found(tmp_path):
    """The second row is told."""
    large, small = faults_of(written(tmp_path / "actors.parquet", [SOUND, SOUND]))

    assert large == small == {(3, "actor_id")}


def test_cells_come_out_as_they_went_in(tmp_path):
    """Dates, flags, numbers and text of a typed file are read as they stand."""
    path = written(
        tmp_path / "actors.parquet",
        [{**SOUND, "founded": date(2020, 2, 29), "is_embedded": True, "cvr": "00000001"}],
    )
    connection = connect()
    big, faults = open_big_table(connection, TABLES["actors"], path)
    row = collect(lazy_frame(ThreadConnection(connection), big.typed_view)).loc[0]

    assert faults == []
    assert (row["employees"], row["cvr"], row["is_embedded"]) == (3.5, "00000001", True)
    assert row["founded"] == pd.Timestamp("2020-02-29")
    assert pd.isna(row["turnover_dkk"])
