"""The shipped shapes and postcodes, held against the official ones where these are at hand."""

import json
from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from ecosystem.sources.tables.boundaries import find_boundaries, read_boundaries
from ecosystem.sources.matching.postcodes import read_postcodes
from tests.geojson_rings import wrong_rings

OFFICIAL = (
    Path(__file__).parents[3] / "shared/data/boundaries/dk_kommuner_98_dagi2021_simpl400m.geojson"
)
needs_official = pytest.mark.skipif(
    not OFFICIAL.exists(), reason="the official shapes are not at hand (../shared/data)"
)


@pytest.fixture(scope="module")
def shipped():
    """Shipped shapes in metres."""
    return read_boundaries()[0].geometry


@pytest.fixture(scope="module")
def official():
    """Official shapes in metres."""
    return gpd.read_file(OFFICIAL).set_index("kode").to_crs(25832).geometry.sort_index()


def bordering(shapes):
    """Pairs of codes whose shapes come within a metre of each other."""
    tree = shapely.STRtree(shapes.to_numpy())
    left, right = tree.query(shapely.buffer(shapes.to_numpy(), 1), predicate="intersects")
    codes = shapes.index
    return {(codes[a], codes[b]) for a, b in zip(left, right, strict=True) if codes[a] < codes[b]}


def test_the_file_holds_98_municipalities_in_degrees():
    """Codes of four characters; GeoJSON is longitude and latitude; small enough to send."""
    file = find_boundaries()
    features = json.loads(file.read_text(encoding="utf-8"))["features"]

    codes = [feature["properties"]["municipality_code"] for feature in features]
    assert len(set(codes)) == len(codes) == 98
    assert all(len(code) == 4 for code in codes)
    assert "0411" not in codes
    assert gpd.read_file(file).total_bounds.tolist() == pytest.approx(
        [8, 54.5, 15.2, 57.8], abs=0.3
    )
    assert file.stat().st_size < 400_000


def test_the_file_is_geojson_as_the_standard_has_it():
    """Rings turn as RFC 7946 says, each feature has its code as id, and no crs is named."""
    document = json.loads(find_boundaries().read_text(encoding="utf-8"))

    assert wrong_rings(document) == []
    assert "crs" not in document
    assert all(f["id"] == f["properties"]["municipality_code"] for f in document["features"])


def test_no_two_municipalities_overlap_and_each_is_valid(shipped):
    """A point lies in one municipality at most."""
    assert shipped.is_valid.all()
    assert shipped.area.sum() == pytest.approx(shipped.union_all().area, rel=1e-6)


def test_every_municipality_but_an_island_has_a_neighbour(shipped):
    """Only Bornholm, Samsø, Læsø, Ærø, Fanø, Langeland and Morsø stand alone, each an island."""
    islands = {"0400", "0482", "0492", "0563", "0741", "0773", "0825"}

    assert set(shipped.index) - {code for pair in bordering(shipped) for code in pair} == islands


@needs_official
def test_the_shapes_agree_with_the_official_ones(shipped, official):
    """Shared area over joint area: 0.80 in the median, 0.50 for the worst."""
    agreement = shipped.intersection(official).area / shipped.union(official).area

    assert set(shipped.index) == set(official.index)
    assert agreement.median() >= 0.80
    assert agreement.min() >= 0.50


@needs_official
def test_true_neighbours_touch_and_others_do_not(shipped, official):
    """All pairs of neighbours are the official ones: none is missing, none is made up."""
    assert bordering(shipped) == bordering(official)


@needs_official
def test_a_users_own_official_file_is_read(official):
    """The official file's 98 municipalities come through, codes unchanged."""
    shapes, notes = read_boundaries(OFFICIAL)

    assert list(shapes.index) == list(official.index)
    assert notes == ()


def test_every_postcode_lies_in_a_municipality_that_has_a_shape(shipped):
    """Postcodes and shapes speak of the same 98 municipalities."""
    assert set(read_postcodes().values()) == set(shipped.index)
