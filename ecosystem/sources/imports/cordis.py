"""CORDIS: projects of the EU framework programmes and the organisations in them.

Read by column name from the genuine files (semicolon, quoted, UTF-8): ``organization.csv``,
``project.csv``, and, when given, ``euroSciVoc.csv``. A project is carried into the register when
a Danish organisation takes part, with all its partners, because who the Danish ones work with is
what the network shows; foreign partners become actors without a municipality, their country told.
A project all of whose recorded participants are foreign is left out and counted. One that no
participation row tells of is kept: nothing says that it is not Danish. A participation whose
project is not in the files is kept too, under the project's acronym, and told. A name that neither
the kind of organisation nor the name itself shows to be an organisation's is not kept.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

from ecosystem.model.columns import ProjectStatus
from ecosystem.model.errors import UnreadableFileError
from ecosystem.model.member_facts import BODIES
from ecosystem.model.vocabulary import ActorKind, Role
from ecosystem.sources.files.danish_formats import (
    UnreadCell,
    amount,
    cvr_number,
    day,
    harmless,
    number,
)
from ecosystem.sources.files.encodings import SavedTable, column_indexes, read_saved_table, uneven
from ecosystem.sources.files.folders import shipped_folder
from ecosystem.sources.imports.position_rules import AMBIGUOUS, position_of
from ecosystem.sources.imports.source_text import clean_line, removal_notes, title_line
from ecosystem.sources.matching.import_records import (
    Mention,
    Part,
    ProjectRecord,
    Rejection,
    SourceRecords,
)
from ecosystem.sources.matching.organisation_evidence import is_organisation

SOURCE: Final = "cordis"
TITLE: Final = "CORDIS, EU research projects (cordis.europa.eu)"
LARGEST_BYTES: Final = 150_000_000
"""The largest genuine file, ``project.csv`` of Horizon 2020, has about 100 MB."""
DENMARK: Final = "DK"

_MUST: Final = {
    "organisation": (
        "projectID",
        "projectAcronym",
        "organisationID",
        "name",
        "country",
        "role",
    ),
    "project": ("id", "acronym", "title", "startDate", "endDate", "frameworkProgramme"),
    "field": ("projectID", "euroSciVocPath"),
}
"""Columns that tell which file it is."""
_MORE: Final = {
    "organisation": ("vatNumber", "activityType", "postCode", "organizationURL", "active"),
    "project": ("status", "totalCost", "ecMaxContribution", "legalBasis", "topics"),
    "field": (),
}
_KINDS: Final = {
    "HES": ActorKind.KNOWLEDGE_INSTITUTION,
    "REC": ActorKind.KNOWLEDGE_INSTITUTION,
    "PUB": ActorKind.PUBLIC_AUTHORITY,
    "PRC": ActorKind.FIRM,
}
"""``activityType``; OTH tells no kind."""
_ROLES: Final = {"coordinator": Role.LEAD, "participant": Role.PARTNER}
"""Other roles (third parties, associated and international partners) take part."""
_STATUS: Final = {
    "SIGNED": ProjectStatus.RUNNING,
    "CLOSED": ProjectStatus.FINISHED,
    "TERMINATED": ProjectStatus.STOPPED,
}
_COUNTRIES: Final = {"EL": "GR", "UK": "GB"}
"""Codes of the European Commission that differ from ISO 3166."""
_STRONGEST_FIRST: Final = (Role.LEAD, Role.PARTNER, Role.PARTICIPANT, Role.BENEFICIARY)


@dataclass(slots=True)
class _Read:
    """What the files tell, by project."""

    parts: dict[str, list[Part]] = field(default_factory=lambda: defaultdict(list))
    acronyms: dict[str, str] = field(default_factory=dict)
    first_rows: dict[str, int] = field(default_factory=dict)
    projects: dict[str, tuple[int, dict[str, Any]]] = field(default_factory=dict)
    fields: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    rows_of: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


def read_cordis(files: Sequence[Path]) -> SourceRecords:
    """Read CORDIS files; which one each is, its header tells.

    Args:
        files: ``organization.csv`` and ``project.csv``, in any order, with or without
            ``euroSciVoc.csv``; one of the first two alone is read too.

    Returns:
        The projects with those who take part, rows that cannot be used, and what was left out.

    Raises:
        UnreadableFileError: A file is no table or none of these.
    """
    records = SourceRecords(SOURCE, TITLE)
    read = _Read()
    for path in files:
        table = read_saved_table(path, LARGEST_BYTES, _kind_of)
        records.notes += [f"{path.name}: {note}" for note in table.notes]
        _read_file(records, read, table)
    _add_projects(records, read)
    records.notes += removal_notes(records)
    return records


def _read_file(records: SourceRecords, read: _Read, table: SavedTable) -> None:
    kind, place = _kind_of(table)
    reader = _ROW_READERS[kind]
    for row in table.rows:
        records.read += 1
        fault = uneven(row, len(table.header))
        if fault is None:
            try:
                cells = {
                    name: (title_line if name == "title" else clean_line)(records, row.cells[at])
                    for name, at in place.items()
                }
                reader(read, table.path, row.line, cells)
            except UnreadCell as error:
                fault = (error.problem, error.hint)
        if fault is not None:
            records.rejected.append(
                Rejection(row=row.line, problem=fault[0], hint=fault[1], file=table.path.name)
            )


def _kind_of(table: SavedTable) -> tuple[str, dict[str, int]]:
    for kind, must in _MUST.items():
        place = column_indexes(table.header, [*must, *_MORE[kind]])
        if all(name in place for name in must):
            return kind, place
    message = (
        f"{table.path} is no CORDIS file: its header is neither that of organization.csv "
        f"({', '.join(_MUST['organisation'])} ...) nor of project.csv "
        f"({', '.join(_MUST['project'])} ...). Unpack the archive and give the files as they are."
    )
    raise UnreadableFileError(message)


def _read_organisation(read: _Read, path: Path, line: int, cells: Mapping[str, str]) -> None:
    project = _number_of(cells["projectID"], "projectID")
    pic = _number_of(cells["organisationID"], "organisationID")
    if not cells["name"]:
        problem, hint = "the organisation has no name", "Download the file again."
        raise UnreadCell(problem, hint)
    country = _country(cells["country"])
    cvr = _cvr(cells.get("vatNumber", "")) if country == DENMARK else None
    kind = _KINDS.get(cells.get("activityType", ""))
    has_vat = any(map(str.isdigit, cells.get("vatNumber", "")))
    is_evident = kind in BODIES or is_organisation(cells["name"], country, has_vat=has_vat)
    mention = Mention(
        cells["name"],
        line,
        cvr=cvr,
        pic=pic,
        country=country,
        postcode=cells.get("postCode") or None if country == DENMARK else None,
        kind=kind,
        website=_website(cells.get("organizationURL", "")),
        is_evident=is_evident,
        place=f"{path.name}, line {line}, name",
    )
    role = _ROLES.get(cells["role"], Role.PARTICIPANT)
    note = None if role is not Role.PARTICIPANT else f"CORDIS role: {cells['role'][:40]}"
    read.parts[project].append(Part(mention, role, note))
    read.acronyms.setdefault(project, cells["projectAcronym"])
    read.first_rows.setdefault(project, line)
    read.rows_of[project].append(f"{path.name}:{line}")


def _number_of(cell: str, column: str) -> str:
    if not re.fullmatch(r"[0-9]{1,12}", cell):
        problem = f"{column} is not a number{_quoted(cell)}"
        raise UnreadCell(problem, "Download the file again; a separator is likely lost.")
    return cell


def _quoted(cell: str) -> str:
    """Quote a faulty cell, unless it may hold a name: a lost separator moves names about."""
    safe_cell = harmless(cell)
    return f" ({safe_cell[:40]!r})" if safe_cell else ""


def _country(cell: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", cell):
        problem = f"not a country code{_quoted(cell)}"
        raise UnreadCell(problem, "Expected two letters, such as DK.")
    return _COUNTRIES.get(cell, cell)


def _cvr(cell: str) -> str | None:
    """Read a Danish VAT number; one that is none is as good as no number."""
    try:
        return cvr_number(cell)
    except UnreadCell:
        return None


def _website(cell: str) -> str | None:
    return cell if re.match(r"https?://", cell) and len(cell) <= 300 else None  # noqa: PLR2004


def _read_project(read: _Read, path: Path, line: int, cells: Mapping[str, str]) -> None:
    project = _number_of(cells["id"], "id")
    if not cells["title"]:
        problem, hint = "the project has no title", "Download the file again."
        raise UnreadCell(problem, hint)
    start, end = _day(cells, "startDate"), _day(cells, "endDate")
    if start is not None and end is not None and end < start:
        problem, hint = "endDate lies before startDate", "Correct one of the two."
        raise UnreadCell(problem, hint)
    programme = cordis_facts()["programmes"].get(cells["frameworkProgramme"], {})
    read.projects[project] = (
        line,
        {
            "title": cells["title"],
            "acronym": cells["acronym"],
            "programme": programme.get("name", cells["frameworkProgramme"] or None),
            "period": programme.get("period"),
            "legal_basis": cells.get("legalBasis", ""),
            "topic": cells.get("topics", ""),
            "start": start,
            "end": end,
            "status": _STATUS.get(cells.get("status", "")),
            "total_eur": _eur(cells, "totalCost"),
            "grant_eur": _eur(cells, "ecMaxContribution"),
        },
    )
    read.rows_of[project].append(f"{path.name}:{line}")


def _day(cells: Mapping[str, str], column: str) -> date | None:
    try:
        return day(cells[column])
    except UnreadCell as error:
        problem = f"{column}: {error.problem}{_quoted(cells[column])}"
        raise UnreadCell(problem, error.hint) from error


def _eur(cells: Mapping[str, str], column: str) -> float | None:
    """Read an amount; 0 stands where a lump sum has no recorded total, so it is not known."""
    try:
        return amount(number(cells.get(column, ""))) or None
    except UnreadCell as error:
        problem = f"{column}: {error.problem}{_quoted(cells[column])}"
        raise UnreadCell(problem, error.hint) from error


def _read_field(read: _Read, path: Path, line: int, cells: Mapping[str, str]) -> None:
    project = _number_of(cells["projectID"], "projectID")
    read.fields[project].append(cells["euroSciVocPath"])
    read.rows_of[project].append(f"{path.name}:{line}")


_ROW_READERS: Final[Mapping[str, Callable[[_Read, Path, int, Mapping[str, str]], None]]] = {
    "organisation": _read_organisation,
    "project": _read_project,
    "field": _read_field,
}


@cache
def cordis_facts() -> Mapping[str, Any]:
    """Read the rate of the euro and the names of the programmes."""
    text = (shipped_folder() / "import" / "cordis.yaml").read_text(encoding="utf-8")
    facts: dict[str, Any] = yaml.safe_load(text)
    return facts


def _add_projects(records: SourceRecords, read: _Read) -> None:
    """Make a record of each project that may concern Denmark."""
    missing: list[str] = []
    for project in [*read.parts, *(p for p in read.projects if p not in read.parts)]:
        parts = read.parts.get(project, [])
        if parts and not any(part.mention.country == DENMARK for part in parts):
            _count(records, "project without a Danish organisation", len(read.rows_of[project]))
            continue
        if project not in read.projects:
            missing.append(project)
        record = _record(read, project)
        records.projects.append(record)
        records.rows_of[record.cells["project_id"]] = read.rows_of[project]
    _add_notes(records, read, missing)


def _count(records: SourceRecords, reason: str, rows: int) -> None:
    records.left_out[reason] = records.left_out.get(reason, 0) + rows


def _add_notes(records: SourceRecords, read: _Read, missing: Sequence[str]) -> None:
    if missing:
        rows = sum(len(read.parts[project]) for project in missing)
        records.notes.append(
            f"{rows} participation row(s) of {len(missing)} project(s) have no row in project.csv; "
            "they are kept under the project's acronym, without title, dates and amounts"
        )
    alone = sum(project not in read.parts for project in read.projects)
    if alone:
        records.notes.append(
            f"{alone} project(s) have no row in organization.csv; they are kept, and nobody is "
            "recorded as taking part"
        )
    strays = sum(p not in read.parts and p not in read.projects for p in read.fields)
    if strays:
        records.notes.append(f"science fields of {strays} project(s) that no other file tells of")


def _record(read: _Read, project: str) -> ProjectRecord:
    line, project_cells = read.projects.get(project, (read.first_rows.get(project, 0), {}))
    title = project_cells.get("title") or read.acronyms.get(project) or project
    placed = position_of(
        SOURCE,
        title=project_cells.get("title"),
        legal_basis=project_cells.get("legal_basis"),
        topic=project_cells.get("topic"),
        science_fields=read.fields.get(project, ()),
    )
    is_ambiguous = placed is not None and placed.rule == AMBIGUOUS
    return ProjectRecord(
        line,
        {
            "project_id": f"cordis-{project}",
            "title": title,
            "programme": project_cells.get("programme")
            or "EU's rammeprogram for forskning og innovation",
            "period": project_cells.get("period"),
            "fund": None,
            "priority_area": project_cells.get("legal_basis") or None,
            "position_id": placed.position_id if placed else None,
            "position_rule": placed.rule if placed and not is_ambiguous else None,
            "start": project_cells.get("start"),
            "end": project_cells.get("end"),
            "status": project_cells.get("status"),
            "budget_dkk": _dkk(project_cells.get("total_eur")),
            "eu_grant_dkk": _dkk(project_cells.get("grant_eur")),
            "note": _note(project_cells),
            "source": TITLE,
        },
        _once_each(read.parts.get(project, ())),
        is_ambiguous=is_ambiguous,
        is_titled=bool(project_cells),
    )


def _dkk(eur: float | None) -> float | None:
    return None if eur is None else round(eur * float(cordis_facts()["dkk_per_eur"]["rate"]), 2)


def _note(project_cells: Mapping[str, Any]) -> str:
    if not project_cells:
        return "Title, dates and amounts are not recorded: the project's row was not in the files"
    acronym = f"Acronym: {project_cells['acronym']}. " if project_cells["acronym"] else ""
    return f"{acronym}Amounts from EUR at {cordis_facts()['dkk_per_eur']['rate']}"


def _once_each(parts: Iterable[Part]) -> list[Part]:
    """Keep one part for each organisation, its strongest: two departments are one partner."""
    strongest: dict[str, Part] = {}
    for part in parts:
        key = part.mention.cvr or part.mention.pic or part.mention.name
        earlier = strongest.get(key)
        if earlier is None or _rank(part) < _rank(earlier):
            strongest[key] = part
    return list(strongest.values())


def _rank(part: Part) -> int:
    return _STRONGEST_FIRST.index(part.role)
