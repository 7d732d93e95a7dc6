"""Say whether the ranking works: lines of text, and the document that scripts read."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from babel.numbers import format_decimal

from ecosystem.briefings.evaluation import EvaluationBriefing
from ecosystem.display.wording import Language, say, t

_MEASURES: Final = ("hr_1", "hr_3", "hr_5", "recall_5", "ndcg_5", "mrr", "coverage_5", "novelty")
_STRATA: Final = ("first", "second", "third_or_later")


def evaluation_lines(briefing: EvaluationBriefing, language: Language = "da") -> list[str]:
    """Write the tables and what they say and do not say."""
    lines = _head(briefing, language)
    for task in ("all", "new"):
        lines += _task(briefing, task, language)
    lines += _strata(briefing, language)
    lines += _exposure(briefing, language)
    lines += _controls(briefing, language)
    lines += ["", t("evaluation.heading.sentences", language)]
    return [*lines, *(f"- {say(sentence, language)}" for sentence in briefing.sentences)]


def evaluation_document(briefing: EvaluationBriefing) -> dict[str, object]:
    """Return the briefing with its sentences said in both languages, as one JSON document."""
    document = briefing.model_dump(mode="python")
    document["sentences"] = [say(sentence) for sentence in briefing.sentences]
    document["sentences_en"] = [say(sentence, "en") for sentence in briefing.sentences]
    return document


def _head(b: EvaluationBriefing, language: Language) -> list[str]:
    headings: dict[str, dict[str, object]] = {
        "title": {"label": b.label},
        "window": {"split": b.split, "until": b.until},
        "counts": {
            "before": b.uses_before,
            "after": b.uses_after,
            "organisations": b.organisations_before,
            "known": b.organisations_known,
            "first": b.organisations_first,
        },
        "chance": {"seed": b.seed, "draws": b.draws, "penalty": b.ease_penalty},
    }
    lines = [t(f"evaluation.heading.{key}", language, **values) for key, values in headings.items()]
    return lines + [
        t(f"evaluation.left_out.{why}", language, count=count) for why, count in b.left_out.items()
    ]


def _task(b: EvaluationBriefing, task: str, language: Language) -> list[str]:
    rows = [row for row in b.measures if row.task == task and row.stratum == "known"]
    if not rows:
        return []
    columns = ("model", *_MEASURES, "ndcg_5_ruled")
    table = [
        [_model(row.model, language), *(_figure(getattr(row, c), language) for c in columns[1:])]
        for row in rows
    ]
    count = rows[0].organisations
    lines = ["", t(f"evaluation.heading.task.{task}", language, count=count)]
    lines += _aligned([_headings(columns, language), *table])
    for against in dict.fromkeys(row.against for row in b.differences if row.task == task):
        lines += _compared(b, task, against, language)
    return lines


def _compared(b: EvaluationBriefing, task: str, against: str, language: Language) -> list[str]:
    table = [
        [
            _model(row.model, language),
            _interval(row.mean, row.low, row.high, language),
            _figure(row.p_holm, language),
            t(f"evaluation.verdict.{row.verdict}", language),
        ]
        for row in b.differences
        if row.task == task and row.against == against
    ]
    head = t("evaluation.heading.against", language, model=_model(against, language))
    return [
        "",
        head,
        *_aligned([_headings(("model", "difference", "p_holm", "verdict"), language), *table]),
    ]


def _strata(b: EvaluationBriefing, language: Language) -> list[str]:
    """One line a ranking, one column a stratum and task."""
    cells = {(row.model, row.task, row.stratum): row for row in b.measures}
    kinds = [(task, s) for task in ("all", "new") for s in _STRATA]
    kinds = [kind for kind in kinds if any((m.task, m.stratum) == kind for m in b.measures)]
    models = list(dict.fromkeys(row.model for row in b.measures))
    head = [t("evaluation.column.model", language)]
    for task, stratum in kinds:
        count = next(m.organisations for m in b.measures if (m.task, m.stratum) == (task, stratum))
        short = t(f"evaluation.stratum.{stratum}", language)
        mark = "" if task == "all" else f"{t('evaluation.task.new', language)}, "
        head.append(f"{mark}{short} ({count})")
    table = [
        [
            _model(model, language),
            *(_figure(cells[model, task, stratum].ndcg_5, language) for task, stratum in kinds),
        ]
        for model in models
    ]
    return ["", t("evaluation.heading.strata", language), *_aligned([head, *table])]


def _exposure(b: EvaluationBriefing, language: Language) -> list[str]:
    ranking = (
        "shipped" if any(row.model == "shipped" for row in b.exposure) else "regional_popularity"
    )
    groups = [
        [_group(row.group, row.name, language), str(row.items),
         _interval(row.ratio, row.low, row.high, language)]
        for row in b.exposure
        if row.model == ranking
    ]  # fmt: skip
    small = [
        [_model(row.model, language), _interval(row.ratio, row.low, row.high, language)]
        for row in b.exposure
        if row.group == "less_used"
    ]
    return [
        "",
        f"{t('evaluation.heading.exposure', language)} ({_model(ranking, language)})",
        *_aligned([_headings(("group", "items", "ratio"), language), *groups]),
        "",
        t("evaluation.heading.exposure.small", language),
        *_aligned([_headings(("model", "ratio"), language), *small]),
    ]


def _controls(b: EvaluationBriefing, language: Language) -> list[str]:
    if not b.controls:
        return []
    kinds = ("organisations", "dates")
    cells = {(row.model, row.kind): row for row in b.controls}
    table = [
        [
            _model(model, language),
            _figure(cells[model, kinds[0]].gain_in_truth, language),
            *(_figure(cells[model, kind].gain, language) for kind in kinds),
        ]
        for model in dict.fromkeys(row.model for row in b.controls)
    ]
    columns = ("model", "gain_in_truth", *kinds)
    head = t("evaluation.heading.control", language)
    return ["", head, *_aligned([_headings(columns, language), *table])]


def _headings(columns: Iterable[str], language: Language) -> list[str]:
    return [t(f"evaluation.column.{name}", language) for name in columns]


def _model(name: str, language: Language) -> str:
    return t(f"evaluation.model.{name}", language)


def _group(group: str, name: str | None, language: Language) -> str:
    return name if name is not None else _group_words(group, language)


def _group_words(group: str, language: Language) -> str:
    words: Mapping[str, str] = {
        key: t(f"evaluation.group.{key}", language)
        for key in ("national", "less_used", "more_used")
    }
    return words.get(group, group)


def _figure(value: float, language: Language) -> str:
    """Write three decimals, always; a zero without a sign."""
    rounded = round(value, 3) + 0.0
    locale = "da_DK" if language == "da" else "en_GB"
    return str(format_decimal(rounded, "0.000", locale=locale))


def _interval(mean: float, low: float, high: float, language: Language) -> str:
    figures = [_figure(value, language) for value in (mean, low, high)]
    return f"{figures[0]} [{figures[1]}; {figures[2]}]"


def _aligned(table: Sequence[Sequence[str]]) -> list[str]:
    """Align cells in columns: the first to the left, figures to the right."""
    widths = [max(len(row[at]) for row in table) for at in range(len(table[0]))]
    return [
        "  ".join(
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in table
    ]
