"""What firms need, by a survey: three bands, contrasts, and whom the answers stand for (S14-S19).

Who answered is drawn anew, so that a need's places are told and not its place. Needs that firms
state say nothing of how far they are served: without answers from a position's own firms the part
is hatched.
"""

from typing import TYPE_CHECKING, Final

from pydantic import Field

from ecosystem.briefings.theme.basis import ThemeBasis
from ecosystem.briefings.theme.need_contrasts import (
    CONTRASTS,
    NeedContrast,
    NeedOrder,
    contrasts_of,
    first_time_statements,
    horizon_statement,
    order_of_needs,
    order_statement,
)
from ecosystem.briefings.theme.need_mirror import MIRROR, MirrorRow, mirror, mirror_statement
from ecosystem.briefings.theme.statements import Frame, answer, not_recorded
from ecosystem.model.analysis import Interval, Part, PartAnswer, PartState, Statement
from ecosystem.model.records import Record
from ecosystem.model.sentences import Sentence

if TYPE_CHECKING:
    import pandas as pd

_TABLES: Final = ("need_answers", "needs")
_MIDDLE: Final = 3
"""Middle of the scale of answers."""
_HALF: Final = 0.5


_BANDS: Final = Frame(
    id="S15",
    part=Part.NEEDS,
    caveat=Sentence(key="analysis.needs.s15.caveat"),
    tables=_TABLES,
    published=Sentence(key="analysis.needs.s15.published"),
)
_ALL: Final = Frame(
    id="S16",
    part=Part.NEEDS,
    caveat=Sentence(key="analysis.needs.s16.caveat"),
    tables=_TABLES,
    published=Sentence(key="analysis.needs.s16.published"),
)
_GUARD: Final = Frame(
    id="S19",
    part=Part.NEEDS,
    caveat=Sentence(key="needs.caveat.expressed"),
    tables=(*_TABLES, "actors", "offers"),
)
_FRAMES: Final = (MIRROR, _BANDS, _ALL, *CONTRASTS, _GUARD)


class RankedNeed(Record):
    """A need by the survey: how important it is, and which places it may take."""

    need_id: str
    n: int | None = Field(description="Answers; null: under the smallest cell shown.")
    mean: float | None = Field(description="Weighted, 1 to 5.")
    low: float | None
    high: float | None
    share_4_5: float | None = Field(description="Weighted share of answers 4 and 5, 0-1.")
    rank_low: int | None = Field(description="First place it takes in 95 % of the draws.")
    rank_high: int | None
    band: str | None = Field(description="A, B or C, the most important first.")
    published_band: str = Field(description="The band of the summary of 2019.")


class NeedsContent(Record):
    """The part needs."""

    respondents: int | None = Field(description="Null: under the smallest cell shown.")
    first_time: int | None = Field(description="Of these first-timers; null: too few or not asked.")
    needs: tuple[RankedNeed, ...]
    contrasts: tuple[NeedContrast, ...]
    order: NeedOrder | None = Field(
        default=None, description="First-timers' order of needs beside the others'; null: too few."
    )
    mirror: tuple[MirrorRow, ...]
    is_hatched: bool = Field(description="No answers from the position's own firms.")
    why: Sentence | None = Field(description="Why it is hatched.")


def part_answer(basis: ThemeBasis) -> PartAnswer:
    """Return the needs by the survey: of a position's firms where one is asked for.

    Raises:
        UnknownIdError: The register has no such position.
    """
    from ecosystem.analysis.needs import FEWEST_ANSWERS, needs_view

    answers, position = basis.register.need_answers, basis.parameters.position
    lacking = basis.lacking(*_TABLES, *(() if position is None else ("strength_positions",)))
    if answers is None or lacking:
        return not_recorded(_FRAMES, lacking)
    hatched = needs_view(basis.day, position, basis.parameters.seed).reason
    if hatched is None and position is not None:
        answers = _of_position(basis, position)
    respondents = int(answers["respondent_id"].nunique())
    if respondents < FEWEST_ANSWERS:
        key = "analysis.needs.few" if respondents else "analysis.needs.none"
        why = Sentence(key=key, values={"n": respondents, "fewest": FEWEST_ANSWERS})
        content = _content(basis, answers, (), (), hatched)
        return answer([one.without(PartState.NO_BASIS, why) for one in _FRAMES], content)
    return _answer(basis, answers, hatched)


def _of_position(basis: ThemeBasis, position_id: str) -> "pd.DataFrame":
    from ecosystem.analysis.needs import answers_of_position

    answers = answers_of_position(basis.day, position_id)
    assert answers is not None
    return answers


def _answer(basis: ThemeBasis, answers: "pd.DataFrame", hatched: Sentence | None) -> PartAnswer:
    needs = _needs(basis, answers)
    contrasts = contrasts_of(basis, answers)
    reflected = mirror(basis, answers)
    order = order_of_needs(basis, answers)
    records = tuple(contrast.record for contrast in contrasts)
    content = _content(basis, answers, needs, records, hatched)
    others = [
        _bands_statement(needs),
        _all_statement(basis, needs),
        horizon_statement(contrasts[0]),
        *first_time_statements(basis, contrasts[1:]),
        order_statement(order),
        _guard_statement(basis, answers, hatched),
    ]
    statements = [
        _marked(mirror_statement(basis, reflected), is_example=reflected.is_example),
        *(_marked(one, is_example=reflected.is_answered_by_examples) for one in others),
    ]
    return answer(statements, content.model_copy(update={"mirror": reflected.rows, "order": order}))


def _marked(statement: Statement, *, is_example: bool) -> Statement:
    sentence = statement.sentence.model_copy(update={"is_example": is_example})
    return statement.model_copy(update={"sentence": sentence}) if is_example else statement


def _content(
    basis: ThemeBasis,
    answers: "pd.DataFrame",
    needs: tuple[RankedNeed, ...],
    contrasts: tuple[NeedContrast, ...],
    hatched: Sentence | None,
) -> NeedsContent:
    respondents = int(answers["respondent_id"].nunique())
    firsts = answers.loc[answers["is_first_time"].fillna(value=False).astype(bool), "respondent_id"]
    first_time = None if answers["is_first_time"].isna().all() else int(firsts.nunique())
    return NeedsContent(
        respondents=_shown(basis, respondents),
        first_time=None if first_time is None else _shown(basis, first_time),
        needs=needs,
        contrasts=contrasts,
        mirror=(),
        is_hatched=hatched is not None,
        why=hatched,
    )


def _shown(basis: ThemeBasis, count: int) -> int | None:
    return None if 0 < count < basis.parameters.small else count


# The needs and their bands.


def _needs(basis: ThemeBasis, answers: "pd.DataFrame") -> tuple[RankedNeed, ...]:
    from ecosystem.analysis.need_ranking import PUBLISHED, Sampling, rank_needs
    from ecosystem.model.vocabulary import Band

    needs = basis.register.needs
    assert needs is not None
    needs = needs.sort_values("rank")
    asked = basis.parameters
    sampling = Sampling(asked.draws, asked.seed, asked.small)
    table = rank_needs(answers, list(needs["need_id"]), sampling)
    plain = table.astype(object).where(table.notna(), None)
    published = {
        need: PUBLISHED[Band(band)] for need, band in needs[["need_id", "band"]].to_numpy()
    }
    return tuple(
        RankedNeed.model_validate(
            {
                **row,
                "need_id": str(need),
                "n": _shown(basis, int(row["n"])),
                "published_band": published[str(need)],
            }
        )
        for need, row in zip(plain.index, plain.to_dict("records"), strict=True)
    )


def _bands_statement(needs: tuple[RankedNeed, ...]) -> Statement:
    """Return how many needs lie in which band, and how many in that of the summary (S15)."""
    ranked = [need for need in needs if need.band is not None]
    if not ranked:
        return _BANDS.without(PartState.NO_BASIS, Sentence(key="analysis.needs.none"))
    same = sum(need.band == need.published_band for need in ranked)
    counts = {band: sum(need.band == band.upper() for need in ranked) for band in ("a", "b", "c")}
    sentence = Sentence(key="analysis.needs.s15", values={**counts, "same": same, "n": len(ranked)})
    statement = _BANDS.counted(sentence, same, "needs", len(ranked))
    return statement.model_copy(
        update={"why_no_interval": Sentence(key="analysis.needs.s15.no_interval")}
    )


def _all_statement(basis: ThemeBasis, needs: tuple[RankedNeed, ...]) -> Statement:
    """Return the mean of the least important need, beside the middle of the scale (S16)."""
    ranked = [need for need in needs if need.mean is not None]
    if not ranked:
        return _ALL.without(PartState.NO_BASIS, Sentence(key="analysis.needs.none"))
    least = min(ranked, key=lambda need: need.mean or 0)
    assert least.mean is not None
    assert least.low is not None
    assert least.high is not None
    name = basis.day.names.need(least.need_id)
    many = sum((need.share_4_5 or 0) >= _HALF for need in ranked)
    sentence = Sentence(
        key="analysis.needs.s16",
        values={
            "need": name.da,
            "mean": round(least.mean, 2),
            "middle": _MIDDLE,
            "many": many,
            "n": len(ranked),
        },
        values_en={"need": name.en},
    )
    statement = _ALL.counted(sentence, least.mean, "points", least.n or 0)
    return _ALL.between(statement, (least.low, least.high), Interval.BOOTSTRAP)


# How far the answers reach.


def _guard_statement(
    basis: ThemeBasis, answers: "pd.DataFrame", hatched: Sentence | None
) -> Statement:
    """Return whose needs the answers are, and that they say nothing of how far they are met."""
    if basis.parameters.position is None:
        return _GUARD.without(PartState.REFUSED, Sentence(key="analysis.needs.s19.no_position"))
    frame = _GUARD.noting(_unknown_use(basis, basis.parameters.position))
    if hatched is not None:
        return frame.without(PartState.REFUSED, hatched)
    count = int(answers["respondent_id"].nunique())
    sentence = Sentence(key="analysis.needs.s19", values={"n": count})
    return frame.counted(sentence, count, "respondents", count)


def _unknown_use(basis: ThemeBasis, position_id: str) -> Sentence | None:
    """Return how many offers for the position nobody has recorded the use of."""
    from ecosystem.analysis.gaps import gap_context_on_day, search_of
    from ecosystem.analysis.gaps.served_share import served_shares
    from ecosystem.model.errors import NotRecordedError
    from ecosystem.model.gaps import GapThresholds

    try:
        search = search_of(gap_context_on_day(basis.day, GapThresholds()), position_id)
        shares = served_shares(search, search.asked_positions[0])
    except NotRecordedError:
        return None
    if shares is None:
        return Sentence(key="needs.caveat.no_firms")
    unknown = {offer for need in shares.needs for offer in need.unknown_offers}
    return Sentence(key="needs.line.unknown_offers", values={"n": len(unknown)})
