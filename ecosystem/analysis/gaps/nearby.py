"""Which actors can be met near by: at one of their places, or at an activity they held.

Every place of an actor counts (``day.places``). That a place is far says no only where the
register records the actor's places: of an institution with a head office alone, and of an actor
that no row of sites names, it is not known whether there is another one near by.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ecosystem.analysis.day import Actors, OnDay, is_near_limit
from ecosystem.analysis.day.places import Places
from ecosystem.analysis.kleene import NO, UNKNOWN, YES, Codes, everywhere
from ecosystem.model.member_facts import FOR_ALL_FIRMS
from ecosystem.model.vocabulary import ActorKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Integers = NDArray[np.intp]
    Truths = NDArray[np.bool_]


def is_omission(actors: Actors, actor_id: str, kinds_named: Collection[ActorKind | None]) -> bool:
    """Return whether a table that does not name an actor leaves something out of it.

    A cluster is there to serve its firms, so of one that is not named something is left out. So
    it is of a hub or a municipal office where the table names others of the kind, and of an
    actor whose kind is not recorded. Of others, such as an institution that holds no activities,
    the table says that there is none.

    Args:
        actors: With the kinds.
        actor_id: One that the table does not name.
        kinds_named: Kinds of the actors that it names.
    """
    kind = actors.kind(actor_id)
    is_expected = kind in kinds_named if kind in FOR_ALL_FIRMS else kind is ActorKind.CLUSTER
    return kind is None or is_expected


def kinds_of(actors: Actors, actor_ids: Iterable[str]) -> frozenset[ActorKind | None]:
    """List the kinds of some actors; ``None`` among them for firms and unknown ones."""
    return frozenset(map(actors.kind, actor_ids))


@dataclass(frozen=True, eq=False)
class PlaceReach:
    """Whether a place of each actor is within the stated distance of each municipality."""

    places: Places
    within_km: float

    @cached_property
    def _answers(self) -> dict[str, Codes]:
        return {}

    @cached_property
    def _km(self) -> "Floats":
        """Way from each municipality (rows) to each meeting place (columns)."""
        return self.places.km_to(self.places.meeting_places)

    @cached_property
    def _rows_of(self) -> "Mapping[str, Integers]":
        groups = self.places.meeting_places.groupby("actor_id").indices
        return {str(actor): np.asarray(rows) for actor, rows in groups.items()}

    def of(self, actor_id: str) -> Codes:
        """Return for each municipality whether a place of an actor is within the distance."""
        if actor_id not in self._answers:
            self._answers[actor_id] = self._answer(actor_id)
        return self._answers[actor_id]

    def _answer(self, actor_id: str) -> Codes:
        elsewhere = UNKNOWN if self.leaves_open(actor_id) else NO
        rows = self._rows_of.get(actor_id)
        if rows is None:
            return everywhere(elsewhere, len(self.places.codes))
        km = self._km[:, rows]
        is_near = (km <= self.within_km).any(axis=1)
        is_unknown = np.isnan(km).any(axis=1)
        answers: Codes = np.select([is_near, is_unknown], [YES, UNKNOWN], elsewhere)
        return answers.astype(np.uint8)

    def leaves_open(self, actor_id: str) -> bool:
        """Return whether an actor may have places that the register does not record."""
        sites = self.places.sites_ever
        if sites is not None and sites.empty:
            return False
        is_silent = sites is None or actor_id in self.places.silent_on_sites
        return is_silent or self.places.is_head_office_alone(actor_id)

    def head_offices_alone(self, actor_ids: Iterable[str]) -> tuple[str, ...]:
        """List those institutions of which only the head office is recorded."""
        return tuple(
            actor
            for actor in actor_ids
            if self.leaves_open(actor) and self.places.is_head_office_alone(actor)
        )

    def is_just_beyond(self, actor_ids: Iterable[str]) -> "Truths":
        """Return where the nearest place of some actors is beyond the distance, and near it."""
        rows = [self._rows_of[actor] for actor in actor_ids if actor in self._rows_of]
        if not rows:
            return np.zeros(len(self.places.codes), dtype=bool)
        km = self._km[:, np.concatenate(rows)]
        nearest = np.where(np.isnan(km), np.inf, km).min(axis=1)
        beyond: Truths = (nearest > self.within_km) & is_near_limit(nearest, self.within_km)
        return beyond


@dataclass(frozen=True, eq=False)
class ActivityReach:
    """Whether an activity of each actor was held within the stated distance, lately."""

    day: OnDay
    within_km: float
    table: pd.DataFrame | None
    """``actor_id, position_id, municipality_code, is_online, is_recent, is_telling``; ``None``:
    not recorded."""

    @cached_property
    def _answers(self) -> dict[tuple[str, str], Codes]:
        return {}

    @cached_property
    def _by_actor(self) -> Mapping[str, pd.DataFrame]:
        if self.table is None:
            return {}
        return {str(actor): rows for actor, rows in self.table.groupby("actor_id")}

    @cached_property
    def _kinds_named(self) -> frozenset[ActorKind | None]:
        if self.table is None:
            return frozenset()
        telling = self.table.loc[self.table["is_telling"], "actor_id"]
        return kinds_of(self.day.actors, telling.unique())

    @property
    def _size(self) -> int:
        return len(self.day.places.codes)

    def of(self, actor_id: str, position_id: str) -> Codes:
        """Return for each municipality whether an actor held an activity of a position near by."""
        key = actor_id, position_id
        if key not in self._answers:
            self._answers[key] = self._answer(actor_id, position_id)
        return self._answers[key]

    def _answer(self, actor_id: str, position_id: str) -> Codes:
        if self.table is None:
            return everywhere(UNKNOWN, self._size)
        rows = self._by_actor.get(actor_id)
        if rows is not None:
            is_own = rows["position_id"].isna() | (rows["position_id"] == position_id)
            rows = rows[is_own]
        if rows is None or not rows["is_telling"].any():
            return everywhere(self._silence(actor_id), self._size)
        return self._near(rows[rows["is_recent"]])

    def _silence(self, actor_id: str) -> int:
        """Return the answer for an actor of which the table tells nothing that still tells."""
        assert self.table is not None
        is_left_out = not self.table.empty and is_omission(
            self.day.actors, actor_id, self._kinds_named
        )
        return UNKNOWN if is_left_out else NO

    def _near(self, recent: pd.DataFrame) -> Codes:
        is_recorded = recent["is_online"].notna()
        on_site = recent[is_recorded & ~recent["is_online"].fillna(value=True).astype(bool)]
        codes = on_site["municipality_code"]
        numbers = pd.Index(self.day.places.codes).get_indexer(pd.Index(codes.dropna().unique()))
        km = self.day.places.km_between.to_numpy()[:, numbers[numbers >= 0]]
        is_lost = bool((~is_recorded).any() or codes.isna().any())
        is_near = (km <= self.within_km).any(axis=1)
        is_unknown = np.isnan(km).any(axis=1) | is_lost
        answers: Codes = np.select([is_near, is_unknown], [YES, UNKNOWN], NO).astype(np.uint8)
        return answers
