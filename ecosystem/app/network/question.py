"""What the reader asks the network: position, question, day, and what is drawn of it.

Every choice but the types and the steps stands in the address.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

import streamlit as st

from ecosystem.app.network.cached_networks import Choice
from ecosystem.app.network.panel import SYMBOLS
from ecosystem.app.shared.language import t
from ecosystem.app.shared.widgets import data_name, position_box, tick, today
from ecosystem.display.network.graph_view import ACTOR_LOOKS
from ecosystem.model.register import Register
from ecosystem.model.vocabulary import FirmCut

Question = Literal["who", "path", "brokers", "alone"]
QUESTIONS: Final[tuple[Question, ...]] = ("who", "path", "brokers", "alone")
WRONG_DAY: Final = "network_wrong_day"


@dataclass(frozen=True, slots=True)
class NetworkRequest:
    """What the reader asks the network."""

    choice: Choice
    question: Question
    steps: int
    lit: frozenset[str]
    is_hiding: bool
    """Types switched off are left out rather than faded."""


def ask(register: Register) -> NetworkRequest:
    """Let the reader choose what to ask, of which network and day."""
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
    return NetworkRequest(
        choice=Choice(position, on, "proven" if is_proven else "claimed", cut, with_users),
        question=question,
        steps=steps or 1,
        lit=frozenset(lit),
        is_hiding=is_hiding,
    )


def _cut() -> FirmCut:
    """Ask how widely the firms of the position are counted: ``?virksomheder=``."""
    cuts = [cut.value for cut in FirmCut]
    cut_in_address = st.query_params.get("virksomheder")
    st.session_state["network_cut"] = (
        cut_in_address if cut_in_address in cuts else FirmCut.STANDARD.value
    )
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
    question_in_address = st.query_params.get("spoergsmaal", "who")
    st.session_state["network_question"] = (
        question_in_address if question_in_address in QUESTIONS else "who"
    )
    st.radio(
        t("network.ask.question"),
        QUESTIONS,
        format_func=lambda question_id: t(f"network.question.{question_id}"),
        horizontal=True,
        key="network_question",
        on_change=_to_address,
        args=("spoergsmaal", "network_question"),
    )
    question: Question = st.session_state["network_question"]
    return question


def _day() -> date:
    """Ask for the day, written as readers of Danish write it; today without one."""
    day_in_address = st.query_params.get("dag", "")
    try:
        day = date.fromisoformat(day_in_address)
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
