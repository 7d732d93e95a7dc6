"""Scorecards as pages: each figure with its caveat, each cluster alone."""

from functools import cache

from ecosystem.briefings.scorecard.brief import brief_scorecard
from ecosystem.display.report.blocks import Paragraph
from ecosystem.display.report.scorecard import scorecard_report
from ecosystem.display.wording import say
from ecosystem.model.scorecards import Recommendation, ScorecardState
from tests.briefings.scorecard.made import TODAY, a_register

COMMAND = "ecosystem report scorecard --cluster klynge --out kort.pdf"


@cache
def card(*without):
    """Return the card of the made cluster."""
    return brief_scorecard(a_register(without), TODAY, "klynge")


def paragraphs(report, look):
    """List the paragraphs of a look."""
    texts = [one for part in report.sections for one in part.blocks if isinstance(one, Paragraph)]
    return [one for one in texts if one.look == look]


def test_every_figure_stands_with_its_caveat():
    """All that can be computed, none twice, in the order of the recommendations."""
    known = [
        one
        for answer in card().recommendations
        for one in answer.indicators
        if one.state is ScorecardState.COMPUTED
    ]
    findings = paragraphs(scorecard_report([card()], COMMAND), "finding")

    assert len(findings) == len(known) > 10
    assert all(
        finding.beside.endswith(say(one.caveat))
        for finding, one in zip(findings, known, strict=True)
    )


def test_ten_recommendations_and_how_to_read_them():
    """The overview has no heading where the report is of one cluster alone."""
    report = scorecard_report([card()], COMMAND, "en")
    (table,) = report.sections[0].blocks[-1:]

    assert [section.title.split()[0] for section in report.sections[1:-1]] == [
        str(one.value) for one in Recommendation
    ]
    assert report.sections[0].title == ""
    assert len(table.rows) == len(Recommendation)
    assert dict(report.facts)["Command"] == COMMAND


def test_a_recommendation_without_its_table_is_one_grey_line_and_why():
    """The others keep their figures."""
    whole, lacking = (scorecard_report([one], COMMAND) for one in (card(), card("board_seats")))
    grey = {one.text for one in paragraphs(lacking, "grey")}
    new = grey - {one.text for one in paragraphs(whole, "grey")}

    assert len(new) == 1
    assert "Registret har ingen tabel over bestyrelsesposter." in new.pop()


def test_several_clusters_stand_on_pages_of_their_own():
    """Never beside each other."""
    report = scorecard_report([card(), card()], COMMAND)

    assert [section.begins_page for section in report.sections].count(True) == 2
    assert report.sections[0].title == card().name
