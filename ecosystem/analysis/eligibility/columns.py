"""Write what offers demand as expressions over the columns of a table of firms.

This is the second evaluator: it gives verdicts without reasons, on every engine that narwhals
writes for, and a property test holds it equal to the first.
"""

from collections.abc import Callable, Collection
from functools import partial
from typing import TYPE_CHECKING, Final, assert_never

from ecosystem.analysis.eligibility.ages import first_founding_day, last_founding_day
from ecosystem.analysis.eligibility.context import (
    PLACES,
    EligibilityContext,
    asked_of,
    holds_on,
    place_codes,
)
from ecosystem.analysis.eligibility.criteria import can_be_judged
from ecosystem.analysis.eligibility.opening import (
    limited_to,
    names_municipalities,
    stated_opening,
)
from ecosystem.analysis.eligibility.sizes import size_ceilings_dkk
from ecosystem.analysis.eligibility.state_aid import aid_note
from ecosystem.analysis.eligibility.states import has_requirements
from ecosystem.model.firms import LIST_OF, Firm
from ecosystem.model.offers import (
    AgeBetween,
    AllOf,
    AnyOf,
    Between,
    Criterion,
    DesignatedCluster,
    IsTrue,
    MustAsk,
    NoneOf,
    Offer,
    OneOf,
    SizeClass,
)

if TYPE_CHECKING:
    import narwhals as nw

_UNSAID: Final = {
    "source": None,
    "checked": None,
    "note_da": None,
    "note_en": None,
}
"""What is said of a criterion beside what it demands."""


def _facts_asked(criterion: Criterion) -> tuple[str, ...]:
    """List the columns a criterion reads."""
    match criterion:
        case AllOf() | AnyOf():
            return tuple({fact for part in criterion.parts for fact in _facts_asked(part)})
        case SizeClass():
            return ("employees", "turnover_dkk", "balance_dkk")
        case IsTrue(fact="has_cvr") | MustAsk(fact="has_cvr"):
            return ("has_cvr", "cvr")
        case AgeBetween():
            return ("founded", "has_cvr", "cvr")
        case MustAsk(fact="themes"):
            return ("themes", "positions")
        case _:
            return (asked_of(criterion.fact),)


class Columns:
    """Criteria as narwhals expressions over columns of facts.

    Each expression is true, false or null, and null means unknown; ``and`` and ``or`` over
    nulls are Kleene's on every engine behind narwhals.
    """

    def __init__(self, columns: Collection[str], context: EligibilityContext) -> None:
        import narwhals as nw

        self.nw = nw
        self.columns = frozenset(columns)
        self.context = context
        self.shared: dict[str, tuple[str, nw.Expr]] = {}
        """Criteria worked out once: by what they state, the column and its expression."""
        self.facts: dict[str, tuple[str, ...]] = {}
        """By what they state, the columns they read."""

    def demands(self, offer: Offer) -> tuple[str, ...]:
        """List the columns that must all hold: criteria, area, aid rules and opening."""
        if offer.rules.problem is not None:
            return (self.shared_as("unknown", self.unknown, ()),)
        if not has_requirements(offer):
            parts = [self.shared_as("unknown", self.unknown, ())]
        else:
            parts = [self.share(criterion) for criterion in offer.rules.criteria]
        parts += [self.share_confirmed(condition) for condition in offer.rules.to_confirm]
        area = limited_to(offer)
        if area is not None:
            inside = partial(self.in_area, area)
            parts.append(self.shared_as(f"area:{area}", inside, ("municipality_code",)))
        if aid_note(offer, self.context) is not None:
            parts.append(self.shared_as("unknown", self.unknown, ()))
        if stated_opening(offer, Firm(), self.context) is not True:
            stated = f"opening:{offer.rules.opening}:{offer.open_from}:{offer.open_until}"
            opening = partial(self.opening, offer)
            parts.append(self.shared_as(stated, opening, ("municipality_code",)))
        return tuple(sorted(set(parts)))

    def share(self, criterion: Criterion) -> str:
        """A criterion as a column of its own, worked out once for all that state it."""
        bare = criterion.model_copy(update=_UNSAID)
        stated, facts = f"{criterion.test}:{bare}", _facts_asked(criterion)
        return self.shared_as(stated, partial(self.hold, criterion), facts)

    def share_confirmed(self, condition: Criterion) -> str:
        """A condition to be confirmed: it holds unless the firm has told that it fails."""
        bare = condition.model_copy(update=_UNSAID)
        unless_told = partial(self.hold, condition)
        return self.shared_as(
            f"confirmed:{bare}",
            lambda: unless_told().fill_null(value=True),
            _facts_asked(condition),
        )

    def shared_as(self, stated: str, make: "Callable[[], nw.Expr]", facts: tuple[str, ...]) -> str:
        """The name of the column of what is stated, made when it is first asked for."""
        if stated not in self.shared:
            self.shared[stated] = (f"_criterion_{len(self.shared)}", make())
            self.facts[stated] = tuple(sorted(set(facts) & self.columns))
        return self.shared[stated][0]

    def hold(self, criterion: Criterion) -> "nw.Expr":  # noqa: C901, PLR0911 - one case a kind
        """A criterion; outside its days, or where its sources do not agree, it is unknown."""
        if not can_be_judged(criterion, self.context):
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
                return self.answer(criterion.fact, criterion.wanted)
            case MustAsk():
                return self.must_ask(criterion)
            case AgeBetween():
                return self.age(criterion)
            case DesignatedCluster():
                clusters = self.context.clusters_of
                return self.unknown() if clusters is None else self.among("positions", clusters)
            case _:
                assert_never(criterion)

    def opening(self, offer: Offer) -> "nw.Expr":
        """Return whether the offer is open: the same for all, but for windows of one area."""
        elsewhere = stated_opening(offer, Firm(), self.context)
        opening, on = offer.rules.opening, self.context.on
        areas = [p.area for p in opening.periods if holds_on(on, p.first, p.last)]
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

    def must_ask(self, criterion: MustAsk) -> "nw.Expr":
        """An answer, or for themes that nobody has told a position that stands in for them."""
        if criterion.fact in LIST_OF:
            is_among = self.among(criterion.fact, criterion.values)
            return self.unless_told(criterion, is_among) if criterion.position_ids else is_among
        if (criterion.at_least, criterion.at_most) != (None, None):
            return self.between(criterion)
        return self.answer(criterion.fact, criterion.wanted)

    def unless_told(self, criterion: MustAsk, is_among: "nw.Expr") -> "nw.Expr":
        """Met by position where the fact is not told."""
        fits = self.among("positions", criterion.position_ids)
        presumed = self.nw.when(fits).then(self.constant(True))  # noqa: FBT003
        if criterion.fact not in self.columns:
            return presumed
        is_untold = self.nw.col(criterion.fact).is_null()
        return self.nw.when(is_untold).then(presumed).otherwise(is_among)

    def between(self, criterion: Between | MustAsk) -> "nw.Expr":
        """A number in a closed range."""
        low, high = criterion.at_least, criterion.at_most
        ends = []
        if low is not None:
            ends.append(self.where(criterion.fact, lambda value: value >= low))
        if high is not None:
            ends.append(self.where(criterion.fact, lambda value: value <= high))
        return self.all(ends)

    def age(self, criterion: AgeBetween) -> "nw.Expr":
        """The age, by the first and last founding day that pass; without a CVR number, none."""
        is_new = ~self.truth("has_cvr") if criterion.at_least_years is None else self.unknown()
        unfounded = self.nw.when(is_new).then(self.constant(True))  # noqa: FBT003
        if "founded" not in self.columns:
            return unfounded
        founded = self.nw.col("founded").cast(self.nw.Date)
        on, low, high = self.context.on, criterion.at_least_years, criterion.at_most_years
        ends = []
        if low is not None:
            ends.append(founded <= last_founding_day(on, low))
        if high is not None:
            ends.append(founded >= first_founding_day(on, high))
        of_age = self.nw.when(founded <= on).then(self.all(ends))
        return self.nw.when(founded.is_null()).then(unfounded).otherwise(of_age)

    def among(self, fact: str, codes: Collection[str]) -> "nw.Expr":
        """A code among the wanted ones; industries by prefix."""
        if fact in PLACES:
            of = place_codes(fact, self.context)
            return self.one_of("municipality_code", [c for c, v in of.items() if v in codes], of)
        if fact not in self.columns:
            return self.unknown()
        column = self.nw.col(fact)
        if (fact == "positions" or fact in LIST_OF) and codes:
            marked = self.nw.concat_str([self.nw.lit(";"), column, self.nw.lit(";")])
            return self.any([marked.str.contains(f";{w};", literal=True) for w in codes])
        if fact == "industry_code":
            return self.any([column.str.starts_with(prefix) for prefix in codes])
        if fact == "legal_form":
            column = column.str.to_lowercase()
            codes = [word.casefold() for word in codes]
        return self.matches(column, list(codes))

    def in_area(self, area: Collection[str]) -> "nw.Expr":
        """The firm's municipality, or its region on the day, is one of the area."""
        of = self.context.region_of
        if "municipality_code" not in self.columns:
            return self.unknown()
        if not of and names_municipalities(area, self.context):
            return self.matches(self.nw.col("municipality_code"), list(area))
        if not of:
            inside = self.nw.col("municipality_code").is_in(list(area))
            return self.nw.when(inside).then(self.constant(True))  # noqa: FBT003
        codes = [*area, *(code for code, region in of.items() if region in area)]
        return self.one_of("municipality_code", codes, {*area, *of})

    def one_of(self, column: str, codes: list[str], recorded: Collection[str]) -> "nw.Expr":
        """A code that is in a list; a code that the register does not know is unknown."""
        if column not in self.columns or not recorded:
            return self.unknown()
        code = self.nw.col(column)
        inside = code.is_in(codes) if codes else self.constant(False)  # noqa: FBT003
        return self.nw.when(code.is_in(list(recorded))).then(inside)

    def matches(self, column: "nw.Expr", texts: list[str]) -> "nw.Expr":
        """A cell equals one of the wanted; an empty one is unknown."""
        if not texts:
            return self.nw.when(~column.is_null()).then(self.nw.lit(value=False))
        return self.nw.when(~column.is_null()).then(column.is_in(texts))

    def answer(self, fact: str, passes: bool) -> "nw.Expr":  # noqa: FBT001 - the answer itself
        """A yes-or-no fact has the wanted answer."""
        truth = self.truth(fact)
        return truth if passes else ~truth

    def truth(self, fact: str) -> "nw.Expr":
        """A yes-or-no fact; a CVR number is a yes to having one."""
        answer = self.nw.col(fact) if fact in self.columns else self.unknown()
        if fact != "has_cvr" or "cvr" not in self.columns:
            return answer
        numbered = self.nw.when(~self.nw.col("cvr").is_null()).then(self.constant(True))  # noqa: FBT003
        if fact not in self.columns:
            return numbered
        return self.nw.when(answer.is_null()).then(numbered).otherwise(answer)

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
