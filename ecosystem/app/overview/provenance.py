"""What the rows of the register rest on: sources, days of checks, and what is not settled."""

import streamlit as st

from ecosystem.app.shared.language import language, t
from ecosystem.app.shared.widgets import data_name, link_to, table
from ecosystem.briefings.provenance import ProvenanceBriefing
from ecosystem.display.provenance_text import ON_PAGE, provenance_rows, unsettled_lines
from ecosystem.display.wording.formats import day


def show_provenance(briefing: ProvenanceBriefing) -> None:
    """Show in one line how many rows have a source and a day of a check; by table when opened."""
    counts = {name: briefing.count(name) for name in ("sourced", "rows", "checked")}
    with st.expander(t("sources.shown", **counts)):
        st.write(t("sources.shown.text", on=day(briefing.on, language(), is_long=True)))
        table(provenance_rows(briefing, ON_PAGE, language()))
        actors = next((rows for rows in briefing.tables if rows.table == "actors"), None)
        if actors is not None and actors.confirmed != actors.rows:
            filters = {"alder": "gammel", **({"eksempler": "uden"} if actors.examples else {})}
            link_to("aktoerer", t("sources.shown.actors"), filters)
        _unsettled(briefing)


def _unsettled(briefing: ProvenanceBriefing) -> None:
    st.subheader(t("sources.unsettled"), anchor=False)
    st.write(t("sources.unsettled.text", n=len(briefing.unsettled)))
    lines = unsettled_lines(briefing.unsettled, language())
    st.markdown("\n".join(f"- {data_name(line)}" for line in lines))
    if briefing.other_sources:
        st.write(t("sources.other", n=len(briefing.other_sources)))
