"""Judge an offer for one firm, with every finding the verdict rests on."""

from ecosystem.analysis.eligibility.context import EligibilityContext
from ecosystem.analysis.eligibility.criteria import estimated_facts, finding, hold, settle
from ecosystem.analysis.eligibility.leaves import Leaf
from ecosystem.analysis.eligibility.opening import (
    OpeningState,
    in_area,
    limited_to,
    openings,
    stated_opening,
)
from ecosystem.analysis.eligibility.state_aid import aid_note
from ecosystem.analysis.eligibility.states import has_requirements, state_of
from ecosystem.analysis.kleene import all_of, verdict_of
from ecosystem.model.firms import Firm, FirmFact
from ecosystem.model.judgements import Finding, Judgement
from ecosystem.model.offers import Offer, OneOf
from ecosystem.model.phrases import say_area, say_opening
from ecosystem.model.vocabulary import Verdict


def judge_offer(offer: Offer, firm: Firm, context: EligibilityContext) -> Judgement:
    """Judge every criterion of an offer for a firm, on the day of the context.

    Judging goes on after the first unmet criterion: an offer that fails on a single point is
    worth a phone call, and the adviser can only see that if every point is on the table. An
    offer that is closed on the day is unmet for that alone. One that rests on aid rules that
    do not hold on the day is never said to be met, nor is one of which no requirement is known.
    """
    stated, opening = openings(offer, firm, context)
    if offer.rules.problem is not None:
        return _cannot_be_judged(offer, opening, context)
    is_closed = opening.is_open is False
    verdicts, findings, missing = _judge_criteria(offer, firm, context)
    confirmed, to_confirm, unconfirmed = _judge_confirmations(offer, firm, context)
    if stated is None:
        missing.append(_asked_for_opening(offer, firm))
    note = None if is_closed else aid_note(offer, context)
    criteria_verdict = all_of((*verdicts, _ruled_out(confirmed)))
    verdict = all_of(
        (criteria_verdict, verdict_of(stated), Verdict.MET if note is None else Verdict.UNKNOWN)
    )
    opens_when = facts_to_mend(offer, firm, context) if criteria_verdict is Verdict.UNMET else ()
    facts_to_ask = {Verdict.UNKNOWN: missing, Verdict.MET: unconfirmed, Verdict.UNMET: []}[verdict]
    told_of_opening = _finding_of_opening(offer, opening.is_open, context)
    return Judgement(
        offer_id=offer.offer_id,
        on=context.on,
        is_open=opening.is_open,
        opening_reason=opening.reason,
        verdict=verdict,
        criteria_verdict=criteria_verdict,
        state=state_of(
            offer,
            all_of((criteria_verdict, confirmed)),
            opening.is_open,
            is_mendable=bool(opens_when),
            is_aid_lapsed=note is not None,
        ),
        opens_when=opens_when,
        applied_by=offer.rules.applied_by,
        findings=(told_of_opening, *(() if is_closed else (*findings, *to_confirm))),
        other_findings=(*findings, *to_confirm) if is_closed else (),
        facts_to_ask=tuple(dict.fromkeys(facts_to_ask)),
        to_check=offer.rules.to_check,
        aid_note_da=None if note is None else note.da,
        aid_note_en=None if note is None else note.en,
        confidence=offer.rules.confidence,
        rules_year=offer.rules.rules_year,
    )


def offer_verdict(offer: Offer, firm: Firm, context: EligibilityContext) -> Verdict:
    """Return the verdict of ``judge_offer`` alone, many times faster: for trying answers out."""
    if offer.rules.problem is not None:
        return Verdict.UNKNOWN
    stated = stated_opening(offer, firm, context)
    if stated is False:
        return Verdict.UNMET
    is_aid_lapsed = bool(offer.rules.state_aid) and aid_note(offer, context) is not None
    aid = Verdict.UNKNOWN if is_aid_lapsed else Verdict.MET
    return all_of((verdict_of(stated), criteria_verdict(offer, firm, context), aid))


def criteria_verdict(offer: Offer, firm: Firm, context: EligibilityContext) -> Verdict:
    """Return the verdict of an offer's criteria and area, whatever the day says of its opening."""
    if not has_requirements(offer):
        return Verdict.UNKNOWN
    verdicts = [settle(criterion, firm, context) for criterion in offer.rules.criteria]
    area = limited_to(offer)
    if area is not None:
        verdicts.append(in_area(firm.municipality_code, area, context))
    verdicts += [
        _ruled_out(settle(condition, firm, context)) for condition in offer.rules.to_confirm
    ]
    return all_of(verdicts)


def facts_to_confirm(offer: Offer, firm: Firm, context: EligibilityContext) -> tuple[str, ...]:
    """List the facts that an offer waits for the firm to confirm and that nobody has told."""
    judged = (hold(condition, firm, context) for condition in offer.rules.to_confirm)
    return tuple(leaf.fact for _, leaves in judged for leaf in leaves if leaf.is_missing)


def facts_that_may_rule_out(
    offer: Offer, firm: Firm, context: EligibilityContext
) -> tuple[str, ...]:
    """List the untold facts that leave no criterion unknown, and whose answer may rule a firm out.

    They are those that something stands in for (``estimated_facts``), and those that the firm has
    to confirm.
    """
    demands = (*offer.rules.criteria, *offer.rules.to_confirm)
    estimated = (fact for demand in demands for fact in estimated_facts(demand, firm, context))
    return *estimated, *facts_to_confirm(offer, firm, context)


def facts_to_mend(offer: Offer, firm: Firm, context: EligibilityContext) -> tuple[FirmFact, ...]:
    """Return what the firm can bring about in a day or two, where nothing else is unmet.

    Returns:
        The facts to mend; empty where something else is unmet, or nothing can be mended.
    """
    mendable = () if context.constants is None else context.constants.mendable_facts
    denied = [
        mendable_fact.fact
        for mendable_fact in mendable
        if getattr(firm, mendable_fact.fact) is False
    ]
    mended = firm.model_copy(update=dict.fromkeys(denied, True))
    if not denied or criteria_verdict(offer, mended, context) is Verdict.UNMET:
        return ()
    return tuple(
        fact
        for fact in denied
        if criteria_verdict(offer, mended.model_copy(update={fact: False}), context)
        is Verdict.UNMET
    )


def _judge_criteria(
    offer: Offer, firm: Firm, context: EligibilityContext
) -> tuple[list[Verdict], tuple[Finding, ...], list[str]]:
    """Judge the area and every criterion.

    Returns:
        A verdict each, what decided them, and the facts nobody has asked for among that.
    """
    verdicts: list[Verdict] = [] if has_requirements(offer) else [Verdict.UNKNOWN]
    findings: list[Finding] = []
    missing: list[str] = []
    area = limited_to(offer)
    if area is not None:
        leaf = _area_leaf(area, firm, context)
        verdicts.append(leaf.verdict)
        findings.append(finding(leaf, "area", offer.source, leaf.stated))
        missing.extend([leaf.fact] if leaf.is_missing else [])
    for number, criterion in enumerate(offer.rules.criteria, start=1):
        verdict, leaves = hold(criterion, firm, context)
        verdicts.append(verdict)
        key = f"{number}.{criterion.test}"
        source = criterion.source or offer.rules.source
        checked = criterion.checked or offer.rules.checked
        findings.extend(finding(leaf, key, source, criterion, checked) for leaf in leaves)
        missing.extend(leaf.fact for leaf in leaves if leaf.is_missing)
    return verdicts, tuple(findings), missing


def _judge_confirmations(
    offer: Offer, firm: Firm, context: EligibilityContext
) -> tuple[Verdict, tuple[Finding, ...], list[str]]:
    """Judge what the firm confirms; return as ``_judge_criteria`` does, the verdicts joined."""
    verdicts: list[Verdict] = []
    findings: list[Finding] = []
    missing: list[str] = []
    for number, condition in enumerate(offer.rules.to_confirm, start=1):
        verdict, leaves = hold(condition, firm, context)
        verdicts.append(verdict)
        source = condition.source or offer.rules.source
        checked = condition.checked or offer.rules.checked
        key = f"{number}.to_confirm"
        findings.extend(finding(leaf, key, source, condition, checked) for leaf in leaves)
        missing.extend(leaf.fact for leaf in leaves if leaf.is_missing)
    return all_of(verdicts), tuple(findings), missing


def _ruled_out(confirmed: Verdict) -> Verdict:
    """Return what a condition to be confirmed says of the criteria: unmet, or nothing against."""
    return Verdict.UNMET if confirmed is Verdict.UNMET else Verdict.MET


def _area_leaf(area: tuple[str, ...], firm: Firm, context: EligibilityContext) -> Leaf:
    stated = OneOf(fact="municipality_code", values=area or ("national",))
    verdict = in_area(firm.municipality_code, area, context)
    return Leaf(
        "municipality_code",
        verdict,
        firm.municipality_code,
        say_area(area),
        stated,
        is_missing=firm.municipality_code is None,
    )


def _finding_of_opening(
    offer: Offer,
    is_open: bool | None,  # noqa: FBT001 - an answer, not a switch
    context: EligibilityContext,
) -> Finding:
    required = say_opening(offer.rules.opening)
    return Finding(
        criterion="open",
        fact="open",
        observed=context.on.isoformat(),
        required=required.da,
        required_en=required.en,
        verdict=verdict_of(is_open),
        source=offer.rules.source,
        checked=offer.rules.checked,
    )


def _asked_for_opening(offer: Offer, firm: Firm) -> str:
    """Return what to ask for: of a window for one area the firm can tell, else the provider."""
    is_for_an_area = any(period.area for period in offer.rules.opening.periods)
    is_place_missing = firm.municipality_code is None
    return "municipality_code" if is_for_an_area and is_place_missing else "open"


def _cannot_be_judged(
    offer: Offer, opening: OpeningState, context: EligibilityContext
) -> Judgement:
    return Judgement(
        offer_id=offer.offer_id,
        on=context.on,
        is_open=opening.is_open,
        opening_reason=opening.reason,
        verdict=Verdict.UNKNOWN,
        criteria_verdict=Verdict.UNKNOWN,
        state=state_of(offer, Verdict.UNKNOWN, opening.is_open),
        findings=(),
        facts_to_ask=(),
        problem=offer.rules.problem,
    )
