"""When nothing fits: said honestly, and kept as demand without the firm."""

import pytest

from ecosystem.analysis.referral import dead_ends_of
from ecosystem.model.offers import Between
from ecosystem.model.vocabulary import NO_HELP_REASONS, DeadEndReason
from tests.analysis.referral.makers import NEED, small, suggest
from tests.builders import a_firm, an_offer


def test_it_is_no_dead_end_while_nobody_knows_the_field_that_a_cluster_serves():
    """Not known is not no: the cluster of the firm's position may be the answer."""
    actors = [{"actor_id": "cluster", "kind": "cluster", "name": "Klynge"}]
    service = an_offer(
        offer_id="cluster.net",
        provider_actor_id="cluster",
        kind="service",
        position_ids=("lyd",),
    )
    register = small(service, actors=actors)

    assert not suggest(register, a_firm()).dead_end
    assert not suggest(register, a_firm(positions=("lyd",))).dead_end
    assert suggest(register, a_firm(positions=("turisme",))).dead_end
    assert suggest(register, a_firm(positions=())).dead_end
    assert suggest(register, a_firm(), without=("cluster",)).dead_end
    assert "refer.dead_end" not in {s.key for s in suggest(register, a_firm()).statements}


def test_a_dead_end_is_recorded_without_the_firm():
    """Field, place, size class and the rules that shut it out; no name, number or figure."""
    offer = an_offer(criteria=(Between(fact="employees", at_most=249),))
    firm = a_firm(
        name="Eksempel ApS", cvr="10103940", employees=300, industry_code="551010",
        municipality_code="0779", positions=("turisme",),
    )  # fmt: skip
    referral = suggest(small(offer), firm)

    (record,) = dead_ends_of(referral, firm)

    assert record.model_dump(exclude={"on", "reason", "suggested"}) == {
        "need_id": NEED, "position_id": "turisme", "industry_division": "55",
        "municipality_code": "0779", "size_class": "250+", "why": ("innobooster: employees",),
    }  # fmt: skip
    assert dead_ends_of(suggest(small(offer), a_firm()), a_firm()) == ()


@pytest.mark.parametrize("reason", NO_HELP_REASONS)
def test_a_list_of_which_nothing_helped_is_demand_with_its_reason(reason):
    """The adviser says why; what was suggested follows, the firm does not."""
    firm = a_firm(name="Eksempel ApS", cvr="10103940", employees=24)
    referral = suggest(small(an_offer(), an_offer(offer_id="x")), firm)

    (record,) = dead_ends_of(referral, firm, reason)

    assert (record.reason, record.need_id, record.size_class) == (reason, NEED, "10-49")
    assert record.suggested == ("innobooster", "x")
    assert not {"Eksempel ApS", "10103940", "24"} & set(record.model_dump_json().split('"'))


def test_the_local_contact_is_no_suggestion_that_failed():
    """The hub is named on every list; that it did not help says nothing of an offer."""
    guidance = an_offer(
        offer_id="hub.guidance", provider_actor_id="hub", kind="service", need_ids=("finance",)
    )
    firm = a_firm(municipality_code="0779")
    referral = suggest(small(an_offer(), guidance), firm)

    (record,) = dead_ends_of(referral, firm, DeadEndReason.TOO_FAR)

    assert record.suggested == ("innobooster",)


def test_what_an_example_firm_looked_for_is_no_demand():
    """Invented firms are nobody's demand."""
    firm = a_firm(is_synthetic=True)
    referral = suggest(small(an_offer()), firm)

    assert dead_ends_of(referral, firm, DeadEndReason.TOO_FAR) == ()
