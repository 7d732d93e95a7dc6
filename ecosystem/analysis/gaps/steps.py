"""The smallest steps that would close a gap, each tried before it is named.

Candidates are tried in the sandbox and told with the firms they newly reach; what reaches
nobody is not told. Effort is a rough order: a talk, an offer put online, a wider area, a
criterion, a staffed day, a decision of others.
"""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from ecosystem.analysis.eligibility import judge_criterion
from ecosystem.analysis.gaps.candidates import (
    candidates,
    fields_of,
    firms_in_both,
    open_part,
    shared_firms,
)
from ecosystem.analysis.gaps.sandbox import Outcome, predict, try_step
from ecosystem.analysis.gaps.search import Search
from ecosystem.analysis.kleene import YES
from ecosystem.model.closed_lists import complete
from ecosystem.model.firms import Firm
from ecosystem.model.gaps import (
    AddStaffedDay,
    ClosingStep,
    ExtendArea,
    FillRole,
    FirmRange,
    Gap,
    GoOnline,
    Introduce,
    OpenCriterion,
    Step,
)
from ecosystem.model.sentences import Sentence, Value
from ecosystem.model.vocabulary import ClosingKind, GapConfidence, GapKind, MissingRole

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Truths = NDArray[np.bool_]

MOST_NAMED: Final = 3
"""Steps named with a gap."""
MOST_TRIED: Final = 8
"""Candidates of each gap that are tried."""
EFFORT: Final[Mapping[ClosingKind, int]] = complete(
    ClosingKind,
    {
        ClosingKind.INTRODUCE: 1,
        ClosingKind.GO_ONLINE: 2,
        ClosingKind.EXTEND_AREA: 2,
        ClosingKind.OPEN_CRITERION: 3,
        ClosingKind.ADD_STAFFED_DAY: 4,
        ClosingKind.FILL_ROLE: 5,
    },
    name="EFFORT",
)


def with_steps(search: Search, gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """Return gaps with closing steps; one that may be no gap at all has none: ask first."""
    return tuple(
        gap
        if gap.confidence is GapConfidence.NOT_RECORDED
        else gap.model_copy(update={"closing_steps": closing_steps(search, gap)})
        for gap in gaps
    )


def with_effects(search: Search, gaps: Iterable[Gap]) -> tuple[Gap, ...]:
    """Return gaps with what each of their steps, tried on a copy, closes and opens besides.

    Only gaps of the positions and needs that the search asks about are looked at.
    """
    outcomes: dict[Step, Outcome] = {}
    for gap in gaps:
        for closing in gap.closing_steps:
            if closing.step not in outcomes:
                outcomes[closing.step] = try_step(search, closing.step)[1]
    return tuple(
        gap.model_copy(update={"closing_steps": _with_outcomes(gap, outcomes)}) for gap in gaps
    )


def _with_outcomes(gap: Gap, outcomes: Mapping[Step, Outcome]) -> tuple[ClosingStep, ...]:
    steps = []
    for closing in gap.closing_steps:
        after = outcomes[closing.step]
        others = tuple(c.gap_id for c in after.closed if c.gap_id != gap.gap_id)
        opened = tuple(o.gap_id for o in after.opened)
        steps.append(closing.model_copy(update={"also_closes": others, "also_opens": opened}))
    return tuple(steps)


def closing_steps(search: Search, gap: Gap) -> tuple[ClosingStep, ...]:
    """List the smallest steps that would close a gap, or most of it.

    Returns:
        At most three: least effort first among those that close it, else most firms reached.
    """
    tried = (_try(search, gap, step) for step in islice(candidates(search, gap), MOST_TRIED))
    steps = [closing for closing in tried if closing is not None]
    return tuple(sorted(steps, key=_order)[:MOST_NAMED])


def _order(closing: ClosingStep) -> tuple[bool, int, float, int, int]:
    return (
        not closing.is_closing,
        closing.effort if closing.is_closing else 0,
        -(closing.firms_newly_reached or 0),
        -closing.municipalities_newly_reached,
        closing.effort,
    )


def _try(search: Search, gap: Gap, step: Step) -> ClosingStep | None:
    """Return the part of the gap that a step fills; ``None``: it fills nothing."""
    position = search.context.positions.index(gap.position_id or "")
    if isinstance(step, Introduce) and gap.kind is GapKind.TIE:
        return _way_made(search, step, position)
    before = open_part(search, gap, position)
    if isinstance(step, FillRole):
        after = _open_after_role(search, step, before)
    else:
        after = open_part(predict(search, step), gap, position)
    filled = before & ~after
    if not filled.any():
        return None
    if gap.kind is GapKind.FRAGILITY:
        return _closing_step(search, step, 0, None, is_closing=not after.any())
    counts = search.context.firm_counts
    firms = None if counts is None else counts.range(position, filled)
    return _closing_step(search, step, int(filled.sum()), firms, is_closing=not after.any())


def _open_after_role(search: Search, step: FillRole, before: "Truths") -> "Truths":
    """Return what stays open: a role is filled by whoever has it, an institution where near."""
    if step.role is MissingRole.KNOWLEDGE_INSTITUTION:
        still_open: Truths = before & (search.context.office(step.actor_id) != YES)
        return still_open
    return np.zeros_like(before)


def _way_made(search: Search, step: Introduce, position: int) -> ClosingStep | None:
    """Count the firms of the introduced one's group: all of them get the way."""
    firms = search.context.firms
    if firms is None:
        return None
    connected = search.networks.connected
    firm_rows = firms.of(position)
    ids = firms.table["actor_id"].iloc[firm_rows]
    is_lost = ~connected.leads_to_knowledge(ids)
    (group,) = connected.groups_of(pd.Series([step.from_actor_id]))
    is_same = connected.groups_of(ids) == group if group >= 0 else ids == step.from_actor_id
    newly_reached = firm_rows[is_lost & np.asarray(is_same, dtype=bool)]
    examples = float(firms.is_example[newly_reached].sum())
    reached = FirmRange(
        firms=float(len(newly_reached)),
        low=float(len(newly_reached)),
        high=float(len(newly_reached)),
        examples=examples,
    )
    places = len({int(firms.municipality[firm]) for firm in newly_reached})
    return _closing_step(
        search, step, places, reached, is_closing=len(newly_reached) == int(is_lost.sum())
    )


# --- words ---------------------------------------------------------------------------------


def _closing_step(
    search: Search, step: Step, places: int, firms: FirmRange | None, *, is_closing: bool
) -> ClosingStep:
    return ClosingStep(
        step=step,
        firms_newly_reached=None if firms is None else firms.firms,
        municipalities_newly_reached=places,
        is_closing=is_closing,
        effort=EFFORT[step.kind],
        rests_on_example_data=firms is not None and firms.examples > 0,
        sentence=_sentence(search, step, places, firms),
    )


def _sentence(search: Search, step: Step, places: int, firms: FirmRange | None) -> Sentence:
    """Return the sentence of a step; of firms that are examples or not recorded no number."""
    values: dict[str, Value] = {
        "places": places,
        "firms": None if firms is None else firms.firms,
        **_names(search, step),
    }
    english: dict[str, str] = {}
    if isinstance(step, OpenCriterion):
        values["requirement"], english["requirement"] = _demanded(search, step)
    key = f"gap.step.{step.kind.value}{_variant(step, values)}"
    is_counted = firms is not None and not firms.examples
    return Sentence(key=key if is_counted else f"{key}.uncounted", values=values, values_en=english)


def _names(search: Search, step: Step) -> dict[str, Value]:
    context = search.context
    match step:
        case ExtendArea() | GoOnline() | OpenCriterion():
            return {"offer": context.register.catalogue[step.offer_id].name_da}
        case AddStaffedDay():
            municipality = context.day.names.municipality(step.municipality_code)
            return {"actor": context.name_of(step.actor_id), "place": municipality}
        case Introduce():
            names = {
                "one": context.name_of(step.from_actor_id),
                "other": context.name_of(step.to_actor_id),
            }
            through = step.through_actor_id
            return {**names, "through": context.name_of(through)} if through else {**names}
        case FillRole():
            name = context.name_of(step.actor_id)
            shared = _shared_by(search, step)
            return {"actor": name} if shared is None else {"actor": name, "shared": shared}


def _variant(step: Step, values: Mapping[str, Value]) -> str:
    """Return the end of the key of a step's words."""
    match step:
        case FillRole(role=MissingRole.KNOWLEDGE_INSTITUTION) if not values.get("shared"):
            return f".{step.role.value}.near"
        case FillRole():
            return f".{step.role.value}"
        case Introduce() if step.through_actor_id is not None:
            return ".through"
        case _:
            return ""


def _shared_by(search: Search, step: FillRole) -> int | None:
    """Count the firms shared with who is asked; ``None`` where firms are no matter or not known."""
    context = search.context
    if context.firms is None:
        return None
    match step.role:
        case MissingRole.CLUSTER:
            return shared_firms(search, step.position_id).get(step.actor_id, 0)
        case MissingRole.KNOWLEDGE_INSTITUTION:
            fields = fields_of(context, [step.actor_id])
            return firms_in_both(context, step.position_id, fields).get(step.actor_id, 0)
        case MissingRole.TEST_FACILITY | MissingRole.BUSINESS_ON_BOARD:
            return None


def _demanded(search: Search, step: OpenCriterion) -> tuple[str, str]:
    """Return a criterion in the words an adviser sees, Danish and English."""
    criterion = search.context.register.catalogue[step.offer_id].rules.criteria[step.criterion - 1]
    _, findings = judge_criterion(criterion, Firm(), search.context.eligibility)
    danish = dict.fromkeys(finding.required for finding in findings)
    english = dict.fromkeys(finding.required_en for finding in findings)
    return "; ".join(danish), "; ".join(english)
