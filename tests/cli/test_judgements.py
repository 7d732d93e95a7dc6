"""An adviser's judgements on the command line: kept, listed, told, deleted without a trace."""

import json

import pytest
import typer
from typer.testing import CliRunner

from ecosystem.cli import judgements, lists
from ecosystem.sources.user.own_folder import FOLDER_NAME
from ecosystem.sources.user.store import open_store

ADD = ("add", "--by", "klyngen", "--reason", "mange er nye", "--on", "2026-03-01", "--level")


@pytest.fixture(autouse=True)
def own(monkeypatch, tmp_path):
    """A store of one's own."""
    monkeypatch.setenv(FOLDER_NAME, str(tmp_path))


def run(*words):
    """Run a command as a user would."""
    app = typer.Typer()
    lists.add_to(app)
    judgements.add_to(app)
    return CliRunner().invoke(app, [*map(str, words)])


def test_a_judgement_is_kept_told_beside_the_needs_and_deleted():
    """By its number; nothing of it is left in the file."""
    added = run("judgement", *ADD, 3, "--position", "turisme", "--need", "branding", "--json")
    number = json.loads(added.stdout)["judgement_id"]
    needs = json.loads(run("needs", "--position", "turisme", "--on", "2026-03-02", "--json").stdout)
    (branding,) = [state for state in needs["states"] if state["need_id"] == "branding"]

    assert branding["latent"][0]["reason"] == "mange er nye"
    assert "branding: 3 af 5, klyngen" in run("judgement", "list").stdout
    run("judgement", "delete", number)
    assert "Du har ingen skøn" in run("judgement", "list").stdout
    assert b"mange er nye" not in open_store().path.read_bytes()


@pytest.mark.parametrize(
    "words",
    [
        ("--position", "turisme"),
        ("--position", "turisme", "--need", "branding", "--maturity"),
        ("--position", "turismen", "--maturity"),
        ("--position", "turisme", "--need", "brandings"),
        ("--firm", "nobody", "--maturity"),
    ],
)
def test_what_is_not_meant_is_refused_and_not_kept(words):
    """Neither need nor maturity, both, no such position, need or firm."""
    assert run("judgement", *ADD, 3, *words).exit_code != 0
    assert open_store().judgements.read() == ()
