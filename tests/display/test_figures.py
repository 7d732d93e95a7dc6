"""The charts of pages, slides and reports: one look, an alternative text, and their own figures."""

import json
from xml.etree import ElementTree as ET

import pytest

from ecosystem.display.figures import (
    LOOKS,
    Curve,
    CurvePoint,
    Estimate,
    LorenzLine,
    RankRange,
    Series,
    Words,
    bars,
    dot_plot,
    grouped_bars,
    lorenz_curve,
    rank_ranges,
    survival_curves,
)

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = "<script>x</script> & \x00 'A'"
LEAST = {"slide": 11, "paper": 9, "screen": 12}
"""Points on a slide and on paper, pixels on the screen."""


def words(language="da"):
    """Words that stand on any figure."""
    return Words(
        "Klynger når flere nye", "Alt: " + HOSTILE, x="Andel", y="Antal", language=language
    )


ESTIMATES = (
    Estimate("Førstegangsdeltagere", 5.25, 1, 9),
    Estimate(HOSTILE, -2),
    Estimate("Ikke kendt", None),
)
CURVES = (
    Curve("Klynge", (CurvePoint(0, 0, at_risk=1200), CurvePoint(365, 0.25, 0.2, 0.3, 900))),
    Curve("Andre", (CurvePoint(0, 0, at_risk=80), CurvePoint(730, 0.5, 0.4, 0.6, 7))),
)
LINES = (
    LorenzLine("Projekter", ((0, 0), (0.5, 0.25), (1, 1))),
    LorenzLine("Kr.", ((0, 0), (1, 1))),
)
RANGES = (RankRange("Branding", 1, 1, 3, "A"), RankRange(HOSTILE, 2, 1, 4, "B"))
YEARS = (Series("EU", (1.5, None)), Series("Stat", (2, 3)))
FIGURES = {
    "dot_plot": lambda **look: dot_plot(words(), ESTIMATES, (-3, 3), **look),
    "bars": lambda **look: bars(words(), ESTIMATES, **look),
    "years": lambda **look: grouped_bars(words(), ("2019", "2020"), YEARS, **look),
    "lorenz": lambda **look: lorenz_curve(words(), LINES, **look),
    "survival": lambda **look: survival_curves(words(), CURVES, "I risiko", **look),
    "ranks": lambda **look: rank_ranges(words(), RANGES, **look),
}
PLOTTED = {
    "dot_plot": ("label", None, "value"),
    "bars": ("label", None, "value"),
    "years": ("category", "series", "value"),
    "lorenz": ("x", "series", "y"),
    "survival": ("days", "series", "share"),
    "ranks": ("label", None, "rank"),
}
"""Where each chart has its category, its series and its value."""


def rows_of(value):
    """Every row of data anywhere in a chart."""
    if isinstance(value, dict):
        yield from value.get("values", []) if isinstance(value.get("values"), list) else []
        for part in value.values():
            yield from rows_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from rows_of(part)


@pytest.mark.parametrize("name", FIGURES)
def test_the_native_chart_holds_what_is_drawn(name):
    """A slide's own chart and its picture show the same figures."""
    figure = FIGURES[name]()
    category, series, value = PLOTTED[name]
    first = figure.native.series[0].name
    drawn = {
        (row[category] if isinstance(row[category], str) else f"{row[category]:g}",
         row[series] if series else first, row[value])
        for row in rows_of(json.loads(figure.chart))
        if isinstance(row, dict) and category in row and (series is None or series in row)
    }  # fmt: skip
    several = figure.native.series if series else figure.native.series[:1]
    native = {
        (at, one.name, number)
        for one in several
        for at, number in zip(figure.native.categories, one.values, strict=True)
    }
    known = {cell for cell in drawn if cell[2] is not None}

    assert known
    assert {cell for cell in native if cell[2] is not None} == known


@pytest.mark.parametrize("medium", LOOKS)
@pytest.mark.parametrize("name", FIGURES)
def test_text_can_be_read_and_nothing_is_wider_than_its_medium(name, medium):
    """Eleven points on a slide, nine on paper."""
    root = ET.fromstring(FIGURES[name](medium=medium).svg())
    sizes = [float(text.get("font-size").removesuffix("px")) for text in root.iter(SVG + "text")]
    families = {text.get("font-family") for text in root.iter(SVG + "text")}

    assert min(sizes) >= LEAST[medium]
    assert float(root.get("width")) <= LOOKS[medium].width + 1
    assert families == {"IBM Plex Sans, Arial, sans-serif"}


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_is_made_twice_alike_and_says_what_it_shows(name):
    """The same bytes; the finding and the alternative text beside them."""
    figure, again = FIGURES[name](), FIGURES[name]()

    assert figure == again
    assert figure.svg() == again.svg()
    assert "<script" not in figure.svg()
    assert (figure.title, figure.alt) == (words().title, words().alt)
    assert figure.png(1).startswith(b"\x89PNG")


def test_what_is_not_known_is_named_and_has_no_dot():
    """A measure without a figure keeps its row; the native chart leaves its cell empty."""
    figure = dot_plot(words(), ESTIMATES)
    assert "Ikke kendt" in figure.svg()
    assert figure.native.series[0].values == (5.25, -2, None)
    assert figure.native.series[1] == Series("nedre grænse", (1, None, None))


def test_a_chart_without_intervals_has_no_empty_series():
    """Bars of counts have one series."""
    assert len(bars(words(), [Estimate("CLEAN", 3)]).native.series) == 1


@pytest.mark.parametrize(
    ("language", "share", "at_risk"),
    [("da", "20\N{NO-BREAK SPACE}%", "1.200"), ("en", "20%", "1,200")],
)
def test_numbers_are_written_as_the_language_writes_them(language, share, at_risk):
    """Also the numbers at risk below the curves."""
    texts = "\n".join(
        ET.fromstring(survival_curves(words(language), CURVES, "I risiko").svg()).itertext()
    )
    assert share in texts
    assert at_risk in texts


def test_curves_with_four_lines_at_risk_are_read_on_a_slide():
    """They are not so high that the slide shrinks their text: at least ten points."""
    curves = [Curve(f"Gruppe {n}", CURVES[0].points) for n in range(4)]
    root = ET.fromstring(survival_curves(words(), curves, "I risiko", medium="slide").svg())
    scale = min(12.1 * 72 / float(root.get("width")), 5.4 * 72 / float(root.get("height")))
    assert scale * LOOKS["slide"].small >= 10
