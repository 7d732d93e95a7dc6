"""One word, one number: every face is asked the same, and has to answer the same.

Faces are Python, the commands with their JSON, the documents and the pages. Rooms are free to ask
more narrowly or more widely, by a cut that has a name; without one they mean the same.
"""

import json
import sys
from contextlib import suppress
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import pandas as pd
import pytest
from docx import Document
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

import ecosystem
from ecosystem.analysis.day import OnDay
from ecosystem.analysis.eligibility import eligibility_context, opening_on
from ecosystem.analysis.gaps.nearby import PlaceReach
from ecosystem.analysis.kleene import YES
from ecosystem.briefings.actors.actor import brief_actor
from ecosystem.briefings.actors.listing import ActorFilter, list_actors
from ecosystem.briefings.coverage.presence import brief_presence
from ecosystem.briefings.overview import brief_overview
from ecosystem.briefings.referral.firm import brief_firm, brief_offer
from ecosystem.cli import main
from ecosystem.model.firms import Firm
from ecosystem.model.gaps import GapThresholds
from ecosystem.model.vocabulary import FactSort, OfferKind
from ecosystem.sources.register.reading import read_register
from tests.thorough import every_run

APP = Path(__file__).parents[1] / "streamlit_app.py"
ON = date(2026, 11, 29)
DAYS = (ON, date(2027, 1, 1), date(2029, 6, 1))
SHIPPED = cache(read_register)
DAY = cache(lambda on=ON: OnDay(SHIPPED(), on))
REGISTER = Path(__file__).parents[1] / "data" / "register"
POSITIONS = sorted(pd.read_csv(REGISTER / "strength_positions.csv")["position_id"])
SOME = every_run(POSITIONS, "energiteknologi", "turisme")
"""Two positions of each question that every run asks, and all of them for ``make check-all``."""
NEEDS = list(pd.read_csv(REGISTER / "needs.csv")["need_id"])


def _count(position):
    """Firms of a position in the three cuts."""
    return DAY().membership.counts(position)


def ask(capsys, *words):
    """The JSON document of a command on the shipped register."""
    arguments = ["ecosystem", *words, "--json", "--on", ON.isoformat()]
    with pytest.MonkeyPatch.context() as patched, suppress(SystemExit):
        patched.setattr(sys, "argv", arguments)
        main()
    return json.loads(capsys.readouterr().out)


def in_words(count):
    """The three counts as a Danish reader sees them."""
    firms, narrow, broad = (f"{n:,}".replace(",", ".") for n in count[:3])
    return f"{firms} (snævert {narrow}, bredt {broad})"


# --- firms of a position ---------------------------------------------------------------------


@pytest.mark.parametrize("position", every_run(POSITIONS, *POSITIONS[::4]))
def test_python_counts_the_same_firms_whoever_is_asked(position):
    """Coverage, presence, the list, the overview, the network and its graph."""
    count, register = _count(position), SHIPPED()
    three = (count.firms, count.narrow, count.broad)

    coverage = ecosystem.brief_coverage(register, position, ON)
    presence = brief_presence(register, position, ON)
    chosen = ActorFilter(kind="firm", position_id=position)
    network = ecosystem.brief_network(register, position, ON)
    graph = ecosystem.build_graph(register, position, on=ON)
    overview = brief_overview(register, ON, position_id=position)

    for briefing in (coverage, presence):
        assert (briefing.firms, briefing.firms_low, briefing.firms_high) == three
        assert briefing.firms_without_municipality == count.without_municipality
    placed = sum(row.firms for row in coverage.municipalities)
    assert placed == count.firms - count.without_municipality
    assert list_actors(register, ON, chosen).found == count.firms
    assert network.nodes["firm"] == count.firms
    assert sum(data["kind"] == "firm" for _, data in graph.nodes(data=True)) == count.firms
    assert overview.firms == list_actors(register, ON, chosen).firms == network.firms


@pytest.mark.parametrize("position", SOME)
def test_the_commands_count_the_same_firms(position, capsys):
    """What a script reads is what Python says."""
    count = _count(position)
    three = [count.firms, count.narrow, count.broad]

    for command in ("coverage", "presence"):
        document = ask(capsys, command, "--position", position)
        assert [document[f"firms{cut}"] for cut in ("", "_low", "_high")] == three, command
    assert ask(capsys, "graph", "--position", position)["nodes"]["firm"] == count.firms
    firms = ask(capsys, "actors", "--position", position, "--kind", "firm")
    assert len(firms) == count.firms


def _page(name, position):
    """Every text of a page with a position chosen, as it reads."""
    page = AppTest.from_file(str(APP), default_timeout=300)
    page.query_params["tema"] = position
    page.run() if name == "overblik" else page.switch_page(f"ecosystem/app/pages/{name}.py").run()
    assert not page.exception
    kinds = (page.markdown, page.caption, page.metric, page.subheader, page.info, page.text)
    texts = [str(element.value) for elements in kinds for element in elements]
    labels = [str(metric.label) for metric in page.metric]
    return " ".join([*texts, *labels]).replace("\\", "").replace("\u00a0", " ")


@pytest.mark.parametrize("position", SOME)
@pytest.mark.parametrize("name", ["kort", "netvaerk", "aktoerer", "overblik"])
def test_the_pages_tell_the_same_firms_in_the_same_words(name, position):
    """55 (snævert 55, bredt 183), in this order and in these words."""
    assert in_words(_count(position)) in _page(name, position)


@pytest.mark.parametrize("position", SOME)
def test_the_workbook_of_the_map_adds_up_to_the_same_firms(position, tmp_path, capsys):
    """Its rows and those without a municipality are the firms."""
    count, file = _count(position), tmp_path / "kort.xlsx"

    ask(capsys, "coverage", "--position", position, "--out", str(file))

    book = load_workbook(BytesIO(file.read_bytes()), read_only=True)
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    head = next(row for row in rows if row[0] == "municipality_code" or "Virksomheder" in row)
    column = next(n for n, cell in enumerate(head) if cell in ("firms", "Virksomheder"))
    firms = [row[column] for row in rows[rows.index(head) + 1 :]]
    assert sum(n for n in firms if isinstance(n, int | float)) == (
        count.firms - count.without_municipality
    )


@pytest.mark.parametrize("position", ["lyd"])
def test_the_document_for_a_board_tells_the_same_firms(position, tmp_path, capsys):
    """A gap that is not tied to a place concerns the position's firms, in the three cuts."""
    file = tmp_path / "huller.docx"

    ask(capsys, "gaps", "--position", position, "--out", str(file))

    document = Document(BytesIO(file.read_bytes()))
    cells = [cell.text for t in document.tables for row in t.rows for cell in row.cells]
    text = " ".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    assert in_words(_count(position)) in text.replace("\u00a0", " ")


# --- distance --------------------------------------------------------------------------------


@pytest.mark.parametrize("position", SOME)
def test_the_map_measures_the_ways_that_the_day_measures(position):
    """To the nearest of the position's clusters, from each of the 98 municipalities."""
    coverage = ecosystem.brief_coverage(SHIPPED(), position, ON)
    clusters = [actor.actor_id for actor in coverage.actors]

    for row in coverage.municipalities:
        ways = [DAY().places.km(row.municipality_code, cluster) for cluster in clusters]
        nearest = min((km for km in ways if km is not None), default=None)
        assert row.nearest_km == pytest.approx(nearest), row.municipality_code


def test_a_referral_measures_the_ways_that_the_day_measures():
    """From each municipality to whoever is suggested, on every need."""
    places = DAY().places
    context = ecosystem.analysis.referral.referral_context(DAY())
    measured = set()

    for code in places.codes:
        firm = Firm(municipality_code=code, positions=("energiteknologi", "robot_drone"))
        for need in NEEDS:
            briefing = brief_firm(SHIPPED(), firm, [need], ON, context=context)
            for one in briefing.suggestions:
                if one.distance_km is not None:
                    way = places.distance(code, one.provider_actor_id)
                    assert one.distance_km == round(way.km, 1), (code, one.offer_id)
                    assert one.ferries == way.ferries
                    measured.add(one.provider_actor_id)
            for step in briefing.path:
                if step.distance_km is not None:
                    km = places.km(code, step.actor_id or "")
                    assert step.distance_km == pytest.approx(km, abs=0.051), (code, step)
    assert len(measured) > 50


def test_the_rules_of_gaps_find_near_what_the_day_measures_as_near():
    """Each provider of the country from each of the 98 municipalities."""
    places, within_km = DAY().places, GapThresholds().within_km
    reach = PlaceReach(places, within_km)
    providers = sorted(set(places.meeting_places["actor_id"]))

    for provider in providers:
        ways = [places.km(code, provider) for code in places.codes]
        is_near = [km is not None and km <= within_km for km in ways]
        assert (reach.of(provider) == YES).tolist() == is_near, provider
    assert (len(places.codes), len(providers) > 150) == (98, True)


# --- freshness -------------------------------------------------------------------------------


def test_every_actor_is_as_fresh_on_each_face(capsys):
    """The list, the page of one actor and the command say the same of each real row."""
    rule = DAY().freshness
    rows = list_actors(SHIPPED(), ON, ActorFilter(without_examples=True), at_most=10_000).actors
    listed = {row["actor_id"]: row for row in ask(capsys, "actors", "--without-examples")}

    assert len(rows) == len(listed) > 150
    for row in rows:
        state = rule.state(row.checked, FactSort.ACTOR)
        assert row.freshness == state
        assert listed[row.actor_id]["freshness"] == state.value
        assert brief_actor(SHIPPED(), row.actor_id, ON, day=DAY()).freshness == state


# --- opening ---------------------------------------------------------------------------------


@pytest.mark.parametrize("on", every_run(DAYS, DAYS[0]), ids=str)
def test_every_scheme_is_as_open_on_each_face(on):
    """One offer held against a firm, the list of suggestions and the provider's page."""
    register, nobody = SHIPPED(), Firm()
    context = eligibility_context(DAY(on))
    schemes = [o for o in register.catalogue.values() if o.kind is OfferKind.SCHEME]
    referral = brief_firm(register, nobody, NEEDS, on)
    suggested = {
        one.offer_id: one
        for group in (referral.suggestions, referral.mendable, referral.not_suitable)
        for one in group
    }
    shown = {
        help_.offer_id: help_
        for provider in {o.provider_actor_id for o in schemes} - {None}
        for help_ in brief_actor(register, provider, on).offers or ()
    }

    for scheme in schemes:
        is_open = opening_on(scheme, nobody, context)
        assert brief_offer(register, scheme.offer_id, nobody, on).is_open is is_open
        if scheme.offer_id in suggested:
            assert suggested[scheme.offer_id].is_open is is_open, scheme.offer_id
        if scheme.offer_id in shown:
            assert shown[scheme.offer_id].is_open is is_open, scheme.offer_id
    assert len(suggested) > 30
    assert len(shown) > 40


@pytest.mark.parametrize("on", DAYS, ids=str)
def test_nothing_is_called_suitable_that_is_not_known_to_be_open(on):
    """Of three kinds of firms and all needs."""
    firms = [
        Firm(employees=24, municipality_code="0779", has_cvr=True, positions=("energiteknologi",)),
        Firm(employees=0, municipality_code="0751", has_cvr=False, positions=()),
        Firm(employees=230, municipality_code="0791", has_cvr=True, positions=("miljoeteknologi",)),
    ]

    for firm in firms:
        for one in brief_firm(SHIPPED(), firm, NEEDS, on).suggestions:
            assert one.is_open is True or one.state != "suitable", one.offer_id
