"""Shapes of municipalities: the shipped ones, a user's own, and files that cannot be used."""

import json
import shutil

import pytest

from ecosystem.model.errors import EcosystemError, UnreadableFileError
from ecosystem.sources.files.folders import shipped_folder
from ecosystem.sources.tables.boundaries import find_boundaries, read_boundaries


def a_square(code, west=9.0, south=56.0, code_column="kode", size=0.1):
    """One municipality as a square of a tenth of a degree."""
    ring = [
        [west, south],
        [west + size, south],
        [west + size, south + size],
        [west, south + size],
        [west, south],
    ]
    return {
        "type": "Feature",
        "properties": {code_column: code, "navn": f"Kommune {code}"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def a_file(folder, *features, name="boundaries.geojson", **more):
    """A GeoJSON file of the given features."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    document = {"type": "FeatureCollection", "features": list(features), **more}
    path.write_text(json.dumps(document), encoding="utf-8")
    return path


def test_the_shipped_shapes_are_in_metres():
    """Inside the house a shape lies in EPSG:25832, where distances can be measured."""
    shapes, notes = read_boundaries()

    assert len(shapes) == 98
    assert shapes.crs.to_epsg() == 25832
    assert shapes.loc["0851", "name"] == "Aalborg"
    assert notes == ()


def test_a_users_own_file_is_taken_instead(tmp_path):
    """The form of the official file, with its codes in the column ``kode``."""
    shapes, _ = read_boundaries(a_file(tmp_path, a_square("0779"), a_square("0101", west=12.0)))

    assert list(shapes.index) == ["0101", "0779"]
    assert shapes.loc["0779", "name"] == "Kommune 0779"


@pytest.mark.parametrize("name", ["boundaries.geojson", "boundaries/dagi.geojson"])
def test_a_register_may_bring_its_own_shapes(tmp_path, name):
    """A file beside the tables of a register is found without being named."""
    file = a_file(tmp_path, a_square("0779"), name=name)

    assert find_boundaries(tmp_path) == file
    assert list(read_boundaries(tmp_path)[0].index) == ["0779"]


def test_a_register_without_shapes_uses_the_shipped_ones(tmp_path):
    """Nobody has to bring shapes."""
    assert find_boundaries(tmp_path) == shipped_folder() / "boundaries" / "municipalities.geojson"


def test_a_copy_of_the_shipped_folder_keeps_its_shapes(tmp_path):
    """The tables of the shipped folder lie one level down; its shapes are found from both."""
    shutil.copytree(shipped_folder() / "boundaries", tmp_path / "boundaries")
    (tmp_path / "register").mkdir()

    assert find_boundaries(tmp_path / "register").parent == tmp_path / "boundaries"
    assert find_boundaries(tmp_path).parent == tmp_path / "boundaries"


def test_two_files_of_shapes_are_refused(tmp_path):
    """The reader is asked which one holds, instead of one being picked."""
    for name in ("boundaries/a.geojson", "boundaries/b.geojson"):
        a_file(tmp_path, a_square("0779"), name=name)

    with pytest.raises(UnreadableFileError, match=r"several files .* a\.geojson, b\.geojson"):
        find_boundaries(tmp_path)


@pytest.mark.parametrize("code", ["0411", "411", 411])
def test_christiansoe_is_told_and_kept_out(tmp_path, code):
    """Files of 99 features hold a place that is no municipality."""
    shapes, notes = read_boundaries(a_file(tmp_path, a_square("0779"), a_square(code, west=15.0)))

    assert list(shapes.index) == ["0779"]
    assert "Christiansø (0411)" in notes[0]


@pytest.mark.parametrize("code", ["851", 851, "0851", 851.0])
def test_a_code_is_read_however_it_is_written(tmp_path, code):
    """Statistics write 851, the map agency 0851."""
    shapes, _ = read_boundaries(a_file(tmp_path, a_square(code)))

    assert list(shapes.index) == ["0851"]


def test_rows_of_one_municipality_are_joined(tmp_path):
    """Some files give an island a row of its own."""
    shapes, _ = read_boundaries(a_file(tmp_path, a_square("0779"), a_square("0779", west=9.5)))

    assert len(shapes) == 1
    assert len(shapes.geometry.iloc[0].geoms) == 2


def test_another_named_coordinate_system_is_brought_to_ours(tmp_path):
    """A file in metres that says so lands at the same place as one in degrees."""
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::25832"}}
    metres = a_file(tmp_path, a_square("0779", 500_000, 6_200_000, size=9000), crs=crs)

    shapes, _ = read_boundaries(metres)

    assert shapes.total_bounds.round().tolist() == [500_000, 6_200_000, 509_000, 6_209_000]


@pytest.mark.parametrize(("west", "south"), [(500_000, 6_200_000), (56.0, 9.0), (12.0, 48.0)])
def test_shapes_outside_denmark_are_refused_with_the_reason(tmp_path, west, south):
    """Metres without a named system, swapped axes, or another country."""
    file = a_file(tmp_path, a_square("0779", west, south))

    with pytest.raises(EcosystemError, match="does not lie in Denmark"):
        read_boundaries(file)


def test_a_file_without_codes_is_refused(tmp_path):
    """The message names what was expected and what the file holds."""
    file = a_file(tmp_path, a_square("0779", code_column="nummer"))

    with pytest.raises(EcosystemError, match=r"no column of municipality codes.*nummer, navn"):
        read_boundaries(file)


def test_a_code_that_is_no_code_is_refused(tmp_path):
    """A name in the column of codes is a slip, not a municipality."""
    with pytest.raises(EcosystemError, match="'Skive' is no municipality code"):
        read_boundaries(a_file(tmp_path, a_square("Skive")))


def test_a_municipality_without_shape_is_refused(tmp_path):
    """An empty geometry would be drawn as nothing at all."""
    bare = {**a_square("0779"), "geometry": None}

    with pytest.raises(EcosystemError, match="0779 has no shape"):
        read_boundaries(a_file(tmp_path, a_square("0101"), bare))


@pytest.mark.parametrize(
    "content", ["", "{", "a,b\n1,2\n", '{"type":"FeatureCollection","features":[]}']
)
def test_a_file_that_holds_no_shapes_is_refused(tmp_path, content):
    """Empty, cut off, a table, or a collection of nothing: told in words."""
    file = tmp_path / "boundaries.geojson"
    file.write_text(content, encoding="utf-8")

    with pytest.raises(UnreadableFileError, match=r"boundaries\.geojson"):
        read_boundaries(file)


def test_an_absent_file_is_told(tmp_path):
    """The path is in the message."""
    with pytest.raises(UnreadableFileError, match=r"nowhere\.geojson is not a file"):
        read_boundaries(tmp_path / "nowhere.geojson")


@pytest.mark.parametrize("code", [None, "", " "])
def test_a_shape_without_a_code_is_told(tmp_path, code):
    """One code lost among good ones: the file is refused with the reason."""
    path = a_file(tmp_path, a_square("0751"), a_square(code, west=9.5))

    with pytest.raises(EcosystemError, match=r"1 shape.* no municipality code"):
        read_boundaries(path)
