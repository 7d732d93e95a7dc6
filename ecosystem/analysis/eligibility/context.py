"""Gather what holds in the country on a day, as far as criteria ask for it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from ecosystem.model.offers import Constants
from ecosystem.model.vocabulary import PositionRole

if TYPE_CHECKING:
    import pandas as pd

    from ecosystem.model.register import Register

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


def eligibility_context(register: "Register", on: date) -> EligibilityContext:
    """Gather from a register what criteria ask for on a day.

    Args:
        register: What depends on a table that is not recorded is unknown.
        on: Day of the judgement.
    """
    return EligibilityContext(
        on=on,
        constants=register.constants,
        clusters_of=_designated(register.actor_positions, on),
        nuts3_of=_pairs(register.municipalities, "municipality_code", "nuts3_code", on),
        region_of=_pairs(register.regions, "municipality_code", "region_code", on),
    )


def asked_of(fact: str) -> str:
    """Name the fact a firm is asked for: its municipality, where another follows from that."""
    return "municipality_code" if fact in PLACES else fact


def place_codes(fact: str, context: EligibilityContext) -> Mapping[str, str]:
    """Give the codes of a fact that follows from the municipality, by municipality_code.

    Args:
        fact: One of ``PLACES``.
        context: What holds on the day.
    """
    return context.nuts3_of if fact == "nuts3_code" else context.region_of


def holds_on(on: date, first: date | None, last: date | None) -> bool:
    """Tell whether a day lies in a span; both ends belong to it, and a missing one is open."""
    return (first is None or first <= on) and (last is None or on <= last)


def _designated(table: "pd.DataFrame | None", on: date) -> dict[str, tuple[str, ...]] | None:
    if table is None:
        return None
    rows = _on_day(table, on)
    rows = rows[rows["role"] == PositionRole.DESIGNATED_CLUSTER]
    found: dict[str, tuple[str, ...]] = {}
    for position_id, actor_id in zip(rows["position_id"], rows["actor_id"], strict=True):
        found[position_id] = (*found.get(position_id, ()), actor_id)
    return found


def _pairs(table: "pd.DataFrame | None", key: str, value: str, on: date) -> dict[str, str]:
    if table is None:
        return {}
    rows = _on_day(table, on).dropna(subset=[value])
    return dict(zip(rows[key], rows[value], strict=True))


def _on_day(table: "pd.DataFrame", on: date) -> "pd.DataFrame":
    """Rows that hold on a day; an empty date is an open end."""
    import pandas as pd  # noqa: PLC0415

    day = pd.Timestamp(on)
    if "valid_from" in table:
        table = table[~(table["valid_from"] > day)]
    if "valid_to" in table:
        table = table[~(table["valid_to"] < day)]
    return table
