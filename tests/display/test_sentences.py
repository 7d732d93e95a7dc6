"""How a sentence is said."""

from ecosystem.display.wording import say
from ecosystem.model.sentences import Sentence


def test_sentences_that_follow_are_said_after_it_and_marked_each_for_itself():
    """What was left out of a figure stands right behind it, in the same language."""
    follows = Sentence(key="term.none", is_example=True)
    sentence = Sentence(key="term.actors", then=(follows, Sentence(key="term.kind")))

    assert say(sentence) == f"Aktører {say(follows)} Type"
    assert say(sentence, "en").startswith("Actors ")
