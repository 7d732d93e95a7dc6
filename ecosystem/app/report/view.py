"""The page of reports: which one to make, what can be worked out, and what was made."""

from collections.abc import Mapping
from functools import partial
from typing import Final

import streamlit as st

from ecosystem.app.report import (
    cached_analysis,
    cards,
    consortium,
    own_tables,
    readiness,
    statements,
)
from ecosystem.app.shared import cached_data
from ecosystem.app.shared.language import language, t
from ecosystem.app.shared.widgets import box, clear, data_name, link_to, today
from ecosystem.briefings.theme.brief import AnalysisBriefing, joined
from ecosystem.display import wording
from ecosystem.display.report.command_line import command_words
from ecosystem.display.report.theme_files import theme_file
from ecosystem.display.report.writers import ENDINGS, check_report_ending
from ecosystem.display.wording.formats import Language
from ecosystem.model.analysis import AnalysisParameters, Part
from ecosystem.model.errors import EcosystemError
from ecosystem.model.register import Register
from ecosystem.sources.files.shipped import name_of

PERIOD: Final = "periode"
MADE: Final = "lavet"
"""Name in the address under which a report that was made stays made."""
KINDS: Final = ("theme", "scorecard", "consortium", "position")
KIND: Final = "skabelon"
MIME: Final[Mapping[str, str]] = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".pdf": "application/pdf",
    ".html": "text/html",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def show() -> None:
    """Show the page: which report, then what belongs to it."""
    names = {kind: t(f"report.kind.{kind}") for kind in KINDS}
    kind = box(t("report.kind"), KINDS, names, KIND, names["theme"]) or "theme"
    if kind == "theme":
        _show_theme()
    elif kind == "scorecard":
        cards.show(cached_data.register())
    elif kind == "consortium":
        consortium.show(cached_data.register())
    else:
        st.write(t("report.position.where"))
        link_to("huller", t("term.see_gaps"))


def _show_theme() -> None:
    looked_at = own_tables.looked_at()
    register = cached_analysis.register(looked_at)
    parameters = _ask(register)
    own_tables.show_taken()
    if st.query_params.get(MADE) != "1":
        st.header(t("report.ready"), anchor=False)
        readiness.show_readiness(register)
        st.button(t("report.make"), type="primary", on_click=_make)
        return
    briefing = _work_out(looked_at, parameters)
    st.button(t("report.back"), on_click=clear, args=([MADE],))
    _offer_files(looked_at, parameters)
    statements.show_statements(briefing)


def _ask(register: Register) -> AnalysisParameters:
    """Let the reader choose the period; the other settings are those of the register."""
    folder, _ = own_tables.looked_at()
    stated = cached_analysis.settings(folder).defaults
    projects = register.projects
    periods = [] if projects is None else sorted(projects["period"].dropna().unique())
    if not periods:
        return stated
    chosen = box(t("term.period"), periods, {}, PERIOD, t("report.period.all"))
    return stated.model_copy(update={"periods": (chosen,) if chosen else ()})


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


def _offer_files(looked_at: tuple[str, str], parameters: AnalysisParameters) -> None:
    """Offer the report as each kind of file; it is made when it is asked for."""
    said = {"period": list(parameters.periods) or None}
    with st.container(horizontal=True):
        for ending in ENDINGS:
            try:
                check_report_ending(ending)
            except EcosystemError as error:
                st.caption(data_name(error))
                continue
            st.download_button(
                t(f"report.file{ending}"),
                data=partial(_file, looked_at, parameters, said, ending, language()),
                file_name=f"{t('report.file')}{ending}",
                mime=MIME[ending],
                on_click="ignore",
                key=f"report{ending}",
            )


def _file(
    looked_at: tuple[str, str],
    parameters: AnalysisParameters,
    said: Mapping[str, object],
    ending: str,
    tongue: Language,
) -> bytes:
    """Make the document in a thread of the server's own."""
    briefing = cached_analysis.report(looked_at, today(), parameters)
    register = name_of(looked_at[0]) or "DIR"
    name = f"{wording.t('report.file', tongue)}{ending}"
    command = command_words("theme", name, register, today(), tongue, said)
    return theme_file(briefing, command, ending, tongue)
