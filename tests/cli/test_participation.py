"""The command that tells one organisation's way."""

import json

import pytest

from ecosystem.cli import main
from tests.builders import a_table

ACTORS = [
    {"actor_id": "cvr-10000001", "kind": "firm", "name": "Æble ApS", "cvr": "10000001"},
    {"actor_id": "enhed", "name": "En enhed", "cvr": "10000001", "is_embedded": True},
    {"actor_id": "smed", "kind": "firm", "name": "Bos Smedje", "cvr": "10000002",
     "legal_form": "ENK"},
    {"actor_id": "ny", "kind": "firm", "name": "Ny ApS"},
]  # fmt: skip
PROJECTS = [
    {"project_id": "p1", "title": "Nye metoder", "fund": "ERDF", "priority_area": "Vækst",
     "lead_actor_id": "cvr-10000001", "start": "2010-01-01"},
    {"project_id": "p2", "title": "Udvikling i Bos Smedje", "fund": "ESF", "start": "2011-01-01"},
    {"project_id": "p3", "title": "Uden dag"},
]  # fmt: skip
PARTICIPATIONS = [
    {"actor_id": "enhed", "project_id": "p2", "role": "partner"},
    {"actor_id": "enhed", "project_id": "p3", "role": "partner"},
    {"actor_id": "smed", "project_id": "p2", "role": "partner", "source": "another list"},
]


@pytest.fixture
def ask(tmp_path, monkeypatch, capsys):
    """Ask about a small register; give exit code, stdout and stderr."""
    tables = {"actors": ACTORS, "projects": PROJECTS, "participations": PARTICIPATIONS}
    for name, rows in tables.items():
        a_table(name, rows).to_csv(tmp_path / f"{name}.csv", index=False)

    def run(*words):
        line = ["ecosystem", "participation", *words, "--register", str(tmp_path)]
        monkeypatch.setattr("sys.argv", line)
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        streams = capsys.readouterr()
        return code, streams.out, streams.err

    return run


def test_a_number_is_one_way_whatever_actors_have_it(ask):
    """Events by day with the days between them; what has no day stands last."""
    code, out, _ = ask("--firm", "10 00 00 01", "--json")
    way = json.loads(out)
    assert code == 0
    assert (way["actor_id"], way["name"], way["cvr"]) == ("cvr-10000001", "Æble ApS", "10000001")
    events = [(e["on"], e["scheme"], e["role"], e["days_since_previous"]) for e in way["events"]]
    assert events == [
        ("2010-01-01", "ERDF · Vækst", "lead", None),
        ("2011-01-01", "ESF", "partner", 365),
        (None, "not_known", "partner", None),
    ]
    assert way["first_touch"] == {"on": "2010-01-01", "schemes": ["ERDF · Vækst"]}
    assert way["sources"] == [{"source": "test", "first": "2010-01-01", "last": "2011-01-01"}]
    assert not way["is_synthetic"]


def test_what_began_later_is_left_out(ask):
    """The way as it was on a day."""
    way = json.loads(ask("--actor", "enhed", "--on", "2010-06-01", "--json")[1])
    assert [event["project_id"] for event in way["events"]] == ["p1", "p3"]


def test_the_name_of_a_firm_that_a_person_owns_is_left_out(ask):
    """Also where a title holds it, in the document and in the text."""
    _, out, _ = ask("--actor", "smed", "--json")
    way = json.loads(out)
    assert (way["name"], way["events"][0]["title"]) == (None, None)
    text = ask("--actor", "smed")[1]
    assert "Smedje" not in out + text
    assert "Navn udeladt" in text
    assert "Titel udeladt" in text


def test_nobody_is_told_as_nothing_recorded(ask):
    """An organisation without events has none."""
    assert "Ingen deltagelse registreret." in ask("--actor", "ny")[1]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--firm", "10000009"), "10000001"),
        (("--actor", "smede"), "Nearest: smed"),
        (("--firm", "12"), "8 digits"),
        ((), "Name one organisation"),
        (("--firm", "10000001", "--actor", "smed"), "Name one organisation"),
    ],
)
def test_an_unknown_organisation_is_told_with_the_nearest(ask, words, said):
    """No traceback, and a code that says so."""
    code, out, err = ask(*words)
    assert code > 0
    assert said in err
    assert not out
