"""Compare one fact of a firm with what a criterion demands of it."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias, TypeVar, assert_never, cast, get_args

from ecosystem.analysis.eligibility.ages import is_of_age
from ecosystem.analysis.eligibility.context import PLACES, EligibilityContext, asked_of, place_codes
from ecosystem.analysis.kleene import verdict_of
from ecosystem.model.fact_words import STANDS_IN, Pair
from ecosystem.model.firms import LIST_OF, Firm, MeasuredFact
from ecosystem.model.offers import (
    AgeBetween,
    Between,
    Criterion,
    DesignatedCluster,
    IsTrue,
    MustAsk,
    NoneOf,
    OneOf,
)
from ecosystem.model.phrases import plain_number, say_leaf
from ecosystem.model.vocabulary import Verdict

_Value = TypeVar("_Value")
_Simple: TypeAlias = Between | OneOf | NoneOf | IsTrue | AgeBetween | DesignatedCluster | MustAsk
_MEASURED: Final = frozenset(get_args(MeasuredFact))


@dataclass(frozen=True, slots=True)
class Leaf:
    """One deciding comparison: what was asked, what was seen, and what came of it."""

    fact: str
    verdict: Verdict
    observed: str | None
    required: Pair
    stated: Criterion
    is_missing: bool
    """Nobody has asked for the fact; a known one outside a criterion's days is not missing."""


def compare(criterion: _Simple, firm: Firm, context: EligibilityContext) -> Leaf:
    """Compare a criterion over one fact with the firm."""
    observed, holds = observe(criterion, firm, context)
    fact = _deciding_fact(criterion, firm)
    is_missing = holds is None and _is_missing(fact, firm)
    return Leaf(fact, verdict_of(holds), observed, _demand(criterion, fact), criterion, is_missing)


def undecided(leaf: Leaf) -> Leaf:
    """Return a leaf as it stands outside the days of its criterion: unknown, not to be asked."""
    return Leaf(
        leaf.fact, Verdict.UNKNOWN, leaf.observed, leaf.required, leaf.stated, is_missing=False
    )


def observe(
    criterion: _Simple, firm: Firm, context: EligibilityContext
) -> tuple[str | None, bool | None]:
    """Return what the firm shows, and whether that passes; None: not known."""
    match criterion:
        case Between():
            value = getattr(firm, criterion.fact)
            return _seen(value, plain_number, lambda number: _lies_in(number, criterion))
        case OneOf() | NoneOf():
            wants = isinstance(criterion, OneOf)
            codes = _codes(criterion.fact, firm, context)
            return _seen(
                codes,
                ";".join,
                lambda codes: _is_among(criterion.fact, codes, criterion.values) is wants,
            )
        case IsTrue():
            answer = _truth(criterion.fact, firm)
            return _seen(answer, _say_truth, lambda truth: truth is criterion.wanted)
        case AgeBetween():
            return _observe_age(criterion, firm, context.on)
        case DesignatedCluster():
            clusters = context.clusters_of
            return _seen(
                firm.positions,
                ";".join,
                lambda codes: None if clusters is None else any(p in clusters for p in codes),
            )
        case MustAsk():
            return _observe_answer(criterion, firm)
        case _:
            assert_never(criterion)


def _demand(criterion: _Simple, fact: str) -> Pair:
    """Return what is demanded, and what stands in for it where another fact decides."""
    demand = say_leaf(criterion)
    for stand_in, why in STANDS_IN.items():
        if fact == stand_in and fact != asked_of(criterion.fact):
            return Pair(f"{demand.da} – {why.da}", f"{demand.en} – {why.en}")
    return demand


def _observe_age(criterion: AgeBetween, firm: Firm, on: date) -> tuple[str | None, bool | None]:
    """Return the founding day, or that there is no CVR number yet, which stands in for it."""
    if is_not_founded(criterion, firm):
        return _say_truth(answer=False), True
    return _seen(firm.founded, date.isoformat, lambda day: is_of_age(criterion, day, on))


def _deciding_fact(criterion: _Simple, firm: Firm) -> str:
    """Return the fact a criterion is decided by: what is asked for, or what stands in for it."""
    match criterion:
        case MustAsk() if is_met_by_position(criterion, firm):
            return "positions"
        case AgeBetween() if is_not_founded(criterion, firm):
            return "has_cvr"
        case _:
            return asked_of(criterion.fact)


def is_not_founded(criterion: AgeBetween, firm: Firm) -> bool:
    """Return whether a firm is too young for a limit to pass: without a CVR number or a day yet."""
    is_most = criterion.at_least_years is None
    return is_most and firm.founded is None and _truth("has_cvr", firm) is False


def is_met_by_position(criterion: MustAsk, firm: Firm) -> bool:
    """Return whether a firm that has told no themes is taken to meet them by its position."""
    is_untold = bool(criterion.position_ids) and getattr(firm, criterion.fact) is None
    return is_untold and not set(criterion.position_ids).isdisjoint(firm.positions or ())


def _observe_answer(criterion: MustAsk, firm: Firm) -> tuple[str | None, bool | None]:
    """Return the answer to what had to be asked, or the position that stands in for it."""
    if is_met_by_position(criterion, firm):
        return ";".join(firm.positions or ()), True
    if criterion.fact in LIST_OF:
        choices = getattr(firm, criterion.fact)
        return _seen(choices, ";".join, lambda codes: not set(codes).isdisjoint(criterion.values))
    if criterion.fact in _MEASURED:
        value = getattr(firm, criterion.fact)
        return _seen(value, plain_number, lambda number: _lies_in(number, criterion))
    answer = _truth(criterion.fact, firm)
    return _seen(answer, _say_truth, lambda truth: truth is criterion.wanted)


def _seen(
    value: _Value | None, write: Callable[[_Value], str], passes: Callable[[_Value], bool | None]
) -> tuple[str | None, bool | None]:
    return (None, None) if value is None else (write(value), passes(value))


def _say_truth(answer: bool) -> str:  # noqa: FBT001
    return "true" if answer else "false"


def _is_missing(fact: str, firm: Firm) -> bool:
    return (_truth(fact, firm) if fact == "has_cvr" else getattr(firm, fact)) is None


def _truth(fact: str, firm: Firm) -> bool | None:
    """A firm with a CVR number has one, whether or not somebody ticked it."""
    if fact == "has_cvr" and firm.has_cvr is None and firm.cvr is not None:
        return True
    return cast("bool | None", getattr(firm, fact))


def _codes(fact: str, firm: Firm, context: EligibilityContext) -> tuple[str, ...] | None:
    if fact == "positions":
        return firm.positions
    if fact in PLACES:
        code = place_codes(fact, context).get(firm.municipality_code or "")
    else:
        code = getattr(firm, fact)
    return None if code is None else (code,)


def _is_among(fact: str, values: Iterable[str], codes: Collection[str]) -> bool:
    if fact == "industry_code":
        return any(value.startswith(tuple(codes)) for value in values)
    if fact == "legal_form":
        folded = {word.casefold() for word in codes}
        return any(value.casefold() in folded for value in values)
    return any(value in codes for value in values)


def _lies_in(value: float, criterion: Between | MustAsk) -> bool:
    low, high = criterion.at_least, criterion.at_most
    return (low is None or value >= low) and (high is None or value <= high)
