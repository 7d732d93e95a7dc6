"""One picture of a network, for the screen and for every file: who, which ties, where, how.

Shape, colour and text each tell the type alone.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final, NamedTuple, Self

from ecosystem.model.closed_lists import by_word, complete
from ecosystem.model.member_facts import KIND_FACTS, PROVEN, TIE_FACTS, TieSort
from ecosystem.model.sentences import Sentence

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


class PointType(StrEnum):
    """Type of a point in the legend: the sorts of actors, offers, and what nobody has recorded."""

    FIRM = "firm"
    CLUSTER = "cluster"
    PUBLIC = "public"
    KNOWLEDGE = "knowledge"
    OFFER = "offer"
    INVESTOR = "investor"
    UNKNOWN = "unknown"


_STAR: Final = "M0-7.5 2-2h5.5L3 1.5 4.8 7 0 3.7-4.8 7-3 1.5-7.5-2H-2z"
ACTOR_LOOKS: Final[Mapping[str, ActorLook]] = by_word(
    complete(
        PointType,
        {
            PointType.FIRM: ActorLook("dot", "#707070", "M0-6a6 6 0 1 0 .01 0z"),
            PointType.CLUSTER: ActorLook("square", "#0072B2", "M-6-6h12v12h-12z"),
            PointType.PUBLIC: ActorLook("triangle", "#54278F", "M0-7 7 6h-14z"),
            PointType.KNOWLEDGE: ActorLook("diamond", "#CC79A7", "M0-7.5 7.5 0 0 7.5-7.5 0z"),
            PointType.OFFER: ActorLook("star", "#B35900", _STAR),
            PointType.INVESTOR: ActorLook("hexagon", "#1a1a1a", "M-3.5-6h7L7 0 3.5 6h-7L-7 0z"),
            PointType.UNKNOWN: ActorLook("dot", "#707070", "M0-6a6 6 0 1 0 .01 0z", is_hollow=True),
        },
        name="ACTOR_LOOKS",
    )
)
"""Looks by type; an actor whose kind nobody has recorded is hollow."""

LOOK_OF_KIND: Final[Mapping[str, str]] = {
    **{kind.value: PointType(facts.sort.value).value for kind, facts in KIND_FACTS.items()},
    "offer": PointType.OFFER.value,
    "project": PointType.OFFER.value,
    "unknown": PointType.UNKNOWN.value,
}
"""Type of each kind of point; that of a kind of actor is its sort."""

TIE_LOOKS: Final[Mapping[str, TieLook]] = by_word(
    complete(
        TieSort,
        {
            TieSort.COOPERATES: TieLook(3),
            TieSort.BELONGS: TieLook(1),
            TieSort.PROJECT: TieLook(1.6, dashes=(6, 4)),
            TieSort.REFERS: TieLook(1.6, dashes=(2, 4), is_arrow=True),
        },
        name="TIE_LOOKS",
    )
)

LOOK_OF_TIE: Final[Mapping[str, str]] = {
    kind.value: facts.sort.value for kind, facts in TIE_FACTS.items()
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
    kind.value: facts.counted_as or "" for kind, facts in TIE_FACTS.items()
}
"""Under which name a kind of tie is counted."""


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

    @property
    def has_examples(self) -> bool:
        """Return whether example data is among what is counted here."""
        are_examples = (actor.is_synthetic for actor in self.actors.values())
        return any(are_examples) or any(tie.is_synthetic for tie in self.ties)

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
        """Return the ties of an actor by who is at their other end."""
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
        return replace(self, ties=tuple(tie for tie in self.ties if tie.evidence in PROVEN))

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
        name = "joint_projects" if is_joint else _COUNTED_AS[tie.kind]
        counts[name] += tie.count
    counts.pop("", None)
    return Counts(**counts)


def label_lines(actor: Actor, most: int = 32) -> list[str]:
    """Return what a picture writes beside a point: the name, or a group's type and number.

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
