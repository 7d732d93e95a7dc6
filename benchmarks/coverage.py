"""Coverage: nearest offices, every position at once, and siting beside what a user would write."""

import warnings
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np

from benchmarks.measure import fastest
from benchmarks.registers import example_register

FIRMS, OFFICES = 700_000, 100
LOOPED = 2_000
"""Firms the loop is measured on; its time is multiplied up."""
LEAST_SPEED, MOST_OF_TREE = 50, 2.0
MOST_SECONDS = 2.0
ON = date(2026, 10, 31)


def run() -> None:
    """Measure the three."""
    _nearest()
    _every_position()
    _siting(98, 98, 5, 0.1)
    _siting(2000, 200, 10, 3.0)


def _nearest() -> None:
    from scipy.spatial import KDTree  # noqa: PLC0415

    from ecosystem.analysis.day import nearest_office  # noqa: PLC0415

    dice = np.random.default_rng(1)
    firms, offices = dice.uniform(0, 4e5, (FIRMS, 2)), dice.uniform(0, 4e5, (OFFICES, 2))
    house, _, (km, _) = fastest(lambda: nearest_office(firms, offices))
    tree, _, _ = fastest(lambda: KDTree(offices).query(firms))
    loop, _, looped = fastest(lambda: _looped(firms[:LOOPED], offices), 1)
    loop *= FIRMS / LOOPED
    print(f"  nearest of {OFFICES} offices for {FIRMS:,} firms")
    print(f"    ours {house:.2f} s, scipy's tree alone {tree:.2f} s, geopandas loop {loop:.0f} s")
    print(f"    the same: {np.allclose(km[:LOOPED], looped)}")
    _told("times as fast as the loop", loop / house, loop / house >= LEAST_SPEED)
    _told("times the tree alone", house / tree, house / tree <= MOST_OF_TREE)


def _looped(firms: Any, offices: Any) -> Any:  # noqa: ANN401
    import geopandas as gpd  # noqa: PLC0415

    held = gpd.GeoSeries(gpd.points_from_xy(*offices.T), crs="EPSG:25832")
    points = gpd.GeoSeries(gpd.points_from_xy(*firms.T), crs="EPSG:25832")
    return np.array([held.distance(point).min() / 1000 for point in points])


def _every_position() -> None:
    from benchmarks.counts import count_with_pandas  # noqa: PLC0415
    from ecosystem.analysis.day import OnDay  # noqa: PLC0415
    from ecosystem.analysis.presence import firms_of_every_position  # noqa: PLC0415
    from ecosystem.sources.register.reading import read_register  # noqa: PLC0415

    folder = example_register(FIRMS, 5_000_000)
    register = read_register(folder)
    codes = replace(register, links=None, actor_positions=None, participations=None)
    house, _, table = fastest(lambda: firms_of_every_position(OnDay(codes, ON)))
    tied, _, _ = fastest(lambda: firms_of_every_position(OnDay(register, ON)))
    pandas, _, _ = fastest(lambda: count_with_pandas(str(folder)))
    print(f"  firms of 15 positions in 98 municipalities, {FIRMS:,} firms: {len(table)} cells")
    print(
        f"    by codes: ours {house:.2f} s, pandas {pandas:.2f} s; with ties as well {tied:.2f} s"
    )
    _told("seconds with ties", tied, tied < MOST_SECONDS)
    _told("times as fast as pandas", pandas / house, pandas / house >= 5)


def _siting(areas: int, places: int, add: int, most: float) -> None:
    from ecosystem.analysis.siting import most_covered  # noqa: PLC0415

    dice = np.random.default_rng(2)
    points = dice.uniform(0, 300, (areas, 2))
    km = np.hypot(*(points[:, None] - points[None, :places]).transpose(2, 0, 1))
    firms, near = dice.integers(1, 100, areas).astype(float), km <= 30
    house, _, chosen = fastest(lambda: most_covered(firms, near, add))
    reached = firms[near[:, chosen].any(axis=1)].sum()
    print(f"  maximal covering, {areas} x {places}, {add} places: ours {house:.3f} s")
    _told("seconds", house, house < most)
    theirs, _, same = fastest(lambda: _spopt(firms, km, add), 3)
    print(
        f"    spopt with the same solver (HiGHS) {theirs:.3f} s, {theirs / house:.1f} times ours; "
        f"firms reached {reached:.0f} and {same:.0f}"
    )


def _spopt(firms: Any, km: Any, add: int) -> float:  # noqa: ANN401
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import pulp  # noqa: PLC0415
        from spopt.locate import MCLP  # noqa: PLC0415

        solver = pulp.HiGHS(msg=False)
        solved = MCLP.from_cost_matrix(km, firms, 30, p_facilities=add).solve(solver)
    return float(firms[[bool(found) for found in solved.cli2fac]].sum())


def _told(what: str, value: float, is_held: bool) -> None:  # noqa: FBT001
    print(f"    {value:.2f} {what}: {'yes' if is_held else 'NO'}")
