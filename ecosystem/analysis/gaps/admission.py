"""Whom the criteria of offers let in: every recorded firm at once, and typical firms of a class.

Offers that demand the same are judged once. Where firms are recorded their own facts count; where
a municipality has none of a position, a typical firm stands for those that may come.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import numpy as np

from ecosystem.analysis.eligibility import judge_all, judge_criterion
from ecosystem.analysis.gaps.context import GapContext
from ecosystem.analysis.kleene import NO, UNKNOWN, YES, Codes, everywhere, where_yes
from ecosystem.model.firms import Firm
from ecosystem.model.offers import Criterion, Offer, Opening
from ecosystem.model.vocabulary import FirmClass, Verdict

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Truths = NDArray[np.bool_]

Facts: TypeAlias = dict[str, Any]
"""Facts of a firm, by the field of Firm."""

MAX_AGE_OF_NEW: Final = 1

_PROVENANCE: Final = {"source", "checked", "note_da", "note_en", "text_da", "text_en"}


def criteria_key(criteria: Iterable[Criterion]) -> str:
    """Write what criteria demand, without who says so: equal demands are judged once.

    Examples:
        >>> from ecosystem.model.offers import Between
        >>> one = Between(fact="employees", at_most=9, source="a")
        >>> criteria_key([one]) == criteria_key([one.model_copy(update={"source": "b"})])
        True
    """
    return repr([_demand(criterion) for criterion in criteria])


def _demand(criterion: Criterion) -> tuple[Any, ...]:
    parts = tuple(_demand(nested) for nested in getattr(criterion, "parts", ()))
    demands = {name: value for name, value in criterion if name not in {*_PROVENANCE, "parts"}}
    return (*sorted(demands.items()), parts)


@dataclass(frozen=True)
class Judged:
    """Whom the criteria of offers shut out; offers that demand the same are judged once."""

    context: GapContext
    verdicts: Mapping[str, Codes]
    """Of recorded firms, in their order: yes (met), no (unmet) or not known."""
    cells: "Mapping[str, Truths]"
    """Position x municipality: at least one recorded firm is not shut out."""
    has_firms: "Truths | None"
    typical: dict[tuple[str, str], bool] = field(default_factory=dict)
    """Whether a typical firm of any class is let in, by demand and position."""
    classes: dict[tuple[str, str], frozenset[FirmClass]] = field(default_factory=dict)
    """Classes of which a typical firm is let in, by demand and position."""

    def may_use(self, offer: Offer, demand: str, position: int, context: GapContext) -> Codes:
        """Return where at least one firm of a position may use an offer, criteria alone."""
        if not offer.rules.criteria:
            return everywhere(YES, context.size)
        is_let_in = self._lets_in_a_typical_firm(offer, demand, context.positions[position])
        if self.has_firms is None:
            return everywhere(YES if is_let_in else NO, context.size)
        is_recorded_firm_let_in = self.cells[demand][position]
        return where_yes(np.where(self.has_firms[position], is_recorded_firm_let_in, is_let_in))

    def _lets_in_a_typical_firm(self, offer: Offer, demand: str, position_id: str) -> bool:
        key = _memo_key(demand, position_id)
        if key not in self.typical:
            self.typical[key] = any(
                self._lets_in(offer, firm_class, position_id) for firm_class in FirmClass
            )
        return self.typical[key]

    def classes_let_in(self, offer: Offer, demand: str, position_id: str) -> frozenset[FirmClass]:
        """List the classes of which an offer takes a typical firm of a position."""
        if not demand:
            return frozenset(FirmClass)
        key = _memo_key(demand, position_id)
        if key not in self.classes:
            self.classes[key] = frozenset(
                firm_class
                for firm_class in FirmClass
                if self._lets_in(offer, firm_class, position_id)
            )
        return self.classes[key]

    def _lets_in(self, offer: Offer, firm_class: FirmClass, position_id: str) -> bool:
        firm = typical_firm(firm_class, position_id, self.context.on)
        return not shuts_out(offer, firm, self.context)


def _memo_key(demand: str, position_id: str) -> tuple[str, str]:
    """Return what a typical firm's answer depends on: the position only where it is asked for."""
    return demand, position_id if asks_for_position(demand) else ""


def asks_for_position(demand: str) -> bool:
    """Return whether what offers demand depends on the positions of a firm."""
    return "'position" in demand


def judge_firms(
    context: GapContext,
    offers: Iterable[Offer],
    verdicts_before: "Mapping[str, Codes] | None" = None,
) -> Judged:
    """Compute whom the criteria of offers let in among all firms, as column expressions.

    Args:
        context: With the firms.
        offers: Offers; those without criteria let everybody in.
        verdicts_before: Answers by demand that still hold and are not worked out again.
    """
    firms = context.firms
    if firms is None:
        return Judged(context, {}, {}, None)
    verdicts = judge_table(context, offers, verdicts_before or {})
    cells = {
        criteria: firms.standard((codes != NO)[firms.pair_firm]) > 0
        for criteria, codes in verdicts.items()
    }
    return Judged(context, verdicts, cells, firms.counts.standard > 0)


def judge_table(
    context: GapContext,
    offers: Iterable[Offer],
    verdicts_before: "Mapping[str, Codes] | None" = None,
) -> "dict[str, Codes]":
    """Compute for every recorded firm whether it meets offers, apart from area and opening.

    Returns:
        By criteria, the answers in the order of the firms; offers without criteria are left out.
    """
    import narwhals as nw
    import pyarrow as pa

    distinct = {criteria_key(o.rules.criteria): o for o in offers if o.rules.criteria}
    verdicts = {
        demand: codes for demand, codes in (verdicts_before or {}).items() if demand in distinct
    }
    unknown = {demand: offer for demand, offer in distinct.items() if demand not in verdicts}
    if context.firms is None or not unknown:
        return verdicts
    table = pa.Table.from_pandas(context.firms.table, preserve_index=False)
    frame = nw.from_native(table, eager_only=True)
    for demand, offer in unknown.items():
        rules = offer.rules.model_copy(update={"opening": Opening(), "state_aid": ()})
        always = {"area": ("national",), "open_from": None, "open_until": None, "rules": rules}
        bare = offer.model_copy(update=always)
        judged = judge_all(bare, frame, context.eligibility, "verdict").get_column("verdict")
        verdicts[demand] = _codes_of(judged.to_native())
    return verdicts


def _codes_of(words: Any) -> Codes:  # noqa: ANN401  a pyarrow array of words
    import pyarrow.compute as pc

    met = pc.equal(words, Verdict.MET.value).to_numpy()
    unmet = pc.equal(words, Verdict.UNMET.value).to_numpy()
    codes: Codes = np.select([met, unmet], [YES, NO], UNKNOWN).astype(np.uint8)
    return codes


def shuts_out(offer: Offer, firm: Firm, context: GapContext) -> bool:
    """Return whether a criterion of an offer shuts a firm out."""
    return any(
        judge_criterion(criterion, firm, context.eligibility)[0] is Verdict.UNMET
        for criterion in offer.rules.criteria
    )


def typical_firm(firm_class: FirmClass | None, position_id: str, on: date) -> Firm:
    """Return a typical firm of a class; without one, a firm in the middle of everything.

    The middle: 25 employees, DKK 20 million turnover, 15 million balance, ten years old, a
    private limited company with earnings, partners and a knowledge partner. A class differs
    from it in its own facts alone.
    """
    facts: Facts = {
        "employees": 25,
        "turnover_dkk": 20e6,
        "balance_dkk": 15e6,
        "gross_profit_dkk": 5e6,
        "outside_capital_3y_dkk": 1e6,
        "founded": date(on.year - 10, 1, 1),
        "legal_form": "ApS",
        "positions": (position_id,),
        "technology_readiness_level": 5,
        "partner_count": 2,
        "has_knowledge_partner": True,
        "de_minimis_3y_eur": 0,
        "is_exporting": True,
        "has_cvr": True,
    }
    return Firm(**{**facts, **_CLASS_FACTS.get(firm_class, {}), **_dated(firm_class, on)})


_CLASS_FACTS: Final[dict[FirmClass | None, Facts]] = {
    FirmClass.MICRO: {"employees": 5, "turnover_dkk": 5e6, "balance_dkk": 3e6},
    FirmClass.MEDIUM: {"employees": 120, "turnover_dkk": 150e6, "balance_dkk": 100e6},
    FirmClass.LARGE: {"employees": 400, "turnover_dkk": 900e6, "balance_dkk": 700e6},
    FirmClass.WITHOUT_PROFIT: {"gross_profit_dkk": 0, "outside_capital_3y_dkk": 0},
    FirmClass.FIRST_TIMER: {"partner_count": 0, "has_knowledge_partner": False},
}


def _dated(firm_class: FirmClass | None, on: date) -> Facts:
    if firm_class is FirmClass.NEW:
        return {"founded": date(on.year - MAX_AGE_OF_NEW, 1, 1)}
    return {}
