"""Figure 2, who does what: it says its finding, and no text runs over another or over its box."""

from datetime import date
from functools import cache
from itertools import combinations
from xml.etree import ElementTree as ET

import pytest
from PIL import ImageFont

from ecosystem import read_register
from ecosystem.briefings.theme.basis import ThemeBasis
from ecosystem.briefings.theme.system import (
    LayerAnswer,
    LevelAnswer,
    LevelFlow,
    SystemBriefing,
    brief_system,
)
from ecosystem.display.rendering.worker import FONTS
from ecosystem.display.system_figure import system_alt, system_figure, system_picture
from ecosystem.display.system_figure.layout import MOST_FLOWS, ROWS, SMALL
from ecosystem.display.system_figure.lettering import break_lines, text_width
from ecosystem.model.analysis import AnalysisParameters, AnalysisSettings, SystemLevel
from ecosystem.model.sentences import Sentence

DAY = date(2026, 11, 30)
SVG = "{http://www.w3.org/2000/svg}"
LONG = "Speciallægepraksisplanlægningsstabiliseringsperiodens erhvervsfremmekontaktpunkter"
HOSTILE = '<script>alert(1)</script> & "quoted" \u202e\x00 🙂 漢字'


@cache
def denmark(position: str | None = None) -> SystemBriefing:
    """Who does what in the shipped register."""
    asked = AnalysisParameters(position=position)
    return brief_system(ThemeBasis.of(read_register(), DAY, asked, AnalysisSettings()))


def a_layer(name: str, actors: int | None = 3) -> LayerAnswer:
    """A layer whose name and role are the same in both languages."""
    return LayerAnswer(
        layer_id="a", name_da=name, name_en=name, role_da=name, role_en=name,
        actors=actors, offers=0,
    )  # fmt: skip


def a_system(*layers: LayerAnswer, flows: tuple[LevelFlow, ...] = ()) -> SystemBriefing:
    """A system with the same layers on every level."""
    levels = tuple(
        LevelAnswer(level=level, name_da=LONG, name_en="Level", layers=layers)
        for level in SystemLevel
    )
    values = {"actors": 1_234_567, "levels": 8}
    finding = Sentence(key="system.finding.without", values=values)
    return SystemBriefing(
        levels=levels, matrix=(), flows=flows, on=DAY, finding=finding, has_links=True,
        position_da=LONG * 3, position_en=LONG * 3,
    )  # fmt: skip


EVERY_FLOW = tuple(
    LevelFlow(from_level=start, to_level=end, evidence=evidence, n=9_999)
    for start in SystemLevel
    for end in SystemLevel
    if start is not end
    for evidence in ("claimed", "agreed", "accepted")
)
SYSTEMS = {
    "no layers": a_system(),
    "none recorded": a_system(*(a_layer("Regionerne", None) for _ in range(3))),
    "long words": a_system(*(a_layer(LONG, 1_234_567) for _ in range(5))),
    "200 layers": a_system(*(a_layer(f"{LONG} {n}") for n in range(200))),
    "hostile": a_system(*(a_layer(HOSTILE * n) for n in range(1, 5))),
    "every flow": a_system(a_layer("Kommuner"), flows=EVERY_FLOW),
    "Denmark": denmark(),
    "one position": denmark("energiteknologi"),
}


# --- measuring -------------------------------------------------------------------------------


@cache
def font(size: float, weight: str) -> ImageFont.FreeTypeFont:
    """The font that the picture is drawn with."""
    return ImageFont.truetype(FONTS / f"ibm-plex-sans-{weight}.ttf", size)


def boxes(root: ET.Element, tag: str) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of every element of a sort."""
    if tag == "text":
        return [text_box(element) for element in root.iter(SVG + "text")]
    sides = [[float(e.get(k)) for k in ("x", "y", "width", "height")]
             for e in root.iter(SVG + "rect") if e.get("x")]  # fmt: skip
    return [(x, y, x + width, y + height) for x, y, width, height in sides]


def text_box(element: ET.Element) -> tuple[float, float, float, float]:
    """What a line of text covers, by the measures of its font."""
    size = float(element.get("font-size", SMALL))
    drawn = font(size, element.get("font-weight", "400"))
    x, y = float(element.get("x")), float(element.get("y"))
    return x, y - 0.78 * size, x + drawn.getlength(element.text or ""), y + 0.22 * size


def overlap(a, b) -> bool:
    """Two boxes share more than their sides."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def holds(outer, inner) -> bool:
    """One box lies in another."""
    return (
        outer[0] <= inner[0]
        and outer[1] <= inner[1]
        and inner[2] <= outer[2]
        and inner[3] <= outer[3]
    )


# --- what must hold --------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", SYSTEMS)
def test_no_text_runs_over_another_or_out_of_its_box(name, language):
    """Measured by the font, at 1,200 pixels."""
    root = ET.fromstring(system_figure(SYSTEMS[name], language))
    texts, frames = boxes(root, "text"), boxes(root, "rect")
    page = (0, 0, float(root.get("width")), float(root.get("height")))

    assert page[2] == 1200
    assert all(holds(page, text) for text in texts)
    assert [pair for pair in combinations(texts, 2) if overlap(*pair)] == []
    assert [(f, t) for f in frames for t in texts if overlap(f, t) and not holds(f, t)] == []


@pytest.mark.parametrize("name", SYSTEMS)
def test_no_text_is_smaller_than_on_a_slide(name):
    """Fifteen pixels are eleven points where the picture fills the width of a slide."""
    root = ET.fromstring(system_figure(SYSTEMS[name]))
    assert all(float(text.get("font-size", SMALL)) >= 15 for text in root.iter(SVG + "text"))


def test_the_title_and_the_alternative_text_say_the_finding():
    """Six hubs, 98 municipalities, 13 clusters; one cluster for one position."""
    finding = "6 erhvervshuse binder 98 kommuner til 13 klynger"
    assert f">{finding}</text>" in system_figure(denmark())
    assert system_alt(denmark()).startswith(f"{finding}. ")
    assert system_alt(denmark()) in system_figure(denmark())
    assert "to 1 cluster" in system_alt(denmark("energiteknologi"), "en")


def test_names_are_words_and_never_tags():
    """Whatever a layer is called, the picture has no script and can be drawn."""
    picture = system_figure(SYSTEMS["hostile"])
    assert "<script" not in picture
    assert system_picture(SYSTEMS["hostile"]).startswith(b"\x89PNG")


def test_the_same_system_gives_the_same_bytes():
    """A report that is made twice is the same report."""
    again = brief_system(
        ThemeBasis.of(read_register(), DAY, AnalysisParameters(), AnalysisSettings())
    )
    assert system_figure(again) == system_figure(denmark())
    assert system_picture(again) == system_picture(denmark())


def test_a_level_without_recorded_actors_says_so():
    """Not recorded is no zero: it has no number, and a dashed frame."""
    private = next(level for level in denmark().levels if level.level is SystemLevel.PRIVATE)
    root = ET.fromstring(system_figure(denmark()))
    dashed = [e for e in root.iter(SVG + "rect") if e.get("stroke-dasharray")]

    assert private.actors is None
    assert "Privat ikke registreret" in system_alt(denmark())
    assert len(dashed) == 5  # three private layers, the regions, the support function


def test_arrows_are_as_wide_as_their_flows_and_dashed_where_only_claimed():
    """Twice as many pairs, twice as wide; at least a line that can be seen."""
    up = {"from_level": SystemLevel.MUNICIPAL, "to_level": SystemLevel.CROSS_MUNICIPAL}
    flows = (
        LevelFlow(**up, evidence="claimed", n=100),
        LevelFlow(**up, evidence="accepted", n=50),
        LevelFlow(**up, evidence="agreed", n=1),
    )
    root = ET.fromstring(system_figure(a_system(a_layer("Kommuner"), flows=flows)))
    lines = [e for e in root.iter(SVG + "path") if "Q" in e.get("d") and e.get("stroke-width")]
    looks = {(e.get("stroke-width"), e.get("stroke-dasharray") is not None) for e in lines}

    assert looks == {("10.0", True), ("5.0", False), ("1.5", False)}


def test_flows_that_are_not_drawn_are_told():
    """The ten widest are drawn."""
    picture = system_figure(SYSTEMS["every flow"])
    left_out = 9_999 * (len(EVERY_FLOW) - MOST_FLOWS)
    assert f"{left_out:,} veje mere".replace(",", ".") in picture


def test_every_level_has_its_row():
    """The rows are the levels, each once."""
    assert sorted(ROWS) == sorted(SystemLevel)


@pytest.mark.parametrize("weight", ["400", "600"])
@pytest.mark.parametrize("text", [LONG, "Tværkommunale erhvervshuse", "98 MMWW ÆØÅ iil", "1.234"])
def test_a_text_is_reckoned_at_least_as_wide_as_it_is(text, weight):
    """What is reckoned to fit does fit."""
    assert text_width(text, 15, is_bold=weight == "600") >= 0.98 * font(15, weight).getlength(text)


def test_long_words_are_divided_and_long_texts_cut():
    """Nothing is lost without a sign."""
    assert break_lines("erhvervsfremmekontaktpunkt", 80, 15, 5) == (
        "erhvervsfr-", "emmekont-", "aktpunkt",
    )  # fmt: skip
    assert break_lines("et to tre", 20, 15, 1)[0].endswith("…")
