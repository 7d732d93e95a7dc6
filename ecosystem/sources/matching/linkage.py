"""Which written names are the same organisation: sure, doubtful or different.

A CVR number decides where there is one. Without it names are compared: only pairs that share a
block (a rare word, or the beginning) are looked at, the nearest are judged by rules that can be
read, and what the rules cannot settle is left to a person. A number, a place or a word such as
*holding* that stands in one name only keeps two names apart, however alike the rest is.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from itertools import chain, combinations
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from ecosystem.sources.files.encodings import lines_of, read_saved_table
from ecosystem.sources.files.folders import shipped_folder
from ecosystem.sources.matching.organisation_names import Name, name_of, skeleton_of, wordbook

SURE_SPELLING: Final = 94.0
"""Likeness (0 to 100) from which two names of equally many words are one, if no guard objects."""
DOUBTFUL_SPELLING: Final = 86.0
"""Likeness from which a person is asked."""
RARE_WORD: Final = 12
"""A word that stands in more names than this makes no block."""
BEGINNING: Final = 6
"""Letters of the beginning that make a block."""
_ONE_LETTER: Final = re.compile(r" [A-ZÆØÅ]$")
"""A part of town in the name of a postal district, as in *Aarhus N*."""
_SHORTEST_WORD: Final = 3
_LONG_WORD: Final = 7
_SHORT_NAME: Final = 5


class Likeness(StrEnum):
    """What is known of two names."""

    SAME = "same"
    DOUBTFUL = "doubtful"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two names compare, and the rule that says so."""

    likeness: Likeness
    rule: str
    score: float = 0.0
    """Likeness of spelling, 0 to 100."""


def compare(left: Name, right: Name, *, right_is_curated: bool = False) -> Comparison:
    """Compare two names.

    Args:
        left: A name as a source has it.
        right: Another, or the name of an actor.
        right_is_curated: The right one was written down with care, so that the names it puts
            side by side (``CenSec - Center for ...``) are each its own.

    Returns:
        Same, doubtful or different, with the rule and the likeness of spelling.

    Examples:
        >>> compare(name_of("Nordby Fonden"), name_of("NORDBY")).rule
        'same_words'
        >>> compare(name_of("Nordby ApS"), name_of("Nordby A/S")).likeness.value
        'doubtful'
        >>> compare(name_of("Nordby Holding A/S"), name_of("Nordby A/S")).likeness.value
        'different'
    """
    if not left.normal or not right.normal:
        return Comparison(Likeness.DIFFERENT, "no_name")
    forms_clash = bool(left.legal_form and right.legal_form and left.legal_form != right.legal_form)
    if left.skeleton == right.skeleton:
        return _of_equal_words(left, right, forms_clash=forms_clash)
    if right_is_curated and left.normal in right.parts and len(left.normal) >= _SHORT_NAME:
        is_sure = "/" not in right.spelling  # a stroke puts two owners of one place side by side
        return Comparison(
            Likeness.SAME if is_sure else Likeness.DOUBTFUL, "one_of_its_names", 100.0
        )
    if _differ_in_brackets_only(left, right) and not forms_clash:
        return Comparison(Likeness.SAME, "same_but_for_brackets", 100.0)
    return _of_other_words(left, right, spelling(left, right), forms_clash=forms_clash)


def _of_other_words(left: Name, right: Name, score: float, *, forms_clash: bool) -> Comparison:
    if _in_order(left) == _in_order(right) and not forms_clash:
        return Comparison(Likeness.SAME, "same_words_in_other_order", 100.0)
    if _is_kept_apart(left, right) or _are_two_abbreviations(left, right):
        return Comparison(Likeness.DIFFERENT, "kept_apart", score)
    if _are_misspelt(left, right) and score >= SURE_SPELLING and not forms_clash:
        return Comparison(Likeness.SAME, "spelling", score)
    if _stands_in(left, right) or _stands_in(right, left):
        return Comparison(Likeness.DOUBTFUL, "one_name_in_the_other", score)
    if score >= DOUBTFUL_SPELLING:
        return Comparison(Likeness.DOUBTFUL, "alike", score)
    return Comparison(Likeness.DIFFERENT, "unlike", score)


def _differ_in_brackets_only(left: Name, right: Name) -> bool:
    """Return whether one of the names has a remark in brackets, no place, and the rest is equal."""
    with_remark = [name for name in (left, right) if name.outside != name.normal]
    if len(with_remark) != 1 or left.outside != right.outside or " " not in left.outside:
        return False
    return not any(_is_place(word) for remark in with_remark[0].remarks for word in remark.split())


def _of_equal_words(left: Name, right: Name, *, forms_clash: bool) -> Comparison:
    if forms_clash:
        return Comparison(Likeness.DOUBTFUL, "two_legal_forms", 100.0)
    if left.normal == right.normal:
        return Comparison(Likeness.SAME, "same_words", 100.0)
    is_ascii = left.normal.isascii() or right.normal.isascii()
    if is_ascii and len(left.skeleton) > _LONG_WORD:
        return Comparison(Likeness.SAME, "same_letters", 100.0)
    return Comparison(Likeness.DOUBTFUL, "same_letters_but_short", 100.0)


def spelling(left: Name, right: Name) -> float:
    """Measure how alike two names are spelt, 0 to 100: word order and spaces set aside.

    The larger of the ratio of the sorted words and the ratio without spaces (rapidfuzz, without
    preprocessing of its own). The token *set* ratio is no use here: it is 100 for every name that
    stands in another.
    """
    sorted_words = fuzz.token_sort_ratio(left.skeleton, right.skeleton, processor=None)
    closed = fuzz.ratio(left.skeleton.replace(" ", ""), right.skeleton.replace(" ", ""))
    return max(sorted_words, closed)


def _in_order(name: Name) -> str:
    """Write the letters of a name with its words in alphabetical order."""
    return " ".join(sorted(name.skeleton.split()))


def _is_kept_apart(left: Name, right: Name) -> bool:
    """Return whether a number, a place or a word for a unit stands in one of the names only."""
    return any(
        _is_setting_apart(word) and not _is_spelt_like(word, others)
        for word, others in chain(
            ((word, right.words) for word in set(left.words) - set(right.words)),
            ((word, left.words) for word in set(right.words) - set(left.words)),
        )
    )


def _is_setting_apart(word: str) -> bool:
    if any(letter.isdigit() for letter in word):
        return True
    units = wordbook().unit_words
    return word in units or word.removesuffix("n") in units or _is_place(word)


def _is_place(word: str) -> bool:
    return word in places() or word.removesuffix("s") in places()


def _are_two_abbreviations(left: Name, right: Name) -> bool:
    """Return whether the names differ in one short word each: FOA and LO, EUC and UC."""
    left_words, right_words = set(left.words) - set(right.words), set(right.words) - set(left.words)
    return len(left_words) == len(right_words) == 1 and all(
        len(word) < _SHORT_NAME for word in left_words | right_words
    )


def _is_spelt_like(word: str, others: Sequence[str]) -> bool:
    """Return whether a word is another one in the genitive (Nordfyn, Nordfyns)."""
    return any(
        word in {f"{candidate}s", f"{candidate}es"} or candidate in {f"{word}s"}
        for candidate in others
    )


@cache
def places() -> frozenset[str]:
    """Return the names of places as they stand in normal forms."""
    shipped = lines_of(shipped_folder() / "import" / "place_names.txt")
    districts = read_saved_table(shipped_folder() / "postcodes.csv")
    place = districts.header.index("name")
    names = (_ONE_LETTER.sub("", row.cells[place]) for row in districts.rows)
    return frozenset(name_of(name).normal for name in chain(names, shipped)) - {""}


def _are_misspelt(left: Name, right: Name) -> bool:
    """Return whether two names differ by slips of the pen in long words, or by spaces, only."""
    if left.skeleton.replace(" ", "") == right.skeleton.replace(" ", ""):
        return len(left.skeleton) > _LONG_WORD
    left_words, right_words = set(left.words) - set(right.words), set(right.words) - set(left.words)
    if len(left.words) != len(right.words) or len(left_words) != 1 or len(right_words) != 1:
        return False
    left_word, right_word = (
        skeleton_of(next(iter(left_words))),
        skeleton_of(next(iter(right_words))),
    )
    if min(len(left_word), len(right_word)) < _LONG_WORD:
        return False
    return Levenshtein.distance(left_word, right_word) == 1


def _stands_in(short: Name, long: Name) -> bool:
    """Return whether all words of one name stand in the other, or it is one of its names."""
    if short.normal in long.parts or short.normal in long.remarks:
        return not _is_place(short.normal)
    general = wordbook().general_words
    telling = [
        word
        for word in short.words
        if word not in general and len(word) >= _SHORTEST_WORD and not _is_place(word)
    ]
    is_long_enough = len(telling) > 1 or any(len(word) >= _LONG_WORD for word in telling)
    return is_long_enough and set(short.words) < set(long.words)


# --- blocks ---------------------------------------------------------------------------------


@dataclass(slots=True)
class Blocks:
    """Names by what they share, so that not every pair has to be compared."""

    names: dict[str, Name] = field(default_factory=dict)
    """Key of an entry to its name."""
    _by_block: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    _by_skeleton: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, key: str, name: Name) -> None:
        """Enter a name under a key."""
        self.names[key] = name
        self._by_skeleton[_in_order(name)].append(key)
        for part in name.parts:
            self._by_skeleton[" ".join(sorted(skeleton_of(part).split()))].append(key)
        for block in blocks_of(name):
            self._by_block[block].append(key)

    def equal_to(self, name: Name) -> list[str]:
        """Return the keys whose name, or one of whose names, has the same words in any order."""
        return list(dict.fromkeys(self._by_skeleton.get(_in_order(name), ())))

    def near(self, name: Name) -> list[str]:
        """Return the keys that share a block with a name, in the order they were entered."""
        near = set(self.equal_to(name))
        for block in blocks_of(name):
            members = self._by_block.get(block, ())
            if len(members) <= RARE_WORD or block.startswith("^"):
                near.update(members)
        order = {key: place for place, key in enumerate(self.names)}
        return sorted(near, key=order.__getitem__)

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield each two keys that share a block, once; the one that was entered first is first."""
        order = {key: place for place, key in enumerate(self.names)}
        seen: set[tuple[str, str]] = set()
        for block, members in self._by_block.items():
            if len(members) > RARE_WORD and not block.startswith("^"):
                continue
            for pair in combinations(sorted(members, key=order.__getitem__), 2):
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def blocks_of(name: Name) -> set[str]:
    """Return the blocks of a name: the beginning of each word, and of the name without spaces.

    Examples:
        >>> sorted(blocks_of(name_of("Nordby Fiskeindustri A/S")))
        ['=fiskei', '=nordby', '^nordby']
    """
    words = {word[:BEGINNING] for word in name.skeleton.split() if len(word) >= _SHORTEST_WORD}
    closed = name.skeleton.replace(" ", "")
    return {f"={word}" for word in words} | ({f"^{closed[:BEGINNING]}"} if closed else set())


def most_common(names: Mapping[str, int]) -> str:
    """Choose how an organisation is written: most often, then without shouting, then first."""
    return min(names, key=lambda name: (-names[name], name.isupper(), name))
