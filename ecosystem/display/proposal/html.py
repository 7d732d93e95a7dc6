"""An outline as one page of HTML: no script, no request to the outside, headings and tables."""

from html import escape
from typing import Final

from ecosystem.display.documents.elements import HEADING, INK, MUTED, Outline, Part, Table
from ecosystem.display.wording import Language

STYLE: Final = (
    f"body{{font:16px/1.5 Arial,sans-serif;color:#{INK};max-width:48rem;margin:2rem auto;"
    f"padding:0 1rem}}h1,h2{{color:#{HEADING};line-height:1.2}}"
    f"table{{border-collapse:collapse;width:100%}}th,td{{border:1px solid #{MUTED};padding:.4rem;"
    f"text-align:left;vertical-align:top}}footer,.small{{color:#{MUTED};font-size:.875rem}}"
)


def outline_html(contents: Outline, language: Language) -> bytes:
    """Write an outline as one page of HTML."""
    example = f" · <strong>{escape(contents.example)}</strong>" if contents.example else ""
    lines = [
        "<!doctype html>",
        f'<html lang="{language}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(contents.title)}</title><style>{STYLE}</style></head><body><main>",
        f"<h1>{escape(contents.title)}</h1><p>{escape(contents.subtitle)}{example}</p>",
        *(_part(part) for part in contents.parts),
        f"</main><footer>{escape(contents.foot)}</footer></body></html>",
    ]
    return "\n".join(lines).encode()


def _part(part: Part) -> str:
    tag, outer = ("li", "ul") if part.is_list else ("p", "")
    lines = "".join(f"<{tag}>{escape(line)}</{tag}>" for line in part.lines)
    told = f"<{outer}>{lines}</{outer}>" if outer and lines else lines
    table = "" if part.table is None else _table(part.table)
    notes = "".join(f'<p class="small">{escape(note)}</p>' for note in part.notes)
    heading = f"<h2>{escape(part.title)}</h2>" if part.title else ""
    return f"<section>{heading}{told}{table}{notes}</section>"


def _table(table: Table) -> str:
    head = "".join(f'<th scope="col">{escape(heading)}</th>' for heading in table.headings)
    rows = "".join(
        f"<tr>{''.join(f'<td>{escape(cell.text)}</td>' for cell in row)}</tr>" for row in table.rows
    )
    return f"<table><caption>{escape(table.about)}</caption><tr>{head}</tr>{rows}</table>"
