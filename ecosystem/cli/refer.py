"""Commands for one firm: judge it against an offer, and refer it onward."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ecosystem.cli.options import (
    ExamplesOption,
    JsonOption,
    LedgerOption,
    OnOption,
    RegisterOption,
    day_of,
    read_asked,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ecosystem.briefings.basis.day import OnDay
    from ecosystem.model.firms import Firm
    from ecosystem.model.register import Register

NeedOption = Annotated[
    list[str],
    typer.Option("--need", help="What the firm needs; may be repeated.", metavar="ID"),
]
FirmOption = Annotated[
    str | None, typer.Option("--firm", help="CVR number of a firm in the register.", metavar="CVR")
]
FactsOption = Annotated[
    str | None,
    typer.Option(
        "--facts",
        help="What is known of the firm: a JSON file, or the JSON itself, such as "
        '\'{"employees": 24, "themes": ["digitalisation"]}\'. data/README.md lists the facts.',
        metavar="JSON",
    ),
]
NoHelpReason = Literal[
    "not_relevant",
    "does_not_qualify",
    "too_far",
    "closed_or_full",
    "too_small_or_slow",
    "tried_before",
]


def add_to(app: typer.Typer) -> None:
    """Add ``judge``, ``refer``, ``dead-end`` and ``interpret``."""
    app.command("judge")(judge)
    app.command("refer")(refer)
    app.command("dead-end")(dead_end)
    app.command("interpret")(interpret)


def judge(
    offer_id: Annotated[str, typer.Argument(help="The offer, its id.", metavar="OFFER_ID")],
    *,
    firm: FirmOption = None,
    facts: FactsOption = None,
    register: RegisterOption = None,
    on: OnOption = None,
    examples: ExamplesOption = True,
    as_json: JsonOption = False,
) -> None:
    """Check one firm against every demand of one offer: met, not met, or not known."""
    from ecosystem.briefings.referral.firm import brief_offer
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.display.referral.text import judgement_lines, spoken

    asked_on = day_of(on)
    tables = read_asked(register, examples=examples)
    judged_firm, drawn = _known_firm(tables, firm, facts, asked_on)
    briefing = brief_offer(tables, offer_id, judged_firm, asked_on, drawn)
    if as_json:
        print_json(spoken(briefing))
    else:
        print_lines(judgement_lines(briefing))


def refer(
    *,
    need: NeedOption,
    firm: FirmOption = None,
    facts: FactsOption = None,
    top: Annotated[int | None, typer.Option(min=1, help="Suggestions to give at most.")] = None,
    without: Annotated[
        list[str] | None,
        typer.Option(help="An actor or offer that cannot be used; may be repeated.", metavar="ID"),
    ] = None,
    own_actor_id: Annotated[
        str | None, typer.Option("--own", help="Your own organisation, to be marked.", metavar="ID")
    ] = None,
    choose: Annotated[
        list[str] | None,
        typer.Option(help="An offer the way is to lead to; may be repeated.", metavar="ID"),
    ] = None,
    words: Annotated[
        str, typer.Option(help="What the firm says it needs, in its own words.", metavar="TEXT")
    ] = "",
    ways: Annotated[
        bool, typer.Option("--ways", help="Also look for ways in through the network.")
    ] = False,
    ledger: Annotated[
        Path | None,
        typer.Option(help="Add a dead end to this file, without the firm.", metavar="FILE"),
    ] = None,
    register: RegisterOption = None,
    on: OnOption = None,
    examples: ExamplesOption = True,
    as_json: JsonOption = False,
) -> None:
    """Suggest who fits a firm's needs better, why, what to ask next, and a way of steps."""
    from ecosystem.briefings.basis.day import OnDay
    from ecosystem.briefings.basis.referral import referral_context, refuse_text
    from ecosystem.briefings.referral.firm import brief_firm, find_warm_ways
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.display.referral.text import MAX_SUGGESTIONS_SHOWN, referral_lines, spoken

    asked_on = day_of(on)
    refuse_text(words)
    tables = read_asked(register, examples=examples)
    referred_firm, drawn = _known_firm(tables, firm, facts, asked_on)
    _check_ids(tables, [*(without or ()), *([] if own_actor_id is None else [own_actor_id])])
    context = referral_context(OnDay(tables, asked_on))
    briefing = brief_firm(
        tables,
        referred_firm,
        need,
        asked_on,
        top,
        context=context,
        without=without or (),
        own=own_actor_id,
        words=words,
        chosen=choose or (),
        facts_drawn=drawn,
    )
    if ways:
        actors = [step.actor_id for step in briefing.path if step.actor_id is not None]
        warm_ways = find_warm_ways(tables, referred_firm, actors, asked_on)
        briefing = briefing.model_copy(update={"warm_ways": warm_ways})
    if ledger is not None:
        from ecosystem.briefings.basis.referral import dead_ends_of
        from ecosystem.sources.user.dead_ends import append_dead_ends

        append_dead_ends(ledger, dead_ends_of(briefing, referred_firm))
    if as_json:
        print_json(spoken(briefing))
        return
    names, local_rank = _need_names(context.day), context.weights.local_rank
    print_lines(referral_lines(briefing, names, local_rank, top or MAX_SUGGESTIONS_SHOWN))


def dead_end(
    *,
    need: NeedOption,
    reason: Annotated[NoHelpReason, typer.Option(help="Why none of the suggestions helped.")],
    firm: FirmOption = None,
    facts: FactsOption = None,
    ledger: LedgerOption = None,
    register: RegisterOption = None,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """Note that none of the suggestions helped, and why: demand, without the firm."""
    from ecosystem.briefings.basis.day import OnDay
    from ecosystem.briefings.basis.referral import dead_ends_of
    from ecosystem.briefings.referral.firm import brief_firm
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.display.referral.text import dead_end_lines
    from ecosystem.model.vocabulary import DeadEndReason
    from ecosystem.sources.register.reading import read_register, shipped_folder
    from ecosystem.sources.user.dead_ends import append_dead_ends, own_ledger

    asked_on = day_of(on)
    tables = read_register(register or shipped_folder())
    searching_firm, _ = _known_firm(tables, firm, facts, asked_on)
    day = OnDay(tables, asked_on)
    briefing = brief_firm(tables, searching_firm, need, asked_on, day=day)
    records = dead_ends_of(briefing, searching_firm, DeadEndReason(reason))
    path = ledger or own_ledger()
    added = append_dead_ends(path, records)
    if as_json:
        print_json({"ledger": str(path), "added": added, "dead_ends": records})
    else:
        print_lines(dead_end_lines(records, _need_names(day)))


def _need_names(day: "OnDay") -> dict[str, str]:
    return {need_id: name.da for need_id, name in day.names.needs.items()}


def _check_ids(register: "Register", ids: "Sequence[str]") -> None:
    """Refuse an actor or offer that is not in the register, rather than leave nobody out."""
    import narwhals as nw

    from ecosystem.model.errors import UnknownIdError
    from ecosystem.model.register import collect

    unknown = [given_id for given_id in ids if given_id not in register.catalogue]
    if not unknown or register.actors is None:
        return
    actors = register.actors.select("actor_id")
    actor_ids = set(collect(actors.filter(nw.col("actor_id").is_in(unknown)))["actor_id"])
    for unknown_id in unknown:
        if unknown_id not in actor_ids:
            kind = "actor or offer"
            every = [*register.catalogue, *collect(actors)["actor_id"]]
            raise UnknownIdError.from_available(kind, unknown_id, every)


def interpret(
    text: Annotated[str, typer.Argument(help="What the firm says it needs, in its own words.")],
    *,
    register: RegisterOption = None,
    as_json: JsonOption = False,
) -> None:
    """Propose needs, fields and offers for what a firm says, in Danish or English."""
    from ecosystem.briefings.basis.referral import interpret as propose
    from ecosystem.briefings.basis.referral import meaning_index, refuse_text
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.display.referral.text import meaning_lines
    from ecosystem.sources.register.reading import read_register, shipped_folder

    refuse_text(text)
    tables = read_register(register or shipped_folder())
    meanings = propose(text, meaning_index(tables))
    if as_json:
        print_json({"proposals": meanings})
    else:
        print_lines(meaning_lines(meanings))


def _known_firm(
    register: "Register", cvr: str | None, facts: str | None, on: "date"
) -> "tuple[Firm, tuple[str, ...]]":
    """Return the firm of the register, that of the facts, or both with the facts on top."""
    from ecosystem.briefings.basis.referral import with_counted_aid
    from ecosystem.briefings.referral.firm import find_firm, with_facts
    from ecosystem.cli.output import tell
    from ecosystem.sources.user.facts import read_facts_and_notes

    firm_of_facts, notes = (None, ()) if facts is None else read_facts_and_notes(facts)
    for note in notes:
        tell(note)
    firm_of_facts = None if firm_of_facts is None else with_counted_aid(firm_of_facts, on)
    if cvr is None:
        if firm_of_facts is None:
            message = "Tell which firm: --firm CVR, or --facts with what is known of it."
            raise typer.BadParameter(message)
        return firm_of_facts, ()
    firm_of_register, drawn = find_firm(register, cvr, on)
    if firm_of_facts is None:
        return firm_of_register, drawn
    still_drawn = tuple(fact for fact in drawn if getattr(firm_of_facts, fact) is None)
    return with_facts(firm_of_register, firm_of_facts), still_drawn
