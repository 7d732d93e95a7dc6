"""A proposal for a new effort from chosen gaps: as JSON, as Word and as a page of HTML."""

import json
import re
from datetime import date
from html import unescape
from io import BytesIO

import pytest
import typer
from docx import Document
from typer.testing import CliRunner

from ecosystem.briefings.gaps.proposal import brief_proposal
from ecosystem.cli import proposal
from ecosystem.display.proposal import proposal_file
from ecosystem.model.errors import EcosystemError
from ecosystem.sources.register.reading import read_register

ON = date(2026, 11, 30)
CLUSTER = "actor:maritime_logistik:-:cluster"
NEARNESS = "actor:maritime_logistik:-:knowledge_institution:not_recorded"


@pytest.fixture(scope="module")
def briefing():
    """What is proposed for the maritime position: a cluster, and somebody of knowledge near by."""
    return brief_proposal(read_register(), ON, [CLUSTER, NEARNESS, CLUSTER])


def run(*words):
    """Run the command as a user would."""
    app = typer.Typer()
    app.callback()(lambda: None)
    proposal.add_to(app)
    return CliRunner().invoke(app, ["proposal", *map(str, words)])


def test_each_gap_counts_once_with_the_step_that_was_tried(briefing):
    """Tried on a copy: a cluster closes the gap, one institution more makes it smaller."""
    cluster, nearness = briefing.gaps

    assert cluster.row.gap.gap_id == CLUSTER
    assert cluster.tried.step.step.kind == "fill_role"
    assert (cluster.tried.is_closing, cluster.tried.closes) == (True, (CLUSTER,))
    assert nearness.tried.changes == (NEARNESS,)
    assert (nearness.tried.is_closing, nearness.tried.closes) == (False, ())


def test_schemes_that_may_pay_are_not_closed_on_the_day(briefing):
    """The cluster programme is open, the funds are asked in rounds, what has ended is left out."""
    payers = {payer.offer_id: payer for payer in briefing.payers}

    assert payers["klyngeprogram_2528"].is_open is True
    assert payers["erdf_deb"].is_open is None
    assert {"innovationskraft_2124", "innovationsnetvaerk"}.isdisjoint(payers)
    assert payers["jtf"].gap_ids == (CLUSTER, NEARNESS)
    assert briefing.payers[0].offer_id == "klyngeprogram_2528"


def test_a_board_is_told_what_a_proposal_cannot_carry(briefing):
    """Unsure gaps, example firms, steps tried one by one, and that nothing is agreed."""
    keys = {caveat.key.rsplit(".", 1)[1] for caveat in briefing.caveats}

    assert keys == {"sandbox", "payers", "apart", "unsure", "example"}


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_documents_tell_the_same(briefing, language):
    """Every line of the page stands in the Word document; nothing is asked of the outside."""
    page = proposal_file(briefing, ".html", language).decode()
    document = Document(BytesIO(proposal_file(briefing, ".docx", language)))
    written = {paragraph.text for paragraph in document.paragraphs}
    written |= {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    told = map(unescape, re.findall(r"<(?:li|p|h1|h2|td|th[^>]*)>([^<]+)</", page))

    assert [line for line in told if line not in written] == []
    assert len(written) > 20
    assert not re.search(r"<script|<img|src=|<link|@import", page)
    assert "▨" in page
    with pytest.raises(EcosystemError, match="docx"):
        proposal_file(briefing, ".pdf", language)


def test_the_command_writes_what_it_answers(tmp_path):
    """A document, and the same as JSON in both languages."""
    out = tmp_path / "forslag.html"
    answer = json.loads(run(CLUSTER, "--on", ON, "--out", out, "--json").stdout)
    (gap,) = answer["gaps"]

    assert gap["is_closing"] is True
    assert gap["step_da"].startswith("Spørg")
    assert gap["step_en"] != gap["step_da"]
    assert out.read_text(encoding="utf-8").startswith("<!doctype html>")


def test_what_cannot_be_proposed_is_told():
    """No gap at all, neither a document nor JSON."""
    with pytest.raises(EcosystemError, match="No gap"):
        brief_proposal(read_register(), ON, [])
    assert run(CLUSTER, "--on", ON).exit_code == 2
