"""What an import takes back from a register: what a decision has made wrong, names not kept now."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import pandas as pd

from ecosystem.model.member_facts import BODIES
from ecosystem.model.tables import TABLES
from ecosystem.sources.imports.cordis import TITLE as CORDIS_TITLE
from ecosystem.sources.imports.naming import Namer
from ecosystem.sources.imports.structural_funds import FORM_2007, FORM_2014
from ecosystem.sources.matching.import_records import Batch
from ecosystem.sources.matching.organisation_evidence import (
    is_company_form,
    is_organisation,
)
from ecosystem.sources.matching.organisation_names import name_of, slug_of
from ecosystem.sources.register.merging import TextTable, read_text_table
from ecosystem.sources.register.table_writing import as_text

DECIDED: Final = "organisation as a person decided"
"""Stands in ``source`` beside the title where a decision, and not the name, shows what it is."""
TITLES: Final = frozenset({FORM_2007.title, FORM_2014.title, CORDIS_TITLE, DECIDED})
"""What the column ``source`` says of rows that an import made."""


def is_written_by_import(source: str | None) -> bool:
    """Return whether an import wrote a row, by what the row says of its source."""
    return bool(source) and set(str(source).split("; ")) <= TITLES


def nameless_actors(actors: pd.DataFrame, namer: Namer) -> set[str]:
    """Return actors that an earlier import made of a name that is not kept any more.

    What a user changed since is the user's, and stays; so does what a person decided.
    """
    imported = actors[actors["source"].map(is_written_by_import)] if len(actors) else actors
    columns = list(map(str, imported.columns))
    rows = (
        dict(zip(columns, row, strict=True)) for row in imported.itertuples(index=False, name=None)
    )
    return {row["actor_id"] for row in rows if _is_nameless(row, namer)}


def _is_nameless(row: Mapping[str, Any], namer: Namer) -> bool:
    name, actor_id, country = str(row["name"]), str(row["actor_id"]), row.get("country") or None
    if DECIDED in str(row["source"]):
        return namer.is_person_named(name)
    is_made = actor_id.startswith(("cvr-", "pic-")) or actor_id == slug_of(name_of(name).normal)
    is_told_by_name = "Kind by rule: name_" in str(row.get("note"))
    is_shown = (
        (row["kind"] in BODIES and not is_told_by_name)
        or is_organisation(name, country, has_vat=actor_id.startswith("pic-"))
        or is_company_form(row.get("legal_form") or "")
    )
    return is_made and not is_shown


def empty_what_is_nameless(projects: TextTable, batch: Batch) -> None:
    """Empty cells of our projects that the import has no word for any more.

    The lead, where it is an actor whose name is not kept; participants without name, where all
    have got one.
    """
    coming = as_text(projects.table, batch.tables["projects"]).set_index("project_id")
    cells = projects.cells
    is_imported_row = cells["project_id"].isin(coming.index) & cells["source"].map(
        is_written_by_import
    ).astype(bool)
    changed = pd.Series(data=False, index=cells.index)
    for column in {"lead_actor_id", "unnamed_participants"} & set(cells.columns):
        coming_cells = cells["project_id"].map(coming[column]).fillna("")
        gone = is_imported_row & (cells[column] != "") & (coming_cells == "")
        if column == "lead_actor_id":
            gone &= cells[column].isin(batch.withdrawn)
        cells.loc[gone, column] = ""
        changed |= gone
    projects.updated += int(changed.sum())
    projects.changed_keys |= {(project,) for project in cells.loc[changed, "project_id"]}


def withdraw(folder: Path, batch: Batch, tables: Mapping[str, TextTable]) -> None:
    """Remove what a decision about a name has made wrong.

    A participation that an earlier import of the same source wrote is removed when its actor is
    one a person has parted from the name, and the actor itself when an import made it and nothing
    else in the register points to it.
    """
    if not batch.withdrawn:
        return
    taking_part, coming = tables["participations"], batch.tables["participations"]
    now = set(zip(coming["actor_id"], coming["project_id"], strict=True))
    cells = taking_part.cells
    projects = set(batch.tables["projects"]["project_id"])
    gone = [
        actor in batch.withdrawn
        and project in projects
        and is_written_by_import(source)
        and (actor, project) not in now
        for actor, project, source in zip(
            cells["actor_id"], cells["project_id"], cells["source"], strict=True
        )
    ]
    taking_part.removed = sum(gone)
    stays = [not is_gone for is_gone in gone]
    taking_part.changed_keys |= {
        tuple(row.get(c, "") for c in taking_part.table.key)
        for row in cells[gone].to_dict("records")
    }
    taking_part.cells = cells[stays].reset_index(drop=True)
    actors = tables["actors"]
    _free_cells(actors, batch)
    idle = {
        actor
        for actor, source in zip(actors.cells["actor_id"], actors.cells["source"], strict=True)
        if actor in batch.withdrawn and is_written_by_import(source)
    } - _referred_to(folder, tables)
    is_idle = actors.cells["actor_id"].isin(idle)
    actors.removed = int(is_idle.sum())
    actors.cells = actors.cells[~is_idle].reset_index(drop=True)


def _free_cells(actors: TextTable, batch: Batch) -> None:
    """Empty cells that an actor got from a name that a person has parted from it since."""
    for actor_id, cells in batch.freed.items():
        for column, value in cells.items():
            theirs = (actors.cells["actor_id"] == actor_id) & (actors.cells[column] == value)
            actors.cells.loc[theirs, column] = ""
            actors.updated += int(theirs.any())


def _referred_to(folder: Path, tables: Mapping[str, TextTable]) -> set[str]:
    """Return every actor that some row of the register points to."""
    actor_ids: set[str] = set()
    for name, table in TABLES.items():
        columns = [use.column for use in table.uses if use.refers_to == "actors"]
        if not columns:
            continue
        cells = tables[name].cells if name in tables else read_text_table(folder, name).cells
        for column in columns:
            if column in cells:
                actor_ids |= set(cells[column])
    return actor_ids
