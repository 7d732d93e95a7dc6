"""The counts of the overview: tiles, what to look at first, and how each number is counted."""

from datetime import date
from typing import Final

import streamlit as st

from ecosystem.app.gaps import cached_gaps, gap_notes
from ecosystem.app.overview.priorities import show_priorities
from ecosystem.app.shared import cached_data
from ecosystem.app.shared.language import language, t
from ecosystem.app.shared.widgets import (
    box,
    data_name,
    link_to,
    position_box,
    table,
    tell_not_recorded,
    tile,
)
from ecosystem.briefings.basis.day import OnDay
from ecosystem.briefings.overview import OverviewBriefing
from ecosystem.display.tables import as_text, kind_name
from ecosystem.display.wording.formats import day
from ecosystem.model.errors import NotRecordedError
from ecosystem.model.register import Register

YEAR: Final = 365
WITHOUT_EXAMPLES: Final = {"eksempler": "uden"}
"""Filter of the page of actors under which it shows what a tile counts."""


def choose_part(register: Register, on: date) -> tuple[str | None, str | None]:
    """Let the reader choose a region and a strength position; no choice is the whole country."""
    regions = OnDay(register, on).names.regions
    left, right = st.columns(2)
    with left:
        region = box(t("overview.region"), list(regions), regions, "sted", t("frame.whole_country"))
    with right:
        position = position_box(register, t("overview.position"), t("overview.all_positions"))
    return region, position


def ask(
    register: Register, on: date, position_id: str | None, region_code: str | None
) -> OverviewBriefing | None:
    """Count; ``None`` when the register does not hold what the question needs, which is said."""
    try:
        return cached_data.overview(on, position_id, region_code)
    except NotRecordedError:
        tell_not_recorded(register)
        return None


def show_counts(briefing: OverviewBriefing) -> None:
    """Show how many actors are counted, and of a position how many firms in each cut."""
    counts = [t("overview.shown", shown=briefing.actors, all=briefing.actors_in_all)]
    if briefing.synthetic:
        counts.append(t("overview.examples", n=briefing.synthetic))
    st.caption(" · ".join(counts))
    if briefing.firms is not None:
        key = "actors.firms.members" if briefing.is_members_only else "actors.firms"
        firms = [t(key, **briefing.firms.model_dump())]
        if briefing.example_firms:
            values = {"firms": briefing.firms.firms, "n": briefing.example_firms}
            firms.append(t("overview.firms.examples", **values))
        st.caption(" ".join(firms))


def show_tiles(briefing: OverviewBriefing) -> None:
    """Show four numbers, each with a link to the page that shows the same."""
    part = {"sted": briefing.region_code, "tema": briefing.position_id}
    filters = {name: value for name, value in part.items() if value}
    tiles = st.columns(4)
    with tiles[0].container(border=True, height="stretch", key="tile_actors"):
        _actors(briefing, filters)
    with tiles[1].container(border=True, height="stretch", key="tile_links"):
        _links(briefing, filters)
    with tiles[2].container(border=True, height="stretch", key="tile_places"):
        _places(briefing, filters)
    with tiles[3].container(border=True, height="stretch", key="tile_checked"):
        _checked(briefing, filters)


def _actors(briefing: OverviewBriefing, filters: dict[str, str]) -> None:
    tile(t("overview.tile.actors"), briefing.actors)
    real = {**filters, **(WITHOUT_EXAMPLES if briefing.synthetic else {})}
    link_to("aktoerer", t("overview.tile.actors.link", n=briefing.actors), real)


def _links(briefing: OverviewBriefing, filters: dict[str, str]) -> None:
    notes = [t("overview.tile.links.note", documented=briefing.documented)]
    if briefing.example_links:
        notes.append(t("overview.tile.links.examples", n=briefing.example_links))
    tile(t("overview.tile.links"), briefing.links, " ".join(notes))
    if briefing.links is not None:
        position = {"tema": filters["tema"]} if "tema" in filters else {}
        link_to("netvaerk", t("overview.tile.links.network"), position)
        alone = {**filters, **WITHOUT_EXAMPLES, "alene": "1"}
        link_to("aktoerer", t("overview.tile.links.link"), alone)


def _places(briefing: OverviewBriefing, filters: dict[str, str]) -> None:
    is_of_position = briefing.position_id is not None
    name = t("overview.tile.places.theme" if is_of_position else "overview.tile.places")
    presence = briefing.presence
    if presence is None:
        tile(name, None)
        return
    places = {"n": len(presence.without), "of": presence.municipalities}
    alone = presence.head_office_alone
    note = t("overview.tile.places.head_office", n=alone) if alone and presence.without else ""
    tile(name, t("overview.tile.places.value", **places), note)
    if presence.without:
        with st.expander(t("overview.tile.places.see", n=len(presence.without))):
            st.write(", ".join(map(data_name, presence.without)))
        position = {"tema": filters["tema"]} if "tema" in filters else {}
        link_to("huller", t("overview.tile.places.link"), position)


def _checked(briefing: OverviewBriefing, filters: dict[str, str]) -> None:
    counts, days = briefing.freshness, briefing.shelf_life_days
    name = t(
        "overview.tile.checked.year" if days == YEAR else "overview.tile.checked.days", days=days
    )
    note = t("overview.tile.checked.note", never=counts.never_confirmed)
    tile(name, counts.to_confirm, note if counts.never_confirmed else "")
    if counts.to_confirm:
        link = t("overview.tile.checked.link", n=counts.to_confirm)
        link_to("aktoerer", link, {**filters, "alder": "gammel"})


def look_first(briefing: OverviewBriefing, on: date) -> None:
    """Show what to look at first: gaps, then what other fixed rules find."""
    with st.spinner(t("huller.searching")):
        gaps = cached_gaps.priorities(
            on, briefing.position_id, briefing.region_code, gap_notes.settled()
        )
    show_priorities(gaps, briefing)


def show_method(briefing: OverviewBriefing) -> None:
    """Show how each number is counted, and the actors by kind."""
    with st.expander(t("overview.counted")):
        st.markdown(
            t(
                "overview.counted.text",
                on=day(briefing.on, language(), is_long=True),
                unplaced=None if briefing.presence is None else briefing.presence.unplaced,
                days=briefing.shelf_life_days,
            )
        )
        st.subheader(t("overview.kinds"), anchor=False)
        table(as_text(_kinds(briefing), language()))


def _kinds(briefing: OverviewBriefing) -> list[dict[str, object]]:
    kinds = dict.fromkeys([*briefing.actors_by_kind, *briefing.synthetic_by_kind])
    return [
        {
            t("overview.kinds.kind"): kind_name(None if kind == "unknown" else kind, language()),
            t("overview.kinds.n"): briefing.actors_by_kind.get(kind, 0),
            **(
                {t("overview.kinds.examples"): briefing.synthetic_by_kind.get(kind, 0)}
                if briefing.synthetic
                else {}
            ),
        }
        for kind in kinds
    ]
