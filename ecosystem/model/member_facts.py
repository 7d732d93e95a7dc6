"""What is known of each member of the closed lists: one record a member.

Whoever adds a member writes its record here; until then no room that uses the list can be
imported. Looks (shape, colour, symbol) follow in ``display`` from :class:`ActorSort` and
:class:`TieSort`; words lie in ``display/wording``.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final, Literal

from ecosystem.model.closed_lists import complete, members_where
from ecosystem.model.vocabulary import (
    ActorKind,
    Evidence,
    GapKind,
    PositionRole,
    StepKind,
    TieKind,
)

Helix = Literal["firm", "knowledge", "public"]


class ActorSort(StrEnum):
    """Kinds of actors that are drawn and told of together."""

    FIRM = "firm"
    CLUSTER = "cluster"
    PUBLIC = "public"
    KNOWLEDGE = "knowledge"
    INVESTOR = "investor"


@dataclass(frozen=True, slots=True, kw_only=True)
class KindFacts:
    """What is known of a kind of actor."""

    sort: ActorSort
    helix: Helix | None
    """Which of the three helices it belongs to, if any."""
    is_public: bool
    """It is public, or publicly supported."""
    serves_everyone: bool
    """It serves the firms of every strength position."""
    is_written_to: bool
    """A firm writes to it; how far away it is says nothing."""
    is_body: bool
    """No single person is one: a source that states the kind says that it is a body."""
    is_counted_by_place: bool
    """Its presence in a municipality is counted; municipal offices are everywhere."""
    own_role: PositionRole | None
    """Its role in the strength positions it is tied to; others are only active in them."""


KIND_FACTS: Final = complete(
    ActorKind,
    {
        ActorKind.CLUSTER: KindFacts(
            sort=ActorSort.CLUSTER,
            helix=None,
            is_public=True,
            serves_everyone=False,
            is_written_to=False,
            is_body=True,
            is_counted_by_place=True,
            own_role=PositionRole.DESIGNATED_CLUSTER,
        ),
        ActorKind.KNOWLEDGE_INSTITUTION: KindFacts(
            sort=ActorSort.KNOWLEDGE,
            helix="knowledge",
            is_public=True,
            serves_everyone=False,
            is_written_to=False,
            is_body=True,
            is_counted_by_place=True,
            own_role=PositionRole.KNOWLEDGE_FIELD,
        ),
        ActorKind.BUSINESS_HUB: KindFacts(
            sort=ActorSort.PUBLIC,
            helix="public",
            is_public=True,
            serves_everyone=True,
            is_written_to=False,
            is_body=True,
            is_counted_by_place=True,
            own_role=None,
        ),
        ActorKind.MUNICIPAL_OFFICE: KindFacts(
            sort=ActorSort.PUBLIC,
            helix="public",
            is_public=True,
            serves_everyone=True,
            is_written_to=False,
            is_body=True,
            is_counted_by_place=False,
            own_role=None,
        ),
        ActorKind.FIRM: KindFacts(
            sort=ActorSort.FIRM,
            helix="firm",
            is_public=False,
            serves_everyone=False,
            is_written_to=False,
            is_body=False,
            is_counted_by_place=False,
            own_role=None,
        ),
        ActorKind.INVESTOR: KindFacts(
            sort=ActorSort.INVESTOR,
            helix=None,
            is_public=False,
            serves_everyone=False,
            is_written_to=True,
            is_body=False,
            is_counted_by_place=False,
            own_role=None,
        ),
        ActorKind.PUBLIC_AUTHORITY: KindFacts(
            sort=ActorSort.PUBLIC,
            helix="public",
            is_public=True,
            serves_everyone=False,
            is_written_to=True,
            is_body=True,
            is_counted_by_place=False,
            own_role=None,
        ),
        ActorKind.ASSOCIATION: KindFacts(
            sort=ActorSort.CLUSTER,
            helix=None,
            is_public=False,
            serves_everyone=False,
            is_written_to=False,
            is_body=True,
            is_counted_by_place=False,
            own_role=None,
        ),
    },
    name="KIND_FACTS",
)
FOR_ALL_FIRMS: Final = members_where(KIND_FACTS, lambda kind: kind.serves_everyone)
"""Kinds that serve the firms of every strength position."""
PUBLIC_KINDS: Final = frozenset(members_where(KIND_FACTS, lambda kind: kind.is_public))
"""Kinds that are public, or publicly supported."""
WRITTEN_TO: Final = members_where(KIND_FACTS, lambda kind: kind.is_written_to)
"""Kinds of actor that a firm writes to; how far away they are says nothing."""
BODIES: Final = frozenset(members_where(KIND_FACTS, lambda kind: kind.is_body))
"""Kinds that no single person is: a source that states one of them says that it is a body."""


class TieSort(StrEnum):
    """Kinds of ties that are drawn and told of together."""

    COOPERATES = "cooperates"
    BELONGS = "belongs"
    PROJECT = "project"
    REFERS = "refers"


@dataclass(frozen=True, slots=True, kw_only=True)
class TieFacts:
    """What is known of a kind of tie."""

    sort: TieSort
    counted_as: Literal["ties", "participations", "uses", "offers"] | None
    """Under which name it is counted: ``ties`` run from one actor to another."""
    is_symmetric: bool = False
    """It says the same from either end."""


TIE_FACTS: Final = complete(
    TieKind,
    {
        TieKind.MEMBER_OF: TieFacts(sort=TieSort.BELONGS, counted_as="ties"),
        TieKind.PARTNER: TieFacts(sort=TieSort.COOPERATES, counted_as="ties", is_symmetric=True),
        TieKind.REFERS_TO: TieFacts(sort=TieSort.REFERS, counted_as="ties"),
        TieKind.FOUNDED: TieFacts(sort=TieSort.COOPERATES, counted_as="ties"),
        TieKind.SUCCESSOR_OF: TieFacts(sort=TieSort.COOPERATES, counted_as="ties"),
        TieKind.PART_OF: TieFacts(sort=TieSort.BELONGS, counted_as="ties"),
        TieKind.TAKES_PART: TieFacts(sort=TieSort.PROJECT, counted_as="participations"),
        TieKind.OFFERS: TieFacts(sort=TieSort.BELONGS, counted_as="offers"),
        TieKind.USES: TieFacts(sort=TieSort.REFERS, counted_as="uses"),
        TieKind.SAME_PLACE: TieFacts(sort=TieSort.COOPERATES, counted_as=None),
    },
    name="TIE_FACTS",
)
BETWEEN_ACTORS: Final = frozenset(
    kind.value for kind in members_where(TIE_FACTS, lambda tie: tie.counted_as == "ties")
)
"""Kinds of ties from one actor to another; what else ties is told under a name of its own."""
SYMMETRIC: Final = frozenset(
    kind.value for kind in members_where(TIE_FACTS, lambda tie: tie.is_symmetric)
)
"""Kinds of ties that say the same from either end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceFacts:
    """What is known of a grade of evidence; its rank is its place in the list."""

    is_proven: bool
    """Something was done together."""


EVIDENCE_FACTS: Final = complete(
    Evidence,
    {
        Evidence.CLAIMED: EvidenceFacts(is_proven=False),
        Evidence.MEMBER: EvidenceFacts(is_proven=False),
        Evidence.CO_LOCATED: EvidenceFacts(is_proven=False),
        Evidence.JOINT_PROJECT: EvidenceFacts(is_proven=True),
        Evidence.ACCEPTED_REFERRAL: EvidenceFacts(is_proven=True),
    },
    name="EVIDENCE_FACTS",
)
PROVEN: Final = frozenset(
    grade.value for grade in members_where(EVIDENCE_FACTS, lambda grade: grade.is_proven)
)
"""Grades that count as proven: something was done together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GapKindFacts:
    """What is known of a kind of gap."""

    is_of_a_need: bool
    """It is about a need; the others are left out when one need is asked about."""
    is_on_map: bool
    """It lies in places that a map can show."""
    is_in_network: bool
    """It lies in ties that the network can show."""
    priority: int | None
    """Its turn among the first things to look at, 1 the first; ``None``: it is not one of them."""


GAP_KIND_FACTS: Final = complete(
    GapKind,
    {
        GapKind.NEED: GapKindFacts(
            is_of_a_need=True, is_on_map=True, is_in_network=False, priority=1
        ),
        GapKind.PLACE: GapKindFacts(
            is_of_a_need=False, is_on_map=True, is_in_network=False, priority=2
        ),
        GapKind.SIZE_OR_STAGE: GapKindFacts(
            is_of_a_need=True, is_on_map=False, is_in_network=False, priority=7
        ),
        GapKind.ACTOR: GapKindFacts(
            is_of_a_need=False, is_on_map=True, is_in_network=False, priority=3
        ),
        GapKind.TIE: GapKindFacts(
            is_of_a_need=False, is_on_map=False, is_in_network=True, priority=4
        ),
        GapKind.FRAGILITY: GapKindFacts(
            is_of_a_need=True, is_on_map=False, is_in_network=True, priority=5
        ),
        GapKind.OVERLAP: GapKindFacts(
            is_of_a_need=True, is_on_map=False, is_in_network=False, priority=None
        ),
        GapKind.REACH: GapKindFacts(
            is_of_a_need=False, is_on_map=True, is_in_network=False, priority=6
        ),
        GapKind.DEMAND: GapKindFacts(
            is_of_a_need=True, is_on_map=False, is_in_network=False, priority=None
        ),
    },
    name="GAP_KIND_FACTS",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StepFacts:
    """What is known of a kind of step on a firm's way."""

    is_on_list: bool
    """A firm is told to do it only where the list says so, or the adviser."""
    is_handed_over: bool
    """The hub can open the door to it."""


STEP_FACTS: Final = complete(
    StepKind,
    {
        StepKind.REGISTER: StepFacts(is_on_list=False, is_handed_over=False),
        StepKind.CONTACT: StepFacts(is_on_list=False, is_handed_over=False),
        StepKind.CLARIFY: StepFacts(is_on_list=False, is_handed_over=False),
        StepKind.JOIN: StepFacts(is_on_list=True, is_handed_over=True),
        StepKind.PROJECT: StepFacts(is_on_list=False, is_handed_over=True),
        StepKind.USE: StepFacts(is_on_list=False, is_handed_over=False),
        StepKind.APPLY: StepFacts(is_on_list=True, is_handed_over=True),
    },
    name="STEP_FACTS",
)
