"""Activities of a position by need, and the money behind those who held them.

Which money paid for one activity is not recorded; what is, are the accounts of who held it in the
year it was held. Only observed activities count: example data say nothing of what clusters do.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from math import fsum
from typing import Final, NamedTuple

import pandas as pd

from ecosystem.analysis.day import OnDay
from ecosystem.model.examples import real_rows
from ecosystem.model.register import check_position, collect
from ecosystem.model.vocabulary import ActorKind

ACTIVE_DAYS: Final = 365
"""Days up to the day of which activities are counted."""
_READ: Final = ("actor_id", "need_id", "date", "participants", "is_synthetic")


@dataclass(frozen=True, slots=True)
class Held:
    """Activities for one need by actors of one kind."""

    need_id: str | None
    """``None``: the activity names no need."""
    kind: ActorKind | None
    activities: int
    participants: int
    without_participants: int
    """Activities whose participants nobody counted."""
    with_accounts: int
    """Activities of actors whose accounts of that year are recorded."""
    money: Mapping[str, float] = field(default_factory=dict)
    """Shares of the sources in those accounts, each account once; empty: not recorded."""


@dataclass(frozen=True, slots=True)
class HeldActivities:
    """What was held for a position's firms in a year up to the day."""

    first: date
    last: date
    held: tuple[Held, ...]
    examples: int
    """Activities that are example data and are not counted."""


def activities_by_payer(day: OnDay, position_id: str) -> HeldActivities | None:
    """Count the activities of a position by need and kind of holder, with the money behind them.

    Returns:
        Most activities first; ``None``: activities are not recorded.

    Raises:
        UnknownIdError: The register has no such position.
    """
    import narwhals as nw

    check_position(day.register, position_id)
    if day.register.activities is None:
        return None
    first = day.on - timedelta(days=ACTIVE_DAYS - 1)
    days = [pd.Timestamp(end).to_pydatetime() for end in (first, day.on)]
    is_of_position = nw.col("position_id") == position_id
    is_within = (nw.col("date") >= nw.lit(days[0])) & (nw.col("date") <= nw.lit(days[1]))
    table = day.register.activities.filter(is_of_position & is_within)
    every = collect(table.select(*_READ))
    rows = real_rows(every)
    return HeldActivities(first, day.on, _held(rows, day), len(every) - len(rows))


def _held(rows: pd.DataFrame, day: OnDay) -> tuple[Held, ...]:
    """Group activities by need and kind of who held them."""
    accounts = _accounts(day)
    groups: dict[tuple[str | None, ActorKind | None], list[_Activity]] = defaultdict(list)
    for actor, need, held_on, people in zip(
        rows["actor_id"], rows["need_id"], rows["date"], rows["participants"], strict=True
    ):
        key = (need if isinstance(need, str) else None), day.actors.kind(str(actor))
        count = None if pd.isna(people) else int(people)
        groups[key].append(_Activity((str(actor), int(held_on.year)), count))
    held = [_group(need, kind, listed, accounts) for (need, kind), listed in groups.items()]
    return tuple(sorted(held, key=lambda one: (-one.activities, one.need_id or "~", str(one.kind))))


class _Activity(NamedTuple):
    """Who held an activity in which year, and for how many."""

    account: tuple[str, int]
    participants: int | None


def _group(
    need: str | None,
    kind: ActorKind | None,
    activities: Sequence[_Activity],
    accounts: Mapping[tuple[str, int], Mapping[str, float]],
) -> Held:
    counted = [activity.participants for activity in activities]
    years = [activity.account for activity in activities]
    return Held(
        need_id=need,
        kind=kind,
        activities=len(activities),
        participants=sum(people or 0 for people in counted),
        without_participants=sum(people is None for people in counted),
        with_accounts=sum(account in accounts for account in years),
        money=_shares([accounts[year] for year in dict.fromkeys(years) if year in accounts]),
    )


def _accounts(day: OnDay) -> dict[tuple[str, int], dict[str, float]]:
    """Return the amounts by source of each actor and year; empty: accounts are not recorded."""
    finances = day.register.finances
    accounts: dict[tuple[str, int], dict[str, float]] = defaultdict(dict)
    if finances is None:
        return accounts
    columns = ("actor_id", "year", "funding_source", "amount_dkk")
    for actor, year, source, amount in zip(*(finances[c] for c in columns), strict=True):
        accounts[str(actor), int(year)][str(source)] = float(amount)
    return accounts


def _shares(accounts: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """Return the share of each source in some accounts, largest first."""
    sums: dict[str, float] = defaultdict(float)
    for source, amount in (pair for account in accounts for pair in account.items()):
        sums[source] += amount
    total = fsum(sums.values())
    largest = sorted(sums, key=lambda source: (-sums[source], source))
    return {source: sums[source] / total for source in largest} if total > 0 else {}
