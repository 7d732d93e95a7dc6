"""Which share of a position's firms is served, need by need.

The share is worked out municipality by municipality, where it is known whom an offer reaches, and
weighted by the firms. Within a municipality an actor serves the share of the firms that its
criteria do not refuse, several independently of each other, as ``needs.served_share`` has it. The
lower bound is what the best of them serves alone among firms known to meet the criteria; the
upper one counts what is not known as reached.
"""

from collections import defaultdict
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from ecosystem.analysis.gaps.codes import NO, YES
from ecosystem.analysis.gaps.search import Search
from ecosystem.analysis.gaps.supply import Line

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def served_shares(search: Search, position: int) -> pd.DataFrame | None:
    """Tell for every need which share of a position's firms is served.

    Returns:
        By need_id ``low, likely, high``, 0 to 1; ``None`` when no firm of the position is
        recorded.
    """
    counts = search.ground.firm_counts
    if counts is None or not counts[0][position].any():
        return None
    weight = counts[0][position] / counts[0][position].sum()
    by_need: dict[int, dict[str, list[Line]]] = defaultdict(lambda: defaultdict(list))
    for line in search.supply.all_lines:
        if position in line.positions:
            for need in line.needs:
                by_need[need][line.provider or line.offer_id].append(line)
    rows = [_of_need(search, by_need[need], position, weight) for need in _needs(search)]
    return pd.DataFrame(
        rows, columns=["low", "likely", "high"], index=pd.Index(search.ground.needs, name="need_id")
    )


def _needs(search: Search) -> range:
    return range(len(search.ground.needs))


def _of_need(
    search: Search, actors: dict[str, list[Line]], position: int, weight: "Floats"
) -> tuple[float, float, float]:
    sure, left, least = np.zeros_like(weight), np.ones_like(weight), np.ones_like(weight)
    for lines in actors.values():
        known, likely, may = _of_actor(search, lines, position)
        sure = np.maximum(sure, known)
        left, least = left * (1 - likely), least * (1 - may)
    shares = (float(weight @ part) for part in (sure, 1 - left, 1 - least))
    low, middle, high = (min(share, 1.0) for share in shares)  # weights add to 1 but for rounding
    return min(low, middle), middle, max(high, middle)


def _of_actor(search: Search, lines: list[Line], position: int) -> "tuple[Floats, Floats, Floats]":
    """Give what an actor serves of each municipality: for sure, likely, and at most."""
    best = np.zeros((3, search.ground.size))
    for line in lines:
        met, open_ = _fit(search, line, position)
        now, ever = line.near == YES, line.near != NO
        best = np.maximum(best, [now * met, now * open_, ever * open_])
    return best[0], best[1], best[2]


def _fit(search: Search, line: Line, position: int) -> tuple[float, float]:
    """Give the shares of the position's firms that meet the criteria, and that may."""
    verdicts = search.supply.judged.verdicts.get(line.demand)
    firms = search.ground.firms
    if not line.demand or verdicts is None or firms is None:
        return 1.0, 1.0
    key = f"fit:{position}:{line.demand}"
    if key not in search.kept:
        ours = firms.pair_firm[(firms.pair_position == position) & firms.pair_is_near]
        said = verdicts[ours]
        search.kept[key] = float((said == YES).mean()), float((said != NO).mean())
    held: tuple[float, float] = search.kept[key]
    return held
