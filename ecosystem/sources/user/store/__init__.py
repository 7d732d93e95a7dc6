"""The store of users' own words: notes on gaps, dead ends, drafts, judgements of latent needs.

One SQLite file, ``words.db``, in the user's own folder; ``docs/why.md`` says why. Whoever writes
is told what was written meanwhile, and what was acknowledged stays.
"""

from ecosystem.sources.user.store.drafts import DraftChangedError, StoredDraft, new_token
from ecosystem.sources.user.store.keeping import Store, open_store, own_store, store_of
from ecosystem.sources.user.store.taking_over import TakenOver

__all__ = [
    "DraftChangedError",
    "Store",
    "StoredDraft",
    "TakenOver",
    "new_token",
    "open_store",
    "own_store",
    "store_of",
]
