"""Write a network as one HTML file that draws without the internet and survives hostile names.

pyvis is known here alone. It asks a CDN for Bootstrap even when told not to, puts tooltips in as
raw HTML as soon as one of them holds the letters "href", and prints headings, menus and ids raw.
So: the two tags go, texts are cleaned, ids are our own numbers, there is no heading and no menu,
and a policy inside the file keeps it from calling out whatever happens. A canvas says nothing
to keyboard or screen reader: the legend and the table beside it are ours.
"""

import json
import re
from html.parser import HTMLParser
from typing import Final

from ecosystem.display.markup import escape
from ecosystem.display.network.graph_view import (
    ACTOR_LOOKS,
    CANVAS_DASHES,
    EXAMPLE_DASHES,
    OUTLINE,
    TEXT_COLOUR,
    TIE_COLOUR,
    TIE_LOOKS,
    Actor,
    GraphView,
    label_lines,
    plain_name,
)
from ecosystem.display.network.network_rows import say_point, shows, tie_rows
from ecosystem.display.wording import Language, say, t
from ecosystem.model.errors import EcosystemError

_FROM_CDN: Final = re.compile(
    r"<link\b[^>]*cdn\.[^>]*>|<script\b[^>]*cdn\.[^>]*>\s*</script>", re.IGNORECASE | re.DOTALL
)
_OWN_HEADING: Final = re.compile(r"<center>\s*<h1>.*?</h1>\s*</center>", re.DOTALL)
_COMMENT: Final = re.compile(r"<!--.*?-->", re.DOTALL)

_HEAD: Final = """
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none';
 script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; base-uri 'none';
 form-action 'none'">
<title>{title}</title>
<style>
 body {{ font: 16px/1.5 "IBM Plex Sans", system-ui, sans-serif; color: #1a1a1a; margin: 24px; }}
 .legend {{ display: flex; flex-wrap: wrap; gap: 4px 18px; padding: 0; list-style: none; }}
 .legend svg {{ vertical-align: middle; }}
 .card {{ border: 1px solid #707070; }}
 #mynetwork {{ border: 0 !important; float: none !important; width: 100% !important; }}
 .note {{ color: #5a5a5a; max-width: 66ch; }}
 .example {{ display: inline-block; border: 2px solid #1a1a1a; padding: 0 8px; font-weight: 700; }}
 .wide {{ overflow-x: auto; }}
 table {{ border-collapse: collapse; }}
 th, td {{ text-align: left; vertical-align: top; padding: 4px 14px 4px 0;
  border-bottom: 1px solid #c8c8c8; }}
</style>"""


def export_html(view: GraphView, language: Language = "da") -> str:
    """Write a view as one HTML page that needs nothing from outside.

    Raises:
        EcosystemError: The page would ask another server for something (pyvis has changed).
    """
    drawing = _drawing(view, language) if view.ties else _BLANK
    page = _COMMENT.sub("", _FROM_CDN.sub("", drawing))
    page = _OWN_HEADING.sub("", page)
    title = escape(plain_name(view.title, 120))
    page = page.replace("<html>", f'<html lang="{language}">', 1)
    page = page.replace('<meta charset="utf-8">', "", 1)
    page = page.replace("<head>", '<head><meta charset="utf-8">' + _HEAD.format(title=title), 1)
    opening = f"<main><h1>{title}</h1>{_notes(view, language)}{legend_html(view, language)}"
    page = page.replace("<body>", f"<body>{opening}", 1)
    head, _, tail = page.rpartition("</body>")
    page = f"{head}{table_html(view, language) if view.ties else ''}</main></body>{tail}"
    if requests := asks_outside(page):
        message = (
            f"The HTML file would ask another server for something ({requests[0][:80]}); pyvis has "
            "changed."
        )
        raise EcosystemError(message)
    return page


def asks_outside(page: str) -> list[str]:
    """List what a page would ask for: its tags are read, and not what is written between them.

    Examples:
        >>> asks_outside('<img src="//x.example/a.png"><p style="background:url(b.png)">')
        ['//x.example/a.png', 'url(b.png']
        >>> asks_outside('&lt;img src=//x.example/a.png&gt; <a href="#top">')
        []
    """
    reader = _Requests()
    reader.feed(page)
    reader.close()
    return reader.asked


class _Requests(HTMLParser):
    """Collects what the tags and the styles of a page ask for."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self._is_style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._is_style = tag == "style"
        for name, value in attrs:
            target = (value or "").strip()
            if name in _ASKING and not target.lower().startswith(("#", "data:")):
                self.asked.append(target)
            if name == "style":
                self.asked += _STYLE_ASKS.findall(target)

    def handle_data(self, data: str) -> None:
        if self._is_style:
            self.asked += _STYLE_ASKS.findall(data)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self._is_style = False


_ASKING: Final = frozenset(
    "src srcset href xlink:href data action formaction poster background manifest ping".split()  # noqa: SIM905
)
_STYLE_ASKS: Final = re.compile(
    r"""(?:@import|url\()\s*(?!["']?(?:data:|\#))[^\s)]*""", re.IGNORECASE
)


_BLANK: Final = "<html><head></head><body></body></html>"
"""What is filled where there is nothing to draw."""


def _drawing(view: GraphView, language: Language) -> str:
    """Let pyvis draw, with our own ids and cleaned texts."""
    from pyvis.network import Network

    net = Network(height="620px", width="100%", cdn_resources="in_line", directed=False)
    net.toggle_physics(status=False)
    counts, labelled, parts = view.tie_counts(), view.named(), view.counts_of_each()
    numbers = {key: f"a{number}" for number, key in enumerate(view.actors)}
    for key, actor in view.actors.items():
        x, y = view.places[key]
        name = safe_text(actor.name)
        kind = safe_text(t(f"look.{actor.look}", language))
        net.add_node(
            numbers[key],
            label="\n".join(map(safe_text, label_lines(actor))) if key in labelled else " ",
            title=f"{name}\n{kind} · {say_point(actor, parts[key], language)}",
            **_style(actor, counts[key]),
            x=x,
            y=y,
        )
    for tie in view.ties:
        line = TIE_LOOKS[tie.look]
        net.add_edge(
            numbers[tie.start],
            numbers[tie.end],
            width=line.width,
            dashes=list(line.dashes) if line.dashes else False,
            arrows="to" if line.is_arrow else "",
            color=TIE_COLOUR,
        )
    net.set_options(json.dumps(_OPTIONS))
    return str(net.generate_html(notebook=False))


def _style(actor: Actor, count: int) -> dict[str, object]:
    """Return shape, colours and size of a point, in the words of vis-network."""
    look = ACTOR_LOOKS[actor.look]
    return {
        "shape": look.shape,
        "color": {
            "background": actor.fill,
            "border": look.colour if actor.fill != look.colour else "#ffffff",
            "highlight": {"background": look.colour, "border": OUTLINE},
        },
        "borderWidth": 1.5,
        "shapeProperties": {"borderDashes": list(CANVAS_DASHES) if actor.is_synthetic else False},
        "size": 9 + 1.1 * min(count, 10),
        "font": {"color": TEXT_COLOUR, "size": 14, "strokeWidth": 4, "strokeColor": "#ffffff"},
    }


_OPTIONS: Final = {
    "physics": {"enabled": False},
    "edges": {"smooth": False},
    "interaction": {"hover": True, "navigationButtons": False, "tooltipDelay": 100},
}


def safe_text(raw: str) -> str:
    r"""Make a text from data harmless for pyvis: no tags, and "href" broken up.

    Do not escape it for HTML instead: vis-network prints plain text, and readers would see the
    escapes.

    Examples:
        >>> safe_text('<a href="x">Klynge & Co</a>')
        'a h-ref="x"Klynge & Co/a'
    """
    return re.sub("href", "h-ref", re.sub(r"[<>]", "", plain_name(raw)), flags=re.IGNORECASE)


def _notes(view: GraphView, language: Language) -> str:
    lines = [shows(view, language)] if view.ties else _nothing(view, language)
    if view.left_out:
        lines.append(t("network.persons_left_out", language, count=view.left_out))
    lines += [t("network.size_means", language)] if view.ties else []
    lines.append(f"{t('network.source', language)}: {plain_name(view.source, 200)}.")
    paragraphs = "".join(f'<p class="note">{escape(line)}</p>' for line in lines)
    mark = f'<p class="example">{escape(t("frame.example_data", language))}</p>'
    return (mark if view.is_synthetic else "") + paragraphs


def _nothing(view: GraphView, language: Language) -> list[str]:
    """Write why there is nothing to draw."""
    return [say(view.nothing, language) if view.nothing else t("network.empty", language)]


def legend_html(view: GraphView, language: Language = "da") -> str:
    """Explain the shapes and lines that are drawn, in words outside the canvas."""
    looks = {actor.look for actor in view.actors.values()}
    lines = {tie.look for tie in view.ties}
    parts = [
        f'<li><svg width="18" height="18" viewBox="-9 -9 18 18" aria-hidden="true"><path '
        f'd="{look.path}" fill="{"#fff" if look.is_hollow else look.colour}" '
        f'stroke="{look.colour}"/></svg> {escape(t(f"look.{name}", language))}</li>'
        for name, look in ACTOR_LOOKS.items()
        if name in looks
    ]
    if any(actor.is_synthetic for actor in view.actors.values()):
        look = ACTOR_LOOKS["firm"]
        parts.append(
            f'<li><svg width="18" height="18" viewBox="-9 -9 18 18" aria-hidden="true"><path '
            f'd="{look.path}" fill="#fff" stroke="{look.colour}" '
            f'stroke-dasharray="{" ".join(map(str, EXAMPLE_DASHES))}"/></svg> '
            f"{escape(t('frame.example_data', language))}</li>"
        )
    parts += [
        f'<li><svg width="34" height="16" viewBox="0 -8 34 16" aria-hidden="true"><path '
        f'd="M0 0H34" stroke="#454545" stroke-width="{line.width}"'
        f' stroke-dasharray="{" ".join(map(str, line.dashes or ()))}"/></svg> '
        f"{escape(t(f'tie_look.{name}', language))}{' →' if line.is_arrow else ''}</li>"
        for name, line in TIE_LOOKS.items()
        if name in lines
    ]
    return f'<ul class="legend">{"".join(parts)}</ul>'


def table_html(view: GraphView, language: Language = "da") -> str:
    """Write the same as the picture in rows."""
    rows = tie_rows(view, language)
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in (rows[0] if rows else ()))
    body = "".join(
        "<tr>" + "".join(f"<td>{escape(_cell(cell))}</td>" for cell in row.values()) + "</tr>"
        for row in rows
    )
    heading = escape(t("network.as_table", language))
    return (
        f'<h2>{heading}</h2><div class="wide" tabindex="0" role="region" aria-label="{heading}">'
        f"<table><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _cell(value: object) -> str:
    return "–" if value is None else plain_name(str(value), 300)
