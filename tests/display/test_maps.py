"""Maps: classes with written limits, what is not known, and files that ask nobody."""

import json
import re
from datetime import date
from io import BytesIO

import pytest
import shapely
from openpyxl import load_workbook

from ecosystem.analysis.siting import Plan
from ecosystem.briefings.coverage.brief import brief_coverage
from ecosystem.briefings.coverage.siting import brief_siting
from ecosystem.display.maps import (
    ENDINGS,
    MEASURES,
    OF_THE_COUNTRY,
    before_and_after,
    class_limits,
    columns_on_screen,
    coverage_file,
    coverage_map,
    finding,
    in_words,
    legend,
    rank_of,
    shown,
    sureness_in_words,
    values_of,
    way_in_words,
    with_proposal,
    write_coverage,
)
from ecosystem.model.errors import EcosystemError
from ecosystem.model.vocabulary import CoverageState
from ecosystem.sources.register.reading import read_register
from ecosystem.sources.tables.boundaries import read_boundaries
from tests.geojson_rings import wrong_rings

ON = date(2026, 11, 23)


@pytest.fixture(scope="module")
def briefing():
    """How energy technology is covered, by the shipped register."""
    return brief_coverage(read_register(), "energiteknologi", ON)


@pytest.fixture(scope="module")
def proposal():
    """Two more places for it."""
    return brief_siting(read_register(), "energiteknologi", ON, Plan(add=2, within=50))


@pytest.fixture(scope="module")
def shapes():
    """The shipped shapes."""
    return read_boundaries()[0]


def test_classes_have_written_limits():
    """Zero alone, then equal numbers of places; ties do not make empty classes."""
    assert class_limits([0, 0, 1, 1, 1, 1], is_whole=True) == (0, 1)
    assert class_limits(range(1, 101), is_whole=True) == (20, 40, 60, 80, 100)
    assert class_limits([], is_whole=True) == ()


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_municipality_has_a_class_and_words(briefing, measure, language):
    """98 texts; at most five classes, and what is not known apart from them."""
    classes = legend(briefing, measure, language)

    assert len(classes.class_of) == len(classes.text_of) == 98
    assert len(classes.names) == len(classes.colours) <= 5
    assert set(classes.class_of.values()) <= {*classes.names, classes.unknown}
    assert classes.unknown not in classes.names


def test_a_map_draws_98_shapes_and_names_each(briefing, shapes):
    """Each shape carries its municipality and its state; the chosen one is drawn last."""
    drawn = coverage_map(briefing, shapes, outlined="0851").to_dict()

    features = drawn["layer"][0]["data"]["values"]
    assert len(features) == 98
    assert features[-1]["properties"]["text"] == "Aalborg: Dækket"
    assert features[-1]["properties"]["chosen"] is True


def test_a_file_of_shapes_that_lacks_one_still_draws(briefing, shapes):
    """A user's own file may hold fewer municipalities."""
    drawn = coverage_map(briefing, shapes.drop(index="0400")).to_dict()

    assert len(drawn["layer"][0]["data"]["values"]) == 97


def test_geojson_lies_in_degrees_with_every_figure(briefing, shapes):
    """98 features, longitude and latitude, states and ids as in the JSON of the command."""
    document = json.loads(coverage_file(briefing, shapes, ".geojson"))

    assert len(document["features"]) == 98
    first = document["features"][0]
    assert first["properties"]["municipality_code"] == "0101"
    assert first["properties"]["state"] == "covered"
    west = json.dumps(first["geometry"]["coordinates"])
    assert 8 < float(re.search(r"[\d.]+", west)[0]) < 15.3


def test_geojson_turns_its_rings_as_the_standard_says(briefing, shapes):
    """Outer rings counter-clockwise and holes clockwise, whichever way the user's file has them."""
    wrong = shapes.assign(geometry=shapely.orient_polygons(shapes.geometry, exterior_cw=True))
    document = json.loads(coverage_file(briefing, wrong.drop(index="0400"), ".geojson"))

    assert wrong_rings(document) == []
    assert wrong.geometry.explode().count_interior_rings().sum() > 0
    assert [f["id"] for f in document["features"] if f["geometry"] is None] == ["0400"]
    assert "crs" not in document


def test_the_page_asks_nobody_for_anything(briefing, shapes):
    """One file with picture, findings and table: no script, no address but those in the text."""
    page = coverage_file(briefing, shapes, ".html").decode()

    assert "<script" not in page
    assert re.findall(r'(?:src|href)="(?!#)', page) == []
    assert "default-src 'none'" in page
    assert page.count("<tr>") == 99


def test_excel_keeps_numbers_as_numbers(briefing, shapes):
    """98 rows and a sheet that tells what the figures are."""
    book = load_workbook(BytesIO(coverage_file(briefing, shapes, ".xlsx")))

    sheet = book["Kommuner"]
    assert sheet.max_row == 99
    assert sheet["A2"].value == "0101"
    headings = [cell.value for cell in sheet[1]]
    offices = sheet.cell(2, headings.index("Kontorer i kommunen") + 1)
    assert isinstance(offices.value, int)
    assert book.sheetnames == ["Kommuner", "Om tallene"]
    about = {row[0].value: row[1].value for row in book["Om tallene"].iter_rows()}
    assert about["Inden for"] == "50 km"
    assert {"Styrkeposition", "Dag", "Kontorer fra", "Kilde", "Yderkommuner"} <= about.keys()


def test_a_proposal_stands_in_the_files(briefing, shapes, proposal):
    """A sheet of its own in Excel, stars in the pictures, sentences on the page."""
    book = load_workbook(BytesIO(coverage_file(briefing, shapes, ".xlsx", "state", "da", proposal)))
    page = coverage_file(briefing, shapes, ".html", "state", "da", proposal).decode()

    sheet = book["Foreslå nye steder"]
    assert [sheet.cell(row, 1).value for row in (2, 3)] == [place.name for place in proposal.chosen]
    assert page.count("★") >= 2
    assert f"i {proposal.chosen[0].name} Kommune" in page


def test_the_map_after_a_proposal_shows_what_it_reaches(briefing, proposal):
    """What is newly reached turns covered, and nothing else changes."""
    after = with_proposal(briefing, proposal)

    states = [
        {place.municipality_code: place.state for place in b.municipalities}
        for b in (briefing, after)
    ]
    changed = {code for code in states[0] if states[0][code] != states[1][code]}
    assert changed == set(proposal.newly_reached)
    assert {states[1][code] for code in changed} == {"covered"}
    reached = sum(state in {"covered", "overlap"} for state in states[1].values())
    assert reached == proposal.municipalities_after
    compared = before_and_after(proposal, "da")
    assert [row["I dag"] for row in compared][1] == str(proposal.municipalities_before)


def test_shares_add_up_to_the_whole(briefing):
    """Per cent of the position's firms over the 98 municipalities."""
    values = values_of(briefing, "share").values()

    assert sum(values) == pytest.approx(100)


@pytest.mark.parametrize(
    ("firms", "words"), [(0, "0 virksomheder"), (1, "1 virksomhed"), (None, "?")]
)
def test_one_firm_is_said_as_one(firms, words):
    """And what is not recorded is neither."""
    assert words in shown(firms, "firms", "da")
    assert (shown(firms, "firms", "da") == "1 virksomhed") == (firms == 1)


def test_equals_share_a_place(briefing):
    """Most first; the way to an office counts shortest first; nothing has no place."""
    bare = briefing.municipalities[0]
    figures = {"0101": 5.0, "0147": 5.0, "0151": 9.0, "0153": 0.0, "0155": None}
    rows = tuple(
        bare.model_copy(update={"municipality_code": code, "firms": value, "nearest_km": value})
        for code, value in figures.items()
    )
    with_figures = briefing.model_copy(update={"municipalities": rows})

    assert [rank_of(with_figures, "firms", code) for code in figures] == [
        (2, 4),
        (2, 4),
        (1, 4),
        None,
        None,
    ]
    assert rank_of(with_figures, "nearest_km", "0151") == (4, 4)
    assert rank_of(with_figures, "state", "0101") is None


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_view_states_its_finding(briefing, measure, language):
    """One short sentence: the tool buttons of the map repeat it."""
    text = finding(briefing, language, measure)

    assert 20 < len(text) < 140
    assert text.removesuffix(" (eksempeldata)").removesuffix(" (example data)").endswith(".")


def with_figures(briefing, **figures):
    """The briefing with some figures for each of its first municipalities."""
    count = len(next(iter(figures.values())))
    rows = [
        place.model_copy(update={name: values[at] for name, values in figures.items()})
        for at, place in enumerate(briefing.municipalities[:count])
    ]
    return briefing.model_copy(update={"municipalities": tuple(rows)})


@pytest.mark.parametrize(
    ("measure", "figures", "words"),
    [
        ("firms", {"firms": [3.0, 1.0, 0.0]}, "Flest er der i København: 3 virksomheder. 1"),
        (
            "firms",
            {"firms": [3.0, 3.0, 0.0]},
            "Flest er der i København og Frederiksberg: 3 virksomheder hver. 1 kommune har ingen.",
        ),
        (
            "nearest_km",
            {"nearest_km": [60.2, 59.8, 12.0]},
            "Længst til et kontor er der fra København og Frederiksberg: 60 km hver.",
        ),
        ("firms", {"firms": [1.0] * 7}, "og 3 flere: 1 virksomhed hver."),
    ],
)
def test_a_superlative_names_all_that_share_it(briefing, measure, figures, words):
    """Equal as it is written is equal; of many the first, and how many more there are."""
    assert words in finding(with_figures(briefing, **figures), "da", measure)


def test_nothing_unknown_is_not_said(briefing):
    """No "about 0 it is not known"."""
    assert "om 0" not in finding(briefing, "da", "online_state")
    assert "ingen" not in finding(with_figures(briefing, firms=[1.0, 2.0]), "da", "firms")


def test_a_state_near_the_limit_says_so(briefing):
    """In the words of the map; one that is not known is near nothing."""
    near = with_figures(briefing, is_near_limit=[True, False, True])
    open_state = near.municipalities[2].model_copy(update={"state": CoverageState.UNKNOWN})
    places = (*near.municipalities[:2], open_state)

    texts = [in_words(briefing, place, "state") for place in places]

    assert [text.endswith(", tæt på grænsen") for text in texts] == [True, False, False]


def test_a_way_by_ferry_is_said_with_its_straight_line(briefing):
    """In the tooltip, the panel and the rows; a way on land is a number alone."""
    place = briefing.municipalities[0]
    sailed = place.model_copy(
        update={"nearest_km": 132.4, "straight_km": 43.1, "ferry": "Hou-Sælvig"}
    )

    words = way_in_words(sailed)

    assert words == "43 km i luftlinje, 132 km med færge (Hou-Sælvig)"
    assert way_in_words(place.model_copy(update={"ferry": None, "nearest_km": 12.0})) == "12 km"
    assert way_in_words(place.model_copy(update={"nearest_km": None})) is None


def test_the_map_tells_the_way_and_how_sure_it_is(briefing, shapes):
    """Each shape of the first view; a count of firms rests on no row that somebody checks."""
    drawn = coverage_map(briefing, shapes).to_dict()
    counted = coverage_map(briefing, shapes, "firms").to_dict()

    shape = {
        feature["properties"]["code"]: feature["properties"]
        for feature in drawn["layer"][0]["data"]["values"]
    }
    assert "km med færge (Hou-Sælvig)" in shape["0741"]["way"]
    assert shape["0741"]["sure"] == "Aldrig bekræftet"
    fields = [part["field"] for part in drawn["layer"][0]["encoding"]["tooltip"]]
    assert fields == ["properties.text", "properties.way", "properties.sure"]
    assert [part["field"] for part in counted["layer"][0]["encoding"]["tooltip"]] == [
        "properties.text"
    ]


def test_a_proposed_office_is_nothing_that_was_checked(briefing, proposal):
    """What it reaches rests on no row, and its way on no ferry that is known."""
    after = {p.municipality_code: p for p in with_proposal(briefing, proposal).municipalities}

    for code in proposal.newly_reached:
        assert after[code].freshness == "not_recorded"
        assert after[code].ferry is None


def test_example_rows_are_called_example_data(briefing):
    """Reached by an invented event: not "never confirmed", for nobody is to confirm it."""
    place = briefing.municipalities[0].model_copy(
        update={"activity_state": CoverageState.COVERED, "activity_freshness": None}
    )
    bare = place.model_copy(update={"activity_state": CoverageState.UNCOVERED})

    assert sureness_in_words(place, "activity_state") == "Eksempeldata"
    assert sureness_in_words(bare, "activity_state") is None


@pytest.mark.parametrize("measure", OF_THE_COUNTRY)
def test_firms_that_cannot_be_compared_have_no_share(briefing, measure):
    """Where the register holds members alone, nothing is per 1,000 firms."""
    alone = briefing.model_copy(update={"is_members_only": True, "is_comparable": False})

    assert set(values_of(alone, measure).values()) == {None}
    assert finding(alone, "da", measure) == "Der er ingen tal at vise på kortet for det valg."


def test_a_column_that_says_the_same_everywhere_is_not_on_the_screen(briefing):
    """Ninety-eight times "too few to say" tells nothing."""
    bands = dict.fromkeys(briefing.bands, 0) | {"too_few": 98}
    uniform = briefing.model_copy(update={"bands": bands, "by_ferry": 0})

    assert {"band", "ferry"} & set(columns_on_screen(uniform)) == set()
    assert {"state", "freshness"} <= set(columns_on_screen(uniform))


def test_a_position_without_firms_says_so(briefing):
    """There is no municipality with most of nothing."""
    bare = tuple(place.model_copy(update={"firms": 0.0}) for place in briefing.municipalities)
    empty = briefing.model_copy(update={"municipalities": bare, "firms": 0.0})

    assert finding(empty, "da", "firms") == "Der er ingen tal at vise på kortet for det valg."


@pytest.mark.parametrize("ending", ENDINGS)
def test_every_ending_writes_its_file(briefing, shapes, tmp_path, ending):
    """PNG, SVG, GeoPackage and the rest, each with its own beginning."""
    file = tmp_path / f"daekning{ending}"

    write_coverage(briefing, shapes, file)

    begins = {
        ".png": b"\x89PNG",
        ".svg": b"<svg",
        ".gpkg": b"SQLite format 3",
        ".xlsx": b"PK",
        ".html": b"<!doctype html>",
        ".geojson": b'{"type"',
        ".csv": b"municipality_code",
    }
    assert file.read_bytes().startswith(begins[ending])


def test_another_ending_is_refused(briefing, shapes, tmp_path):
    """With the endings there are."""
    with pytest.raises(EcosystemError, match=r"choose one of the endings \.geojson"):
        write_coverage(briefing, shapes, tmp_path / "kort.bmp")
