"""Keep what lives long out of garbage collection, so that no click pays for looking through it.

Streamlit collects garbage after every run of a page, and meanwhile every reader waits. A register,
its rules and the libraries are some 230,000 objects that stay as long as the server, and looking
through them took four fifths of a run. Whatever a whole collection leaves alive beyond a bound is
therefore frozen there and then: after the warm-up, after a large answer was worked out and kept,
after a page imported what it needs, alike. What is frozen and falls out of use is still freed,
unless it refers to itself in a circle; for those, everything is looked through again now and then.
"""

import gc
from typing import Any, Final

MOST_LOOKED_THROUGH: Final = 10_000
"""Objects that a collection may find alive and leave where they are; about 5 ms of processor."""
FREEZES_BETWEEN_THAWS: Final = 8
"""After so many, the next whole collection looks through what was frozen as well."""

_OLDEST: Final = 2


class _Freezer:
    """What is called after each collection; counts how often it froze since it last thawed."""

    def __init__(self) -> None:
        self.freezes = 0

    def __call__(self, phase: str, info: dict[str, Any]) -> None:
        if phase != "stop" or info["generation"] != _OLDEST:
            return
        if len(gc.get_objects(generation=_OLDEST)) <= MOST_LOOKED_THROUGH:
            return
        if self.freezes < FREEZES_BETWEEN_THAWS:
            self.freezes += 1
            gc.freeze()
        else:
            self.freezes = 0
            gc.unfreeze()


_freezer: Final = _Freezer()


def keep_out_of_collections() -> None:
    """Freeze what lives long from now on, beginning with what is there already."""
    if _freezer not in gc.callbacks:
        gc.callbacks.append(_freezer)
    gc.collect()
