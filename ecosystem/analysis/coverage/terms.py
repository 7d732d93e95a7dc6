"""What counts as being reached: whose presence, how near, and how long a record tells."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final, Literal

import pandas as pd

from ecosystem.model.vocabulary import PositionRole, SiteKind

WITHIN_KM: Final = 50.0
"""How near an office or an activity has to be, when nothing is said: kilometres by road."""
ACTIVE_DAYS: Final = 365
"""An activity counts this many days back from the day asked about."""
SHELF_LIFE_DAYS: Final = 730
"""A row last confirmed longer ago is out of date; a row nobody has dated is taken as it stands."""
OFFICE_KINDS: Final = (SiteKind.HEADQUARTERS.value, SiteKind.OFFICE.value)
"""Sites where a firm meets somebody; a test facility or a workplace is not an office."""

Served = Literal["cluster", "position", "system"]
SERVED: Final[Mapping[Served, tuple[PositionRole, ...]]] = {
    "cluster": (PositionRole.DESIGNATED_CLUSTER,),
    "position": tuple(PositionRole),
    "system": tuple(PositionRole),
}
"""Whose offices, activities and online offers count."""


class Way(StrEnum):
    """How firms are reached."""

    OFFICE = "office"
    ACTIVITY = "activity"
    ONLINE = "online"


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What counts as reached; every limit is the asker's to set."""

    within: float = WITHIN_KM
    """Largest distance: kilometres by road, or minutes when ``times`` is given."""
    served: Served = "cluster"
    """Whose offices, activities and online offers count."""
    times: pd.DataFrame | None = None
    """A user's travel times: ``origin_code, destination_code, minutes``."""
    active_days: int = ACTIVE_DAYS
    """How far back an activity counts."""
    shelf_life_days: int = SHELF_LIFE_DAYS
    """Age at which a dated confirmation no longer tells."""


@dataclass(frozen=True, slots=True)
class Question:
    """Who is asked about, for which position, on which day and on which terms."""

    position_id: str
    on: date
    terms: Terms
    actor_ids: tuple[str, ...]


def is_stale(table: pd.DataFrame, asked: Question) -> pd.Series:
    """Tell which rows were confirmed too long ago; one that nobody dated is taken as it stands."""
    oldest = pd.Timestamp(asked.on) - pd.Timedelta(days=asked.terms.shelf_life_days)
    return table["checked"].notna() & (table["checked"] < oldest)
