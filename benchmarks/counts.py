"""Count firms by municipality and position: lazily, and in plain pandas from the same file."""

from datetime import date
from pathlib import Path

import pandas as pd

from benchmarks.measure import Measured, measured
from benchmarks.registers import example_register
from ecosystem.analysis.day import OnDay
from ecosystem.model.register import Register
from ecosystem.sources.register.reading import read_register

ON = date(2026, 10, 31)
SIZE = (700_000, 5_000_000)
LEAST_SPEED, MOST_MEMORY = 3.0, 1 / 3


def run() -> None:
    """Measure the lazy count over an open register beside two ways in pandas."""
    folder = example_register(*SIZE)
    house = measured(count_lazily, folder, times=5, prepare=open_register)
    pandas = measured(count_with_pandas, folder, times=5)
    frugal = measured(count_with_frugal_pandas, folder, times=5)
    print("  from the file to the table, fastest of five runs")
    print(f"    lazy, the register open      {house}")
    print(f"    pandas                       {pandas}")
    print(f"    pandas, only some columns    {frugal}")
    print(f"    the same table: {house.result == pandas.result == frugal.result}")
    _compare("pandas", house, pandas)
    _compare("pandas with only some columns", house, frugal)


def _compare(name: str, house: Measured, other: Measured) -> None:
    speed, memory = other.seconds / house.seconds, house.own_mb / other.own_mb
    worked = other.cpu_seconds / house.cpu_seconds
    is_held = speed >= LEAST_SPEED and memory <= MOST_MEMORY
    print(
        f"    against {name}: {speed:.1f} times as fast with {memory:.2f} of the memory "
        f"and {worked:.1f} times less work of the processor;\n      at least "
        f"{LEAST_SPEED:.0f} times with {MOST_MEMORY:.2f}: {'yes' if is_held else 'NO'}"
    )


def open_register(folder: str) -> Register:
    """Open the register, as the app has it open from one question to the next."""
    return read_register(Path(folder))


def count_lazily(register: Register, _: str) -> list[int]:
    """Count in the engine; only what is counted comes out of it."""
    day = OnDay(register, ON)
    cells, roles = day.actors.firm_cells, day.membership.code_roles
    merged = cells.merge(roles, on=["industry_scheme", "industry_code"])
    return _digest(merged.groupby(["municipality_code", "position_id"])["count"].sum())


def count_with_pandas(folder: str) -> list[int]:
    """Count as a user would: read the file, keep the active firms, merge, group."""
    return _count(pd.read_parquet(Path(folder) / "actors.parquet"), folder)


def count_with_frugal_pandas(folder: str) -> list[int]:
    """Count as a careful user would: read only the columns that are needed."""
    needed = ["kind", "founded", "closed", "municipality_code"]
    needed += ["industry_scheme", "industry_code"]
    return _count(pd.read_parquet(Path(folder) / "actors.parquet", columns=needed), folder)


def _count(actors: pd.DataFrame, folder: str) -> list[int]:
    has_begun = ~(pd.to_datetime(actors["founded"]) > pd.Timestamp(ON))
    is_there = has_begun & ~(pd.to_datetime(actors["closed"]) < pd.Timestamp(ON))
    active = actors[(actors["kind"] == "firm") & is_there]
    active = active.reset_index(names="firm")
    table = pd.read_csv(Path(folder) / "industry_positions.csv", dtype={"code_prefix": "str"})
    found = []
    for length, prefixes in table.groupby(table["code_prefix"].str.len()):
        firms = active.assign(scheme=active["industry_scheme"], length=length)
        firms["code_prefix"] = firms["industry_code"].str[:length]
        wanted = prefixes[["scheme", "code_prefix", "position_id"]]
        found.append(firms.merge(wanted, on=["scheme", "code_prefix"]))
    longest = pd.concat(found).sort_values("length")
    longest = longest.drop_duplicates(["firm", "position_id"], keep="last")
    return _digest(longest.groupby(["municipality_code", "position_id"]).size())


def _digest(counted: "pd.Series[int]") -> list[int]:
    """Give rows, firms and a weighted sum: equal tables have equal ones."""
    counts = counted.sort_index().to_list()
    weighted = sum(place * count for place, count in enumerate(counts, start=1))
    return [len(counts), sum(counts), weighted]
