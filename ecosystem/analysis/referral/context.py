"""Gather once what referrals of one day ask of a register, so that each firm is quick.

Who provides what and where, which municipality lies how far, which positions are neighbours, and
what firms have used before. A referral then reads no table at all.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from math import asin, cos, fsum, radians, sin, sqrt
from typing import TYPE_CHECKING, Any, Final

from ecosystem.analysis.eligibility import EligibilityContext, eligibility_context
from ecosystem.model.errors import NotRecordedError
from ecosystem.model.firms import Firm
from ecosystem.model.offers import Offer
from ecosystem.model.register import Register
from ecosystem.model.vocabulary import ActorKind, IndustryRole, IndustryScheme
from ecosystem.model.weights import ReferralWeights

if TYPE_CHECKING:
    import pandas as pd

EARTH_RADIUS_KM: Final = 6371.0088
"""Mean radius, IUGG."""
ROUNDING: Final = 1e-9
"""Sums of weights that differ by no more than this are the same."""
_Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Provider:
    """An actor that offers something, as far as a referral needs it."""

    actor_id: str
    name: str
    kind: ActorKind | None
    municipalities: tuple[str, ...]
    """Where it has a place on the day; its own municipality when no site is recorded."""


@dataclass(frozen=True)
class ReferralContext:
    """What holds on one day; made by ``referral_context``, read by every referral of that day."""

    on: date
    weights: ReferralWeights
    eligibility: EligibilityContext
    offers_by_need: Mapping[str, tuple[Offer, ...]]
    offers_by_provider: Mapping[str, tuple[Offer, ...]]
    providers: Mapping[str, Provider]
    hub_of: Mapping[str, str] = field(default_factory=dict)
    office_of: Mapping[str, str] = field(default_factory=dict)
    """Municipal business service by municipality_code."""
    points: Mapping[str, _Point] = field(default_factory=dict)
    landmass_of: Mapping[str, str] = field(default_factory=dict)
    """Group of landmasses joined by bridges and tunnels, by municipality_code."""
    neighbours_of: Mapping[str, frozenset[str]] = field(default_factory=dict)
    uses: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """Earlier users of an offer by (offer_id, region_code); empty: not recorded."""
    carried_through: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Finished and stopped projects led, by actor_id; empty: not recorded."""
    need_names: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    position_names: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    municipality_names: Mapping[str, str] = field(default_factory=dict)
    group_of: Mapping[str, str] = field(default_factory=dict)
    """Group of municipalities, such as Landkommuner, by municipality_code."""
    industries: tuple[tuple[str, str], ...] = ()
    """Industry prefixes of the core of a position: (code_prefix, position_id)."""
    _shares: dict[str | None, dict[str, float]] = field(default_factory=dict)

    def likely_positions(self, industry_code: str | None) -> frozenset[str]:
        """Positions that an industry is the core of; a hint for the order, never an answer."""
        if industry_code is None:
            return frozenset()
        return frozenset(p for code, p in self.industries if industry_code.startswith(code))

    @cached_property
    def mean_carried_through(self) -> float | None:
        """Share of all ended projects that were finished; None: none recorded."""
        finished = sum(done for done, _ in self.carried_through.values())
        ended = finished + sum(stopped for _, stopped in self.carried_through.values())
        return finished / ended if ended else None

    def shares_of_use(self, region_code: str | None) -> dict[str, float]:
        """Earlier users of each offer in a region, shrunk to the country's, the largest as 1.

        Without a region it is the country's.
        """
        if region_code not in self._shares:
            own = {offer_id: n for (offer_id, r), n in self.uses.items() if r == region_code}
            here = sum(own.values())
            total: Counter[str] = Counter()
            for (offer_id, _), users in self.uses.items():
                total[offer_id] += users
            prior, everywhere = self.weights.use_prior, sum(total.values())
            rates = {
                offer_id: (own.get(offer_id, 0) + prior * n / everywhere) / (here + prior)
                for offer_id, n in total.items()
            }
            most = max(rates.values())
            self._shares[region_code] = {offer_id: rate / most for offer_id, rate in rates.items()}
        return self._shares[region_code]

    def distance(self, municipality_code: str | None, provider: Provider) -> float | None:
        """Kilometres as the crow flies to the provider's nearest place; None: not known."""
        here = self.points.get(municipality_code or "")
        there = [self.points[code] for code in provider.municipalities if code in self.points]
        if here is None or not there:
            return None
        return min(kilometres(here, point) for point in there)

    def needs_ferry(self, municipality_code: str | None, provider: Provider) -> bool | None:
        """Whether no bridge leads to any place of the provider; None: not known."""
        here = self.landmass_of.get(municipality_code or "")
        there = {self.landmass_of.get(code) for code in provider.municipalities} - {None}
        return None if here is None or not there else here not in there


@dataclass(frozen=True, slots=True)
class Enquiry:
    """One firm, what it needs, and the day it asks."""

    firm: Firm
    need_ids: tuple[str, ...]
    context: ReferralContext
    without: frozenset[str] = frozenset()
    """Actors and offers that cannot be used now."""
    own: str | None = None
    """The adviser's own organisation."""

    @property
    def hub_id(self) -> str | None:
        """The business hub of the firm's municipality, if it can be used."""
        hub_id = self.context.hub_of.get(self.firm.municipality_code or "")
        return None if hub_id in self.without else hub_id


def kilometres(one: _Point, other: _Point) -> float:
    """Great-circle distance between two points in degrees.

    Examples:
        >>> round(kilometres((55.6759, 12.5655), (57.0480, 9.9187)))
        223
    """
    (lat1, lon1), (lat2, lon2) = ((radians(y), radians(x)) for y, x in (one, other))
    chord = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_KM * asin(sqrt(chord))


def referral_context(register: Register, on: date) -> ReferralContext:
    """Gather from a register what referrals of a day ask for.

    Args:
        register: A table that is not recorded leaves its part empty.
        on: Day of the referral.

    Raises:
        NotRecordedError: The register has no offers, or no numbers to rank them by.
    """
    if register.constants is None or register.constants.referral is None:
        raise NotRecordedError.from_table("rules/_weights", "how suggestions are ordered")
    if register.offers is None:
        raise NotRecordedError.from_table("offers", "what a firm can be referred to")
    weights = register.constants.referral
    places = register.municipalities
    providers = _providers(register, on)
    return ReferralContext(
        on=on,
        weights=weights,
        eligibility=eligibility_context(register, on),
        offers_by_need=_by_need(register),
        offers_by_provider=_by_provider(register),
        providers=providers,
        hub_of=_column_pairs(places, "municipality_code", "hub_id"),
        office_of={
            code: actor.actor_id
            for actor in providers.values()
            if actor.kind is ActorKind.MUNICIPAL_OFFICE
            for code in actor.municipalities
        },
        points=_points(places),
        landmass_of=_joined_landmasses(register, on),
        neighbours_of=neighbouring_positions(
            register.industry_positions, weights.neighbour_overlap, on
        ),
        industries=_core_industries(register.industry_positions, on),
        uses=_earlier_uses(register, on),
        carried_through=_carried_through(register, on),
        need_names=_names(register.needs, "need_id"),
        position_names=_names(register.strength_positions, "position_id"),
        municipality_names=_column_pairs(places, "municipality_code", "name"),
        group_of=_column_pairs(places, "municipality_code", "group"),
    )


def neighbouring_positions(
    table: "pd.DataFrame | None", overlap: float, on: date
) -> dict[str, frozenset[str]]:
    """Find positions that share industries.

    Two positions are neighbours when the weight of the industries they share, the smaller of
    the two weights for each, is at least a part ``overlap`` of the smaller position's total.

    Args:
        table: ``industry_positions``; None: not recorded, nobody is a neighbour.
        overlap: Share between 0 and 1.
        on: Day; rows that do not hold on it are left out.

    Returns:
        Neighbours by position_id.
    """
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    if table is not None:
        rows = table[(table["scheme"] == IndustryScheme.DB07) & _holds(table, on)]
        for position, code, weight in zip(
            rows["position_id"], rows["code_prefix"], rows["weight"], strict=True
        ):
            weights[position][code] = float(weight)
    found: dict[str, frozenset[str]] = {}
    for one, codes in weights.items():
        found[one] = frozenset(
            other
            for other, others in weights.items()
            if other != one
            and fsum(min(codes[c], others[c]) for c in codes.keys() & others.keys()) + ROUNDING
            >= overlap * min(fsum(codes.values()), fsum(others.values()))
        )
    return found


def _core_industries(table: "pd.DataFrame | None", on: date) -> tuple[tuple[str, str], ...]:
    if table is None:
        return ()
    rows = table[(table["role"] == IndustryRole.CORE) & _holds(table, on)]
    return tuple(zip(rows["code_prefix"], rows["position_id"], strict=True))


def _by_need(register: Register) -> dict[str, tuple[Offer, ...]]:
    found: dict[str, list[Offer]] = defaultdict(list)
    for offer in register.catalogue.values():
        for need_id in offer.need_ids:
            found[need_id].append(offer)
    return {need_id: tuple(offers) for need_id, offers in found.items()}


def _by_provider(register: Register) -> dict[str, tuple[Offer, ...]]:
    found: dict[str, list[Offer]] = defaultdict(list)
    for offer in register.catalogue.values():
        if offer.provider_actor_id is not None:
            found[offer.provider_actor_id].append(offer)
    return {actor_id: tuple(offers) for actor_id, offers in found.items()}


def _providers(register: Register, on: date) -> dict[str, Provider]:
    """Every actor that is not a firm, with the municipalities it has a place in on the day."""
    import narwhals as nw  # noqa: PLC0415

    if register.actors is None:
        return {}
    is_other = nw.col("kind").is_null() | (nw.col("kind") != ActorKind.FIRM.value)
    wanted = register.actors.filter(is_other).select(
        "actor_id", "name", "kind", "municipality_code"
    )
    rows = wanted.collect().to_pandas()
    places: dict[str, list[str]] = defaultdict(list)
    if register.sites is not None:
        sites = register.sites[_holds(register.sites, on)]
        for actor, code in zip(sites["actor_id"], sites["municipality_code"], strict=True):
            places[actor].append(code)
    return {
        actor: Provider(
            actor_id=actor,
            name=name,
            kind=ActorKind(kind) if isinstance(kind, str) else None,
            municipalities=tuple(places.get(actor) or ([home] if isinstance(home, str) else [])),
        )
        for actor, name, kind, home in rows.itertuples(index=False)
    }


def _points(table: "pd.DataFrame | None") -> dict[str, _Point]:
    if table is None:
        return {}
    rows = table.dropna(subset=["latitude", "longitude"])
    return {
        code: (float(lat), float(lon))
        for code, lat, lon in zip(
            rows["municipality_code"], rows["latitude"], rows["longitude"], strict=True
        )
    }


def _joined_landmasses(register: Register, on: date) -> dict[str, str]:
    """Give each municipality the name of its group of landmasses with a fixed link between."""
    if register.landmasses is None:
        return {}
    group = {name: name for name in register.landmasses["landmass"]}
    if register.crossings is not None:
        table = register.crossings[_holds(register.crossings, on)]
        fixed = table[table["kind"] == "fixed"]
        for one, other in zip(fixed["from_landmass"], fixed["to_landmass"], strict=True):
            old, new = group.get(other, other), group.get(one, one)
            group = {name: new if held == old else held for name, held in group.items()}
    pairs = zip(
        register.landmasses["municipality_code"], register.landmasses["landmass"], strict=True
    )
    return {code: group[landmass] for code, landmass in pairs}


def _earlier_uses(register: Register, on: date) -> dict[tuple[str, str], int]:
    """Count distinct users of each offer before the day, by the region they are in.

    Example data is left out: what invented firms used says nothing about where to send a real one.
    """
    import narwhals as nw  # noqa: PLC0415

    if register.participations is None or register.actors is None:
        return {}
    used = register.participations.filter(
        ~nw.col("offer_id").is_null(),
        nw.col("start").is_null() | (nw.col("start") < on),
        ~nw.col("is_synthetic").fill_null(value=False),
    )
    homes = register.actors.select("actor_id", "municipality_code")
    counted = (
        used.join(homes, on="actor_id")
        .group_by("offer_id", "municipality_code")
        .agg(nw.col("actor_id").n_unique().alias("users"))
    )
    region_of = eligibility_context(register, on).region_of
    found: Counter[tuple[str, str]] = Counter()
    for row in counted.collect().to_pandas().itertuples(index=False):
        offer_id, code, users = row
        found[offer_id, region_of.get(code, "")] += int(users)
    return dict(found)


def _carried_through(register: Register, on: date) -> dict[str, tuple[int, int]]:
    """Count finished and stopped projects that each actor led and that had ended by the day."""
    import pandas as pd  # noqa: PLC0415

    if register.projects is None:
        return {}
    table = register.projects.dropna(subset=["lead_actor_id", "status"])
    table = table[~(table["end"] > pd.Timestamp(on))]
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for lead, status in zip(table["lead_actor_id"], table["status"], strict=True):
        if status in ("finished", "stopped"):
            counts[lead][status == "stopped"] += 1
    return {lead: (done, stopped) for lead, (done, stopped) in counts.items()}


def _names(table: "pd.DataFrame | None", key: str) -> dict[str, tuple[str, str]]:
    if table is None:
        return {}
    return {
        identifier: (danish, english)
        for identifier, danish, english in zip(
            table[key], table["name_da"], table["name_en"], strict=True
        )
    }


def _column_pairs(table: "pd.DataFrame | None", key: str, value: str) -> dict[str, str]:
    if table is None:
        return {}
    rows = table.dropna(subset=[value])
    return dict(zip(rows[key], rows[value], strict=True))


def _holds(table: "pd.DataFrame", on: date) -> Any:  # noqa: ANN401 - a column of truth values
    """Mark the rows that hold on a day; an empty date is an open end."""
    import pandas as pd  # noqa: PLC0415

    day = pd.Timestamp(on)
    return ~(table["valid_from"] > day) & ~(table["valid_to"] < day)
