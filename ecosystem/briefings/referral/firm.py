"""Answer who fits a firm and its needs, and how a firm stands to one offer.

A firm is found by its CVR number, or told fact by fact. What the register holds of it is taken
as known; what is drawn from its industry alone is said to be.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from pydantic import Field

from ecosystem.analysis.day import OnDay
from ecosystem.analysis.eligibility import eligibility_context, judge_offer
from ecosystem.analysis.referral import ReferralContext, suggest_referrals
from ecosystem.briefings.records import TableRow
from ecosystem.model.cvr import DIGITS, has_check_digit
from ecosystem.model.errors import EcosystemError, UnknownIdError
from ecosystem.model.firms import FIRM_FACTS, Firm
from ecosystem.model.judgements import Judgement
from ecosystem.model.records import Record
from ecosystem.model.referrals import Referral
from ecosystem.model.register import Register, big_table, check_position, small_table
from ecosystem.model.sentences import Sentence
from ecosystem.model.vocabulary import ActorKind

if TYPE_CHECKING:
    from ecosystem.analysis.graph import EcosystemGraph
    from ecosystem.analysis.network import Path

REGISTERED_FORMS: Final = frozenset({"a/s", "amba", "aps", "fmba", "ivs", "k/s", "p/s", "smba"})
"""Legal forms that come about by being registered, so that there is a CVR number."""
SALES_WITHOUT_STAFF_DKK: Final = 3_000_000
"""A turnover that is worth a question when nobody is employed."""
MAX_ACTORS_BETWEEN: Final = 2
"""Actors between a firm and the one it is introduced to."""


class WarmWay(Record):
    """A way to an actor through those the firm already knows."""

    to_actor_id: str
    through: tuple[str, ...] = Field(description="Names on the way, the firm's own first.")
    evidence: tuple[str, ...] = Field(description="How each tie is documented.")
    years: tuple[int | None, ...]
    sentence: Sentence


class FirmBriefing(Referral):
    """Everything an adviser needs in a talk with one firm."""

    firm: Firm
    warm_ways: tuple[WarmWay, ...] | None = Field(
        default=None, description="Ways in through the network; None: not looked for."
    )
    facts_drawn: tuple[str, ...] = Field(
        default=(), description="Facts drawn from the industry, to be confirmed by the firm."
    )
    points_to_check: tuple[Sentence, ...] = Field(
        default=(), description="Facts that do not go together, or that change what may be done."
    )


class OfferBriefing(Judgement):
    """How one firm stands to one offer on one day."""

    firm: Firm
    name: str
    name_en: str | None
    next_step: str | None
    url: str | None
    facts_drawn: tuple[str, ...] = ()
    points_to_check: tuple[Sentence, ...] = ()


def brief_firm(  # noqa: PLR0913 - the last four are switches of one answer
    register: Register,
    firm: Firm,
    need_ids: Sequence[str],
    on: date,
    top: int | None = None,
    *,
    context: ReferralContext | None = None,
    without: Collection[str] = (),
    own: str | None = None,
    words: str = "",
    chosen: Sequence[str] = (),
    facts_drawn: tuple[str, ...] = (),
    day: OnDay | None = None,
) -> FirmBriefing:
    """Suggest offers and actors for a firm, with reasons, what to ask and what to do next.

    Args:
        register: The register.
        firm: What is known of the firm, told or from ``find_firm``.
        need_ids: What it needs.
        on: Day of the talk.
        top: Suggestions at most; None: all.
        context: What ``referral_context`` gathered for the day, to save doing it again.
        without: Actors and offers that cannot be used now.
        own: The adviser's own organisation, to be marked.
        words: What the firm says it needs, in its own words.
        chosen: Offers the adviser chose, offer_id; the way leads to them.
        facts_drawn: Facts that were drawn from the industry alone.
        day: The day over the register, to save making it again where no context is given.

    Raises:
        UnknownIdError: A need, a position or the municipality is not in the register.
        NotRecordedError: The register has no offers.
    """
    day = context.day if context else day or OnDay(register, on)
    _check_municipality(day, firm.municipality_code)
    referral = suggest_referrals(
        register,
        firm,
        need_ids,
        on,
        top,
        context=context,
        day=day,
        without=without,
        own=own,
        words=words,
        chosen=chosen,
    )
    return FirmBriefing(
        **dict(referral),
        firm=firm,
        facts_drawn=facts_drawn,
        points_to_check=points_to_check(firm, on),
    )


def find_warm_ways(
    register: Register,
    firm: Firm,
    actor_ids: Collection[str],
    on: date,
    graph: "EcosystemGraph | None" = None,
) -> tuple[WarmWay, ...]:
    """Find who can introduce a firm of the register to the actors of its referral.

    A direct tie needs nobody to introduce and is told as such. Over more than
    ``MAX_ACTORS_BETWEEN`` others nobody introduces anybody.

    Args:
        register: The register, with ties of the firm.
        firm: A firm that stands in the register; for any other there is no way.
        actor_ids: The actors it is referred to.
        on: Day; ties that do not hold on it do not count.
        graph: The network of everything on the day, to save tying it together again.
    """
    if firm.actor_id is None:
        return ()
    from ecosystem.analysis.graph import build_graph
    from ecosystem.analysis.network import warm_paths

    graph = build_graph(register, None, on) if graph is None else graph
    ways = []
    for actor_id in dict.fromkeys(actor_ids):
        if firm.actor_id not in graph or actor_id not in graph or actor_id == firm.actor_id:
            continue
        ways += [
            _warm_way(graph, actor_id, path)
            for path in warm_paths(graph, firm.actor_id, actor_id, 1)
            if len(path.steps) <= MAX_ACTORS_BETWEEN + 1
        ]
    return tuple(ways)


def _warm_way(graph: "EcosystemGraph", actor_id: str, path: "Path") -> WarmWay:
    ids = [path.steps[0].from_id, *(step.to_id for step in path.steps)]
    names = tuple(str(graph.nodes[node].get("name", node)) for node in ids)
    return WarmWay(
        to_actor_id=actor_id,
        through=names,
        evidence=tuple(str(step.evidence) for step in path.steps),
        years=tuple(step.year for step in path.steps),
        sentence=Sentence(
            key="refer.warm_way" if names[1:-1] else "refer.warm_way.direct",
            values={"to": names[-1], "through": ", ".join(names[1:-1])},
        ),
    )


def brief_offer(
    register: Register,
    offer_id: str,
    firm: Firm,
    on: date,
    facts_drawn: tuple[str, ...] = (),
) -> OfferBriefing:
    """Judge a firm by every criterion of one offer.

    Args:
        register: The register.
        offer_id: The offer: a scheme or an actor's service.
        firm: What is known of the firm, told or from ``find_firm``.
        on: Day of the talk; the rules that hold on it are used.
        facts_drawn: Facts that were drawn from the industry alone.

    Returns:
        The verdict, a finding for each criterion with its source, and the facts to ask for.

    Raises:
        NotRecordedError: The register has no table of offers.
        UnknownIdError: The offer, a position or the municipality is not in the register.
    """
    if offer_id not in register.catalogue:
        small_table(register, "offers", "which offers there are")
        kind = "offer"
        raise UnknownIdError.from_available(kind, offer_id, register.catalogue)
    _check_municipality(OnDay(register, on), firm.municipality_code)
    for position_id in firm.positions or ():
        check_position(register, position_id)
    offer = register.catalogue[offer_id]
    judgement = judge_offer(offer, firm, eligibility_context(OnDay(register, on)))
    return OfferBriefing(
        **dict(judgement),
        firm=firm,
        name=offer.name_da,
        name_en=offer.name_en,
        next_step=offer.next_step,
        url=offer.url,
        facts_drawn=facts_drawn,
        points_to_check=points_to_check(firm, on),
    )


def find_firm(
    register: Register, cvr: str, on: date, *, day: OnDay | None = None
) -> tuple[Firm, tuple[str, ...]]:
    """Find a firm by its CVR number, with what the register knows of it.

    Its positions are those it has a tie to (recorded, member of the cluster, party of a project);
    where there are none, those its industry is the core of.

    Args:
        register: The register.
        cvr: The number, spaces allowed.
        on: Day of the talk.
        day: The day over the register, to save making it again.

    Returns:
        The firm, and the facts that were drawn from its industry alone.

    Raises:
        EcosystemError: The number does not have eight digits, or the register has no such firm.
    """
    number = "".join(cvr.split())
    if not (number.isascii() and number.isdigit() and len(number) == DIGITS):
        message = f"A CVR number has {DIGITS} digits; {cvr[:40]!r} does not."
        raise EcosystemError(message)
    row = _row_of(register, number)
    positions, is_drawn = _positions_of(day or OnDay(register, on), row)
    firm = Firm(
        **{name: row[name] for name in _OF_ROW},
        cvr=number,
        is_synthetic=bool(row.get("is_synthetic") or False),
        positions=positions,
        has_cvr=True,
    )
    return firm, ("positions",) if is_drawn else ()


_OF_ROW: Final = (
    "actor_id",
    "name",
    "employees",
    "turnover_dkk",
    "balance_dkk",
    "founded",
    "municipality_code",
    "industry_code",
    "legal_form",
)
"""What a firm is called, and its facts that stand in its row under the same name."""


def with_facts(firm: Firm, facts_of_talk: Firm) -> Firm:
    """Add what was told in the talk to what the register knows; what was told counts."""
    facts: dict[str, object] = {
        fact: getattr(facts_of_talk, fact)
        for fact in FIRM_FACTS
        if getattr(facts_of_talk, fact) is not None
    }
    return firm.model_copy(update=facts)


def points_to_check(firm: Firm, on: date) -> tuple[Sentence, ...]:
    """List facts that do not go together; they are told, not refused."""
    sentences: list[Sentence] = []
    sales = firm.turnover_dkk or 0
    form = firm.legal_form or ""
    if firm.employees == 0 and sales >= SALES_WITHOUT_STAFF_DKK:
        sentences.append(
            Sentence(key="refer.check.sales_without_staff", values={"turnover": sales})
        )
    if firm.founded is not None and firm.founded > on:
        sentences.append(
            Sentence(key="refer.check.future_foundation", values={"day": firm.founded})
        )
    if firm.cvr is not None and not has_check_digit(firm.cvr):
        sentences.append(Sentence(key="refer.check.cvr_digit", values={"cvr": firm.cvr}))
    if firm.has_cvr is False and firm.cvr is not None:
        sentences.append(Sentence(key="refer.check.cvr_denied", values={"cvr": firm.cvr}))
    if firm.has_cvr is False and form.casefold() in REGISTERED_FORMS:
        sentences.append(Sentence(key="refer.check.company_without_cvr", values={"form": form}))
    if firm.has_knowledge_partner and firm.partner_count == 0:
        sentences.append(Sentence(key="refer.check.partner_missing"))
    if firm.has_research_loss and firm.does_research is False:
        sentences.append(Sentence(key="refer.check.loss_without_research"))
    if sales and (firm.gross_profit_dkk or 0) > sales:
        sentences.append(Sentence(key="refer.check.profit_above_turnover"))
    return tuple(sentences)


def _check_municipality(day: OnDay, code: str | None) -> None:
    municipalities = day.names.municipalities
    if code is not None and municipalities and code not in municipalities:
        kind = "municipality"
        raise UnknownIdError.from_available(kind, code, municipalities)


def _row_of(register: Register, cvr: str) -> TableRow:
    """Return the firm's row, empty cells as None."""
    import narwhals as nw

    actors = big_table(register, "actors", "which firm has the number")
    actors_of_number = actors.filter(nw.col("cvr") == cvr).collect().to_pandas()
    firms = actors_of_number[actors_of_number["kind"] == ActorKind.FIRM.value]
    if actors_of_number.empty:
        slip = "" if has_check_digit(cvr) else " Its check digit does not fit: is it mistyped?"
        message = (
            f"No firm with CVR number {cvr} is in {register.label}.{slip} Tell the facts instead: "
            '--facts \'{"employees": 24, "municipality_code": "0779"}\'.'
        )
        raise EcosystemError(message)
    actor = (actors_of_number if firms.empty else firms).iloc[0]
    return {str(name): _cell(value) for name, value in actor.items()}


def _cell(value: Any) -> object:  # noqa: ANN401 - any cell of a table
    import pandas as pd

    if pd.isna(value):
        return None
    return value.date() if isinstance(value, pd.Timestamp) else value


def _positions_of(day: OnDay, row: TableRow) -> tuple[tuple[str, ...] | None, bool]:
    """Return positions by tie, else those of the industry; None: not known."""
    pairs = day.membership.tied_pairs
    tied = pairs.loc[pairs["actor_id"] == row["actor_id"], "position_id"]
    if len(tied):
        return tuple(sorted(tied)), False
    drawn = day.membership.positions_of_industry(row["industry_code"], row["industry_scheme"])
    return (tuple(sorted(drawn)), True) if drawn else (None, False)
