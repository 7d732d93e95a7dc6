"""Answer which needs a position's firms have, how much is served, and which gap is largest."""

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
from pydantic import Field

from ecosystem.briefings.demand_states import DemandStates, Maturity, demand_states
from ecosystem.briefings.held_activities import (
    NOT_RECORDED,
    ActivitiesBriefing,
    brief_activities,
)
from ecosystem.model.gaps import GapThresholds
from ecosystem.model.records import Record
from ecosystem.model.register import Register
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import Band, DemandKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ecosystem.analysis.day import Name, OnDay
    from ecosystem.analysis.gaps.served_share import ServedShares
    from ecosystem.analysis.needs import NeedsView
    from ecosystem.model.latent_needs import LatentNeed


class NeedSize(Record):
    """One need: how important it is, how much of it is served, and what is left."""

    need_id: str
    name_da: str
    name_en: str
    band: Band
    importance: float = Field(description="0 to 1; with limits where firms were asked.")
    importance_low: float | None
    importance_high: float | None
    answers: int
    firms: float | None = Field(description="Firms expected to have the need; None: not known.")
    served_low: float | None
    served: float | None = Field(
        description="Share of the firms that known use has reached, each use by how far it meets "
        "the need, 0 to 1; None: no use is recorded."
    )
    served_high: float | None = Field(
        description="If every offer whose use is not recorded has reached every firm."
    )
    unknown_offers: int = Field(
        default=0, description="Offers that can be used and whose use is not recorded."
    )
    gap: float | None = Field(description="Importance-weighted firms that nobody serves.")
    gap_low: float | None
    gap_high: float | None
    top_three: float | None = Field(
        description="Chance of being among the three largest gaps whose size is known."
    )
    is_certain: bool | None = Field(description="The chance is 95 % or more, or 5 % or less.")


class NeedsBriefing(Record):
    """The needs of a position's firms, in their published order."""

    label: str
    on: date
    position_id: str
    demand_kind: DemandKind = Field(description="Kinds of demand are never added.")
    is_hatched: bool = Field(description="No survey of the position's own firms stands behind it.")
    reason: Sentence | None
    needs: tuple[NeedSize, ...]
    coverage: float | None = Field(
        description="Served share, each need whose use is known by its importance; None: no use "
        "is known, or it is that of example firms."
    )
    rests_on_example_data: bool = Field(
        default=False, description="The shares are those of example firms: to be marked."
    )
    caveats: tuple[Sentence, ...]
    is_synthetic: bool
    states: tuple[DemandStates, ...] = Field(
        default=(), description="Expressed, inferred and latent beside each other, never added."
    )
    maturity: Maturity = Maturity(judgements=(), of_firms=None)
    activities: ActivitiesBriefing = Field(
        default=NOT_RECORDED, description="What was held, by need and who pays; observed rows only."
    )


def brief_needs(  # noqa: PLR0913
    register: Register,
    on: date,
    position_id: str,
    thresholds: GapThresholds | None = None,
    seed: int = 1,
    *,
    day: "OnDay | None" = None,
    judgements: "Sequence[LatentNeed]" = (),
) -> NeedsBriefing:
    """Return the needs of a position's firms, and how much of each nobody serves.

    Args:
        register: The register.
        on: Day up to which use counts.
        position_id: The strength position.
        thresholds: Limits of the rules; ``None``: the shipped ones.
        seed: Start of the random numbers.
        day: The register on the day where it is made already.
        judgements: Advisers' own judgements of latent needs, told beside and never added.

    Raises:
        UnknownIdError: The register has no such position.
        NotRecordedError: The register has no needs, positions or municipalities.
    """
    from ecosystem.analysis.day import OnDay
    from ecosystem.analysis.gaps import gap_context_on_day, search_of
    from ecosystem.analysis.gaps.served_share import served_shares
    from ecosystem.analysis.needs import needs_view

    day = day or OnDay(register, on)
    view = needs_view(day, position_id, seed)
    search = search_of(gap_context_on_day(day, thresholds or GapThresholds()), position_id)
    shares = served_shares(search, search.asked_positions[0])
    table = _sized(view, shares, seed)
    is_example = shares is not None and shares.is_example
    states, maturity = demand_states(day, position_id, view, judgements, is_example=is_example)
    return NeedsBriefing(
        label=register.label,
        on=on,
        position_id=position_id,
        demand_kind=view.demand_kind,
        is_hatched=view.is_hatched,
        reason=view.reason,
        needs=_records(table, search.need_names),
        coverage=None if is_example else _coverage(table),
        rests_on_example_data=is_example,
        caveats=(*view.caveats, *_caveats(shares)),
        is_synthetic=register.is_synthetic,
        states=states,
        maturity=maturity,
        activities=brief_activities(day, position_id),
    )


def _coverage(table: pd.DataFrame) -> float | None:
    """Average the served shares that are known, each need by its importance."""
    from ecosystem.analysis.needs import priority_weighted_coverage

    measured = table[table["served"].notna()]
    if measured.empty:
        return None
    return priority_weighted_coverage(measured["importance"], measured["served"].astype(float))


def _caveats(shares: "ServedShares | None") -> list[Sentence]:
    """List what is to be said of the served shares."""
    if shares is None:
        return [Sentence(key="needs.caveat.no_firms")]
    keys = ["needs.caveat.known_use", "needs.caveat.independent"]
    if shares.is_example:
        keys.append("needs.caveat.example")
    if any(need.likely is None for need in shares.needs):
        keys.append("needs.caveat.use_not_known")
    return [Sentence(key=key) for key in keys]


_SIZES = ("firms", "gap", "gap_low", "gap_high", "top_three", "is_certain")


def _sized(view: "NeedsView", shares: "ServedShares | None", seed: int) -> pd.DataFrame:
    """Put importance, served share and size of the gap side by side, by need."""
    from ecosystem.analysis.needs import gap_sizes

    needs = view.needs.rename(columns={"low": "importance_low", "high": "importance_high"})
    rows = () if shares is None else shares.needs
    served = pd.DataFrame(
        {
            "served_low": [need.low for need in rows],
            "served": [need.likely for need in rows],
            "served_high": [need.high for need in rows],
            "unknown_offers": [len(need.unknown_offers) for need in rows],
        },
        index=pd.Index([need.need_id for need in rows], name="need_id"),
        dtype="float64",
    )
    table = needs.join(served).fillna({"unknown_offers": 0}).astype({"unknown_offers": int})
    measured = served.dropna(subset=["served"])
    if shares is None or measured.empty:
        return table.assign(**dict.fromkeys(_SIZES))
    bounds = measured.rename(
        columns={"served_low": "low", "served": "likely", "served_high": "high"}
    )
    sizes = gap_sizes(
        pd.Series(float(shares.firms), index=measured.index),
        view.needs.loc[measured.index],
        bounds,
        view.stated if len(view.stated) else None,
        seed=seed,
    )
    return table.join(sizes)


def _records(table: pd.DataFrame, names: "Mapping[str, Name]") -> tuple[NeedSize, ...]:
    fields = [name for name in NeedSize.model_fields if name in table]
    plain = table[fields].astype(object).where(table[fields].notna(), None)
    rows = zip(plain.index, plain.to_dict("records"), strict=True)
    return tuple(
        NeedSize.model_validate(
            {"need_id": str(key), "name_da": names[key].da, "name_en": names[key].en, **row}
        )
        for key, row in rows
    )
