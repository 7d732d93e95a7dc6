"""Doors of the time before ``analysis/day``: the same answers, asked of a register and a day.

They stand until the rooms that still ask so have moved to ``day.membership``.
"""

from datetime import date

import pandas as pd

from ecosystem.analysis.day import OnDay
from ecosystem.model.register import Register


def code_positions(codes: pd.DataFrame, register: Register, on: date) -> pd.DataFrame:
    """Return the positions of industry codes; see ``Membership.roles_of_codes``."""
    return OnDay(register, on).membership.roles_of_codes(codes)


def tied_pairs(register: Register, on: date) -> pd.DataFrame:
    """List actors with a tie to a position; see ``Membership.tied_pairs``."""
    return OnDay(register, on).membership.tied_pairs


def designated_clusters(register: Register, on: date) -> pd.DataFrame:
    """List which clusters are designated for which positions; see ``Membership.designated``."""
    return OnDay(register, on).membership.designated
