"""Write a network to files for other tools: GEXF, GraphML, Cytoscape JSON, CSV, XLSX, pictures.

Every file holds the same actors and ties as the picture, in the same colours and shapes.
"""

import io
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from ecosystem.display.csv_files import to_csv as to_csv_file
from ecosystem.display.markup import escape, printable_values
from ecosystem.display.network.graph_view import (
    ACTOR_LOOKS,
    EXAMPLE_DASHES,
    TEXT_COLOUR,
    TIE_COLOUR,
    TIE_LOOKS,
    Actor,
    GraphView,
    label_lines,
    plain_name,
)
from ecosystem.display.network.html_file import export_html
from ecosystem.display.network.network_rows import about_rows, actor_rows, shows, tie_rows
from ecosystem.display.network.view_building import view_of
from ecosystem.display.rendering import svg_png
from ecosystem.display.wording import Language, say, t
from ecosystem.model.errors import EcosystemError
from ecosystem.model.text import printable

if TYPE_CHECKING:
    import networkx as nx

    from ecosystem.briefings.basis.network import EcosystemGraph


def write_graph(
    graph: "EcosystemGraph",
    file: Path,
    *,
    is_synthetic: bool = False,
    with_persons: bool = False,
    language: Language = "da",
) -> None:
    """Write an ecosystem's graph to a file; its ending says the form.

    Firms owned by a person are left out unless ``with_persons`` says otherwise, and the file
    says how many. Projects and offers are points of their own in every form.

    Raises:
        EcosystemError: The ending is none of those known, or the file cannot be written.
    """
    ending = file.suffix.lower()
    if ending not in WRITERS:
        message = f"{file.name}: write the network to one of {' '.join(WRITERS)}."
        raise EcosystemError(message)
    view = view_of(graph, title=network_title(graph, language), is_synthetic=is_synthetic)
    view = view if with_persons else view.without_persons()
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(WRITERS[ending](view, language))
    except OSError as error:
        message = f"{file} cannot be written: {error.strerror or error}."
        raise EcosystemError(message) from error


def network_title(graph: "EcosystemGraph", language: Language = "da") -> str:
    """Write the title of a network: what it is of and on which day."""
    from ecosystem.briefings.basis.network import metadata_of
    from ecosystem.display.wording.formats import day

    metadata = metadata_of(graph)
    on = day(metadata.on, language, is_long=True)
    names = metadata.position_names or ("", "")
    position = names[0 if language == "da" else 1] or t("network.everything", language)
    return t("network.title", language, position=position, on=on)


# One function a form: view and language in, bytes out.


def to_html(view: GraphView, language: Language = "da") -> bytes:
    """Write the offline HTML page; actors without a tie are left out of the picture."""
    return export_html(view.connected(), language).encode()


def to_gexf(view: GraphView, language: Language = "da") -> bytes:
    """Write GEXF 1.2 with colours, shapes, sizes and places, for Gephi."""
    import networkx as nx

    graph = as_networkx(view, language)
    counts = view.tie_counts()
    for key, actor in view.actors.items():
        look = ACTOR_LOOKS[actor.look]
        red, green, blue = (int(look.colour[at : at + 2], 16) for at in (1, 3, 5))
        x, y = view.places[key]
        graph.nodes[key]["viz"] = {
            "color": {"r": red, "g": green, "b": blue, "a": 1.0},
            "position": {"x": x, "y": -y, "z": 0.0},
            "size": 9 + 1.1 * min(counts[key], 10),
        }
    buffer = io.BytesIO()
    nx.write_gexf(graph, buffer, encoding="utf-8")
    return buffer.getvalue()


def to_graphml(view: GraphView, language: Language = "da") -> bytes:
    """Write GraphML; places are the attributes x and y."""
    import networkx as nx

    graph = as_networkx(view, language)
    for key, (x, y) in view.places.items():
        if key in graph:
            graph.nodes[key].update(x=float(x), y=float(y))
    buffer = io.BytesIO()
    nx.write_graphml_xml(graph, buffer, encoding="utf-8")
    return buffer.getvalue()


def to_cytoscape(view: GraphView, language: Language = "da") -> bytes:
    """Write Cytoscape JSON with places."""
    import networkx as nx

    document = nx.cytoscape_data(as_networkx(view, language))
    for point in document["elements"]["nodes"]:
        x, y = view.places[point["data"]["id"]]
        point["position"] = {"x": x, "y": y}
    about = {key: printable(str(text)) for key, text in about_rows(view, language).items()}
    document["data"] = [[key, value] for key, value in about.items()]
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def to_csv(view: GraphView, language: Language = "da") -> bytes:
    """Write the ties as rows with ids, comma between; text that begins like a formula is quoted."""
    del language  # ids and words of the data are the same in both
    columns = ["from_id", "to_id", "from_name", "to_name", "kind", "evidence", "via", "year",
               "source", "is_synthetic"]  # fmt: skip
    rows = []
    for tie in view.ties:
        ends = view.actors[tie.start], view.actors[tie.end]
        is_synthetic = tie.is_synthetic or any(end.is_synthetic for end in ends)
        row = [tie.start, tie.end, *(end.name for end in ends), tie.kind, tie.evidence, tie.via,
               tie.year, tie.source, str(is_synthetic).lower()]  # fmt: skip
        cells = [plain_name(cell, 1000) if isinstance(cell, str) else cell for cell in row]
        rows.append(dict(zip(columns, cells, strict=True)))
    return to_csv_file(columns, rows, has_mark=True)


def to_xlsx(view: GraphView, language: Language = "da") -> bytes:
    """Write a workbook: ties, actors and a sheet that tells what it holds."""
    from ecosystem.display import tables

    sheets = {
        t("network.sheet.ties", language): tie_rows(view, language),
        t("network.sheet.actors", language): actor_rows(view, language),
    }
    return tables.to_xlsx(sheets, about_rows(view, language))


def to_svg(view: GraphView, language: Language = "da") -> bytes:
    """Draw the connected actors as SVG for slides, with legend, title and source."""
    drawing = view.connected()
    counts = drawing.tie_counts()
    labelled = drawing.named()
    xs = [drawing.places[key][0] for key in drawing.actors] or [0.0]
    ys = [drawing.places[key][1] for key in drawing.actors] or [0.0]
    left, top = min(xs) - 90, min(ys) - 110
    wide, high = max(max(xs) - left + 90, 980), max(ys) - top + 120
    foot = top + high
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left:.0f} {top:.0f} {wide:.0f} '
        f'{high + 100:.0f}" width="{wide:.0f}" height="{high + 100:.0f}" role="img" '
        f'font-family="IBM Plex Sans, Arial, sans-serif" font-size="13" fill="{TEXT_COLOUR}">',
        f"<title>{escape(plain_name(drawing.title, 120))}</title>",
        f'<rect x="{left:.0f}" y="{top:.0f}" width="100%" height="100%" fill="#ffffff"/>',
        f'<text x="{left + 20:.0f}" y="{top + 34:.0f}" font-size="22" font-weight="600">'
        f"{escape(plain_name(drawing.title, 120))}</text>",
        _svg_notes(drawing, left + 20, top + 58, language),
        *_svg_nothing(drawing, left + 20, top + 100, language),
        *(_svg_tie(drawing, tie.start, tie.end, tie.look) for tie in drawing.ties),
        *(
            _svg_actor(drawing, key, counts[key], is_named=key in labelled)
            for key in drawing.actors
        ),
        _svg_legend(drawing, left + 20, foot + 16, language),
        "</svg>",
    ]
    return "\n".join(parts).encode()


def _svg_notes(view: GraphView, x: float, y: float, language: Language) -> str:
    words = [shows(view, language)] if view.ties else []
    words += [f"{t('network.source', language)}: {plain_name(view.source, 120)}"]
    if view.left_out:
        words.append(t("network.persons_left_out", language, count=view.left_out))
    if view.is_synthetic:
        words.insert(0, t("frame.example_data", language))
    return f'<text x="{x:.0f}" y="{y:.0f}">{escape(" · ".join(words))}</text>'


def _svg_nothing(view: GraphView, x: float, y: float, language: Language) -> list[str]:
    """Write why there is nothing to draw, on lines of a readable length."""
    if view.ties:
        return []
    sentence = say(view.nothing, language) if view.nothing else t("network.empty", language)
    return [
        f'<text x="{x:.0f}" y="{y + 24 * row:.0f}" font-size="17">{escape(line)}</text>'
        for row, line in enumerate(wrap(sentence, 90))
    ]


def _svg_tie(view: GraphView, start: str, end: str, look: str) -> str:
    (x1, y1), (x2, y2) = view.places[start], view.places[end]
    line = TIE_LOOKS[look]
    dashes = f' stroke-dasharray="{line.dashes[0]} {line.dashes[1]}"' if line.dashes else ""
    return (
        f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="{TIE_COLOUR}" '
        f'stroke-width="{line.width}"{dashes}/>'
    )


def _svg_actor(view: GraphView, key: str, count: int, *, is_named: bool) -> str:
    actor, (x, y) = view.actors[key], view.places[key]
    look = ACTOR_LOOKS[actor.look]
    scale = (9 + 1.1 * min(count, 10)) / 8
    symbol = (
        f'<path transform="translate({x:.1f} {y:.1f}) scale({scale:.2f})" d="{look.path}" '
        f'fill="{actor.fill}" stroke="{look.colour}"{_dashes(actor)}/>'
    )
    if not is_named:
        return symbol
    lines = [
        f'<text x="{x:.1f}" y="{y + 8 * scale + 14 + 15 * place:.1f}" text-anchor="middle" '
        f'stroke="#ffffff" stroke-width="3" paint-order="stroke">{escape(line)}</text>'
        for place, line in enumerate(label_lines(actor))
    ]
    return symbol + "".join(lines)


def _dashes(actor: Actor) -> str:
    """Dash the outline of an actor that is made up."""
    dashes = " ".join(map(str, EXAMPLE_DASHES))
    return f' stroke-dasharray="{dashes}"' if actor.is_synthetic else ""


def _svg_legend(view: GraphView, x: float, y: float, language: Language) -> str:
    looks = [name for name in ACTOR_LOOKS if any(a.look == name for a in view.actors.values())]
    samples = [(ACTOR_LOOKS[name], t(f"look.{name}", language), "") for name in looks]
    if example := next((a for a in view.actors.values() if a.is_synthetic), None):
        look = replace(ACTOR_LOOKS["firm"], is_hollow=True)
        samples.append((look, t("frame.example_data", language), _dashes(example)))
    lines = [name for name in TIE_LOOKS if any(tie.look == name for tie in view.ties)]
    parts = []
    for place, (look, label, dashed) in enumerate(samples):
        at = x + 10 + 240 * (place % 4), y + 20 * (place // 4)
        parts.append(
            f'<path transform="translate({at[0]:.0f} {at[1]:.0f})" d="{look.path}" '
            f'fill="{"#ffffff" if look.is_hollow else look.colour}" stroke="{look.colour}"'
            f'{dashed}/><text x="{at[0] + 14:.0f}" y="{at[1] + 5:.0f}">{escape(label)}</text>'
        )
    for place, name in enumerate(lines):
        line = TIE_LOOKS[name]
        at = x + 280 * (place % 3), y + 44 + 20 * (place // 3)
        dashes = " ".join(map(str, line.dashes or ()))
        parts.append(
            f'<path d="M{at[0]:.0f} {at[1]:.0f}h34" stroke="#454545" stroke-width="{line.width}" '
            f'stroke-dasharray="{dashes}"/><text x="{at[0] + 42:.0f}" y="{at[1] + 5:.0f}">'
            f"{escape(t(f'tie_look.{name}', language))}</text>"
        )
    return "".join(parts)


def to_png(view: GraphView, language: Language = "da") -> bytes:
    """Draw the same picture as PNG, twice as fine, without a browser."""
    return svg_png(to_svg(view, language))


def as_networkx(view: GraphView, language: Language = "da") -> "nx.MultiDiGraph[str]":
    """Return the view as a networkx graph whose attributes every format can hold.

    What is not known is left out, because GEXF and GraphML have no word for it.
    """
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for key, actor in view.actors.items():
        look = ACTOR_LOOKS[actor.look]
        attributes: dict[str, object] = {
            "name": actor.name,
            "label": plain_name(actor.name),
            "kind": actor.kind,
            "kind_name": t(f"look.{actor.look}", language),
            "municipality_code": actor.municipality_code,
            "region_code": actor.region_code,
            "colour": look.colour,
            "shape": look.shape,
            "membership": actor.membership,
            "is_synthetic": actor.is_synthetic,
        }
        graph.add_node(key, **_recorded(attributes))
    for tie in view.ties:
        line: dict[str, object] = {
            "kind": tie.kind,
            "evidence": tie.evidence,
            "year": tie.year,
            "source": tie.source,
            "via": tie.via,
            "is_synthetic": tie.is_synthetic,
        }
        graph.add_edge(tie.start, tie.end, **_recorded(line))
    graph.graph.update(name=printable(view.title))
    return graph


def _recorded(attributes: Mapping[str, object]) -> dict[str, object]:
    return printable_values(
        {key: attribute for key, attribute in attributes.items() if attribute is not None}
    )


WRITERS: Final[Mapping[str, Callable[[GraphView, Language], bytes]]] = {
    ".html": to_html,
    ".gexf": to_gexf,
    ".graphml": to_graphml,
    ".json": to_cytoscape,
    ".csv": to_csv,
    ".xlsx": to_xlsx,
    ".svg": to_svg,
    ".png": to_png,
}
"""The forms a network can be written in, by the ending of the file."""
