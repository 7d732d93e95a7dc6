"""Cached doors to referrals: what holds on a day, and which edition of the rules it is.

They stand beside ``cached_data`` and are kept for each folder and its version, like the register.
Nothing of a firm goes through here.
"""

from datetime import date

import streamlit as st

from ecosystem.app.network import cached_networks
from ecosystem.app.shared import cached_data
from ecosystem.briefings.basis.referral import (
    MeaningIndex,
    ReferralContext,
    meaning_index,
    referral_context,
)
from ecosystem.briefings.referral.firm import FirmBriefing, WarmWay, find_warm_ways
from ecosystem.model.danish import sort_key
from ecosystem.model.drafts import Edition
from ecosystem.model.register import Register
from ecosystem.sources.register.editions import edition_of


def context(on: date) -> ReferralContext:
    """Return what holds for every referral of a day, gathered once for all readers."""
    return _context(*_now(), on)


def text_index() -> MeaningIndex:
    """Return the documents that a firm's own words are held against."""
    return _text_index(*_now())


def warm_ways(register: Register, briefing: FirmBriefing) -> tuple[WarmWay, ...]:
    """Find who can introduce a firm of the register to the actors of its way."""
    if briefing.firm.actor_id is None:
        return ()
    actors = [step.actor_id for step in briefing.path if step.actor_id is not None]
    graph = cached_networks.network(cached_networks.Choice(None, briefing.on))
    return find_warm_ways(register, briefing.firm, actors, briefing.on, graph)


def own_organisations(on: date) -> dict[str, str]:
    """List the organisations that a firm can be referred to, in Danish order."""
    day_context = context(on)
    by_id = day_context.providers
    providers = [
        by_id[actor_id] for actor_id in day_context.offers_by_provider if actor_id in by_id
    ]
    ordered = sorted(providers, key=lambda provider: sort_key(provider.name))
    return {provider.actor_id: provider.name for provider in ordered}


def edition() -> Edition:
    """Return which rules and register answers rest on now."""
    return _edition(*_now())


@st.cache_resource(max_entries=4, show_spinner=False)
def _context(register_folder: str, version: str, on: date) -> ReferralContext:
    return referral_context(cached_data.day_of(register_folder, version, on))


@st.cache_resource(max_entries=4, show_spinner=False)
def _text_index(register_folder: str, version: str) -> MeaningIndex:
    return meaning_index(cached_data.read(register_folder, version))


@st.cache_resource(max_entries=4, show_spinner=False)
def _edition(register_folder: str, version: str) -> Edition:
    return edition_of(cached_data.read(register_folder, version))


def _now() -> tuple[str, str]:
    return cached_data.folder(), cached_data.version_now()
