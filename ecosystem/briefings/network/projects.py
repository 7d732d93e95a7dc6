"""Say who meets in the projects of a network, and how they are spread over the clusters."""

from collections.abc import Mapping
from math import isfinite
from typing import TYPE_CHECKING, Final

from ecosystem.briefings.network.figures import (
    NULL_WORK,
    Measured,
    Measures,
    figure,
    percent,
    phrase,
)
from ecosystem.model.sentences import Sentence

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd
    from numpy.typing import NDArray

    from ecosystem.analysis.network import ClusterProjects, Concentration

_FALSE_FINDS: Final = 0.05
"""Share of false finds that is put up with among pairs of kinds."""
_FEW_CLUSTERS: Final = 3
"""Up to this number the three largest are all there are."""


def projects(network_of: Measured) -> Measures:
    """Return the share of projects that bring firms, knowledge and public parties together."""
    from ecosystem.analysis import network

    balance = network.helix_balance(network_of.graph)
    if balance.projects == 0:
        return {}
    measures = figure(
        "projects_with_all_three",
        balance.all_three,
        balance.projects,
        sentence=phrase("helix", percent=percent(balance.all_three), projects=balance.projects),
    )
    if not isfinite(balance.evenness):
        return measures
    shares = {sort: percent(share) for sort, share in balance.parties.items()}
    return measures | figure(
        "helix_evenness",
        balance.evenness,
        balance.projects,
        sentence=phrase("helix.parties", **shares),
    )


def concentration(network_of: Measured) -> Measures:
    """Compute how projects are spread over the clusters that were there while they ran."""
    from ecosystem.analysis import network
    from ecosystem.analysis.graph import metadata_of

    position_id = metadata_of(network_of.graph).position_id
    spread = network.projects_of_clusters(network_of.day, position_id)
    if spread is None or len(spread.counts) < 2 or spread.counts.sum() == 0:  # noqa: PLR2004
        return {}
    shares = network.concentration(spread.counts)
    years = {"first": str(spread.first.year), "last": str(spread.last.year)}
    over = f"over the clusters there in {spread.first} to {spread.last}, those without projects too"
    caveat = phrase("caveat.concentration", clusters=shares.actors, **years)
    idle = int((spread.counts == 0).sum())
    return figure(
        "projects_of_clusters_hhi",
        shares.hhi,
        shares.actors,
        expected=shares.hhi_if_equal,
        over=over,
        sentence=_say_spread(shares, idle, years),
        caveat=caveat,
    ) | figure(
        "projects_of_clusters_gini",
        shares.gini,
        shares.actors,
        over=over,
        sentence=_say_first(network_of, spread, shares.largest_1),
        caveat=caveat,
    )


def _say_spread(shares: "Concentration", idle: int, years: Mapping[str, str]) -> Sentence:
    """Write the share of the three clusters with most projects; of three clusters it is all."""
    if shares.actors <= _FEW_CLUSTERS:
        return phrase("concentration.few", clusters=shares.actors, **years)
    return phrase(
        "concentration" if idle else "concentration.all",
        percent=percent(shares.largest_3),
        clusters=shares.actors,
        idle=idle,
        **years,
    )


def _say_first(network_of: Measured, spread: "ClusterProjects", largest: float) -> Sentence:
    """Write the cluster with most projects, or all that share that."""
    first = spread.counts.index[spread.counts == spread.counts.max()]
    shared = ".shared" if len(first) > 1 else ""
    return phrase(
        f"concentration.first{shared}",
        names=", ".join(sorted(network_of.day.actors.name(actor) for actor in first)),
        percent=percent(largest),
        equal=percent(1 / len(spread.counts)),
        first=str(spread.first.year),
        last=str(spread.last.year),
    )


def apart(network_of: Measured) -> Measures:
    """Find the two kinds that lack most meetings in projects, where that is not chance."""
    from ecosystem.analysis import ties

    met = ties.meetings(network_of.graph)
    if len(met.project_ids) < 2:  # noqa: PLR2004
        return {}
    draws = max(50, min(200, NULL_WORK // (5 * len(met.actors))))
    table = ties.ties_against_null(met, network_of.kinds, draws=draws)
    kinds = table.index.get_level_values
    testable = table[(kinds(0) != "unknown") & (kinds(1) != "unknown") & (table["expected"] >= 1)]
    if testable.empty:
        return {}
    fewer = testable[(testable["q_fewer"] <= _FALSE_FINDS) & kinds_differ(testable)]
    compared = fewer if len(fewer) else testable
    short = (compared["expected"] - compared["observed"]).sort_values(
        ascending=False, kind="stable"
    )
    row = compared.loc[short.index[:1]].reset_index().to_dict("records")[0]
    pair = str(row["group"]), str(row["other"])
    return figure(
        "kinds_that_lack_meetings",
        float(row["ratio"]),
        len(met.project_ids),
        expected=1.0,
        pair=", ".join(pair),
        draws=draws,
        sentence=_say_apart(pair, row["observed"], row["expected"])
        if len(fewer)
        else phrase("apart.none"),
        caveat=phrase("caveat.tables", draws=draws),
    )


def _say_apart(pair: tuple[str, str], observed: float, expected: float) -> Sentence:
    return Sentence(
        key="network.apart",
        values={"observed": int(observed), "expected": round(expected)},
        words={"one": f"network.kinds.{pair[0]}", "other": f"network.kinds.{pair[1]}"},
    )


def kinds_differ(table: "pd.DataFrame") -> "NDArray[np.bool_]":
    """Mark the rows of two different groups."""
    return (table.index.get_level_values(0) != table.index.get_level_values(1)).astype(bool)
