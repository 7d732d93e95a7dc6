"""Positions of a network's points: computed once with a fixed seed, never in the browser.

Filtering fades or hides points and moves none.
"""

import math
import random
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from ecosystem.display.network.graph_view import GraphView, Place, Tie

    Points = NDArray[np.float64]


BACKBONE: Final = 1200
"""Best-connected actors that forces place; the others stand by their neighbours."""


WIDE: Final = 150.0


HIGH: Final = 56.0
"""Room in pixels that a symbol with its name takes."""


def place_actors(view: "GraphView", seed: int = 7) -> "dict[str, Place]":
    """Compute where each actor stands: once, with a seed, when the data are read.

    The best connected are placed by forces (Fruchterman & Reingold 1991) and pushed apart so
    that names do not cover each other; in a larger network the others stand in a spiral round
    the neighbours they have. Actors without a tie stand in rows below.
    """
    counts = view.tie_counts()
    ranked = sorted(view.actors, key=lambda key: (-counts[key], key))
    tied = [key for key in ranked if counts[key]]
    backbone = tied[:BACKBONE]
    places = _by_forces(backbone, view.ties, seed)
    _beside(places, tied[BACKBONE:], view.ties)
    low = max((y for _, y in places.values()), default=0.0) + 2 * HIGH
    columns = max(8, round(math.sqrt(len(ranked) - len(tied))))
    for place, key in enumerate(ranked[len(tied) :]):
        places[key] = (WIDE * (place % columns - columns / 2), low + HIGH * (place // columns))
    return places


def _by_forces(keys: list[str], ties: "Iterable[Tie]", seed: int) -> "dict[str, Place]":
    import igraph

    if not keys:
        return {}
    number = {key: place for place, key in enumerate(keys)}
    pairs = {
        (number[tie.start], number[tie.end])
        for tie in ties
        if tie.start in number and tie.end in number
    }
    rng = np.random.default_rng(seed)
    start = rng.normal(size=(len(keys), 2)) * math.sqrt(len(keys))
    graph = igraph.Graph(n=len(keys), edges=sorted(pairs))
    steps = 500 if len(keys) <= 500 else 200  # noqa: PLR2004
    igraph.set_random_number_generator(random.Random(seed))
    try:
        layout = graph.layout_fruchterman_reingold(niter=steps, seed=start.tolist(), grid=False)
    finally:
        igraph.set_random_number_generator(random)
    coordinates = np.array(layout.coords)
    room = math.sqrt(len(keys) / 60)
    spread = coordinates.std(axis=0)
    points = (coordinates - coordinates.mean(axis=0)) / np.where(spread > 0, spread, 1)
    apart = _push_apart(points * (210 * room, 170 * room))
    return {key: (float(x), float(y)) for key, (x, y) in zip(keys, apart.round(1), strict=True)}


def _push_apart(points: "Points", rounds: int = 400) -> "Points":
    """Move points that stand too close, so that symbols and names do not cover each other."""
    from scipy.spatial import cKDTree

    room = np.array([WIDE, HIGH])
    scaled: Points = points / room
    for _ in range(rounds):
        pairs = cKDTree(scaled).query_pairs(1.0, output_type="ndarray")
        if len(pairs) == 0:
            break
        gaps = scaled[pairs[:, 0]] - scaled[pairs[:, 1]]
        lengths = np.linalg.norm(gaps, axis=1, keepdims=True)
        push = gaps * (1.02 - lengths) / np.maximum(lengths, 1e-9) * 0.4
        np.add.at(scaled, pairs[:, 0], push)
        np.add.at(scaled, pairs[:, 1], -push)
    moved: Points = scaled * room
    return moved


def _beside(places: "dict[str, Place]", keys: list[str], ties: "Iterable[Tie]") -> None:
    """Stand each actor near the middle of its placed neighbours, on a spiral round it."""
    if not keys:
        return
    waiting = set(keys)
    near: dict[str, list[Place]] = {key: [] for key in keys}
    for tie in ties:
        for end, neighbour in ((tie.start, tie.end), (tie.end, tie.start)):
            if end in waiting and neighbour in places:
                near[end].append(places[neighbour])
    golden = math.pi * (3 - math.sqrt(5))
    for place, key in enumerate(keys):
        spots = near[key] or [(0.0, 0.0)]
        x, y = (sum(spot[axis] for spot in spots) / len(spots) for axis in (0, 1))
        far = 70 + 9 * math.sqrt(place)
        angle = golden * place
        places[key] = (round(x + far * math.cos(angle), 1), round(y + far * math.sin(angle), 1))
