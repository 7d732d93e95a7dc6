"""Briefings as rows for tables, and rows as an Excel file.

On the screen every cell is text, written as the reader writes numbers and days. In the file
numbers are numbers and days are days; a text that begins like a formula stays text.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final

from ecosystem.briefings.actors.listing import ActorFilter, ActorList, ActorRow
from ecosystem.briefings.actors.ties import Link, Participation
from ecosystem.display.wording import t
from ecosystem.display.wording.formats import Language, day, number
from ecosystem.model.text import printable
from ecosystem.model.vocabulary import Freshness

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

Row = Mapping[str, object]

UNKNOWN: Final = "–"
"""Shown where nothing is recorded: neither no nor zero."""
_FORMULA: Final = ("=", "+", "-", "@")
_NOT_IN_TITLE: Final = re.compile(r"[\[\]:*?/\\]")
_LONGEST_CELL: Final = 32_000
_WIDEST: Final = 60
A4: Final = 9
"""Number of the paper in the file format."""


def actor_rows(
    rows: Sequence[ActorRow], position_names: Mapping[str, str], language: Language
) -> list[dict[str, object]]:
    """Write the lines of a list of actors; a number is a number, what is unknown is ``None``.

    Args:
        rows: The lines.
        position_names: Name of each strength position in the language.
        language: Language of headings and words.
    """
    has_users = any(row.is_user is not None for row in rows)
    return [
        {
            t("actors.column.name", language): row.name,
            t("actors.column.kind", language): kind_name(row.kind, language),
            t("actors.column.municipality", language): row.municipality or row.municipality_code,
            t("actors.column.positions", language): _positions(row, position_names, language),
            t("actors.column.links", language): row.links,
            t("actors.column.projects", language): row.projects,
            **(
                {t("actors.column.is_user", language): _yes(row.is_user, language)}
                if has_users
                else {}
            ),
            t("actors.column.freshness", language): freshness(row.freshness, None, language),
            t("actors.column.checked", language): row.checked,
            t("actors.column.marks", language): ", ".join(marks(row, language)) or None,
        }
        for row in rows
    ]


def actor_counts(answer: ActorList, filters: ActorFilter, language: Language) -> list[str]:
    """Write what a list of actors counts: a position's firms in each cut, examples, what is absent.

    Args:
        answer: The list.
        filters: What was looked for.
        language: Language of the sentences.
    """
    counts = []
    if answer.firms is not None:
        key = "actors.firms.members" if answer.is_members_only else "actors.firms"
        firms = t(key, language, **answer.firms.model_dump())
        is_example = answer.firms.examples > 0
        counts.append(t("frame.marked", language, sentence=firms) if is_example else firms)
    if filters.is_user:
        counts.append(t("actors.users", language))
    if answer.examples:
        values = {"n": answer.examples, "all": answer.examples_in_all}
        counts.append(t("actors.examples", language, **values))
    if answer.not_recorded:
        tables = ", ".join(t(f"table.{name}", language) for name in answer.not_recorded)
        counts.append(t("actors.not_recorded", language, tables=tables))
    return counts


def _positions(row: ActorRow, names: Mapping[str, str], language: Language) -> str | None:
    if row.position_ids is None:
        return None
    none = t("actors.column.positions.none", language)
    return (
        ", ".join(names.get(position_id, position_id) for position_id in row.position_ids) or none
    )


def _yes(value: bool | None, language: Language) -> str | None:  # noqa: FBT001 - an answer
    return None if value is None else t("frame.yes" if value else "frame.no", language)


def freshness(state: Freshness | None, checked: date | None, language: Language) -> str:
    """Write what the last check of a row is worth, with its day where one is given.

    Examples:
        >>> freshness(Freshness.OUT_OF_DATE, date(2024, 1, 4), "da")
        'Bekræftelsen er gammel (4.1.2024)'
        >>> freshness(Freshness.NEVER_CONFIRMED, None, "da"), freshness(None, None, "da")
        ('Aldrig bekræftet', 'Opdigtet eksempel')
    """
    if state is None:
        return t("actors.freshness.example", language)
    word = t(f"freshness.{state.value}", language)
    if checked is None:
        return word
    return t("actors.freshness.dated", language, state=word, day=day(checked, language))


def kind_name(kind: str | None, language: Language) -> str:
    """Write what kind an actor is; an unrecognised one is of unknown kind."""
    return t(f"actor_kind.{kind or 'unknown'}", language)


def marks(actor: Any, language: Language) -> list[str]:  # noqa: ANN401 - a row or a briefing
    """List the words that mark an actor: example data, personally owned, protected."""
    flags = {
        "frame.example_data": actor.is_synthetic,
        "actors.mark.personally_owned": actor.is_personally_owned,
        "actors.mark.protected": actor.is_advertising_protected,
    }
    return [t(key, language) for key, holds in flags.items() if holds]


def link_rows(links: Sequence[Link], language: Language) -> list[dict[str, object]]:
    """Write the ties of an actor, one a row."""
    return [
        {
            t("actors.link.relation", language): relation(link, language),
            t("actors.link.other", language): link.other_name,
            t("actors.link.kind", language): kind_name(link.other_kind, language),
            t("actors.link.position", language): ", ".join(
                position.name_da if language == "da" else position.name_en
                for position in link.positions
            )
            or None,
            t("actors.link.evidence", language): t(f"evidence.{link.evidence}", language),
            t("actors.link.period", language): period(link.valid_from, link.valid_to, language),
            t("actors.link.freshness", language): _tie_freshness(link, language),
            t("actors.link.source", language): link.source,
        }
        for link in links
    ]


def _tie_freshness(link: Link, language: Language) -> str:
    return freshness(None if link.is_example else link.freshness, None, language)


def relation(link: Link, language: Language) -> str:
    """Write a tie from the actor's own side."""
    return t(f"actors.relation.{'out' if link.is_outgoing else 'in'}.{link.kind}", language)


def participation_rows(
    rows: Sequence[Participation], language: Language
) -> list[dict[str, object]]:
    """Write the projects and offers an actor has taken part in, one a row."""
    return [
        {
            t("actors.participation.title", language): row.title,
            t("actors.participation.role", language): t(f"role.{row.role}", language),
            t("actors.participation.period", language): period(row.start, row.end, language),
            t("actors.participation.freshness", language): freshness(row.freshness, None, language),
            t("actors.participation.source", language): row.source,
        }
        for row in rows
    ]


def period(first: date | None, last: date | None, language: Language) -> str | None:
    """Write the days something holds; ``None`` when neither is recorded.

    Examples:
        >>> period(date(2021, 1, 1), None, "da"), period(None, date(2024, 12, 31), "en")
        ('fra 1.1.2021', 'until 31/12/2024')
    """
    if first and last:
        return f"{day(first, language)}–{day(last, language)}"
    if first:
        return t("actors.period.from", language, day=day(first, language))
    if last:
        return t("actors.period.until", language, day=day(last, language))
    return None


def as_text(rows: Sequence[Row], language: Language) -> list[dict[str, str]]:
    """Write every cell as the reader writes it, for tables on the screen.

    Examples:
        >>> as_text([{"Antal": 1234.5, "Dag": date(2026, 11, 4), "Note": None}], "da")
        [{'Antal': '1.234,5', 'Dag': '4.11.2026', 'Note': '–'}]
    """
    return [{name: _text(value, language) for name, value in row.items()} for row in rows]


def _text(value: object, language: Language) -> str:
    match value:
        case None:
            return UNKNOWN
        case bool():
            return t("frame.yes" if value else "frame.no", language)
        case int() | float():
            return number(value, language)
        case date():
            return day(value, language)
        case _:
            return str(value)


# --- Excel ---------------------------------------------------------------------------------


def to_xlsx(sheets: Mapping[str, Sequence[Row]], about: Mapping[str, object]) -> bytes:
    """Write rows as an Excel file that a Danish Excel opens as meant.

    Numbers are numbers and days are days; the header row is frozen and can be filtered. A text
    that begins with ``=``, ``+``, ``-`` or ``@`` stays text.

    Args:
        sheets: Rows by the name of their sheet; the columns are the keys of the first row.
        about: What the reader has to know, such as source, day and filters; it stands in a
            sheet of its own, "Om tallene", at the end.

    Returns:
        The file.
    """
    file = BytesIO()
    to_book(sheets, list(about.items())).save(file)
    return file.getvalue()


def to_book(
    sheets: Mapping[str, Sequence[Row]],
    about: Sequence[tuple[str, object]],
    about_name: str = "Om tallene",
) -> "Workbook":
    """Build the same as a workbook that is not saved yet.

    Args:
        sheets: As in :func:`to_xlsx`.
        about: Names and values of the last sheet; a name may stand more than once.
        about_name: What the last sheet is called.
    """
    from openpyxl import Workbook
    from openpyxl.worksheet.properties import PageSetupProperties

    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(_title(name))
        columns = list(rows[0]) if rows else []
        _fill(sheet, [columns, *([row.get(column) for column in columns] for row in rows)])
        sheet.freeze_panes = "A2"
        sheet.print_title_rows = "1:1"
        if columns:
            sheet.auto_filter.ref = sheet.dimensions
    _fill(book.create_sheet(_title(about_name)), [list(pair) for pair in about])
    for sheet in book.worksheets:  # on paper, a sheet is as wide as the page
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", A4
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.fitToHeight = 0
    return book


def _title(name: str) -> str:
    return _NOT_IN_TITLE.sub(" ", printable(name, is_one_line=True))[:31] or "Ark"


def _fill(sheet: "Worksheet", lines: Sequence[Sequence[object]]) -> None:
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    widths: dict[int, int] = {}
    for at, line in enumerate(lines, 1):
        for place, value in enumerate(line, 1):
            cell = sheet.cell(row=at, column=place)
            write_cell(cell, value)
            widths[place] = max(widths.get(place, 8), min(len(str(value or "")) + 2, _WIDEST))
            if at == 1:
                cell.font = Font(bold=True)
    for place, width in widths.items():
        sheet.column_dimensions[get_column_letter(place)].width = width


def write_cell(cell: "Cell | MergedCell", value: object) -> None:
    """Write a value as what it is; a text stays text, whatever it begins with."""
    match value:
        case None:
            return
        case bool():
            cell.value = value
        case int() | float():
            cell.value = value
            cell.number_format = "#,##0" if float(value).is_integer() else "#,##0.0#"
        case date():
            cell.value = value
            cell.number_format = "d.m.yyyy"
        case _:
            text = printable(str(value))[:_LONGEST_CELL]
            cell.value = text
            cell.data_type = "s"
            if text.lstrip().startswith(_FORMULA):
                cell.quotePrefix = True
