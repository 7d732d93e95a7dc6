"""A position's coverage as files: tables, shapes, pictures, and a page that stands alone."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from ecosystem.briefings.coverage.brief import CoverageBriefing
from ecosystem.briefings.coverage.siting import SitingBriefing
from ecosystem.display.csv_files import to_csv
from ecosystem.display.maps.drawing import coverage_map
from ecosystem.display.maps.figures import Measure, finding, hatched
from ecosystem.display.maps.rows import as_word, coverage_rows, proposal_rows
from ecosystem.display.markup import escape, printable_values
from ecosystem.display.rendering import vegalite_png, vegalite_svg
from ecosystem.display.wording import Language, say, t
from ecosystem.display.wording.formats import day, number
from ecosystem.model.errors import EcosystemError

if TYPE_CHECKING:
    import geopandas as gpd
    from shapely.geometry.base import BaseGeometry

ENDINGS: Final = (".geojson", ".gpkg", ".csv", ".xlsx", ".html", ".png", ".svg")


def about(
    briefing: CoverageBriefing, language: Language = "da", proposal: SitingBriefing | None = None
) -> dict[str, object]:
    """Write what a reader of the file has to know: the question, the day, the caveats."""
    name = briefing.name_da if language == "da" else briefing.name_en
    within = f"{number(briefing.within, language)} {t(f'map.unit.{briefing.unit}', language)}"
    facts: dict[str, object] = {
        t("map.about.position", language): name,
        t("map.about.day", language): briefing.on,
        t("map.about.register", language): briefing.label,
        t("map.served", language): t(f"map.served.{briefing.served}", language),
        t("map.about.within", language): within,
        t("map.about.source", language): t("map.about.source.text", language),
        t("map.about.group", language): briefing.group_typology,
        t("map.about.outer", language): briefing.outer_typology,
    }
    sentences = [*briefing.sentences, *(proposal.sentences if proposal else ())]
    texts = [say(sentence, language) for sentence in (*sentences, *briefing.caveats)]
    return facts | {
        f"{t('map.about.note', language)} {at}": text for at, text in enumerate(texts, 1)
    }


def check_ending(file: Path, endings: Sequence[str] = ENDINGS) -> None:
    """Refuse a file of another kind before any work is done for it.

    Raises:
        EcosystemError: The ending is none of ours.
    """
    if file.suffix not in endings:
        message = f"{file.name}: choose one of the endings {' '.join(endings)}."
        raise EcosystemError(message)


def write_coverage(
    briefing: CoverageBriefing,
    shapes: "gpd.GeoDataFrame",
    file: Path,
    measure: Measure = "state",
    language: Language = "da",
) -> None:
    """Write a coverage as the kind of file its ending names.

    Raises:
        EcosystemError: The ending is none of ours, or the file cannot be written.
    """
    check_ending(file)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(coverage_file(briefing, shapes, file.suffix, measure, language))
    except OSError as error:
        message = f"{file} cannot be written: {error.strerror or error}."
        raise EcosystemError(message) from error


def coverage_file(  # noqa: PLR0911, PLR0913, PLR0917 - one answer a kind
    briefing: CoverageBriefing,
    shapes: "gpd.GeoDataFrame",
    ending: str,
    measure: Measure = "state",
    language: Language = "da",
    proposal: SitingBriefing | None = None,
) -> bytes:
    """Return a coverage as the content of a file: GeoJSON, GPKG, CSV, XLSX, HTML, PNG or SVG.

    Pictures show a proposal where one is given, and Excel tells it on a sheet of its own.
    """
    drawing = _Drawing(briefing, shapes, measure, language, proposal)
    match ending:
        case ".geojson":
            return _geojson(briefing, shapes)
        case ".gpkg":
            return _gpkg(briefing, shapes)
        case ".csv":
            return _csv(briefing)
        case ".xlsx":
            from ecosystem.display.tables import to_xlsx

            sheets = {t("map.sheet", language): coverage_rows(briefing, language)}
            if proposal is not None and proposal.chosen:
                sheets[t("map.add", language)] = proposal_rows(proposal, language)
            return to_xlsx(sheets, about(briefing, language, proposal))
        case ".html":
            return _html(drawing).encode()
        case ".svg":
            return _svg(drawing).encode()
        case ".png":
            return vegalite_png(_titled(drawing))
        case _:
            message = f"{ending}: choose one of {' '.join(ENDINGS)}."
            raise EcosystemError(message)


def _records(briefing: CoverageBriefing) -> list[dict[str, object]]:
    """Rows for machines: names of the data dictionary, ids, no words."""
    rows = []
    for place in briefing.municipalities:
        row = place.model_dump(mode="json")
        row["actor_ids"] = ";".join(row["actor_ids"])
        extra = {"position_id": briefing.position_id, "is_synthetic": briefing.is_synthetic}
        rows.append(printable_values({**row, **extra, "on": briefing.on.isoformat()}))
    return rows


def _geojson(briefing: CoverageBriefing, shapes: "gpd.GeoDataFrame") -> bytes:
    degrees = shapes.to_crs("EPSG:4326").geometry
    features = [
        {
            "type": "Feature",
            "id": row["municipality_code"],
            "properties": row,
            "geometry": _rfc_geometry(degrees.get(row["municipality_code"])),
        }
        for row in _records(briefing)
    ]
    document = {"type": "FeatureCollection", "features": features}
    return json.dumps(document, ensure_ascii=False).encode()


def _rfc_geometry(shape: "BaseGeometry | None") -> dict[str, object] | None:
    """Return a shape in degrees as RFC 7946 writes it: outer rings counter-clockwise."""
    import shapely

    if shape is None:
        return None
    rounded = shapely.transform(shape, lambda points: points.round(4))
    return dict(shapely.orient_polygons(rounded).__geo_interface__)


def _gpkg(briefing: CoverageBriefing, shapes: "gpd.GeoDataFrame") -> bytes:
    from tempfile import TemporaryDirectory

    import geopandas as gpd
    import pandas as pd

    rows = pd.DataFrame(_records(briefing)).set_index("municipality_code", drop=False)
    geometry = shapes.geometry.reindex(rows.index)
    frame = gpd.GeoDataFrame(rows, geometry=gpd.GeoSeries(geometry, crs=shapes.crs))
    with TemporaryDirectory() as folder:  # its driver writes files alone
        file = Path(folder) / "coverage.gpkg"
        frame.reset_index(drop=True).to_file(file, layer="coverage", driver="GPKG")
        return file.read_bytes()


def _csv(briefing: CoverageBriefing) -> bytes:
    rows = _records(briefing)
    return to_csv(list(rows[0]) if rows else [], rows)


@dataclass(frozen=True, slots=True)
class _Drawing:
    """What a picture shows."""

    briefing: CoverageBriefing
    shapes: "gpd.GeoDataFrame"
    measure: Measure
    language: Language
    proposal: SitingBriefing | None


def _titled(drawing: _Drawing) -> str:
    """A picture that stands alone: position, measure, day and source are written on it."""
    briefing, language = drawing.briefing, drawing.language
    name = briefing.name_da if language == "da" else briefing.name_en
    source = f"{briefing.label} · {day(briefing.on, language)}"
    if briefing.is_synthetic:
        source += f" · {t('frame.example_data', language)}"
    marks = t("map.marks" if drawing.proposal is None else "map.marks.proposal", language)
    if hatched(briefing, drawing.measure):
        marks = f"{marks} {t('map.marks.example', language)}"
    whose = f"{t('map.served', language)}: {t(f'map.served.{briefing.served}', language)}."
    texts = (finding(briefing, language, drawing.measure), whose, marks)
    subtitle = [*(line for text in texts for line in wrap(text, 90)), source]
    chart = coverage_map(
        briefing,
        drawing.shapes,
        drawing.measure,
        language=language,
        proposal=drawing.proposal,
    ).properties(width=640, title={"text": name, "subtitle": subtitle, "anchor": "start"})
    return str(chart.to_json(indent=None))


def _svg(drawing: _Drawing) -> str:
    return vegalite_svg(_titled(drawing))


def _html(drawing: _Drawing) -> str:
    """One file with picture, findings and table; it runs no script and asks for nothing."""
    briefing, language = drawing.briefing, drawing.language
    name = briefing.name_da if language == "da" else briefing.name_en
    rows = coverage_rows(briefing, language)
    head = "".join(f'<th scope="col">{escape(column)}</th>' for column in rows[0])
    lines = "".join(
        f"<tr>{''.join(f'<td>{escape(as_word(v, language))}</td>' for v in row.values())}</tr>"
        for row in rows
    )
    findings = [*briefing.sentences, *(drawing.proposal.sentences if drawing.proposal else ())]
    texts = "".join(f"<p>{escape(say(sentence, language))}</p>" for sentence in findings)
    notes = "".join(f"<li>{escape(say(caveat, language))}</li>" for caveat in briefing.caveats)
    picture = _svg(drawing)
    title = escape(t("map.title", language, name=name))
    label = escape(finding(briefing, language, drawing.measure))
    mark = f"<p><strong>{t('frame.example_data', language)}</strong></p>"
    return (
        f'<!doctype html><html lang="{language}"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{title}</title><style>{_STYLE}</style></head><body><main><h1>{title}</h1>"
        f"{mark if briefing.is_synthetic else ''}{texts}"
        f'<figure role="img" aria-label="{label}">{picture}</figure>'
        f"<h2>{t('map.as_table', language)}</h2>"
        f'<div class="wide" tabindex="0" role="region" aria-label="{t("map.as_table", language)}">'
        f"<table><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table></div>"
        f"<h2>{t('map.about', language)}</h2><ul>{notes}</ul>"
        f"<p>{escape(briefing.label)} · {day(briefing.on, language, is_long=True)} · "
        f"{t('map.about.source.text', language)}</p></main></body></html>"
    )


_STYLE: Final = (
    "body{font-family:'IBM Plex Sans',Arial,sans-serif;color:#1a1a1a;margin:2rem;max-width:70rem}"
    "p{max-width:66ch}figure{margin:1rem 0}svg{max-width:100%;height:auto}"
    ".wide{overflow-x:auto}table{border-collapse:collapse;font-size:.85rem}"
    "th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #ccc}"
)
