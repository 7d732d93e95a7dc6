"""Find what free text is about: needs, fields and offers, as a proposal to be confirmed.

Each need, position and offer is a small document of its names and the words firms use for it
(``analysis/text_index`` ranks them). Nothing is concluded; the adviser confirms or strikes.
"""

from collections import Counter
from dataclasses import dataclass
from typing import Final, Literal

from ecosystem.analysis.text_index import TextIndex, build_index, search
from ecosystem.model.errors import EcosystemError
from ecosystem.model.offers import SCHEME_PREFIX, Offer
from ecosystem.model.referrals import Meaning
from ecosystem.model.register import Register
from ecosystem.model.text import PersonalDatumKind, cleaned, personal_data

LONGEST_TEXT: Final = 2000
"""Characters; a need is told in a few lines."""
_CALLED: Final = {
    PersonalDatumKind.CPR: "a CPR number",
    PersonalDatumKind.EMAIL: "a person's e-mail address",
    PersonalDatumKind.TELEPHONE: "a telephone number",
}
_Kind = Literal["need", "position", "offer"]
_Key = tuple[_Kind, str]


@dataclass(frozen=True, slots=True)
class MeaningIndex:
    """What a text may be about: names of needs, positions and offers, and their words."""

    names: dict[_Key, tuple[str, str]]
    words: TextIndex[_Key]


def meaning_index(register: Register) -> MeaningIndex:
    """Make the documents of a register's needs, positions and offers."""
    synonyms = None if register.constants is None else register.constants.synonyms
    empty_words = () if synonyms is None else synonyms.empty_words.split()
    documents: dict[_Key, str] = {}
    names: dict[_Key, tuple[str, str]] = {}
    tables: tuple[tuple[_Kind, str, str], ...] = (
        ("need", "needs", "need_id"),
        ("position", "strength_positions", "position_id"),
    )
    for kind, table_name, key in tables:
        table = getattr(register, table_name)
        words = {} if synonyms is None else getattr(synonyms, f"{kind}s")
        if table is None:
            continue
        for identifier, danish, english in zip(
            table[key], table["name_da"], table["name_en"], strict=True
        ):
            names[kind, identifier] = (danish, english)
            documents[kind, identifier] = " . ".join((danish, english, *words.get(identifier, ())))
    for offer in register.catalogue.values():
        if offer.offer_id.startswith(SCHEME_PREFIX):
            continue  # known by its participants alone
        names["offer", offer.offer_id] = (offer.name_da, offer.name_en or offer.name_da)
        documents["offer", offer.offer_id] = _document_of(offer)
    return MeaningIndex(names, build_index(documents, empty_words, group=lambda key: key[0]))


def interpret(text: str, index: MeaningIndex, most: int = 3) -> tuple[Meaning, ...]:
    """Propose what a text is about, best first: so many of each kind at most.

    Args:
        text: What the firm said, Danish or English.
        index: Made by ``meaning_index``.
        most: Proposals of each kind.

    Raises:
        EcosystemError: The text is too long, or seems to hold personal data.
    """
    refuse_text(text)
    matches = search(cleaned(text).text, index.words)
    count_by_kind: Counter[str] = Counter()
    proposals = []
    for key in sorted(matches, key=lambda match: (-round(matches[match].score, 9), match)):
        kind, identifier = key
        count_by_kind[kind] += 1
        if count_by_kind[kind] <= most:
            danish, english = index.names[key]
            proposals.append(
                Meaning(
                    kind=kind,
                    identifier=identifier,
                    name_da=danish,
                    name_en=english,
                    score=round(matches[key].score, 3),
                    words=matches[key].words,
                )
            )
    return tuple(proposals)


def refuse_text(text: str) -> None:
    """Refuse a text that is too long or seems to hold a CPR number, an e-mail or a telephone.

    Raises:
        EcosystemError: With what it is and where it begins, and without repeating it.
    """
    if personal := personal_data(text):
        sorts = dict.fromkeys(
            f"{_CALLED[datum.kind]} (character {datum.start + 1})" for datum in personal
        )
        message = (
            f"The text seems to hold {' and '.join(sorts)}. Remove it: it is never needed to refer "
            "a firm, and is not kept."
        )
        raise EcosystemError(message)
    if len(text) > LONGEST_TEXT:
        message = (
            f"The text has {len(text)} characters; {LONGEST_TEXT} is the most. Tell the need in a "
            "few lines."
        )
        raise EcosystemError(message)


def _document_of(offer: Offer) -> str:
    rules = offer.rules
    texts = (offer.name_da, offer.name_en, rules.target_group_da, rules.target_group_en)
    checks = [check.text_da for check in rules.to_check if check.about == "sector"]
    return " . ".join([*filter(None, texts), *checks])
