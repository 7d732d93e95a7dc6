"""A cluster beside the ten recommendations, on the page and as files."""

from functools import partial

import streamlit as st

from ecosystem.app.report import cached_analysis
from ecosystem.app.report.lines import show_lines
from ecosystem.app.shared import cached_data
from ecosystem.app.shared.language import language, t
from ecosystem.app.shared.widgets import box, today
from ecosystem.display.report.command_line import command_words
from ecosystem.display.report.scorecard import scorecard_report
from ecosystem.display.report.writers import ENDINGS, report_file
from ecosystem.display.scorecard_text import scorecard_lines
from ecosystem.display.wording.formats import Language
from ecosystem.model.register import Register
from ecosystem.model.scorecards import Scorecard
from ecosystem.sources.files.shipped import name_of

CLUSTER = "klynge"


def show(register: Register) -> None:
    """Let the reader choose a cluster, and show it beside its own past and what chance gives."""
    names = {} if register.actors is None else cached_analysis.cluster_names(today())
    if not names:
        st.info(t("report.scorecard.none"))
        return
    chosen = box(t("report.scorecard.cluster"), list(names), names, CLUSTER, t("frame.choose"))
    if chosen is None:
        return
    with st.spinner(t("report.scorecard.making")):
        card = cached_analysis.scorecard(today(), chosen)
    _offer_files(card, chosen)
    show_lines(scorecard_lines(card, language()))


def _offer_files(card: Scorecard, cluster_id: str) -> None:
    with st.container(horizontal=True):
        for ending in ENDINGS:
            st.download_button(
                t(f"report.file{ending}"),
                data=partial(_file, card, cluster_id, _register(), ending, language()),
                file_name=f"scorecard-{cluster_id}{ending}",
                on_click="ignore",
                key=f"scorecard{ending}",
            )


def _register() -> str:
    return name_of(cached_data.folder()) or "DIR"


def _file(card: Scorecard, cluster_id: str, register: str, ending: str, tongue: Language) -> bytes:
    """Make the document in a thread of the server's own."""
    said = {"cluster": cluster_id}
    name = f"scorecard-{cluster_id}{ending}"
    command = command_words("scorecard", name, register, card.on, tongue, said)
    return report_file(scorecard_report([card], command, tongue), ending)
