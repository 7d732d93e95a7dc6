"""Run the search: every kind of gap, for the positions and needs asked about."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from ecosystem.analysis.gaps.balance import find_overlaps, find_single_providers
from ecosystem.analysis.gaps.ground import Ground, lay_ground
from ecosystem.analysis.gaps.needs_unmet import find_need_gaps
from ecosystem.analysis.gaps.never_reached import find_demand_gaps, find_reach_gaps
from ecosystem.analysis.gaps.places import find_place_gaps
from ecosystem.analysis.gaps.roles import find_actor_gaps, is_any_facility
from ecosystem.analysis.gaps.search import Search, join_gaps
from ecosystem.analysis.gaps.shut_out import find_size_gaps
from ecosystem.analysis.gaps.supply import Supply, lay_out_supply
from ecosystem.analysis.gaps.ways import find_splits, find_tie_gaps
from ecosystem.model.gaps import Gap, GapThresholds
from ecosystem.model.register import Register, check_need, check_position
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import GapConfidence, GapKind

FINDERS: Final[Mapping[GapKind, tuple[Callable[[Search], list[Gap]], ...]]] = {
    GapKind.NEED: (find_need_gaps,),
    GapKind.PLACE: (find_place_gaps,),
    GapKind.SIZE_OR_STAGE: (find_size_gaps,),
    GapKind.ACTOR: (find_actor_gaps,),
    GapKind.TIE: (find_tie_gaps,),
    GapKind.FRAGILITY: (find_splits, find_single_providers),
    GapKind.OVERLAP: (find_overlaps,),
    GapKind.REACH: (find_reach_gaps,),
    GapKind.DEMAND: (find_demand_gaps,),
}
"""Rooms that find each kind."""
OF_A_NEED: Final = frozenset(
    {GapKind.NEED, GapKind.SIZE_OR_STAGE, GapKind.FRAGILITY, GapKind.OVERLAP, GapKind.DEMAND}
)
"""Kinds that are about a need; the others are left out when one need is asked about."""


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found, and what cannot be said of this register."""

    gaps: tuple[Gap, ...]
    cannot_say: tuple[Sentence, ...]


def find_gaps(
    register: Register,
    on: date,
    position_id: str | None = None,
    need_id: str | None = None,
    thresholds: GapThresholds | None = None,
) -> tuple[Gap, ...]:
    """Find what is missing in a register on a day.

    Args:
        register: The register, validated when it was read.
        on: The day.
        position_id: One strength position; ``None`` looks at all.
        need_id: One need; then only kinds that are about a need are looked for.
        thresholds: Limits behind the rules; ``None`` takes the stated ones.

    Returns:
        Gaps by kind, within a kind by firms affected; each with its rule, evidence and
        confidence. Without closing steps (see ``steps.closing_steps``).

    Raises:
        UnknownIdError: The register holds no such position or need.
        NotRecordedError: The register has no municipalities or no strength positions.
    """
    ground = lay_ground(register, on, thresholds or GapThresholds())
    return find_on(search_of(ground, position_id, need_id)).gaps


def search_of(
    ground: Ground,
    position_id: str | None = None,
    need_id: str | None = None,
    supply: Supply | None = None,
) -> Search:
    """Begin a search over laid ground, for one position and need or for all.

    Raises:
        UnknownIdError: The register holds no such position or need.
        NotRecordedError: A need is asked about and the register has no needs.
    """
    if position_id is not None:
        check_position(ground.register, position_id)
    if need_id is not None:
        check_need(ground.register, need_id)
    positions = range(len(ground.positions))
    needs = range(len(ground.needs))
    return Search(
        ground=ground,
        supply=supply or lay_out_supply(ground),
        asked_positions=tuple(p for p in positions if position_id in {None, ground.positions[p]}),
        asked_needs=tuple(n for n in needs if need_id in {None, ground.needs[n]}),
    )


def find_on(search: Search, kinds: Iterable[GapKind] = tuple(GapKind)) -> Findings:
    """Find the gaps of some kinds over laid ground."""
    is_one_need = len(search.asked_needs) < len(search.ground.needs)
    gaps: list[Gap] = []
    for kind in kinds:
        if is_one_need and kind not in OF_A_NEED:
            continue
        found = _of_kind(search, kind)
        gaps += [gap for gap in found if gap.need_id is not None] if is_one_need else found
    return Findings(tuple(gaps), cannot_say(search.ground))


def _of_kind(search: Search, kind: GapKind) -> list[Gap]:
    key = f"found:{kind.value}"
    if key not in search.kept:
        found = join_gaps(gap for finder in FINDERS[kind] for gap in finder(search))
        search.kept[key] = sorted(found, key=_order)
    held: list[Gap] = search.kept[key]
    return held


def cannot_say(ground: Ground) -> tuple[Sentence, ...]:
    """Tell what this register cannot answer, and why: a table that is not recorded."""
    register = ground.register
    tables = ("offers", "needs", "sites", "activities", "participations", "links")
    absent = [t for t in (*tables, "board_seats", "dead_ends") if getattr(register, t) is None]
    said = [Sentence(key=f"gap.cannot_say.{table}") for table in absent]
    if ground.firms is None:
        said.append(Sentence(key="gap.cannot_say.firms"))
    if not is_any_facility(ground):
        said.append(Sentence(key="gap.cannot_say.test_facilities"))
    if not ground.has_rules:
        said.append(Sentence(key="gap.cannot_say.rules"))
    return tuple(said)


_SURE: Final = {
    GapConfidence.REAL: 0,
    GapConfidence.OUT_OF_DATE: 1,
    GapConfidence.UNCONFIRMED: 2,
    GapConfidence.NOT_RECORDED: 3,
}


def _order(gap: Gap) -> tuple[int, float, bool, int]:
    """The surest, those of most firms, what concerns the whole position; then as they were found.

    Who finds them lists the worst first, such as the actor whose loss splits most.
    """
    firms = 0.0 if gap.firms_affected is None else gap.firms_affected.firms
    codes = gap.municipality_codes
    return _SURE[gap.confidence], -firms, bool(codes), -len(codes)
