"""What a figure is drawn from, and what it gives: its finding, its picture and its figures."""

from dataclasses import dataclass
from typing import Literal

from ecosystem.display.rendering import FINE, vegalite_png, vegalite_svg
from ecosystem.display.wording import Language


@dataclass(frozen=True, slots=True)
class Series:
    """Values of a native chart, one a category; ``None``: not known."""

    name: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class NativeChart:
    """The figures of a chart as a slide or a sheet holds them."""

    kind: Literal["line", "bar", "column", "scatter"]
    categories: tuple[str, ...]
    series: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart with its finding, its alternative text and its figures."""

    title: str
    alt: str
    chart: str
    """Vega-Lite, as JSON."""
    native: NativeChart

    def svg(self) -> str:
        """Return the picture as SVG.

        Raises:
            EcosystemError: The picture cannot be drawn.
        """
        return vegalite_svg(self.chart)

    def png(self, scale: float = FINE) -> bytes:
        """Return the picture as PNG.

        Raises:
            EcosystemError: The picture cannot be drawn.
        """
        return vegalite_png(self.chart, scale)


@dataclass(frozen=True, slots=True)
class Words:
    """What a figure says: its finding, its alternative text, and what its axes count."""

    title: str
    alt: str
    x: str = ""
    y: str = ""
    language: Language = "da"


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its interval, if it has one."""

    label: str
    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class LorenzLine:
    """A Lorenz curve: shares of those counted, the smallest first, and of what they have."""

    name: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """A survival curve from a day on, and how many are still at risk there."""

    days: float
    share: float
    low: float | None = None
    high: float | None = None
    at_risk: int | None = None


@dataclass(frozen=True, slots=True)
class Curve:
    """A curve of one group."""

    name: str
    points: tuple[CurvePoint, ...]


@dataclass(frozen=True, slots=True)
class RankRange:
    """Where something stands among others, between which ranks, and in which band."""

    label: str
    rank: float
    low: float
    high: float
    band: str
