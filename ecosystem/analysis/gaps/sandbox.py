"""Try a step: on a copy of the register, and as a prediction from what is worked out already.

``apply_step`` writes the step into a copy, which is searched from the beginning. ``predict``
changes only what the step touches: the reach of one offer, the places of one actor, the ties of
one position. The two must agree; a property test tries random steps.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final, assert_never

import pandas as pd

from ecosystem.analysis.gaps.admission import asks_for_position
from ecosystem.analysis.gaps.context import GapContext
from ecosystem.analysis.gaps.detection import FINDERS, Findings, find_on
from ecosystem.analysis.gaps.eligibility_gaps import find_size_gaps
from ecosystem.analysis.gaps.missing_roles import find_actor_gaps
from ecosystem.analysis.gaps.missing_ties import find_splits, find_tie_gaps
from ecosystem.analysis.gaps.needs_unmet import find_need_gaps
from ecosystem.analysis.gaps.networks import Networks
from ecosystem.analysis.gaps.places import find_place_gaps
from ecosystem.analysis.gaps.redundancy import find_overlaps, find_single_providers
from ecosystem.analysis.gaps.search import Finder, Search
from ecosystem.analysis.gaps.supply import Supply, change_supply, supply_matrix
from ecosystem.analysis.gaps.unreached_firms import find_reach_gaps
from ecosystem.model.closed_lists import complete
from ecosystem.model.errors import EcosystemError, UnknownIdError
from ecosystem.model.gaps import (
    AddStaffedDay,
    ExtendArea,
    FillRole,
    Gap,
    GoOnline,
    Introduce,
    OpenCriterion,
    Step,
)
from ecosystem.model.offers import Offer
from ecosystem.model.register import Register, check_position, small_table
from ecosystem.model.vocabulary import (
    Channel,
    ClosingKind,
    Evidence,
    LinkKind,
    MissingRole,
    PositionRole,
    SiteKind,
)

SOURCE: Final = "sandkasse"
"""Source written into rows that a step adds."""
_OF_OFFERS: Final[tuple[Finder, ...]] = (
    find_need_gaps,
    find_place_gaps,
    find_size_gaps,
    find_single_providers,
    find_overlaps,
    find_reach_gaps,
)
_TOUCHED: Final[Mapping[ClosingKind, tuple[Finder, ...]]] = complete(
    ClosingKind,
    {
        ClosingKind.EXTEND_AREA: _OF_OFFERS,
        ClosingKind.GO_ONLINE: _OF_OFFERS,
        ClosingKind.OPEN_CRITERION: _OF_OFFERS,
        ClosingKind.ADD_STAFFED_DAY: (*_OF_OFFERS, find_actor_gaps),
        ClosingKind.INTRODUCE: (find_tie_gaps, find_splits),
        ClosingKind.FILL_ROLE: tuple(finder for finders in FINDERS.values() for finder in finders),
    },
    name="_TOUCHED",
)
"""Rules whose gaps a step may open or close; what the others found stays."""
_ROLES: Final = {
    MissingRole.CLUSTER: PositionRole.DESIGNATED_CLUSTER,
    MissingRole.TEST_FACILITY: PositionRole.TEST_FACILITY,
    MissingRole.KNOWLEDGE_INSTITUTION: PositionRole.KNOWLEDGE_FIELD,
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a step does to the gaps."""

    closed: tuple[Gap, ...]
    opened: tuple[Gap, ...]
    changed: tuple[tuple[Gap, Gap], ...]
    """Before and after."""


def apply_step(register: Register, step: Step) -> Register:
    """Write a step into a copy of a register; the register itself stays as it is.

    Raises:
        UnknownIdError: The step names an offer, actor, position or municipality that is not
            there.
        NotRecordedError: The table the step would change is not recorded.
        EcosystemError: The offer has no such criterion.
    """
    match step:
        case ExtendArea():
            return _extend(register, step)
        case GoOnline():
            offer = _offer(register, step.offer_id)
            channel = Channel.ONLINE if offer.channel is Channel.ONLINE else Channel.BOTH
            return _with_offer(register, offer.model_copy(update={"channel": channel}))
        case OpenCriterion():
            return _open_criterion(register, step)
        case AddStaffedDay():
            _check_actor(register, step.actor_id)
            _check_places(register, (step.municipality_code,))
            row = {
                "site_id": f"{SOURCE}.{step.actor_id}.{step.municipality_code}",
                "actor_id": step.actor_id,
                "municipality_code": step.municipality_code,
                "kind": SiteKind.OFFICE.value,
            }
            return _with_row(register, "sites", row)
        case Introduce():
            _check_actor(register, step.from_actor_id)
            _check_actor(register, step.to_actor_id)
            tie: dict[str, Any] = {
                "from_actor_id": step.from_actor_id,
                "to_actor_id": step.to_actor_id,
                "kind": LinkKind.PARTNER.value,
                "position_id": step.position_id,
                "evidence": Evidence.CLAIMED.value,
            }
            return _with_row(register, "links", tie)
        case FillRole():
            return _fill_role(register, step)
        case _:
            assert_never(step)


def predict(search: Search, step: Step) -> Search:
    """Return the search after a step, changing only what the step touches.

    Raises:
        As :func:`apply_step`.
    """
    register = apply_step(search.context.register, step)
    is_new_member = isinstance(step, FillRole) and step.role is not MissingRole.BUSINESS_ON_BOARD
    context = search.context.with_register(register, is_membership_new=is_new_member)
    gaps_before = dict(search.gaps_by_rule).items()  # another thread may add to it meanwhile
    return replace(
        search,
        context=context,
        supply=_supply_after(search, context, step),
        networks=_networks_after(search, context, step),
        gaps_by_rule={
            finder: gaps for finder, gaps in gaps_before if finder not in _TOUCHED[step.kind]
        },
    )


def outcome(before: Iterable[Gap], after: Iterable[Gap]) -> Outcome:
    """Compute which gaps closed, opened or changed their place between before and after."""
    old, new = ({gap.gap_id: gap for gap in gaps} for gaps in (before, after))
    return Outcome(
        closed=tuple(gap for key, gap in old.items() if key not in new),
        opened=tuple(gap for key, gap in new.items() if key not in old),
        changed=tuple(
            (old[key], gap)
            for key, gap in new.items()
            if key in old and gap.municipality_codes != old[key].municipality_codes
        ),
    )


def try_step(search: Search, step: Step) -> tuple[Findings, Outcome]:
    """Compute the findings after a step, and what it closes, opens and changes."""
    before, after = find_on(search), find_on(predict(search, step))
    return after, outcome(before.gaps, after.gaps)


# --- what a step touches -------------------------------------------------------------------


def _supply_after(search: Search, context: GapContext, step: Step) -> Supply:
    match step:
        case ExtendArea() | GoOnline() | OpenCriterion():
            return change_supply(search.supply, context, [step.offer_id])
        case AddStaffedDay():
            return change_supply(search.supply, context, _offers_met_at(context, step.actor_id))
        case Introduce():
            return search.supply
        case FillRole() if step.role is MissingRole.BUSINESS_ON_BOARD:
            return search.supply
        case FillRole():
            verdicts = search.supply.judged.verdicts.items()
            unchanged = {
                demand: codes for demand, codes in verdicts if not asks_for_position(demand)
            }
            return supply_matrix(context, unchanged)
        case _:
            assert_never(step)


def _networks_after(search: Search, context: GapContext, step: Step) -> Networks:
    networks = search.networks
    match step:
        case Introduce():
            touched = context.positions if step.position_id is None else (step.position_id,)
            ends = (step.from_actor_id, step.to_actor_id)
            if ends[0] == ends[1] or not all(_is_there(context, actor) for actor in ends):
                return networks.apart_from(context.day, touched)
            return networks.introduced(context.day, *ends, touched)
        case FillRole():
            return networks.apart_from(context.day, (step.position_id,))
        case ExtendArea() | GoOnline() | OpenCriterion() | AddStaffedDay():
            return networks.apart_from(context.day, ())
        case _:
            assert_never(step)


def _is_there(context: GapContext, actor_id: str) -> bool:
    """Return whether an actor is there on the day, so that a tie of it counts."""
    actors = context.day.actors
    if actor_id in actors.supporters.index:
        founded = actors.supporters["founded"][actor_id]
        return actor_id not in actors.closed and not founded > pd.Timestamp(context.on)
    return context.firms is not None and bool((context.firms.table["actor_id"] == actor_id).any())


def _offers_met_at(context: GapContext, actor_id: str) -> list[str]:
    """List the offers met at an actor's offices: its own, and those its cluster carries out."""
    return [
        offer_id
        for offer_id, offer in context.register.catalogue.items()
        if offer.provider_actor_id == actor_id or offer.rules.delivered_by == "designated_cluster"
    ]


# --- rows ----------------------------------------------------------------------------------


def _offer(register: Register, offer_id: str) -> Offer:
    if offer_id not in register.catalogue:
        kind = "offer"
        raise UnknownIdError.from_available(kind, offer_id, register.catalogue)
    return register.catalogue[offer_id]


def _check_actor(register: Register, actor_id: str) -> None:
    import narwhals as nw

    from ecosystem.model.register import big_table, collect  # noqa: PLC0415

    table = big_table(register, "actors", "who is in the ecosystem").select("actor_id")
    if collect(table.filter(nw.col("actor_id") == actor_id)).empty:
        kind = "actor"
        raise UnknownIdError.from_available(kind, actor_id, collect(table)["actor_id"])


def _check_places(register: Register, codes: Iterable[str]) -> None:
    recorded_codes = small_table(register, "municipalities", "where things are")[
        "municipality_code"
    ]
    for code in codes:
        if code not in set(recorded_codes):
            kind = "municipality"
            raise UnknownIdError.from_available(kind, code, recorded_codes)


def _extend(register: Register, step: ExtendArea) -> Register:
    offer = _offer(register, step.offer_id)
    _check_places(register, step.municipality_codes)
    area_before = offer.area or ()
    if "national" in area_before:
        return register
    area = tuple(dict.fromkeys([*area_before, *step.municipality_codes]))
    return _with_offer(register, offer.model_copy(update={"area": area}))


def _open_criterion(register: Register, step: OpenCriterion) -> Register:
    offer = _offer(register, step.offer_id)
    criteria = list(offer.rules.criteria)
    if step.criterion > len(criteria):
        message = (
            f"{step.offer_id} has {len(criteria)} criteria, so none is number {step.criterion}."
        )
        raise EcosystemError(message)
    del criteria[step.criterion - 1]
    rules = offer.rules.model_copy(update={"criteria": tuple(criteria)})
    return _with_offer(register, offer.model_copy(update={"rules": rules}))


def _fill_role(register: Register, step: FillRole) -> Register:
    _check_actor(register, step.actor_id)
    check_position(register, step.position_id)
    if step.role is MissingRole.BUSINESS_ON_BOARD:
        row = {"actor_id": step.actor_id, "seat": SOURCE, "affiliation": "firm"}
        return _with_row(register, "board_seats", row)
    row = {
        "actor_id": step.actor_id,
        "position_id": step.position_id,
        "role": _ROLES[step.role].value,
    }
    return _with_row(register, "actor_positions", row)


def _with_offer(register: Register, offer: Offer) -> Register:
    table = small_table(register, "offers", "what firms can be referred to").copy()
    is_offer = table["offer_id"] == offer.offer_id
    table.loc[is_offer, "area"] = None if offer.area is None else ";".join(offer.area)
    table.loc[is_offer, "channel"] = None if offer.channel is None else offer.channel.value
    catalogue = {**register.catalogue, offer.offer_id: offer}
    return replace(register, offers=table, catalogue=catalogue)


def _with_row(register: Register, name: str, row: dict[str, Any]) -> Register:
    table = small_table(register, name, "what a step would change")
    cells = {column: row.get(column) for column in table.columns} | {"source": SOURCE}
    added = pd.DataFrame([cells])
    for column in table.columns:
        added[column] = added[column].astype(table[column].dtype)
    changed: dict[str, Any] = {name: pd.concat([table, added], ignore_index=True)}
    if name in register.row_counts:
        changed["row_counts"] = {**register.row_counts, name: register.row_counts[name] + 1}
    return replace(register, **changed)
