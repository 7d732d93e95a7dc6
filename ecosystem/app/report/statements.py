"""The statements of an analysis, and the rows that each figure opens to."""

import streamlit as st

from ecosystem.app.shared.language import language, say, t
from ecosystem.app.shared.widgets import data_name, table
from ecosystem.briefings.theme.brief import AnalysisBriefing
from ecosystem.display.tables import as_text
from ecosystem.display.theme.document import analysis_document
from ecosystem.display.theme.rows import in_words, part_tables
from ecosystem.display.theme.text import interval_words
from ecosystem.model.analysis import PartAnswer, PartState, Statement

MOST_ROWS = 500
"""Rows of a list that are shown; the workbook has them all."""


def show_statements(briefing: AnalysisBriefing) -> None:
    """Show part by part what the figures say, and under each the rows they were counted from."""
    rows = part_tables(analysis_document(briefing))
    for part, answer in briefing.parts.items():
        with st.container(border=True, key=f"part_{part.value}"):
            st.subheader(t(f"analysis.part.{part.value}"), anchor=False)
            _show_part(answer)
            behind = {name: lines for name, lines in rows.items() if name.split(".")[0] == part}
            if behind and answer.state is PartState.COMPUTED:
                _show_rows(behind)


def _show_part(answer: PartAnswer) -> None:
    if answer.state is not PartState.COMPUTED and answer.why is not None:
        st.caption(data_name(say(answer.why)))
    if told := [_row(one) for one in answer.statements if one.state is PartState.COMPUTED]:
        table(told)
    for one in answer.statements:
        if one.state is not PartState.COMPUTED:
            st.caption(f"{one.id} · {data_name(say(one.sentence))}")


def _row(statement: Statement) -> dict[str, str]:
    published = "" if statement.published is None else say(statement.published)
    caveat = say(statement.caveat)
    return {
        t("analysis.column.id"): statement.id,
        t("analysis.column.text"): say(statement.sentence),
        t("report.column.interval"): interval_words(statement, language()),
        t("analysis.column.caveat"): caveat,
        t("analysis.column.published"): published or "–",
    }


def _show_rows(behind: dict[str, list[dict[str, object]]]) -> None:
    with st.expander(t("report.rows", n=sum(map(len, behind.values())))):
        for name, lines in behind.items():
            _, _, inside = name.partition(".")
            called = in_words(inside, language())
            st.markdown(f"**{data_name(t('report.rows.of', name=called, n=len(lines)))}**")
            st.dataframe(_in_words(lines[:MOST_ROWS]), hide_index=True, key=f"rows_{name}")


def _in_words(lines: list[dict[str, object]]) -> list[dict[str, str]]:
    """Write rows with columns and closed words in the reader's language."""
    told = [{in_words(key, language()): cell for key, cell in line.items()} for line in lines]
    return as_text(told, language())
