"""Small and large tables are read in two ways and checked by the same rules of columns."""

import csv
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecosystem.model.tables import TABLES
from ecosystem.sources.tables.big_table_checks import check_cells
from ecosystem.sources.tables.big_tables import open_big_table
from ecosystem.sources.tables.column_rules import frame_faults
from ecosystem.sources.tables.engine import connect
from ecosystem.sources.tables.small_tables import read_small_table

CELLS = st.sampled_from(
    [
        *("", " ", "x", "X", "a b", "hub", "0", "-1", "1.5", "1e3", "1e99", "inf", "nan", "12.0"),
        *("true", "TRUE", "no", "1", "2026-03-31", "2026-02-30", "20214-01-01", "0999-01-01"),
        *("0101", "101", "12345678", "office", "cluster", "DB07", "æøå", "'", '"', "a,b", "=1+1"),
        *("A\x0bB", "A\x1bB", "A\u200bB", "\u202eA", "A\u2028B", "A\ufffeB", "A\xadB", "A\x85B"),
        *("jens@x.dk", "info@kl.dk", "tlf. 20123456", "010203-1234", "x_010203_1234"),
        *("https://kl.dk/æ?a=1", "www.kl.dk", "javascript:x", "https://a@b.dk", "http://x:99/"),
        *("56.1", "99999999999999999999", "national", "high", "2026-3-1", "TOT"),
    ]
)


@pytest.mark.parametrize("name", ["sites", "projects", "actors", "firm_statistics"])
@given(data=st.data())
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_both_ways_of_reading_find_fault_with_the_same_cells(name, data):
    """A register is judged alike whether a table is read into memory or left on disk."""
    table = TABLES[name]
    row = st.lists(CELLS, min_size=len(table.columns), max_size=len(table.columns))
    rows = data.draw(st.lists(row, min_size=1, max_size=6))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.csv"
        with path.open("w", newline="", encoding="utf-8") as file:
            csv.writer(file, lineterminator="\n").writerows([table.columns, *rows])

        frame, faults = read_small_table(table, path)
        connection = connect()
        small = {(f.row, f.column) for f in faults + frame_faults(connection, table, frame)}
        big, faults = open_big_table(connection, table, path)
        large = {(f.row, f.column) for f in faults + check_cells(connection, big)}

    assert large == small
