"""Have at hand what the first reader asks: of a server that started, a new day, another register.

The register the app opens on is read while the first browser is still loading the page, and every
position is worked out by a process of its own. A minute after the register or the searches that
led nowhere have changed, or the day has, the same is done again.
"""

import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from threading import Thread
from typing import TYPE_CHECKING, Final

from ecosystem.app.gaps import cached_gaps
from ecosystem.app.map import cached_maps
from ecosystem.app.network import cached_networks
from ecosystem.app.server.long_lived import keep_out_of_collections
from ecosystem.app.shared import ahead, cached_data
from ecosystem.app.shared.ahead import Errand
from ecosystem.app.shared.widgets import today
from ecosystem.model.errors import EcosystemError

if TYPE_CHECKING:
    from streamlit import App

LOOK_AGAIN_S: Final = 60.0
"""How often it is looked whether something has changed."""

log = logging.getLogger(__name__)


@asynccontextmanager
async def ready(app: "App") -> AsyncIterator[None]:  # noqa: ARG001 - Streamlit hands it over
    """Warm up while the first reader's browser is still loading the page, and stay warm."""
    Thread(target=_stay_warm, daemon=True).start()
    yield


def _stay_warm() -> None:
    worked_out = None
    while True:
        try:
            worked_out = warm_up(worked_out)
        except EcosystemError as error:  # the page tells what is wrong
            log.info("%s", error)
        time.sleep(LOOK_AGAIN_S)


def warm_up(worked_out: tuple[Errand, int] | None = None) -> tuple[Errand, int]:
    """Work out what was not worked out yet.

    Args:
        worked_out: What the last call worked out.

    Returns:
        The register, its version and the day, and when the searches last changed.

    Raises:
        EcosystemError: It cannot be told what is asked.
    """
    errand_now = cached_gaps.ask_ahead(today())
    if errand_now != worked_out:
        cached_data.warm_up()
        cached_gaps.warm_up(errand_now[0].on)
        keep_out_of_collections()
        take_from_ahead(*errand_now)
    return errand_now


def take_from_ahead(errand: Errand, searched: int) -> None:
    """Keep the answers of every position as they come, until the register changes."""
    for answers in ahead.positions(errand):
        if cached_data.version_now(errand.folder) != errand.version:
            break
        if answers.gaps is not None:
            cached_gaps.keep(errand, searched, answers.position_id, answers.gaps)
        if answers.coverage is not None:
            cached_maps.keep(errand, answers.position_id, answers.coverage)
        if answers.network is not None and answers.view is not None:
            cached_networks.keep(errand, answers.position_id, answers.network, answers.view)
