"""How far it is between two points in Denmark: along roads, over bridges and by ferry.

Without a matrix of travel times, a way on land is the great-circle distance times 1.3, the usual
ratio of road to straight line. Water stops it: a crossing (``crossings.csv``) leads from one
landmass to another. A ferry counts as the way one would have driven meanwhile at 60 km/h, its
waiting included, so that Bornholm is not 150 km from Copenhagen. At that speed a kilometre is a
minute: the proxy in km is the proxy in minutes.

A point whose position is not recorded is at no known distance (a missing value), never far.
"""

from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from ecosystem.model.vocabulary import CrossingKind

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]
    Integers = NDArray[np.intp]

EARTH_RADIUS_KM: Final = 6371.0088
"""Mean radius of the earth (IUGG)."""
ROAD_FACTOR: Final = 1.3
"""Road over great-circle distance: a stated proxy."""
WAITING_MINUTES: Final = 30.0
"""Before a ferry leaves; a stated proxy."""
SPEED_KMH: Final = 60.0
"""By road; makes a minute of a kilometre, and the other way round."""
NEAR_LIMIT_SHARE: Final = 0.15
"""A distance this near to a limit, as a share of it, is told to be near the limit: the proxy of a
road is no better."""
POINT: Final = ("latitude", "longitude", "landmass")
"""Columns of a point that ways lead from and to."""


class TravelBasis(StrEnum):
    """What distances rest on."""

    CROSSINGS = "crossings"
    STRAIGHT_LINE = "straight_line"
    MATRIX = "matrix"


def great_circle_km(
    latitude: "ArrayLike", longitude: "ArrayLike", latitudes: "ArrayLike", longitudes: "ArrayLike"
) -> "Floats":
    """Compute great-circle distances (haversine) from each first point to each second one.

    Returns:
        Kilometres, one row a first point and one column a second one.

    Examples:
        A degree of latitude is 111.2 km:

        >>> great_circle_km([55.0], [9.0], [56.0, 55.0], [9.0, 9.0]).round(1).tolist()
        [[111.2, 0.0]]
    """
    first = np.radians(np.atleast_1d(np.asarray(latitude, dtype=float)))[:, None]
    second = np.radians(np.atleast_1d(np.asarray(latitudes, dtype=float)))[None, :]
    east = np.radians(np.atleast_1d(np.asarray(longitudes, dtype=float)))[None, :]
    west = np.radians(np.atleast_1d(np.asarray(longitude, dtype=float)))[:, None]
    chord = (
        np.sin((second - first) / 2) ** 2
        + np.cos(first) * np.cos(second) * np.sin((east - west) / 2) ** 2
    )
    distance: Floats = 2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(chord.clip(0, 1)))
    return distance


def is_near_limit(km: "ArrayLike", limit: float) -> "NDArray[np.bool_]":
    """Return which distances lie within 15 % of a limit, on either side; a missing one does not.

    Examples:
        >>> is_near_limit([42.4, 42.5, 57.5, 57.6, float("nan")], 50).tolist()
        [False, True, True, False, False]
    """
    distance = np.asarray(km, dtype=float)
    near: NDArray[np.bool_] = np.abs(distance - limit) <= NEAR_LIMIT_SHARE * limit + 1e-9
    return near


class TravelNetwork:
    """Ways over land and over the crossings that are in use on a day.

    Args:
        crossings: Rows of the table of crossings in use; ``None`` measures straight across.
    """

    def __init__(self, crossings: pd.DataFrame | None) -> None:
        self.crossings = None if crossings is None else crossings.reset_index(drop=True)

    def km(self, origins: pd.DataFrame, destinations: pd.DataFrame) -> "Floats":
        """Compute the way from each origin to each destination.

        Args:
            origins: ``latitude, longitude, landmass``.
            destinations: The same columns.

        Returns:
            Kilometres by road, a ferry counted as the way driven meanwhile; one row an origin,
            one column a destination. Missing where a position is not recorded, infinite where no
            crossing in use leads.
        """
        direct = ROAD_FACTOR * straight_km(origins, destinations)
        if self.crossings is None:
            return direct
        best = np.where(_same_land(origins, destinations), direct, np.inf)
        out, back = self.to_landings(origins), self.to_landings(destinations).T
        ahead = _shortest(out, self._ways)
        for landing in range(len(self._landings)):
            best = np.fmin(best, ahead[:, [landing]] + back[[landing], :])
        return np.where(np.isnan(direct), np.nan, best)

    def ferries(self, origin: pd.DataFrame, destination: pd.DataFrame) -> tuple[str, ...]:
        """List the ferries on the way from one origin to one destination, in order, by name.

        Args:
            origin: One row of ``latitude, longitude, landmass``.
            destination: One row of the same columns.
        """
        if self.crossings is None or self.crossings.empty:
            return ()
        direct = ROAD_FACTOR * straight_km(origin, destination)[0, 0]
        by_land = direct if _same_land(origin, destination)[0, 0] else np.inf
        return self.ferries_over(
            self.to_landings(origin)[0], self.to_landings(destination)[0], by_land
        )

    def ferries_over(self, out: "Floats", back: "Floats", by_land: float) -> tuple[str, ...]:
        """List the ferries on the way between two points whose ways to the landings are known.

        Args:
            out: Km from the origin to each landing, a row of ``to_landings``.
            back: The same of the destination.
            by_land: Km without any crossing; infinite where none leads.
        """
        total = out[:, None] + self._ways + back[None, :]
        if np.isnan(total).all():
            return ()
        first, last = np.unravel_index(np.nanargmin(total), total.shape)
        if by_land <= total[first, last]:
            return ()
        return self._ferries_between(int(first), int(last))

    def _ferries_between(self, first: int, last: int) -> tuple[str, ...]:
        assert self.crossings is not None
        count = len(self.crossings)
        stops = [first]
        while stops[-1] != last:
            stops.append(int(self._next[stops[-1], last]))
        used = [a % count for a, b in pairwise(stops) if a % count == b % count and a != b]
        return tuple(name for row in used if (name := self._ferry_names[row]) is not None)

    @cached_property
    def _ferry_names(self) -> list[str | None]:
        """Name of each crossing that is a ferry."""
        assert self.crossings is not None
        rows = zip(self.crossings["kind"], self.crossings["name"], strict=True)
        return [str(name) if kind == CrossingKind.FERRY.value else None for kind, name in rows]

    @cached_property
    def _landings(self) -> pd.DataFrame:
        """Both ends of each crossing: first all starts, then all ends."""
        assert self.crossings is not None
        ends = [
            self.crossings[[f"{end}_{part}" for part in POINT]].set_axis(list(POINT), axis=1)
            for end in ("from", "to")
        ]
        return pd.concat(ends, ignore_index=True)

    @cached_property
    def _routes(self) -> "tuple[Floats, Integers]":
        """Kilometres from landing to landing, and the first stop on the way.

        All pairs over land and water (Floyd 1962, Warshall 1962).
        """
        assert self.crossings is not None
        landings, crossings = self._landings, self.crossings
        ways = np.where(
            _same_land(landings, landings), ROAD_FACTOR * straight_km(landings, landings), np.inf
        )
        on_board = crossings["minutes"] + WAITING_MINUTES
        sailed = (on_board * SPEED_KMH / 60).fillna(0.0)
        across = (crossings["length_km"].fillna(0.0) + sailed).to_numpy(dtype=float)
        start = np.arange(len(crossings))
        end = start + len(crossings)
        ways[start, end] = np.fmin(ways[start, end], across)
        ways[end, start] = np.fmin(ways[end, start], across)
        first_stop = np.tile(np.arange(len(landings)), (len(landings), 1))
        for stop in range(len(landings)):
            through = ways[:, [stop]] + ways[[stop], :]
            is_better = (through < ways) | (np.isnan(ways) & ~np.isnan(through))
            ways = np.where(is_better, through, ways)
            first_stop = np.where(is_better, first_stop[:, [stop]], first_stop)
        return ways, first_stop

    @property
    def _ways(self) -> "Floats":
        return self._routes[0]

    @property
    def _next(self) -> "Integers":
        return self._routes[1]

    def to_landings(self, points: pd.DataFrame) -> "Floats":
        """Compute the way over land from each point to each end of a crossing; infinite: none."""
        by_land = ROAD_FACTOR * straight_km(points, self._landings)
        ways: Floats = np.where(_same_land(points, self._landings), by_land, np.inf)
        return ways


def straight_km(first: pd.DataFrame, second: pd.DataFrame) -> "Floats":
    """Compute the great-circle distance between points of two tables; km, one row a first point."""
    return great_circle_km(
        first["latitude"], first["longitude"], second["latitude"], second["longitude"]
    )


def _same_land(first: pd.DataFrame, second: pd.DataFrame) -> "NDArray[np.bool_]":
    """Points of which nobody has recorded the landmass are reached straight."""
    land_of_first = first["landmass"].to_numpy(dtype=object)[:, None]
    land_of_second = second["landmass"].to_numpy(dtype=object)[None, :]
    same: NDArray[np.bool_] = (
        (land_of_first == land_of_second) | pd.isna(land_of_first) | pd.isna(land_of_second)
    )
    return same


def _shortest(out: "Floats", ways: "Floats") -> "Floats":
    """Kilometres from each origin to each landing, by the best first landing."""
    best = out
    for landing in range(ways.shape[0]):
        best = np.fmin(best, out[:, [landing]] + ways[[landing], :])
    return best


def nearest_office(firms: "Floats", offices: "Floats") -> "tuple[Floats, Integers]":
    """Find the office nearest to each of many firms, as the crow flies.

    Args:
        firms: East and north in metres (EPSG:25832), one row a firm.
        offices: The same, one row an office.

    Returns:
        Kilometres to the nearest office, and which row of ``offices`` it is. Infinite and -1
        when there is no office.

    Examples:
        >>> km, which = nearest_office(np.array([[0.0, 0.0]]), np.array([[9e3, 0.0], [3e3, 4e3]]))
        >>> km.tolist(), which.tolist()
        ([5.0], [1])
    """
    if len(offices) == 0:
        return np.full(len(firms), np.inf), np.full(len(firms), -1)
    from scipy.spatial import KDTree

    metres, which = KDTree(offices).query(firms)
    return metres / 1000, which
