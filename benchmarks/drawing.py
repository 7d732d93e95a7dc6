"""The picture of a network alone, of as many actors as the address asks for: ``?actors=300``."""

from dataclasses import replace

import networkx as nx
import streamlit as st

from ecosystem.app.components.network import draw_network, load_library
from ecosystem.display.network.browser import for_browser
from ecosystem.display.network.graph_view import Actor, GraphView, Tie
from ecosystem.display.network.layout import place_actors


@st.cache_resource
def view(actors: int) -> GraphView:
    """Make a network with few actors in many ties, and place it."""
    graph = nx.barabasi_albert_graph(actors, 2, seed=1)
    kinds = ("firm", "cluster", "business_hub", "knowledge_institution", "investor")
    held = {
        f"a{number}": Actor(f"a{number}", f"Aktør {number}", kinds[number % len(kinds)])
        for number in graph
    }
    ties = tuple(Tie(f"a{a}", f"a{b}", "partner", "claimed", 2024, "bench") for a, b in graph.edges)
    bare = GraphView(held, ties, {})
    return replace(bare, places=place_actors(bare))


def main() -> None:
    """Draw it."""
    st.title("Netværk")
    shown = view(int(st.query_params.get("actors", "300")))
    draw_network("picture", for_browser(shown, shown.tie_counts()), lambda: None, lambda: None)
    st.write(f"selected: {st.session_state['picture'].selected}")
    load_library()


if __name__ == "__main__":
    main()
