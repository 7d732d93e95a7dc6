"""Expressed, inferred and latent need stand beside each other and are never added."""

from datetime import date

import pytest

from ecosystem.briefings.needs import brief_needs
from ecosystem.display.needs_text import needs_document, needs_lines
from ecosystem.model.errors import EcosystemError
from ecosystem.model.latent_needs import judged
from ecosystem.model.own_words import RefusedTextError
from tests.builders import a_register

ON = date(2026, 6, 1)
FIRMS = [f"f{number}" for number in range(6)]
TABLES = {
    "strength_positions": [
        {"position_id": p, "name_da": p, "name_en": p, "status": "strength"} for p in ("a", "b")
    ],
    "needs": [
        {"need_id": "n1", "rank": 1, "band": "most_important", "name_da": "Et", "name_en": "One"},
        {"need_id": "n2", "rank": 2, "band": "least_important", "name_da": "To", "name_en": "Two"},
    ],
    "municipalities": [{"municipality_code": "0851", "name": "Aalborg"}],
    "actors": [
        {"actor_id": firm, "kind": "firm", "name": firm, "municipality_code": "0851"}
        for firm in FIRMS
    ],
    "actor_positions": [
        {"actor_id": firm, "position_id": "a", "role": "active_in"} for firm in FIRMS
    ],
    "need_answers": [
        {"respondent_id": firm, "need_id": "n1", "actor_id": firm, "importance": 4}
        for firm in FIRMS
    ],
}


def a_judgement(**changed):
    """The hub's judgement of a position's firms."""
    stated = {
        "position_id": "a",
        "actor_id": None,
        "need_id": "n2",
        "level": 4,
        "on": date(2026, 5, 1),
        "by": "erhvervshuset",
        "reason": "taber udbud på det",
    }
    return judged(**{**stated, **changed})


def told(*judgements, **tables):
    """The needs of position a with some judgements."""
    register = a_register(**{**TABLES, **tables})
    return brief_needs(register, ON, "a", judgements=judgements)


def states_of(briefing):
    """The states of a briefing by need."""
    return {state.need_id: state for state in briefing.states}


def test_a_judgement_changes_no_other_number():
    """Three states of each need; what firms said and what follows stay as they were."""
    before, after = told(), told(a_judgement())
    first, second = states_of(after)["n1"], states_of(after)["n2"]

    assert after.needs == before.needs
    assert (first.expressed.importance, first.expressed.answers) == (0.75, 6)
    assert (first.inferred.firms, first.latent) == (6, ())
    assert second.expressed is None
    assert [(j.level, j.by) for j in second.latent] == [(4, "erhvervshuset")]


def test_without_a_survey_nothing_is_expressed():
    """The bands of the theme analysis are no answer of these firms."""
    states = states_of(told(need_answers=[]))

    assert [state.expressed for state in states.values()] == [None, None]
    assert states["n1"].inferred.band == "most_important"


def test_the_last_judgement_of_each_role_stands_and_later_days_do_not_count():
    """Another position's is left out."""
    briefing = told(
        a_judgement(level=2, on=date(2026, 1, 1)),
        a_judgement(level=5),
        a_judgement(level=1, by="klyngen"),
        a_judgement(level=3, on=date(2026, 7, 1)),
        a_judgement(level=3, position_id="b"),
    )

    latent = states_of(briefing)["n2"].latent
    assert sorted((j.by, j.level) for j in latent) == [("erhvervshuset", 5), ("klyngen", 1)]


def test_firms_are_counted_and_not_named():
    """Two firms of the position, the one judged twice; maturity is told apart from needs."""
    firm = {"position_id": None}
    briefing = told(
        a_judgement(**firm, actor_id="f0", level=1, on=date(2026, 1, 1)),
        a_judgement(**firm, actor_id="f0", level=2),
        a_judgement(**firm, actor_id="f1", level=5),
        a_judgement(**firm, actor_id="nobody", level=3),
        a_judgement(need_id=None, level=3),
    )
    of_firms = states_of(briefing)["n2"].latent_of_firms

    assert (of_firms.firms, of_firms.lowest, of_firms.highest) == (2, 2, 5)
    assert [j.level for j in briefing.maturity.judgements] == [3]
    text = "\n".join(needs_lines(briefing))
    assert "2 virksomheder skønnet hver for sig, fra 2 til 5 af 5" in text
    assert "Modenhed: 3 af 5" in text
    assert "f0" not in text
    assert needs_document(briefing)["states"][1]["latent_of_firms"]["firms"] == 2


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"by": " ", "reason": "", "level": 6, "actor_id": "f0"}, "role or unit"),
        ({"position_id": None}, "either a strength position or one firm"),
    ],
)
def test_a_judgement_that_cannot_be_kept_is_refused_with_all_its_faults(changed, said):
    """Nobody judged, no reason, no such level, of two things at once."""
    with pytest.raises(EcosystemError) as error:
        a_judgement(**changed)

    assert said in str(error.value)
    assert str(error.value).count("\n") == (4 if len(changed) > 1 else 1)


def test_a_person_is_never_kept():
    """Neither as who judges nor in the reason."""
    with pytest.raises(RefusedTextError):
        a_judgement(reason="ring til 010190-1234")
