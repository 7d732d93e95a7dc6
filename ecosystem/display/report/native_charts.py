"""The data of a figure, for a program that draws charts by itself."""

from dataclasses import dataclass
from typing import Literal, TypeAlias

ChartKind: TypeAlias = Literal["bars", "lines"]


@dataclass(frozen=True, slots=True)
class NativeChart:
    """Categories (bars) or x values (lines) of each series; ``None`` is not known."""

    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[tuple[str, tuple[tuple[float, float] | float | None, ...]], ...]
    x_title: str = ""
    y_title: str = ""
