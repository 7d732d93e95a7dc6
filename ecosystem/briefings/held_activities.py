"""What was held for a position's firms beside what they ask for, and the money behind it."""

from datetime import date
from typing import TYPE_CHECKING

from pydantic import Field

from ecosystem.model.records import Record
from ecosystem.model.vocabulary import ActorKind

if TYPE_CHECKING:
    from ecosystem.analysis.day import OnDay


class MoneyShare(Record):
    """One source in the accounts of who held activities."""

    funding_source: str
    share: float = Field(description="0 to 1, of all amounts in these accounts.")


class HeldForNeed(Record):
    """Activities for one need by actors of one kind."""

    need_id: str | None = Field(description="None: the activities name no need.")
    name_da: str | None
    name_en: str | None
    kind: ActorKind | None = Field(description="Of who held them; None: not recorded.")
    activities: int
    participants: int = Field(description="Of the activities whose participants are counted.")
    without_participants: int
    with_accounts: int = Field(
        description="Activities of actors whose accounts of that year are recorded."
    )
    money: tuple[MoneyShare, ...] = Field(
        description="Sources in those accounts; what paid for one activity is not recorded."
    )


class ActivitiesBriefing(Record):
    """The observed activities of a position in a year up to the day."""

    is_recorded: bool = Field(description="False: no observed activity is recorded anywhere.")
    first: date | None
    last: date | None
    held: tuple[HeldForNeed, ...]
    examples: int = Field(description="Activities that are example data and are not counted.")


NOT_RECORDED = ActivitiesBriefing(is_recorded=False, first=None, last=None, held=(), examples=0)


def brief_activities(day: "OnDay", position_id: str) -> ActivitiesBriefing:
    """Return the observed activities of a position by need and kind of holder.

    Raises:
        UnknownIdError: The register has no such position.
    """
    from ecosystem.analysis.payers import activities_by_payer

    counted = activities_by_payer(day, position_id)
    if counted is None:
        return NOT_RECORDED
    return ActivitiesBriefing(
        is_recorded=bool(counted.held) or not counted.examples,
        first=counted.first,
        last=counted.last,
        held=tuple(
            HeldForNeed(
                need_id=one.need_id,
                name_da=None if one.need_id is None else day.names.need(one.need_id).da,
                name_en=None if one.need_id is None else day.names.need(one.need_id).en,
                kind=one.kind,
                activities=one.activities,
                participants=one.participants,
                without_participants=one.without_participants,
                with_accounts=one.with_accounts,
                money=tuple(
                    MoneyShare(funding_source=source, share=share)
                    for source, share in one.money.items()
                ),
            )
            for one in counted.held
        ),
        examples=counted.examples,
    )
