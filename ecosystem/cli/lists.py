"""Commands that list what the register holds: positions, needs, actors."""

from typing import Annotated

import typer

from ecosystem.cli.options import ExamplesOption, JsonOption, OnOption, RegisterOption, read_asked
from ecosystem.model.vocabulary import FirmCut, Freshness


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("positions")(positions)
    app.command("needs")(needs)
    app.command("actors")(actors)


def positions(register: RegisterOption = None, as_json: JsonOption = False) -> None:
    """List the strength positions."""
    columns = {"position_id": "id", "name_da": "navn", "name_en": "name", "status": "status"}
    _print_table(register, "strength_positions", "which positions there are", columns, as_json)


def needs(
    register: RegisterOption = None,
    position: Annotated[
        str | None, typer.Option(help="Weigh the needs of this position's firms.", metavar="ID")
    ] = None,
    on: OnOption = None,
    examples: ExamplesOption = True,
    as_json: JsonOption = False,
) -> None:
    """List the needs of firms, most important first; of a position with what nobody serves."""
    if position is not None:
        _print_needs(register, position, on, examples=examples, as_json=as_json)
        return
    columns = {"need_id": "id", "band": "band", "name_da": "navn", "name_en": "name"}
    _print_table(register, "needs", "which needs there are", columns, as_json)


def _print_needs(
    register: RegisterOption, position: str, on: str | None, *, examples: bool, as_json: bool
) -> None:
    from ecosystem.briefings.needs import brief_needs
    from ecosystem.cli.options import day_of
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.display.needs_text import needs_document, needs_lines
    from ecosystem.sources.register.reading import shipped_folder
    from ecosystem.sources.rules.thresholds import read_thresholds
    from ecosystem.sources.user.store import open_store

    folder = register or shipped_folder()
    tables = read_asked(folder, examples=examples)
    judgements = [kept.judgement for kept in open_store().judgements.read()]
    briefing = brief_needs(
        tables, day_of(on), position, read_thresholds(folder), judgements=judgements
    )
    if as_json:
        print_json(needs_document(briefing))
    else:
        print_lines(needs_lines(briefing))


def actors(
    *,
    register: RegisterOption = None,
    kind: Annotated[
        str | None, typer.Option(help="Such as cluster, business_hub, firm; or unknown.")
    ] = None,
    search: Annotated[
        str | None, typer.Option(help="Part of a name, a CVR number, a position or a need.")
    ] = None,
    position: Annotated[str | None, typer.Option(help="Strength position, its id.")] = None,
    firms: Annotated[
        FirmCut,
        typer.Option(
            help="How widely the firms of the position are counted; the narrow cut is core "
            "industries and ties, the broad one also enabling industries."
        ),
    ] = FirmCut.STANDARD,
    users: Annotated[
        bool, typer.Option("--users", help="Who has used the position's offers, instead.")
    ] = False,
    place: Annotated[str | None, typer.Option(help="Municipality or region, its code.")] = None,
    freshness: Annotated[
        list[Freshness] | None,
        typer.Option(help="What the last check is worth; may be given more than once."),
    ] = None,
    examples: Annotated[
        bool,
        typer.Option(
            "--examples/--no-examples",
            " /--without-examples",
            help="With example data, marked as such; or as if it was not.",
        ),
    ] = True,
    most: Annotated[int, typer.Option(min=1, help="Most actors listed.")] = 10_000,
    on: OnOption = None,
    as_json: JsonOption = False,
) -> None:
    """List the actors that are there on a day."""
    from ecosystem.briefings.actors.listing import ActorFilter, list_actors
    from ecosystem.cli.options import day_of
    from ecosystem.cli.output import print_json, print_lines, table_lines, tell
    from ecosystem.display.tables import actor_counts

    filters = ActorFilter(
        kind=kind,
        search=search,
        position_id=position,
        cut=firms,
        is_user=users,
        place_code=place,
        freshness=tuple(freshness or ()),
    )
    tables = read_asked(register, examples=examples)
    answer = list_actors(tables, day_of(on), filters, at_most=most)
    real = f"{answer.real_found} found, {answer.real_total} in the register."
    shown = sum(not actor.is_synthetic for actor in answer.actors)
    counts = [f"{shown} shown, {real}"]
    counts += actor_counts(answer, filters, "en")
    if answer.near:
        near = ", ".join(f"{actor.name} ({actor.actor_id})" for actor in answer.near)
        counts.append(f"Nearest names: {near}.")
    if as_json:
        print_json(answer.actors)
        tell("\n".join(counts))
        return
    rows = [row.model_dump() for row in answer.actors]
    columns = {"actor_id": "id", "kind": "kind", "name": "name", "municipality": "municipality"}
    if position is not None and not users:
        columns["is_user"] = "user of its offers"
    if answer.examples:
        columns["is_synthetic"] = "example data"
    print_lines([*table_lines(rows, columns), *counts])


def _print_table(
    register: RegisterOption, table: str, question: str, columns: dict[str, str], as_json: bool
) -> None:
    from ecosystem.briefings.records import records
    from ecosystem.cli.output import print_json, print_lines, table_lines
    from ecosystem.model.register import small_table
    from ecosystem.sources.register.reading import read_register

    rows = records(small_table(read_register(register), table, question))
    if as_json:
        print_json(rows)
    elif rows:
        print_lines(table_lines(rows, columns))
    else:
        print_lines([f"None: the register has the table {table}, and it has no rows."])
