"""The theme analysis as tables for a workbook: the statements, and every list of its parts.

A list that lies in another keeps the words of what it lies in (the period, the group), so that
each row can be read alone.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from ecosystem.briefings.theme.brief import AnalysisBriefing
from ecosystem.display.csv_files import to_csv
from ecosystem.display.theme.document import Document, analysis_document
from ecosystem.display.wording import Language, t
from ecosystem.display.wording.formats import day

Rows = list[dict[str, object]]
STATEMENT_COLUMNS: Final = (
    "id",
    "part",
    "state",
    "text",
    "value",
    "unit",
    "n",
    "low",
    "high",
    "interval",
    "why_no_interval",
    "caveat",
    "published",
)


def statement_rows(document: Mapping[str, object], language: Language) -> Rows:
    """Return one row a statement, its words in a language; a figure that is not known is empty."""
    statements = document["statements"]
    if not isinstance(statements, list):
        return []
    return [
        {
            t(f"analysis.column.{name}", language): one.get(name, one.get(f"{name}_{language}"))
            for name in STATEMENT_COLUMNS
        }
        for one in statements
    ]


def part_tables(document: Mapping[str, object]) -> dict[str, Rows]:
    """Return every list of records in the parts, by where it stands, such as ``cost.cells``.

    Columns are named as in the JSON document.
    """
    tables: dict[str, Rows] = {}
    parts = document["parts"]
    if isinstance(parts, dict):
        for part, content in parts.items():
            inner = {key: value for key, value in content.items() if not isinstance(value, str)}
            for name, row in _rows(part, inner, {}):
                tables.setdefault(name, []).append(row)
    return tables


def in_words(name: str, language: Language) -> str:
    """Return what a table of the parts, or a column of one, is called.

    Examples:
        >>> in_words("lead.projects", "da"), in_words("projects.periods.by_fund", "en")
        ('Leder: projekter', 'Projects: periods: by fund')
    """
    words = ": ".join(t(f"analysis.field.{part}", language) for part in name.split("."))
    return words[:1].upper() + words[1:]


def _rows(name: str, node: object, context: Document) -> Iterator[tuple[str, Document]]:
    """Yield the rows of every list below a node, each with the words of what it lies in.

    A record within a record is no table of its own: its lists say in ``of`` which one they are of.
    """
    if not isinstance(node, dict):
        return
    inside = context | _labels(node)
    for key, value in node.items():
        if isinstance(value, dict):
            yield from _rows(name, value, inside | {"of": key})
        for record in value if isinstance(value, list) else ():
            if isinstance(record, dict):
                yield f"{name}.{key}", inside | _flat(record)
                yield from _rows(f"{name}.{key}", record, inside)


def _labels(node: Mapping[str, object]) -> Document:
    """Return the short words that tell which record this is; the state and sentences do not."""
    return {
        key: cell
        for key, cell in node.items()
        if isinstance(cell, str) and key != "state" and not key.endswith(("_da", "_en"))
    }


def _flat(record: Mapping[str, object], before: str = "") -> Document:
    flat: Document = {}
    for key, value in record.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{before}{key}.")
        elif not isinstance(value, list):
            flat[f"{before}{key}"] = value
    return flat


def analysis_workbook(briefing: AnalysisBriefing, language: Language = "da") -> bytes:
    """Write the analysis as a workbook: statements, one sheet a list, and what it was asked."""
    from ecosystem.display.tables import to_xlsx

    document = analysis_document(briefing)
    sheets = {t("analysis.sheet.statements", language): statement_rows(document, language)}
    about = {
        t("analysis.about.register", language): briefing.label,
        t("analysis.about.day", language): day(briefing.on, language),
        t("analysis.about.version", language): briefing.version,
        **briefing.parameters.model_dump(by_alias=True, mode="json"),
    }
    return to_xlsx(sheets | part_tables(document), about)


def analysis_csv(briefing: AnalysisBriefing, language: Language = "da") -> bytes:
    """Write the statements as CSV; the lists of the parts go into a workbook only."""
    rows = statement_rows(analysis_document(briefing), language)
    return to_csv(list(rows[0]) if rows else [], rows, has_mark=True)
