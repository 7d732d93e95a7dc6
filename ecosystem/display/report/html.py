"""A report as one HTML file: no script, no request to anywhere, and set for paper as well."""

import re
from base64 import b64encode
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from ecosystem.display.documents.elements import LOCALE, Cell, Picture, Table
from ecosystem.display.markup import escape
from ecosystem.display.report.blocks import Block, Drawing, Paragraph, Report, Section

_LOOKS: Final = {"under": "under", "zero": "zero", "no_data": "no-data"}
_IDS: Final = re.compile(r'\bid="([^"]+)"')
_OPENING: Final = re.compile(r"<svg\b")


def to_html(report: Report) -> bytes:
    """Write a report as a page that stands alone."""
    title = escape(report.title)
    body = "".join(_section(section, at) for at, section in enumerate(report.sections))
    mark = f"<p><strong>{escape(report.example)}</strong></p>" if report.example else ""
    page = (
        f'<!doctype html>\n<html lang="{LOCALE[report.language]}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'; img-src data:\">"
        f"<title>{title}</title><style>{_STYLE}</style></head><body><main>"
        f"<header><h1>{title}</h1><p class=subtitle>{escape(report.subtitle)}</p>{mark}"
        f"{_facts(report)}</header>{body}"
        f"<footer><p>{escape(report.foot)}</p></footer></main></body></html>\n"
    )
    return page.encode()


def _facts(report: Report) -> str:
    if not report.facts:
        return ""
    rows = "".join(
        f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in report.facts
    )
    return f"<dl>{rows}</dl>"


def _section(section: Section, place: int) -> str:
    blocks = "".join(_blocks(section.blocks, place))
    start = ' class="new-page"' if section.begins_page else ""
    heading = f"<h2>{escape(section.title)}</h2>" if section.title else ""
    return f"<section{start}>{heading}{blocks}</section>"


def _blocks(blocks: tuple[Block, ...], place: int) -> Iterator[str]:
    """Yield the blocks; bullets that follow each other are one list."""
    numbered = enumerate(blocks)
    for is_bullet, run in groupby(numbered, key=lambda pair: _is_bullet(pair[1])):
        parts = [_block(block, f"f{place}-{at}-") for at, block in run]
        yield f"<ul>{''.join(parts)}</ul>" if is_bullet else "".join(parts)


def _is_bullet(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.look == "bullet"


def _block(block: Block, prefix: str) -> str:
    match block:
        case Paragraph():
            return _paragraph(block)
        case Table():
            return _table(block)
        case Drawing():
            return _drawing(block, prefix)
        case Picture():
            data = b64encode(block.png).decode()
            image = f'<img src="data:image/png;base64,{data}" alt="{escape(block.alt)}">'
            return f"<figure>{image}</figure>"


def _paragraph(paragraph: Paragraph) -> str:
    text = escape(paragraph.text)
    beside = f" <span class=beside>{escape(paragraph.beside)}</span>" if paragraph.beside else ""
    if paragraph.more:
        beside = f" {escape(paragraph.more)}{beside}"
    match paragraph.look:
        case "finding":
            return f"<p><strong>{text}</strong>{beside}</p>"
        case "grey":
            return f"<p class=grey>{text}{beside}</p>"
        case "bullet":
            return f"<li>{text}{beside}</li>"
        case "plain":
            return f"<p>{text}{beside}</p>"


def _table(table: Table) -> str:
    head = "".join(
        f'<th scope="col"{_right(cell.is_figure)}>{escape(cell.text)}</th>'
        for cell in table.heading_cells()
    )
    rows = "".join(f"<tr>{_row(row)}</tr>" for row in table.rows)
    caption = escape(table.about)
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{caption}">'
        f"<table><caption>{caption}</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>"
    )


def _right(is_figure: bool) -> str:  # noqa: FBT001 - an answer
    return ' class="figure"' if is_figure else ""


def _row(row: tuple[Cell, ...]) -> str:
    first, *others = row
    return f'<th scope="row">{_content(first)}</th>' + "".join(map(_cell, others))


def _cell(cell: Cell) -> str:
    names = [*([_LOOKS[cell.look]] if cell.look in _LOOKS else []), *["figure"] * cell.is_figure]
    kind = f' class="{" ".join(names)}"' if names else ""
    return f"<td{kind}>{_content(cell)}</td>"


def _content(cell: Cell) -> str:
    return f"<s>{escape(cell.text)}</s>" if cell.is_struck else escape(cell.text)


def _drawing(drawing: Drawing, prefix: str) -> str:
    title, alt = escape(drawing.title), escape(drawing.alt)
    svg = inline_svg(drawing.svg.decode(), prefix)
    named = _OPENING.sub(f'<svg role="img" aria-label="{alt}"', svg, count=1)
    whole = re.sub(r"(<svg\b[^>]*>)", rf"\g<1><title>{_literal(alt)}</title>", named, count=1)
    return f"<figure><figcaption>{title}</figcaption>{whole}</figure>"


def _literal(text: str) -> str:
    return text.replace("\\", r"\\")


def inline_svg(svg: str, prefix: str) -> str:
    """Return an SVG as part of a page: no declaration, and ids that no other figure has.

    Args:
        svg: A whole file.
        prefix: Put before each id and wherever it is referred to.
    """
    inner = svg[svg.index("<svg") :]
    for name in sorted(set(_IDS.findall(inner)), key=len, reverse=True):
        quoted = re.escape(name)
        inner = re.sub(rf'\bid="{quoted}"', f'id="{prefix}{_literal(name)}"', inner)
        inner = re.sub(rf"url\(#{quoted}\)", f"url(#{prefix}{_literal(name)})", inner)
        inner = re.sub(rf'href="#{quoted}"', f'href="#{prefix}{_literal(name)}"', inner)
    return inner


_STYLE: Final = (
    "body{font-family:'IBM Plex Sans','Segoe UI',Arial,sans-serif;color:#1a1a1a;line-height:1.5;"
    "margin:0 auto;padding:2rem 1.5rem;max-width:52rem}"
    "h1{color:#0e2a47;font-size:1.75rem;line-height:1.2;margin:0 0 .25rem}"
    ".subtitle{color:#5c6874;font-size:1.05rem;margin:0 0 1rem}"
    "h2{color:#004d99;font-size:1.25rem;border-top:1px solid #dfe5eb;padding-top:1.25rem;"
    "margin:2rem 0 .75rem}"
    "dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.25rem;background:#f6f8fa;"
    "border:1px solid #dfe5eb;border-radius:12px;padding:1rem 1.25rem;font-size:.9rem;margin:0}"
    "dt{color:#5c6874}dd{margin:0;overflow-wrap:anywhere}"
    ".beside{color:#5c6874;font-size:.9em}.grey{color:#5c6874;border-left:3px solid #dfe5eb;"
    "padding-left:.75rem}"
    "figure{margin:1.25rem 0;break-inside:avoid}figcaption,caption{font-weight:600;"
    "text-align:left;font-size:.9rem;margin-bottom:.4rem;padding:0}"
    "svg,img{max-width:100%;height:auto}"
    ".wide{overflow-x:auto;margin:1.25rem 0}table{border-collapse:collapse;font-size:.85rem;"
    "width:100%}"
    "th,td{text-align:left;vertical-align:top;padding:.3rem .6rem;border-bottom:1px solid #dfe5eb}"
    "thead th{background:#e6ecf3;border-bottom:1px solid #8a8a8a}tbody th{font-weight:400}"
    ".figure{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}"
    ".under{font-weight:600;background:repeating-linear-gradient(135deg,#fff6b0 0 6px,#f3e389 6px "
    "8px)}.zero{font-weight:600;background:repeating-linear-gradient(135deg,#ffd9b8 0 6px,#f0b98a "
    "6px 8px)}.no-data{font-style:italic;outline:1px dashed #8a8a8a;outline-offset:-3px}"
    "footer{margin-top:2.5rem;border-top:1px solid #dfe5eb;color:#5c6874;font-size:.85rem}"
    "@media(max-width:30rem){dl{grid-template-columns:1fr}dd{margin-bottom:.4rem}}"
    "@page{size:A4;margin:18mm 20mm}"
    "@media print{body{padding:0;max-width:none;font-size:10pt}.wide{overflow:visible}"
    "h2{break-after:avoid}tr,p,li{break-inside:avoid}thead{display:table-header-group}"
    ".new-page{break-before:page}.new-page h2{border-top:0}}"
)
