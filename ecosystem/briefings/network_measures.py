"""Measure a network and say what each figure means for action: one record a measure.

Each record carries its unit, what it was computed over, how, a sentence filled with the numbers of
this network and a caveat. A figure that cannot be computed here is None and says why in its method.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel, ConfigDict, Field

from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import ActorKind

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

    from ecosystem.analysis.graph import ActorGraph, EcosystemGraph
    from ecosystem.analysis.network import AgainstChance, CompactGraph, KeyPlayers, LossBand

NULL_WORK: Final = 2_000_000
"""Ties times random networks that one answer may cost."""
SWAPS_UP_TO: Final = 20_000
"""Ties of the largest network whose ties are shuffled for an answer."""
SHUFFLED: Final = 150_000
"""Ties times networks with shuffled ties that one answer may cost; a swap is slower to draw."""
SPECTRUM_UP_TO: Final = 3000
"""Actors of the largest group whose algebraic connectivity is computed for an answer."""
KEY_PLAYERS_UP_TO: Final = 5000
KEY_PLAYERS: Final = 3
DRAWS: Final = 40
TWO_SIDED: Final = 0.025


class Measure(BaseModel):
    """A figure of a network, with what is needed to read it."""

    model_config = ConfigDict(frozen=True)

    value: float | None = Field(description="None: cannot be computed here, see the method.")
    unit: str
    n: int = Field(description="What it was computed over.")
    low: float | None = None
    high: float | None = None
    expected: float | None = Field(default=None, description="What chance alone gives.")
    method: str
    sentence: Sentence = Field(description="What it means for action.")
    caveat: Sentence


Measures = dict[str, Measure]


@dataclass(frozen=True, slots=True)
class Measured:
    """A network in the forms its measures need, made once."""

    graph: "EcosystemGraph"
    tied: "ActorGraph"
    held: "CompactGraph"
    kinds: Mapping[str, str]
    groups: "pd.Series[int]"
    losses: "pd.DataFrame"

    @property
    def sizes(self) -> "np.ndarray[Any, np.dtype[np.int64]]":
        """Actors of each group, the largest first."""
        sizes: np.ndarray[Any, Any] = self.groups.value_counts().to_numpy()
        return sizes

    @property
    def alone(self) -> list[str]:
        """Actors without a tie to any other."""
        sizes = self.sizes
        return [node for node in self.groups.index if sizes[self.groups[node]] == 1]

    def name(self, actor_id: str) -> str:
        """Name of an actor."""
        return str(self.graph.nodes[actor_id]["name"])


def prepare(graph: "EcosystemGraph") -> Measured:
    """Bring a network into the forms its measures need."""
    from ecosystem.analysis import network  # noqa: PLC0415  slow to import
    from ecosystem.analysis.graph import tie_actors  # noqa: PLC0415

    tied = tie_actors(graph)
    return Measured(
        graph=graph,
        tied=tied,
        held=network.compact(tied),
        kinds={n: str(d["kind"]) for n, d in tied.nodes(data=True)},
        groups=network.components(graph),
        losses=network.loss_of_each(graph),
    )


def measure(found: Measured, brokers: "Sentence | None", exactly: int | None) -> Measures:
    """Compute every measure of a network that can be computed on it.

    Args:
        found: The network.
        brokers: What is said about who ties others together; None without any.
        exactly: Actors that the paths of betweenness were followed from; None: all.
    """
    return {
        **_grouping(found),
        **_reach(found),
        **_ties(found),
        **_brokerage(found, brokers, exactly),
        **_roles(found),
        **_shape(found),
        **_mixing(found),
        **_projects(found),
        **_loss(found),
        **_concentration(found),
        **_apart(found),
    }


def finite(value: float) -> float | None:
    """Give a number; what is not a number is not known."""
    return float(value) if isfinite(value) else None


def percent(share: float) -> int:
    """Give a share as whole per cent."""
    return round(100 * share)


def _said(key: str, /, **values: str | float) -> Sentence:
    return Sentence(key=f"network.{key}", values=dict(values))


_DENSITY: Final = Sentence(key="network.caveat.density")
_UNRECORDED: Final = Sentence(key="network.caveat.unrecorded")


# How many hang together.


def _grouping(found: Measured) -> Measures:
    sizes, n = found.sizes, len(found.kinds)
    alone = found.alone
    if n == 0:
        return _fragmentation(found, n)
    told = {
        "groups": Measure(
            value=int((sizes > 1).sum()),
            unit="groups",
            n=n,
            method="connected components of 2+",
            sentence=say_groups(sizes),
            caveat=_DENSITY,
        ),
        "largest_group_share": Measure(
            value=float(sizes[0] / n),
            unit="share of actors",
            n=n,
            method="largest connected component",
            sentence=_said("largest", percent=percent(sizes[0] / n), actors=n),
            caveat=_DENSITY,
        ),
        "isolated_share": Measure(
            value=len(alone) / n,
            unit="share of actors",
            n=n,
            method="actors without tie",
            sentence=say_alone(found),
            caveat=_UNRECORDED,
        ),
    }
    return {**told, **_fragmentation(found, n)}


def _fragmentation(found: Measured, n: int) -> Measures:
    from ecosystem.analysis import network  # noqa: PLC0415

    apart = network.fragmentation(found.graph)
    far = network.distance_fragmentation(found.graph)
    told = {
        "fragmentation": Measure(
            value=finite(apart),
            unit="share of pairs",
            n=n,
            method="Borgatti 2006, F",
            sentence=_said("fragmentation", percent=percent(apart))
            if isfinite(apart)
            else _said("too_few"),
            caveat=_DENSITY,
        )
    }
    if isfinite(far):
        told["distance_fragmentation"] = Measure(
            value=far,
            unit="1 - mean of 1/steps",
            n=n,
            method="Borgatti 2006, DF; computed up to 1,500 actors",
            sentence=_said("distance", percent=percent(1 - far)),
            caveat=_DENSITY,
        )
    return told


def say_groups(sizes: Any) -> Sentence:  # noqa: ANN401  an array of whole numbers
    """Say how many groups there are that are not tied to each other."""
    groups = int((sizes > 1).sum())
    if groups == 0:
        return _said("groups.none")
    largest = int(sizes[0])
    if groups == 1:
        return _said("groups.one", largest=largest)
    return _said("groups", groups=groups, largest=largest)


def say_alone(found: Measured) -> Sentence:
    """Say how many actors are tied to nobody."""
    alone = len(found.alone)
    firms = sum(found.kinds[node] == ActorKind.FIRM for node in found.alone)
    if alone == 0:
        return _said("alone.none")
    if alone == 1:
        return _said("alone.one")
    if firms == 0:
        return _said("alone.no_firms", alone=alone)
    if firms == alone:
        return _said("alone.all_firms", alone=alone)
    return _said("alone.one_firm" if firms == 1 else "alone", alone=alone, firms=firms)


def _reach(found: Measured) -> Measures:
    from ecosystem.analysis import network  # noqa: PLC0415

    firms = [node for node, kind in found.kinds.items() if kind == ActorKind.FIRM]
    knowledge = [n for n, kind in found.kinds.items() if kind == ActorKind.KNOWLEDGE_INSTITUTION]
    if not firms or not knowledge:
        return {}
    shares = network.reach(found.graph, firms, knowledge)
    within = {f"within_{k}": percent(float(shares[k])) for k in (1, 2, 3)}
    return {
        f"firms_within_{k}_of_knowledge": Measure(
            value=float(shares[k]),
            unit="share of firms",
            n=len(firms),
            method="shortest way; a shared project is one step",
            sentence=_said("reach", **within)
            if k == 1
            else _said("reach.steps", steps=k, percent=within[f"within_{k}"]),
            caveat=_UNRECORDED,
        )
        for k in (1, 2, 3)
    }


def _ties(found: Measured) -> Measures:
    from ecosystem.analysis import network  # noqa: PLC0415

    ties, strengths = network.degree(found.held), network.strength(found.held)
    tied = ties[ties > 0]
    if tied.empty:
        return {}
    caveat = _said("caveat.counts")
    middle, most = float(tied.median()), int(tied.max())
    return {
        "ties_per_actor": Measure(
            value=middle,
            unit="others, median of those tied",
            n=len(tied),
            method="degree, one-mode graph",
            sentence=_said("degree", middle=middle, most=most),
            caveat=caveat,
        ),
        "strength_per_actor": Measure(
            value=float(strengths[tied.index].median()),
            unit="projects and direct ties, median of those tied",
            n=len(tied),
            method="strength; a project of n parties gives each pair 1/(n - 1) (Newman 2001)",
            sentence=_said("strength", middle=round(float(strengths[tied.index].median()), 1)),
            caveat=caveat,
        ),
    }


# Who ties others together.


def _brokerage(found: Measured, brokers: Sentence | None, exactly: int | None) -> Measures:
    from ecosystem.analysis import network  # noqa: PLC0415

    contacts = network.degree(found.held)
    several = contacts.index[contacts >= 2]  # noqa: PLR2004  one contact cannot know another
    if brokers is None or several.empty:
        return {}
    size, closed_in = network.effective_size(found.held), network.constraint(found.held)
    new = float((size[several] / contacts[several]).median())
    closed = int((size[several] <= 1 + 1e-9).sum())
    between = network.betweenness(found.held)
    how = "exact" if exactly is None else f"sampled from {exactly} actors"
    return {
        "betweenness": Measure(
            value=float(between.scores.max()),
            unit="share of others' shortest ways, the highest",
            n=len(contacts),
            method=f"betweenness, {how}; who is told in bands (see brokers)",
            sentence=brokers,
            caveat=_said("caveat.bands"),
        ),
        "effective_size": Measure(
            value=new,
            unit="share of contacts that repeat no other, median",
            n=len(several),
            method="Burt's effective size over contacts; actors with 2 contacts or more",
            sentence=_said("effective_size", percent=percent(new), actors=len(several)),
            caveat=_UNRECORDED,
        ),
        "constraint": Measure(
            value=float(closed_in[several].median()),
            unit="1 closed in, 0 open; median",
            n=len(several),
            method="Burt's constraint; actors with 2 contacts or more",
            sentence=_said("constraint.none", actors=len(several))
            if closed == 0
            else _said("constraint", closed=closed, actors=len(several)),
            caveat=_UNRECORDED,
        ),
    }


def _roles(found: Measured) -> Measures:
    """Count how often one actor passes on between types, halved: no tie has a direction here."""
    from ecosystem.analysis import network  # noqa: PLC0415

    roles = network.gould_fernandez(found.tied, found.kinds).sum() / 2
    if roles.sum() == 0 or len(set(found.kinds.values())) < 2:  # noqa: PLR2004
        return {}
    expected = network.gould_fernandez_expected(found.tied, found.kinds).sum() / 2
    counts = {
        "coordinator": (roles["coordinator"], expected["coordinator"]),
        "itinerant": (roles["itinerant"], expected["itinerant"]),
        "gatekeeper": tuple(s["gatekeeper"] + s["representative"] for s in (roles, expected)),
        "liaison": (roles["liaison"], expected["liaison"]),
    }
    return {
        f"role_{role}": Measure(
            value=float(count),
            unit="triads",
            n=int(roles.sum()),
            expected=float(chance),
            method="Gould & Fernandez 1989 by kind of actor; expected over all ways to deal "
            "out the kinds"
            + ("; gatekeeper and representative together" if role == "gatekeeper" else ""),
            sentence=_said(f"role.{role}", count=int(count), expected=round(chance)),
            caveat=_said("caveat.roles"),
        )
        for role, (count, chance) in counts.items()
    }


# How it is shaped, and who mixes with whom.


def _shape(found: Measured) -> Measures:
    from ecosystem.analysis import network  # noqa: PLC0415

    if len(found.held.starts) == 0:
        return {}
    n = len(found.kinds)
    division = network.communities(found.held)
    core = network.k_core(found.held)
    circles = int((division.value_counts() > 1).sum())
    deepest = int(core.max())
    return {
        "modularity": Measure(
            value=network.modularity(found.held, division.to_dict()),
            unit="1",
            n=n,
            method="Leiden, the best of its runs; the best division is not unique",
            sentence=_said("circles.one" if circles == 1 else "circles", circles=circles),
            caveat=_said("caveat.circles"),
        ),
        "densest_core": Measure(
            value=float(deepest),
            unit="ties each, at least",
            n=n,
            method="k-core (Seidman 1983)",
            sentence=_said("core", actors=int((core == deepest).sum()), ties=deepest),
            caveat=_DENSITY,
        ),
        **_spectrum(found),
        **_robustness(found),
    }


def _spectrum(found: Measured) -> Measures:
    from ecosystem.analysis import network  # noqa: PLC0415

    own = network.components(found.held)
    inside = own.index[own == 0]
    if len(inside) > SPECTRUM_UP_TO:
        return {}
    part = found.held.without([node for node in found.held.ids if own[node] != 0])
    value = network.algebraic_connectivity(part)
    return {
        "algebraic_connectivity": Measure(
            value=value,
            unit="weight of ties",
            n=len(inside),
            method="second eigenvalue of the Laplacian of the largest group (Fiedler 1973)",
            sentence=_said("connectivity", value=float(f"{value:.2g}"), actors=len(inside)),
            caveat=_said("caveat.weights"),
        )
    }


def _robustness(found: Measured) -> Measures:
    from ecosystem.analysis import network  # noqa: PLC0415

    order = network.degree(found.held).sort_values(ascending=False, kind="stable")
    aimed = network.robustness(found.held, order=list(order.index))
    random = network.robustness(found.held, draws=10)
    halved = [
        int((one.curve <= one.curve.iloc[0] / 2).to_numpy().argmax()) for one in (aimed, random)
    ]
    n = len(found.kinds)
    return {
        "robustness": Measure(
            value=aimed.index,
            unit="mean share in the largest group",
            n=n,
            expected=random.index,
            method="best-connected leave first, beside 10 random orders (Schneider et al. 2011)",
            sentence=_said("robustness", aimed=halved[0], random=halved[1]),
            caveat=_said("caveat.loss"),
        )
    }


def _mixing(found: Measured) -> Measures:
    from ecosystem.analysis import network  # noqa: PLC0415

    held, ties = found.held, len(found.held.starts)
    if ties == 0 or len(set(found.kinds.values())) < 2:  # noqa: PLR2004
        return {}
    draws = max(20, min(500, NULL_WORK // ties))
    mixed = network.ei_index_against_chance(held, found.kinds, draws=draws)
    crossing = {
        "percent": percent((1 + mixed.observed) / 2),
        "expected": percent((1 + mixed.expected) / 2),
    }
    half = 1.96 * mixed.sd
    told = {
        "ei_index_by_kind": Measure(
            value=mixed.observed,
            unit="-1 all within kinds, 1 all between",
            n=ties,
            low=max(-1.0, mixed.expected - half),
            high=min(1.0, mixed.expected + half),
            expected=mixed.expected,
            method=f"E-I against {draws} label permutations; low and high span chance",
            sentence=_said(f"mixing.{_verdict(mixed)}", **crossing),
            caveat=_said("caveat.sizes"),
        )
    }
    return told | (_likeness(found, ties) if ties <= SWAPS_UP_TO else {})


def _verdict(found: "AgainstChance") -> str:
    if found.p_low <= TWO_SIDED:
        return "fewer"
    return "more" if found.p_high <= TWO_SIDED else "chance"


def _likeness(found: Measured, ties: int) -> Measures:
    from ecosystem.analysis import network  # noqa: PLC0415

    draws = max(50, min(200, SHUFFLED // ties))
    alike = network.assortativity_against_chance(found.held, found.kinds, draws=draws)
    if not isfinite(alike.observed):
        return {}
    half = 1.96 * alike.sd
    return {
        "assortativity_by_kind": Measure(
            value=alike.observed,
            unit="1 all ties within kinds, 0 as by chance",
            n=ties,
            low=finite(max(-1.0, alike.expected - half)),
            high=finite(min(1.0, alike.expected + half)),
            expected=finite(alike.expected),
            method=f"Newman 2003 against {draws} networks with shuffled ties, each actor keeping "
            "its number; low and high span chance",
            sentence=_said(f"likeness.{_verdict(alike)}"),
            caveat=_said("caveat.shuffled"),
        )
    }


# Projects.


def _projects(found: Measured) -> Measures:
    from ecosystem.analysis import network  # noqa: PLC0415

    balance = network.helix_balance(found.graph)
    if balance.projects == 0:
        return {}
    caveat = _said("caveat.unknown_kind")
    told = {
        "projects_with_all_three": Measure(
            value=balance.all_three,
            unit="share of projects with 2+ parties",
            n=balance.projects,
            method="firm, knowledge institution and public party in one project",
            sentence=_said("helix", percent=percent(balance.all_three), projects=balance.projects),
            caveat=caveat,
        )
    }
    if isfinite(balance.evenness):
        shares = {sort: percent(share) for sort, share in balance.parties.items()}
        told["helix_evenness"] = Measure(
            value=balance.evenness,
            unit="1 as many of each, 0 one sort alone",
            n=balance.projects,
            method="Pielou's J over firms, knowledge institutions and public parties of projects",
            sentence=_said("helix.parties", **shares),
            caveat=caveat,
        )
    return told


def _concentration(found: Measured) -> Measures:
    """Tell how the projects are spread over the clusters, those with none counted in."""
    from ecosystem.analysis import network  # noqa: PLC0415
    from ecosystem.analysis.graph import PROJECT  # noqa: PLC0415

    clusters = [node for node, kind in found.kinds.items() if kind == ActorKind.CLUSTER]
    counts = [
        sum(found.graph.nodes[point]["kind"] == PROJECT for point in found.graph.successors(node))
        for node in clusters
    ]
    if len(clusters) < 2 or sum(counts) == 0:  # noqa: PLR2004
        return {}
    spread = network.concentration(counts)
    idle = sum(count == 0 for count in counts)
    return {
        "projects_of_clusters_hhi": Measure(
            value=spread.hhi,
            unit="10,000 times the sum of squared shares",
            n=spread.actors,
            expected=spread.hhi_if_equal,
            method="Herfindahl-Hirschman over all clusters, those without projects too; expected: "
            "all as many",
            sentence=_said(
                "concentration",
                percent=percent(spread.largest_3),
                clusters=spread.actors,
                idle=idle,
            ),
            caveat=_said("caveat.concentration", clusters=spread.actors),
        ),
        "projects_of_clusters_gini": Measure(
            value=spread.gini,
            unit="0 all as many, 1 one has all",
            n=spread.actors,
            method="Gini over all clusters, those without projects too",
            sentence=_said(
                "concentration.first",
                percent=percent(spread.largest_1),
                equal=percent(1 / spread.actors),
            ),
            caveat=_said("caveat.concentration", clusters=spread.actors),
        ),
    }


def _apart(found: Measured) -> Measures:
    """Name the two kinds that lack most meetings in projects, where that is not chance."""
    from ecosystem.analysis import ties  # noqa: PLC0415

    met = ties.meetings(found.graph)
    if len(met.project_ids) < 2:  # noqa: PLR2004
        return {}
    draws = max(50, min(200, NULL_WORK // (5 * len(met.actors))))
    table = ties.ties_against_null(met, found.kinds, draws=draws)
    kinds = table.index.get_level_values
    known = table[(kinds(0) != "unknown") & (kinds(1) != "unknown") & (table["expected"] >= 1)]
    fewer = known[(known["q_fewer"] <= 2 * TWO_SIDED) & (kinds_differ(known))]
    if known.empty:
        return {}
    first = fewer if len(fewer) else known
    short = (first["expected"] - first["observed"]).sort_values(ascending=False, kind="stable")
    row = first.loc[short.index[:1]].reset_index().to_dict("records")[0]
    one, other = str(row["group"]), str(row["other"])
    said = _said("apart.none")
    if len(fewer):
        said = Sentence(
            key="network.apart",
            values={"observed": int(row["observed"]), "expected": round(row["expected"])},
            words={"one": f"network.kinds.{one}", "other": f"network.kinds.{other}"},
        )
    return {
        "kinds_that_lack_meetings": Measure(
            value=float(row["ratio"]),
            unit="meetings over those expected, the pair of kinds that lacks most",
            n=len(met.project_ids),
            expected=1.0,
            method=f"pairs of parties by kind ({one}, {other}) against {draws} tables with the "
            "same parties a project and projects an actor (Curveball), after false discovery",
            sentence=said,
            caveat=_said("caveat.tables", draws=draws),
        )
    }


def kinds_differ(table: "pd.DataFrame") -> "np.ndarray[Any, np.dtype[np.bool_]]":
    """Tell which rows are of two different groups."""
    return (table.index.get_level_values(0) != table.index.get_level_values(1)).astype(bool)


# What it would lose.


def _loss(found: Measured) -> Measures:
    from ecosystem.analysis import network  # noqa: PLC0415

    n = len(found.kinds)
    if n < 3:  # noqa: PLR2004  two actors cannot fall further apart than one tie
        return {}
    worst = float(found.losses["loss"].max())
    caveat = _said("caveat.loss")
    if worst <= 0:
        return {
            "largest_loss": Measure(
                value=0.0,
                unit="increase of F",
                n=n,
                method="every actor taken out in turn",
                sentence=_said("loss.none"),
                caveat=caveat,
            )
        }
    bands = network.loss_bands(found.graph, first=1, draws=DRAWS)
    name = min(found.losses.index[found.losses["loss"] >= worst - 1e-12])
    own = next((band for band in bands if band.actor_id == name), None)
    told = {
        "largest_loss": Measure(
            value=worst,
            unit="increase of F",
            n=n,
            low=own.low if own else None,
            high=own.high if own else None,
            method=f"every actor taken out in turn; bands from {DRAWS} draws without a fifth of "
            "ties and projects",
            sentence=_worst(found, name, bands),
            caveat=caveat,
        )
    }
    if KEY_PLAYERS < n <= KEY_PLAYERS_UP_TO:
        told["key_players"] = _together(found, network.key_players(found.graph, KEY_PLAYERS))
    return told


def _worst(found: Measured, name: str, bands: "tuple[LossBand, ...]") -> Sentence:
    """Say whose loss fragments most; when others may be it as well, that too."""
    others = sorted(found.name(band.actor_id) for band in bands if band.actor_id != name)
    row: dict[Any, Any] = found.losses.to_dict("index")[name]
    after, grown = row["fragmentation_after"], row["loss"]
    said: dict[str, str | float] = {
        "name": found.name(name),
        "before": percent(after - grown),
        "after": percent(after),
        "cut_off": int(row["cut_off"]),
    }
    if any(band.actor_id == name and band.band == "clear" for band in bands) or not others:
        return _said("loss", **said)
    return _said("loss.unsure", **said, others=", ".join(others[:5]))


def _together(found: Measured, players: "KeyPlayers") -> Measure:
    names = sorted(found.name(actor) for actor in players.actor_ids)
    return Measure(
        value=players.fragmentation_after - players.fragmentation_before,
        unit="increase of F",
        n=len(found.kinds),
        method=f"set of {KEY_PLAYERS} by greedy search and swaps (Borgatti 2006); not proven best",
        sentence=_said(
            "key_players",
            names=", ".join(names),
            before=percent(players.fragmentation_before),
            after=percent(players.fragmentation_after),
        ),
        caveat=_said("caveat.set"),
    )
