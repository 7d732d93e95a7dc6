"""Every key of the code has its words in both languages, and every text is used by the code.

A member that is added to a closed list, a column to a table or a pattern to the code fails here by
its name, and not in a talk.
"""

import re
import string
import tomllib
from collections import defaultdict

import pytest

from ecosystem.display.wording import FOLDER, say, text_files, texts
from ecosystem.model.columns import COLUMNS
from ecosystem.model.phrases import PART_NAMES
from ecosystem.model.sentences import Sentence
from ecosystem.model.tables import TABLES
from tests.display.keys_in_code import TEXTS, patterns, written_keys
from tests.display.lists_behind_keys import (
    FILES_OF_THE_PROGRAM,
    JOINED,
    LISTS,
    NO_KEYS,
    OPTIONAL,
)

LANGUAGES = ("da", "en")
TWICE = {" og ", "{state} ({day})"}
"""Texts that stand twice and are no term: what joins other words."""


def as_written(language):
    """List every key and text of a file, in its order, references as they stand."""
    files = [(FOLDER / name).read_text(encoding="utf-8") for name in text_files(language)]
    return [pair for text in files for pair in leaves(tomllib.loads(text))]


def leaves(table):
    """List the keys and texts of a table and of the tables in it."""
    for key, text in table.items():
        if isinstance(text, dict):
            yield from leaves(text)
        else:
            yield key, text


def needed_keys():
    """List every key that the code may ask for: which list and member asks, and the key."""
    for pattern, members in LISTS.items():
        for member in members:
            parts = member if isinstance(member, tuple) else (member,)
            yield " and ".join(map(called, parts)), pattern.format(*map(str, parts))
    for pattern, keys in JOINED.items():
        yield from ((pattern, key) for key in keys())


def called(member):
    """Call a member by its closed list."""
    return f"{type(member).__name__}.{member.name}" if hasattr(member, "name") else str(member)


def test_every_member_of_every_closed_list_has_words_in_both_languages():
    """A new member is said in Danish and English, or fails here: list, member, missing keys."""
    missing = defaultdict(set)
    for member, key in needed_keys():
        missing[member] |= {
            f"{language} {key}" for language in LANGUAGES if key not in texts(language)
        }

    assert {member: sorted(keys) for member, keys in missing.items() if keys} == {}


def test_every_list_behind_a_key_has_members():
    """A list that is empty would let every key through."""
    assert [pattern for pattern, members in LISTS.items() if not list(members)] == []
    assert [pattern for pattern, keys in JOINED.items() if not keys()] == []


def test_every_key_that_is_put_together_is_tied_to_its_lists():
    """A new pattern fails here with its file and line: name the lists that its parts come from."""
    tied = {*LISTS, *JOINED, *NO_KEYS, *OPTIONAL}

    assert [f"{pattern} in {line}" for pattern, line in patterns() if pattern not in tied] == []


def test_no_pattern_is_tied_to_lists_that_the_code_has_no_more():
    """What is gone from the code goes from there too."""
    in_code = {pattern for pattern, _ in patterns()}

    assert {*LISTS, *JOINED, *NO_KEYS, *OPTIONAL} - in_code == set()


def test_every_key_that_is_written_out_has_words():
    """Nor does a key that stands in the code as it is lead nowhere; it may begin others."""
    begun = {key[: dot.start()] for key in TEXTS for dot in re.finditer(r"\.", key)}
    allowed = {*TEXTS, *begun, *FILES_OF_THE_PROGRAM}

    assert [f"{key} in {line}" for key, line in written_keys() if key not in allowed] == []


def test_no_text_is_unused():
    """A text that nothing says would be translated in vain."""
    optional = {
        pattern.format(*parts) for pattern, members in OPTIONAL.items() for parts in members
    }
    referred = {key for _, text in as_written("da") for key in re.findall(r"\{@([\w.]+)\}", text)}
    used = {key for _, key in needed_keys()} | {key for key, _ in written_keys()}

    assert [key for key in TEXTS if key not in used | optional | referred] == []


def test_both_files_hold_the_same_keys_in_the_same_order():
    """A translator finds a text at the same place in both, and no key stands twice."""
    danish, english = ([key for key, _ in as_written(language)] for language in LANGUAGES)

    assert danish == english
    assert len(danish) == len(set(danish))


def test_both_languages_fill_the_same_placeholders():
    """A number shown in Danish is shown in English too, and no text is empty."""
    placeholders = [
        {
            key: {name for _, name, _, _ in string.Formatter().parse(text) if name}
            for key, text in spoken.items()
        }
        for spoken in map(texts, LANGUAGES)
    ]

    assert placeholders[0] == placeholders[1]
    assert [
        key for language in LANGUAGES for key, text in texts(language).items() if not text
    ] == []


def test_words_that_stand_at_several_places_are_one_term():
    """What reads alike in both languages is written once, and the others refer to it."""
    english = dict(as_written("en"))
    places = defaultdict(list)
    for key, text in as_written("da"):
        if not (key.startswith("page.") or text.startswith("{@") or text in TWICE):
            places[text, english[key]].append(key)

    assert {text: keys for text, keys in places.items() if len(keys) > 1} == {}


def test_the_parts_of_the_score_are_called_as_in_the_reasons():
    """The analysis names a part of the score in its sentences, the page in a table."""
    for part, name in PART_NAMES.items():
        assert [texts(language)[f"score_part.{part}"] for language in LANGUAGES] == list(name)


def test_every_column_of_every_table_has_a_name_in_words():
    """A register that is compared with an earlier one says of each cell what it holds."""
    columns = {column for table in TABLES.values() for column in table.columns}

    assert columns <= set(COLUMNS)
    assert [column for column in COLUMNS if f"column.{column}" not in TEXTS] == []


@pytest.mark.parametrize("table", TABLES)
def test_every_table_has_a_name_in_words(table):
    """A sentence says "bestyrelsesposter", not "board_seats"."""
    sentence = say(Sentence(key="gap.reason.table_absent", values={"table": table}))

    assert table not in sentence or table in TEXTS[f"table.{table}"]
    assert TEXTS[f"table.{table}"] in sentence
