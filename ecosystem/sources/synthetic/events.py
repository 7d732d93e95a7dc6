"""What the example firms did, and the activities that real actors hold for them.

Memberships go to clusters of the firm's trades, activities to the offices and to where people
live, participations to offers that the firm could use: in its area, its trade, its size, while
both were there.
"""

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from ecosystem.model.offers import Between, Offer, SizeClass
from ecosystem.model.register import Register, big_table, small_table
from ecosystem.model.vocabulary import (
    ActorKind,
    Evidence,
    LinkKind,
    OfferKind,
    PositionRole,
    Role,
)
from ecosystem.sources.synthetic.calibration import Country
from ecosystem.sources.synthetic.firms import (
    FIRST_DAY,
    LAST_DAY,
    Days,
    Firms,
    Numbers,
    Places,
    Truths,
    firm_ids,
    pick,
)
from ecosystem.sources.synthetic.rows import chosen, example_rows, numbered

if TYPE_CHECKING:
    import pyarrow as pa

_FIRST_ACTIVITY: Final = np.datetime64("2024-01-01", "D")
_FIRST_MEMBERSHIP: Final = np.datetime64("2014-01-01", "D")
_MOST_MEMBERS: Final = 20_000
"""Links are a small table, whatever the number of firms."""
_HUB_ACTIVITIES: Final = (90, 160)
_CLUSTER_ACTIVITIES: Final = (45, 115)
_USUAL_AMOUNT_DKK: Final = 500_000.0
_SPARE: Final = 1.05
"""Uses drawn for each one wanted, because a few fall on the same firm, offer and day."""
_DAYS: Final = 20_000
"""Days a use can start on, counted from _DAY_0: all of a use fits into one whole number."""
_DAY_0: Final = 10_000


def organisers(base: Register) -> pd.DataFrame:
    """List clusters and business hubs, sorted, each with the first position it is designated."""
    import narwhals as nw

    kinds = [ActorKind.CLUSTER.value, ActorKind.BUSINESS_HUB.value]
    holders = (
        big_table(base, "actors", "who holds example activities")
        .filter(nw.col("kind").is_in(kinds))
        .select("actor_id", "kind", "municipality_code", "closed")
        .collect()
        .to_pandas()
        .sort_values("actor_id", ignore_index=True)
    )
    roles = base.actor_positions
    if roles is None:
        return holders.assign(position_id=np.nan)
    designated = roles[roles["role"] == PositionRole.DESIGNATED_CLUSTER].sort_values("position_id")
    first = designated.drop_duplicates("actor_id").set_index("actor_id")["position_id"]
    return holders.assign(position_id=holders["actor_id"].map(first))


def membership_rows(
    country: Country,
    holders: pd.DataFrame,
    firms: Firms,
    source: str,
    rng: np.random.Generator,
) -> "pa.Table":
    """Make firms members of clusters, most of them from the trades of the position."""
    import pyarrow as pa

    rates = country.calibration.rates
    clusters = holders[(holders["kind"] == ActorKind.CLUSTER) & holders["closed"].isna()]
    clusters = clusters[clusters["position_id"].notna()]
    share = rng.dirichlet(np.full(max(len(clusters), 1), 4.0))
    member_count = min(rates["member"] * len(firms), _MOST_MEMBERS)
    member, cluster = [np.empty(0, "int64")], [np.empty(0, "int64")]
    for place, position in enumerate(clusters["position_id"]):
        fit = firms.positions.get(position, np.zeros(len(firms)))
        pull = np.isnat(firms.closed) * (fit + rates["outside_trade"])
        pull = pull * np.sqrt(1 + firms.employees)
        if pull.sum() > 0:
            member.append(np.unique(pick(rng, pull, int(member_count * share[place]))))
            cluster.append(np.full(len(member[-1]), place))
    who, where = np.concatenate(member), np.concatenate(cluster)
    since = np.maximum(firms.founded[who], _FIRST_MEMBERSHIP)
    room = (LAST_DAY - since).astype("int64")
    joined = since + (rng.random(len(who)) * room).astype("timedelta64[D]")
    is_claimed = rng.random(len(who)) < rates["member_claimed"]
    return example_rows(
        "links",
        len(who),
        source,
        from_actor_id=firm_ids(who),
        to_actor_id=chosen(clusters["actor_id"], where),
        kind=LinkKind.MEMBER_OF.value,
        position_id=chosen(clusters["position_id"], where),
        evidence=chosen([Evidence.MEMBER, Evidence.CLAIMED], is_claimed.astype("int64")),
        valid_from=pa.array(joined, mask=rng.random(len(who)) < rates["member_since_unknown"]),
    )


# --- activities ----------------------------------------------------------------------------


def activity_rows(
    country: Country, holders: pd.DataFrame, source: str, rng: np.random.Generator
) -> "pa.Table":
    """Make activities of clusters and hubs from 2024 on, some online, some near the office."""
    import pyarrow as pa

    base, rates = country.register, country.calibration.rates
    is_hub = (holders["kind"] == ActorKind.BUSINESS_HUB).to_numpy()
    who, day = _calendar(holders, is_hub, rng)
    online_share = np.where(is_hub, rates["hub_online"], rates["cluster_online"])
    is_online = rng.random(len(who)) < online_share[who]
    listed = sorted(
        small_table(base, "strength_positions", "what activities are about")["position_id"]
    )
    position_of_holder = holders["position_id"].map(
        {name: place for place, name in enumerate(listed)}
    )
    position = position_of_holder.fillna(-1).to_numpy("int64")[who]
    is_guest = (position < 0) & (rng.random(len(who)) < rates["hub_on_position"])
    position = np.where(is_guest, rng.integers(0, len(listed), len(who)), position)
    no_number = rng.random(len(who)) < rates["participants_unknown"]
    return example_rows(
        "activities",
        len(who),
        source,
        activity_id=numbered("synthetic-activity-", np.arange(len(who)) + 1, 5),
        actor_id=chosen(holders["actor_id"], who),
        position_id=chosen(listed, position.clip(0), position < 0),
        need_id=_needs(country, holders, who, rng),
        municipality_code=_venues(country, holders, who, is_online, rng),
        is_online=pa.array(is_online),
        date=pa.array(day),
        participants=pa.array(np.exp(rng.normal(2.9, 0.6, len(who))) // 1 + 1, mask=no_number),
    )


def _calendar(
    holders: pd.DataFrame, is_hub: Truths, rng: np.random.Generator
) -> tuple[Places, Days]:
    """Draw who holds an activity on which day, in the order of the days."""
    closed = holders["closed"].to_numpy("datetime64[D]")
    last = np.where(np.isnat(closed), LAST_DAY, np.minimum(closed, LAST_DAY))
    room = np.maximum((last - _FIRST_ACTIVITY).astype("int64"), 0)
    of_hub = rng.integers(*_HUB_ACTIVITIES, len(holders))
    of_cluster = rng.integers(*_CLUSTER_ACTIVITIES, len(holders))
    many = np.where(is_hub, of_hub, of_cluster) * (room > 0)
    who = np.repeat(np.arange(len(holders)), many)
    day = _FIRST_ACTIVITY + (rng.random(len(who)) * room[who]).astype("timedelta64[D]")
    order = np.lexsort((who, day))
    return who[order], day[order]


def _needs(country: Country, holders: pd.DataFrame, who: Places, rng: np.random.Generator) -> Any:  # noqa: ANN401  # an arrow array
    """Draw the need of each activity among those that its holder's offers answer."""
    base, rates = country.register, country.calibration.rates
    listed = sorted(small_table(base, "needs", "what activities are for")["need_id"])
    answers = {str(actor): np.zeros(len(listed)) for actor in holders["actor_id"]}
    for offer in base.catalogue.values():
        if offer.provider_actor_id in answers:
            answers[offer.provider_actor_id] += np.isin(listed, offer.need_ids)
    drawn = np.zeros(len(who), dtype="int64")
    for place, actor in enumerate(holders["actor_id"]):
        mine = np.flatnonzero(who == place)
        weights = answers[actor] if answers[actor].any() else np.ones(len(listed))
        drawn[mine] = pick(rng, weights, len(mine))
    return chosen(listed, drawn, rng.random(len(who)) < rates["need_unknown"])


def _venues(
    country: Country,
    holders: pd.DataFrame,
    who: Places,
    is_online: Truths,
    rng: np.random.Generator,
) -> Any:  # noqa: ANN401  # an arrow array
    """Draw the municipality of each activity: at the office, or where the people live."""
    base, rates = country.register, country.calibration.rates
    places = small_table(base, "municipalities", "where activities are held")
    codes = places["municipality_code"].to_list()
    people: Numbers = np.asarray(places["population"].astype("float64").fillna(1.0))
    venue = np.zeros(len(who), dtype="int64")
    for place, holder in enumerate(holders.to_dict("records")):
        mine = np.flatnonzero(who == place)
        covered = (places["hub_id"] == holder["actor_id"]).fillna(value=False).to_numpy(dtype=bool)
        venue[mine] = pick(rng, people * covered if covered.any() else people, len(mine))
        at_office = rng.random(len(mine)) < rates["at_office"]
        if holder["municipality_code"] in codes:
            venue[mine[at_office]] = codes.index(holder["municipality_code"])
    return chosen(codes, venue, is_online)


# --- participations ------------------------------------------------------------------------


def participation_rows(
    country: Country, firms: Firms, count: int, source: str, rng: np.random.Generator
) -> "pa.Table":
    """Make firms use offers, each while it was open, and as often as such firms could.

    Args:
        country: Holds the offers with their rules.
        firms: Who can take part.
        count: Participations to make; fewer come out when too few firms fit any offer.
        source: What made the rows.
        rng: Source of chance.
    """
    import pyarrow as pa

    catalogue = country.register.catalogue
    offers = [catalogue[offer_id] for offer_id in sorted(catalogue)]
    firm, offer, day = _uses(country, firms, offers, count, rng)
    is_scheme = np.array([o.kind is OfferKind.SCHEME for o in offers], dtype=bool)[offer]
    length = (90 + rng.random(len(firm)) * 640).astype("timedelta64[D]")
    no_end = rng.random(len(firm)) < country.calibration.rates["end_unknown"]
    is_running = day + length > LAST_DAY
    return example_rows(
        "participations",
        len(firm),
        source,
        actor_id=firm_ids(firm),
        offer_id=chosen([o.offer_id for o in offers], offer),
        role=chosen([Role.PARTICIPANT, Role.BENEFICIARY], is_scheme.astype("int64")),
        start=pa.array(day),
        end=pa.array(day + length, mask=is_running | no_end | ~is_scheme),
    )


def _uses(
    country: Country,
    firms: Firms,
    offers: list[Offer],
    count: int,
    rng: np.random.Generator,
) -> tuple[Places, Places, Days]:
    """Draw firm, offer and first day of each use: sorted, no two alike."""
    zeal = np.exp(rng.normal(0.0, 1.0, len(firms))) * (1 + firms.employees) ** 0.3
    luck = np.exp(rng.normal(0.0, 0.5, len(offers)))
    reach = np.array([_users(country, firms, offer).dot(zeal) for offer in offers])
    reach = reach * luck * [_demand(country, offer) for offer in offers]
    parts = [np.empty(0, "int64")]
    for place in np.flatnonzero(reach):
        pull = zeal * _users(country, firms, offers[place])
        who = pick(rng, pull, int(count * _SPARE * reach[place] / reach.sum()) + 1)
        first, last = _window(firms, offers[place])
        room = (last[who] - first[who]).astype("int64")
        day = first[who].astype("int64") + (rng.random(len(who)) * room).astype("int64")
        parts.append((who * len(offers) + place) * _DAYS + day - _DAY_0)
    uses = np.unique(np.concatenate(parts))
    if len(uses) > count:
        uses = np.sort(rng.permutation(uses)[:count])
    pair, day = uses // _DAYS, (uses % _DAYS + _DAY_0).astype("datetime64[D]")
    return pair // max(len(offers), 1), pair % max(len(offers), 1), day


def _demand(country: Country, offer: Offer) -> float:
    """Weight of an offer: services are used more than schemes, small amounts more than large."""
    if offer.kind is OfferKind.SERVICE:
        return country.calibration.rates["service_pull"]
    amount = offer.amount_max_dkk or _USUAL_AMOUNT_DKK
    return float((_USUAL_AMOUNT_DKK / amount) ** 0.5)


def _window(firms: Firms, offer: Offer) -> tuple[Days, Days]:
    """First and last day on which each firm can have begun to use an offer."""
    opened = FIRST_DAY if offer.open_from is None else np.datetime64(offer.open_from, "D")
    ended = LAST_DAY if offer.open_until is None else np.datetime64(offer.open_until, "D")
    still_there = np.where(np.isnat(firms.closed), LAST_DAY, firms.closed)
    first = np.maximum(firms.founded, max(opened, FIRST_DAY))
    return first, np.minimum(still_there, min(ended, LAST_DAY))


def _users(country: Country, firms: Firms, offer: Offer) -> Numbers:
    """Weight of each firm as a user of an offer: 0 outside its days, its area or its size."""
    base, rates = country.register, country.calibration.rates
    first, last = _window(firms, offer)
    weight = (last > first).astype("float64")
    if offer.area is not None and "national" not in offer.area:
        weight *= _in_area(base, offer.area)[firms.municipality]
    if offer.position_ids:
        fits = [firms.positions[p] for p in offer.position_ids if p in firms.positions]
        best = np.maximum.reduce(fits) if fits else np.zeros(len(firms))
        weight *= rates["offer_outside_trade"] + best
    for criterion in offer.rules.criteria:
        if isinstance(criterion, Between) and criterion.fact == "employees":
            least, most = criterion.at_least or 0.0, criterion.at_most
            weight *= (firms.employees >= least) & (firms.employees <= (most or np.inf))
        if isinstance(criterion, SizeClass) and base.constants is not None:
            weight *= (
                firms.employees < base.constants.size_ceilings[criterion.at_most].employees_under
            )
    return weight


def _in_area(base: Register, area: tuple[str, ...]) -> Truths:
    places = small_table(base, "municipalities", "where offers can be used")
    codes = set(area)
    if base.regions is not None:
        inside = base.regions["region_code"].isin(codes)
        codes |= set(base.regions.loc[inside, "municipality_code"])
    is_inside: Truths = places["municipality_code"].isin(codes).to_numpy()
    return is_inside
