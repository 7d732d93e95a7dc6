"""What counts as being reached: whose presence, how near, and how long ago an activity counts."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

import pandas as pd

from ecosystem.model.vocabulary import PositionRole

WITHIN_KM: Final = 50.0
"""How near a place or an activity has to be, when nothing is said: kilometres by road."""
ACTIVE_DAYS: Final = 365
"""An activity counts this many days back from the day asked about."""
SILENT_AFTER_DAYS: Final = 730
"""An actor whose activities were all held longer ago is taken as one that nobody records."""

ProviderSet = Literal["cluster", "position", "system"]
ROLES_OF_PROVIDERS: Final[Mapping[ProviderSet, tuple[PositionRole, ...]]] = {
    "cluster": (PositionRole.DESIGNATED_CLUSTER,),
    "position": tuple(PositionRole),
    "system": tuple(PositionRole),
}
"""Whose places, activities and online offers count."""


class AccessMode(StrEnum):
    """How firms reach an actor: near by, at an activity, or online."""

    OFFICE = "office"
    ACTIVITY = "activity"
    ONLINE = "online"


TABLES_OF: Final[Mapping[AccessMode, tuple[str, ...]]] = {
    AccessMode.OFFICE: ("actor_positions", "sites", "offers"),
    AccessMode.ACTIVITY: ("actor_positions", "activities"),
    AccessMode.ONLINE: ("actor_positions", "offers"),
}
"""Tables that it takes to know who is reached in each way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageCriteria:
    """What counts as reached; every limit is the asker's to set."""

    within: float = WITHIN_KM
    """Largest distance: kilometres by road, or minutes when ``times`` is given."""
    served: ProviderSet = "cluster"
    """Whose places, activities and online offers count."""
    times: pd.DataFrame | None = None
    """A user's travel times: ``origin_code, destination_code, minutes``."""
    active_days: int = ACTIVE_DAYS
    """How far back an activity counts."""


@dataclass(frozen=True, slots=True)
class Question:
    """Who is asked about, for which position and by which criteria."""

    position_id: str
    criteria: CoverageCriteria
    actor_ids: tuple[str, ...]
