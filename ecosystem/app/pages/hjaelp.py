import re

import streamlit as st

from ecosystem.app.shared.language import language, t
from ecosystem.display.wording import texts

st.header(t("help.tasks"), anchor=False)
for task in [key for key in texts(language()) if re.fullmatch(r"help\.task\.\w+", key)]:
    with st.expander(t(task)):
        st.markdown(t(f"{task}.answer"))

for part in ("ord", "metode", "privatliv", "tilgaengelighed"):
    with st.container(key=f"part_{part}"):
        st.header(t(f"frame.part.{part}"), anchor=False)
        st.markdown(t(f"help.{part}"))
