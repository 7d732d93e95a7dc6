"""Exact choices of places: integer programmes over demand and ways, solved by HiGHS.

Greedy choice misses the best in published instances, so nothing here is greedy.
"""

from typing import TYPE_CHECKING, Final

import numpy as np

from ecosystem.model.errors import EcosystemError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

FAR_KM: Final = 1e6
"""Stands for no way at all where ways have to be added up."""


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
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array, hstack, identity

    _refuse_demand(demand)
    has_demand = demand > 0
    reach = csr_array(near[has_demand].astype(float))
    areas, places = reach.shape
    covered = LinearConstraint(hstack([reach, -identity(areas)], format="csr"), lb=0)
    count = np.concatenate([np.ones(places), np.zeros(areas)])[None, :]
    result = milp(
        c=np.concatenate([np.zeros(places), -demand[has_demand]]),
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
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import coo_array, csr_array

    _refuse_demand(demand)
    demanding = np.flatnonzero(demand > 0)
    places = km.shape[1]
    ways = km[demanding]
    existing = np.full(len(demanding), np.nan) if existing_km is None else existing_km[demanding]
    row, place = np.nonzero(np.isfinite(ways) & ~(ways >= existing[:, None]))
    stay = np.flatnonzero(np.isfinite(existing))
    cost = np.concatenate(
        [demand[demanding][row] * ways[row, place], (demand[demanding] * existing)[stay]]
    )
    links, old = len(row), len(stay)
    size = places + links + old
    served = coo_array(
        (np.ones(links + old), (np.concatenate([row, stay]), places + np.arange(links + old))),
        shape=(len(demanding), size),
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
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

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
    existing = np.full(len(demand), np.inf) if existing_km is None else existing_km
    existing = np.where(np.isnan(existing), np.inf, existing)
    ways = np.where(np.isnan(km), np.inf, km)
    both = np.concatenate([ways[demand > 0].ravel(), existing[demand > 0]])
    limits = np.unique(both[np.isfinite(both)])
    low, high, best = 0, len(limits) - 1, None
    while low <= high:
        middle = (low + high) // 2
        places = _within(limits[middle], demand, ways, existing, add)
        if places is None:
            low = middle + 1
        else:
            best, high = places, middle - 1
    if best is None and (demand > 0).any():
        return _chosen(None, km.shape[1])
    return _filled(best or [], demand, ways, add)


def _within(
    limit: float, demand: "Floats", km: "Floats", existing: "Floats", add: int
) -> list[int] | None:
    """Return at most so many places as bring all demand within a distance; None where none do."""
    unreached = np.where(existing <= limit, 0.0, demand)
    near = km <= limit
    if not near[unreached > 0].any(axis=1).all():
        return None
    places = fewest_places(unreached, near)
    return places if len(places) <= add else None


def _filled(places: list[int], demand: "Floats", km: "Floats", add: int) -> list[int]:
    """Add the places still to be had where firms in all have the least way."""
    way = demand @ np.where(np.isfinite(km), km, FAR_KM)
    others = [place for place in np.argsort(way, kind="stable").tolist() if place not in places]
    return sorted([*places, *others[: add - len(places)]])


def _chosen(result: object, places: int) -> list[int]:
    solution = getattr(result, "x", None)
    if solution is None:
        message = "No choice of places serves every area: some have no way to any place."
        raise EcosystemError(message)
    return np.flatnonzero(solution[:places] > 0.5).tolist()  # noqa: PLR2004


def _refuse_demand(demand: "Floats") -> None:
    if not (demand >= 0).all():
        message = "A number of firms is negative or missing. Counts are 0 or more."
        raise EcosystemError(message)
