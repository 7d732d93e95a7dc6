"""Measure a network and say what each figure means for action: one record a measure.

Each record carries its unit, what it was computed over, how, a sentence filled with the numbers of
this network and a caveat. A figure whose tables are not recorded is None and says so; one that
rests on example data is marked.
"""

from collections.abc import Callable, Collection
from typing import Final, NamedTuple

from ecosystem.briefings.network.figures import KINDS, Measure, Measured, Measures, phrase
from ecosystem.briefings.network.groups import contacts, grouping, reaching
from ecosystem.briefings.network.projects import apart, concentration, projects
from ecosystem.briefings.network.recorded import Rests, absent
from ecosystem.briefings.network.structure import brokerage, loss, mixing, roles, shape
from ecosystem.model.errors import UnknownIdError
from ecosystem.model.sentences import Sentence

BROKERS: Final = "brokers"
PREDICTED: Final = "predicted"
NEIGHBOURS: Final = "neighbouring_positions"
OF_BROKERS: Final = frozenset({BROKERS, "betweenness", "effective_size", "constraint"})
"""What is asked for together with who ties others together."""
ASKABLE: Final = (*KINDS, BROKERS, PREDICTED, NEIGHBOURS)
"""All that takes work on a network and can be asked for by name."""


class _Part(NamedTuple):
    """Figures that are worked out together."""

    names: frozenset[str]
    work: Callable[[Measured], Measures]


_PARTS: Final = (
    _Part(
        frozenset(
            {
                "groups",
                "largest_group_share",
                "isolated_share",
                "fragmentation",
                "distance_fragmentation",
            }
        ),
        grouping,
    ),
    _Part(frozenset({"ties_per_actor", "strength_per_actor"}), contacts),
    _Part(
        frozenset({"role_coordinator", "role_itinerant", "role_gatekeeper", "role_liaison"}), roles
    ),
    _Part(frozenset({"modularity", "densest_core", "algebraic_connectivity", "robustness"}), shape),
    _Part(frozenset({"ei_index_by_kind", "assortativity_by_kind"}), mixing),
    _Part(frozenset({"largest_loss", "key_players"}), loss),
    _Part(
        frozenset(
            {
                "firms_within_1_of_knowledge",
                "firms_within_2_of_knowledge",
                "firms_within_3_of_knowledge",
                "firms_without_way_to_knowledge",
            }
        ),
        reaching,
    ),
    _Part(frozenset({"projects_with_all_three", "helix_evenness"}), projects),
    _Part(frozenset({"kinds_that_lack_meetings"}), apart),
    _Part(frozenset({"projects_of_clusters_hhi", "projects_of_clusters_gini"}), concentration),
)


def check_measures(names: Collection[str]) -> frozenset[str]:
    """Return the names asked for, with those that come with them.

    Raises:
        UnknownIdError: There is no such measure; those there are are named.
    """
    for name in names:
        if name not in ASKABLE:
            kind = "measure"
            raise UnknownIdError.from_available(kind, name, ASKABLE)
    requested = frozenset(names)
    return requested | {BROKERS} if requested & OF_BROKERS else requested


def measure(
    network_of: Measured,
    brokers: Sentence | None,
    pivots: int | None,
    requested: Collection[str] = ASKABLE,
) -> Measures:
    """Compute the measures of a network that are asked for and can be computed on it.

    Args:
        network_of: The network.
        brokers: What is said about who ties others together; None without any.
        pivots: Actors that the paths of betweenness were followed from; None: all.
        requested: Names of measures; what nobody asks for takes no work.
    """
    missing = {rests: absent(network_of.graph, rests) for rests in Rests}
    measures: Measures = {}
    for name, kind in KINDS.items():
        if name in requested and missing[kind.rests]:
            measures |= _not_recorded(name, missing[kind.rests])
    for names, work in _PARTS:
        if any(name in requested and not missing[KINDS[name].rests] for name in names):
            measures |= work(network_of)
    if OF_BROKERS.intersection(requested) and not missing[Rests.TIES]:
        measures |= brokerage(network_of, brokers, pivots)
    marked = {rests: network_of.rests_on_examples(rests) for rests in Rests}
    return {
        name: measures[name].model_copy(
            update={"rests_on_examples": measures[name].value is not None and marked[kind.rests]}
        )
        for name, kind in KINDS.items()
        if name in measures and name in requested
    }


def _not_recorded(name: str, tables: tuple[str, ...]) -> Measures:
    measure = Measure(
        value=None,
        unit=KINDS[name].unit,
        n=0,
        method="not computed: a table that it rests on is not recorded",
        sentence=phrase("not_computed", table=tables[0]),
        caveat=phrase("caveat.not_recorded", table=tables[0]),
        not_recorded=tables,
    )
    return {name: measure}
