"""Statements of the theme analysis as paragraphs: the figure and its caveat in one paragraph."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from ecosystem.briefings.theme.brief import AnalysisBriefing
from ecosystem.display.naming import name_all
from ecosystem.display.report.blocks import Block, Paragraph
from ecosystem.display.theme.text import interval_words
from ecosystem.display.wording import Language, say, t
from ecosystem.model.analysis import PART_TABLES, Part, PartAnswer, PartState, Statement
from ecosystem.model.tables import TABLES

_END_OF_SENTENCE: Final = re.compile(r"(?<=[.!?]) (?=[A-ZÆØÅ0-9])")
_PARTICIPATIONS: Final = "participations"


def statement_paragraphs(briefing: AnalysisBriefing, part: Part, language: Language) -> list[Block]:
    """Return the statements of a part; a part without a figure is one grey line.

    A part that was not asked for gives nothing.
    """
    answer = briefing.parts.get(part)
    if answer is None:
        return []
    if answer.state is PartState.COMPUTED:
        last = {one.id: at for at, one in enumerate(answer.statements)}
        return [
            statement_paragraph(one, briefing, language, is_last=last[one.id] == at)
            for at, one in enumerate(answer.statements)
        ]
    return [Paragraph(_why_not(briefing, part, answer, language), look="grey")]


def statement_paragraph(
    statement: Statement, briefing: AnalysisBriefing, language: Language, *, is_last: bool = True
) -> Paragraph:
    """Return a statement with what has to be said beside it, in one paragraph.

    Args:
        statement: What is said.
        briefing: The analysis, which tells what tables there are.
        language: Language of the words.
        is_last: No later statement has the same id; the summary's own figure stands with it.
    """
    text = say(statement.sentence, language)
    if statement.state is PartState.COMPUTED:
        beside = " ".join(_beside(statement, language, is_last=is_last))
        first, *more = _END_OF_SENTENCE.split(text, maxsplit=1)
        return Paragraph(first, f"{beside} [{statement.id}]", "finding", "".join(more))
    if statement.state is PartState.NOT_RECORDED:
        text = " ".join([text, *_to_import(_missing(briefing, statement.tables), language)])
    caveat = t("analysis.caveat", language, text=say(statement.caveat, language))
    return Paragraph(text, f"{caveat} [{statement.id}]", "grey")


def _beside(statement: Statement, language: Language, *, is_last: bool) -> Iterator[str]:
    yield interval_words(statement, language)
    yield t("analysis.caveat", language, text=say(statement.caveat, language))
    if is_last and statement.published is not None:
        yield t("analysis.published", language, text=say(statement.published, language))


def _why_not(briefing: AnalysisBriefing, part: Part, answer: PartAnswer, language: Language) -> str:
    """Write why a part has no figures, and what to import."""
    sentence = answer.why or next((one.sentence for one in answer.statements), None)
    why = t("paper.not_computed", language) if sentence is None else say(sentence, language)
    needed = _missing(briefing, PART_TABLES[part])
    named = [name for one in answer.statements for name in one.tables]
    imports = _to_import(needed or _missing(briefing, named), language)
    return " ".join([f"{t(f'analysis.part.{part.value}', language)}: {why}", *imports])


def _missing(briefing: AnalysisBriefing, names: Sequence[str]) -> list[str]:
    """List the tables of these that have no rows, each once."""
    known = [name for name in dict.fromkeys(names) if name in TABLES and name in briefing.tables]
    return [name for name in known if not briefing.tables[name].rows]


def _to_import(missing: Sequence[str], language: Language) -> list[str]:
    """Write how the tables that are missing are read in; nothing where none is."""
    if not missing:
        return []
    words = name_all([t(f"table.{name}", language) for name in missing], language)
    commands = "; ".join(_commands(missing, language))
    return [t("paper.import", language, tables=words, commands=commands)]


def _commands(missing: Sequence[str], language: Language) -> Iterator[str]:
    """Yield the line that reads participants in, and the one for all other tables."""
    if _PARTICIPATIONS in missing:
        yield t("paper.import.participants", language)
    others = [name for name in missing if name != _PARTICIPATIONS]
    if others:
        yield t("paper.import.table", language, table="|".join(others))
