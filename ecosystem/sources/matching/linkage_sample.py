"""A sample of pairs of names for two readers: ``mapping/linkage.csv`` of a register folder.

Pairs are drawn in each band of likeness and put in a random order. Two people write *same* or
*different* without seeing each other's column; where they differ, what they agree on afterwards
goes into ``agreed``. How many pairs the band had stands in each row, so that the file is enough.
"""

import csv
import io
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from ecosystem.model.errors import EcosystemError
from ecosystem.model.linkage import JudgedBand
from ecosystem.model.text import bare_cell, inert_cell
from ecosystem.sources.files.encodings import SavedRow, read_saved_table, uneven
from ecosystem.sources.files.folders import home_of
from ecosystem.sources.matching.linkage_pairs import APART_FROM, LINKED_FROM, Band, NamePair
from ecosystem.sources.matching.name_decisions import WORDS, Decision

FILE: Final = Path("mapping") / "linkage.csv"
JUDGEMENTS: Final = ("reader_1", "reader_2", "agreed")
COLUMNS: Final = ("name", "actor_id", "actor_name", *JUDGEMENTS, "band", "pairs_in_band")
_BANDS: Final = {
    f"{word} {least}": Band(is_linked, least)
    for word, is_linked, least_scores in (
        ("linked", True, LINKED_FROM),
        ("apart", False, APART_FROM),
    )
    for least in least_scores
}
"""How a band is written: whether its pairs are linked, and its least likeness."""


class SampledPair(NamedTuple):
    """A row of the sample."""

    pair: NamePair
    reader_1: Decision
    reader_2: Decision
    agreed: Decision
    band: Band
    pairs_in_band: int

    @property
    def judgement(self) -> Decision:
        """What both say, or agreed on afterwards; else it is open."""
        is_one = self.reader_1 is self.reader_2
        return self.agreed or (self.reader_1 if is_one else Decision.OPEN)


def draw_sample(
    bands: Mapping[Band, Sequence[NamePair]], pairs: int, seed: int
) -> list[SampledPair]:
    """Draw pairs at random, as many in each band; what a small band lacks goes to the others.

    Args:
        bands: All pairs of each band.
        pairs: How many to draw in all.
        seed: The same seed draws the same pairs.
    """
    drawing = random.Random(seed)
    left, sample = pairs, []
    by_size = sorted(bands, key=lambda band: (len(bands[band]), band))
    for place, band in enumerate(by_size):
        count = min(len(bands[band]), left // (len(by_size) - place))
        left -= count
        none = 3 * (Decision.OPEN,)
        drawn = drawing.sample(list(bands[band]), count)
        sample += [SampledPair(pair, *none, band, len(bands[band])) for pair in drawn]
    drawing.shuffle(sample)
    return sample


def sample_text(sample: Sequence[SampledPair]) -> str:
    """Write a sample as the file for its readers."""
    word_of = {band: word for word, band in _BANDS.items()}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in sample:
        name, actor_id, actor_name = row.pair
        texts = [inert_cell(name), actor_id, inert_cell(actor_name)]
        judged = [row.reader_1.value, row.reader_2.value, row.agreed.value]
        writer.writerow([*texts, *judged, word_of[row.band], row.pairs_in_band])
    return out.getvalue()


def read_sample(folder: Path) -> list[SampledPair]:
    """Read the sample of a register folder; without one, none was drawn.

    Raises:
        EcosystemError: Columns are missing, or rows are not what the readers were given or say
            something else than same or different. All such rows are told.
        UnreadableFileError: The file is no table.
    """
    path = home_of(folder) / FILE
    if not path.exists():
        return []
    table = read_saved_table(path)
    if missing := [name for name in COLUMNS if name not in table.header]:
        message = (
            f"{path} mangler kolonnerne {', '.join(missing)}. Dens overskrift: "
            f"{','.join(COLUMNS)}. / It lacks these columns; its header is given."
        )
        raise EcosystemError(message)
    faults: list[str] = []
    read = [_row(table.header, row, faults) for row in table.rows]
    sample = [row for row in read if row is not None]
    sizes: dict[Band, set[int]] = defaultdict(set)
    for row in sample:
        sizes[row.band].add(row.pairs_in_band)
    counts = {band: sum(row.band == band for row in sample) for band in sizes}
    faults += [
        f"{_word(band)}: pairs_in_band {sorted(found)}, {counts[band]} rows"
        for band, found in sizes.items()
        if len(found) > 1 or max(found) < counts[band]
    ]
    if faults:
        message = "\n".join(
            [
                f"{path} kan ikke læses; ret linjerne, eller tegn et nyt udvalg. / It cannot be "
                "read; mend the lines, or draw a new sample.",
                *faults,
            ]
        )
        raise EcosystemError(message)
    return sample


def judged_bands(sample: Sequence[SampledPair]) -> tuple[JudgedBand, ...]:
    """Count what the readers say of each band."""
    bands: dict[Band, list[SampledPair]] = defaultdict(list)
    for row in sample:
        bands[row.band].append(row)
    return tuple(
        JudgedBand(
            is_linked=band.is_linked,
            least_score=band.least_score,
            pairs=rows[0].pairs_in_band,
            judged=sum(row.judgement is not Decision.OPEN for row in rows),
            same=sum(row.judgement is Decision.SAME for row in rows),
        )
        for band, rows in sorted(bands.items(), reverse=True)
    )


def _row(header: Sequence[str], row: SavedRow, faults: list[str]) -> SampledPair | None:
    """Return a row; ``None`` where it has faults, which are added."""
    if wrong := uneven(row, len(header)):
        faults.append(f"line {row.line}: {wrong[0]}. {wrong[1]}")
        return None
    cells = {name: cell.strip() for name, cell in zip(header, row.cells, strict=True)}
    said = [WORDS.get(cells[column].casefold()) for column in JUDGEMENTS]
    band, size = _BANDS.get(cells["band"]), cells["pairs_in_band"]
    reader_1, reader_2, agreed = said
    if reader_1 is None or reader_2 is None or agreed is None:
        words = ", ".join(repr(cells[column][:40]) for column in JUDGEMENTS)
        faults.append(f"line {row.line}: expected same, different or nothing; there stand {words}")
        return None
    if band is None or not size.isdecimal() or not int(size):
        faults.append(
            f"line {row.line}: band ({cells['band'][:40]!r}) and pairs_in_band ({size[:40]!r}) "
            "are not to be changed"
        )
        return None
    pair = NamePair(bare_cell(cells["name"]), cells["actor_id"], bare_cell(cells["actor_name"]))
    return SampledPair(pair, reader_1, reader_2, agreed, band, int(size))


def _word(band: Band) -> str:
    return next(word for word, written in _BANDS.items() if written == band)
