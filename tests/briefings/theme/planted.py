"""Registers whose truth is known: so many are first-timers, so many go on each day, so many close.

Every table is made at once from columns, so that one register can hold a thousand runs.
"""

from datetime import date, timedelta

import numpy as np

from ecosystem.briefings.theme.basis import ThemeBasis
from ecosystem.model.analysis import AnalysisParameters, AnalysisSettings
from tests.builders import a_register

UNTIL = date(2026, 1, 1)
ON = date(2026, 11, 30)
NEVER = 10**6
"""Days until what does not happen."""


def asked(register, **parameters):
    """Return what a part is asked with: these parameters, of this register."""
    return ThemeBasis.of(register, ON, AnalysisParameters(**parameters), AnalysisSettings())


def of_uses(uses, closed=None, providers=None):
    """Make a register of firms that used offers.

    Args:
        uses: Pairs of a firm and an offer, with the day of the start.
        closed: The day on which a firm closed.
        providers: The actor behind an offer; ``klynge`` is a cluster.
    """
    closings, behind = closed or {}, providers or {}
    firms = [
        {"actor_id": firm, "kind": "firm", "name": firm, "closed": closings.get(firm)}
        for firm in sorted({firm for firm, _, _ in uses})
    ]
    offers = [
        {
            "offer_id": offer,
            "kind": "scheme",
            "name_da": offer,
            "provider_actor_id": behind.get(offer),
        }
        for offer in sorted({offer for _, offer, _ in uses})
    ]
    return a_register(
        actors=[{"actor_id": "klynge", "kind": "cluster", "name": "Klynge"}, *firms],
        offers=offers,
        participations=[
            {"actor_id": firm, "offer_id": offer, "role": "participant", "start": start}
            for firm, offer, start in uses
        ],
    )


def onward_share(days, hazard, closing=0.0):
    """Compute the true share that has gone on by a day, when closing competes.

    Args:
        days: Days after the entry.
        hazard: Chance of going on, each day.
        closing: Chance of closing, each day that it has not gone on.
    """
    stays = (1 - hazard) * (1 - closing)
    return hazard * (1 - stays**days) / (1 - stays)


def planted_journeys(random, entries, scheme, hazard, closing=0.0):
    """Make firms that enter a scheme, go on and close with known chances each day.

    Args:
        random: The generator.
        entries: First and last day of entry, and how many firms enter, on any day alike.
        scheme: Where they enter; they go on in ``videre``.
        hazard: Chance of going on, each day.
        closing: Chance of closing, each day.

    Returns:
        Uses and closings, for :func:`of_uses`.
    """
    first, last, count = entries
    offsets = random.integers(0, (last - first).days + 1, count)
    onward = random.geometric(hazard, count)
    closes = random.geometric(closing, count) if closing else np.full(count, NEVER)
    uses, closed = [], {}
    for firm, (offset, goes, shuts) in enumerate(zip(offsets, onward, closes, strict=True)):
        name, entry = f"{scheme}-{firm}", first + timedelta(days=int(offset))
        followed = (UNTIL - entry).days
        uses.append((name, scheme, entry))
        if goes <= min(shuts, followed):
            uses.append((name, "videre", entry + timedelta(days=int(goes))))
        if shuts <= followed:
            closed[name] = entry + timedelta(days=int(shuts))
    return uses, closed


def planted_first_timers(random, organisations, share, recall=1.0):
    """Make firms with one participation in 2015, some of whom were there in the three years before.

    Args:
        random: The generator.
        organisations: How many firms.
        share: Chance that a firm was not there before.
        recall: Chance that an earlier participation is linked to the firm; else it is another's.

    Returns:
        Uses, for :func:`of_uses`.
    """
    uses = []
    for firm in range(organisations):
        start = date(2015, 1, 1) + timedelta(days=int(random.integers(0, 365)))
        before = start - timedelta(days=int(random.integers(366, 1000)))
        uses.append((f"firma-{firm}", "x", start))
        if random.random() >= share:
            is_linked = random.random() < recall
            uses.append((f"firma-{firm}" if is_linked else f"ukoblet-{firm}", "y", before))
    return uses
