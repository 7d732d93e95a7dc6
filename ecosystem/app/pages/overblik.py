import streamlit as st

from ecosystem.app import gap_notes, open_data, open_gaps
from ecosystem.app.folder import choose_folder
from ecosystem.app.language import language, t
from ecosystem.app.things import show_things
from ecosystem.app.widgets import box, data_name, link_to, position_box, table, tile, today
from ecosystem.briefings.actor import OLD_AFTER_DAYS, regions_on
from ecosystem.display.tables import as_text, kind_name
from ecosystem.display.wording.formats import day

register = open_data.register()
regions = regions_on(register, today())

left, right = st.columns(2)
with left:
    region = box(t("overview.region"), list(regions), regions, "sted", t("frame.whole_country"))
with right:
    position = position_box(register, t("overview.position"), t("overview.all_positions"))
filters = {k: v for k, v in {"sted": region, "tema": position}.items() if v}
tema = {"tema": position} if position else {}

with st.spinner(t("overview.counting")):
    briefing = open_data.overview(today(), position, region)
st.caption(t("overview.shown", shown=briefing.actors, all=briefing.actors_in_all))

tiles = st.columns(4)
with tiles[0].container(border=True, height="stretch", key="tile_actors"):
    note = t("overview.tile.actors.note", synthetic=briefing.synthetic)
    tile(t("overview.tile.actors"), briefing.actors, note if briefing.synthetic else "")
    link_to("aktoerer", t("overview.tile.actors.link", n=briefing.actors), filters)
with tiles[1].container(border=True, height="stretch", key="tile_links"):
    note = t("overview.tile.links.note", documented=briefing.documented)
    tile(t("overview.tile.links"), briefing.links, note)
    if briefing.links is not None:
        link_to("netvaerk", t("overview.tile.links.network", n=briefing.links), tema)
    link_to("aktoerer", t("overview.tile.links.link"), {**filters, "alene": "1"})
with tiles[2].container(border=True, height="stretch", key="tile_places"):
    without = briefing.without_supporter
    places = {"n": len(without), "of": briefing.municipalities}
    tile(
        t("overview.tile.places.theme" if position else "overview.tile.places"),
        briefing.municipalities and t("overview.tile.places.value", **places),
    )
    if briefing.municipalities:
        link_to("huller", t("overview.tile.places.link", **places), tema)
    if without:
        with st.expander(t("overview.tile.places.see")):
            st.write(", ".join(map(data_name, without)))
with tiles[3].container(border=True, height="stretch", key="tile_checked"):
    fresh = briefing.freshness
    note = t("overview.tile.checked.note", never=fresh.never)
    tile(t("overview.tile.checked"), fresh.not_within_a_year, note)
    old = t("overview.tile.checked.link", n=fresh.not_within_a_year)
    link_to("aktoerer", old, {**filters, "alder": "gammel"})

with st.spinner(t("huller.searching")):
    found = open_gaps.things(today(), position, region, gap_notes.settled())
show_things(found, briefing.things)

with st.expander(t("overview.counted")):
    st.markdown(
        t(
            "overview.counted.text",
            on=day(briefing.on, language(), is_long=True),
            unplaced=briefing.unplaced,
            days=OLD_AFTER_DAYS,
        )
    )
    rows = [
        {
            t("overview.kinds.kind"): kind_name(None if kind == "unknown" else kind, language()),
            t("overview.kinds.n"): count,
        }
        for kind, count in briefing.actors_by_kind.items()
    ]
    st.subheader(t("overview.kinds"), anchor=False)
    table(as_text(rows, language()))

choose_folder(register)
