"""A network looks the same on the screen and in every file, and hostile names do nothing."""

import csv
import io
import json
import re
from dataclasses import replace

import networkx as nx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecosystem.briefings.network.paths import PathBrief, StepBrief
from ecosystem.display.network import graph_files, graph_view, layout, network_rows, view_building
from ecosystem.display.network.browser import Emphasis, for_browser
from ecosystem.display.network.graph_view import ACTOR_LOOKS, LOOK_OF_KIND, LOOK_OF_TIE, TIE_LOOKS
from ecosystem.display.network.html_file import asks_outside, export_html, safe_text
from ecosystem.model.errors import EcosystemError
from ecosystem.model.vocabulary import ActorKind, TieKind

HOSTILE = '</script><img src=x onerror="window.__x=1"> href ![](https://example.org/x.png)'


def a_view(names=("Klynge Æ", "Jensen ApS", "Ejer Olsen"), **fields):
    """A cluster with two members, the last of them owned by a person."""
    actors = {
        f"a{number}": graph_view.Actor(
            id=f"a{number}",
            name=name,
            kind="cluster" if number == 0 else "firm",
            is_personally_owned=number == 2,
        )
        for number, name in enumerate(names)
    }
    ties = tuple(
        graph_view.Tie(key, "a0", "member_of", "member", 2024, "https://example.dk/liste")
        for key in list(actors)[1:]
    )
    bare = graph_view.GraphView(actors, ties, {}, title="Netværk", source="test", **fields)
    return replace(bare, places=layout.place_actors(bare))


def test_every_kind_of_actor_and_tie_has_a_look():
    """A kind that data may hold can be drawn, and every look has words."""
    assert {kind.value for kind in ActorKind} <= set(LOOK_OF_KIND)
    assert {kind.value for kind in TieKind} == set(LOOK_OF_TIE)
    assert set(LOOK_OF_KIND.values()) == set(ACTOR_LOOKS)
    assert set(LOOK_OF_TIE.values()) == set(TIE_LOOKS)


def test_shapes_tell_types_apart_without_colour():
    """No two types share a shape, but for the hollow one that says that nobody knows."""
    shapes = [(look.shape, look.is_hollow) for look in ACTOR_LOOKS.values()]

    assert len(set(shapes)) == len(shapes)


def test_the_page_asks_no_other_server_and_holds_its_own_policy():
    """Nothing is loaded from outside, whatever pyvis writes."""
    page = export_html(a_view())

    assert not re.search(r"""(src|href)\s*=\s*["']?(https?:)?//""", page)
    assert "default-src 'none'" in page
    assert 'lang="da"' in page
    assert page.count("<h1>") == 1


def test_a_hostile_name_is_text_in_every_part_of_the_page():
    """Neither the drawing's script nor the table nor the heading holds a tag from the data."""
    page = export_html(replace(a_view((HOSTILE, HOSTILE)), title=HOSTILE, source=HOSTILE))

    assert "<img" not in page
    assert page.count("</script>") == export_html(a_view(("a", "b"))).count("</script>")
    assert "&lt;img src=x" in page
    nodes = re.search(r"nodes = new vis\.DataSet\((\[.*?\])\);", page)
    assert nodes is not None
    assert "href" not in nodes[1]
    assert "<" not in nodes[1]


@given(st.text(max_size=60))
@settings(max_examples=60, deadline=None)
def test_no_name_breaks_out_of_a_file(name):
    """Any text may be a name: every form can be written and read again."""
    view = a_view((name, "b"))

    assert "<" not in safe_text(name)
    nx.read_gexf(io.BytesIO(graph_files.to_gexf(view)))
    nx.parse_graphml(graph_files.to_graphml(view).decode())
    json.loads(graph_files.to_cytoscape(view))
    rows = list(csv.reader(io.StringIO(graph_files.to_csv(view).decode("utf-8-sig"))))
    assert len(rows) == 2


def test_every_form_holds_the_same_actors_and_ties():
    """Three actors and two ties in Gephi, GraphML, Cytoscape, CSV and Excel."""
    from openpyxl import load_workbook

    view = a_view()
    gexf = nx.read_gexf(io.BytesIO(graph_files.to_gexf(view)))
    graphml = nx.parse_graphml(graph_files.to_graphml(view).decode())
    cytoscape = json.loads(graph_files.to_cytoscape(view))["elements"]
    book = load_workbook(io.BytesIO(graph_files.to_xlsx(view)))

    assert len(gexf) == len(graphml) == len(cytoscape["nodes"]) == 3
    assert gexf.size() == graphml.size() == len(cytoscape["edges"]) == 2
    assert gexf.nodes["a0"]["label"] == "Klynge Æ"
    assert graphml.nodes["a0"]["colour"] == ACTOR_LOOKS["cluster"].colour
    assert book["Forbindelser"].max_row - 1 == 2
    assert book["Aktører"].max_row - 1 == 3
    assert "Om tallene" in book.sheetnames


def test_pictures_are_drawn_with_names_legend_and_source():
    """The SVG reads alone, and the PNG is a PNG."""
    view = a_view()
    svg = graph_files.to_svg(view).decode()

    assert "Klynge Æ" in svg
    assert "er medlem af" in svg
    assert "Kilde: test" in svg
    assert graph_files.to_png(view).startswith(b"\x89PNG")
    assert "&lt;/script&gt;" in graph_files.to_svg(a_view((HOSTILE, "b"))).decode()


def test_firms_owned_by_a_person_are_left_out_and_counted():
    """Their names are in no file, and the file says how many are missing."""
    view = a_view().without_persons()
    page = export_html(view)

    assert view.left_out == 1
    assert "Ejer Olsen" not in page
    assert "personer" in page or "en person ejer virksomheden: 1" in page
    assert b"Olsen" not in graph_files.to_csv(view)


def test_example_data_say_so_in_every_form():
    """Nobody takes an invented firm for a real one."""
    page = export_html(a_view(is_synthetic=True))

    assert "Eksempeldata" in page
    assert "Eksempeldata" in graph_files.to_svg(a_view(is_synthetic=True)).decode()
    assert "Eksempeldata" not in export_html(a_view())


def test_a_cell_that_begins_like_a_formula_is_text():
    """A spreadsheet does not obey a name."""
    rows = graph_files.to_csv(a_view(('=HYPERLINK("http://x")', "b"))).decode("utf-8-sig")

    assert "'=HYPERLINK" in rows


def test_an_unknown_ending_is_told_with_those_known(tmp_path):
    """No file is written."""
    with pytest.raises(EcosystemError, match=r"\.gexf"):
        graph_files.write_graph(nx.MultiDiGraph(), tmp_path / "n.docx")
    assert list(tmp_path.iterdir()) == []


def test_places_are_the_same_every_time_and_names_do_not_stand_on_each_other():
    """A reader who has learnt where an actor stands finds it there again."""
    club = nx.karate_club_graph()
    actors = {str(n): graph_view.Actor(str(n), f"Aktør {n}", "firm") for n in club}
    ties = tuple(
        graph_view.Tie(str(a), str(b), "partner", "claimed", None, None) for a, b in club.edges
    )
    view = graph_view.GraphView(actors, ties, {})

    places = layout.place_actors(view)

    assert places == layout.place_actors(view)
    spots = list(places.values())
    near = [
        abs(x1 - x2) < 20 and abs(y1 - y2) < 20
        for place, (x1, y1) in enumerate(spots)
        for x2, y2 in spots[place + 1 :]
    ]
    assert not any(near)


def test_leaving_actors_out_moves_nobody():
    """The view of an actor's neighbours has the places of the whole."""
    view = a_view(tuple(f"n{i}" for i in range(30)))
    near = view.around("a5", 1)

    assert set(near.actors) == {"a5", "a0"}
    assert all(near.places[key] == view.places[key] for key in near.actors)
    drawn = {node["id"]: (node["x"], node["y"]) for node in for_browser(near, view)["nodes"]}
    assert drawn == {key: view.places[key] for key in near.actors}


@pytest.mark.parametrize(("steps", "names"), [(1, {"a", "b"}), (2, {"a", "b", "c"})])
def test_focus_keeps_those_within_some_steps(steps, names):
    """One step is neighbours, two steps their neighbours too."""
    ties = tuple(
        graph_view.Tie(s, e, "partner", "claimed", None, None) for s, e in ("ab", "bc", "cd")
    )
    actors = {key: graph_view.Actor(key, key, "firm") for key in "abcd"}

    assert set(graph_view.GraphView(actors, ties, {}).around("a", steps).actors) == names


def test_types_fade_and_do_not_vanish():
    """A faded actor keeps its place and loses its name; its ties fade with it."""
    drawing = for_browser(a_view(), a_view(), Emphasis(faded={"a1"}))

    nodes = {node["id"]: node for node in drawing["nodes"]}
    assert nodes["a1"]["opacity"] < 1
    assert nodes["a1"]["label"] == " "
    assert [edge["color"]["opacity"] < 1 for edge in drawing["edges"]] == [True, False]
    assert [actor["id"] for actor in drawing["order"]] == ["a0", "a2"]
    assert drawing["order"][0]["say"] == "Klynge Æ, Klynge eller netværk, 2 forbindelser"


def test_many_actors_are_drawn_together_by_type_and_region():
    """Numbers add up to the actors, and ties between groups are counted."""
    view = a_view(tuple(f"n{i}" for i in range(200)))

    together = view_building.grouped(view, {})

    assert sum(actor.count for actor in together.actors.values()) == 200
    assert [tie.count for tie in together.ties] == [199]
    assert set(together.places) == set(together.actors)


def test_groups_keep_the_shape_of_their_type_and_say_how_many_they_hold():
    """A group of universities is a diamond in a column of its own, not of unknown type."""
    actors = {
        f"{kind}{number}": graph_view.Actor(f"{kind}{number}", "N", kind, region_code=region)
        for kind in ("firm", "knowledge_institution", "municipal_office")
        for number, region in enumerate(["1081", "1082", None])
    }
    view = graph_view.GraphView(actors, (), {})

    together = view_building.grouped(view, {"1081": "Region Nordjylland"})

    looks = {actor.look for actor in together.actors.values()}
    assert looks == {"firm", "knowledge", "public"}
    assert len(set(together.places.values())) == len(together.actors) == 9
    labels = {actor.label for actor in together.actors.values()}
    assert {"Videninst.\nNordjylland: 1", "Videninst.\nUden region: 1"} <= labels
    assert network_rows.shows_together(together, view).startswith("Viser 9 grupper, som rummer 0")


def of_every_sort():
    """A firm of the position, a made-up user, a cluster, a project of two and one of one."""
    kinds = {"f": "firm", "u": "firm", "k": "cluster", "project/p": "project",
             "project/alone": "project", "offer/o": "offer"}  # fmt: skip
    actors = {
        key: graph_view.Actor(
            key, key.upper(), kind, is_synthetic=key == "u",
            membership={"u": "user", "f": "core"}.get(key),
        )
        for key, kind in kinds.items()
    }  # fmt: skip
    ties = [
        ("f", "k", "member_of"), ("f", "project/p", "takes_part"), ("k", "project/p", "takes_part"),
        ("f", "project/alone", "takes_part"), ("u", "offer/o", "uses"), ("k", "offer/o", "offers"),
    ]  # fmt: skip
    lines = tuple(graph_view.Tie(*tie, "claimed", None, "synthetic: demo") for tie in ties)
    bare = graph_view.GraphView(actors, lines, {}, title="Netværk")
    return replace(bare, places=layout.place_actors(bare))


def test_every_sort_of_tie_is_counted_under_its_own_name():
    """One membership is one tie; taking part in projects and using offers are none."""
    view = of_every_sort()
    browser = {actor["id"]: actor["say"] for actor in for_browser(view, view)["order"]}

    assert network_rows.shows(view) == (
        "Viser 3 aktører, 3 tilbud og projekter, 1 forbindelse, 3 projektdeltagelser og "
        "1 brugt tilbud. (eksempeldata)"
    )
    assert browser["f"].endswith("1 forbindelse og 2 projektdeltagelser")
    assert browser["k"].endswith("1 forbindelse, 1 projektdeltagelse og 1 eget tilbud")
    assert browser["project/p"].endswith("2 deltagere")
    assert browser["offer/o"].endswith("brugt 1 gang")
    about = network_rows.about_rows(view)
    rows = {row["id"]: row for row in network_rows.actor_rows(view)}
    assert (about["Forbindelser"], about["Projektdeltagelser"], about["Brugte tilbud"]) == (1, 3, 1)
    assert (rows["f"]["Forbindelser"], rows["f"]["Projektdeltagelser"]) == (1, 2)


def test_a_project_of_one_party_ties_nobody_and_is_not_drawn():
    """A picture shows who is connected; the project of two is a point between them."""
    view = of_every_sort().connected()

    assert "project/alone" not in view.actors
    assert {"f", "k", "project/p"} <= set(view.actors)


def test_groups_keep_what_ties_them_and_in_which_direction():
    """Firms use offers of clusters, never the other way round."""
    together = view_building.grouped(of_every_sort(), {})

    rows = {(tie.start, tie.kind, tie.end): tie.count for tie in together.ties}
    assert rows["group|firm|", "takes_part", "group|offer|"] == 2
    assert rows["group|firm|", "uses", "group|offer|"] == 1
    assert rows["group|cluster|", "offers", "group|offer|"] == 1


def test_a_made_up_actor_and_a_user_are_marked_wherever_they_are_drawn():
    """Dashed and hollow in every picture, in words in tables and for a screen reader."""
    view = of_every_sort()
    drawing = for_browser(view, view)
    nodes = {node["id"]: node for node in drawing["nodes"]}

    assert nodes["u"]["shapeProperties"]["borderDashes"] == [6, 5]
    assert nodes["u"]["color"]["background"] == "#ffffff"
    assert nodes["f"]["shapeProperties"]["borderDashes"] is False
    assert "har kun brugt et tilbud, Eksempeldata" in next(
        actor["say"] for actor in drawing["order"] if actor["id"] == "u"
    )
    assert "Eksempeldata" in [entry["label"] for entry in drawing["legend"]]
    svg = graph_files.to_svg(view).decode()
    assert 'stroke-dasharray="3 2"' in svg
    assert "Eksempeldata" in svg
    assert '"borderDashes": [6, 5]' in export_html(view)
    rows = {row["id"]: row["Hører til ved"] for row in network_rows.actor_rows(view)}
    assert rows == {
        "f": "kernebranche", "u": "har kun brugt et tilbud", "k": None, "project/p": None,
        "project/alone": None, "offer/o": None,
    }  # fmt: skip
    assert {row["Kilde"] for row in network_rows.tie_rows(view)} == {"Eksempeldata"}


def test_a_way_is_drawn_by_the_ties_that_tell_it():
    """A firm that used an offer is tied to its provider, in the direction of the use."""
    step = StepBrief(**{
        "from": "a0", "from_name": "K", "relation": "uses", "is_reversed": True, "to": "a1",
        "to_name": "F", "via": "offer/o", "via_name": "O", "evidence": "claimed", "year": 2025,
        "source": "liste",
    })  # fmt: skip
    way = PathBrief(length=1, steps=(step,))

    view = view_building.view_of_ways(a_view(), [way], {"a0", "a1", "a2"})

    assert [(tie.start, tie.end, tie.via, tie.year) for tie in view.ties] == [
        ("a1", "a0", "O", 2025)
    ]
    assert set(view.actors) == {"a0", "a1", "a2"}
    assert view.places == a_view().places


def test_a_view_of_nobody_can_be_drawn_and_written():
    """An empty network gives an empty picture, not an error."""
    nobody = a_view(())

    assert for_browser(nobody, nobody)["nodes"] == []
    for write in graph_files.WRITERS.values():
        assert write(nobody, "da")


@pytest.mark.parametrize(
    "name",
    [
        "<img src=//x.example/a.png>",
        '<a href="https://x.example">',
        "url(//x.example/a.png)",
        "@import 'x.css'",
        "</title><link rel=stylesheet href=//x.example>",
    ],
)
def test_an_actor_called_like_a_tag_does_not_deny_the_page(name):
    """The text is escaped and asks for nothing; the check reads tags, not texts."""
    page = export_html(a_view((name, "Jensen ApS", name)))

    assert asks_outside(page) == []
    assert "Jensen ApS" in page


@pytest.mark.parametrize(
    "tag",
    [
        '<script src="https://x.example/a.js"></script>',
        "<IMG SRC=//x.example/a.png>",
        '<link href="lib/a.css">',
        '<form action="/x">',
        '<video poster="a.png">',
        '<svg><image xlink:href="a.png"/></svg>',
        '<p style="background: url(a.png)">',
        "<style>@import 'a.css';</style>",
    ],
)
def test_a_tag_that_asks_for_something_is_seen(tag):
    """Whatever the drawing library comes to write, the file is refused before it is given."""
    assert asks_outside(f"<html><body>{tag}</body></html>") != []


@pytest.mark.parametrize("tag", ["<a href='#top'>", "<img src='data:image/png;base64,AA'>", "<p>x"])
def test_what_stands_in_the_page_itself_is_not_asked_for(tag):
    """Places of the page and pictures within it."""
    assert asks_outside(tag) == []
