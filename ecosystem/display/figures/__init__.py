"""The charts of every page, slide and report, drawn from small records in one manner.

A figure is made once, for a medium: a slide, paper or the screen. It gives its picture as SVG and
PNG, its alternative text, and its figures as categories and series for a native chart of
PowerPoint. One pixel of a slide or of paper is one point there, so that the smallest text has 12
points on a slide and 9 on paper. All words come from whoever asks, in the reader's language.
"""

from ecosystem.display.figures.charts import (
    bars,
    dot_plot,
    grouped_bars,
    lorenz_curve,
    rank_ranges,
    survival_curves,
)
from ecosystem.display.figures.looks import LOOKS, Medium
from ecosystem.display.figures.records import (
    Curve,
    CurvePoint,
    Estimate,
    Figure,
    LorenzLine,
    NativeChart,
    RankRange,
    Series,
    Words,
)

__all__ = [
    "LOOKS",
    "Curve",
    "CurvePoint",
    "Estimate",
    "Figure",
    "LorenzLine",
    "Medium",
    "NativeChart",
    "RankRange",
    "Series",
    "Words",
    "bars",
    "dot_plot",
    "grouped_bars",
    "lorenz_curve",
    "rank_ranges",
    "survival_curves",
]
