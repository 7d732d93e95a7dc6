"""What firms need, how important it is to them, and how much of it nobody serves.

Importance comes from a survey (``need_answers``) where one is loaded, else from the three bands
of the theme analysis, which say no more than that. Needs are told in bands, never as a league
table: with a few hundred answers a need's place is known to two or three places at best.

Demand is *expressed* (firms of the position were asked), *inferred* (from how many firms there
are) or *latent* (an adviser's judgement). The three are different things and never added. What
the 12 needs have in common is that clusters already work with them: the list was made from the
supply. So a view of needs without a survey of the position's own firms is hatched and says why.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from ecosystem.analysis.comparison import percentile_interval
from ecosystem.analysis.day import OnDay
from ecosystem.analysis.need_ranking import IMPORTANT_FROM, drawn_means_of_needs
from ecosystem.model.closed_lists import complete
from ecosystem.model.errors import EcosystemError
from ecosystem.model.register import Register, check_position, collect, small_table
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import Band, DemandKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

DRAWS: Final = 2000
LOWEST, HIGHEST = 1, 5
"""Ends of the scale of a survey."""
FEWEST_ANSWERS: Final = 5
"""Fewer respondents than this are not told of."""
BAND_IMPORTANCE: Final[Mapping[Band, float]] = complete(
    Band,
    {
        Band.MOST_IMPORTANT: 1.0,
        Band.MEDIUM: 2 / 3,
        Band.LEAST_IMPORTANT: 1 / 3,
    },
    name="BAND_IMPORTANCE",
)
"""Weight of a band when there is no survey; our own choice, equal steps."""
BANDS: Final = (Band.MOST_IMPORTANT, Band.MEDIUM, Band.LEAST_IMPORTANT)
CERTAIN: Final = 0.95


@dataclass(frozen=True, slots=True)
class NeedsView:
    """The needs of a position's firms, with what the view rests on."""

    position_id: str | None
    needs: pd.DataFrame
    """By need_id: ``importance, low, high`` (0 to 1), ``band``, ``answers``."""
    stated: pd.DataFrame
    """By need_id: ``yes, no`` of those the importance rests on; no rows without a survey."""
    demand_kind: DemandKind
    is_hatched: bool
    """Shown with hatching: no survey of the position's own firms stands behind it."""
    reason: Sentence | None
    caveats: tuple[Sentence, ...]


def served_share(fit: Sequence[float], reach: Sequence[float]) -> float:
    """Compute the share of the firms with a need that some actor serves.

    ``S = 1 - prod(1 - s r)``: s is the fit of an actor's offer and r the share of firms it
    reaches. It takes the actors to reach firms independently of each other; where they reach
    the same firms the truth is nearer :func:`served_bound`.

    Examples:
        >>> round(served_share([0.5, 0.4], [0.6, 0.5]), 2)
        0.44
        >>> served_share([], [])
        0.0
    """
    _check_shares([*fit, *reach])
    return float(1 - np.prod([1 - s * r for s, r in zip(fit, reach, strict=True)]))


def served_bound(fit: Sequence[float], reach: Sequence[float]) -> float:
    """Compute the share served for sure, if all actors reach the same firms: max s r.

    Examples:
        >>> served_bound([0.5, 0.4], [0.6, 0.5])
        0.3
    """
    _check_shares([*fit, *reach])
    return max((s * r for s, r in zip(fit, reach, strict=True)), default=0.0)


def gap_size(firms: float, importance: float, served: float) -> float:
    """Compute how many firms have a need that nobody serves, weighed: ``G = D I (1 - S)``.

    Args:
        firms: D, expected number of firms with the need.
        importance: I, 0 to 1.
        served: S, share of them that is served, 0 to 1.

    Returns:
        Importance-weighted unserved firms.

    Raises:
        EcosystemError: Firms are negative, or a share lies outside 0 to 1.

    Examples:
        100 firms, importance .8, a quarter served: 100 x .8 x .75.

        >>> gap_size(100, 0.8, 0.25)
        60.0
    """
    if firms < 0:
        message = f"{firms} firms were given. Give 0 or more."
        raise EcosystemError(message)
    _check_shares([importance, served])
    return firms * importance * (1 - served)


def priority_weighted_coverage(importance: pd.Series, served: pd.Series) -> float | None:
    """Compute the mean served share of a position, each need by its importance: 0 to 1.

    Examples:
        >>> need = pd.Series([1.0, 0.5], index=["export", "finance"])
        >>> priority_weighted_coverage(need, pd.Series([0.6, 0.3], index=need.index))
        0.5
    """
    total = float(importance.sum())
    return float((importance * served).sum()) / total if total > 0 else None


def opportunity_score(importance: float, satisfaction: float) -> float:
    """Compute Ulwick's (2005) score of a need: ``I + max(I - Sat, 0)``, both 0 to 10; 0 to 20.

    Examples:
        >>> opportunity_score(8, 3), opportunity_score(4, 9)
        (13, 4)
    """
    return importance + max(importance - satisfaction, 0)


def importance_of_needs(
    register: Register,
    actor_ids: Sequence[str] | None = None,
    draws: int = DRAWS,
    seed: int = 1,
) -> pd.DataFrame:
    """Compute the weight of each need: by a survey, else by the theme analysis' bands.

    The survey's mean is weighted; its interval comes from drawing respondents anew. A need is
    put in a lower band only where its interval lies wholly below that of the band's first need;
    so a survey that cannot tell needs apart gives one band.

    Args:
        register: With needs; need_answers as far as recorded.
        actor_ids: Count the answers of these actors alone; ``None`` counts all.
        draws: Times respondents are drawn.
        seed: Start of the random numbers.

    Returns:
        By need_id in the published order: ``importance, low, high`` (0 to 1; the limits are
        missing without a survey), ``band``, ``answers``, ``is_surveyed``.

    Raises:
        NotRecordedError: The register has no needs.
    """
    needs = small_table(register, "needs", "which needs firms have").sort_values("rank")
    table = needs.set_index("need_id")[["band"]]
    stated = table["band"].map({band.value: weight for band, weight in BAND_IMPORTANCE.items()})
    table = table.assign(
        importance=stated.astype(float), low=np.nan, high=np.nan, answers=0, is_surveyed=False
    )
    answers = _answers(register, actor_ids)
    if answers is None or answers["respondent_id"].nunique() < FEWEST_ANSWERS:
        return table
    surveyed = _bootstrap(answers, list(table.index), draws, seed)
    is_asked = surveyed["importance"].notna()
    table.loc[is_asked, ["importance", "low", "high"]] = surveyed.loc[
        is_asked, ["importance", "low", "high"]
    ]
    counts = answers.groupby("need_id")["respondent_id"].nunique()
    table["answers"] = counts.reindex(table.index, fill_value=0).astype(int)
    table["is_surveyed"] = is_asked
    table.loc[is_asked, "band"] = bands_by_overlap(table[is_asked])
    return table


def stated_counts(register: Register, actor_ids: Sequence[str] | None = None) -> pd.DataFrame:
    """Count who says that a need is important (4 or 5 of 5), and who does not.

    Answers count by their weight, scaled so that the weights of a need add to the number of
    answers.

    Args:
        register: With needs; need_answers as far as recorded.
        actor_ids: Count the answers of these actors alone; ``None`` counts all.

    Returns:
        By need_id: ``yes, no``; no rows where nobody was asked.
    """
    answers = _answers(register, actor_ids)
    if answers is None or answers["respondent_id"].nunique() < FEWEST_ANSWERS:
        return pd.DataFrame({"yes": [], "no": []}, index=pd.Index([], name="need_id"), dtype=float)
    weight = answers["weight"].fillna(1.0).astype(float)
    by_need = weight.groupby(answers["need_id"])
    scaled = weight * (by_need.transform("size") / by_need.transform("sum"))
    is_yes = answers["importance"] >= IMPORTANT_FROM
    answer_counts = by_need.size()
    yes = np.minimum(scaled.where(is_yes, 0.0).groupby(answers["need_id"]).sum(), answer_counts)
    return pd.DataFrame({"yes": yes, "no": answer_counts - yes})


def bands_by_overlap(table: pd.DataFrame) -> pd.Series:
    """Compute at most three bands of needs that the intervals can tell apart.

    From the most important on, a new band begins at a need whose interval lies wholly below
    that of the first need of the band before. One band alone is the middle one; of more than
    three the lowest are one.

    Args:
        table: ``importance, low, high`` by need.

    Returns:
        Members of ``Band``, as text.

    Examples:
        >>> told = pd.DataFrame({"importance": [0.9, 0.85, 0.5], "low": [0.88, 0.8, 0.4],
        ...                      "high": [0.92, 0.9, 0.6]}, index=["a", "b", "c"])
        >>> bands_by_overlap(told).to_dict()
        {'a': 'most_important', 'b': 'most_important', 'c': 'medium'}
    """
    ordered = table.sort_values("importance", ascending=False, kind="stable")
    number, first_low, numbers = 0, None, []
    for low, high in zip(ordered["low"], ordered["high"], strict=True):
        if first_low is None:
            first_low = low
        elif high < first_low:
            number, first_low = number + 1, low
        numbers.append(number)
    if number == 0:
        names = [Band.MEDIUM.value] * len(ordered)
    else:
        names = [BANDS[min(n, len(BANDS) - 1)].value for n in numbers]
    return pd.Series(names, index=ordered.index, dtype="str").reindex(table.index)


def needs_view(day: OnDay, position_id: str | None, seed: int = 1) -> NeedsView:
    """Return the needs of a position's firms, hatched unless its own firms were asked.

    Raises:
        UnknownIdError: The register has no such position.
        NotRecordedError: The register has no needs.
    """
    answers = None if position_id is None else answers_of_position(day, position_id)
    respondent_count = 0 if answers is None else int(answers["respondent_id"].nunique())
    is_of_position = position_id is not None and respondent_count >= FEWEST_ANSWERS
    register = replace(day.register, need_answers=answers) if is_of_position else day.register
    table = importance_of_needs(register, seed=seed)
    is_surveyed = bool(table["is_surveyed"].any())
    if is_of_position or (position_id is None and is_surveyed):
        reason = None
    elif is_surveyed:
        reason = Sentence(key="needs.hatched.other_firms", values={"asked": respondent_count})
    else:
        reason = Sentence(key="needs.hatched.no_survey")
    return NeedsView(
        position_id=position_id,
        needs=table,
        stated=stated_counts(register),
        demand_kind=DemandKind.EXPRESSED if reason is None else DemandKind.INFERRED,
        is_hatched=reason is not None,
        reason=reason,
        caveats=_caveats(is_surveyed=is_surveyed),
    )


def gap_sizes(
    firms: pd.Series,
    importance: pd.DataFrame,
    served: pd.DataFrame,
    stated: pd.DataFrame | None = None,
    seed: int = 1,
) -> pd.DataFrame:
    """Compute the gaps of several needs, with draws for what is not known for sure.

    Args:
        firms: Firms of the position, by need_id; where ``stated`` counts a need, D is the share
            of them that says so, else all of them: of one kind of demand.
        importance: ``importance, low, high`` by need_id; without limits the value stands.
        served: ``low, likely, high`` share by need_id (triangular).
        stated: ``yes, no`` by need_id of :func:`stated_counts`; the share is drawn from its
            Beta distribution (Jeffreys prior).
        seed: Start of the random numbers.

    Returns:
        By need_id: ``firms`` (D), ``gap``, ``gap_low``, ``gap_high`` (95 %), ``top_three``
        (chance of being among the three largest), ``is_certain`` (the chance is 95 % or more, or
        5 % or less).

    Examples:
        >>> needs = ["a", "b", "c", "d"]
        >>> told = gap_sizes(
        ...     pd.Series(100.0, index=needs),
        ...     pd.DataFrame({"importance": [1, 1, 1, 0.1]}, index=needs),
        ...     pd.DataFrame({"low": 0.5, "likely": 0.5, "high": 0.5}, index=needs),
        ... )
        >>> told["gap"].tolist(), told["top_three"].tolist()
        ([50.0, 50.0, 50.0, 5.0], [1.0, 1.0, 1.0, 0.0])
    """
    rng = np.random.default_rng(seed)
    ids = list(firms.index)
    weight, share = importance.reindex(ids), served.reindex(ids)
    drawn = _draw_importance(weight, rng, DRAWS) * (1 - _draw_share(share, rng, DRAWS))
    yes, no = _counts(stated, ids)
    every = firms.to_numpy(dtype=float)
    demand = every * np.where(yes + no > 0, yes / np.maximum(yes + no, 1), 1)
    sizes = np.round(every[None, :] * drawn * _draw_stated(yes, no, rng, DRAWS), 9)
    top = _among_three(sizes).mean(axis=0)
    low, high = np.nanquantile(sizes, [0.025, 0.975], axis=0) if ids else ([], [])
    size = [
        gap_size(many, weigh, served_part)
        for many, weigh, served_part in zip(
            demand, weight["importance"], share["likely"], strict=True
        )
    ]
    return pd.DataFrame(
        {
            "firms": demand,
            "gap": size,
            "gap_low": low,
            "gap_high": high,
            "top_three": top,
            "is_certain": (top >= CERTAIN) | (top <= 1 - CERTAIN),
        },
        index=pd.Index(ids, name="need_id"),
    )


def _among_three(sizes: "Floats") -> "NDArray[np.bool_]":
    """Return in each draw which gaps are among the three largest; an empty one never is."""
    if not sizes.shape[1]:
        return sizes > 0
    third = np.sort(sizes, axis=1)[:, -min(3, sizes.shape[1]), None]
    is_among: NDArray[np.bool_] = (sizes >= third) & (sizes > 0)
    return is_among


def _counts(stated: pd.DataFrame | None, ids: list[str]) -> "tuple[Floats, Floats]":
    if stated is None:
        return np.zeros(len(ids)), np.zeros(len(ids))
    counts = stated.reindex(ids).fillna(0.0)
    return counts["yes"].to_numpy(dtype=float), counts["no"].to_numpy(dtype=float)


def _draw_stated(yes: "Floats", no: "Floats", rng: np.random.Generator, draws: int) -> "Floats":
    """Draw the share of firms that say they have a need; 1 where nobody was asked."""
    drawn = rng.beta(yes + 0.5, no + 0.5, size=(draws, len(yes)))
    return np.where(yes + no > 0, drawn, 1.0)


def _draw_importance(weight: pd.DataFrame, rng: np.random.Generator, draws: int) -> "Floats":
    middle = weight["importance"].to_numpy(dtype=float)
    if "low" not in weight:
        return np.tile(middle, (draws, 1))
    low, high = weight["low"].to_numpy(dtype=float), weight["high"].to_numpy(dtype=float)
    spread = np.where(np.isnan(high - low), 0.0, (high - low) / (2 * 1.959963984540054))
    drawn: Floats = np.clip(rng.normal(middle, spread, size=(draws, len(middle))), 0, 1)
    return drawn


def _draw_share(share: pd.DataFrame, rng: np.random.Generator, draws: int) -> "Floats":
    low, likely, high = (share[c].to_numpy(dtype=float) for c in ("low", "likely", "high"))
    _check_shares([*low, *likely, *high])
    is_fixed = high <= low
    top = np.where(is_fixed, low + 1, high)
    drawn: Floats = rng.triangular(low, np.clip(likely, low, top), top, size=(draws, len(low)))
    return np.where(is_fixed, likely, drawn)


def _bootstrap(answers: pd.DataFrame, needs: list[str], draws: int, seed: int) -> pd.DataFrame:
    """Return importance, 0 to 1, with the limits of respondents drawn anew."""
    mean, drawn = (
        (means - LOWEST) / (HIGHEST - LOWEST)
        for means in drawn_means_of_needs(answers, needs, draws, seed)
    )
    is_asked = ~np.isnan(mean)
    limits = np.full((2, len(needs)), np.nan)
    limits[:, is_asked] = percentile_interval(drawn[:, is_asked])
    columns = {"importance": mean, "low": limits[0], "high": limits[1]}
    return pd.DataFrame(columns, index=needs)


def _answers(register: Register, actor_ids: Sequence[str] | None) -> pd.DataFrame | None:
    table = register.need_answers
    if table is None:
        return None
    return table if actor_ids is None else table[table["actor_id"].isin(set(actor_ids))]


def answers_of_position(day: OnDay, position_id: str) -> pd.DataFrame | None:
    """Return the answers of a position's firms, and those of a survey of the position.

    Returns:
        Rows of ``need_answers``; ``None``: not recorded.

    Raises:
        UnknownIdError: The register has no such position.
    """
    firm_ids = _firms_asked(day, position_id)
    table = day.register.need_answers
    if table is None:
        return None
    is_of_firm = table["actor_id"].isin(firm_ids)
    if "position_id" in table:
        is_of_firm |= table["position_id"] == position_id
    return table[is_of_firm]


def _firms_asked(day: OnDay, position_id: str) -> tuple[str, ...]:
    """List the firms of the position among those who answered."""
    import narwhals as nw

    register = day.register
    check_position(register, position_id)
    if register.need_answers is None or register.actors is None:
        return ()
    respondents = sorted(set(register.need_answers["actor_id"].dropna()))
    columns = ("actor_id", "industry_scheme", "industry_code")
    rows = collect(register.actors.filter(nw.col("actor_id").is_in(respondents)).select(*columns))
    positions = day.membership.positions_of(rows)
    return tuple(actor for actor in respondents if position_id in positions.get(actor, ()))


def _caveats(*, is_surveyed: bool) -> tuple[Sentence, ...]:
    keys = ["needs.caveat.expressed", "needs.caveat.supply_defined"]
    if is_surveyed:
        keys += ["needs.caveat.bands", "needs.caveat.yes_saying"]
    return tuple(Sentence(key=key) for key in keys)


def _check_shares(shares: Sequence[float]) -> None:
    for share in shares:
        if not 0 <= share <= 1:
            message = f"A share of {share} was given. Shares lie from 0 to 1."
            raise EcosystemError(message)
