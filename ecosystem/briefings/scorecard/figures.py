"""How an indicator is written down: a share with its interval, a number, or why there is none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, TypedDict, Unpack

from ecosystem.analysis.comparison import Estimate, UnitSums, wilson_share
from ecosystem.briefings.records import Fields
from ecosystem.model.analysis import Interval
from ecosystem.model.scorecards import (
    UNIT_OF,
    EqualProjects,
    Indicator,
    IndicatorKey,
    ScorecardState,
)
from ecosystem.model.sentences import Sentence, Value


class Beside(TypedDict, total=False):
    """Further fields of an indicator that has a figure."""

    low: float | None
    high: float | None
    interval: Interval
    expected: float | None
    z: float | None
    at_equal_projects: EqualProjects | None


Page = Literal["huller", "kort", "netvaerk", "aktoerer"]


def percent(share: float) -> int:
    """Return a share as whole per cent."""
    return round(100 * share)


@dataclass(frozen=True, slots=True)
class Subject:
    """What stands beside every figure of one sort: tables, caveat, position, page, marks."""

    tables: tuple[str, ...]
    caveat: Sentence
    position_id: str | None = None
    names: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Danish and English words for the sentences, by their place: the position."""
    page: Page | None = None
    is_example: bool = False
    remarks: tuple[Sentence, ...] = ()

    def noting(self, remarks: Iterable[Sentence]) -> "Subject":
        """Return the subject with remarks to be said beside its figures."""
        return replace(self, remarks=tuple(remarks))

    def share(self, key: IndicatorKey, count: int, of: int, **values: Value) -> Indicator:
        """Return a share with Wilson's interval; of none there is no share.

        Args:
            key: The indicator.
            count: How many.
            of: Of how many.
            values: More values of its sentence.
        """
        if not of:
            return self.without(key, "scorecard.why.nothing_to_count")
        return self._share(key, wilson_share(count, of), count, of, values)

    def share_of_units(self, key: IndicatorKey, sums: UnitSums, **values: Value) -> Indicator:
        """Return a share of what units did several times each, which is alike within a unit."""
        estimate = wilson_share(*sums.independent)
        return self._share(key, estimate, int(sums.hits), int(sums.answers), values)

    def _share(
        self,
        key: IndicatorKey,
        estimate: Estimate,
        count: int,
        of: int,
        values: Mapping[str, Value],
    ) -> Indicator:
        parts = {"count": count, "of": of, "percent": percent(count / of), **values}
        return self.figure(
            key,
            estimate.value,
            of,
            parts,
            low=estimate.low,
            high=estimate.high,
            interval=Interval.WILSON,
        )

    def figure(
        self,
        key: IndicatorKey,
        value: float,
        n: int | None,
        values: Mapping[str, Value],
        sentence_key: str | None = None,
        **beside: Unpack[Beside],
    ) -> Indicator:
        """Return a figure.

        Args:
            key: The indicator.
            value: The figure.
            n: How many it is of.
            values: Values of its sentence.
            sentence_key: Key of its sentence, where it is not that of the indicator.
            **beside: Interval, what chance gives, remarks.
        """
        fields: Fields = {
            "state": ScorecardState.COMPUTED,
            "value": float(value),
            "n": n,
            "sentence": self.sentence(sentence_key or f"scorecard.said.{key.value}", values),
            "is_example": self.is_example,
            "remarks": self.remarks,
        }
        return self._indicator(key, {**fields, **beside})

    def without(self, key: IndicatorKey, why: str, **values: Value) -> Indicator:
        """Return an indicator that cannot be computed, and why."""
        words = self.sentence(why, values).model_copy(update={"is_example": False})
        return self._indicator(key, {"state": ScorecardState.NOT_COMPUTABLE, "why": words})

    def absent(self, key: IndicatorKey, tables: Sequence[str]) -> Indicator:
        """Return an indicator of which a table is not recorded, which is named."""
        why = Sentence(key="scorecard.why.not_recorded", values={"table": tables[0]})
        return self.not_recorded(key, why)

    def not_recorded(self, key: IndicatorKey, why: Sentence) -> Indicator:
        """Return an indicator that rests on what nobody has recorded, and what that is."""
        return self._indicator(key, {"state": ScorecardState.NOT_RECORDED, "why": why})

    def sentence(self, key: str, values: Mapping[str, Value]) -> Sentence:
        """Return a sentence with the names of the subject filled in."""
        return Sentence(
            key=key,
            values={**{name: pair[0] for name, pair in self.names.items()}, **values},
            values_en={name: pair[1] for name, pair in self.names.items()},
            is_example=self.is_example,
        )

    def _indicator(self, key: IndicatorKey, fields: Fields) -> Indicator:
        return Indicator(
            key=key,
            position_id=self.position_id,
            unit=UNIT_OF[key],
            caveat=self.caveat,
            tables=self.tables,
            page=self.page,
            **fields,
        )
