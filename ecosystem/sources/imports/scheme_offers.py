"""The offer whose participants a list names: one of the register, or a scheme of its own.

A scheme that is known by its list alone becomes an offer that is closed on any day and answers no
need: its participants count, and nobody is ever referred to it.
"""

from pathlib import Path
from typing import Final

import pandas as pd
import yaml

from ecosystem.model.errors import EcosystemError, UnknownIdError
from ecosystem.model.offers import SCHEME_PREFIX, rule_file_of
from ecosystem.model.tables import TABLES
from ecosystem.model.text import cleaned, personal_data, text_problems
from ecosystem.model.vocabulary import OfferKind
from ecosystem.sources.files.folders import rules_folder
from ecosystem.sources.matching.organisation_names import fold, slug_of
from ecosystem.sources.register.merging import TextTable, merge_rows, read_text_table

NOTE: Final = "Kendes kun ved sin deltagerliste; der henvises aldrig til den."
_OPENING: Final = {
    "is_ended": True,
    "text_da": "Kendes kun ved sin deltagerliste.",
    "text_en": "Known by its list of participants alone.",
}


def scheme_of(name: str) -> tuple[str, str]:
    """Return the id and the name of a scheme that is known by its list of participants.

    Raises:
        EcosystemError: The name holds no letter or digit, a character that no document can hold,
            or what looks like personal data.

    Examples:
        >>> scheme_of("  Nordpuljen  2015 ")
        ('scheme:nordpuljen_2015', 'Nordpuljen 2015')
    """
    text = " ".join(cleaned(name, is_one_line=True).text.split())
    slug = slug_of(fold(text))
    if not slug or text_problems(text) or personal_data(text):
        message = (
            "--scheme: skriv ordningens navn med bogstaver eller tal, og uden persondata.\n"
            "--scheme: write the scheme's name with letters or digits, and without personal data."
        )
        raise EcosystemError(message)
    return f"{SCHEME_PREFIX}{slug}", text


def check_choice(offer: str | None, scheme: str | None) -> None:
    """Check that a list's offer is named in one of the two ways.

    Raises:
        EcosystemError: Both ways are used, or none.
    """
    if (offer is None) == (scheme is None):
        message = (
            "import participants: skriv enten --offer ID (et tilbud i registret) eller --scheme "
            "NAVN (en ordning, der ikke står der).\n"
            "import participants: write either --offer ID (an offer of the register) or --scheme "
            "NAME (a scheme that is not there)."
        )
        raise EcosystemError(message)
    if scheme is not None:
        scheme_of(scheme)


def merge_scheme(folder: Path, name: str, source: str) -> tuple[TextTable, str, list[str]]:
    """Add a scheme to the offers of a register, with its rules, unless it is there.

    Returns:
        The table of offers, the scheme's id, and what a reader has to know.
    """
    offer_id, text = scheme_of(name)
    offers = read_text_table(folder, "offers")
    row = {
        **dict.fromkeys((use.column for use in TABLES["offers"].uses if not use.is_optional), ""),
        "offer_id": offer_id,
        "kind": OfferKind.SCHEME.value,
        "name_da": text,
        "source": source,
        "note": NOTE,
    }
    namesakes = offers.cells.loc[offers.cells["name_da"].map(fold) == fold(text), "offer_id"]
    others = [other for other in namesakes if other != offer_id]
    if offer_id not in set(offers.cells["offer_id"]):
        merge_rows(offers, pd.DataFrame([row], dtype="str"), lambda *_: False)
        _write_rules(folder, offer_id, source)
    notes = [
        f"registret har et tilbud med samme navn / the register has an offer of that name: {other} "
        f"(--offer {other})"
        for other in others
    ]
    return offers, offer_id, notes


def check_offer(folder: Path, offer_id: str) -> None:
    """Check that a register has an offer.

    Raises:
        UnknownIdError: It has not; the nearest are named.
    """
    ids = read_text_table(folder, "offers").cells["offer_id"]
    if offer_id not in set(ids):
        kind = "offer"
        raise UnknownIdError.from_available(kind, offer_id, ids)


def _write_rules(folder: Path, offer_id: str, source: str) -> None:
    rules = {"offer_id": offer_id, "source": source, "opening": _OPENING}
    path = rules_folder(folder) / Path(rule_file_of(offer_id)).name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(yaml.safe_dump(rules, allow_unicode=True, sort_keys=False), encoding="utf-8")
