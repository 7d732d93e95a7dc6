"""Which suggestions stand together, and which of them a list opens with."""

from datetime import date

import pytest

from ecosystem.briefings.referral.firm import brief_firm
from ecosystem.display.referral.groups import (
    Group,
    all_offers,
    doubt_words,
    first_group,
    group_of,
    group_words,
    groups_of,
    left_out_words,
)
from ecosystem.model.vocabulary import Freshness, OfferState
from ecosystem.sources.register.reading import read_register
from tests.builders import a_firm

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def briefing():
    """A start-up in Aarhus without a CVR number that needs money."""
    firm = a_firm(employees=0, municipality_code="0751", has_cvr=False)
    return brief_firm(read_register(), firm, ["finance"], TODAY)


@pytest.fixture
def suggestion(briefing):
    """A suggestion that is no contact and not the adviser's own."""
    return next(s for s in briefing.suggestions if not s.is_contact)


def suitable(suggestion, n, **stated):
    """So many suggestions that suit."""
    changed = suggestion.model_copy(update={"state": OfferState.SUITABLE, **stated})
    return tuple(changed.model_copy(update={"offer_id": str(place)}) for place in range(n))


def test_every_offer_of_an_answer_stands_in_one_group_beside_the_whole_list(briefing):
    """Nothing is lost between the groups, and an empty one is not there."""
    groups = groups_of(briefing)

    apart = [
        s.offer_id for group, members in groups.items() if group is not Group.ALL for s in members
    ]
    assert sorted(apart) == sorted(s.offer_id for s in all_offers(briefing))
    assert groups[Group.ALL] == briefing.suggestions
    assert all(groups.values())


@pytest.mark.parametrize("state", OfferState)
def test_every_state_has_a_group_and_only_what_suits_is_called_suitable(suggestion, state):
    """Met criteria with an unknown opening are no "Egnet"; a contact is never one."""
    changed = suggestion.model_copy(update={"state": state})

    assert (group_of(changed) is Group.SUITABLE) is (state is OfferState.SUITABLE)
    assert group_of(changed.model_copy(update={"is_contact": True})) is Group.CONTACT


@pytest.mark.parametrize(("n", "opens"), [(0, Group.ALL), (2, Group.ALL), (3, Group.SUITABLE)])
def test_three_that_suit_are_a_choice_and_two_are_not(briefing, suggestion, n, opens):
    """With fewer the whole list is shown, whatever else it holds."""
    suggestions = (
        *suitable(suggestion, n),
        suggestion.model_copy(update={"state": OfferState.FACTS_MISSING}),
    )

    groups = groups_of(briefing.model_copy(update={"suggestions": suggestions}))

    assert first_group(groups) is opens


def test_contacts_and_the_own_organisation_are_no_choice(briefing, suggestion):
    """The adviser knows of them without looking."""
    suggestions = (
        *suitable(suggestion, 2),
        *suitable(suggestion, 1, is_own_organisation=True),
        *suitable(suggestion, 1, is_contact=True),
    )

    groups = groups_of(briefing.model_copy(update={"suggestions": suggestions}))

    assert first_group(groups) is Group.ALL


def test_a_group_says_how_many_it_holds_and_what_opens_it(briefing):
    """One thing that is missing is named; where it differs, that something is."""
    groups = groups_of(briefing)
    n = len(groups[Group.MENDABLE])

    text = group_words(Group.MENDABLE, groups)

    assert text == f"Åbner, når virksomheden har et CVR-nummer ({n})"
    mixed = tuple(
        s.model_copy(update={"opens_when": (s.offer_id,)}) for s in groups[Group.MENDABLE]
    )
    assert group_words(Group.MENDABLE, {Group.MENDABLE: tuple(mixed)}).startswith(
        "Åbner, når det sidste er på plads ("
    )


def test_that_nothing_is_confirmed_is_said_once_with_how_many(suggestion):
    """Confirmed rows are not counted; where all are, nothing is said of it."""
    never, fresh = (
        suggestion.model_copy(update={"freshness": state, "deadline": TODAY})
        for state in (Freshness.NEVER_CONFIRMED, Freshness.CONFIRMED)
    )

    assert doubt_words((never, fresh)).startswith("1 af 2 forslag er aldrig bekræftet")
    assert doubt_words((fresh, fresh)) == ""
    assert "kender vi ingen" in doubt_words((fresh.model_copy(update={"deadline": None}),))


def test_what_is_not_shown_is_counted_by_reason():
    """What the adviser left out by hand is not told back."""
    text = left_out_words({"other_field": 3, "other_area": 2, "too_far": 1, "blocked": 4})

    assert text == (
        "Ikke vist: 5, der gælder en anden styrkeposition eller en anden del af landet; "
        "1, der ligger for langt væk."
    )
    assert left_out_words({"blocked": 4}) == ""
