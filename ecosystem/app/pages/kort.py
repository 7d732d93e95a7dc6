import streamlit as st

from ecosystem.app import map_page, open_data, open_maps
from ecosystem.app.language import t
from ecosystem.app.widgets import today

register = open_data.register()
if missing := map_page.cannot_draw(register):
    st.info(t(missing))
    st.stop()

question = map_page.ask(register)
briefing = open_maps.coverage(question.position_id, today(), question.within, question.served)
proposal = map_page.propose(question)

map_page.draw(question, briefing, proposal)
map_page.table(question, briefing)
map_page.downloads(question, briefing, proposal)
map_page.caveats(briefing)
