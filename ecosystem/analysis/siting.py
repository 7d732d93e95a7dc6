"""Where to add presence: the exact best places, what each would reach, and what is nearly as good.

Three goals. *Cover*: most unreached firms come within the distance (maximal covering location,
Church & ReVelle 1974). *Distance*: firms' way to the nearest office falls most (p-median,
Hakimi 1964). *Worst*: the longest way any firm has falls most (p-centre, Minieka 1970); beside the
first it tells what fairness to the farthest costs. How few places would reach every firm (location
set covering, Toregas et al. 1971) is told as well. All are solved exactly as integer programmes by
HiGHS; greedy choice misses the best in published instances. Choices within one per cent of the
best are told beside it: between near-ties people decide, not decimals.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import pandas as pd

from ecosystem.model.errors import EcosystemError, NotRecordedError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

NEARLY_AS_GOOD: Final = 0.01
"""Alternatives that lose at most this share of the best result are told."""
FAR_KM: Final = 1e6
"""Stands for no way at all where ways have to be added up."""
Goal = Literal["cover", "distance", "worst"]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is asked for."""

    add: int
    """How many places to add, or to choose anew when existing offices may move."""
    within: float
    """How near a firm has to be to be reached: km, or minutes with a matrix of these."""
    goal: Goal = "cover"
    is_fixed: bool = True
    """Existing offices stay; else all places are chosen anew."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One added place, in the order of what it adds."""

    municipality_code: str
    firms_newly_reached: float
    """Firms that come within the distance by this place, after those before it in the list."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """A place that could stand in for a chosen one at almost no loss."""

    instead_of: str
    municipality_code: str
    loss: float
    """Firms fewer within the distance (goal cover), or km more in the mean or at worst."""


@dataclass(frozen=True, slots=True)
class Siting:
    """Where to add presence, and what comes of it."""

    chosen: tuple[Choice, ...]
    alternatives: tuple[Alternative, ...]
    covered_before: float
    """Share of firms within the distance of an office before, 0 to 1."""
    covered_after: float
    mean_km_before: float | None
    """Firms' mean way to the nearest office; ``None`` where some have no known way to one."""
    mean_km_after: float | None
    worst_km_before: float | None
    """The longest way a firm has to the nearest office."""
    worst_km_after: float | None
    nearest_after: Mapping[str, float | None]
    """Way to the nearest office with the places, by municipality; ``None`` where there is none."""
    places_for_all: int | None
    """Fewest added places that bring every firm within the distance; ``None`` where none do."""
    firms: float
    plan: Plan


def site_presence(
    firms: pd.Series,
    km: pd.DataFrame,
    is_reached: pd.Series,
    nearest_km: pd.Series,
    plan: Plan,
) -> Siting:
    """Find where to add offices so that most firms are reached, or their way falls most.

    Args:
        firms: Firms of the position by municipality.
        km: Way between any two municipalities; index and columns as ``firms``.
        is_reached: Whether a municipality is reached by an office today.
        nearest_km: Way to the nearest office today; missing where there is none.
        plan: What is asked for.

    Raises:
        NotRecordedError: The number of firms is not recorded.
        EcosystemError: ``add`` is negative or larger than the number of municipalities, or the
            position has no firms.
    """
    _refuse(plan, firms)
    demand, nearest = firms.to_numpy(dtype=float), nearest_km.to_numpy(dtype=float)
    ground = _Ground(
        demand=demand,
        km=km.to_numpy(dtype=float),
        near=(km <= plan.within).to_numpy(),
        kept=is_reached.to_numpy(dtype=bool) & plan.is_fixed,
        before=nearest if plan.is_fixed else np.full(len(demand), np.nan),
    )
    match plan.goal:
        case "cover":
            places = most_covered(ground.left, ground.near, plan.add)
        case "distance":
            places = least_distance(demand, ground.km, plan.add, ground.before)
        case "worst":
            places = least_worst_distance(demand, ground.km, plan.add, ground.before)
    places = _in_order_of_gain(places, ground)
    after = ground.kept | ground.near[:, places].any(axis=1)
    with_them = _with(ground.before, ground.km, places)
    codes = [str(code) for code in firms.index]
    gains = zip(places, _gains(places, ground), strict=True)
    return Siting(
        chosen=tuple(Choice(codes[place], gain) for place, gain in gains),
        alternatives=tuple(
            Alternative(codes[one], codes[other], loss)
            for one, other, loss in _swaps(plan.goal, places, ground)
        ),
        covered_before=float(demand[is_reached.to_numpy(dtype=bool)].sum() / demand.sum()),
        covered_after=float(demand[after].sum() / demand.sum()),
        mean_km_before=_mean(demand, nearest),
        mean_km_after=_mean(demand, with_them),
        worst_km_before=_worst(demand, nearest),
        worst_km_after=_worst(demand, with_them),
        nearest_after={
            code: float(way) if np.isfinite(way) else None
            for code, way in zip(codes, with_them, strict=True)
        },
        places_for_all=_places_for_all(ground),
        firms=float(demand.sum()),
        plan=plan,
    )


@dataclass(frozen=True, slots=True)
class _Ground:
    """Firms, ways and offices as they are, one row a municipality."""

    demand: "Floats"
    km: "Floats"
    near: "NDArray[np.bool_]"
    kept: "NDArray[np.bool_]"
    before: "Floats"

    @property
    def left(self) -> "Floats":
        """Firms that nobody who stays reaches."""
        return np.where(self.kept, 0.0, self.demand)


def most_covered(demand: "Floats", near: "NDArray[np.bool_]", add: int) -> list[int]:
    """Choose places so that most demand has one within reach (maximal covering, exact).

    ``max sum f_j y_j`` subject to ``y_j <= sum_(k near j) x_k`` and ``sum x = add``.

    Args:
        demand: Firms of each area, f; 0 or more.
        near: Whether each place (column) is within reach of each area (row).
        add: How many places to choose.

    Returns:
        Columns chosen, ascending.

    Raises:
        EcosystemError: A demand is negative or missing, or the programme has no solution.

    Examples:
        Three areas in a row; the middle one reaches all:

        >>> near = np.array([[True, True, False], [True, True, True], [False, True, True]])
        >>> most_covered(np.array([5.0, 1.0, 5.0]), near, 1)
        [1]
    """
    from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415
    from scipy.sparse import csr_array, hstack, identity  # noqa: PLC0415 - half a second

    _refuse_demand(demand)
    wanted = demand > 0
    reach = csr_array(near[wanted].astype(float))
    areas, places = reach.shape
    covered = LinearConstraint(hstack([reach, -identity(areas)], format="csr"), lb=0)
    count = np.concatenate([np.ones(places), np.zeros(areas)])[None, :]
    result = milp(
        c=np.concatenate([np.zeros(places), -demand[wanted]]),
        integrality=np.concatenate([np.ones(places), np.zeros(areas)]),
        bounds=Bounds(0, 1),
        constraints=[covered, LinearConstraint(count, lb=add, ub=add)],
    )
    return _chosen(result, places)


def least_distance(
    demand: "Floats", km: "Floats", add: int, existing_km: "Floats | None" = None
) -> list[int]:
    """Choose places so that demand times the way to the nearest place is least (p-median, exact).

    ``min sum f_j d_jk z_jk`` subject to ``sum_k z_jk = 1``, ``z_jk <= x_k``, ``sum x = add``.

    Args:
        demand: Firms of each area; 0 or more. Areas without firms do not count.
        km: Way from each area (row) to each place (column); missing or infinite is no way.
        add: How many places to choose.
        existing_km: Way to the nearest place that is there already; missing where there is none.

    Returns:
        Columns chosen, ascending.

    Raises:
        EcosystemError: A demand is negative or missing, or no choice serves every area.

    Examples:
        >>> km = np.abs(np.subtract.outer(np.arange(5.0), np.arange(5.0)))
        >>> least_distance(np.array([1.0, 1, 1, 1, 10]), km, 1)
        [4]
    """
    from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415
    from scipy.sparse import coo_array, csr_array  # noqa: PLC0415 - half a second

    _refuse_demand(demand)
    wanted = np.flatnonzero(demand > 0)
    places = km.shape[1]
    ways = km[wanted]
    there = np.full(len(wanted), np.nan) if existing_km is None else existing_km[wanted]
    row, place = np.nonzero(np.isfinite(ways) & ~(ways >= there[:, None]))
    stay = np.flatnonzero(np.isfinite(there))
    cost = np.concatenate([demand[wanted][row] * ways[row, place], (demand[wanted] * there)[stay]])
    links, old = len(row), len(stay)
    size = places + links + old
    served = coo_array(
        (np.ones(links + old), (np.concatenate([row, stay]), places + np.arange(links + old))),
        shape=(len(wanted), size),
    )
    opened = coo_array(
        (
            np.concatenate([np.ones(links), -np.ones(links)]),
            (np.tile(np.arange(links), 2), np.concatenate([places + np.arange(links), place])),
        ),
        shape=(links, size),
    )
    count = np.concatenate([np.ones(places), np.zeros(links + old)])[None, :]
    constraints = [
        LinearConstraint(csr_array(served), lb=1, ub=1),
        LinearConstraint(count, lb=add, ub=add),
    ]
    if links:
        constraints.append(LinearConstraint(csr_array(opened), ub=0))
    result = milp(
        c=np.concatenate([np.zeros(places), cost]),
        integrality=np.concatenate([np.ones(places), np.zeros(links + old)]),
        bounds=Bounds(0, 1),
        constraints=constraints,
    )
    return _chosen(result, places)


def fewest_places(demand: "Floats", near: "NDArray[np.bool_]") -> list[int]:
    """Choose as few places as reach all demand (location set covering, Toregas et al. 1971, exact).

    ``min sum x_k`` subject to ``sum_(k near j) x_k >= 1`` for every area j with demand.

    Args:
        demand: Firms of each area; 0 or more. Areas without firms need not be reached.
        near: Whether each place (column) is within reach of each area (row).

    Returns:
        Columns chosen, ascending.

    Raises:
        EcosystemError: A demand is negative or missing, or an area is in reach of no place.

    Examples:
        Five areas in a row, each place reaches itself and its neighbours:

        >>> near = np.abs(np.subtract.outer(np.arange(5), np.arange(5))) <= 1
        >>> len(fewest_places(np.ones(5), near))
        2
    """
    from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415
    from scipy.sparse import csr_array  # noqa: PLC0415 - half a second

    _refuse_demand(demand)
    reach = near[demand > 0]
    places = near.shape[1]
    if not reach.any(axis=1).all():
        return _chosen(None, places)
    if not len(reach):
        return []
    result = milp(
        c=np.ones(places),
        integrality=np.ones(places),
        bounds=Bounds(0, 1),
        constraints=[LinearConstraint(csr_array(reach.astype(float)), lb=1)],
    )
    return _chosen(result, places)


def least_worst_distance(
    demand: "Floats", km: "Floats", add: int, existing_km: "Floats | None" = None
) -> list[int]:
    """Choose places so that the longest way to the nearest place is least (p-centre, exact).

    ``min max_j d_j``: the least distance at which at most ``add`` places reach all demand, found by
    halving the list of distances (Minieka 1970, SIAM Review 12, 138-139). Takes, gives and refuses
    what :func:`least_distance` does.

    Examples:
        >>> km = np.abs(np.subtract.outer(np.arange(5.0), np.arange(5.0)))
        >>> least_worst_distance(np.array([10.0, 1, 1, 1, 1]), km, 1)
        [2]
    """
    _refuse_demand(demand)
    there = np.full(len(demand), np.inf) if existing_km is None else existing_km
    there = np.where(np.isnan(there), np.inf, there)
    ways = np.where(np.isnan(km), np.inf, km)
    both = np.concatenate([ways[demand > 0].ravel(), there[demand > 0]])
    limits = np.unique(both[np.isfinite(both)])
    low, high, best = 0, len(limits) - 1, None
    while low <= high:
        middle = (low + high) // 2
        found = _within(limits[middle], demand, ways, there, add)
        if found is None:
            low = middle + 1
        else:
            best, high = found, middle - 1
    if best is None and (demand > 0).any():
        return _chosen(None, km.shape[1])
    return _filled(best or [], demand, ways, add)


def _within(
    limit: float, demand: "Floats", km: "Floats", there: "Floats", add: int
) -> list[int] | None:
    """At most so many places that bring all demand within a distance; nothing where none do."""
    left = np.where(there <= limit, 0.0, demand)
    near = km <= limit
    if not near[left > 0].any(axis=1).all():
        return None
    found = fewest_places(left, near)
    return found if len(found) <= add else None


def _filled(places: list[int], demand: "Floats", km: "Floats", add: int) -> list[int]:
    """Places that are still to be had go where firms in all have the least way."""
    way = demand @ np.where(np.isfinite(km), km, FAR_KM)
    others = [place for place in np.argsort(way, kind="stable").tolist() if place not in places]
    return sorted([*places, *others[: add - len(places)]])


def _chosen(result: object, places: int) -> list[int]:
    solution = getattr(result, "x", None)
    if solution is None:
        message = "No choice of places serves every area: some have no way to any place."
        raise EcosystemError(message)
    return np.flatnonzero(solution[:places] > 0.5).tolist()  # noqa: PLR2004


def _refuse(plan: Plan, firms: pd.Series) -> None:
    if not 0 <= plan.add <= len(firms):
        message = (
            f"{plan.add} places were asked for. There are {len(firms)} municipalities to choose "
            f"among: ask for 0 to {len(firms)}."
        )
        raise EcosystemError(message)
    if firms.isna().any():
        message = (
            "The register records no firms, so where to add presence cannot be told (this is not "
            "the same as zero). Import firms, or make example ones with: ecosystem demo."
        )
        raise NotRecordedError(message)
    if firms.sum() == 0:
        message = (
            "The register has no firm in this position, so no place reaches more of them than "
            "another. Add firms, or industry codes to industry_positions."
        )
        raise EcosystemError(message)


def _refuse_demand(demand: "Floats") -> None:
    if not (demand >= 0).all():
        message = "A number of firms is negative or missing. Counts are 0 or more."
        raise EcosystemError(message)


def _in_order_of_gain(places: list[int], ground: _Ground) -> list[int]:
    """The place that reaches most first, then what it leaves."""
    left, rest, order = ground.left, list(places), []
    while rest:
        sums = [float(left[ground.near[:, place]].sum()) for place in rest]
        order.append(rest.pop(int(np.argmax(sums))))
        left = np.where(ground.near[:, order[-1]], 0.0, left)
    return order


def _gains(places: list[int], ground: _Ground) -> list[float]:
    left, gains = ground.left, []
    for place in places:
        gains.append(float(left[ground.near[:, place]].sum()))
        left = np.where(ground.near[:, place], 0.0, left)
    return gains


def _swaps(goal: Goal, places: list[int], ground: _Ground) -> list[tuple[int, int, float]]:
    """Exchanges of one chosen place that lose at most one per cent of the best result.

    A place that adds nothing has no alternatives: any other would do as well.
    """
    others = [place for place in range(ground.km.shape[1]) if place not in places]
    found = []
    for out in places:
        rest = [place for place in places if place != out]
        results = [_result(goal, [*rest, place], ground) for place in (out, *others)]
        best, limit = results[0], NEARLY_AS_GOOD * abs(results[0])
        if _result(goal, rest, ground) == best:
            continue
        found += [
            (out, other, best - result)
            for other, result in zip(others, results[1:], strict=True)
            if best - result <= limit
        ]
    return sorted(found, key=lambda swap: (swap[2], swap[0], swap[1]))


def _result(goal: Goal, places: list[int], ground: _Ground) -> float:
    """How good a choice is: firms reached, or minus the mean or the longest way in km."""
    if goal == "cover":
        return float(ground.demand[ground.kept | ground.near[:, places].any(axis=1)].sum())
    with_them = _with(ground.before, ground.km, places)
    if goal == "worst":
        return -float(np.where(np.isnan(with_them), np.inf, with_them)[ground.demand > 0].max())
    return -_total(ground.demand, with_them) / float(ground.demand.sum())


def _with(before: "Floats", km: "Floats", places: list[int]) -> "Floats":
    """Way to the nearest place once the given ones are added."""
    if not places:
        return before
    added = np.where(np.isnan(km[:, places]), np.inf, km[:, places]).min(axis=1)
    nearest: Floats = np.fmin(before, added)
    return nearest


def _total(demand: "Floats", km: "Floats") -> float:
    return float((demand[demand > 0] * km[demand > 0]).sum())


def _mean(demand: "Floats", km: "Floats") -> float | None:
    mean = _total(demand, km) / float(demand.sum())
    return mean if np.isfinite(mean) else None


def _worst(demand: "Floats", km: "Floats") -> float | None:
    worst = km[demand > 0].max()
    return float(worst) if np.isfinite(worst) else None


def _places_for_all(ground: _Ground) -> int | None:
    left = ground.left
    if not ground.near[left > 0].any(axis=1).all():
        return None
    return len(fewest_places(left, ground.near))
