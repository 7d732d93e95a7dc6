"""The theme analysis as the document that scripts read, with every sentence in both languages."""

from collections.abc import Mapping
from typing import TypeAlias

from pydantic import BaseModel

from ecosystem.briefings.theme.brief import AnalysisBriefing, TableUse
from ecosystem.display.wording import say
from ecosystem.model.analysis import PartAnswer, Statement
from ecosystem.model.sentences import Sentence

Document: TypeAlias = dict[str, object]


def analysis_document(briefing: AnalysisBriefing) -> Document:
    """Return the analysis as one document: statements first, then what each part is made of.

    Field names are those of the records; a sentence ``x`` is told as ``x_da`` and ``x_en``.
    """
    return {
        "label": briefing.label,
        "on": briefing.on,
        "version": briefing.version,
        "is_synthetic": briefing.is_synthetic,
        "parameters": briefing.parameters.model_dump(by_alias=True),
        "settings_version": briefing.settings_version,
        "statements": [statement_document(one, briefing.tables) for one in briefing.statements],
        "parts": {part.value: _part(answer) for part, answer in briefing.parts.items()},
    }


def statement_document(statement: Statement, tables: Mapping[str, TableUse]) -> Document:
    """Return a statement with its words, its interval, its caveat and the tables behind it."""
    return {
        "id": statement.id,
        "of": dict(statement.of),
        "part": statement.part.value,
        "state": statement.state.value,
        "text_da": say(statement.sentence, "da"),
        "text_en": say(statement.sentence, "en"),
        **statement.model_dump(include={"value", "unit", "n", "low", "high"}),
        "interval": statement.interval.value,
        **_said("why_no_interval", statement.why_no_interval),
        **_said("caveat", statement.caveat),
        **_said("published", statement.published),
        "tables": [tables[name].model_dump() for name in statement.tables],
    }


def _said(name: str, sentence: Sentence | None) -> Document:
    """Return the two fields of a sentence; both are null where there is none."""
    if sentence is None:
        return {f"{name}_da": None, f"{name}_en": None}
    return {f"{name}_da": say(sentence, "da"), f"{name}_en": say(sentence, "en")}


def _part(answer: PartAnswer) -> Document:
    content = {} if answer.content is None else fields_of(answer.content)
    return {"state": answer.state.value, **_said("why", answer.why), **content}


def fields_of(record: BaseModel) -> Document:
    """Return a record's fields by the names they have in JSON, its sentences said."""
    fields: Document = {}
    for name, field in type(record).model_fields.items():
        value = getattr(record, name)
        called = field.serialization_alias or field.alias or name
        is_sentence = isinstance(value, Sentence) or "Sentence" in str(field.annotation)
        if is_sentence and not isinstance(value, (tuple, list)):
            fields |= _said(called, value)
        else:
            fields[called] = _plain(value)
    return fields


def _plain(value: object) -> object:
    if isinstance(value, Sentence):
        return {"text_da": say(value, "da"), "text_en": say(value, "en")}
    if isinstance(value, BaseModel):
        return fields_of(value)
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    return value
