"""How a receiver the adviser had in mind stands among the suggestions."""

from datetime import date

import pytest

from ecosystem.briefings.referral.firm import brief_firm
from ecosystem.briefings.referral.receiver import name_receiver, place_receiver
from ecosystem.sources.register.reading import read_register
from tests.builders import a_firm

ON = date(2026, 3, 16)


@pytest.fixture(scope="module")
def register():
    """The shipped register."""
    return read_register()


def ask(register, needs, **facts):
    """Suggest for a firm."""
    return brief_firm(register, a_firm(**facts), needs, ON)


def test_a_receiver_that_fits_is_told_with_its_place_in_the_order(register):
    """The rank told is the rank of its best offer, and the order is what it was."""
    referral = ask(
        register, ["firm_cooperation"], municipality_code="0461", positions=("robot_drone",)
    )
    sentence = place_receiver(referral, "odense_robotics", "Odense Robotics")

    best = min(
        suggestion.rank
        for suggestion in referral.suggestions
        if suggestion.provider_actor_id == "odense_robotics"
    )
    assert sentence.key == "refer.receiver.suggested"
    assert (sentence.values["rank"], sentence.values["of"]) == (best, len(referral.suggestions))


def test_a_receiver_whose_demands_are_not_met_is_told_with_the_offer(register):
    """The cluster of sound helps with cooperation, but not a robot firm."""
    referral = ask(
        register, ["firm_cooperation"], municipality_code="0461", positions=("robot_drone",)
    )

    sentence = place_receiver(referral, "danish_sound_cluster", "Danish Sound Cluster")

    assert sentence.key == "refer.receiver.unmet"
    assert "Danish Sound Cluster" in sentence.values["offer"]


def test_a_receiver_that_opens_with_a_cvr_number_is_told_to(register):
    """The state's bank has a guarantee for the firm, once it is registered."""
    referral = ask(register, ["finance"], municipality_code="0461", has_cvr=False, employees=2)

    sentence = place_receiver(referral, "eifo", "EIFO")

    assert sentence.key in {"refer.receiver.mendable", "refer.receiver.suggested"}
    only_waiting = referral.model_copy(update={"suggestions": ()})
    assert place_receiver(only_waiting, "eifo", "EIFO").key == "refer.receiver.mendable"


def test_a_receiver_without_an_offer_for_the_need_is_said_to_have_none(register):
    """A business school has no recorded offer of finance."""
    referral = ask(register, ["finance"], municipality_code="0461", positions=("robot_drone",))

    sentence = place_receiver(referral, "cbs", "CBS")

    assert sentence.key == "refer.receiver.none"


def test_the_receiver_is_named_from_the_register_and_a_stranger_is_not(register):
    """An address somebody wrote by hand names nobody."""
    assert name_receiver(register, "made").startswith("MADE")
    assert name_receiver(register, "nobody") is None
