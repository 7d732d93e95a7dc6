"""Three things to look at: gaps first, by the rules of their page; then other fixed rules."""

from collections.abc import Sequence

import streamlit as st

from ecosystem.app.language import either, say, t
from ecosystem.app.widgets import data_name, link_to
from ecosystem.briefings.overview import MOST_THINGS, Thing
from ecosystem.model.sentences import Sentence


def show_things(gaps: Sequence[Thing], others: Sequence[Thing]) -> None:
    """Show at most three things, gaps before others; each links to its evidence."""
    things = [*gaps, *others][:MOST_THINGS]
    is_full = len(things) == MOST_THINGS
    st.header(t("overview.things" if is_full else "overview.things.fewer"), anchor=False)
    if not things:
        st.info(t("overview.things.none"))
    for place, thing in enumerate(things, 1):
        with st.container(border=True, key=f"thing_{place}"):
            _one(place, thing)


def _one(place: int, thing: Thing) -> None:
    st.markdown(f"**{place}\\. {data_name(say(thing.sentence))}**")
    told = []
    if thing.inside is not None:
        told.append(t("overview.thing.inside", n=thing.inside))
    if thing.gap_kind is not None and thing.others:
        kind = t(f"gap_kind.{thing.gap_kind.value}").lower()
        told.append(t("overview.thing.others", n=thing.others, kind=kind))
    if told:
        st.write(" ".join(told))
    with st.expander(t("overview.thing.see")):
        st.write(data_name(_rule(thing.rule, thing)))
        st.write(", ".join(map(data_name, either(thing.names_da, thing.names_en))))
    if thing.page == "huller":
        link_to("huller", t("overview.thing.gaps"), thing.filters)
    elif thing.filters:
        link_to("aktoerer", t("overview.thing.list"), thing.filters)


def _rule(rule: Sentence, thing: Thing) -> str:
    """Say a rule; one of a gap is told as a rule by its page, the others say so themselves."""
    return say(rule) if thing.gap_kind is None else t("huller.rule", rule=say(rule))
