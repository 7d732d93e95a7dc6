"""A proposal as the document that scripts read."""

from ecosystem.briefings.gaps.proposal import ProposalBriefing, ProposedGap
from ecosystem.display.wording import say


def proposal_document(proposal: ProposalBriefing) -> dict[str, object]:
    """Return a proposal with its sentences said in Danish and English."""
    return {
        "label": proposal.label,
        "on": proposal.on,
        "is_synthetic": proposal.is_synthetic,
        "gaps": [_gap(gap) for gap in proposal.gaps],
        "payers": proposal.payers,
        "caveats": [
            {"text_da": say(caveat, "da"), "text_en": say(caveat, "en")}
            for caveat in proposal.caveats
        ],
    }


def _gap(proposed: ProposedGap) -> dict[str, object]:
    gap, tried = proposed.row.gap, proposed.tried
    return {
        "gap_id": gap.gap_id,
        "position_id": proposed.position_id,
        "text_da": say(gap.sentence, "da"),
        "text_en": say(gap.sentence, "en"),
        "confidence": gap.confidence,
        "firms_affected": gap.firms_affected,
        "municipality_codes": gap.municipality_codes,
        "who_to_ask": proposed.row.ask,
        "step": None if tried is None else tried.step.step,
        "step_da": None if tried is None else say(tried.step.sentence, "da"),
        "step_en": None if tried is None else say(tried.step.sentence, "en"),
        "is_closing": None if tried is None else tried.is_closing,
        "closes": () if tried is None else tried.closes,
        "opens": () if tried is None else tried.opens,
        "changes": () if tried is None else tried.changes,
    }
