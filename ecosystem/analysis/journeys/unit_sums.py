"""Sums over organisations, made where their participations lie, for the interval of a share."""

from collections.abc import Mapping, Sequence
from typing import Final

import narwhals as nw

from ecosystem.analysis.comparison import UnitSums

UNITS: Final = "organisations"


def products(answers: str, kinds: Sequence[str]) -> dict[str, nw.Expr]:
    """Return what is to be summed over organisations beside their answers and hits.

    Args:
        answers: Column of how many participations an organisation has, one row each.
        kinds: Columns of how many of them are of some kind.

    Returns:
        Expressions by the column that :func:`unit_sums` reads.
    """
    n = nw.col(answers)
    of_kinds = {
        f"{kind} {other}": nw.col(kind) * nw.col(other)
        for kind in kinds
        for other in (kind, answers)
    }
    return {UNITS: nw.lit(1), f"{answers} {answers}": n * n, **of_kinds}


def unit_sums(sums: Mapping[str, float], answers: str, kind: str) -> UnitSums:
    """Return the sums over organisations of one kind of participations.

    Args:
        sums: Sums of the columns and of their :func:`products`.
        answers: Column of how many participations an organisation has.
        kind: Column of how many of them are of the kind.
    """
    return UnitSums(
        units=int(sums[UNITS]),
        answers=float(sums[answers]),
        hits=float(sums[kind]),
        answers_squared=float(sums[f"{answers} {answers}"]),
        hits_squared=float(sums[f"{kind} {kind}"]),
        hits_by_answers=float(sums[f"{kind} {answers}"]),
    )
