"""How the rings of a GeoJSON file turn; RFC 7946 wants outer ones counter-clockwise."""

import shapely


def wrong_rings(document):
    """List feature and ring number of each ring that turns the other way."""
    return [
        (feature["id"], number)
        for feature in document["features"]
        if feature["geometry"] is not None
        for polygon in polygons(feature["geometry"])
        for number, ring in enumerate(polygon)
        if shapely.LinearRing(ring).is_ccw == (number > 0)
    ]


def polygons(geometry):
    """List the polygons of a geometry, each its rings."""
    coordinates = geometry["coordinates"]
    return coordinates if geometry["type"] == "MultiPolygon" else [coordinates]
