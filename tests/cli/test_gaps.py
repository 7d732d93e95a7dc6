"""What is missing, on the command line."""

import json

import typer
from typer.testing import CliRunner

from ecosystem.cli import gaps


def run(*words):
    """Run the command as a user would."""
    app = typer.Typer()
    app.callback()(lambda: None)
    gaps.add_to(app)
    return CliRunner().invoke(app, ["gaps", *map(str, words)])


def test_the_maritime_position_lacks_a_cluster_since_april_2022():
    """The document says so with its rule, its rows and its steps."""
    answer = run("--position", "maritime_logistik", "--on", "2026-03-01", "--json")
    found = {gap["gap_id"]: gap for gap in json.loads(answer.stdout)["gaps"]}
    gap = found["actor:maritime_logistik:-:cluster"]

    assert (gap["kind"], gap["since"], gap["confidence"]) == ("actor", "2022-04-01", "real")
    assert gap["actors"] == ["marlog"]
    assert gap["evidence"][0]["sources"]
    assert gap["rule"]
    assert gap["closing_steps"]


def test_tourism_never_had_a_cluster_and_is_told_in_words():
    """A person reads a sentence."""
    answer = run("--position", "turisme", "--on", "2026-03-01")

    assert "Turisme har aldrig haft en udpeget klynge" in answer.stdout


def test_one_need_shows_kinds_that_are_about_a_need_alone():
    """Nothing about places or roles."""
    answer = run("--need", "branding", "--on", "2026-03-01", "--json")

    assert {gap["need_id"] for gap in json.loads(answer.stdout)["gaps"]} <= {"branding"}
