"""A firm, as far as it is known: ``None`` means that nobody has asked."""

from datetime import date
from typing import Annotated, Final, Literal, get_args

from pydantic import Field

from ecosystem.model.records import StrictRecord
from ecosystem.model.vocabulary import LabourKind, Theme

SOLE_FORMS: Final = frozenset({"ENK", "PMV", "PEF"})
"""Short legal forms of a firm that one person owns: the owner's name may be the firm's."""
PERSONALLY_OWNED: Final = SOLE_FORMS | {"I/S", "IS"}
"""Legal forms whose owner is a person; what is known of such a firm is personal data."""

MeasuredFact = Literal[
    "employees",
    "turnover_dkk",
    "balance_dkk",
    "gross_profit_dkk",
    "outside_capital_3y_dkk",
    "technology_readiness_level",
    "partner_count",
    "de_minimis_3y_eur",
    "amount_sought_dkk",
]
CodedFact = Literal["municipality_code", "industry_code", "legal_form"]
TruthFact = Literal[
    "has_knowledge_partner",
    "is_exporting",
    "has_cvr",
    "does_research",
    "has_research_loss",
    "has_innovative_idea",
    "is_in_difficulty",
    "founder_has_higher_education",
    "founder_is_from_outside_eu",
    "has_private_investor",
    "is_preparing_horizon_application",
]
ListedFact = Literal["themes", "labour_sought", "staff_to_train"]
"""Facts that are a choice from a closed list; several may be chosen."""
FirmFact = Literal[
    "employees",
    "turnover_dkk",
    "balance_dkk",
    "gross_profit_dkk",
    "outside_capital_3y_dkk",
    "founded",
    "municipality_code",
    "industry_code",
    "legal_form",
    "positions",
    "technology_readiness_level",
    "partner_count",
    "has_knowledge_partner",
    "de_minimis_3y_eur",
    "is_exporting",
    "has_cvr",
    "amount_sought_dkk",
    "themes",
    "labour_sought",
    "staff_to_train",
    "does_research",
    "has_research_loss",
    "has_innovative_idea",
    "is_in_difficulty",
    "founder_has_higher_education",
    "founder_is_from_outside_eu",
    "has_private_investor",
    "is_preparing_horizon_application",
]

FIRM_FACTS: Final[tuple[FirmFact, ...]] = get_args(FirmFact)
"""Every fact that a rule may ask for, in the order a form shows them."""
LIST_OF: Final[dict[ListedFact, type[Theme] | type[LabourKind]]] = {
    "themes": Theme,
    "labour_sought": LabourKind,
    "staff_to_train": LabourKind,
}
"""The closed list that each listed fact chooses from."""

Count = Annotated[float, Field(ge=0, allow_inf_nan=False)]
Amount = Annotated[float, Field(allow_inf_nan=False, ge=-1e13, le=1e13)]


class DeMinimisAward(StrictRecord):
    """Aid that the firm, or a firm under the same control, got a legal right to on a day."""

    day: date = Field(description="Day of the legal right to the aid, not of its payment.")
    amount_eur: Amount = Field(ge=0, description="Gross grant equivalent, EUR.")


class Firm(StrictRecord):
    """What an adviser knows about a firm.

    A fact that is ``None`` has not been asked about; it is never zero and never no.
    ``positions=()`` says that the firm is known to belong to no strength position.
    """

    actor_id: str | None = Field(default=None, description="Key in the register, if it is there.")
    name: str | None = Field(default=None, description="Name, if known.")
    cvr: str | None = Field(default=None, pattern=r"^[0-9]{8}$", description="CVR number.")
    is_synthetic: bool = Field(default=False, description="Example data, not a real firm.")

    employees: Count | None = Field(default=None, description="Full-time equivalents.")
    turnover_dkk: Amount | None = Field(default=None, ge=0, description="Net turnover, DKK.")
    balance_dkk: Amount | None = Field(default=None, ge=0, description="Balance total, DKK.")
    gross_profit_dkk: Amount | None = Field(
        default=None, description="Gross profit in the latest accounts, DKK; may be negative."
    )
    outside_capital_3y_dkk: Amount | None = Field(
        default=None, ge=0, description="Risk capital from outside in the last three years, DKK."
    )
    founded: date | None = Field(default=None, description="Day of foundation.")
    municipality_code: str | None = Field(
        default=None, pattern=r"^[0-9]{4}$", description="Municipality, four digits."
    )
    industry_code: str | None = Field(
        default=None, pattern=r"^[0-9]{2,6}$", description="Industry, digits without dots."
    )
    legal_form: str | None = Field(default=None, description="Such as ApS, A/S, ENK.")
    positions: tuple[str, ...] | None = Field(
        default=None, description="Strength positions, position_id; empty: known to have none."
    )
    technology_readiness_level: int | None = Field(default=None, ge=1, le=9)
    partner_count: int | None = Field(
        default=None, ge=0, description="Partners in the project beside the firm itself."
    )
    has_knowledge_partner: bool | None = None
    de_minimis_3y_eur: Amount | None = Field(
        default=None,
        ge=0,
        description="De minimis aid in the last three years, EUR, of the single undertaking: the "
        "firm and all firms under the same control.",
    )
    de_minimis_awards: tuple[DeMinimisAward, ...] | None = Field(
        default=None, description="The awards themselves, from which the sum follows on a day."
    )
    is_exporting: bool | None = None
    has_cvr: bool | None = Field(default=None, description="Registered with a CVR number.")
    amount_sought_dkk: Amount | None = Field(
        default=None, ge=0, description="Amount the firm wants to borrow or apply for, DKK."
    )
    themes: tuple[Theme, ...] | None = Field(
        default=None, description="What the project is about; empty: known to be none of the list."
    )
    labour_sought: tuple[LabourKind, ...] | None = Field(
        default=None, description="Kinds of staff the firm wants to hire; empty: known to be none."
    )
    staff_to_train: tuple[LabourKind, ...] | None = Field(
        default=None, description="Kinds of staff the firm wants to train; empty: known to be none."
    )
    does_research: bool | None = Field(
        default=None, description="Has costs of research and development of its own."
    )
    has_research_loss: bool | None = Field(
        default=None, description="Has a tax loss that comes from research and development."
    )
    has_innovative_idea: bool | None = Field(
        default=None, description="Works on something that is new to the market."
    )
    is_in_difficulty: bool | None = Field(
        default=None,
        description="In difficulty in the sense of Regulation (EU) No 651/2014, article 2(18): "
        "half of the capital lost, insolvent, in reconstruction or in debt for rescue aid.",
    )
    founder_has_higher_education: bool | None = Field(
        default=None, description="At least one founder has completed a higher education."
    )
    founder_is_from_outside_eu: bool | None = Field(
        default=None, description="The founders come from outside the EU and the EEA."
    )
    has_private_investor: bool | None = Field(
        default=None, description="A private investor is ready to put money in now."
    )
    is_preparing_horizon_application: bool | None = Field(
        default=None, description="Prepares an application to a call of Horizon Europe."
    )


def is_personally_owned(legal_form: str | None) -> bool:
    """Return whether a legal form has a person as owner.

    Examples:
        >>> is_personally_owned("ENK"), is_personally_owned("ApS"), is_personally_owned(None)
        (True, False, False)
    """
    return legal_form is not None and legal_form.strip().upper() in PERSONALLY_OWNED
