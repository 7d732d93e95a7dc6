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
from ecosystem.display.report.slides import TEXT_WIDE, room_under
from ecosystem.display.system_figure import system_alt, system_figure, system_picture
from ecosystem.display.system_figure.forms import FORMS
from ecosystem.display.system_figure.layout import MOST_FLOWS, ROWS
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
        return [
            text_box(element, float(root.get("font-size"))) for element in root.iter(SVG + "text")
        ]
    sides = [[float(e.get(k)) for k in ("x", "y", "width", "height")]
             for e in root.iter(SVG + "rect") if e.get("x")]  # fmt: skip
    return [(x, y, x + width, y + height) for x, y, width, height in sides]


def text_box(element: ET.Element, small: float) -> tuple[float, float, float, float]:
    """What a line of text covers, by the measures of its font."""
    size = float(element.get("font-size", small))
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


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", SYSTEMS)
def test_no_text_runs_over_another_or_out_of_its_box(name, language, form):
    """Measured by the font, at 1,200 pixels."""
    root = ET.fromstring(system_figure(SYSTEMS[name], language, form))
    texts, frames = boxes(root, "text"), boxes(root, "rect")
    page = (0, 0, float(root.get("width")), float(root.get("height")))

    assert page[2] == 1200
    assert all(holds(page, text) for text in texts)
    assert [pair for pair in combinations(texts, 2) if overlap(*pair)] == []
    assert [(f, t) for f in frames for t in texts if overlap(f, t) and not holds(f, t)] == []


@pytest.mark.parametrize(("form", "least"), [("upright", 15), ("lying", 14)])
@pytest.mark.parametrize("name", SYSTEMS)
def test_no_text_is_smaller_than_its_form_promises(name, form, least):
    """A pixel is three quarters of a point where the picture is as wide as a slide's text."""
    root = ET.fromstring(system_figure(SYSTEMS[name], form=form))
    small = float(root.get("font-size"))
    assert small == least
    assert all(float(text.get("font-size", small)) >= least for text in root.iter(SVG + "text"))


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("name", SYSTEMS)
def test_the_lying_form_stands_on_a_slide_with_ten_points(name, language):
    """However much the register holds: what does not fit is told of together."""
    root = ET.fromstring(system_figure(SYSTEMS[name], language, "lying"))
    room = room_under("6 Infrastrukturen") - 0.1
    scale = min(TEXT_WIDE / float(root.get("width")), room / float(root.get("height")))
    assert 72 * scale * float(root.get("font-size")) >= 10


@pytest.mark.parametrize("language", ["da", "en"])
def test_both_forms_say_the_same_of_every_level(language):
    """The same numbers and names, the same alternative text; only what a layer does is left out."""
    forms = [ET.fromstring(system_figure(denmark(), language, form)) for form in FORMS]
    texts = [[e.text for e in root.iter(SVG + "text")] for root in forms]
    layers = [layer for level in denmark().levels for layer in level.layers]
    names = [layer.name_da if language == "da" else layer.name_en for layer in layers]

    assert [name for name in names if name not in " ".join(texts[1])] == []
    assert [root.find(SVG + "desc").text for root in forms] == [system_alt(denmark(), language)] * 2
    figures = [sorted(text for text in some if text.isdigit()) for some in texts]
    assert figures[0] == figures[1]


def test_what_does_not_fit_the_lying_form_is_told_of_together():
    """Two hundred layers: some are named, the rest counted with their actors."""
    assert "andre lag" in system_figure(SYSTEMS["200 layers"], "da", "lying")


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
