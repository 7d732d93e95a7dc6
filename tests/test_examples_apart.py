"""Example data is apart: no figure that is not marked changes when it is taken away.

The shipped register is asked twice, with its example rows and without them. What a face says in
both cases may differ only where it says that it rests on example data.
"""

import re
from datetime import date
from functools import cache
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from ecosystem.analysis.day import OnDay
from ecosystem.briefings.actors.listing import ActorFilter, list_actors
from ecosystem.briefings.basis.coverage import Plan
from ecosystem.briefings.basis.gaps import search_on
from ecosystem.briefings.coverage.brief import brief_coverage
from ecosystem.briefings.coverage.country import brief_change, brief_country
from ecosystem.briefings.coverage.presence import brief_presence
from ecosystem.briefings.coverage.siting import brief_siting
from ecosystem.briefings.gaps.brief import brief_search
from ecosystem.briefings.gaps.priorities import gap_priorities
from ecosystem.briefings.needs import brief_needs
from ecosystem.briefings.network.brief import brief_network
from ecosystem.briefings.overview import brief_overview
from ecosystem.display.coverage.presence_text import presence_lines
from ecosystem.display.coverage.text import (
    change_lines,
    country_lines,
    coverage_lines,
    siting_lines,
)
from ecosystem.display.gaps.text import gap_lines
from ecosystem.display.needs_text import needs_lines
from ecosystem.display.network.text import network_lines
from ecosystem.display.wording import say
from ecosystem.model.errors import NotRecordedError
from ecosystem.model.examples import without_examples
from ecosystem.model.gaps import GapThresholds
from ecosystem.sources.register.reading import read_register
from tests.thorough import every_run

ROOT = Path(__file__).parents[1]
ON = date(2026, 11, 29)
POSITIONS = sorted(pd.read_csv(ROOT / "data" / "register" / "strength_positions.csv").position_id)
SOME = every_run(POSITIONS, "energiteknologi")
MARKS = re.compile("▨|[Ee]ksempel|opdigt|xample|nvented|made up")
"""How a sentence says that it counts, or leaves out, example data."""


@cache
def _days():
    """The shipped register on the day, and the same without its example rows."""
    shipped = read_register()
    return OnDay(shipped, ON), OnDay(without_examples(shipped), ON)


@cache
def _search(is_without):
    return search_on(_days()[is_without], GapThresholds())


def _of(briefing, *fields):
    return {field: getattr(briefing, field) for field in fields}


@pytest.mark.parametrize("position", every_run([None, *POSITIONS], None, *POSITIONS[::4]))
@pytest.mark.parametrize("region", [None, "1081", "1084"])
def test_the_tiles_of_the_overview_do_not_change(position, region):
    """Actors, ties, municipalities, what is to be confirmed, and the three things to look at."""
    headline = ("actors", "actors_in_all", "links", "documented", "presence", "freshness")
    real, left = (
        brief_overview(day.register, ON, position_id=position, region_code=region, day=day)
        for day in _days()
    )

    assert _of(real, *headline) == _of(left, *headline)
    shown = {kind: n for kind, n in real.actors_by_kind.items() if n}
    assert shown == {kind: n for kind, n in left.actors_by_kind.items() if n}
    assert [thing.sentence for thing in real.things] == [thing.sentence for thing in left.things]
    assert not left.synthetic
    assert not left.example_links


def test_what_to_look_at_first_rests_on_no_example():
    """The gaps on the overview are the same, in the same order."""
    found, left = (
        [say(gap.sentence) for gap in gap_priorities(_search(is_without))] for is_without in (0, 1)
    )

    assert found == left


@pytest.mark.parametrize("filters", [{}, {"kind": "firm"}, {"place_code": "0851"}])
def test_the_list_counts_examples_apart(filters):
    """It says 194 actors, and how many are invented beside it."""
    shown, left = (
        list_actors(day.register, ON, ActorFilter(**filters), day=day) for day in _days()
    )

    assert (shown.real_found, shown.real_total) == (left.found, left.total)
    assert (left.examples, left.examples_in_all) == (0, 0)
    assert shown.examples > 0


def _lines(face, position, day):  # noqa: PLR0911 - one a face
    """What a command says of a position on a register."""
    register = day.register
    plan = Plan(add=2, within=50)
    match face:
        case "coverage":
            return coverage_lines(brief_coverage(register, position, ON, day=day))
        case "change":
            change = brief_change(register, position, date(2025, 1, 31), ON)
            return change_lines(change, brief_coverage(register, position, ON, day=day))
        case "presence":
            return presence_lines(brief_presence(register, position, ON, day=day))
        case "site":
            return siting_lines(brief_siting(register, position, ON, plan, day=day))
        case "needs":
            return needs_lines(brief_needs(register, ON, position, GapThresholds()))
        case "graph":
            return network_lines(brief_network(register, position, ON))
        case "gaps":
            return gap_lines(brief_search(_search(day is _days()[1]), position))
        case _:
            return country_lines(brief_country(register, ON, day=day))


def unmarked(lines):
    """Lines that tell a figure and do not say that they count example data."""
    return {line for line in lines if re.search(r"\d", line) and not MARKS.search(line)}


@pytest.mark.parametrize("position", SOME)
@pytest.mark.parametrize(
    "face", ["coverage", "change", "presence", "site", "needs", "graph", "gaps", "country"]
)
def test_what_a_command_says_unmarked_it_says_without_examples_too(face, position):
    """Each figure that rests on an invented firm says so."""
    shown, left = _days()
    said = unmarked(_lines(face, position, shown))
    try:
        lines = _lines(face, position, left)
    except NotRecordedError:  # without firms nothing is proposed: what counts them is marked
        lines, said = [], {line for line in said if "irksomheder" in line}

    assert said - unmarked(lines) == set()


@cache
def _page(name, position, *choices):
    """Every text of a page, as it reads."""
    page = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=300)
    for address, value in (("tema", position), *choices):
        if value:
            page.query_params[address] = value
    page.run() if name == "overblik" else page.switch_page(f"ecosystem/app/pages/{name}.py").run()
    assert not page.exception
    kinds = (page.markdown, page.caption, page.info, page.warning, page.header, page.subheader)
    texts = [str(element.value) for elements in kinds for element in elements]
    texts += [node.proto.body for node in page.get("html")]
    return tuple(line for text in texts for line in text.replace("\\", "").splitlines())


PAGES = [
    *((name, None) for name in ("overblik", "aktoerer")),
    *((name, "energiteknologi") for name in ("kort", "netvaerk")),
    *(
        pytest.param(name, position, marks=pytest.mark.slow)
        for name, position in (
            *((name, None) for name in ("huller", "netvaerk")),
            *((name, "energiteknologi") for name in ("overblik", "aktoerer")),
        )
    ),
]
"""Of the gaps of a position each card is marked as one; their sentences are those of ``gaps``."""


@pytest.mark.parametrize(("name", "position"), PAGES)
def test_what_a_page_says_unmarked_it_says_without_examples_too(name, position):
    """On every page, with a position chosen and without."""
    shown, left = (_page(name, position), _page(name, position, ("opdigtede", "skjul")))

    assert unmarked(shown) - unmarked(left) == set()
    assert not [line for line in left if re.search(r"▨ [1-9]|\(eksempeldata\)", line)]
