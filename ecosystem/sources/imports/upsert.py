"""Merge what an official register states into the tables of a register folder.

Names are matched to actors, projects and participations merged. An import fills cells that are
empty and updates what it wrote itself; what a user wrote stays.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import pandas as pd

from ecosystem.model.tables import TABLES
from ecosystem.model.vocabulary import ActorKind
from ecosystem.sources.imports.naming import Namer
from ecosystem.sources.imports.position_rules import AMBIGUOUS, position_rules
from ecosystem.sources.imports.unnamed_participants import FILE as PARTICIPANTS_FILE
from ecosystem.sources.imports.unnamed_participants import Participant, participants_text
from ecosystem.sources.imports.withdrawing import (
    DECIDED,
    empty_what_is_nameless,
    is_written_by_import,
    nameless_actors,
    withdraw,
)
from ecosystem.sources.matching.actor_index import KnownActor
from ecosystem.sources.matching.actor_matching import Matching, match
from ecosystem.sources.matching.import_records import Batch, Mention, SourceRecords
from ecosystem.sources.matching.linkage import blocks_of
from ecosystem.sources.matching.name_decisions import FILE as MAPPING_FILE
from ecosystem.sources.matching.name_decisions import (
    DecidedName,
    decisions_text,
    read_decisions,
    shipped_aliases,
    with_new_pairs,
)
from ecosystem.sources.matching.organisation_evidence import is_organisation
from ecosystem.sources.matching.organisation_names import fold, name_of
from ecosystem.sources.register.inspection import Inspection
from ecosystem.sources.register.merging import (
    MayChange,
    TextTable,
    merge_rows,
    read_text_table,
    write_table,
)
from ecosystem.sources.register.table_writing import as_text
from ecosystem.sources.tables.small_tables import typed_frame

MANY_ACTORS: Final = 20_000
"""Above this, only actors that share a word with a mention are taken apart."""
_OFFICIAL: Final = frozenset(
    {
        "title",
        "programme",
        "period",
        "fund",
        "priority_area",
        "area",
        "lead_actor_id",
        "position_id",
        "position_rule",
        "start",
        "end",
        "status",
        "budget_dkk",
        "eu_grant_dkk",
        "note",
        "unnamed_participants",
    }
)
"""Cells of a project that a newer edition of its source may change."""


@dataclass(slots=True)
class MergeResult:
    """What an import did to the copy."""

    batch: Batch
    added: int = 0
    updated: int = 0
    unchanged: int = 0
    tables: dict[str, TextTable] = field(default_factory=dict)
    decisions: list[DecidedName] = field(default_factory=list)
    is_mapping_changed: bool = False
    participants: list[Participant] | None = None
    """The file of participants without name as it should be; ``None``: it stays as it is."""
    takes_names_back: bool = False
    """A name that the register kept is kept no more, so no earlier edition may keep it either."""
    inspected: Inspection | None = None
    """What the checks told, where they have been run already."""

    @property
    def is_changed(self) -> bool:
        """Something of the folder has to be written."""
        is_listed_anew = self.is_mapping_changed or self.participants is not None
        return is_listed_anew or any(text_table.is_changed for text_table in self.tables.values())


def upsert_records(folder: Path, records: SourceRecords, *, keep_key: bool = True) -> MergeResult:
    """Merge an official register into the tables of a folder.

    Args:
        folder: A register folder that nobody else sees yet; its files are written.
        records: What was read.
        keep_key: Write down the key of participants without name where there is none yet.

    Returns:
        What changed, by table and by row of the source.
    """
    mentions = [part.mention for project in records.projects for part in project.parts]
    namer = Namer.of(folder, mentions, keep_key=keep_key)
    batch, decisions, before = read_batch(folder, records, namer)
    tables = {
        name: read_text_table(folder, name) for name in ("actors", "projects", "participations")
    }
    merge = MergeResult(
        batch, tables=tables, decisions=decisions, is_mapping_changed=decisions != before
    )
    merge.participants = namer.changed_rows
    for name, text_table in tables.items():
        may_change = _may_change(records) if name == "projects" else _never
        merge_rows(text_table, as_text(TABLES[name], batch.tables[name]), may_change)
    empty_what_is_nameless(tables["projects"], batch)
    withdraw(folder, batch, tables)
    is_name_dropped = not {row.key for row in before} <= {row.key for row in decisions}
    merge.takes_names_back = tables["actors"].removed > 0 or is_name_dropped
    for text_table in tables.values():
        if text_table.is_changed:
            write_table(folder, text_table)
    if merge.is_mapping_changed:
        write_mapping(folder, decisions)
    if merge.participants is not None:
        _write(folder / PARTICIPANTS_FILE, participants_text(merge.participants))
    _count(merge, records)
    return merge


def write_mapping(folder: Path, decisions: Sequence[DecidedName]) -> None:
    """Write what people decided about names, and what waits for them."""
    _write(folder / MAPPING_FILE, decisions_text(decisions))


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _may_change(records: SourceRecords) -> MayChange:
    """Return whether the source may change a cell of a project that stands.

    Those of a project that an import wrote, unless the source tells no more than that the project
    exists; and a position only where a rule gave it, so that one a person gave stays.
    """
    untitled = {p.cells["project_id"] for p in records.projects if not p.is_titled}
    rules = {rule.rule for group in position_rules().values() for rule in group}

    def may_change(stands: Mapping[str, str], comes: Mapping[str, str], column: str) -> bool:
        if column not in _OFFICIAL or not is_written_by_import(stands.get("source")):
            return False
        if column in {"position_id", "position_rule"} and stands.get("position_id"):
            return stands.get("position_rule") in rules
        return comes.get("project_id") not in untitled

    return may_change


def _never(stands: Mapping[str, str], comes: Mapping[str, str], column: str) -> bool:  # noqa: ARG001
    return False


def read_batch(
    folder: Path, records: SourceRecords, namer: Namer
) -> tuple[Batch, list[DecidedName], list[DecidedName]]:
    """Turn what a source tells into rows for the tables of a register.

    Args:
        folder: The register, whose actors the names are matched to.
        records: What was read.
        namer: Whose names are kept.

    Returns:
        The rows; the mapping file as it should be; the mapping file as it is.
    """
    records = namer.with_decisions(records)
    mentions = [part.mention for project in records.projects for part in project.parts]
    actors = read_text_table(folder, "actors").cells
    before = read_decisions(folder)
    nameless = nameless_actors(actors, namer)
    known = known_actors(actors[~actors["actor_id"].isin(nameless)], mentions)
    meant = [mention for mention in mentions if not namer.is_person(mention)]
    matching = match(meant, known, before, shipped_aliases(), authorities_of(actors))
    decided_rows = [row for row in before if row.decision or is_organisation(row.name)]
    decisions = with_new_pairs(decided_rows, matching.doubtful, matching.merged)
    notes = [*records.notes, *_unknown_decisions(before, actors), *namer.notes]
    notes += [
        f"{name!r} stands with two CVR numbers, {earlier_cvr} and {later_cvr}: kept apart, "
        "for a number decides"
        for name, earlier_cvr, later_cvr in dict.fromkeys(matching.namesakes)
    ]
    namer.meet(mentions, matching.actor_of)
    projects, participations = _rows(records, matching, namer)
    by_decision = {matching.actor_of[mention] for mention in mentions if namer.is_decided(mention)}
    new = {
        actor: f"{records.title}; {DECIDED}" if actor in by_decision else records.title
        for actor in matching.new
    }
    actor_rows = [
        {"source": new[actor], **cells} if actor in new else cells
        for actor, cells in matching.rows.items()
    ]
    tables = {
        "actors": _typed("actors", actor_rows),
        "projects": _typed("projects", projects),
        "participations": _typed("participations", participations),
    }
    notes += _without_strangers(folder, tables)
    positions = Counter(
        AMBIGUOUS if project.is_ambiguous else project.cells["position_rule"] or "none"
        for project in records.projects
    )
    batch = Batch(
        records.source,
        records.title,
        records.read,
        tables,
        rejected=records.rejected,
        notes=notes,
        left_out=records.left_out,
        doubtful=matching.doubtful,
        merged=matching.merged,
        withdrawn=frozenset(matching.withdrawn | nameless),
        freed=matching.freed,
        kinds=dict(matching.kinds.most_common()),
        positions=dict(positions.most_common()),
        dropped_contacts=records.dropped_contacts,
        personal_data=records.personal_data,
        participants_without_name=sum(
            cell.count(";") + 1 for p in projects if (cell := p["unnamed_participants"])
        ),
        participants_to_decide=namer.open_count,
    )
    return batch, decisions, before


def known_actors(
    actors: pd.DataFrame, mentions: Sequence[Mention] | None = None
) -> list[KnownActor]:
    """Return the actors that a name may mean: no example data, no offices of municipalities.

    A municipality that takes part in a project is the authority, not its business service.

    Args:
        actors: The table of actors, as text.
        mentions: Names; of very many actors, those that share a word with one. ``None``: all.
    """
    if "is_synthetic" in actors:
        actors = actors[actors["is_synthetic"].str.lower() != "true"]
    actors = actors[actors["kind"] != ActorKind.MUNICIPAL_OFFICE]
    if mentions is not None and len(actors) > MANY_ACTORS:
        actors = actors[_sharing_a_word(actors, mentions)]
    countries = actors["country"] if "country" in actors else pd.Series("", index=actors.index)
    return [
        KnownActor(
            row["actor_id"],
            row["name"],
            row["cvr"] or None,
            row["kind"] or None,
            country or None,
            is_curated=not is_written_by_import(row["source"]),
            is_embedded=row["is_embedded"].lower() == "true",
        )
        for row, country in zip(actors.to_dict("records"), countries, strict=True)
    ]


def authorities_of(actors: pd.DataFrame) -> dict[str, str]:
    """Return the authority behind each municipal office: normal name to municipality code."""
    offices = actors[actors["kind"] == ActorKind.MUNICIPAL_OFFICE]
    return {
        name_of(name.partition(", ")[0]).normal: code
        for name, code in zip(offices["name"], offices["municipality_code"], strict=True)
        if code
    }


def _sharing_a_word(actors: pd.DataFrame, mentions: Sequence[Mention]) -> "pd.Series[bool]":
    """Return which actors could share a number or a block with a mention, cheaply."""
    numbers = {mention.cvr for mention in mentions if mention.cvr}
    ids = {f"pic-{mention.pic}" for mention in mentions if mention.pic}
    blocks = {block[1:] for mention in mentions for block in blocks_of(name_of(mention.name))}
    begun = {block[:3] for block in blocks}
    names = actors["name"].map(lambda name: any(w[:3] in begun for w in _rough_words(name)))
    return names | actors["cvr"].isin(numbers) | actors["actor_id"].isin(ids)


def _rough_words(name: str) -> list[str]:
    plain = fold(name).replace("æ", "a").replace("ø", "o").replace("å", "a")
    return re.split(r"[^\w]+", plain)


def _unknown_decisions(rows: Sequence[DecidedName], actors: pd.DataFrame) -> list[str]:
    actor_ids = set(actors["actor_id"])
    lost = sorted({row.actor_id for row in rows if row.actor_id not in actor_ids and row.decision})
    return [f"{MAPPING_FILE}: no actor {', '.join(lost[:10])} in the register"] if lost else []


def _rows(
    records: SourceRecords, matching: Matching, namer: Namer
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    projects, participations = [], []
    for project in records.projects:
        cells = {k: v for k, v in project.cells.items() if k in TABLES["projects"].columns}
        actor_ids: set[str] = set()
        nameless: set[str] = set()
        leads = [part for part in project.parts if part.role == "lead"]
        for part in [*leads, *(p for p in project.parts if p.role != "lead")]:
            actor_id = matching.actor_of.get(part.mention)
            if actor_id is None:
                nameless.add(namer.participant(part.mention))
                continue
            if actor_id in actor_ids:
                continue
            actor_ids.add(actor_id)
            participations.append(
                {
                    "actor_id": actor_id,
                    "project_id": cells["project_id"],
                    "role": part.role,
                    "source": cells["source"],
                    "note": part.note,
                }
            )
        if leads:
            cells["lead_actor_id"] = matching.actor_of.get(leads[0].mention)
        cells["unnamed_participants"] = ";".join(sorted(nameless))
        projects.append(cells)
    return projects, participations


def _typed(name: str, rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Build a typed table of records."""
    table = TABLES[name]
    frame = pd.DataFrame(rows, columns=list(table.columns), dtype=object)
    text = frame.where(frame.notna(), "").astype("str")
    text.index = pd.Index(range(len(text)))
    return typed_frame(table, text)[0]


def _without_strangers(folder: Path, tables: Mapping[str, pd.DataFrame]) -> list[str]:
    """Empty cells that point to positions or municipalities the register does not hold."""
    notes = []
    for name, column, target in (
        ("projects", "position_id", "strength_positions"),
        ("actors", "municipality_code", "municipalities"),
    ):
        target_table = read_text_table(folder, target)
        target_ids = set(target_table.cells[column]) if target_table.is_recorded else set()
        frame = tables[name]
        strange = frame[column].notna() & ~frame[column].isin(target_ids)
        if strange.any():
            missing = ", ".join(sorted(set(frame.loc[strange, column]))[:8])
            notes.append(
                f"{target} of the register lacks {missing}; {int(strange.sum())} row(s) of "
                f"{name} have no {column}"
            )
            frame.loc[strange, column] = None
            if column == "position_id":
                frame.loc[strange, "position_rule"] = None
    return notes


def _count(merge: MergeResult, records: SourceRecords) -> None:
    """Count the rows of the source by what became of the project they tell of."""
    tables = merge.tables
    coming = merge.batch.tables["participations"]
    changed_actors = {key[0] for key in tables["actors"].changed_keys}
    by_actor = coming.loc[coming["actor_id"].isin(changed_actors), "project_id"]
    touched = {key[1] for key in tables["participations"].changed_keys} | set(by_actor)
    changed = {key[0] for key in tables["projects"].changed_keys}
    project_table = tables["projects"]
    new = (
        set(
            project_table.cells["project_id"].tolist()[
                len(project_table.cells) - project_table.added :
            ]
        )
        if project_table.added
        else set()
    )
    for project_id, rows in records.rows_of.items():
        if project_id in new:
            merge.added += len(rows)
        elif project_id in changed or project_id in touched:
            merge.updated += len(rows)
        else:
            merge.unchanged += len(rows)
