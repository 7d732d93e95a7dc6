"""Which scheme comes after which: the next day with an event, and what it is in."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

import narwhals as nw
import pandas as pd

from ecosystem.analysis.journeys.events import organisation_days
from ecosystem.model.register import collect

if TYPE_CHECKING:
    from ecosystem.model.register import LazyTable

FEWEST: Final = 10
"""Fewer than this many next events after a scheme say nothing of where organisations go."""


def transitions(
    events: "LazyTable", schemes: Mapping[int, str], fewest: int = FEWEST
) -> pd.DataFrame:
    """Count the scheme of each event's next event, of the same organisation on a later day.

    Args:
        events: Days on which participations began (``EventRows.dated``); a day with more than one
            scheme is of the scheme ``several``.
        schemes: The name of each scheme by its number.
        fewest: Schemes with fewer next events than this are left out.

    Returns:
        ``from_scheme, to_scheme, n`` and ``share`` of all that come after ``from_scheme``, by both.
    """
    order = nw.col("scheme_number").shift(-1).over("organisation", order_by="start")
    following = organisation_days(events).with_columns(to_scheme=order)
    counted = (
        following.filter(~nw.col("to_scheme").is_null())
        .group_by("scheme_number", "to_scheme")
        .agg(n=nw.len())
    )
    numbered = collect(counted).rename(columns={"scheme_number": "from_scheme"})
    names = {column: numbered[column].map(schemes) for column in ("from_scheme", "to_scheme")}
    rows = numbered.assign(**names)
    total = rows.groupby("from_scheme")["n"].transform("sum")
    shares = rows.assign(share=rows["n"] / total)[total >= fewest]
    return shares.sort_values(["from_scheme", "to_scheme"], ignore_index=True)
