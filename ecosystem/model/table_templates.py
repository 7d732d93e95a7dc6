"""Templates of the tables that users fill in: a header, a row of help and two rows of example.

The first cell of the help row and of each example row begins with a mark. A row with a mark is
never imported, so that a template can be filled in below it or over it; no key of a table begins
with such a mark.
"""

import re
from collections.abc import Iterable, Mapping
from typing import Final

from ecosystem.model.columns import FORMS, HOW_WRITTEN, Column, Kind
from ecosystem.model.errors import UnknownIdError
from ecosystem.model.participants import PARTICIPANTS, list_column
from ecosystem.model.tables import TABLES, Table, Use, words_of
from ecosystem.model.template_help import DANISH_HELP

HELP_MARK: Final = "# hjælp/help:"
EXAMPLE_MARK: Final = "# eksempel/example:"
_MARK: Final = re.compile(r"\s*#\s*(?:hj.{1,2}lp|help|eksempel|example)\b", re.IGNORECASE)

TEMPLATES: Final[Mapping[str, Table]] = {**TABLES, PARTICIPANTS.name: PARTICIPANTS}
"""Everything a template can be had of, by name."""


TEMPLATE_WORDS: Final = (
    ("Dansk", "Skriv dine rækker under eksemplerne, eller skriv oven i dem og fjern # eksempel."),
    ("", "En række, der begynder med # hjælp eller # eksempel, læses aldrig ind."),
    ("", "En tom celle betyder: vides ikke. Den betyder ikke nul og ikke nej."),
    ("English", "Write your rows below the examples, or over them and remove # example."),
    ("", "A row that begins with # help or # example is never imported."),
    ("", "An empty cell means: not known. It means neither zero nor no."),
)
"""What the last sheet of a template says."""


def is_marked(cells: Iterable[str]) -> bool:
    """Return whether a row is the help or an example of a template.

    Examples:
        >>> is_marked(["# eksempel/example: clean", "2025"]), is_marked(["clean", "2025"])
        (True, False)
    """
    return any(_MARK.match(cell) for cell in cells)


def template_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of a template: help, then two examples; their keys are the columns.

    Args:
        name: A table of a register, or ``participants``.

    Raises:
        UnknownIdError: There is no such table.
    """
    if name not in TEMPLATES:
        kind = "table"
        raise UnknownIdError.from_available(kind, name, TEMPLATES)
    table = TEMPLATES[name]
    rows = [_help_row(table), _example_row(table, 0), _example_row(table, 1)]
    marks = (HELP_MARK, EXAMPLE_MARK, EXAMPLE_MARK)
    first = table.columns[0]
    return [{**row, first: f"{mark} {row[first]}"} for mark, row in zip(marks, rows, strict=True)]


def _help_row(table: Table) -> dict[str, str]:
    return {use.column: _help_of(use) for use in table.uses}


def _help_of(use: Use) -> str:
    """Write in Danish and English what a column asks for, its form and whether it must be there."""
    column = list_column(use.column)
    form = ", ".join(words_of(use)) or FORMS.get(column.pattern or "", HOW_WRITTEN[column.kind])
    unit = f" Unit: {column.unit}." if column.unit else ""
    need = "Skal udfyldes. Required." if use.is_required else "Må stå tom. May be empty."
    refers = f" An id of {use.refers_to}." if use.refers_to else ""
    danish = DANISH_HELP.get(use.column)
    meaning = f"{danish} / {column.meaning}" if danish else column.meaning
    return f"{meaning}{unit} Form: {form}.{refers} {need}"


def _example_row(table: Table, number: int) -> dict[str, str]:
    return {use.column: _example_of(table, use, number) for use in table.uses}


def _example_of(table: Table, use: Use, number: int) -> str:
    stated = _OF_TABLE.get((table.name, use.column)) or _EXAMPLES.get(use.column)
    if stated is not None:
        return stated[number]
    if words := words_of(use):
        return words[min(number, len(words) - 1)]
    return _of_kind(list_column(use.column), number)


def _of_kind(column: Column, number: int) -> str:
    match column.kind:
        case Kind.ID | Kind.IDS:
            return f"{column.name.removesuffix('s')}_{number + 1}"
        case Kind.DATE:
            return ("2024-03-01", "2025-01-15")[number]
        case Kind.FLAG:
            return ("true", "false")[number]
        case Kind.WHOLE | Kind.NUMBER:
            return _inside(column, (12, 250)[number])
        case _:
            return ""


def _inside(column: Column, value: float) -> str:
    low = value if column.least is None else max(value, column.least)
    return f"{low if column.most is None else min(low, column.most):g}"


_EXAMPLES: Final[Mapping[str, tuple[str, str]]] = {
    "source": ("Årsrapport 2024", "Eget regnskab"),
    "checked": ("2026-11-30", ""),
    "note": ("", "Skøn"),
    "is_synthetic": ("", ""),
    "valid_to": ("", ""),
    "closed": ("", ""),
    "end": ("2024-12-31", ""),
    "position_id": ("energiteknologi", ""),
    "position_ids": ("energiteknologi", ""),
    "need_id": ("finance", "innovation_projects"),
    "need_ids": ("finance", "innovation_projects;business_models"),
    "offer_id": ("mit_tilbud", "min_pulje"),
    "actor_id": ("clean", "made"),
    "from_actor_id": ("clean", "made"),
    "to_actor_id": ("made", "clean"),
    "provider_actor_id": ("clean", ""),
    "lead_actor_id": ("clean", ""),
    "parent_actor_id": ("", ""),
    "named_by_actor_id": ("", ""),
    "challenge_id": ("mindre_spildvarme", "flere_robotter"),
    "cvr": ("10000009", "20000018"),
    "postcode": ("7800", "9000"),
    "municipality_code": ("0779", "0851"),
    "region_code": ("1082", "1081"),
    "nuts3_code": ("DK041", "DK050"),
    "area": ("national", "0779;0851"),
    "industry_code": ("620100", "282900"),
    "code_prefix": ("62", "2829"),
    "legal_form": ("Forening", "A/S"),
    "website": ("https://www.example.dk", ""),
    "url": ("https://www.example.dk/tilbud", ""),
    "mailbox": ("kontakt@example.dk", ""),
    "telephone": ("", ""),
    "topics": ("vand;klima", ""),
    "country": ("DK", "DK"),
    "latitude": ("56.95", "57.05"),
    "longitude": ("8.69", "9.92"),
    "from_latitude": ("56.95", "57.05"),
    "from_longitude": ("8.69", "9.92"),
    "to_latitude": ("56.96", "57.06"),
    "to_longitude": ("8.70", "9.93"),
    "name": ("Et eksempel", "Endnu et eksempel"),
    "name_da": ("Et eksempel", "Endnu et eksempel"),
    "name_en": ("An example", "Another example"),
    "title": ("Grøn test", "Nye robotter"),
    "programme": ("Erhvervsfremmebestyrelsen", ""),
    "period": ("2021-2027", "2021-2027"),
    "fund": ("ERDF", "ESF"),
    "priority_area": ("Innovation", ""),
    "project_id": ("", ""),
    "budget_dkk": ("1500000", "2500000.5"),
    "eu_grant_dkk": ("750000", ""),
    "other_grant_dkk": ("", ""),
    "amount_dkk": ("1500000", "250000.5"),
    "turnover_dkk": ("12500000", ""),
    "balance_dkk": ("9000000", ""),
    "year": ("2024", "2025"),
    "funding_source": ("Regionalfonden", "Medlemskontingent"),
    "indicator": ("Nye virksomheder", "Deltagende virksomheder"),
    "unit": ("virksomheder", "virksomheder"),
    "as_of": ("2025-12-31", ""),
    "respondent_id": ("svar_1", "svar_1"),
    "importance": ("4", "2"),
    "weight": ("1", "0.8"),
    "survey_id": ("behov_2026", "behov_2026"),
    "asked_on": ("2026-03-01", "2026-03-01"),
    "order": ("1", "2"),
    "seat": ("formand", "medlem 1"),
    "affiliation": ("firm", "knowledge"),
    "firm_size": ("under 50", ""),
    "project": ("Ny prototype", ""),
    "employees": ("12", "4.5"),
    "founded": ("2015-06-01", "1998-01-01"),
    "group": ("landkommuner", ""),
    "landmass": ("jylland", "fyn"),
    "table": ("actors", "actors"),
    "key": ("clean", "made"),
    "column": ("website", "cvr"),
}
"""Cells of the two example rows by column; the others follow from what the column holds."""
_OF_TABLE: Final[Mapping[tuple[str, str], tuple[str, str]]] = {
    ("actors", "actor_id"): ("min_klynge", "min_forgaenger"),
    ("actors", "name"): ("Foreningen Min Klynge", "Foreningen Før Min Klynge"),
    ("actors", "kind"): ("cluster", "cluster"),
    ("actors", "legal_form"): ("Forening", "Forening"),
    ("outputs", "project_id"): ("mit_projekt", "mit_projekt"),
    ("projects", "project_id"): ("mit_projekt", "andet_projekt"),
    ("participations", "offer_id"): ("innobooster", "innobooster"),
    ("links", "position_id"): ("", ""),
    ("links", "kind"): ("successor_of", "member_of"),
    ("participants", "name"): ("Eksempel A/S", "Endnu et Eksempel ApS"),
    ("strength_positions", "position_id"): ("ny_position", "anden_position"),
    ("needs", "need_id"): ("nyt_behov", "andet_behov"),
    ("activities", "need_id"): ("finance", ""),
    ("industry_positions", "position_id"): ("energiteknologi", "robot_drone"),
    ("actor_positions", "position_id"): ("energiteknologi", "robot_drone"),
}
"""The same for a column that one table uses in another way."""
