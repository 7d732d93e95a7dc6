"""Judge whether a firm meets the criteria of an offer on a day.

The criteria are data (``data/rules``); this room holds them against what is known of the firm
by Kleene's three-valued logic. One unmet criterion rules the offer out whatever is unknown
beside it; else one unknown criterion leaves it open; else it is met. Of a joined criterion
only the leaves that decided it are cited: those that failed, those that are not known, or
those that are met. A criterion outside the days it holds is unknown.

Two evaluators read the same criteria: one firm with reasons, and all firms of a table as
column expressions without (``judge_all``; ``verdict_codes`` works them out for distinct values
alone). A property test holds them equal.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Final, TypeVar, assert_never, cast

from ecosystem.model.firms import Firm
from ecosystem.model.judgements import Finding, Judgement
from ecosystem.model.offers import (
    AgeBetween,
    AidRuleSet,
    AllOf,
    AnyOf,
    Between,
    Constants,
    Criterion,
    DesignatedCluster,
    IsTrue,
    NoneOf,
    Offer,
    OneOf,
    SizeClass,
)
from ecosystem.model.phrases import (
    OWNERSHIP_NOTE,
    Pair,
    plain_number,
    say_area,
    say_leaf,
    say_no_longer_in_force,
    say_not_yet_in_force,
    say_opening,
    say_size,
)
from ecosystem.model.vocabulary import PositionRole, Verdict

if TYPE_CHECKING:
    import narwhals as nw
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from ecosystem.model.register import Register

    Codes = NDArray[np.uint8]

_Frame = TypeVar("_Frame", "nw.LazyFrame[Any]", "nw.DataFrame[Any]")
_Value = TypeVar("_Value")
_Simple = Between | OneOf | NoneOf | IsTrue | AgeBetween | DesignatedCluster
_MET, _UNMET, _UNKNOWN = Verdict.MET, Verdict.UNMET, Verdict.UNKNOWN
_UNSAID: Final = {
    "source": None,
    "checked": None,
    "is_settled": True,
    "note_da": None,
    "note_en": None,
}
"""What is said of a criterion beside what it demands."""
_PLACES: Final = ("nuts3_code", "region_code")
_YES_LAST: Final = 2
"""Yes, where no is 0 and unknown lies between: Kleene's and is the least."""


@dataclass(frozen=True, slots=True)
class EligibilityContext:
    """What holds in the country on one day, as far as criteria ask for it."""

    on: date
    constants: Constants | None = None
    clusters_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Designated clusters on the day, actor_id by position_id."""
    nuts3_of: Mapping[str, str] = field(default_factory=dict)
    """Part of the country by municipality_code."""
    region_of: Mapping[str, str] = field(default_factory=dict)
    """Region on the day by municipality_code."""


@dataclass(frozen=True, slots=True)
class _Leaf:
    """One deciding comparison: what was asked, what was seen, and what came of it."""

    fact: str
    verdict: Verdict
    observed: str | None
    required: Pair
    stated: Criterion
    is_missing: bool
    """Nobody has asked for the fact; a known one outside a criterion's days is not missing."""


def eligibility_context(register: "Register", on: date) -> EligibilityContext:
    """Gather from a register what criteria ask for on a day.

    Args:
        register: Tables that are not recorded leave their part empty, so that what depends on
            them is unknown.
        on: Day of the judgement.
    """
    return EligibilityContext(
        on=on,
        constants=register.constants,
        clusters_of=_designated(register.actor_positions, on),
        nuts3_of=_pairs(register.municipalities, "municipality_code", "nuts3_code", on),
        region_of=_pairs(register.regions, "municipality_code", "region_code", on),
    )


def judge_criterion(
    criterion: Criterion, firm: Firm, context: EligibilityContext, key: str = "1"
) -> tuple[Verdict, tuple[Finding, ...]]:
    """Hold one criterion against one firm.

    Returns:
        The verdict, and a finding for each leaf that decided it.

    Examples:
        >>> day = EligibilityContext(on=date(2026, 3, 1))
        >>> size = Between(fact="employees", at_least=2, source="https://example.dk/size")
        >>> judge_criterion(size, Firm(employees=40), day)[0]
        <Verdict.MET: 'met'>
        >>> judge_criterion(size, Firm(), day)[0]
        <Verdict.UNKNOWN: 'unknown'>
    """
    verdict, leaves = _hold(criterion, firm, context)
    name = f"{key}.{criterion.test}"
    source = criterion.source or ""
    return verdict, tuple(_finding(leaf, name, source, criterion) for leaf in leaves)


def judge_offer(offer: Offer, firm: Firm, context: EligibilityContext) -> Judgement:
    """Hold every criterion of an offer against a firm, on the day of the context.

    Judging goes on after the first unmet criterion: an offer that fails on a single point is
    worth a phone call, and the adviser can only see that if every point is on the table. An
    offer that is closed on the day is unmet for that alone. One that rests on aid rules that
    do not hold on the day is never said to be met.
    """
    if offer.rules.problem is not None:
        return _cannot_be_judged(offer, context)
    is_open = opening_on(offer, firm, context)
    verdicts, findings, missing = _judge_criteria(offer, firm, context)
    opening = _finding_of_opening(offer, is_open, context)
    if is_open is False:
        return Judgement(
            offer_id=offer.offer_id,
            on=context.on,
            is_open=False,
            verdict=_UNMET,
            findings=(opening,),
            other_findings=findings,
            facts_to_ask=(),
            to_check=offer.rules.to_check,
            confidence=offer.rules.confidence,
            rules_year=offer.rules.rules_year,
        )
    note = aid_note(offer, context)
    verdict = _all((*verdicts, opening.verdict, _MET if note is None else _UNKNOWN))
    asked = dict.fromkeys(missing if verdict is _UNKNOWN else ())
    if verdict is _UNKNOWN and is_open is None:
        asked[_asked_for_opening(offer, firm)] = None
    return Judgement(
        offer_id=offer.offer_id,
        on=context.on,
        is_open=is_open,
        verdict=verdict,
        findings=(opening, *findings),
        facts_to_ask=tuple(asked),
        to_check=offer.rules.to_check,
        aid_note_da=None if note is None else note.da,
        aid_note_en=None if note is None else note.en,
        confidence=offer.rules.confidence,
        rules_year=offer.rules.rules_year,
    )


def offer_verdict(offer: Offer, firm: Firm, context: EligibilityContext) -> Verdict:
    """Give the verdict of ``judge_offer`` alone, many times faster: for trying answers out."""
    is_open = None if offer.rules.problem is not None else opening_on(offer, firm, context)
    if offer.rules.problem is not None or is_open is False:
        return _UNKNOWN if is_open is None else _UNMET
    verdicts = [_verdict(is_open), *(_settle(c, firm, context) for c in offer.rules.criteria)]
    if offer.area is not None and "national" not in offer.area:
        verdicts.append(_in_area(firm.municipality_code, offer.area, context))
    if offer.rules.state_aid and aid_note(offer, context) is not None:
        verdicts.append(_UNKNOWN)
    return _all(verdicts)


def opening_on(offer: Offer, firm: Firm, context: EligibilityContext) -> bool | None:
    """Say whether an offer is open to a firm on the day; None: the source does not tell.

    Windows stated in the rule file come before the dates of the offer's row. A window for one
    part of the country asks where the firm is.
    """
    opening = offer.rules.opening
    if opening.is_ended:
        return False
    spans = [(p.first, p.last, p.area) for p in opening.periods]
    if not spans and opening.is_known and (offer.open_from or offer.open_until):
        spans = [(offer.open_from, offer.open_until, ())]
    if not spans:
        return True if opening.is_known else None
    holding = [
        _MET if not area else _in_area(firm.municipality_code, area, context)
        for first, last, area in spans
        if _holds_on(context.on, first, last)
    ]
    match _any(holding):
        case Verdict.MET:
            return True if opening.is_known else None
        case Verdict.UNMET:
            return False
        case Verdict.UNKNOWN:
            return None


def aid_note(offer: Offer, context: EligibilityContext) -> Pair | None:
    """Say that an offer's aid rules do not hold on the day; None: they do, or none are named.

    Of rule sets that follow one another (a family) the one in force is enough.
    """
    held = {} if context.constants is None else context.constants.aid_rule_sets
    families: dict[str, list[AidRuleSet]] = {}
    for name in offer.rules.state_aid:
        if name in held:
            families.setdefault(held[name].family or name, []).append(held[name])
    for followers in families.values():
        if not any(_holds_on(context.on, one.valid_from, one.valid_to) for one in followers):
            return _say_not_in_force(followers, context.on)
    return None


def _say_not_in_force(followers: list[AidRuleSet], on: date) -> Pair:
    ended = [one for one in followers if one.valid_to < on]
    if not ended:
        return say_not_yet_in_force(min(followers, key=lambda one: one.valid_from))
    return say_no_longer_in_force(max(ended, key=lambda one: one.valid_to))


def size_ceilings_dkk(
    at_most: str, constants: Constants | None
) -> tuple[float, float, float] | None:
    """Give the ceilings of a size class: employees under, turnover and balance at most, DKK."""
    ceiling = None if constants is None else constants.size_ceilings.get(at_most)  # type: ignore[call-overload]
    if constants is None or ceiling is None:
        return None
    rate = constants.eur_dkk
    return ceiling.employees_under, ceiling.turnover_eur * rate, ceiling.balance_eur * rate


def anniversary(founded: date, years: float) -> date:
    """Give the day a firm turns an age; whole years to the day, parts of a year as days.

    A firm founded on 29 February has its birthday on the 28th in other years, as periods in
    years end under Regulation (EEC, Euratom) No 1182/71, article 3.

    Examples:
        >>> anniversary(date(2023, 3, 15), 3)
        datetime.date(2026, 3, 15)
        >>> anniversary(date(2024, 2, 29), 1)
        datetime.date(2025, 2, 28)
    """
    whole = int(years)
    try:
        day = founded.replace(year=founded.year + whole)
    except ValueError:
        day = founded.replace(year=founded.year + whole, day=28)
    return date.fromordinal(day.toordinal() + round((years - whole) * 365.25))


def de_minimis_counted(awards: Iterable[tuple[date, float]], on: date) -> float:
    """Add up the de minimis aid that counts on a day.

    An award counts from the day it was given until three calendar years have passed, for the
    single undertaking as a whole (Regulation (EU) 2023/2831, article 3(2)); awards of firms under
    the same control belong in the list.

    Args:
        awards: Day of the legal right to the aid, and gross grant equivalent, EUR.
        on: Day of the next award.

    Returns:
        Aid that counts, EUR.

    Examples:
        >>> given = [(date(2024, 5, 10), 120_000), (date(2025, 9, 1), 100_000)]
        >>> de_minimis_counted(given, date(2027, 5, 9))
        220000
        >>> de_minimis_counted(given, date(2027, 5, 10))
        100000
    """
    return sum(amount for day, amount in awards if day <= on < anniversary(day, 3))


def with_counted_aid(firm: Firm, on: date) -> Firm:
    """Fill in the sum of de minimis aid from the awards, where awards are known and the sum is not.

    Examples:
        >>> given = [{"day": "2024-05-10", "amount_eur": 120_000}]
        >>> with_counted_aid(Firm(de_minimis_awards=given), date(2027, 5, 9)).de_minimis_3y_eur
        120000.0
        >>> with_counted_aid(Firm(de_minimis_awards=given), date(2027, 5, 10)).de_minimis_3y_eur
        0.0
    """
    if firm.de_minimis_awards is None or firm.de_minimis_3y_eur is not None:
        return firm
    awards = ((award.day, award.amount_eur) for award in firm.de_minimis_awards)
    counted = float(de_minimis_counted(awards, on))
    return firm.model_copy(update={"de_minimis_3y_eur": counted})


def de_minimis_room(
    awards: Iterable[tuple[date, float]], on: date, constants: Constants
) -> float | None:
    """Give what is left under the ceiling in force on a day, EUR; None: no ceiling is known."""
    ceilings = [
        rules.ceiling_eur
        for rules in constants.aid_rule_sets.values()
        if rules.ceiling_eur is not None and _holds_on(on, rules.valid_from, rules.valid_to)
    ]
    if not ceilings:
        return None
    return max(0.0, max(ceilings) - de_minimis_counted(awards, on))


def judge_all(
    offer: Offer, frame: _Frame, context: EligibilityContext, name: str | None = None
) -> _Frame:
    """Judge an offer for every firm of a table, as a column of verdicts.

    Args:
        offer: The offer.
        frame: One row a firm, a column for each known fact (``model/firms``); a fact without a
            column is unknown for all. ``positions`` are written with ``;`` between, an empty
            text for a firm known to have none. Text must be text, numbers numbers, ``founded``
            a date; an empty cell is unknown.
        context: What holds on the day.
        name: Name of the new column; the offer_id when it is left out.

    Returns:
        The frame with one more column that holds met, unmet or unknown.
    """
    return judge_all_offers({name or offer.offer_id: offer}, frame, context)


def judge_all_offers(
    offers: Mapping[str, Offer], frame: _Frame, context: EligibilityContext
) -> _Frame:
    """Judge many offers for every firm of a table at once; columns as in ``judge_all``.

    A criterion that many offers state is worked out once and shared by them; so is the verdict of
    offers that demand the same.

    Args:
        offers: Offers by the name of their column.
        frame: One row a firm.
        context: What holds on the day.
    """
    import narwhals as nw  # noqa: PLC0415

    own = frame.collect_schema().names()
    columns = _Columns(own, context)
    judged = {name: columns.demands(offer) for name, offer in offers.items()}
    told = {}
    for number, parts in enumerate(dict.fromkeys(judged.values())):
        holds = columns.all([nw.col(part) for part in parts])
        said = nw.when(holds).then(nw.lit("met")).when(~holds).then(nw.lit("unmet"))
        told[parts] = f"_demands_{number}", said.otherwise(nw.lit("unknown"))
    shared = [expression.alias(name) for name, expression in columns.shared.values()]
    kept = [name for name in own if name not in judged]
    worked_out = frame.with_columns(*shared) if shared else frame
    worked_out = worked_out.with_columns(*(said.alias(name) for name, said in told.values()))
    return worked_out.select(*kept, *(nw.col(told[p][0]).alias(n) for n, p in judged.items()))


def verdict_codes(
    offers: Mapping[str, Offer], firms: "pd.DataFrame", context: EligibilityContext
) -> "Codes":
    """Judge many offers for every firm of a table in memory: the verdicts as small numbers.

    Many firms share the values that a criterion asks for. Each criterion is worked out for the
    distinct values alone, by the same expressions as ``judge_all_offers``, and handed back.

    Args:
        offers: Offers, in the order of the answer's columns.
        firms: One row a firm, columns as in ``judge_all``.
        context: What holds on the day.

    Returns:
        One row a firm, one column an offer: 0 unmet, 1 met, 2 unknown.
    """
    import numpy as np  # noqa: PLC0415

    in_words = np.array([0, 2, 1], dtype=np.uint8)
    columns = _Columns(list(firms.columns), context)
    judged = [columns.demands(offer) for offer in offers.values()]
    held = _answers(columns, firms)
    distinct: dict[tuple[str, ...], Codes] = {}
    for parts in dict.fromkeys(judged):
        said = np.full(len(firms), _YES_LAST, dtype=np.uint8)
        for part in parts:
            np.minimum(said, held[part], out=said)
        distinct[parts] = in_words[said]
    told = np.empty((len(judged), len(firms)), dtype=np.uint8)
    for column, parts in enumerate(judged):
        told[column] = distinct[parts]
    return told.T


def _answers(columns: "_Columns", firms: "pd.DataFrame") -> "dict[str, Codes]":
    """Work out each shared column: for the distinct values of its facts, then for every firm.

    Returns:
        By column, 0 for no, 1 for unknown, 2 for yes: Kleene's and is then the least of them.
    """
    import narwhals as nw  # noqa: PLC0415
    import pyarrow as pa  # noqa: PLC0415

    by_facts: dict[tuple[str, ...], list[tuple[str, nw.Expr]]] = {}
    for stated, named in columns.shared.items():
        by_facts.setdefault(columns.facts[stated], []).append(named)
    found: dict[str, Codes] = {}
    for facts, wanted in by_facts.items():
        rows, back = _distinct(firms, facts)
        table = pa.Table.from_pandas(rows.assign(_row=1), preserve_index=False)
        frame = nw.from_native(table, eager_only=True)
        said = frame.with_columns(*(expression.alias(name) for name, expression in wanted))
        for name, _ in wanted:
            yes = said[name].to_native().cast(pa.float32()).fill_null(0.5).to_numpy()
            found[name] = (yes * _YES_LAST).astype("uint8")[back]
    return found


def _distinct(firms: "pd.DataFrame", facts: tuple[str, ...]) -> "tuple[pd.DataFrame, Any]":
    """Give the distinct rows of some columns, and for each firm the number of its row."""
    import numpy as np  # noqa: PLC0415
    import pandas as pd  # noqa: PLC0415

    key = np.zeros(len(firms), dtype=np.int64)
    for fact in facts:
        cells = firms[fact].isna() if fact == "cvr" else firms[fact]  # the number says nothing
        codes, values = pd.factorize(cells, use_na_sentinel=False)
        key, _ = pd.factorize(key * len(values) + codes)
    first = np.empty(key.max(initial=-1) + 1, dtype=np.int64)
    first[key[::-1]] = np.arange(len(firms))[::-1]
    return firms.iloc[first][list(facts)], key


def _facts_asked(criterion: Criterion) -> tuple[str, ...]:
    """Name the columns a criterion reads."""
    match criterion:
        case AllOf() | AnyOf():
            return tuple({fact for part in criterion.parts for fact in _facts_asked(part)})
        case SizeClass():
            return ("employees", "turnover_dkk", "balance_dkk")
        case IsTrue(fact="has_cvr"):
            return ("has_cvr", "cvr")
        case _:
            return ("municipality_code",) if criterion.fact in _PLACES else (criterion.fact,)


def _judge_criteria(
    offer: Offer, firm: Firm, context: EligibilityContext
) -> tuple[list[Verdict], tuple[Finding, ...], list[str]]:
    verdicts: list[Verdict] = []
    findings: list[Finding] = []
    missing: list[str] = []
    if offer.area is not None and "national" not in offer.area:
        leaf = _area_leaf(offer, firm, context)
        verdicts.append(leaf.verdict)
        findings.append(_finding(leaf, "area", offer.source, leaf.stated))
        missing.extend([leaf.fact] if leaf.is_missing else [])
    for number, criterion in enumerate(offer.rules.criteria, start=1):
        verdict, leaves = _hold(criterion, firm, context)
        verdicts.append(verdict)
        key = f"{number}.{criterion.test}"
        source = criterion.source or offer.rules.source
        checked = criterion.checked or offer.rules.checked
        findings.extend(_finding(leaf, key, source, criterion, checked) for leaf in leaves)
        missing.extend(leaf.fact for leaf in leaves if leaf.is_missing)
    return verdicts, tuple(findings), missing


def _hold(
    criterion: Criterion, firm: Firm, context: EligibilityContext
) -> tuple[Verdict, tuple[_Leaf, ...]]:
    """Give a criterion's verdict and the leaves that decided it."""
    match criterion:
        case AllOf() | AnyOf():
            held = [_hold(part, firm, context) for part in criterion.parts]
            join = _all if isinstance(criterion, AllOf) else _any
        case SizeClass():
            held, join = _hold_size(criterion, firm, context), _all
        case _:
            leaf = _compare(criterion, firm, context)
            held, join = [(leaf.verdict, (leaf,))], _all
    if not _holds_on(context.on, criterion.valid_from, criterion.valid_to):
        leaves = tuple(_undecided(leaf) for _, part in held for leaf in part)
        return _UNKNOWN, leaves
    verdict = join([part for part, _ in held])
    return verdict, tuple(leaf for part, leaves in held if part is verdict for leaf in leaves)


def _settle(criterion: Criterion, firm: Firm, context: EligibilityContext) -> Verdict:
    """Give a criterion's verdict without its leaves."""
    if not _holds_on(context.on, criterion.valid_from, criterion.valid_to):
        return _UNKNOWN
    match criterion:
        case AllOf():
            return _all([_settle(part, firm, context) for part in criterion.parts])
        case AnyOf():
            return _any([_settle(part, firm, context) for part in criterion.parts])
        case SizeClass():
            held = _hold_size(criterion, firm, context)
            return _all([verdict for verdict, _ in held])
        case _:
            return _verdict(_observe(criterion, firm, context)[1])


def _hold_size(
    criterion: SizeClass, firm: Firm, context: EligibilityContext
) -> list[tuple[Verdict, tuple[_Leaf, ...]]]:
    """Headcount and (turnover or balance), each a leaf of its own."""
    ceilings = size_ceilings_dkk(criterion.at_most, context.constants)
    if ceilings is None or context.constants is None:
        return [(_UNKNOWN, ())]
    people, turnover, balance = ceilings
    words = say_size(people, turnover, balance, context.constants.eur_dkk)
    own = firm.employees, firm.turnover_dkk, firm.balance_dkk
    is_few = None if own[0] is None else own[0] < people
    sells_little = None if own[1] is None else own[1] <= turnover
    owns_little = None if own[2] is None else own[2] <= balance
    head = _sized(criterion, "employees", (own[0], is_few), words[0])
    money = (
        _sized(criterion, "turnover_dkk", (own[1], sells_little), words[1]),
        _sized(criterion, "balance_dkk", (own[2], owns_little), words[2]),
    )
    either = _any([leaf.verdict for leaf in money])
    return [
        (head.verdict, (head,)),
        (either, tuple(leaf for leaf in money if leaf.verdict is either)),
    ]


def _sized(
    criterion: SizeClass, fact: str, seen: tuple[float | None, bool | None], required: Pair
) -> _Leaf:
    value, holds = seen
    observed = None if value is None else plain_number(value)
    return _Leaf(fact, _verdict(holds), observed, required, criterion, is_missing=value is None)


def _compare(criterion: _Simple, firm: Firm, context: EligibilityContext) -> _Leaf:
    """Hold a criterion over one fact against the firm."""
    observed, holds = _observe(criterion, firm, context)
    fact = "municipality_code" if criterion.fact in _PLACES else criterion.fact
    is_missing = holds is None and _is_missing(fact, firm)
    return _Leaf(fact, _verdict(holds), observed, say_leaf(criterion), criterion, is_missing)


def _observe(
    criterion: _Simple, firm: Firm, context: EligibilityContext
) -> tuple[str | None, bool | None]:
    """What the firm shows, and whether that passes; None: not known."""
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
                lambda held: _is_among(criterion.fact, held, criterion.values) is wants,
            )
        case IsTrue():
            answer = _truth(criterion.fact, firm)
            return _seen(answer, _say_truth, lambda said: said is criterion.wanted)
        case AgeBetween():
            return _seen(firm.founded, date.isoformat, lambda day: _age(criterion, day, context.on))
        case DesignatedCluster():
            held = firm.positions
            return _seen(held, ";".join, lambda ids: any(p in context.clusters_of for p in ids))
        case _:
            assert_never(criterion)


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
    match fact:
        case "positions":
            return firm.positions
        case "nuts3_code":
            code = context.nuts3_of.get(firm.municipality_code or "")
        case "region_code":
            code = context.region_of.get(firm.municipality_code or "")
        case _:
            code = getattr(firm, fact)
    return None if code is None else (code,)


def _is_among(fact: str, values: Iterable[str], wanted: Collection[str]) -> bool:
    if fact == "industry_code":
        return any(value.startswith(tuple(wanted)) for value in values)
    if fact == "legal_form":
        folded = {word.casefold() for word in wanted}
        return any(value.casefold() in folded for value in values)
    return any(value in wanted for value in values)


def _lies_in(value: float, criterion: Between) -> bool:
    low, high = criterion.at_least, criterion.at_most
    return (low is None or value >= low) and (high is None or value <= high)


def _age(criterion: AgeBetween, founded: date, on: date) -> bool | None:
    """Judge an age; a firm that is to be founded after the day has none yet."""
    if founded > on:
        return None
    low, high = criterion.at_least_years, criterion.at_most_years
    is_old_enough = low is None or anniversary(founded, low) <= on
    return is_old_enough and (high is None or on <= anniversary(founded, high))


def _in_area(code: str | None, area: Collection[str], context: EligibilityContext) -> Verdict:
    if code is None:
        return _UNKNOWN
    if code in area:
        return _MET
    if not context.region_of:
        return _UNMET
    region = context.region_of.get(code)
    return _UNKNOWN if region is None else _verdict(region in area)


def _area_leaf(offer: Offer, firm: Firm, context: EligibilityContext) -> _Leaf:
    area = offer.area or ()
    stated = OneOf(fact="municipality_code", values=area or ("national",))
    verdict = _in_area(firm.municipality_code, area, context)
    return _Leaf(
        "municipality_code",
        verdict,
        firm.municipality_code,
        say_area(area),
        stated,
        is_missing=firm.municipality_code is None,
    )


def _undecided(leaf: _Leaf) -> _Leaf:
    return _Leaf(leaf.fact, _UNKNOWN, leaf.observed, leaf.required, leaf.stated, is_missing=False)


def _finding(
    leaf: _Leaf, key: str, source: str, criterion: Criterion, checked: date | None = None
) -> Finding:
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


def _finding_of_opening(
    offer: Offer,
    is_open: bool | None,  # noqa: FBT001 - an answer, not a switch
    context: EligibilityContext,
) -> Finding:
    required = say_opening(offer.rules.opening)
    verdict = _verdict(is_open)
    return Finding(
        criterion="open",
        fact="open",
        observed=context.on.isoformat(),
        required=required.da,
        required_en=required.en,
        verdict=verdict,
        source=offer.rules.source,
        checked=offer.rules.checked,
    )


def _asked_for_opening(offer: Offer, firm: Firm) -> str:
    """Where a window is for one area the firm can tell; else only the provider can."""
    is_for_an_area = any(period.area for period in offer.rules.opening.periods)
    is_place_missing = firm.municipality_code is None
    return "municipality_code" if is_for_an_area and is_place_missing else "open"


def _cannot_be_judged(offer: Offer, context: EligibilityContext) -> Judgement:
    return Judgement(
        offer_id=offer.offer_id,
        on=context.on,
        is_open=None,
        verdict=_UNKNOWN,
        findings=(),
        facts_to_ask=(),
        problem=offer.rules.problem,
    )


def _verdict(holds: bool | None) -> Verdict:  # noqa: FBT001
    return _UNKNOWN if holds is None else _MET if holds else _UNMET


def _all(verdicts: Iterable[Verdict]) -> Verdict:
    """Kleene's and: one unmet rules out, else one unknown leaves open."""
    seen = set(verdicts)
    return _UNMET if _UNMET in seen else _UNKNOWN if _UNKNOWN in seen else _MET


def _any(verdicts: Iterable[Verdict]) -> Verdict:
    """Kleene's or: one met is enough, else one unknown leaves open."""
    seen = set(verdicts)
    return _MET if _MET in seen else _UNKNOWN if _UNKNOWN in seen else _UNMET


def _holds_on(on: date, first: date | None, last: date | None) -> bool:
    return (first is None or first <= on) and (last is None or on <= last)


def _designated(table: "pd.DataFrame | None", on: date) -> dict[str, tuple[str, ...]]:
    if table is None:
        return {}
    rows = _on_day(table, on)
    rows = rows[rows["role"] == PositionRole.DESIGNATED_CLUSTER]
    found: dict[str, tuple[str, ...]] = {}
    for position_id, actor_id in zip(rows["position_id"], rows["actor_id"], strict=True):
        found[position_id] = (*found.get(position_id, ()), actor_id)
    return found


def _pairs(table: "pd.DataFrame | None", key: str, value: str, on: date) -> dict[str, str]:
    if table is None:
        return {}
    rows = _on_day(table, on).dropna(subset=[value])
    return dict(zip(rows[key], rows[value], strict=True))


def _on_day(table: "pd.DataFrame", on: date) -> "pd.DataFrame":
    """Rows that hold on a day; an empty date is an open end."""
    import pandas as pd  # noqa: PLC0415

    day = pd.Timestamp(on)
    if "valid_from" in table:
        table = table[~(table["valid_from"] > day)]
    if "valid_to" in table:
        table = table[~(table["valid_to"] < day)]
    return table


def _first_founding_day(on: date, years: float) -> date:
    """The earliest foundation of a firm that is at most so old on the day."""
    day = on.toordinal() - round(years * 365.25) - 3
    while anniversary(date.fromordinal(day), years) < on:
        day += 1
    return date.fromordinal(day)


def _last_founding_day(on: date, years: float) -> date:
    """The latest foundation of a firm that is at least so old on the day."""
    day = on.toordinal() - round(years * 365.25) + 3
    while anniversary(date.fromordinal(day), years) > on:
        day -= 1
    return date.fromordinal(day)


class _Columns:
    """The second evaluator: criteria as narwhals expressions over columns of facts.

    Each expression is true, false or null, and null means unknown; ``and`` and ``or`` over
    nulls are Kleene's on every engine behind narwhals.
    """

    def __init__(self, columns: Collection[str], context: EligibilityContext) -> None:
        import narwhals as nw  # noqa: PLC0415

        self.nw = nw
        self.columns = frozenset(columns)
        self.context = context
        self.shared: dict[str, tuple[str, nw.Expr]] = {}
        """Criteria worked out once: by what they state, the column and its expression."""
        self.facts: dict[str, tuple[str, ...]] = {}
        """By what they state, the columns they read."""

    def demands(self, offer: Offer) -> tuple[str, ...]:
        """Names of the columns that must all hold: criteria, area, aid rules and opening."""
        if offer.rules.problem is not None:
            return (self.shared_as("unknown", self.unknown, ()),)
        parts = [self.share(criterion) for criterion in offer.rules.criteria]
        if offer.area is not None and "national" not in offer.area:
            area = OneOf(fact="municipality_code", values=offer.area)
            inside = lambda: self.in_area(offer.area or ())  # noqa: E731 - asked for when new
            parts.append(self.shared_as(f"area:{area}", inside, _facts_asked(area)))
        if aid_note(offer, self.context) is not None:
            parts.append(self.shared_as("unknown", self.unknown, ()))
        if opening_on(offer, Firm(), self.context) is not True:
            stated = f"opening:{offer.rules.opening}:{offer.open_from}:{offer.open_until}"
            opening = lambda: self.opening(offer)  # noqa: E731 - asked for when new
            parts.append(self.shared_as(stated, opening, ("municipality_code",)))
        return tuple(sorted(set(parts)))

    def share(self, criterion: Criterion) -> str:
        """A criterion as a column of its own, worked out once for all that state it."""
        bare = criterion.model_copy(update=_UNSAID)
        stated, facts = f"{criterion.test}:{bare}", _facts_asked(criterion)
        return self.shared_as(stated, lambda: self.hold(criterion), facts)

    def shared_as(self, stated: str, make: "Callable[[], nw.Expr]", facts: tuple[str, ...]) -> str:
        """The name of the column of what is stated, made when it is first asked for."""
        if stated not in self.shared:
            self.shared[stated] = (f"_criterion_{len(self.shared)}", make())
            self.facts[stated] = tuple(sorted(set(facts) & self.columns))
        return self.shared[stated][0]

    def hold(self, criterion: Criterion) -> "nw.Expr":  # noqa: C901, PLR0911 - one case a kind
        """A criterion; outside its days it is unknown."""
        if not _holds_on(self.context.on, criterion.valid_from, criterion.valid_to):
            return self.unknown()
        match criterion:
            case AllOf():
                return self.all([self.hold(part) for part in criterion.parts])
            case AnyOf():
                return self.any([self.hold(part) for part in criterion.parts])
            case SizeClass():
                return self.size(criterion)
            case Between():
                return self.between(criterion)
            case OneOf():
                return self.among(criterion.fact, criterion.values)
            case NoneOf():
                return ~self.among(criterion.fact, criterion.values)
            case IsTrue():
                fact = self.truth(criterion.fact)
                return fact if criterion.wanted else ~fact
            case AgeBetween():
                return self.age(criterion)
            case DesignatedCluster():
                return self.among("positions", tuple(self.context.clusters_of))
            case _:
                assert_never(criterion)

    def opening(self, offer: Offer) -> "nw.Expr":
        """Whether the offer is open: the same for all, but for windows of one area."""
        elsewhere = opening_on(offer, Firm(), self.context)
        opening, on = offer.rules.opening, self.context.on
        areas = [p.area for p in opening.periods if _holds_on(on, p.first, p.last)]
        if elsewhere is not None or not areas or not all(areas):
            return self.constant(elsewhere)
        inside = self.any([self.in_area(area) for area in areas])
        return inside if opening.is_known else self.nw.when(~inside).then(self.constant(False))  # noqa: FBT003

    def size(self, criterion: SizeClass) -> "nw.Expr":
        """Headcount and (turnover or balance)."""
        ceilings = size_ceilings_dkk(criterion.at_most, self.context.constants)
        if ceilings is None:
            return self.unknown()
        people, turnover, balance = ceilings
        head = self.where("employees", lambda count: count < people)
        money = [
            self.where("turnover_dkk", lambda amount: amount <= turnover),
            self.where("balance_dkk", lambda amount: amount <= balance),
        ]
        return self.all([head, self.any(money)])

    def between(self, criterion: Between) -> "nw.Expr":
        """A number in a closed range."""
        low, high = criterion.at_least, criterion.at_most
        ends = []
        if low is not None:
            ends.append(self.where(criterion.fact, lambda value: value >= low))
        if high is not None:
            ends.append(self.where(criterion.fact, lambda value: value <= high))
        return self.all(ends)

    def age(self, criterion: AgeBetween) -> "nw.Expr":
        """The age, by the first and last founding day that pass."""
        if "founded" not in self.columns:
            return self.unknown()
        founded = self.nw.col("founded").cast(self.nw.Date)
        on, low, high = self.context.on, criterion.at_least_years, criterion.at_most_years
        ends = []
        if low is not None:
            ends.append(founded <= _last_founding_day(on, low))
        if high is not None:
            ends.append(founded >= _first_founding_day(on, high))
        return self.nw.when(founded <= on).then(self.all(ends))

    def among(self, fact: str, wanted: Collection[str]) -> "nw.Expr":
        """A code among the wanted ones; industries by prefix."""
        if fact in _PLACES:
            of = self.context.nuts3_of if fact == "nuts3_code" else self.context.region_of
            return self.one_of("municipality_code", [c for c, v in of.items() if v in wanted], of)
        if fact not in self.columns:
            return self.unknown()
        column = self.nw.col(fact)
        if fact == "positions" and wanted:
            marked = self.nw.concat_str([self.nw.lit(";"), column, self.nw.lit(";")])
            return self.any([marked.str.contains(f";{w};", literal=True) for w in wanted])
        if fact == "industry_code":
            return self.any([column.str.starts_with(prefix) for prefix in wanted])
        if fact == "legal_form":
            column = column.str.to_lowercase()
            wanted = [word.casefold() for word in wanted]
        return self.matches(column, list(wanted))

    def in_area(self, area: Collection[str]) -> "nw.Expr":
        """The firm's municipality, or its region on the day, is one of the area."""
        of = self.context.region_of
        if "municipality_code" not in self.columns:
            return self.unknown()
        if not of:
            return self.matches(self.nw.col("municipality_code"), list(area))
        codes = [*area, *(code for code, region in of.items() if region in area)]
        return self.one_of("municipality_code", codes, {*area, *of})

    def one_of(self, column: str, codes: list[str], known: Collection[str]) -> "nw.Expr":
        """A code that is in a list; a code that the register does not know is unknown."""
        if column not in self.columns or not known:
            return self.unknown()
        code = self.nw.col(column)
        inside = code.is_in(codes) if codes else self.constant(False)  # noqa: FBT003
        return self.nw.when(code.is_in(list(known))).then(inside)

    def matches(self, column: "nw.Expr", wanted: list[str]) -> "nw.Expr":
        """A cell equals one of the wanted; an empty one is unknown."""
        if not wanted:
            return self.nw.when(~column.is_null()).then(self.nw.lit(value=False))
        return self.nw.when(~column.is_null()).then(column.is_in(wanted))

    def truth(self, fact: str) -> "nw.Expr":
        """A yes-or-no fact; a CVR number is a yes to having one."""
        given = self.nw.col(fact) if fact in self.columns else self.unknown()
        if fact != "has_cvr" or "cvr" not in self.columns:
            return given
        numbered = self.nw.when(~self.nw.col("cvr").is_null()).then(self.constant(True))  # noqa: FBT003
        if fact not in self.columns:
            return numbered
        return self.nw.when(given.is_null()).then(numbered).otherwise(given)

    def where(self, fact: str, holds: "Callable[[nw.Expr], nw.Expr]") -> "nw.Expr":
        """A comparison with a column, or unknown for all when the table has none."""
        return holds(self.nw.col(fact)) if fact in self.columns else self.unknown()

    def all(self, parts: "list[nw.Expr]") -> "nw.Expr":
        """Kleene's and."""
        return self.nw.all_horizontal(*parts, ignore_nulls=False) if parts else self.constant(True)  # noqa: FBT003

    def any(self, parts: "list[nw.Expr]") -> "nw.Expr":
        """Kleene's or."""
        return self.nw.any_horizontal(*parts, ignore_nulls=False)

    def constant(self, value: bool | None) -> "nw.Expr":  # noqa: FBT001
        """The same for every firm."""
        return self.unknown() if value is None else self.nw.lit(value=value)

    def unknown(self) -> "nw.Expr":
        """Unknown for every firm."""
        return self.nw.lit(None, dtype=self.nw.Boolean)
