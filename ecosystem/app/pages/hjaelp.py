import streamlit as st

from ecosystem.app.shared.language import t
from ecosystem.display.wording import TEXTS

st.header(t("help.tasks"), anchor=False)
for task in [key for key in TEXTS if key.startswith("help.task.") and f"{key}.answer" in TEXTS]:
    with st.expander(t(task)):
        st.markdown(t(f"{task}.answer"))

for part in ("ord", "metode", "privatliv", "tilgaengelighed"):
    with st.container(key=f"part_{part}"):
        st.header(t(f"frame.part.{part}"), anchor=False)
        st.markdown(t(f"help.{part}"))
