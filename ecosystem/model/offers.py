"""An offer (a scheme or an actor's service) and its criteria, as data.

A criterion is a small tree: kinds of test over one fact each, and ways to join them. Code
knows the kinds; every number stands in ``data/rules/<offer_id>.yaml`` with the page that states
it. A deciding condition that stands only in words is a ``must_ask``: unknown until the firm has
been asked. What decides nothing is kept as words to check, never as a test that silently passes
or fails.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Final, Literal, get_args

from pydantic import Field, model_validator

from ecosystem.model.consortia import ConsortiumRules
from ecosystem.model.firms import (
    LIST_OF,
    CodedFact,
    ListedFact,
    MeasuredFact,
    TruthFact,
)
from ecosystem.model.fit import OfferFit
from ecosystem.model.records import StrictRecord
from ecosystem.model.shelf_lives import ShelfLives
from ecosystem.model.vocabulary import Channel, OfferKind, SourceConfidence
from ecosystem.model.ways import Ways
from ecosystem.model.weights import ReferralWeights, Synonyms

SCHEME_PREFIX: Final = "scheme:"
"""Ids of schemes that are known by a list of participants alone begin with it: closed on any day,
answering no need, so that nobody is ever referred to them."""
_COLON: Final = "+"
"""Stands for a colon in the name of a rule file: a colon is no letter of a name on Windows."""


def rule_file_of(offer_id: str) -> str:
    """Return the name of an offer's rule file below its register.

    Examples:
        >>> rule_file_of("innobooster"), rule_file_of("scheme:nordpuljen")
        ('rules/innobooster.yaml', 'rules/scheme+nordpuljen.yaml')
    """
    return f"rules/{offer_id.replace(':', _COLON)}.yaml"


def offer_of_rule_file(stem: str) -> str:
    """Return the offer that a rule file is named after, by the name without its ending.

    Examples:
        >>> offer_of_rule_file("scheme+nordpuljen")
        'scheme:nordpuljen'
    """
    return stem.replace(_COLON, ":")


class _Stated(StrictRecord):
    """What every criterion may say of itself; a leaf without a source has its parent's."""

    source: str | None = Field(default=None, description="Page that states the criterion.")
    checked: date | None = Field(default=None, description="Day somebody last read the page.")
    valid_from: date | None = Field(default=None, description="First day the criterion holds.")
    valid_to: date | None = Field(default=None, description="Last day the criterion holds.")
    is_settled: bool = Field(
        default=True,
        description="False when sources contradict each other or none states it plainly: unknown, "
        "whatever the firm shows.",
    )
    note_da: str | None = Field(default=None, description="What a reader has to know, Danish.")
    note_en: str | None = Field(default=None, description="The same, English.")


class Between(_Stated):
    """A measured fact lies in a closed range; a missing end is open."""

    test: Literal["between"] = "between"
    fact: MeasuredFact
    at_least: float | None = None
    at_most: float | None = None

    @model_validator(mode="after")
    def _has_an_end(self) -> "Between":
        if self.at_least is None and self.at_most is None:
            message = "between needs at_least or at_most"
            raise ValueError(message)
        if None not in (self.at_least, self.at_most) and self.at_least > self.at_most:  # type: ignore[operator]
            message = "at_least is larger than at_most"
            raise ValueError(message)
        return self


class OneOf(_Stated):
    """A coded fact begins with one of the values (industries by prefix, others whole)."""

    test: Literal["one_of"] = "one_of"
    fact: CodedFact | Literal["positions", "nuts3_code", "region_code"]
    values: tuple[str, ...] = Field(min_length=1)


class NoneOf(_Stated):
    """A coded fact is none of the values."""

    test: Literal["none_of"] = "none_of"
    fact: CodedFact | Literal["positions", "nuts3_code", "region_code"]
    values: tuple[str, ...] = Field(min_length=1)


class IsTrue(_Stated):
    """A yes-or-no fact has the wanted answer."""

    test: Literal["is_true"] = "is_true"
    fact: TruthFact
    wanted: bool = True


class AgeBetween(_Stated):
    """The firm's age on the day, in years to the day, lies in a closed range.

    A limit of three years is passed on the day after the third birthday. A firm that is known to
    have no CVR number and whose foundation nobody has told is not founded yet: no older than any
    limit.
    """

    test: Literal["age_between"] = "age_between"
    fact: Literal["founded"] = "founded"
    at_least_years: float | None = None
    at_most_years: float | None = None


class SizeClass(_Stated):
    """The firm is at most of a size class of Recommendation 2003/361/EC.

    Headcount **and** (turnover **or** balance) must lie under the ceilings, which are stated in
    EUR in ``data/rules/_constants.yaml`` and judged in DKK at the stated rate, on the firm's
    own figures. Partner and linked firms are shown beside it as a point to confirm.
    """

    test: Literal["size_class"] = "size_class"
    at_most: Literal["micro", "small", "medium"]


class DesignatedCluster(_Stated):
    """At least one of the firm's positions has a designated cluster on the day."""

    test: Literal["designated_cluster"] = "designated_cluster"
    fact: Literal["positions"] = "positions"


class MustAsk(_Stated):
    """A condition in words: unknown until the firm tells the fact behind it, then met or unmet.

    Of ``themes`` a firm that has told none is taken to meet it by a strength position whose
    projects fit (``position_ids``); a firm of no such position stays unknown.
    """

    test: Literal["must_ask"] = "must_ask"
    fact: TruthFact | MeasuredFact | ListedFact
    wanted: bool = Field(default=True, description="The answer wanted of a yes-or-no fact.")
    at_least: float | None = None
    at_most: float | None = None
    values: tuple[str, ...] = Field(
        default=(), description="Of a listed fact: one of these is enough."
    )
    position_ids: tuple[str, ...] = Field(
        default=(), description="Of themes: positions that count while nobody has told."
    )
    text_da: str = Field(min_length=1, description="The condition in the source's sense, Danish.")
    text_en: str = Field(min_length=1, description="The same, English.")

    @model_validator(mode="after")
    def _says_what_is_wanted(self) -> "MustAsk":
        faults = list(self._faults())
        if faults:
            message = "; ".join(faults)
            raise ValueError(message)
        return self

    def _faults(self) -> Iterator[str]:
        has_end = (self.at_least, self.at_most) != (None, None)
        is_measured = self.fact in get_args(MeasuredFact)
        if is_measured != has_end:
            yield f"{self.fact} {'needs' if is_measured else 'takes no'} at_least or at_most"
        choices = next((kind for fact, kind in LIST_OF.items() if fact == self.fact), None)
        if bool(self.values) != (choices is not None):
            yield f"{self.fact} {'takes no' if choices is None else 'needs'} values"
        elif choices is not None:
            words = [choice.value for choice in choices]
            if wrong := set(self.values).difference(words):
                yield f"{', '.join(sorted(wrong))}: not among {', '.join(words)}"
        if self.position_ids and self.fact != "themes":
            yield f"{self.fact} takes no position_ids"


class AllOf(_Stated):
    """Every part is met."""

    test: Literal["all_of"] = "all_of"
    parts: tuple["Criterion", ...] = Field(min_length=1)


class AnyOf(_Stated):
    """At least one part is met."""

    test: Literal["any_of"] = "any_of"
    parts: tuple["Criterion", ...] = Field(min_length=1)


Criterion = Annotated[
    Between
    | OneOf
    | NoneOf
    | IsTrue
    | AgeBetween
    | SizeClass
    | DesignatedCluster
    | MustAsk
    | AllOf
    | AnyOf,
    Field(discriminator="test"),
]


class ToCheck(StrictRecord):
    """A condition the source states but no test can judge; the adviser checks it."""

    text_da: str
    text_en: str
    source: str | None = None
    about: Literal[
        "sector", "target_group", "cooperation", "place", "finance", "timing", "other"
    ] = "other"


class OpenPeriod(StrictRecord):
    """When the offer can be used, as far as the source tells."""

    first: date | None = None
    last: date | None = None
    area: tuple[str, ...] = Field(
        default=(), description="Region or municipality codes it is for; empty: the whole country."
    )
    is_programme: bool = Field(
        default=False,
        description="The years a programme runs, within which it is applied for in rounds; such a "
        "period tells of no round.",
    )


class Opening(StrictRecord):
    """Whether an offer is open on a day.

    ``periods`` are stated windows: on a day outside all of them the offer is closed.
    ``is_known`` false says that the source does not tell (a yearly call, a round): on any day
    inside the periods the answer is unknown, and the provider can tell. ``deadlines`` are days
    on which applications are collected. ``is_ended`` says that the offer has come to an end
    on a day that no source tells: closed on any day. ``seen_year`` is the last year for which a
    source told whether it is open; where that is longer ago than such a row tells, it is unknown.
    """

    periods: tuple[OpenPeriod, ...] = ()
    is_known: bool = True
    is_ended: bool = False
    deadlines: tuple[date, ...] = ()
    in_rounds: bool = Field(
        default=False,
        description="Applied for in calls, windows or pools; days the source tells are deadlines.",
    )
    seen_year: int | None = Field(
        default=None, ge=1990, le=2100, description="Last year a source showed the offer's state."
    )
    text_da: str | None = None
    text_en: str | None = None


class Rules(StrictRecord):
    """One rule file: what an offer demands, and since when its words were checked."""

    offer_id: str = Field(
        pattern=r"^[a-z0-9][a-z0-9_.:-]*$",
        description="The offer; also the name of the file, with + for a colon.",
    )
    source: str = Field(description="Page the rules were read from.")
    checked: date | None = Field(default=None, description="Day somebody last read the page.")
    confidence: SourceConfidence | None = Field(
        default=None, description="How sure the source is: high, medium or low."
    )
    rules_year: str | None = Field(default=None, description="Year or years the rules are of.")
    state_aid: tuple[str, ...] = Field(
        default=(), description="Aid rule sets it rests on, keys of _constants.yaml."
    )
    instrument: str | None = Field(
        default=None, description="What is given, such as grant, loan, voucher or advice."
    )
    described_position_ids: tuple[str, ...] = Field(
        default=(),
        description="Fields the source describes in words; used in referrals, never as a test.",
    )
    theme_position_ids: tuple[str, ...] = Field(
        default=(),
        description="Fields whose projects fit the themes the source names; they count for the "
        "order of referrals and rule nobody out.",
    )
    described_groups: tuple[str, ...] = Field(
        default=(),
        description="Groups of municipalities the source's words point to; used in referrals, "
        "never as a test.",
    )
    described_stage: Literal["start_up"] | None = Field(
        default=None,
        description="Stage of a firm the source describes in words; used in referrals, never as "
        "a test.",
    )
    delivered_by: (
        Literal["designated_cluster", "local_hub", "own_municipality", "every_municipality"] | None
    ) = Field(default=None, description="Who carries it out, when that depends on the firm.")
    target_group_da: str | None = Field(default=None, description="Whom it is for, Danish.")
    target_group_en: str | None = Field(default=None, description="Whom it is for, English.")
    is_for_everybody: bool = Field(
        default=False,
        description="The source says that every firm may use it; its words stand as the target "
        "group.",
    )
    applied_by: Literal["firm", "operator"] = Field(
        default="firm",
        description="Who applies for it: the firm, or only an operator such as a hub or cluster, "
        "through whom firms take part.",
    )
    opening: Opening = Field(
        default=Opening(),
        description="When it is open: periods, deadlines, in_rounds, is_known, seen_year, text_da, "
        "text_en.",
    )
    criteria: tuple[Criterion, ...] = Field(
        default=(),
        description="What must be met; an empty list says that no requirement is registered, which "
        "is unknown unless it is for everybody.",
    )
    to_confirm: tuple[MustAsk, ...] = Field(
        default=(),
        description="Conditions of the law or the purpose behind it, which the firm confirms: they "
        "keep the word suitable back until told and rule out who fails them; untold they leave the "
        "verdict on the criteria as it is.",
    )
    to_check: tuple[ToCheck, ...] = Field(
        default=(), description="What no test can judge; the adviser checks it."
    )
    consortium: ConsortiumRules | None = Field(
        default=None,
        description="What is demanded of those who apply together: demands, each with rule, limit, "
        "is_demanded, source, checked, confidence, note_da, note_en; not listed is not known.",
    )
    problem: str | None = Field(
        default=None, description="Why the file cannot be read; such an offer is never judged."
    )

    @model_validator(mode="after")
    def _cites(self) -> "Rules":
        if self.problem is None and not self.source.strip():
            message = "source is empty; name the page the rules were read from"
            raise ValueError(message)
        if self.is_for_everybody and not (self.target_group_da and self.target_group_en):
            message = "is_for_everybody needs the source's words as target_group_da and _en"
            raise ValueError(message)
        return self


class Offer(StrictRecord):
    """A row of the offer table together with its rule file."""

    offer_id: str
    provider_actor_id: str | None
    kind: OfferKind
    name_da: str
    name_en: str | None
    need_ids: tuple[str, ...]
    position_ids: tuple[str, ...]
    area: tuple[str, ...] | None = Field(
        description="('national',), or region and municipality codes; None: not recorded."
    )
    channel: Channel | None
    open_from: date | None
    open_until: date | None
    amount_min_dkk: float | None
    amount_max_dkk: float | None
    support_rate_pct: float | None
    next_step: str | None
    url: str | None
    source: str
    checked: date | None
    confidence: SourceConfidence | None
    rules: Rules


class Constants(StrictRecord):
    """Figures that many rules share, each with its source: ``data/rules/_constants.yaml``."""

    eur_dkk: float = Field(gt=0, description="Rate at which ceilings in EUR are judged.")
    eur_dkk_source: str
    size_ceilings: dict[Literal["micro", "small", "medium"], "SizeCeiling"]
    size_source: str
    aid_rule_sets: dict[str, "AidRuleSet"] = Field(default_factory=dict)
    referral: ReferralWeights | None = Field(
        default=None, description="Numbers of the ranking, from _weights.yaml."
    )
    synonyms: Synonyms | None = Field(
        default=None, description="Words firms use for needs and fields, from _synonyms.yaml."
    )
    ways: Ways | None = Field(default=None, description="The way ahead, from _ways.yaml.")
    shelf_lives: ShelfLives = Field(
        default=ShelfLives(), description="How long a check tells, from _shelf_lives.yaml."
    )
    fit: OfferFit = Field(
        default=OfferFit(), description="How far an offer meets a need, from _fit.yaml."
    )
    mendable_facts: tuple["MendableFact", ...] = Field(
        default=(), description="What a firm without can get in a day or two."
    )


class MendableFact(StrictRecord):
    """A yes-or-no fact that a firm can bring about in a day or two."""

    fact: TruthFact
    reason: str
    reason_da: str


class SizeCeiling(StrictRecord):
    """Ceilings of a size class: headcount under, turnover or balance at most."""

    employees_under: float
    turnover_eur: float
    balance_eur: float


class AidRuleSet(StrictRecord):
    """A set of state-aid rules and the days it holds."""

    name_da: str
    name_en: str
    valid_from: date
    valid_to: date
    family: str | None = Field(
        default=None,
        description="Sets that follow one another; an offer that names several rests on the one in "
        "force.",
    )
    ceiling_eur: float | None = Field(default=None, description="Most aid in three years, EUR.")
    source: str
