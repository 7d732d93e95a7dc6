"""What speaks for a party of a consortium, what is not known of it, and what a scheme demands."""

from datetime import date
from typing import TYPE_CHECKING, Final

from ecosystem.model.consortia import COUNTED_RULES, SHARE_RULES, SeatState
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import ActorKind

if TYPE_CHECKING:
    from ecosystem.analysis.consortium import Candidate, DemandCheck, Seat
    from ecosystem.analysis.day import Names

PROJECTS_SHOWN: Final = 2
"""Earlier projects that are named; the others are counted."""
OLD_YEARS: Final = 5
"""Years after which an earlier project says little of what an actor works with today."""


def say_reasons(candidate: "Candidate", names: "Names") -> tuple[Sentence, ...]:
    """Write what speaks for a candidate, strongest first."""
    sentences: list[Sentence] = []
    if candidate.work_words:
        words = {"words": ", ".join(candidate.work_words)}
        sentences.append(Sentence(key="consortium.reason.work", values=words))
    if candidate.industry:
        industry = {"industry": candidate.industry}
        sentences.append(Sentence(key="consortium.reason.industry", values=industry))
    sentences += _projects(candidate)
    if candidate.position_ids:
        positions = [names.position(position) for position in candidate.position_ids]
        sentences.append(
            Sentence(
                key="consortium.reason.field",
                values={"positions": ", ".join(name.da for name in positions)},
                values_en={"positions": ", ".join(name.en for name in positions)},
            )
        )
    return tuple(
        sentence.model_copy(update={"is_example": candidate.firm.is_synthetic})
        for sentence in sentences
    )


def _projects(candidate: "Candidate") -> list[Sentence]:
    """Write the nearest projects by title and year, and how many more there are."""
    shown = candidate.projects[:PROJECTS_SHOWN]
    sentences = [
        Sentence(
            key="consortium.reason.project" if project.year else "consortium.reason.undated",
            values={"title": project.title} | ({"year": str(project.year)} if project.year else {}),
        )
        for project in shown
    ]
    if more := len(candidate.projects) - len(shown):
        sentences.append(Sentence(key="consortium.reason.more_projects", values={"n": more}))
    return sentences


def say_unknowns(candidate: "Candidate", on: date) -> tuple[Sentence, ...]:
    """Write what is not known of a candidate, or has to be minded before it is asked."""
    keys = ["consortium.unknown.will"]
    if candidate.country is None:
        keys.append("consortium.unknown.country")
    if candidate.kind is ActorKind.FIRM and candidate.firm.employees is None:
        keys.append("consortium.unknown.size")
    if candidate.last_year and on.year - candidate.last_year > OLD_YEARS:
        keys.append("consortium.unknown.old_projects")
    if candidate.is_protected:
        keys.append("consortium.unknown.protected")
    return tuple(Sentence(key=key) for key in keys)


def say_missing(seat: "Seat") -> Sentence | None:
    """Write why nobody is seated, or that the field alone speaks for who is."""
    words = {"role": f"consortium.role.{seat.role.value}"}
    match seat.state:
        case SeatState.FILLED:
            return None
        case SeatState.FIELD_ONLY:
            values = {"n": seat.candidates}
            return Sentence(key="consortium.seat.field_only", values=values, words=words)
        case SeatState.MISSING:
            key = "consortium.seat.missing"
        case SeatState.NOT_RECORDED:
            key = "consortium.seat.not_recorded"
    return Sentence(key=key, words=words)


def say_demand(check: "DemandCheck") -> Sentence:
    """Write a demand with its limit, and whether these parties meet it."""
    demand = check.demand
    words = {"demand": f"consortium.rule.{demand.rule.value}"}
    if not demand.is_demanded:
        return Sentence(key="consortium.demand.not_demanded", words=words)
    if demand.rule in COUNTED_RULES:
        counts = {"limit": int(demand.limit or 0), "observed": check.observed or 0}
        key = f"consortium.demand.counted.{check.verdict.value}"
        return Sentence(key=key, values=counts, words=words)
    if demand.rule in SHARE_RULES:
        share = {"percent": round(100 * (demand.limit or 0))}
        return Sentence(key="consortium.demand.share", values=share, words=words)
    return Sentence(key=f"consortium.demand.plain.{check.verdict.value}", words=words)
