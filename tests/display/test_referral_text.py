"""Words of a referral: no key stands bare, in either language."""

import re
from datetime import date
from pathlib import Path

from ecosystem.briefings.referral.firm import brief_firm
from ecosystem.display.referral.text import fact_name, referral_lines, spoken
from ecosystem.display.wording import texts
from ecosystem.model.firms import FIRM_FACTS, Firm
from ecosystem.model.sentences import Sentence
from ecosystem.sources.register.reading import read_register

ROOMS = Path(__file__).parents[2] / "ecosystem"


def test_every_sentence_that_is_raised_has_words():
    """What the analysis decides to say can be said."""
    raised = set()
    for folder in ("analysis/referral", "briefings"):
        for path in (ROOMS / folder).glob("*.py"):
            raised |= set(re.findall(r'"(refer\.[a-z_.]+)"', path.read_text(encoding="utf-8")))

    assert raised
    assert raised - texts("da").keys() == set()


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

    document = spoken({"statements": (sentence,)})["statements"][0]

    assert document["text_da"] == "Der er ingen udpeget klynge for Turisme på dagen."
    assert document["text_en"] == "There is no designated cluster for Tourism on the day."


def test_a_change_that_makes_an_offer_suitable_is_told_in_words():
    """A yes is no *true*, and the numbers have their units; what opens is a group of its own."""
    firm = Firm(has_cvr=False, partner_count=0, municipality_code="0101")
    briefing = brief_firm(read_register(), firm, ["knowledge_cooperation"], date(2026, 5, 4))

    text = "\n".join(referral_lines(briefing, {}, 5))

    assert "\nÅbner, når virksomheden har et CVR-nummer\n" in text
    assert "der er mindst 1 med i projektet ud over virksomheden (nu: 0)" in text
    assert "true" not in text
