"""Actors in tables of users: whose name is kept.

The user states what each row is, so more counts as evidence than in an official export: the kind
of a body, a legal form in its column, a name that stands in the register already. A row without
any of it loses its name, and what may tell it; a row that is known by nothing else is kept out.
"""

import re
from typing import Final

import pandas as pd

from ecosystem.model.columns import COLUMNS, Kind
from ecosystem.model.member_facts import BODIES
from ecosystem.model.tables import TABLES
from ecosystem.model.text import personal_data
from ecosystem.sources.files.danish_formats import harmless
from ecosystem.sources.matching.import_records import Rejection
from ecosystem.sources.matching.organisation_evidence import (
    is_company_form,
    is_organisation,
    is_personal_form,
)
from ecosystem.sources.matching.organisation_names import name_by_number

_TELLING: Final = ("website", "note")
"""Columns in which a person's name may stand again."""
_PREFIX: Final = re.compile(r"(?<![a-z])(?:cvr|pic|firm|row|nr|id)(?![a-z])")
_NAME_IN_ID: Final = re.compile(r"[a-z]{3}")
PROBLEM: Final = "nothing shows that this is an organisation, and names of persons are not kept"
HINT: Final = (
    "If it is one, write its legal form (A/S, ApS, forening ...) in legal_form, or give it its "
    "kind. A firm that a person owns can stand with its CVR number and an actor_id that does not "
    "hold the name."
)


def without_persons(
    cells: pd.DataFrame, registered_actors: pd.DataFrame, file: str
) -> tuple[pd.DataFrame, list[Rejection], int]:
    """Take the names of those who may be persons out of rows of ``actors``.

    Args:
        cells: Rows as text, indexed by line of the file.
        registered_actors: The actors of the register as they stand.
        file: Name of the file.

    Returns:
        The rows that can stand, the rows that are kept out, and how many of both may be persons.
    """
    if "name" not in cells:
        return cells, [], 0
    doubtful = cells[~_has_evidence(cells, registered_actors)]
    can_stand = (_column(doubtful, "cvr") != "") & ~_column(doubtful, "actor_id").map(
        _may_hold_name
    ).astype(bool)
    out = doubtful.index[~can_stand]
    usable = cells.drop(index=out)
    nameless = doubtful.index[can_stand]
    if len(nameless):
        usable.loc[nameless, "name"] = usable.loc[nameless, "cvr"].map(name_by_number)
        for column in set(_TELLING) & set(usable.columns):
            usable.loc[nameless, column] = ""
    rejected = [
        Rejection(row=int(line), column="name", problem=PROBLEM, hint=HINT, file=file)
        for line in out
    ]
    return usable, rejected, len(doubtful)


def nameless_note(file: str, rows: int, kept_out: int) -> str:
    """Write how many rows may be persons, what became of them and what to do."""
    return (
        f"{file}: {rows} row(s) may be persons, for nothing shows that they are organisations; "
        f"{kept_out} of them are kept out, {rows - kept_out} stand without their name. Where it is "
        "an organisation, write its legal form in legal_form and import again"
    )


def safe_value(column: str | None, value: str | None) -> str | None:
    """Return a faulty cell for a message; ``None`` where it may be a person's name.

    Examples:
        >>> safe_value("kind", "company"), safe_value("actor_id", "nordby_skole")
        ('company', 'nordby_skole')
        >>> safe_value("actor_id", "fornavn_efternavn") is None
        True
    """
    if value is None or column is None:
        return value
    may_name = any(part in _NAMING for part in column.split(", "))
    is_safe = harmless(value) is not None or is_organisation(re.sub(r"[_.:#-]+", " ", value))
    return value if is_safe or not may_name else None


_NAMING: Final = frozenset(
    {use.column for table in TABLES.values() for use in table.uses if use.refers_to == "actors"}
    | {name for name, column in COLUMNS.items() if column.kind is Kind.TEXT and not column.pattern}
    | {"actor_id", "parent_actor_id"}
)
"""Columns whose cells may be a name, or an id made of one."""


def _has_evidence(cells: pd.DataFrame, registered_actors: pd.DataFrame) -> "pd.Series[bool]":
    """Return of each row whether something shows that it is no person."""
    forms = _column(cells, "legal_form")
    company = forms.isin([form for form in forms.unique() if is_company_form(form)])
    personal = forms.isin([form for form in forms.unique() if is_personal_form(form)])
    stated = _column(cells, "kind").isin({kind.value for kind in BODIES}) | company
    stands = dict(zip(registered_actors["actor_id"], registered_actors["name"], strict=True))
    ids = _column(cells, "actor_id")
    has_evidence = [
        not is_personal
        and (is_stated or not name or stands.get(actor_id) == name or is_organisation(name))
        for is_personal, is_stated, actor_id, name in zip(
            personal, stated, ids, cells["name"], strict=True
        )
    ]
    return pd.Series(has_evidence, index=cells.index, dtype=bool)


def _column(cells: pd.DataFrame, name: str) -> "pd.Series[str]":
    return cells[name] if name in cells else pd.Series("", index=cells.index)


def _may_hold_name(actor_id: str) -> bool:
    """Return whether an id may hold a name: it has three letters in a row that no number begins."""
    return bool(_NAME_IN_ID.search(_PREFIX.sub(" ", actor_id))) or bool(personal_data(actor_id))
