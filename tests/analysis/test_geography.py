"""The way between places: over land, by bridge and by ferry."""

from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import box

from ecosystem.analysis.geography import (
    TravelBasis,
    distance_km,
    distance_matrix,
    find_municipality,
    matrix_of,
    nearest_office,
    neighbouring_municipalities,
    to_metres,
    travel_basis,
)
from ecosystem.model.errors import EcosystemError, UnknownIdError
from ecosystem.sources.register import read_register
from tests.builders import a_register

WEST = {"municipality_code": "0751", "name": "Vest", "latitude": 55.0, "longitude": 10.0}
EAST = {"municipality_code": "0101", "name": "Øst", "latitude": 55.0, "longitude": 11.0}
STRAIGHT_KM = 63.78  # a degree of longitude at 55 north


def two_towns(crossings=None, **more):
    """Two towns 63.8 km apart in a straight line, each on a landmass of its own."""
    lands = [
        {"municipality_code": "0751", "landmass": "jylland"},
        {"municipality_code": "0101", "landmass": "sjaelland"},
    ]
    tables = {"municipalities": [WEST, EAST], "landmasses": lands, "crossings": crossings or []}
    return a_register(**{**tables, **more})


def a_crossing(**stated):
    """A bridge of 10 km whose ends lie at the two towns."""
    plain = {
        "crossing_id": "bro",
        "name": "Bro",
        "kind": "fixed",
        "from_landmass": "jylland",
        "to_landmass": "sjaelland",
        "from_latitude": 55.0,
        "from_longitude": 10.0,
        "to_latitude": 55.0,
        "to_longitude": 11.0,
        "length_km": 10.0,
    }
    return {**plain, **stated}


def test_over_land_the_way_is_longer_than_the_line():
    """1.3 times the great-circle distance, when nobody has recorded water."""
    register = a_register(municipalities=[WEST, EAST])

    assert distance_km(register, "0751", "0101") == pytest.approx(1.3 * STRAIGHT_KM, abs=0.1)
    assert travel_basis(register) is TravelBasis.STRAIGHT_LINE


def test_water_without_a_crossing_cannot_be_crossed():
    """No known way is not a short one: the distance is not known."""
    register = two_towns()

    assert distance_km(register, "0751", "0101") is None
    assert np.isinf(distance_matrix(register).loc["0751", "0101"])


def test_a_bridge_is_driven():
    """The way is the bridge's length, since its ends lie in the towns."""
    assert distance_km(two_towns([a_crossing()]), "0751", "0101") == pytest.approx(10, abs=0.01)


def test_a_ferry_counts_as_the_way_driven_meanwhile():
    """40 minutes on board and 30 of waiting are 70 km at 60 km/h; 5 km follow on the other side."""
    ferry = a_crossing(kind="ferry", minutes=40, length_km=5)

    assert distance_km(two_towns([ferry]), "0751", "0101") == pytest.approx(75, abs=0.01)


@pytest.mark.parametrize(
    ("day", "is_open"), [("2026-04-30", True), ("2026-05-01", True), ("2026-05-02", False)]
)
def test_a_crossing_that_has_ended_is_not_used(day, is_open):
    """Crossings are dated: the last day still counts, the next does not."""
    register = two_towns([a_crossing(valid_to="2026-05-01")])

    km = distance_km(register, "0751", "0101", date.fromisoformat(day))

    assert (km is not None) == is_open


def test_a_town_without_a_position_is_at_no_known_distance():
    """Not recorded is neither near nor far."""
    bare = {"municipality_code": "0825", "name": "Uden punkt"}
    register = a_register(municipalities=[WEST, bare])

    assert distance_km(register, "0751", "0825") is None
    assert np.isnan(distance_matrix(register).loc["0751", "0825"])


def test_an_unknown_municipality_is_told():
    """Christiansø is none; the message names what could have been meant."""
    with pytest.raises(UnknownIdError, match="No municipality with id '0411'"):
        distance_km(two_towns(), "0411", "0101")


@pytest.mark.parametrize("written", ["0751", "751", "Vest", "vest", "Vest Kommune", "vest kommune"])
def test_a_municipality_is_found_however_it_is_written(written):
    """By code with and without its zero, by name in any case."""
    assert find_municipality(two_towns(), written) == "0751"


@pytest.mark.parametrize("written", ["411", "0411", "Christiansø"])
def test_christiansoe_is_told_to_be_none(written):
    """With the municipality that lies nearest."""
    with pytest.raises(UnknownIdError, match=r"no municipality: .* Bornholm \(0400\)"):
        find_municipality(two_towns(), written)


@pytest.mark.parametrize(("written", "nearest"), [("Veest", "vest"), ("0752", "0751")])
def test_a_municipality_that_is_none_is_told_with_the_nearest(written, nearest):
    """A slip of the pen."""
    with pytest.raises(UnknownIdError, match=nearest):
        find_municipality(two_towns(), written)


@pytest.fixture(scope="module")
def denmark():
    """The shipped register."""
    return read_register()


def test_bornholm_is_not_150_km_from_copenhagen(denmark):
    """The shipped crossings: ferry, waiting and the road through Skåne make it over 180 km."""
    register = denmark

    assert distance_km(register, "0400", "0101") > 180
    assert distance_km(register, "0461", "0101") == pytest.approx(186, abs=15)  # Great Belt
    assert distance_km(register, "0741", "0751") > 100  # Samsø and Aarhus: 50 km as the crow flies


def test_every_municipality_can_be_reached_from_every_other(denmark):
    """No island is left without a crossing, and the way back is as long."""
    km = distance_matrix(denmark)

    assert km.shape == (98, 98)
    assert np.isfinite(km.to_numpy()).all()
    assert np.allclose(km, km.T)
    assert (np.diag(km) == 0).all()


TIMES = [("0751", "0101", 90.0)]


def times(rows):
    """A user's table of travel times."""
    return pd.DataFrame(rows, columns=["origin_code", "destination_code", "minutes"])


def test_a_time_given_one_way_holds_both_ways():
    """Nobody has to write each pair twice."""
    matrix = matrix_of(times(TIMES), two_towns())

    assert matrix.loc["0101", "0751"] == matrix.loc["0751", "0101"] == 90
    assert matrix.loc["0751", "0751"] == 0


def test_a_pair_that_is_left_out_is_not_known():
    """A matrix with a missing pair says nothing of it."""
    assert np.isnan(matrix_of(times([]), two_towns()).loc["0751", "0101"])


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        ([("0751", "0101", -1.0)], r"from 0751 to 0101 is -1\.0"),
        ([("0751", "0101", 90.0), ("0751", "0101", 80.0)], "given twice"),
        ([("0751", "0411", 90.0)], "No municipality with id '0411'"),
    ],
)
def test_travel_times_that_cannot_be_are_refused(rows, words):
    """Negative, doubled, or to a place that is no municipality."""
    with pytest.raises(EcosystemError, match=words):
        matrix_of(times(rows), two_towns())


@settings(deadline=None)  # the first example pays for scipy
@given(st.lists(st.tuples(st.floats(0, 4e5), st.floats(0, 4e5)), min_size=1, max_size=20))
def test_the_nearest_office_is_the_nearest(offices):
    """No office lies nearer than the one that is found."""
    firms, held = np.array([[1e5, 2e5], [3e5, 0.0]]), np.array(offices)

    km, which = nearest_office(firms, held)

    every = np.hypot(*(firms[:, None, :] - held[None, :, :]).transpose(2, 0, 1)) / 1000
    assert km == pytest.approx(every.min(axis=1))
    assert every[[0, 1], which] == pytest.approx(km)


def test_without_an_office_none_is_near():
    """An empty list of offices gives no office, at no distance."""
    km, which = nearest_office(np.array([[0.0, 0.0]]), np.empty((0, 2)))

    assert np.isinf(km).all()
    assert which.tolist() == [-1]


def test_degrees_become_metres():
    """The central meridian of the zone lies at 500 km east."""
    assert to_metres([56.0], [9.0])[0] == pytest.approx([500_000, 6_206_000], abs=2000)


def test_who_borders_on_whom():
    """Two squares side by side touch; one across the water does not."""
    shapes = gpd.GeoDataFrame(
        {"name": ["a", "b", "c"]},
        index=["0101", "0147", "0400"],
        geometry=[box(0, 0, 10, 10), box(10, 0, 20, 10), box(50, 0, 60, 10)],
        crs="EPSG:25832",
    )

    assert neighbouring_municipalities(shapes) == {
        "0101": ("0147",),
        "0147": ("0101",),
        "0400": (),
    }
