"""The same measures on DuckDB and on Spark Connect give the same answers.

``pysail`` serves Spark Connect within this process; no Java, no other machine. Only the one
warning that pandas is newer than PySpark knows is set aside; any other fails the test.
"""

import sys
import warnings
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import narwhals as nw
import pandas as pd
import pytest

from ecosystem.analysis.coverage import coverage_states, measure_reach
from ecosystem.analysis.day import OnDay
from ecosystem.analysis.graph import build_graph
from ecosystem.analysis.presence import firms_of_every_position
from ecosystem.briefings.theme import first_timers, journeys
from ecosystem.briefings.theme.basis import ThemeBasis
from ecosystem.model.analysis import AnalysisParameters, AnalysisSettings
from ecosystem.model.register import collect
from ecosystem.model.tables import TABLES
from ecosystem.sources.register.reading import read_register
from ecosystem.sources.synthetic import write_demo
from ecosystem.sources.tables.spark import on_spark

ON = date(2026, 10, 31)
POSITIONS = ("energiteknologi", "robot_drone", "foedevarer_bioressourcer", "maritime_logistik")


@pytest.fixture(scope="module")
def session():
    """A Spark Connect session on a server within this process.

    PySpark takes a main module without a file for a doctest run and ends the process; the
    workers of pytest-xdist have such a main module, so it is given one.
    """
    main = sys.modules["__main__"]
    if not hasattr(main, "__file__"):
        main.__file__ = __file__
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas")
        from pysail.spark import SparkConnectServer
        from pyspark.sql import SparkSession

        server = SparkConnectServer("127.0.0.1", 0)
        server.start(background=True)
        _, port = server.listening_address
        opened = SparkSession.builder.remote(f"sc://127.0.0.1:{port}").getOrCreate()
    yield opened
    opened.stop()
    server.stop()


@pytest.fixture(scope="module")
def embedded(tmp_path_factory):
    """A register of 600 example firms: actors and activities CSV, participations Parquet."""
    folder = tmp_path_factory.mktemp("engines") / "register"
    write_demo(folder, 600, seed=4, participations=50_001)
    assert (folder / "participations.parquet").exists()
    return read_register(folder)


@pytest.fixture(scope="module")
def served(embedded, session):
    """The same register, its large tables read by Spark."""
    return on_spark(embedded, session)


def sorted_rows(frame):
    """Put rows in an order of their own, for engines promise none."""
    return frame.sort_values(list(frame.columns), ignore_index=True)


def same(first, second):
    """Hold two tables equal; sums of fractions may differ in the thirteenth digit."""
    pd.testing.assert_frame_equal(first, second, rtol=1e-12)


@pytest.mark.parametrize("name", ["actors", "activities", "participations"])
def test_every_cell_is_the_same(embedded, served, name):
    """Text, codes with leading zeros, dates, flags, numbers and empty cells."""
    first, second = (collect(getattr(register, name)) for register in (embedded, served))

    assert list(second.columns) == list(TABLES[name].columns)
    same(sorted_rows(first), sorted_rows(second))


def by_municipality(register):
    """Count active firms by municipality."""
    active = (nw.col("kind") == "firm") & nw.col("closed").is_null()
    return collect(register.actors.filter(active).group_by("municipality_code").agg(n=nw.len()))


def sums_by_form(register):
    """Add up employees, and count those that are known."""
    grouped = register.actors.group_by("legal_form")
    return collect(grouped.agg(total=nw.col("employees").sum(), known=nw.col("employees").count()))


def joined_users(register):
    """Count the firms that used each offer since 2024, by municipality."""
    recent = register.participations.filter(nw.col("start") >= nw.lit(date(2024, 1, 1)))
    joined = recent.join(register.actors.select("actor_id", "municipality_code"), on="actor_id")
    grouped = joined.group_by("offer_id", "municipality_code")
    return collect(grouped.agg(firms=nw.col("actor_id").n_unique()))


def by_prefix(register):
    """Count firms of food industries by edition of the classification."""
    food = nw.col("industry_code").str.starts_with("10")
    return collect(register.actors.filter(food).group_by("industry_scheme").agg(n=nw.len()))


@pytest.mark.parametrize("question", [by_municipality, sums_by_form, joined_users, by_prefix])
def test_an_expression_gives_the_same_table(embedded, served, question):
    """One narwhals expression, two engines."""
    first, second = question(embedded), question(served)

    assert len(first) > 0
    same(sorted_rows(first), sorted_rows(second))


def test_eight_threads_may_ask_a_served_register(served):
    """The session is asked by many at once, as the embedded database is."""
    alone = sorted_rows(joined_users(served))

    with ThreadPoolExecutor(8) as readers:
        answers = list(readers.map(joined_users, [served] * 16))

    for table in answers:
        same(sorted_rows(table), alone)


def test_presence_is_the_same(embedded, served):
    """Every count of every position in every municipality."""
    first, second = (
        firms_of_every_position(OnDay(register, ON)) for register in (embedded, served)
    )

    assert first["firms"].sum() > 100
    same(first, second)


def test_ties_of_firms_are_the_same(embedded, served):
    """Who belongs to a position by membership or participation."""
    first, second = (OnDay(register, ON).membership.tied_pairs for register in (embedded, served))

    assert len(first) > 10
    same(sorted_rows(first), sorted_rows(second))


@pytest.mark.parametrize("position_id", POSITIONS)
def test_the_graph_is_the_same(embedded, served, position_id):
    """Nodes and links of a position."""
    first, second = (build_graph(register, position_id, ON) for register in (embedded, served))

    assert first.number_of_nodes() > 10
    assert set(first.nodes) == set(second.nodes)
    ends = [sorted((a, b) for a, b, _ in graph.edges) for graph in (first, second)]
    assert ends[0] == ends[1]


@pytest.mark.parametrize("position_id", POSITIONS[:2])
def test_coverage_is_the_same(embedded, served, position_id):
    """Who reaches which municipality, with offices, activities and online offers."""
    first, second = (
        coverage_states(measure_reach(OnDay(register, ON), position_id))
        for register in (embedded, served)
    )

    assert first["activities"].sum() > 0
    same(first, second)


def test_what_is_small_stays_where_it_is(embedded, served):
    """Small tables, offers and their rules are the same objects."""
    assert served.offers is embedded.offers
    assert served.catalogue is embedded.catalogue
    assert served.projects is None


def test_first_timers_and_journeys_are_the_same(embedded, served):
    """Window functions, joins with small tables and days between dates."""
    asked = AnalysisParameters(wash_in_years=2)
    answers = [
        part.part_answer(ThemeBasis.of(register, ON, asked, AnalysisSettings())).content
        for register in (embedded, served)
        for part in (first_timers, journeys)
    ]
    assert answers[:2] == answers[2:]
