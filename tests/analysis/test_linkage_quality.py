"""Precision and recall of linked names, from samples of pairs whose truth was planted."""

import numpy as np
import pytest

from ecosystem.analysis.linkage_quality import linkage_estimate
from ecosystem.model.linkage import JudgedBand

SEED = 1
FEW = [(True, 120, 0.97), (True, 30, 0.9), (False, 85, 0.35), (False, 200, 0.03)]
POPULATIONS = {
    "many_missed": [(True, 400, 0.95), (True, 120, 0.85), (False, 90, 0.5), (False, 900, 0.05)],
    "few_missed": [*FEW, (False, 1000, 0.003), (False, 3500, 0.0003)],
    "large": [(True, 4000, 0.98), (True, 400, 0.9), (False, 500, 0.4), (False, 20000, 0.004)],
}
"""Whether linked, how many pairs, and the planted share that are one organisation, by band."""


def judged_bands(same_of, sampled, random):
    """Return the bands of a population in which a sample is judged, band by band."""
    return [
        JudgedBand(
            is_linked=is_linked,
            least_score=place,
            pairs=pairs,
            judged=min(sampled, pairs),
            same=int(random.hypergeometric(same, pairs - same, min(sampled, pairs))),
        )
        for place, (is_linked, pairs, same) in enumerate(same_of)
    ]


def truth(same_of):
    """Return the precision and recall of a population."""
    pairs = sum(pairs for is_linked, pairs, _ in same_of if is_linked)
    right = sum(same for is_linked, _, same in same_of if is_linked)
    return right / pairs, right / sum(same for _, _, same in same_of)


def held_in(population, sampled, runs=2000):
    """Return in what share of samples each interval holds the truth: precision, recall."""
    random = np.random.default_rng(SEED)
    held = np.zeros(2)
    for _ in range(runs):
        same_of = [
            (is_linked, pairs, random.binomial(pairs, share))
            for is_linked, pairs, share in POPULATIONS[population]
        ]
        estimates = linkage_estimate(judged_bands(same_of, sampled, random))
        held += [
            estimate.low - 1e-9 <= true <= estimate.high + 1e-9
            for estimate, true in zip(estimates, truth(same_of), strict=True)
        ]
    return held / runs


@pytest.mark.parametrize("sampled", [40, 100])
def test_the_intervals_hold_the_planted_quality_in_95_of_100_samples(sampled):
    """Two thousand samples of each band."""
    held = held_in("many_missed", sampled)

    assert all(0.93 <= share <= 0.97 for share in held), held


@pytest.mark.parametrize("sampled", [40, 100])
@pytest.mark.parametrize("population", ["few_missed", "large"])
def test_few_that_are_missed_among_thousands_are_held_in_95_of_100_samples_at_least(
    population, sampled
):
    """None or one of them is drawn: a limit that steps cannot hold exactly 95, and errs upwards."""
    held = held_in(population, sampled)

    assert all(0.94 <= share <= 0.99 for share in held), held


def test_what_was_judged_whole_is_known():
    """Nothing is left to chance, and bands weigh as many pairs as they hold."""
    same_of = [(True, 90, 81), (True, 10, 5), (False, 50, 14)]
    bands = judged_bands(same_of, 1000, np.random.default_rng(SEED))
    precision, recall = linkage_estimate(bands)

    assert precision == pytest.approx((0.86, 0.86, 0.86))
    assert recall == pytest.approx((0.86, 0.86, 0.86))


def test_a_band_weighs_as_many_pairs_as_it_holds():
    """One missed pair of ten among 900 is 90 missed pairs, not one."""
    linked = JudgedBand(is_linked=True, least_score=94, pairs=90, judged=90, same=90)
    apart = JudgedBand(is_linked=False, least_score=0, pairs=900, judged=10, same=1)

    assert linkage_estimate([linked, apart]).recall.value == pytest.approx(0.5)


@pytest.mark.parametrize(("is_linked", "has_any"), [(True, False), (False, True)])
def test_a_band_that_nobody_judged_is_not_measured(is_linked, has_any):
    """Without judged links nothing is known; without judged others, precision alone."""
    bands = [
        JudgedBand(
            is_linked=linked,
            least_score=0,
            pairs=20,
            judged=0 if linked is is_linked else 9,
            same=0,
        )
        for linked in (True, False)
    ]
    found = linkage_estimate(bands)

    assert (found is not None) is has_any
    assert found is None or found.recall is None
