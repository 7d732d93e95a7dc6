"""What is asked of a choice of places, what comes of it, and what is nearly as good."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import pandas as pd

from ecosystem.analysis.siting.programmes import (
    fewest_places,
    least_distance,
    least_worst_distance,
    most_covered,
)
from ecosystem.model.errors import EcosystemError, NotRecordedError

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

NEARLY_AS_GOOD: Final = 0.01
"""Alternatives that lose at most this share of the best result are told."""
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

    choices: tuple[Choice, ...]
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
    baseline = _Baseline(
        demand=demand,
        km=km.to_numpy(dtype=float),
        near=(km <= plan.within).to_numpy(),
        reached=is_reached.to_numpy(dtype=bool) & plan.is_fixed,
        before=nearest if plan.is_fixed else np.full(len(demand), np.nan),
    )
    match plan.goal:
        case "cover":
            places = most_covered(baseline.left, baseline.near, plan.add)
        case "distance":
            places = least_distance(demand, baseline.km, plan.add, baseline.before)
        case "worst":
            places = least_worst_distance(demand, baseline.km, plan.add, baseline.before)
    places = _in_order_of_gain(places, baseline)
    is_reached_after = baseline.reached | baseline.near[:, places].any(axis=1)
    nearest_after = _nearest_after(baseline.before, baseline.km, places)
    codes = [str(code) for code in firms.index]
    gains = zip(places, _gains(places, baseline), strict=True)
    return Siting(
        choices=tuple(Choice(codes[place], gain) for place, gain in gains),
        alternatives=tuple(
            Alternative(codes[place], codes[instead], loss)
            for place, instead, loss in _swaps(plan.goal, places, baseline)
        ),
        covered_before=float(demand[is_reached.to_numpy(dtype=bool)].sum() / demand.sum()),
        covered_after=float(demand[is_reached_after].sum() / demand.sum()),
        mean_km_before=_mean(demand, nearest),
        mean_km_after=_mean(demand, nearest_after),
        worst_km_before=_worst(demand, nearest),
        worst_km_after=_worst(demand, nearest_after),
        nearest_after={
            code: float(way) if np.isfinite(way) else None
            for code, way in zip(codes, nearest_after, strict=True)
        },
        places_for_all=_places_for_all(baseline),
        firms=float(demand.sum()),
        plan=plan,
    )


@dataclass(frozen=True, slots=True)
class _Baseline:
    """Firms, ways and offices as they are, one row a municipality."""

    demand: "Floats"
    km: "Floats"
    near: "NDArray[np.bool_]"
    reached: "NDArray[np.bool_]"
    """Reached by an office that stays."""
    before: "Floats"

    @property
    def left(self) -> "Floats":
        """Firms that nobody who stays reaches."""
        return np.where(self.reached, 0.0, self.demand)


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


def _in_order_of_gain(places: list[int], baseline: _Baseline) -> list[int]:
    """Sort places: the one that reaches most first, then what it leaves."""
    unreached, rest, order = baseline.left, list(places), []
    while rest:
        sums = [float(unreached[baseline.near[:, place]].sum()) for place in rest]
        order.append(rest.pop(int(np.argmax(sums))))
        unreached = np.where(baseline.near[:, order[-1]], 0.0, unreached)
    return order


def _gains(places: list[int], baseline: _Baseline) -> list[float]:
    unreached, gains = baseline.left, []
    for place in places:
        gains.append(float(unreached[baseline.near[:, place]].sum()))
        unreached = np.where(baseline.near[:, place], 0.0, unreached)
    return gains


def _swaps(goal: Goal, places: list[int], baseline: _Baseline) -> list[tuple[int, int, float]]:
    """List exchanges of one chosen place that lose at most one per cent of the best result.

    A place that adds nothing has no alternatives: any other would do as well.
    """
    others = [place for place in range(baseline.km.shape[1]) if place not in places]
    swaps = []
    for out in places:
        rest = [place for place in places if place != out]
        results = [_result(goal, [*rest, place], baseline) for place in (out, *others)]
        best, limit = results[0], NEARLY_AS_GOOD * abs(results[0])
        if _result(goal, rest, baseline) == best:
            continue
        swaps += [
            (out, instead, best - result)
            for instead, result in zip(others, results[1:], strict=True)
            if best - result <= limit
        ]
    return sorted(swaps, key=lambda swap: (swap[2], swap[0], swap[1]))


def _result(goal: Goal, places: list[int], baseline: _Baseline) -> float:
    """Compute how good a choice is: firms reached, or minus the mean or the longest way in km."""
    if goal == "cover":
        return float(baseline.demand[baseline.reached | baseline.near[:, places].any(axis=1)].sum())
    nearest_after = _nearest_after(baseline.before, baseline.km, places)
    if goal == "worst":
        return -float(
            np.where(np.isnan(nearest_after), np.inf, nearest_after)[baseline.demand > 0].max()
        )
    return -_total(baseline.demand, nearest_after) / float(baseline.demand.sum())


def _nearest_after(nearest_before: "Floats", km: "Floats", places: list[int]) -> "Floats":
    """Return the way to the nearest place once the given ones are added."""
    if not places:
        return nearest_before
    added = np.where(np.isnan(km[:, places]), np.inf, km[:, places]).min(axis=1)
    nearest: Floats = np.fmin(nearest_before, added)
    return nearest


def _total(demand: "Floats", km: "Floats") -> float:
    return float((demand[demand > 0] * km[demand > 0]).sum())


def _mean(demand: "Floats", km: "Floats") -> float | None:
    mean = _total(demand, km) / float(demand.sum())
    return mean if np.isfinite(mean) else None


def _worst(demand: "Floats", km: "Floats") -> float | None:
    worst = km[demand > 0].max()
    return float(worst) if np.isfinite(worst) else None


def _places_for_all(baseline: _Baseline) -> int | None:
    unreached = baseline.left
    if not baseline.near[unreached > 0].any(axis=1).all():
        return None
    return len(fewest_places(unreached, baseline.near))
