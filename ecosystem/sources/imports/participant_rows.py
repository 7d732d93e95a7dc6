"""Merge a scheme's list of participants into a register: participations, actors, yearly figures.

A row is one participation, known by firm, role and start. Its project and amount stand in the
note: the list says what a firm did in the scheme, not who did it together, so that no project is
made of it and no tie between firms.
"""

from pathlib import Path
from typing import Final

import pandas as pd

from ecosystem.model.vocabulary import Role
from ecosystem.sources.imports.participant_actors import Settled, settle_actors, unsound_numbers
from ecosystem.sources.imports.participants import ParticipantList
from ecosystem.sources.imports.scheme_offers import check_offer, merge_scheme
from ecosystem.sources.imports.source_text import kind_notes
from ecosystem.sources.imports.upsert import MergeResult, write_mapping
from ecosystem.sources.matching.import_records import Batch
from ecosystem.sources.matching.organisation_names import name_by_number
from ecosystem.sources.register.merging import (
    MayChange,
    TextTable,
    merge_rows,
    read_text_table,
    write_table,
)

SOURCE: Final = "participants"
_TITLE: Final = "deltagerliste: "
"""Begins the source of every row that such an import writes."""
TWICE: Final = "row that stands twice"
_KEY: Final = ("actor_id", "role", "start")


def upsert_participants(
    folder: Path, participants: ParticipantList, *, offer: str | None, scheme: str | None
) -> MergeResult:
    """Merge a list of participants into the tables of a folder.

    Args:
        folder: A register folder that nobody else sees yet; its files are written.
        participants: The list as it was read.
        offer: The offer that they used; or
        scheme: the name of a scheme that becomes an offer of its own.

    Returns:
        What changed; each row of the list counts by what became of it.

    Raises:
        UnknownIdError: The register has no such offer.
        EcosystemError: More firms without a number than can be matched by name.
    """
    source = f"{_TITLE}{participants.path.name}"
    if offer is not None:
        check_offer(folder, offer)
    settled = settle_actors(folder, participants, source)
    if settled.actor_ids.empty:
        return MergeResult(_batch(participants, settled, source, 0))
    tables: dict[str, TextTable] = {}
    offer_id = str(offer)
    if scheme is not None:
        tables["offers"], offer_id, notes = merge_scheme(folder, scheme, source)
        participants.notes += notes
    rows = participants.cells.loc[settled.actor_ids.index].assign(
        actor_id=settled.actor_ids, offer_id=offer_id, source=source
    )
    rows["role"] = rows["role"].where(rows["role"] != "", Role.PARTICIPANT.value)
    tables["actors"] = _merged(folder, "actors", settled.rows, _never)
    before = _standing(folder, offer_id)
    taking_part, doubled = _participations(rows)
    tables["participations"] = _merged(folder, "participations", taking_part, _by_list)
    sizes = _sizes(participants, rows)
    if len(sizes) or read_text_table(folder, "actor_years").is_recorded:
        tables["actor_years"] = _merged(folder, "actor_years", sizes, _never)
    batch = _batch(participants, settled, source, doubled)
    batch.participants_without_name = _nameless(tables["actors"].cells, rows["actor_id"])
    merge = MergeResult(batch, tables=tables, decisions=settled.decisions)
    merge.is_mapping_changed = settled.decisions != settled.decisions_before
    _write(folder, merge)
    _count(merge, rows.loc[taking_part.index], before)
    return merge


def _write(folder: Path, merge: MergeResult) -> None:
    """Write the tables that changed, and the file of decisions about names."""
    for text_table in merge.tables.values():
        if text_table.is_changed:
            write_table(folder, text_table)
    if merge.is_mapping_changed:
        write_mapping(folder, merge.decisions)


def _merged(folder: Path, name: str, rows: pd.DataFrame, may_change: MayChange) -> TextTable:
    text_table = read_text_table(folder, name)
    merge_rows(text_table, rows, may_change)
    return text_table


_never: Final[MayChange] = lambda *_: False  # noqa: E731
_by_list: Final[MayChange] = lambda stands, _, column: (  # noqa: E731
    column != "source" and stands.get("source", "").startswith(_TITLE)
)


def _batch(participants: ParticipantList, settled: Settled, source: str, doubled: int) -> Batch:
    personal = dict(participants.personal_data.most_common())
    notes = [*participants.notes, *kind_notes(personal), *unsound_numbers(participants)]
    return Batch(
        SOURCE,
        source,
        participants.read,
        {},
        rejected=sorted(participants.rejected, key=lambda fault: fault.row or 0),
        notes=notes,
        left_out={TWICE: doubled} if doubled else {},
        doubtful=settled.matching.doubtful,
        merged=settled.matching.merged,
        dropped_contacts=participants.dropped_contacts,
        personal_data=personal,
    )


def _nameless(actors: pd.DataFrame, actor_ids: "pd.Series[str]") -> int:
    """Count the participations of firms that stand by their number, without a name."""
    by_number = actors["name"] == actors["cvr"].map(name_by_number)
    return int(actor_ids.isin(actors.loc[by_number, "actor_id"]).sum())


# --- participations -------------------------------------------------------------------------


def _participations(rows: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    """Return a participation for each firm, role and start, and how many rows stand twice.

    The notes of rows that stand twice are joined, so that no project is lost.
    """
    notes = _notes(rows)
    keys = [rows[column] for column in _KEY]
    is_doubled = rows.duplicated(list(_KEY), keep=False)
    if is_doubled.any():
        joined = notes[is_doubled].groupby([key[is_doubled] for key in keys]).transform(_join)
        notes = notes.where(~is_doubled, joined.reindex(notes.index))
    ends = rows["end"].where(~is_doubled, rows.groupby(list(_KEY))["end"].transform("max"))
    columns = ["actor_id", "offer_id", "role", "start", "source"]
    whole = rows[columns].assign(end=ends, note=notes, project_id="")
    first = whole[~whole.duplicated(list(_KEY))]
    return first.astype("str"), len(whole) - len(first)


def _join(notes: "pd.Series[str]") -> str:
    return " | ".join(dict.fromkeys(note for note in notes if note))


def _notes(rows: pd.DataFrame) -> "pd.Series[str]":
    """Write the project and the amount of each row as a note, in Danish."""
    project = ("Projekt: " + rows["project"]).where(rows["project"] != "", "")
    amounts = {
        cell: f"Beløb: {_danish(cell)} kr." if cell else "" for cell in set(rows["amount_dkk"])
    }
    amount = rows["amount_dkk"].map(amounts).astype("str")
    between = pd.Series("; ", index=rows.index).where((project != "") & (amount != ""), "")
    return (project + between + amount).astype("str")


def _danish(number: str) -> str:
    """Write a number with decimal comma and points between thousands."""
    whole, _, decimals = f"{float(number):,.2f}".partition(".")
    written = whole.replace(",", ".")
    return f"{written},{decimals}" if decimals.strip("0") else written


def _standing(folder: Path, offer_id: str) -> set[tuple[str, ...]]:
    """Return firm, role and start of the offer's participations as they stood."""
    cells = read_text_table(folder, "participations").cells
    of_offer = cells[cells["offer_id"] == offer_id]
    return set(zip(*(of_offer[column] for column in _KEY), strict=True))


# --- sizes ----------------------------------------------------------------------------------


def _sizes(participants: ParticipantList, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the employees of each firm in the year of a start; the first row of a year decides."""
    sized = rows[rows["employees"] != ""]
    sizes = pd.DataFrame(
        {
            "actor_id": sized["actor_id"],
            "year": sized["start"].str[:4],
            "employees_fte": sized["employees"],
            "source": sized["source"],
        },
        dtype="str",
    )
    distinct = sizes.drop_duplicates(["actor_id", "year", "employees_fte"])
    differing = int(distinct.duplicated(["actor_id", "year"]).sum())
    if differing:
        participants.notes.append(
            f"ansatte: {differing} tal afviger fra et tidligere for samme virksomhed og år; det "
            "første gælder / employees: so many differ from an earlier number of the same firm and "
            "year; the first counts"
        )
    return sizes.drop_duplicates(["actor_id", "year"])


# --- counting -------------------------------------------------------------------------------


def _count(merge: MergeResult, rows: pd.DataFrame, before: set[tuple[str, ...]]) -> None:
    """Count the rows of the list by what became of them and of their firm."""
    keys = list(zip(*(rows[column] for column in _KEY), strict=True))
    tables = merge.tables
    changed = {(key[0], *key[3:]) for key in tables["participations"].changed_keys}
    actors = {key[0] for key in tables["actors"].changed_keys}
    years = tables["actor_years"].changed_keys if "actor_years" in tables else set()
    for actor_id, role, start in keys:
        if (actor_id, role, start) not in before:
            merge.added += 1
        elif (
            (actor_id, role, start) in changed
            or actor_id in actors
            or (actor_id, start[:4]) in years
        ):
            merge.updated += 1
        else:
            merge.unchanged += 1
