"""Maps: classes with written limits, what is not known, and files that ask nobody."""

import json
import re
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from ecosystem.analysis.siting import Plan
from ecosystem.briefings.coverage import brief_coverage
from ecosystem.briefings.siting import brief_siting
from ecosystem.display.maps import (
    ENDINGS,
    MEASURES,
    before_and_after,
    class_limits,
    coverage_file,
    coverage_map,
    finding,
    legend,
    rank_of,
    shown,
    values_of,
    with_proposal,
    write_coverage,
)
from ecosystem.model.errors import EcosystemError
from ecosystem.sources.boundaries import read_boundaries
from ecosystem.sources.register import read_register

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
    told = legend(briefing, measure, language)

    assert len(told.class_of) == len(told.text_of) == 98
    assert len(told.names) == len(told.colours) <= 5
    assert set(told.class_of.values()) <= {*told.names, told.unknown}
    assert told.unknown not in told.names


def test_a_map_draws_98_shapes_and_names_each(briefing, shapes):
    """Each shape carries its municipality and its state; the chosen one is drawn last."""
    drawn = coverage_map(briefing, shapes, chosen="0851").to_dict()

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
    assert isinstance(sheet["F2"].value, int)
    assert book.sheetnames == ["Kommuner", "Om tallene"]
    about = {row[0].value: row[1].value for row in book["Om tallene"].iter_rows()}
    assert about["Inden for"] == "50 km"
    assert {"Styrkeposition", "Dag", "Kontorer fra", "Kilde", "Yderkommuner"} <= about.keys()


def test_a_proposal_stands_in_the_files(briefing, shapes, proposal):
    """A sheet of its own in Excel, stars in the pictures, sentences on the page."""
    book = load_workbook(BytesIO(coverage_file(briefing, shapes, ".xlsx", "state", "da", proposal)))
    page = coverage_file(briefing, shapes, ".html", "state", "da", proposal).decode()

    told = book["Foreslå nye steder"]
    assert [told.cell(row, 1).value for row in (2, 3)] == [one.name for one in proposal.chosen]
    assert page.count("★") >= 2
    assert f"i {proposal.chosen[0].name} Kommune" in page


def test_the_map_after_a_proposal_shows_what_it_reaches(briefing, proposal):
    """What is newly reached turns covered, and nothing else changes."""
    after = with_proposal(briefing, proposal)

    states = [
        {one.municipality_code: one.state for one in b.municipalities} for b in (briefing, after)
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
    held = {"0101": 5.0, "0147": 5.0, "0151": 9.0, "0153": 0.0, "0155": None}
    rows = tuple(
        bare.model_copy(update={"municipality_code": code, "firms": value, "nearest_km": value})
        for code, value in held.items()
    )
    told = briefing.model_copy(update={"municipalities": rows})

    assert [rank_of(told, "firms", code) for code in held] == [(2, 4), (2, 4), (1, 4), None, None]
    assert rank_of(told, "nearest_km", "0151") == (4, 4)
    assert rank_of(told, "state", "0101") is None


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("language", ["da", "en"])
def test_every_view_states_its_finding(briefing, measure, language):
    """One short sentence: the tool buttons of the map repeat it."""
    said = finding(briefing, language, measure)

    assert 20 < len(said) < 140
    assert said.endswith(".")


def test_a_position_without_firms_says_so(briefing):
    """There is no municipality with most of nothing."""
    bare = tuple(one.model_copy(update={"firms": 0.0}) for one in briefing.municipalities)
    told = briefing.model_copy(update={"municipalities": bare, "firms": 0.0})

    assert finding(told, "da", "firms") == "Der er ingen tal at vise på kortet for det valg."


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
