"""Rank short documents by the words of a text, whatever the documents are about.

Words are compared by their Danish and English stems and weighed by BM25 (Robertson and Zaragoza,
2009, "The Probabilistic Relevance Framework", k1 1.2 and b 0.75): a word that few documents have
says more. A word that no document has is read as the nearest spelling, if one letter is wrong; a
Danish compound, by its first and its last known part: each for half.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import Final, Generic, NamedTuple, TypeVar

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
Key = TypeVar("Key", bound=Hashable)


class Match(NamedTuple):
    """How well a document fits a text, and the words of the text that led to it."""

    score: float
    words: tuple[str, ...]
    shared_by: int
    """In how many documents the rarest of the words stands."""


@dataclass(frozen=True, slots=True)
class TextIndex(Generic[Key]):
    """Documents by stem: how often each stem stands in each, and how long each is."""

    lengths: Mapping[Key, float]
    """Stems of a document, over the mean of its group."""
    postings: Mapping[str, Mapping[Key, int]]
    empty_words: frozenset[str]
    spellings: Mapping[str, Mapping[str, str]]
    """A word by itself and by its stem, under its first letter: where misspelt ones are sought."""


def build_index(
    documents: Mapping[Key, str],
    empty_words: Collection[str] = (),
    group: Callable[[Key], Hashable] = lambda _: None,
) -> TextIndex[Key]:
    """Build the index of some documents.

    Args:
        documents: Their texts.
        empty_words: Words that say nothing.
        group: Documents of a group are about equally long; a long one of its group counts less.
    """
    empty = frozenset(empty_words)
    postings: dict[str, dict[Key, int]] = defaultdict(dict)
    spellings: dict[str, dict[str, str]] = defaultdict(dict)
    counts: dict[Key, int] = {}
    for key, text in documents.items():
        pairs = list(stems(text, empty))
        frequencies = Counter(stem for stem, _ in pairs)
        for stem, word in pairs:
            spellings[word[0]][word] = word
            spellings[word[0]].setdefault(stem, word)
        counts[key] = sum(frequencies.values())
        for stem, count in frequencies.items():
            postings[stem][key] = count
    return TextIndex(_relative(counts, group), dict(postings), empty, dict(spellings))


def search(text: str, index: TextIndex[Key]) -> dict[Key, Match]:
    """Compute the scores of the documents that share a word with a text.

    Examples:
        >>> index = build_index({"fire": "brandsikkerhed og sikring", "water": "vand og miljø"})
        >>> {key: match.words for key, match in search("Brandsikkerhed i vand", index).items()}
        {'fire': ('brandsikkerhed',), 'water': ('vand',)}
    """
    scores: dict[Key, float] = defaultdict(float)
    words: dict[Key, dict[str, None]] = defaultdict(dict)
    shared_by: dict[Key, int] = {}
    for stem, (word, counts_for) in _known_stems(text, index).items():
        containing = index.postings[stem]
        count_all, count_with = len(index.lengths), len(containing)
        rarity = log(1 + (count_all - count_with + 0.5) / (count_with + 0.5))
        for key, count in containing.items():
            length = 1 - B + B * index.lengths[key]
            scores[key] += counts_for * rarity * count * (K1 + 1) / (count + K1 * length)
            words[key][word] = None
            shared_by[key] = min(count_with, shared_by.get(key, count_with))
    return {key: Match(scores[key], tuple(words[key]), shared_by[key]) for key in scores}


def stems(text: str, empty_words: Collection[str] = ()) -> Iterable[tuple[str, str]]:
    """Return the stems of a text with the word each came from; empty words are left out.

    A word gives its Danish and its English stem, because nobody says which language they write.

    Examples:
        >>> sorted({stem for stem, _ in stems("eksportere")} & {s for s, _ in stems("eksporter")})
        ['eksport']
    """
    for word in _WORD.findall(text.lower()):
        if word not in empty_words and len(word) > 1:
            for stem in _stems_of(word):
                yield stem, word


def _relative(counts: Mapping[Key, int], group: Callable[[Key], Hashable]) -> dict[Key, float]:
    """Return the length of each document over the mean of its group."""
    of_group: dict[Hashable, list[int]] = defaultdict(list)
    for key, count in counts.items():
        of_group[group(key)].append(count)
    means = {name: sum(lengths) / len(lengths) or 1.0 for name, lengths in of_group.items()}
    return {key: count / means[group(key)] for key, count in counts.items()}


def _known_stems(text: str, index: TextIndex[Key]) -> dict[str, tuple[str, float]]:
    """Return the stems of a text that some document has, each with its word and weight."""
    words_by_stem: dict[str, tuple[str, float]] = {}
    for word in _WORD.findall(text.lower()):
        if word in index.empty_words or len(word) < 2:  # noqa: PLR2004 - one letter is no word
            continue
        full_stems = [stem for stem in _stems_of(word) if stem in index.postings]
        for stem in full_stems:
            words_by_stem[stem] = word, 1.0
        if not full_stems:
            meant = _misspelt(word, index)
            for near_stem in _parts_of(word, index) if meant is None else _stems_of(meant):
                words_by_stem.setdefault(near_stem, (word, PART_COUNTS))
    return words_by_stem


def _misspelt(word: str, index: TextIndex[Key]) -> str | None:
    """Return the known word with the nearest spelling and the same first letter; None: none."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA, Indel

    spellings = index.spellings.get(word[0], {})
    for form in (word, *_stems_of(word)) if word.isalpha() else ():
        if len(form) >= SHORTEST_MISSPELT:
            distance = Indel.distance if len(form) < LONG_MISSPELT else OSA.distance
            near = process.extractOne(form, spellings.keys(), scorer=distance, score_cutoff=1)
            if near is not None:
                return spellings[near[0]]
    return None


def _parts_of(word: str, index: TextIndex[Key]) -> Iterable[str]:
    """Return the longest known beginning and the longest known end of a compound."""
    cuts = range(SHORTEST_PART, len(word) - 1)
    beginnings = (word[:cut] for cut in reversed(cuts))
    ends = (word[cut:] for cut in range(2, len(word) - SHORTEST_PART + 1))
    for fragments in (beginnings, ends):
        for fragment in fragments:
            stem = _stems_of(fragment)[0]
            if len(stem) >= SHORTEST_PART and stem in index.postings:
                yield stem
                break


@lru_cache(maxsize=20_000)
def _stems_of(word: str) -> tuple[str, ...]:
    danish, english = _stemmers()
    return tuple(dict.fromkeys((danish.stemWord(word), english.stemWord(word))))


@lru_cache(maxsize=1)
def _stemmers():  # type: ignore[no-untyped-def]  # noqa: ANN202 - the library has no types
    import snowballstemmer

    return snowballstemmer.stemmer("danish"), snowballstemmer.stemmer("english")
