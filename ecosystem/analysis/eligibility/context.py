"""Gather what holds in the country on a day, as far as criteria ask for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from ecosystem.analysis.day import OnDay
from ecosystem.model.offers import Constants

PLACES: Final = ("nuts3_code", "region_code")
"""Facts of a firm that follow from its municipality on the day."""


@dataclass(frozen=True, slots=True)
class EligibilityContext:
    """What holds in the country on one day, as far as criteria ask for it."""

    on: date
    constants: Constants | None = None
    clusters_of: Mapping[str, tuple[str, ...]] | None = field(default_factory=dict)
    """Designated clusters on the day, actor_id by position_id; None: not recorded."""
    nuts3_of: Mapping[str, str] = field(default_factory=dict)
    """Part of the country by municipality_code."""
    region_of: Mapping[str, str] = field(default_factory=dict)
    """Region on the day by municipality_code."""


def eligibility_context(day: OnDay) -> EligibilityContext:
    """Gather what criteria ask for on a day; what depends on an absent table is unknown."""
    return EligibilityContext(
        on=day.on,
        constants=day.register.constants,
        clusters_of=day.membership.clusters_of,
        nuts3_of=day.places.landsdel_of,
        region_of=day.places.region_of,
    )


def asked_of(fact: str) -> str:
    """Return the fact a firm is asked for: its municipality, where another follows from that."""
    return "municipality_code" if fact in PLACES else fact


def place_codes(fact: str, context: EligibilityContext) -> Mapping[str, str]:
    """Return the codes of a fact that follows from the municipality, by municipality_code.

    Args:
        fact: One of ``PLACES``.
        context: What holds on the day.
    """
    return context.nuts3_of if fact == "nuts3_code" else context.region_of


def holds_on(on: date, first: date | None, last: date | None) -> bool:
    """Return whether a day lies in a span; both ends belong to it, and a missing one is open."""
    return (first is None or first <= on) and (last is None or on <= last)
