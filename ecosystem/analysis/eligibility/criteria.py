"""Judge a criterion for one firm, and cite the leaves that decided it.

Of a joined criterion only those leaves are cited that failed, that are not known, or that are
met, whichever decided. A criterion outside the days it holds is unknown, and so is one that its
sources do not settle.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from ecosystem.analysis.eligibility.context import EligibilityContext, holds_on
from ecosystem.analysis.eligibility.leaves import (
    Leaf,
    compare,
    is_met_by_position,
    observe,
    undecided,
)
from ecosystem.analysis.eligibility.sizes import hold_size
from ecosystem.analysis.kleene import all_of, any_of, verdict_of
from ecosystem.model.fact_words import Pair
from ecosystem.model.firms import Firm, FirmFact
from ecosystem.model.judgements import Finding
from ecosystem.model.offers import AllOf, AnyOf, Criterion, MustAsk, SizeClass
from ecosystem.model.phrases import OWNERSHIP_NOTE
from ecosystem.model.vocabulary import Verdict


def judge_criterion(
    criterion: Criterion, firm: Firm, context: EligibilityContext, key: str = "1"
) -> tuple[Verdict, tuple[Finding, ...]]:
    """Judge one criterion for one firm.

    Returns:
        The verdict, and a finding for each leaf that decided it.

    Examples:
        >>> from ecosystem.model.offers import Between
        >>> day = EligibilityContext(on=date(2026, 3, 1))
        >>> size = Between(fact="employees", at_least=2, source="https://example.dk/size")
        >>> judge_criterion(size, Firm(employees=40), day)[0]
        <Verdict.MET: 'met'>
        >>> judge_criterion(size, Firm(), day)[0]
        <Verdict.UNKNOWN: 'unknown'>
    """
    verdict, leaves = hold(criterion, firm, context)
    name = f"{key}.{criterion.test}"
    source = criterion.source or ""
    return verdict, tuple(finding(leaf, name, source, criterion) for leaf in leaves)


def hold(
    criterion: Criterion, firm: Firm, context: EligibilityContext
) -> tuple[Verdict, tuple[Leaf, ...]]:
    """Return a criterion's verdict and the leaves that decided it."""
    match criterion:
        case AllOf() | AnyOf():
            judged = [hold(part, firm, context) for part in criterion.parts]
            join = all_of if isinstance(criterion, AllOf) else any_of
        case SizeClass():
            judged, join = hold_size(criterion, firm, context), all_of
        case _:
            leaf = compare(criterion, firm, context)
            judged, join = [(leaf.verdict, (leaf,))], all_of
    if not can_be_judged(criterion, context):
        leaves = tuple(undecided(leaf) for _, part in judged for leaf in part)
        return Verdict.UNKNOWN, leaves
    verdict = join([part for part, _ in judged])
    deciding = (leaf for part, leaves in judged if part is verdict for leaf in leaves)
    return verdict, _each_once(deciding)


def _each_once(leaves: Iterable[Leaf]) -> tuple[Leaf, ...]:
    """Keep one leaf of those that demand the same of a fact: one to be asked before a doubtful one.

    A limit that is sure on one side only is stated twice, settled and not; a reader needs it once.
    """
    leaf_of: dict[tuple[str, Pair], Leaf] = {}
    for leaf in leaves:
        key = leaf.fact, leaf.required
        if key not in leaf_of or (leaf.is_missing and not leaf_of[key].is_missing):
            leaf_of[key] = leaf
    return tuple(leaf_of.values())


def settle(criterion: Criterion, firm: Firm, context: EligibilityContext) -> Verdict:
    """Return a criterion's verdict without its leaves."""
    if not can_be_judged(criterion, context):
        return Verdict.UNKNOWN
    match criterion:
        case AllOf():
            return all_of([settle(part, firm, context) for part in criterion.parts])
        case AnyOf():
            return any_of([settle(part, firm, context) for part in criterion.parts])
        case SizeClass():
            judged = hold_size(criterion, firm, context)
            return all_of([verdict for verdict, _ in judged])
        case _:
            return verdict_of(observe(criterion, firm, context)[1])


def estimated_facts(
    criterion: Criterion, firm: Firm, context: EligibilityContext
) -> Iterator[FirmFact]:
    """List the facts nobody has told that a criterion judges by what stands in for them.

    Themes are estimated by the firm's position; what the firm then tells of them may be otherwise.
    """
    if not can_be_judged(criterion, context):
        return
    match criterion:
        case AllOf() | AnyOf():
            for part in criterion.parts:
                yield from estimated_facts(part, firm, context)
        case MustAsk() if is_met_by_position(criterion, firm):
            yield criterion.fact
        case _:
            pass


def can_be_judged(criterion: Criterion, context: EligibilityContext) -> bool:
    """Return whether a criterion holds on the day and its sources agree on it."""
    return criterion.is_settled and holds_on(context.on, criterion.valid_from, criterion.valid_to)


def finding(
    leaf: Leaf, key: str, source: str, criterion: Criterion, checked: date | None = None
) -> Finding:
    """Build the finding of a leaf: what it demands, what the firm shows, and who states it.

    Args:
        leaf: The comparison.
        key: Key of the criterion within the offer.
        source: Page to cite when the leaf names none of its own.
        criterion: The criterion that the leaf is part of.
        checked: Day the page was last read, when neither leaf nor criterion tells.
    """
    stated = leaf.stated
    note = Pair(
        stated.note_da or criterion.note_da or "", stated.note_en or criterion.note_en or ""
    )
    if isinstance(stated, SizeClass):
        note = Pair(
            *(" ".join(filter(None, two)) for two in zip(note, OWNERSHIP_NOTE, strict=True))
        )
    return Finding(
        criterion=key,
        fact=leaf.fact,
        observed=leaf.observed,
        required=leaf.required.da,
        required_en=leaf.required.en,
        verdict=leaf.verdict,
        source=stated.source or source,
        checked=stated.checked or criterion.checked or checked,
        is_settled=stated.is_settled and criterion.is_settled,
        note_da=note[0] or None,
        note_en=note[1] or None,
    )
