"""The theme analysis as lines of text: each statement with its interval and its caveat."""

from collections.abc import Iterator
from typing import Final

from ecosystem.briefings.theme.brief import AnalysisBriefing
from ecosystem.display.wording import Language, say, t
from ecosystem.display.wording.formats import day
from ecosystem.model.analysis import Interval, Part, PartAnswer, PartState, Statement

_PERCENT: Final = frozenset({"share", "share_difference"})
MEASURED: Final = _PERCENT | {"dkk", "years"}
"""Units that are said behind the limits of an interval."""
_LARGE: Final = 1000


def analysis_lines(briefing: AnalysisBriefing, language: Language = "da") -> list[str]:
    """Write the parts one after another, and at the end what the command cannot tell."""
    lines = [t("analysis.title", language), f"{briefing.label}, {day(briefing.on, language)}"]
    for part, answer in briefing.parts.items():
        lines += ["", *_part(part, answer, language)]
    return [*lines, "", t("analysis.not_recomputed", language)]


def _part(part: Part, answer: PartAnswer, language: Language) -> Iterator[str]:
    yield t(f"analysis.part.{part.value}", language)
    if answer.state is not PartState.COMPUTED and answer.why is not None:
        yield f"– {say(answer.why, language)}"
    for statement in answer.statements:
        yield from statement_lines(statement, language)


def statement_lines(statement: Statement, language: Language) -> Iterator[str]:
    """Write a statement, then what stands beside it, each on a line of its own."""
    yield f"{statement.id:<3} {say(statement.sentence, language)}"
    if statement.state is PartState.COMPUTED:
        yield f"    {interval_words(statement, language)}"
    yield f"    {t('analysis.caveat', language, text=say(statement.caveat, language))}"
    if statement.published is not None:
        told = say(statement.published, language)
        yield f"    {t('analysis.published', language, text=told)}"


def interval_words(statement: Statement, language: Language) -> str:
    """Write the interval of a figure and how it was made, or why it has none."""
    if statement.interval is Interval.NONE or statement.low is None or statement.high is None:
        why = statement.why_no_interval
        told = t("analysis.interval.not_stated", language) if why is None else say(why, language)
        return t("analysis.interval.none", language, text=told)
    low, high = (_figure(value, statement.unit) for value in (statement.low, statement.high))
    unit = t(f"analysis.unit.{statement.unit}", language) if statement.unit in MEASURED else ""
    values = {"low": low, "high": high, "unit": unit}
    return t(f"analysis.interval.{statement.interval.value}", language, **values)


def _figure(value: float, unit: str) -> float | int:
    """Return a figure as precise as it can be read: a share in per cent, large ones whole."""
    shown = 100 * value if unit in _PERCENT else value
    return round(shown) if abs(shown) >= _LARGE else round(shown, 1 if unit in _PERCENT else 2)
