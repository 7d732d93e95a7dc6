"""Tie gaps: firms with no way to a knowledge institution, groups that seldom meet, weak points.

A missing tie is not a gap by itself, and missing data look the same: how many of the firms have
any tie on record stands beside it.
"""

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
import pandas as pd

from ecosystem.analysis.gaps.confidence import (
    MOST_ASKED,
    Confidence,
    not_recorded,
    of_tables,
    weakest,
)
from ecosystem.analysis.gaps.context import GapContext
from ecosystem.analysis.gaps.evidence import evidence_of
from ecosystem.analysis.gaps.firms import FirmCells
from ecosystem.analysis.gaps.search import Search, write_gap
from ecosystem.analysis.gaps.unreached_firms import participation_evidence, with_example_mark
from ecosystem.model.gaps import Gap, GapEvidence
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import GapKind

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Truths = NDArray[np.bool_]

FEWEST_MEETINGS: Final = 5
"""Expected meetings of two groups below which nothing is said of them."""
FEWEST_PIECES: Final = 2
NO_WAY: Final = "no_way_to_knowledge"


def find_tie_gaps(search: Search) -> list[Gap]:
    """List firms without a way to knowledge, and groups that meet less than expected."""
    if search.context.register.actors is None:
        return []
    unconnected = _unconnected(search)
    gaps: list[Gap] = []
    for position in search.asked_positions:
        gaps += _no_way(search, position, unconnected)
        gaps += _seldom_meet(search, position)
    return gaps


# --- weak points ---------------------------------------------------------------------------


def find_splits(search: Search) -> list[Gap]:
    """List the actors whose loss would split the network of a position."""
    if search.context.register.actors is None:
        return []
    tables_confidence = of_tables(search.context, ("links",))
    return [
        gap
        for position in search.asked_positions
        for gap in _splits_of(search, position, tables_confidence)
    ]


def _splits_of(search: Search, position: int, tables_confidence: Confidence) -> list[Gap]:
    context = search.context
    position_id = context.positions[position]
    if search.networks.graph(position_id).number_of_edges() == 0:
        return []
    losses = search.networks.loss(position_id)
    is_split = losses["pieces"] - losses["cut_off"] >= FEWEST_PIECES
    is_real = ~losses.index.isin(context.examples)
    worst = losses[is_split & is_real & (losses["loss"] >= context.limits.loss_from)]
    if worst.empty:
        return []
    evidence = [_links_evidence(context, _links_of_network(search, position_id))]
    return [
        write_gap(
            search,
            GapKind.FRAGILITY,
            position=position,
            counts_firms=True,
            detail=str(actor),
            detail_key="split",
            actors=(str(actor),),
            values={
                "actor": context.name_of(str(actor)),
                "loss": round(100 * float(row["loss"])),
                "pieces": int(row["pieces"]),
            },
            limits=("loss_from",),
            confidence=tables_confidence,
            evidence=evidence,
            ask=(str(actor),),
        )
        for actor, row in worst.sort_values("loss", ascending=False, kind="stable").iterrows()
    ]


def _links_of_network(search: Search, position_id: str) -> pd.DataFrame | None:
    """Return the links of a position's network that hold on the day."""
    links = search.networks.links
    if links is None:
        return None
    positions = links["position_id"]
    general = links[positions.isna()]
    actors = search.networks.graph(position_id).nodes
    ties_two = np.ones(len(general), dtype=bool)
    for end in ("from_actor_id", "to_actor_id"):
        ties_two &= np.fromiter(map(actors.__contains__, general[end]), bool, len(general))
    return pd.concat([links[positions == position_id], general[ties_two]])


def _links_evidence(context: GapContext, links: pd.DataFrame | None) -> GapEvidence:
    """Return what some links are worth."""
    return evidence_of(context, "links", links, "from_actor_id", ("evidence", "valid_from"))


# --- ways to knowledge ---------------------------------------------------------------------


class _Unconnected(NamedTuple):
    """Firms that no tie of the register leads from to a knowledge institution."""

    lost: FirmCells
    untied: FirmCells
    """Those among them of whom no tie is recorded at all."""
    is_tied: "Truths"
    """Which firms have a tie."""
    confidence: Confidence
    evidence: tuple[GapEvidence, ...]


def _unconnected(search: Search) -> _Unconnected | None:
    """Compute who has no way to knowledge by any tie; ``None``: firms or ties not recorded."""
    context, firms = search.context, search.context.firms
    if firms is None or context.register.links is None:
        return None
    ids, connected = firms.table["actor_id"], search.networks.connected
    is_lost, is_tied = ~connected.leads_to_knowledge(ids), connected.groups_of(ids) >= 0
    return _Unconnected(
        lost=firms.cells(is_lost[firms.pair_firm]),
        untied=firms.cells((is_lost & ~is_tied)[firms.pair_firm]),
        is_tied=is_tied,
        confidence=_ties_recorded(search),
        evidence=(
            _links_evidence(context, search.networks.links),
            participation_evidence(search),
        ),
    )


def _no_way(search: Search, position: int, unconnected: _Unconnected | None) -> list[Gap]:
    """List where firms of a position have no way to a knowledge institution.

    None where ties are not recorded: then no way is known to be missing.
    """
    if unconnected is None:
        return []
    where = unconnected.lost.standard[position] >= search.context.limits.no_path_firms
    if not where.any():
        return []
    lost = unconnected.lost.range(position, where)
    without = unconnected.untied.range(position, where)
    key = "no_tie" if without.firms == lost.firms else "no_way"
    return [
        write_gap(
            search,
            GapKind.TIE,
            position=position,
            counts_firms=True,
            codes=search.places(where),
            detail=NO_WAY,
            detail_key=with_example_mark(key, lost),
            firms=lost,
            limits=("no_path_firms",),
            confidence=unconnected.confidence,
            evidence=unconnected.evidence,
            remarks=_how_many_are_tied(search, position, unconnected.is_tied),
        )
    ]


def _how_many_are_tied(search: Search, position: int, is_tied: "Truths") -> tuple[Sentence, ...]:
    """Return the remark of which share of a position's firms has a tie; of examples none."""
    firms = search.context.firms
    if firms is None or search.context.participations is None:
        return ()
    firm_rows = firms.of(position)
    if not len(firm_rows) or firms.is_example[firm_rows].any():
        return ()
    values = {"share": round(100 * float(np.mean(is_tied[firm_rows]))), "firms": len(firm_rows)}
    return (Sentence(key="gap.remark.tied", values=values),)


def _ties_recorded(search: Search) -> Confidence:
    """Return how sure it is that ties are recorded: both tables, and a tie of anybody."""
    context = search.context
    links, participations = context.register.links, context.participations
    has_any = (links is not None and len(links) > 0) or (
        participations is not None and len(participations) > 0
    )
    parts = [of_tables(context, ("links", "participations"))]
    return weakest(parts if has_any else [*parts, not_recorded("no_ties_recorded")])


# --- groups that seldom meet ---------------------------------------------------------------


def _seldom_meet(search: Search, position: int) -> list[Gap]:
    """List pairs of kinds of actors that meet in projects less than random tables have it."""
    context = search.context
    projects = context.register.projects
    if projects is None or context.participations is None:
        return []
    projects_of_position = projects[projects["position_id"] == context.positions[position]]
    table = search.networks.met(context.positions[position]) if len(projects_of_position) else None
    if table is None:
        return []
    limits = context.limits
    few = table[
        (table["q_fewer"] <= limits.q_at_most)
        & (table["ratio"] < limits.ratio_below)
        & (table["expected"] >= FEWEST_MEETINGS)
    ]
    evidence = [
        evidence_of(
            context,
            "projects",
            projects_of_position,
            "project_id",
            ("position_id", "lead_actor_id"),
        ),
        participation_evidence(search),
    ]
    return [
        write_gap(
            search,
            GapKind.TIE,
            position=position,
            detail=f"{first}~{second}",
            detail_key="seldom",
            values=_meetings(row, limits.q_at_most),
            words={"one": f"actor_kinds.{first}", "other": f"actor_kinds.{second}"},
            limits=("ratio_below", "q_at_most"),
            confidence=of_tables(context, ("participations", "projects")),
            evidence=evidence,
            ask=_leads(projects_of_position),
        )
        for first, second, row in _pairs(few)
    ]


def _pairs(table: pd.DataFrame) -> list[tuple[str, str, "pd.Series[float]"]]:
    """List the two groups of each row, and the row."""
    groups = [(str(first), str(second)) for first, second in table.index.tolist()]
    return [(*pair, table.iloc[number]) for number, pair in enumerate(groups)]


def _meetings(row: "pd.Series[float]", most: float) -> dict[str, int | float]:
    return {
        "observed": int(row["observed"]),
        "expected": float(row["expected"]),
        "p": 100 * float(row["q_fewer"]),
        "most": 100 * most,
    }


def _leads(projects: pd.DataFrame) -> list[str]:
    """List who leads projects, as those that could confirm who took part."""
    return [str(actor) for actor in projects["lead_actor_id"].dropna().unique()][:MOST_ASKED]
