"""The smallest steps that would close a gap, each tried before it is named.

Candidates come from what the register holds: an offer that stops at a border, one that is only
met on site, a criterion, an actor that is near. Each is tried on the laid ground and told with
the firms it newly reaches; what reaches nobody is not told. Effort is a rough order: a talk, an
offer put online, a wider area, a criterion, a staffed day, a decision of others.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from ecosystem.analysis.eligibility import judge_criterion
from ecosystem.analysis.gaps.codes import NO, YES
from ecosystem.analysis.gaps.ground import Ground
from ecosystem.analysis.gaps.places import reached, serving
from ecosystem.analysis.gaps.roles import knowledge_of
from ecosystem.analysis.gaps.sandbox import Outcome, predict, try_step
from ecosystem.analysis.gaps.search import Search
from ecosystem.analysis.gaps.supply import Line, shuts_out, typical_firm
from ecosystem.analysis.gaps.ways import graph_of, reaches_knowledge
from ecosystem.analysis.graph import PROJECT
from ecosystem.model.days import holding
from ecosystem.model.firms import Firm
from ecosystem.model.gaps import (
    AddStaffedDay,
    ClosingStep,
    ExtendArea,
    FillRole,
    Gap,
    GoOnline,
    Introduce,
    OpenCriterion,
    Step,
)
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import (
    ActorKind,
    ClosingKind,
    FirmClass,
    GapConfidence,
    GapKind,
    MissingRole,
)

if TYPE_CHECKING:
    import networkx as nx
    from numpy.typing import NDArray

    Truths = NDArray[np.bool_]

_PROJECT: Final = f"{PROJECT}/"
SHOWN: Final = 3
TRIED: Final = 8
"""Candidates of each gap that are tried."""
EFFORT: Final = {
    ClosingKind.INTRODUCE: 1,
    ClosingKind.GO_ONLINE: 2,
    ClosingKind.EXTEND_AREA: 2,
    ClosingKind.OPEN_CRITERION: 3,
    ClosingKind.ADD_STAFFED_DAY: 4,
    ClosingKind.FILL_ROLE: 5,
}


def with_steps(search: Search, gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """Give gaps their closing steps; a gap that is not real gets none: ask first."""
    return tuple(
        gap.model_copy(update={"closing_steps": closing_steps(search, gap)})
        if gap.confidence is GapConfidence.REAL
        else gap
        for gap in gaps
    )


def with_effects(search: Search, gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """Try the steps named with gaps on a copy: which other gaps each closes and opens.

    Only gaps of the positions and needs that the search asks about are looked at.
    """
    told = {}
    for gap in gaps:
        for one in gap.closing_steps:
            if repr(one.step) not in told:
                told[repr(one.step)] = try_step(search, one.step)[1]
    return tuple(gap.model_copy(update={"closing_steps": _effects(gap, told)}) for gap in gaps)


def _effects(gap: Gap, told: Mapping[str, Outcome]) -> tuple[ClosingStep, ...]:
    return tuple(
        one.model_copy(
            update={
                "also_closes": tuple(
                    other.gap_id
                    for other in told[repr(one.step)].closed
                    if other.gap_id != gap.gap_id
                ),
                "also_opens": tuple(other.gap_id for other in told[repr(one.step)].opened),
            }
        )
        for one in gap.closing_steps
    )


def closing_steps(search: Search, gap: Gap) -> tuple[ClosingStep, ...]:
    """Name the smallest steps that would close a gap, or most of it.

    Returns:
        At most three: least effort first among those that close it, else most firms reached.
    """
    tried = [told for step in _candidates(search, gap) if (told := _try(search, gap, step))]
    tried.sort(
        key=lambda t: (
            not t.is_closing,
            t.effort if t.is_closing else 0,
            -(t.firms_newly_reached or 0),
            -t.municipalities_newly_reached,
            t.effort,
        )
    )
    return tuple(tried[:SHOWN])


def _candidates(search: Search, gap: Gap) -> list[Step]:
    match gap.kind:
        case GapKind.NEED:
            found = _for_need(search, gap)
        case GapKind.PLACE:
            found = _for_place(search, gap)
        case GapKind.SIZE_OR_STAGE:
            found = _for_class(search, gap)
        case GapKind.ACTOR:
            found = _for_role(search, gap)
        case GapKind.TIE | GapKind.FRAGILITY:
            found = _for_tie(search, gap)
        case GapKind.OVERLAP | GapKind.REACH | GapKind.DEMAND:
            found = iter(())
    return [step for _, step in zip(range(TRIED), found, strict=False)]


def _try(search: Search, gap: Gap, step: Step) -> ClosingStep | None:
    """Try a step: the part of the gap that it fills; ``None`` when it fills nothing."""
    position = search.ground.positions.index(gap.position_id or "")
    before = _open_part(search, gap, position)
    if isinstance(step, FillRole):
        return _role_filled(search, step, before)
    if isinstance(step, Introduce) and gap.kind is GapKind.TIE:
        return _way_made(search, step, position)
    after = _open_part(predict(search, step), gap, position)
    filled = before & ~after
    counts = search.ground.firm_counts
    firms = None if counts is None else float(counts[0][position][filled].sum())
    if not filled.any():
        return None
    return ClosingStep(
        step=step,
        firms_newly_reached=firms,
        municipalities_newly_reached=int(filled.sum()),
        is_closing=not after.any(),
        effort=EFFORT[step.kind],
        sentence=_say(search, step, int(filled.sum()), firms),
    )


def _way_made(search: Search, step: Introduce, position: int) -> ClosingStep | None:
    """All firms of the introduced one's group get the way: counted, not searched anew."""
    firms, said = search.ground.firms, reaches_knowledge(search)
    if firms is None or said is None:
        return None
    groups: dict[str, int] = search.kept["groups"]
    ours = firms.pair_firm[(firms.pair_position == position) & firms.pair_is_near]
    ids = firms.table["actor_id"]
    group = groups[step.from_actor_id]
    won = [firm for firm in ours if not said[firm] and groups[ids.iloc[firm]] == group]
    lost = int((~said[ours]).sum())
    return ClosingStep(
        step=step,
        firms_newly_reached=float(len(won)),
        municipalities_newly_reached=len({int(firms.place[firm]) for firm in won}),
        is_closing=len(won) == lost,
        effort=EFFORT[step.kind],
        sentence=_say(search, step, 0, float(len(won))),
    )


def _role_filled(search: Search, step: FillRole, before: "Truths") -> ClosingStep | None:
    """A role is filled as soon as somebody has it; an institution fills it where it is near."""
    ground = search.ground
    after = np.zeros_like(before)
    if step.role is MissingRole.KNOWLEDGE_INSTITUTION:
        after = before & (ground.office(step.actor_id) != YES)
    filled = before & ~after
    if not filled.any():
        return None
    counts = ground.firm_counts
    position = ground.positions.index(step.position_id)
    firms = None if counts is None else float(counts[0][position][filled].sum())
    return ClosingStep(
        step=step,
        firms_newly_reached=firms,
        municipalities_newly_reached=int(filled.sum()),
        is_closing=not after.any(),
        effort=EFFORT[step.kind],
        sentence=_say(search, step, int(filled.sum()), firms),
    )


def _open_part(search: Search, gap: Gap, position: int) -> "Truths":
    """Municipalities in which the gap is open; of one without a place, all or none."""
    ground = search.ground
    of_gap: Truths = np.isin(np.array(ground.codes), list(gap.municipality_codes))
    said: Truths
    match gap.kind:
        case GapKind.NEED:
            need = ground.needs.index(gap.need_id or "")
            said = search.supply.yes[need, position] == 0
        case GapKind.PLACE:
            said = reached(search, position) != YES
        case GapKind.ACTOR if gap.detail == MissingRole.KNOWLEDGE_INSTITUTION:
            near = [ground.office(actor) == YES for actor in knowledge_of(search, position)]
            said = ~np.any(near, axis=0) if near else of_gap
        case _:
            is_there = gap.gap_id in {one.gap_id for one in _again(search, gap.kind)}
            return np.full(ground.size, is_there)
    return of_gap & said


def _again(search: Search, kind: GapKind) -> list[Gap]:
    from ecosystem.analysis.gaps.found import find_on  # noqa: PLC0415

    return list(find_on(search, [kind]).gaps)


# --- candidates ----------------------------------------------------------------------------


def _for_need(search: Search, gap: Gap) -> Iterator[Step]:
    ground = search.ground
    position = ground.positions.index(gap.position_id or "")
    need = ground.needs.index(gap.need_id or "")
    missing = _open_part(search, gap, position)
    lines = [
        line
        for line in search.supply.all_lines
        if need in line.needs and position in line.positions and line.is_open == YES
    ]
    lines.sort(key=lambda line: -int((line.reach == YES).sum()))
    for line in lines:
        outside = missing & (line.offered == NO)
        if outside.any():
            yield ExtendArea(offer_id=line.offer_id, municipality_codes=search.places(outside))
        if line.is_online is False and (missing & (line.offered == YES)).any():
            yield GoOnline(offer_id=line.offer_id)
        if (missing & (line.offered == YES) & (line.reach == NO)).any():
            yield from _each_criterion(search, line)
    yield from _staffed_days(
        search, missing, position, [one.provider for one in lines if one.provider]
    )


def _each_criterion(search: Search, line: Line) -> Iterator[Step]:
    criteria = search.ground.register.catalogue[line.offer_id].rules.criteria
    for number in range(1, len(criteria) + 1):
        yield OpenCriterion(offer_id=line.offer_id, criterion=number)


def _for_place(search: Search, gap: Gap) -> Iterator[Step]:
    ground = search.ground
    position = ground.positions.index(gap.position_id or "")
    missing = _open_part(search, gap, position)
    actors = serving(search, position) or ()
    lines = [
        line
        for line in search.supply.all_lines
        if line.provider in actors and position in line.positions and line.is_open == YES
    ]
    local = [line.offer_id for line in lines if line.is_online is False]
    for offer_id in list(dict.fromkeys(local))[:2]:
        yield GoOnline(offer_id=offer_id)
    near = [(line, _is_met_by(ground, line)) for line in lines]
    wider = [(line, missing & (line.offered == NO) & met) for line, met in near]
    for line, outside in sorted(wider, key=lambda one: -int(one[1].sum()))[:2]:
        if outside.any():
            yield ExtendArea(offer_id=line.offer_id, municipality_codes=search.places(outside))
    yield from _staffed_days(search, missing, position, list(actors))


def _is_met_by(ground: Ground, line: Line) -> "Truths":
    """Tell where whoever gives an offer is near by or online, whatever its area."""
    met: Truths = np.full(ground.size, line.is_online is True)
    return met if line.provider is None else met | (ground.office(line.provider) == YES)


def _staffed_days(
    search: Search, missing: "Truths", position: int, actors: list[str]
) -> Iterator[Step]:
    """The municipality from which most of the unserved firms are near, for each of some actors."""
    ground = search.ground
    if ground.register.sites is None or not missing.any():
        return
    counts = ground.firm_counts
    weight = missing.astype(float) if counts is None else counts[0][position] * missing
    if not weight.any():
        weight = missing.astype(float)
    near = ground.km_between <= ground.limits.within_km
    best = int(np.argmax(weight @ near))
    own = (ground.clusters_of or {}).get(ground.positions[position], ())
    for actor in list(dict.fromkeys([*own, *actors]))[:SHOWN]:
        yield AddStaffedDay(actor_id=actor, municipality_code=ground.codes[best])


def _for_class(search: Search, gap: Gap) -> Iterator[Step]:
    ground = search.ground
    position_id = gap.position_id or ""
    position, need = ground.positions.index(position_id), ground.needs.index(gap.need_id or "")
    firm = typical_firm(FirmClass(gap.detail or ""), position_id, ground.on)
    for offer_id in dict.fromkeys(
        line.offer_id
        for line in search.supply.all_lines
        if need in line.needs and position in line.positions and line.offered.any()
    ):
        offer = ground.register.catalogue[offer_id]
        criteria = offer.rules.criteria
        for number in range(1, len(criteria) + 1):
            rest = (*criteria[: number - 1], *criteria[number:])
            rules = offer.rules.model_copy(update={"criteria": rest})
            if not shuts_out(offer.model_copy(update={"rules": rules}), firm, ground):
                yield OpenCriterion(offer_id=offer_id, criterion=number)


def _for_role(search: Search, gap: Gap) -> Iterator[Step]:
    ground = search.ground
    position_id = gap.position_id or ""
    if gap.detail is None or ground.register.actor_positions is None:
        return
    role = MissingRole(gap.detail)
    for actor in _who_could(search, gap, role):
        yield FillRole(actor_id=actor, position_id=position_id, role=role)


def _who_could(search: Search, gap: Gap, role: MissingRole) -> list[str]:
    """Who is there already: never a judgement of who is best."""
    ground = search.ground
    there = ground.supporters[~ground.supporters.index.isin(ground.closed)]
    match role:
        case MissingRole.BUSINESS_ON_BOARD:
            return list(gap.actors) if ground.register.board_seats is not None else []
        case MissingRole.CLUSTER:
            shared = shared_firms(search, gap.position_id or "")
            near = {a: n for a, n in shared.items() if n and a in there.index}
            return sorted(near, key=lambda a: (-near[a], a))[:SHOWN]
        case MissingRole.TEST_FACILITY | MissingRole.KNOWLEDGE_INSTITUTION:
            kind = there["kind"] == ActorKind.KNOWLEDGE_INSTITUTION.value
            own = set(there.index[kind]) - set(gap.actors)
            missing = np.array([code in set(gap.municipality_codes) for code in ground.codes])
            if role is MissingRole.TEST_FACILITY:
                return _most_tied(search, gap.position_id or "", own)
            near = {a: int(((ground.office(a) == YES) & missing).sum()) for a in own}
            fields = _fields_of(search, (actor for actor, places in near.items() if places))
            shared = _firms_in_both(search, gap.position_id or "", fields)
            return sorted(fields, key=lambda a: (-shared.get(a, 0), -near[a], a))[:SHOWN]


def shared_firms(search: Search, position_id: str) -> dict[str, int]:
    """Count, by designated cluster of other positions, the firms that belong to both fields.

    Broadly taken: a core, related or enabling industry, a membership or a project. Where the
    register has no firms, no cluster is known to share any.
    """
    fields: dict[str, set[str]] = {}
    for other, held in (search.ground.clusters_of or {}).items():
        for cluster in held if other != position_id else ():
            fields.setdefault(cluster, set()).add(other)
    return _firms_in_both(search, position_id, fields)


def _firms_in_both(
    search: Search, position_id: str, fields: Mapping[str, Collection[str]]
) -> dict[str, int]:
    """Count the firms of a position that also belong to one of an actor's fields, by actor."""
    ground = search.ground
    firms = ground.firms
    if firms is None:
        return {}
    pairs = pd.DataFrame({"firm": firms.pair_firm, "position": firms.pair_position})
    ours = pairs.loc[pairs["position"] == ground.positions.index(position_id), "firm"]
    also = pairs[pairs["firm"].isin(ours)]
    also = also.assign(position_id=np.array(ground.positions)[also["position"]])
    own = pd.DataFrame(
        [(actor, field) for actor, held in fields.items() for field in held],
        columns=["actor_id", "position_id"],
    )
    counts = own.merge(also, on="position_id").groupby("actor_id")["firm"].nunique()
    return {str(actor): int(firms_of) for actor, firms_of in counts.items()}


def _fields_of(search: Search, actors: Iterable[str]) -> dict[str, set[str]]:
    """Give the positions whose field an actor has on record, for some actors."""
    fields: dict[str, set[str]] = {actor: set() for actor in actors}
    roles = search.ground.roles
    if roles is not None:
        for actor, position in zip(roles["actor_id"], roles["position_id"], strict=True):
            if actor in fields:
                fields[actor].add(position)
    return fields


def _most_tied(search: Search, position_id: str, actors: set[str]) -> list[str]:
    """Order actors by recorded ties to those of a position."""
    ground = search.ground
    links, roles = ground.register.links, ground.roles
    tied = dict.fromkeys(sorted(actors), 0)
    if links is not None and roles is not None:
        own = set(roles.loc[roles["position_id"] == position_id, "actor_id"])
        for a, b in zip(links["from_actor_id"], links["to_actor_id"], strict=True):
            for one, other in ((a, b), (b, a)):
                if one in tied and other in own:
                    tied[one] += 1
    return sorted(tied, key=lambda a: (-tied[a], a))[:SHOWN]


def _for_tie(search: Search, gap: Gap) -> Iterator[Step]:
    ground = search.ground
    if ground.register.links is None:
        return
    position = ground.positions.index(gap.position_id or "")
    if gap.kind is GapKind.TIE and gap.detail == "no_way_to_knowledge":
        yield from _towards_knowledge(search, position)
    elif gap.kind is GapKind.FRAGILITY and gap.need_id is None:
        yield from _round_about(search, position, gap.actors[0])


def _towards_knowledge(search: Search, position: int) -> Iterator[Step]:
    """Introduce the largest group of firms without a way to an institution of the position."""
    ground = search.ground
    firms = ground.firms
    said = reaches_knowledge(search)
    institutions = knowledge_of(search, position)
    if firms is None or said is None or not institutions:
        return
    groups: dict[str, int] = search.kept["groups"]
    ours = firms.pair_firm[(firms.pair_position == position) & firms.pair_is_near]
    lost = [str(firms.table["actor_id"].iloc[firm]) for firm in ours if not said[firm]]
    size: dict[int, list[str]] = {}
    for firm in lost:
        size.setdefault(groups[firm], []).append(firm)
    for members in sorted(size.values(), key=lambda one: (-len(one), one[0]))[:SHOWN]:
        yield Introduce(
            from_actor_id=members[0],
            to_actor_id=institutions[0],
            through_actor_id=_knows_both(search, members[0], institutions[0]),
            position_id=ground.positions[position],
        )


def _knows_both(search: Search, one: str, other: str) -> str | None:
    """Name an actor that ties tell to know both; one that is no firm first."""
    known = [_known_to(search, actor) for actor in (one, other)]
    both = sorted(known[0] & known[1] - search.ground.closed)
    firms = search.ground.firms
    own = set() if firms is None else set(firms.table["actor_id"])
    return next((actor for actor in both if actor not in own), both[0] if both else None)


def _known_to(search: Search, actor: str) -> set[str]:
    links = search.ground.register.links
    if links is None:
        return set()
    if "known_to" not in search.kept:
        search.kept["known_to"] = links[holding(links, search.ground.on)]
    held: pd.DataFrame = search.kept["known_to"]
    start, end = held["from_actor_id"], held["to_actor_id"]
    return set(end[start == actor]) | set(start[end == actor])


def _round_about(search: Search, position: int, actor: str) -> Iterator[Step]:
    """Tie the two largest pieces that an actor alone holds together."""
    from networkx import connected_components, node_connected_component  # noqa: PLC0415

    graph = graph_of(search, position).to_undirected()
    group = node_connected_component(graph, actor)
    rest = graph.subgraph(group - {actor})
    pieces = sorted(connected_components(rest), key=lambda one: (-len(one), min(one)))
    known = _met_by(graph, actor)
    ends = []
    for piece in pieces[:2]:
        actors = [a for a in piece if not a.startswith(_PROJECT)]
        if actors:
            ends.append(max(sorted(actors), key=lambda a: (a in known, rest.degree(a))))
    if len(ends) == 2:  # noqa: PLR2004  a tie has two ends
        yield Introduce(
            from_actor_id=ends[0],
            to_actor_id=ends[1],
            through_actor_id=actor if known.issuperset(ends) else None,
            position_id=search.ground.positions[position],
        )


def _met_by(graph: "nx.Graph[str]", actor: str) -> set[str]:
    """List whom an actor is tied to, directly or by a shared project."""
    near = set(graph[actor])
    shared = {one for one in near if one.startswith(_PROJECT)}
    return (near | {a for project in shared for a in graph[project]}) - shared - {actor}


def _say(search: Search, step: Step, places: int, firms: float | None) -> Sentence:
    ground = search.ground
    values: dict[str, str | int | float | None] = {"places": places, "firms": firms}
    english: dict[str, str] = {}
    is_near_alone = False
    catalogue = ground.register.catalogue
    match step:
        case ExtendArea() | GoOnline():
            values["offer"] = catalogue[step.offer_id].name_da
        case OpenCriterion():
            values["offer"] = catalogue[step.offer_id].name_da
            values["requirement"], english["requirement"] = _demanded(search, step)
        case AddStaffedDay():
            values["actor"] = ground.name_of(step.actor_id)
            values["place"] = str(ground.towns.loc[step.municipality_code, "name"])
        case Introduce():
            values["one"] = ground.name_of(step.from_actor_id)
            values["other"] = ground.name_of(step.to_actor_id)
        case FillRole():
            values["actor"] = ground.name_of(step.actor_id)
            if (shared := _shared_by(search, step)) is not None:
                values["shared"] = shared
            is_near_alone = step.role is MissingRole.KNOWLEDGE_INSTITUTION and not shared
    suffix = f".{step.role.value}" if isinstance(step, FillRole) else ""
    if is_near_alone:
        suffix += ".near"
    if isinstance(step, Introduce) and step.through_actor_id is not None:
        values["through"] = ground.name_of(step.through_actor_id)
        suffix = ".through"
    return Sentence(key=f"gap.step.{step.kind.value}{suffix}", values={**values}, values_en=english)


def _shared_by(search: Search, step: FillRole) -> int | None:
    """Count the firms shared with who is asked; ``None`` where firms are no matter or not known."""
    if search.ground.firms is None:
        return None
    match step.role:
        case MissingRole.CLUSTER:
            return shared_firms(search, step.position_id).get(step.actor_id, 0)
        case MissingRole.KNOWLEDGE_INSTITUTION:
            fields = _fields_of(search, [step.actor_id])
            return _firms_in_both(search, step.position_id, fields).get(step.actor_id, 0)
        case MissingRole.TEST_FACILITY | MissingRole.BUSINESS_ON_BOARD:
            return None


def _demanded(search: Search, step: OpenCriterion) -> tuple[str, str]:
    """Say a criterion in the words an adviser sees, Danish and English."""
    criterion = search.ground.register.catalogue[step.offer_id].rules.criteria[step.criterion - 1]
    _, findings = judge_criterion(criterion, Firm(), search.ground.context)
    danish = dict.fromkeys(one.required for one in findings)
    return "; ".join(danish), "; ".join(dict.fromkeys(one.required_en for one in findings))
