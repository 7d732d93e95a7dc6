"""The commands of reports: files of five kinds, the line that makes one again, what is refused."""

from datetime import date
from pathlib import Path

import pytest
import typer
from openpyxl import load_workbook
from typer.testing import CliRunner

from ecosystem.cli import report
from ecosystem.display.report.command_line import command_words
from ecosystem.model.errors import EcosystemError
from ecosystem.sources.files.shipped import name_of, named_folder

DAY = ("--on", "2026-11-30")


@pytest.fixture(autouse=True)
def _own_words_apart(tmp_path_factory, monkeypatch):
    """Let no notes of whoever runs the tests into a report."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("own")))


def run(*words):
    """Ask the command as a user would; what it refuses is raised."""
    app = typer.Typer(rich_markup_mode=None)
    report.add_to(app)
    answer = CliRunner().invoke(app, ["report", *map(str, words)])
    if answer.exception is not None and not isinstance(answer.exception, SystemExit):
        raise answer.exception
    return answer


def test_the_theme_of_the_real_projects_is_a_page_with_its_figures(tmp_path):
    """The calibration of 2007-13 stands in it, beside its bounds and its caveat."""
    file = tmp_path / "tema.html"
    answer = run("theme", *DAY, "--period", "2007-2013", "--out", file)
    page = file.read_text(encoding="utf-8")

    assert f"Wrote {file}." in answer.stderr
    assert "Klynger leder 26 af 598 projekter" in page
    assert "Tæller kun klynger med eget cvr-nummer." in page
    assert '<td class="figure">56</td>' in page
    assert "--period 2007-2013 --out tema.html" in page
    assert str(tmp_path) not in page


@pytest.mark.slow
def test_a_position_is_told_with_its_network(tmp_path):
    """What the workbook about gaps has, and who is connected."""
    run("position", *DAY, "--position", "turisme", "--language", "en", "--out", tmp_path / "t.xlsx")
    book = load_workbook(tmp_path / "t.xlsx")
    lines = [row[0] for row in book["Network"].iter_rows(values_only=True)]

    assert {"Gaps", "Network"} <= set(book.sheetnames)
    assert any("--position turisme --language en --out t.xlsx" in line for line in lines)


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["docx", "pdf", "html", "pptx", "xlsx"])
def test_every_kind_of_report_is_made_in_every_format(tmp_path, ending):
    """Twice the same command gives the same bytes."""
    for kind in (
        ("theme",),
        ("scorecard", "--cluster", "energy_cluster_denmark"),
        ("position", "--position", "energiteknologi"),
    ):
        contents = []
        for folder in ("a", "b"):
            (tmp_path / folder).mkdir(exist_ok=True)
            file = tmp_path / folder / f"{kind[0]}.{ending}"
            run(*kind, *DAY, "--out", file)
            contents.append(file.read_bytes())

        assert contents[0] == contents[1]
        assert len(contents[0]) > 5000


def test_another_ending_is_refused_before_anything_is_read(tmp_path):
    """In both languages, and no file is left."""
    with pytest.raises(EcosystemError, match=r"choose one of .*Vælg en af"):
        run("theme", "--register", "denmark", "--out", tmp_path / "tema.odt")

    assert list(tmp_path.iterdir()) == []


def test_a_position_that_is_not_there_leaves_no_file(tmp_path):
    """Nothing is half-written."""
    with pytest.raises(EcosystemError, match="turism"):
        run("position", *DAY, "--position", "turism", "--out", tmp_path / "t.html")

    assert list(tmp_path.iterdir()) == []


def test_the_line_that_makes_a_report_again_names_no_folder():
    """A shipped register by its name, another by its last part, and options as stated."""
    stated = {"period": ["2007-2013"], "small": None, "no-examples": True, "wash_in": 0}
    out = Path("/home/somebody/min tema.pdf")

    for folder, name in ((named_folder("projects"), "projects"), (Path("/a/b/mit"), "mit")):
        named = name_of(folder) or folder.name
        line = command_words("theme", out.name, named, date(2026, 11, 30), "en", stated)
        assert line == (
            f"ecosystem report theme --register {name} --on 2026-11-30 --period 2007-2013 "
            "--no-examples --wash-in 0 --language en --out 'min tema.pdf'"
        )


def test_a_last_day_before_the_first_is_refused_before_anything_is_written(tmp_path):
    """As the analysis does."""
    days = ("--from", "2010-01-01", "--until", "2009-01-01")
    with pytest.raises(EcosystemError, match=r"2009-01-01 lies before .* byt dem om"):
        run("theme", *DAY, *days, "--out", tmp_path / "tema.html")

    assert list(tmp_path.iterdir()) == []
