import streamlit as st

from ecosystem.app.overview import provenance, view
from ecosystem.app.shared import cached_data
from ecosystem.app.shared.folder import choose_folder
from ecosystem.app.shared.language import t
from ecosystem.app.shared.widgets import today

register = cached_data.register()
region, position = view.choose_part(register, today())

with st.spinner(t("overview.counting")):
    briefing = view.ask(register, today(), position, region)

if briefing:
    view.show_counts(briefing)
    view.show_tiles(briefing)
    view.look_first(briefing, today())
    view.show_method(briefing)
    provenance.show_provenance(cached_data.provenance(today()))

choose_folder(register)
