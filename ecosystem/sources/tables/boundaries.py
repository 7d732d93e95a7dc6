"""The municipalities as shapes: the shipped ones, or a user's own file of the official ones.

Inside the house a shape lies in EPSG:25832, in metres; files are EPSG:4326, or say what they are.
Christiansø (0411) is a place outside the municipalities: it is kept out, and the reader is told.
"""

import warnings
from pathlib import Path
from typing import Any, Final

import geopandas as gpd
import shapely

from ecosystem.model.errors import EcosystemError, UnreadableFileError
from ecosystem.sources.files.folders import shipped_folder
from ecosystem.sources.files.register_files import BOUNDARY_ENDINGS as ENDINGS

INSIDE: Final = "EPSG:25832"
"""ETRS89 / UTM zone 32N: metres, the coordinate system of Danish maps."""
CHRISTIANSOE: Final = "0411"
CODE_COLUMNS: Final = ("municipality_code", "kode", "kommunekode", "KOMKODE")
NAME_COLUMNS: Final = ("name", "navn", "KOMNAVN")
LARGEST_FILE: Final = 250_000_000
"""Bytes; the official file in full detail is 113 MB."""
DENMARK: Final = (420_000.0, 6_030_000.0, 910_000.0, 6_420_000.0)
"""West, south, east, north in EPSG:25832, with some sea around."""


def find_boundaries(register_folder: Path | str | None = None) -> Path:
    """Return the file of shapes that goes with a register: its own, else the shipped one.

    A register's own is ``boundaries.geojson`` (or ``.gpkg``, ``.parquet``) in its folder, or the
    one file of such a kind in its ``boundaries/`` folder.

    Raises:
        UnreadableFileError: The ``boundaries/`` folder holds several files.
    """
    shipped = shipped_folder() / "boundaries" / "municipalities.geojson"
    if register_folder is None:
        return shipped
    home = Path(register_folder)
    for near in (home, home.parent) if home.name == "register" else (home,):
        beside = [path for end in ENDINGS if (path := near / f"boundaries{end}").is_file()]
        inside = sorted(path for end in ENDINGS for path in (near / "boundaries").glob(f"*{end}"))
        files = beside or inside
        if len(files) > 1:
            names = ", ".join(path.name for path in files)
            message = f"{near} holds several files of boundaries: {names}. Keep one of them."
            raise UnreadableFileError(message)
        if files:
            return files[0]
    return shipped


def read_boundaries(place: Path | str | None = None) -> tuple[gpd.GeoDataFrame, tuple[str, ...]]:
    """Read the shapes of the municipalities.

    Args:
        place: A file (GeoJSON, GeoPackage or GeoParquet), or the folder of a register (see
            `find_boundaries`); ``None`` reads the shipped shapes.

    Returns:
        One row a municipality, indexed by ``municipality_code`` (4 characters, ascending), with
        ``name`` and ``geometry`` in EPSG:25832 (metres), rows of one code joined; and what the
        reader should be told, such as that Christiansø was kept out.

    Raises:
        UnreadableFileError: The file is absent, too large or not a file of shapes.
        EcosystemError: It lacks a column of codes, has a code that is no municipality code or a
            row without shape, or does not lie in Denmark.
    """
    path = None if place is None else Path(place)
    file = path if path is not None and path.suffix in ENDINGS else find_boundaries(path)
    frame, notes = _with_codes(_open(file), file)
    frame, shape_notes = _inside(frame, file)
    return frame, (*notes, *shape_notes)


def _open(file: Path) -> gpd.GeoDataFrame:
    if not file.is_file():
        message = f"{file} is not a file. Give a GeoJSON file of the municipalities."
        raise UnreadableFileError(message)
    if file.stat().st_size > LARGEST_FILE:
        message = f"{file} is larger than {LARGEST_FILE // 1_000_000} MB. Simplify it first."
        raise UnreadableFileError(message)
    try:
        read: Any = gpd.read_parquet if file.suffix == ".parquet" else gpd.read_file
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # such as codes written both as text and as number
            frame = read(file)
    except Exception as error:  # the drivers behind raise errors of many kinds
        message = f"{file} cannot be read as a file of shapes: {_first_line(error)}"
        raise UnreadableFileError(message) from error
    if not isinstance(frame, gpd.GeoDataFrame) or frame.empty:
        message = f"{file} holds no shapes. Give a GeoJSON file of the municipalities."
        raise UnreadableFileError(message)
    return frame


def _with_codes(frame: gpd.GeoDataFrame, file: Path) -> tuple[gpd.GeoDataFrame, tuple[str, ...]]:
    """Index by municipality code, and keep out what is no municipality."""
    code = next((column for column in CODE_COLUMNS if column in frame), None)
    if code is None:
        columns = ", ".join(str(column) for column in frame.columns if column != "geometry")
        message = (
            f"{file} has no column of municipality codes. Expected one of "
            f"{', '.join(CODE_COLUMNS)}; it holds {columns or 'none'}."
        )
        raise EcosystemError(message)
    raw_codes = frame[code].astype("str").str.removesuffix(".0").str.strip()
    if (nameless := raw_codes.isna() | (raw_codes == "")).any():
        message = f"{file}, {code}: {nameless.sum()} shape(s) have no municipality code. Add it."
        raise EcosystemError(message)
    codes = raw_codes.str.zfill(4)
    if wrong := sorted(codes[~codes.str.fullmatch("[0-9]{4}")]):
        message = f"{file}, {code}: {wrong[0]!r} is no municipality code, such as 0851."
        raise EcosystemError(message)
    name = next((column for column in NAME_COLUMNS if column in frame), None)
    names = codes if name is None else frame[name].astype("str").fillna(codes)
    shapes = (
        frame[["geometry"]]
        .assign(municipality_code=codes.to_numpy(), name=names.to_numpy())
        .set_index("municipality_code")[["name", "geometry"]]
        .sort_index()
    )
    notes: tuple[str, ...] = ()
    if CHRISTIANSOE in shapes.index:
        shapes = shapes.drop(index=CHRISTIANSOE)
        notes = (f"{file.name}: Christiansø (0411) is no municipality and was kept out.",)
    return shapes, notes


def _inside(frame: gpd.GeoDataFrame, file: Path) -> tuple[gpd.GeoDataFrame, tuple[str, ...]]:
    """Bring shapes to EPSG:25832, joined by code, and refuse what cannot be Denmark."""
    empty = frame.index[(frame.geometry.isna() | frame.geometry.is_empty).to_numpy()]
    if len(empty):
        message = f"{file}: {empty[0]} has no shape. Give every municipality one."
        raise EcosystemError(message)
    notes: tuple[str, ...] = ()
    if frame.crs is None:
        frame = frame.set_crs("EPSG:4326" if _is_degrees(frame) else INSIDE)
        notes = (f"{file.name} names no coordinate system; it was read as {frame.crs}.",)
    shapes = frame.to_crs(INSIDE)
    _refuse_elsewhere(shapes, frame, file)
    shapes = shapes.set_geometry(shapely.make_valid(shapes.geometry.to_numpy()), crs=INSIDE)
    if shapes.index.has_duplicates:
        names = shapes["name"].groupby(level=0).first()
        shapes = shapes.dissolve(by=shapes.index).assign(name=names)[["name", "geometry"]]
        shapes.index.name = "municipality_code"
    return shapes, notes


def _refuse_elsewhere(shapes: gpd.GeoDataFrame, frame: gpd.GeoDataFrame, file: Path) -> None:
    west, south, east, north = shapes.total_bounds
    least_x, least_y, most_x, most_y = DENMARK
    if not (least_x <= west and least_y <= south and east <= most_x and north <= most_y):
        message = (
            f"{file} does not lie in Denmark (read as {frame.crs}). GeoJSON holds longitude and "
            "latitude (EPSG:4326); another coordinate system must be named in the file."
        )
        raise EcosystemError(message)


def _is_degrees(frame: gpd.GeoDataFrame) -> bool:
    return bool(abs(frame.total_bounds).max() <= 180)  # noqa: PLR2004


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]
