"""Coverage and siting on the command line, on the shipped register and on copies of it."""

import csv
import json
import shutil

import pytest

from ecosystem.sources.files.folders import shipped_folder, tables_folder
from tests.cli.test_changes import ecosystem

ON = ("--on", "2026-11-23")
ENERGY = ("--position", "energiteknologi")
CLUSTER = "energy_cluster_denmark"


def asked(*arguments):
    """Run a command and read its JSON document."""
    answer = ecosystem(*arguments, *ON, "--json")
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def states(document):
    """State of each municipality."""
    return {
        municipality["municipality_code"]: municipality["state"]
        for municipality in document["municipalities"]
    }


@pytest.fixture
def copy(tmp_path):
    """A copy of the shipped register, its tables one level down as in the shipped folder."""
    folder = tmp_path / "register"
    shutil.copytree(tables_folder(shipped_folder()), folder)
    shutil.copytree(shipped_folder() / "rules", folder / "rules")
    return folder


def rewritten(folder, table, change):
    """Change the rows of a table; a row changed to nothing is left out."""
    path = folder / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows = [changed for row in reader if (changed := change(row))]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, reader.fieldnames, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def test_all_municipalities_are_told(copy):
    """98, with the fields that are promised, and every sentence's figures beside it."""
    document = asked("coverage", *ENERGY, "--register", copy)

    assert len(states(document)) == 98
    assert set(states(document).values()) <= {"covered", "uncovered", "unknown", "overlap"}
    promised = "firms firms_low firms_high location_quotient lq_low lq_high activities offices"
    added = "freshness activity_freshness online_freshness is_near_limit straight_km ferry"
    assert {*promised.split(), *added.split()} <= document["municipalities"][0].keys()
    assert {"coverage_rate", "dissimilarity", "dissimilarity_expected"} <= document.keys()
    for sentence, values in zip(document["sentences"], document["sentence_values"], strict=True):
        figures = [v for v in values.values() if isinstance(v, int)]
        assert all(str(figure) in sentence for figure in figures)


def unregistered(folder):
    """Take away where the cluster is registered: it could be met there too."""

    def bare(row):
        return {**row, "municipality_code": ""} if row["actor_id"] == CLUSTER else row

    rewritten(folder, "actors", bare)


def test_a_deleted_service_area_is_unknown_and_emptied_sites_are_uncovered(copy):
    """Nothing else changes: what was uncovered stays so."""
    unregistered(copy)
    before = states(asked("coverage", *ENERGY, "--register", copy))
    rewritten(
        copy,
        "offers",
        lambda row: {**row, "area": ""} if row["provider_actor_id"] == CLUSTER else row,
    )
    without_area = states(asked("coverage", *ENERGY, "--register", copy))
    rewritten(copy, "sites", lambda row: None)
    without_sites = states(asked("coverage", *ENERGY, "--register", copy))

    turned = {"covered": "unknown", "uncovered": "uncovered"}
    assert set(before.values()) == {"covered", "uncovered"}
    assert without_area == {code: turned[state] for code, state in before.items()}
    assert set(without_sites.values()) == {"uncovered"}


def test_removed_rows_and_an_absent_table_are_unknown(copy):
    """A cluster whose offices were taken out of the table, and a table that was taken away.

    Near the place where it is registered it can be met all the same.
    """
    rewritten(copy, "sites", lambda row: None if row["actor_id"] == CLUSTER else row)
    registered = states(asked("coverage", *ENERGY, "--register", copy))
    unregistered(copy)
    silent = asked("coverage", *ENERGY, "--register", copy)
    (copy / "sites.csv").unlink()
    absent = asked("coverage", *ENERGY, "--register", copy)

    assert set(registered.values()) == {"covered", "unknown"}
    assert set(states(silent).values()) == {"unknown"}
    assert set(states(absent).values()) == {"unknown"}
    assert absent["municipalities"][0]["offices"] is None


def test_where_to_add_presence_needs_firms(copy):
    """Without firms it is told; with firms the promised fields are there and coverage grows."""
    rewritten(copy, "actors", lambda row: None if row["kind"] == "firm" else row)
    for table in ("activities", "participations", "links"):
        (copy / f"{table}.csv").unlink(missing_ok=True)
        (copy / f"{table}.parquet").unlink(missing_ok=True)
    refused = ecosystem("site", *ENERGY, "--add", 2, "--register", copy)
    firm = {"kind": "firm", "industry_code": "351100", "industry_scheme": "DB07", "source": "test"}
    with (copy / "actors.csv").open("a", encoding="utf-8", newline="") as file:
        with (copy / "actors.csv").open(encoding="utf-8", newline="") as actors_file:
            fields = csv.DictReader(actors_file).fieldnames
        writer = csv.DictWriter(file, fields, lineterminator="\n")
        for place in ("0851", "0400", "0400", "0671"):
            actor_id = f"firma-{place}-{file.tell()}"
            writer.writerow({**firm, "actor_id": actor_id, "name": actor_id,
                             "municipality_code": place})  # fmt: skip
            file.flush()

    document = asked("site", *ENERGY, "--add", 1, "--register", copy)

    assert refused.returncode == 1
    assert "records no firms" in refused.stderr
    assert document["chosen"][0] == {
        "municipality_code": "0400",
        "name": "Bornholm",
        "firms_newly_reached": 2.0,
    }
    assert (document["covered_before"], document["covered_after"]) == (0.25, 0.75)


def test_one_municipality_the_change_and_the_country_are_told(copy, tmp_path):
    """Each as a field of the document, or as a file."""
    document = asked("coverage", *ENERGY, "--municipality", "Århus", "--since", "2024-06-01")
    ecosystem("country", *ON, "--register", copy, "--out", tmp_path / "land.csv")
    rows = list(csv.DictReader((tmp_path / "land.csv").read_text("utf-8").splitlines()))

    assert document["municipality"]["municipality_code"] == "0751"
    assert document["change"]["before"] == "2024-06-01"
    assert len(rows) == 15 * 98
    assert {row["state"] for row in rows} <= {"covered", "uncovered", "overlap", "unknown"}


def test_the_age_of_a_check_is_taken_and_changes_nothing(copy):
    """A script that names it goes on; what it did is said on stderr."""
    plain = asked("coverage", *ENERGY, "--register", copy)
    answer = ecosystem("coverage", *ENERGY, *ON, "--max-age", 1, "--json", "--register", copy)

    assert answer.returncode == 0
    assert "--max-age has no effect any more" in answer.stderr
    assert states(json.loads(answer.stdout)) == states(plain)


def test_every_face_of_a_position_counts_the_same_firms():
    """The map's sum, the presence and the country: the three counts and those of no place."""
    position = ("--position", "byggeri_anlaeg")
    covered, present = asked("coverage", *position), asked("presence", *position)
    clusters = asked("country")["clusters"]
    (cluster,) = [c for c in clusters if c["position_id"] == "byggeri_anlaeg"]

    cuts = ("firms", "firms_low", "firms_high", "firms_without_municipality")
    assert [covered[cut] for cut in cuts] == [present[cut] for cut in cuts]
    assert [covered[cut] for cut in cuts] == [cluster[cut] for cut in cuts]
    placed = sum(place["firms"] for place in covered["municipalities"])
    assert placed + covered["firms_without_municipality"] == covered["firms"] == present["count"]
    words = f"{covered['firms']} (snævert {covered['firms_low']}, bredt {covered['firms_high']})"
    assert words in " ".join(covered["sentences"])
    assert words in present["sentences"][0]


def test_presence_is_told_by_landsdel():
    """Eleven of them, each with count, quotient and band; every figure said stands in the JSON."""
    document = asked("presence", *ENERGY)

    assert len(document["areas"]) == 11
    assert {"count", "location_quotient", "lq_low", "lq_high", "band"} <= document["areas"][
        0
    ].keys()
    assert str(int(document["count"])) in document["sentences"][0]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("coverage", "--position", "energi"), "Nearest: energiteknologi"),
        (("coverage", *ENERGY, "--km", "-5"), "Give 0 or more"),
        (("coverage", *ENERGY, "--km", "5", "--minutes", "5"), "not both"),
        (("coverage", *ENERGY, "--out", "kort.bmp"), "choose one of the endings"),
        (("site", *ENERGY, "--add", "99"), "ask for 0 to 98"),
        (("coverage", *ENERGY, "--municipality", "411"), "is no municipality"),
        (("country", "--out", "land.pdf"), "choose one of the endings"),
        (("presence", *ENERGY, "--unit", "workplaces"), "no table 'firm_statistics'"),
    ],
)
def test_bad_questions_are_answered_in_words(copy, arguments, words):
    """No traceback; exit 1."""
    answer = ecosystem(*arguments, "--register", copy)

    assert answer.returncode == 1
    assert words in answer.stderr
    assert "Traceback" not in answer.stderr
    assert answer.stdout == ""


def test_a_municipality_that_the_own_file_leaves_out_is_told(tmp_path):
    """The map is made, and the reader knows what it does not draw."""
    shapes = json.loads((shipped_folder() / "boundaries" / "municipalities.geojson").read_text())
    shapes["features"] = [
        feature
        for feature in shapes["features"]
        if feature["properties"]["municipality_code"] != "0860"
    ]
    boundaries, out = tmp_path / "own.geojson", tmp_path / "map.geojson"
    boundaries.write_text(json.dumps(shapes), encoding="utf-8")
    answer = ecosystem("coverage", *ENERGY, *ON, "--boundaries", boundaries, "--out", out)

    assert answer.returncode == 0
    assert "No shape, so not drawn: 0860." in answer.stderr
