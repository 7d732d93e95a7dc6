"""The two forms of figure 2, each with the sizes that it is drawn by."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

FormName: TypeAlias = Literal["upright", "lying"]


@dataclass(frozen=True, slots=True)
class Form:
    """Sizes of a form, in pixels of a picture that is 1,200 wide."""

    edge: float
    label_wide: float
    padding: float
    gap: float
    small: float
    """Size of the smallest text."""
    large: float
    """Size of the number in a box."""
    line: float
    lane_wide: float | None
    """How far the lanes are apart; ``None``: as far as their numbers need."""
    first_lane: float
    """How far the first lane is from where the arrows' heads end."""
    widest: float
    """Width of the widest arrow."""
    head: float
    """Half the height of an arrow's head, its line apart."""
    firm_high: float
    mark: float
    """Size of a level's mark beside that of the upright form."""
    is_lying: bool = False


WIDE: Final = 1200.0
UPRIGHT: Final = Form(
    edge=30, label_wide=146, padding=10, gap=8, small=15, large=21, line=18, lane_wide=58,
    first_lane=17.4, widest=10, head=6, firm_high=40, mark=1,
)  # fmt: skip
"""For paper and files."""
LYING: Final = Form(
    edge=12, label_wide=150, padding=4, gap=4, small=14, large=14, line=17, lane_wide=None,
    first_lane=11, widest=6, head=4, firm_high=24, mark=0.8, is_lying=True,
)  # fmt: skip
"""For slides: no heading of its own, a level in lines of small boxes without what they do."""
FORMS: Final[Mapping[FormName, Form]] = {"upright": UPRIGHT, "lying": LYING}
