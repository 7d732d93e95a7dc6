"""From a challenge to those who could take it up together, on the page of reports.

What somebody writes stays in the visit: it never stands in the address.
"""

import streamlit as st

from ecosystem.app.report.lines import show_lines
from ecosystem.app.shared.language import either, language, t
from ecosystem.app.shared.widgets import box, today
from ecosystem.briefings.consortium import brief_consortium
from ecosystem.display.consortium_text import consortium_lines
from ecosystem.model.errors import EcosystemError
from ecosystem.model.register import Register

WORDS = "consortium_words"
SCHEME = "ordning"
LONGEST = 500


def show(register: Register) -> None:
    """Let the reader tell a challenge in words, and propose who could meet a scheme's rules."""
    schemes = {
        offer.offer_id: either(offer.name_da, offer.name_en)
        for offer in register.catalogue.values()
        if offer.rules.consortium is not None
    }
    scheme = box(
        t("report.consortium.scheme"), list(schemes), schemes, SCHEME, t("report.consortium.all")
    )
    with st.form("consortium", border=False):
        words = st.text_area(t("report.consortium.words"), key=WORDS, max_chars=LONGEST)
        st.caption(t("report.consortium.how"))
        st.form_submit_button(t("report.consortium.ask"), type="primary")
    if words.strip():
        _answer(register, words.strip(), scheme)


def _answer(register: Register, words: str, scheme: str | None) -> None:
    with st.spinner(t("report.consortium.making")):
        try:
            briefing = brief_consortium(register, today(), text=words, offer_id=scheme)
        except EcosystemError as error:
            st.error(t("report.consortium.refused"))
            st.code(str(error), language=None, wrap_lines=True)
            return
    headings = (t("consortium.title"), t("consortium.together"), t("consortium.schemes"))
    with st.container(border=True, key="consortium_answer"):
        show_lines(consortium_lines(briefing, language()), headings)
