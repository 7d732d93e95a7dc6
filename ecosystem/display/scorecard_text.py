"""Say a scorecard: lines of text, the document that scripts read, and the rows of a table."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from ecosystem.display.csv_files import to_csv
from ecosystem.display.maps.files import check_ending
from ecosystem.display.wording import EXAMPLE_MARK, Language, say, t
from ecosystem.display.wording.formats import number
from ecosystem.model.analysis import Interval
from ecosystem.model.danish import sort_key
from ecosystem.model.scorecards import (
    Indicator,
    IndicatorUnit,
    RecommendationAnswer,
    Scorecard,
    ScorecardState,
)
from ecosystem.model.sentences import Sentence

ENDINGS: Final = (".xlsx", ".csv")
_SHARES: Final = frozenset({IndicatorUnit.SHARE, IndicatorUnit.SHARE_POINTS})
_COLUMNS: Final = (
    *("actor_id", "rec_id", "key", "position_id", "state", "value", "unit", "n", "low", "high"),
    *("interval", "expected", "z", "before", "is_example", "tables"),
)
"""Columns of the table for machines."""


# --- lines -----------------------------------------------------------------------------------


def scorecard_lines(card: Scorecard, language: Language = "da") -> list[str]:
    """Write a scorecard: the cluster, then each recommendation with its figures and caveats."""
    lines = [
        t("scorecard.title", language, name=card.name, on=card.on),
        *scorecard_head(card, language),
    ]
    for answer in card.recommendations:
        lines += ["", *_recommendation(answer, card, language)]
    return [*lines, "", t("scorecard.alone", language), ""]


def scorecard_head(card: Scorecard, language: Language = "da") -> list[str]:
    """Write what a cluster's card is of: its positions, predecessors, and what it is held beside.

    Args:
        card: The card.
        language: Language of the words.
    """
    positions = [p.name_da if language == "da" else p.name_en for p in card.positions]
    names = ", ".join(sorted(positions, key=sort_key))
    lines = [t("scorecard.no_positions", language)]
    if names:
        lines = [t("scorecard.positions", language, names=names)]
    if card.closed is not None:
        lines.append(t("scorecard.closed", language, on=card.closed))
    if card.predecessors:
        lines.append(t("scorecard.predecessors", language, names=", ".join(card.predecessors)))
    if card.since is not None:
        lines.append(t("scorecard.since", language, on=card.since))
    return lines


def _recommendation(answer: RecommendationAnswer, card: Scorecard, language: Language) -> list[str]:
    name = t(f"scorecard.rec.{answer.rec_id.value}", language)
    state = t(f"scorecard.state.{answer.state.value}", language)
    lines = [f"{answer.rec_id.value}. {name} [{state}]"]
    if answer.state in {ScorecardState.NOT_RECORDED, ScorecardState.NOT_COMPUTABLE}:
        lines += [f"   - {line}" for line in reasons_without(answer, language)]
    else:
        lines += [f"   - {_indicator(one, card, language)}" for one in answer.indicators]
    caveats = dict.fromkeys(say(one.caveat, language) for one in answer.indicators)
    return [*lines, f"   {t('scorecard.caveats', language)} {' '.join(caveats)}"]


def reasons_without(answer: RecommendationAnswer, language: Language = "da") -> list[str]:
    """Write why figures are absent, each reason once with the indicators it is of."""
    names: dict[str, list[str]] = {}
    for one in answer.indicators:
        if one.why is not None:
            names.setdefault(say(one.why, language), []).append(_name(one, language).lower())
    return [f"{'; '.join(of).capitalize()}: {why}" for why, of in names.items()]


def _indicator(one: Indicator, card: Scorecard, language: Language) -> str:
    name = indicator_name(one, card, language)
    return f"{name}: {indicator_words(one, card, language)}"


def indicator_words(one: Indicator, card: Scorecard, language: Language = "da") -> str:
    """Write what an indicator says, its interval and what it was before, or why it says nothing."""
    if one.why is not None:
        return say(one.why, language)
    remarks = [say(remark, language) for remark in one.remarks]
    interval = [interval] if (interval := _interval(one, language)) else []
    before = [_before(one, language)] if card.since is not None else []
    sentence = [] if one.sentence is None else [say(one.sentence, language)]
    return " ".join([*sentence, *interval, *before, *remarks])


def indicator_name(one: Indicator, card: Scorecard, language: Language = "da") -> str:
    """Return the name of an indicator, with its position where the cluster has several."""
    name = _name(one, language)
    names = {p.position_id: p.name_da if language == "da" else p.name_en for p in card.positions}
    several = len(names) > 1 and one.position_id in names
    return f"{name} ({names[str(one.position_id)]})" if several else name


def _name(one: Indicator, language: Language) -> str:
    return t(f"scorecard.indicator.{one.key.value}", language)


def _interval(one: Indicator, language: Language) -> str | None:
    """Write the ends of an interval and how it was made; bounds stand in the sentence."""
    if one.low is None or one.high is None or one.interval is Interval.BOUNDS:
        return None
    low = _number(one.low, one.unit, language)
    return t("scorecard.interval", language, low=low, high=_figure(one.high, one.unit, language))


def _before(one: Indicator, language: Language) -> str:
    if one.before is None:
        return t("scorecard.before.none", language)
    return t("scorecard.before", language, value=_figure(one.before, one.unit, language))


def _figure(value: float, unit: IndicatorUnit, language: Language) -> str:
    """Write a figure in its unit: a share as per cent, a difference of shares as points."""
    if unit is IndicatorUnit.YES_NO:
        return t(f"scorecard.answer.{'yes' if value else 'no'}", language)
    return t(f"scorecard.in.{unit.value}", language, value=_number(value, unit, language))


def _number(value: float, unit: IndicatorUnit, language: Language) -> str:
    return number(100 * value if unit in _SHARES else value, language, 1)


# --- the document ----------------------------------------------------------------------------


def scorecard_document(card: Scorecard) -> dict[str, object]:
    """Return a scorecard with its sentences said in both languages, as one JSON document."""
    return {
        "label": card.label,
        "version": card.version,
        "is_synthetic": card.is_synthetic,
        "cluster": {
            "actor_id": card.actor_id,
            "name": card.name,
            "position_ids": [position.position_id for position in card.positions],
            "closed": card.closed,
            "predecessors": card.predecessors,
        },
        "on": card.on,
        "since": card.since,
        "recommendations": [_answer_document(answer) for answer in card.recommendations],
    }


def scorecards_document(cards: Sequence[Scorecard]) -> dict[str, object]:
    """Return several scorecards, by name, as one JSON document."""
    return {"scorecards": [scorecard_document(card) for card in cards]}


def _answer_document(answer: RecommendationAnswer) -> dict[str, object]:
    key = f"scorecard.rec.{answer.rec_id.value}"
    return {
        "rec_id": int(answer.rec_id.value),
        "name_da": t(key),
        "name_en": t(key, "en"),
        "state": answer.state,
        "sentence_da": say(answer.sentence),
        "sentence_en": say(answer.sentence, "en"),
        "indicators": [_indicator_document(one) for one in answer.indicators],
    }


def _indicator_document(one: Indicator) -> dict[str, object]:
    said = {"sentence": one.sentence, "why": one.why, "caveat": one.caveat}
    document = one.model_dump(mode="python", exclude={*said, "remarks"})
    words = {
        f"{name}_{language}": None if sentence is None else say(sentence, language)
        for name, sentence in said.items()
        for language in _LANGUAGES
    }
    remarks = {
        f"remarks_{language}": [say(remark, language) for remark in one.remarks]
        for language in _LANGUAGES
    }
    names = {f"name_{language}": _name(one, language) for language in _LANGUAGES}
    return {**document, **names, **_definitions(one), **words, **remarks}


_LANGUAGES: Final[tuple[Language, ...]] = ("da", "en")


def _definitions(one: Indicator) -> dict[str, object]:
    key = f"scorecard.definition.{one.key.value}"
    return {f"definition_{language}": t(key, language) for language in _LANGUAGES}


# --- tables ----------------------------------------------------------------------------------


def check_scorecard_file(file: Path) -> None:
    """Refuse a file whose ending names no kind of file that is written.

    Raises:
        EcosystemError: The endings there are, are named.
    """
    check_ending(file, ENDINGS)


def scorecard_file(cards: Sequence[Scorecard], ending: str, language: Language = "da") -> bytes:
    """Write the figures of some clusters as a file: ``.csv`` for machines, ``.xlsx`` in words."""
    if ending == ".csv":
        return to_csv(_COLUMNS, machine_rows(cards))
    from ecosystem.display.tables import to_xlsx

    about = {
        t("scorecard.about.register", language): cards[0].label if cards else None,
        t("scorecard.about.on", language): cards[0].on if cards else None,
        t("scorecard.about.since", language): cards[0].since if cards else None,
        t("scorecard.about.reading", language): t("scorecard.alone", language),
    }
    return to_xlsx({t("scorecard.sheet", language): table_rows(cards, language)}, about)


def machine_rows(cards: Iterable[Scorecard]) -> list[dict[str, object]]:
    """Return one row a figure, with names of the data dictionary and no words."""
    return [
        {
            **one.model_dump(mode="json", include=set(_COLUMNS)),
            "actor_id": card.actor_id,
            "rec_id": answer.rec_id.value,
            "tables": ";".join(one.tables),
        }
        for card in cards
        for answer in card.recommendations
        for one in answer.indicators
    ]


def table_rows(cards: Iterable[Scorecard], language: Language) -> list[dict[str, object]]:
    """Return one row a figure, in words."""
    return [
        _row(card, answer, one, language)
        for card in cards
        for answer in card.recommendations
        for one in answer.indicators
    ]


def _row(
    card: Scorecard, answer: RecommendationAnswer, one: Indicator, language: Language
) -> dict[str, object]:
    words: Sentence | None = one.sentence or one.why
    cells: dict[str, object] = {
        "cluster": card.name,
        "number": int(answer.rec_id.value),
        "recommendation": t(f"scorecard.rec.{answer.rec_id.value}", language),
        "indicator": indicator_name(one, card, language),
        "state": t(f"scorecard.state.{one.state.value}", language),
        "value": one.value,
        "unit": t(f"scorecard.unit.{one.unit.value}", language),
        "low": one.low,
        "high": one.high,
        "n": one.n,
        "before": one.before,
        "says": None if words is None else say(words, language),
        "remarks": " ".join(say(remark, language) for remark in one.remarks) or None,
        "caveat": say(one.caveat, language),
        "definition": t(f"scorecard.definition.{one.key.value}", language),
        "example": EXAMPLE_MARK if one.is_example else None,
    }
    return {t(f"scorecard.column.{name}", language): cell for name, cell in cells.items()}
