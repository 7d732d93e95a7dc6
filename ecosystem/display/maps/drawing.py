"""A position's coverage as a picture: the municipalities in their classes.

The shapes are drawn flat in kilometres (EPSG:25832), Bornholm in a frame of its own. What is not
known is white, dashed and marked with a question mark. The same drawing goes to the screen, to PNG
and SVG, and into an HTML file that asks nobody for anything.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from ecosystem.briefings.coverage.brief import CoverageBriefing
from ecosystem.briefings.coverage.siting import SitingBriefing
from ecosystem.display.maps.figures import (
    Legend,
    Measure,
    hatched,
    legend,
    sureness_in_words,
    way_in_words,
)
from ecosystem.display.wording import Language, t

if TYPE_CHECKING:
    import altair as alt
    import geopandas as gpd

Shape: TypeAlias = dict[str, object]
"""A shape or a feature of GeoJSON."""
Style: TypeAlias = dict[str, Any]
"""Settings of a mark; altair checks them."""

UNKNOWN_COLOUR: Final = "#ffffff"
CHOSEN_COLOUR: Final = "#D35F00"
LINE: Final = "#454545"
BORNHOLM: Final = "0400"
INSET_KM: Final = (-172.0, 219.0)
"""How far Bornholm is moved, east and north."""
FRAME_KM: Final = (674.0, 6316.0, 738.0, 6374.0)
"""West, south, east and north of its frame."""
DRAWN_M: Final = 300
"""Metres that a drawn line may be off: under half a pixel."""
HATCH_KM: Final = 6.0
"""Kilometres between the slanting lines over what rests on example firms."""
HEIGHT: Final = 580
"""Pixels of the map."""
CLICKED: Final = "properties\\.code"
"""Key under which a clicked shape comes back."""


def coverage_map(  # noqa: PLR0913 - what is drawn, and how
    briefing: CoverageBriefing,
    shapes: "gpd.GeoDataFrame",
    measure: Measure = "state",
    *,
    language: Language = "da",
    outlined: str | None = None,
    proposal: SitingBriefing | None = None,
) -> "alt.LayerChart":
    """Draw the municipalities in their classes.

    Args:
        briefing: How a position is covered.
        shapes: Municipalities in EPSG:25832, indexed by code; one without a shape is not drawn.
        measure: What is drawn.
        language: Language of the words.
        outlined: Code of the municipality to outline.
        proposal: Where presence could be added: drawn as stars, with what they newly reach.

    Returns:
        A chart of which a clicked shape comes back as ``klik``, under the key ``CLICKED``.
    """
    import altair as alt

    classes = legend(briefing, measure, language)
    drawn = drawable(shapes)
    newly = proposal.newly_reached if proposal else ()
    beside = _beside(briefing, measure, language)
    features = _features(classes, drawn, beside, outlined, newly)
    shapes_layer = _shapes_layer(features, classes, beside, language)
    cores = [
        *_cores([drawn[code] for code in newly if code in drawn and code != outlined], [4, 3]),
        *_cores([drawn[code] for code in (outlined,) if code in drawn], [1, 0]),
    ]
    hatching = _hatching(drawn, hatched(briefing, measure))
    marks = _marks(briefing, shapes, classes, proposal)
    layers = [shapes_layer, *hatching, *cores, _inset_frame(), *marks]
    chart: alt.LayerChart = (
        alt.layer(*layers)
        .project(type="identity", reflectY=True)
        .properties(height=HEIGHT)
        .configure_view(stroke=None)
        .configure(font="IBM Plex Sans, Arial, sans-serif")
    )
    return chart


def _features(
    classes: Legend,
    drawn: Mapping[str, Shape],
    beside: Mapping[str, Mapping[str, str]],
    outlined: str | None,
    newly: Sequence[str],
) -> list[Shape]:
    """Build a feature for each municipality; those that stand out come last, on top."""
    order = sorted(classes.class_of, key=lambda code: (code == outlined, code in newly, code))
    return [
        {
            "type": "Feature",
            "geometry": drawn[code],
            "properties": {
                "code": code,
                "class": classes.class_of[code],
                "text": classes.text_of[code],
                "chosen": code == outlined,
                "newly": code in newly,
                **{name: words.get(code) for name, words in beside.items()},
            },
        }
        for code in order
        if code in drawn
    ]


def _shapes_layer(
    features: Sequence[Shape], classes: Legend, beside: Iterable[str], language: Language
) -> "alt.Chart":
    """Draw the shapes in the colours of their classes; a click and a tooltip tell of each."""
    import altair as alt

    click = alt.selection_point(
        name="klik", fields=["properties.code"], on="click", toggle=False, empty=False
    )
    is_chosen, is_new = "datum.properties.chosen", "datum.properties.newly"
    is_unknown = f"datum.properties.class === '{classes.unknown}'"
    chart: alt.Chart = (
        alt.Chart(_data(features))
        .mark_geoshape(cursor="pointer")
        .encode(
            color=_class_colours(classes),
            stroke=alt.condition(
                f"{is_chosen} || {is_new}", alt.value(CHOSEN_COLOUR), alt.value(LINE)
            ),
            strokeWidth={
                "condition": [{"test": is_chosen, "value": 4.5}, {"test": is_new, "value": 3}],
                "value": 0.5,
            },
            strokeDash=alt.condition(
                f"{is_unknown} && !{is_chosen}", alt.value([3, 3]), alt.value([1, 0])
            ),
            description="properties.text:N",
            tooltip=[
                alt.Tooltip("properties.text:N", title=t("map.municipality", language)),
                *(
                    alt.Tooltip(f"properties.{name}:N", title=t(f"map.{name}", language))
                    for name in beside
                ),
            ],
        )
        .add_params(click)
    )
    return chart


def _class_colours(classes: Legend) -> "alt.Color":
    """Build the colours of the classes with their legend; unknown is white and comes last."""
    import altair as alt

    names = [*classes.names, classes.unknown]
    return alt.Color(
        "properties.class:O",
        title=classes.title,
        scale=alt.Scale(domain=names, range=[*classes.colours, UNKNOWN_COLOUR]),
        legend=alt.Legend(
            orient="top",
            columns=3,
            titleAnchor="start",
            description=f"{classes.title}: {', '.join(names)}",
            symbolType="square",
            symbolStrokeColor=LINE,
            symbolStrokeWidth=1,
            labelColor="#1a1a1a",
            titleColor="#1a1a1a",
            labelFontSize=13,
            titleFontSize=13,
            labelLimit=260,
            titleLimit=340,
        ),
    )


def _beside(
    briefing: CoverageBriefing, measure: Measure, language: Language
) -> dict[str, dict[str, str]]:
    """Write what a tooltip tells beside the figure: the way with its ferry, and how sure it is."""
    places = briefing.municipalities
    words: dict[str, dict[str, str | None]] = {
        "way": {p.municipality_code: way_in_words(p, briefing.unit, language) for p in places}
        if measure in {"state", "nearest_km"}
        else {},
        "sure": {p.municipality_code: sureness_in_words(p, measure, language) for p in places},
    }
    words_by_name = {
        name: {c: w for c, w in of.items() if w is not None} for name, of in words.items()
    }
    return {name: of for name, of in words_by_name.items() if of}


def drawable(shapes: "gpd.GeoDataFrame") -> dict[str, Shape]:
    """Return each municipality as plain GeoJSON in kilometres, Bornholm moved into its frame."""
    import shapely.affinity

    drawn = {}
    for code, shape in shapes.geometry.items():
        east, north = INSET_KM if code == BORNHOLM else (0.0, 0.0)
        simple = shapely.simplify(shape, DRAWN_M)
        kilometres = shapely.affinity.affine_transform(simple, [0.001, 0, 0, 0.001, east, north])
        moved = shapely.transform(kilometres, lambda points: points.round(1))
        drawn[str(code)] = dict(moved.__geo_interface__)
    return drawn


def _data(values: Sequence[Mapping[str, object]]) -> Any:  # noqa: ANN401 - altair leaves it untyped
    import altair as alt

    return alt.Data(values=list(values))  # type: ignore[no-untyped-call]


def _cores(shapes: Sequence[Shape], dash: Sequence[int]) -> "list[alt.Chart]":
    """A white line within the orange one, so that it is seen without colours as well."""
    import altair as alt

    if not shapes:
        return []
    features = [{"type": "Feature", "geometry": shape} for shape in shapes]
    mark: Style = {"filled": False, "stroke": "#ffffff", "strokeWidth": 1.5}
    quiet: Style = {"strokeDash": list(dash), "aria": False, "tooltip": None}
    return [alt.Chart(_data(features)).mark_geoshape(**mark, **quiet)]


def _hatching(drawn: Mapping[str, Shape], codes: Sequence[str]) -> "list[alt.Chart]":
    """Draw slanting lines over municipalities, dark within white: seen on every class's colour."""
    import altair as alt
    from shapely import MultiLineString, get_parts, union_all
    from shapely.geometry import shape

    if not (places := [shape(drawn[code]) for code in codes if code in drawn]):
        return []
    west, south, east, north = union_all(places).bounds
    tall = north - south
    starts = [west - tall + at * HATCH_KM for at in range(int((east - west + tall) / HATCH_KM) + 1)]
    lines = MultiLineString([[(x, south), (x + tall, north)] for x in starts])
    cuts = [part for place in places for part in get_parts(lines.intersection(place))]
    clipped = MultiLineString([cut for cut in cuts if cut.length])
    features = [{"type": "Feature", "geometry": dict(clipped.__geo_interface__)}]
    styles: list[Style] = [
        {"stroke": "#ffffff", "strokeWidth": 1.6},
        {"stroke": "#1a1a1a", "strokeWidth": 0.6},
    ]
    quiet: Style = {"filled": False, "aria": False, "tooltip": None}
    data = _data(features)
    return [alt.Chart(data).mark_geoshape(**style, **quiet) for style in styles]


def _inset_frame() -> "alt.Chart":
    import altair as alt

    west, south, east, north = FRAME_KM
    ring = [[west, south], [west, north], [east, north], [east, south], [west, south]]
    line = {"type": "Feature", "geometry": {"type": "LineString", "coordinates": ring}}
    data = _data([line])
    mark: Style = {"filled": False, "stroke": "#707070", "strokeWidth": 1, "aria": False}
    chart: alt.Chart = alt.Chart(data).mark_geoshape(**mark)
    return chart


def _marks(
    briefing: CoverageBriefing,
    shapes: "gpd.GeoDataFrame",
    classes: Legend,
    proposal: SitingBriefing | None,
) -> "list[alt.Chart]":
    """Question marks on what is not known, squares on offices, stars on proposed places."""
    points = _middles(shapes)
    unknown = [code for code, name in classes.class_of.items() if name == classes.unknown]
    proposed = [place.municipality_code for place in proposal.chosen] if proposal else []
    offices = [
        place.municipality_code
        for place in briefing.municipalities
        if place.offices and place.municipality_code not in proposed
    ]
    few = unknown if len(unknown) < len(classes.class_of) else []
    return [
        *_text_marks(points, few, "?", "#1a1a1a", 13),
        *_text_marks(points, offices, "■", "#1a1a1a", 15, halo=True),
        *_text_marks(points, proposed, "★", CHOSEN_COLOUR, 22, halo=True),
    ]


def _middles(shapes: "gpd.GeoDataFrame") -> dict[str, tuple[float, float]]:
    middles = {}
    points = shapes.geometry.representative_point()
    for code, x, y in zip(shapes.index, points.x, points.y, strict=True):
        east, north = INSET_KM if code == BORNHOLM else (0.0, 0.0)
        middles[str(code)] = (x / 1000 + east, y / 1000 + north)
    return middles


def _text_marks(  # noqa: PLR0913 - how a mark looks
    points: Mapping[str, tuple[float, float]],
    codes: Sequence[str],
    mark: str,
    colour: str,
    size: int,
    *,
    halo: bool = False,
) -> "list[alt.Chart]":
    import altair as alt

    values = [{"x": points[code][0], "y": points[code][1]} for code in codes if code in points]
    if not values:
        return []
    base = alt.Chart(_data(values))
    placed: Style = {"longitude": "x:Q", "latitude": "y:Q"}
    style: Style = {"text": mark, "fontSize": size, "fontWeight": "bold", "aria": False}
    around: Style = {"stroke": "#ffffff", "strokeWidth": 3, "color": "#ffffff"}
    charts = [base.mark_text(**style, **around).encode(**placed)] if halo else []
    return [*charts, base.mark_text(**style, color=colour).encode(**placed)]
