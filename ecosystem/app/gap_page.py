"""What the page of gaps shows: the matrix, the gaps of a position, and the sandbox."""

from dataclasses import dataclass
from datetime import date
from html import escape
from typing import Final

import streamlit as st

from ecosystem.app import open_gaps
from ecosystem.app.language import either, language, say, t
from ecosystem.app.widgets import box, data_name, link_to, position_names
from ecosystem.briefings.gap_matrix import CellState, Columns, MatrixBriefing, MatrixCell
from ecosystem.briefings.gaps import GapsBriefing, explained
from ecosystem.display.gaps_text import evidence_lines
from ecosystem.display.wording.formats import day, number
from ecosystem.model.errors import EcosystemError
from ecosystem.model.gaps import Gap, GapEvent
from ecosystem.model.register import Register
from ecosystem.model.vocabulary import GapKind
from ecosystem.sources.gap_events import append_gap_event, own_ledger, read_gap_events

LIMITS: Final = ("1", "2", "3", "5", "10")
SURE: Final = {"real": "●", "not_recorded": "?", "out_of_date": "◷"}
"""A sign beside the word, so that neither stands alone."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the reader asks the page."""

    position_id: str | None
    columns: Columns
    limit: int


def ask(register: Register) -> Question:
    """Let the reader choose position, columns and limit; all stand in the address."""
    positions = position_names(register)
    names = {one: t(f"huller.columns.{one}") for one in ("region", "hub", "kind")}
    limits = {one: t("huller.limit.fewer", n=int(one)) for one in LIMITS}
    with st.container(key="gap_filters"):
        left, middle, right = st.columns(3)
        with left:
            position = box(
                t("huller.position"), list(positions), positions, "tema", t("huller.all")
            )
        with middle:
            columns = box(t("huller.columns"), list(names), names, "kolonner", names["region"])
        with right:
            limit = box(t("huller.limit"), list(LIMITS), limits, "graense", limits["3"])
    shown: Columns = "hub" if columns == "hub" else "kind" if columns == "kind" else "region"
    return Question(position, shown, int(limit or 3))


def draw_matrix(register: Register, matrix: MatrixBriefing, question: Question) -> None:
    """Show needs by column; three things look different: under the limit, none, no data."""
    del register
    st.header(t("huller.matrix"), anchor=False)
    if not matrix.needs:
        st.info(t("gap.cannot_say.needs"))
        return
    names = _column_names(matrix, question)
    rows = [
        {
            t("huller.need"): either(*matrix.needs[need]),
            **{names[key]: written(cell) for key, cell in cells.items()},
        }
        for need, cells in matrix.cells.items()
    ]
    st.html(_as_html(rows))
    st.caption(t("huller.legend", limit=question.limit))
    _detail(matrix, names)


def _as_html(rows: list[dict[str, str]]) -> str:
    """Write a table that keeps its marks as text; where it is too wide it scrolls by keyboard."""
    head = "".join(f'<th scope="col">{escape(name)}</th>' for name in rows[0])
    body = "".join(
        "<tr>"
        + "".join(
            f'<th scope="row">{escape(cell)}</th>' if place == 0 else f"<td>{escape(cell)}</td>"
            for place, cell in enumerate(row.values())
        )
        + "</tr>"
        for row in rows
    )
    return (
        f'<div class="matrix" role="region" tabindex="0" aria-label="{escape(t("huller.matrix"))}" '
        'style="overflow-x:auto"><table style="border-collapse:collapse;width:100%;'
        'text-align:left" border="1" cellpadding="6">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def written(cell: MatrixCell) -> str:
    """Write a cell so that its mark alone tells what it is.

    Examples:
        >>> none = MatrixCell(actors=(), state=CellState.ZERO, firms=None, without=())
        >>> written(none), written(none.model_copy(update={"state": CellState.NO_DATA}))
        ('▨ 0', '– ?')
    """
    match cell.state:
        case CellState.NO_DATA:
            return "– ?"
        case CellState.ZERO:
            return "▨ 0"
        case CellState.UNDER:
            return f"▨ {len(cell.actors)}"
        case CellState.ENOUGH:
            return str(len(cell.actors))


def _column_names(matrix: MatrixBriefing, question: Question) -> dict[str, str]:
    if question.columns == "kind":
        return {kind: t(f"actor_kind.{kind}") for kind in matrix.columns}
    return matrix.columns


def _detail(matrix: MatrixBriefing, names: dict[str, str]) -> None:
    """Let the reader open one cell: the same choice as two boxes."""
    needs = {need: either(*pair) for need, pair in matrix.needs.items()}
    left, right = st.columns(2)
    with left:
        need = box(t("huller.need"), list(needs), needs, "behov")
    with right:
        column = box(t("huller.column"), list(names), names, "kolonne")
    if need is None or column is None:
        return
    cell = matrix.cells[need][column]
    with st.container(border=True, key="detail"):
        st.subheader(f"{data_name(needs[need])} × {data_name(names[column])}", anchor=False)
        firms = None if cell.firms is None else number(cell.firms.firms, language(), 0)
        st.write(t(f"huller.cell.{cell.state.value}", n=len(cell.actors), limit=matrix.limit))
        st.write(t("huller.cell.firms", firms=firms))
        if cell.without:
            st.write(t("huller.cell.without", places=", ".join(map(data_name, cell.without))))
        link_to("aktoerer", t("huller.see_actors"))
        link_to("kort", t("huller.see_map"))


# --- gaps of a position --------------------------------------------------------------------


def draw_gaps(briefing: GapsBriefing, question: Question, on: date) -> None:
    """Show the gaps of a position, each kind under its own heading."""
    st.header(t("huller.gaps"), anchor=False)
    events = read_gap_events(own_ledger())
    told = explained(briefing.gaps, events)
    if not briefing.gaps:
        st.info(t("huller.gaps.none"))
    for kind in GapKind:
        own = [gap for gap in briefing.gaps if gap.kind is kind]
        if own:
            st.subheader(t(f"gap_kind.{kind.value}"), anchor=False)
            for gap in own:
                _one(gap, told.get(gap.gap_id), question, on, events)
    for sentence in briefing.cannot_say:
        st.caption(say(sentence))


def _one(
    gap: Gap,
    said: GapEvent | None,
    question: Question,
    on: date,
    events: tuple[GapEvent, ...],
) -> None:
    sure = f"{SURE[gap.confidence.value]} {t(f'gap_confidence.{gap.confidence.value}')}"
    sentence = data_name(say(gap.sentence))
    with st.container(border=True, key=f"gap_{_key(gap)}"):
        st.markdown(f"~~{sentence}~~" if said else f"**{sentence}**")
        if said:
            st.write(
                t(
                    "huller.explained",
                    reason=data_name(said.reason),
                    by=data_name(said.by),
                    on=day(said.on, language(), is_long=True),
                )
            )
        st.write(sure)
        with st.expander(t("gaps.why")):
            st.write(data_name(say(gap.rule)))
            for reason in gap.reasons:
                st.write(data_name(say(reason)))
            for line in evidence_lines(gap, language()):
                st.write(data_name(line))
            st.write(t("gaps.smallest_step"))
            for step in gap.closing_steps:
                st.write("• " + data_name(say(step.sentence)))
            if not gap.closing_steps:
                st.write(t("gaps.no_step"))
            _sandbox(gap, question, on)
            if said is None:
                _explain(gap, on, events)


def _sandbox(gap: Gap, question: Question, on: date) -> None:
    if not gap.closing_steps or question.position_id is None:
        return
    if st.button(t("huller.try"), key=f"try_{_key(gap)}"):
        tried = open_gaps.try_out(on, question.position_id, gap.closing_steps[0].step)
        st.write(t("huller.tried", closed=len(tried.closed), opened=len(tried.opened)))
        for one in tried.closed:
            st.write("✓ " + data_name(say(one.sentence)))
        for one in tried.opened:
            st.write("! " + data_name(say(one.sentence)))


def _explain(gap: Gap, on: date, events: tuple[GapEvent, ...]) -> None:
    """Keep a reason why it is no gap; who says so is a role or unit, not a person."""
    from ecosystem.analysis.gaps.life import explain  # noqa: PLC0415

    with st.form(f"explain_{_key(gap)}", border=False):
        reason = st.text_input(t("huller.not_a_gap.reason"))
        by = st.text_input(t("huller.not_a_gap.by"))
        if st.form_submit_button(t("huller.not_a_gap")):
            try:
                append_gap_event(own_ledger(), explain(gap.gap_id, reason, by, on, events))
            except EcosystemError:
                st.error(t("huller.not_a_gap.missing"))
            else:
                st.rerun()


def _key(gap: Gap) -> str:
    return "".join(c if c.isalnum() else "_" for c in gap.gap_id)
