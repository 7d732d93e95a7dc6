"""The picture of a network with the panel of the chosen actor; a click in it chooses.

The chosen actor stands in the address, ``?id=``; box, picture and buttons write to it. The one
that the picture is drawn round stands in ``?centrum=``.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import Final

import streamlit as st

from ecosystem.app.components.network import draw_network
from ecosystem.app.network.panel import (
    GROUP,
    draw_round,
    show_panel,
)
from ecosystem.app.network.question import NetworkRequest
from ecosystem.app.network.ties import show_ties
from ecosystem.app.shared.language import language, t
from ecosystem.display.network.browser import Emphasis, for_browser
from ecosystem.display.network.graph_view import GROUP as GROUP_ID
from ecosystem.display.network.graph_view import GraphView
from ecosystem.display.network.network_rows import shows_of, shows_together

PICTURE: Final = "network_picture"


def show_picture_and_panel(
    request: NetworkRequest,
    full_view: GraphView,
    view: GraphView,
    actor_id: str | None,
    outlined: Collection[str] = frozenset(),
) -> None:
    """Draw a network beside the panel of the chosen actor, and list its ties below."""
    off = {key for key, actor in view.actors.items() if actor.look not in request.lit}
    if request.is_hiding:
        view = view.keep([key for key in view.actors if key not in off])
        off = set()
    left, right = st.columns([3, 1])
    with right:
        emphasis = show_panel(request.choice, full_view, view, actor_id)
    with left:
        dim = frozenset(off)
        all_outlined = frozenset(outlined) | frozenset(emphasis.outlined)
        show_picture(view, full_view, replace(emphasis, faded=dim, outlined=all_outlined))
    show_ties(request, view)


def show_picture(view: GraphView, full_view: GraphView, emphasis: Emphasis) -> None:
    """Draw a network, and say what the picture shows; an empty one says so."""
    if not view.actors:
        st.info(t("network.empty"))
        return
    is_grouped = _is_grouped(view)
    drawing = for_browser(view, view if is_grouped else full_view, emphasis, language())
    draw_network(PICTURE, drawing, _from_picture, _centre_on_point)
    caption = (shows_together if is_grouped else shows_of)(view, full_view, language())
    st.caption(f"{caption} {t('network.size_means')}")


def _is_grouped(view: GraphView) -> bool:
    return any(actor.is_group for actor in view.actors.values())


def _from_picture() -> None:
    point_id = st.session_state[PICTURE].selected
    st.session_state[GROUP] = None
    if point_id and point_id.startswith(GROUP_ID):
        st.session_state[GROUP] = point_id
    elif point_id:
        st.query_params["id"] = point_id


def _centre_on_point() -> None:
    point_id = st.session_state[PICTURE].expand
    if point_id and not point_id.startswith(GROUP_ID):
        draw_round(point_id)
