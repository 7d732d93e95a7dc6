"""Recommendation 6: does the position's ecosystem hang together?

The figures are those of the page of networks over proven ties. More recorded projects make any
network look denser: beside a snapshot the ties of an actor are counted once more over as many
projects as the snapshot has, drawn at random.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from ecosystem.briefings.network.brief import brief_graph
from ecosystem.briefings.network.figures import Measure
from ecosystem.briefings.scorecard.basis import ScorecardBasis
from ecosystem.briefings.scorecard.figures import percent
from ecosystem.model.scorecards import EqualProjects, Indicator, IndicatorKey
from ecosystem.model.sentences import Sentence

if TYPE_CHECKING:
    import numpy as np

    from ecosystem.analysis.graph import EcosystemGraph

DRAWS: Final = 200
"""Draws of projects, at most so many as are quickly measured."""
DRAW_WORK: Final = 20_000
"""Ties times draws that one answer may cost."""
FEWEST_DRAWS: Final = 20
SEED: Final = 1
TABLES: Final = ("actors", "actor_positions", "links", "offers", "projects", "participations")
FIRM_TABLES: Final = (*TABLES, "industry_positions")
_KEYS: Final = (
    IndicatorKey.ISOLATED_SHARE,
    IndicatorKey.LARGEST_GROUP_SHARE,
    IndicatorKey.FIRMS_WITHIN_2_OF_KNOWLEDGE,
    IndicatorKey.TIES_PER_ACTOR,
)


def cohesion_indicators(
    basis: ScorecardBasis, position_id: str, before: ScorecardBasis | None = None
) -> tuple[Indicator, ...]:
    """Return how a position's actors are tied by proven ties.

    Args:
        basis: The day.
        position_id: The position.
        before: The snapshot; with it ties are counted at equal numbers of projects too.
    """
    if lacking := basis.lacking("actors", "strength_positions"):
        subject = basis.subject(position_id, "netvaerk", "scorecard.caveat.cohesion", TABLES)
        return tuple(subject.absent(key, lacking) for key in _KEYS)
    graph = basis.proven_network(position_id)
    measures = brief_graph(basis.day, graph, [key.value for key in _KEYS]).measures
    indicators = [_indicator(basis, position_id, key, measures) for key in _KEYS]
    if before is not None and before.register.projects is not None:
        ties = _beside(indicators[-1], graph, project_nodes(before.proven_network(position_id)))
        indicators[-1] = ties
    return tuple(indicators)


def _indicator(
    basis: ScorecardBasis, position_id: str, key: IndicatorKey, measures: Mapping[str, Measure]
) -> Indicator:
    is_of_firms = key is IndicatorKey.FIRMS_WITHIN_2_OF_KNOWLEDGE
    subject = basis.subject(
        position_id, "netvaerk", "scorecard.caveat.cohesion", FIRM_TABLES if is_of_firms else TABLES
    )
    measure = measures.get(key.value)
    if measure is None:
        return subject.without(key, "scorecard.why.nothing_to_count")
    if measure.not_recorded:
        return subject.absent(key, measure.not_recorded)
    if measure.value is None:
        return subject.without(key, "scorecard.why.known_by_ties")
    values = {"value": measure.value, "percent": percent(measure.value), "of": measure.n}
    figure = subject.figure(key, measure.value, measure.n, values)
    return figure.model_copy(update={"is_example": measure.rests_on_examples})


# --- beside a snapshot -----------------------------------------------------------------------


def project_nodes(graph: "EcosystemGraph") -> list[str]:
    """List the projects of a network, ascending."""
    from ecosystem.analysis.graph import PROJECT

    return sorted(node for node, data in graph.nodes(data=True) if data["kind"] == PROJECT)


def _beside(ties: Indicator, graph: "EcosystemGraph", earlier: list[str]) -> Indicator:
    """Add the ties of an actor at as many projects as there were, where there are more now."""
    projects = project_nodes(graph)
    if ties.value is None or not 0 < len(earlier) < len(projects):
        return ties
    figures = _drawn(graph, projects, len(earlier))
    if not len(figures):
        return ties
    low, middle, high = (float(part) for part in _quantiles(figures))
    equal = EqualProjects(
        projects=len(earlier), draws=len(figures), value=middle, low=low, high=high
    )
    values = {"projects": len(earlier), "value": middle, "low": low, "high": high}
    remark = Sentence(key="scorecard.remark.equal_projects", values=values)
    return ties.model_copy(update={"at_equal_projects": equal, "remarks": (*ties.remarks, remark)})


def _quantiles(figures: list[float]) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    import numpy as np

    return np.quantile(figures, [0.025, 0.5, 0.975])


def _drawn(graph: "EcosystemGraph", projects: list[str], count: int) -> list[float]:
    """Compute the ties of an actor over some of the projects, drawn again and again."""
    import numpy as np

    random = np.random.default_rng(SEED)
    draws = max(FEWEST_DRAWS, min(DRAWS, DRAW_WORK // max(1, graph.number_of_edges())))
    figures = []
    for _ in range(draws):
        left_out = random.permutation(len(projects))[count:].tolist()
        measured = _ties_without(graph, {projects[place] for place in left_out})
        figures += [] if measured is None else [measured]
    return figures


def _ties_without(graph: "EcosystemGraph", projects: set[str]) -> float | None:
    """Compute the ties of an actor in a network without some of its projects."""
    from ecosystem.analysis import network
    from ecosystem.analysis.graph import one_mode_projection

    smaller = graph.subgraph([node for node in graph if node not in projects])
    ties = network.degree(network.compact(one_mode_projection(smaller)))
    tied = ties[ties > 0]
    return None if tied.empty else float(tied.median())
