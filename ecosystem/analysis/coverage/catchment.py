"""How much of an office the firms of a municipality can use, when all in reach share it."""

from typing import TYPE_CHECKING, Literal

import numpy as np
import pandas as pd

from ecosystem.analysis.coverage.states import Reach

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

CatchmentMethod = Literal["2SFCA", "E2SFCA", "3SFCA", "M2SFCA"]


def floating_catchment(
    firms: "Floats", supply: "Floats", weight: "Floats", method: CatchmentMethod = "E2SFCA"
) -> "Floats":
    """Compute what each area gets when each supply point is shared by the firms in reach.

    ``R_k = S_k/sum_j f_j w_jk``, ``A_j = sum_k R_k w_jk``: Luo & Wang 2003 (2SFCA: w is 1 in
    reach and else 0), Luo & Qi 2009 (E2SFCA: w falls with the way). With ``G_jk = w_jk/sum_k
    w_jk``, ``R_k = S_k/sum_j G_jk f_j w_jk`` and ``A_j = sum_k G_jk R_k w_jk``: Wan, Zou &
    Sternberg 2012 (3SFCA: who has many near uses each less). ``A_j = sum_k S_k w_jk^2/sum_j f_j
    w_jk``: Delamater 2013 (M2SFCA: what is far is not fully used). In all but the last, firms
    times access adds up to the supply that has firms in reach.

    Args:
        firms: Demand of each area.
        supply: Capacity of each supply point.
        weight: How near each supply point (column) is to each area (row): 1 near, 0 out of reach.
        method: Which of the four.

    Returns:
        Capacity per firm in each area.

    Examples:
        >>> f, S = np.array([80.0, 20, 40]), np.array([10.0, 6])
        >>> w = np.array([[1, 0.5], [0.5, 1], [0, 0.5]])
        >>> [floating_catchment(f, S, w, m).round(5).tolist() for m in ("E2SFCA", "3SFCA")]
        [[0.14861, 0.13056, 0.0375], [0.13908, 0.11513, 0.06429]]
        >>> floating_catchment(f, S, w, "M2SFCA").round(5).tolist()
        [0.12986, 0.10278, 0.01875]
        >>> floating_catchment(f, S, w, "2SFCA").round(5).tolist()
        [0.14286, 0.14286, 0.04286]
    """
    if method in {"2SFCA", "E2SFCA"}:
        return _two_steps(firms, supply, weight, is_by_distance=method == "E2SFCA")
    reach = weight
    if method == "3SFCA":
        total = weight.sum(axis=1, keepdims=True)
        reach = weight * np.divide(weight, total, out=np.zeros_like(weight), where=total > 0)
    demand = firms @ reach
    ratio = np.divide(supply, demand, out=np.zeros(len(supply)), where=demand > 0)
    used = reach if method == "3SFCA" else weight**2
    access: Floats = used @ ratio
    return access


def _two_steps(
    firms: "Floats", supply: "Floats", weight: "Floats", *, is_by_distance: bool
) -> "Floats":
    """Compute the shares by the package access; a point that no firm is near is used by nobody."""
    from access.fca import two_stage_fca

    area, point = np.nonzero(weight > 0)
    pairs = pd.DataFrame({"origin": area, "dest": point, "cost": weight[area, point]})
    shared = two_stage_fca(
        pd.DataFrame({"demand": firms}),
        pd.DataFrame({"supply": np.where(firms @ weight > 0, supply, 0.0)}),
        pairs,
        demand_index=True,
        supply_index=True,
        weight_fn=float if is_by_distance else None,  # the nearness is the weight as it stands
    )
    access: Floats = shared.reindex(range(len(firms)), fill_value=0.0).to_numpy(dtype=float)
    return access


def access_to_offices(reach: Reach, firms: pd.Series) -> pd.Series | None:
    """Compute the offices per 1,000 firms that each municipality can use (E2SFCA).

    One office is capacity 1. Nearness falls in steps: 1 up to a third of the distance, .42 up to
    two thirds, .09 up to it (the sharper of the two sets of weights of Luo & Qi 2009, over
    thirds of the distance).

    Args:
        reach: What ``measure_reach`` found; its distance is the largest that counts.
        firms: Firms of the position by municipality.

    Returns:
        By municipality; missing where the way to any of the offices is not known (its firms then
        take no part in the sharing, so the others may share with more than are counted). ``None``
        when offices or firms are not recorded, or there are none.
    """
    if reach.offices.isna().any() or firms.isna().any() or reach.offices.sum() == 0:
        return None
    way, limit = reach.place_km, reach.within
    is_known = ~np.isnan(way.sum(axis=1))  # a way that leads nowhere is infinite, and known
    steps = [way <= limit / 3, way <= 2 * limit / 3, way <= limit]
    weight = np.select(steps, [1.0, 0.42, 0.09], 0.0) * is_known.reshape(-1, 1)
    access = floating_catchment(firms.to_numpy(dtype=float), np.ones(way.shape[1]), weight)
    per_thousand = np.where(is_known, access * 1000, np.nan)
    return pd.Series(per_thousand, index=reach.offices.index, name="offices_per_1000_firms")
