import streamlit as st

from ecosystem.app import open_data, referral_draft, referral_windows
from ecosystem.app.language import t
from ecosystem.app.referral_intake import (
    ask_facts,
    ask_firm,
    ask_needs,
    find_suggestions,
    firm_name,
    is_named,
)
from ecosystem.app.referral_list import brief, show_list
from ecosystem.app.widgets import today

register = open_data.register()
draft = referral_draft.open_draft()
referral_draft.show_notice()
referral_windows.show_change(register)

with st.container(key="step"):
    step = t("intake.step", n=draft.step, of=2, name=t(f"intake.step.{draft.step}"))
    st.header(f"{step} · {firm_name(draft)}" if is_named(draft) else step, anchor=False)

if draft.step == 1:
    ask_needs(register, draft, today())
    ask_firm(register, draft, today())
    if draft.is_confirmed:
        ask_facts(register, draft, today())
        find_suggestions()
elif briefing := brief(register, draft, today()):
    show_list(register, draft, briefing)

referral_draft.show_draft()
