"""What stands beside the picture of a network: the chosen actor, its neighbours, its loss."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

import streamlit as st

from ecosystem.app.network import cached_networks
from ecosystem.app.network.cached_networks import Choice
from ecosystem.app.shared.language import language, say, t
from ecosystem.app.shared.widgets import clear, data_name, link_to
from ecosystem.briefings.network.loss import brief_loss
from ecosystem.display.network.browser import Emphasis
from ecosystem.display.network.graph_view import GraphView, PointType
from ecosystem.display.network.network_rows import say_point
from ecosystem.display.network.text import marked
from ecosystem.display.network.view_building import group_of
from ecosystem.display.wording import example_mark
from ecosystem.model.closed_lists import by_word, complete
from ecosystem.model.danish import sort_key
from ecosystem.model.vocabulary import ActorKind

GROUP: Final = "network_group"
"""Key of the session: the point of several actors that was chosen last."""
MOST_NEIGHBOURS: Final = 8
_RANKS: Final = by_word(
    complete(
        PointType,
        {
            PointType.CLUSTER: 0,
            PointType.KNOWLEDGE: 1,
            PointType.PUBLIC: 2,
            PointType.INVESTOR: 3,
            PointType.FIRM: 4,
            PointType.UNKNOWN: 5,
            PointType.OFFER: 6,
        },
        name="_RANKS",
    )
)
"""Order in which neighbours are told of."""
SYMBOLS: Final = by_word(
    complete(
        PointType,
        {
            PointType.FIRM: "●",
            PointType.CLUSTER: "■",
            PointType.PUBLIC: "▲",
            PointType.KNOWLEDGE: "◆",
            PointType.OFFER: "★",
            PointType.INVESTOR: "⬢",
            PointType.UNKNOWN: "○",
        },
        name="SYMBOLS",
    )
)


def draw_round(actor_id: str) -> None:
    """Draw the network round an actor from now on."""
    st.query_params["id"] = actor_id
    st.query_params["centrum"] = actor_id


def show_panel(
    choice: Choice, full_view: GraphView, view: GraphView, actor_id: str | None
) -> Emphasis:
    """Show the chosen actor, and imagine it away when asked to."""
    with st.container(key="network_panel"):
        if actor_id is None or actor_id not in full_view.actors:
            return _group_panel(full_view, view)
        actor, near = full_view.actors[actor_id], full_view.neighbours(actor_id)
        st.subheader(data_name(actor.name), anchor=False)
        has = say_point(actor, full_view.counts_of_each()[actor_id], language())
        st.write(f"{t(f'look.{actor.look}')} · {has}")
        if actor.membership == "user":
            st.write(t("network.user"))
        if actor.is_synthetic:
            st.write(t("frame.example_data"))
        emphasis = Emphasis(selected=actor_id if actor_id in view.actors else None)
        is_thing = actor.is_thing
        if not is_thing and st.toggle(t("network.without"), key=f"network_without_{actor_id}"):
            loss = brief_loss(cached_networks.network(choice), actor_id)
            for sentence in loss.sentences:
                text = marked(say(sentence), is_example=loss.rests_on_examples, language=language())
                st.markdown(data_name(text))
            emphasis = replace(
                emphasis, gone=frozenset({actor_id}), outlined=frozenset(loss.cut_off_ids)
            )
        _neighbours(full_view, near)
        _buttons(actor.id, is_thing=is_thing, is_firm=actor.kind == ActorKind.FIRM)
        return emphasis


def _group_panel(full_view: GraphView, view: GraphView) -> Emphasis:
    """Show the best-connected actors of the point that was chosen; each can be chosen."""
    group: str | None = st.session_state.get(GROUP)
    if group is None or group not in view.actors:
        st.write(t("network.panel.none"))
        return Emphasis()
    st.subheader(data_name(view.actors[group].name), anchor=False)
    counts = full_view.tie_counts()
    members = [key for key, actor in full_view.actors.items() if group_of(actor) == group]
    for key in sorted(
        members, key=lambda actor_id: (-counts[actor_id], full_view.actors[actor_id].name)
    )[:8]:
        actor = full_view.actors[key]
        name = data_name(actor.name) + example_mark(actor.is_synthetic)
        st.button(name, key=f"network_of_group_{key}", on_click=draw_round, args=(key,))
    return Emphasis(selected=group)


def _neighbours(full_view: GraphView, near: Mapping[str, object]) -> None:
    if not near:
        st.write(t("network.panel.alone"))
        return
    st.write(t("network.panel.near", count=len(near)))
    names = {key: full_view.actors[key].name for key in near}
    ordered = sorted(in_order(names), key=lambda key: _RANKS[full_view.actors[key].look])
    nearest = ordered[:MOST_NEIGHBOURS]
    lines = [
        f"{SYMBOLS[full_view.actors[key].look]} {data_name(names[key])}"
        + example_mark(full_view.actors[key].is_synthetic)
        for key in nearest
    ]
    if len(names) > len(nearest):
        lines.append(t("network.panel.more", count=len(names) - len(nearest)))
    st.markdown("  \n".join(lines))


def _buttons(actor_id: str, *, is_thing: bool, is_firm: bool) -> None:
    if st.query_params.get("centrum") == actor_id:
        st.button(t("network.panel.whole"), on_click=clear, args=(["centrum"],))
    else:
        st.button(t("network.panel.around"), on_click=draw_round, args=(actor_id,))
    st.button(t("network.panel.close"), on_click=clear, args=(["id", "centrum"],))
    if not is_thing:
        show_links(actor_id, is_firm=is_firm)


def show_links(actor_id: str, *, is_firm: bool) -> None:
    """Lead on to the actor, and to a referral; a firm is referred, nobody is referred to it."""
    link_to("aktoerer", t("network.panel.open"), {"id": actor_id})
    if not is_firm:
        link_to("ny_henvisning", t("network.panel.refer"), {"modtager": actor_id})


def in_order(names: Mapping[str, str]) -> list[str]:
    """Put ids in the Danish alphabetical order of their names."""
    return sorted(names, key=lambda key: (sort_key(names[key]), key))
