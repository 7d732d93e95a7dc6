"""Draw a sample of pairs of names of a register folder, for two readers to judge."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ecosystem.model.errors import EcosystemError, UnknownIdError
from ecosystem.sources.files.may_write import is_new
from ecosystem.sources.imports.importing import READERS
from ecosystem.sources.imports.upsert import authorities_of, known_actors
from ecosystem.sources.matching.actor_matching import match
from ecosystem.sources.matching.import_records import Mention
from ecosystem.sources.matching.linkage_pairs import Band, NamePair, pairs_by_band
from ecosystem.sources.matching.linkage_sample import (
    FILE,
    SampledPair,
    draw_sample,
    read_sample,
    sample_text,
)
from ecosystem.sources.matching.name_decisions import read_decisions, shipped_aliases
from ecosystem.sources.register.merging import read_text_table
from ecosystem.sources.register.transaction import working_copy


@dataclass(frozen=True, slots=True)
class OfficialFiles:
    """Files of one official register, whose names were linked by an import."""

    source: str
    """structural-funds or cordis."""
    files: Sequence[Path]

    def mentions(self) -> list[Mention]:
        """Read the organisations that have nothing but a name.

        Raises:
            UnknownIdError: There is no such source.
            UnreadableFileError: A file is not what the source expects.
        """
        if self.source not in READERS:
            kind = "source"
            raise UnknownIdError.from_available(kind, self.source, READERS)
        records = READERS[self.source](self.files)
        named = (part.mention for project in records.projects for part in project.parts)
        return [m for m in named if m.is_evident and not m.cvr and not m.pic]


def write_sample(
    into: Path,
    pairs: int,
    seed: int,
    official: OfficialFiles | None = None,
    *,
    is_again: bool = False,
) -> list[SampledPair]:
    """Draw a sample of the pairs of a register and write it into the folder, over an earlier one.

    Args:
        into: A register folder.
        pairs: How many pairs to draw; all, where there are no more.
        seed: The same seed draws the same pairs.
        official: The files that were imported, for how they write the names that were linked.
            ``None``: links that the mapping file tells alone.
        is_again: Draw anew even where readers have judged pairs of an earlier sample.

    Raises:
        EcosystemError: The folder holds no register, no name was linked or kept apart in it,
            readers have begun on an earlier sample, or it cannot be written.
        RegisterError: The register has faults.
        UnreadableFileError: A file is not what its source expects.
    """
    if is_new(into):
        message = (
            f"{into} er ikke et register. Giv den mappe, du har læst registre ind i. / {into} is "
            "no register. Give the folder that you imported into."
        )
        raise EcosystemError(message)
    if not is_again:
        _refuse_judged(into)
    mentions = [] if official is None else official.mentions()
    with working_copy(into, "linkage", dry_run=False) as copy:
        sample = draw_sample(_bands(copy.folder, mentions), pairs, seed)
        if not sample:
            message = (
                f"{into} har ingen par af navne at bedømme: intet er koblet eller holdt adskilt på "
                "navnet. / There are no pairs of names to judge."
            )
            raise EcosystemError(message)
        file = copy.folder / FILE
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(sample_text(sample), encoding="utf-8")
        copy.is_changed = True
    return sample


def _bands(folder: Path, mentions: Sequence[Mention]) -> Mapping[Band, list[NamePair]]:
    """Return the pairs of a register by band; names that meet an actor as an import lets them."""
    cells = read_text_table(folder, "actors").cells
    actors, decisions = known_actors(cells), read_decisions(folder)
    found = match(mentions, actors, decisions, shipped_aliases(), authorities_of(cells))
    met = ((mention.name, actor_id) for mention, actor_id in found.actor_of.items())
    return pairs_by_band(actors, decisions, met)


def _refuse_judged(into: Path) -> None:
    said = sum(bool(row.reader_1 or row.reader_2 or row.agreed) for row in read_sample(into))
    if said:
        message = (
            f"{into / FILE}: {said} par er bedømt. Giv --again, hvis de skal overskrives. / Pairs "
            "are judged; give --again to write over them."
        )
        raise EcosystemError(message)
