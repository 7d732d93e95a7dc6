"""Recommendation 1: is it clear who does what in the position?

Roles are counted of actors that are no firms. Two levels of the system are taken to work together
where an agreement or a referral between them is recorded.
"""

from itertools import combinations
from typing import Final

from ecosystem.analysis.graph import actor_ids
from ecosystem.briefings.scorecard.basis import ScorecardBasis
from ecosystem.model.days import holding
from ecosystem.model.scorecards import Indicator, IndicatorKey
from ecosystem.model.vocabulary import ActorKind, GapKind

ROLE_TABLES: Final = (
    "actors",
    "actor_positions",
    "offers",
    "links",
    "projects",
    "participations",
)
OVERLAP_TABLES: Final = ("needs", "offers", "sites", "actors", "municipalities", "regions")
FLOW_TABLES: Final = (*ROLE_TABLES, "strength_positions", "actor_layers", "system_layers")


def role_indicators(basis: ScorecardBasis, position_id: str) -> tuple[Indicator, ...]:
    """Return who of a position has a role, where many do the same, and which levels meet."""
    return (
        _role_share(basis, position_id),
        _overlap_cells(basis, position_id),
        _flows_known(basis, position_id),
    )


def supporters_of(basis: ScorecardBasis, position_id: str) -> tuple[str, ...]:
    """List the actors of a position's network that are no firms, examples left out, ascending."""
    graph = basis.network(position_id)
    return tuple(
        sorted(
            node
            for node in actor_ids(graph)
            if graph.nodes[node]["kind"] != ActorKind.FIRM and not graph.nodes[node]["is_synthetic"]
        )
    )


def _role_share(basis: ScorecardBasis, position_id: str) -> Indicator:
    subject = basis.subject(position_id, "aktoerer", "scorecard.caveat.role", ROLE_TABLES)
    if lacking := basis.lacking("actors", "actor_positions", "offers"):
        return subject.absent(IndicatorKey.ROLE_SHARE, lacking)
    actors = set(supporters_of(basis, position_id))
    clear = actors & (_with_role(basis, position_id) | _with_offer(basis))
    return subject.share(IndicatorKey.ROLE_SHARE, len(clear), len(actors))


def _with_role(basis: ScorecardBasis, position_id: str) -> set[str]:
    roles = basis.day.membership.roles
    return (
        set() if roles is None else set(roles.loc[roles["position_id"] == position_id, "actor_id"])
    )


def _with_offer(basis: ScorecardBasis) -> set[str]:
    offers = basis.register.offers
    if offers is None:
        return set()
    is_open = holding(offers, basis.day.on, "open_from", "open_until")
    return set(offers.loc[is_open, "provider_actor_id"].dropna())


def _overlap_cells(basis: ScorecardBasis, position_id: str) -> Indicator:
    subject = basis.subject(position_id, "aktoerer", "scorecard.caveat.overlap", OVERLAP_TABLES)
    if lacking := basis.lacking("strength_positions", *OVERLAP_TABLES):
        return subject.absent(IndicatorKey.OVERLAP_CELLS, lacking)
    regions = basis.day.places.region_of
    cells = {
        (gap.need_id, regions[code])
        for gap in basis.gaps(position_id)
        if gap.kind is GapKind.OVERLAP
        for code in gap.municipality_codes
        if code in regions
    }
    n = len(basis.search.context.needs) * len(set(regions.values()))
    values = {"count": len(cells), "of": n, "fewest": basis.limits.overlap_from}
    return subject.figure(IndicatorKey.OVERLAP_CELLS, len(cells), n, values)


def _flows_known(basis: ScorecardBasis, position_id: str) -> Indicator:
    """Return the share of the pairs of levels with a referral or agreement, as figure 2 has it."""
    from ecosystem.analysis.system import place_actors, referral_links

    subject = basis.subject(position_id, "aktoerer", "scorecard.caveat.flows", FLOW_TABLES)
    key = IndicatorKey.FLOWS_KNOWN
    if lacking := basis.lacking("actors", "actor_positions", "links"):
        return subject.absent(key, lacking)
    placed = place_actors(basis.day, position_id)
    levels = sorted(set(placed["level"].dropna()))
    pairs = {frozenset(pair) for pair in combinations(levels, 2)}
    links = referral_links(basis.day, placed)
    assert links is not None
    known = {frozenset(ends) for ends in zip(links["from_level"], links["to_level"], strict=True)}
    return subject.share(key, len(pairs & known), len(pairs), levels=len(levels))
