"""How large a share has gone on by a day, when not all have been followed as long.

Kaplan-Meier with Greenwood's variance, the log-rank test, and Aalen-Johansen where organisations
close before they can go on. An event on a day counts before those whose time ends that day.
"""

from dataclasses import dataclass
from functools import cached_property
from math import erfc, exp, log, sqrt
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Whole: TypeAlias = NDArray[np.int64]

FOLLOWED: Final = 0
"""Not gone on when its time ended."""
ONWARD: Final = 1
CLOSED: Final = 2
_NEAR_ZERO: Final = 1e-12
_Z: Final = 1.959963984540054
"""Of a two-sided 95 % interval."""


@dataclass(frozen=True, slots=True)
class ShareAt:
    """The share that has gone on by a day."""

    days: int
    share: float | None
    """``None``: nobody was followed that long."""
    low: float | None
    high: float | None
    at_risk: int
    """Followed to this day at least, without an event before it."""


@dataclass(frozen=True)
class Spells:
    """Time from an organisation's entry to its event, or to the end of its time.

    Args:
        days: Days of each spell, 0 or more.
        states: ``FOLLOWED``, ``ONWARD`` or ``CLOSED``.
        counts: How many organisations each spell stands for.
    """

    days: Whole
    states: Whole
    counts: Whole

    @classmethod
    def of(cls, days: "Whole", states: "Whole") -> "Spells":
        """Return spells of one organisation each."""
        return cls(np.asarray(days), np.asarray(states), np.ones(len(days), dtype=np.int64))

    def where(self, mask: "NDArray[np.bool_]") -> "Spells":
        """Return some of the spells."""
        return Spells(self.days[mask], self.states[mask], self.counts[mask])

    def count(self, state: int) -> int:
        """Count the organisations whose spell ended in a state."""
        return int(self.counts[self.states == state].sum())

    @cached_property
    def organisations(self) -> int:
        """Number of organisations."""
        return int(self.counts.sum())

    @cached_property
    def times(self) -> "Whole":
        """Distinct days on which a spell ends, ascending."""
        return np.unique(self.days)

    def ended(self, *states: int) -> "Floats":
        """Count the organisations whose spell ended in one of some states, on each of the times."""
        weights = (self.counts * np.isin(self.states, states)).astype(np.float64)
        return _summed(np.searchsorted(self.times, self.days), weights, len(self.times))

    @cached_property
    def at_risk(self) -> "Floats":
        """Organisations still followed on each of the times, before what happens that day."""
        all_ended = self.ended(FOLLOWED, ONWARD, CLOSED)
        return np.cumsum(all_ended[::-1])[::-1]

    def at_risk_on(self, day: int) -> int:
        """Count the organisations followed to a day at least."""
        return int(self.counts[self.days >= day].sum())


@dataclass(frozen=True, slots=True)
class Curve:
    """The share that has gone on, after what happens on each of the times, and its variance."""

    times: "Whole"
    share: "Floats"
    spread: "Floats"
    """Standard error of ``log(-log(1 - share))``; not finite where there is none."""


def kaplan_meier(spells: Spells) -> Curve:
    """Compute one minus Kaplan-Meier; who closed is followed until then.

    The standard error is Greenwood's, on the scale of ``log(-log)``.

    Examples:
        >>> months = np.array([4, 9, 15, 6, 12, 24])
        >>> curve = kaplan_meier(Spells.of(months, np.array([1, 1, 1, 0, 0, 0])))
        >>> curve.share.round(3).tolist()
        [0.167, 0.167, 0.375, 0.375, 0.688, 0.688]
    """
    n, d = spells.at_risk, spells.ended(ONWARD)
    survival = np.cumprod(1 - d / n).astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        greenwood = np.cumsum(d / (n * (n - d)))
        spread: Floats = np.sqrt(greenwood) / np.abs(np.log(survival))
    return Curve(spells.times, 1 - survival, spread.astype(np.float64))


def aalen_johansen(spells: Spells) -> Curve:
    """Compute the share that has gone on where closing competes with it.

    The variance is the delta method's (Marubini and Valsecchi, 1995), on the scale of
    ``log(-log(1 - share))``: without closures both are those of :func:`kaplan_meier`.

    Examples:
        >>> months = np.array([4, 9, 15, 6, 12, 24])
        >>> curve = aalen_johansen(Spells.of(months, np.array([1, 1, 1, 2, 0, 0])))
        >>> curve.share.round(3).tolist()
        [0.167, 0.167, 0.333, 0.333, 0.583, 0.583]
    """
    share, variance = incidence(spells)
    with np.errstate(divide="ignore", invalid="ignore"):
        spread: Floats = np.sqrt(variance) / ((1 - share) * np.abs(np.log1p(-share)))
    return Curve(spells.times, share, spread)


def incidence(spells: Spells) -> "tuple[Floats, Floats]":
    """Compute the cumulative incidence of going on, and its variance, on each of the times."""
    n, onward = spells.at_risk, spells.ended(ONWARD)
    either = spells.ended(ONWARD, CLOSED)
    before = np.concatenate([[1.0], np.cumprod(1 - either / n)[:-1]])
    share = np.cumsum(before * onward / n)
    with np.errstate(divide="ignore", invalid="ignore"):
        a = np.where(n > either, either / (n * (n - either)), 0.0)
    b = before * onward / n**2
    # sum over earlier times of (F(t) - F(s))^2 a(s) and of (F(t) - F(s)) b(s), spread out
    squares = share**2 * np.cumsum(a) - 2 * share * np.cumsum(a * share) + np.cumsum(a * share**2)
    cross = share * np.cumsum(b) - np.cumsum(b * share)
    own = np.cumsum(before**2 * onward * (n - onward) / n**3)
    return share, np.maximum(squares + own - 2 * cross, 0.0)


def shares_at(spells: Spells, curve: Curve, horizons: tuple[int, ...]) -> tuple[ShareAt, ...]:
    """Return the share and its 95 % interval by each of some days.

    No interval where the share is 0 or 1; no share where nobody was followed that long.
    """
    return tuple(_share_at(spells, curve, day) for day in horizons)


def _share_at(spells: Spells, curve: Curve, day: int) -> ShareAt:
    at_risk = spells.at_risk_on(day)
    place = int(np.searchsorted(curve.times, day, side="right")) - 1
    share = float(curve.share[place]) if place >= 0 else 0.0
    if at_risk == 0 and share < 1:
        return ShareAt(day, None, None, None, 0)
    spread = float(curve.spread[place]) if place >= 0 else np.nan
    if not _NEAR_ZERO < share < 1 - _NEAR_ZERO or not np.isfinite(spread):
        return ShareAt(day, share, None, None, at_risk)
    low, high = _interval(share, spread)
    return ShareAt(day, share, low, high, at_risk)


def _interval(share: float, spread: float) -> tuple[float, float]:
    """Return the 95 % interval of a share on the scale of ``log(-log(1 - share))``."""
    scale = log(-log(1 - share))
    low, high = scale - _Z * spread, scale + _Z * spread
    return 1 - exp(-exp(low)), 1 - exp(-exp(high))


def log_rank(first: Spells, second: Spells) -> float | None:
    """Compute the p value of the log-rank test that two groups go on as fast.

    Returns:
        ``None`` where nothing can be compared: no event while both were followed.
    """
    times = np.unique(np.concatenate([s.days[s.states == ONWARD] for s in (first, second)]))
    d1, d2 = (_events_on(spells, times) for spells in (first, second))
    n1, n2 = (_followed_on(spells, times) for spells in (first, second))
    n, d = n1 + n2, d1 + d2
    expected = d * n1 / n
    variance = expected * (n2 / n) * (n - d) / np.maximum(n - 1, 1)
    if variance.sum() <= 0:
        return None
    z = (d1 - expected).sum() / sqrt(variance.sum())
    return erfc(abs(z) / sqrt(2))


def _events_on(spells: Spells, times: "Whole") -> "Floats":
    is_event = spells.states == ONWARD
    weights = spells.counts[is_event].astype(np.float64)
    return _summed(np.searchsorted(times, spells.days[is_event]), weights, len(times))


def _followed_on(spells: Spells, times: "Whole") -> "Floats":
    order = np.argsort(spells.days, kind="stable")
    after = np.concatenate([np.cumsum(spells.counts[order][::-1])[::-1], [0]])
    followed: Floats = after[np.searchsorted(spells.days[order], times, side="left")].astype(float)
    return followed


def _summed(places: "NDArray[np.intp]", weights: "Floats", length: int) -> "Floats":
    sums: Floats = np.bincount(places, weights=weights, minlength=length).astype(np.float64)
    return sums
