"""Pandera schemas of the tables of a register, and the data dictionary made from them.

The schemas are built from the one dictionary of columns, so a column cannot mean two things.
They hold typed frames to their promises; turning text into types is the work of ``sources``.
"""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Final

from pydantic import BaseModel

from ecosystem.model.closed_lists import complete
from ecosystem.model.columns import (
    COLUMNS,
    EARLIEST_YEAR,
    HOW_WRITTEN,
    ID_PATTERN,
    LATEST_YEAR,
    TABLES,
    Column,
    Kind,
    Use,
    words_of,
)
from ecosystem.model.firms import FIRM_FACTS, LIST_OF
from ecosystem.model.offers import (
    AgeBetween,
    AllOf,
    AnyOf,
    Between,
    DesignatedCluster,
    IsTrue,
    MustAsk,
    NoneOf,
    OneOf,
    Rules,
    SizeClass,
)
from ecosystem.model.phrases import FACT_WORDS

if TYPE_CHECKING:
    import pandera.pandas as pa

DTYPES: Final[Mapping[Kind, str]] = complete(
    Kind,
    {
        Kind.TEXT: "str",
        Kind.ID: "str",
        Kind.IDS: "str",
        Kind.CODE: "str",
        Kind.WORD: "str",
        Kind.WHOLE: "Int64",
        Kind.NUMBER: "float64",
        Kind.FLAG: "boolean",
        Kind.DATE: "datetime64[s]",
    },
    name="DTYPES",
)
"""pandas type of each kind of cell; an empty cell is missing, never zero or false."""


@cache
def schema_of(table: str) -> "pa.DataFrameSchema":
    """Give the schema that a table of a register must satisfy.

    Args:
        table: Name of a table in ``TABLES``.

    Returns:
        A strict schema: the table's columns and no others, in their types, with their ranges,
        patterns and closed lists, and a key that does not repeat.

    Examples:
        >>> sorted(schema_of("needs").columns)[:3]
        ['band', 'checked', 'confidence']
    """
    import pandera.pandas as pa  # noqa: PLC0415  a second that few commands need

    described = TABLES[table]
    return pa.DataFrameSchema(
        {use.column: _column(use) for use in described.uses},
        name=table,
        strict=True,
        unique=list(described.key),
        report_duplicates="exclude_first",
        description=described.meaning,
    )


def _column(use: Use) -> "pa.Column":
    import pandera.pandas as pa  # noqa: PLC0415

    column = COLUMNS[use.column]
    return pa.Column(
        DTYPES[column.kind],
        checks=_checks(column, use),
        nullable=not use.is_required,
        required=not use.is_optional,
        description=column.meaning,
    )


def _checks(column: Column, use: Use) -> "list[pa.Check]":
    import pandera.pandas as pa  # noqa: PLC0415

    checks = []
    if allowed := words_of(use):
        checks.append(pa.Check.isin(allowed))
    if pattern := pattern_of(column):
        checks.append(pa.Check.str_matches(pattern))
    if column.least is not None:
        checks.append(pa.Check.ge(column.least))
    if column.most is not None:
        checks.append(pa.Check.le(column.most))
    return checks


def pattern_of(column: Column) -> str | None:
    """Give the regular expression that a text cell of the column must match, if any."""
    if column.kind is Kind.ID:
        return ID_PATTERN
    return column.pattern


def data_dictionary() -> str:
    """Write the data dictionary of every table as Markdown; ``data/README.md`` is this text."""
    parts = [
        "# Data dictionary",
        "",
        "<!-- Generated from ecosystem/model by `make dictionary`; do not edit. -->",
        "",
        "A register is a folder with `datapackage.json` (Frictionless Data Package), one file for",
        "each table below (CSV in UTF-8 with commas, or Parquet) and `rules/<offer_id>.yaml` for",
        "each offer. A table that is absent is *not recorded*; a table without rows is *none*.",
        "An empty cell is *not known*, never zero and never no. Codes keep their leading zeros.",
        f"Dates lie between {EARLIEST_YEAR} and {LATEST_YEAR}.",
        "",
        "A column means the same, in the same unit, in every table that has it.",
    ]
    for table in TABLES.values():
        parts += ["", f"## {table.name}", "", table.meaning, "", f"Key: {', '.join(table.key)}."]
        parts += ["", "| column | meaning | written as | unit | cell |", "|---|---|---|---|---|"]
        parts += [_row(use) for use in table.uses]
    return "\n".join([*parts, *_rules_section()]) + "\n"


_TESTS = (
    Between,
    OneOf,
    NoneOf,
    IsTrue,
    AgeBetween,
    SizeClass,
    DesignatedCluster,
    MustAsk,
    AllOf,
    AnyOf,
)


def _rules_section() -> list[str]:
    """Tell the fields of a rule file and the kinds of test, from the records that read them."""
    lines = ["", "## Rules", "", "`rules/<offer_id>.yaml` says what one offer demands.", ""]
    lines += ["| field | meaning |", "|---|---|"]
    lines += [
        f"| {name} | {field.description} |"
        for name, field in Rules.model_fields.items()
        if name != "problem"
    ]
    lines += ["", "A criterion is one of these tests:", "", "| test | holds when | fields |"]
    lines += ["|---|---|---|"]
    stated = {"source", "checked", "valid_from", "valid_to", "is_settled", "note_da", "note_en"}
    for test in _TESTS:
        fields = [name for name in test.model_fields if name not in stated and name != "test"]
        kind = test.model_fields["test"].default
        lines.append(f"| {kind} | {_first_line(test)} | {', '.join(fields)} |")
    lines += ["", f"Every criterion may also say {', '.join(sorted(stated))}."]
    return [*lines, *_facts_section()]


def _facts_section() -> list[str]:
    """Tell what a firm can be asked for, and what it can answer."""
    lines = ["", "## Facts of a firm", ""]
    lines += [
        "What a rule may ask for. Left out or null: nobody has asked, never no and never none."
    ]
    lines += ["", "| fact | question | choices |", "|---|---|---|"]
    choices: dict[str, str] = {
        fact: ", ".join(member.value for member in members) for fact, members in LIST_OF.items()
    }
    lines += [
        f"| {fact} | {FACT_WORDS[fact].question.en} | {choices.get(fact, '')} |"
        for fact in FIRM_FACTS
    ]
    return lines


def _first_line(thing: type[BaseModel]) -> str:
    return (thing.__doc__ or "").strip().splitlines()[0]


def _row(use: Use) -> str:
    column = COLUMNS[use.column]
    written = ", ".join(words_of(use)) or HOW_WRITTEN[column.kind]
    if column.least is not None and column.most is not None:
        written += f", {column.least:g} to {column.most:g}"
    elif column.least is not None:
        written += f", at least {column.least:g}"
    if use.refers_to:
        written += f" → {use.refers_to}"
    if use.is_required:
        cell = "required"
    elif use.is_optional:
        cell = "may be empty; the column may be left out"
    else:
        cell = "may be empty"
    return f"| {use.column} | {column.meaning} | {written} | {column.unit} | {cell} |"
