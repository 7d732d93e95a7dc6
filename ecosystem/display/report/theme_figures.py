"""Figures of the theme report, each from the answer's own figures; one without data is left out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from ecosystem.briefings.theme.journeys import HORIZONS, GroupOfJourneys
from ecosystem.briefings.theme.report import ThemeReportBriefing
from ecosystem.briefings.theme.system import SystemBriefing
from ecosystem.display.figures import (
    Curve,
    CurvePoint,
    Estimate,
    Figure,
    LorenzLine,
    Medium,
    RankRange,
    Words,
    dot_plot,
    lorenz_curve,
    rank_ranges,
    survival_curves,
)
from ecosystem.display.report.blocks import Drawing
from ecosystem.display.report.document_nodes import Node, node_at, points_at, rows_at, text_at
from ecosystem.display.report.document_nodes import value_at as value
from ecosystem.display.report.theme_tables import group_name
from ecosystem.display.wording import Language, t
from ecosystem.display.wording.formats import number
from ecosystem.model.analysis import Part, PartState

MOST_SERIES: Final = 4
_EVERYBODY: Final = "all"
_CLUSTER: Final = "cluster"
_POINTS: Final = "share"
_UP: Final = {"lorenz": "paper.figure.lorenz.y", "journeys": "paper.figure.journeys.y"}
"""What the upward axis counts, where there is one."""


@dataclass(frozen=True)
class ThemeFigures:
    """Draw the figures of a theme analysis for a medium."""

    briefing: ThemeReportBriefing
    document: Node
    language: Language
    medium: Medium

    @property
    def _parts(self) -> Node:
        return node_at(self.document, "parts")

    def lorenz(self) -> list[Drawing]:
        """Return how unevenly projects lie on clusters, a curve a period."""
        periods = rows_at(self._parts, "concentration", "periods")
        lines = [
            LorenzLine(self._period(period), tuple(points_at(period, "projects", "lorenz")))
            for period in periods
            if value(period, "projects", "total")
        ][:MOST_SERIES]
        if not lines:
            return []
        said = "; ".join(
            self._t("paper.figure.lorenz.line", period=self._period(period), gini=gini)
            for period in periods
            if (gini := value(period, "projects", "gini")) is not None
        )
        return self._drawn("lorenz", said, lambda words: lorenz_curve(words, lines, **self._on))

    def differences(self) -> list[Drawing]:
        """Return the differences of shares between clusters' participants and others."""
        rows = [
            row
            for row in rows_at(self._parts, "participants", "compare")
            if row.get("state") == PartState.COMPUTED.value and row.get("unit") == _POINTS
        ]
        if not rows:
            return []
        estimates = [
            Estimate(self._measure(row), *(_in_points(row, name) for name in _INTERVAL))
            for row in rows
        ]
        margin = value(self.document, "parameters", "margin_points") or 0
        said = "; ".join(map(self._estimate, estimates))
        return self._drawn(
            "differences",
            said,
            lambda words: dot_plot(words, estimates, (-margin, margin), **self._on),
            margin=margin,
        )

    def journeys(self) -> list[Drawing]:
        """Return how large a share has gone on, month by month, and how many are at risk."""
        known = [one for one in self.briefing.curves if one.organisations]
        apart = sorted(
            (one for one in known if one.group != _EVERYBODY), key=lambda one: one.group != _CLUSTER
        )
        groups = (apart if len(apart) > 1 else known)[:MOST_SERIES]
        if not groups:
            return []
        curves = [Curve(group_name(one.group, self.language), _points(one)) for one in groups]
        said = "; ".join(self._journey(one) for one in groups)
        at_risk = self._t("paper.figure.at_risk")
        return self._drawn(
            "journeys", said, lambda words: survival_curves(words, curves, at_risk, **self._on)
        )

    def ranks(self) -> list[Drawing]:
        """Return the places that each need may take, in its band."""
        ranked = [
            (place, row)
            for place, row in enumerate(rows_at(self._parts, "needs", "needs"), 1)
            if value(row, "rank_low") is not None and value(row, "rank_high") is not None
        ]
        if not ranked:
            return []
        ranges = [
            RankRange(
                self.need(row),
                place,
                value(row, "rank_low") or place,
                value(row, "rank_high") or place,
                self._t("paper.figure.band", band=text_at(row, "band") or "–"),
            )
            for place, row in ranked
        ]
        said = "; ".join(
            self._t("paper.figure.rank", need=one.label, low=one.low, high=one.high)
            for one in ranges
        )
        return self._drawn("ranks", said, lambda words: rank_ranges(words, ranges, **self._on))

    def system(self) -> list[Drawing]:
        """Return who does what in the system, lying where it is drawn for slides."""
        from ecosystem.display.system_figure import system_alt, system_figure

        answer = self.briefing.analysis.parts.get(Part.SYSTEM)
        system = None if answer is None else answer.content
        if not isinstance(system, SystemBriefing):
            return []
        is_slide = self.medium == "slide"
        svg = system_figure(system, self.language, "lying" if is_slide else "upright").encode()
        title = self._t("paper.figure.system")
        return [Drawing(title, system_alt(system, self.language), svg, is_dense=is_slide)]

    def need(self, row: Node) -> str:
        """Return the name of a need."""
        need_id = text_at(row, "need_id") or "–"
        names = self.briefing.need_names.get(need_id, (need_id, need_id))
        return names[0 if self.language == "da" else 1]

    # --- words and building -----------------------------------------------------------------

    @property
    def _on(self) -> dict[str, Medium]:
        return {"medium": self.medium}

    def _t(self, key: str, **values: object) -> str:
        return t(key, self.language, **values)

    def _period(self, period: Node) -> str:
        return text_at(period, "period") or self._t("paper.period.unknown")

    def _measure(self, row: Node) -> str:
        return self._t(f"paper.measure.{text_at(row, 'measure')}")

    def _estimate(self, one: Estimate) -> str:
        figures = {name: getattr(one, name) for name in _ENDS}
        return self._t("paper.figure.estimate", label=one.label, **figures)

    def _journey(self, group: GroupOfJourneys) -> str:
        shares = {one.days: one.share for one in group.km}
        after = [
            number(100 * share, self.language, 1)
            for days in HORIZONS
            if (share := shares.get(days)) is not None
        ]
        name = group_name(group.group, self.language)
        return self._t("paper.figure.journey", group=name, shares=", ".join(after))

    def _drawn(
        self, name: str, said: str, draw: Callable[[Words], Figure], **values: object
    ) -> list[Drawing]:
        """Return a figure with its title, its alternative text and the words of its axes."""
        title = self._t(f"paper.figure.{name}", **values)
        words = Words(
            title=title,
            alt=f"{title}. {said}.",
            x=self._t(f"paper.figure.{name}.x"),
            y=self._t(_UP[name]) if name in _UP else "",
            language=self.language,
        )
        figure = draw(words)
        return [Drawing(title, figure.alt, figure.svg().encode(), figure.native)]


_INTERVAL: Final = ("difference", "low", "high")
_ENDS: Final = ("value", "low", "high")


def _in_points(row: Node, name: str) -> float | None:
    """Return a difference of shares in percentage points."""
    share = value(row, name)
    return None if share is None else 100 * share


def _points(group: GroupOfJourneys) -> tuple[CurvePoint, ...]:
    """Return the points of a curve; who is at risk is told at the start and at whole years."""
    start = CurvePoint(0, 0, 0, 0, group.organisations)
    rest: Sequence[CurvePoint] = [
        CurvePoint(
            one.days, one.share, one.low, one.high, one.at_risk if one.days in HORIZONS else None
        )
        for one in group.km
        if one.share is not None
    ]
    return (start, *rest)
