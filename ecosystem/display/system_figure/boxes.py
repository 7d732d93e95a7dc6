"""The boxes of a level of figure 2: a grid where it is upright, lines of small ones where lying."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeAlias

from ecosystem.briefings.theme.system import LayerAnswer
from ecosystem.display.system_figure.forms import LYING, UPRIGHT, Form
from ecosystem.display.system_figure.lettering import break_lines, text_width
from ecosystem.display.wording import Language, t
from ecosystem.display.wording.formats import number

BOX_LEAST: Final = 46.0
SMALL_BOX: Final = 20.0
"""Height of a small box."""
IN_A_ROW: Final = 4
WITH_ROLE: Final = 300.0
"""A box at least this wide says what its layer does."""
MOST_BOXES: Final = 12
"""Boxes of a level; more are told of together."""

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


def figure_room(figure: str | None, form: Form) -> float:
    """Return how much room the number of a box takes before its name."""
    return 0 if figure is None else text_width(figure, form.large, is_bold=True) + form.gap


# --- upright -----------------------------------------------------------------------------------


def grid_of_boxes(
    layers: Sequence[LayerAnswer], language: Language, top: float, right: float
) -> tuple[Box, ...]:
    """Place the boxes of a level in a grid; a level without layers has one that says so."""
    shown = _shown(layers, MOST_BOXES, language)
    lines = -(-len(shown) // IN_A_ROW)
    columns = -(-len(shown) // lines)
    left, gap = UPRIGHT.edge + UPRIGHT.label_wide, UPRIGHT.gap
    width = (right - UPRIGHT.padding - left - gap * (columns - 1)) / columns
    grid = [shown[at : at + columns] for at in range(0, len(shown), columns)]
    placed: list[Box] = []
    for cells in grid:
        broken = [_break(cell, width) for cell in cells]
        height = max(BOX_LEAST, *(UPRIGHT.line * (len(a) + len(b)) + 2 * gap for a, b in broken))
        for column, (cell, (name, role)) in enumerate(zip(cells, broken, strict=True)):
            at = left + column * (width + gap)
            placed.append(Box(at, top, width, height, cell[0], name, role, cell[3]))
        top += height + gap
    return tuple(placed)


def _break(cell: _Cell, width: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the name of a layer in lines, and what it does where the box is wide enough."""
    figure, name, absent, role = cell
    size = UPRIGHT.small
    room = width - 2 * UPRIGHT.padding - figure_room(figure, UPRIGHT)
    role_lines = break_lines(role, room, size, 3) if width >= WITH_ROLE else ()
    beside = (*break_lines(absent, room, size, 1), *role_lines)
    return break_lines(name, room, size, 3, is_bold=True), beside


# --- lying -------------------------------------------------------------------------------------


def lines_needed(layers: Sequence[LayerAnswer], language: Language, right: float) -> int:
    """Return in how many lines all the boxes of a level stand."""
    return len(_wrapped(_shown(layers, MOST_BOXES, language), right))


def lines_of_boxes(
    layers: Sequence[LayerAnswer], language: Language, top: float, right: float, most: int
) -> tuple[Box, ...]:
    """Place small boxes one after another in lines; those that do not fit are told of together.

    Args:
        layers: Of a level; without any there is one box that says so.
        language: Language of the words.
        top: Upper edge of the first line.
        right: Where the row ends.
        most: Lines at most.
    """
    lines: list[list[Box]] = []
    for count in range(MOST_BOXES, 0, -1):
        lines = _wrapped(_shown(layers, count, language), right)
        if len(lines) <= most:
            break
    step = SMALL_BOX + LYING.gap
    return tuple(replace(box, top=top + step * n) for n, line in enumerate(lines) for box in line)


def _wrapped(cells: Sequence[_Cell], right: float) -> list[list[Box]]:
    """Share cells over lines, each as wide as its words and no wider than the row."""
    start, end = LYING.edge + LYING.label_wide, right - 2 * LYING.padding
    lines: list[list[Box]] = [[]]
    left = start
    for cell in cells:
        box = _small_box(cell, left, end - start)
        if lines[-1] and left + box.width > end:
            lines.append([])
            box = _small_box(cell, start, end - start)
        lines[-1].append(box)
        left = box.left + box.width + LYING.gap
    return lines


def _small_box(cell: _Cell, left: float, most: float) -> Box:
    figure, name, absent, role = cell
    around = 2 * LYING.padding + figure_room(figure, LYING)
    words = f"{name}: {absent}" if absent and name else name or absent
    fitted = break_lines(words, most - around, LYING.small, 1)
    width = around + max((text_width(line, LYING.small) for line in fitted), default=0)
    return Box(left, 0, width, SMALL_BOX, figure, fitted, (), role)


# --- words -------------------------------------------------------------------------------------


def _shown(layers: Sequence[LayerAnswer], most: int, language: Language) -> list[_Cell]:
    """Return what at most so many boxes say: layers, and the rest of them together."""
    shown = [_words(layer, language) for layer in layers[: most - 1]]
    rest = layers[most - 1 :]
    shown += [_words(rest[0], language)] if len(rest) == 1 else [_rest(rest, language)] * bool(rest)
    return shown or [(None, t("system_figure.not_recorded", language), "", "")]


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
