"""Every character in every text of a register, through every file that is written."""

import csv
import io
import json
import zipfile
from dataclasses import replace
from datetime import date
from functools import cache
from html.parser import HTMLParser
from itertools import cycle
from xml.etree import ElementTree as ET

import duckdb
import narwhals as nw
import pytest

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.graph import graph_on_day
from ecosystem.briefings.actors.listing import ActorFilter, list_actors
from ecosystem.briefings.coverage.brief import brief_coverage
from ecosystem.briefings.coverage.country import brief_country
from ecosystem.briefings.gaps.position_gaps import brief_position_gaps
from ecosystem.display import tables
from ecosystem.display.coverage import country_files
from ecosystem.display.documents import ENDINGS as DOCUMENTS
from ecosystem.display.documents import brief_file
from ecosystem.display.maps import ENDINGS as MAPS
from ecosystem.display.maps import coverage_file
from ecosystem.display.network.graph_files import WRITERS, write_graph
from ecosystem.display.network.html_file import asks_outside
from ecosystem.model.columns import COLUMNS, Kind
from ecosystem.model.tables import TABLES
from ecosystem.model.text import inert_cell, text_problems
from ecosystem.sources.register.reading import read_register
from ecosystem.sources.tables.boundaries import read_boundaries

DAY = date(2026, 11, 23)
POSITION = "maritime_logistik"
CODES = (*range(0x20), *range(0x7F, 0xA0), 0x200B, 0x2028, 0x2029, 0x202E, 0xFFFE, 0xFFFF)
CHARACTERS = "".join(map(chr, CODES))
OF_AN_OFFER = ("name_da", "name_en", "next_step", "source")
FORMULA = "=1+1"
HOSTILE = '<img src=//x.example/a.png onerror="x()">]]>&amp;"\'\\u000b'


def spoiled(register, marks):
    """The register with a mark at the beginning and within every text, one after the other."""
    following = cycle(marks)

    def spoil(cell):
        mark = next(following)
        return cell if cell is None else f"{mark}{cell[:3]}{mark}{cell[3:]}"

    tables = {}
    for name, table in TABLES.items():
        frame = getattr(register, name)
        if frame is None:
            continue
        frame = frame.collect("pandas").to_native() if table.is_big else frame.copy()
        for column in (use.column for use in table.uses if use.column in frame):
            if COLUMNS[column].kind is Kind.TEXT and COLUMNS[column].pattern is None:
                frame[column] = frame[column].map(spoil, na_action="ignore")
        tables[name] = as_lazy(register, name, frame) if table.is_big else frame
    catalogue = {
        key: offer.model_copy(
            update={field: spoil(getattr(offer, field)) for field in OF_AN_OFFER}
        )
        for key, offer in register.catalogue.items()
    }  # fmt: skip
    update = {**tables, "catalogue": catalogue, "label": spoil(register.label)}
    return replace(register, **update)


CONNECTION = duckdb.connect()


def as_lazy(register, name, frame):
    """A large table over DuckDB, with the types it had."""
    table = getattr(register, name).to_native()
    types = dict(zip(table.columns, table.types, strict=True))
    cells = ", ".join(f'"{column}"::{kind} AS "{column}"' for column, kind in types.items())
    return nw.from_native(CONNECTION.from_df(frame).project(cells)).lazy()


@cache
def shipped():
    """The shipped register and shapes."""
    return read_register(), read_boundaries()[0]


def every_file(register, shapes, folder, languages=("da",)):
    """Name and content of every file that can be had of a position."""
    coverage = brief_coverage(register, POSITION, DAY)
    brief = brief_position_gaps(register, DAY, POSITION)
    tied = graph_on_day(OnDay(register, DAY), POSITION)
    country = brief_country(register, DAY)
    actors = list_actors(register, DAY, ActorFilter(position_id=POSITION))
    for language in languages:
        for ending in MAPS:
            yield f"coverage{ending}", coverage_file(coverage, shapes, ending, language=language)
        for ending in DOCUMENTS:
            yield f"gaps{ending}", brief_file(brief, shapes, ending, language)
        for ending in WRITERS:
            file = folder / f"network{ending}"
            write_graph(tied, file, with_persons=True, language=language)
            yield file.name, file.read_bytes()
        for ending in country_files.ENDINGS:
            country_files.write_country(country, folder / f"country{ending}", language)
            yield f"country{ending}", (folder / f"country{ending}").read_bytes()
        rows = tables.actor_rows(actors.actors, {}, language)
        about = {register.label: register.label}
        yield "actors.xlsx", tables.to_xlsx({register.label: rows}, about)


def texts_of_xml(content):
    """Every text and attribute of a document; a parser has read it."""
    root = ET.fromstring(content)
    for element in root.iter():
        yield from filter(None, (element.text, element.tail, *element.attrib.values()))


class Words(HTMLParser):
    """The texts of a page, without its scripts."""

    def __init__(self):
        super().__init__()
        self.texts = []

    def handle_data(self, data):
        """Keep a text."""
        self.texts.append(data)


def texts_of(name, content):
    """Every text of a file, read by a parser of its kind."""
    match name.rsplit(".", 1)[1]:
        case "docx" | "pptx" | "xlsx":
            with zipfile.ZipFile(io.BytesIO(content)) as parts:
                for part in parts.namelist():
                    if part.endswith((".xml", ".rels")):
                        assert b"<f>" not in parts.read(part)
                        yield from texts_of_xml(parts.read(part))
        case "svg" | "gexf" | "graphml":
            yield from texts_of_xml(content)
        case "json" | "geojson":
            yield from _texts_of_json(json.loads(content))
        case "csv":
            rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
            assert {len(row) for row in rows} == {len(rows[0])}
            assert [cell for row in rows for cell in row if inert_cell(cell) != cell] == []
            yield from (cell for row in rows for cell in row)
        case "html":
            page, words = content.decode(), Words()
            words.feed(page)
            assert asks_outside(page) == []
            assert words.texts
            yield from words.texts
        case "png":
            assert content.startswith(b"\x89PNG\r\n")
        case "gpkg":
            assert content.startswith(b"SQLite format 3")
        case other:
            raise AssertionError(other)


def _texts_of_json(value):
    match value:
        case str():
            yield value
        case dict():
            for key, member in value.items():
                yield from (key, *_texts_of_json(member))
        case list():
            for member in value:
                yield from _texts_of_json(member)


def assert_every_file_is_sound(marks, folder):
    """Write every file of a register spoiled by marks, and read each with a parser."""
    register, shapes = shipped()
    names = set()

    for name, content in every_file(spoiled(register, marks), shapes, folder):
        names.add(name)
        bad = [problem for text in texts_of(name, content) for problem in text_problems(text)]
        assert bad == [], name

    assert len(names) == len(MAPS) + len(DOCUMENTS) + len(WRITERS) + 3


@pytest.mark.slow
def test_all_characters_at_once_pass_through_every_file(tmp_path):
    """No file is damaged, refused or without its names, and nothing ends."""
    assert_every_file_is_sound([FORMULA + CHARACTERS + HOSTILE], tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, len(CODES), 9))
def test_each_character_alone_passes_through_every_file(first, tmp_path):
    """One character a text, the next one in the next text, and round again from another start."""
    assert_every_file_is_sound([chr(code) for code in (*CODES[first:], *CODES[:first])], tmp_path)
