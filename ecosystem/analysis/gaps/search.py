"""What every finder has at hand: the ground, the offers laid out, and how a gap is written."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from ecosystem.analysis.gaps.codes import NO, STALE, UNKNOWN, Codes
from ecosystem.analysis.gaps.ground import Ground
from ecosystem.analysis.gaps.supply import Supply
from ecosystem.analysis.gaps.trust import (
    REAL,
    Trust,
    age_of,
    completeness_of,
    not_recorded,
    once,
    out_of_date,
)
from ecosystem.model.gaps import FirmRange, Gap, GapEvidence
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import GapConfidence, GapKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Truths = NDArray[np.bool_]


@dataclass(frozen=True)
class Search:
    """One search: which positions and needs, over which ground."""

    ground: Ground
    supply: Supply
    asked_positions: tuple[int, ...]
    asked_needs: tuple[int, ...]
    kept: dict[str, Any] = field(default_factory=dict)
    """What one finder made and another can use."""

    @cached_property
    def position_names(self) -> dict[str, tuple[str, str]]:
        """Danish and English name by position_id."""
        return _names(self.ground.register.strength_positions, "position_id")

    @cached_property
    def need_names(self) -> dict[str, tuple[str, str]]:
        """Danish and English name by need_id."""
        return _names(self.ground.register.needs, "need_id")

    def wanted(self, position: int) -> "Truths":
        """Municipalities that have firms enough of a position; all when none are recorded."""
        counts = self.ground.firm_counts
        if counts is None:
            return np.ones(self.ground.size, dtype=bool)
        enough: Truths = counts[0][position] >= self.ground.limits.min_firms
        return enough

    def firms(self, position: int | None, codes: Iterable[str]) -> FirmRange | None:
        """Count the firms of a position in some municipalities; in all where none is given."""
        counts = self.ground.firm_counts
        if counts is None or position is None:
            return None
        chosen = set(codes)
        is_in = np.array([not chosen or code in chosen for code in self.ground.codes])
        firms, low, high = (float(count[position][is_in].sum()) for count in counts)
        return FirmRange(firms=firms, low=low, high=high)

    def places(self, holds: "Truths") -> tuple[str, ...]:
        """Codes of the municipalities where a truth holds."""
        return tuple(self.ground.codes[place] for place in np.flatnonzero(holds))

    def split_by_trust(
        self, missing: "Truths", said: Codes, ask: Sequence[str] = ()
    ) -> list[tuple["Truths", Trust]]:
        """Part municipalities that nobody is known to serve by how sure that is."""
        parts: list[tuple[Truths, Trust]] = []
        for code, trust in (
            (NO, REAL),
            (UNKNOWN, not_recorded("field_absent", ask)),
            (STALE, out_of_date(ask, days=self.ground.limits.shelf_life_days)),
        ):
            own = missing & (said == code)
            if own.any():
                parts.append((own, trust))
        return parts


def write_gap(  # noqa: PLR0913
    search: Search,
    kind: GapKind,
    *,
    trust: Trust,
    evidence: Sequence[GapEvidence],
    position: int | None = None,
    need: int | None = None,
    codes: tuple[str, ...] = (),
    detail: str | None = None,
    detail_key: str | None = None,
    limits: Sequence[str] = (),
    firms: FirmRange | None = None,
    words: dict[str, Any] | None = None,
    named: dict[str, str] | None = None,
    **more: Any,  # noqa: ANN401
) -> Gap:
    """Write a gap down: its id, its rule and sentence with their numbers, its evidence."""
    ground = search.ground
    position_id = None if position is None else ground.positions[position]
    need_id = None if need is None else ground.needs[need]
    parts = [kind.value, position_id or "-", need_id or "-", detail or "-"]
    if trust.confidence is not GapConfidence.REAL:
        parts.append(trust.confidence.value)
    held = ground.limits.model_dump()
    thresholds = {name: held[name] for name in limits}
    da, en = _values(search, position_id, need_id)
    range_ = firms if firms is not None else search.firms(position, codes)
    values = {
        **da,
        **thresholds,
        "places": len(codes),
        "firms": None if range_ is None else range_.firms,
        **(words or {}),
    }
    key = f"gap.{kind.value}" + (f".{detail_key}" if detail_key else "")
    return Gap(
        gap_id=":".join(parts),
        kind=kind,
        position_id=position_id,
        need_id=need_id,
        municipality_codes=codes,
        detail=detail,
        rule=Sentence(key=f"{key}.rule", values=values, values_en=en, words=named or {}),
        thresholds={**thresholds, "version": ground.limits.version},
        evidence=tuple(evidence),
        firms_affected=range_,
        confidence=trust.confidence,
        reasons=trust.reasons,
        who_to_ask=tuple(one for one in trust.who_to_ask if one not in ground.closed),
        completeness=completeness_of(evidence),
        age_days=age_of(evidence, ground.on),
        sentence=Sentence(key=f"{key}.found", values=values, values_en=en, words=named or {}),
        **more,
    )


def _values(
    search: Search, position_id: str | None, need_id: str | None
) -> tuple[dict[str, str], dict[str, str]]:
    da, en = {}, {}
    if position_id is not None:
        da["position"], en["position"] = search.position_names[position_id]
    if need_id is not None:
        da["need"], en["need"] = search.need_names[need_id]
    return da, en


def _names(table: pd.DataFrame | None, key: str) -> dict[str, tuple[str, str]]:
    if table is None:
        return {}
    rows = zip(table[key], table["name_da"], table["name_en"], strict=True)
    return {str(one): (str(da), str(en)) for one, da, en in rows}


def join_gaps(gaps: Iterable[Gap]) -> list[Gap]:
    """Join gaps that say the same of different municipalities."""
    held: dict[str, Gap] = {}
    for gap in gaps:
        known = held.get(gap.gap_id)
        if known is None:
            held[gap.gap_id] = gap
            continue
        codes = tuple(sorted({*known.municipality_codes, *gap.municipality_codes}))
        reasons = once([*known.reasons, *gap.reasons])
        held[gap.gap_id] = known.model_copy(
            update={
                "municipality_codes": codes,
                "reasons": reasons,
                "firms_affected": _added(known.firms_affected, gap.firms_affected),
            }
        )
    return list(held.values())


def _added(one: FirmRange | None, other: FirmRange | None) -> FirmRange | None:
    if one is None or other is None:
        return None
    return FirmRange(
        firms=one.firms + other.firms, low=one.low + other.low, high=one.high + other.high
    )
