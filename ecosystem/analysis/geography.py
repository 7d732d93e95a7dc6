"""Doors of the time before ``analysis/day``: the same towns and ways, asked of a register.

They stand until the rooms that still ask so have moved to ``day.places``.
"""

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.day.travel import TravelNetwork
from ecosystem.model.days import holding
from ecosystem.model.register import Register

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def places(register: Register) -> pd.DataFrame:
    """Return where each municipality is measured from; see ``Places.towns``."""
    return OnDay(register, date.max).places.towns


def travel_km(
    origins: pd.DataFrame, destinations: pd.DataFrame, crossings: pd.DataFrame | None, on: date
) -> "Floats":
    """Compute the way from each origin to each destination; see ``TravelNetwork.km``."""
    in_use = None if crossings is None else crossings[holding(crossings, on)]
    return TravelNetwork(in_use).km(origins, destinations)
