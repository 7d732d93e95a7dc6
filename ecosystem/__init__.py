"""Clusters, institutions, hubs and firms per strength position: coverage, gaps and referrals.

The main walk, in Python:

>>> import ecosystem
>>> register = ecosystem.read_register()
>>> register.label
'Danmarks erhvervsfremme'
"""

from importlib import import_module
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from ecosystem.analysis.graph import build_graph
    from ecosystem.analysis.referral import suggest_referrals
    from ecosystem.sources.register import read_register

_HOMES: Final = {
    "read_register": "ecosystem.sources.register",
    "build_graph": "ecosystem.analysis.graph",
    "suggest_referrals": "ecosystem.analysis.referral",
}

__all__ = ["build_graph", "read_register", "suggest_referrals"]


def __getattr__(name: str) -> object:
    """Import a public function where it is first used, so that ``import ecosystem`` is light."""
    if name not in _HOMES:
        message = f"module 'ecosystem' has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(_HOMES[name]), name)
