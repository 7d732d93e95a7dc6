"""Answer whether the ranking of referrals works, held against years it did not see."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Final

from pydantic import Field

from ecosystem.analysis.day import OnDay
from ecosystem.model.records import Record
from ecosystem.model.register import Register
from ecosystem.model.sentences import Sentence

if TYPE_CHECKING:
    from ecosystem.analysis.evaluation import Evaluation
    from ecosystem.analysis.evaluation.comparison import Difference
    from ecosystem.analysis.evaluation.run import Compared

ENOUGH_LIKE: Final = 0.02
"""A shuffled ranking this little above popularity counts as fallen to it."""


class MeasureRow(Record):
    """One ranking on one task over one stratum; each figure a mean over organisations."""

    model: str
    task: str = Field(description="all: what comes next; new: what was not used before.")
    stratum: str = Field(description="known, or by earlier uses: first, second, third_or_later.")
    organisations: int
    hr_1: float = Field(description="Share with a use among the first place, 0-1.")
    hr_3: float
    hr_5: float
    recall_5: float = Field(description="Share of an organisation's uses in the first five, 0-1.")
    ndcg_5: float = Field(description="Gain discounted by log2(1 + rank) over the best, 0-1.")
    mrr: float = Field(description="One over the place of the first use, 0-1.")
    coverage_5: float = Field(description="Share of items ever among anybody's first five, 0-1.")
    novelty: float = Field(description="Mean -log2 of the share of users of what is shown, bits.")
    ndcg_5_ruled: float = Field(description="nDCG@5 with what the areas rule out put last.")


class DifferenceRow(Record):
    """nDCG@5 of a ranking less that of another, over the same organisations seen before."""

    model: str
    against: str
    task: str
    organisations: int
    mean: float
    low: float
    high: float
    half_width: float
    p: float
    p_holm: float
    verdict: str = Field(description="better, worse or undecided.")


class ExposureRow(Record):
    """What a group of items is shown over its share of what organisations may use; 1 is even."""

    model: str
    group: str = Field(description="Area code, national, less_used or more_used.")
    name: str | None = Field(description="Name of the area, where the register has it.")
    items: int
    ratio: float
    low: float
    high: float


class ControlRow(Record):
    """A ranking on shuffled histories, and its distance from popularity there and in truth."""

    kind: str = Field(description="organisations or dates: what was dealt out anew.")
    model: str
    ndcg_5: float
    popularity: float
    gain: float
    gain_in_truth: float


class EvaluationBriefing(Record):
    """Whether the ranking works, on what, and what that does not mean."""

    label: str
    split: date
    until: date
    seed: int
    draws: int
    fewest: int
    items: int
    open_items: int
    uses_before: int
    uses_after: int
    organisations_before: int
    organisations_known: int = Field(description="With uses on both sides of the cut.")
    organisations_first: int = Field(description="Seen after the cut only.")
    left_out: dict[str, int]
    ease_penalty: float
    weights_version: str | None
    best_simple: dict[str, str]
    measures: tuple[MeasureRow, ...]
    differences: tuple[DifferenceRow, ...]
    exposure: tuple[ExposureRow, ...]
    controls: tuple[ControlRow, ...]
    control_holds: bool | None = Field(
        description="With organisations dealt out anew no ranking beats popularity; None: too "
        "few organisations to try."
    )
    shipped_holds: bool | None = Field(
        description="The shipped ranking is not below regional popularity on either task."
    )
    learned_on: tuple[str, ...] = Field(description="Learned rankings that earned a place.")
    sentences: tuple[Sentence, ...]


def brief_evaluation(  # noqa: PLR0913 - the last three are settings of one answer
    register: Register,
    split: date | None = None,
    until: date | None = None,
    *,
    seed: int = 1,
    draws: int = 2000,
    fewest: int = 30,
) -> EvaluationBriefing:
    """Compare the shipped ranking and its rivals over years that were held back.

    Args:
        register: One with dated participations, such as the structural funds of 2007-13.
        split: Last day that is learned from; None: the end of the year with nearly two thirds
            of the uses before it.
        until: Last day of what is foretold; None: the last day there is.
        seed: For chance orders, shuffles and the bootstrap; the same seed, the same digits.
        draws: How many times organisations are drawn anew.
        fewest: Organisations under which nothing is decided.

    Raises:
        NotRecordedError: The register has no participations or no actors.
        EcosystemError: They are example data, undated, or all on one side of the cut.
    """
    from ecosystem.analysis.evaluation import Settings, evaluate

    evaluation = evaluate(register, split, until, Settings(seed=seed, draws=draws, fewest=fewest))
    trial = evaluation.trial
    weights = None if register.constants is None else register.constants.referral
    names = _area_names(register, trial.split)
    learned = _learned_on(evaluation)
    return EvaluationBriefing(
        label=register.label,
        split=trial.split,
        until=trial.until,
        seed=seed,
        draws=draws,
        fewest=fewest,
        items=len(trial.items),
        open_items=int(trial.is_open.sum()),
        uses_before=evaluation.uses[0],
        uses_after=evaluation.uses[1],
        organisations_before=len(trial.before),
        organisations_known=int(trial.is_known.sum()),
        organisations_first=int((~trial.is_known).sum()),
        left_out={why: count for why, count in evaluation.left_out.items() if count},
        ease_penalty=evaluation.penalty,
        weights_version=None if weights is None else weights.version,
        best_simple=dict(evaluation.best_simple),
        measures=tuple(MeasureRow(**_slots(row)) for row in evaluation.measured),
        differences=tuple(_difference(row) for row in evaluation.compared),
        exposure=tuple(
            ExposureRow(name=names.get(row.group), **_slots(row)) for row in evaluation.exposed
        ),
        controls=tuple(ControlRow(**_slots(row)) for row in evaluation.controls),
        control_holds=_falls_to_popularity(evaluation),
        shipped_holds=_shipped_holds(evaluation),
        learned_on=learned,
        sentences=_sentences(evaluation, learned),
    )


def _slots(row: object) -> dict[str, object]:
    fields: Mapping[str, object] = {name: getattr(row, name) for name in type(row).__slots__}  # type: ignore[attr-defined]
    return dict(fields)


def _difference(row: "Compared") -> DifferenceRow:
    apart = row.difference
    return DifferenceRow(
        model=row.model,
        against=row.against,
        task=row.task,
        organisations=apart.count,
        mean=apart.mean,
        low=apart.low,
        high=apart.high,
        half_width=apart.half_width,
        p=apart.p,
        p_holm=apart.p_holm,
        verdict=row.verdict,
    )


def _area_names(register: Register, on: date) -> dict[str, str]:
    """Return the names of the regions of a day and of the municipalities, by code."""
    names = OnDay(register, on).names
    return {**names.regions, **names.municipalities}


def _against_bar(evaluation: "Evaluation", model: str) -> "list[Compared]":
    from ecosystem.analysis.evaluation.run import BAR

    return [row for row in evaluation.compared if row.model == model and row.against == BAR]


def _shipped_holds(evaluation: "Evaluation") -> bool | None:
    rows = _against_bar(evaluation, "shipped")
    return all(row.difference.high >= 0 for row in rows) if rows else None


def _falls_to_popularity(evaluation: "Evaluation") -> bool | None:
    gains = [row.gain for row in evaluation.controls if row.kind == "organisations"]
    return all(gain <= ENOUGH_LIKE for gain in gains) if gains else None


def _learned_on(evaluation: "Evaluation") -> tuple[str, ...]:
    """List learned rankings that beat the best simple one twice and show small items as much."""
    from ecosystem.analysis.evaluation.rankings import LEARNED

    small = {row.model: row.ratio for row in evaluation.exposed if row.group == "less_used"}
    earned = []
    for model in LEARNED:
        rows = [
            row
            for row in evaluation.compared
            if row.model == model and row.against == evaluation.best_simple[row.task]
        ]
        is_ahead = len(rows) > 1 and all(row.verdict == "better" for row in rows)
        others = [small[best] for best in evaluation.best_simple.values() if best in small]
        if is_ahead and small.get(model, 1.0) >= max(others, default=0.0):
            earned.append(model)
    return tuple(earned)


def _sentences(evaluation: "Evaluation", learned: tuple[str, ...]) -> tuple[Sentence, ...]:
    """Write what the figures say, and what they do not."""
    trial = evaluation.trial
    sentences = [
        Sentence(
            key="evaluation.items",
            values={
                "items": len(trial.items),
                "open": int(trial.is_open.sum()),
                "split": trial.split,
            },
        ),
        Sentence(key="evaluation.columns"),
        Sentence(key="evaluation.home"),
        Sentence(key="evaluation.ties"),
        *_verdicts(evaluation),
        *(
            Sentence(key="evaluation.learned.on", values={"model": name}, values_en={"model": name})
            for name in learned
        ),
    ]
    if not learned:
        sentences.append(Sentence(key="evaluation.learned.off"))
    fallen = _falls_to_popularity(evaluation)
    if fallen is not None:
        key = "evaluation.control.fell" if fallen else "evaluation.control.kept"
        sentences += [Sentence(key=key), Sentence(key="evaluation.control.dates")]
    sentences += [Sentence(key=f"evaluation.hit.{n}") for n in (1, 2, 3)]
    return tuple(sentences)


def _verdicts(evaluation: "Evaluation") -> list[Sentence]:
    """Write for each task how the shipped ranking stands to the bar."""
    rows = _against_bar(evaluation, "shipped")
    if not rows:
        return [Sentence(key="evaluation.shipped.none")]
    sentences = []
    for row in rows:
        apart = row.difference
        is_enough = apart.count >= evaluation.settings.fewest
        verdict = _verdict(apart, is_enough=is_enough)
        widest = max(o.difference.half_width for o in evaluation.compared if o.task == row.task)
        values: dict[str, str | int | float | bool | date | None] = {
            "count": apart.count,
            "width": round(apart.half_width if is_enough else widest, 3),
            "fewest": evaluation.settings.fewest,
        }
        sentences.append(Sentence(key=f"evaluation.shipped.{verdict}.{row.task}", values=values))
    return sentences


def _verdict(apart: "Difference", *, is_enough: bool) -> str:
    """Return how a difference reads; of too few organisations nothing is decided."""
    if not is_enough:
        return "few"
    if apart.low == apart.high == 0:
        return "same"
    if apart.low <= 0 <= apart.high:
        return "undecided"
    return "better" if apart.low > 0 else "worse"
