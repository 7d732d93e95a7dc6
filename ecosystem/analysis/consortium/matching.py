"""Whose words fit a challenge: whole words apart from parts of compounds.

A whole word of the challenge that few documents hold names the matter. A part of a compound
(*robot* of *velfærdsrobotter*) hints at it, and counts only within the challenge's positions: else
*anvendelse* would stand for *genanvendelse*.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from ecosystem.analysis.text_index import SHORTEST_PART, Match, TextIndex, search, stems
from ecosystem.model.consortia import MatchGround

COMMON_SHARE: Final = 0.05
"""A word that more of the documents hold names no matter."""
FEW: Final = 3
"""So many documents may always share a word, however few there are."""
SHORTEST_BEFORE: Final = 3
"""Letters before the end of a compound: *hav* of *havvindmøller*."""
PREFIXES: Final = frozenset({"gen", "mis", "van", "for", "und", "ind", "over", "efter", "inter"})
"""Beginnings of words that are no word of a compound."""


@dataclass(frozen=True, slots=True)
class WordFit:
    """How well a document fits, and by which words of the challenge."""

    ground: MatchGround
    share: float
    """Of the fit of the document that fits best, 0 to 1."""
    words: tuple[str, ...]


def word_fits(text: str, index: TextIndex[str]) -> dict[str, WordFit]:
    """Compute the fit of every document that holds a telling word of a text, or a part of one.

    Examples:
        >>> from ecosystem.analysis.text_index import build_index
        >>> index = build_index({"a": "robot i industrien", "b": "velfærdsrobotter", "c": "mad"})
        >>> fits = word_fits("velfærdsrobotter", index)
        >>> {key: (fit.ground.value, fit.words) for key, fit in fits.items()}
        {'b': ('own_words', ('velfærdsrobotter',))}
    """
    matches = search(text, index)
    most = max((match.score for match in matches.values()), default=1.0)
    fits = {key: _fit(key, match, index, most) for key, match in matches.items()}
    return {key: fit for key, fit in fits.items() if fit is not None}


def _fit(key: str, match: Match, index: TextIndex[str], most: float) -> WordFit | None:
    whole = tuple(word for word in match.words if _names(word, key, index))
    if whole:
        return WordFit(MatchGround.OWN_WORDS, match.score / most, whole)
    parts = tuple(word for word in match.words if key in _holders_of_parts(word, index))
    if parts:
        return WordFit(MatchGround.RELATED_WORDS, match.score / most, parts)
    return None


def _names(word: str, key: str, index: TextIndex[str]) -> bool:
    """Return whether a document holds the word itself, and few others do."""
    limit = max(FEW, COMMON_SHARE * len(index.lengths))
    return any(key in holders and len(holders) <= limit for holders in _holders(word, index))


def _holders(word: str, index: TextIndex[str]) -> list[Mapping[str, int]]:
    return [index.postings[stem] for stem, _ in stems(word) if stem in index.postings]


def _holders_of_parts(word: str, index: TextIndex[str]) -> set[str]:
    """Return the documents with the longest known beginning or end of a compound.

    A word that stands in documents as it is has no parts, and a prefix (*gen-*) makes none.
    """
    if _holders(word, index):
        return set()
    cuts = [
        cut
        for cut in range(SHORTEST_BEFORE, len(word) - SHORTEST_PART + 1)
        if word[:cut] not in PREFIXES
    ]
    keys: set[str] = set()
    for parts in ((word[:cut] for cut in reversed(cuts)), (word[cut:] for cut in cuts)):
        known = (_holders(part, index) for part in parts if len(part) >= SHORTEST_PART)
        keys |= {key for holders in next(filter(None, known), []) for key in holders}
    return keys
