"""Short documents are ranked by the words of a text, in Danish and English."""

import pytest

from ecosystem.analysis.text_index import build_index, search

DOCUMENTS = {
    "fire": "Brandsikkerhed og sikring af skibe og batterier",
    "water": "Vand og miljø, rensning af spildevand",
    "ships": "Skibe og havne",
    "ports": "Havne og skibe i Danmark",
}


def _ranked(text, **switches):
    matches = search(text, build_index(DOCUMENTS, **switches))
    return sorted(matches, key=lambda key: -matches[key].score)


def test_a_rare_word_says_more_than_a_common_one():
    """Three documents have ships, one has fire safety."""
    assert _ranked("Brandsikkerhed på skibe")[0] == "fire"


@pytest.mark.parametrize("text", ["batteri", "batteriet", "Batterierne", "batterirum"])
def test_a_word_is_found_in_whatever_form_it_is_written(text):
    """Inflected, or as a part of a compound."""
    assert _ranked(text) == ["fire"]


def test_the_words_that_led_to_a_document_are_told_as_they_were_written():
    """Not their stems."""
    assert search("Rensningen af vandet", build_index(DOCUMENTS, ["af"]))["water"].words == (
        "rensningen",
        "vandet",
    )


def test_empty_words_lead_nowhere():
    """They stand everywhere and say nothing."""
    assert _ranked("af og", empty_words=["af", "og"]) == []


def test_a_long_document_counts_less_than_a_short_one_of_its_group_alone():
    """Long beside its own kind; another kind may be longer as a rule."""
    documents = {"a": "vand", "b": "vand " + "luft jord ild " * 4, "c": "vand luft"}

    alike = search("vand", build_index(documents))
    apart = search("vand", build_index(documents, group=lambda key: key))

    assert alike["a"].score > alike["c"].score > alike["b"].score
    assert apart["a"].score == pytest.approx(apart["b"].score) == pytest.approx(apart["c"].score)


def test_an_empty_index_answers_nothing():
    """No document, no match."""
    assert search("vand", build_index({})) == {}
