"""Where the rows, the boxes and the arrows of figure 2 stand, in pixels of a picture 1,200 wide."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate
from typing import Final, TypeAlias

from ecosystem.briefings.theme.system import LayerAnswer, LevelFlow, SystemBriefing
from ecosystem.display.system_figure.lettering import break_lines, text_width
from ecosystem.display.wording import Language, t
from ecosystem.display.wording.formats import number
from ecosystem.model.analysis import SystemLevel

WIDE: Final = 1200.0
EDGE: Final = 30.0
LABEL_WIDE: Final = 146.0
LANE_WIDE: Final = 58.0
PADDING: Final = 10.0
GAP: Final = 8.0
SMALL: Final = 15.0
"""Size of the smallest text: 11 points where the picture fills the width of a slide."""
LARGE: Final = 21.0
LINE: Final = 18.0
BOX_LEAST: Final = 46.0
IN_A_ROW: Final = 4
WITH_ROLE: Final = 300.0
"""A box at least this wide says what its layer does."""
MOST_BOXES: Final = 12
"""Boxes of a level; more are told of together."""
MOST_FLOWS: Final = 10
"""Arrows of the picture, the widest; more are told of in words."""
WIDEST: Final = 10.0
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


_Cell: TypeAlias = tuple[str | None, str, str, str]
"""Of a layer: its number, its name, that none is recorded (else empty), and what it does."""


@dataclass(frozen=True, slots=True)
class Box:
    """A layer in its row: its number, or that none is recorded, and its name in lines."""

    left: float
    top: float
    width: float
    height: float
    figure: str | None
    lines: tuple[str, ...]
    role_lines: tuple[str, ...]
    role: str

    @property
    def is_recorded(self) -> bool:
        """At least one actor of the layer is recorded."""
        return self.figure is not None


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


def lay_out(system: SystemBriefing, language: Language, top: float) -> Layout:
    """Place the rows of a system below each other, and its flows in lanes beside them."""
    flows = sorted(system.flows, key=lambda flow: -flow.n)
    drawn, left_out = flows[:MOST_FLOWS], flows[MOST_FLOWS:]
    lanes = lanes_of(drawn)
    right = WIDE - EDGE - LANE_WIDE * len(lanes) - (GAP if lanes else 0)
    rows = _rows(system, language, top, right)
    return Layout(
        rows=rows,
        arrows=_arrows(lanes, rows, right, language),
        right=right,
        bottom=rows[-1].top + rows[-1].height,
        flows_left_out=sum(flow.n for flow in left_out),
    )


# --- rows and boxes --------------------------------------------------------------------------


def _rows(system: SystemBriefing, language: Language, top: float, right: float) -> tuple[Row, ...]:
    answers = {level.level: level for level in system.levels}
    rows: list[Row] = []
    for level in ROWS:
        answer = answers[level]
        head = LINE + GAP if level is SystemLevel.NATIONAL_SECTOR else 0
        boxes = _boxes(answer.layers, language, top + PADDING + head, right)
        height = max((box.top + box.height for box in boxes), default=top + LINE) + PADDING - top
        name = answer.name_da if language == "da" else answer.name_en
        rows.append(Row(level=level, name=name, top=top, height=height, boxes=boxes))
        top += height + GAP
    return tuple(rows)


def _boxes(
    layers: Sequence[LayerAnswer], language: Language, top: float, right: float
) -> tuple[Box, ...]:
    """Place the boxes of a level in a grid; a level without layers has one that says so."""
    shown = [_words(layer, language) for layer in layers[: MOST_BOXES - 1]]
    rest = layers[MOST_BOXES - 1 :]
    shown += [_words(rest[0], language)] if len(rest) == 1 else [_rest(rest, language)] * bool(rest)
    shown = shown or [(None, t("system_figure.not_recorded", language), "", "")]
    lines = -(-len(shown) // IN_A_ROW)
    columns = -(-len(shown) // lines)
    left = EDGE + LABEL_WIDE
    width = (right - PADDING - left - GAP * (columns - 1)) / columns
    grid = [shown[at : at + columns] for at in range(0, len(shown), columns)]
    placed: list[Box] = []
    for cells in grid:
        broken = [_break(cell, width) for cell in cells]
        height = max(BOX_LEAST, *(LINE * (len(a) + len(b)) + 2 * GAP for a, b in broken))
        for column, (cell, (name, role)) in enumerate(zip(cells, broken, strict=True)):
            at = left + column * (width + GAP)
            placed.append(Box(at, top, width, height, cell[0], name, role, cell[3]))
        top += height + GAP
    return tuple(placed)


def _words(layer: LayerAnswer, language: Language) -> _Cell:
    """Return a layer's number, its name, whether it is recorded, and what it does."""
    name = layer.name_da if language == "da" else layer.name_en
    role = (layer.role_da if language == "da" else layer.role_en) or ""
    if layer.actors is None:
        return None, name, t("system_figure.not_recorded", language), role
    return number(layer.actors, language, 0), name, "", role


def _rest(layers: Sequence[LayerAnswer], language: Language) -> _Cell:
    known = [layer.actors for layer in layers if layer.actors is not None]
    words = t("system_figure.more_layers", language, n=len(layers))
    if not known:
        return None, words, t("system_figure.not_recorded", language), ""
    return number(sum(known), language, 0), words, "", ""


def _break(cell: _Cell, width: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the name of a layer in lines, and what it does where the box is wide enough."""
    figure, name, absent, role = cell
    room = width - 2 * PADDING - figure_room(figure)
    role_lines = break_lines(role, room, SMALL, 3) if width >= WITH_ROLE else ()
    beside = (*break_lines(absent, room, SMALL, 1), *role_lines)
    return break_lines(name, room, SMALL, 3, is_bold=True), beside


def figure_room(figure: str | None) -> float:
    """Return how much room the number of a box takes before its name."""
    return 0 if figure is None else text_width(figure, LARGE, is_bold=True) + GAP


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
    lanes: Sequence[Sequence[LevelFlow]], rows: Sequence[Row], right: float, language: Language
) -> tuple[Arrow, ...]:
    most = max((flow.n for lane in lanes for flow in lane), default=1)
    ports = _ports([flow for lane in lanes for flow in lane], rows)
    return tuple(
        Arrow(
            start=(_side(flow.from_level, right), ports[flow, flow.from_level]),
            end=(_side(flow.to_level, right), ports[flow, flow.to_level]),
            lane=right + 3 * GAP + LANE_WIDE * (place + 0.3),
            width=max(1.5, WIDEST * flow.n / most),
            evidence=flow.evidence,
            figure=number(flow.n, language, 0),
            figure_y=_clear(ports, flow),
        )
        for place, lane in enumerate(lanes)
        for flow in lane
    )


def _clear(ports: Mapping[tuple[LevelFlow, SystemLevel], float], flow: LevelFlow) -> float:
    """Return a height along a flow's line, the middle first, away from where any line leaves."""
    start, end = ports[flow, flow.from_level], ports[flow, flow.to_level]
    heights = [start + (end - start) * share for share in (0.5, 0.4, 0.6, 0.3, 0.7)]
    clear = (y for y in heights if all(abs(y - port) > LINE for port in ports.values()))
    return next(clear, heights[0])


def _side(level: SystemLevel, right: float) -> float:
    """Return where the side of a row is; the band of clusters reaches beyond the others."""
    return right + (GAP if level is SystemLevel.NATIONAL_SECTOR else 0)


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
