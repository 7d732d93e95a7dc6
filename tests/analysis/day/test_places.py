"""Where actors can be met, and how far that is: over land, by bridge and by ferry."""

from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.analysis.day import OnDay, TravelBasis, is_near_limit, nearest_office
from ecosystem.model.errors import EcosystemError, UnknownIdError
from ecosystem.sources.register.reading import read_register
from tests.builders import a_register

TODAY = date(2026, 3, 1)
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


def places_of(register, on=TODAY):
    """Where everything of a register lies on a day."""
    return OnDay(register, on).places


def way(register, start, end, on=TODAY):
    """Kilometres between two main towns; infinite without a way, missing where not known."""
    return places_of(register, on).km_between.loc[start, end]


def test_over_land_the_way_is_longer_than_the_line():
    """1.3 times the great-circle distance, when nobody has recorded water."""
    register = a_register(municipalities=[WEST, EAST])

    assert way(register, "0751", "0101") == pytest.approx(1.3 * STRAIGHT_KM, abs=0.1)
    assert places_of(register).basis is TravelBasis.STRAIGHT_LINE


def test_water_without_a_crossing_cannot_be_crossed():
    """No known way is not a short one: the distance is not known."""
    register = two_towns()

    assert np.isinf(way(register, "0751", "0101"))


def test_a_bridge_is_driven():
    """The way is the bridge's length, since its ends lie in the towns."""
    assert way(two_towns([a_crossing()]), "0751", "0101") == pytest.approx(10, abs=0.01)


def test_a_ferry_counts_as_the_way_driven_meanwhile():
    """40 minutes on board and 30 of waiting are 70 km at 60 km/h; 5 km follow on the other side."""
    ferry = a_crossing(kind="ferry", minutes=40, length_km=5)

    assert way(two_towns([ferry]), "0751", "0101") == pytest.approx(75, abs=0.01)


@pytest.mark.parametrize(
    ("day", "is_open"), [("2026-04-30", True), ("2026-05-01", True), ("2026-05-02", False)]
)
def test_a_crossing_that_has_ended_is_not_used(day, is_open):
    """Crossings are dated: the last day still counts, the next does not."""
    register = two_towns([a_crossing(valid_to="2026-05-01")])

    km = way(register, "0751", "0101", date.fromisoformat(day))

    assert np.isfinite(km) == is_open


def test_a_town_without_a_position_is_at_no_known_distance():
    """Not recorded is neither near nor far."""
    bare = {"municipality_code": "0825", "name": "Uden punkt"}
    register = a_register(municipalities=[WEST, bare])

    assert np.isnan(way(register, "0751", "0825"))


@pytest.mark.parametrize("text", ["0751", "751", "Vest", "vest", "Vest Kommune", "vest kommune"])
def test_a_municipality_is_found_however_it_is_written(text):
    """By code with and without its zero, by name in any case."""
    assert places_of(two_towns()).find_municipality(text) == "0751"


@pytest.mark.parametrize("text", ["411", "0411", "Christiansø"])
def test_christiansoe_is_told_to_be_none(text):
    """With the municipality that lies nearest."""
    with pytest.raises(UnknownIdError, match=r"no municipality: .* Bornholm \(0400\)"):
        places_of(two_towns()).find_municipality(text)


@pytest.mark.parametrize(("text", "nearest"), [("Veest", "vest"), ("0752", "0751")])
def test_a_municipality_that_is_none_is_told_with_the_nearest(text, nearest):
    """A slip of the pen."""
    with pytest.raises(UnknownIdError, match=nearest):
        places_of(two_towns()).find_municipality(text)


@pytest.fixture(scope="module")
def denmark():
    """The shipped register."""
    return read_register()


def test_bornholm_is_not_150_km_from_copenhagen(denmark):
    """The shipped crossings: ferry, waiting and the road through Skåne make it over 180 km."""
    register = denmark

    assert way(register, "0400", "0101") > 180
    assert way(register, "0461", "0101") == pytest.approx(186, abs=15)  # Great Belt
    assert way(register, "0741", "0751") > 100  # Samsø and Aarhus: 50 km as the crow flies


def test_every_municipality_can_be_reached_from_every_other(denmark):
    """No island is left without a crossing, and the way back is as long."""
    km = places_of(denmark).km_between

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
    matrix = places_of(two_towns()).matrix_of(times(TIMES))

    assert matrix.loc["0101", "0751"] == matrix.loc["0751", "0101"] == 90
    assert matrix.loc["0751", "0751"] == 0


def test_a_pair_that_is_left_out_is_not_known():
    """A matrix with a missing pair says nothing of it."""
    assert np.isnan(places_of(two_towns()).matrix_of(times([])).loc["0751", "0101"])


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
        places_of(two_towns()).matrix_of(times(rows))


@settings(deadline=None)  # the first example pays for scipy
@given(st.lists(st.tuples(st.floats(0, 4e5), st.floats(0, 4e5)), min_size=1, max_size=20))
def test_the_nearest_office_is_the_nearest(offices):
    """No office lies nearer than the one that is found."""
    firms, office_points = np.array([[1e5, 2e5], [3e5, 0.0]]), np.array(offices)

    km, which = nearest_office(firms, office_points)

    every = np.hypot(*(firms[:, None, :] - office_points[None, :, :]).transpose(2, 0, 1)) / 1000
    assert km == pytest.approx(every.min(axis=1))
    assert every[[0, 1], which] == pytest.approx(km)


def test_without_an_office_none_is_near():
    """An empty list of offices gives no office, at no distance."""
    km, which = nearest_office(np.array([[0.0, 0.0]]), np.empty((0, 2)))

    assert np.isinf(km).all()
    assert which.tolist() == [-1]


# --- places of actors -----------------------------------------------------------------------


def an_actor(actor_id, kind="cluster", **cells):
    """A supporter called by its id."""
    return {"actor_id": actor_id, "kind": kind, "name": actor_id, **cells}


def a_site(actor_id, code="0751", kind="headquarters", **stated):
    """A place of an actor."""
    plain = {"site_id": f"{actor_id}.{code}.{kind}", "actor_id": actor_id, "kind": kind}
    return {**plain, "municipality_code": code, **stated}


@pytest.mark.parametrize("kind", ["headquarters", "office", "test_facility", "workplace"])
def test_every_place_of_an_institution_counts(kind):
    """A campus and a test facility are as near as a head office there would be."""
    register = two_towns(
        [a_crossing()],
        actors=[an_actor("uni", "knowledge_institution")],
        sites=[a_site("uni"), a_site("uni", "0101", kind)],
    )

    assert places_of(register).km("0101", "uni") == 0


def test_a_workplace_of_others_is_no_place_to_meet_them():
    """A cluster's workplace is not where it meets firms."""
    sites = [a_site("klynge"), a_site("klynge", "0101", "workplace")]
    register = two_towns([a_crossing()], actors=[an_actor("klynge")], sites=sites)

    assert places_of(register).km("0101", "klynge") == pytest.approx(10, abs=0.01)


@pytest.mark.parametrize(("last", "km"), [("2026-03-01", 0.0), ("2026-02-28", None)])
def test_a_site_counts_to_its_last_day(last, km):
    """An office that closed yesterday is nobody's nearest; nothing else is known of its owner."""
    sites = [a_site("klynge", "0101", valid_to=last)]
    register = two_towns([a_crossing()], actors=[an_actor("klynge")], sites=sites)

    assert places_of(register).km("0101", "klynge") == km


def test_an_actor_without_a_site_is_met_where_it_is_registered():
    """One that the table of sites never names is asked at its own address."""
    register = two_towns(
        [a_crossing()], actors=[an_actor("klynge", municipality_code="0101")], sites=[]
    )

    assert places_of(register).km("0101", "klynge") == 0
    assert places_of(register).meeting_places["is_registered"].tolist() == [True]


@pytest.mark.parametrize(
    ("kind", "sites", "is_alone"),
    [
        ("knowledge_institution", ["headquarters"], True),
        ("knowledge_institution", ["headquarters", "workplace"], False),
        ("knowledge_institution", ["headquarters", "test_facility"], False),
        ("cluster", ["headquarters"], False),
    ],
)
def test_an_institution_with_a_head_office_alone_may_be_elsewhere_too(kind, sites, is_alone):
    """Where no campus is recorded, that there is none is not known."""
    register = two_towns(
        [a_crossing()],
        actors=[an_actor("uni", kind)],
        sites=[a_site("uni", "0751", site) for site in sites],
    )

    assert places_of(register).is_head_office_alone("uni") is is_alone


def test_a_ferry_is_named_and_a_bridge_is_not():
    """What one sails with is part of the answer."""
    ferry = a_crossing(crossing_id="f", name="Færgen", kind="ferry", minutes=5, length_km=1)
    bridge = a_crossing(crossing_id="b", name="Broen", length_km=90)
    actors, sites = [an_actor("klynge")], [a_site("klynge")]

    by_ferry = two_towns([ferry, bridge], actors=actors, sites=sites)
    by_bridge = two_towns([{**ferry, "minutes": 90}, bridge], actors=actors, sites=sites)

    sailed = places_of(by_ferry).distance("0101", "klynge")
    assert sailed.ferries == ("Færgen",)
    assert (round(sailed.km), round(sailed.straight_km)) == (36, 64)
    assert places_of(by_bridge).distance("0101", "klynge").ferries == ()


def test_the_shipped_ways_name_their_ferry(denmark):
    """Læsø, Samsø and Ærø are sailed to; Odense and Copenhagen are not."""
    places = places_of(denmark)

    assert places.distance("0825", "aau").ferries == ("Frederikshavn-Vesterø",)
    assert places.distance("0741", "ehmidt").ferries == ("Hou-Sælvig",)
    assert len(places.distance("0492", "sdu").ferries) == 1
    assert places.distance("0461", "dtu").ferries == ()


@pytest.mark.parametrize(
    ("km", "is_near"), [(42.4, False), (42.5, True), (57.5, True), (58, False)]
)
def test_near_the_limit_is_within_fifteen_per_cent_of_it(km, is_near):
    """The road is a proxy: so near to a limit nobody can be sure on which side a place is."""
    assert is_near_limit([km], 50).tolist() == [is_near]


def test_tables_that_are_absent_are_named():
    """Two towns with water between them, and nobody has recorded regions or sites."""
    assert places_of(two_towns()).not_recorded == ("regions", "sites")
    assert places_of(two_towns(sites=[], regions=[])).not_recorded == ()


def test_a_hub_that_has_closed_is_nobodys_hub():
    """A firm is never sent to one that is gone."""
    towns = [{**WEST, "hub_id": "hus"}, {**EAST, "hub_id": "lukket"}]
    hubs = [
        an_actor("hus", "business_hub"),
        an_actor("lukket", "business_hub", closed="2025-01-01"),
    ]

    places = places_of(a_register(municipalities=towns, actors=hubs))

    assert dict(places.hub_of) == {"0751": "hus"}
