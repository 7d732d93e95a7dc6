"""Commands for one firm: judge it against an offer, and refer it onward."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from ecosystem.cli.options import JsonOption, OnOption, RegisterOption, day_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from ecosystem.analysis.day import OnDay
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
LedgerOption = Annotated[
    Path | None,
    typer.Option(help="File of searches that led nowhere; else your own.", metavar="FILE"),
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
    as_json: JsonOption = False,
) -> None:
    """Hold one firm against every demand of one offer: met, not met, or not known."""
    from ecosystem.briefings.referral.firm import brief_offer
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.display.referral.text import judgement_lines, spoken
    from ecosystem.sources.register.reading import read_register, shipped_folder

    asked_on = day_of(on)
    held = read_register(register or shipped_folder())
    known, drawn = _known_firm(held, firm, facts, asked_on)
    briefing = brief_offer(held, offer_id, known, asked_on, drawn)
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
    own: Annotated[
        str | None, typer.Option(help="Your own organisation, to be marked.", metavar="ID")
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
    as_json: JsonOption = False,
) -> None:
    """Suggest who fits a firm's needs better, why, what to ask next, and a way of steps."""
    from ecosystem.analysis.day import OnDay
    from ecosystem.analysis.referral import referral_context
    from ecosystem.analysis.referral.free_text import refuse_text
    from ecosystem.briefings.referral.firm import brief_firm, find_warm_ways
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.display.referral.text import MAX_SUGGESTIONS_SHOWN, referral_lines, spoken
    from ecosystem.sources.register.reading import read_register, shipped_folder

    asked_on = day_of(on)
    refuse_text(words)
    held = read_register(register or shipped_folder())
    known, drawn = _known_firm(held, firm, facts, asked_on)
    _check_ids(held, [*(without or ()), *([] if own is None else [own])])
    context = referral_context(OnDay(held, asked_on))
    briefing = brief_firm(
        held,
        known,
        need,
        asked_on,
        top,
        context=context,
        without=without or (),
        own=own,
        words=words,
        chosen=choose or (),
        facts_drawn=drawn,
    )
    if ways:
        actors = [step.actor_id for step in briefing.path if step.actor_id is not None]
        found = find_warm_ways(held, known, actors, asked_on)
        briefing = briefing.model_copy(update={"warm_ways": found})
    if ledger is not None:
        from ecosystem.analysis.referral import dead_ends_of
        from ecosystem.sources.user.dead_ends import append_dead_ends

        append_dead_ends(ledger, dead_ends_of(briefing, known))
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
    from ecosystem.analysis.day import OnDay
    from ecosystem.analysis.referral import dead_ends_of
    from ecosystem.briefings.referral.firm import brief_firm
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.display.referral.text import dead_end_lines
    from ecosystem.model.vocabulary import DeadEndReason
    from ecosystem.sources.register.reading import read_register, shipped_folder
    from ecosystem.sources.user.dead_ends import append_dead_ends, own_ledger

    asked_on = day_of(on)
    held = read_register(register or shipped_folder())
    known, _ = _known_firm(held, firm, facts, asked_on)
    day = OnDay(held, asked_on)
    briefing = brief_firm(held, known, need, asked_on, day=day)
    records = dead_ends_of(briefing, known, DeadEndReason(reason))
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

    unknown = [one for one in ids if one not in register.catalogue]
    if not unknown or register.actors is None:
        return
    actors = register.actors.select("actor_id")
    held = set(collect(actors.filter(nw.col("actor_id").is_in(unknown)))["actor_id"])
    for one in unknown:
        if one not in held:
            kind = "actor or offer"
            every = [*register.catalogue, *collect(actors)["actor_id"]]
            raise UnknownIdError.from_available(kind, one, every)


def interpret(
    text: Annotated[str, typer.Argument(help="What the firm says it needs, in its own words.")],
    *,
    register: RegisterOption = None,
    as_json: JsonOption = False,
) -> None:
    """Propose needs, fields and offers for what a firm says, in Danish or English."""
    from ecosystem.analysis.referral.free_text import interpret as propose
    from ecosystem.analysis.referral.free_text import meaning_index, refuse_text
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.display.referral.text import meaning_lines
    from ecosystem.sources.register.reading import read_register, shipped_folder

    refuse_text(text)
    held = read_register(register or shipped_folder())
    meanings = propose(text, meaning_index(held))
    if as_json:
        print_json({"proposals": meanings})
    else:
        print_lines(meaning_lines(meanings))


def _known_firm(
    register: "Register", cvr: str | None, facts: str | None, on: "date"
) -> "tuple[Firm, tuple[str, ...]]":
    """The firm of the register, the firm that is told, or both with what is told on top."""
    from ecosystem.analysis.eligibility import with_counted_aid
    from ecosystem.briefings.referral.firm import find_firm, with_facts
    from ecosystem.cli.output import tell
    from ecosystem.sources.user.facts import read_facts_and_notes

    told, notes = (None, ()) if facts is None else read_facts_and_notes(facts)
    for note in notes:
        tell(note)
    told = None if told is None else with_counted_aid(told, on)
    if cvr is None:
        if told is None:
            message = "Tell which firm: --firm CVR, or --facts with what is known of it."
            raise typer.BadParameter(message)
        return told, ()
    found, drawn = find_firm(register, cvr, on)
    if told is None:
        return found, drawn
    return with_facts(found, told), tuple(fact for fact in drawn if getattr(told, fact) is None)
