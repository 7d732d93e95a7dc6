"""Planted gaps are found, and nothing else."""

import random
import sys
from collections import Counter

import pytest

from ecosystem.analysis.gaps import find_gaps
from tests.analysis.gaps.maker import DAY, PLANTERS, complete_register, plant
from tests.thorough import tries

pytestmark = pytest.mark.thorough

SEEDS = tries(len(PLANTERS), 200)
"""The figures are printed with ``-s``."""


def test_a_complete_and_fresh_register_has_no_gaps():
    """Every need of every position is served everywhere, and everybody is reached."""
    assert find_gaps(complete_register(seed=1).register(), DAY) == ()


def test_every_planted_gap_is_found_and_no_other_of_its_kind(capsys):
    """One gap of one kind at a random place in each of many registers."""
    counts = Counter()
    for seed in range(SEEDS):
        kind = tuple(PLANTERS)[seed % len(PLANTERS)]
        made = complete_register(seed)
        planted = plant(made, kind, random.Random(seed))
        gaps = [g for g in find_gaps(made.register(), DAY) if g.kind.value == kind]
        details = (planted.detail or "-").split("|")
        right = [g for g in gaps if _is(g, planted, details)]
        counts["found"] += len({g.detail or "-" for g in right}) == len(details)
        counts["planted"] += 1
        counts["right"] += len(right)
        counts["reported"] += len(gaps)
        counts["real"] += sum(g.confidence.value == "real" for g in right)
    with capsys.disabled():
        recall, precision = (
            counts["found"] / counts["planted"],
            counts["right"] / counts["reported"],
        )
        sys.stdout.write(
            f"\nplanted gaps: recall {recall:.3f}, precision {precision:.3f} {dict(counts)}\n"
        )

    assert counts["found"] == counts["planted"]
    assert counts["right"] == counts["reported"] == counts["real"]


def _is(gap, planted, details):
    return (
        gap.position_id == planted.position
        and gap.need_id == planted.need
        and frozenset(gap.municipality_codes) == planted.codes
        and (gap.detail or "-") in details
    )


@pytest.mark.parametrize("kind", PLANTERS)
def test_each_gap_carries_its_rule_its_rows_and_its_sentences(kind):
    """A finding can be doubted: every word of it can be said in both languages."""
    from ecosystem.display.wording import say

    made = complete_register(3)
    plant(made, kind, random.Random(3))
    gaps = [g for g in find_gaps(made.register(), DAY) if g.kind.value == kind]

    assert gaps
    for gap in gaps:
        assert gap.evidence
        assert gap.thresholds["version"]
        for language in ("da", "en"):
            assert "{" not in say(gap.sentence, language) + say(gap.rule, language)
