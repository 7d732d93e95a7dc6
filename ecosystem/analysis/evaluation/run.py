"""Measure every ranking by the held-back years, by task and by how well firms were known."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

import numpy as np
import pandas as pd

from ecosystem.analysis.comparison import drawn_means, percentile_interval
from ecosystem.analysis.evaluation import measures
from ecosystem.analysis.evaluation.comparison import Difference, Verdict, paired_differences
from ecosystem.analysis.evaluation.history import (
    Counts,
    Flags,
    History,
    Trial,
    cut,
    history_of,
    shuffled_dates,
    shuffled_organisations,
    usual_split,
)
from ecosystem.analysis.evaluation.measures import MAX_PLACES_READ, Figures
from ecosystem.analysis.evaluation.rankings import (
    MODELS,
    SIMPLE,
    Scores,
    best_penalty,
    rules_first,
    score_all,
)
from ecosystem.model.errors import EcosystemError
from ecosystem.model.offers import Constants
from ecosystem.model.register import Register

DRAWS: Final = 2000
MIN_ORGANISATIONS: Final = 30
"""Organisations under which nothing is decided: the bootstrap of fewer is no guide."""
TASKS: Final = ("all", "new")
"""What comes next, repeats included; and what comes next that was not used before."""
STRATA: Final = ("known", "first", "second", "third_or_later")
"""Seen before the cut; never; once; twice or more."""
BAR: Final = "regional_popularity"
"""What the shipped ranking must not be below."""
REPEATS: Final = 5
"""Shuffles a control is the mean of: one alone may by chance fall either way."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What chance and smallness are treated with."""

    seed: int = 1
    draws: int = DRAWS
    fewest: int = MIN_ORGANISATIONS


@dataclass(frozen=True, slots=True)
class Measured:
    """One ranking on one task over one stratum; means over organisations."""

    model: str
    task: str
    stratum: str
    organisations: int
    hr_1: float
    hr_3: float
    hr_5: float
    recall_5: float
    ndcg_5: float
    mrr: float
    coverage_5: float
    novelty: float
    ndcg_5_ruled: float
    """The same with what the rule of areas does not rule out first."""


@dataclass(frozen=True, slots=True)
class Compared:
    """nDCG@5 of one ranking less that of another, over organisations seen before."""

    model: str
    against: str
    task: str
    difference: Difference
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Exposed:
    """What a group of items is shown, over its share of what organisations may use."""

    model: str
    group: str
    items: int
    ratio: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Control:
    """A ranking on a shuffled history, and how far it stands from popularity there."""

    kind: str
    model: str
    ndcg_5: float
    popularity: float
    gain: float
    """Mean over the shuffles of nDCG@5 less that of popularity."""
    gain_in_truth: float
    """The same on the history as it is."""


@dataclass(frozen=True)
class Evaluation:
    """Everything the evaluation found, and on what."""

    trial: Trial
    settings: Settings
    left_out: Mapping[str, int]
    uses: tuple[int, int]
    """Before and after the cut."""
    penalty: float
    measured: tuple[Measured, ...]
    compared: tuple[Compared, ...]
    exposed: tuple[Exposed, ...]
    controls: tuple[Control, ...]
    best_simple: Mapping[str, str] = field(default_factory=dict)
    """By task, the simple ranking with the highest nDCG@5."""


def evaluate(
    register: Register,
    split: date | None = None,
    until: date | None = None,
    settings: Settings | None = None,
) -> Evaluation:
    """Foretell what organisations used after a day from what was known up to it.

    Args:
        register: One with dated participations.
        split: Last day that is learned from; None: the end of the year with nearly two thirds
            of the uses before it.
        until: Last day of what is foretold; None: the last day there is.
        settings: Seed, draws, and the organisations under which nothing is decided.

    Raises:
        NotRecordedError: The register has no participations or no actors.
        EcosystemError: They are example data, undated, or all on one side of the cut; or nobody
            took part on both sides.
    """
    treatment = settings or Settings()
    history = history_of(register)
    day = split or usual_split(history)
    trial = cut(history, day, until)
    if not trial.is_known.any():
        message = (
            f"No organisation has uses both up to {day} and after it: whether a ranking works "
            "cannot be decided. Choose another day, or import more years."
        )
        raise EcosystemError(message)
    penalty = best_penalty(history, day)
    scores = score_all(trial, register.constants, penalty, treatment.seed)
    figures = {task: _figures(trial, scores, task) for task in TASKS}
    best = {task: _best(figures[task]) for task in TASKS if figures[task].is_tested.any()}
    days = history.uses["day"]
    before = int((days <= pd.Timestamp(day)).sum())
    return Evaluation(
        trial=trial,
        settings=treatment,
        left_out=history.left_out,
        uses=(before, int((days <= pd.Timestamp(trial.until)).sum()) - before),
        penalty=penalty,
        measured=tuple(_measured(trial, figures)),
        compared=tuple(_compared(figures, best, treatment)),
        exposed=tuple(_exposed(trial, scores, treatment)),
        controls=tuple(_controls(history, trial, register.constants, penalty, treatment)),
        best_simple=best,
    )


@dataclass(frozen=True)
class _Task:
    """Places and figures of every ranking on one task; rows are all organisations tested."""

    name: str
    used: Flags
    is_tested: Flags
    """Organisations seen before that used something the task is about."""
    places: Mapping[str, Counts]
    ndcg: Mapping[str, Figures]
    ndcg_ruled: Mapping[str, Figures]


def _figures(trial: Trial, scores: Mapping[str, Scores], task: str) -> _Task:
    used_before = trial.used_before if task == "new" else None
    used = trial.later & ~trial.used_before if task == "new" else trial.later
    places = {
        name: measures.places_of(of_items, trial, used_before) for name, of_items in scores.items()
    }
    ruled = {
        name: measures.places_of(rules_first(trial, of_items), trial, used_before)
        for name, of_items in scores.items()
    }
    return _Task(
        name=task,
        used=used,
        is_tested=trial.is_known & used.any(axis=1),
        places=places,
        ndcg={name: measures.gains(ranked, used) for name, ranked in places.items()},
        ndcg_ruled={name: measures.gains(ranked, used) for name, ranked in ruled.items()},
    )


def _best(task: _Task) -> str:
    """The simple ranking with the highest nDCG@5; the first of several."""
    return max(SIMPLE, key=lambda name: round(float(task.ndcg[name][task.is_tested].mean()), 9))


def _strata(trial: Trial) -> dict[str, Flags]:
    return {
        "known": trial.is_known,
        "first": trial.earlier == 0,
        "second": trial.earlier == 1,
        "third_or_later": trial.earlier > 1,
    }


def _measured(trial: Trial, figures: Mapping[str, _Task]) -> list[Measured]:
    rows_measured = []
    for name, task in figures.items():
        for stratum, is_in in _strata(trial).items():
            rows = is_in & task.used.any(axis=1)
            if not rows.any() or (name == "new" and stratum == "first"):
                continue
            rows_measured += [
                _one(trial, task, model, stratum, rows) for model in _told(task.places)
            ]
    return rows_measured


def _told(models: Mapping[str, object]) -> list[str]:
    return [model for model in MODELS if model in models]


def _one(trial: Trial, task: _Task, model: str, stratum: str, rows: Flags) -> Measured:
    places, used = task.places[model][rows], task.used[rows]
    return Measured(
        model=model,
        task=task.name,
        stratum=stratum,
        organisations=int(rows.sum()),
        hr_1=float(measures.hits(places, used, 1).mean()),
        hr_3=float(measures.hits(places, used, 3).mean()),
        hr_5=float(measures.hits(places, used, MAX_PLACES_READ).mean()),
        recall_5=float(measures.recalls(places, used).mean()),
        ndcg_5=float(task.ndcg[model][rows].mean()),
        mrr=float(measures.reciprocal_places(places, used).mean()),
        coverage_5=measures.coverage(places, trial),
        novelty=measures.novelty(places, trial),
        ndcg_5_ruled=float(task.ndcg_ruled[model][rows].mean()),
    )


def _compared(
    figures: Mapping[str, _Task], best: Mapping[str, str], settings: Settings
) -> list[Compared]:
    """Compare every ranking with the best simple one and with the bar; Holm within each."""
    comparisons = []
    for name, task in figures.items():
        if not task.is_tested.any():
            continue
        ndcg = {model: task.ndcg[model][task.is_tested] for model in _told(task.ndcg)}
        for against in dict.fromkeys((best[name], BAR)):
            apart = paired_differences(ndcg, against, settings.draws, settings.seed)
            comparisons += [
                Compared(model, against, name, difference, difference.verdict(settings.fewest))
                for model, difference in apart.items()
            ]
    return comparisons


def _groups(trial: Trial) -> dict[str, Flags]:
    """Groups of items: by area, and the less and the more used half."""
    names = np.array([";".join(sorted(areas)) for areas in trial.areas], dtype=object)
    groups = {str(name): (names == name) & trial.is_open for name in sorted(set(names))}
    middle = float(np.median(trial.users[trial.is_open]))
    groups["less_used"] = trial.is_open & (trial.users <= middle)
    groups["more_used"] = trial.is_open & (trial.users > middle)
    return {name: is_in_group for name, is_in_group in groups.items() if is_in_group.any()}


def _exposed(trial: Trial, scores: Mapping[str, Scores], settings: Settings) -> list[Exposed]:
    """Exposure of each group in the lists of organisations seen before, over eligible demand."""
    rows = trial.is_known
    allowed = (trial.is_allowed & trial.is_open)[rows].astype(float)
    demand = allowed / np.maximum(allowed.sum(axis=1, keepdims=True), 1.0)
    groups = {
        name: is_in_group
        for name, is_in_group in _groups(trial).items()
        if demand[:, is_in_group].any()
    }
    keys = [(model, group) for model in _told(scores) for group in groups]
    exposure = {
        model: measures.exposures(measures.places_of(scores[model], trial)[rows])
        for model in _told(scores)
    }
    of_group = np.column_stack(
        [exposure[model][:, groups[group]].sum(axis=1) for model, group in keys]
    )
    whole = np.column_stack([exposure[model].sum(axis=1) for model, _ in keys])
    due = np.column_stack([demand[:, groups[group]].sum(axis=1) for _, group in keys])
    ratio = of_group.sum(axis=0) / whole.sum(axis=0) / due.mean(axis=0)
    drawn = [drawn_means(part, settings.draws, settings.seed) for part in (of_group, whole, due)]
    base = drawn[1] * drawn[2]
    drawn_ratio = np.divide(drawn[0], base, out=np.full_like(base, np.nan), where=base > 0)
    low, high = percentile_interval(drawn_ratio)
    return [
        Exposed(m, g, int(groups[g].sum()), float(ratio[n]), float(low[n]), float(high[n]))
        for n, (m, g) in enumerate(keys)
    ]


def _controls(
    history: History,
    trial: Trial,
    constants: Constants | None,
    penalty: float,
    settings: Settings,
) -> list[Control]:
    """Try the rankings where there is nothing to foretell, and where days say nothing.

    With organisations dealt out anew nobody's past says anything of what it does next: every
    ranking must fall to popularity. With the days alone dealt out anew, who used what still
    stands, and so does what the home area tells. With too few organisations to decide anything
    there is no control either.
    """
    if int(trial.is_known.sum()) < settings.fewest:
        return []
    shuffles = {"organisations": shuffled_organisations, "dates": shuffled_dates}
    truth = _gains(trial, constants, penalty, settings.seed)
    controls = []
    for kind, shuffle in shuffles.items():
        runs = []
        for seed in range(settings.seed, settings.seed + REPEATS):
            shuffled = cut(shuffle(history, seed), trial.split, trial.until)
            runs.append(_gains(shuffled, constants, penalty, seed))
        means = {model: float(np.mean([gains[model] for gains in runs])) for model in truth}
        controls += [
            Control(
                kind=kind,
                model=model,
                ndcg_5=means[model],
                popularity=means["popularity"],
                gain=means[model] - means["popularity"],
                gain_in_truth=truth[model] - truth["popularity"],
            )
            for model in _told(truth)
        ]
    return controls


def _gains(
    trial: Trial, constants: Constants | None, penalty: float, seed: int
) -> dict[str, float]:
    """nDCG@5 of each ranking, the mean over organisations seen before."""
    rows = trial.is_known
    return {
        model: float(
            measures.gains(measures.places_of(item_scores, trial), trial.later)[rows].mean()
        )
        for model, item_scores in score_all(trial, constants, penalty, seed).items()
    }
