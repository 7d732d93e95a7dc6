"""The charts themselves: from records to Vega-Lite and to the figures of a native chart."""

from collections.abc import Sequence
from typing import TypeAlias

from ecosystem.display.figures.looks import (
    BANDS,
    INK,
    LOOKS,
    MARGIN,
    MUTED,
    PRIMARY,
    Medium,
    amounts,
    colours,
    dashes,
    data_of,
    finish,
    labelled,
    native_by_number,
    native_chart,
    rows_height,
    share_axis,
    side_name_axis,
    side_share_axis,
    side_width,
)
from ecosystem.display.figures.records import (
    Curve,
    Estimate,
    Figure,
    LorenzLine,
    NativeChart,
    RankRange,
    Series,
    Words,
)
from ecosystem.display.wording import t

Rows: TypeAlias = list[dict[str, str | float | None]]


def dot_plot(
    words: Words,
    estimates: Sequence[Estimate],
    margin: tuple[float, float] | None = None,
    *,
    medium: Medium = "slide",
) -> Figure:
    """Draw estimates as dots with their intervals, one below the other.

    Args:
        words: ``x`` says what is counted.
        estimates: From the top; one without a value is named and has no dot.
        margin: Between which values a difference counts as none; drawn as a band.
        medium: Where it will stand.
    """
    import altair as alt

    look = LOOKS[medium]
    rows: Rows = [
        {"label": e.label, "value": e.value, "low": e.low, "high": e.high} for e in estimates
    ]
    y = labelled(look, [e.label for e in estimates])
    x = alt.X("value:Q", title=words.x, scale=alt.Scale(zero=True, nice=True))
    base = alt.Chart(data_of(rows)).encode(y=y)
    layers = [
        base.mark_rule(strokeWidth=3, color=MUTED).encode(x=alt.X("low:Q"), x2="high:Q"),
        base.mark_point(filled=True, size=6 * look.small, opacity=1, color=PRIMARY).encode(x=x),
    ]
    if margin is not None:
        band = alt.Chart(data_of([{"from": margin[0], "to": margin[1], "none": 0}]))
        zero = band.mark_rule(color=MUTED, strokeDash=[2, 2]).encode(x="none:Q")
        ground = band.mark_rect(color=MARGIN, opacity=1).encode(x="from:Q", x2="to:Q")
        layers = [ground, zero, *layers]
    chart = alt.layer(*layers).properties(width=look.width, height=rows_height(look, rows))
    native = native_chart("bar", estimates, _interval(words, "value"))
    return finish(words, chart, look, native)


def bars(words: Words, estimates: Sequence[Estimate], *, medium: Medium = "slide") -> Figure:
    """Draw amounts as bars to the right, with their intervals where they have one.

    Args:
        words: ``x`` says what is counted.
        estimates: From the top; amounts, none below 0.
        medium: Where it will stand.
    """
    import altair as alt

    look = LOOKS[medium]
    rows: Rows = [
        {"label": e.label, "value": e.value, "low": e.low, "high": e.high} for e in estimates
    ]
    y = labelled(look, [e.label for e in estimates])
    base = alt.Chart(data_of(rows)).encode(y=y)
    layers = [
        base.mark_bar(color=PRIMARY, size=look.row * 0.6).encode(
            x=alt.X("value:Q", title=words.x, axis=amounts([e.value for e in estimates]))
        ),
        base.mark_rule(strokeWidth=2, color=INK).encode(x=alt.X("low:Q"), x2="high:Q"),
    ]
    chart = alt.layer(*layers).properties(width=look.width, height=rows_height(look, rows))
    native = native_chart("bar", estimates, _interval(words, "value"))
    return finish(words, chart, look, native)


def grouped_bars(
    words: Words,
    categories: Sequence[str],
    series: Sequence[Series],
    *,
    medium: Medium = "slide",
) -> Figure:
    """Draw series beside each other in each category, such as a year.

    Args:
        words: ``x`` names the categories, ``y`` says what is counted.
        categories: From the left.
        series: At most four, each with a value for every category.
        medium: Where it will stand.
    """
    import altair as alt

    look = LOOKS[medium]
    rows: Rows = [
        {"category": category, "series": one.name, "value": value}
        for one in series
        for category, value in zip(categories, one.values, strict=True)
    ]
    names = [one.name for one in series]
    chart = (
        alt.Chart(data_of(rows))
        .mark_bar()
        .encode(
            x=alt.X("category:N", sort=None, title=words.x or None, axis=alt.Axis(labelAngle=0)),
            xOffset=alt.XOffset("series:N", sort=names),
            y=alt.Y(
                "value:Q", title=words.y, axis=amounts([v for one in series for v in one.values])
            ),
            color=colours(names, "square"),
        )
        .properties(width=look.width, height=look.height)
    )
    native = NativeChart("column", tuple(categories), tuple(series))
    return finish(words, chart, look, native)


def lorenz_curve(words: Words, lines: Sequence[LorenzLine], *, medium: Medium = "slide") -> Figure:
    """Draw how evenly something is shared: the further below the diagonal, the less evenly.

    Args:
        words: ``x`` and ``y`` say whose shares and of what.
        lines: At most four, each from (0, 0) to (1, 1).
        medium: Where it will stand.
    """
    import altair as alt

    look = LOOKS[medium]
    rows: Rows = [{"series": one.name, "x": x, "y": y} for one in lines for x, y in one.points]
    names = [one.name for one in lines]
    even = alt.Chart(data_of([{"x": 0, "y": 0}, {"x": 1, "y": 1}]))
    curves = alt.Chart(data_of(rows)).mark_line(strokeWidth=2.5, point=True)
    share = alt.Scale(domain=[0, 1])
    axis = share_axis(words.language)
    encoded = curves.encode(
        x=alt.X("x:Q", title=words.x, scale=share, axis=axis),
        y=alt.Y("y:Q", title=words.y, scale=share, axis=axis),
        color=colours(names),
        strokeDash=dashes(names),
    )
    diagonal = even.mark_line(color=MUTED, strokeWidth=1).encode(x="x:Q", y="y:Q")
    side = look.height
    chart = alt.layer(diagonal, encoded).properties(width=side * 1.3, height=side)
    categories = sorted({x for one in lines for x, _ in one.points})
    values = [(one.name, dict(one.points)) for one in lines]
    return finish(words, chart, look, native_by_number("scatter", categories, values))


def survival_curves(
    words: Words, curves: Sequence[Curve], at_risk: str, *, medium: Medium = "slide"
) -> Figure:
    """Draw which share has gone on by each day, with its interval, and how many are at risk.

    Args:
        words: ``x`` names the days, ``y`` the share.
        curves: At most four; a curve keeps its share until its next point.
        at_risk: What the rows of numbers below are called.
        medium: Where it will stand.
    """
    import altair as alt

    look = LOOKS[medium]
    rows: Rows = [
        {
            "series": one.name,
            "days": point.days,
            "share": point.share,
            "low": point.low,
            "high": point.high,
            "at_risk": point.at_risk,
        }
        for one in curves
        for point in one.points
    ]
    names = [one.name for one in curves]
    data = alt.Chart(data_of(rows)).encode(color=colours(names))
    x = alt.X("days:Q", title=words.x, scale=alt.Scale(zero=True, nice=False, padding=look.small))
    y = alt.Y(
        "share:Q",
        title=words.y,
        scale=alt.Scale(zero=True),
        axis=side_share_axis(look, words.language),
    )
    shade = data.mark_area(opacity=0.15, interpolate="step-after").encode(
        x=x, y="low:Q", y2="high:Q"
    )
    line = data.mark_line(strokeWidth=2.5, interpolate="step-after").encode(
        x=x, y=y, strokeDash=dashes(names)
    )
    width = look.width - side_width(look) - 7 * look.small
    below = look.row * (len(curves) + 3) if medium == "slide" else 0
    top = alt.layer(shade, line).properties(width=width, height=look.height - below)
    numbers = (
        data.transform_filter("datum.at_risk !== null")
        .mark_text(fontSize=look.small)
        .encode(
            x=alt.X("days:Q", axis=None, scale=alt.Scale(padding=look.small)),
            y=alt.Y("series:N", sort=names, title=at_risk, axis=side_name_axis(look)),
            text=alt.Text("at_risk:Q", format=","),
        )
        .properties(width=width, height=look.row * max(1, len(curves)))
    )
    chart = alt.vconcat(top, numbers, spacing=look.small).resolve_scale(x="shared")
    categories = sorted({point.days for one in curves for point in one.points})
    values = [(one.name, {point.days: point.share for point in one.points}) for one in curves]
    return finish(words, chart, look, native_by_number("line", categories, values))


def rank_ranges(words: Words, ranges: Sequence[RankRange], *, medium: Medium = "slide") -> Figure:
    """Draw between which ranks each stands, on the ground of its band.

    Args:
        words: ``x`` names the ranks; 1 stands to the left.
        ranges: From the top.
        medium: Where it will stand.
    """
    import altair as alt

    look = LOOKS[medium]
    last = max((one.high for one in ranges), default=1)
    rows: Rows = [
        {
            "label": one.label,
            "rank": one.rank,
            "low": one.low,
            "high": one.high,
            "band": one.band,
            "left": 0.5,
            "right": last + 0.5,
        }
        for one in ranges
    ]
    bands = list(dict.fromkeys(one.band for one in ranges))
    y = labelled(look, [one.label for one in ranges])
    scale = alt.Scale(domain=[0.5, last + 0.5], nice=False)
    axis = alt.Axis(values=list(range(1, int(last) + 1)), format="d", grid=False)
    base = alt.Chart(data_of(rows)).encode(y=y)
    colour = alt.Scale(domain=bands, range=list(BANDS[: len(bands)]))
    legend = alt.Legend(orient="top", title=None)
    ground = base.mark_rect().encode(
        x=alt.X("left:Q", scale=scale, title=words.x, axis=axis),
        x2="right:Q",
        color=alt.Color("band:N", scale=colour, sort=bands, legend=legend),
    )
    span = base.mark_rule(strokeWidth=4, color=PRIMARY).encode(x="low:Q", x2="high:Q")
    dot = base.mark_point(
        shape="diamond", filled=True, size=8 * look.small, opacity=1, color=INK
    ).encode(x="rank:Q")
    chart = alt.layer(ground, span, dot).properties(
        width=look.width, height=rows_height(look, rows)
    )
    native = native_chart("bar", ranges, _interval(words, "rank"))
    return finish(words, chart, look, native)


def _interval(words: Words, column: str) -> tuple[tuple[str, str], ...]:
    """Return the columns of an estimate and its interval, and what they are called."""
    low, high = (t(key, words.language) for key in ("figures.low", "figures.high"))
    return (column, words.x), ("low", low), ("high", high)
