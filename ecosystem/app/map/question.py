"""What the reader asks the map: position, measure, whose reach, how near, and a proposal."""

from dataclasses import dataclass
from typing import Final

import streamlit as st

from ecosystem.app.map import cached_maps
from ecosystem.app.map.choice import choose_in_box
from ecosystem.app.shared.language import t
from ecosystem.app.shared.widgets import (
    box,
    data_name,
    position_names,
    today,
)
from ecosystem.briefings.basis.coverage import WITHIN_KM, ProviderSet
from ecosystem.briefings.coverage.siting import SitingBriefing
from ecosystem.display.maps import (
    MEASURES,
    Measure,
)
from ecosystem.model.errors import EcosystemError, NotRecordedError
from ecosystem.model.register import Register

LIMITS_KM: Final = ("30", "50", "75", "100")
PLACES: Final = ("1", "2", "3", "5")


@dataclass(frozen=True, slots=True)
class Question:
    """What the reader asks the map."""

    position_id: str
    measure: Measure
    served: ProviderSet
    within: float
    add: int | None
    municipality_code: str | None
    """Code of the municipality that is looked at."""


def cannot_draw(register: Register) -> str | None:
    """Return the key of what to say where the register lacks what every map needs."""
    if register.strength_positions is None or register.strength_positions.empty:
        return "map.no_positions"
    if register.municipalities is None or register.municipalities.empty:
        return "map.no_municipalities"
    return None


def ask(register: Register) -> Question:
    """Let the reader say which position, what to show, whose offices and how near.

    The register has positions and municipalities; see :func:`cannot_draw`.
    """
    positions = position_names(register)
    measures: dict[str, str] = {name: t(f"map.measure.{name}") for name in MEASURES}
    served = {name: t(f"map.served.{name}") for name in ("cluster", "position", "system")}
    limits = {limit: t("map.within.km", km=int(limit)) for limit in LIMITS_KM}
    places = {count: t("map.add.places", count=int(count)) for count in PLACES}
    places["1"] = t("map.add.place")
    with st.container(key="map_filters"):
        first, second = st.columns([1, 1, 1]), st.columns([1, 1, 1])
        with first[0]:
            position = box(
                t("map.position"),
                list(positions),
                positions,
                "tema",
                next(iter(positions.values())),
            )
        with first[1]:
            measure = box(t("map.show"), list(MEASURES), measures, "vis", measures["state"])
        with first[2]:
            municipality_code = choose_in_box(register)
        with second[0]:
            whose = box(t("map.served"), list(served), served, "hvem", served["cluster"])
        with second[1]:
            within = box(t("map.within"), list(limits), limits, "inden", limits["50"])
        with second[2]:
            add = box(t("map.add"), list(places), places, "steder", t("map.add.none"))
    return Question(
        position_id=position or next(iter(positions)),
        measure=_measure(measure),
        served=_served(whose),
        within=float(within) if within else WITHIN_KM,
        add=int(add) if add else None,
        municipality_code=municipality_code,
    )


def _measure(measure_id: str | None) -> Measure:
    return next((name for name in MEASURES if name == measure_id), "state")


def _served(served_id: str | None) -> ProviderSet:
    every: tuple[ProviderSet, ...] = ("cluster", "position", "system")
    return next((name for name in every if name == served_id), "cluster")


def propose(question: Question) -> SitingBriefing | None:
    """Work out where presence could be added, if that was asked; say so when it cannot be."""
    if question.add is None:
        return None
    try:
        return cached_maps.siting(
            question.position_id, question.add, today(), question.within, question.served
        )
    except NotRecordedError as error:
        st.warning(_why_no_proposal(question, error))
    except EcosystemError as error:
        st.warning(data_name(error))
    return None


def _why_no_proposal(question: Question, error: NotRecordedError) -> str:
    """Return which table a proposal waits for; nothing is proposed without it."""
    briefing = cached_maps.coverage(question.position_id, today(), question.within, question.served)
    absent = briefing.not_recorded["office"]
    if not absent:
        return t("coverage.firms_not_recorded") if briefing.firms is None else data_name(error)
    return t("map.no_proposal", table=t(f"table.{absent[0]}"), file=f"{absent[0]}.csv")
