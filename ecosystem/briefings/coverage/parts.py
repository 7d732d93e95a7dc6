"""What answers about coverage, presence, siting and the country share: records and sentences."""

from collections.abc import Iterable
from typing import Any, Final

import pandas as pd
from pydantic import Field

from ecosystem.analysis.coverage import CoverageCriteria, Reach
from ecosystem.analysis.day import ROAD_FACTOR, SPEED_KMH, OnDay, TravelBasis
from ecosystem.analysis.presence import FirmsLeftOut, PositionFirms
from ecosystem.model.records import Record
from ecosystem.model.sentences import Sentence


class Actor(Record):
    """Somebody whose reach is asked about."""

    actor_id: str
    name: str


class FirmCounts(Record):
    """How many firms a position has, in the three cuts; ``None``: no firms are recorded."""

    firms: int | None = Field(description="Core and related firms, and those with a tie.")
    firms_low: int | None = Field(description="Narrowly: core firms, and those with a tie.")
    firms_high: int | None = Field(description="Broadly: all that an industry connects with it.")
    firms_without_municipality: int | None = Field(
        description="Of the firms: of no recorded municipality, so on no map."
    )
    example_firms: int | None = Field(
        description="Of the firms: example data, never a headline; what rests on them is marked."
    )
    is_members_only: bool = Field(
        description="Every one is known as a member of the cluster alone; nothing is said of the "
        "country's firms."
    )
    is_comparable: bool = Field(
        description="The register says which of all firms are of the position, so that they can "
        "be held against the country; else there is no quotient and no share of it."
    )

    @classmethod
    def of(cls, day: OnDay, firms: PositionFirms, position_id: str) -> "FirmCounts":
        """Return the counts of a position on a day as a record."""
        count = firms.count(position_id)
        is_members_only = count is not None and count.is_members_only
        are_industries_known = "industry_positions" not in day.membership.not_recorded
        return cls(
            firms=None if count is None else count.firms,
            firms_low=None if count is None else count.narrow,
            firms_high=None if count is None else count.broad,
            firms_without_municipality=None if count is None else count.without_municipality,
            example_firms=None if count is None else int(firms.examples(position_id).sum()),
            is_members_only=is_members_only,
            is_comparable=are_industries_known and not is_members_only,
        )


def named_actors(day: OnDay, actor_ids: Iterable[str]) -> tuple[Actor, ...]:
    """Return actors with their names; one without a recorded name is called by its id."""
    ids = list(actor_ids)
    names = day.names.actors(ids)
    return tuple(Actor(actor_id=actor, name=names.get(actor, actor)) for actor in ids)


def number(value: Any) -> float | None:  # noqa: ANN401 - a cell of any table
    """Return a cell as a number; an empty one as ``None``."""
    return None if value is None or pd.isna(value) else float(value)


def share(part: float | None, whole: float | None) -> float | None:
    """Return a part as a share of the whole; ``None`` when one is unknown or there is nothing."""
    return part / whole if part is not None and whole else None


def factors_of(basis: TravelBasis) -> dict[str, float | None]:
    """Return the stated proxies that distances rest on; none with a user's own matrix."""
    if basis is TravelBasis.MATRIX:
        return {"road_factor": None, "speed_kmh": None}
    speed = SPEED_KMH if basis is TravelBasis.CROSSINGS else None
    return {"road_factor": ROAD_FACTOR, "speed_kmh": speed}


def unit_of(terms: CoverageCriteria) -> str:
    """Return what distances are in."""
    return "km" if terms.times is None else "minutes"


# --- sentences -----------------------------------------------------------------------------

_OF_FIRMS: Final = (
    "change.firms",
    "coverage.firms",
    "coverage.firms_unplaced",
    "coverage.firms_without_code",
    "coverage.firms_without_place",
    "coverage.follow",
    "coverage.most_unreached",
    "coverage.outer",
    "coverage.over",
    "coverage.rate",
    "coverage.rate_between",
    "coverage.too_few",
    "presence.ellison_glaeser",
    "presence.found",
    "presence.none_over",
    "presence.over",
    "presence.spread",
    "presence.too_few",
    "presence.under",
    "presence.unit",
    "presence.unplaced",
    "presence.unsized",
    "siting.all",
    "siting.alternatives",
    "siting.anew",
    "siting.choice",
    "siting.cover",
    "siting.mean",
    "siting.rests_on",
    "siting.worst",
)
"""Sentences whose figures are counted over firms, and what begins with their names."""


def marked(sentences: Iterable[Sentence], *, is_example: bool) -> tuple[Sentence, ...]:
    """Return sentences, those that count firms marked where example firms are among these."""
    return tuple(
        sentence.model_copy(update={"is_example": is_example and _counts_firms(sentence)})
        for sentence in sentences
    )


def _counts_firms(sentence: Sentence) -> bool:
    return any(f"{sentence.key}.".startswith(f"{name}.") for name in _OF_FIRMS)


def whose(counts: FirmCounts) -> str:
    """Return the key of the words for whose firms are counted."""
    return "coverage.whose.members" if counts.is_members_only else "coverage.whose"


def three_cuts(counts: FirmCounts) -> dict[str, int | None]:
    """Return the values of the three counts that stand together."""
    return {
        "firms": counts.firms,
        "firms_low": counts.firms_low,
        "firms_high": counts.firms_high,
    }


def absent_tables(tables: Iterable[str], key: str) -> list[Sentence]:
    """Write of each absent table what is not known for lack of it, and what to add."""
    return [Sentence(key=key, values={"table": name, "file": f"{name}.csv"}) for name in tables]


def caveats_of(
    reach: Reach, terms: CoverageCriteria, counts: FirmCounts, *, is_synthetic: bool
) -> tuple[Sentence, ...]:
    """Write what has to be read beside the figures."""
    factors = {"factor": "road_factor", "speed": "speed_kmh"}
    proxies = {name: factors_of(reach.basis)[field] for name, field in factors.items()}
    stated = {name: value for name, value in proxies.items() if value is not None}
    caveats = [
        Sentence(key=f"coverage.basis.{reach.basis.value}", values=dict(stated)),
        Sentence(key=f"coverage.served.{terms.served}"),
        Sentence(key="coverage.places"),
    ]
    if reach.head_office_alone:
        values = {"n": len(reach.head_office_alone)}
        caveats.append(Sentence(key="coverage.head_office_alone", values=dict(values)))
    if reach.is_nobody_designated:
        caveats.append(Sentence(key="coverage.nobody_designated"))
    caveats.append(Sentence(key="coverage.firms_defined"))
    if counts.is_members_only:
        caveats.append(Sentence(key="coverage.members_only"))
    caveats.append(Sentence(key="coverage.ages", values={"active": terms.active_days}))
    caveats.append(Sentence(key="coverage.border"))
    if is_synthetic:
        caveats.append(Sentence(key="coverage.synthetic"))
    return tuple(caveats)


def left_out_caveats(day: OnDay, left_out: FirmsLeftOut | None) -> tuple[Sentence, ...]:
    """Write which firms could not be counted: without a place, or without an industry to tell by.

    Args:
        day: Whether its register says which industries belong to a position.
        left_out: Firms of the register left out; ``None`` without firms.
    """
    if left_out is None:
        return ()
    caveats = []
    if "industry_positions" in day.membership.not_recorded:
        caveats.append(Sentence(key="coverage.industries_not_recorded"))
    elif left_out.without_industry:
        values = {"n": left_out.without_industry}
        caveats.append(Sentence(key="coverage.firms_without_code", values=dict(values)))
    if left_out.without_municipality:
        values = {"n": left_out.without_municipality}
        caveats.append(Sentence(key="coverage.firms_without_place", values=dict(values)))
    return tuple(caveats)
