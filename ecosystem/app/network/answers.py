"""The four questions of the network page: who is tied, what is the way, who ties, who is alone."""

from collections.abc import Mapping
from typing import Final

import streamlit as st

from ecosystem.app.components.network import load_library
from ecosystem.app.network import cached_networks
from ecosystem.app.network.cached_networks import Choice
from ecosystem.app.network.panel import (
    in_order,
    show_links,
)
from ecosystem.app.network.picture import show_picture, show_picture_and_panel
from ecosystem.app.network.question import NetworkRequest
from ecosystem.app.network.ties import MOST_ROWS, show_row_count, show_ties, show_why_empty
from ecosystem.app.network.words import show_sentences_of, show_words
from ecosystem.app.shared.language import language, say, t
from ecosystem.app.shared.widgets import box, data_name, table
from ecosystem.display.network.browser import Emphasis
from ecosystem.display.network.graph_view import (
    MOST_DRAWN,
    Actor,
    GraphView,
)
from ecosystem.display.network.text import marked, say_path
from ecosystem.display.network.view_building import view_of_ways
from ecosystem.display.tables import as_text
from ecosystem.model.danish import both_spellings, search_key
from ecosystem.model.vocabulary import ActorKind

MOST_OPTIONS: Final = 4000
"""Names that a box is sent; with more the reader searches first."""
OF_BROKERS: Final = ("betweenness", "largest_loss")
"""Measures that the question of brokers says something of."""


def show_answer(request: NetworkRequest) -> None:
    """Answer a question in words, and draw the network it is about."""
    full_view = cached_networks.network_view(request.choice)
    match request.question:
        case "who":
            _who(request, full_view)
        case "path":
            _path(request)
        case "brokers":
            _brokers(request, full_view)
        case "alone":
            _alone(request, full_view)
    load_library()


def _who(request: NetworkRequest, full_view: GraphView) -> None:
    actor_id = _find(full_view)
    centre = st.query_params.get("centrum")
    connected = cached_networks.connected(request.choice)
    if len(connected.actors) > MOST_DRAWN and centre not in full_view.actors:
        centre = actor_id
    if centre is not None and centre in full_view.actors:
        view = full_view.around(centre, request.steps)
        if len(view.actors) > MOST_DRAWN:
            _tell_count("network.too_many_steps", view)
            view = full_view.around(centre, 1)
        if len(view.actors) == 1:
            st.info(t("network.no_ties_within", steps=request.steps))
    else:
        view = connected
    if len(view.actors) > MOST_DRAWN:
        _tell_count("network.grouped", view)
        view = cached_networks.together(request.choice, language())
    if view.ties:
        show_picture_and_panel(request, full_view, view, actor_id)
    else:
        show_why_empty(request)
    with st.spinner(t("network.measuring")):
        briefing = cached_networks.network_briefing(request.choice)
    show_words(briefing)


def _find(full_view: GraphView) -> str | None:
    names = {key: both_spellings(actor.name) for key, actor in _to_choose(full_view).items()}
    none = t("network.ask.actor.none")
    return box(t("network.ask.actor"), in_order(names), names, "id", none)


def _to_choose(full_view: GraphView) -> Mapping[str, Actor]:
    """Return the actors a box can hold: all, or of very many those that are searched for."""
    if len(full_view.actors) <= MOST_OPTIONS:
        return full_view.actors
    typed = search_key(st.text_input(t("network.ask.search"), key="network_search"))
    id_in_address = st.query_params.get("id")
    matches = {
        key: actor
        for key, actor in full_view.actors.items()
        if key == id_in_address or (typed and typed in search_key(actor.name))
    }
    return dict(list(matches.items())[:MOST_OPTIONS])


def _tell_count(key: str, view: GraphView) -> None:
    """Show why not all is drawn; a count of example data is marked."""
    words = t(key, count=len(view.actors), most=MOST_DRAWN)
    st.info(marked(words, is_example=view.has_examples, language=language()))


def _path(request: NetworkRequest) -> None:
    everyone = cached_networks.network_view(Choice(None, request.choice.on))
    names = {
        key: both_spellings(actor.name)
        for key, actor in everyone.actors.items()
        if not actor.is_thing
    }
    keys = in_order(names)
    st.caption(t("network.path.everywhere"))
    columns = st.columns(2)
    with columns[0]:
        start = box(t("network.ask.from"), keys, names, "id", t("network.ask.actor.none"))
    with columns[1]:
        end = box(t("network.ask.to"), keys, names, "til", t("network.ask.actor.none"))
    if start is None or end is None:
        st.info(t("network.path.choose"))
        return
    briefing = cached_networks.ways(request.choice, start, end)
    for sentence in briefing.sentences:
        st.markdown(f"**{data_name(say(sentence))}**")
    ways = briefing.paths or briefing.nearest
    for number, way in enumerate(ways, 1):
        if way.steps:
            st.markdown(f"{number}. {data_name(say_path(way, language()))}")
    view = view_of_ways(everyone, ways, {start, end})
    emphasis = Emphasis(selected=start, outlined=frozenset({start, end}))
    show_picture(view, everyone, emphasis)
    show_ties(request, view)


def _brokers(request: NetworkRequest, full_view: GraphView) -> None:
    briefing = cached_networks.network_briefing(request.choice, OF_BROKERS)
    if not briefing.brokers:
        show_why_empty(request)
        return
    show_sentences_of(briefing, "network.brokers", "network.loss")
    rows = [
        {
            t("network.column.name"): broker.name,
            t("network.column.kind"): t(f"actor_kind.{broker.kind}"),
            t("network.column.band"): t(f"network.band.{broker.band}"),
            t("network.column.cut_off"): broker.cut_off,
        }
        for broker in briefing.brokers
    ]
    table(as_text(rows, language()))
    st.caption(t("network.caveat.bands"))
    connected = full_view.connected()
    if len(connected.actors) > MOST_DRAWN:
        near = {b.actor_id for b in briefing.brokers}
        tied = near | {k for b in near if b in full_view.actors for k in full_view.neighbours(b)}
        connected = full_view.keep(sorted(tied)[:MOST_DRAWN])
    actor_id = _find(full_view)
    outlined = frozenset(b.actor_id for b in briefing.brokers if b.actor_id in connected.actors)
    show_picture_and_panel(request, full_view, connected, actor_id, outlined)


def _alone(request: NetworkRequest, full_view: GraphView) -> None:
    briefing = cached_networks.network_briefing(request.choice, ())
    if briefing.isolated is None:
        show_why_empty(request)
        return
    alone = {key: full_view.actors[key] for key in briefing.isolated_ids}
    show_sentences_of(briefing, "network.alone", "network.firms_without_ties")
    st.caption(t("network.caveat.unrecorded"))
    if not alone:
        return
    ids = in_order({key: actor.name for key, actor in alone.items()})
    ordered = [alone[key] for key in ids[:MOST_ROWS]]
    rows: list[dict[str, object]] = [
        {
            t("network.column.name"): actor.name,
            t("network.column.kind"): t(f"look.{actor.look}"),
            t("network.column.municipality"): actor.municipality or actor.municipality_code,
            t("frame.example_data"): t("frame.yes" if actor.is_synthetic else "frame.no"),
        }
        for actor in ordered
    ]
    st.dataframe(as_text(rows, language()), hide_index=True, alt=t("network.question.alone"))
    is_example = any(actor.is_synthetic for actor in alone.values())
    show_row_count(len(ordered), len(alone), is_example=is_example)
    names = {key: both_spellings(alone[key].name) for key in ids[:MOST_OPTIONS]}
    none = t("network.ask.actor.none")
    actor_id = box(t("network.alone.find"), list(names), names, "id", none)
    if actor_id is not None and actor_id in alone:
        show_links(actor_id, is_firm=alone[actor_id].kind == ActorKind.FIRM)
