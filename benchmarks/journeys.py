"""First-timers and journeys over millions of participations, against fluent pandas.

Both answer the same two questions from the same files, each in a process of its own: which
participations are the organisation's first in three years, with an interval that counts one
organisation's participations as alike, and when organisations go on to another scheme. The pandas
is vectorised as a fluent user would write it, with the columns it needs alone.
"""

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from statsmodels.stats.proportion import proportion_confint

from benchmarks.measure import measured
from benchmarks.registers import example_register
from ecosystem.briefings.theme import first_timers, journeys
from ecosystem.briefings.theme.basis import ThemeBasis
from ecosystem.model.analysis import AnalysisParameters, AnalysisSettings
from ecosystem.model.register import Register
from ecosystem.sources.files.folders import table_files
from ecosystem.sources.register.reading import read_register

ON = date(2026, 10, 31)
SIZE = (700_000, 5_000_000)
WASH_IN = 3
HORIZONS = (365, 730, 1095)
SMALL = 3
FEWEST = 10
"""Smallest cell and smallest scheme whose next events are told."""


def run(firms: int = SIZE[0], participations: int = SIZE[1]) -> None:
    """Compare seconds, memory and figures."""
    folder = example_register(firms, participations)
    is_same = True
    for ours, theirs in ((our_first_timers, pandas_first_timers), (our_journeys, pandas_journeys)):
        here = measured(ours, folder, prepare=our_register)
        there = measured(theirs, folder)
        print(f"  {ours.__name__:22}{here}")
        print(f"  {theirs.__name__:22}{there}")
        print(
            f"  pandas takes {there.seconds / here.seconds:.1f} times as long and "
            f"{there.own_mb / here.own_mb:.1f} times the memory of its own "
            f"({there.peak_mb / here.peak_mb:.1f} times with imports)"
        )
        is_same &= np.allclose(here.result, there.result, rtol=1e-9)
    print(f"  the same figures: {is_same}")


def our_register(folder: str) -> Register:
    """Open the register."""
    return read_register(folder)


def our_first_timers(register: Register, folder: str) -> list[float]:  # noqa: ARG001
    """Return participations, first ones, the share's interval and classes of earlier events."""
    content: Any = first_timers.part_answer(_basis(register)).content
    classes = [row.participations for row in content.by_class]
    ends = [content.low, content.high]
    return [content.participations, content.first_time, *ends, *classes]


def our_journeys(register: Register, folder: str) -> list[float]:  # noqa: ARG001
    """Return organisations, those who went on, and the shares by each horizon."""
    content: Any = journeys.part_answer(_basis(register), HORIZONS).content
    whole = content.groups[0]
    next_events = sum(row.n or 0 for row in content.transitions)
    return [whole.organisations, whole.onward, *(at.share for at in whole.km), next_events]


def _basis(register: Register) -> ThemeBasis:
    parameters = AnalysisParameters(wash_in_years=WASH_IN)
    return ThemeBasis.of(register, ON, parameters, AnalysisSettings())


def pandas_first_timers(folder: str) -> list[float]:
    """Return the same by pandas."""
    uses = _uses(folder)
    days = uses.groupby(["organisation", "start"], sort=True).size().rename("n").reset_index()
    start, by = days["start"], days.groupby("organisation")["start"]
    since = start - pd.DateOffset(years=10)
    earlier = [by.shift(lag) >= since for lag in (1, 3, 10)]
    is_first = ~(by.shift(1) >= start - pd.DateOffset(years=WASH_IN))
    is_counted = start >= start.min() + pd.DateOffset(years=WASH_IN)
    label = sum(flag.astype("int8") for flag in earlier)
    counts = days["n"].where(is_counted, 0)
    classes = counts.groupby(label).sum().reindex(range(4), fill_value=0)
    firsts = counts.where(is_first, 0)
    own = pd.DataFrame({"n": counts, "first": firsts}).groupby(days["organisation"]).sum()
    own = own[own["n"] > 0]
    total, first, units = int(own["n"].sum()), int(own["first"].sum()), len(own)
    share = first / total
    between = ((own["first"] - share * own["n"]) ** 2).sum() * units / (units - 1)
    worth = total / max(1.0, between / (total * share * (1 - share)))
    ends = proportion_confint(share * worth, worth, method="wilson")
    return [total, first, *map(float, ends), *map(int, classes)]


def pandas_journeys(folder: str) -> list[float]:
    """Return the same by pandas and a vectorised Kaplan-Meier."""
    uses = _uses(folder)
    until = uses["start"].max()
    firsts = uses.groupby(["organisation", "offer_id"])["start"].min().reset_index()
    first = firsts.groupby("organisation")["start"].transform("min")
    onward = firsts["start"].where(firsts["start"] > first)
    ways = pd.DataFrame({"organisation": firsts["organisation"], "first": first, "onward": onward})
    ways = ways.groupby("organisation").agg({"first": "min", "onward": "min"})
    ways = ways.join(_actors(folder).set_index("organisation")["closed"])
    ways = ways[ways["first"] >= uses["start"].min() + pd.DateOffset(years=WASH_IN)]
    closed = ways["closed"].where((ways["closed"] >= ways["first"]) & (ways["closed"] <= until))
    goes_on = ways["onward"].notna() & ~(ways["onward"] > closed)
    end = ways["onward"].where(goes_on, closed.fillna(until))
    days = (end - ways["first"]).dt.days.to_numpy()
    times, place = np.unique(days, return_inverse=True)
    events = np.bincount(place, weights=goes_on)
    at_risk = np.bincount(place)[::-1].cumsum()[::-1]
    share = 1 - np.cumprod(1 - events / at_risk)
    places = np.searchsorted(times, HORIZONS, side="right") - 1
    return [len(ways), int(goes_on.sum()), *share[places].tolist(), _next_events(uses)]


def _next_events(uses: pd.DataFrame) -> int:
    """Count the next events that are told: small cells of a scheme together, if not small too."""
    schemes = uses.groupby(["organisation", "start"], sort=True)["offer_id"].agg(["min", "max"])
    schemes = schemes["min"].where(schemes["min"] == schemes["max"], "several").reset_index()
    following = schemes.groupby("organisation")["min"].shift(-1)
    pairs = pd.DataFrame({"from": schemes["min"], "to": following}).dropna()
    counts = pairs.value_counts()
    of_scheme = counts.groupby(level="from").transform("sum")
    counts = counts[of_scheme >= FEWEST]
    rest = counts[counts < SMALL].groupby(level="from").sum()
    return int(counts[counts >= SMALL].sum() + rest[rest >= SMALL].sum())


def _uses(folder: str) -> pd.DataFrame:
    """Read the uses of offers up to the day, each once, by organisation."""
    columns = ["actor_id", "offer_id", "start"]
    uses = _read(folder, "participations", columns).dropna(subset=["offer_id", "start"])
    uses = uses[uses["start"] <= pd.Timestamp(ON)]
    return uses.merge(_actors(folder), on="actor_id").drop_duplicates(
        ["organisation", "offer_id", "start"]
    )


def _actors(folder: str) -> pd.DataFrame:
    actors = _read(folder, "actors", ["actor_id", "cvr", "kind", "closed"])
    actors = actors[actors["kind"].isna() | (actors["kind"] == "firm")]
    return actors.assign(organisation=actors["cvr"].fillna(actors["actor_id"])).drop(
        columns=["cvr", "kind"]
    )


def _read(folder: str, table: str, columns: list[str]) -> pd.DataFrame:
    """Read some columns of a table; days as such."""
    path = table_files(Path(folder))[table]
    days = [name for name in columns if name in {"start", "closed"}]
    if path.suffix == ".parquet":
        frame = pd.read_parquet(path, columns=columns)
        return frame.astype(dict.fromkeys(days, "datetime64[s]"))
    return pd.read_csv(path, usecols=columns, dtype="str").assign(
        **{name: lambda cells, name=name: pd.to_datetime(cells[name]) for name in days}
    )
