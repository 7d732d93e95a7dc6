"""Commands about the register itself: validate, seal, dictionary, sources."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ecosystem.cli.options import (
    FolderArgument,
    JsonOption,
    LanguageChoice,
    LanguageOption,
    OnOption,
    RegisterOption,
    folder_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ecosystem.sources.register.inspection import Inspection


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command("validate")(validate)
    app.command("seal")(seal_folder)
    app.command("dictionary")(dictionary)
    app.command("sources")(sources)


def validate(
    folder: Annotated[
        Path,
        typer.Argument(
            help="denmark, projects, or the folder of a register.",
            metavar="DIR",
            parser=folder_of,
        ),
    ],
    as_json: JsonOption = False,
) -> None:
    """Check every table and rule of a register; tell all faults at once."""
    from ecosystem.cli.output import print_json, print_lines
    from ecosystem.model.errors import UnreadableFileError
    from ecosystem.model.faults import Fault
    from ecosystem.sources.register.inspection import Inspection, inspect_register

    try:
        inspection = inspect_register(folder)
    except UnreadableFileError as error:
        if not as_json:
            raise
        hint = "Give the folder of a register."
        fault = Fault(table="register", value=str(folder), problem=str(error), hint=hint)
        inspection = Inspection({}, (fault,))
    if as_json:
        faults = [fault.model_dump(mode="json") for fault in inspection.faults]
        print_json({"tables": inspection.tables, "faults": faults})
    else:
        print_lines([*_table_lines(inspection), *map(str, inspection.faults)])
        errors = sum(fault.level == "error" for fault in inspection.faults)
        warnings = len(inspection.faults) - errors
        print_lines([f"{errors} fault(s), {warnings} warning(s)."])
    if not inspection.is_usable:
        raise typer.Exit(1)


def _table_lines(inspection: "Inspection") -> "Iterator[str]":
    """List tables with rows, tables that say there are none, and tables nobody has recorded."""
    from ecosystem.model.tables import TABLES

    tables = inspection.tables
    unread = {fault.table for fault in inspection.faults}
    filled = [f"{name} {rows}" for name, rows in tables.items() if rows]
    empty = [name for name, rows in tables.items() if not rows]
    absent = [name for name in TABLES if name not in tables and name not in unread]
    yield f"Tables and rows: {', '.join(filled) or 'none'}."
    if empty:
        yield f"Tables without rows, so there are none: {', '.join(empty)}."
    if absent:
        yield f"Tables that are not recorded: {', '.join(absent)}."


def seal_folder(
    folder: FolderArgument,
    title: Annotated[str | None, typer.Option(help="What the register is called.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Check a register you edited by hand and write its datapackage.json."""
    from ecosystem.cli.output import print_json, tell
    from ecosystem.sources.register.transaction import seal_register

    today = datetime.now(tz=UTC).astimezone().date()
    inspection = seal_register(folder, today, title)
    rows = inspection.tables
    if as_json:
        print_json({"folder": folder, "tables": rows, "faults": inspection.faults})
    tell(f"Sealed {folder}: {sum(rows.values())} rows in {len(rows)} tables.")


def dictionary(
    into: Annotated[Path | None, typer.Option(help="File to write; else it is printed.")] = None,
    template: Annotated[
        str | None,
        typer.Option(help="Write a template to fill in: a table, or participants.", metavar="NAME"),
    ] = None,
    out: Annotated[
        Path | None, typer.Option(help="File of the template (.csv or .xlsx); else it is printed.")
    ] = None,
) -> None:
    """Write the data dictionary of every table as Markdown, or the template of one table."""
    from ecosystem.cli.output import print_lines, tell
    from ecosystem.model.data_dictionary import data_dictionary

    if template is not None or out is not None:
        _write_template(template, out)
    elif into is None:
        print_lines([data_dictionary()])
    else:
        into.write_text(data_dictionary(), encoding="utf-8")
        tell(f"{into} is written.")


def _write_template(name: str | None, out: Path | None) -> None:
    """Write the template of a table as CSV or XLSX; without a file, CSV on stdout."""
    from ecosystem.cli.output import print_lines, tell
    from ecosystem.display.csv_files import to_csv
    from ecosystem.display.tables import to_book
    from ecosystem.model.table_templates import TEMPLATE_WORDS, template_rows
    from ecosystem.sources.files.may_write import answer_file

    if name is None:
        message = "--out belongs to --template NAME."
        raise typer.BadParameter(message, param_hint="--out")
    if out is not None and out.suffix.lower() not in {".csv", ".xlsx"}:
        message = f"{out}: a template is a .csv or an .xlsx file."
        raise typer.BadParameter(message, param_hint="--out")
    rows = template_rows(name)
    columns = list(rows[0])
    if out is None:
        print_lines([to_csv(columns, rows).decode().rstrip("\n")])
        return
    with answer_file(out) as file:
        if out.suffix.lower() == ".csv":
            file.write_bytes(to_csv(columns, rows, has_mark=True))
        else:
            to_book({name: rows}, TEMPLATE_WORDS, "Om skabelonen").save(file)
    tell(f"{out} is written.")


def sources(
    register: RegisterOption = None,
    on: OnOption = None,
    text: Annotated[
        Path | None,
        typer.Option(help="Markdown of your own around the figures; <!-- figures --> marks where."),
    ] = None,
    into: Annotated[
        Path | None, typer.Option(help="File to write (.md); else it is printed.")
    ] = None,
    language: LanguageOption = LanguageChoice.EN,
    as_json: JsonOption = False,
) -> None:
    """Write what the rows of a register rest on: sources, checks, what is not settled."""
    from ecosystem.briefings.provenance import brief_provenance
    from ecosystem.cli.options import day_of
    from ecosystem.cli.output import print_json, print_lines, tell
    from ecosystem.display.provenance_text import sources_markdown
    from ecosystem.sources.register.reading import read_register

    if into is not None and into.suffix != ".md":
        message = f"{into}: a file of sources is Markdown. Give a name that ends with .md."
        raise typer.BadParameter(message, param_hint="--into")
    own = None if text is None else _own_text(text)
    briefing = brief_provenance(read_register(register), day_of(on))
    written = sources_markdown(briefing, language.value, own)
    if as_json:
        print_json(briefing)
    elif into is None:
        print_lines([written.rstrip("\n")])
    if into is not None:
        into.write_text(written, encoding="utf-8")
        tell(f"{into} is written.")


def _own_text(file: Path) -> str:
    """Read a text of the user's own.

    Raises:
        UnreadableFileError: It is no text in UTF-8.
    """
    from ecosystem.model.errors import UnreadableFileError

    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        message = f"{file} cannot be read as text ({error}). Give a Markdown file in UTF-8."
        raise UnreadableFileError(message) from error
