"""EU structural funds in Denmark: the two official exports to projects and those who take part.

The list of 2007-13 is UTF-8 with commas and tells the lead's CVR number; amounts are in DKK with
decimal comma. The export of 2014-20 is ISO-8859-1 with semicolons and bilingual headers; amounts
are in whole DKK with points, and there is no CVR number. Which of the two a file is, its header
tells. A column of contact persons is dropped while the file is read, personal data is left out of
titles, and a name that nothing shows to be an organisation's goes no further than its hash.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from ecosystem.model.cvr import has_check_digit
from ecosystem.model.errors import UnreadableFileError
from ecosystem.model.text import without_personal_data
from ecosystem.model.vocabulary import Role
from ecosystem.sources.files.danish_formats import (
    UnreadCell,
    amount,
    cvr_number,
    danish_number,
    day,
    harmless,
)
from ecosystem.sources.files.encodings import SavedRow, SavedTable, read_saved_table, uneven
from ecosystem.sources.imports.position_rules import AMBIGUOUS, position_of
from ecosystem.sources.imports.source_text import clean_line, removal_notes, title_line
from ecosystem.sources.matching.import_records import (
    Mention,
    Part,
    ProjectRecord,
    Rejection,
    SourceRecords,
)
from ecosystem.sources.matching.organisation_evidence import organisation_in, without_cvr
from ecosystem.sources.matching.organisation_names import cleaned, name_of
from ecosystem.sources.matching.partner_lists import RefusedPartner, partners_of

SOURCE: Final = "structural-funds"
PROGRAMME: Final = "EU's strukturfonde i Danmark"

FUNDS: Final = {"ERDF": "ERDF", "ESF": "ESF", "R": "ERDF", "S": "ESF"}
REGIONS: Final = {
    "N": "Nordjylland",
    "M": "Midtjylland",
    "D": "Syddanmark",
    "S": "Sjælland",
    "H": "Hovedstaden",
    "B": "Bornholm",
    "K": "Konkurrenceudsat pulje",
}
"""Last letter of ``ordning``: the region whose growth forum chose the project."""
AREAS: Final = {
    "Nordjylland": "1081",
    "Midtjylland": "1082",
    "Syddanmark": "1083",
    "Hovedstaden": "1084",
    "Sjælland": "1085",
    "Bornholm": "0400",
    "Konkurrenceudsat pulje": "national",
}
"""Code of each growth forum's area; Bornholm, a municipality of the capital region, had its own.
The pool was open to projects of the whole country."""
_ORDNING: Final = re.compile(r"(ERDF|ESF)([NMDSHBK])")


@dataclass(frozen=True, slots=True)
class ExportForm:
    """One of the official exports: what its columns are called and how its cells are written."""

    period: str
    code: str
    """Stands in project ids."""
    title: str
    columns: dict[str, str]
    """Our word for a column to the header's word."""
    separator: str
    """What stands between two partners."""


FORM_2007: Final = ExportForm(
    period="2007-2013",
    code="0713",
    title="Erhvervsstyrelsen, projektdatabase for EU's strukturfonde 2007-2013",
    columns={
        "title": "projekttitel",
        "start": "start_dato",
        "end": "slut_dato",
        "ordning": "ordning",
        "priority": "Indsatsområde",
        "budget": "budget",
        "grant": "eu",
        "region": "region",
        "cvr": "cvr",
        "lead": "navn",
        "postcode": "postnr",
        "partners": "parter",
    },
    separator=". ",
)
FORM_2014: Final = ExportForm(
    period="2014-2020",
    code="1420",
    title="Erhvervsstyrelsen, projekteksport for EU's strukturfonde 2014-2020",
    columns={
        "title": "Projektitel / Operation name",
        "start": "Startdato / Operation start date",
        "end": "Slutdato / Operation end date",
        "priority": "Prioritetsakse / Priority axis",
        "budget": "Budget / Budget",
        "grant": "EU-medfinansiering / Union co-financing",
        "ordning": "Fond / Fund",
        "region": "Region / Region",
        "lead": "Kontraktansvarlig partner / Beneficiary name",
        "postcode": "Postnr / Operation postcode",
        "partners": "Partere / Project partners",
    },
    separator=".\n",
)
DOUBLED: Final = "row that stands twice"
CONTACTS: Final = "Kontaktperson / Contacts"
"""Column of the 2014-20 export with names, telephone numbers and addresses of persons."""


def read_structural_funds(files: Sequence[Path]) -> SourceRecords:
    """Read exports of the structural funds; the header tells which of the two forms a file has.

    Args:
        files: One or more exports.

    Returns:
        A project for each row that can be used, with lead and partners; rows and names that
        cannot, with the reason.

    Raises:
        UnreadableFileError: A file is no table, or neither of the two exports.
    """
    records = SourceRecords(SOURCE, "")
    titles = []
    for path in files:
        table = read_saved_table(path, accept=form_of)
        form = form_of(table)
        titles.append(form.title)
        records.notes += [f"{path.name}: {note}" for note in table.notes]
        _read_export(records, form, table)
    records.title = "; ".join(dict.fromkeys(titles))
    records.notes += removal_notes(records)
    return records


def form_of(table: SavedTable) -> ExportForm:
    """Return which export a table is, by its header.

    Raises:
        UnreadableFileError: It is neither; the message names the columns that were looked for.
    """
    header = set(table.header)
    missing = {}
    for form in (FORM_2007, FORM_2014):
        missing[form.period] = [name for name in form.columns.values() if name not in header]
        if not missing[form.period]:
            return form
    nearest = min(missing, key=lambda period: len(missing[period]))
    message = (
        f"{table.path} is no export of structural-fund projects: for {nearest} it lacks the "
        f"column(s) {', '.join(missing[nearest])}. Give the file as it was downloaded."
    )
    raise UnreadableFileError(message)


def _read_export(records: SourceRecords, form: ExportForm, table: SavedTable) -> None:
    place = {column: table.header.index(theirs) for column, theirs in form.columns.items()}
    contacts = table.header.index(CONTACTS) if CONTACTS in table.header else None
    read: list[_Row] = []
    for row in table.rows:
        records.read += 1
        if fault := uneven(row, len(table.header)):
            records.rejected.append(_rejection(table.path, row, *fault))
            continue
        if contacts is not None and row.cells[contacts].strip():
            records.dropped_contacts += 1
        cells = {column: row.cells[at].strip() for column, at in place.items()}
        faults, parsed = _parsed(records, form, cells)
        if faults:
            records.rejected += [
                Rejection(
                    row=row.line,
                    problem=p,
                    hint=h,
                    column=c,
                    value=v,
                    file=table.path.name,
                )
                for c, v, p, h in faults
            ]
            continue
        read.append(_Row(row.line, cells, parsed))
    _add_projects(records, form, table.path, read)


def _rejection(path: Path, row: SavedRow, problem: str, hint: str) -> Rejection:
    return Rejection(row=row.line, problem=problem, hint=hint, file=path.name)


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    cells: dict[str, str]
    parsed: dict[str, Any]


_Fault = tuple[str, str | None, str, str]


def _parsed(
    records: SourceRecords, form: ExportForm, cells: dict[str, str]
) -> tuple[list[_Fault], dict[str, Any]]:
    """Read the cells of a row; all faults of the row at once."""
    readers: dict[str, Callable[[str], object]] = {
        "title": lambda cell: _required(title_line(records, cell)),
        "lead": lambda cell: _required(clean_line(records, cell)),
        "priority": lambda cell: title_line(records, cell),
        "region": lambda cell: title_line(records, cell),
        "partners": lambda cell: form.separator.join(
            clean_line(records, part) for part in cell.split(form.separator)
        ),
        "start": day,
        "end": day,
        "budget": lambda cell: amount(danish_number(cell)),
        "grant": lambda cell: amount(danish_number(cell)),
        "ordning": _fund_and_region if form is FORM_2007 else _fund,
        "cvr": cvr_number,
    }
    faults: list[_Fault] = []
    parsed: dict[str, Any] = {}
    for name, reader in readers.items():
        if name not in cells:
            continue
        try:
            parsed[name] = reader(cells[name])
        except UnreadCell as error:
            value = cells[name]
            faults.append((form.columns[name], harmless(value), error.problem, error.hint))
    start, end = parsed.get("start"), parsed.get("end")
    if isinstance(start, date) and isinstance(end, date) and end < start:
        column = form.columns["end"]
        faults.append(
            (column, harmless(cells["end"]), "lies before the start", "Correct one of the two.")
        )
    return faults, parsed


def _required(cell: str) -> str:
    text = " ".join(cell.split())
    if not text:
        problem, hint = "the cell is empty", "A project needs a title and a lead."
        raise UnreadCell(problem, hint)
    return text


def _fund_and_region(cell: str) -> tuple[str, str]:
    ordning = _ORDNING.fullmatch(cell)
    if ordning is None:
        problem, hint = "not a fund and region", "Expected a form such as ERDFN or ESFK."
        raise UnreadCell(problem, hint)
    return FUNDS[ordning[1]], REGIONS[ordning[2]]


def _fund(cell: str) -> tuple[str, str]:
    if cell not in {"R", "S"}:
        problem, hint = "not a fund", "Expected R (ERDF) or S (ESF)."
        raise UnreadCell(problem, hint)
    return FUNDS[cell], ""


def _add_projects(
    records: SourceRecords, form: ExportForm, path: Path, rows: Sequence[_Row]
) -> None:
    ids = _ids(form, rows)
    project_ids = {project.cells["project_id"] for project in records.projects}
    for row, project_id in zip(rows, ids, strict=True):
        if project_id in project_ids:
            records.left_out[DOUBLED] = records.left_out.get(DOUBLED, 0) + 1
            continue
        project_ids.add(project_id)
        records.rows_of[project_id] = [f"{path.name}:{row.line}"]
        records.projects.append(_project(records, form, path, row, project_id))


def _ids(form: ExportForm, rows: Sequence[_Row]) -> list[str]:
    """Return the project id of each row: stable while title, start, fund and lead stay the same.

    Some projects stand twice with different amounts (a second grant under the same title); they
    are told apart by their end and budget.
    """
    base = [_fingerprint(row) for row in rows]
    often = {key: base.count(key) for key in set(base)}
    keys = [
        key if often[key] == 1 else (*key, row.cells["end"], row.cells["budget"])
        for key, row in zip(base, rows, strict=True)
    ]
    return [f"sf-{form.code}-{_short_hash(key)}" for key in keys]


def _fingerprint(row: _Row) -> tuple[str, ...]:
    lead = row.parsed.get("cvr") or name_of(without_personal_data(row.cells["lead"])).normal
    fund, region = row.parsed["ordning"]
    return (row.parsed["title"], row.cells["start"], fund, region, lead)


def _short_hash(parts: Iterable[str]) -> str:
    return sha256("\x1f".join(parts).encode()).hexdigest()[:12]


def _project(
    records: SourceRecords, form: ExportForm, path: Path, row: _Row, project_id: str
) -> ProjectRecord:
    parsed = row.parsed
    fund, region = parsed["ordning"]
    placed = position_of(SOURCE, title=parsed["title"])
    project = ProjectRecord(
        row.line,
        {
            "project_id": project_id,
            "title": parsed["title"],
            "programme": PROGRAMME,
            "period": form.period,
            "fund": fund,
            "priority_area": parsed["priority"] or None,
            "area": AREAS.get(region or parsed["region"]),
            "position_id": placed.position_id if placed else None,
            "position_rule": placed.rule if placed and placed.rule != AMBIGUOUS else None,
            "start": parsed["start"],
            "end": parsed["end"],
            "budget_dkk": parsed["budget"],
            "eu_grant_dkk": parsed["grant"],
            "note": f"Region: {region or parsed['region']}",
            "source": form.title,
        },
    )
    project.is_ambiguous = placed is not None and placed.rule == AMBIGUOUS
    project.parts.append(Part(_lead(records, form, path, row), Role.LEAD))
    for partner in partners_of(parsed["partners"], form.separator):
        if isinstance(partner, RefusedPartner):
            records.rejected.append(_refused(path, form, row, partner))
            continue
        place = f"{path.name}, line {row.line}, {form.columns['partners']} {partner.place}"
        mention = Mention(
            partner.name,
            row.line,
            cvr=partner.cvr if partner.is_evident else None,
            is_evident=partner.is_evident,
            place=place,
        )
        project.parts.append(Part(mention, Role.PARTNER))
    return project


def _lead(records: SourceRecords, form: ExportForm, path: Path, row: _Row) -> Mention:
    """Return the lead; that it has a CVR number does not show that it is no person."""
    cvr = row.parsed.get("cvr")
    if cvr and not has_check_digit(cvr):
        records.notes.append(
            f"{path.name}, line {row.line}: the check digit of the CVR number is wrong; "
            "it is kept as it stands where the lead is kept"
        )
    lead_text = without_cvr(row.parsed["lead"])[0]
    name = organisation_in(lead_text)
    return Mention(
        name or cleaned(lead_text) or lead_text,
        row.line,
        cvr=cvr,
        country="DK" if cvr else None,
        postcode=row.cells["postcode"] or None,
        is_evident=name is not None,
        place=f"{path.name}, line {row.line}, {form.columns['lead']}",
    )


def _refused(
    path: Path, form: ExportForm, row: _Row, partner: RefusedPartner, column: str = "partners"
) -> Rejection:
    return Rejection(
        row=row.line,
        column=form.columns[column],
        value=partner.piece,
        problem=partner.problem,
        hint=partner.hint,
        file=path.name,
        part="name",
    )
