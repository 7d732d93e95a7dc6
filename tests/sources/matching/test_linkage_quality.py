"""How well names of organisations are matched, on pairs a person has judged.

``linkage_pairs.csv`` holds pairs of names as they stand in the structural-fund exports, CORDIS and
the shipped register, each judged by reading: same organisation (the same legal unit, or the same
under a later name) or not. Run ``make linkage`` to see the figures. The rules were written with
the Danish names in view, so the figures say how these sources are matched, not how any other
would be; the stratum ``unseen`` was judged afterwards.
"""

import csv
import sys
from math import sqrt
from pathlib import Path
from typing import NamedTuple

import pytest

from ecosystem.sources.files.folders import shipped_folder
from ecosystem.sources.imports.structural_funds import read_structural_funds
from ecosystem.sources.matching.linkage import Blocks, Likeness, compare
from ecosystem.sources.matching.name_decisions import shipped_aliases
from ecosystem.sources.matching.organisation_names import cleaned, name_of

PAIRS = Path(__file__).parent / "linkage_pairs.csv"


SHARED = Path(__file__).parents[4] / "shared" / "data"


class Judged(NamedTuple):
    """A pair, what a person says of it, and what the rules say."""

    left: str
    right: str
    is_same: bool
    stratum: str
    likeness: Likeness
    shares_block: bool
    is_alias: bool

    @property
    def is_merged(self) -> bool:
        """The import makes one organisation of the two."""
        return self.is_alias or (self.likeness is Likeness.SAME and self.shares_block)

    @property
    def is_listed(self) -> bool:
        """A person is asked."""
        return not self.is_merged and self.likeness is Likeness.DOUBTFUL and self.shares_block


def wilson(hits: int, of: int, z: float = 1.96) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927)."""
    if not of:
        return 0.0, 1.0
    share = hits / of
    middle = share + z * z / (2 * of)
    spread = z * sqrt(share * (1 - share) / of + z * z / (4 * of * of))
    return max(0.0, (middle - spread) / (1 + z * z / of)), min(
        1.0, (middle + spread) / (1 + z * z / of)
    )


@pytest.fixture(scope="module")
def judged() -> list[Judged]:
    """Every labelled pair with what the rules say of it, blocks made of all names there are."""
    with PAIRS.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    with (shipped_folder() / "register" / "actors.csv").open(encoding="utf-8", newline="") as lines:
        ids = {row["name"]: row["actor_id"] for row in csv.DictReader(lines)}
    names = [cleaned(row[side]) for row in rows for side in ("left", "right")]
    blocks = Blocks()
    for name in dict.fromkeys([*ids, *names, *_names_of_the_sources()]):
        blocks.add(name, name_of(name))
    return [_judge(row, ids, blocks) for row in rows]


def _names_of_the_sources() -> list[str]:
    """The names of the real registers, so that blocks are as full as they are in an import."""
    file = SHARED / "structural_funds" / "projektdatabase-2007-2013.csv"
    if not file.exists():
        return []
    records = read_structural_funds([file])
    return [part.mention.name for project in records.projects for part in project.parts]


def _judge(row: dict[str, str], ids: dict[str, str], blocks: Blocks) -> Judged:
    left, right = cleaned(row["left"]), cleaned(row["right"])
    alias = shipped_aliases().get(name_of(left).normal)
    return Judged(
        row["left"],
        row["right"],
        row["same"] == "1",
        row["stratum"],
        compare(name_of(left), name_of(right), right_is_curated=right in ids).likeness,
        right in blocks.near(name_of(left)),
        alias is not None and alias == ids.get(right),
    )


def tell(line: str = "") -> None:
    """Say a line to whoever runs ``make linkage``."""
    sys.stdout.write(f"{line}\n")


def _told(what: str, hits: int, of: int) -> str:
    low, high = wilson(hits, of)
    share = hits / of if of else float("nan")
    return f"{what}: {hits} of {of} = {share:.3f} (95 % interval {low:.3f} to {high:.3f})"


def test_the_sample_is_large_enough_and_of_both_kinds(judged: list[Judged]):
    """At least 150 pairs were judged, with enough of the same and of different ones."""
    assert len(judged) >= 150
    assert sum(pair.is_same for pair in judged) >= 50
    assert sum(not pair.is_same for pair in judged) >= 100


def test_sure_matches_are_right_and_few_are_missed(judged: list[Judged]):
    """Merging is precise, and what is missed is mostly left to a person rather than lost."""
    merged = [pair for pair in judged if pair.is_merged]
    right = sum(pair.is_same for pair in merged)
    same = [pair for pair in judged if pair.is_same]
    merged_pairs = [pair for pair in same if pair.is_merged]
    by_rule = [pair for pair in same if pair.likeness is Likeness.SAME and pair.shares_block]
    listed = [pair for pair in same if pair.is_listed]
    blocked = [pair for pair in same if pair.shares_block]
    tell()
    tell(_told("precision of sure matches", right, len(merged)))
    tell(_told("recall of sure matches", len(merged_pairs), len(same)))
    tell(_told("  without the list of other names", len(by_rule), len(same)))
    tell(
        _told(
            "recall with the pairs a person is asked about", len(merged_pairs + listed), len(same)
        )
    )
    tell(
        _told("same pairs that share a block (the rest is never compared)", len(blocked), len(same))
    )
    listed_count = sum(pair.is_listed for pair in judged)
    tell(f"pairs a person is asked about: {listed_count}, of which {len(listed)} are the same")
    for stratum in dict.fromkeys(pair.stratum for pair in judged):
        pairs = [pair for pair in judged if pair.stratum == stratum]
        agreed = sum(pair.is_merged == pair.is_same for pair in pairs)
        tell(f"  {stratum}: {agreed} of {len(pairs)} settled as the person did")
    for pair in judged:
        if pair.is_merged != pair.is_same:
            tell(f"  not settled alike: {pair.left!r} and {pair.right!r}: {pair.likeness}")

    assert right == len(merged)
    assert wilson(right, len(merged))[0] > 0.90
    assert len(merged_pairs) / len(same) > 0.85
    assert len(merged_pairs + listed) / len(same) > 0.90
    assert len(blocked) / len(same) > 0.80
