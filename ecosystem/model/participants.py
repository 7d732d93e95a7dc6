"""The list of participants that a scheme hands over: its columns, and what others call them.

It is no table of a register: ``import participants`` makes participations, actors and yearly
figures of it.
"""

from collections.abc import Mapping
from typing import Final

from ecosystem.model.columns import COLUMNS, Column, Kind
from ecosystem.model.tables import Table, Use
from ecosystem.model.vocabulary import IndustryScheme, Role

NAME: Final = "participants"

OWN_COLUMNS: Final[Mapping[str, Column]] = {
    "postcode": Column(
        "postcode", Kind.CODE, "Postcode of the firm, four digits.", pattern=r"^[0-9]{4}$"
    ),
    "project": Column("project", Kind.TEXT, "Title of what the firm did; kept as a note."),
}
"""Columns that no table of a register has."""

PARTICIPANTS: Final = Table(
    NAME,
    "Participants of a scheme: one row each time a firm took part.",
    ("cvr", "name", "postcode", "start", "role"),
    (
        Use("cvr"),
        Use("name"),
        Use("postcode", is_optional=True),
        Use("start", is_required=True),
        Use("end", is_optional=True),
        Use("project", is_optional=True),
        Use("amount_dkk", is_optional=True),
        Use("role", is_optional=True, words=Role),
        Use("employees", is_optional=True),
        Use("founded", is_optional=True),
        Use("industry_code", is_optional=True),
        Use("industry_scheme", is_optional=True, words=IndustryScheme),
        Use("municipality_code", is_optional=True),
    ),
)

HEADERS: Final[Mapping[str, tuple[str, ...]]] = {
    "cvr": ("cvr-nummer", "cvr-nr", "cvrnr", "cvr nr", "cvr number", "vat number", "cvr no"),
    "name": ("virksomhed", "virksomhedsnavn", "navn", "firma", "deltager", "firm", "company"),
    "postcode": ("postnummer", "postnr", "post nr", "zip", "zip code", "postal code"),
    "start": ("startdato", "start dato", "startdag", "dato", "date", "start date", "fra"),
    "end": ("slutdato", "slut dato", "slut", "end date", "til"),
    "project": ("projekt", "projekttitel", "titel", "projektnavn", "title", "project title"),
    "amount_dkk": ("beløb", "beløb dkk", "beløb kr", "tilskud", "bevilling", "amount", "grant"),
    "role": ("rolle",),
    "employees": ("ansatte", "antal ansatte", "årsværk", "fte", "medarbejdere"),
    "founded": ("stiftet", "stiftelsesdato", "stiftelsesår", "etableret", "founding date"),
    "industry_code": ("branchekode", "branche", "hovedbranche", "industry", "industry code"),
    "industry_scheme": ("brancheudgave", "branchenomenklatur", "industry scheme"),
    "municipality_code": ("kommunekode", "kommunenummer", "kommunenr", "kommune", "municipality"),
}
"""Other names of each column, in small letters; the column's own name counts too."""

CONTACT_HEADERS: Final = (
    "mail",
    "telefon",
    "tlf",
    "mobil",
    "phone",
    "kontakt",
    "contact",
    "cpr",
    "person",
)
"""Parts of the names of columns whose cells are dropped unread: they tell of persons."""

ROLES: Final[Mapping[str, Role]] = {
    **{role.value: role for role in Role},
    **dict.fromkeys(
        ("leder", "projektleder", "ansøger", "hovedansøger", "kontraktholder"), Role.LEAD
    ),
    **dict.fromkeys(("projektpartner", "samarbejdspartner", "medansøger"), Role.PARTNER),
    **dict.fromkeys(("deltager", "deltagende"), Role.PARTICIPANT),
    **dict.fromkeys(
        ("støttemodtager", "tilskudsmodtager", "modtager", "bevillingshaver", "recipient"),
        Role.BENEFICIARY,
    ),
}
"""Roles as lists of participants write them, in small letters."""


def list_column(name: str) -> Column:
    """Return what a column of the list means and holds.

    Examples:
        >>> list_column("postcode").kind.value, list_column("start").kind.value
        ('code', 'date')
    """
    return OWN_COLUMNS.get(name) or COLUMNS[name]


def column_of_header(header: str) -> str | None:
    """Return the column that a header names, in Danish or English; ``None``: none of the list's.

    Examples:
        >>> column_of_header("CVR-nummer"), column_of_header(" Antal  ansatte")
        ('cvr', 'employees')
        >>> column_of_header("Sagsbehandler") is None
        True
    """
    return _COLUMN_OF.get(_folded(header))


def _folded(header: str) -> str:
    return "".join(letter for letter in header.casefold() if letter.isalnum())


_COLUMN_OF: Final = {
    _folded(header): name for name, others in HEADERS.items() for header in (name, *others)
}
