"""Which rows of offers are there on a day, whatever a check is worth."""

from typing import TYPE_CHECKING

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.eligibility.context import eligibility_context
from ecosystem.analysis.eligibility.opening import stated_opening
from ecosystem.model.days import holding
from ecosystem.model.firms import Firm

if TYPE_CHECKING:
    import pandas as pd


def is_offered(day: OnDay, offers: "pd.DataFrame") -> "pd.Series[bool]":
    """Return which rows of offers are not stated to be closed on the day.

    A check decides nothing here: what is applied for in rounds, or was seen long ago, is there. An
    offer without rules is there on the days of its row.

    Args:
        day: The day.
        offers: Rows of the table of offers.
    """
    context = eligibility_context(day)
    is_there = holding(offers, day.on, "open_from", "open_until")
    stated = offers["offer_id"].map(
        {
            offer_id: stated_opening(offer, Firm(), context) is not False
            for offer_id in set(offers["offer_id"])
            if (offer := day.register.catalogue.get(offer_id)) is not None
        }
    )
    return stated.where(stated.notna(), is_there).astype(bool)
