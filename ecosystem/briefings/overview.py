"""How the ecosystem stands, and what to look at first.

Every number is a count by a rule that is told beside it. The things to look at come from fixed
rules in a fixed order; the first three that hold are told. They describe the register: what is
not recorded cannot be counted, and a rule that needs a table that is absent is not asked.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final, Literal

from pydantic import BaseModel, ConfigDict, Field

from ecosystem.briefings.actor import (
    OLD_AFTER_DAYS,
    active_actors,
    belongs_to_position,
    collected,
    count_rows,
    holds_on,
    is_unchecked,
    municipalities_of,
    municipality_names,
    regions_on,
    without_ties,
)
from ecosystem.model.danish import sort_key
from ecosystem.model.errors import UnknownIdError
from ecosystem.model.register import Register, check_position
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import (
    ActorKind,
    Evidence,
    GapConfidence,
    GapKind,
    PositionRole,
)

if TYPE_CHECKING:
    from ecosystem.analysis.gaps.search import Search
    from ecosystem.model.gaps import Gap
    from ecosystem.model.offers import Offer
    from ecosystem.model.register import LazyTable

SUPPORTERS: Final = (
    ActorKind.CLUSTER,
    ActorKind.KNOWLEDGE_INSTITUTION,
    ActorKind.BUSINESS_HUB,
)
"""Kinds whose presence in a municipality is counted; municipal offices are everywhere."""
FEW_OFFERS: Final = 5
"""A need with fewer open offers than this is worth a look."""
CLOSING_DAYS: Final = 60
"""An offer that closes within this many days is worth a look."""
MOST_THINGS: Final = 3
MOST_NAMES: Final = 200


class _Told(BaseModel):
    model_config = ConfigDict(frozen=True)


class Freshness(_Told):
    """How long ago somebody confirmed the rows of the actors."""

    within_a_year: int
    longer_ago: int
    never: int

    @property
    def not_within_a_year(self) -> int:
        """Rows nobody has confirmed for a year, as far as is recorded."""
        return self.longer_ago + self.never


class Thing(_Told):
    """Something to look at: what is said, by which rule, on which evidence."""

    sentence: Sentence
    rule: Sentence
    names_da: tuple[str, ...] = Field(description="What the number counts, by name, at most 200.")
    names_en: tuple[str, ...]
    filters: dict[str, str] = Field(
        default={}, description="Filters of the page that show the same."
    )
    page: Literal["aktoerer", "huller"] = "aktoerer"
    gap_kind: GapKind | None = Field(default=None, description="Of a gap: which kind.")
    others: int = Field(default=0, description="Other real gaps of the same kind.")
    inside: int | None = Field(
        default=None, description="Municipalities of the region it touches; None: not asked."
    )


class OverviewBriefing(_Told):
    """The state of the register, or of one region or position of it, on a day."""

    on: date
    position_id: str | None
    region_code: str | None
    actors: int
    actors_in_all: int
    actors_by_kind: dict[str, int]
    synthetic: int
    links: int | None = Field(description="Links that hold on the day; None: not recorded.")
    documented: int | None = Field(description="Those with evidence beyond a claim.")
    municipalities: int | None = Field(description="Municipalities looked at; None: not recorded.")
    without_supporter: tuple[str, ...] = Field(
        description="Municipalities in which no cluster, knowledge institution or hub has a site."
    )
    unplaced: int = Field(description="Such actors whose place is not recorded.")
    freshness: Freshness
    things: tuple[Thing, ...]


def brief_overview(
    register: Register, on: date, *, position_id: str | None = None, region_code: str | None = None
) -> OverviewBriefing:
    """Count the register and point out what to look at first.

    Args:
        register: The register; its actors are counted where they lie.
        on: The day; regions are dated.
        position_id: Only actors of this strength position.
        region_code: Only actors registered in, and municipalities of, this region.

    Raises:
        UnknownIdError: The position or region is not in the register on that day.
        NotRecordedError: The register has no actors.
    """
    scope = _scope(register, on, position_id, region_code)
    kinds = _by_kind(scope.actors)
    links, documented = _links(scope)
    without, unplaced = _without_supporter(scope)
    return OverviewBriefing(
        on=on,
        position_id=position_id,
        region_code=region_code,
        actors=sum(kinds.values()),
        actors_in_all=count_rows(active_actors(register, on)),
        actors_by_kind=kinds,
        synthetic=_synthetic(scope.actors),
        links=links,
        documented=documented,
        municipalities=None if scope.places is None else len(scope.places),
        without_supporter=without,
        unplaced=unplaced,
        freshness=_freshness(scope),
        things=_things(scope, without),
    )


GAPS_FIRST: Final = (
    GapKind.NEED,
    GapKind.PLACE,
    GapKind.ACTOR,
    GapKind.TIE,
    GapKind.FRAGILITY,
    GapKind.REACH,
    GapKind.SIZE_OR_STAGE,
)
"""Kinds of gaps in the order they are told; kinds are not weighed against each other."""


def gap_things(
    search: "Search", *, region_code: str | None = None, settled: Collection[str] = ()
) -> tuple[Thing, ...]:
    """Pick up to three gaps to look at: the largest real one of each of three kinds.

    They are the findings of the page of gaps, by the same rules. What is not sure is not told
    here, nor what somebody has explained.

    Args:
        search: The search laid out, for one position or for all.
        region_code: Only gaps that touch a municipality of the region, or no place at all.
        settled: Ids of the gaps that were explained as none.
    """
    from ecosystem.analysis.gaps import find_on  # noqa: PLC0415  slow to import

    told: list[Thing] = []
    for kind in GAPS_FIRST:
        if len(told) == MOST_THINGS:
            break
        ours = [
            gap
            for gap in find_on(search, [kind]).gaps
            if gap.confidence is GapConfidence.REAL
            and gap.gap_id not in settled
            and _touches(search, gap, region_code)
        ]
        if ours:
            told.append(_gap_thing(search, ours[0], region_code, len(ours) - 1))
    return tuple(told)


def _touches(search: "Search", gap: "Gap", region_code: str | None) -> bool:
    places = gap.municipality_codes
    return region_code is None or not places or bool(_inside(search, places, region_code))


def _inside(search: "Search", codes: Iterable[str], region_code: str | None) -> list[str]:
    of = search.ground.context.region_of
    return [code for code in codes if region_code is None or of.get(code) == region_code]


def _gap_thing(search: "Search", gap: "Gap", region_code: str | None, others: int) -> Thing:
    inside = _inside(search, gap.municipality_codes, region_code)
    towns = search.ground.towns["name"]
    names = sorted((str(towns[code]) for code in inside), key=sort_key)
    names = names or [search.ground.name_of(one) for one in gap.actors]
    return Thing(
        sentence=gap.sentence,
        rule=gap.rule,
        names_da=tuple(names[:MOST_NAMES]),
        names_en=tuple(names[:MOST_NAMES]),
        filters={"tema": gap.position_id} if gap.position_id else {},
        page="huller",
        gap_kind=gap.kind,
        others=others,
        inside=len(inside) if region_code and gap.municipality_codes else None,
    )


def _scope(
    register: Register, on: date, position_id: str | None, region_code: str | None
) -> "_Scope":
    import narwhals as nw  # noqa: PLC0415

    actors = active_actors(register, on)
    places: dict[str, str] | None = municipality_names(register) or None
    if position_id is not None:
        check_position(register, position_id)
        actors = actors.filter(belongs_to_position(register, position_id, on))
    if region_code is not None:
        if region_code not in (regions := regions_on(register, on)):
            kind = "region"
            raise UnknownIdError.from_available(kind, region_code, regions)
        inside = set(municipalities_of(register, on, region_code))
        places = {code: name for code, name in (places or {}).items() if code in inside}
        actors = actors.filter(nw.col("municipality_code").is_in(sorted(inside)))
    return _Scope(register, on, position_id, region_code, actors, places)


def _by_kind(actors: "LazyTable") -> dict[str, int]:
    import narwhals as nw  # noqa: PLC0415

    rows = collected(actors.group_by("kind").agg(n=nw.len()))
    counted = {row["kind"] or "unknown": row["n"] for row in rows}
    order = [*ActorKind, "unknown"]
    return {kind: counted[kind] for kind in sorted(counted, key=order.index)}


def _synthetic(actors: "LazyTable") -> int:
    import narwhals as nw  # noqa: PLC0415

    return count_rows(actors.filter(nw.col("is_synthetic")))


def _links(scope: "_Scope") -> tuple[int | None, int | None]:
    """Count the links of the scope, and those that are documented."""
    if (table := scope.register.links) is None:
        return None, None
    held = table[holds_on(table, scope.on)]
    if scope.position_id is not None:
        held = held[held["position_id"] == scope.position_id]
    if scope.region_code is not None:
        inside = _ids(scope.actors, [*held["from_actor_id"], *held["to_actor_id"]])
        held = held[held["from_actor_id"].isin(inside) | held["to_actor_id"].isin(inside)]
    return len(held), int((held["evidence"] != Evidence.CLAIMED).sum())


def _ids(actors: "LazyTable", wanted: Iterable[str]) -> set[str]:
    import narwhals as nw  # noqa: PLC0415

    ours = actors.filter(nw.col("actor_id").is_in(sorted(set(wanted)))).select("actor_id")
    return {row["actor_id"] for row in collected(ours)}


def _without_supporter(scope: "_Scope") -> tuple[tuple[str, ...], int]:
    """Name the municipalities no supporter has a place in, and count supporters without place."""
    import narwhals as nw  # noqa: PLC0415

    if scope.places is None:
        return (), 0
    register, on = scope.register, scope.on
    kinds = nw.col("kind").is_in([kind.value for kind in SUPPORTERS])
    supporters = active_actors(register, on).filter(kinds)
    if scope.position_id is not None:
        supporters = supporters.filter(belongs_to_position(register, scope.position_id, on))
    homes: dict[str, set[str | None]] = {
        row["actor_id"]: {row["municipality_code"]} - {None}
        for row in collected(supporters.select("actor_id", "municipality_code"))
    }
    if (sites := register.sites) is not None:
        held = sites[holds_on(sites, on) & sites["actor_id"].isin(homes)]
        for actor_id, code in zip(held["actor_id"], held["municipality_code"], strict=True):
            homes[actor_id].add(code)
    reached = {code for places in homes.values() for code in places}
    without = tuple(name for code, name in scope.places.items() if code not in reached)
    return without, sum(not places for places in homes.values())


def _freshness(scope: "_Scope") -> Freshness:
    import narwhals as nw  # noqa: PLC0415

    counted = collected(
        scope.actors.select(
            never=nw.col("checked").is_null().cast(nw.Int64).sum(),
            not_for_a_year=is_unchecked(scope.on).cast(nw.Int64).sum(),
            all=nw.len(),
        )
    )[0]
    never, not_for_a_year = int(counted["never"] or 0), int(counted["not_for_a_year"] or 0)
    return Freshness(
        within_a_year=int(counted["all"]) - not_for_a_year,
        longer_ago=not_for_a_year - never,
        never=never,
    )


# --- things to look at ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Scope:
    """The part of the register that is looked at."""

    register: Register
    on: date
    position_id: str | None
    region_code: str | None
    actors: "LazyTable"
    places: dict[str, str] | None

    @property
    def filters(self) -> dict[str, str]:
        """The same part, as filters of the page of actors."""
        held = {"tema": self.position_id, "sted": self.region_code}
        return {name: value for name, value in held.items() if value}

    def offers(self) -> "list[Offer]":
        """Give the offers for the position, or all."""
        asked = self.position_id
        every = self.register.catalogue.values()
        return [o for o in every if not asked or not o.position_ids or asked in o.position_ids]


def _things(scope: _Scope, without: tuple[str, ...]) -> tuple[Thing, ...]:
    asked: list[Callable[[], Thing | None]] = [
        lambda: _positions_without_cluster(scope),
        lambda: _places_without(scope, without),
        lambda: _institutions_alone(scope),
        lambda: _needs_with_few_offers(scope),
        lambda: _offers_that_close(scope),
        lambda: _not_checked(scope),
    ]
    found: list[Thing] = []
    for ask in asked:
        if len(found) < MOST_THINGS and (thing := ask()) is not None:
            found.append(thing)
    return tuple(found)


def _counted(key: str, n: int, **values: str | int) -> Sentence:
    """Choose between one and many; both sentences have the same values."""
    return Sentence(key=f"{key}.one" if n == 1 else key, values={"n": n, **values})


def _positions_without_cluster(scope: _Scope) -> Thing | None:
    positions, held = scope.register.strength_positions, scope.register.actor_positions
    if positions is None or held is None or scope.region_code is not None:
        return None
    held = held[(held["role"] == PositionRole.DESIGNATED_CLUSTER) & holds_on(held, scope.on)]
    open_today = _ids(active_actors(scope.register, scope.on), held["actor_id"])
    served = set(held.loc[held["actor_id"].isin(open_today), "position_id"])
    ours = positions[holds_on(positions, scope.on) & ~positions["position_id"].isin(served)]
    if scope.position_id is not None:
        ours = ours[ours["position_id"] == scope.position_id]
    if ours.empty:
        return None
    ours = ours.sort_values("name_da", key=lambda names: names.map(sort_key))
    return Thing(
        sentence=_counted("overview.thing.cluster", len(ours)),
        rule=Sentence(key="overview.rule.cluster"),
        names_da=tuple(ours["name_da"]),
        names_en=tuple(ours["name_en"]),
        filters={"tema": str(ours["position_id"].iloc[0])} if len(ours) == 1 else {},
    )


def _places_without(scope: _Scope, without: tuple[str, ...]) -> Thing | None:
    if not without or scope.places is None:
        return None
    key = "overview.thing.places" if scope.position_id is None else "overview.thing.places.theme"
    return Thing(
        sentence=_counted(key, len(without), of=len(scope.places)),
        rule=Sentence(key="overview.rule.places"),
        names_da=without,
        names_en=without,
    )


def _institutions_alone(scope: _Scope) -> Thing | None:
    import narwhals as nw  # noqa: PLC0415

    if scope.register.links is None:
        return None
    kind = ActorKind.KNOWLEDGE_INSTITUTION.value
    ours = scope.actors.filter(nw.col("kind") == kind)
    alone = collected(without_ties(scope.register, ours, scope.on).select("name"))
    if not alone:
        return None
    names = tuple(sorted((row["name"] for row in alone), key=sort_key)[:MOST_NAMES])
    return Thing(
        sentence=_counted("overview.thing.alone", len(alone)),
        rule=Sentence(key="overview.rule.alone"),
        names_da=names,
        names_en=names,
        filters={"type": kind, "alene": "1", **scope.filters},
    )


def _needs_with_few_offers(scope: _Scope) -> Thing | None:
    from ecosystem.analysis.eligibility import eligibility_context, opening_on  # noqa: PLC0415
    from ecosystem.model.firms import Firm  # noqa: PLC0415

    needs = scope.register.needs
    if needs is None or scope.register.offers is None:
        return None
    context, nobody = eligibility_context(scope.register, scope.on), Firm()
    counted = dict.fromkeys(needs["need_id"], 0)
    for offer in scope.offers():
        if opening_on(offer, nobody, context) is not False:
            counted.update((need, counted.get(need, 0) + 1) for need in offer.need_ids)
    few = needs[needs["need_id"].map(counted) < FEW_OFFERS]
    if few.empty:
        return None
    return Thing(
        sentence=_counted("overview.thing.needs", len(few), limit=FEW_OFFERS),
        rule=Sentence(key="overview.rule.needs", values={"limit": FEW_OFFERS}),
        names_da=tuple(few["name_da"]),
        names_en=tuple(few["name_en"]),
    )


def _offers_that_close(scope: _Scope) -> Thing | None:
    last = scope.on + timedelta(days=CLOSING_DAYS)
    closing = sorted(
        (offer.open_until, offer.name_da, offer.name_en or offer.name_da)
        for offer in scope.offers()
        if offer.open_until is not None and scope.on <= offer.open_until <= last
    )
    if not closing:
        return None
    return Thing(
        sentence=_counted("overview.thing.closing", len(closing), days=CLOSING_DAYS),
        rule=Sentence(key="overview.rule.closing", values={"days": CLOSING_DAYS}),
        names_da=tuple(name for _, name, _ in closing[:MOST_NAMES]),
        names_en=tuple(name for _, _, name in closing[:MOST_NAMES]),
    )


def _not_checked(scope: _Scope) -> Thing | None:
    freshness = _freshness(scope)
    old = freshness.not_within_a_year
    if not old:
        return None
    return Thing(
        sentence=_counted("overview.thing.checked", old, of=old + freshness.within_a_year),
        rule=Sentence(key="overview.rule.checked", values={"days": OLD_AFTER_DAYS}),
        names_da=(),
        names_en=(),
        filters={"alder": "gammel", **scope.filters},
    )
