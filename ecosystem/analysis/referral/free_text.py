"""Find what free text is about: needs, fields and offers, as a proposal to be confirmed.

Each need, position and offer is a small document of its names and the words firms use for it.
Words are compared by their Danish and English stems and weighed by BM25 (Robertson and Zaragoza,
2009, "The Probabilistic Relevance Framework", k1 1.2 and b 0.75): a word that few documents have
says more. A word that no document has is read as the nearest spelling, if one letter is
wrong; a Danish compound, by its first and its last known part: each for half. Nothing is concluded;
the adviser confirms or strikes.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import Final, Literal

from ecosystem.model.errors import EcosystemError
from ecosystem.model.offers import Offer
from ecosystem.model.personal_numbers import holds_cpr_number as holds_cpr_number  # noqa: PLC0414 - pages that take a text ask here
from ecosystem.model.referrals import Meaning
from ecosystem.model.register import Register

LONGEST_TEXT: Final = 2000
"""Characters; a need is told in a few lines."""
K1: Final = 1.2
B: Final = 0.75
SHORTEST_PART: Final = 4
"""Letters; shorter parts of a compound stand in too many words by chance."""
PART_COUNTS: Final = 0.5
"""What a part of a compound, or a word spelt otherwise, counts beside a word of its own."""
SHORTEST_MISSPELT: Final = 6
"""Letters; a shorter word is one letter away from too many others."""
LONG_MISSPELT: Final = 10
"""Letters from which one may be another or change places; in a shorter word one is missing or
too many, because *ekspert* is not *eksport*."""
_WORD: Final = re.compile(r"[a-zæøåäöüé0-9]+(?:[-.][a-zæøåäöüé0-9]+)*")
_Kind = Literal["need", "position", "offer"]


@dataclass(frozen=True, slots=True)
class TextIndex:
    """Documents by stem: how often each stem stands in each, and how long each is."""

    names: dict[tuple[_Kind, str], tuple[str, str]]
    lengths: dict[tuple[_Kind, str], int]
    postings: dict[str, dict[tuple[_Kind, str], int]]
    empty_words: frozenset[str]
    spellings: dict[str, dict[str, str]]
    """A word by itself and by its stem, under its first letter: where misspelt ones are sought."""


def text_index(register: Register) -> TextIndex:
    """Make the documents of a register's needs, positions and offers."""
    synonyms = None if register.constants is None else register.constants.synonyms
    empty = frozenset() if synonyms is None else frozenset(synonyms.empty_words.split())
    documents: dict[tuple[_Kind, str], str] = {}
    names: dict[tuple[_Kind, str], tuple[str, str]] = {}
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
            told = " . ".join((danish, english, *words.get(identifier, ())))
            documents[kind, identifier] = told
    for offer in register.catalogue.values():
        names["offer", offer.offer_id] = (offer.name_da, offer.name_en or offer.name_da)
        documents["offer", offer.offer_id] = _told_of(offer)
    postings: dict[str, dict[tuple[_Kind, str], int]] = defaultdict(dict)
    spellings: dict[str, dict[str, str]] = defaultdict(dict)
    lengths = {}
    for key_of, text in documents.items():
        read = list(stems(text, empty))
        counts = Counter(stem for stem, _ in read)
        for stem, word in read:
            spellings[word[0]][word] = word
            spellings[word[0]].setdefault(stem, word)
        lengths[key_of] = sum(counts.values())
        for stem, count in counts.items():
            postings[stem][key_of] = count
    return TextIndex(names, lengths, dict(postings), empty, dict(spellings))


def interpret(text: str, index: TextIndex, most: int = 3) -> tuple[Meaning, ...]:
    """Propose what a text is about, best first: so many of each kind at most.

    Args:
        text: What the firm said, Danish or English.
        index: Made by ``text_index``.
        most: Proposals of each kind.

    Raises:
        EcosystemError: The text is too long, or seems to hold a CPR number.
    """
    refuse_text(text)
    scores: dict[tuple[_Kind, str], float] = defaultdict(float)
    led_by: dict[tuple[_Kind, str], dict[str, None]] = defaultdict(dict)
    means = _mean_lengths(index)
    for stem, (word, counts_for) in _known_stems(text, index).items():
        found = index.postings[stem]
        rarity = log(1 + (len(index.lengths) - len(found) + 0.5) / (len(found) + 0.5))
        for key, count in found.items():
            long = 1 - B + B * index.lengths[key] / means[key[0]]
            scores[key] += counts_for * rarity * count * (K1 + 1) / (count + K1 * long)
            led_by[key][word] = None
    kept: Counter[str] = Counter()
    proposals = []
    for key in sorted(scores, key=lambda one: (-round(scores[one], 9), one)):
        kind, identifier = key
        kept[kind] += 1
        if kept[kind] <= most:
            danish, english = index.names[key]
            proposals.append(
                Meaning(
                    kind=kind,
                    identifier=identifier,
                    name_da=danish,
                    name_en=english,
                    score=round(scores[key], 3),
                    words=tuple(led_by[key]),
                )
            )
    return tuple(proposals)


def refuse_text(text: str) -> None:
    """Refuse a text that is too long or seems to hold a person's CPR number.

    Raises:
        EcosystemError: With the reason, and without repeating the number.
    """
    if holds_cpr_number(text):
        message = (
            "The text seems to hold a CPR number. Remove it: personal numbers are never needed "
            "to refer a firm, and are not kept."
        )
        raise EcosystemError(message)
    if len(text) > LONGEST_TEXT:
        message = (
            f"The text has {len(text)} characters; {LONGEST_TEXT} is the most. Tell the need in a "
            "few lines."
        )
        raise EcosystemError(message)


def stems(text: str, empty_words: Collection[str] = ()) -> Iterable[tuple[str, str]]:
    """Give the stems of a text with the word each came from; empty words are left out.

    A word gives its Danish and its English stem, because nobody says which language they write.

    Examples:
        >>> sorted({stem for stem, _ in stems("eksportere")} & {s for s, _ in stems("eksporter")})
        ['eksport']
    """
    for word in _WORD.findall(text.lower()):
        if word not in empty_words and len(word) > 1:
            for stem in _stems_of(word):
                yield stem, word


def _mean_lengths(index: TextIndex) -> dict[_Kind, float]:
    """Mean length by kind: a need is told in many words, an offer in few."""
    lengths: dict[_Kind, list[int]] = defaultdict(list)
    for (kind, _), length in index.lengths.items():
        lengths[kind].append(length)
    return {kind: sum(held) / len(held) for kind, held in lengths.items()}


def _known_stems(text: str, index: TextIndex) -> dict[str, tuple[str, float]]:
    """Stems of a text that some document has, with the word each came from and its weight."""
    known: dict[str, tuple[str, float]] = {}
    for word in _WORD.findall(text.lower()):
        if word in index.empty_words or len(word) < 2:  # noqa: PLR2004 - one letter is no word
            continue
        whole = [stem for stem in _stems_of(word) if stem in index.postings]
        for stem in whole:
            known[stem] = word, 1.0
        if not whole:
            meant = _misspelt(word, index)
            for part in _parts_of(word, index) if meant is None else _stems_of(meant):
                known.setdefault(part, (word, PART_COUNTS))
    return known


def _misspelt(word: str, index: TextIndex) -> str | None:
    """Give the known word with the nearest spelling and the same first letter; None: none."""
    from rapidfuzz import process  # noqa: PLC0415 - read only where a word is not known
    from rapidfuzz.distance import OSA, Indel  # noqa: PLC0415

    spellings = index.spellings.get(word[0], {})
    for form in (word, *_stems_of(word)) if word.isalpha() else ():
        if len(form) >= SHORTEST_MISSPELT:
            distance = Indel.distance if len(form) < LONG_MISSPELT else OSA.distance
            near = process.extractOne(form, spellings.keys(), scorer=distance, score_cutoff=1)
            if near is not None:
                return spellings[near[0]]
    return None


def _parts_of(word: str, index: TextIndex) -> Iterable[str]:
    """Give the longest known beginning and the longest known end of a compound."""
    cuts = range(SHORTEST_PART, len(word) - 1)
    beginnings = (word[:cut] for cut in reversed(cuts))
    ends = (word[cut:] for cut in range(2, len(word) - SHORTEST_PART + 1))
    for parts in (beginnings, ends):
        for part in parts:
            stem = _stems_of(part)[0]
            if len(stem) >= SHORTEST_PART and stem in index.postings:
                yield stem
                break


@lru_cache(maxsize=20_000)
def _stems_of(word: str) -> tuple[str, ...]:
    danish, english = _stemmers()
    return tuple(dict.fromkeys((danish.stemWord(word), english.stemWord(word))))


@lru_cache(maxsize=1)
def _stemmers():  # type: ignore[no-untyped-def]  # noqa: ANN202 - the library has no types
    import snowballstemmer  # noqa: PLC0415

    return snowballstemmer.stemmer("danish"), snowballstemmer.stemmer("english")


def _told_of(offer: Offer) -> str:
    rules = offer.rules
    told = (offer.name_da, offer.name_en, rules.target_group_da, rules.target_group_en)
    checks = [check.text_da for check in rules.to_check if check.about == "sector"]
    return " . ".join([*filter(None, told), *checks])
