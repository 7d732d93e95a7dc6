"""``ecosystem validate`` and what every command says when it cannot answer."""

import json

import pytest

from ecosystem.cli import main
from ecosystem.model.errors import UnknownIdError, UnreadableFileError
from tests.sources.register.test_register import HUB, PLACES, write


@pytest.fixture
def ask(monkeypatch, capsys):
    """Run a command line; give its exit code, stdout and stderr."""

    def run(*words):
        monkeypatch.setattr("sys.argv", ["ecosystem", *map(str, words)])
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        streams = capsys.readouterr()
        return code, streams.out, streams.err

    return run


@pytest.fixture
def folder(tmp_path):
    """A sound register of one hub and two municipalities."""
    write(tmp_path, "municipalities", PLACES)
    write(tmp_path, "actors", [HUB])
    return tmp_path


def test_a_sound_folder_ends_in_zero_with_rows_and_no_faults(ask, folder):
    """A table that is not recorded is not counted; an empty one counts none."""
    write(folder, "sites", [])

    code, out, err = ask("validate", folder, "--json")

    assert (code, err) == (0, "")
    assert json.loads(out) == {
        "tables": {"municipalities": 2, "actors": 1, "sites": 0},
        "faults": [],
    }


def test_a_person_reads_what_is_none_and_what_is_not_recorded(ask, folder):
    """A table without rows and a table that is not there are told in different words."""
    write(folder, "sites", [])
    (folder / "links.csv").write_text("", encoding="utf-8")

    _, out, _ = ask("validate", folder)

    rows, none, absent, *faults = out.splitlines()
    assert rows == "Tables and rows: municipalities 2, actors 1."
    assert none.endswith("there are none: sites.")
    assert "needs" in absent
    assert "links" not in absent
    assert "is empty" in faults[0]


def test_a_list_of_none_differs_from_a_list_nobody_made(ask, folder):
    """No needs, or no table of needs."""
    code, out, err = ask("needs", "--register", folder)
    assert (code, out) == (1, "")
    assert "not recorded" in err

    write(folder, "needs", [])
    code, out, _ = ask("needs", "--register", folder)
    assert (code, out.startswith("None:")) == (0, True)
    assert ask("needs", "--register", folder, "--json")[1] == "[]\n"


def test_an_offer_of_a_register_without_offers_is_not_recorded(ask, folder):
    """Nothing is said of whether there is such an offer."""
    code, _, err = ask("judge", "innobooster", "--facts", "{}", "--register", folder)

    assert code == 1
    assert "not recorded" in err


def test_christiansoe_is_told_where_a_municipality_is_asked_for(ask):
    """The code stands in official files and means no municipality."""
    facts = '{"municipality_code": "411"}'

    assert "Christiansø" in ask("refer", "--need", "finance", "--facts", facts)[2]


def test_every_fault_stands_in_the_document_with_all_its_fields(ask, folder):
    """Table, row, column, value, problem and hint, as scripts read them."""
    write(folder, "actors", [{**HUB, "founded": "20214-01-01", "municipality_code": "0411"}])

    code, out, _ = ask("validate", folder, "--json")

    faults = json.loads(out)["faults"]
    assert code == 1
    assert {"table", "row", "column", "value", "problem", "hint"} <= set(faults[0])
    assert {(f["row"], f["column"], f["value"]) for f in faults} == {
        (2, "founded", "20214-01-01"),
        (2, "municipality_code", "0411"),
    }


def test_a_warning_alone_ends_in_zero(ask, folder):
    """A wrong check digit is told and lived with."""
    write(folder, "actors", [{**HUB, "cvr": "40084607"}])

    code, out, _ = ask("validate", folder, "--json")

    assert code == 0
    assert [fault["level"] for fault in json.loads(out)["faults"]] == ["warning"]


@pytest.mark.parametrize("name", ["absent", "empty", "file"])
def test_what_is_no_register_is_a_document_with_one_fault(ask, tmp_path, name):
    """A program reads the same form as of a faulty table; a person reads words on stderr."""
    if name == "empty":
        (tmp_path / name).mkdir()
    if name == "file":
        (tmp_path / name).write_text("x", encoding="utf-8")

    code, out, _ = ask("validate", tmp_path / name, "--json")
    document = json.loads(out)
    assert (code, document["tables"], len(document["faults"])) == (1, {}, 1)

    code, out, err = ask("validate", tmp_path / name)
    assert (code, out) == (1, "")
    assert str(tmp_path / name) in err


def test_a_question_that_cannot_be_answered_is_one_document_too(ask):
    """The words stand on stderr and in the document, the nearest ids in a list."""
    code, out, err = ask("graph", "--position", "robot_dron", "--json")

    document = json.loads(out)
    assert code == 1
    assert document["kind"] == UnknownIdError.__name__
    assert document["nearest"]
    assert document["error"] == err.strip()


def test_debug_shows_where_a_fault_came_from(ask, tmp_path):
    """Only who asks for it meets a traceback."""
    with pytest.raises(UnreadableFileError):
        ask("validate", tmp_path, "--debug")


def test_wrong_usage_ends_in_two(ask):
    """A folder that is not named, an option there is not."""
    assert ask("validate")[0] == 2
    assert ask("validate", ".", "--colour")[0] == 2


def test_a_line_written_wrongly_is_one_document_for_a_program(ask):
    """Exit 2 with the usage on stderr; a program that reads stdout finds the reason there."""
    code, out, err = ask("positions", "--nosuch", "--json")

    assert (code, json.loads(out)["kind"]) == (2, "UsageError")
    assert "--nosuch" in json.loads(out)["error"]
    assert "Usage: ecosystem positions" in err
    assert ask("gaps", "--on", "31-03-2026")[:2] == (2, "")


def test_a_file_that_the_system_refuses_is_the_files_fault(ask, tmp_path):
    """A folder in place of a file is told by its name, not as a fault of the tool."""
    code, out, err = ask("dictionary", "--into", tmp_path)

    assert (code, out) == (1, "")
    assert str(tmp_path) in err
    assert "fault of the tool" not in err


def test_sources_of_a_register_of_ones_own_go_into_the_file_that_is_named(ask, folder, tmp_path):
    """Figures of the day, in a text of one's own; a program reads the same as one document."""
    text, into = tmp_path / "words.md", tmp_path / "KILDER.md"
    text.write_text("# Kilder\n\n<!-- figures -->\n\nSlut.\n", encoding="utf-8")
    words = ["sources", "--register", folder, "--on", "2026-03-31", "--language", "da"]
    code, out, _ = ask(*words, "--text", text, "--into", into, "--json")
    written = into.read_text(encoding="utf-8")

    assert code == 0
    assert {table["table"]: table["rows"] for table in json.loads(out)["tables"]} == {
        "municipalities": 2,
        "actors": 1,
    }
    assert "--on 2026-03-31" in written.splitlines()[0]
    assert written.index("# Kilder") < written.index("31. marts 2026") < written.index("Slut.")
    assert ask(*words, "--text", text)[1] == written


def test_sources_are_never_written_over_a_table(ask, folder):
    """A name that is not of a text is refused, and so is a text that cannot be read."""
    before = (folder / "actors.csv").read_bytes()
    assert ask("sources", "--register", folder, "--into", folder / "actors.csv")[0] == 2
    code, _, err = ask("sources", "--register", folder, "--text", folder / "nowhere.md")

    assert (code, (folder / "actors.csv").read_bytes()) == (1, before)
    assert "cannot be read as text" in err


def test_a_fault_of_the_tool_is_one_document_too(ask, monkeypatch):
    """Whatever goes wrong, stdout holds JSON and no traceback is shown."""

    def fail(*_):
        message = "of a kind nobody foresaw"
        raise KeyError(message)

    monkeypatch.setattr("ecosystem.sources.register.reading.read_register", fail)
    code, out, err = ask("positions", "--json")

    assert (code, json.loads(out)["kind"]) == (1, "KeyError")
    assert "fault of the tool" in err
    assert "Traceback" not in err


def test_a_sealed_folder_is_told_as_one_document(ask, folder):
    """The rows of each table, and progress beside it."""
    code, out, err = ask("seal", folder, "--json")

    assert (code, json.loads(out)["tables"]) == (0, {"municipalities": 2, "actors": 1})
    assert "3 rows in 2 tables" in err


def test_the_app_is_not_opened_on_what_is_no_register(ask, tmp_path):
    """It is told at once, not on every page."""
    code, _, err = ask("app", "--register", tmp_path / "none")

    assert (code, "is not a folder" in err) == (1, True)
