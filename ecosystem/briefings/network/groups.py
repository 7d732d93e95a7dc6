"""Say how a network hangs together: its groups, who stands alone, who reaches knowledge."""

from math import isfinite
from typing import TYPE_CHECKING

from ecosystem.briefings.network.figures import (
    FOUND_BY_TIES,
    MOST_NAMES,
    Measured,
    Measures,
    figure,
    finite,
    percent,
    phrase,
)
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import ActorKind

if TYPE_CHECKING:
    from ecosystem.briefings.network.figures import Counts


def grouping(network_of: Measured) -> Measures:
    """Return the groups, the largest of them, those alone and the pairs without a way."""
    sizes, n = network_of.sizes, len(network_of.kinds)
    if n == 0:
        return _fragmentation(network_of, n)
    alone = len(network_of.alone)
    return (
        figure("groups", int((sizes > 1).sum()), n, say_groups(sizes))
        | figure(
            "largest_group_share",
            float(sizes[0] / n),
            n,
            phrase("largest", percent=percent(sizes[0] / n), actors=n),
        )
        | figure("isolated_share", alone / n, n, say_alone(network_of))
        | _fragmentation(network_of, n)
    )


def _fragmentation(network_of: Measured, n: int) -> Measures:
    from ecosystem.analysis import network

    apart = network.fragmentation(network_of.graph)
    far = network.distance_fragmentation(network_of.graph)
    measures = figure("fragmentation", finite(apart), n, _say_apart(apart))
    if isfinite(far):
        measures |= figure(
            "distance_fragmentation", far, n, phrase("distance", percent=percent(1 - far))
        )
    return measures


def _say_apart(share: float) -> Sentence:
    if not isfinite(share):
        return phrase("too_few")
    if share == 0:
        return phrase("fragmentation.whole")
    if share == 1:
        return phrase("fragmentation.all")
    few = percent(share) == 0
    return phrase("fragmentation.few") if few else phrase("fragmentation", percent=percent(share))


def say_groups(sizes: "Counts") -> Sentence:
    """Write how many groups there are that are not tied to each other."""
    groups = int((sizes > 1).sum())
    if groups == 0:
        return phrase("groups.none")
    largest = int(sizes[0])
    if groups == 1:
        return phrase("groups.one", largest=largest)
    equal = int((sizes == largest).sum())
    if equal > 1:
        return phrase("groups.equal", groups=groups, equal=equal, largest=largest)
    return phrase("groups", groups=groups, largest=largest)


def say_alone(network_of: Measured) -> Sentence:
    """Write how many actors are tied to nobody; where example data is among them, no advice."""
    alone = network_of.alone
    firms = sum(network_of.kinds[node] == ActorKind.FIRM for node in alone)
    examples = sum(map(network_of.is_example, alone))
    if not alone:
        return phrase("alone.none")
    if examples:
        return phrase("alone.examples", alone=len(alone), examples=examples)
    if len(alone) == 1:
        return phrase("alone.one", name=network_of.name(alone[0]))
    if firms == 0:
        return phrase("alone.no_firms", alone=len(alone))
    if firms == len(alone):
        return phrase("alone.all_firms", alone=len(alone))
    return phrase("alone.one_firm" if firms == 1 else "alone", alone=len(alone), firms=firms)


# Who reaches knowledge: over all firms, whoever among them has a tie.


def reaching(network_of: Measured) -> Measures:
    """Return the share of the firms that reach a knowledge institution, and those without a way.

    Ways run over the ties of the whole register; the firms are all of the position, or of the
    register. Where firms are known by their projects and other ties alone, a share of them would
    be chosen by its own outcome, so they are counted and no share is told.
    """
    from ecosystem.analysis import network

    firms = network_of.firms
    knowledge = network_of.day.actors.of_kind(ActorKind.KNOWLEDGE_INSTITUTION)
    if firms.count == 0 or not knowledge:
        return {}
    steps = network.steps_to(network_of.ways, knowledge).reindex(list(firms.ids))
    within = {k: int((steps <= k).sum()) for k in (1, 2, 3)}
    is_share = firms.found_by != "ties"
    values: dict[str, str | float] = {"firms": firms.count, "count": within[1]}
    values |= {f"within_{k}": percent(within[k] / firms.count) for k in (1, 2, 3)}
    counts = {f"count_{k}": within[k] for k in (2, 3)}
    share = "" if is_share else "; firms known by their ties alone, so no share"
    measures: Measures = {}
    for k in (1, 2, 3):
        first = phrase(f"reach.{firms.found_by}", **values, **counts)
        further = phrase("reach.steps", steps=k, count=within[k], firms=firms.count)
        measures |= figure(
            f"firms_within_{k}_of_knowledge",
            within[k] / firms.count if is_share else None,
            firms.count,
            share=share,
            sentence=first if k == 1 else further,
            caveat=None if is_share else FOUND_BY_TIES,
        )
    return measures | _without_way(network_of, knowledge, is_share=is_share)


def _without_way(network_of: Measured, knowledge: tuple[str, ...], *, is_share: bool) -> Measures:
    from ecosystem.analysis import network

    firms = network_of.firms
    has_way = network.has_way(network_of.ways, firms.ids, knowledge)
    lost = firms.count - int(has_way.sum())
    is_tied = set(network_of.ways["start"]) | set(network_of.ways["end"])
    untied = lost - sum(firm in is_tied for firm in has_way.index[~has_way])
    key = {0: "tied", lost: "untied"}.get(untied, "some") if lost else "none"
    return figure(
        "firms_without_way_to_knowledge",
        lost / firms.count if is_share else None,
        firms.count,
        phrase(f"no_way.{key}", count=lost, firms=firms.count, untied=untied),
        caveat=None if is_share else FOUND_BY_TIES,
    )


def contacts(network_of: Measured) -> Measures:
    """Return how many others an actor has to do with."""
    from ecosystem.analysis import network

    ties, strengths = network.degree(network_of.held), network.strength(network_of.held)
    tied = ties[ties > 0]
    if tied.empty:
        return {}
    middle, most = float(tied.median()), int(tied.max())
    first = [str(actor) for actor in tied.index[tied == most]]
    return figure(
        "ties_per_actor", middle, len(tied), _say_contacts(network_of, middle, most, first)
    ) | figure(
        "strength_per_actor",
        float(strengths[tied.index].median()),
        len(tied),
        phrase("strength", middle=round(float(strengths[tied.index].median()), 1)),
    )


def _say_contacts(network_of: Measured, middle: float, most: int, first: list[str]) -> Sentence:
    """Write how many contacts the middle one has, and name all that have most, unless made up."""
    if any(map(network_of.is_example, first)):
        return phrase("degree.unnamed", middle=middle, most=most)
    if len(first) > MOST_NAMES:
        return phrase("degree.many", middle=middle, most=most, count=len(first))
    return phrase("degree", middle=middle, most=most, names=network_of.names(first))
