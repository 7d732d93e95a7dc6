"""How every chart looks: colours, fonts, the sizes of a medium, and the axes they share."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from ecosystem.display.figures.records import (
    Estimate,
    Figure,
    NativeChart,
    RankRange,
    Series,
    Words,
)
from ecosystem.display.wording import Language

if TYPE_CHECKING:
    import altair as alt

    Chart: TypeAlias = alt.Chart | alt.LayerChart | alt.FacetChart | alt.VConcatChart

Medium = Literal["slide", "paper", "screen"]
GROUND: Final = "#F6F8FA"
PRIMARY: Final = "#0059B3"
MUTED: Final = "#5C6874"
INK: Final = "#1A1A1A"
BORDER: Final = "#DFE5EB"
MARGIN: Final = "#DCE6F0"
PALETTE: Final = (PRIMARY, "#B35900", "#54278F", MUTED)
"""Colours of series, in their order; a curve has a dash of its own as well."""
DASHES: Final = ([1, 0], [7, 3], [2, 2], [9, 3, 2, 3])
BANDS: Final = ("#DCE6F0", "#F1F2F4", "#FFF3D6")
FONT: Final = "IBM Plex Sans, Arial, sans-serif"
_LOCALES: Final[Mapping[Language, dict[str, str | list[int] | list[str]]]] = {
    "da": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " kr."]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["DKK ", ""]},
}


@dataclass(frozen=True, slots=True)
class Look:
    """Sizes of a medium: its width and the height of a chart, of a row, and of text."""

    width: int
    height: int
    row: int
    labels: int
    small: int


LOOKS: Final[Mapping[Medium, Look]] = {
    "slide": Look(width=860, height=360, row=30, labels=230, small=12),
    "paper": Look(width=470, height=230, row=20, labels=150, small=9),
    "screen": Look(width=760, height=340, row=28, labels=200, small=13),
}
"""A slide is 13.3 inches wide and paper 21 centimetres, less their edges."""


def data_of(rows: Sequence[Mapping[str, object]]) -> "alt.Data":
    """Return rows as the data of a chart, in their order."""
    import altair as alt

    return alt.Data(values=[dict(row) for row in rows])  # type: ignore[no-untyped-call]


def rows_height(look: Look, rows: Sequence[object]) -> int:
    """Return the height of a chart with a line for each row."""
    return look.row * max(1, len(rows))


def labelled(look: Look, labels: Sequence[str]) -> "alt.Y":
    """Return the rows of a chart by name, each shown; long names are cut at the figures' room."""
    import altair as alt

    axis = alt.Axis(labelLimit=look.labels, ticks=False, domain=False, labelPadding=8)
    scale = alt.Scale(domain=list(dict.fromkeys(labels)))
    return alt.Y("label:N", sort=None, title=None, axis=axis, scale=scale)


def amounts(values: Sequence[float | None]) -> "alt.Axis":
    """Return an axis of amounts, without decimals where all of them are whole."""
    import altair as alt

    is_whole = all(value is None or float(value).is_integer() for value in values)
    return alt.Axis(tickMinStep=1, format=",d") if is_whole else alt.Axis()


_PERCENT: Final[Mapping[Language, str]] = {"da": "\N{NO-BREAK SPACE}%", "en": "%"}


def share_axis(language: Language) -> "alt.Axis":
    """Return an axis of shares: 24 % in Danish, 24% in English."""
    import altair as alt

    return alt.Axis(labelExpr=_percent(language))


def _percent(language: Language) -> str:
    return f"format(datum.value * 100, ',.0f') + '{_PERCENT[language]}'"


def side_width(look: Look) -> float:
    """Return how wide the axis of a chart in two parts is, so that the parts line up."""
    return look.labels * 0.6


def side_share_axis(look: Look, language: Language) -> "alt.Axis":
    """Return the axis of shares beside the upper part of a chart in two parts."""
    import altair as alt

    wide = side_width(look)
    return alt.Axis(minExtent=wide, maxExtent=wide, titlePadding=4, labelExpr=_percent(language))


def side_name_axis(look: Look) -> "alt.Axis":
    """Return the axis of names beside the lower part, its title above them."""
    import altair as alt

    wide = side_width(look)
    return alt.Axis(
        minExtent=wide,
        maxExtent=wide,
        labelLimit=wide,
        labelPadding=3 * look.small,
        ticks=False,
        domain=False,
        grid=False,
        titlePadding=4,
        titleAngle=0,
        titleAlign="right",
        titleAnchor="start",
        titleY=-4,
    )


def colours(names: Sequence[str], symbol: str = "stroke") -> "alt.Color":
    """Return the colours of series, in their order, with a legend where there are several."""
    import altair as alt

    scale = alt.Scale(domain=list(names), range=list(PALETTE[: len(names)]))
    shown = alt.Legend(
        orient="top", title=None, symbolType=symbol, symbolOpacity=1, symbolStrokeWidth=3
    )
    legend = shown if len(names) > 1 else None
    return alt.Color("series:N", scale=scale, sort=list(names), legend=legend)


def dashes(names: Sequence[str]) -> "alt.StrokeDash":
    """Return the dashes of series, so that curves are told apart without colours."""
    import altair as alt

    scale = alt.Scale(domain=list(names), range=list(DASHES[: len(names)]))
    legend = alt.Legend(orient="top", title=None) if len(names) > 1 else None
    return alt.StrokeDash("series:N", scale=scale, sort=list(names), legend=legend)


def native_chart(
    kind: Literal["bar", "column"],
    records: Sequence[Estimate] | Sequence[RankRange],
    columns: Sequence[tuple[str, str]],
) -> NativeChart:
    """Return records as series; one without any value, such as no interval at all, is left out."""
    values = [(name, tuple(getattr(r, column) for r in records)) for column, name in columns]
    some = [Series(name, v) for name, v in values if any(one is not None for one in v)]
    return NativeChart(kind, tuple(r.label for r in records), tuple(some))


def native_by_number(
    kind: Literal["line", "scatter"],
    categories: Sequence[float],
    values: Sequence[tuple[str, Mapping[float, float]]],
) -> NativeChart:
    """Return curves as series; a category that a curve has no point at is not known."""
    series = tuple(Series(name, tuple(map(known.get, categories))) for name, known in values)
    return NativeChart(kind, tuple(f"{category:g}" for category in categories), series)


def finish(words: Words, chart: "Chart", look: Look, native: NativeChart) -> Figure:
    """Set fonts, sizes and the language's numbers; the whole picture is as wide as its medium."""
    import altair as alt

    drawn = (
        chart.configure(font=FONT, background=GROUND, locale={"number": _LOCALES[words.language]})
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=look.small,
            titleFontSize=look.small,
            labelColor=INK,
            titleColor=MUTED,
            titleFontWeight="normal",
            gridColor=BORDER,
            domainColor=MUTED,
        )
        .configure_legend(
            labelFontSize=look.small,
            titleFontSize=look.small,
            labelColor=INK,
            labelLimit=look.labels,
        )
        .configure_text(fontSize=look.small)
        .properties(padding=look.small, description=words.alt)
    )
    if not isinstance(drawn, alt.VConcatChart):
        drawn = drawn.properties(autosize={"type": "fit-x", "contains": "padding"})
    return Figure(title=words.title, alt=words.alt, chart=drawn.to_json(), native=native)
