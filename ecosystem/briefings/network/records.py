"""The answer about a network: what each field means."""

from datetime import date
from typing import Literal

from pydantic import Field

from ecosystem.briefings.network.figures import Measure
from ecosystem.briefings.network.neighbours import NeighbourBrief
from ecosystem.model.gaps import FirmRange
from ecosystem.model.records import AliasedRecord
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import FirmCut

EvidenceLevel = Literal["claimed", "proven"]


class BrokerBrief(AliasedRecord):
    """An actor that ties others together; within a band the order says nothing."""

    actor_id: str
    name: str
    kind: str
    band: str
    betweenness: float
    low: float
    high: float
    constraint: float | None
    effective_size: float | None
    loss: float | None = Field(description="Increase of fragmentation without the actor.")
    cut_off: int = Field(description="Actors left without any tie if it disappears.")


class PredictedBrief(AliasedRecord):
    """Two actors without a tie that share contacts: a guess on a list of its own, never a gap."""

    actor_id: str
    name: str
    other_id: str
    other_name: str
    score: float = Field(description="Resource allocation (Zhou, Lu & Zhang 2009).")
    shared: int = Field(description="Contacts in common.")


class TiesBrief(AliasedRecord):
    """How many ties there are, each sort under a name of its own."""

    ties: int = Field(description="From one actor to another; memberships are counted in.")
    memberships: int
    participations: int = Field(description="Parts that actors take in projects.")
    joint_projects: int = Field(description="Projects that two actors or more take part in.")
    uses: int = Field(description="Offers used, once an actor and offer.")
    unnamed: int = Field(
        default=0,
        description="Parts in projects of those who may be persons: counted, not drawn.",
    )


class NetworkBriefing(AliasedRecord):
    """How the ecosystem of a position hangs together on a day."""

    position_id: str | None
    on: date
    evidence: EvidenceLevel
    cut: FirmCut
    with_users: bool
    label: str
    is_synthetic: bool
    rests_on_examples: bool = Field(description="Example data is among the actors.")
    firms: FirmRange | None = Field(
        description="Firms of the position in the three cuts; None: not recorded, or not asked."
    )
    is_members_only: bool = Field(description="The register holds the cluster's members alone.")
    nodes: dict[str, int] = Field(description="Points by kind; users are not among them.")
    users: int | None = Field(
        description="Actors that used an offer of the position and are not of it; no points "
        "unless asked for. None: not recorded, or no position."
    )
    links: dict[str, int]
    links_by_evidence: dict[str, int]
    ties: TiesBrief
    components: int | None = Field(
        description="Groups without a tie between them; one alone is one. None: not recorded."
    )
    isolated: int | None = Field(description="None: ties are not recorded.")
    isolated_ids: tuple[str, ...]
    isolated_by_kind: dict[str, int]
    firms_without_ties: int = Field(
        description="Of the whole register: firms without any tie, which are no points."
    )
    measures: dict[str, Measure]
    brokers: tuple[BrokerBrief, ...] = Field(description="Never example data.")
    predicted: tuple[PredictedBrief, ...]
    neighbouring_positions: tuple[NeighbourBrief, ...]
    sentences: tuple[Sentence, ...]
    caveats: tuple[Sentence, ...]
    left_out: dict[str, int]
    not_recorded: tuple[str, ...]
    not_asked: tuple[str, ...] = Field(
        default=(), description="What was not asked for, so that it says nothing of the network."
    )
