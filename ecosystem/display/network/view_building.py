"""Views of a network: all of a graph, the ways between two actors, or actors drawn together."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeAlias

from ecosystem.briefings.basis.day import is_personally_owned
from ecosystem.briefings.network.recorded import say_nothing_drawn
from ecosystem.display.network.graph_view import ACTOR_LOOKS, GROUP, Actor, GraphView, Place, Tie
from ecosystem.display.network.layout import place_actors
from ecosystem.display.wording import Language, example_mark, t

if TYPE_CHECKING:
    from ecosystem.briefings.basis.network import EcosystemGraph
    from ecosystem.briefings.network.paths import PathBrief

Attributes: TypeAlias = Mapping[str, Any]
"""What the graph holds of a node or an edge, by the name of the attribute."""


def view_of(
    graph: "EcosystemGraph",
    *,
    places: Mapping[str, Place] | None = None,
    title: str = "",
    is_synthetic: bool = False,
) -> GraphView:
    """Make the picture of an ecosystem's graph; projects and offers are points of their own.

    Args:
        graph: The graph of ``build_graph``.
        places: Where each point stands; without them they are computed.
        title: Heading of files made of it.
        is_synthetic: Some of it is example data, and every file says so.
    """
    from ecosystem.briefings.basis.network import metadata_of

    metadata = metadata_of(graph)
    municipalities = metadata.municipality_names
    actors = {node: _actor(node, data, municipalities) for node, data in graph.nodes(data=True)}
    ties = [_tie(start, end, data) for start, end, data in graph.edges(data=True)]
    view = GraphView(
        actors=actors,
        ties=tuple(ties),
        places=places or {},
        title=title,
        source=metadata.label,
        is_synthetic=is_synthetic,
        nothing=say_nothing_drawn(graph),
    )
    return view if places is not None else replace(view, places=place_actors(view))


def _actor(node: str, data: Attributes, municipalities: Mapping[str, str]) -> Actor:
    return Actor(
        id=node,
        name=str(data.get("name") or node),
        kind=str(data.get("kind") or "unknown"),
        region_code=data.get("region_code"),
        municipality_code=data.get("municipality_code"),
        municipality=municipalities.get(str(data.get("municipality_code"))),
        is_personally_owned=is_personally_owned(data.get("legal_form")),
        is_synthetic=bool(data.get("is_synthetic")),
        membership=data.get("membership"),
    )


def _tie(start: str, end: str, data: Attributes) -> Tie:
    from ecosystem.briefings.basis.network import years_of

    return Tie(
        start=start,
        end=end,
        kind=str(data["kind"]),
        evidence=str(data["evidence"]),
        year=years_of(data),
        source=data["source"],
        is_synthetic=bool(data.get("is_synthetic")),
    )


def view_of_ways(whole: GraphView, ways: Sequence["PathBrief"], ends: Collection[str]) -> GraphView:
    """Draw ways between two actors: who is on them, and the very ties the sentences tell.

    Args:
        whole: The picture of everyone; places are taken from it.
        ways: The ways.
        ends: Who is asked about; they are drawn without a way too.
    """
    steps = [step for way in ways for step in way.steps]
    on_way = {*ends, *(end for step in steps for end in (step.from_id, step.to_id))}
    ties = {
        (start, end, step.relation.value, step.via): Tie(
            start, end, step.relation.value, step.evidence.value, step.year, step.source,
            step.via_name,
        )
        for step in steps
        for start, end in [
            (step.to_id, step.from_id) if step.is_reversed else (step.from_id, step.to_id)
        ]
    }  # fmt: skip
    return replace(whole.keep(on_way), ties=tuple(ties.values()))


def grouped(view: GraphView, regions: Mapping[str, str], language: Language = "da") -> GraphView:
    """Draw actors together by type and region: one point each, one line between two points.

    A point or line that counts example data is marked and drawn as example data is.

    Args:
        view: The picture of single actors.
        regions: Name of each region.
        language: Language of the points' names.
    """
    keys = {key: (actor.look, actor.region_code) for key, actor in view.actors.items()}
    sizes = Counter(keys.values())
    names = {(actor.look, actor.region_code): group_of(actor) for actor in view.actors.values()}
    examples = {keys[key] for key, actor in view.actors.items() if actor.is_synthetic}
    actors = {
        names[key]: Actor(
            id=names[key],
            name=_group_name(key, count, regions, language) + example_mark(key in examples),
            kind=key[0],
            region_code=key[1],
            count=count,
            label=_group_label(key, count, regions, language) + example_mark(key in examples),
            is_synthetic=key in examples,
        )
        for key, count in sizes.items()
    }
    lines: Counter[tuple[str, str, str, str]] = Counter()
    examples_in: set[tuple[str, str, str, str]] = set()
    for tie in view.ties:
        start, end = names[keys[tie.start]], names[keys[tie.end]]
        if start != end:
            line = start, end, tie.kind, tie.evidence
            lines[line] += tie.count
            examples_in |= {line} if tie.is_synthetic else set()
    ties = tuple(
        Tie(*line, None, None, count=count, is_synthetic=line in examples_in)
        for line, count in sorted(lines.items())
    )
    return replace(view, actors=actors, ties=ties, places=_group_places(actors.values()))


def group_of(actor: Actor) -> str:
    """Return the id of the point an actor is drawn in when actors are drawn together."""
    return f"{GROUP}{actor.look}|{actor.region_code or ''}"


def _group_name(
    key: tuple[str, str | None], count: int, regions: Mapping[str, str], language: Language
) -> str:
    where = regions.get(key[1] or "", t("network.no_region", language))
    return t(
        "network.group", language, kind=t(f"look.{key[0]}", language), where=where, count=count
    )


def _group_label(
    key: tuple[str, str | None], count: int, regions: Mapping[str, str], language: Language
) -> str:
    """Write type, region and number on two short lines."""
    where = regions.get(key[1] or "", t("network.no_region.short", language))
    return t(
        "network.group.label",
        language,
        kind=t(f"look_short.{key[0]}", language),
        where=where.removeprefix("Region "),
        count=count,
    )


def _group_places(actors: Iterable[Actor]) -> dict[str, Place]:
    """Stand types in columns and regions in rows; every other column half a row lower."""
    points = list(actors)
    looks = [look for look in ACTOR_LOOKS if any(actor.look == look for actor in points)]
    regions = sorted({actor.region_code or "~" for actor in points})
    return {
        actor.id: (
            150.0 * looks.index(actor.look),
            96.0 * regions.index(actor.region_code or "~") + 48.0 * (looks.index(actor.look) % 2),
        )
        for actor in points
    }
