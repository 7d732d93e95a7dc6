"""Three things to look at: gaps first, by the rules of their page; then other fixed rules."""

from collections.abc import Sequence

import streamlit as st

from ecosystem.app.shared.language import either, say, t
from ecosystem.app.shared.widgets import data_name, link_to
from ecosystem.briefings.gaps.priorities import MAX_PRIORITIES, Priority, choose_priorities
from ecosystem.briefings.overview import OverviewBriefing
from ecosystem.model.sentences import Sentence


def show_priorities(gaps: Sequence[Priority], briefing: OverviewBriefing) -> None:
    """Show at most three matters, gaps before others; each links to its evidence."""
    priorities = choose_priorities(gaps, briefing.things)
    is_full = len(priorities) == MAX_PRIORITIES
    st.header(t("overview.things" if is_full else "overview.things.fewer"), anchor=False)
    if not priorities:
        is_part = briefing.position_id is not None or briefing.region_code is not None
        st.info(t("overview.things.none.part" if is_part else "overview.things.none"))
    for rank, priority in enumerate(priorities, 1):
        with st.container(border=True, key=f"thing_{rank}"):
            _show(rank, priority)
    if briefing.not_recorded:
        tables = ", ".join(t(f"table.{name}") for name in briefing.not_recorded)
        st.caption(t("overview.things.not_recorded", tables=tables))


def _show(rank: int, priority: Priority) -> None:
    st.markdown(f"**{rank}\\. {data_name(say(priority.sentence))}**")
    notes = []
    if priority.confidence is not None:
        notes.append(f"{t(f'gap_confidence.{priority.confidence.value}')}.")
    if priority.inside is not None:
        notes.append(t("overview.thing.inside", n=priority.inside))
    if priority.gap_kind is not None and priority.others:
        kind = t(f"gap_kind.{priority.gap_kind.value}").lower()
        notes.append(t("overview.thing.others", n=priority.others, kind=kind))
    if notes:
        st.write(" ".join(notes))
    with st.expander(t("overview.thing.see")):
        st.write(data_name(_rule(priority.rule, priority)))
        st.write(", ".join(map(data_name, either(priority.names_da, priority.names_en))))
    if priority.page == "huller":
        link_to("huller", t("overview.thing.gaps"), priority.filters)
    elif priority.filters:
        link_to("aktoerer", t("overview.thing.list"), priority.filters)


def _rule(rule: Sentence, priority: Priority) -> str:
    """Return a rule in words; one of a gap is said as a rule, as its page does."""
    return say(rule) if priority.gap_kind is None else t("huller.rule", rule=say(rule))
