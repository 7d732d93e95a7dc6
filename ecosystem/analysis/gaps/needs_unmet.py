"""Need gaps: no offer for a need that a position's firms in a municipality can use."""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from ecosystem.analysis.gaps.codes import NO, STALE, UNKNOWN, Codes
from ecosystem.analysis.gaps.search import Search, write_gap
from ecosystem.analysis.gaps.trust import (
    REAL,
    Trust,
    evidence_of,
    join_trust,
    not_recorded,
    tables_trust,
)
from ecosystem.model.gaps import Gap, GapEvidence
from ecosystem.model.vocabulary import GapConfidence, GapKind

LIMITS = ("within_km", "min_firms", "shelf_life_days")


def find_need_gaps(search: Search) -> list[Gap]:
    """List, for each need and position, the municipalities whose firms find no offer."""
    if not search.ground.needs:
        return []
    whole = tables_trust(search.ground, ("offers", "sites", "actors"))
    silent = {p: _silent(search, p) for p in search.asked_positions}
    return [
        gap
        for need in search.asked_needs
        for position in search.asked_positions
        for gap in _gaps_of(search, need, position, whole, silent[position])
    ]


def cell_states(search: Search, need: int, position: int) -> Codes:
    """Say for each municipality: served, not served, not known, or known too long ago.

    The answer of the page's matrix: municipalities without firms are answered too.
    """
    supply = search.supply
    is_open = supply.unknown[need, position] > 0
    is_old = supply.stale[need, position] > 0
    answers: Codes = np.select(
        [supply.yes[need, position] > 0, is_open, is_old], [1, UNKNOWN, STALE], NO
    ).astype(np.uint8)
    if search.ground.register.offers is None or _is_never_recorded(search, need):
        answers = np.where(answers == NO, UNKNOWN, answers).astype(np.uint8)
    return answers


def _gaps_of(
    search: Search, need: int, position: int, whole: Trust, silent: dict[str, np.ndarray]
) -> Iterable[Gap]:
    missing = (search.supply.yes[need, position] == 0) & search.wanted(position)
    if not missing.any():
        return
    rows = _rows(search, need, position)
    evidence = _evidence(search, rows)
    never = _never(search, need)
    said = cell_states(search, need, position)
    mute = np.zeros(search.ground.size, dtype=bool)
    for where in silent.values():
        mute |= where
    quiet = not_recorded("actor_silent", silent, actors=", ".join(_named(search, silent)))
    providers = tuple(sorted(rows["provider_actor_id"].dropna().unique()))
    ask = providers[:5]
    parts: dict[GapConfidence, tuple[np.ndarray, list[Trust]]] = {}
    for where, trust in search.split_by_trust(missing, said, ask):
        for is_mute in (False, True):
            own = where & (mute == is_mute)
            if own.any():
                joined = join_trust([trust, whole, never, quiet if is_mute else REAL])
                held, trusts = parts.setdefault(joined.confidence, (np.zeros_like(own), []))
                held |= own
                trusts.append(joined)
    for held, trusts in parts.values():
        yield write_gap(
            search,
            GapKind.NEED,
            position=position,
            need=need,
            codes=search.places(held),
            actors=providers,
            trust=join_trust(trusts),
            evidence=evidence,
            limits=LIMITS,
        )


def _is_never_recorded(search: Search, need: int) -> bool:
    offers = search.ground.register.offers
    return offers is not None and len(offers) > 0 and not bool(search.supply.ever[need])


def _never(search: Search, need: int) -> Trust:
    """A need that no offer was ever recorded for is silence, not absence."""
    if not _is_never_recorded(search, need):
        return REAL
    return not_recorded("need_never_recorded")


def _silent(search: Search, position: int) -> dict[str, np.ndarray]:
    """Actors that are expected to serve and of whose offers the register says nothing: where."""
    ground = search.ground
    offers = ground.register.offers
    if offers is None or offers.empty:
        return {}
    told = set(offers["provider_actor_id"].dropna())
    passed, kinds = told | ground.closed, ground.kinds_of(told)
    everywhere = np.ones(ground.size, dtype=bool)
    clusters = (ground.clusters_of or {}).get(ground.positions[position], ())
    found = {actor: everywhere for actor in clusters if actor not in told}
    for place, code in enumerate(ground.codes):
        expected = [*ground.office_of.get(code, ())]
        expected += [ground.hub_of[code]] if code in ground.hub_of else []
        for actor in expected:
            if actor not in passed and ground.is_omission(actor, kinds):
                where = found.setdefault(actor, np.zeros(ground.size, dtype=bool))
                where[place] = True
    return found


def _named(search: Search, actors: Iterable[str]) -> list[str]:
    return [search.ground.name_of(actor) for actor in list(actors)[:3]]


def _rows(search: Search, need: int, position: int) -> pd.DataFrame:
    """Rows of offers for the need that take the position in, open or not."""
    offers = search.ground.register.offers
    if offers is None:
        return pd.DataFrame(columns=["offer_id", "provider_actor_id", "source", "checked"])
    ids = [
        line.offer_id
        for line in search.supply.all_lines
        if need in line.needs and position in line.positions
    ]
    return offers[offers["offer_id"].isin(ids)]


def _evidence(search: Search, rows: pd.DataFrame) -> list[GapEvidence]:
    register = search.ground.register
    if register.offers is None:
        return [GapEvidence(table="offers", rows=None)]
    found = [evidence_of("offers", rows, "offer_id", ("area", "channel", "provider_actor_id"))]
    providers = set(rows["provider_actor_id"].dropna())
    if register.sites is None:
        return [*found, GapEvidence(table="sites", rows=None)]
    sites = register.sites[register.sites["actor_id"].isin(providers)]
    return [*found, evidence_of("sites", sites, "site_id", ("municipality_code",))]
