"""What ``make answers`` calls a word and what it calls an answer."""

import pytest

from tests.answers import compare, differences, questions


@pytest.mark.parametrize(
    ("before", "after", "words", "answers"),
    [
        ({"n": 3}, {"n": 3}, 0, 0),
        ({"n": 3}, {"n": 4}, 0, 1),
        ({"s": "Tre mangler."}, {"s": "Der mangler tre."}, 1, 0),
        ({"id": "made"}, {"id": "dtu"}, 0, 1),
        ({"n": None}, {"n": "ikke kendt"}, 0, 1),
        ({"rows": [1, 2]}, {"rows": [1]}, 0, 1),
        ({"a": 1}, {"a": 1, "b": 2}, 0, 1),
        ({"a": {"b": [{"c": 1}]}}, {"a": {"b": [{"c": 2}]}}, 0, 1),
    ],
)
def test_a_changed_sentence_is_a_word_and_everything_else_an_answer(before, after, words, answers):
    """A number, an id, a state, a row more or less: none of them is a matter of wording."""
    found = [is_word for _, is_word, _ in differences(before, after)]

    assert (found.count(True), found.count(False)) == (words, answers)
    assert compare(before, after) == answers


def test_sixty_commands_are_asked():
    """Each on a fixed day, none twice."""
    lines = [" ".join(words) for words in questions()]

    assert len(set(lines)) == len(lines) >= 60
