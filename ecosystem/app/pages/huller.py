import streamlit as st

from ecosystem.app import gap_cells, gap_notes, gap_page, open_data, open_gaps
from ecosystem.app.language import t
from ecosystem.app.widgets import today

register = open_data.register()
if missing := gap_page.cannot_search(register):
    st.info(t(missing))
    st.stop()

question = gap_cells.ask(register)
noted = gap_notes.events()

with st.spinner(t("huller.searching")):
    matrix = open_gaps.matrix(today(), question)
    position = question.position_id
    briefing = open_gaps.gaps(today(), position) if position else None

if (chosen := gap_cells.show_matrix(matrix, noted)) and (
    cell := gap_cells.opened(question, chosen, today())
):
    gap_cells.show_cell(cell, briefing, today(), noted)

if briefing and position:
    gap_page.show_gaps(briefing, position, today(), noted)
    gap_page.offer_report(question, today(), noted)
else:
    gap_page.show_counts(open_gaps.counts(today()))
