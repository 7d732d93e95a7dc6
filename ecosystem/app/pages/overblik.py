import streamlit as st

from ecosystem.app import open_data
from ecosystem.app.folder import choose_folder
from ecosystem.app.language import either, language, say, t
from ecosystem.app.widgets import box, data_name, link_to, position_box, table, tile, today
from ecosystem.briefings.actor import OLD_AFTER_DAYS, regions_on
from ecosystem.briefings.overview import MOST_THINGS
from ecosystem.display.tables import as_text, kind_name
from ecosystem.display.wording.formats import day

register = open_data.register()
regions = regions_on(register, today())

with st.container(horizontal=True, vertical_alignment="bottom"):
    region = box(t("overview.region"), list(regions), regions, "sted", t("frame.whole_country"))
    position = position_box(register, t("overview.position"), t("overview.all_positions"))
filters = {k: v for k, v in {"sted": region, "tema": position}.items() if v}

with st.spinner(t("overview.counting")):
    briefing = open_data.overview(today(), position, region)
st.caption(t("overview.shown", shown=briefing.actors, all=briefing.actors_in_all))

tiles = st.columns(4)
with tiles[0].container(border=True, height="stretch", key="tile_actors"):
    note = t("overview.tile.actors.note", synthetic=briefing.synthetic)
    tile(t("overview.tile.actors"), briefing.actors, note if briefing.synthetic else "")
    link_to("aktoerer", t("overview.tile.actors.link"), filters)
with tiles[1].container(border=True, height="stretch", key="tile_links"):
    note = t("overview.tile.links.note", documented=briefing.documented)
    tile(t("overview.tile.links"), briefing.links, note)
    link_to("aktoerer", t("overview.tile.links.link"), {**filters, "alene": "1"})
with tiles[2].container(border=True, height="stretch", key="tile_places"):
    without = briefing.without_supporter
    tile(
        t("overview.tile.places.theme" if position else "overview.tile.places"),
        briefing.municipalities
        and t("overview.tile.places.value", n=len(without), of=briefing.municipalities),
    )
    if without:
        with st.expander(t("overview.tile.places.see")):
            st.write(", ".join(map(data_name, without)))
with tiles[3].container(border=True, height="stretch", key="tile_checked"):
    fresh = briefing.freshness
    note = t("overview.tile.checked.note", never=fresh.never)
    tile(t("overview.tile.checked"), fresh.not_within_a_year, note)
    link_to("aktoerer", t("overview.tile.checked.link"), {**filters, "alder": "gammel"})

is_full = len(briefing.things) == MOST_THINGS
st.header(t("overview.things" if is_full else "overview.things.fewer"), anchor=False)
for place, thing in enumerate(briefing.things):
    with st.container(border=True, key=f"thing_{place}"):
        st.markdown(f"**{say(thing.sentence)}**")
        with st.expander(t("overview.thing.see")):
            st.write(say(thing.rule))
            st.write(", ".join(map(data_name, either(thing.names_da, thing.names_en))))
        if thing.filters:
            link_to("aktoerer", t("overview.thing.list"), thing.filters)
if not briefing.things:
    st.info(t("overview.things.none"))

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
