"""Words of a referral: no key stands bare, in either language."""

import re
from pathlib import Path

from ecosystem.display.referral_text import fact_name, spoken
from ecosystem.display.wording import TEXTS
from ecosystem.model.firms import FIRM_FACTS
from ecosystem.model.sentences import Sentence

ROOMS = Path(__file__).parents[2] / "ecosystem"


def test_every_sentence_that_is_raised_has_words():
    """What the analysis decides to say can be said."""
    raised = set()
    for folder in ("analysis/referral", "briefings"):
        for path in (ROOMS / folder).glob("*.py"):
            raised |= set(re.findall(r'"(refer\.[a-z_.]+)"', path.read_text(encoding="utf-8")))

    assert raised
    assert raised - TEXTS.keys() == set()


def test_every_fact_has_a_name_in_both_languages():
    """A form, a letter and a list name a fact alike."""
    for fact in FIRM_FACTS:
        assert "_" not in fact_name(fact)
        assert "_" not in fact_name(fact, "en")


def test_a_sentence_in_a_document_carries_its_words():
    """JSON reads without the table of texts; names follow the language."""
    sentence = Sentence(
        key="refer.no_cluster", values={"position": "Turisme"}, values_en={"position": "Tourism"}
    )

    told = spoken({"statements": (sentence,)})["statements"][0]

    assert told["text_da"] == "Der er ingen udpeget klynge for Turisme på dagen."
    assert told["text_en"] == "There is no designated cluster for Tourism on the day."
