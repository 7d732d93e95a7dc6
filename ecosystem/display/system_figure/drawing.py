"""Figure 2 as SVG and PNG: rows of levels, numbers in boxes, arrows for referrals, words around."""

from collections.abc import Iterable
from typing import Final

from ecosystem.briefings.theme.system import LevelAnswer, SystemBriefing
from ecosystem.display.markup import escape
from ecosystem.display.rendering import svg_png
from ecosystem.display.system_figure.boxes import Box, figure_room
from ecosystem.display.system_figure.forms import FORMS, WIDE, Form, FormName
from ecosystem.display.system_figure.layout import ROWS, Arrow, Layout, Row, lay_out
from ecosystem.display.system_figure.lettering import break_lines, text_width
from ecosystem.display.wording import Language, say, t
from ecosystem.display.wording.formats import day
from ecosystem.model.analysis import SystemLevel
from ecosystem.model.member_facts import ActorSort

INK: Final = "#1A1A1A"
MUTED: Final = "#5C6874"
GROUND: Final = "#F6F8FA"
CARD: Final = "#FFFFFF"
BORDER: Final = "#DFE5EB"
BAND: Final = "#0072B2"
TITLE: Final = 23.0
TITLE_LINE: Final = 30.0
LEGEND_WIDE: Final = 46.0
FONT: Final = "IBM Plex Sans, Arial, Helvetica, sans-serif"
COLOURS: Final = {"claimed": MUTED, "agreed": "#0059B3", "accepted": "#1E5B1E"}
"""Colour of an arrow by its evidence; claimed ones are dashed as well."""
_EVIDENCE: Final = {
    "claimed": "system_figure.evidence.claimed",
    "agreed": "system_figure.evidence.agreed",
    "accepted": "system_figure.evidence.accepted",
}
SORTS: Final = {
    SystemLevel.EU: ActorSort.PUBLIC,
    SystemLevel.NATIONAL: ActorSort.PUBLIC,
    SystemLevel.NATIONAL_SECTOR: ActorSort.CLUSTER,
    SystemLevel.KNOWLEDGE: ActorSort.KNOWLEDGE,
    SystemLevel.REGIONAL: ActorSort.PUBLIC,
    SystemLevel.PRIVATE: ActorSort.INVESTOR,
    SystemLevel.CROSS_MUNICIPAL: ActorSort.PUBLIC,
    SystemLevel.MUNICIPAL: ActorSort.PUBLIC,
}
SHAPES: Final = {
    ActorSort.PUBLIC: ("#54278F", "M0 -7 L8 7 L-8 7 Z"),
    ActorSort.CLUSTER: (CARD, "M-7 -7 H7 V7 H-7 Z"),
    ActorSort.KNOWLEDGE: ("#CC79A7", "M0 -8 L8 0 L0 8 L-8 0 Z"),
    ActorSort.INVESTOR: ("#1A1A1A", "M-8 0 L-4 -7 H4 L8 0 L4 7 H-4 Z"),
    ActorSort.FIRM: ("#707070", "M-7 0 A7 7 0 1 1 7 0 A7 7 0 1 1 -7 0 Z"),
}
"""Colour and shape of a level's mark, as in the network; the clusters' is white on their band."""


def system_figure(
    system: SystemBriefing, language: Language = "da", form: FormName = "upright"
) -> str:
    """Return the picture of who does what as SVG, 1,200 pixels wide, its text as text.

    Args:
        system: Levels, needs and flows on a day.
        language: Language of the words.
        form: ``upright`` for paper and files; ``lying`` for slides, where the finding stands over
            the picture and every text has at least 14 pixels.
    """
    sizes = FORMS[form]
    heading = () if sizes.is_lying else _heading(system, language, sizes)
    head, top = _head(system, heading, language, sizes)
    layout = lay_out(system, language, top, sizes)
    firm_top = layout.bottom + sizes.gap
    under = firm_top + sizes.firm_high + (1 if sizes.is_lying else 2) * sizes.gap
    foot, height = _foot(system, layout, language, under, sizes)
    parts = [
        *head,
        *(part for row in layout.rows for part in _row(row, layout.right, language, sizes)),
        *_firm(firm_top, layout.right, language, sizes),
        *(part for arrow in layout.arrows for part in _arrow(arrow, sizes)),
        *(_number(arrow, sizes) for arrow in layout.arrows),
        *foot,
    ]
    alt = escape(system_alt(system, language))
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE:g}" height="{height:g}" '
            f'viewBox="0 0 {WIDE:g} {height:g}" role="img" lang="{language}" '
            f'font-family="{FONT}" font-size="{sizes.small:g}" fill="{INK}">',
            f"<title>{escape(say(system.finding, language))}</title>",
            f"<desc>{alt}</desc>",
            f'<rect width="{WIDE:g}" height="{height:g}" fill="{GROUND}"/>',
            *parts,
            "</svg>\n",
        ]
    )


def system_picture(system: SystemBriefing, language: Language = "da") -> bytes:
    """Return the picture of who does what as PNG.

    Raises:
        EcosystemError: The picture cannot be drawn.
    """
    return svg_png(system_figure(system, language).encode())


def system_alt(system: SystemBriefing, language: Language = "da") -> str:
    """Return what the picture shows, for whoever does not see it: the finding, then each level."""
    answers = {level.level: level for level in system.levels}
    levels = [_level_in_words(answers[level], language) for level in ROWS]
    words = t("system_figure.alt", language, finding=say(system.finding, language))
    return f"{words} {'; '.join(levels)}."


def _level_in_words(level: LevelAnswer, language: Language) -> str:
    name = level.name_da if language == "da" else level.name_en
    if level.actors is None:
        return t("system_figure.alt.absent", language, level=name)
    return t("system_figure.alt.level", language, level=name, n=level.actors)


# --- words around the rows -------------------------------------------------------------------


def _heading(system: SystemBriefing, language: Language, form: Form) -> tuple[str, ...]:
    return break_lines(say(system.finding, language), WIDE - 2 * form.edge, TITLE, 3, is_bold=True)


def _head(
    system: SystemBriefing, heading: Iterable[str], language: Language, form: Form
) -> tuple[list[str], float]:
    """Write the finding as title, and below it what the picture is of; return where rows begin."""
    lines, y = [], form.edge
    for line in heading:
        y += TITLE_LINE
        lines.append(_text(form.edge, y - form.gap, line, size=TITLE, is_bold=True))
    position = system.position_da if language == "da" else system.position_en
    words = t(
        "system_figure.subtitle",
        language,
        position=position or t("term.all_strength_positions", language),
        day=day(system.on, language, is_long=True),
    )
    fitted = break_lines(words, WIDE - 2 * form.edge, form.small, 1)
    lines += [_text(form.edge, y + form.line - 2, line, colour=MUTED) for line in fitted]
    return lines, y + form.line + (1 if form.is_lying else 2) * form.gap


def _foot(
    system: SystemBriefing, layout: Layout, language: Language, top: float, form: Form
) -> tuple[list[str], float]:
    """Write what the arrows and the boxes mean; return the height of the picture too."""
    parts, x, y = [], form.edge, top + form.line
    for evidence in COLOURS:
        if evidence not in {arrow.evidence for arrow in layout.arrows}:
            continue
        words = t(_EVIDENCE[evidence], language)
        room = LEGEND_WIDE + form.gap + text_width(words, form.small) + 3 * form.gap
        if x > form.edge and x + room > WIDE - form.edge:
            x, y = form.edge, y + form.line + form.gap
        parts.append(_line(f"M{x:g} {y - 5:g} h{LEGEND_WIDE:g}", evidence, 4))
        parts.append(_text(x + LEGEND_WIDE + form.gap, y, words))
        x += room
    notes = [t("system_figure.note", language)]
    if layout.flows_left_out:
        notes.append(t("system_figure.more_flows", language, n=layout.flows_left_out))
    if not system.has_links:
        notes.append(t("system_figure.no_links", language))
    words = " ".join(notes)
    if form.is_lying and x + text_width(words, form.small) <= WIDE - form.edge:
        return [*parts, _text(x, y, words, colour=MUTED)], round(y + form.edge)
    y += (form.line + form.gap) * bool(parts) - form.line
    for line in break_lines(words, WIDE - 2 * form.edge, form.small, 3):
        y += form.line + 2
        parts.append(_text(form.edge, y, line, colour=MUTED))
    return parts, round(y + form.edge)


# --- rows, boxes, arrows ---------------------------------------------------------------------


def _row(row: Row, right: float, language: Language, form: Form) -> list[str]:
    """Draw a level: its card, its mark and name, its boxes; clusters as a band across."""
    ground, ink = (BAND, CARD) if row.is_band else (CARD, INK)
    left = form.edge - form.gap if row.is_band else form.edge
    width = right - left + (form.gap if row.is_band else 0)
    parts = [
        f'<rect x="{left:g}" y="{row.top:g}" width="{width:g}" height="{row.height:g}" rx="12" '
        f'fill="{ground}" stroke="{BAND if row.is_band else BORDER}"/>',
        *_label(row, ink, form),
    ]
    if row.is_band:
        parts += _developer(row, right, language, form)
    return [*parts, *(part for box in row.boxes for part in _box(box, form))]


def _developer(row: Row, right: float, language: Language, form: Form) -> list[str]:
    """Write over the boxes of the band what clusters are across the levels."""
    words = t("system_figure.developer", language)
    room = right - form.edge - form.label_wide
    x = form.edge + form.label_wide
    y = min(box.top for box in row.boxes) - form.line - form.gap + form.small - 1
    fitted = break_lines(words, room, form.small, 1, is_bold=True)
    return [_text(x, y, line, colour=CARD, is_bold=True) for line in fitted]


def _label(row: Row, ink: str, form: Form) -> list[str]:
    """Draw the mark of a level and its name: below it, or beside it where the row is low."""
    middle = row.top + row.height / 2
    if form.is_lying:
        mark, x, y = (form.edge + 14, middle), form.edge + 28, middle + 5
    else:
        mark, x, y = (form.edge + 20, middle - 12), form.edge + form.padding, middle + 16
    room = form.edge + form.label_wide - x - form.padding
    fitted = break_lines(row.name, room, form.small, 1, is_bold=True)
    words = [_text(x, y, line, colour=ink, is_bold=True) for line in fitted]
    return [_mark(SORTS[row.level], *mark, form), *words]


def _mark(sort: ActorSort, x: float, y: float, form: Form) -> str:
    colour, path = SHAPES[sort]
    scale = "" if form.mark == 1 else f" scale({form.mark:g})"
    return f'<path d="{path}" transform="translate({x:g} {y:g}){scale}" fill="{colour}"/>'


def _box(box: Box, form: Form) -> list[str]:
    """Draw a layer; what is not recorded has a dashed frame and muted words."""
    dashes = "" if box.is_recorded else ' stroke-dasharray="5 4"'
    ground, stroke = ("#EEF3F8", BORDER) if box.is_recorded else (CARD, MUTED)
    tooltip = f"<title>{escape(box.role)}</title>" if box.role else ""
    middle = box.top + box.height / 2
    parts = [
        f'<rect x="{box.left:g}" y="{box.top:g}" width="{box.width:g}" height="{box.height:g}" '
        f'rx="8" fill="{ground}" stroke="{stroke}"{dashes}>{tooltip}</rect>'
    ]
    if box.figure is not None:
        x, y = box.left + form.padding, middle + round(form.large / 3)
        parts.append(_text(x, y, box.figure, size=form.large, is_bold=True))
    return [*parts, *_box_lines(box, middle, form)]


def _box_lines(box: Box, middle: float, form: Form) -> list[str]:
    """Write the name of a layer, and below it what it does or that none is recorded."""
    x = box.left + form.padding + figure_room(box.figure, form)
    y = middle - form.line * (len(box.lines) + len(box.role_lines)) / 2 + form.line - 4
    ink, is_bold = INK if box.is_recorded else MUTED, not form.is_lying
    names = [
        _text(x, y + form.line * n, line, colour=ink, is_bold=is_bold)
        for n, line in enumerate(box.lines)
    ]
    y += form.line * len(box.lines)
    return [
        *names,
        *(_text(x, y + form.line * n, line, colour=MUTED) for n, line in enumerate(box.role_lines)),
    ]


def _firm(top: float, right: float, language: Language, form: Form) -> list[str]:
    x, middle = form.edge + (28 if form.is_lying else 38), top + form.firm_high / 2
    words = break_lines(
        t("system_figure.firm", language),
        right - form.edge - form.label_wide,
        form.small,
        1,
        is_bold=True,
    )
    mark = form.edge + (14 if form.is_lying else 20)
    return [
        f'<rect x="{form.edge:g}" y="{top:g}" width="{right - form.edge:g}" '
        f'height="{form.firm_high:g}" rx="{form.firm_high / 2:g}" fill="{CARD}" '
        f'stroke="#707070"/>',
        _mark(ActorSort.FIRM, mark, middle, form),
        *(_text(x, middle + 5, line, is_bold=True) for line in words),
    ]


def _arrow(arrow: Arrow, form: Form) -> list[str]:
    """Draw a flow from one row's side through its lane to the other's, with a head at its end."""
    (side, start), (tip, end) = arrow.start, arrow.end
    size = form.head + arrow.width / 3
    bend = min(10.0, abs(end - start) / 2)
    turn = bend if end > start else -bend
    path = (
        f"M{side + 1:g} {start:.1f} H{arrow.lane - bend:.1f} "
        f"Q{arrow.lane:.1f} {start:.1f} {arrow.lane:.1f} {start + turn:.1f} "
        f"V{end - turn:.1f} Q{arrow.lane:.1f} {end:.1f} {arrow.lane - bend:.1f} {end:.1f} "
        f"H{tip + 2 * size:.1f}"
    )
    head = (
        f'<path d="M{tip + 1:g} {end:.1f} l{2 * size:.1f} {-size:.1f} v{2 * size:.1f} Z" '
        f'fill="{COLOURS[arrow.evidence]}"/>'
    )
    return [_line(path, arrow.evidence, arrow.width), head]


def _line(path: str, evidence: str, width: float) -> str:
    dash, between = max(9, 1.6 * width), max(5, 0.7 * width)
    dashes = f' stroke-dasharray="{dash:.1f} {between:.1f}"' if evidence == "claimed" else ""
    return (
        f'<path d="{path}" fill="none" stroke="{COLOURS[evidence]}" '
        f'stroke-width="{width:.1f}"{dashes}/>'
    )


def _number(arrow: Arrow, form: Form) -> str:
    """Write how many pairs refer, beside the line in its lane."""
    middle = arrow.figure_y
    left = arrow.lane + arrow.width / 2 + 3
    width = text_width(arrow.figure, form.small, is_bold=True) + 4
    high = form.line + 4 - 4 * form.is_lying
    return (
        f'<rect x="{left:.1f}" y="{middle - high / 2:.1f}" width="{width:.1f}" '
        f'height="{high:g}" rx="6" fill="{GROUND}"/>'
        + _text(left + 2, middle + 5, arrow.figure, is_bold=True)
    )


def _text(  # noqa: PLR0913 - where and how
    x: float,
    y: float,
    words: str,
    *,
    size: float | None = None,
    colour: str = INK,
    is_bold: bool = False,
) -> str:
    look = ' font-weight="600"' if is_bold else ""
    look += f' fill="{colour}"' if colour != INK else ""
    look += f' font-size="{size:g}"' if size is not None else ""
    return f'<text x="{x:.1f}" y="{y:.1f}"{look}>{escape(words)}</text>'
