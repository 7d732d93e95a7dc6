import streamlit as st

from ecosystem.app import gap_page, open_data, open_gaps
from ecosystem.app.language import t
from ecosystem.app.widgets import today

register = open_data.register()
question = gap_page.ask(register)

with st.spinner(t("huller.searching")):
    matrix = open_gaps.matrix(today(), question.columns, question.limit, question.position_id)
gap_page.draw_matrix(register, matrix, question)

if question.position_id is None:
    st.info(t("huller.choose_position"))
else:
    with st.spinner(t("huller.searching")):
        briefing = open_gaps.gaps(today(), question.position_id)
    gap_page.draw_gaps(briefing, question, today())
