"""Charts that PowerPoint draws by itself, so that a reader can change them."""

from typing import Final

from ecosystem.display.documents.powerpoint import FONT, Drawn
from ecosystem.display.figures import NativeChart

COLOURS: Final = ("0059B3", "B35900", "54278F", "5C6874")
TEXT_PT: Final = 12
NATIVE: Final = ("column", "scatter")
"""Kinds that say the same as the picture; an interval or a step would be lost in the others."""


def add_chart(
    slide: Drawn, chart: NativeChart, alt: str, area: tuple[float, float, float, float]
) -> None:
    """Add a native chart to a slide.

    Args:
        slide: Where it is drawn.
        chart: Its figures.
        alt: The alternative text.
        area: Left, top, width and height in inches.
    """
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    is_columns = chart.kind == "column"
    kind = XL_CHART_TYPE.COLUMN_CLUSTERED if is_columns else XL_CHART_TYPE.XY_SCATTER_LINES
    data = _columns(chart) if is_columns else _lines(chart)
    frame = slide.shapes.add_chart(kind, *map(Inches, area), data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    _style(frame.chart, chart)


def _columns(chart: NativeChart) -> Drawn:
    from pptx.chart.data import CategoryChartData

    data: Drawn = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = chart.categories
    for series in chart.series:
        data.add_series(series.name, series.values)
    return data


def _lines(chart: NativeChart) -> Drawn:
    from pptx.chart.data import XyChartData

    data: Drawn = XyChartData()  # type: ignore[no-untyped-call]
    for series in chart.series:
        points = data.add_series(series.name)
        for x, y in zip(chart.categories, series.values, strict=True):
            if y is not None:
                points.add_data_point(float(x), y)
    return data


def _style(drawn: Drawn, chart: NativeChart) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_LEGEND_POSITION
    from pptx.util import Pt

    drawn.font.size, drawn.font.name = Pt(TEXT_PT), FONT
    drawn.has_title = False
    drawn.has_legend = len(chart.series) > 1
    if drawn.has_legend:
        drawn.legend.position = XL_LEGEND_POSITION.BOTTOM
        drawn.legend.include_in_layout = False
    if chart.kind == "scatter":
        _share_axes(drawn)
    for series, name in zip(drawn.plots[0].series, COLOURS, strict=False):
        colour = RGBColor.from_string(name)  # type: ignore[no-untyped-call]
        if chart.kind == "column":
            series.format.fill.solid()
            series.format.fill.fore_color.rgb = colour
        else:
            series.format.line.color.rgb = colour
            series.smooth = False


def _share_axes(drawn: Drawn) -> None:
    """Let both axes go from nothing to all, in per cent: what is drawn so are shares of a whole."""
    for axis in (drawn.category_axis, drawn.value_axis):
        axis.minimum_scale, axis.maximum_scale, axis.major_unit = 0, 1, 0.2
        axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "0 %", False
        axis.has_major_gridlines = False
