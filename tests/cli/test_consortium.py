"""From challenge to consortium, on the command line and over real projects."""

import json

import pytest
import typer
from typer.testing import CliRunner

from ecosystem.cli import consortium

FOOD = "Fødevareingredienser fra sidestrømme / food ingredients from side streams"


def run(*words):
    """Run the command as a user would."""
    app = typer.Typer()
    app.callback()(lambda: None)
    consortium.add_to(app)
    return CliRunner().invoke(app, ["consortium", *map(str, words)])


@pytest.fixture(scope="module")
def food():
    """A challenge of food over the real projects, by the rules of Eurostars."""
    words = ("--text", FOOD, "--register", "projects", "--on", "2026-11-30")
    return json.loads(run(*words, "--scheme", "eurostars", "--json").stdout)


def test_real_institutions_of_food_are_proposed_with_their_projects(food):
    """Each with what speaks for it and what is not known."""
    seats = {seat["role"]: seat for seat in food["seats"]}
    knowledge = [seats["knowledge"]["member"], *seats["knowledge"]["others"]]

    assert [p["position_id"] for p in food["challenge"]["positions"]] == [
        "foedevarer_bioressourcer"
    ]
    assert seats["cluster"]["member"]["actor_id"] == "food_bio_cluster"
    assert {"dtu", "ku"} & {member["actor_id"] for member in knowledge}
    assert all(member["reasons"] and member["unknowns"] for member in knowledge)
    assert seats["abroad"]["is_demanded"] is True


def test_the_scheme_is_told_with_sources_and_without_a_promise(food):
    """A share of the budget is unknown; nobody is said to take part."""
    (eurostars,) = food["schemes"]
    demands = {d["demand"]["rule"]: d for d in eurostars["demands"]}

    assert demands["most_party_share"]["verdict"] == "unknown"
    assert all(d["demand"]["source"] for d in demands.values())
    assert "Ingen af dem er spurgt" in food["caveats"][0]["text_da"]
    assert not food["is_synthetic"]


def test_the_text_is_told_in_both_languages():
    """The shipped register has example firms: they are marked."""
    words = ("--text", "velfærdsrobotter", "--on", "2026-11-30")
    danish, english = run(*words).stdout, run(*words, "--language", "en").stdout

    assert "Ingen af dem er spurgt" in danish
    assert "None of them has been asked" in english
    assert "▨" in danish
    assert " vil indgå" not in danish


def test_a_challenge_is_named_once():
    """Neither both nor none."""
    assert run("--on", "2026-11-30").exit_code == 2
    assert run("--text", "x", "--challenge", "c").exit_code == 2
