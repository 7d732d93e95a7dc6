"""What a command prints arrives as UTF-8 wherever it goes, and ends quietly when nobody reads."""

import io
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import typer

from ecosystem.cli import command_line, main
from ecosystem.sources.register.seals import seal
from tests.sources.register.test_register import HUB, PLACES, write

DAY = "2026-11-23"
QUICK = {
    "judge": ["innobooster", "--facts", '{{"employees": 24}}', "--on", DAY],
    "gap life": ["ukendt–hul"],
    "dictionary": [],
    "sources": ["--register", "{small}", "--on", DAY],
    "validate": ["{small}"],
    "seal": ["{small}", "--title", "Ærø – prøve"],
    "snapshot": ["--register", "{small}", "--into", "{new}"],
    "restore": ["{small}", "--into", "{new}"],
    "editions": ["{small}"],
    "undo": ["{small}"],
    "import": ["table", "{small}/actors.csv", "--table", "actors", "--into", "{small}"],
    "download": ["statbank", "--table", "Ærø–1", "--into", "{new}"],
    "app": ["--register", "{small}/ikke–her"],
    "participation": ["--register", "{small}", "--actor", "ukendt–æ", "--on", DAY],
    "judgement add": [
        *("--position", "ukendt–æ", "--need", "finance", "--level", "3"),
        *("--by", "Erhvervshuset", "--reason", "Ærø – set", "--on", DAY),
    ],
    "judgement list": [],
    "judgement delete": ["999"],
    "survey form": ["--cluster", "ukendt–æ", "--out", "{new}–æ.csv", "--on", DAY],
    "proposal": ["ukendt–hul", "--out", "{new}–æ.html", "--register", "{small}", "--on", DAY],
    "linkage draw": ["--register", "{small}"],
    "linkage show": ["--register", "{small}"],
    "report theme": ["--register", "{small}", "--out", "{new}–æ.txt"],
    "report scorecard": ["--register", "{small}", "--out", "{new}–æ.txt"],
    "report position": ["--position", "æ", "--register", "{small}", "--out", "{new}–æ.txt"],
}
LONG = {
    "positions": [],
    "needs": [],
    "actors": ["--kind", "cluster", "--on", DAY],
    "refer": ["--need", "finance", "--facts", '{{"employees": 24}}', "--on", DAY],
    "interpret": ["Vi mangler kapital til at ansætte en ingeniør på Ærø"],
    "presence": ["--position", "robot_drone", "--on", DAY],
    "path": ["--from", "dtu", "--to", "made", "--on", DAY],
    "dead-end": ["--need", "finance", "--reason", "too_far", "--facts", "{{}}", "--on", DAY],
    "diff": ["{small}", "{small}"],
    "graph": ["--position", "robot_drone", "--on", DAY],
    "coverage": ["--position", "robot_drone", "--on", DAY],
    "site": ["--position", "robot_drone", "--add", "1", "--on", DAY],
    "country": ["--on", DAY],
    "gaps": ["--position", "robot_drone", "--on", DAY],
    "gap explain": ["ukendt–hul", "--reason", "Ærø – nej", "--by", "Erhvervshuset"],
    "gap act": ["ukendt–hul", "--reason", "Ærø – nej", "--by", "Erhvervshuset"],
    "gap reopen": ["ukendt–hul", "--reason", "Ærø – nej", "--by", "Erhvervshuset"],
    "gap try": ["ukendt–hul"],
    "evaluate": ["--draws", "1000"],
    "analysis": ["projects", "system", "--on", DAY],
    "scorecard": ["--cluster", "made", "--on", DAY],
    "consortium": ["--text", "bølgekraft på Ærø", "--register", "projects", "--on", DAY],
    "demo": ["--into", "{new}", "--firms", "10"],
}
ALL = [
    *(pytest.param(name, words, id=name) for name, words in QUICK.items()),
    *(pytest.param(n, words, id=n, marks=pytest.mark.slow) for n, words in LONG.items()),
]


@pytest.fixture
def line(tmp_path, monkeypatch):
    """Put the folders of a test into a command line."""
    small = tmp_path / "prøve"
    small.mkdir()
    write(small, "municipalities", PLACES)
    write(small, "actors", [HUB])
    monkeypatch.setenv("ECOSYSTEM_USER_DATA", str(tmp_path / "egne"))

    def fill(name, words):
        if name in {"snapshot", "diff", "restore"}:
            seal(small, date(2026, 11, 23))
        filled = [word.format(small=small, new=tmp_path / "ny") for word in words]
        return ["ecosystem", *name.split(), *filled]

    return fill


def run(words, monkeypatch, out, err):
    """Run a command in this process with other ends; give its exit code."""
    with monkeypatch.context() as patch:
        patch.setattr("sys.argv", words)
        patch.setattr("sys.stdout", out)
        patch.setattr("sys.stderr", err)
        with pytest.raises(SystemExit) as end:
            main()
    return int(end.value.code or 0)


def names(group, before=()):
    """List every command, those of a group by both words."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from names(command, (*before, name))
        else:
            yield " ".join((*before, name))


def test_every_command_is_tried_here():
    """A new command is added to the lists above."""
    assert sorted(names(typer.main.get_command(command_line()))) == sorted(QUICK | LONG)


@pytest.mark.parametrize("encoding", ["cp1252", pytest.param("ascii", marks=pytest.mark.slow)])
@pytest.mark.parametrize(("name", "words"), ALL)
def test_what_is_printed_into_a_file_is_utf_8(line, monkeypatch, name, words, encoding):
    """A Danish Windows writes its files in cp1252, which has no "≥": nothing fails or is lost."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding) for _ in range(2))

    code = run(line(name, words), monkeypatch, out, err)

    text = out.buffer.getvalue().decode("utf-8") + err.buffer.getvalue().decode("utf-8")
    assert code in {0, 1}
    assert text.strip()
    assert "Traceback" not in text
    assert "fault of the tool" not in text
    assert "\\u" not in text
    assert "\\x" not in text


@pytest.mark.parametrize(("name", "words"), ALL)
def test_a_reader_that_has_gone_ends_a_command_quietly(line, monkeypatch, name, words):
    """``ecosystem actors | head -1`` shows one line and nothing else."""
    reading, writing = os.pipe()
    os.close(reading)
    err = io.TextIOWrapper(io.BytesIO(), "utf-8")
    with os.fdopen(writing, "w", encoding="cp1252") as out:
        code = run(line(name, words), monkeypatch, out, err)

    text = err.buffer.getvalue().decode("utf-8")
    assert code in {0, 1}
    assert "Traceback" not in text
    assert "fault of the tool" not in text


ENDS = {
    "cp1252": ("PYTHONIOENCODING=cp1252 {} > out", 0),
    "C": ("LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 {} > out", 0),
    "head": ("{} | head -1 > out", 0),
    "no output": ("{} >&-", 0),
    "no ends": ("{} <&- >&- 2>&-", 0),
    "a full disk": ("{} > /dev/full", 1),
}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
@pytest.mark.parametrize("end", ENDS)
def test_a_shell_may_lead_the_output_anywhere(tmp_path, end):
    """Into a file, a pipe, nowhere at all, or a disk that is full: words, or silence."""
    template, expected = ENDS[end]
    command = f"{sys.executable} -m ecosystem.cli judge innobooster --facts '{{}}' --json"

    finished = subprocess.run(
        template.format(command), shell=True, cwd=tmp_path, capture_output=True, check=False
    )

    text = finished.stderr.decode("utf-8")
    assert finished.returncode == expected, text
    assert "Traceback" not in text
    assert "Exception ignored" not in text
    assert ("No space left" in text) == (expected == 1)
    if (tmp_path / "out").exists():
        assert (tmp_path / "out").read_bytes().decode("utf-8").strip()
    if end in {"cp1252", "C"}:
        assert "æ" in (tmp_path / "out").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("encoding", "printed"), [("ascii", "d\\xe6kning \\u2013"), ("utf-8", "dækning –")]
)
def test_a_terminal_keeps_its_encoding_and_shows_what_it_cannot_write(
    monkeypatch, encoding, printed
):
    """A terminal that knows ASCII only gets a code for the letter, and no error."""
    from ecosystem.cli.streams import open_streams

    out = io.TextIOWrapper(io.BytesIO(), encoding)
    out.isatty = lambda: True
    monkeypatch.setattr("sys.stdout", out)

    open_streams()
    sys.stdout.write("dækning –")
    sys.stdout.flush()

    assert out.buffer.getvalue().decode(encoding) == printed
