"""Import a source into a register folder: all of it or nothing, and nothing twice.

The walk: read the files, work on a copy of the folder (a new one begins as the shipped register of
Denmark), merge the rows into it, check it as ``ecosystem validate`` does, and let it take the
folder's place.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Final

from ecosystem.model.errors import EcosystemError, UnknownIdError, UnreadableFileError
from ecosystem.sources.imports.cordis import read_cordis
from ecosystem.sources.imports.own_tables import upsert_tables
from ecosystem.sources.imports.participant_rows import SOURCE as PARTICIPANTS
from ecosystem.sources.imports.participant_rows import upsert_participants
from ecosystem.sources.imports.participants import read_participants
from ecosystem.sources.imports.scheme_offers import check_choice
from ecosystem.sources.imports.statbank import statbank_files
from ecosystem.sources.imports.structural_funds import read_structural_funds
from ecosystem.sources.imports.survey import SOURCE as SURVEY
from ecosystem.sources.imports.survey import SurveyAsked, read_survey
from ecosystem.sources.imports.table_file import read_table_file
from ecosystem.sources.imports.unnamed_participants import FILE as PARTICIPANTS_FILE
from ecosystem.sources.imports.upsert import MergeResult, upsert_records
from ecosystem.sources.matching.import_records import ImportReport, SourceRecords
from ecosystem.sources.matching.name_decisions import FILE as MAPPING_FILE
from ecosystem.sources.matching.name_decisions import Decision
from ecosystem.sources.register.edition_writing import left_note
from ecosystem.sources.register.inspection import Inspection
from ecosystem.sources.register.merging import row_counts
from ecosystem.sources.register.transaction import sealed, working_copy

TABLE: Final = "table"
STATBANK: Final = "statbank"
READERS: Final[Mapping[str, Callable[[Sequence[Path]], SourceRecords]]] = {
    "structural-funds": read_structural_funds,
    "cordis": read_cordis,
}
"""Official registers by the name of their source."""


def import_files(  # noqa: PLR0913  # what the command offers
    source: str,
    files: Sequence[Path],
    into: Path,
    *,
    on: date,
    dry_run: bool = False,
    table: str | None = None,
    offer: str | None = None,
    scheme: str | None = None,
    survey: SurveyAsked | None = None,
) -> ImportReport:
    """Read files of a source and merge them into a register folder.

    Args:
        source: ``structural-funds``, ``cordis``, ``statbank``, ``participants``, ``survey`` or
            ``table``.
        files: What the user saved.
        into: A register folder; one that is absent or empty is first filled with the shipped
            register of Denmark, without its example data.
        on: The day, written into the folder's ``datapackage.json``.
        dry_run: Do everything but write.
        table: For ``table``, which of our tables the file is.
        offer: For ``participants``, the offer that they used; or
        scheme: the name of a scheme that is not among the offers.
        survey: For ``survey``, whose it is and of which firms.

    Returns:
        What was read, added, updated, left as it was, and kept out. Counts are of rows of the
        files; a row of an official register counts by what became of the project it tells of.

    Raises:
        UnknownIdError: There is no such source.
        UnreadableFileError: A file is not what the source expects.
        RegisterError: The folder's own tables have faults, or the result would.
        EcosystemError: The folder cannot be used or written.
    """
    if source == PARTICIPANTS:
        upsert = _upsert_of_list(files, offer, scheme)
    elif offer or scheme:
        message = (
            "--offer og --scheme hører til 'import participants'. Udelad dem her.\n"
            "--offer and --scheme belong to 'import participants'. Leave them out here."
        )
        raise EcosystemError(message)
    elif survey is not None:
        upsert = read_survey(files, survey)
    else:
        upsert = _upsert_of(source, files, table, dry_run=dry_run)
    with working_copy(into, f"import {source}", dry_run=dry_run) as copy:
        merge = upsert(copy.folder, lambda: sealed(copy, on))
        copy.is_changed, copy.forgets = merge.is_changed, merge.takes_names_back
        if merge.is_changed:
            rows = (merge.inspected or sealed(copy, on)).tables
        else:
            rows = row_counts(copy.folder)
    report = _report(source, merge, rows, into, dry_run=dry_run)
    if copy.left:
        report.notes.append(left_note(copy.left))
    return report


_Check = Callable[[], Inspection]


def _upsert_of_list(
    files: Sequence[Path], offer: str | None, scheme: str | None
) -> Callable[[Path, _Check], MergeResult]:
    """Read a list of participants before any folder is touched; return what merges it into one."""
    check_choice(offer, scheme)
    if len(files) != 1:
        message = (
            "import participants: giv én fil ad gangen; hver liste har sin egen ordning.\n"
            "import participants: give one file at a time; each list has a scheme of its own."
        )
        raise EcosystemError(message)
    listed = read_participants(files[0])
    return lambda folder, _: upsert_participants(folder, listed, offer=offer, scheme=scheme)


def _upsert_of(
    source: str, files: Sequence[Path], table: str | None, *, dry_run: bool
) -> Callable[[Path, _Check], MergeResult]:
    """Read the files before any folder is touched; return what merges them into one."""
    if not files:
        message = "No file is named. Give the file or files to import."
        raise EcosystemError(message)
    if source == TABLE:
        tables = [read_table_file(path, table) for path in files]
        return lambda folder, check: upsert_tables(folder, tables, check)
    if source == STATBANK:
        saved = statbank_files(files)
        return lambda folder, check: upsert_tables(folder, saved, check)
    if source not in READERS:
        kind = "source"
        sources = [*READERS, STATBANK, TABLE, PARTICIPANTS, SURVEY]
        raise UnknownIdError.from_available(kind, source, sources)
    records = READERS[source](files)
    if not records.read:
        message = f"{', '.join(map(str, files))} has a header and no rows. Nothing was imported."
        raise UnreadableFileError(message)
    return lambda folder, _: upsert_records(folder, records, keep_key=not dry_run)


def _report(
    source: str, merge: MergeResult, rows: dict[str, int], into: Path, *, dry_run: bool
) -> ImportReport:
    batch = merge.batch
    pending = sum(row.decision is Decision.OPEN for row in merge.decisions)
    return ImportReport(
        source=source,
        read=batch.read,
        added=merge.added,
        updated=merge.updated,
        unchanged=merge.unchanged,
        rejected=batch.rejected,
        tables=rows,
        is_dry_run=dry_run,
        into=str(into),
        rows_added={name: text_table.added for name, text_table in merge.tables.items()},
        rows_updated={name: text_table.updated for name, text_table in merge.tables.items()},
        left_out=batch.left_out,
        notes=batch.notes,
        doubtful_pairs=batch.doubtful,
        pending_pairs=pending,
        mapping_file=str(into / MAPPING_FILE) if merge.decisions else None,
        kinds=batch.kinds,
        positions=batch.positions,
        dropped_contacts=batch.dropped_contacts,
        personal_data_removed=batch.personal_data,
        participants_without_name=batch.participants_without_name,
        participants_to_decide=batch.participants_to_decide,
        participants_file=str(into / PARTICIPANTS_FILE) if batch.participants_to_decide else None,
    )
