"""Which column of a filled-in survey is what: by id, or by its Danish or English heading."""

import re
from collections.abc import Iterable, Mapping

from ecosystem.model.errors import EcosystemError
from ecosystem.model.survey import CONTACT_WORDS, FIELDS, OTHER_FIELD
from ecosystem.sources.files.encodings import SavedTable


def columns_of(saved: SavedTable, needs: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """Return the place of each field and need in a file.

    Args:
        saved: The file, header first.
        needs: Names of each need, by need_id.

    Raises:
        EcosystemError: A column is not known, stands twice or tells who somebody is, or no need
            is asked about; all are told.
    """
    meanings = _meanings(needs)
    places: dict[str, int] = {}
    faults = []
    for place, heading in enumerate(saved.header):
        name = meanings.get(_folded(heading))
        if name is None:
            faults.append(_unknown(heading))
        elif name in places:
            faults.append(f"kolonnen / the column {heading[:60]!r} står to gange / stands twice")
        else:
            places[name] = place
    if not places.keys() & needs.keys():
        faults.append(
            "ingen kolonne er et behov / no column is a need: "
            + ", ".join(next(iter(names), need) for need, names in needs.items())
        )
    if faults:
        head = (
            f"{saved.path} er ikke skemaet / is not the form ({len(faults)}). Lav det igen med / "
            "make it anew with: ecosystem survey form"
        )
        raise EcosystemError("\n".join([head, *(f"- {fault}" for fault in faults)]))
    return places


def _meanings(needs: Mapping[str, Iterable[str]]) -> dict[str, str]:
    """Return what a heading means, by its folded words."""
    meanings = {
        _folded(heading): field.name
        for field in (*FIELDS, OTHER_FIELD)
        for heading in (field.name, field.da, field.en)
    }
    for need, names in needs.items():
        meanings |= {_folded(heading): need for heading in (need, *names)}
    return meanings


def _unknown(heading: str) -> str:
    """Write why a column is refused; of one that tells who somebody is, what to do."""
    if any(word in heading.casefold() for word in CONTACT_WORDS):
        return (
            f"kolonnen / the column {heading[:60]!r}: skemaet spørger ikke, hvem der svarer; slet "
            "den / the form asks nobody who they are; delete it"
        )
    return f"kolonnen / the column {heading[:60]!r} kendes ikke / is not known"


def _folded(heading: str) -> str:
    """Return a heading without case, its hint in brackets, its number and its blanks.

    Examples:
        >>> _folded("3. Branding (1-5)"), _folded("branding ")
        ('branding', 'branding')
    """
    bare = re.sub(r"\(1[-–]5\)\s*$|^\s*\d{1,2}\.\s+", "", heading)
    return " ".join(bare.casefold().split())
