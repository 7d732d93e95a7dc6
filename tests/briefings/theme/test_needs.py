"""The part needs: bands, contrasts, the mirror, and what is not known."""

from datetime import date

import numpy as np
import pytest

from ecosystem.analysis.need_ranking import Contrast
from ecosystem.briefings.theme.brief import brief_analysis
from ecosystem.briefings.theme.need_contrasts import JudgedContrast
from ecosystem.display.theme.document import analysis_document
from ecosystem.model.analysis import AnalysisParameters, AnalysisSettings, Part, PartState
from tests.builders import a_register

DAY = date(2026, 3, 1)
SHORT, LONG, TOGETHER = "finance", "innovation_projects", "firm_cooperation"
NEEDS = [
    {"need_id": SHORT, "rank": 1, "band": "least_important", "name_da": "Penge", "name_en": "F"},
    {"need_id": LONG, "rank": 2, "band": "most_important", "name_da": "Nyt", "name_en": "I"},
    {"need_id": TOGETHER, "rank": 3, "band": "medium", "name_da": "Sammen", "name_en": "C"},
]
POSITIONS = [{"position_id": "wind", "name_da": "Vind", "name_en": "Wind", "status": "strength"}]


def a_survey(people=40, **more):
    """Everybody wants money most; first-timers want projects less and company more."""
    rows = []
    for number in range(people):
        is_first = number % 2 == 0
        scores = {SHORT: 5 - number % 4 // 3, LONG: 2 - is_first, TOGETHER: 3 + is_first}
        rows += [
            {"respondent_id": f"r{number}", "need_id": need, "importance": score,
             "is_first_time": is_first, **more}
            for need, score in scores.items()
        ]  # fmt: skip
    return rows


def needs_of(register, **asked):
    """The part needs, and its document."""
    parameters = AnalysisParameters(draws=200, **asked)
    briefing = brief_analysis(register, DAY, [Part.NEEDS], parameters)
    document = analysis_document(briefing)
    return document["parts"]["needs"], {one["id"]: one for one in document["statements"]}


def test_bands_contrasts_and_words():
    """Money is first, though the summary has it last; first-timers differ both ways."""
    part, told = needs_of(a_register(needs=NEEDS, need_answers=a_survey()))

    assert (part["state"], part["respondents"], part["first_time"]) == ("computed", 40, 20)
    assert [(need["band"], need["published_band"]) for need in part["needs"]] == [
        ("A", "C"),
        ("C", "A"),
        ("B", "B"),
    ]
    assert [(need["rank_low"], need["rank_high"]) for need in part["needs"]] == [
        (1, 1),
        (3, 3),
        (2, 2),
    ]
    contrasts = {one["key"]: one for one in part["contrasts"]}
    assert contrasts["short_long"]["estimate"] == pytest.approx(3.25)
    assert contrasts["first_time_innovation"]["estimate"] == -1
    assert contrasts["first_time_cooperation"]["estimate"] == 1
    assert contrasts["short_long"]["p_holm"] < 0.001
    assert list(told) == ["S14", "S15", "S16", "S17", "S18a", "S18b", "S18c", "S19"]
    assert told["S15"]["text_da"].endswith("1 af 3 ligger i samme gruppe som i resuméet.")
    assert told["S16"]["text_da"].startswith("Lavest vægtes »Nyt«: i snit 1,5")
    assert told["S17"]["text_da"].startswith("Behov på kort sigt vægtes 3,25 point højere")
    assert told["S18a"]["text_en"] == "First-timers rate “I” 1 point lower than others."
    assert "Antal førstegangsdeltagere: 20." in told["S18b"]["caveat_da"]
    assert (told["S19"]["state"], told["S19"]["value"]) == ("refused", None)


def turned(survey):
    """The others want what first-timers want least, the most."""
    return [
        row if row["is_first_time"] else row | {"importance": 6 - row["importance"]}
        for row in survey
    ]


def test_first_timers_order_of_needs_stands_beside_the_others():
    """The same order is 1, the reverse is -1 and no random division; few are refused."""
    part, told = needs_of(a_register(needs=NEEDS, need_answers=a_survey()))
    assert (part["order"]["tau"], part["order"]["needs"]) == (1, 3)
    assert (part["order"]["first_time"], part["order"]["others"]) == (20, 20)
    assert (told["S18c"]["value"], told["S18c"]["n"], told["S18c"]["interval"]) == (1, 20, "none")
    assert "tilfældig deling giver" in told["S18c"]["why_no_interval_da"]
    assert "Antal førstegangsdeltagere: 20." in told["S18c"]["caveat_da"]

    part, told = needs_of(a_register(needs=NEEDS, need_answers=turned(a_survey())))
    assert part["order"]["tau"] == -1 < part["order"]["chance_low"]
    assert "ligner hinanden mindre end ved en tilfældig deling" in told["S18c"]["text_da"]
    assert "less alike than with a random division" in told["S18c"]["text_en"]

    survey = [row | {"is_first_time": row["respondent_id"] in {"r1", "r2"}} for row in a_survey()]
    part, told = needs_of(a_register(needs=NEEDS, need_answers=survey))
    assert (part["order"], told["S18c"]["state"]) == (None, "no_basis")


def test_without_answers_nothing_is_claimed():
    """A table that is not there is named; one without rows says that nobody answered."""
    part, told = needs_of(a_register(needs=NEEDS))
    assert part["state"] == "not_recorded"
    assert all(one["value"] is None for one in told.values())
    assert "svar" in part["why_da"].lower()

    part, told = needs_of(a_register(needs=NEEDS, need_answers=[]))
    assert (part["state"], part["respondents"], part["needs"]) == ("no_basis", 0, [])
    assert told["S15"]["text_da"] == "Ingen har svaret på behovene."

    part, _ = needs_of(a_register(needs=NEEDS, need_answers=a_survey(people=4)))
    assert (part["state"], part["respondents"], part["first_time"]) == ("no_basis", 4, None)


def test_a_contrast_that_is_alone_in_being_clear_is_not_called_so():
    """Its interval lies beside none, its p value among three does not: it cannot be decided."""
    alone = JudgedContrast("a", Contrast(0.4, 0.01, 0.8, 0.04, 30), 0.08)

    assert not alone.is_clear
    assert JudgedContrast("a", alone.contrast, 0.04).is_clear
    assert not JudgedContrast("a", None, None).is_clear


def test_too_few_first_timers_give_no_contrast():
    """The others are computed all the same."""
    survey = [row | {"is_first_time": row["respondent_id"] in {"r1", "r2"}} for row in a_survey()]
    part, told = needs_of(a_register(needs=NEEDS, need_answers=survey))

    assert part["first_time"] is None
    assert [one["estimate"] is None for one in part["contrasts"]] == [False, True, True]
    assert told["S18a"]["state"] == "no_basis"


@pytest.mark.parametrize(("position", "is_hatched"), [("wind", False), (None, True)])
def test_a_position_that_was_not_asked_is_hatched(position, is_hatched):
    """A survey of the position counts for it; another's answers are hatched and refused."""
    survey = a_survey(position_id=position)
    register = a_register(needs=NEEDS, need_answers=survey, strength_positions=POSITIONS)
    part, told = needs_of(register, position="wind")

    assert part["is_hatched"] is is_hatched
    assert told["S19"]["state"] == ("refused" if is_hatched else "computed")
    assert (part["why_da"] is not None) is is_hatched
    assert part["respondents"] == 40


def test_the_coding_of_the_horizon_is_that_of_the_settings():
    """Short and long turned round turn the contrast round."""
    register = a_register(needs=NEEDS, need_answers=a_survey())
    turned = AnalysisSettings(short_needs=(LONG,), long_needs=(SHORT,))
    parameters = AnalysisParameters(draws=200)
    answer = brief_analysis(register, DAY, [Part.NEEDS], parameters, turned).parts[Part.NEEDS]

    assert answer.content.contrasts[0].estimate == pytest.approx(-3.25)
    assert answer.state == PartState.COMPUTED
    assert np.isfinite(answer.content.contrasts[0].low)
