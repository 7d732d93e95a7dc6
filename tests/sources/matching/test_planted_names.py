"""Matching finds the recall and precision that were planted, and a sample of pairs tells them."""

import numpy as np
import pytest

from ecosystem.analysis.linkage_quality import linkage_estimate
from ecosystem.sources.matching.linkage_pairs import NamePair, pairs_by_band
from ecosystem.sources.matching.linkage_sample import SampledPair, draw_sample, judged_bands
from ecosystem.sources.matching.name_decisions import Decision, with_new_pairs
from tests.sources.matching import planted_names as planted

SEED = 1


@pytest.mark.parametrize("recall", [0.95, 0.8])
def test_the_planted_recall_and_precision_come_out(recall):
    """Every error that the rules promise to see through, and of the others none but namesakes."""
    random = np.random.default_rng(SEED)
    actors = planted.an_ecosystem(random, 600)
    written = planted.planted_names(random, actors, recall, strangers=0.3, namesakes=0.05)
    ids, _ = planted.matched(actors, written)
    known = {actor.actor_id for actor in actors}
    linked = [(one, found) for one, found in zip(written, ids, strict=True) if found in known]
    right = [one for one, found in linked if one.owner == found]
    wrong = [one for one, found in linked if one.owner != found]

    assert len(right) == sum(one.is_promised for one in written)
    assert len(right) / len(actors) == pytest.approx(recall, abs=0.03)
    assert {one.owner for one in wrong} == {"navnefælle"}
    assert len(wrong) / len(actors) == pytest.approx(0.05, abs=0.02)


@pytest.fixture(scope="module")
def judged():
    """All pairs of an installation by band, and which of them are one organisation.

    What no rule can tell, people do: every twentieth link is of a namesake, and every eighth unit
    that was kept apart is the organisation itself under a longer name.
    """
    random = np.random.default_rng(SEED)
    actors = planted.an_ecosystem(random, 1000)
    written = planted.planted_names(random, actors, 0.85, strangers=0.4)
    ids, found = planted.matched(actors, written)
    new = [
        planted.KnownActor(actor_id, one.name)
        for one, actor_id in zip(written, ids, strict=True)
        if actor_id in found.new
    ]
    decisions = with_new_pairs((), found.doubtful, found.merged)
    bands = pairs_by_band([*actors, *new], decisions)
    links = [pair for band, pairs in bands.items() if band.is_linked for pair in pairs]
    apart = [pair for band, pairs in bands.items() if not band.is_linked for pair in pairs]
    return bands, {*links, *apart[::8]} - set(links[::20])


def judge(row: SampledPair, same: set[NamePair]) -> SampledPair:
    """Let both readers say what is true."""
    said = Decision.SAME if row.pair in same else Decision.DIFFERENT
    return row._replace(reader_1=said, reader_2=said)


def quality_of(judged, pairs, seed):
    """Draw a sample, let it be judged, and estimate the quality."""
    bands, same = judged
    sample = [judge(row, same) for row in draw_sample(bands, pairs, seed)]
    return linkage_estimate(judged_bands(sample))


def test_the_intervals_of_a_sample_hold_the_quality_of_all_pairs(judged):
    """Four hundred samples of 300 pairs, drawn in bands of very different size."""
    bands, same = judged
    whole = quality_of(judged, sum(map(len, bands.values())), SEED)
    links = {pair for band, pairs in bands.items() if band.is_linked for pair in pairs}
    assert whole.precision == pytest.approx(3 * (len(same & links) / len(links),))
    assert whole.recall == pytest.approx(3 * (len(same & links) / len(same),))

    samples = [quality_of(judged, 300, seed) for seed in range(400)]
    held = [
        np.mean([one[kind].low <= whole[kind].value <= one[kind].high for one in samples])
        for kind in (0, 1)
    ]
    assert all(0.93 <= share <= 0.97 for share in held), held


def test_a_sample_is_the_same_for_the_same_seed_and_never_holds_a_pair_twice(judged):
    """What a small band lacks is drawn in the others."""
    bands, _ = judged
    sample = draw_sample(bands, 300, SEED)

    assert len(sample) == 300
    assert sample == draw_sample(bands, 300, SEED) != draw_sample(bands, 300, 2)
    assert len({row.pair for row in sample}) == 300
    assert {row.band for row in sample} == set(bands)


def test_two_readers_who_differ_leave_a_pair_open_until_they_agree(judged):
    """One reader alone settles nothing."""
    (row,) = draw_sample(judged[0], 1, SEED)
    split = row._replace(reader_1=Decision.SAME, reader_2=Decision.DIFFERENT)
    alone = row._replace(reader_1=Decision.SAME)

    assert split.judgement is alone.judgement is Decision.OPEN
    assert split._replace(agreed=Decision.SAME).judgement is Decision.SAME
