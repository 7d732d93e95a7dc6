"""What to look at first: matters by fixed rules in a fixed order, each with its rule beside it.

Gaps come first, as their own page tells them; then rules over the register. A rule that needs a
table that is absent is not asked, and no two are about the same.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from itertools import product
from typing import TYPE_CHECKING, Final, Literal

from pydantic import Field

from ecosystem.analysis.day import OnDay
from ecosystem.briefings.actors.filters import is_example, without_ties
from ecosystem.briefings.actors.offers import is_for_operators
from ecosystem.model.danish import sort_key
from ecosystem.model.days import holding
from ecosystem.model.member_facts import GAP_KIND_FACTS
from ecosystem.model.records import Record
from ecosystem.model.register import collect
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import ActorKind, FactSort, GapConfidence, GapKind

if TYPE_CHECKING:
    from ecosystem.analysis.gaps.search import Search
    from ecosystem.model.gaps import Gap
    from ecosystem.model.offers import Offer
    from ecosystem.model.register import LazyTable

FEW_OFFERS: Final = 5
"""A need with fewer offers that are not closed than this is worth a look."""
CLOSING_DAYS: Final = 60
"""An offer that closes within this many days is worth a look."""
YEAR: Final = 365
MAX_PRIORITIES: Final = 3
MAX_NAMES: Final = 200
GAPS_FIRST: Final = tuple(
    kind
    for _, kind in sorted(
        (facts.priority, kind)
        for kind, facts in GAP_KIND_FACTS.items()
        if facts.priority is not None
    )
)
"""Kinds of gaps in the order they are told; kinds are not weighed against each other."""


CONFIDENCE_ORDER: Final = (
    GapConfidence.REAL,
    GapConfidence.OUT_OF_DATE,
    GapConfidence.UNCONFIRMED,
)
"""How sure a gap has to be to be told, surest first."""


class Priority(Record):
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
    confidence: GapConfidence | None = Field(default=None, description="Of a gap: how sure.")
    like: tuple[GapKind, ...] = Field(
        default=(), description="Of a rule over the register: kinds of gaps that say the same."
    )
    others: int = Field(default=0, description="Other gaps of the same kind, as sure.")
    inside: int | None = Field(
        default=None, description="Municipalities of the region it touches; None: not asked."
    )


@dataclass(frozen=True, slots=True)
class Scope:
    """The part of the register that is looked at."""

    day: OnDay
    position_id: str | None
    region_code: str | None
    actors: "LazyTable"
    places: dict[str, str] | None
    """Names of its municipalities by code; ``None``: not recorded."""

    @property
    def real(self) -> "LazyTable":
        """Its actors that are no example data."""
        return self.actors.filter(~is_example())

    @property
    def filters(self) -> dict[str, str]:
        """Return the same part, as filters of the page of actors."""
        filters = {"tema": self.position_id, "sted": self.region_code}
        return {name: value for name, value in filters.items() if value}

    def offers(self) -> "list[Offer]":
        """Return the offers a firm can use, for the position or for all; none if not recorded."""
        if self.day.register.offers is None:
            return []
        return [
            offer
            for offer in self.day.register.catalogue.values()
            if not is_for_operators(offer)
            and (
                not self.position_id
                or not offer.position_ids
                or self.position_id in offer.position_ids
            )
        ]


def choose_priorities(gaps: Sequence[Priority], others: Sequence[Priority]) -> tuple[Priority, ...]:
    """Choose at most three: gaps first, then what no chosen gap says already."""
    kinds = {gap.gap_kind for gap in gaps}
    further = [priority for priority in others if not kinds.intersection(priority.like)]
    return (*gaps, *further)[:MAX_PRIORITIES]


# --- gaps ----------------------------------------------------------------------------------


def gap_priorities(
    search: "Search", *, region_code: str | None = None, settled: Collection[str] = ()
) -> tuple[Priority, ...]:
    """Choose up to three gaps to look at: the surest ones, the largest of each of three kinds.

    They are what the page of gaps finds, by the same rules. A gap that rests on what is not
    recorded or on example data is not told here, nor what somebody has explained.

    Args:
        search: The search laid out, for one position or for all.
        region_code: Only gaps that touch a municipality of the region, or no place at all.
        settled: Ids of the gaps that were explained as none.
    """
    from ecosystem.analysis.gaps import find_on

    @cache
    def gaps_of(kind: GapKind) -> tuple["Gap", ...]:
        return tuple(
            gap
            for gap in find_on(search, [kind]).gaps
            if gap.gap_id not in settled
            and not gap.rests_on_example_data
            and _touches(search, gap, region_code)
        )

    priorities: dict[GapKind, Priority] = {}
    for confidence, kind in product(CONFIDENCE_ORDER, GAPS_FIRST):
        if len(priorities) == MAX_PRIORITIES:
            break
        alike = [gap for gap in gaps_of(kind) if gap.confidence is confidence]
        if alike and kind not in priorities:
            priorities[kind] = _gap_priority(search, alike[0], region_code, len(alike) - 1)
    return tuple(priorities.values())


def _touches(search: "Search", gap: "Gap", region_code: str | None) -> bool:
    places = gap.municipality_codes
    return region_code is None or not places or bool(_inside(search, places, region_code))


def _inside(search: "Search", codes: Iterable[str], region_code: str | None) -> list[str]:
    of = search.context.day.places.region_of
    return [code for code in codes if region_code is None or of.get(code) == region_code]


def _gap_priority(search: "Search", gap: "Gap", region_code: str | None, others: int) -> Priority:
    inside = _inside(search, gap.municipality_codes, region_code)
    names = sorted(map(search.context.day.names.municipality, inside), key=sort_key)
    names = names or [search.context.name_of(actor) for actor in gap.actors]
    return Priority(
        sentence=gap.sentence,
        rule=gap.rule,
        names_da=tuple(names[:MAX_NAMES]),
        names_en=tuple(names[:MAX_NAMES]),
        filters={"tema": gap.position_id} if gap.position_id else {},
        page="huller",
        gap_kind=gap.kind,
        confidence=gap.confidence,
        others=others,
        inside=len(inside) if region_code and gap.municipality_codes else None,
    )


# --- rules over the register ---------------------------------------------------------------


def priorities_of(
    scope: Scope,
    *,
    without: Sequence[str],
    head_office_alone: int,
    to_confirm: int,
    confirmable: int,
) -> tuple[Priority, ...]:
    """List what the rules over the register find, in their order.

    Args:
        scope: The part of the register that is looked at.
        without: Names of the municipalities without a supporter.
        head_office_alone: Institutions of which the head office alone is recorded.
        to_confirm: Actors that somebody has to confirm.
        confirmable: Actors that are no example data.
    """
    return (
        *_positions_without_cluster(scope),
        *_places_without(scope, without, head_office_alone),
        *_institutions_alone(scope),
        *_needs_with_few_offers(scope),
        *_offers_that_close(scope),
        *_not_confirmed(scope, to_confirm, confirmable),
    )


def _counted(key: str, n: int, **values: str | int) -> Sentence:
    """Build the sentence that tells a number."""
    return Sentence(key=key, values={"n": n, **values})


def _positions_without_cluster(scope: Scope) -> Iterator[Priority]:
    positions, clusters = scope.day.register.strength_positions, scope.day.membership.clusters_of
    is_recorded = "actor_positions" not in scope.day.membership.not_recorded
    if positions is None or clusters is None or not is_recorded or scope.region_code is not None:
        return
    positions = positions[holding(positions, scope.day.on)]
    ids = [position_id for position_id in positions["position_id"] if position_id not in clusters]
    if scope.position_id is not None:
        ids = [position_id for position_id in ids if position_id == scope.position_id]
    if not ids:
        return
    names = sorted(map(scope.day.names.position, ids), key=lambda name: sort_key(name.da))
    yield Priority(
        sentence=_counted("overview.thing.cluster", len(ids)),
        rule=Sentence(key="overview.rule.cluster"),
        names_da=tuple(name.da for name in names),
        names_en=tuple(name.en for name in names),
        filters={"tema": ids[0]} if len(ids) == 1 else {},
        like=(GapKind.ACTOR,),
    )


def _places_without(
    scope: Scope, without: Sequence[str], head_office_alone: int
) -> Iterator[Priority]:
    if not without or scope.places is None:
        return
    part = "" if scope.position_id is None else ".theme"
    rule = "overview.rule.places.head_office" if head_office_alone else "overview.rule.places"
    yield Priority(
        sentence=_counted(f"overview.thing.places{part}", len(without), of=len(scope.places)),
        rule=Sentence(key=rule, values={"alone": head_office_alone}),
        names_da=tuple(without),
        names_en=tuple(without),
        like=(GapKind.PLACE, GapKind.ACTOR),
    )


def _institutions_alone(scope: Scope) -> Iterator[Priority]:
    import narwhals as nw

    if scope.day.register.links is None:
        return
    kind = ActorKind.KNOWLEDGE_INSTITUTION.value
    institutions = scope.real.filter(nw.col("kind") == kind)
    alone = collect(without_ties(scope.day, institutions).select("name"))["name"].tolist()
    if not alone:
        return
    names = tuple(sorted(alone, key=sort_key)[:MAX_NAMES])
    looked_at = "links" if scope.day.register.participations is None else "all"
    yield Priority(
        sentence=_counted("overview.thing.alone", len(alone)),
        rule=Sentence(key=f"overview.rule.alone.{looked_at}"),
        names_da=names,
        names_en=names,
        filters={"type": kind, "alene": "1", "eksempler": "uden", **scope.filters},
        like=(GapKind.TIE,),
    )


def _needs_with_few_offers(scope: Scope) -> Iterator[Priority]:
    from ecosystem.analysis.eligibility import eligibility_context, opening_on
    from ecosystem.model.firms import Firm

    register, names = scope.day.register, scope.day.names.needs
    if register.needs is None or register.offers is None:
        return
    context, nobody = eligibility_context(scope.day), Firm()
    counts = dict.fromkeys(names, 0)
    for offer in scope.offers():
        if opening_on(offer, nobody, context) is not False:
            counts.update((need, counts.get(need, 0) + 1) for need in offer.need_ids)
    few = [need for need in names if counts[need] < FEW_OFFERS]
    if not few:
        return
    yield Priority(
        sentence=_counted("overview.thing.needs", len(few), limit=FEW_OFFERS),
        rule=Sentence(key="overview.rule.needs", values={"limit": FEW_OFFERS}),
        names_da=tuple(names[need].da for need in few),
        names_en=tuple(names[need].en for need in few),
        like=(GapKind.NEED,),
    )


def _offers_that_close(scope: Scope) -> Iterator[Priority]:
    first, last = scope.day.on, scope.day.on + timedelta(days=CLOSING_DAYS)
    closing = sorted(
        (offer.open_until, offer.name_da, offer.name_en or offer.name_da)
        for offer in scope.offers()
        if offer.open_until is not None and first <= offer.open_until <= last
    )
    if not closing:
        return
    yield Priority(
        sentence=_counted("overview.thing.closing", len(closing), days=CLOSING_DAYS),
        rule=Sentence(key="overview.rule.closing", values={"days": CLOSING_DAYS}),
        names_da=tuple(name for _, name, _ in closing[:MAX_NAMES]),
        names_en=tuple(name for _, _, name in closing[:MAX_NAMES]),
    )


def _not_confirmed(scope: Scope, to_confirm: int, confirmable: int) -> Iterator[Priority]:
    if not to_confirm:
        return
    days = scope.day.freshness.days(FactSort.ACTOR)
    span = "year" if days == YEAR else "days"
    yield Priority(
        sentence=_counted(f"overview.thing.checked.{span}", to_confirm, of=confirmable, days=days),
        rule=Sentence(key="overview.rule.checked", values={"days": days}),
        names_da=(),
        names_en=(),
        filters={"alder": "gammel", **scope.filters},
    )
