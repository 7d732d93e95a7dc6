"""What the network page shows: the question, the picture, the panel of the chosen actor, the table.

The chosen actor stands in the address, ``?id=``; box, picture and buttons write to it. The one
that the picture is drawn round stands in ``?centrum=``.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Final, Literal

import streamlit as st

from ecosystem.app.components.network import draw_network, load_library
from ecosystem.app.network import cached_networks
from ecosystem.app.network.cached_networks import Choice
from ecosystem.app.network.panel import (
    GROUP,
    SYMBOLS,
    draw_round,
    in_order,
    show_links,
    show_panel,
)
from ecosystem.app.shared.language import language, say, t
from ecosystem.app.shared.widgets import box, data_name, position_box, table, tick, today
from ecosystem.briefings.network.recorded import say_nothing_drawn
from ecosystem.briefings.network.records import NetworkBriefing
from ecosystem.display.network.browser import Emphasis, for_browser
from ecosystem.display.network.graph_files import WRITERS
from ecosystem.display.network.graph_view import ACTOR_LOOKS, MOST_DRAWN, Actor, GraphView
from ecosystem.display.network.graph_view import GROUP as GROUP_ID
from ecosystem.display.network.network_rows import shows_of, shows_together, tie_rows
from ecosystem.display.network.text import say_measure, say_path, say_sentences
from ecosystem.display.network.view_building import view_of_ways
from ecosystem.display.tables import as_text
from ecosystem.display.wording.formats import Language
from ecosystem.model.danish import both_spellings, search_key
from ecosystem.model.register import Register
from ecosystem.model.vocabulary import ActorKind, FirmCut

Question = Literal["who", "path", "brokers", "alone"]
QUESTIONS: Final[tuple[Question, ...]] = ("who", "path", "brokers", "alone")
PICTURE: Final = "network_picture"
WRONG_DAY: Final = "network_wrong_day"
MOST_OPTIONS: Final = 4000
"""Names that a box is sent; with more the reader searches first."""
MOST_ROWS: Final = 2000
OF_BROKERS: Final = ("betweenness", "largest_loss")
"""Measures that the question of brokers says something of."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader asks the network."""

    choice: Choice
    question: Question
    steps: int
    lit: frozenset[str]
    is_hiding: bool
    """Types switched off are left out rather than faded."""


def show_network(register: Register) -> None:
    """Ask, answer and draw: the whole page."""
    asked = _ask(register)
    whole = cached_networks.network_view(asked.choice)
    match asked.question:
        case "who":
            _who(register, asked, whole)
        case "path":
            _path(asked)
        case "brokers":
            _brokers(register, asked, whole)
        case "alone":
            _alone(asked, whole)
    load_library()


def _ask(register: Register) -> Asked:
    with st.container(key="network_filters"):
        columns = st.columns([2, 3])
        with columns[0]:
            position = position_box(register, t("network.ask.position"), t("network.everything"))
        with columns[1]:
            question = _question()
        with st.expander(t("network.ask.more")):
            on = _day()
            cut = _cut() if position else FirmCut.STANDARD
            with_users = tick(t("network.ask.users"), "brugere") if position else False
            is_proven = tick(t("network.ask.proven"), "dokumenteret")
            is_hiding = tick(t("network.ask.hide"), "skjul")
            steps = st.segmented_control(
                t("network.ask.steps"), [1, 2], default=1, key="network_steps", required=True
            )
        lit = _types() if question in {"who", "brokers"} else list(ACTOR_LOOKS)
    return Asked(
        choice=Choice(position, on, "proven" if is_proven else "claimed", cut, with_users),
        question=question,
        steps=steps or 1,
        lit=frozenset(lit),
        is_hiding=is_hiding,
    )


def _cut() -> FirmCut:
    """Ask how widely the firms of the position are counted: ``?virksomheder=``."""
    cuts = [cut.value for cut in FirmCut]
    held = st.query_params.get("virksomheder")
    st.session_state["network_cut"] = held if held in cuts else FirmCut.STANDARD.value
    st.segmented_control(
        t("network.ask.cut"),
        cuts,
        format_func=lambda cut: t(f"firm_cut.{cut}"),
        key="network_cut",
        on_change=_to_address,
        args=("virksomheder", "network_cut"),
        required=True,
    )
    return FirmCut(st.session_state["network_cut"])


def _types() -> list[str]:
    return st.pills(
        t("network.ask.types"),
        list(ACTOR_LOOKS),
        selection_mode="multi",
        default=list(ACTOR_LOOKS),
        format_func=lambda look: f"{SYMBOLS[look]} {t(f'look.{look}')}",
        key="network_types",
    )


def _question() -> Question:
    held = st.query_params.get("spoergsmaal", "who")
    st.session_state["network_question"] = held if held in QUESTIONS else "who"
    st.radio(
        t("network.ask.question"),
        QUESTIONS,
        format_func=lambda one: t(f"network.question.{one}"),
        horizontal=True,
        key="network_question",
        on_change=_to_address,
        args=("spoergsmaal", "network_question"),
    )
    chosen: Question = st.session_state["network_question"]
    return chosen


def _day() -> date:
    """Ask for the day, written as readers of Danish write it; today without one."""
    held = st.query_params.get("dag", "")
    try:
        day = date.fromisoformat(held)
    except ValueError:
        day = today()
    st.session_state["network_day"] = f"{day:%d.%m.%Y}"
    st.text_input(t("network.ask.day"), key="network_day", on_change=_day_to_address)
    if st.session_state.get(WRONG_DAY):
        st.error(t("network.ask.day.wrong", typed=data_name(st.session_state[WRONG_DAY])))
    return day


def _day_to_address() -> None:
    typed = st.session_state["network_day"]
    parts = re.fullmatch(r"\s*(\d{1,2})\.(\d{1,2})\.(\d{4})\s*", typed)
    st.session_state[WRONG_DAY] = None
    try:
        day = date(*(int(part) for part in reversed(parts.groups()))) if parts else None
    except ValueError:
        day = None
    if day is None:
        st.session_state[WRONG_DAY] = typed
    else:
        st.query_params["dag"] = day.isoformat()


def _to_address(address: str, key: str) -> None:
    st.query_params[address] = str(st.session_state[key])


# The four questions.


def _who(register: Register, asked: Asked, whole: GraphView) -> None:
    chosen = _find(whole)
    centre = st.query_params.get("centrum")
    connected = cached_networks.connected(asked.choice)
    if len(connected.actors) > MOST_DRAWN and centre not in whole.actors:
        centre = chosen
    if centre is not None and centre in whole.actors:
        view = whole.around(centre, asked.steps)
        if len(view.actors) > MOST_DRAWN:
            st.info(t("network.too_many_steps", count=len(view.actors), most=MOST_DRAWN))
            view = whole.around(centre, 1)
        if len(view.actors) == 1:
            st.info(t("network.no_ties_within", steps=asked.steps))
    else:
        view = connected
    if len(view.actors) > MOST_DRAWN:
        st.info(t("network.grouped", count=len(view.actors), most=MOST_DRAWN))
        view = cached_networks.together(asked.choice, language())
    if view.ties:
        _picture_and_panel(asked, whole, view, chosen)
    else:
        _empty(asked)
    del register
    with st.spinner(t("network.measuring")):
        briefing = cached_networks.network_briefing(asked.choice)
    _words(briefing)


def _find(whole: GraphView) -> str | None:
    names = {key: both_spellings(actor.name) for key, actor in _to_choose(whole).items()}
    none = t("network.ask.actor.none")
    return box(t("network.ask.actor"), in_order(names), names, "id", none)


def _to_choose(whole: GraphView) -> Mapping[str, Actor]:
    """Give the actors a box can hold: all, or of very many those that are searched for."""
    if len(whole.actors) <= MOST_OPTIONS:
        return whole.actors
    typed = search_key(st.text_input(t("network.ask.search"), key="network_search"))
    held = st.query_params.get("id")
    found = {
        key: actor
        for key, actor in whole.actors.items()
        if key == held or (typed and typed in search_key(actor.name))
    }
    return dict(list(found.items())[:MOST_OPTIONS])


def _path(asked: Asked) -> None:
    everyone = cached_networks.network_view(Choice(None, asked.choice.on))
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
    briefing = cached_networks.ways(asked.choice, start, end)
    for sentence in briefing.sentences:
        st.markdown(f"**{data_name(say(sentence))}**")
    ways = briefing.paths or briefing.nearest
    for number, way in enumerate(ways, 1):
        if way.steps:
            st.markdown(f"{number}. {data_name(say_path(way, language()))}")
    view = view_of_ways(everyone, ways, {start, end})
    emphasis = Emphasis(selected=start, outlined=frozenset({start, end}))
    _picture(view, everyone, emphasis)
    _table(asked, view)


def _brokers(register: Register, asked: Asked, whole: GraphView) -> None:
    briefing = cached_networks.network_briefing(asked.choice, OF_BROKERS)
    if not briefing.brokers:
        _empty(asked)
        return
    _say_of(briefing, "network.brokers", "network.loss")
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
    connected = whole.connected()
    if len(connected.actors) > MOST_DRAWN:
        near = {b.actor_id for b in briefing.brokers}
        tied = near | {k for b in near if b in whole.actors for k in whole.neighbours(b)}
        connected = whole.keep(sorted(tied)[:MOST_DRAWN])
    chosen = _find(whole)
    outlined = frozenset(b.actor_id for b in briefing.brokers if b.actor_id in connected.actors)
    _picture_and_panel(asked, whole, connected, chosen, outlined)
    del register


def _say_of(briefing: NetworkBriefing, *subjects: str) -> None:
    """Say the sentences of some subjects."""
    sentences = zip(briefing.sentences, say_sentences(briefing, language()), strict=True)
    for sentence, said in sentences:
        if sentence.key.startswith(subjects):
            st.markdown(data_name(said))


def _alone(asked: Asked, whole: GraphView) -> None:
    briefing = cached_networks.network_briefing(asked.choice, ())
    if briefing.isolated is None:
        _empty(asked)
        return
    alone = {key: whole.actors[key] for key in briefing.isolated_ids}
    _say_of(briefing, "network.alone", "network.firms_without_ties")
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
    _count(len(ordered), len(alone))
    names = {key: both_spellings(alone[key].name) for key in ids[:MOST_OPTIONS]}
    none = t("network.ask.actor.none")
    chosen = box(t("network.alone.find"), list(names), names, "id", none)
    if chosen is not None and chosen in alone:
        show_links(chosen, is_firm=alone[chosen].kind == ActorKind.FIRM)


def _empty(asked: Asked) -> None:
    """Say why there is nothing to draw: what is not recorded, or that there is none."""
    graph = cached_networks.network(asked.choice)
    st.info(say(say_nothing_drawn(graph)))


def _count(shown: int, all_of_them: int) -> None:
    st.caption(t("network.rows", shown=shown, all=all_of_them))


# The picture and what stands beside it.


def _picture_and_panel(
    asked: Asked,
    whole: GraphView,
    view: GraphView,
    chosen: str | None,
    outlined: Collection[str] = frozenset(),
) -> None:
    off = {key for key, actor in view.actors.items() if actor.look not in asked.lit}
    if asked.is_hiding:
        view = view.keep([key for key in view.actors if key not in off])
        off = set()
    left, right = st.columns([3, 1])
    with right:
        emphasis = show_panel(asked.choice, whole, view, chosen)
    with left:
        dim = frozenset(off)
        kept = frozenset(outlined) | frozenset(emphasis.outlined)
        _picture(view, whole, replace(emphasis, faded=dim, outlined=kept))
    _table(asked, view)


def _picture(view: GraphView, whole: GraphView, emphasis: Emphasis) -> None:
    if not view.actors:
        st.info(t("network.empty"))
        return
    is_grouped = _is_grouped(view)
    drawing = for_browser(view, view if is_grouped else whole, emphasis, language())
    draw_network(PICTURE, drawing, _from_picture, _round_one)
    shown = (shows_together if is_grouped else shows_of)(view, whole, language())
    st.caption(f"{shown} {t('network.size_means')}")


def _is_grouped(view: GraphView) -> bool:
    return any(actor.is_group for actor in view.actors.values())


def _from_picture() -> None:
    chosen = st.session_state[PICTURE].selected
    st.session_state[GROUP] = None
    if chosen and chosen.startswith(GROUP_ID):
        st.session_state[GROUP] = chosen
    elif chosen:
        st.query_params["id"] = chosen


def _round_one() -> None:
    chosen = st.session_state[PICTURE].expand
    if chosen and not chosen.startswith(GROUP_ID):
        draw_round(chosen)


def _words(briefing: NetworkBriefing) -> None:
    st.header(t("network.says"), anchor=False)
    sentences = say_sentences(briefing, language())
    st.markdown("\n".join(f"- {data_name(sentence)}" for sentence in sentences))
    with st.expander(t("network.all_measures")):
        lines = [
            f"- {data_name(say_measure(figure, language()))} *{data_name(say(figure.caveat))}*"
            for figure in briefing.measures.values()
        ]
        st.markdown("\n".join(lines))
    _predicted(briefing)
    with st.expander(t("network.bear_in_mind")):
        said = dict.fromkeys(say(one) for one in briefing.caveats)
        st.markdown("\n".join(f"- {data_name(one)}" for one in said))


def _predicted(briefing: NetworkBriefing) -> None:
    """List likely ties: a guess on a list of its own, apart from gaps."""
    if not briefing.predicted:
        return
    rows: list[dict[str, object]] = [
        {
            t("network.column.one"): one.name,
            t("network.column.other"): one.other_name,
            t("network.column.shared"): one.shared,
        }
        for one in briefing.predicted
    ]
    with st.expander(t("network.predicted")):
        st.write(t("network.predicted.help"))
        table(as_text(rows, language()))


def _table(asked: Asked, view: GraphView) -> None:
    rows = tie_rows(view, language())
    with st.expander(t("network.as_table"), expanded=not view.ties):
        if rows:
            st.dataframe(
                as_text(rows[:MOST_ROWS], language()),
                hide_index=True,
                alt=t("network.as_table"),
            )
            _count(min(len(rows), MOST_ROWS), len(rows))
        else:
            st.write(t("network.no_rows"))
    _downloads(asked, view)


def _downloads(asked: Asked, view: GraphView) -> None:
    st.subheader(t("network.download"), anchor=False)
    st.session_state.setdefault("network_no_persons", True)
    st.checkbox(t("network.download.no_persons"), key="network_no_persons")
    without_persons = bool(st.session_state["network_no_persons"])
    nothing = say_nothing_drawn(cached_networks.network(asked.choice))
    named = replace(view, title=_title(asked), nothing=nothing)
    with st.container(horizontal=True):
        for ending in (".html", ".png", ".svg", ".xlsx", ".gexf", ".graphml", ".json", ".csv"):
            st.download_button(
                t(f"network.download{ending}"),
                data=partial(_file, named, ending, language(), without_persons=without_persons),
                file_name=f"{t('network.file')}{ending}",
                on_click="ignore",
                key=f"network_file{ending}_{without_persons}_{hash((view.title, *view.actors))}",
            )


def _title(asked: Asked) -> str:
    from ecosystem.display.network.graph_files import network_title  # noqa: PLC0415

    return network_title(cached_networks.network(asked.choice), language())


def _file(view: GraphView, ending: str, tongue: Language, *, without_persons: bool) -> bytes:
    return WRITERS[ending](view.without_persons() if without_persons else view, tongue)
