"""What a proposal tells, part by part: the steps, each gap, who may pay, what is not known."""

from ecosystem.briefings.gaps.proposal import PossiblePayer, ProposalBriefing, ProposedGap
from ecosystem.display.documents.elements import Cell, Outline, Part, Table, printable_element
from ecosystem.display.gaps.text import reasons_said
from ecosystem.display.naming import name_all
from ecosystem.display.wording import EXAMPLE_MARK, Language, say, t
from ecosystem.display.wording.formats import day, number
from ecosystem.model.gaps import FirmRange

MOST_PLACES = 12
"""Municipalities that are named; more are counted."""


def proposal_outline(proposal: ProposalBriefing, language: Language) -> Outline:
    """Build the document of a proposal."""
    on = day(proposal.on, language, is_long=True)
    few = proposal.thresholds.small_count
    positions = dict.fromkeys(
        name
        for gap in proposal.gaps
        if (name := gap.position_da if language == "da" else gap.position_en) is not None
    )
    contents = Outline(
        title=t("proposal.title", language, positions=name_all(list(positions), language)),
        subtitle=t("proposal.subtitle", language, on=on),
        foot=t("brief.foot", language, label=proposal.label, on=on),
        example=t("frame.example_data", language) if proposal.is_synthetic else None,
        parts=(
            Part("", (t("proposal.lead", language),)),
            _steps(proposal, language),
            *(_gap(gap, few, language) for gap in proposal.gaps),
            _payers(proposal, language),
            Part(
                t("proposal.caveats", language),
                tuple(say(caveat, language) for caveat in proposal.caveats),
                is_list=True,
            ),
        ),
    )
    return printable_element(contents)


def _steps(proposal: ProposalBriefing, language: Language) -> Part:
    """Build the part of what is proposed, one line a gap."""
    return Part(
        t("proposal.what", language),
        tuple(_step(gap, language) for gap in proposal.gaps),
        is_list=True,
    )


def _step(gap: ProposedGap, language: Language) -> str:
    if gap.tried is None:
        return t("proposal.no_step", language, gap=say(gap.row.gap.sentence, language))
    return say(gap.tried.step.sentence, language)


def _gap(gap: ProposedGap, few: int, language: Language) -> Part:
    """Build the part of one gap: for whom, how sure, what the step does."""
    row = gap.row
    sure = t(f"gap_confidence.{row.gap.confidence.value}", language)
    lines = [
        t("proposal.for_whom", language, firms=_firms(row.gap.firms_affected, few, language)),
        *([_places(row.places, language)] if row.places else []),
        t("proposal.sure", language, sure=sure),
        *reasons_said(row.gap, language),
        *(say(remark, language) for remark in row.gap.remarks),
        *_effect(gap, few, language),
    ]
    if row.ask:
        lines.append(t("brief.ask_first", language, names=name_all(list(row.ask), language)))
    return Part(say(row.gap.sentence, language).rstrip("."), tuple(lines), is_list=True)


def _firms(firms: FirmRange | None, few: int, language: Language) -> str:
    """Write how many firms a gap is about; small counts are not told, example firms are marked."""
    if firms is None:
        return t("proposal.firms_unknown", language)
    counts = {
        "firms": _count(firms.firms, few, language),
        "firms_low": _count(firms.low, few, language),
        "firms_high": _count(firms.high, few, language),
    }
    text = t("term.firms_counted", language, **counts)
    return f"{text} {EXAMPLE_MARK}" if firms.examples else text


def _count(count: float, few: int, language: Language) -> str:
    return f"under {few}" if 0 < count < few else number(count, language, 0)


def _places(places: tuple[str, ...], language: Language) -> str:
    named = name_all(list(places[:MOST_PLACES]), language)
    more = len(places) - MOST_PLACES
    if more > 0:
        return t("proposal.places.more", language, names=", ".join(places[:MOST_PLACES]), n=more)
    return t("proposal.places", language, names=named)


def _effect(gap: ProposedGap, few: int, language: Language) -> list[str]:
    """Write what the step does on a copy of the register."""
    tried = gap.tried
    if tried is None:
        return []
    key = "proposal.closes" if tried.is_closing else "proposal.closes_not"
    others = [gap_id for gap_id in tried.closes if gap_id != gap.row.gap.gap_id]
    lines = [t(key, language)]
    counts = {"closed": len(others), "opened": len(tried.opens), "changed": len(tried.changes)}
    lines.append(t("proposal.side_effects", language, **counts))
    reached = tried.step.firms_newly_reached
    if reached is not None:
        mark = f" {EXAMPLE_MARK}" if tried.step.rests_on_example_data else ""
        count = _count(reached, few, language)
        lines.append(t("proposal.reaches", language, firms=f"{count}{mark}"))
    return lines


def _payers(proposal: ProposalBriefing, language: Language) -> Part:
    """Build the table of schemes that may pay, or say that none is known."""
    title = t("proposal.payers", language)
    if not proposal.payers:
        return Part(title, (t("proposal.payers.none", language),))
    headings = tuple(
        t(f"proposal.payer.{name}", language) for name in ("scheme", "open", "applied_by", "page")
    )
    table = Table(
        t("proposal.payers.about", language),
        headings,
        tuple(_payer(payer, language) for payer in proposal.payers),
        (0.3, 0.25, 0.15, 0.3),
    )
    return Part(title, (t("proposal.payers.lead", language),), table=table)


def _payer(payer: PossiblePayer, language: Language) -> tuple[Cell, ...]:
    state = (
        t("proposal.open", language)
        if payer.opening_reason is None
        else t(f"opening_reason.{payer.opening_reason.value}", language)
    )
    name = payer.name_da if language == "da" else payer.name_en
    applied = t(f"proposal.applied_by.{payer.applied_by}", language)
    return Cell(name), Cell(state), Cell(applied), Cell(payer.source.split(" ; ")[0])
