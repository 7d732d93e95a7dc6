"""Commands that carry other registers into one of ours: import."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ecosystem.cli.options import JsonOption, day_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ecosystem.sources.imports.survey import SurveyAsked
    from ecosystem.sources.matching.import_records import ImportReport

_SHOWN = 20


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("import")(import_source)


def import_source(
    source: Annotated[
        str,
        typer.Argument(
            help="structural-funds, cordis, statbank, participants, survey or table.",
            metavar="SOURCE",
        ),
    ],
    files: Annotated[list[Path], typer.Argument(help="What you saved.", metavar="FILE...")],
    *,
    into: Annotated[
        Path,
        typer.Option(
            "--into",
            help="Folder of a register; a new one begins as the shipped register of Denmark.",
            metavar="DIR",
        ),
    ],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell, but write nothing.")] = False,
    table: Annotated[
        str | None, typer.Option("--table", help="Which table a file for 'table' is.")
    ] = None,
    offer: Annotated[
        str | None,
        typer.Option("--offer", help="Which offer a list of participants used.", metavar="ID"),
    ] = None,
    scheme: Annotated[
        str | None,
        typer.Option(
            "--scheme", help="Or the name of a scheme that is not among the offers.", metavar="NAME"
        ),
    ] = None,
    cluster: Annotated[
        str | None, typer.Option(help="Whose survey it is, an actor_id.", metavar="ID")
    ] = None,
    position: Annotated[
        str | None, typer.Option(help="Whose firms a survey asked.", metavar="ID")
    ] = None,
    survey_id: Annotated[
        str | None,
        typer.Option("--survey", help="Key of the survey; else cluster, position, year."),
    ] = None,
    asked_on: Annotated[
        str | None, typer.Option(help="Day of the answers of a survey whose rows name none.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Read an official register, a scheme's participants or your own table into a register folder.

    A second import of the same file changes nothing. Nothing is written when it fails.
    """
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.sources.imports.importing import import_files

    today = datetime.now(tz=UTC).astimezone().date()
    report = import_files(
        source,
        files,
        into,
        on=today,
        dry_run=dry_run,
        table=table,
        offer=offer,
        scheme=scheme,
        survey=_survey(source, cluster, position, survey_id, asked_on),
    )
    if as_json:
        print_json(report)
    else:
        print_lines(_lines(report))
    if report.read and not (report.added or report.updated or report.unchanged):
        raise typer.Exit(1)


def _survey(
    source: str,
    cluster: str | None,
    position: str | None,
    survey_id: str | None,
    asked_on: str | None,
) -> "SurveyAsked | None":
    """Return whose survey is imported; ``None``: the source is another one."""
    from ecosystem.sources.imports.survey import SOURCE, SurveyAsked, check_survey

    if source != SOURCE:
        if cluster or position or survey_id or asked_on:
            message = "They belong to 'import survey'. Leave them out here."
            options = "--cluster/--position/--survey/--asked-on"
            raise typer.BadParameter(message, param_hint=options)
        return None
    on = None if asked_on is None else day_of(asked_on, "--asked-on")
    return SurveyAsked(*check_survey(cluster, position), survey_id, on)


def _lines(report: "ImportReport") -> "Iterable[str]":
    verb = "would be" if report.is_dry_run else "were"
    yield (
        f"{report.read} row(s) read from {report.source}: {report.added} {verb} added, "
        f"{report.updated} updated; {report.unchanged} stood there already."
    )
    changed = {n: (report.rows_added[n], report.rows_updated[n]) for n in report.rows_added}
    for name, (added, updated) in changed.items():
        yield f"  {name}: {added} row(s) new, {updated} completed; {report.tables.get(name, 0)} now"
    yield from _counts("Left out", report.left_out)
    yield from _counts("Kinds of new actors, by rule", report.kinds)
    yield from _counts("Strength positions, by rule", report.positions)
    if report.dropped_contacts:
        yield f"{report.dropped_contacts} cell(s) with contact persons were not read."
    if report.participants_without_name:
        yield (
            f"{report.participants_without_name} participation(s) of those who may be persons are "
            "counted; their names are not kept."
        )
    yield from report.notes
    if report.rejected:
        yield f"{len(report.rejected)} kept out:"
        yield from (f"  {fault}" for fault in report.rejected[:_SHOWN])
        if len(report.rejected) > _SHOWN:
            yield f"  ... and {len(report.rejected) - _SHOWN} more; --json tells all."
    if report.pending_pairs:
        yield (
            f"{report.pending_pairs} pair(s) of names wait for a decision in "
            f"{report.mapping_file}: write same or different in the column decision, and import "
            "again."
        )
    if report.participants_file:
        yield (
            f"{report.participants_to_decide} participant(s) without name wait for a decision in "
            f"{report.participants_file}, which says where in your file each stands: write "
            "organisation or person in the column decision, and import again."
        )


def _counts(what: str, counts: "Mapping[str, int]") -> "Iterable[str]":
    if counts:
        yield f"{what}: {', '.join(f'{name} {count}' for name, count in counts.items())}."
