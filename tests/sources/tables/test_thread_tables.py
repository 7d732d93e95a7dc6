"""One register for all who ask: every question, from many threads at once."""

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date

import narwhals as nw
import networkx as nx
import pytest
from pydantic import BaseModel

import ecosystem
from ecosystem.analysis.gaps import gap_context, search_of
from ecosystem.analysis.siting import Plan
from ecosystem.briefings.actors.listing import ActorFilter, list_actors
from ecosystem.briefings.coverage.country import brief_change, brief_country
from ecosystem.briefings.coverage.presence import brief_presence
from ecosystem.briefings.coverage.siting import brief_siting
from ecosystem.briefings.gaps.brief import brief_search, brief_step
from ecosystem.briefings.needs import brief_needs
from ecosystem.briefings.referral.intake import look_up_cvr
from ecosystem.briefings.referral.receiver import name_receiver
from ecosystem.model.errors import EcosystemError
from ecosystem.model.firms import Firm
from ecosystem.model.gaps import GapThresholds
from ecosystem.model.register import collect
from ecosystem.sources.register.reading import read_register
from ecosystem.sources.user.dead_ends import with_dead_ends
from tests.builders import a_table

ON = date(2026, 11, 23)
FIRM = Firm(employees=24, municipality_code="0779")
THREADS = 8
QUESTIONS = {
    "suggest_referrals": lambda r: ecosystem.suggest_referrals(r, FIRM, ["finance"], on=ON),
    "brief_firm": lambda r: ecosystem.brief_firm(r, FIRM, ["finance"], on=ON),
    "brief_offer": lambda r: ecosystem.brief_offer(r, "innobooster", FIRM, on=ON),
    "brief_actor": lambda r: ecosystem.brief_actor(r, "made", on=ON),
    "brief_path": lambda r: ecosystem.brief_path(r, "dtu", "made", on=ON),
    "build_graph": lambda r: ecosystem.build_graph(r, "maritime_logistik", on=ON),
    "brief_network": lambda r: ecosystem.brief_network(r, "maritime_logistik", on=ON),
    "brief_coverage": lambda r: ecosystem.brief_coverage(r, "robot_drone", on=ON),
    "brief_gaps": lambda r: ecosystem.brief_gaps(r, ON, "turisme"),
    "brief_position_gaps": lambda r: ecosystem.brief_position_gaps(r, on=ON, position_id="turisme"),
    "find_gaps": lambda r: ecosystem.find_gaps(r, on=ON, position_id="turisme"),
    "brief_overview": lambda r: ecosystem.brief_overview(r, on=ON),
    "brief_evaluation": ecosystem.brief_evaluation,
    "brief_analysis": lambda r: ecosystem.brief_analysis(r, ON),
    "brief_participation": lambda r: ecosystem.brief_participation(r, ON, actor_id="made"),
    "brief_scorecard": lambda r: ecosystem.brief_scorecard(r, ON, "made"),
    "list_actors": lambda r: list_actors(r, ON),
    "list_actors, searched": lambda r: list_actors(r, ON, ActorFilter(search="robot")),
    "look_up_cvr": lambda r: look_up_cvr(r, "29 19 59 38", ON),
    "brief_needs": lambda r: brief_needs(r, ON, "robot_drone"),
    "brief_presence": lambda r: brief_presence(r, "robot_drone", ON),
    "brief_country": lambda r: brief_country(r, ON),
    "brief_change": lambda r: brief_change(r, "robot_drone", date(2025, 1, 1), ON),
    "brief_siting": lambda r: brief_siting(r, "robot_drone", ON, Plan(add=2, within=50)),
    "name_receiver": lambda r: name_receiver(r, "made"),
    "collect": lambda r: collect(r.actors.filter(nw.col("kind") == "cluster").sort("actor_id")),
}


def answer(register, question):
    """The whole answer as text; a refusal in the reader's words is an answer as well."""
    try:
        briefing = QUESTIONS[question](register)
    except EcosystemError as refusal:
        return str(refusal)
    match briefing:
        case BaseModel():
            return briefing.model_dump_json()
        case nx.Graph():
            return repr(nx.node_link_data(briefing))
        case list() | tuple():
            return [record.model_dump_json() for record in briefing]
        case _:
            return repr(briefing)


def in_another_thread(work):
    """What a thread that has ended by now gave back."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(work).result()


@pytest.fixture(scope="module")
def shipped():
    """The register of Denmark, read once for all."""
    return read_register()


@pytest.fixture(scope="module")
def alone(shipped):
    """Each question's answer when nobody else asks."""
    return {question: answer(shipped, question) for question in QUESTIONS}


@pytest.fixture
def register(tmp_path):
    """A register of 300 municipal offices and one cluster that each took part once."""
    offices = [
        {"actor_id": f"office{n}", "kind": "municipal_office", "name": f"Kommune {n}"}
        for n in range(300)
    ]
    cluster = {"actor_id": "clean", "kind": "cluster", "name": "CLEAN"}
    took_part = [
        {"actor_id": actor["actor_id"], "offer_id": "voucher", "role": "beneficiary"}
        for actor in [*offices, cluster]
    ]
    a_table("actors", [*offices, cluster]).to_csv(tmp_path / "actors.csv", index=False)
    a_table("participations", took_part).to_csv(tmp_path / "participations.csv", index=False)
    return read_register(tmp_path)


def test_no_public_question_is_left_out():
    """What can be asked in Python is asked below; a new question must be added."""
    assert set(ecosystem.__all__) - {"read_register"} <= set(QUESTIONS)


@pytest.mark.slow
@pytest.mark.parametrize("turns", [1, 3])
def test_eight_threads_get_the_answers_that_one_gets(shipped, alone, turns):
    """Eight advisers ask everything at once, each something else: all are told the same."""

    def ask(question):
        return question, answer(shipped, question)

    with ThreadPoolExecutor(THREADS) as readers:
        answers = list(readers.map(ask, [*reversed(QUESTIONS)] * turns))

    assert {question for question, text in answers if text != alone[question]} == set()


@pytest.mark.parametrize("turns", [4, pytest.param(20, marks=pytest.mark.slow)])
def test_one_question_may_be_asked_many_times_at_once(shipped, alone, turns):
    """Eight threads ask the list of actors again and again, and nobody is refused."""

    def ask(_):
        return answer(shipped, "list_actors")

    with ThreadPoolExecutor(THREADS) as readers:
        answers = set(readers.map(ask, range(turns * THREADS)))

    assert answers == {alone["list_actors"]}


@pytest.mark.parametrize("beside", ["list_actors", "suggest_referrals", "brief_coverage"])
def test_gaps_are_found_while_another_asks(shipped, alone, beside):
    """Two threads start at the same moment: one looks for gaps, the other asks on and on."""
    start = threading.Barrier(2)

    def ask(question, times):
        start.wait()
        return {answer(shipped, question) for _ in range(times)}

    with ThreadPoolExecutor(2) as pair:
        gaps = pair.submit(lambda: ask("brief_gaps", 1))
        beside_answer = pair.submit(lambda: ask(beside, 10))

    assert gaps.result() == {alone["brief_gaps"]}
    assert beside_answer.result() == {alone[beside]}


def test_many_try_steps_in_one_search_at_once(shipped):
    """The app lays out one search for all readers; each tries a step in it."""
    ground = gap_context(shipped, ON, GapThresholds())
    first = search_of(ground, "turisme")
    gaps = brief_search(first, "turisme").gaps
    steps = [gap.closing_steps[0].step for gap in gaps if gap.closing_steps][:3]
    alone = [brief_step(first, step) for step in steps]
    shared = search_of(ground, "turisme")

    with ThreadPoolExecutor(THREADS) as readers:
        answers = list(readers.map(lambda step: brief_step(shared, step), steps * 3))

    assert answers == alone * 3


def test_a_register_outlives_the_thread_that_read_it():
    """The server reads the register in a thread of its own, which has ended when pages ask."""
    register = in_another_thread(read_register)

    here = collect(register.actors.select("actor_id"))["actor_id"].sort_values().tolist()
    actors = in_another_thread(lambda: collect(register.actors.select("actor_id")))

    assert len(here) == register.row_counts["actors"]
    assert actors["actor_id"].sort_values().tolist() == here


def test_a_question_begun_in_a_thread_that_has_ended_can_be_finished(register):
    """A reduced table is passed on; the connection it was made on stays open for it."""
    clusters = in_another_thread(lambda: register.actors.filter(nw.col("kind") == "cluster"))

    assert collect(clusters)["name"].tolist() == ["CLEAN"]


def test_tables_of_one_register_can_be_joined_in_every_thread(register):
    """Who took part stands in another table than the name; either may come first."""

    def names(_):
        actors, took_part = register.actors, register.participations
        with_names = took_part.join(actors.select("actor_id", "name"), on="actor_id")
        taking = actors.filter(nw.col("kind") == "cluster").join(took_part, on="actor_id")
        return len(collect(with_names)), collect(taking)["name"].tolist()

    with ThreadPoolExecutor(THREADS) as readers:
        answers = list(readers.map(names, range(4 * THREADS)))

    assert answers == [(301, ["CLEAN"])] * 4 * THREADS


def test_a_register_with_a_table_replaced_serves_every_thread_as_well(register):
    """A copy with other small tables asks the same database, from whichever thread."""
    changed = in_another_thread(lambda: replace(with_dead_ends(register, []), label="andet"))

    def count(_):
        return len(collect(changed.actors)), len(collect(changed.participations))

    with ThreadPoolExecutor(THREADS) as readers:
        assert set(readers.map(count, range(4 * THREADS))) == {(301, 301)}


def test_a_lazy_table_tells_its_columns_and_its_engine(register):
    """It is a lazy frame of DuckDB like any other to those who work on it."""
    actors = register.actors

    assert isinstance(actors, nw.LazyFrame)
    assert actors.implementation is nw.Implementation.DUCKDB
    assert actors.collect_schema()["name"] == nw.String
    assert actors.to_native().columns == actors.columns
