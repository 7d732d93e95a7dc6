"""Answer which needs a position's firms have, how much is served, and which gap is largest."""

from datetime import date
from typing import TYPE_CHECKING

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field

from ecosystem.model.gaps import GapThresholds
from ecosystem.model.register import Register
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import Band, DemandKind

if TYPE_CHECKING:
    from ecosystem.analysis.gaps.search import Search
    from ecosystem.analysis.needs import NeedsView


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True)


class NeedSize(_Record):
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
    served: float | None = Field(description="Share of the firms that is served, 0 to 1.")
    served_high: float | None
    gap: float | None = Field(description="Importance-weighted firms that nobody serves.")
    gap_low: float | None
    gap_high: float | None
    top_three: float | None = Field(description="Chance of being among the three largest gaps.")
    is_certain: bool | None = Field(description="The chance is 95 % or more, or 5 % or less.")


class NeedsBriefing(_Record):
    """The needs of a position's firms, in their published order."""

    label: str
    on: date
    position_id: str
    demand_kind: DemandKind = Field(description="Kinds of demand are never added.")
    is_hatched: bool = Field(description="No survey of the position's own firms stands behind it.")
    reason: Sentence | None
    needs: tuple[NeedSize, ...]
    coverage: float | None = Field(description="Served share, each need by its importance.")
    caveats: tuple[Sentence, ...]
    is_synthetic: bool


def brief_needs(
    register: Register,
    on: date,
    position_id: str,
    thresholds: GapThresholds | None = None,
    seed: int = 1,
) -> NeedsBriefing:
    """Tell the needs of a position's firms, and how much of each nobody serves.

    Raises:
        UnknownIdError: The register has no such position.
        NotRecordedError: The register has no needs, positions or municipalities.
    """
    from ecosystem.analysis.gaps import lay_ground, search_of  # noqa: PLC0415  slow to import
    from ecosystem.analysis.needs import needs_view, priority_weighted_coverage  # noqa: PLC0415

    view = needs_view(register, position_id, on, seed)
    search = search_of(lay_ground(register, on, thresholds or GapThresholds()), position_id)
    table = _sized(view, search, seed)
    served = table["served"].dropna()
    caveats = [*view.caveats, Sentence(key="needs.caveat.independent")]
    if served.empty:
        caveats.append(Sentence(key="needs.caveat.no_firms"))
    return NeedsBriefing(
        label=register.label,
        on=on,
        position_id=position_id,
        demand_kind=view.demand_kind,
        is_hatched=view.is_hatched,
        reason=view.reason,
        needs=_records(table, search.need_names),
        coverage=None
        if served.empty
        else priority_weighted_coverage(table["importance"], table["served"]),
        caveats=tuple(caveats),
        is_synthetic=register.is_synthetic,
    )


def _sized(view: "NeedsView", search: "Search", seed: int) -> pd.DataFrame:
    """Put importance, served share and size of the gap side by side, by need."""
    from ecosystem.analysis.gaps.served import served_shares  # noqa: PLC0415  slow to import
    from ecosystem.analysis.needs import gap_sizes  # noqa: PLC0415

    held = view.needs.rename(columns={"low": "importance_low", "high": "importance_high"})
    position = search.asked_positions[0]
    served, counts = served_shares(search, position), search.ground.firm_counts
    names = {"low": "served_low", "likely": "served", "high": "served_high"}
    if served is None or counts is None:
        unknown = [*names.values(), "firms", "gap", "gap_low", "gap_high", "top_three"]
        return held.assign(**dict.fromkeys(unknown, float("nan")), is_certain=None)
    firms = pd.Series(counts[0][position].sum(), index=view.needs.index)
    stated = view.stated if len(view.stated) else None
    sizes = gap_sizes(firms, view.needs, served, stated, seed=seed)
    return held.join(served.rename(columns=names)).join(sizes)


def _records(table: pd.DataFrame, names: dict[str, tuple[str, str]]) -> tuple[NeedSize, ...]:
    fields = [name for name in NeedSize.model_fields if name in table]
    plain = table[fields].astype(object).where(table[fields].notna(), None)
    rows = zip(plain.index, plain.to_dict("records"), strict=True)
    return tuple(
        NeedSize.model_validate(
            {"need_id": str(key), "name_da": names[key][0], "name_en": names[key][1], **row}
        )
        for key, row in rows
    )
