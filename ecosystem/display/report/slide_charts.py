"""Charts that PowerPoint draws by itself, so that a reader can change them."""

from typing import Final

from ecosystem.display.documents.powerpoint import FONT, Drawn
from ecosystem.display.report.native_charts import NativeChart

COLOURS: Final = ("0059B3", "B35900", "5C6874", "00204D")
TEXT_PT: Final = 12


def add_chart(
    slide: Drawn, chart: NativeChart, alt: str, area: tuple[float, float, float, float]
) -> None:
    """Add a native chart to a slide.

    Args:
        slide: Where it is drawn.
        chart: Its data.
        alt: The alternative text.
        area: Left, top, width and height in inches.
    """
    from pptx.enum.chart import XL_CHART_TYPE
    from pptx.util import Inches

    is_bars = chart.kind == "bars"
    kind = XL_CHART_TYPE.BAR_CLUSTERED if is_bars else XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS
    data = _bars(chart) if is_bars else _lines(chart)
    frame = slide.shapes.add_chart(kind, *map(Inches, area), data)
    frame._element.nvGraphicFramePr.cNvPr.set("descr", alt)
    _style(frame.chart, chart)


def _bars(chart: NativeChart) -> Drawn:
    from pptx.chart.data import CategoryChartData

    data: Drawn = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = chart.categories
    for name, values in chart.series:
        data.add_series(name, values)
    return data


def _lines(chart: NativeChart) -> Drawn:
    from pptx.chart.data import XyChartData

    data: Drawn = XyChartData()  # type: ignore[no-untyped-call]
    for name, points in chart.series:
        series = data.add_series(name)
        for point in points:
            if isinstance(point, tuple):
                series.add_data_point(*point)
    return data


def _style(drawn: Drawn, chart: NativeChart) -> None:
    from pptx.dml.color import RGBColor
    from pptx.enum.chart import XL_LEGEND_POSITION
    from pptx.util import Pt

    drawn.font.size, drawn.font.name = Pt(TEXT_PT), FONT
    drawn.has_legend = len(chart.series) > 1
    if drawn.has_legend:
        drawn.legend.position = XL_LEGEND_POSITION.BOTTOM
        drawn.legend.include_in_layout = False
    for axis, title in (
        (drawn.category_axis, chart.x_title),
        (drawn.value_axis, chart.y_title),
    ):
        axis.has_title = bool(title)
        if title:
            axis.axis_title.text_frame.text = title
    for series, colour in zip(drawn.plots[0].series, COLOURS, strict=False):
        fill = series.format.fill if chart.kind == "bars" else series.format.line
        if chart.kind == "bars":
            fill.solid()
            fill.fore_color.rgb = RGBColor.from_string(colour)  # type: ignore[no-untyped-call]
        else:
            fill.color.rgb = RGBColor.from_string(colour)  # type: ignore[no-untyped-call]
