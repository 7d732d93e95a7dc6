"""Positions with the same firms are neighbours."""

import math

import pandas as pd

from ecosystem.analysis import ties


def test_neighbouring_positions_share_more_firms_than_chance():
    """Two positions with the same firms are neighbours; a third apart from them is not."""
    memberships = pd.DataFrame(
        {"energy": [1] * 20 + [0] * 20, "water": [1] * 18 + [0] * 22, "food": [0] * 18 + [1] * 22},
        dtype=bool,
    )

    pairs = ties.proximity_against_null(memberships, draws=200).set_index(
        ["position_id", "other_id"]
    )

    assert pairs.loc[("energy", "water"), "proximity"] == 0.9
    assert pairs.loc[("energy", "water"), "p_more"] < 0.05
    assert pairs.loc[("water", "food"), "proximity"] == 0
    assert math.isnan(ties.proximity(memberships.assign(empty=False)).loc["empty", "food"])
