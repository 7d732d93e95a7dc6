"""An offer (a scheme or an actor's service) and its criteria, as data.

A criterion is a small tree: five kinds of test over one fact each, and three ways to join
them. Code knows the kinds; every number stands in ``data/rules/<offer_id>.yaml`` with the page
that states it. What a source does not state plainly is kept as words to check, never as a
test that silently passes or fails.
"""

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ecosystem.model.firms import CodedFact, MeasuredFact, TruthFact
from ecosystem.model.shelf_lives import ShelfLives
from ecosystem.model.vocabulary import Channel, OfferKind, SourceConfidence
from ecosystem.model.weights import ReferralWeights, Synonyms


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Stated(_Record):
    """What every criterion may say of itself; a leaf without a source has its parent's."""

    source: str | None = Field(default=None, description="Page that states the criterion.")
    checked: date | None = Field(default=None, description="Day somebody last read the page.")
    valid_from: date | None = Field(default=None, description="First day the criterion holds.")
    valid_to: date | None = Field(default=None, description="Last day the criterion holds.")
    is_settled: bool = Field(
        default=True, description="False when sources contradict each other; said beside it."
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

    A limit of three years is passed on the day after the third birthday.
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


class AllOf(_Stated):
    """Every part is met."""

    test: Literal["all_of"] = "all_of"
    parts: tuple["Criterion", ...] = Field(min_length=1)


class AnyOf(_Stated):
    """At least one part is met."""

    test: Literal["any_of"] = "any_of"
    parts: tuple["Criterion", ...] = Field(min_length=1)


Criterion = Annotated[
    Between | OneOf | NoneOf | IsTrue | AgeBetween | SizeClass | DesignatedCluster | AllOf | AnyOf,
    Field(discriminator="test"),
]


class ToCheck(_Record):
    """A condition the source states but no test can judge; the adviser checks it."""

    text_da: str
    text_en: str
    source: str | None = None
    about: Literal[
        "sector", "target_group", "cooperation", "place", "finance", "timing", "other"
    ] = "other"


class OpenPeriod(_Record):
    """When the offer can be used, as far as the source tells."""

    first: date | None = None
    last: date | None = None
    area: tuple[str, ...] = Field(
        default=(), description="Region or municipality codes it is for; empty: the whole country."
    )


class Opening(_Record):
    """Whether an offer is open on a day.

    ``periods`` are stated windows: on a day outside all of them the offer is closed.
    ``is_known`` false says that the source does not tell (a yearly call, a round): on any day
    inside the periods the answer is unknown, and the provider can tell. ``deadlines`` are days
    on which applications are collected. ``is_ended`` says that the offer has come to an end
    on a day that no source tells: closed on any day. ``seen_year`` is the last year for which a
    source told whether it is open; where it is long ago, the answer is as old as that.
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


class Rules(_Record):
    """One rule file: what an offer demands, and since when its words were checked."""

    offer_id: str = Field(
        pattern=r"^[a-z0-9][a-z0-9_.-]*$", description="The offer; also the name of the file."
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
    opening: Opening = Field(
        default=Opening(),
        description="When it is open: periods, deadlines, is_known, seen_year, text_da, text_en.",
    )
    criteria: tuple[Criterion, ...] = Field(
        default=(), description="What must be met; an empty list says that nothing is demanded."
    )
    to_check: tuple[ToCheck, ...] = Field(
        default=(), description="Conditions no test can judge; the adviser checks them."
    )
    problem: str | None = Field(
        default=None, description="Why the file cannot be read; such an offer is never judged."
    )


class Offer(_Record):
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


class Constants(_Record):
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
    shelf_lives: ShelfLives = Field(
        default=ShelfLives(), description="How long a check tells, from _shelf_lives.yaml."
    )


class SizeCeiling(_Record):
    """Ceilings of a size class: headcount under, turnover or balance at most."""

    employees_under: float
    turnover_eur: float
    balance_eur: float


class AidRuleSet(_Record):
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
