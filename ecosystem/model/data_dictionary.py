"""The data dictionary of a register, made from the one dictionary of columns."""

from pydantic import BaseModel

from ecosystem.model.columns import COLUMNS, EARLIEST_YEAR, HOW_WRITTEN, LATEST_YEAR
from ecosystem.model.fact_words import FACT_WORDS
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
from ecosystem.model.participants import HEADERS, PARTICIPANTS, list_column
from ecosystem.model.tables import TABLES, Use, words_of


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
    return "\n".join([*parts, *_list_section(), *_rules_section()]) + "\n"


def _list_section() -> list[str]:
    """List the columns of a scheme's list of participants, and what else they may be called."""
    lines = ["", f"## {PARTICIPANTS.name} (a list to import)", "", PARTICIPANTS.meaning, ""]
    lines += [
        "No table of a register: `ecosystem import participants` makes participations, actors and",
        "yearly figures of it. Each row has `cvr`, or `name` and `postcode`. Other columns are not",
        "read.",
        "",
        "| column | meaning | may also be called |",
        "|---|---|---|",
    ]
    return [
        *lines,
        *(f"| {c} | {list_column(c).meaning} | {', '.join(HEADERS[c])} |" for c in HEADERS),
    ]


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
    """List the fields of a rule file and the kinds of test, from the records that read them."""
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
    """List what a firm can be asked for, and what it can answer."""
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


def _first_line(record: type[BaseModel]) -> str:
    return (record.__doc__ or "").strip().splitlines()[0]


def _row(use: Use) -> str:
    column = COLUMNS[use.column]
    form = ", ".join(words_of(use)) or HOW_WRITTEN[column.kind]
    if column.least is not None and column.most is not None:
        form += f", {column.least:g} to {column.most:g}"
    elif column.least is not None:
        form += f", at least {column.least:g}"
    if use.refers_to:
        form += f" → {use.refers_to}"
    if use.is_required:
        cell = "required"
    elif use.is_optional:
        cell = "may be empty; the column may be left out"
    else:
        cell = "may be empty"
    return f"| {use.column} | {column.meaning} | {form} | {column.unit} | {cell} |"
