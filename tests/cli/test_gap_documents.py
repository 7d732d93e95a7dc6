"""A position's gaps as a document, from the command line."""

import pytest
from openpyxl import load_workbook

from ecosystem.model.errors import EcosystemError
from tests.cli.test_gaps import run


def test_a_position_s_gaps_are_written_where_asked_and_told_all_the_same(tmp_path):
    """The file has a row a gap, and standard output stays the list."""
    file = tmp_path / "huller.xlsx"
    answer = run(
        "--position", "turisme", "--on", "2026-03-01", "--out", file, "--language", "en"
    )  # fmt: skip
    rows = list(load_workbook(file)["Gaps"].iter_rows(min_row=2, values_only=True))

    assert "Turisme: der er aldrig registreret en udpeget klynge" in answer.stdout
    assert any("no designated cluster was ever recorded" in row[1] for row in rows)
    assert f"Wrote {file}." in answer.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--out", "huller.docx"), "Name it with --position"),
        (("--position", "turisme", "--out", "huller.odt"), "docx"),
    ],
)
def test_a_document_that_cannot_be_made_is_refused_before_anything_is_written(
    words, message, tmp_path, monkeypatch
):
    """Without a position, or of another kind: told what to do, and no file."""
    monkeypatch.chdir(tmp_path)
    answer = run(*words)

    assert isinstance(answer.exception, EcosystemError)
    assert message in str(answer.exception)
    assert list(tmp_path.iterdir()) == []
