import streamlit as st

from ecosystem.app.referral import referral_draft, windows
from ecosystem.app.referral.intake import (
    ask_facts,
    ask_firm,
    ask_needs,
    find_suggestions,
    step_heading,
)
from ecosystem.app.referral.listing import brief, show_list
from ecosystem.app.shared import cached_data
from ecosystem.app.shared.widgets import today

register = cached_data.register()
draft = referral_draft.open_draft()
referral_draft.show_notice()
windows.show_change(register)

with st.container(key="step"):
    st.header(step_heading(draft), anchor=False)

if draft.step == 1:
    ask_needs(register, draft, today())
    ask_firm(register, draft, today())
    if draft.is_confirmed:
        ask_facts(register, draft, today())
        find_suggestions()
elif briefing := brief(register, draft, today()):
    show_list(register, draft, briefing)

referral_draft.show_draft()
