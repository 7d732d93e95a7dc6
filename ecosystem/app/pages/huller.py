import streamlit as st

from ecosystem.app.gaps import cached_gaps, gap_cells, gap_notes, view
from ecosystem.app.shared import cached_data
from ecosystem.app.shared.language import t
from ecosystem.app.shared.widgets import today

register = cached_data.register()
if missing := view.cannot_search(register):
    st.info(t(missing))
    st.stop()

question = gap_cells.ask(register)
noted = gap_notes.events()

with st.spinner(t("huller.searching")):
    matrix = cached_gaps.matrix(today(), question)
    position = question.position_id
    briefing = cached_gaps.gaps(today(), position) if position else None

if (cell_key := gap_cells.show_matrix(matrix, noted)) and (
    cell := gap_cells.opened(question, cell_key, today())
):
    gap_cells.show_cell(cell, briefing, today(), noted)

if briefing and position:
    view.show_gaps(briefing, position, today(), noted)
    view.offer_report(question, today(), noted)
else:
    view.show_counts(cached_gaps.counts(today()))
