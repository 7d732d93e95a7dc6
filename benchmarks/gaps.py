"""Gaps: all positions at once, firms judged beside a loop over them, a step of the sandbox."""

import time
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from benchmarks.measure import fastest
from benchmarks.registers import example_register

if TYPE_CHECKING:
    from ecosystem.analysis.gaps import GapContext
    from ecosystem.model.gaps import Step

FIRMS, MANY = 40_000, 700_000
LOOPED = 500
"""Firms the loop is measured on; its time is multiplied up."""
MOST_COLD, MOST_WARM, LEAST_SPEED, MOST_STEP = 10.0, 1.0, 300, 1.0
ON = date(2026, 3, 1)


def run() -> None:
    """Measure the three."""
    _every_position()
    _reach()


def _every_position() -> None:
    from ecosystem.analysis.gaps import find_on, gap_context, search_of, try_step  # noqa: PLC0415
    from ecosystem.model.gaps import GapThresholds  # noqa: PLC0415
    from ecosystem.sources.register.reading import read_register  # noqa: PLC0415

    register = read_register(example_register(FIRMS, FIRMS))
    began, worked = time.perf_counter(), time.process_time()
    search = search_of(gap_context(register, ON, GapThresholds()))
    found = find_on(search)
    cold, cold_work = time.perf_counter() - began, time.process_time() - worked
    warm, _, again = fastest(lambda: find_on(search))
    print(f"  all kinds, all positions, {FIRMS:,} firms: {len(found.gaps)} gaps")
    _told(f"s cold ({cold_work:.1f} s of work)", cold, cold <= MOST_COLD)
    _told("s warm, the ground laid", warm, warm <= MOST_WARM)
    print(f"    the same: {found.gaps == again.gaps}")
    for step in _a_step_of_each_kind(search.context):
        worked = time.process_time()
        took, _, _ = fastest(lambda step=step: try_step(search, step), 2)
        work = (time.process_time() - worked) / 2
        what = f"s for a step of the sandbox ({step.kind.value}; {work:.2f} s of work)"
        _told(what, took, took <= MOST_STEP)


def _a_step_of_each_kind(ground: "GapContext") -> "list[Step]":
    """Steps of every kind that the register allows."""
    from ecosystem.model.gaps import (  # noqa: PLC0415
        AddStaffedDay,
        ExtendArea,
        FillRole,
        GoOnline,
        Introduce,
        OpenCriterion,
    )

    catalogue = ground.register.catalogue
    offer = next(iter(catalogue))
    demanding = next(one for one, held in catalogue.items() if held.rules.criteria)
    actor, firm = ground.supporters.index[0], ground.firms.table["actor_id"].iloc[0]
    position, code = ground.positions[0], ground.codes[0]
    return [
        GoOnline(offer_id=offer),
        ExtendArea(offer_id=offer, municipality_codes=(code,)),
        OpenCriterion(offer_id=demanding, criterion=1),
        AddStaffedDay(actor_id=actor, municipality_code=code),
        Introduce(from_actor_id=firm, to_actor_id=actor, position_id=position),
        FillRole(actor_id=actor, position_id=position, role="cluster"),
    ]


def _reach() -> None:
    from ecosystem.analysis.eligibility import judge_offer  # noqa: PLC0415
    from ecosystem.analysis.gaps import gap_context  # noqa: PLC0415
    from ecosystem.analysis.gaps.admission import criteria_key, judge_table  # noqa: PLC0415
    from ecosystem.analysis.kleene import NO, UNKNOWN, YES  # noqa: PLC0415
    from ecosystem.model.firms import Firm  # noqa: PLC0415
    from ecosystem.model.gaps import GapThresholds  # noqa: PLC0415
    from ecosystem.model.offers import Opening  # noqa: PLC0415
    from ecosystem.sources.register.reading import read_register  # noqa: PLC0415

    register = read_register(example_register(MANY, MANY))
    ground = gap_context(register, ON, GapThresholds())
    offers = [offer for offer in register.catalogue.values() if offer.rules.criteria]
    house, _, verdicts = fastest(lambda: judge_table(ground, offers), 2)
    table = ground.firms.table.head(LOOPED)
    always = {"area": ("national",), "open_from": None, "open_until": None}
    bare = [
        o.model_copy(
            update={
                **always,
                "rules": o.rules.model_copy(update={"opening": Opening(), "state_aid": ()}),
            }
        )
        for o in offers
    ]

    def looped() -> list[list[str]]:
        told = []
        for _, row in table.iterrows():
            known = {k: v for k, v in row.items() if k in Firm.model_fields and pd.notna(v)}
            known["positions"] = tuple(filter(None, row["positions"].split(";")))
            if "founded" in known:
                known["founded"] = known["founded"].date()
            firm = Firm(**known)
            told.append([judge_offer(o, firm, ground.eligibility).verdict.value for o in bare])
        return told

    loop, _, said = fastest(looped, 1)
    loop *= MANY / LOOPED
    codes = {"unmet": NO, "met": YES, "unknown": UNKNOWN}
    ours = np.stack([verdicts[criteria_key(o.rules.criteria)][:LOOPED] for o in offers], axis=1)
    same = bool((np.array([[codes[v] for v in row] for row in said]) == ours).all())
    print(f"  {len(offers)} offers with criteria for {MANY:,} firms, the same verdicts: {same}")
    print(f"    ours {house:.1f} s, a loop over firms {loop:.0f} s")
    _told("times as fast as the loop", loop / house, loop / house >= LEAST_SPEED)


def _told(what: str, figure: float, holds: bool) -> None:  # noqa: FBT001
    print(f"    {figure:.2f} {what}{'' if holds else '  NOT REACHED'}")
