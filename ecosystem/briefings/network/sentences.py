"""Say how a network hangs together: what is not recorded, how much there is, what matters most."""

from typing import Final

from ecosystem.briefings.network.figures import Measured, phrase
from ecosystem.briefings.network.groups import say_alone, say_groups
from ecosystem.briefings.network.neighbours import say_neighbours
from ecosystem.briefings.network.recorded import say_absent
from ecosystem.briefings.network.records import BrokerBrief, NetworkBriefing
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import ActorKind, FirmCut

MAIN: Final = (
    "betweenness",
    "fragmentation",
    "firms_within_1_of_knowledge",
    "firms_without_way_to_knowledge",
    "largest_loss",
    "ei_index_by_kind",
    "projects_with_all_three",
    "kinds_that_lack_meetings",
)
"""Measures whose sentences are told first."""


def network_sentences(network_of: Measured, briefing: NetworkBriefing) -> tuple[Sentence, ...]:
    """Write what is not recorded, how many there are, and the figures that matter most."""
    is_recorded = briefing.isolated is not None
    opening = [*say_absent(network_of.graph), *_say_examples(network_of), *_say_firms(briefing)]
    are_ties_known = briefing.evidence == "claimed" and "links" not in briefing.not_recorded
    if is_recorded or are_ties_known:
        opening += _say_size(briefing)
    if is_recorded:
        opening += [say_groups(network_of.sizes), say_alone(network_of)]
    if is_recorded and briefing.firms_without_ties:
        opening.append(
            phrase(
                "firms_without_ties",
                count=briefing.firms_without_ties,
                firms=network_of.firms.count,
            )
        )
    main = [
        briefing.measures[name].sentence
        for name in MAIN
        if name in briefing.measures and not briefing.measures[name].not_recorded
    ]
    near = say_neighbours(briefing.neighbouring_positions)
    return tuple(s for s in [*opening, *main, *near] if s.key not in _NOTHING_TO_SAY)


_NOTHING_TO_SAY: Final = frozenset({"network.fragmentation.whole", "network.fragmentation.all"})
"""Sentences that repeat what the groups say already."""


def _say_firms(briefing: NetworkBriefing) -> list[Sentence]:
    """Write how many firms the position has, in the three cuts, and who used offers beside them."""
    sentences = []
    if (firms := briefing.firms) is not None:
        values = {"firms": int(firms.firms), "low": int(firms.low), "high": int(firms.high)}
        whose = "members" if briefing.is_members_only else "position"
        sentences.append(phrase(f"firms.{whose}", **values))
        if briefing.cut is not FirmCut.STANDARD:
            sentences.append(phrase(f"cut.{briefing.cut.value}", firms=_firms_drawn(briefing)))
    elif briefing.position_id is not None:
        sentences.append(phrase("firms.not_recorded"))
    if briefing.users:
        is_in = "drawn" if briefing.with_users else "left_out"
        sentences.append(phrase(f"users.{is_in}", count=briefing.users))
    return sentences


def _firms_drawn(briefing: NetworkBriefing) -> int:
    return briefing.nodes.get(ActorKind.FIRM.value, 0)


def _say_size(briefing: NetworkBriefing) -> list[Sentence]:
    """Write how many ties are recorded; what is no tie between actors has a name of its own."""
    ties = briefing.ties
    actors = sum(count for kind, count in briefing.nodes.items() if kind not in _NO_ACTORS)
    actors += (briefing.users or 0) if briefing.with_users else 0
    is_proven = briefing.evidence == "proven"
    some = ".proven" if is_proven else "" if ties.memberships else ".no_members"
    values = {"actors": actors, "ties": ties.ties, "memberships": ties.memberships}
    sentences = [phrase(f"size{some}", **values)]
    if ties.participations:
        parts = {"participations": ties.participations, "projects": ties.joint_projects}
        sentences.append(phrase("size.projects", **parts))
    if ties.unnamed:
        sentences.append(phrase("size.unnamed", count=ties.unnamed))
    if ties.uses:
        sentences.append(phrase("size.uses", uses=ties.uses))
    return sentences


_NO_ACTORS: Final = frozenset({"project", "offer"})


def _say_examples(network_of: Measured) -> list[Sentence]:
    examples = len(network_of.kinds) - len(network_of.real)
    if not examples:
        return []
    return [phrase("examples", examples=examples, actors=len(network_of.kinds))]


def say_brokers(brokers: tuple[BrokerBrief, ...]) -> Sentence | None:
    """Write the names of clear brokers, or the number of unsure ones; ``None`` without any."""
    if not brokers:
        return None
    clear = [broker.name for broker in brokers if broker.band == "clear"]
    if not clear:
        return phrase("brokers.unsure", count=len(brokers))
    suffix = ".one" if len(clear) == 1 else ""
    return phrase(f"brokers{suffix}", names=", ".join(clear))
