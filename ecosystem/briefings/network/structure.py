"""Say who ties a network together, how it is shaped, who mixes with whom, what it would lose."""

from collections.abc import Mapping
from math import isfinite
from typing import TYPE_CHECKING, Final

from ecosystem.briefings.network.figures import (
    MOST_NAMES,
    NULL_WORK,
    Measured,
    Measures,
    figure,
    finite,
    percent,
    phrase,
)
from ecosystem.model.sentences import Sentence

if TYPE_CHECKING:
    from ecosystem.analysis.network import AgainstChance, KeyPlayers, LossBand

SWAPS_UP_TO: Final = 20_000
"""Ties of the largest network whose ties are shuffled for an answer."""
SHUFFLED: Final = 150_000
"""Ties times networks with shuffled ties that one answer may cost; a swap is slower to draw."""
SPECTRUM_UP_TO: Final = 3000
"""Actors of the largest group whose algebraic connectivity is computed for an answer."""
KEY_PLAYERS_UP_TO: Final = 5000
KEY_PLAYERS: Final = 3
FEWEST_COOPERATIONS: Final = 10
"""Below this number of cooperations nothing is said of whether kinds of actors meet."""
DRAWS: Final = 40
TWO_SIDED: Final = 0.025


def brokerage(network_of: Measured, brokers: Sentence | None, pivots: int | None) -> Measures:
    """Return how far some stand between others, and how closed in actors are.

    Args:
        network_of: The network.
        brokers: What is said about who ties others together; None without any.
        pivots: Actors that the paths of betweenness were followed from; None: all.
    """
    from ecosystem.analysis import network

    compact = network_of.held
    contacts = network.degree(compact)
    several = contacts.index[contacts >= 2]  # noqa: PLR2004  one contact cannot know another
    if brokers is None or several.empty:
        return {}
    size, closed_in = network.effective_size(compact), network.constraint(compact)
    new = float((size[several] / contacts[several]).median())
    closed = int((size[several] <= 1 + 1e-9).sum())
    how = "exact" if pivots is None else f"sampled from {pivots} actors"
    return (
        figure(
            "betweenness",
            float(network.betweenness(compact).scores.max()),
            len(contacts),
            how=how,
            sentence=brokers,
        )
        | figure(
            "effective_size",
            new,
            len(several),
            phrase("effective_size", percent=percent(new), actors=len(several)),
        )
        | figure(
            "constraint",
            float(closed_in[several].median()),
            len(several),
            phrase("constraint.none", actors=len(several))
            if closed == 0
            else phrase("constraint", closed=closed, actors=len(several)),
        )
    )


def roles(network_of: Measured) -> Measures:
    """Count how often one actor passes on between types, halved: no tie has a direction here."""
    from ecosystem.analysis import network

    tied, kinds = network_of.tied, network_of.kinds
    counts = network.gould_fernandez(tied, kinds).sum() / 2
    if counts.sum() == 0 or len(set(kinds.values())) < 2:  # noqa: PLR2004
        return {}
    chance = network.gould_fernandez_expected(tied, kinds).sum() / 2
    measures: Measures = {}
    for role in ("coordinator", "itinerant", "gatekeeper", "liaison"):
        is_both = role == "gatekeeper"
        names = [role, "representative"] if is_both else [role]
        count, expected = float(counts[names].sum()), float(chance[names].sum())
        measures |= figure(
            f"role_{role}",
            count,
            int(counts.sum()),
            expected=expected,
            sentence=phrase(f"role.{role}", count=int(count), expected=round(expected)),
        )
    return measures


# How it is shaped, and who mixes with whom.


def shape(network_of: Measured) -> Measures:
    """Return the circles, the densest core, the cohesion and how much hangs on a few."""
    from ecosystem.analysis import network

    compact = network_of.held
    if len(compact.starts) == 0:
        return {}
    n = len(network_of.kinds)
    division, core = network.communities(compact), network.k_core(compact)
    circles, deepest = int((division.value_counts() > 1).sum()), int(core.max())
    return (
        figure(
            "modularity",
            network.modularity(compact, division.to_dict()),
            n,
            phrase("circles.one" if circles == 1 else "circles", circles=circles),
        )
        | figure(
            "densest_core",
            float(deepest),
            n,
            phrase("core", actors=int((core == deepest).sum()), ties=deepest),
        )
        | _spectrum(network_of)
        | _robustness(network_of)
    )


def _spectrum(network_of: Measured) -> Measures:
    from ecosystem.analysis import network

    compact = network_of.held
    group = network.components(compact)
    inside = group.index[group == 0]
    if len(inside) > SPECTRUM_UP_TO:
        return {}
    value = network.algebraic_connectivity(
        compact.without([node for node in compact.ids if group[node] != 0])
    )
    return figure(
        "algebraic_connectivity",
        value,
        len(inside),
        phrase("connectivity", value=float(f"{value:.2g}"), actors=len(inside)),
    )


def _robustness(network_of: Measured) -> Measures:
    from ecosystem.analysis import network

    compact = network_of.held
    order = network.degree(compact).sort_values(ascending=False, kind="stable")
    aimed = network.robustness(compact, order=list(order.index))
    random = network.robustness(compact, draws=10)
    halved = [
        int((result.curve <= result.curve.iloc[0] / 2).to_numpy().argmax())
        for result in (aimed, random)
    ]
    return figure(
        "robustness",
        aimed.index,
        len(network_of.kinds),
        expected=random.index,
        sentence=phrase("robustness", aimed=halved[0], random=halved[1]),
    )


def mixing(network_of: Measured) -> Measures:
    """Return how far actors cooperate across types, beside chance.

    Only partners and joint projects count. A membership joins a firm with a cluster whatever
    happens: that all of those go between types is true by construction, and is not told.
    """
    from ecosystem.analysis import network

    cooperation = network_of.cooperation
    kinds = {node: network_of.kinds[node] for node in cooperation.ids}
    ties = len(cooperation.starts)
    if ties == 0 or len(set(kinds.values())) < 2:  # noqa: PLR2004
        return {}
    draws = max(20, min(500, NULL_WORK // ties))
    mixed = network.ei_index_against_chance(cooperation, kinds, draws=draws)
    crossing = {
        "percent": percent((1 + mixed.observed) / 2),
        "expected": percent((1 + mixed.expected) / 2),
    }
    half = 1.96 * mixed.sd
    measures = figure(
        "ei_index_by_kind",
        mixed.observed,
        ties,
        low=max(-1.0, mixed.expected - half),
        high=min(1.0, mixed.expected + half),
        expected=mixed.expected,
        draws=draws,
        sentence=phrase("mixing.too_few", count=ties)
        if ties < FEWEST_COOPERATIONS
        else phrase(f"mixing.{_verdict(mixed)}", count=ties, **crossing),
    )
    is_told = FEWEST_COOPERATIONS <= ties <= SWAPS_UP_TO
    return measures | (_likeness(network_of, kinds) if is_told else {})


def _verdict(figures: "AgainstChance") -> str:
    if figures.p_low <= TWO_SIDED:
        return "fewer"
    return "more" if figures.p_high <= TWO_SIDED else "chance"


def _likeness(network_of: Measured, kinds: Mapping[str, str]) -> Measures:
    from ecosystem.analysis import network

    cooperation = network_of.cooperation
    ties = len(cooperation.starts)
    draws = max(50, min(200, SHUFFLED // ties))
    alike = network.assortativity_against_chance(cooperation, kinds, draws=draws)
    if not isfinite(alike.observed):
        return {}
    half = 1.96 * alike.sd
    return figure(
        "assortativity_by_kind",
        alike.observed,
        ties,
        low=finite(max(-1.0, alike.expected - half)),
        high=finite(min(1.0, alike.expected + half)),
        expected=finite(alike.expected),
        draws=draws,
        sentence=phrase(f"likeness.{_verdict(alike)}"),
    )


# What it would lose.


def loss(network_of: Measured) -> Measures:
    """Return the largest loss of one actor, and of three together; example data is not named."""
    from ecosystem.analysis import network

    n, real = len(network_of.kinds), network_of.real
    if n < 3 or not real:  # noqa: PLR2004  two actors cannot fall further apart than one tie
        return {}
    losses = network_of.losses.loc[real, "loss"]
    worst = float(losses.max())
    if worst <= 0:
        return figure("largest_loss", 0.0, n, bands="", sentence=phrase("loss.none"))
    bands = network.loss_bands(network_of.graph, first=1, draws=DRAWS, among=real)
    names = sorted(losses.index[losses >= worst - 1e-12])
    band = next((band for band in bands if band.actor_id == names[0]), None)
    measures = figure(
        "largest_loss",
        worst,
        n,
        low=band.low if band else None,
        high=band.high if band else None,
        bands=f"; bands from {DRAWS} draws without a fifth of ties and projects; example data is "
        "not named",
        sentence=_say_worst(network_of, names, bands),
    )
    if KEY_PLAYERS < n <= KEY_PLAYERS_UP_TO and len(real) >= KEY_PLAYERS:
        players = network.key_players(network_of.graph, KEY_PLAYERS, among=real)
        measures |= _together(network_of, players)
    return measures


def _say_worst(network_of: Measured, names: list[str], bands: "tuple[LossBand, ...]") -> Sentence:
    """Write whose loss fragments most, all that share it, and others that may be it as well."""
    row = network_of.losses.to_dict("index")[names[0]]
    after, grown = row["fragmentation_after"], row["loss"]
    shares: dict[str, str | float] = {"before": percent(after - grown), "after": percent(after)}
    if len(names) > MOST_NAMES:
        return phrase("loss.many", count=len(names), **shares)
    if len(names) > 1:
        return phrase("loss.shared", names=network_of.names(names), **shares)
    shares |= {"name": network_of.name(names[0]), "cut_off": int(row["cut_off"])}
    others = sorted(network_of.name(b.actor_id) for b in bands if b.actor_id != names[0])
    is_clear = any(b.actor_id == names[0] and b.band == "clear" for b in bands)
    if is_clear or not others:
        return phrase("loss", **shares)
    return phrase("loss.unsure", **shares, others=", ".join(others[:5]))


def _together(network_of: Measured, players: "KeyPlayers") -> Measures:
    return figure(
        "key_players",
        players.fragmentation_after - players.fragmentation_before,
        len(network_of.kinds),
        size=KEY_PLAYERS,
        sentence=phrase(
            "key_players",
            names=network_of.names(list(players.actor_ids)),
            before=percent(players.fragmentation_before),
            after=percent(players.fragmentation_after),
        ),
    )
