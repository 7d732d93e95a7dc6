"""Run the search: every kind of gap, for the positions and needs asked about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.gaps.confidence import rank
from ecosystem.analysis.gaps.context import GapContext, gap_context_on_day
from ecosystem.analysis.gaps.eligibility_gaps import find_size_gaps
from ecosystem.analysis.gaps.missing_roles import find_actor_gaps, is_any_facility
from ecosystem.analysis.gaps.missing_ties import find_splits, find_tie_gaps
from ecosystem.analysis.gaps.needs_unmet import find_need_gaps
from ecosystem.analysis.gaps.networks import Networks
from ecosystem.analysis.gaps.places import find_place_gaps
from ecosystem.analysis.gaps.redundancy import find_overlaps, find_single_providers
from ecosystem.analysis.gaps.search import Finder, Search
from ecosystem.analysis.gaps.supply import supply_matrix
from ecosystem.analysis.gaps.unreached_firms import find_demand_gaps, find_reach_gaps
from ecosystem.model.closed_lists import complete
from ecosystem.model.errors import UnknownIdError
from ecosystem.model.gaps import Gap, GapThresholds
from ecosystem.model.member_facts import GAP_KIND_FACTS
from ecosystem.model.register import Register, check_need, check_position
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import GapKind

FINDERS: Final[Mapping[GapKind, tuple[Finder, ...]]] = complete(
    GapKind,
    {
        GapKind.NEED: (find_need_gaps,),
        GapKind.PLACE: (find_place_gaps,),
        GapKind.SIZE_OR_STAGE: (find_size_gaps,),
        GapKind.ACTOR: (find_actor_gaps,),
        GapKind.TIE: (find_tie_gaps,),
        GapKind.FRAGILITY: (find_splits, find_single_providers),
        GapKind.OVERLAP: (find_overlaps,),
        GapKind.REACH: (find_reach_gaps,),
        GapKind.DEMAND: (find_demand_gaps,),
    },
    name="FINDERS",
)
"""Rooms that find each kind."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found, and what cannot be said of this register."""

    gaps: tuple[Gap, ...]
    cannot_say: tuple[Sentence, ...]


def find_gaps(  # noqa: PLR0913
    register: Register,
    on: date,
    position_id: str | None = None,
    need_id: str | None = None,
    thresholds: GapThresholds | None = None,
    *,
    day: OnDay | None = None,
) -> tuple[Gap, ...]:
    """Find what is missing in a register on a day.

    Args:
        register: The register, validated when it was read.
        on: The day.
        position_id: One strength position; ``None`` looks at all.
        need_id: One need; then only kinds that are about a need are looked for.
        thresholds: Limits behind the rules; ``None`` takes the stated ones.
        day: The register on the day where it is made already.

    Returns:
        Gaps by kind, within a kind by firms affected; each with its rule, evidence and
        confidence. Without closing steps (see ``steps.closing_steps``).

    Raises:
        UnknownIdError: The register holds no such position or need.
        NotRecordedError: The register has no municipalities or no strength positions.
    """
    context = gap_context_on_day(day or OnDay(register, on), thresholds or GapThresholds())
    return find_on(search_of(context, position_id, need_id)).gaps


def search_of(
    context: GapContext, position_id: str | None = None, need_id: str | None = None
) -> Search:
    """Begin a search of a day, for one position and need or for all.

    Raises:
        UnknownIdError: The register holds no such position or need.
        NotRecordedError: A need is asked about and the register has no needs.
    """
    positions, needs = _numbers_of(context, position_id, need_id)
    return Search(
        context=context,
        supply=supply_matrix(context),
        networks=Networks(context.day),
        asked_positions=positions,
        asked_needs=needs,
    )


def narrowed(search: Search, position_id: str | None, need_id: str | None = None) -> Search:
    """Return a search for one position and need over what another search has laid out.

    Raises:
        UnknownIdError: The register holds no such position or need.
        NotRecordedError: A need is asked about and the register has no needs.
    """
    positions, needs = _numbers_of(search.context, position_id, need_id)
    return Search(search.context, search.supply, search.networks, positions, needs)


def _numbers_of(
    context: GapContext, position_id: str | None, need_id: str | None
) -> tuple[tuple[int, ...], tuple[int, ...]]:
    if position_id is not None:
        check_position(context.register, position_id)
    if need_id is not None:
        check_need(context.register, need_id)
    positions, needs = enumerate(context.positions), enumerate(context.needs)
    return (
        tuple(number for number, identifier in positions if position_id in {None, identifier}),
        tuple(number for number, identifier in needs if need_id in {None, identifier}),
    )


def find_on(search: Search, kinds: Iterable[GapKind] = tuple(GapKind)) -> Findings:
    """Find the gaps of some kinds."""
    is_one_need = len(search.asked_needs) < len(search.context.needs)
    gaps: list[Gap] = []
    for kind in kinds:
        if is_one_need and not GAP_KIND_FACTS[kind].is_of_a_need:
            continue
        gaps += [
            gap for gap in _of_kind(search, kind) if not is_one_need or gap.need_id is not None
        ]
    return Findings(tuple(gaps), (*cannot_say(search.context), *_of_members(search)))


def gap_of(search: Search, gap_id: str) -> Gap:
    """Find a gap by its id; its own position is looked through, and all only for the error.

    Raises:
        UnknownIdError: There is no such gap on the day; the nearest ids are told.
    """
    _, position_id, *_ = f"{gap_id}:-".split(":")
    if position_id in search.context.positions:
        gaps_of_position = {gap.gap_id: gap for gap in find_on(narrowed(search, position_id)).gaps}
        if gap_id in gaps_of_position:
            return gaps_of_position[gap_id]
    all_gaps = {gap.gap_id: gap for gap in find_on(search).gaps}
    if gap_id not in all_gaps:
        kind = "gap"
        raise UnknownIdError.from_available(kind, gap_id, all_gaps)
    return all_gaps[gap_id]


def _of_kind(search: Search, kind: GapKind) -> list[Gap]:
    """List the gaps of a kind, each rule asked once for a search."""
    gaps: list[Gap] = []
    for finder in FINDERS[kind]:
        if finder not in search.gaps_by_rule:
            search.gaps_by_rule[finder] = tuple(finder(search))
        gaps += search.gaps_by_rule[finder]
    return sorted(gaps, key=_order)


def cannot_say(context: GapContext) -> tuple[Sentence, ...]:
    """List what this register cannot answer, and why: a table that is not recorded."""
    register = context.register
    tables = ("offers", "needs", "activities", "participations", "links", "board_seats")
    absent = [table for table in tables if getattr(register, table) is None]
    absent += ["sites"] if context.day.places.sites_ever is None else []
    absent += ["dead_ends"] if register.dead_ends is None else []
    keys = [f"gap.cannot_say.{table}" for table in absent]
    if context.firms is None:
        keys.append("gap.cannot_say.firms")
    if not is_any_facility(context):
        keys.append("gap.cannot_say.test_facilities")
    if not context.has_rules:
        keys.append("gap.cannot_say.rules")
    return tuple(Sentence(key=key) for key in keys)


def _of_members(search: Search) -> tuple[Sentence, ...]:
    """Return the sentence that counts positions of which only cluster members are recorded."""
    n = sum(map(search.context.holds_members_only, search.asked_positions))
    return (Sentence(key="gap.cannot_say.members_only", values={"n": n}),) if n else ()


def _order(gap: Gap) -> tuple[int, float, bool, int]:
    """Return the order: the surest, most firms, the whole position; then as they were found.

    Who finds them lists the worst first, such as the actor whose loss splits most.
    """
    firms = 0.0 if gap.firms_affected is None else gap.firms_affected.firms
    codes = gap.municipality_codes
    return rank(gap.confidence), -firms, bool(codes), -len(codes)
