"""The matrix of gaps on the page: what is asked, the table, and one cell opened.

Everything chosen stands in the address: axes, what is shown, the limit, the municipalities, and
the cell. The table and two boxes make the same choice.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final, get_args

import streamlit as st

from ecosystem.app.components.matrix import draw_matrix
from ecosystem.app.gaps import cached_gaps, gap_notes
from ecosystem.app.shared.language import either, language, say, t
from ecosystem.app.shared.widgets import (
    box,
    clear,
    data_name,
    link_to,
    many,
    municipality_names,
    position_names,
    table,
)
from ecosystem.briefings.gaps.axes import MAX_AXIS_MEMBERS, PLACES, Axis, MatrixQuestion
from ecosystem.briefings.gaps.brief import GapsBriefing
from ecosystem.briefings.gaps.matrix_records import (
    CellBriefing,
    CellState,
    MatrixBriefing,
    MatrixCell,
)
from ecosystem.briefings.gaps.position_gaps import struck_cells
from ecosystem.display.gaps.matrix import (
    axis_name,
    cell_name,
    names_of,
    places_without_rate,
    written,
)
from ecosystem.display.tables import as_text, kind_name
from ecosystem.display.wording.formats import day, number
from ecosystem.model.danish import both_spellings, sort_key
from ecosystem.model.errors import EcosystemError
from ecosystem.model.gaps import Gap, GapEvent
from ecosystem.model.register import Register

AXES: Final[tuple[Axis, ...]] = get_args(Axis)
LIMITS: Final = ("1", "2", "3", "5", "10", "25")
FILTERS: Final = ("tema", "raekker", "kolonner", "vis", "graense", "kommuner", "raekke", "kolonne")
TABLE: Final = "gap_matrix"
NAMED: Final = 12
"""Actors of a cell that get a link of their own."""
SOURCE_LENGTH: Final = 90


def ask(register: Register) -> MatrixQuestion:
    """Let the reader choose position, axes, what is shown and the limit."""
    positions = position_names(register)
    names: dict[str, str] = {axis: axis_name(axis, language()) for axis in AXES}
    measure_names = {measure: t(f"huller.show.{measure}") for measure in ("count", "per_1000")}
    with st.container(key="gap_filters"):
        places = st.columns([1.6, 1.1, 1.2, 1.2, 0.85], vertical_alignment="bottom")
        with places[0]:
            position = box(
                t("huller.position"), list(positions), positions, "tema", t("huller.all")
            )
        with places[1]:
            rows = _axis(box(t("huller.rows"), AXES, names, "raekker", names["need"]), "need")
        fits = _columns_for(rows)
        with places[2]:
            column_axis = box(t("huller.columns"), fits, names, "kolonner", names[fits[0]])
            columns = _axis(column_axis, fits[0])
        with places[3]:
            measure = box(
                t("huller.show"), list(measure_names), measure_names, "vis", measure_names["count"]
            )
        with places[4]:
            shown_as = "per_1000" if measure == "per_1000" else "count"
            limits = {n: t(f"huller.limit.{shown_as}", n=int(n)) for n in LIMITS}
            limit = box(t("huller.limit"), LIMITS, limits, "graense", "3")
        towns = _towns(register) if "municipality" in {rows, columns} else ()
        if any(name in st.query_params for name in FILTERS):
            st.button(t("frame.clear_filters"), on_click=clear, args=(FILTERS,))
    return MatrixQuestion(
        rows=rows,
        columns=columns,
        shown=shown_as,
        limit=float(limit or 3),
        position_id=position,
        municipality_codes=towns,
    )


def _axis(axis_id: str | None, otherwise: Axis) -> Axis:
    return next((axis for axis in AXES if axis == axis_id), otherwise)


def _columns_for(rows: Axis) -> list[Axis]:
    """Axes that can stand against the rows: another one, and places on one side only."""
    if rows in PLACES:
        return ["need", "kind"]
    return [axis for axis in ("region", "hub", "municipality", "kind", "need") if axis != rows]


def _towns(register: Register) -> tuple[str, ...]:
    """Let the reader choose at most twelve municipalities, found by Aa and Å alike."""
    names = {code: both_spellings(name) for code, name in municipality_names(register).items()}
    codes = sorted(names, key=lambda code: sort_key(names[code]))
    return many(
        t("huller.towns", n=MAX_AXIS_MEMBERS),
        codes,
        names,
        "kommuner",
        MAX_AXIS_MEMBERS,
        t("huller.towns.none"),
    )


# --- the table -----------------------------------------------------------------------------


def show_matrix(matrix: MatrixBriefing, events: tuple[GapEvent, ...]) -> tuple[str, str] | None:
    """Show the matrix with the same choice as two boxes; give the chosen cell."""
    st.header(t(f"huller.matrix.{matrix.question.shown}"), anchor=False)
    if missing := _missing(matrix):
        st.info(t(missing))
        return None
    rows, columns = (
        names_of(matrix, of_rows=of_rows, language=language()) for of_rows in (True, False)
    )
    left, right = st.columns(2)
    with left:
        row = box(axis_name(matrix.question.rows, language()), list(rows), rows, "raekke")
    with right:
        label = axis_name(matrix.question.columns, language())
        column = box(label, list(columns), columns, "kolonne")
    cell_key = (row, column) if row and column else None
    draw_matrix(TABLE, _data(matrix, rows, columns, cell_key, events), _choose)
    _legend(matrix)
    return cell_key


def _missing(matrix: MatrixBriefing) -> str | None:
    """Return the key of what keeps the matrix from being drawn; ``None`` when nothing does."""
    axes = {matrix.question.rows, matrix.question.columns}
    if "need" in axes and not matrix.has_needs:
        return "gap.cannot_say.needs"
    return None if matrix.rows and matrix.columns else "huller.matrix.empty"


def _data(
    matrix: MatrixBriefing,
    rows: dict[str, str],
    columns: dict[str, str],
    cell_key: tuple[str, str] | None,
    events: tuple[GapEvent, ...],
) -> dict[str, object]:
    struck = {(struck_cell.row, struck_cell.column) for struck_cell in struck_cells(matrix, events)}
    return {
        "label": t("huller.matrix.label"),
        "corner": axis_name(matrix.question.rows, language()),
        "columns": [{"key": key, "name": name} for key, name in columns.items()],
        "chosen": None if cell_key is None else list(cell_key),
        "rows": [
            {
                "key": key,
                "name": name,
                "cells": [
                    {
                        "text": written(cell, language()),
                        "state": cell.state.value,
                        "label": _label(written(cell, language()), cell.state, struck, key, column),
                        "struck": (key, column) in struck,
                    }
                    for column, cell in matrix.cells[key].items()
                ],
            }
            for key, name in rows.items()
        ],
    }


def _label(text: str, state: CellState, struck: set[tuple[str, str]], row: str, column: str) -> str:
    """Return a cell for whoever hears it: number, look in words, and whether it is struck."""
    words = [text.lstrip("▨ "), t(f"huller.look.{state.value}")]
    if (row, column) in struck:
        words.append(t("huller.look.struck"))
    return ", ".join(word for word in words if word)


def _legend(matrix: MatrixBriefing) -> None:
    question = matrix.question
    st.caption(t(f"huller.legend.{question.shown}", limit=question.limit))
    if matrix.left_out:
        st.caption(t("huller.left_out", n=matrix.left_out, most=MAX_AXIS_MEMBERS))
    if matrix.rests_on_example_data:
        st.caption(t("huller.example_firms"))
    if not matrix.has_offers:
        st.warning(t("gap.cannot_say.offers"))
    if bare := places_without_rate(matrix, language()):
        key = "huller.without_rate" if matrix.has_firms else "huller.without_rate.firms"
        st.warning(t(key, n=len(bare)))
        if matrix.has_firms:
            with st.expander(t("huller.without_rate.see")):
                st.write(", ".join(map(data_name, bare)))
    states = {cell.state for cells in matrix.cells.values() for cell in cells.values()}
    if states == {CellState.ENOUGH}:
        st.info(t("huller.none"))


def _choose() -> None:
    cell_key = st.session_state[TABLE].get("chosen")
    if cell_key:
        st.query_params["raekke"], st.query_params["kolonne"] = cell_key


# --- one cell ------------------------------------------------------------------------------


def show_cell(
    briefing: CellBriefing, gaps: GapsBriefing | None, on: date, events: tuple[GapEvent, ...]
) -> None:
    """Open one cell: why it is a gap, the rows behind it, the smallest step, and ways on."""
    few = briefing.cell.state is not CellState.ENOUGH
    with st.container(border=True, key="detail"):
        name = data_name(cell_name(briefing, language()))
        explanation = gap_notes.explanation_of(briefing.cell_id, events)
        st.subheader(f"~~{name}~~" if explanation else name, anchor=False)
        st.write(_count_text(briefing))
        _why(briefing)
        _rows(briefing)
        if few:
            _steps(briefing, gaps)
        _ways_on(briefing)
        if briefing.question.position_id is not None:
            gap_notes.keep(briefing.cell_id)
        if few:
            gap_notes.explain_or_reopen(briefing.cell_id, explanation, on, events)


def _count_text(briefing: CellBriefing) -> str:
    """Return what the cell counts, and how it stands to the limit."""
    cell, limit = briefing.cell, briefing.question.limit
    sentences = [t("huller.cell.count", n=len(cell.actors), firms=_firms(cell))]
    if briefing.question.shown == "per_1000":
        rate = None if cell.value is None else number(cell.value, language())
        sentences.append(t("huller.cell.rate", rate=rate or t("huller.cell.rate.none")))
    sentences.append(t(f"huller.cell.{cell.state.value}", limit=limit))
    if cell.state is CellState.NO_DATA and briefing.kind is not None:
        sentences.append(t("huller.cell.no_data.kind"))
    return " ".join(sentences)


def _firms(cell: MatrixCell) -> str:
    """Return how many firms a cell is for, in the three cuts; example firms are marked."""
    if cell.firms is None:
        return t("huller.firms.not_recorded")
    counts = {name: round(getattr(cell.firms, name)) for name in ("firms", "low", "high")}
    return t("huller.cuts.example" if cell.firms.examples else "huller.cuts", **counts)


def _why(briefing: CellBriefing) -> None:
    """Show rule, completeness and confidence: what the reader needs to doubt it."""
    cell = briefing.cell
    st.write(t(f"huller.cell.rule.{briefing.question.shown}", limit=briefing.question.limit))
    completeness_key = "huller.cell.known.none" if cell.known is None else "huller.cell.known"
    share = None if cell.known is None else round(100 * cell.known)
    st.write(t(completeness_key, share=share))
    if cell.confidence is not None:
        st.write(f"{t('brief.column.sure')}: **{gap_notes.sure(cell.confidence)}**")
    if cell.freshness is not None:
        state = t(f"freshness.{cell.freshness.value}").lower()
        st.write(t("huller.cell.freshness", state=state))
    if cell.without and briefing.municipality_codes != () and len(briefing.municipality_codes) > 1:
        names = ", ".join(map(data_name, cell.without))
        st.write(t("huller.cell.without", n=len(cell.without), places=names))


def _rows(briefing: CellBriefing) -> None:
    if not briefing.offers:
        return
    with st.expander(
        t("huller.cell.rows", n=len(briefing.offers), actors=len(briefing.cell.actors))
    ):
        rows = [
            {
                t("huller.row.actor"): row.actor,
                t("huller.row.kind"): kind_name(row.kind, language()),
                t("huller.row.offer"): either(row.name_da, row.name_en),
                t("huller.row.places"): row.municipalities,
                t("huller.row.source"): _short(row.source),
                t("huller.row.checked"): None
                if row.checked is None
                else day(row.checked, language()),
            }
            for row in briefing.offers
        ]
        table(as_text(rows, language()), linked=t("huller.row.source"))
        names = dict.fromkeys((row.actor_id, row.actor) for row in briefing.offers)
        with st.container(horizontal=True, gap="medium"):
            for actor_id, name in list(names)[:NAMED]:
                link_to("aktoerer", t("huller.open_actor", name=data_name(name)), {"id": actor_id})


def _short(source: str) -> str:
    return source if len(source) <= SOURCE_LENGTH else f"{source[:SOURCE_LENGTH].rstrip()} …"


def _steps(briefing: CellBriefing, gaps: GapsBriefing | None) -> None:
    """Show the steps of the gaps that are about the same need and place."""
    st.markdown(f"**{t('gaps.smallest_step')}**")
    if gaps is None:
        st.write(t("huller.cell.choose_position"))
        return
    gaps_of_cell = [gap for gap in gaps.gaps if _is_about(gap, briefing)]
    steps = [step for gap in gaps_of_cell for step in gap.closing_steps]
    lines: Sequence[str] = [data_name(say(step.sentence)) for step in steps[:3]]
    st.markdown("\n".join(f"- {line}" for line in dict.fromkeys(lines)) or t("gaps.no_step"))


def _is_about(gap: Gap, briefing: CellBriefing) -> bool:
    places = set(briefing.municipality_codes)
    is_place = not gap.municipality_codes or not places or places & set(gap.municipality_codes)
    return gap.need_id is not None and gap.need_id == briefing.need_id and bool(is_place)


def _ways_on(briefing: CellBriefing) -> None:
    """Link to map, network and actors with the same filters."""
    position = briefing.question.position_id
    tema = {"tema": position} if position else {}
    is_town = len(briefing.municipality_codes) == 1
    place = {"kommune": briefing.municipality_codes[0]} if is_town else {}
    here = {"sted": briefing.place_code} if briefing.place_code else {}
    kind = {"type": briefing.kind} if briefing.kind else {}
    with st.container(horizontal=True, gap="medium"):
        link_to("kort", t("huller.see_map"), {**tema, **place})
        link_to("netvaerk", t("huller.see_network"), tema)
        link_to("aktoerer", t("huller.see_actors"), {**tema, **here, **kind})


def opened(question: MatrixQuestion, cell_key: tuple[str, str], on: date) -> CellBriefing | None:
    """Open the chosen cell; one that is no longer there is closed."""
    try:
        return cached_gaps.cell(on, question, *cell_key)
    except EcosystemError:
        return None
