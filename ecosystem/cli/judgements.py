"""Commands that keep an adviser's dated judgement of a need nobody asked for, or of maturity."""

from typing import TYPE_CHECKING, Annotated

import typer

from ecosystem.cli.options import (
    JsonOption,
    LanguageChoice,
    LanguageOption,
    OnOption,
    RegisterOption,
    day_of,
)

if TYPE_CHECKING:
    from ecosystem.model.latent_needs import LatentNeed


def add_to(app: typer.Typer) -> None:
    """Add ``judgement``."""
    judgement = typer.Typer(
        help="An adviser's own judgement of latent needs and maturity; 'needs --position' tells it "
        "beside what firms said.",
        no_args_is_help=True,
    )
    judgement.command("add")(add)
    judgement.command("list")(list_kept)
    judgement.command("delete")(delete)
    app.add_typer(judgement, name="judgement")


def add(
    *,
    position: Annotated[
        str | None, typer.Option(help="Of a strength position's firms, its id; or", metavar="ID")
    ] = None,
    firm: Annotated[
        str | None, typer.Option(help="of one firm, its actor_id.", metavar="ID")
    ] = None,
    need: Annotated[str | None, typer.Option(help="The need, its id; or", metavar="ID")] = None,
    maturity: Annotated[
        bool, typer.Option("--maturity", help="how mature they are: 1 just begun, 5 ahead.")
    ] = False,
    level: Annotated[int, typer.Option(help="1 slight to 5 decisive.", min=1, max=5)],
    by: Annotated[str, typer.Option(help="Who judges: write the role or unit, not the name.")],
    reason: Annotated[
        str, typer.Option(help="What was seen or heard; no names, telephones, e-mails, CPR.")
    ],
    register: RegisterOption = None,
    on: OnOption = None,
    language: LanguageOption = LanguageChoice.DA,
    as_json: JsonOption = False,
) -> None:
    """Keep a judgement in your own store; nothing is added to what firms said."""
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.display.demand_text import judgement_line
    from ecosystem.model.latent_needs import judged
    from ecosystem.sources.user.store import open_store

    if (need is None) != maturity:
        message = "Name either a need or --maturity."
        raise typer.BadParameter(message, param_hint="--need/--maturity")
    judgement = judged(
        position_id=position,
        actor_id=firm,
        need_id=need,
        level=level,
        on=day_of(on),
        by=by,
        reason=reason,
    )
    _check_ids(judgement, register)
    number = open_store().judgements.add(judgement)
    if as_json:
        print_json({"judgement_id": number, "judgement": judgement})
    else:
        print_lines([judgement_line(number, judgement, language.value)])


def _check_ids(judgement: "LatentNeed", register: RegisterOption) -> None:
    """Refuse a position, a need or a firm that the register does not hold."""
    from ecosystem.briefings.basis.day import OnDay
    from ecosystem.model.errors import UnknownIdError
    from ecosystem.model.register import check_need, check_position
    from ecosystem.sources.register.reading import read_register, shipped_folder

    tables = read_register(register or shipped_folder())
    if judgement.need_id is not None:
        check_need(tables, judgement.need_id)
    if judgement.position_id is not None:
        check_position(tables, judgement.position_id)
    elif not OnDay(tables, judgement.on).names.actors([judgement.actor_id or ""]):
        kind = "firm"
        raise UnknownIdError.from_available(kind, judgement.actor_id, ())


def list_kept(
    position: Annotated[
        str | None, typer.Option(help="Of this strength position alone.", metavar="ID")
    ] = None,
    language: LanguageOption = LanguageChoice.DA,
    as_json: JsonOption = False,
) -> None:
    """List the judgements of your own store, with the number each is deleted by."""
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.display.demand_text import judgement_line
    from ecosystem.display.wording import t
    from ecosystem.sources.user.store import open_store

    kept = [
        one
        for one in open_store().judgements.read()
        if position is None or one.judgement.position_id == position
    ]
    if as_json:
        print_json(kept)
        return
    lines = [judgement_line(one.judgement_id, one.judgement, language.value) for one in kept]
    print_lines(lines or [t("demand.no_judgements", language.value)])


def delete(
    judgement_id: Annotated[int, typer.Argument(help="Its number.", metavar="NUMBER")],
    language: LanguageOption = LanguageChoice.DA,
    as_json: JsonOption = False,
) -> None:
    """Delete a judgement from your own store; no trace of it is left."""
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.display.wording import t
    from ecosystem.sources.user.store import open_store

    open_store().judgements.delete(judgement_id)
    if as_json:
        print_json({"deleted": judgement_id})
    else:
        print_lines([t("demand.deleted", language.value, n=str(judgement_id))])
