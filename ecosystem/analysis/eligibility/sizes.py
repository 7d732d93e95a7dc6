"""Judge a firm by a size class: headcount and (turnover or balance)."""

from ecosystem.analysis.eligibility.context import EligibilityContext
from ecosystem.analysis.eligibility.leaves import Leaf
from ecosystem.analysis.kleene import any_of, verdict_of
from ecosystem.model.fact_words import Pair
from ecosystem.model.firms import Firm
from ecosystem.model.offers import Constants, SizeClass
from ecosystem.model.phrases import plain_number, say_size
from ecosystem.model.vocabulary import Verdict


def size_ceilings_dkk(
    at_most: str, constants: Constants | None
) -> tuple[float, float, float] | None:
    """Return the ceilings of a size class: employees under, turnover and balance at most, DKK."""
    ceiling = None if constants is None else constants.size_ceilings.get(at_most)  # type: ignore[call-overload]
    if constants is None or ceiling is None:
        return None
    rate = constants.eur_dkk
    return ceiling.employees_under, ceiling.turnover_eur * rate, ceiling.balance_eur * rate


def hold_size(
    criterion: SizeClass, firm: Firm, context: EligibilityContext
) -> list[tuple[Verdict, tuple[Leaf, ...]]]:
    """Headcount and (turnover or balance), each a leaf of its own."""
    ceilings = size_ceilings_dkk(criterion.at_most, context.constants)
    if ceilings is None or context.constants is None:
        return [(Verdict.UNKNOWN, ())]
    people, turnover, balance = ceilings
    words = say_size(people, turnover, balance, context.constants.eur_dkk)
    figures = firm.employees, firm.turnover_dkk, firm.balance_dkk
    is_few = None if figures[0] is None else figures[0] < people
    sells_little = None if figures[1] is None else figures[1] <= turnover
    owns_little = None if figures[2] is None else figures[2] <= balance
    head = _sized(criterion, "employees", (figures[0], is_few), words[0])
    money = (
        _sized(criterion, "turnover_dkk", (figures[1], sells_little), words[1]),
        _sized(criterion, "balance_dkk", (figures[2], owns_little), words[2]),
    )
    either = any_of([leaf.verdict for leaf in money])
    return [
        (head.verdict, (head,)),
        (either, tuple(leaf for leaf in money if leaf.verdict is either)),
    ]


def _sized(
    criterion: SizeClass, fact: str, seen: tuple[float | None, bool | None], required: Pair
) -> Leaf:
    value, holds = seen
    observed = None if value is None else plain_number(value)
    return Leaf(fact, verdict_of(holds), observed, required, criterion, is_missing=value is None)
