"""Find what is missing in an ecosystem: where, how sure, and what would close it.

Each kind of gap has a room of its own and is found by a rule of its own; kinds are never mixed
in one ranking. ``context`` gathers a day for the search (``firms`` in arrays, ``nearby`` who can
be met near by), ``supply`` the offers on it, ``networks`` the ties. ``evidence`` says what rows are
worth and ``confidence`` how sure they leave a gap; ``detection`` runs every rule. ``steps`` says
what would close a gap, ``sandbox`` tries a step on a copy, ``life`` follows a gap through time.
"""

from ecosystem.analysis.gaps.context import GapContext, gap_context, gap_context_on_day
from ecosystem.analysis.gaps.detection import (
    Findings,
    find_gaps,
    find_on,
    gap_of,
    narrowed,
    search_of,
)
from ecosystem.analysis.gaps.sandbox import Outcome, apply_step, outcome, predict, try_step
from ecosystem.analysis.gaps.steps import closing_steps, with_effects, with_steps

__all__ = [
    "Findings",
    "GapContext",
    "Outcome",
    "apply_step",
    "closing_steps",
    "find_gaps",
    "find_on",
    "gap_context",
    "gap_context_on_day",
    "gap_of",
    "narrowed",
    "outcome",
    "predict",
    "search_of",
    "try_step",
    "with_effects",
    "with_steps",
]
