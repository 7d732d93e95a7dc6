"""The commands that list what the register holds."""

import contextlib
import json
import re

import pytest

from ecosystem.cli import main
from ecosystem.cli.output import print_lines
from tests.builders import a_table

POSITION = {
    "position_id": "lyd",
    "name_da": "Lyd",
    "name_en": "Sound",
    "status": "emerging",
}
NEED = {"need_id": "finance", "rank": 1, "band": "medium", "name_da": "Kapital", "name_en": "F"}
ACTORS = [
    {"actor_id": "klynge", "kind": "cluster", "name": "Århus Lyd", "cvr": "12345674"},
    {"actor_id": "firma", "kind": "firm", "name": "Æble ApS"},
]


@pytest.fixture
def ask(tmp_path, monkeypatch, capsys):
    """Ask the command line about a small register; give its exit code, JSON and stderr."""
    tables = {"strength_positions": [POSITION], "needs": [NEED], "actors": ACTORS}
    for name, rows in tables.items():
        a_table(name, rows).to_csv(tmp_path / f"{name}.csv", index=False)

    def run(*words):
        line = ["ecosystem", *words, "--register", str(tmp_path), "--json"]
        monkeypatch.setattr("sys.argv", line)
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        streams = capsys.readouterr()
        return code, json.loads(streams.out) if streams.out else None, streams.err

    return run


def test_positions_and_needs_are_listed_with_both_names(ask):
    """One JSON list, and nothing else on stdout."""
    assert ask("positions")[1][0]["name_en"] == "Sound"
    assert ask("needs")[1][0]["rank"] == 1


def test_actors_are_found_by_kind_and_by_every_spelling(ask):
    """Aarhus finds Århus, and a kind leaves out the others."""
    assert [a["actor_id"] for a in ask("actors")[1]] == ["firma", "klynge"]
    _, actors, counts = ask("actors", "--search", "aarhus")
    assert [a["actor_id"] for a in actors] == ["klynge"]
    assert "1 shown, 1 found, 2 in the register." in counts
    assert ask("actors", "--kind", "firm")[1][0]["links"] is None


def test_an_unknown_kind_is_told_on_stderr(ask):
    """Exit 1, and the same words with the nearest in the one document."""
    code, document, words = ask("actors", "--kind", "clusters")

    assert (code, document["nearest"]) == (1, ["cluster"])
    assert "Nearest: cluster" in words


def test_a_name_cannot_command_the_terminal(capsys):
    """Escapes and marks that turn the text are left out; letters, tabs and signs stay."""
    print_lines(["\x1b[31mÆble\u202e\u2067\x07\u200f\tå–ø", "to\nlinjer"])

    assert capsys.readouterr().out == "[31mÆble\tå–ø\nto\nlinjer\n"


def test_example_data_is_left_out_of_a_list_when_it_is_asked(capsys, monkeypatch):
    """The count is that of real actors with and without; both spellings leave the rows out."""

    def listed(*words):
        monkeypatch.setattr("sys.argv", ["ecosystem", "actors", "--place", "0851", *words])
        with contextlib.suppress(SystemExit):
            main()
        return capsys.readouterr().out

    with_examples, without = listed(), listed("--no-examples")

    assert listed("--without-examples") == without
    assert "Eksempelvirksomhed" in with_examples
    assert "Eksempelvirksomhed" not in without
    counted = re.search(r"\d+ found, \d+ in the register", without)
    assert counted[0] in with_examples
    assert "▨" in with_examples
