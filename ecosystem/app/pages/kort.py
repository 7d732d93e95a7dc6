import streamlit as st

from ecosystem.app.map import cached_maps, view
from ecosystem.app.map.question import ask, cannot_draw, propose
from ecosystem.app.shared import cached_data
from ecosystem.app.shared.language import t
from ecosystem.app.shared.widgets import today

register = cached_data.register()
if missing := cannot_draw(register):
    st.info(t(missing))
    st.stop()

question = ask(register)
briefing = cached_maps.coverage(question.position_id, today(), question.within, question.served)
proposal = propose(question)

view.draw(question, briefing, proposal)
view.table(question, briefing)
view.downloads(question, briefing, proposal)
view.caveats(briefing)
