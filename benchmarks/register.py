"""Read and check a register: 40,000 firms, and all 700,000 of a country within 60 s and 4 GB."""

from pathlib import Path

import pandas as pd

from benchmarks.measure import measured
from benchmarks.registers import example_register
from ecosystem.sources.register.inspection import inspect_register
from ecosystem.sources.register.reading import read_register

SIZES = ((40_000, 200_000), (700_000, 5_000_000))
MOST_SECONDS, MOST_MB = 60, 4096


def run() -> None:
    """Measure the house's check of everything beside four checks in plain pandas."""
    for firms, participations in SIZES:
        folder = example_register(firms, participations)
        house = measured(read_and_check, folder)
        pandas = measured(check_with_pandas, folder)
        opened = measured(open_again, folder)
        is_held = house.seconds <= MOST_SECONDS and house.peak_mb <= MOST_MB
        print(f"  {firms:,} firms, {participations:,} participations ({_files(folder)})")
        print(f"    every check of every table   {house}; {house.result} faults")
        print(f"    four checks in plain pandas  {pandas}; {pandas.result} faults")
        print(f"    opened again, sealed         {opened}; {opened.result:,} rows")
        print(f"    time against pandas: {house.seconds / pandas.seconds:.2f}")
        print(f"    within {MOST_SECONDS} s and {MOST_MB} MB: {'yes' if is_held else 'NO'}")


def _files(folder: Path) -> str:
    heavy = [path for path in sorted(folder.iterdir()) if path.stem in {"actors", "participations"}]
    return ", ".join(f"{path.name} {path.stat().st_size / 1e6:.0f} MB" for path in heavy)


def read_and_check(folder: str) -> int:
    """Check every table and rule of a folder; give the number of faults."""
    return len(inspect_register(Path(folder)).faults)


def open_again(folder: str) -> int:
    """Read a folder that was checked before; give its rows."""
    return sum(read_register(Path(folder)).row_counts.values())


def check_with_pandas(folder: str) -> int:
    """Check what a user would: two keys, one pair of dates, that firms and offers exist."""
    actors, taken, offers = (_table(folder, n) for n in ("actors", "participations", "offers"))
    doubled = actors.duplicated("actor_id").sum()
    doubled += taken.duplicated(["actor_id", "project_id", "offer_id", "role", "start"]).sum()
    lost = (~taken["actor_id"].isin(actors["actor_id"])).sum()
    lost += (~taken["offer_id"].isin(offers["offer_id"])).sum()
    return int(doubled + lost + (taken["end"] < taken["start"]).sum())


def _table(folder: str, name: str) -> pd.DataFrame:
    path = Path(folder) / f"{name}.parquet"
    if path.exists():
        return pd.read_parquet(path)
    return pd.read_csv(path.with_suffix(".csv"), dtype={"cvr": "str"}, low_memory=False)
