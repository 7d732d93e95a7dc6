"""Find what is missing in an ecosystem: where, how sure, and what would close it.

Each kind of gap has a room of its own and is found by a rule of its own; kinds are never mixed
in one ranking. ``ground`` reads the register once, ``supply`` lays the offers out over it,
``trust`` says how sure a gap is, ``steps`` what would close it, ``sandbox`` tries a step on a
copy, ``life`` follows a gap through time.
"""

from ecosystem.analysis.gaps.found import Findings, find_gaps, find_on, search_of
from ecosystem.analysis.gaps.ground import Ground, lay_ground
from ecosystem.analysis.gaps.sandbox import Outcome, apply_step, outcome, predict, try_step
from ecosystem.analysis.gaps.steps import closing_steps, with_effects, with_steps

__all__ = [
    "Findings",
    "Ground",
    "Outcome",
    "apply_step",
    "closing_steps",
    "find_gaps",
    "find_on",
    "lay_ground",
    "outcome",
    "predict",
    "search_of",
    "try_step",
    "with_effects",
    "with_steps",
]
