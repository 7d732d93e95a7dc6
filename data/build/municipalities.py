"""Build ``data/boundaries/municipalities.geojson`` from an openly licensed drawing of Denmark.

The npm package ``react-denmark-map`` 1.0.0 (MIT) draws the 98 municipalities as SVG paths with a
white gap of about 1.3 km between neighbours, and, in another layer, the country's outline without
gaps. The walk from drawing to map:

1. read both layers, and bring the outline to the scale of the municipalities;
2. place them by one linear map in EPSG:25832 (Bornholm, an inset in the drawing, by its own);
3. give each piece of land between municipalities to the nearest one;
4. widen the coasts a little, since the drawing left its gap there too, but keep straits open;
5. join six pairs that do adjoin and part three that do not, where the drawing is too coarse;
6. simplify with shared borders kept, and write EPSG:4326.

Run by hand, with the unpacked package's folder::

    python data/build/municipalities.py path/to/package

Good for a choropleth and for who borders on whom. An address is placed by its postcode, never by
these polygons.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import shapely
from shapely.affinity import affine_transform
from shapely.geometry import LineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

OUT: Final = Path(__file__).parent.parent / "boundaries" / "municipalities.geojson"
BORNHOLM: Final = "0400"

# x = a X + b Y + e, y = c X + d Y + f: SVG units to metres in EPSG:25832, in shapely's order.
PLACED: Final = (28.485488, 0.208258, 0.535044, -28.926066, 441711.41, 6400373.25)
BORNHOLM_PLACED: Final = (27.513780, 0.0, 0.0, -26.674324, 623203.59, 6158717.88)

# Both layers draw the same country to the width of their own view box.
MUNICIPALITY_WIDTH, OUTLINE_WIDTH = 10115.62, 15553.17

STROKE_M: Final = 550.0
"""How far a coast is moved out: most of half the drawing's white gap (640 m)."""
STRAIT_M: Final = 250.0
"""How much water is kept on each side when coasts are moved out."""
CREEK_M: Final = 150.0
"""Water narrower than twice this is a line of the drawing, not a strait."""
ADJOINING: Final = (
    ("0101", "0163"),  # København and Herlev, at Husum
    ("0169", "0187"),  # Høje-Taastrup and Vallensbæk
    ("0250", "0350"),  # Frederikssund and Lejre, on Hornsherred
    ("0260", "0270"),  # Halsnæs and Gribskov, at Arresø
    ("0671", "0787"),  # Struer and Thisted, on Thyholm
    ("0820", "0849"),  # Vesthimmerlands and Jammerbugt, at Aggersund
)
"""Neighbours the drawing is too coarse to show as such."""
APART: Final = (
    ("0159", "0175"),  # Gladsaxe and Rødovre: København and Herlev meet between them
    ("0165", "0183"),  # Albertslund and Ishøj: Høje-Taastrup and Vallensbæk meet between them
    ("0167", "0185"),  # Hvidovre and Tårnby: Kalveboderne lies between them
)
"""Municipalities the drawing lets touch, though they do not."""
RENAMED: Final = {
    "0169": "Høje-Taastrup",
    "0430": "Faaborg-Midtfyn",
    "0480": "Nordfyns",
    "0751": "Aarhus",
}
"""Names the drawing spells otherwise than the municipalities themselves."""
TOLERANCE_M: Final = 120.0
DECIMALS: Final = 4

Shapes = dict[str, BaseGeometry]


def main(package: Path) -> None:
    """Build the file and say what it holds."""
    drawing = (package / "dist" / "esm" / "index.js").read_text(encoding="utf-8")
    names, drawn = municipalities_of(drawing)
    placed = {code: place(shape, code) for code, shape in drawn.items()}
    land = shapely.union_all([outline_of(drawing, drawn[BORNHOLM]), *placed.values()])
    land = land.buffer(CREEK_M).buffer(-CREEK_M)
    filled = widen_coasts(fill_gaps(placed, land))
    for first, second in APART:
        part(filled, first, second)
    for first, second in ADJOINING:
        join(filled, first, second)
    write(simplify(share_borders(filled)), names)


# ---------------------------------------------------------------- 1 read the drawing


def municipalities_of(drawing: str) -> tuple[dict[str, str], Shapes]:
    """Name and shape, in SVG units, of each municipality by its 4-digit code."""
    layer = next(part for part in layers_of(drawing) if 'id:"langeland"' in part)
    found = re.findall(r'display_name:"([^"]*)",code:"(\d{3})",d:"([^"]*)"', layer)
    names = {f"0{code}": name for name, code, _ in found}
    names.update(RENAMED)
    return names, {f"0{code}": shape_of(path) for _, code, path in found}


def outline_of(drawing: str, bornholm: BaseGeometry) -> BaseGeometry:
    """Land of the whole country in EPSG:25832, as the layer without gaps draws it."""
    layer = next(part for part in layers_of(drawing) if 'id:"danmark"' in part)
    scale = MUNICIPALITY_WIDTH / OUTLINE_WIDTH
    shape = shape_of(re.findall(r',d:"([^"]*)"', layer)[0])
    shape = affine_transform(shape, [scale, 0, 0, scale, 0, 0])
    inset = shapely.box(*bornholm.bounds).buffer(300)
    return shapely.union_all(
        [
            place(island, BORNHOLM if island.centroid.within(inset) else "")
            for island in shapely.get_parts(shape)
        ]
    )


def layers_of(drawing: str) -> Iterator[str]:
    """Cut the package's code into its four layers."""
    for match in re.finditer(r"const \w+=\[\{id:", drawing):
        yield drawing[match.start() : drawing.index("function", match.start())]


def shape_of(path: str) -> BaseGeometry:
    """Turn an SVG path (commands M m c l Z) into a polygon; a ring within a ring is a hole."""
    shape: BaseGeometry = Polygon()
    for ring in rings_of(path):
        shape = shape.symmetric_difference(shapely.make_valid(Polygon(ring)).buffer(0))
    return MultiPolygon(
        [
            Polygon(piece.exterior, [hole for hole in piece.interiors if Polygon(hole).area > 1])
            for piece in shapely.get_parts(shape)
            if piece.area > 1
        ]
    )


def rings_of(path: str) -> list[list[tuple[float, float]]]:
    """Follow an SVG path; a curve becomes four straight pieces."""
    tokens = re.findall(r"[MmclZz]|-?\d*\.?\d+(?:e-?\d+)?", path)
    rings: list[list[tuple[float, float]]] = [[]]
    here, command, at = np.zeros(2), "", 0

    def take(count: int) -> np.ndarray:
        nonlocal at
        at += 2 * count
        return np.array(tokens[at - 2 * count : at], dtype=float).reshape(count, 2)

    while at < len(tokens):
        if tokens[at].isalpha():
            command, at = tokens[at], at + 1
        if command in "Zz":
            here = np.array(rings[-1][0])
        elif command in "Mm":
            rings.append([])
            here = take(1)[0] + (here if command == "m" else 0)
            rings[-1].append((here[0], here[1]))
            command = "l"
        elif command == "l":
            here = here + take(1)[0]
            rings[-1].append((here[0], here[1]))
        else:
            first, second, end = here + take(3)
            for t in (0.25, 0.5, 0.75, 1.0):
                x, y = (
                    (1 - t) ** 3 * here
                    + 3 * (1 - t) ** 2 * t * first
                    + 3 * (1 - t) * t**2 * second
                    + t**3 * end
                )
                rings[-1].append((x, y))
            here = end
    return [ring for ring in rings if len(ring) > 3]  # noqa: PLR2004


# ---------------------------------------------------------------- 2 place it


def place(shape: BaseGeometry, code: str) -> BaseGeometry:
    """Move a shape from SVG units to metres in EPSG:25832."""
    return affine_transform(shape, BORNHOLM_PLACED if code == BORNHOLM else PLACED)


# ---------------------------------------------------------------- 3, 4 fill the gaps


def fill_gaps(shapes: Shapes, land: BaseGeometry) -> Shapes:
    """Give land that belongs to nobody to the nearest municipality (Voronoi of its outline)."""
    points = [
        shapely.get_coordinates(shapely.segmentize(shapely.boundary(shape), 200.0)).round(1)
        for shape in shapes.values()
    ]
    owners = np.repeat(list(shapes), [len(some) for some in points])
    places, first = np.unique(np.vstack(points), axis=0, return_index=True)
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.multipoints(places), extend_to=land.buffer(5000))
    )
    cell, point = shapely.STRtree(shapely.points(places)).query(cells, predicate="contains")
    free = land.difference(shapely.union_all(list(shapes.values())))
    owner = owners[first][point]
    return {
        code: shapely.union_all(
            [shape, shapely.union_all(cells[cell[owner == code]]).intersection(free)]
        )
        for code, shape in shapes.items()
    }


def widen_coasts(shapes: Shapes) -> Shapes:
    """Move coasts out, but not into a strait that another municipality lies across."""
    codes, drawn = list(shapes), np.array(list(shapes.values()))
    tree, everything = shapely.STRtree(drawn), shapely.union_all(drawn)
    wide = {}
    for code, shape in shapes.items():
        near = [i for i in tree.query(shape.buffer(3000)) if codes[i] != code]
        water = shapely.union_all(drawn[near]).buffer(STROKE_M + STRAIT_M)
        coast = shape.buffer(STROKE_M).difference(water).difference(everything)
        wide[code] = shapely.union_all([shape, coast])
    return wide


# ---------------------------------------------------------------- 5 who borders on whom


def join(shapes: Shapes, first: str, second: str) -> None:
    """Lay a strip of 240 m between two municipalities, half to each, in their neighbours' way."""
    line = shapely.shortest_line(shapes[first], shapes[second])
    if line.length == 0:
        return
    start, end = shapely.get_coordinates(line)
    ahead = (end - start) / line.length
    middle = (start + end) / 2
    for code, tip in ((first, start - 100 * ahead), (second, end + 100 * ahead)):
        strip = LineString([tip, middle]).buffer(120, cap_style="flat")
        for other in shapes:
            shapes[other] = shapes[other].difference(strip)
        shapes[code] = shapely.union_all([shapes[code], strip])


def part(shapes: Shapes, first: str, second: str) -> None:
    """Take back 150 m on each side where two municipalities touch and should not.

    Land taken back that lies next to a third municipality goes to it, so that no hole is left.
    """
    contact = shapes[first].buffer(20).intersection(shapes[second].buffer(20))
    strip = contact.buffer(150)
    lost = shapely.union_all([shapes[code].intersection(strip) for code in (first, second)])
    for code in (first, second):
        shapes[code] = shapes[code].difference(strip)
    third = {
        code: shape.buffer(1).intersection(lost.buffer(1)).area
        for code, shape in shapes.items()
        if code not in (first, second)
    }
    nearest = max(third, key=lambda code: third[code])
    if third[nearest] > 0:
        shapes[nearest] = shapely.union_all([shapes[nearest], lost])


# ---------------------------------------------------------------- 6 simplify and write


def share_borders(shapes: Shapes) -> Shapes:
    """Cut all borders where any two meet, so that neighbours hold the very same points."""
    codes, drawn = list(shapes), np.array(list(shapes.values()))
    lines = shapely.union_all(shapely.boundary(drawn), grid_size=1.0)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    inner = shapely.point_on_surface(faces)
    face, owner = shapely.STRtree(drawn).query(inner, predicate="within")
    kept: dict[str, list[BaseGeometry]] = {code: [] for code in codes}
    for at in np.unique(face, return_index=True)[1]:
        if faces[face[at]].area > 1000:  # noqa: PLR2004
            kept[codes[owner[at]]].append(faces[face[at]])
    return {code: shapely.coverage_union_all(some) for code, some in kept.items()}


def simplify(shapes: Shapes) -> Shapes:
    """Drop points that do not matter, and islands and holes under 0.2 square kilometres."""
    simple = shapely.coverage_simplify(np.array(list(shapes.values())), TOLERANCE_M)
    return {
        code: MultiPolygon([p for p in shapely.get_parts(shape) if p.area > 200_000])  # noqa: PLR2004
        for code, shape in zip(shapes, simple, strict=True)
    }


def write(shapes: Shapes, names: dict[str, str]) -> None:
    """Write one feature a line, so that a change can be read in a diff."""
    frame = gpd.GeoSeries(shapes, crs="EPSG:25832").sort_index().to_crs("EPSG:4326")
    features = [feature_line(str(code), names[str(code)], shape) for code, shape in frame.items()]
    head = '{"type":"FeatureCollection","name":"municipalities","features":[\n'
    OUT.write_text(head + ",\n".join(features) + "\n]}\n", encoding="utf-8")
    print(f"{OUT.name}: {len(features)} municipalities, {OUT.stat().st_size / 1000:.0f} kB")


def feature_line(code: str, name: str, shape: BaseGeometry) -> str:
    """Write one municipality as RFC 7946 says: outer rings counter-clockwise, holes clockwise."""
    rounded = shapely.transform(shape, lambda points: points.round(DECIMALS))
    feature = {
        "type": "Feature",
        "id": code,
        "properties": {"municipality_code": code, "name": name},
        "geometry": shapely.geometry.mapping(shapely.orient_polygons(rounded)),
    }
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
