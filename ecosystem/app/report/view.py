"""The page of reports: what to make, what can be worked out, and what was made."""

from typing import Final

import streamlit as st

from ecosystem.app.report import cached_analysis, own_tables, readiness, statements
from ecosystem.app.shared.language import language, t
from ecosystem.app.shared.widgets import box, clear, today
from ecosystem.briefings.theme.brief import AnalysisBriefing, joined
from ecosystem.display.theme.rows import analysis_workbook
from ecosystem.model.analysis import AnalysisParameters, Part
from ecosystem.model.register import Register

PERIOD: Final = "periode"
MADE: Final = "lavet"
"""Name in the address under which a report that was made stays made."""
SHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def ask(register: Register) -> AnalysisParameters:
    """Let the reader choose the period; the other settings are those of the register."""
    folder, _ = own_tables.looked_at()
    stated = cached_analysis.settings(folder).defaults
    projects = register.projects
    periods = [] if projects is None else sorted(projects["period"].dropna().unique())
    if not periods:
        return stated
    chosen = box(t("term.period"), periods, {}, PERIOD, t("report.period.all"))
    return stated.model_copy(update={"periods": (chosen,) if chosen else ()})


def show() -> None:
    """Show the page: the question, what can be worked out, and the report where it was made."""
    looked_at = own_tables.looked_at()
    register = cached_analysis.register(looked_at)
    parameters = ask(register)
    own_tables.show_taken()
    if st.query_params.get(MADE) != "1":
        st.header(t("report.ready"), anchor=False)
        readiness.show_readiness(register)
        st.button(t("report.make"), type="primary", on_click=_make)
        return
    briefing = _work_out(looked_at, parameters)
    st.button(t("report.back"), on_click=clear, args=([MADE],))
    _offer_files(briefing)
    statements.show_statements(briefing)


def _make() -> None:
    st.query_params[MADE] = "1"


def _work_out(looked_at: tuple[str, str], parameters: AnalysisParameters) -> AnalysisBriefing:
    """Work the parts out one after another, naming each while it is made."""
    made = []
    with st.status(t("report.making"), expanded=True) as status:
        for part in Part:
            status.update(label=t("report.making.part", part=t(f"analysis.part.{part.value}")))
            made.append(cached_analysis.part(looked_at, today(), part, parameters))
        status.update(label=t("report.made"), state="complete", expanded=False)
    return joined(made)


def _offer_files(briefing: AnalysisBriefing) -> None:
    with st.container(horizontal=True):
        st.download_button(
            t("term.download_excel"),
            data=analysis_workbook(briefing, language()),
            file_name=f"{t('report.file')}.xlsx",
            mime=SHEET,
            on_click="ignore",
            key="report_xlsx",
        )
