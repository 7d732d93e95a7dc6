"""How far it is between places in Denmark, over bridges and by ferry, and who borders on whom.

Without a matrix of travel times, a way on land is the great-circle distance times 1.3, the usual
ratio of road to straight line. Water stops it: a crossing (``crossings.csv``) leads from one
landmass to another. A ferry counts as the way one would have driven meanwhile at 60 km/h, its
waiting included, so that Bornholm is not 150 km from Copenhagen. At that speed a kilometre is a
minute: the proxy in km is the proxy in minutes.

A register without crossings or landmasses is measured straight across, and ``travel_basis`` says
so. A place whose position is not recorded is at no known distance (a missing value), never far.
"""

from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from ecosystem.model.danish import search_key
from ecosystem.model.days import holding
from ecosystem.model.errors import EcosystemError, UnknownIdError
from ecosystem.model.register import Register, small_table

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

CHRISTIANSOE: Final = "0411"
"""A code that stands in files of municipalities and is none."""
EARTH_RADIUS_KM: Final = 6371.0088
"""Mean radius of the earth (IUGG)."""
ROAD_FACTOR: Final = 1.3
"""Road over great-circle distance: a stated proxy."""
WAITING_MINUTES: Final = 30.0
"""Before a ferry leaves; a stated proxy."""
SPEED_KMH: Final = 60.0
"""By road; makes a minute of a kilometre, and the other way round."""


class TravelBasis(StrEnum):
    """What distances rest on."""

    CROSSINGS = "crossings"
    STRAIGHT_LINE = "straight_line"
    MATRIX = "matrix"


def great_circle_km(
    latitude: "ArrayLike", longitude: "ArrayLike", latitudes: "ArrayLike", longitudes: "ArrayLike"
) -> "Floats":
    """Measure great-circle distances (haversine) from each first place to each second one.

    Returns:
        Kilometres, one row a first place and one column a second one.

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


def places(register: Register) -> pd.DataFrame:
    """Give where each municipality is measured from: its main town.

    Returns:
        Indexed by ``municipality_code``, ascending: ``name``, ``latitude``, ``longitude``
        (degrees, missing when not recorded), ``landmass`` (missing when not recorded).

    Raises:
        NotRecordedError: The register has no municipalities.
    """
    question = "where municipalities lie"
    held = small_table(register, "municipalities", question).set_index("municipality_code")
    found = held[["name", "latitude", "longitude"]].sort_index()
    land = register.landmasses
    masses = None if land is None else land.set_index("municipality_code")["landmass"]
    return found.assign(landmass=None if masses is None else masses.reindex(found.index))


def find_municipality(register: Register, text: str) -> str:
    """Give the code of a municipality written as a code (0851, 851) or as a name (Århus).

    Raises:
        UnknownIdError: The register has no such municipality; the nearest are named.
        NotRecordedError: The register has no municipalities.
    """
    towns = places(register)["name"]
    given = text.strip()
    code = given.zfill(4) if given.isdigit() else given
    if code in towns.index:
        return code
    if code == CHRISTIANSOE or search_key(given) == "christiansø":
        message = (
            "Christiansø (0411) is no municipality: it stands under the Ministry of Defence and "
            "has no figures of its own. The nearest municipality is Bornholm (0400)."
        )
        raise UnknownIdError(message)
    named = towns[towns.map(search_key) == search_key(given).removesuffix(" kommune")]
    if len(named) == 1:
        return str(named.index[0])
    kind = "municipality"
    known = towns.index if given.isdigit() else towns.str.lower()
    raise UnknownIdError.from_available(kind, text, known)


def travel_basis(register: Register) -> TravelBasis:
    """Tell whether distances go round the water or straight across."""
    if register.crossings is None or register.landmasses is None:
        return TravelBasis.STRAIGHT_LINE
    return TravelBasis.CROSSINGS


def travel_km(
    origins: pd.DataFrame, destinations: pd.DataFrame, crossings: pd.DataFrame | None, on: date
) -> "Floats":
    """Measure the way from each origin to each destination.

    Args:
        origins: ``latitude, longitude, landmass``.
        destinations: The same columns.
        crossings: The table of crossings; ``None`` measures straight across.
        on: Day on which the crossings are in use.

    Returns:
        Kilometres by road, a ferry counted as the way driven meanwhile; one row an origin, one
        column a destination. Missing where a position is not recorded, infinite where no
        crossing in use leads.
    """
    direct = ROAD_FACTOR * _between(origins, destinations)
    if crossings is None:
        return direct
    open_now = crossings if on == date.max else crossings[holding(crossings, on)]
    land, sea = _same_land(origins, destinations), _landings(open_now)
    best = np.where(land, direct, np.inf)
    ways = _ways_between(sea, open_now)
    out = np.where(_same_land(origins, sea), ROAD_FACTOR * _between(origins, sea), np.inf)
    back = np.where(
        _same_land(sea, destinations), ROAD_FACTOR * _between(sea, destinations), np.inf
    )
    ahead = _shortest(out, ways)
    for landing in range(len(sea)):
        best = np.fmin(best, ahead[:, [landing]] + back[[landing], :])
    return np.where(np.isnan(direct), np.nan, best)


def distance_matrix(register: Register, on: date | None = None) -> pd.DataFrame:
    """Measure the way between the main towns of any two municipalities.

    Args:
        register: With municipalities; with landmasses and crossings where water counts.
        on: Day on which the crossings are in use; ``None`` takes every crossing.

    Returns:
        Kilometres by road (see :func:`travel_km`); index and columns are the municipality codes.

    Raises:
        NotRecordedError: The register has no municipalities.
    """
    towns = places(register)
    crossings = register.crossings if travel_basis(register) is TravelBasis.CROSSINGS else None
    km = travel_km(towns, towns, crossings, on or date.max)
    return pd.DataFrame(km, index=towns.index, columns=towns.index)


def distance_km(register: Register, one: str, other: str, on: date | None = None) -> float | None:
    """Measure the way between the main towns of two municipalities; ``None`` when not known.

    Raises:
        UnknownIdError: The register has no such municipality.
        NotRecordedError: The register has no municipalities.
    """
    towns = places(register)
    for code in (one, other):
        if code not in towns.index:
            kind = "municipality"
            raise UnknownIdError.from_available(kind, code, towns.index)
    crossings = register.crossings if travel_basis(register) is TravelBasis.CROSSINGS else None
    km = travel_km(towns.loc[[one]], towns.loc[[other]], crossings, on or date.max)[0, 0]
    return float(km) if np.isfinite(km) else None


def matrix_of(times: pd.DataFrame, register: Register) -> pd.DataFrame:
    """Lay a user's table of travel times out as a matrix.

    A pair given one way only holds both ways; a pair that is not given is not known. A
    municipality is at no distance from itself.

    Args:
        times: ``origin_code, destination_code, minutes``.
        register: Its municipalities are the rows and columns.

    Returns:
        Minutes; index and columns are the municipality codes.

    Raises:
        EcosystemError: A time is negative or not a number, or a pair stands twice.
        UnknownIdError: A code is no municipality of the register.
    """
    codes = places(register).index
    for column in ("origin_code", "destination_code"):
        if strangers := set(times[column]) - set(codes):
            kind = "municipality"
            raise UnknownIdError.from_available(kind, min(map(str, strangers)), codes)
    bad = times[~(times["minutes"] >= 0)]
    if len(bad):
        row = bad.iloc[0]
        message = (
            f"The travel time from {row['origin_code']} to {row['destination_code']} is "
            f"{row['minutes']}. Give minutes of 0 or more, or leave the pair out."
        )
        raise EcosystemError(message)
    doubled = times.duplicated(["origin_code", "destination_code"])
    if doubled.any():
        row = times[doubled].iloc[0]
        message = (
            f"The way from {row['origin_code']} to {row['destination_code']} is given twice. "
            "Keep one of the two lines."
        )
        raise EcosystemError(message)
    wide = times.pivot_table(index="origin_code", columns="destination_code", values="minutes")
    there = wide.reindex(index=codes, columns=codes).to_numpy(dtype=float)
    both = np.where(np.isnan(there), there.T, there)
    np.fill_diagonal(both, np.where(np.isnan(np.diag(both)), 0.0, np.diag(both)))
    return pd.DataFrame(both, index=codes, columns=codes)


def to_metres(latitude: "ArrayLike", longitude: "ArrayLike") -> "Floats":
    """Turn degrees (WGS 84) into metres in EPSG:25832; two columns, east and north."""
    from pyproj import Transformer  # noqa: PLC0415 - a fifth of a second that few commands pay

    move = Transformer.from_crs("EPSG:4326", "EPSG:25832", always_xy=True)
    east, north = move.transform(np.asarray(longitude, float), np.asarray(latitude, float))
    return np.column_stack([east, north])


def nearest_office(firms: "Floats", offices: "Floats") -> tuple["Floats", "NDArray[np.intp]"]:
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
    from scipy.spatial import KDTree  # noqa: PLC0415 - paid by whoever asks for it

    metres, which = KDTree(offices).query(firms)
    return metres / 1000, which


def neighbouring_municipalities(boundaries: "gpd.GeoDataFrame") -> dict[str, tuple[str, ...]]:
    """List which municipalities share a border.

    Args:
        boundaries: Shapes in EPSG:25832, indexed by ``municipality_code``.

    Returns:
        Codes of the neighbours of each code, ascending; an island has none.
    """
    import shapely  # noqa: PLC0415 - only maps need it

    shapes = boundaries.geometry.to_numpy()
    one, other = shapely.STRtree(shapes).query(shapely.buffer(shapes, 1.0), predicate="intersects")
    codes = [str(code) for code in boundaries.index]
    near: dict[str, set[str]] = {code: set() for code in codes}
    for first, second in zip(one, other, strict=True):
        if first != second:
            near[codes[first]].add(codes[second])
    return {code: tuple(sorted(found)) for code, found in near.items()}


# --- the way over water --------------------------------------------------------------------


def _between(first: pd.DataFrame, second: pd.DataFrame) -> "Floats":
    return great_circle_km(
        first["latitude"], first["longitude"], second["latitude"], second["longitude"]
    )


def _same_land(first: pd.DataFrame, second: pd.DataFrame) -> "NDArray[np.bool_]":
    """Places of which nobody has recorded the landmass are reached straight."""
    one = first["landmass"].to_numpy(dtype=object)[:, None]
    other = second["landmass"].to_numpy(dtype=object)[None, :]
    same: NDArray[np.bool_] = (one == other) | pd.isna(one) | pd.isna(other)
    return same


def _landings(crossings: pd.DataFrame) -> pd.DataFrame:
    """Both ends of each crossing: first all starts, then all ends."""
    ends = [
        crossings[[f"{end}_latitude", f"{end}_longitude", f"{end}_landmass"]].set_axis(
            ["latitude", "longitude", "landmass"], axis=1
        )
        for end in ("from", "to")
    ]
    return pd.concat(ends, ignore_index=True)


def _ways_between(landings: pd.DataFrame, crossings: pd.DataFrame) -> "Floats":
    """Kilometres from landing to landing over land and water (Floyd 1962, Warshall 1962)."""
    ways = np.where(
        _same_land(landings, landings), ROAD_FACTOR * _between(landings, landings), np.inf
    )
    on_board = crossings["minutes"] + WAITING_MINUTES
    sailed = (on_board * SPEED_KMH / 60).fillna(0.0)
    across = (crossings["length_km"].fillna(0.0) + sailed).to_numpy(dtype=float)
    start = np.arange(len(crossings))
    end = start + len(crossings)
    ways[start, end] = np.fmin(ways[start, end], across)
    ways[end, start] = np.fmin(ways[end, start], across)
    for stop in range(len(landings)):
        ways = np.fmin(ways, ways[:, [stop]] + ways[[stop], :])
    return ways


def _shortest(out: "Floats", ways: "Floats") -> "Floats":
    """Kilometres from each origin to each landing, by the best first landing."""
    best = out
    for landing in range(ways.shape[0]):
        best = np.fmin(best, out[:, [landing]] + ways[[landing], :])
    return best
