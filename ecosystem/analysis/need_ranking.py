"""How the needs rank by a survey, and how far that order can be trusted.

A need's place is known to a few places at best: respondents are drawn anew, and the needs fall
into three bands by the places they take. Whoever compares short with long horizon, or first-timers
with others, compares respondents, each with one figure.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ecosystem.analysis.comparison import (
    CONFIDENCE,
    difference_of_means,
    drawn_means,
    drawn_sums,
    kendall_tau,
    kendall_taus,
    paired_t_test,
    percentile_interval,
    sums_by_unit,
    welch_test,
)
from ecosystem.analysis.comparison.resampling import Floats
from ecosystem.model.closed_lists import complete
from ecosystem.model.vocabulary import Band

Letter: TypeAlias = Literal["A", "B", "C"]
FIRST, MIDDLE, LAST = "A", "B", "C"
"""Bands of needs, the most important first."""
PUBLISHED: Final[Mapping[Band, Letter]] = complete(
    Band,
    {Band.MOST_IMPORTANT: "A", Band.MEDIUM: "B", Band.LEAST_IMPORTANT: "C"},
    name="PUBLISHED",
)
"""The bands as the summary of the theme analysis names them."""
IMPORTANT_FROM: Final = 4
"""An answer from here on, of 5, says that the firm has the need."""
_DIGITS: Final = 9
"""Means that agree to as many digits are equal."""


@dataclass(frozen=True, slots=True)
class Sampling:
    """How respondents are drawn anew, and how many there have to be."""

    draws: int
    seed: int
    fewest: int = 1
    """With fewer answers there is no figure."""


def rank_needs(answers: pd.DataFrame, needs: Sequence[str], sampling: Sampling) -> pd.DataFrame:
    """Rank needs by their weighted mean, with the places each takes when respondents are drawn.

    The places reach from the 2.5th to the 97.5th percentile of the draws; needs with the same mean
    in a draw share all their places. Band A: all places within the first third (of twelve needs 1
    to 4), C: within the last (9 to 12), B: else.

    Args:
        answers: Rows of ``need_answers``, one at least.
        needs: The needs, in the order of the answer.
        sampling: How respondents are drawn; a need with too few answers takes no place.

    Returns:
        By need_id: ``n`` (answers), ``mean, low, high`` (1 to 5), ``share_4_5``,
        ``rank_low, rank_high, band``; missing where there are too few answers.
    """
    n = answers.groupby("need_id")["respondent_id"].nunique().reindex(list(needs), fill_value=0)
    ranked = [need for need in needs if n[need] >= max(sampling.fewest, 1)]
    if not ranked:
        return pd.DataFrame({"n": n}, index=list(needs)).reindex(columns=_COLUMNS)
    mean, drawn = drawn_means_of_needs(answers, ranked, sampling.draws, sampling.seed)
    low, high = percentile_interval(drawn)
    first, last = _places(drawn)
    table = pd.DataFrame(
        {
            "mean": mean,
            "low": low,
            "high": high,
            "share_4_5": _important_shares(answers, ranked),
            "rank_low": first,
            "rank_high": last,
            "band": _bands(first, last),
        },
        index=ranked,
    )
    return table.reindex(list(needs)).assign(n=n)[list(_COLUMNS)]


_COLUMNS: Final = (
    "n",
    "mean",
    "low",
    "high",
    "share_4_5",
    "rank_low",
    "rank_high",
    "band",
)


def _places(drawn: Floats) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the first and the last place of each need; one nobody answers in a draw has none."""
    rounded = np.round(drawn, _DIGITS)
    others, itself = rounded[:, None, :], rounded[:, :, None]
    is_drawn = ~np.isnan(rounded)
    best = np.where(is_drawn, 1 + (others > itself).sum(axis=2), np.nan)
    worst = np.where(is_drawn, (others >= itself).sum(axis=2), np.nan)
    ends = [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2]
    first = np.nanquantile(best, ends[0], axis=0, method="inverted_cdf")
    last = np.nanquantile(worst, ends[1], axis=0, method="inverted_cdf")
    return first.astype(np.int64), last.astype(np.int64)


def _bands(first: NDArray[np.int64], last: NDArray[np.int64]) -> list[str]:
    third = len(first) // 3
    is_first, is_last = last <= third, first > len(first) - third
    return [FIRST if a else LAST if c else MIDDLE for a, c in zip(is_first, is_last, strict=True)]


def _important_shares(answers: pd.DataFrame, needs: Sequence[str]) -> "pd.Series[float]":
    weight = answers["weight"].fillna(1.0).astype(float)
    important = weight.where(answers["importance"] >= IMPORTANT_FROM, 0.0)
    of_need = answers["need_id"]
    return (important.groupby(of_need).sum() / weight.groupby(of_need).sum()).reindex(list(needs))


def drawn_means_of_needs(
    answers: pd.DataFrame, needs: Sequence[str], draws: int, seed: int
) -> tuple[Floats, Floats]:
    """Compute the weighted mean answer of each need, and the same over respondents drawn anew.

    A respondent is drawn with all the answers, as many times as there are respondents.

    Args:
        answers: Rows of ``need_answers``, one at least.
        needs: The needs asked for, one a column.
        draws: Times respondents are drawn.
        seed: Start of the random numbers.

    Returns:
        Means from 1 to 5, and one row of them a draw; not a number where nobody answered.
    """
    need = pd.Index(needs).get_indexer(pd.Index(answers["need_id"]))
    weight = answers["weight"].fillna(1.0).to_numpy(dtype=float)
    cells = np.zeros((len(answers), 2 * len(needs)))
    is_asked = need >= 0
    rows = np.flatnonzero(is_asked)
    cells[rows, need[is_asked]] = (weight * answers["importance"].to_numpy(dtype=float))[is_asked]
    cells[rows, len(needs) + need[is_asked]] = weight[is_asked]
    sums = sums_by_unit(cells, answers["respondent_id"])
    return _means(sums.sum(axis=0)), _means(drawn_sums(sums, draws, seed))


def _means(sums: Floats) -> Floats:
    """Divide the first half of the columns, weighted answers, by the second, their weights."""
    scores, weights = np.split(sums, 2, axis=-1)
    return np.divide(scores, weights, out=np.full_like(scores, np.nan), where=weights > 0)


@dataclass(frozen=True, slots=True)
class Contrast:
    """A mean difference between needs or between respondents, in points of the scale of 1 to 5."""

    estimate: float
    low: float
    high: float
    p: float | None
    """``None``: no answer differs from another."""
    n: int
    """Respondents compared; of two groups those of the first."""


def horizon_contrast(
    answers: pd.DataFrame, short: Sequence[str], long: Sequence[str], sampling: Sampling
) -> Contrast | None:
    """Compare the needs of the short with those of the long term, respondent by respondent.

    Each respondent counts once, whatever the weight, with the mean of the short needs less that of
    the long ones; p is that of Student's t.

    Returns:
        ``None`` where fewer than the limit answered of both.
    """
    wide = _by_respondent(answers)
    means = [wide.reindex(columns=list(needs)).mean(axis=1) for needs in (short, long)]
    differences = (means[0] - means[1]).dropna().to_numpy(dtype=float)
    if len(differences) < max(sampling.fewest, 1):
        return None
    low, high = percentile_interval(drawn_means(differences, sampling.draws, sampling.seed))
    test = paired_t_test(differences)
    return Contrast(test.value, float(low), float(high), test.p, len(differences))


def first_time_contrast(answers: pd.DataFrame, need_id: str, sampling: Sampling) -> Contrast | None:
    """Compare how important a need is to first-timers and to others; p is that of Welch's test.

    Each respondent counts once, whatever the weight.

    Returns:
        First-timers' mean less the others'; ``None`` where one of the two groups has fewer answers
        than the limit.
    """
    rows = answers[(answers["need_id"] == need_id) & answers["is_first_time"].notna()]
    is_first = rows["is_first_time"].astype(bool).to_numpy()
    scores = rows["importance"].to_numpy(dtype=float)
    if min(is_first.sum(), (~is_first).sum()) < max(sampling.fewest, 1):
        return None
    first, others = scores[is_first], scores[~is_first]
    apart = difference_of_means(first, others, sampling.draws, sampling.seed)
    return Contrast(*apart, welch_test(first, others).p, len(first))


@dataclass(frozen=True, slots=True)
class RankAgreement:
    """How far first-timers and others put the needs into the same order."""

    tau: float
    """Kendall's tau-b of the two groups' means: 1 the same order, -1 the reverse."""
    chance_low: float
    """Lower end of where tau lies in 95 % of random divisions of the same respondents."""
    chance_high: float
    needs: int
    """Needs that are compared: those that enough of both groups answered."""
    first_time: int
    """First-timers who answered one of them."""
    others: int


FEWEST_NEEDS: Final = 3
"""Needs under which an order says nothing."""


def first_time_agreement(
    answers: pd.DataFrame, needs: Sequence[str], sampling: Sampling
) -> RankAgreement | None:
    """Compare the order of needs among first-timers with that among others.

    Each respondent counts once, whatever the weight. Beside tau stands where it lies when the same
    respondents are divided at random into two groups of these sizes: means of few answers are
    never in the same order twice. An interval is not given: respondents drawn anew put the needs
    into less alike orders than those they were drawn from.

    Returns:
        ``None`` where fewer than three needs have enough answers of both groups, or where a group
        rates all needs alike.
    """
    wide = _by_respondent(answers).reindex(columns=list(needs))
    is_asked = answers["is_first_time"].notna()
    flags = answers[is_asked].groupby("respondent_id")["is_first_time"].first()
    wide = wide.loc[wide.index.intersection(flags.index)]
    is_first = flags.reindex(wide.index).to_numpy(dtype=bool)
    answered = wide.notna().groupby(is_first).sum().reindex([True, False], fill_value=0)
    wide = wide.loc[:, answered.min() >= max(sampling.fewest, 1)]
    is_kept = wide.notna().any(axis=1).to_numpy(dtype=bool)
    scores, is_first = wide[is_kept].to_numpy(dtype=float), is_first[is_kept]
    means = [mean[0] for mean in _means_of_groups(scores, is_first[None, :])]
    if scores.shape[1] < FEWEST_NEEDS or (tau := kendall_tau(*means)) is None:
        return None
    low, high = percentile_interval(_drawn_taus(scores, is_first, sampling))
    count = int(is_first.sum())
    return RankAgreement(
        tau, float(low), float(high), scores.shape[1], count, len(is_first) - count
    )


_AT_ONCE: Final = 250
"""Divisions drawn at once, to bound the memory."""


def _drawn_taus(scores: Floats, is_first: NDArray[np.bool_], sampling: Sampling) -> Floats:
    """Return tau of random divisions of the same respondents into groups of the same sizes."""
    random, taus = np.random.default_rng(sampling.seed), []
    for start in range(0, sampling.draws, _AT_ONCE):
        now = min(_AT_ONCE, sampling.draws - start)
        divisions = random.permuted(np.tile(is_first, (now, 1)), axis=1)
        taus.append(kendall_taus(*_means_of_groups(scores, divisions)))
    return np.concatenate(taus)


def _means_of_groups(scores: Floats, is_first: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Return the mean of each need among those marked in a row, and among the others."""
    is_answered = ~np.isnan(scores)
    filled = np.where(is_answered, scores, 0.0)
    first, others = (
        np.divide(total, n, out=np.full_like(total, np.nan), where=n > 0).round(_DIGITS)
        for group in (is_first.astype(float), (~is_first).astype(float))
        for total, n in [(group @ filled, group @ is_answered)]
    )
    return first, others


def _by_respondent(answers: pd.DataFrame) -> pd.DataFrame:
    rows = answers[["respondent_id", "need_id"]].assign(score=answers["importance"].astype(float))
    return rows.pivot_table(index="respondent_id", columns="need_id", values="score")
