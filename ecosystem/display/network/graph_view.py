"""One picture of a network, for the screen and for every file: who, which ties, where, how.

Shape, colour and text each tell the type alone. A place is computed here once, with a fixed
seed, and never in the browser: filtering fades or hides actors and moves none.
"""

import math
import random
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self

import numpy as np

from ecosystem.analysis.day import is_personally_owned
from ecosystem.briefings.network.recorded import say_nothing_drawn
from ecosystem.display.wording import Language, t
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import Evidence

if TYPE_CHECKING:
    from ecosystem.analysis.graph import EcosystemGraph
    from ecosystem.briefings.network.paths import PathBrief

Place = tuple[float, float]

GROUP: Final = "group|"
"""How the id of a point begins that several actors are drawn in."""
MOST_DRAWN: Final = 150
"""Above this the actors are drawn together by type and region."""
MAX_NAMES_DRAWN: Final = 12
"""Names drawn beside the chosen one and its neighbours when there are many."""
NAME_ALL_UP_TO: Final = 25
TIE_COLOUR: Final = "#8a8a8a"
CHOSEN_TIE_COLOUR: Final = "#1a1a1a"
OUTLINE: Final = "#D35F00"
EXAMPLE_DASHES: Final = (3, 2)
"""Outline of an actor that is made up: hollow and dashed, in the colour of its type."""
CANVAS_DASHES: Final = (6, 5)
"""The same in the browser, which draws an outline smaller the farther one zooms out."""
TEXT_COLOUR: Final = "#1a1a1a"


@dataclass(frozen=True, slots=True)
class ActorLook:
    """Shape and colour of a type of actor; the shape tells it without the colour."""

    shape: str
    """Word of vis-network."""
    colour: str
    path: str
    """The same shape as an SVG path round (0, 0), 16 wide."""
    is_hollow: bool = False


@dataclass(frozen=True, slots=True)
class TieLook:
    """Line of a sort of tie."""

    width: float
    dashes: tuple[int, int] | None = None
    is_arrow: bool = False


ACTOR_LOOKS: Final[Mapping[str, ActorLook]] = {
    "firm": ActorLook("dot", "#707070", "M0-6a6 6 0 1 0 .01 0z"),
    "cluster": ActorLook("square", "#0072B2", "M-6-6h12v12h-12z"),
    "public": ActorLook("triangle", "#54278F", "M0-7 7 6h-14z"),
    "knowledge": ActorLook("diamond", "#CC79A7", "M0-7.5 7.5 0 0 7.5-7.5 0z"),
    "offer": ActorLook("star", "#B35900", "M0-7.5 2-2h5.5L3 1.5 4.8 7 0 3.7-4.8 7-3 1.5-7.5-2H-2z"),
    "investor": ActorLook("hexagon", "#1a1a1a", "M-3.5-6h7L7 0 3.5 6h-7L-7 0z"),
    "unknown": ActorLook("dot", "#707070", "M0-6a6 6 0 1 0 .01 0z", is_hollow=True),
}
"""Looks by type; an actor whose kind nobody has recorded is hollow."""

LOOK_OF_KIND: Final[Mapping[str, str]] = {
    "firm": "firm",
    "cluster": "cluster",
    "association": "cluster",
    "business_hub": "public",
    "municipal_office": "public",
    "public_authority": "public",
    "knowledge_institution": "knowledge",
    "investor": "investor",
    "offer": "offer",
    "project": "offer",
    "unknown": "unknown",
}

TIE_LOOKS: Final[Mapping[str, TieLook]] = {
    "cooperates": TieLook(3),
    "belongs": TieLook(1),
    "project": TieLook(1.6, dashes=(6, 4)),
    "refers": TieLook(1.6, dashes=(2, 4), is_arrow=True),
}

LOOK_OF_TIE: Final[Mapping[str, str]] = {
    "partner": "cooperates",
    "founded": "cooperates",
    "successor_of": "cooperates",
    "same_place": "cooperates",
    "member_of": "belongs",
    "part_of": "belongs",
    "offers": "belongs",
    "takes_part": "project",
    "refers_to": "refers",
    "uses": "refers",
}


@dataclass(frozen=True, slots=True)
class Actor:
    """A point of the picture: an actor, an offer, or several actors drawn together."""

    id: str
    name: str
    kind: str
    region_code: str | None = None
    municipality_code: str | None = None
    municipality: str | None = None
    """Name of the municipality."""
    is_personally_owned: bool = False
    is_synthetic: bool = False
    membership: str | None = None
    """What makes it one of the position's firms; "user": it used an offer and is none."""
    count: int = 1
    """Actors drawn together in this point."""
    label: str | None = None
    """What the picture writes beside the point, where that is shorter than the name."""

    @property
    def look(self) -> str:
        """Type in the legend."""
        if self.is_group:
            return self.kind
        return LOOK_OF_KIND.get(self.kind, "unknown")

    @property
    def fill(self) -> str:
        """Colour inside its symbol: white where nobody knows its type, or it is made up."""
        look = ACTOR_LOOKS[self.look]
        return "#ffffff" if look.is_hollow or self.is_synthetic else look.colour

    @property
    def is_thing(self) -> bool:
        """It is a project or an offer."""
        return self.kind in {"offer", "project"}

    @property
    def is_group(self) -> bool:
        """Several actors are drawn together in this point; its kind is their type."""
        return self.id.startswith(GROUP)


@dataclass(frozen=True, slots=True)
class Tie:
    """A line of the picture, with what a reader can check."""

    start: str
    end: str
    kind: str
    evidence: str
    year: int | None
    source: str | None
    via: str | None = None
    """Name of the project or offer that a way leads over."""
    is_synthetic: bool = False
    count: int = 1
    """Ties drawn together in this line."""

    @property
    def look(self) -> str:
        """Sort of tie in the legend."""
        return LOOK_OF_TIE[self.kind]


class Counts(NamedTuple):
    """What there is of each sort, each under its own name."""

    actors: int = 0
    things: int = 0
    """Projects and offers."""
    ties: int = 0
    """From one actor to another."""
    participations: int = 0
    """Parts that actors take in projects."""
    joint_projects: int = 0
    """Lines of a way that lead over a project two actors share."""
    uses: int = 0
    """Offers used, once an actor and offer."""
    offers: int = 0
    """Offers and the actors that run them."""


_COUNTED_AS: Final[Mapping[str, str]] = {
    "takes_part": "participations",
    "uses": "uses",
    "offers": "offers",
    "same_place": "",
}
"""Under which name a kind of tie is counted; the others are ties from one actor to another."""


@dataclass(frozen=True, slots=True)
class GraphView:
    """Actors, ties and the place of each actor: everything a drawing or a file needs."""

    actors: Mapping[str, Actor]
    ties: tuple[Tie, ...]
    places: Mapping[str, Place]
    title: str = ""
    source: str = ""
    is_synthetic: bool = False
    left_out: int = 0
    """Firms owned by a person that were left out."""
    nothing: Sentence | None = None
    """What is said instead of a picture where there is nothing to draw."""

    def counts(self) -> Counts:
        """Count what there is in this view."""
        offers_and_projects = sum(actor.is_thing for actor in self.actors.values())
        return _counts(self.ties)._replace(
            actors=len(self.actors) - offers_and_projects, things=offers_and_projects
        )

    def counts_of_each(self) -> dict[str, Counts]:
        """Count what each point has."""
        lines: dict[str, list[Tie]] = {key: [] for key in self.actors}
        for tie in self.ties:
            lines[tie.start].append(tie)
            lines[tie.end].append(tie)
        return {key: _counts(ties) for key, ties in lines.items()}

    def tie_counts(self) -> dict[str, int]:
        """Count the lines of each actor in this view."""
        counts = dict.fromkeys(self.actors, 0)
        for tie in self.ties:
            counts[tie.start] += tie.count
            counts[tie.end] += tie.count
        return counts

    def neighbours(self, actor_id: str) -> dict[str, list[Tie]]:
        """Give the ties of an actor by who is at their other end."""
        ties_of: dict[str, list[Tie]] = {}
        for tie in self.ties:
            if actor_id in (tie.start, tie.end):
                ties_of.setdefault(tie.end if tie.start == actor_id else tie.start, []).append(tie)
        return ties_of

    def named(self, selected_id: str | None = None) -> set[str]:
        """Choose whose names are drawn: few enough to be read, actors that exist first."""
        counts = self.tie_counts()

        def rank(key: str) -> tuple[bool, bool, int, str]:
            actor = self.actors[key]
            return actor.is_thing, actor.is_synthetic, -counts[key], actor.name

        ranked = sorted(self.actors, key=rank)
        names = set(ranked if len(ranked) <= NAME_ALL_UP_TO else ranked[:MAX_NAMES_DRAWN])
        if selected_id is not None and selected_id in self.actors:
            names |= {selected_id, *list(self.neighbours(selected_id))[:NAME_ALL_UP_TO]}
        return names

    def keep(self, actor_ids: Iterable[str]) -> Self:
        """Keep some actors and the ties among them. Places do not change."""
        ids = set(actor_ids)
        return replace(
            self,
            actors={key: actor for key, actor in self.actors.items() if key in ids},
            ties=tuple(tie for tie in self.ties if tie.start in ids and tie.end in ids),
        )

    def around(self, actor_id: str, steps: int) -> Self:
        """Keep an actor and those within some steps of it."""
        near, edge = {actor_id}, {actor_id}
        for _ in range(steps):
            edge = {
                tie.end if tie.start in edge else tie.start
                for tie in self.ties
                if (tie.start in edge) != (tie.end in edge)
            } - near
            near |= edge
        return self.keep(near)

    def graded(self, evidence: str) -> Self:
        """Keep the ties of a grade: "proven" those of joint projects and accepted referrals."""
        if evidence != "proven":
            return self
        proven = {Evidence.JOINT_PROJECT, Evidence.ACCEPTED_REFERRAL}
        return replace(self, ties=tuple(tie for tie in self.ties if tie.evidence in proven))

    def connected(self) -> Self:
        """Keep the actors that have a tie, and the projects and offers that two of them share."""
        parties: dict[str, set[str]] = {k: set() for k, a in self.actors.items() if a.is_thing}
        for tie in self.ties:
            for node, party in ((tie.start, tie.end), (tie.end, tie.start)):
                if node in parties:
                    parties[node].add(party)
        lone = {node for node, tied in parties.items() if len(tied) <= 1}
        ends = ((tie.start, tie.end) for tie in self.ties)
        return self.keep({end for pair in ends if lone.isdisjoint(pair) for end in pair})

    def without_persons(self) -> Self:
        """Leave out firms owned by a person: their names are personal data."""
        others = [key for key, actor in self.actors.items() if not actor.is_personally_owned]
        return replace(self.keep(others), left_out=self.left_out + len(self.actors) - len(others))


def _counts(ties: Iterable[Tie]) -> Counts:
    counts: Counter[str] = Counter()
    for tie in ties:
        is_joint = tie.kind == "takes_part" and tie.via is not None
        name = "joint_projects" if is_joint else _COUNTED_AS.get(tie.kind, "ties")
        counts[name] += tie.count
    counts.pop("", None)
    return Counts(**counts)


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
    municipalities: Mapping[str, str] = graph.graph.get("municipality_names", {})
    actors = {node: _actor(node, data, municipalities) for node, data in graph.nodes(data=True)}
    ties = [_tie(start, end, data) for start, end, data in graph.edges(data=True)]
    view = GraphView(
        actors=actors,
        ties=tuple(ties),
        places=places or {},
        title=title,
        source=str(graph.graph.get("label", "")),
        is_synthetic=is_synthetic,
        nothing=say_nothing_drawn(graph),
    )
    return view if places is not None else replace(view, places=place_actors(view))


def _actor(node: str, data: Mapping[str, Any], municipalities: Mapping[str, str]) -> Actor:
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


def _tie(start: str, end: str, data: Mapping[str, Any]) -> Tie:
    from ecosystem.analysis.graph import years_of  # noqa: PLC0415

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

    Args:
        view: The picture of single actors.
        regions: Name of each region.
        language: Language of the points' names.
    """
    keys = {key: (actor.look, actor.region_code) for key, actor in view.actors.items()}
    sizes = Counter(keys.values())
    names = {(actor.look, actor.region_code): group_of(actor) for actor in view.actors.values()}
    actors = {
        names[key]: Actor(
            id=names[key],
            name=_group_name(key, count, regions, language),
            kind=key[0],
            region_code=key[1],
            count=count,
            label=_group_label(key, count, regions, language),
        )
        for key, count in sizes.items()
    }
    lines: Counter[tuple[str, str, str, str]] = Counter()
    for tie in view.ties:
        start, end = names[keys[tie.start]], names[keys[tie.end]]
        if start != end:
            lines[start, end, tie.kind, tie.evidence] += tie.count
    ties = tuple(
        Tie(start, end, kind, evidence, None, None, count=count)
        for (start, end, kind, evidence), count in sorted(lines.items())
    )
    return replace(view, actors=actors, ties=ties, places=_group_places(actors.values()))


def group_of(actor: Actor) -> str:
    """Give the id of the point an actor is drawn in when actors are drawn together."""
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


# Where the actors stand.

BACKBONE: Final = 1200
"""Best-connected actors that forces place; the others stand by their neighbours."""
WIDE: Final = 150.0
HIGH: Final = 56.0
"""Room in pixels that a symbol with its name takes."""


def place_actors(view: GraphView, seed: int = 7) -> dict[str, Place]:
    """Compute where each actor stands: once, with a seed, when the data are read.

    The best connected are placed by forces (Fruchterman & Reingold 1991) and pushed apart so
    that names do not cover each other; in a larger network the others stand in a spiral round
    the neighbours they have. Actors without a tie stand in rows below.
    """
    counts = view.tie_counts()
    ranked = sorted(view.actors, key=lambda key: (-counts[key], key))
    tied = [key for key in ranked if counts[key]]
    backbone = tied[:BACKBONE]
    places = _by_forces(backbone, view.ties, seed)
    _beside(places, tied[BACKBONE:], view.ties)
    low = max((y for _, y in places.values()), default=0.0) + 2 * HIGH
    columns = max(8, round(math.sqrt(len(ranked) - len(tied))))
    for place, key in enumerate(ranked[len(tied) :]):
        places[key] = (WIDE * (place % columns - columns / 2), low + HIGH * (place // columns))
    return places


def _by_forces(keys: list[str], ties: Iterable[Tie], seed: int) -> dict[str, Place]:
    import igraph  # noqa: PLC0415  slow to import

    if not keys:
        return {}
    number = {key: place for place, key in enumerate(keys)}
    pairs = {
        (number[tie.start], number[tie.end])
        for tie in ties
        if tie.start in number and tie.end in number
    }
    rng = np.random.default_rng(seed)
    start = rng.normal(size=(len(keys), 2)) * math.sqrt(len(keys))
    graph = igraph.Graph(n=len(keys), edges=sorted(pairs))
    steps = 500 if len(keys) <= 500 else 200  # noqa: PLR2004
    igraph.set_random_number_generator(random.Random(seed))
    try:
        layout = graph.layout_fruchterman_reingold(niter=steps, seed=start.tolist(), grid=False)
    finally:
        igraph.set_random_number_generator(random)
    coordinates = np.array(layout.coords)
    room = math.sqrt(len(keys) / 60)
    spread = coordinates.std(axis=0)
    points = (coordinates - coordinates.mean(axis=0)) / np.where(spread > 0, spread, 1)
    apart = _push_apart(points * (210 * room, 170 * room))
    return {key: (float(x), float(y)) for key, (x, y) in zip(keys, apart.round(1), strict=True)}


def _push_apart(points: Any, rounds: int = 400) -> Any:  # noqa: ANN401  arrays of numbers
    """Move points that stand too close, so that symbols and names do not cover each other."""
    from scipy.spatial import cKDTree  # noqa: PLC0415  slow to import

    room = np.array([WIDE, HIGH])
    scaled = points / room
    for _ in range(rounds):
        pairs = cKDTree(scaled).query_pairs(1.0, output_type="ndarray")
        if len(pairs) == 0:
            break
        gaps = scaled[pairs[:, 0]] - scaled[pairs[:, 1]]
        lengths = np.linalg.norm(gaps, axis=1, keepdims=True)
        push = gaps * (1.02 - lengths) / np.maximum(lengths, 1e-9) * 0.4
        np.add.at(scaled, pairs[:, 0], push)
        np.add.at(scaled, pairs[:, 1], -push)
    return scaled * room


def _beside(places: dict[str, Place], keys: list[str], ties: Iterable[Tie]) -> None:
    """Stand each actor near the middle of its placed neighbours, on a spiral round it."""
    if not keys:
        return
    waiting = set(keys)
    near: dict[str, list[Place]] = {key: [] for key in keys}
    for tie in ties:
        for end, neighbour in ((tie.start, tie.end), (tie.end, tie.start)):
            if end in waiting and neighbour in places:
                near[end].append(places[neighbour])
    golden = math.pi * (3 - math.sqrt(5))
    for place, key in enumerate(keys):
        spots = near[key] or [(0.0, 0.0)]
        x, y = (sum(spot[axis] for spot in spots) / len(spots) for axis in (0, 1))
        far = 70 + 9 * math.sqrt(place)
        angle = golden * place
        places[key] = (round(x + far * math.cos(angle), 1), round(y + far * math.sin(angle), 1))


def label_lines(actor: Actor, most: int = 32) -> list[str]:
    """Give what a picture writes beside a point: the name, or a group's type and number.

    Long names are cut; the whole name stands in the tip, the panel and the table.

    Examples:
        >>> label_lines(Actor("a", "Dansk Institut for Meget Lange Institutnavne", "firm"))
        ['Dansk Institut for Meget Lange …']
    """
    lines = actor.label.split("\n") if actor.label else [actor.name]
    return [plain_name(line, most) for line in lines]


def plain_name(text: str, most: int = 60) -> str:
    """Write a name on one line without control characters, cut when it is very long."""
    line = "".join(mark if mark.isprintable() else " " for mark in text)
    line = " ".join(line.split())
    return line if len(line) <= most else line[: most - 1] + "…"
