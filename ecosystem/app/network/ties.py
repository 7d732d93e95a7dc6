"""The ties of a network as a table, and the network as files to take away."""

from dataclasses import replace
from functools import partial
from typing import Final

import streamlit as st

from ecosystem.app.network import cached_networks
from ecosystem.app.network.question import NetworkRequest
from ecosystem.app.shared.language import language, say, t
from ecosystem.briefings.network.recorded import say_nothing_drawn
from ecosystem.display.network.graph_files import WRITERS
from ecosystem.display.network.graph_view import GraphView
from ecosystem.display.network.network_rows import tie_rows
from ecosystem.display.network.text import marked
from ecosystem.display.tables import as_text
from ecosystem.display.wording.formats import Language

MOST_ROWS: Final = 2000


def show_ties(request: NetworkRequest, view: GraphView) -> None:
    """Show the ties of a network as a table, and offer the network as files."""
    rows = tie_rows(view, language())
    with st.expander(t("network.as_table"), expanded=not view.ties):
        if rows:
            st.dataframe(
                as_text(rows[:MOST_ROWS], language()),
                hide_index=True,
                alt=t("network.as_table"),
            )
            row_count = min(len(rows), MOST_ROWS)
            show_row_count(row_count, len(rows), is_example=view.has_examples)
        else:
            st.write(t("network.no_rows"))
    _downloads(request, view)


def show_row_count(row_count: int, all_of_them: int, *, is_example: bool) -> None:
    """Show how many rows of how many stand in a table; marked where example data is among them."""
    words = t("network.rows", shown=row_count, all=all_of_them)
    st.caption(marked(words, is_example=is_example, language=language()))


def show_why_empty(request: NetworkRequest) -> None:
    """Show why there is nothing to draw: what is not recorded, or that there is none."""
    graph = cached_networks.network(request.choice)
    st.info(say(say_nothing_drawn(graph)))


def _downloads(request: NetworkRequest, view: GraphView) -> None:
    st.subheader(t("network.download"), anchor=False)
    st.session_state.setdefault("network_no_persons", True)
    st.checkbox(t("network.download.no_persons"), key="network_no_persons")
    without_persons = bool(st.session_state["network_no_persons"])
    nothing = say_nothing_drawn(cached_networks.network(request.choice))
    titled_view = replace(view, title=_title(request), nothing=nothing)
    with st.container(horizontal=True):
        for ending in (".html", ".png", ".svg", ".xlsx", ".gexf", ".graphml", ".json", ".csv"):
            st.download_button(
                t(f"network.download{ending}"),
                data=partial(
                    _file, titled_view, ending, language(), without_persons=without_persons
                ),
                file_name=f"{t('network.file')}{ending}",
                on_click="ignore",
                key=f"network_file{ending}_{without_persons}_{hash((view.title, *view.actors))}",
            )


def _title(request: NetworkRequest) -> str:
    from ecosystem.display.network.graph_files import network_title

    return network_title(cached_networks.network(request.choice), language())


def _file(view: GraphView, ending: str, tongue: Language, *, without_persons: bool) -> bytes:
    return WRITERS[ending](view.without_persons() if without_persons else view, tongue)
