"""Who used what and when, as a register records it, cut in two at one day.

An item is what can be used again: an offer where a participation names one, else the fund, the
priority area and the area of a project together (a project itself is over when it is over). One
use is one organisation in one project or offer; its day is the first day of the participation,
else of the project. Example data is left out.

The cut is one day for everybody. Leaving out each organisation's last use instead would let a
model learn from what had not happened yet (Ji, Sun, Zhang and Li, 2023, "A Critical Study on Data
Leakage in Recommender System Offline Evaluation", ACM Transactions on Information Systems 41).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Final

import narwhals as nw
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ecosystem.analysis.day import OnDay
from ecosystem.model.errors import EcosystemError
from ecosystem.model.register import Register, big_table, collect

NATIONAL: Final = "national"
NOT_KNOWN: Final = ""
"""Stands for a home area or a kind that nobody knows."""
LEARNED_SHARE: Final = 2 / 3
"""Share of the uses that is learned from, nearly, when no day is asked for."""
_QUESTION: Final = "who used what before and after a day"
Flags = NDArray[np.bool_]
Words = NDArray[np.object_]
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class History:
    """Uses with their days, and what is known of items and organisations.

    ``uses``: ``actor_id``, ``item_id``, ``day``, one row a use. ``areas``: ``item_id`` to region
    or municipality codes, or ``national``, with ``;`` between. ``kinds`` and ``places``:
    ``actor_id`` to kind and to municipality code. ``regions_on``: a day to the region of each
    municipality on it.
    """

    uses: pd.DataFrame
    areas: Mapping[str, str]
    kinds: Mapping[str, str]
    places: Mapping[str, str]
    regions_on: Callable[[date], Mapping[str, str]]
    left_out: Mapping[str, int]
    """Participations that cannot be used, by reason."""


@dataclass(frozen=True, slots=True)
class Trial:
    """A history cut at a day: what was known then, and what came after.

    Rows of ``used_before``, ``later`` and the arrays beside them are organisations with a use
    after the cut; rows of ``before`` are all with a use up to it. Columns are items. A matrix
    holds True where the organisation used the item at least once.
    """

    split: date
    """Last day that is learned from."""
    until: date
    """Last day of what is foretold."""
    items: tuple[str, ...]
    areas: tuple[frozenset[str], ...]
    is_open: Flags
    """By item: it was used after the cut, so it could be chosen."""
    before: Flags
    before_home: Words
    before_kind: Words
    organisations: tuple[str, ...]
    used_before: Flags
    later: Flags
    home: Words
    kind: Words
    earlier: Counts
    """Uses up to the cut, by organisation; 0: never seen before."""

    @property
    def users(self) -> Counts:
        """Organisations that used each item up to the cut."""
        return np.asarray(self.before.sum(axis=0), dtype=np.int64)

    @property
    def is_known(self) -> Flags:
        """Organisations that were seen before."""
        return self.earlier > 0

    @property
    def is_allowed(self) -> Flags:
        """Items that the rule of areas does not rule out, by organisation.

        An item is for all when it is national; an organisation of unknown home is not ruled out.
        """
        is_in_area = [
            [NATIONAL in areas or home == NOT_KNOWN or home in areas for areas in self.areas]
            for home in self.home
        ]
        return np.array(is_in_area, dtype=bool).reshape(len(self.home), len(self.areas))


def history_of(register: Register) -> History:
    """Read the history of uses out of a register.

    Raises:
        NotRecordedError: It records no participations or no actors.
        EcosystemError: All participations are example data, or none has a day and an item.
    """
    table = big_table(register, "participations", _QUESTION)
    synthetic = nw.col("is_synthetic").fill_null(value=False)
    columns = ["actor_id", "project_id", "offer_id", "start", "is_synthetic"]
    participations = table.select(*columns).with_columns(is_synthetic=synthetic)
    real = collect(participations.filter(~nw.col("is_synthetic")).drop("is_synthetic"))
    invented = int(
        collect(participations.select(nw.col("is_synthetic").sum().alias("n")))["n"].fillna(0)[0]
    )
    if real.empty and invented:
        message = (
            f"All {invented} participations of {register.folder} are example data: what invented "
            "firms used says nothing about where to send a real one. Use the real projects "
            "that come along (--register projects), or import a real register, such as: "
            "ecosystem import structural-funds FILE --into DIR"
        )
        raise EcosystemError(message)
    uses, areas = _with_items(real, register)
    is_undated, is_unnamed = uses["day"].isna(), uses["item_id"].isna()
    left_out = {
        "example_data": invented,
        "no_item": int(is_unnamed.sum()),
        "no_day": int((is_undated & ~is_unnamed).sum()),
    }
    uses = uses[~is_undated & ~is_unnamed]
    if uses.empty:
        message = (
            f"No participation of {register.folder} has both a day and something that can be used "
            "again (an offer, or a project with fund or priority area). Without days nothing can "
            "be held back and foretold."
        )
        raise EcosystemError(message)
    uses = uses.drop_duplicates().drop(columns=["project_id", "offer_id"])
    kinds, places = _organisations(register, set(uses["actor_id"]))
    uses = uses.sort_values(["day", "actor_id", "item_id"]).reset_index(drop=True)
    return History(uses, areas, kinds, places, partial(_regions_on, register), left_out)


def cut(history: History, split: date, until: date | None = None) -> Trial:
    """Cut a history at the end of a day.

    Args:
        history: Uses with their days.
        split: Last day that is learned from.
        until: Last day of what is foretold; None: the last day there is.

    Raises:
        EcosystemError: Nothing lies before the cut, or nothing after it.
    """
    uses = history.uses
    first, last = uses["day"].min().date(), uses["day"].max().date()
    end = last if until is None else until
    is_before = uses["day"] <= pd.Timestamp(split)
    is_after = ~is_before & (uses["day"] <= pd.Timestamp(end))
    if not is_before.any() or not is_after.any():
        message = (
            f"Nothing can be held back at {split}: the recorded uses begin on {first} and end on "
            f"{last}. Choose a day with uses on both sides."
        )
        raise EcosystemError(message)
    items = tuple(sorted(set(uses.loc[is_before | is_after, "item_id"])))
    earlier, after = uses[is_before], uses[is_after]
    seen, tested = sorted(set(earlier["actor_id"])), sorted(set(after["actor_id"]))
    homes = home_areas(history, earlier, split)
    used_before = _matrix(earlier[earlier["actor_id"].isin(tested)], tested, items)
    later = _matrix(after, tested, items)
    return Trial(
        split=split,
        until=end,
        items=items,
        areas=tuple(frozenset(history.areas.get(i, NATIONAL).split(";")) for i in items),
        is_open=np.asarray(later.any(axis=0)),
        before=_matrix(earlier, seen, items),
        before_home=_words(homes, seen),
        before_kind=_words(history.kinds, seen),
        organisations=tuple(tested),
        used_before=used_before,
        later=later,
        home=_words(homes, tested),
        kind=_words(history.kinds, tested),
        earlier=_counts(earlier, tested),
    )


def usual_split(history: History) -> date:
    """Return the end of the year that has nearly two thirds of the uses before it."""
    years = history.uses["day"].dt.year
    shares = years.value_counts(normalize=True).sort_index().cumsum()
    year = int((shares - LEARNED_SHARE).abs().idxmin())
    return date(year, 12, 31)


def home_areas(history: History, earlier: pd.DataFrame, on: date) -> dict[str, str]:
    """Return which area each organisation belongs to, as far as it was known on a day.

    The area most of its own earlier uses were in, the later one of two that are even; where it
    has none, the area of its municipality: the municipality itself where that is an area of its
    own, else its region on the day.

    Returns:
        Area code by actor_id; who has neither is left out.
    """
    uses = earlier[["actor_id", "item_id", "day"]].assign(
        area=earlier["item_id"].map(history.areas).astype("str").str.split(";")
    )
    uses = uses.explode("area").dropna(subset=["area"])
    uses = uses[uses["area"] != NATIONAL]
    counted = uses.groupby(["actor_id", "area"])["day"].agg(["size", "max"]).reset_index()
    counted = counted.sort_values(["actor_id", "size", "max", "area"])
    home = dict(zip(counted["actor_id"], counted["area"], strict=True))
    used = set(uses["area"])
    region_of = history.regions_on(on)
    by_place = {
        actor: code if code in used else region_of.get(code, "")
        for actor, code in history.places.items()
    }
    return {actor: area for actor, area in {**by_place, **home}.items() if area}


def shuffled_dates(history: History, seed: int) -> History:
    """Deal the days of the uses out anew: what came first is chance, who used what is not."""
    order = np.random.default_rng(seed).permutation(len(history.uses))
    days = history.uses["day"].to_numpy()[order]
    return replace(history, uses=history.uses.assign(day=days))


def shuffled_organisations(history: History, seed: int) -> History:
    """Deal the dated uses out to organisations anew, each as many as it had.

    How often each item was used, and when, stays; who used it is chance. What an organisation
    used before then says nothing about what it uses next. Addresses are dealt out with it.
    """
    order = np.random.default_rng(seed).permutation(len(history.uses))
    actors = history.uses["actor_id"].to_numpy()[order]
    return replace(history, uses=history.uses.assign(actor_id=actors), places={})


def _regions_on(register: Register, on: date) -> Mapping[str, str]:
    return OnDay(register, on).places.region_of


def _with_items(real: pd.DataFrame, register: Register) -> tuple[pd.DataFrame, dict[str, str]]:
    """Add to each participation its item and day, and each item its area."""
    uses = real.assign(item_id=real["offer_id"], day=real["start"])
    areas: dict[str, str] = {}
    if register.offers is not None:
        offers = register.offers.dropna(subset=["area"])
        areas = dict(zip(offers["offer_id"], offers["area"], strict=True))
    if register.projects is not None:
        projects = _projects(register.projects)
        joined = uses[["project_id"]].merge(projects, on="project_id", how="left")
        uses["item_id"] = uses["item_id"].where(uses["item_id"].notna(), joined["item_id"].values)
        uses["day"] = uses["day"].where(uses["day"].notna(), joined["start"].values)
        located = projects.dropna(subset=["item_id", "area"])
        areas |= dict(zip(located["item_id"], located["area"], strict=True))
    used = set(uses["item_id"].dropna())
    return uses.drop(columns="start"), {i: area for i, area in areas.items() if i in used}


def _projects(table: pd.DataFrame) -> pd.DataFrame:
    """Return the item of each project: fund, priority area and area, as far as they are told."""
    parts = table[["fund", "priority_area", "area"]].fillna(NOT_KNOWN)
    names = parts["fund"] + " · " + parts["priority_area"] + " · " + parts["area"]
    is_named = (parts["fund"] != NOT_KNOWN) | (parts["priority_area"] != NOT_KNOWN)
    return table[["project_id", "start", "area"]].assign(item_id=names.where(is_named, None))


def _organisations(
    register: Register, actor_ids: set[str]
) -> tuple[dict[str, str], dict[str, str]]:
    """Read kind and municipality of the organisations that used something."""
    actors = big_table(register, "actors", _QUESTION)
    rows = collect(actors.select("actor_id", "kind", "municipality_code"))
    rows = rows[rows["actor_id"].isin(actor_ids)]
    kinds, places = rows.dropna(subset=["kind"]), rows.dropna(subset=["municipality_code"])
    return (
        dict(zip(kinds["actor_id"], kinds["kind"], strict=True)),
        dict(zip(places["actor_id"], places["municipality_code"], strict=True)),
    )


def _counts(uses: pd.DataFrame, actors: list[str]) -> Counts:
    counted = uses["actor_id"].value_counts()
    return np.array([counted.get(actor, 0) for actor in actors], dtype=np.int64)


def _matrix(uses: pd.DataFrame, rows: list[str], items: tuple[str, ...]) -> Flags:
    at_row = {actor: place for place, actor in enumerate(rows)}
    at_item = {item: place for place, item in enumerate(items)}
    is_used = np.zeros((len(rows), len(items)), dtype=bool)
    is_used[uses["actor_id"].map(at_row), uses["item_id"].map(at_item)] = True
    return is_used


def _words(word_of: Mapping[str, str], actors: list[str]) -> Words:
    return np.array([word_of.get(actor, NOT_KNOWN) for actor in actors], dtype=object)
