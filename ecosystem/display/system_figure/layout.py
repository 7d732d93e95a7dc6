"""Where the rows, the boxes and the arrows of figure 2 stand, in pixels of a picture 1,200 wide."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from typing import Final

from ecosystem.briefings.theme.system import LevelAnswer, LevelFlow, SystemBriefing
from ecosystem.display.system_figure.boxes import (
    SMALL_BOX,
    Box,
    grid_of_boxes,
    lines_needed,
    lines_of_boxes,
)
from ecosystem.display.system_figure.forms import LYING, UPRIGHT, WIDE, Form
from ecosystem.display.system_figure.lettering import text_width
from ecosystem.display.wording import Language
from ecosystem.display.wording.formats import number
from ecosystem.model.analysis import SystemLevel

MOST_FLOWS: Final = 10
"""Arrows of the picture, the widest; more are told of in words."""
PORT: Final = 9.0
"""How far two arrows at a row's side are apart at least, where the rows are low."""
MOST_HIGH: Final = 450.0
"""Height of the rows of the lying form: the picture fills a slide under its title."""
ROWS: Final = (
    SystemLevel.EU,
    SystemLevel.NATIONAL,
    SystemLevel.NATIONAL_SECTOR,
    SystemLevel.KNOWLEDGE,
    SystemLevel.REGIONAL,
    SystemLevel.PRIVATE,
    SystemLevel.CROSS_MUNICIPAL,
    SystemLevel.MUNICIPAL,
)
"""From the top; the firm stands below."""


@dataclass(frozen=True, slots=True)
class Row:
    """A level with its boxes."""

    level: SystemLevel
    name: str
    top: float
    height: float
    boxes: tuple[Box, ...]

    @property
    def is_band(self) -> bool:
        """It is the band of clusters across the system."""
        return self.level is SystemLevel.NATIONAL_SECTOR


@dataclass(frozen=True, slots=True)
class Arrow:
    """A flow from one row to another, in a lane of its own beside the rows."""

    start: tuple[float, float]
    end: tuple[float, float]
    lane: float
    width: float
    evidence: str
    figure: str
    figure_y: float
    """Where its number stands beside its line, clear of the lines that cross the lane."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything of the picture but its words around."""

    rows: tuple[Row, ...]
    arrows: tuple[Arrow, ...]
    right: float
    """Where the rows end and the lanes begin."""
    bottom: float
    flows_left_out: int


def lay_out(system: SystemBriefing, language: Language, top: float, form: Form) -> Layout:
    """Place the rows of a system below each other, and its flows in lanes beside them."""
    drawn, left_out = _drawn_flows(system)
    lanes = lanes_of(drawn)
    apart = _lane_wide(drawn, language, form)
    right = WIDE - form.edge - apart * len(lanes) - (form.gap if lanes else 0)
    rows = (_low_rows if form.is_lying else _rows)(system, language, top, right)
    return Layout(
        rows=rows,
        arrows=_arrows(lanes, rows, right, language, form),
        right=right,
        bottom=rows[-1].top + rows[-1].height,
        flows_left_out=sum(flow.n for flow in left_out),
    )


def _drawn_flows(system: SystemBriefing) -> tuple[list[LevelFlow], list[LevelFlow]]:
    """Return the widest flows, which are drawn, and those that are not."""
    flows = sorted(system.flows, key=lambda flow: -flow.n)
    return flows[:MOST_FLOWS], flows[MOST_FLOWS:]


def _lane_wide(flows: Iterable[LevelFlow], language: Language, form: Form) -> float:
    """Return how far the lanes are apart, so that the number of each stands beside its line."""
    if form.lane_wide is not None:
        return form.lane_wide
    figures = (number(flow.n, language, 0) for flow in flows)
    widest = max((text_width(one, form.small, is_bold=True) for one in figures), default=0)
    return widest + form.widest + 3 * form.gap


# --- rows ------------------------------------------------------------------------------------


def _rows(system: SystemBriefing, language: Language, top: float, right: float) -> tuple[Row, ...]:
    answers = {level.level: level for level in system.levels}
    rows: list[Row] = []
    for level in ROWS:
        layers, head = answers[level].layers, _head(level, UPRIGHT)
        boxes = grid_of_boxes(layers, language, top + UPRIGHT.padding + head, right)
        bottom = max(box.top + box.height for box in boxes)
        height = bottom + UPRIGHT.padding - top
        rows.append(Row(level, _name(answers[level], language), top, height, boxes))
        top += height + UPRIGHT.gap
    return tuple(rows)


def _low_rows(
    system: SystemBriefing, language: Language, top: float, right: float
) -> tuple[Row, ...]:
    """Place rows of small boxes; together they are no higher than a slide leaves them room."""
    answers = {level.level: level for level in system.levels}
    flows, _ = _drawn_flows(system)
    lines = _lines_that_fit(system, flows, language, right)
    rows: list[Row] = []
    for level in ROWS:
        height = _low_height(level, lines[level], flows)
        inner = _head(level, LYING) + lines[level] * (SMALL_BOX + LYING.gap) - LYING.gap
        start = top + (height - inner) / 2 + _head(level, LYING)
        layers = answers[level].layers
        boxes = lines_of_boxes(layers, language, start, right, lines[level])
        rows.append(Row(level, _name(answers[level], language), top, height, boxes))
        top += height + LYING.gap
    return tuple(rows)


def _lines_that_fit(
    system: SystemBriefing, flows: Sequence[LevelFlow], language: Language, right: float
) -> dict[SystemLevel, int]:
    """Return the lines of each level, the most of one taken first where all are too high."""
    lines = {level.level: lines_needed(level.layers, language, right) for level in system.levels}
    gaps = LYING.gap * (len(ROWS) - 1)
    while (
        max(lines.values()) > 1
        and gaps + sum(_low_height(level, lines[level], flows) for level in ROWS) > MOST_HIGH
    ):
        longest = max(ROWS, key=lines.__getitem__)
        lines[longest] -= 1
    return lines


def _low_height(level: SystemLevel, lines: int, flows: Sequence[LevelFlow]) -> float:
    """Return how high a row is: as its lines, or as the arrows at its side need."""
    ends = sum(level in {flow.from_level, flow.to_level} for flow in flows)
    words = _head(level, LYING) + lines * (SMALL_BOX + LYING.gap) - LYING.gap
    return max(words + 2 * LYING.padding, PORT * (ends + 1))


def _head(level: SystemLevel, form: Form) -> float:
    """Return how high the words over the boxes are: the band of clusters has some."""
    return form.line + form.gap if level is SystemLevel.NATIONAL_SECTOR else 0


def _name(answer: LevelAnswer, language: Language) -> str:
    return answer.name_da if language == "da" else answer.name_en


# --- arrows ----------------------------------------------------------------------------------


def lanes_of(flows: Iterable[LevelFlow]) -> list[list[LevelFlow]]:
    """Share flows over lanes, those of one lane meeting at a row at most; short ones inside."""
    lanes: list[list[LevelFlow]] = []
    for flow in sorted(flows, key=lambda flow: (_reach(flow), *_span(flow), flow.evidence)):
        free = (lane for lane in lanes if not any(_overlap(flow, other) for other in lane))
        lane = next(free, None)
        if lane is None:
            lanes.append([flow])
        else:
            lane.append(flow)
    return lanes


def _span(flow: LevelFlow) -> tuple[int, int]:
    start, end = ROWS.index(flow.from_level), ROWS.index(flow.to_level)
    return min(start, end), max(start, end)


def _reach(flow: LevelFlow) -> int:
    top, bottom = _span(flow)
    return bottom - top


def _overlap(flow: LevelFlow, other: LevelFlow) -> bool:
    (top, bottom), (other_top, other_bottom) = _span(flow), _span(other)
    return top < other_bottom and other_top < bottom


def _arrows(
    lanes: Sequence[Sequence[LevelFlow]],
    rows: Sequence[Row],
    right: float,
    language: Language,
    form: Form,
) -> tuple[Arrow, ...]:
    most = max((flow.n for lane in lanes for flow in lane), default=1)
    ports = _ports([flow for lane in lanes for flow in lane], rows)
    apart = _lane_wide([flow for lane in lanes for flow in lane], language, form)
    return tuple(
        Arrow(
            start=(_side(flow.from_level, right, form), ports[flow, flow.from_level]),
            end=(_side(flow.to_level, right, form), ports[flow, flow.to_level]),
            lane=right + 3 * form.gap + form.first_lane + apart * place,
            width=max(1.5, form.widest * flow.n / most),
            evidence=flow.evidence,
            figure=number(flow.n, language, 0),
            figure_y=_clear(ports, flow, form),
        )
        for place, lane in enumerate(lanes)
        for flow in lane
    )


def _clear(
    ports: Mapping[tuple[LevelFlow, SystemLevel], float], flow: LevelFlow, form: Form
) -> float:
    """Return a height along a flow's line, the middle first, away from where any line leaves."""
    start, end = ports[flow, flow.from_level], ports[flow, flow.to_level]
    heights = [start + (end - start) * share for share in (0.5, 0.4, 0.6, 0.3, 0.7)]
    clear = (y for y in heights if all(abs(y - port) > form.line for port in ports.values()))
    return next(clear, heights[0])


def _side(level: SystemLevel, right: float, form: Form) -> float:
    """Return where the side of a row is; the band of clusters reaches beyond the others."""
    return right + (form.gap if level is SystemLevel.NATIONAL_SECTOR else 0)


def _ports(
    flows: Sequence[LevelFlow], rows: Sequence[Row]
) -> dict[tuple[LevelFlow, SystemLevel], float]:
    """Share the right side of each row over the flows that end there, those from above on top."""
    ports: dict[tuple[LevelFlow, SystemLevel], float] = {}
    for row in rows:
        ends = [flow for flow in flows if row.level in {flow.from_level, flow.to_level}]
        ends.sort(key=partial(_order_at, here=ROWS.index(row.level)))
        steps = accumulate([row.height / (len(ends) + 1)] * len(ends), initial=row.top)
        ports |= {(flow, row.level): y for flow, y in zip(ends, list(steps)[1:], strict=True)}
    return ports


def _order_at(flow: LevelFlow, here: int) -> tuple[bool, int]:
    """Return a rank along a row's side by which few lines cross: up, the short first, then down."""
    goes_down = _span(flow)[0] == here
    return goes_down, -_reach(flow) if goes_down else _reach(flow)
