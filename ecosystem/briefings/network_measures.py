"""Measure a network and say what each figure means for action: one record a measure.

Each record carries its unit, what it was computed over, how, a sentence filled with the numbers of
this network and a caveat. A figure whose tables are not recorded is None and says so; one that
rests on example data is marked.
"""

from ecosystem.briefings.network_figures import KINDS, Measured, Measures, figure, phrase
from ecosystem.briefings.network_groups import contacts, grouping, reaching
from ecosystem.briefings.network_projects import apart, concentration, projects
from ecosystem.briefings.network_recorded import Rests, absent
from ecosystem.briefings.network_structure import brokerage, loss, mixing, roles, shape
from ecosystem.model.sentences import Sentence


def measure(network_of: Measured, brokers: Sentence | None, pivots: int | None) -> Measures:
    """Compute every measure of a network that can be computed on it.

    Args:
        network_of: The network.
        brokers: What is said about who ties others together; None without any.
        pivots: Actors that the paths of betweenness were followed from; None: all.
    """
    missing = {rests: absent(network_of.graph, rests) for rests in Rests}
    measures: Measures = {}
    for name, kind in KINDS.items():
        if missing[kind.rests]:
            measures |= _not_recorded(name, missing[kind.rests])
    if not missing[Rests.TIES]:
        measures |= grouping(network_of) | contacts(network_of)
        measures |= brokerage(network_of, brokers, pivots) | roles(network_of)
        measures |= shape(network_of) | mixing(network_of) | loss(network_of)
    if not missing[Rests.FIRMS]:
        measures |= reaching(network_of)
    if not missing[Rests.PROJECTS]:
        measures |= projects(network_of) | apart(network_of)
    if not missing[Rests.CLUSTERS]:
        measures |= concentration(network_of)
    marked = {rests: network_of.rests_on_examples(rests) for rests in Rests}
    return {
        name: measures[name].model_copy(
            update={"rests_on_examples": measures[name].value is not None and marked[kind.rests]}
        )
        for name, kind in KINDS.items()
        if name in measures
    }


def _not_recorded(name: str, tables: tuple[str, ...]) -> Measures:
    return figure(
        name,
        None,
        0,
        method="not computed: a table that it rests on is not recorded",
        sentence=phrase("not_computed", table=tables[0]),
        caveat=phrase("caveat.not_recorded", table=tables[0]),
        not_recorded=tables,
    )
