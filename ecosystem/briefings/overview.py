"""How the ecosystem stands on a day, in counts that each have a rule told beside them.

Example data is counted apart and in no headline. What is not recorded cannot be counted: it is
``None``, not zero.
"""

from datetime import date
from typing import TYPE_CHECKING, Final

from pydantic import Field

from ecosystem.analysis.day import OnDay
from ecosystem.briefings.actors.filters import (
    count_firms,
    is_example,
    is_in_place,
    is_in_state,
    is_of_position,
)
from ecosystem.briefings.gaps.priorities import Priority, Scope, priorities_of
from ecosystem.briefings.records import collected, count_rows
from ecosystem.briefings.ties import ties_of_position, ties_on
from ecosystem.model.closed_lists import members_where
from ecosystem.model.errors import UnknownIdError
from ecosystem.model.gaps import FirmRange
from ecosystem.model.member_facts import FOR_ALL_FIRMS, KIND_FACTS
from ecosystem.model.records import Record
from ecosystem.model.register import Register, check_position, collect
from ecosystem.model.vocabulary import ActorKind, Evidence, FactSort, Freshness

if TYPE_CHECKING:
    import pandas as pd

    from ecosystem.model.register import LazyTable

SUPPORTERS: Final = members_where(KIND_FACTS, lambda kind: kind.is_counted_by_place)
"""Kinds whose presence in a municipality is counted; municipal offices are everywhere."""
SUPPORTERS_OF_POSITION: Final = tuple(kind for kind in SUPPORTERS if kind not in FOR_ALL_FIRMS)
"""The same within a position; hubs serve the firms of all."""
RESTS_ON: Final = (
    "strength_positions",
    "actor_positions",
    "municipalities",
    "links",
    "needs",
    "offers",
)
"""Tables that findings rest on."""


class FreshnessCounts(Record):
    """What the last checks of actors are worth, counted; example data is left out."""

    confirmed: int
    out_of_date: int
    never_confirmed: int

    @property
    def to_confirm(self) -> int:
        """Actors that somebody has to confirm."""
        return self.out_of_date + self.never_confirmed

    @property
    def actors(self) -> int:
        """All actors that were counted."""
        return self.confirmed + self.to_confirm


class Presence(Record):
    """Municipalities with and without a supporter, as far as places are recorded."""

    municipalities: int
    without: tuple[str, ...] = Field(description="Names of those without, in Danish order.")
    unplaced: int = Field(description="Supporters whose place is not recorded.")
    head_office_alone: int = Field(
        description="Institutions of which the head office alone is recorded: they may have "
        "campuses elsewhere."
    )


class OverviewBriefing(Record):
    """The state of the register, or of one region or position of it, on a day."""

    on: date
    position_id: str | None
    region_code: str | None
    actors: int = Field(description="Real actors that are there on the day.")
    actors_in_all: int = Field(description="The same of the whole register.")
    actors_by_kind: dict[str, int]
    synthetic: int = Field(description="Example actors, in none of the other counts but firms.")
    synthetic_by_kind: dict[str, int]
    firms: FirmRange | None = Field(
        description="Firms of the position in the standard, the narrow (low) and the broad (high) "
        "cut, example firms among them. None: no position asked for, or no firms recorded."
    )
    example_firms: int = Field(description="Of the firms in the standard cut.")
    is_members_only: bool = Field(description="The register holds the firms as members alone.")
    links: int | None = Field(
        description="Ties between real actors that hold on the day; None: not recorded."
    )
    documented: int | None = Field(description="Those with evidence beyond a claim.")
    example_links: int | None = Field(description="Ties that example data takes part in.")
    presence: Presence | None = Field(
        description="None: municipalities, or actors of these kinds, are not recorded."
    )
    freshness: FreshnessCounts
    shelf_life_days: int = Field(description="Days for which a check of an actor tells.")
    things: tuple[Priority, ...] = Field(description="What to look at, by fixed rules.")
    not_recorded: tuple[str, ...] = Field(description="Absent tables that findings rest on.")


def brief_overview(
    register: Register,
    on: date,
    *,
    position_id: str | None = None,
    region_code: str | None = None,
    day: OnDay | None = None,
) -> OverviewBriefing:
    """Count the register and point out what to look at first.

    Args:
        register: The register; its actors are counted where they lie.
        on: The day; regions are dated.
        position_id: Only actors of this strength position.
        region_code: Only actors registered in, or with a site in, this region, and its
            municipalities.
        day: The register on the day, where it has been made already.

    Raises:
        UnknownIdError: The position or region is not in the register on that day.
        NotRecordedError: The register has no actors, or no table that shows who is of a position.
    """
    scope = _scope(day or OnDay(register, on), position_id, region_code)
    kinds, examples = _by_kind(scope.real), _by_kind(scope.actors.filter(is_example()))
    firms, example_firms = _firms(scope)
    links, documented, example_links = _links(scope)
    presence = _presence(scope)
    freshness = _freshness(scope)
    return OverviewBriefing(
        on=on,
        position_id=position_id,
        region_code=region_code,
        actors=sum(kinds.values()),
        actors_in_all=count_rows(scope.day.actors.active().filter(~is_example())),
        actors_by_kind=kinds,
        synthetic=sum(examples.values()),
        synthetic_by_kind=examples,
        firms=firms,
        example_firms=example_firms,
        is_members_only=firms is not None and _is_members_only(scope),
        links=links,
        documented=documented,
        example_links=example_links,
        presence=presence,
        freshness=freshness,
        shelf_life_days=scope.day.freshness.days(FactSort.ACTOR),
        things=priorities_of(
            scope,
            without=() if presence is None else presence.without,
            head_office_alone=0 if presence is None else presence.head_office_alone,
            to_confirm=freshness.to_confirm,
            confirmable=freshness.actors,
        ),
        not_recorded=_not_recorded(scope.day),
    )


def _not_recorded(day: OnDay) -> tuple[str, ...]:
    absent = {name for name in RESTS_ON if getattr(day.register, name) is None}
    return tuple(name for name in RESTS_ON if name in absent | {*day.membership.not_recorded})


def _scope(day: OnDay, position_id: str | None, region_code: str | None) -> Scope:
    actors = day.actors.active()
    places = dict(day.names.municipalities) or None
    if position_id is not None:
        check_position(day.register, position_id)
        actors = actors.filter(is_of_position(day, position_id))
    if region_code is not None:
        regions = day.places.municipalities_of_region
        if region_code not in regions:
            kind = "region"
            raise UnknownIdError.from_available(kind, region_code, regions)
        inside = set(regions[region_code])
        places = {code: name for code, name in (places or {}).items() if code in inside}
        actors = actors.filter(is_in_place(day, region_code))
    return Scope(day, position_id, region_code, actors, places)


def _by_kind(actors: "LazyTable") -> dict[str, int]:
    import narwhals as nw

    rows = collected(actors.group_by("kind").agg(n=nw.len()))
    counted = {row["kind"] or "unknown": row["n"] for row in rows}
    order = [*ActorKind, "unknown"]
    return {kind: counted[kind] for kind in sorted(counted, key=order.index)}


def _firms(scope: Scope) -> tuple[FirmRange | None, int]:
    """Count the firms of the position in the region, in three cuts, and the examples among them."""
    import narwhals as nw

    if scope.position_id is None or not scope.day.actors.has_firms:
        return None, 0
    firms = scope.day.actors.firms()
    if scope.region_code is not None:
        firms = firms.filter(is_in_place(scope.day, scope.region_code))
    counts = count_firms(scope.day, firms, scope.position_id)
    examples = scope.actors.filter(nw.col("kind") == ActorKind.FIRM.value, is_example())
    return counts, count_rows(examples)


def _is_members_only(scope: Scope) -> bool:
    assert scope.position_id is not None
    count = scope.day.membership.counts(scope.position_id)
    return count is not None and count.is_members_only


def _links(scope: Scope) -> tuple[int | None, int | None, int | None]:
    """Count the ties of the scope between real actors, the documented ones, and the others."""
    day, position_id = scope.day, scope.position_id
    ties = ties_on(day) if position_id is None else ties_of_position(day, position_id)
    if ties is None:
        return None, None, None
    if scope.region_code is not None:
        inside = _ids(day.actors.active().filter(is_in_place(day, scope.region_code)), ties)
        ties = ties[ties["start"].isin(inside) | ties["end"].isin(inside)]
    real = ties[~ties["is_example"].astype(bool)]
    documented = int((real["evidence"] != Evidence.CLAIMED.value).sum())
    return len(real), documented, len(ties) - len(real)


def _ids(actors: "LazyTable", rows: "pd.DataFrame") -> set[str]:
    import narwhals as nw

    ends = sorted({*rows["start"], *rows["end"]})
    ids = collect(actors.filter(nw.col("actor_id").is_in(ends)).select("actor_id"))
    return set(ids["actor_id"])


def _presence(scope: Scope) -> Presence | None:
    """List the municipalities that no supporter has a place in."""
    import narwhals as nw

    day = scope.day
    if scope.places is None:
        return None
    kinds = SUPPORTERS if scope.position_id is None else SUPPORTERS_OF_POSITION
    supporters = day.actors.active().filter(
        nw.col("kind").is_in([kind.value for kind in kinds]), ~is_example()
    )
    if collect(supporters.select("actor_id").head(1)).empty:
        return None
    if scope.position_id is not None:
        supporters = supporters.filter(is_of_position(day, scope.position_id))
    ids = set(collect(supporters.select("actor_id"))["actor_id"])
    places = day.places.meeting_places
    places_of_supporters = places[
        places["actor_id"].isin(ids) & places["municipality_code"].isin(day.places.codes)
    ]
    reached = set(places_of_supporters["municipality_code"])
    return Presence(
        municipalities=len(scope.places),
        without=tuple(name for code, name in scope.places.items() if code not in reached),
        unplaced=len(ids - set(places_of_supporters["actor_id"])),
        head_office_alone=sum(map(day.places.is_head_office_alone, ids)),
    )


def _freshness(scope: Scope) -> FreshnessCounts:
    return FreshnessCounts(
        **{
            state.value: count_rows(scope.real.filter(is_in_state(scope.day, [state])))
            for state in Freshness
            if state is not Freshness.NOT_RECORDED
        }
    )
