"""Cells that the mentions of one organisation give its actor: kind, number, place, form."""

from collections import Counter
from collections.abc import Mapping
from itertools import chain
from typing import Any, Final

from ecosystem.model.vocabulary import ActorKind
from ecosystem.sources.matching.mention_groups import Group
from ecosystem.sources.matching.organisation_names import kind_of_name, name_of
from ecosystem.sources.matching.postcodes import municipality_of, read_postcodes

KIND_OF_SOURCE: Final = "stated_by_source"
KIND_UNKNOWN: Final = "not_known"
LEGAL_FORMS: Final = {
    "a/s": "A/S",
    "aps": "ApS",
    "i/s": "I/S",
    "k/s": "K/S",
    "p/s": "P/S",
    "ivs": "IVS",
    "amba": "A.m.b.a.",
    "fmba": "F.m.b.a.",
    "smba": "S.m.b.a.",
    "vmba": "V.m.b.a.",
    "fond": "Fond",
    "forening": "Forening",
    "s/i": "S/I",
}
"""Legal forms as the register writes them; foreign ones are left to the name."""


def kind_of_group(group: Group, spelling: str) -> tuple[ActorKind | None, str]:
    """Return the kind of an organisation, and the rule that gave it.

    Args:
        group: Its mentions; the kind that a source states wins over the name.
        spelling: Its name.
    """
    stated = [mention.kind for mention in group.mentions if mention.kind]
    if stated:
        return stated[0], KIND_OF_SOURCE
    rule = kind_of_name(name_of(spelling)) if group.is_danish else None
    return (rule.kind, rule.rule) if rule else (None, KIND_UNKNOWN)


def cells_of_group(group: Group, authorities: Mapping[str, str]) -> dict[str, Any]:
    """Return what the mentions of one organisation say besides its name.

    The municipality follows from the postcode given most often; a municipality's authority lies
    in its own municipality.

    Args:
        group: Its mentions.
        authorities: Normal name of a municipality's authority to the municipality's code.
    """
    of_authority = (authorities.get(name_of(m.name).normal) for m in group.mentions)
    counts = Counter(m.postcode for m in group.mentions if m.postcode)
    postcodes = sorted(counts, key=lambda code: (-counts[code], code))
    of_postcode = (municipality_of(code, read_postcodes()) for code in postcodes)
    municipalities = chain(of_authority, of_postcode)
    forms = Counter(form for m in group.mentions if (form := name_of(m.name).legal_form))
    cells = {
        "cvr": group.cvr,
        "municipality_code": next(filter(None, municipalities), None),
        "website": next((m.website for m in group.mentions if m.website), None),
        "country": next((m.country for m in group.mentions if m.country), None),
        "legal_form": LEGAL_FORMS.get(forms.most_common(1)[0][0]) if forms else None,
    }
    return {column: value for column, value in cells.items() if value}
