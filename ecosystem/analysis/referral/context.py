"""Gather once what referrals of one day ask of a register, so that each firm is quick.

Who offers what, and what firms have used before, stand here; who is there, how far away, in which
field and under which name is answered by the day. A referral then reads no table at all.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from ecosystem.analysis.day import Distance, OnDay
from ecosystem.analysis.eligibility import EligibilityContext, eligibility_context
from ecosystem.analysis.topics import TopicFit, Topics, topic_fits, topics_of
from ecosystem.model.errors import NotRecordedError
from ecosystem.model.firms import Firm
from ecosystem.model.offers import Offer
from ecosystem.model.referrals import Contact
from ecosystem.model.register import Register
from ecosystem.model.vocabulary import ActorKind
from ecosystem.model.ways import Ways
from ecosystem.model.weights import ReferralWeights


@dataclass(frozen=True, slots=True)
class Provider:
    """An actor that offers something, as far as a referral needs it."""

    actor_id: str
    name: str
    kind: ActorKind | None
    contact: Contact = field(default_factory=Contact)


@dataclass(frozen=True)
class ReferralContext:
    """What holds on one day; made by ``referral_context``, read by every referral of that day."""

    day: OnDay
    weights: ReferralWeights
    eligibility: EligibilityContext
    offers_by_need: Mapping[str, tuple[Offer, ...]]
    offers_by_provider: Mapping[str, tuple[Offer, ...]]
    providers: Mapping[str, Provider]
    uses: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """Earlier users of an offer by (offer_id, region_code); empty: not recorded."""
    carried_through: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Finished and stopped projects led, by actor_id; empty: not recorded."""
    _shares: dict[str | None, dict[str, float]] = field(default_factory=dict)
    _likely: dict[str, frozenset[str]] = field(default_factory=dict)

    @property
    def on(self) -> date:
        """The day of the referrals."""
        return self.day.on

    @property
    def ways(self) -> Ways | None:
        """The way ahead for each need; None: not stated."""
        constants = self.day.register.constants
        return None if constants is None else constants.ways

    @cached_property
    def offices(self) -> Mapping[str, str]:
        """Municipal business service by municipality_code."""
        offices = self.day.actors.municipal_offices
        return {code: actor_ids[0] for code, actor_ids in offices.items()}

    @cached_property
    def neighbours(self) -> Mapping[str, frozenset[str]]:
        """Positions that share industries, by position_id."""
        return self.day.membership.neighbours(self.weights.neighbour_overlap)

    @cached_property
    def topics(self) -> Topics:
        """What the actors of the day work with."""
        return topics_of(self.day)

    def likely_positions(self, industry_code: str | None) -> frozenset[str]:
        """Return the positions that an industry is the core of: a hint, never an answer."""
        if industry_code is None:
            return frozenset()
        if industry_code not in self._likely:
            positions = self.day.membership.positions_of_industry(industry_code)
            self._likely[industry_code] = positions
        return self._likely[industry_code]

    def distance(self, municipality_code: str | None, provider: Provider) -> Distance | None:
        """Return the way from a municipality to a provider's nearest place; None: not known."""
        return self.day.places.distance(municipality_code, provider.actor_id)

    @cached_property
    def mean_carried_through(self) -> float | None:
        """Share of all ended projects that were finished; None: none recorded."""
        finished = sum(count for count, _ in self.carried_through.values())
        ended = finished + sum(stopped for _, stopped in self.carried_through.values())
        return finished / ended if ended else None

    def shares_of_use(self, region_code: str | None) -> dict[str, float]:
        """Compute earlier use of each offer in a region, shrunk to the country's, the largest as 1.

        Without a region it is the country's.
        """
        if region_code not in self._shares:
            users_here = {offer_id: n for (offer_id, r), n in self.uses.items() if r == region_code}
            here = sum(users_here.values())
            total: Counter[str] = Counter()
            for (offer_id, _), users in self.uses.items():
                total[offer_id] += users
            prior, everywhere = self.weights.use_prior, sum(total.values())
            rates = {
                offer_id: (users_here.get(offer_id, 0) + prior * n / everywhere) / (here + prior)
                for offer_id, n in total.items()
            }
            most = max(rates.values())
            self._shares[region_code] = {offer_id: rate / most for offer_id, rate in rates.items()}
        return self._shares[region_code]


@dataclass(frozen=True)
class Enquiry:
    """One firm, what it needs, and the day it asks."""

    firm: Firm
    need_ids: tuple[str, ...]
    context: ReferralContext
    without: frozenset[str] = frozenset()
    """Actors and offers that cannot be used now."""
    own_actor_id: str | None = None
    """The adviser's own organisation."""
    words: str = ""
    """What the firm says it needs, in its own words."""

    @cached_property
    def topic_fits(self) -> Mapping[str, TopicFit]:
        """How well what each actor works with fits the firm; empty: nobody has told enough."""
        firm = self.firm
        topics = self.context.topics
        return topic_fits(topics, self.words, firm.positions or (), firm.industry_code)

    @property
    def hub_id(self) -> str | None:
        """The business hub of the firm's municipality, if it can be used."""
        hub_id = self.context.day.places.hub_of.get(self.firm.municipality_code or "")
        return None if hub_id in self.without else hub_id


def referral_context(day: OnDay) -> ReferralContext:
    """Gather what referrals of a day ask for.

    Args:
        day: A table of its register that is not recorded leaves its part empty.

    Raises:
        NotRecordedError: The register has no offers, or no numbers to rank them by.
    """
    register = day.register
    if register.constants is None or register.constants.referral is None:
        raise NotRecordedError.from_rules("rules/_weights.yaml", "how suggestions are ordered")
    if register.offers is None:
        raise NotRecordedError.from_table("offers", "what a firm can be referred to")
    return ReferralContext(
        day=day,
        weights=register.constants.referral,
        eligibility=eligibility_context(day),
        offers_by_need=_by_need(register),
        offers_by_provider=_by_provider(register),
        providers=_providers(day),
        uses=_earlier_uses(day),
        carried_through=_carried_through(register, day.on),
    )


def _by_need(register: Register) -> dict[str, tuple[Offer, ...]]:
    offers: dict[str, list[Offer]] = defaultdict(list)
    for offer in register.catalogue.values():
        for need_id in offer.need_ids:
            offers[need_id].append(offer)
    return {need_id: tuple(answering) for need_id, answering in offers.items()}


def _by_provider(register: Register) -> dict[str, tuple[Offer, ...]]:
    offers: dict[str, list[Offer]] = defaultdict(list)
    for offer in register.catalogue.values():
        if offer.provider_actor_id is not None:
            offers[offer.provider_actor_id].append(offer)
    return {actor_id: tuple(provided) for actor_id, provided in offers.items()}


def _providers(day: OnDay) -> dict[str, Provider]:
    """Return every actor that is no firm, closed ones too, so that each can be named."""
    actors = day.actors
    ids: Iterable[str] = map(str, actors.supporters.index)
    return {
        actor_id: Provider(
            actor_id,
            actors.name(actor_id),
            actors.kind(actor_id),
            Contact(**actors.reach(actor_id)),
        )
        for actor_id in ids
    }


def _earlier_uses(day: OnDay) -> dict[tuple[str, str], int]:
    """Count distinct users of each offer before the day, by the region they are in.

    Example data is left out: what invented firms used says nothing about where to send a real one.
    """
    import narwhals as nw

    register = day.register
    if register.participations is None or register.actors is None:
        return {}
    used = register.participations.filter(
        ~nw.col("offer_id").is_null(),
        nw.col("start").is_null() | (nw.col("start") < day.on),
        ~nw.col("is_synthetic").fill_null(value=False),
    )
    homes = register.actors.select("actor_id", "municipality_code")
    counted = (
        used.join(homes, on="actor_id")
        .group_by("offer_id", "municipality_code")
        .agg(nw.col("actor_id").n_unique().alias("users"))
    )
    users_of: Counter[tuple[str, str]] = Counter()
    for row in counted.collect().to_pandas().itertuples(index=False):
        offer_id, code, users = row
        users_of[offer_id, day.places.region_of.get(code, "")] += int(users)
    return dict(users_of)


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
    return {lead: (finished, stopped) for lead, (finished, stopped) in counts.items()}
