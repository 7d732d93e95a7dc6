"""Sums over organisations, made where their participations lie, for the interval of a share."""

from collections.abc import Mapping, Sequence
from typing import Final

import narwhals as nw

from ecosystem.analysis.comparison import UnitSums

UNITS: Final = "organisations"


def products(
    answers: str, kinds: Sequence[str], organisation: str | None = None
) -> dict[str, nw.Expr]:
    """Return what is to be summed beside answers and hits, so that :func:`unit_sums` can read it.

    An organisation may stand in several rows: the square of its sum is the sum, over its rows, of
    what each has times what they all have.

    Args:
        answers: Column of how many participations a row is of, 1 or more.
        kinds: Columns of how many of them are of some kind.
        organisation: Column that tells whose a row is; ``None``: each has one row.

    Returns:
        Expressions by the column that they make.
    """

    def whole(column: str) -> nw.Expr:
        own = nw.col(column)
        return own if organisation is None else own.sum().over(organisation)

    of_kinds = {
        f"{kind} {other}": nw.col(kind) * whole(other)
        for kind in kinds
        for other in (kind, answers)
    }
    n = nw.col(answers)
    return {UNITS: n / whole(answers), f"{answers} {answers}": n * whole(answers), **of_kinds}


def unit_sums(sums: Mapping[str, float], answers: str, kind: str) -> UnitSums:
    """Return the sums over organisations of one kind of participations.

    Args:
        sums: Sums of the columns and of their :func:`products`.
        answers: Column of how many participations an organisation has.
        kind: Column of how many of them are of the kind.
    """
    return UnitSums(
        units=round(sums[UNITS]),
        answers=float(sums[answers]),
        hits=float(sums[kind]),
        answers_squared=float(sums[f"{answers} {answers}"]),
        hits_squared=float(sums[f"{kind} {kind}"]),
        hits_by_answers=float(sums[f"{kind} {answers}"]),
    )
