import streamlit as st

from ecosystem.app import open_data, overview
from ecosystem.app.folder import choose_folder
from ecosystem.app.language import t
from ecosystem.app.widgets import today

register = open_data.register()
region, position = overview.choose_part(register, today())

with st.spinner(t("overview.counting")):
    briefing = overview.ask(register, today(), position, region)

if briefing:
    overview.show_counts(briefing)
    overview.show_tiles(briefing)
    overview.look_first(briefing, today())
    overview.show_method(briefing)

choose_folder(register)
